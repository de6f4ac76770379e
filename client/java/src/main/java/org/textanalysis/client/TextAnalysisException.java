package org.textanalysis.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import textanalysis.v1.ErrorDetail;
import textanalysis.v1.ErrorStatus;

/** An error of the server, or of the way to it. */
public final class TextAnalysisException extends RuntimeException {
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  private final Status.Code code;
  private final ErrorDetail detail;

  private TextAnalysisException(Status.Code code, String message, ErrorDetail detail) {
    super(code + ": " + message + (detail.getReason().isEmpty() ? "" : " (" + detail.getReason() + ")"));
    this.code = code;
    this.detail = detail;
  }

  /** From the error of one item of a stream. */
  static TextAnalysisException of(ErrorStatus status) {
    ErrorDetail detail = ErrorDetail.getDefaultInstance();
    for (Any packed : status.getDetailsList()) {
      try {
        detail = packed.unpack(ErrorDetail.class);
      } catch (InvalidProtocolBufferException e) {
        // A detail of another kind; the code and the message stand without it.
      }
    }
    return new TextAnalysisException(Status.fromCodeValue(status.getCode()).getCode(), status.getMessage(), detail);
  }

  /** From what a call threw. */
  static TextAnalysisException of(StatusRuntimeException e) {
    byte[] packed = e.getTrailers() == null ? null : e.getTrailers().get(DETAILS);
    if (packed != null) {
      try {
        return of(ErrorStatus.parseFrom(packed));
      } catch (InvalidProtocolBufferException ignored) {
        // Not a server of this schema; told by code alone.
      }
    }
    String message = String.valueOf(e.getStatus().getDescription());
    return new TextAnalysisException(e.getStatus().getCode(), message, ErrorDetail.getDefaultInstance());
  }

  public Status.Code code() {
    return code;
  }

  /** A reason of docs/errors.md ("DOCUMENT_EMPTY"), or "" where the server was not reached. */
  public String reason() {
    return detail.getReason();
  }

  /** Path of the field at fault ("document.content"), or "". */
  public String field() {
    return detail.getField();
  }

  /** Figures, with the unit in the key. */
  public Map<String, String> metadata() {
    return detail.getMetadataMap();
  }
}
