// What must hold of every cleaned document; shared by tests and fuzzers.

#ifndef TEXTANALYSIS_TESTS_SUPPORT_CLEANED_INVARIANTS_H_
#define TEXTANALYSIS_TESTS_SUPPORT_CLEANED_INVARIANTS_H_

#include <string>
#include <string_view>

#include "analysis/clean/document.h"
#include "analysis/pipeline/analyzer.h"

namespace textanalysis::testing {

// Returns the first broken invariant of CleanedDocument, or "".
std::string BrokenCleanInvariant(std::string_view source, const clean::CleanedDocument& document);

// Returns the first broken invariant of cleaning `source` and of what is found in it, or "".
//   Requires: `source` is well-formed UTF-8.
std::string BrokenAnalysis(std::string_view source, clean::Form form);

// Returns the first span of `analysis` that does not slice well-formed UTF-8 out of `text`, or
// whose conversion to UTF-16 or UTF-32 does not slice the same text there, what is wrong with the
// first quotation whose spans are not as the API promises, or "".
std::string BrokenSpan(std::string_view text, const pipeline::Analysis& analysis);

}  // namespace textanalysis::testing

#endif  // TEXTANALYSIS_TESTS_SUPPORT_CLEANED_INVARIANTS_H_
