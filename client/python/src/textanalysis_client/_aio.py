"""The client for asyncio."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping

import grpc

from ._channel import call_metadata, channel_options, drained, sendable
from ._errors import MAX_MESSAGE_BYTES, TextAnalysisError
from ._request import analyze_request, clean_request, entities_request, item_request, quotes_request, verify_request
from .v1 import text_analysis_service_pb2 as messages
from .v1 import text_analysis_service_pb2_grpc as services

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
    """As Client, for asyncio: the same arguments but `cancel`, methods to be awaited. A cancelled task cancels its call."""

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

    async def clean(self, content, *, timeout: float | None = None, **asked) -> messages.CleanResponse:
        return await self._call(self._stub.Clean, clean_request(content, **asked), timeout)

    async def extract_quotes(self, content, *, timeout: float | None = None, **asked) -> messages.ExtractQuotesResponse:
        return await self._call(self._stub.ExtractQuotes, quotes_request(content, **asked), timeout)

    async def extract_entities(self, content, *, timeout: float | None = None, **asked) -> messages.ExtractEntitiesResponse:
        return await self._call(self._stub.ExtractEntities, entities_request(content, **asked), timeout)

    async def analyze(self, content, *, timeout: float | None = None, **asked) -> messages.AnalyzeResponse:
        return await self._call(self._stub.Analyze, analyze_request(content, **asked), timeout)

    async def verify_quotes(self, draft, sources: Mapping[str, str | bytes | messages.Document], *, timeout: float | None = None,
                            **asked) -> messages.VerifyQuotesResponse:
        return await self._call(self._stub.VerifyQuotes, verify_request(draft, sources, **asked), timeout)

    async def analyze_many(self, items: Items | AsyncIterable[Item], *, timeout: float | None = None,
                           **asked) -> AsyncIterator[tuple[str, messages.AnalyzeResponse | TextAnalysisError]]:
        """As Client.analyze_many, over a list or another iterable, asynchronous or not."""
        refused, raised = [], []

        async def requests():
            try:
                async for item_id, content in _each(items):
                    for request in sendable([item_request(item_id, content, asked)], refused, []):
                        yield request
            except Exception as error:
                raised.append(error)
                raise

        try:
            async for answer in self._stub.StreamingAnalyze(requests(), timeout=timeout, metadata=self._metadata):
                failed = answer.HasField("error")
                yield answer.item_id, TextAnalysisError.from_status(answer.error) if failed else answer.response
                for answered in drained(refused):
                    yield answered
            for answered in drained(refused):
                yield answered
        except (grpc.RpcError, asyncio.CancelledError) as error:
            if raised:
                raise raised[0] from None
            if isinstance(error, grpc.RpcError):
                raise TextAnalysisError.from_rpc(error) from None
            raise

    async def _call(self, method, request, timeout: float | None):
        if request.ByteSize() > MAX_MESSAGE_BYTES:
            raise TextAnalysisError.too_large(request.ByteSize())
        try:
            return await method(request, timeout=self._timeout if timeout is None else timeout, metadata=self._metadata)
        except grpc.RpcError as error:
            raise TextAnalysisError.from_rpc(error) from None
