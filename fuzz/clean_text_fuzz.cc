#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analysis/text/utf8.h"
#include "tests/support/bundle.h"
#include "tests/support/cleaned_invariants.h"

// The invariants of cleaning, quotations and entities hold on any text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string source(reinterpret_cast<const char*>(data), size);
  if (textanalysis::text::FindInvalidUtf8(source)) return 0;
  const auto analysis = textanalysis::testing::TestAnalyzer().Analyze(
      {.text = source, .form = textanalysis::clean::Form::kPlainText}, {}, {});
  if (!analysis.ok()) std::abort();
  if (!textanalysis::testing::BrokenCleanInvariant(source, *analysis->cleaned).empty())
    std::abort();
  if (!textanalysis::testing::BrokenSpan(analysis->cleaned->text, *analysis).empty()) std::abort();
  return 0;
}
