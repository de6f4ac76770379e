"""The client for asyncio."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable

import grpc
from textanalysis.v1 import text_analysis_service_pb2 as messages
from textanalysis.v1 import text_analysis_service_pb2_grpc as services

from ._errors import TextAnalysisError
from ._request import ENCODING, as_document, call_metadata, channel_options


Item = tuple[str, "str | bytes | messages.Document"]
Items = Iterable[Item]


async def _each(items: Items | AsyncIterable[Item]) -> AsyncIterator[Item]:
    if isinstance(items, AsyncIterable):
        async for item in items:
            yield item
    else:
        for item in items:
            yield item


class AsyncClient:
    """As Client, for asyncio: the same arguments, methods to be awaited."""

    def __init__(self, target: str, *, credentials: grpc.ChannelCredentials | None = None, token: str = "", timeout: float = 30):
        make = grpc.aio.insecure_channel if credentials is None else lambda t, o: grpc.aio.secure_channel(t, credentials, o)
        self._channel = make(target, channel_options())
        self._stub = services.TextAnalysisServiceStub(self._channel)
        self._metadata, self._timeout = call_metadata(token), timeout

    async def close(self) -> None:
        await self._channel.close()

    async def __aenter__(self) -> AsyncClient:
        return self

    async def __aexit__(self, *_) -> None:
        await self.close()

    async def clean(self, content, *, options: messages.CleanOptions | None = None, **document) -> messages.CleanResponse:
        request = messages.CleanRequest(document=as_document(content, document), options=options, encoding_type=ENCODING)
        return await self._call(self._stub.Clean, request)

    async def extract_quotes(self, content, *, options: messages.QuoteOptions | None = None, **document) -> messages.ExtractQuotesResponse:
        request = messages.ExtractQuotesRequest(document=as_document(content, document), options=options, encoding_type=ENCODING)
        return await self._call(self._stub.ExtractQuotes, request)

    async def extract_entities(self, content, *, options: messages.EntityOptions | None = None,
                               **document) -> messages.ExtractEntitiesResponse:
        request = messages.ExtractEntitiesRequest(document=as_document(content, document), options=options, encoding_type=ENCODING)
        return await self._call(self._stub.ExtractEntities, request)

    async def analyze(self, content, **document) -> messages.AnalyzeResponse:
        request = messages.AnalyzeRequest(document=as_document(content, document), encoding_type=ENCODING)
        return await self._call(self._stub.Analyze, request)

    async def analyze_many(self, items: Items | AsyncIterable[Item], *, timeout: float | None = None,
                           **document) -> AsyncIterator[tuple[str, messages.AnalyzeResponse | TextAnalysisError]]:
        """As Client.analyze_many, over a list or another iterable, asynchronous or not."""
        async def requests():
            async for item_id, content in _each(items):
                request = messages.AnalyzeRequest(document=as_document(content, document), encoding_type=ENCODING)
                yield messages.StreamingAnalyzeRequest(item_id=item_id, request=request)

        try:
            async for answer in self._stub.StreamingAnalyze(requests(), timeout=timeout, metadata=self._metadata):
                failed = answer.HasField("error")
                yield answer.item_id, TextAnalysisError.from_status(answer.error) if failed else answer.response
        except grpc.RpcError as error:
            raise TextAnalysisError.from_rpc(error) from None

    async def _call(self, method, request):
        try:
            return await method(request, timeout=self._timeout, metadata=self._metadata)
        except grpc.RpcError as error:
            raise TextAnalysisError.from_rpc(error) from None
