package textanalysis

// Reason says why a call failed: docs/errors.md. It is an error, so that errors.Is(err, textanalysis.ReasonQueueFull) holds for what a
// Client returns.
type Reason string

// Error returns the reason's name.
func (r Reason) Error() string { return string(r) }

// The reasons of this version; a newer server may give others.
const (
	ReasonDocumentEmpty       Reason = "DOCUMENT_EMPTY"
	ReasonDocumentTooLarge    Reason = "DOCUMENT_TOO_LARGE"
	ReasonDocumentTooDense    Reason = "DOCUMENT_TOO_DENSE"
	ReasonInvalidUtf8         Reason = "INVALID_UTF8"
	ReasonUnsupportedCharset  Reason = "UNSUPPORTED_CHARSET"
	ReasonUnsupportedLanguage Reason = "UNSUPPORTED_LANGUAGE"
	ReasonInvalidDate         Reason = "INVALID_DATE"
	ReasonNoSources          Reason = "NO_SOURCES"
	ReasonTooManySources     Reason = "TOO_MANY_SOURCES"
	ReasonSourcesTooLarge    Reason = "SOURCES_TOO_LARGE"
	ReasonInvalidSourceId    Reason = "INVALID_SOURCE_ID"
	ReasonDuplicateSourceId  Reason = "DUPLICATE_SOURCE_ID"
	ReasonInvalidDictionary   Reason = "INVALID_DICTIONARY"
	ReasonOutOfRange          Reason = "OUT_OF_RANGE"
	ReasonUnknownEnumValue    Reason = "UNKNOWN_ENUM_VALUE"
	ReasonModelTierNotServed  Reason = "MODEL_TIER_NOT_SERVED"
	ReasonInvalidItemId       Reason = "INVALID_ITEM_ID"
	ReasonDuplicateItemId     Reason = "DUPLICATE_ITEM_ID"
	ReasonQueueFull           Reason = "QUEUE_FULL"
	ReasonWaitTooLong         Reason = "WAIT_TOO_LONG"
	ReasonMemoryExhausted     Reason = "MEMORY_EXHAUSTED"
	ReasonTokenMissing        Reason = "TOKEN_MISSING"
	ReasonTokenUnknown        Reason = "TOKEN_UNKNOWN"
	ReasonClientNotAllowed    Reason = "CLIENT_NOT_ALLOWED"
	ReasonMalformedMessage    Reason = "MALFORMED_MESSAGE"
	ReasonCancelled           Reason = "CANCELLED"
	ReasonDeadlineExceeded    Reason = "DEADLINE_EXCEEDED"
	ReasonOutOfMemory         Reason = "OUT_OF_MEMORY"
	ReasonInternal            Reason = "INTERNAL"
)
