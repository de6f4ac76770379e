package org.textanalysis.client;

/** Why a call failed: docs/errors.md. */
public enum Reason {
  /** The server was not reached, or gave a reason that this version does not know; see {@link TextAnalysisException#reasonName()}. */
  UNKNOWN,
  DOCUMENT_EMPTY,
  DOCUMENT_TOO_LARGE,
  DOCUMENT_TOO_DENSE,
  INVALID_UTF8,
  UNSUPPORTED_CHARSET,
  UNSUPPORTED_LANGUAGE,
  INVALID_DATE,
  NO_SOURCES,
  TOO_MANY_SOURCES,
  SOURCES_TOO_LARGE,
  INVALID_SOURCE_ID,
  DUPLICATE_SOURCE_ID,
  INVALID_DICTIONARY,
  OUT_OF_RANGE,
  UNKNOWN_ENUM_VALUE,
  MODEL_TIER_NOT_SERVED,
  INVALID_ITEM_ID,
  DUPLICATE_ITEM_ID,
  QUEUE_FULL,
  WAIT_TOO_LONG,
  MEMORY_EXHAUSTED,
  TOKEN_MISSING,
  TOKEN_UNKNOWN,
  CLIENT_NOT_ALLOWED,
  MALFORMED_MESSAGE,
  CANCELLED,
  DEADLINE_EXCEEDED,
  OUT_OF_MEMORY,
  INTERNAL;

  static Reason of(String name) {
    for (Reason reason : values()) {
      if (reason.name().equals(name)) {
        return reason;
      }
    }
    return UNKNOWN;
  }
}
