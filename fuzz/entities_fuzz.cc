#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analysis/text/utf8.h"
#include "tests/support/bundle.h"
#include "tests/support/cleaned_invariants.h"

// Entities of any text have mentions in it, probabilities as confidence, and share one salience.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (textanalysis::text::FindInvalidUtf8(text)) return 0;
  const auto analysis = textanalysis::testing::TestAnalyzer().Analyze(
      {.text = text, .language_code = "en"},
      {.clean = false, .quotes = false, .entity_options = {.include_coreference = true}}, {});
  if (!analysis.ok() || !textanalysis::testing::BrokenSpan(text, *analysis).empty()) std::abort();
  double salience = 0;
  for (const auto& entity : analysis->entities) {
    if (entity.mentions.empty()) std::abort();
    for (const auto& mention : entity.mentions)
      if (!(mention.confidence >= 0 && mention.confidence <= 1)) std::abort();
    salience += entity.salience;
  }
  if (!analysis->entities.empty() && std::abs(salience - 1) > 1e-3) std::abort();
  return 0;
}
