#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analysis/text/utf8.h"
#include "tests/support/cleaned_invariants.h"

// The invariants of cleaning, quotations and entities hold on any text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string source(reinterpret_cast<const char*>(data), size);
  if (textanalysis::text::FindInvalidUtf8(source)) return 0;
  if (!textanalysis::testing::BrokenAnalysis(source, textanalysis::clean::Form::kHtml).empty())
    std::abort();
  return 0;
}
