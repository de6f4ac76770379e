package org.textanalysis.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import org.textanalysis.v1.BadRequest;
import org.textanalysis.v1.ErrorInfo;
import org.textanalysis.v1.ErrorStatus;

/** An error of the server, or of the way to it. */
public final class TextAnalysisException extends RuntimeException {
  private static final Metadata.Key<byte[]> DETAILS =
      Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

  // The most that --max_document_bytes may be, and what a server reads of a message.
  private static final int MAX_DOCUMENT_BYTES = 64 << 20;
  private static final int MAX_MESSAGE_BYTES = MAX_DOCUMENT_BYTES + (64 << 10);

  private final Status.Code code;
  private final ErrorInfo info;
  private final String field;

  private TextAnalysisException(Status.Code code, String message, ErrorInfo info, String field) {
    super(code + ": " + message + (info.getReason().isEmpty() ? "" : " (" + info.getReason() + ")"));
    this.code = code;
    this.info = info;
    this.field = field;
  }

  /** From the error of one item of a stream. */
  static TextAnalysisException of(ErrorStatus status) {
    ErrorInfo info = ErrorInfo.getDefaultInstance();
    String field = "";
    for (Any packed : status.getDetailsList()) {
      try {
        // The details have the wire form of google.rpc's, and their names.
        if (packed.getTypeUrl().endsWith("/google.rpc.ErrorInfo")) {
          info = ErrorInfo.parseFrom(packed.getValue());
        } else if (packed.getTypeUrl().endsWith("/google.rpc.BadRequest")) {
          BadRequest bad = BadRequest.parseFrom(packed.getValue());
          field = bad.getFieldViolationsCount() == 0 ? "" : bad.getFieldViolations(0).getField();
        }
      } catch (InvalidProtocolBufferException e) {
        // The code and the message stand without it.
      }
    }
    return new TextAnalysisException(
        Status.fromCodeValue(status.getCode()).getCode(), status.getMessage(), info, field);
  }

  /** What the server says of a document that is too large, of a message that none would read to its end; null for others. */
  static TextAnalysisException ofTooLarge(MessageLite request) {
    int size = request.getSerializedSize();
    if (size >= 0 && size <= MAX_MESSAGE_BYTES) {
      return null;
    }
    ErrorInfo info = ErrorInfo.newBuilder().setReason(Reason.DOCUMENT_TOO_LARGE.name()).setDomain("textanalysis")
        .putMetadata("maxBytes", String.valueOf(MAX_DOCUMENT_BYTES)).putMetadata("actualBytes", String.valueOf(size)).build();
    return new TextAnalysisException(
        Status.Code.INVALID_ARGUMENT, "the document is over the limit of every server; split it", info, "document.content");
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
    return new TextAnalysisException(e.getStatus().getCode(), message, ErrorInfo.getDefaultInstance(), "");
  }

  public Status.Code code() {
    return code;
  }

  /** Why it failed. */
  public Reason reason() {
    return Reason.of(info.getReason());
  }

  /** The reason as the server names it ("DOCUMENT_EMPTY"), or "" where it was not reached. */
  public String reasonName() {
    return info.getReason();
  }

  /** Path of the field at fault ("document.content"), or "". */
  public String field() {
    return field;
  }

  /** Figures, with the unit in the key. */
  public Map<String, String> metadata() {
    return info.getMetadataMap();
  }
}
