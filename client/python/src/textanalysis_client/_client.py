"""The blocking client."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping

import grpc

from ._channel import answers, call_metadata, channel_options, sendable
from ._errors import MAX_MESSAGE_BYTES, TextAnalysisError
from ._request import analyze_request, clean_request, entities_request, item_request, quotes_request, verify_items, verify_request
from .v1 import text_analysis_service_pb2 as messages
from .v1 import text_analysis_service_pb2_grpc as services


class Cancellation:
    """Ends calls from another thread: pass it as `cancel`, then call cancel(). Calls that begin afterwards end at once."""

    def __init__(self):
        self._lock, self._calls, self._cancelled = threading.Lock(), set(), False

    def cancel(self) -> None:
        with self._lock:
            self._cancelled, calls = True, list(self._calls)
        for call in calls:
            call.cancel()

    def _follow(self, call: grpc.Future) -> None:
        with self._lock:
            self._calls.add(call)
            cancelled = self._cancelled
        call.add_done_callback(self._calls.discard)
        if cancelled:
            call.cancel()


class Client:
    """Calls a server at `target` ("host:port"; "dns:///name:port" balances over all of its addresses). Thread-safe.

    credentials: grpc.ssl_channel_credentials(…) for TLS; none: plain text.
    token: bearer token, sent with each call.
    timeout: seconds after which a call ends.

    Every method raises TextAnalysisError. Content is text or bytes (then the charset is found out) with the keywords of
    `document`, or a Document made by it. Every method also takes `timeout`, in seconds, and `cancel`, a Cancellation; those that
    read text take `tier`, "fast" or "accurate", and `clean_options`.
    """

    def __init__(self, target: str, *, credentials: grpc.ChannelCredentials | None = None, token: str = "", timeout: float = 30):
        make = grpc.insecure_channel if credentials is None else lambda t, o: grpc.secure_channel(t, credentials, o)
        self._channel = make(target, channel_options())
        self._stub = services.TextAnalysisServiceStub(self._channel)
        self._metadata, self._timeout = call_metadata(token), timeout

    def close(self) -> None:
        self._channel.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_) -> None:
        self.close()

    def clean(self, content, *, timeout: float | None = None, cancel: Cancellation | None = None, **asked) -> messages.CleanResponse:
        """Removes markup and furniture, and tells where each kept character came from. `options`: CleanOptions."""
        return self._call(self._stub.Clean, clean_request(content, **asked), timeout, cancel)

    def extract_quotes(self, content, *, timeout: float | None = None, cancel: Cancellation | None = None,
                       **asked) -> messages.ExtractQuotesResponse:
        """Finds who said what. `options`: QuoteOptions."""
        return self._call(self._stub.ExtractQuotes, quotes_request(content, **asked), timeout, cancel)

    def extract_entities(self, content, *, timeout: float | None = None, cancel: Cancellation | None = None,
                         **asked) -> messages.ExtractEntitiesResponse:
        """Finds who and what is named. `options`: EntityOptions."""
        return self._call(self._stub.ExtractEntities, entities_request(content, **asked), timeout, cancel)

    def analyze(self, content, *, timeout: float | None = None, cancel: Cancellation | None = None, **asked) -> messages.AnalyzeResponse:
        """All of it in one pass; spans address `cleaned_document.text`. `features`, `quote_options`, `entity_options` narrow it."""
        return self._call(self._stub.Analyze, analyze_request(content, **asked), timeout, cancel)

    def analyze_many(self, items: Iterable[tuple[str, str | bytes | messages.Document]], *, timeout: float | None = None,
                     cancel: Cancellation | None = None,
                     **asked) -> Iterator[tuple[str, messages.AnalyzeResponse | TextAnalysisError]]:
        """Analyses (id, content) pairs over one stream, and yields (id, answer) as they are ready, an error in its place; `asked` as
        in analyze().

        Nothing is read ahead of what the server takes, so `items` may be endless. Raises when the stream itself fails, and what `items` raises.
        """
        refused, raised = [], []
        requests = sendable((item_request(item_id, content, asked) for item_id, content in items), refused, raised)
        try:
            stream = self._stub.StreamingAnalyze(requests, timeout=timeout, metadata=self._metadata)
            if cancel is not None:
                cancel._follow(stream)
            yield from answers(stream, refused)
        except grpc.RpcError as error:
            raise (raised[0] if raised else TextAnalysisError.from_rpc(error)) from None

    def verify_quotes(self, draft, sources: Mapping[str, str | bytes | messages.Document], *, timeout: float | None = None,
                      cancel: Cancellation | None = None, **asked) -> messages.VerifyQuotesResponse:
        """Checks each quotation of a draft against its sources, by id: whether, where and how they have its words."""
        return self._call(self._stub.VerifyQuotes, verify_request(draft, sources, **asked), timeout, cancel)

    def verify_many(self, sources: Mapping[str, str | bytes | messages.Document], drafts: Iterable[tuple[str, str | bytes | messages.Document]], *,
                    timeout: float | None = None, cancel: Cancellation | None = None,
                    **asked) -> Iterator[tuple[str, messages.VerifyQuotesResponse | TextAnalysisError]]:
        """Checks (id, draft) pairs against the same sources, which are analysed once, and yields (id, answer) in their order, an error in
        its place. Raises when the sources or the stream itself fail.
        """
        refused, raised = [], []
        try:
            requests = sendable(verify_items(sources, drafts, **asked), refused, raised)
            stream = self._stub.StreamingVerifyQuotes(requests, timeout=timeout, metadata=self._metadata)
            if cancel is not None:
                cancel._follow(stream)
            first = next(stream)
            if first.HasField("error"):
                stream.cancel()
                raise TextAnalysisError.from_status(first.error)
            yield from answers(stream, refused)
        except grpc.RpcError as error:
            raise (raised[0] if raised else TextAnalysisError.from_rpc(error)) from None

    def _call(self, method, request, timeout: float | None, cancel: Cancellation | None):
        if request.ByteSize() > MAX_MESSAGE_BYTES:
            raise TextAnalysisError.too_large(request.ByteSize())
        try:
            call = method.future(request, timeout=self._timeout if timeout is None else timeout, metadata=self._metadata)
            if cancel is not None:
                cancel._follow(call)
            return call.result()
        except grpc.FutureCancelledError:
            raise TextAnalysisError(grpc.StatusCode.CANCELLED, "the call was cancelled", "CANCELLED") from None
        except grpc.RpcError as error:
            raise TextAnalysisError.from_rpc(error) from None
