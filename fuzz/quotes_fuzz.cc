#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analysis/syntax/marks.h"
#include "analysis/text/utf8.h"
#include "tests/support/bundle.h"
#include "tests/support/cleaned_invariants.h"

namespace {

// Stretches come in order, apart from each other, marks outside of what they hold.
bool Ordered(const std::string& text) {
  const textanalysis::text::Budget endless;
  textanalysis::text::Pace pace(endless);
  size_t end = 0;
  for (const auto& stretch : textanalysis::syntax::FindStretches(text, {0, text.size()}, &pace)) {
    if (stretch.outer.begin < end || stretch.outer.end > text.size()) return false;
    if (stretch.inner.begin < stretch.outer.begin || stretch.inner.end > stretch.outer.end ||
        stretch.inner.begin > stretch.inner.end)
      return false;
    end = stretch.outer.end;
  }
  return true;
}

}  // namespace

// Quotations of any text have content in it and a probability as confidence.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (textanalysis::text::FindInvalidUtf8(text)) return 0;
  if (!Ordered(text)) std::abort();
  const auto analysis = textanalysis::testing::TestAnalyzer().Analyze(
      {.text = text, .language_code = "en"}, {.clean = false, .entities = false}, {});
  if (!analysis.ok() || !textanalysis::testing::BrokenSpan(text, *analysis).empty()) std::abort();
  for (const auto& quote : analysis->quotes) {
    if (quote.content.empty()) std::abort();
    if (!(quote.confidence >= 0 && quote.confidence <= 1)) std::abort();
  }
  return 0;
}
