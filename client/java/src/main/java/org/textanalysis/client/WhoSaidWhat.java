package org.textanalysis.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints who said what: {@code WhoSaidWhat SERVER FILE…}. An example. */
public final class WhoSaidWhat {
  public static void main(String[] arguments) throws IOException {
    try (var client = TextAnalysisClient.connect(arguments[0])) {
      for (int k = 1; k < arguments.length; ++k) {
        var answer = client.analyze(TextAnalysisClient.document(Files.readAllBytes(Path.of(arguments[k]))));
        answer.getQuotesList().forEach(q -> System.out.println(q.getSpeaker().getName() + ": " + q.getContent()));
      }
    }
  }

  private WhoSaidWhat() {}
}
