// Text whose letters have no more combining marks than a language needs.

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_STREAM_SAFE_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_STREAM_SAFE_H_

#include <string_view>

namespace textanalysis::text {

// Returns whether no letter of `s` has more than 30 combining marks (UAX #15, stream-safe text format).
// Normalizing sorts the marks of a letter, in time that grows with their square.
//   Cost: O(s.size()).
bool IsStreamSafe(std::string_view s);

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_STREAM_SAFE_H_
