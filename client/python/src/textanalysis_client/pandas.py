"""Columns of articles in, columns of results out. Needs the extra: pip install textanalysis-client[pandas]."""

from __future__ import annotations

import pandas as pd
from textanalysis.v1 import text_analysis_service_pb2 as messages
from tqdm.auto import tqdm

from ._client import Client
from ._errors import TextAnalysisError

COLUMNS = ["text", "title", "quotes", "entities", "error"]


def analyze_column(client: Client, articles: pd.Series, *, progress: bool = True, **document) -> pd.DataFrame:
    """Analyses a column of texts (or of bytes) over one stream.

    -> a frame with the column's index: `text` and `title` (str), `quotes` (list of {"speaker", "content", "form"}), `entities` (list of
    {"name", "type", "mentions"}), `error` (reason, or None). A row that fails, or is missing, keeps its place.
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
    quotes = [{"speaker": q.speaker.name, "content": q.content, "form": _short(messages.QuoteForm.Name(q.form))} for q in answer.quotes]
    entities = [{"name": e.name, "type": _short(messages.EntityType.Name(e.type)), "mentions": len(e.mentions)} for e in answer.entities]
    return {"text": answer.cleaned_document.text, "title": answer.cleaned_document.title.value, "quotes": quotes,
            "entities": entities, "error": None}


def _short(name: str) -> str:
    """QUOTE_FORM_DIRECT -> direct."""
    return name.split("_", 2)[2].lower()
