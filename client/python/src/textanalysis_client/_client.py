"""The blocking client."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import grpc
from textanalysis.v1 import text_analysis_service_pb2 as messages
from textanalysis.v1 import text_analysis_service_pb2_grpc as services

from ._errors import TextAnalysisError
from ._request import ENCODING, as_document, call_metadata, channel_options


class Client:
    """Calls a server at `target` ("host:port"; "dns:///name:port" balances over all of its addresses). Thread-safe.

    credentials: grpc.ssl_channel_credentials(…) for TLS; none: plain text.
    token: bearer token, sent with each call.
    timeout: seconds after which a call ends.

    Every method raises TextAnalysisError. Content is text or bytes (then the charset is found out) with the keywords of
    `document`, or a Document made by it.
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

    def clean(self, content, *, options: messages.CleanOptions | None = None, **document) -> messages.CleanResponse:
        """Removes markup and furniture, and tells where each kept character came from."""
        request = messages.CleanRequest(document=as_document(content, document), options=options, encoding_type=ENCODING)
        return self._call(self._stub.Clean, request)

    def extract_quotes(self, content, *, options: messages.QuoteOptions | None = None, **document) -> messages.ExtractQuotesResponse:
        """Finds who said what."""
        request = messages.ExtractQuotesRequest(document=as_document(content, document), options=options, encoding_type=ENCODING)
        return self._call(self._stub.ExtractQuotes, request)

    def extract_entities(self, content, *, options: messages.EntityOptions | None = None, **document) -> messages.ExtractEntitiesResponse:
        """Finds who and what is named."""
        request = messages.ExtractEntitiesRequest(document=as_document(content, document), options=options, encoding_type=ENCODING)
        return self._call(self._stub.ExtractEntities, request)

    def analyze(self, content, **document) -> messages.AnalyzeResponse:
        """All of it in one pass; spans address `cleaned_document.text`."""
        return self._call(self._stub.Analyze, messages.AnalyzeRequest(document=as_document(content, document), encoding_type=ENCODING))

    def analyze_many(self, items: Iterable[tuple[str, str | bytes | messages.Document]], *, timeout: float | None = None,
                     **document) -> Iterator[tuple[str, messages.AnalyzeResponse | TextAnalysisError]]:
        """Analyses (id, content) pairs over one stream, and yields (id, answer) as they are ready, an error in its place.

        Nothing is read ahead of what the server takes, so `items` may be endless. Raises when the stream itself fails.
        """
        def requests():
            for item_id, content in items:
                request = messages.AnalyzeRequest(document=as_document(content, document), encoding_type=ENCODING)
                yield messages.StreamingAnalyzeRequest(item_id=item_id, request=request)

        try:
            for answer in self._stub.StreamingAnalyze(requests(), timeout=timeout, metadata=self._metadata):
                failed = answer.HasField("error")
                yield answer.item_id, TextAnalysisError.from_status(answer.error) if failed else answer.response
        except grpc.RpcError as error:
            raise TextAnalysisError.from_rpc(error) from None

    def _call(self, method, request):
        try:
            return method(request, timeout=self._timeout, metadata=self._metadata)
        except grpc.RpcError as error:
            raise TextAnalysisError.from_rpc(error) from None
