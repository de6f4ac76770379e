// The one place that knows whether Abseil's vocabulary types are the standard ones.
//
// Debian 12 builds Abseil with its own string_view; newer packages alias std::string_view, and then
// both functions are the identity.

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_ABSL_INTEROP_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_ABSL_INTEROP_H_

#include <string_view>

#include "absl/strings/string_view.h"

namespace textanalysis::text {

inline absl::string_view ToAbsl(std::string_view s) { return {s.data(), s.size()}; }
inline std::string_view ToStd(absl::string_view s) { return {s.data(), s.size()}; }

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_ABSL_INTEROP_H_
