"""What a failed call says."""

from __future__ import annotations

import enum

import grpc

from .v1 import text_analysis_service_pb2 as messages


class Reason(str, enum.Enum):
    """Why a call failed: docs/errors.md. Equal to its own name, as which an error carries it."""

    DOCUMENT_EMPTY = "DOCUMENT_EMPTY"
    DOCUMENT_TOO_LARGE = "DOCUMENT_TOO_LARGE"
    DOCUMENT_TOO_DENSE = "DOCUMENT_TOO_DENSE"
    INVALID_UTF8 = "INVALID_UTF8"
    UNSUPPORTED_CHARSET = "UNSUPPORTED_CHARSET"
    UNSUPPORTED_LANGUAGE = "UNSUPPORTED_LANGUAGE"
    INVALID_DATE = "INVALID_DATE"
    NO_SOURCES = "NO_SOURCES"
    TOO_MANY_SOURCES = "TOO_MANY_SOURCES"
    SOURCES_TOO_LARGE = "SOURCES_TOO_LARGE"
    INVALID_SOURCE_ID = "INVALID_SOURCE_ID"
    DUPLICATE_SOURCE_ID = "DUPLICATE_SOURCE_ID"
    INVALID_DICTIONARY = "INVALID_DICTIONARY"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    UNKNOWN_ENUM_VALUE = "UNKNOWN_ENUM_VALUE"
    MODEL_TIER_NOT_SERVED = "MODEL_TIER_NOT_SERVED"
    INVALID_ITEM_ID = "INVALID_ITEM_ID"
    DUPLICATE_ITEM_ID = "DUPLICATE_ITEM_ID"
    QUEUE_FULL = "QUEUE_FULL"
    WAIT_TOO_LONG = "WAIT_TOO_LONG"
    MEMORY_EXHAUSTED = "MEMORY_EXHAUSTED"
    TOKEN_MISSING = "TOKEN_MISSING"
    TOKEN_UNKNOWN = "TOKEN_UNKNOWN"
    CLIENT_NOT_ALLOWED = "CLIENT_NOT_ALLOWED"
    MALFORMED_MESSAGE = "MALFORMED_MESSAGE"
    CANCELLED = "CANCELLED"
    DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
    OUT_OF_MEMORY = "OUT_OF_MEMORY"
    INTERNAL = "INTERNAL"


MAX_DOCUMENT_BYTES = 64 << 20  # The most that --max_document_bytes may be.
MAX_MESSAGE_BYTES = MAX_DOCUMENT_BYTES + (64 << 10)  # What a server reads of a message.


class TextAnalysisError(Exception):
    """An error of the server, or of the way to it.

    code: a grpc.StatusCode.
    reason: a Reason ("DOCUMENT_EMPTY"), one of a newer server as text, or "" where the server was not reached.
    field: path of the field at fault ("document.content"), or "".
    metadata: figures, with the unit in the key ({"maxBytes": "1048576"}).
    """

    def __init__(self, code: grpc.StatusCode, message: str, reason: str = "", field: str = "", metadata: dict[str, str] | None = None):
        super().__init__(f"{code.name}: {message}" + (f" ({reason}, {field})" if field else f" ({reason})" if reason else ""))
        self.code, self.reason, self.field, self.metadata = code, reason, field, metadata or {}

    @classmethod
    def from_status(cls, status: messages.ErrorStatus) -> TextAnalysisError:
        """From the error of one item of a stream."""
        code = next(c for c in grpc.StatusCode if c.value[0] == status.code)
        details = {packed.type_url.rpartition(".")[2]: packed.value for packed in status.details}
        info = messages.ErrorInfo.FromString(details.get("ErrorInfo", b""))
        violations = messages.BadRequest.FromString(details.get("BadRequest", b"")).field_violations
        return cls(code, status.message, info.reason, violations[0].field if violations else "", dict(info.metadata))

    @classmethod
    def too_large(cls, size: int) -> TextAnalysisError:
        """What the server says of a document that is too large, for a message that none would read to its end."""
        return cls(grpc.StatusCode.INVALID_ARGUMENT, "the document is over the limit of every server; split it", Reason.DOCUMENT_TOO_LARGE.value,
                   "document.content", {"maxBytes": str(MAX_DOCUMENT_BYTES), "actualBytes": str(size)})

    @classmethod
    def from_rpc(cls, error: grpc.RpcError) -> TextAnalysisError:
        """From what a call raised."""
        packed = dict(error.trailing_metadata() or ()).get("grpc-status-details-bin")
        if packed:
            return cls.from_status(messages.ErrorStatus.FromString(packed))
        return cls(error.code(), error.details() or "")
