"""Clean text, quotations and entities of news pages, in this process: no server, models inside.

    import textanalysis

    for quote in textanalysis.analyze(open("page.html", "rb").read()).quotes:
        print(quote.speaker.name, "—", quote.content)

Answers are the messages of the service. Offsets count code points, so that they index a Python string:
text[span.begin_offset:span.end_offset]. Calls release the interpreter's lock, so that threads work at the same time.
"""

from __future__ import annotations

import ctypes
import functools
import pathlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from . import _request
from ._request import document
from .v1 import text_analysis_service_pb2 as messages

__all__ = ["Analyzer", "TextAnalysisError", "analyze", "clean", "document", "entities", "messages", "pipe", "quotes", "verify"]

_HERE = pathlib.Path(__file__).resolve().parent


class _Bytes(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("size", ctypes.c_size_t)]


@functools.cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(str(_HERE / "libtextanalysis.so"))
    library.ta_open.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(_Bytes)]
    library.ta_call.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_double, ctypes.POINTER(_Bytes)]
    library.ta_free.argtypes, library.ta_free.restype = [ctypes.POINTER(_Bytes)], None
    library.ta_close.argtypes, library.ta_close.restype = [ctypes.c_void_p], None
    library.ta_version.restype = ctypes.c_char_p
    return library


def version() -> str:
    """The version of the library."""
    return _library().ta_version().decode()


class TextAnalysisError(Exception):
    """code: number of a gRPC code (3 is INVALID_ARGUMENT). reason: of docs/errors.md ("DOCUMENT_EMPTY"). field: at fault, or ""."""

    def __init__(self, code: int, status: messages.ErrorStatus):
        details = {packed.type_url.rpartition(".")[2]: packed.value for packed in status.details}
        info = messages.ErrorInfo.FromString(details.get("ErrorInfo", b""))
        violations = messages.BadRequest.FromString(details.get("BadRequest", b"")).field_violations
        self.code, self.reason, self.metadata = code, info.reason, dict(info.metadata)
        self.field = violations[0].field if violations else ""
        super().__init__(status.message + (f" ({self.reason}{', ' + self.field if self.field else ''})" if self.reason else ""))


class Analyzer:
    """The models of a bundle, by default those inside the package. Thread-safe.

    Every method takes text, bytes or a Document, the keywords of document() and the options of its request, as the client's does, and
    `seconds`, the longest that it may take; raises TextAnalysisError.
    """

    _METHODS = ("Clean", "ExtractQuotes", "ExtractEntities", "Analyze", "VerifyQuotes")

    def __init__(self, model: str | pathlib.Path = _HERE / "textanalysis.bundle"):
        self._handle, error = ctypes.c_void_p(), _Bytes()
        code = _library().ta_open(str(model).encode(), ctypes.byref(self._handle), ctypes.byref(error))
        taken = _take(error)
        if code:
            raise TextAnalysisError(code, messages.ErrorStatus.FromString(taken))

    def __del__(self):
        if getattr(self, "_handle", None):
            _library().ta_close(self._handle)

    def clean(self, content, *, seconds: float = 0, **asked) -> messages.CleanResponse:
        """Removes markup and furniture, and tells where each kept character came from. `options`: CleanOptions."""
        return self._answer("Clean", _request.clean_request(content, **asked), seconds)

    def quotes(self, content, *, seconds: float = 0, **asked) -> messages.ExtractQuotesResponse:
        """Finds who said what. `options`: QuoteOptions; `clean_options`."""
        return self._answer("ExtractQuotes", _request.quotes_request(content, **asked), seconds)

    def entities(self, content, *, seconds: float = 0, **asked) -> messages.ExtractEntitiesResponse:
        """Finds who and what is named. `options`: EntityOptions; `clean_options`."""
        return self._answer("ExtractEntities", _request.entities_request(content, **asked), seconds)

    def analyze(self, content, *, seconds: float = 0, **asked) -> messages.AnalyzeResponse:
        """All of it in one pass; spans address `cleaned_document.text`. `features`, `clean_options`, `quote_options`, `entity_options`."""
        return self._answer("Analyze", _request.analyze_request(content, **asked), seconds)

    def verify(self, draft, sources: dict, *, seconds: float = 0, **asked) -> messages.VerifyQuotesResponse:
        """Checks each quotation of a draft against its sources, by their names: verbatim, altered, cut, spliced or not found."""
        return self._answer("VerifyQuotes", _request.verify_request(draft, sources, **asked), seconds)

    def pipe(self, contents: Iterable, *, threads: int = 2, **asked) -> Iterator[messages.AnalyzeResponse | TextAnalysisError]:
        """Analyses many on some threads, and yields their answers in order, an error in its place. Reads few ahead."""
        def answer(content):
            try:
                return self.analyze(content, **asked)
            except TextAnalysisError as error:
                return error

        with ThreadPoolExecutor(threads) as pool:
            waiting = []
            for content in contents:
                waiting.append(pool.submit(answer, content))
                if len(waiting) > 2 * threads:
                    yield waiting.pop(0).result()
            for future in waiting:
                yield future.result()

    def call(self, method: str, request):
        """Calls a method of the service ("Analyze") with its request."""
        return self._answer(method, request, 0)

    def _answer(self, method: str, request, seconds: float):
        data, answer = request.SerializeToString(), _Bytes()
        code = _library().ta_call(self._handle, self._METHODS.index(method), data, len(data), seconds, ctypes.byref(answer))
        taken = _take(answer)
        if code:
            raise TextAnalysisError(code, messages.ErrorStatus.FromString(taken))
        return getattr(messages, method + "Response").FromString(taken)


def _take(answer: _Bytes) -> bytes:
    """The bytes of an answer, which is given back."""
    taken = ctypes.string_at(answer.data, answer.size) if answer.data else b""
    _library().ta_free(ctypes.byref(answer))
    return taken


@functools.cache
def _default() -> Analyzer:
    return Analyzer()


def clean(content, **asked) -> messages.CleanResponse:
    """Analyzer.clean with the models inside the package."""
    return _default().clean(content, **asked)


def quotes(content, **asked) -> messages.ExtractQuotesResponse:
    """Analyzer.quotes with the models inside the package."""
    return _default().quotes(content, **asked)


def entities(content, **asked) -> messages.ExtractEntitiesResponse:
    """Analyzer.entities with the models inside the package."""
    return _default().entities(content, **asked)


def analyze(content, **asked) -> messages.AnalyzeResponse:
    """Analyzer.analyze with the models inside the package."""
    return _default().analyze(content, **asked)


def verify(draft, sources: dict, **asked) -> messages.VerifyQuotesResponse:
    """Analyzer.verify with the models inside the package."""
    return _default().verify(draft, sources, **asked)


def pipe(contents: Iterable, **asked) -> Iterator[messages.AnalyzeResponse | TextAnalysisError]:
    """Analyzer.pipe with the models inside the package."""
    return _default().pipe(contents, **asked)
