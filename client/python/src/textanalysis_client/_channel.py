"""How calls go out; shared by both clients."""

from __future__ import annotations

import importlib.resources

from ._errors import MAX_MESSAGE_BYTES, TextAnalysisError


def sendable(requests, refused: list, raised: list):
    """Yields the items that a server would read; the others leave their answer, an error, in `refused`, and what `requests` raises stands in `raised`."""
    try:
        for request in requests:
            if request.ByteSize() > MAX_MESSAGE_BYTES:
                refused.append((request.item_id, TextAnalysisError.too_large(request.ByteSize())))
            else:
                yield request
    except Exception as error:
        raised.append(error)
        raise


def drained(refused: list):
    """Yields what is in `refused`, which is empty then."""
    while refused:
        yield refused.pop(0)


def answers(stream, refused: list):
    """Yields the answers of a stream by their ids, an error in the place of what failed; and what was not sent as soon as it is known."""
    for answer in stream:
        failed = answer.HasField("error")
        yield answer.item_id, TextAnalysisError.from_status(answer.error) if failed else answer.response
        yield from drained(refused)
    yield from drained(refused)


def channel_options() -> list[tuple[str, object]]:
    """Round robin over all addresses, and the retries that the service asks for."""
    config = importlib.resources.files(__package__).joinpath("service_config.json").read_text()
    return [("grpc.service_config", config), ("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


def call_metadata(token: str) -> list[tuple[str, str]]:
    return [("authorization", f"Bearer {token}")] if token else []
