"""How requests are made; shared by both clients, and by the package textanalysis (embed/python), whose build copies this file alone."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from .v1 import text_analysis_service_pb2 as messages

ENCODING = messages.ENCODING_TYPE_UTF32
TYPES = {None: messages.DOCUMENT_TYPE_UNSPECIFIED, False: messages.DOCUMENT_TYPE_PLAIN_TEXT, True: messages.DOCUMENT_TYPE_HTML}
TIERS = {"": messages.MODEL_TIER_UNSPECIFIED, "fast": messages.MODEL_TIER_FAST, "accurate": messages.MODEL_TIER_ACCURATE}


def document(content: str | bytes, *, html: bool | None = None, language: str = "", reference_date: datetime.date | None = None,
             source_uri: str = "", charset: str = "") -> messages.Document:
    """A document of text, or of bytes in `charset` (found out when empty); HTML when it looks so, unless `html` says which it is."""
    out = messages.Document(type=TYPES[html], language_code=language, source_uri=source_uri, charset=charset)
    if isinstance(content, bytes):
        out.raw_content = content
    else:
        out.content = content
    if reference_date:
        day = out.reference_date
        day.year, day.month, day.day = reference_date.year, reference_date.month, reference_date.day
    return out


def as_document(content: str | bytes | messages.Document, options: dict) -> messages.Document:
    return content if isinstance(content, messages.Document) else document(content, **options)


def clean_request(content, *, options: messages.CleanOptions | None = None, **document) -> messages.CleanRequest:
    return messages.CleanRequest(document=as_document(content, document), options=options, encoding_type=ENCODING)


def quotes_request(content, *, options: messages.QuoteOptions | None = None, clean_options: messages.CleanOptions | None = None,
                   tier: str = "", dictionary: Sequence[messages.DictionaryEntry] = (), **document) -> messages.ExtractQuotesRequest:
    return messages.ExtractQuotesRequest(document=as_document(content, document), options=options, clean_options=clean_options,
                                         model_tier=TIERS[tier], dictionary=dictionary, encoding_type=ENCODING)


def entities_request(content, *, options: messages.EntityOptions | None = None, clean_options: messages.CleanOptions | None = None,
                     tier: str = "", dictionary: Sequence[messages.DictionaryEntry] = (), **document) -> messages.ExtractEntitiesRequest:
    return messages.ExtractEntitiesRequest(document=as_document(content, document), options=options, clean_options=clean_options,
                                           model_tier=TIERS[tier], dictionary=dictionary, encoding_type=ENCODING)


def analyze_request(content, *, features: Sequence[int] = (), clean_options: messages.CleanOptions | None = None,
                    quote_options: messages.QuoteOptions | None = None, entity_options: messages.EntityOptions | None = None,
                    tier: str = "", dictionary: Sequence[messages.DictionaryEntry] = (), **document) -> messages.AnalyzeRequest:
    return messages.AnalyzeRequest(document=as_document(content, document), features=features, clean_options=clean_options,
                                   quote_options=quote_options, entity_options=entity_options, model_tier=TIERS[tier],
                                   dictionary=dictionary, encoding_type=ENCODING)


def item_request(item_id: str, content, asked: dict) -> messages.StreamingAnalyzeRequest:
    return messages.StreamingAnalyzeRequest(item_id=item_id, request=analyze_request(content, **asked))


def as_sources(sources, options: dict) -> list[messages.SourceDocument]:
    return [messages.SourceDocument(source_id=name, document=as_document(content, options)) for name, content in sources.items()]


def verify_request(draft, sources, *, tier: str = "", dictionary: Sequence[messages.DictionaryEntry] = (),
                   **document) -> messages.VerifyQuotesRequest:
    return messages.VerifyQuotesRequest(document=as_document(draft, document), sources=as_sources(sources, document), model_tier=TIERS[tier],
                                        dictionary=dictionary, encoding_type=ENCODING)


def verify_items(sources, drafts, *, tier: str = "", dictionary: Sequence[messages.DictionaryEntry] = (), **document):
    """The items of a stream: the sources, then each (id, draft)."""
    yield messages.StreamingVerifyQuotesRequest(item_id="sources", sources=messages.SourceSet(sources=as_sources(sources, document), dictionary=dictionary),
                                                model_tier=TIERS[tier], encoding_type=ENCODING)
    for item_id, draft in drafts:
        yield messages.StreamingVerifyQuotesRequest(item_id=item_id, document=as_document(draft, document), model_tier=TIERS[tier],
                                                    encoding_type=ENCODING)
