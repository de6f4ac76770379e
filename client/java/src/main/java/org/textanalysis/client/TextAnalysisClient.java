package org.textanalysis.client;

import com.google.gson.Gson;
import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.textanalysis.v1.AnalyzeRequest;
import org.textanalysis.v1.AnalyzeResponse;
import org.textanalysis.v1.CleanRequest;
import org.textanalysis.v1.CleanResponse;
import org.textanalysis.v1.Document;
import org.textanalysis.v1.DocumentType;
import org.textanalysis.v1.EncodingType;
import org.textanalysis.v1.ExtractEntitiesRequest;
import org.textanalysis.v1.ExtractEntitiesResponse;
import org.textanalysis.v1.ExtractQuotesRequest;
import org.textanalysis.v1.ExtractQuotesResponse;
import org.textanalysis.v1.SourceDocument;
import org.textanalysis.v1.StreamingAnalyzeRequest;
import org.textanalysis.v1.StreamingAnalyzeResponse;
import org.textanalysis.v1.TextAnalysisServiceGrpc;
import org.textanalysis.v1.VerifyQuotesRequest;
import org.textanalysis.v1.VerifyQuotesResponse;

/**
 * Client of the textanalysis service. Thread-safe.
 *
 * <pre>{@code
 * try (var client = TextAnalysisClient.connect("localhost:50051")) {
 *   for (var quote : client.analyze(TextAnalysisClient.text("“Yes,” said Ana Diaz.")).getQuotesList()) {
 *     System.out.println(quote.getSpeaker().getName() + " — " + quote.getContent());
 *   }
 * }
 * }</pre>
 *
 * Offsets count UTF-16 units, so that they cut a Java string: {@code text.substring(span.getBeginOffset(), span.getEndOffset())}.
 */
public final class TextAnalysisClient implements AutoCloseable {
  private static final EncodingType ENCODING = EncodingType.ENCODING_TYPE_UTF16;

  private final ManagedChannel channel;
  private final TextAnalysisServiceGrpc.TextAnalysisServiceBlockingStub blocking;
  private final TextAnalysisServiceGrpc.TextAnalysisServiceStub streaming;
  private final Duration timeout;

  /** Without encryption or token, and 30 seconds a call. */
  public static TextAnalysisClient connect(String target) {
    return new TextAnalysisClient(target, InsecureChannelCredentials.create(), "", Duration.ofSeconds(30));
  }

  /**
   * @param target "host:port"; "dns:///name:port" balances over all of its addresses
   * @param credentials {@code TlsChannelCredentials} for TLS
   * @param token bearer token sent with each call; "" for none
   * @param timeout longest time for one call
   */
  public TextAnalysisClient(String target, ChannelCredentials credentials, String token, Duration timeout) {
    channel = Grpc.newChannelBuilder(target, credentials).defaultServiceConfig(serviceConfig()).enableRetry()
        .maxInboundMessageSize(Integer.MAX_VALUE).build();
    Metadata headers = new Metadata();
    if (!token.isEmpty()) {
      headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    }
    var interceptor = MetadataUtils.newAttachHeadersInterceptor(headers);
    blocking = TextAnalysisServiceGrpc.newBlockingStub(channel).withInterceptors(interceptor);
    streaming = TextAnalysisServiceGrpc.newStub(channel).withInterceptors(interceptor);
    this.timeout = timeout;
  }

  /** A document of text or of a page, whichever it looks like. */
  public static Document document(String content) {
    return Document.newBuilder().setContent(content).build();
  }

  /** A document of text or of a page, whichever the bytes look like; the charset of a page is found out. */
  public static Document document(byte[] content) {
    return Document.newBuilder().setRawContent(ByteString.copyFrom(content)).build();
  }

  /** A document of plain text. */
  public static Document text(String content) {
    return Document.newBuilder().setContent(content).setType(DocumentType.DOCUMENT_TYPE_PLAIN_TEXT).build();
  }

  /** A page, as bytes in {@code charset} (found out when empty). */
  public static Document html(byte[] page, String charset) {
    return Document.newBuilder().setRawContent(ByteString.copyFrom(page)).setCharset(charset)
        .setType(DocumentType.DOCUMENT_TYPE_HTML).build();
  }

  /**
   * Removes markup and furniture, and tells where each kept unit came from.
   *
   * <p>A call ends with its time, or when the {@code io.grpc.Context} that it is made in is cancelled.
   */
  public CleanResponse clean(Document document, CallOptions options) {
    CleanRequest request = CleanRequest.newBuilder().setDocument(document).setEncodingType(ENCODING)
        .setOptions(options.asked().getCleanOptions()).build();
    return call(TextAnalysisServiceGrpc.TextAnalysisServiceBlockingStub::clean, request, options);
  }

  /** The same with the defaults. */
  public CleanResponse clean(Document document) {
    return clean(document, CallOptions.defaults());
  }

  /** Finds who said what. */
  public ExtractQuotesResponse extractQuotes(Document document, CallOptions options) {
    AnalyzeRequest asked = options.asked();
    ExtractQuotesRequest request = ExtractQuotesRequest.newBuilder().setDocument(document).setEncodingType(ENCODING)
        .setOptions(asked.getQuoteOptions()).setCleanOptions(asked.getCleanOptions()).setModelTier(asked.getModelTier())
        .addAllDictionary(asked.getDictionaryList()).build();
    return call(TextAnalysisServiceGrpc.TextAnalysisServiceBlockingStub::extractQuotes, request, options);
  }

  /** The same with the defaults. */
  public ExtractQuotesResponse extractQuotes(Document document) {
    return extractQuotes(document, CallOptions.defaults());
  }

  /** Finds who and what is named. */
  public ExtractEntitiesResponse extractEntities(Document document, CallOptions options) {
    AnalyzeRequest asked = options.asked();
    ExtractEntitiesRequest request = ExtractEntitiesRequest.newBuilder().setDocument(document).setEncodingType(ENCODING)
        .setOptions(asked.getEntityOptions()).setCleanOptions(asked.getCleanOptions()).setModelTier(asked.getModelTier())
        .addAllDictionary(asked.getDictionaryList()).build();
    return call(TextAnalysisServiceGrpc.TextAnalysisServiceBlockingStub::extractEntities, request, options);
  }

  /** The same with the defaults. */
  public ExtractEntitiesResponse extractEntities(Document document) {
    return extractEntities(document, CallOptions.defaults());
  }

  /** All of it in one pass; spans address the cleaned document's text. */
  public AnalyzeResponse analyze(Document document, CallOptions options) {
    return call(TextAnalysisServiceGrpc.TextAnalysisServiceBlockingStub::analyze, analyzeRequest(document, options), options);
  }

  /** The same with the defaults. */
  public AnalyzeResponse analyze(Document document) {
    return analyze(document, CallOptions.defaults());
  }

  /** Checks each quotation of a draft against its sources, by id: whether, where and how they have its words. */
  public VerifyQuotesResponse verifyQuotes(Document draft, Map<String, Document> sources, CallOptions options) {
    VerifyQuotesRequest.Builder request = VerifyQuotesRequest.newBuilder().setDocument(draft).setEncodingType(ENCODING)
        .setModelTier(options.asked().getModelTier()).addAllDictionary(options.asked().getDictionaryList());
    sources.forEach((id, document) -> request.addSources(SourceDocument.newBuilder().setSourceId(id).setDocument(document)));
    return call(TextAnalysisServiceGrpc.TextAnalysisServiceBlockingStub::verifyQuotes, request.build(), options);
  }

  /** The same with the defaults. */
  public VerifyQuotesResponse verifyQuotes(Document draft, Map<String, Document> sources) {
    return verifyQuotes(draft, sources, CallOptions.defaults());
  }

  /** One answer of {@link #analyzeMany}: a response, or an error of the item's own; the other is null. */
  public record Answer(String id, AnalyzeResponse response, TextAnalysisException error) {}

  /**
   * Analyses documents by id over one stream and hands each answer to {@code handler} as it is ready, on one thread. Returns when all are
   * answered. Takes no more from {@code items} than the server does.
   *
   * @throws TextAnalysisException when the stream itself fails
   */
  public void analyzeMany(Iterator<Map.Entry<String, Document>> items, Consumer<Answer> handler, CallOptions options) {
    ItemStream stream = new ItemStream(items, handler, options);
    Duration time = options.timeoutOr(null);
    var stub = time == null ? streaming : streaming.withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS);
    stub.streamingAnalyze(stream);
    try {
      stream.done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StatusRuntimeException status) {
        throw TextAnalysisException.of(status);
      }
      throw e;
    }
  }

  /** The same with the defaults. */
  public void analyzeMany(Iterator<Map.Entry<String, Document>> items, Consumer<Answer> handler) {
    analyzeMany(items, handler, CallOptions.defaults());
  }

  /** The service's methods, for what this class does not wrap. */
  public TextAnalysisServiceGrpc.TextAnalysisServiceBlockingStub stub() {
    return blocking.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }

  private <I extends MessageLite, O> O call(BiFunction<TextAnalysisServiceGrpc.TextAnalysisServiceBlockingStub, I, O> method,
      I request, CallOptions options) {
    TextAnalysisException tooLarge = TextAnalysisException.ofTooLarge(request);
    if (tooLarge != null) {
      throw tooLarge;
    }
    try {
      Duration time = options.timeoutOr(timeout);
      return method.apply(blocking.withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS), request);
    } catch (StatusRuntimeException e) {
      throw TextAnalysisException.of(e);
    }
  }

  private static AnalyzeRequest analyzeRequest(Document document, CallOptions options) {
    return options.asked().toBuilder().setDocument(document).setEncodingType(ENCODING).build();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> serviceConfig() {
    var in = TextAnalysisClient.class.getResourceAsStream("service_config.json");
    return new Gson().fromJson(new InputStreamReader(in, StandardCharsets.UTF_8), Map.class);
  }

  /** Writes while the transport takes more, so that nothing piles up here. */
  private static final class ItemStream implements ClientResponseObserver<StreamingAnalyzeRequest, StreamingAnalyzeResponse> {
    private final Iterator<Map.Entry<String, Document>> items;
    private final Consumer<Answer> handler;
    private final CallOptions options;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean closed;

    ItemStream(Iterator<Map.Entry<String, Document>> items, Consumer<Answer> handler, CallOptions options) {
      this.items = items;
      this.handler = handler;
      this.options = options;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamingAnalyzeRequest> requests) {
      requests.setOnReadyHandler(() -> {
        while (!closed && requests.isReady()) {
          if (items.hasNext()) {
            Map.Entry<String, Document> item = items.next();
            StreamingAnalyzeRequest request = StreamingAnalyzeRequest.newBuilder().setItemId(item.getKey())
                .setRequest(analyzeRequest(item.getValue(), options)).build();
            TextAnalysisException tooLarge = TextAnalysisException.ofTooLarge(request);
            if (tooLarge == null) {
              requests.onNext(request);
            } else {
              handler.accept(new Answer(item.getKey(), null, tooLarge));
            }
          } else {
            closed = true;
            requests.onCompleted();
          }
        }
      });
    }

    @Override
    public void onNext(StreamingAnalyzeResponse answer) {
      boolean failed = answer.hasError();
      handler.accept(new Answer(answer.getItemId(), failed ? null : answer.getResponse(),
          failed ? TextAnalysisException.of(answer.getError()) : null));
    }

    @Override
    public void onError(Throwable error) {
      done.completeExceptionally(error);
    }

    @Override
    public void onCompleted() {
      done.complete(null);
    }
  }
}
