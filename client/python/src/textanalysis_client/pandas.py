"""Columns of articles in, columns of results out. Needs the extra: pip install textanalysis-client[pandas]."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import pandas as pd
from .v1 import text_analysis_service_pb2 as messages
from tqdm.auto import tqdm

from ._client import Client
from ._errors import TextAnalysisError

COLUMNS = ["text", "title", "byline", "date", "quotes", "entities", "error"]


def analyze_column(client: Client, articles: pd.Series, *, progress: bool = True, **document) -> pd.DataFrame:
    """Analyses a column of texts (or of bytes) over one stream.

    -> a frame with the column's index: `text`, `title` and `byline` (str), `date` (datetime.date, or None), `quotes` (list of {"speaker",
    "entity_id", "content", "form", "confidence", "spans"}), `entities` (list of {"id", "name", "type", "mentions", "salience", "spans"}),
    `error` (reason, or None). Spans are (begin, end) of `text`, in code points. A row that fails, or is missing, keeps its place.
    """
    present = articles.dropna()
    items = ((str(k), content) for k, content in enumerate(present))
    answers = tqdm(client.analyze_many(items, **document), total=len(present), unit=" articles", disable=not progress)
    rows: list[dict] = [{} for _ in range(len(present))]
    for item_id, answer in answers:
        rows[int(item_id)] = answer_row(answer)
    return pd.DataFrame(rows, index=present.index, columns=COLUMNS).reindex(articles.index)


def answer_row(answer: messages.AnalyzeResponse | TextAnalysisError) -> dict:
    """One answer as a row: the columns of analyze_column, `error` alone where it failed."""
    if isinstance(answer, TextAnalysisError):
        return {"error": answer.reason or answer.code.name}
    quotes = [{"speaker": q.speaker.name, "entity_id": q.speaker.entity_id, "content": q.content,
               "form": _short(messages.QuoteForm.Name(q.form)), "confidence": q.confidence, "spans": _spans(q.content_spans)}
              for q in answer.quotes]
    entities = [{"id": e.entity_id, "name": e.name, "type": _short(messages.EntityType.Name(e.type)), "mentions": len(e.mentions),
                 "salience": e.salience, "spans": _spans(m.span for m in e.mentions)} for e in answer.entities]
    document = answer.cleaned_document
    return {"text": document.text, "title": document.title.value, "byline": document.byline.value, "date": _day(document),
            "quotes": quotes, "entities": entities, "error": None}


def _spans(spans: Iterable[messages.TextSpan]) -> list[tuple[int, int]]:
    return [(span.begin_offset, span.end_offset) for span in spans]


def _day(document: messages.CleanedDocument) -> datetime.date | None:
    """The whole day of publication; None where it is not known to the day."""
    date = document.publish_date
    return datetime.date(date.year, date.month, date.day) if date.year and date.month and date.day else None


def _short(name: str) -> str:
    """QUOTE_FORM_DIRECT -> direct."""
    return name.split("_", 2)[2].lower()
