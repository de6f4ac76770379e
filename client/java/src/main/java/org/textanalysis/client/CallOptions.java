package org.textanalysis.client;

import java.time.Duration;
import java.util.List;
import org.textanalysis.v1.AnalyzeRequest;
import org.textanalysis.v1.CleanOptions;
import org.textanalysis.v1.DictionaryEntry;
import org.textanalysis.v1.EntityOptions;
import org.textanalysis.v1.Feature;
import org.textanalysis.v1.ModelTier;
import org.textanalysis.v1.QuoteOptions;

/**
 * What a call does beside what its method does by itself. Those that a method has no use for say nothing to it. Immutable: each method
 * returns a copy with one more.
 *
 * <pre>{@code
 * client.analyze(page, CallOptions.defaults().withTier(ModelTier.MODEL_TIER_ACCURATE).withTimeout(Duration.ofSeconds(2)));
 * }</pre>
 */
public final class CallOptions {
  private static final CallOptions DEFAULTS = new CallOptions(AnalyzeRequest.getDefaultInstance(), null);

  private final AnalyzeRequest asked;
  private final Duration timeout;

  private CallOptions(AnalyzeRequest asked, Duration timeout) {
    this.asked = asked;
    this.timeout = timeout;
  }

  /** What the method does by itself. */
  public static CallOptions defaults() {
    return DEFAULTS;
  }

  /** Longest time for the call, in place of the client's. */
  public CallOptions withTimeout(Duration longest) {
    return new CallOptions(asked, longest);
  }

  /** The features that {@code analyze} runs. */
  public CallOptions withFeatures(List<Feature> features) {
    return new CallOptions(asked.toBuilder().clearFeatures().addAllFeatures(features).build(), timeout);
  }

  /** How a page is cleaned. */
  public CallOptions withClean(CleanOptions options) {
    return new CallOptions(asked.toBuilder().setCleanOptions(options).build(), timeout);
  }

  /** Which quotations. */
  public CallOptions withQuotes(QuoteOptions options) {
    return new CallOptions(asked.toBuilder().setQuoteOptions(options).build(), timeout);
  }

  /** Which entities. */
  public CallOptions withEntities(EntityOptions options) {
    return new CallOptions(asked.toBuilder().setEntityOptions(options).build(), timeout);
  }

  /** The models. */
  public CallOptions withTier(ModelTier tier) {
    return new CallOptions(asked.toBuilder().setModelTier(tier).build(), timeout);
  }

  /** Names that are known beforehand, at most 1,000. */
  public CallOptions withDictionary(List<DictionaryEntry> entries) {
    return new CallOptions(asked.toBuilder().clearDictionary().addAllDictionary(entries).build(), timeout);
  }

  /** A request of Analyze that asks for the same, without a document. */
  AnalyzeRequest asked() {
    return asked;
  }

  /** The call's own time, or {@code otherwise}. */
  Duration timeoutOr(Duration otherwise) {
    return timeout == null ? otherwise : timeout;
  }
}
