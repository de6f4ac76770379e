package org.textanalysis.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.textanalysis.client.TextAnalysisClient.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Context;
import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.textanalysis.v1.AnalyzeRequest;
import org.textanalysis.v1.AttributionType;
import org.textanalysis.v1.CleanOptions;
import org.textanalysis.v1.CleanRequest;
import org.textanalysis.v1.Document;
import org.textanalysis.v1.EntityOptions;
import org.textanalysis.v1.EntityType;
import org.textanalysis.v1.ExtractEntitiesRequest;
import org.textanalysis.v1.ExtractQuotesRequest;
import org.textanalysis.v1.Feature;
import org.textanalysis.v1.ModelTier;
import org.textanalysis.v1.QuoteOptions;
import org.textanalysis.v1.VerifyQuotesRequest;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TextAnalysisClientTest {
  private static final String TEXT = "😀 “The port is shut,” said Zoë Reid in Edinburgh.";
  // What changes by itself (versions) or by rounding (probabilities).
  private static final Set<String> LEFT_OUT =
      Set.of("confidence", "score", "salience", "extractionConfidence", "engineVersion", "modelVersion");

  private static Process server;
  private static TextAnalysisClient client;

  private static Process serve(String flag) throws IOException {
    String binary = System.getenv().getOrDefault("TA_TEST_SERVER", "../../build/service/textanalysis_server");
    return new ProcessBuilder(binary, "--address=127.0.0.1:0", "--access_log=false", flag).start();
  }

  private static String addressOf(Process process) throws IOException {
    String line = new BufferedReader(new InputStreamReader(process.getErrorStream())).readLine();
    return "127.0.0.1:" + JsonParser.parseString(line).getAsJsonObject().get("port").getAsString();
  }

  @BeforeAll
  static void start() throws IOException {
    server = serve("--max_document_bytes=20000");
    client = TextAnalysisClient.connect(addressOf(server));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.destroyForcibly();
  }

  @Test
  void offsetsCutJavaStrings() {
    var answer = client.analyze(text(TEXT));
    var quote = answer.getQuotes(0);
    var span = quote.getContentSpans(0);
    String cleaned = answer.getCleanedDocument().getText();
    assertEquals("The port is shut,", cleaned.substring((int) span.getBeginOffset(), (int) span.getEndOffset()));
    assertEquals("Zoë Reid", quote.getSpeaker().getName());
  }

  @Test
  void errorsAreTyped() {
    var failed = assertThrows(TextAnalysisException.class, () -> client.clean(text("")));
    assertEquals(Reason.DOCUMENT_EMPTY, failed.reason());
    assertEquals("DOCUMENT_EMPTY", failed.reasonName());
    assertEquals("document.content", failed.field());
  }

  private static final String PAGE = "<nav><a href=/>Home</a></nav><article><h1>Port</h1><p>" + TEXT
      + "</p><p>Ana Diaz believes the mill will close. She paid £4m.</p></article>";

  @Test
  void optionsReachTheServer() {
    var beliefs = QuoteOptions.newBuilder().addAttributionTypes(AttributionType.ATTRIBUTION_TYPE_BELIEF).build();
    var money = EntityOptions.newBuilder().addTypes(EntityType.ENTITY_TYPE_MONEY).build();
    var options = CallOptions.defaults().withQuotes(beliefs).withEntities(money)
        .withClean(CleanOptions.newBuilder().setOmitSegments(true).build()).withTier(ModelTier.MODEL_TIER_FAST);
    Document page = TextAnalysisClient.document(PAGE);
    var all = client.analyze(page, options);
    assertEquals(1, all.getQuotesCount());
    assertEquals("Ana Diaz", all.getQuotes(0).getSpeaker().getName());
    assertEquals(1, all.getEntitiesCount());
    assertEquals(0, all.getCleanedDocument().getSegmentsCount());
    assertEquals(1, client.extractQuotes(TextAnalysisClient.document(PAGE.getBytes(StandardCharsets.UTF_8)), options).getQuotesCount());
    assertEquals(1, client.extractEntities(page, options).getEntitiesCount());
    assertEquals(0, client.clean(page, options).getCleanedDocument().getSegmentsCount());
    assertEquals(0, client.analyze(page, CallOptions.defaults().withFeatures(List.of(Feature.FEATURE_CLEAN))).getQuotesCount());
    client.analyzeMany(List.of(Map.entry("a", page)).iterator(), a -> assertEquals(1, a.response().getQuotesCount()), options);
    var accurate = CallOptions.defaults().withTier(ModelTier.MODEL_TIER_ACCURATE);
    var failed = assertThrows(TextAnalysisException.class, () -> client.analyze(page, accurate));
    assertEquals(Reason.MODEL_TIER_NOT_SERVED, failed.reason());
  }

  @Test
  void callsEndByTheirOwnTimeOrContext() {
    var brief = CallOptions.defaults().withTimeout(Duration.ofNanos(1));
    var late = assertThrows(TextAnalysisException.class, () -> client.clean(text("x"), brief));
    assertEquals(Status.Code.DEADLINE_EXCEEDED, late.code());
    var context = Context.current().withCancellation();
    context.cancel(null);
    context.run(() -> {
      var cancelled = assertThrows(TextAnalysisException.class, () -> client.clean(text("x")));
      assertEquals(Status.Code.CANCELLED, cancelled.code());
    });
  }

  private static String refusal(String flag, String token) throws IOException {
    Process guarded = serve(flag);
    try (var caller = new TextAnalysisClient(addressOf(guarded), InsecureChannelCredentials.create(), token, Duration.ofSeconds(30))) {
      caller.clean(text("x"));
      return "none";
    } catch (TextAnalysisException refused) {
      return refused.reasonName();
    } finally {
      guarded.destroyForcibly();
    }
  }

  @Test
  void refusedCallersAreToldWhy() throws IOException {
    String tokens = "--token_file=../../tests/golden/tokens";
    assertEquals("TOKEN_MISSING", refusal(tokens, ""));
    assertEquals("TOKEN_UNKNOWN", refusal(tokens, "wrong"));
    assertEquals("none", refusal(tokens, "abc"));
  }

  @Test
  void badIdsOfItemsAreTold() {
    Document longText = text(TEXT.repeat(250));
    Set<Reason> reasons = new HashSet<>();
    var items = List.of(Map.entry("", text(TEXT)), Map.entry("a", longText), Map.entry("a", longText));
    client.analyzeMany(items.iterator(), a -> {
      if (a.error() != null) {
        reasons.add(a.error().reason());
      }
    });
    assertEquals(Set.of(Reason.INVALID_ITEM_ID, Reason.DUPLICATE_ITEM_ID), reasons);
  }

  @Test
  void aStreamAnswersEveryItem() {
    Map<String, TextAnalysisClient.Answer> answers = new HashMap<>();
    Stream<Map.Entry<String, Document>> items =
        IntStream.range(0, 40).mapToObj(k -> Map.entry(String.valueOf(k), text(k == 5 ? "" : TEXT)));
    client.analyzeMany(items.iterator(), a -> answers.put(a.id(), a));
    assertEquals(40, answers.size());
    assertEquals(Reason.DOCUMENT_EMPTY, answers.get("5").error().reason());
    assertTrue(answers.get("6").response().getQuotesCount() > 0);
  }

  @TestFactory
  List<DynamicTest> goldenTable() throws IOException {
    JsonArray cases = JsonParser.parseString(Files.readString(Path.of("../../tests/golden/clients.json"))).getAsJsonArray();
    return StreamSupport.stream(cases.spliterator(), false).map(JsonElement::getAsJsonObject)
        .map(c -> DynamicTest.dynamicTest(c.get("name").getAsString(), () -> check(c))).toList();
  }

  private static void check(JsonObject golden) throws IOException {
    if (golden.has("error")) {
      var failed = assertThrows(StatusRuntimeException.class, () -> call(golden));
      var error = TextAnalysisException.of(failed);
      assertEquals(golden.getAsJsonObject("error").get("reason").getAsString(), error.reasonName());
      assertEquals(golden.getAsJsonObject("error").get("field").getAsString(), error.field());
    } else {
      JsonElement got = JsonParser.parseString(JsonFormat.printer().print(call(golden)));
      assertEquals(comparable(golden.get("response")), comparable(got));
    }
  }

  private static Message call(JsonObject golden) throws IOException {
    String request = golden.get("request").toString();
    return switch (golden.get("method").getAsString()) {
      case "Clean" -> client.stub().clean(parse(request, CleanRequest.newBuilder()).build());
      case "ExtractQuotes" -> client.stub().extractQuotes(parse(request, ExtractQuotesRequest.newBuilder()).build());
      case "ExtractEntities" -> client.stub().extractEntities(parse(request, ExtractEntitiesRequest.newBuilder()).build());
      case "VerifyQuotes" -> client.stub().verifyQuotes(parse(request, VerifyQuotesRequest.newBuilder()).build());
      default -> client.stub().analyze(parse(request, AnalyzeRequest.newBuilder()).build());
    };
  }

  private static <B extends Message.Builder> B parse(String json, B builder) throws IOException {
    JsonFormat.parser().merge(json, builder);
    return builder;
  }

  private static JsonElement comparable(JsonElement value) {
    if (value.isJsonArray()) {
      JsonArray out = new JsonArray();
      value.getAsJsonArray().forEach(v -> out.add(comparable(v)));
      return out;
    }
    if (!value.isJsonObject()) {
      return value;
    }
    JsonObject out = new JsonObject();
    value.getAsJsonObject().entrySet().stream().filter(e -> !LEFT_OUT.contains(e.getKey()))
        .forEach(e -> out.add(e.getKey(), comparable(e.getValue())));
    return out;
  }

  @Test
  void documentsOfAnySizeAreToldThatTheyAreTooLarge() {
    Document huge = text("x".repeat(70 << 20));
    var error = assertThrows(TextAnalysisException.class, () -> client.clean(huge));
    assertEquals(Status.Code.INVALID_ARGUMENT, error.code());
    assertEquals(Reason.DOCUMENT_TOO_LARGE, error.reason());
    assertTrue(Long.parseLong(error.metadata().get("actualBytes")) > Long.parseLong(error.metadata().get("maxBytes")));
    Map<String, Boolean> tooLarge = new HashMap<>();
    client.analyzeMany(List.of(Map.entry("a", huge), Map.entry("b", text(TEXT)), Map.entry("c", huge)).iterator(),
        answer -> tooLarge.put(answer.id(), answer.error() != null && answer.error().reason() == Reason.DOCUMENT_TOO_LARGE));
    assertEquals(Map.of("a", true, "b", false, "c", true), tooLarge);
  }

  @Test
  void theLargestAnswersArrive() throws IOException {
    Process process = serve("--max_document_bytes=8388608");
    String words = "word ".repeat(1_600_000);
    try (var large = TextAnalysisClient.connect(addressOf(process))) {
      assertEquals(words.strip(), large.clean(text(words)).getCleanedDocument().getText());
    } finally {
      process.destroyForcibly();
    }
  }
}
