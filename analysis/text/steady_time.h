// Time that passes evenly, whatever is done to the wall clock: deadlines and durations are counted
// in it.

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_STEADY_TIME_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_STEADY_TIME_H_

#include <chrono>

#include "absl/time/time.h"

namespace textanalysis::text {

using SteadyTime = std::chrono::steady_clock::time_point;

inline SteadyTime SteadyNow() { return std::chrono::steady_clock::now(); }

// Returns how long ago `begin` was.
inline absl::Duration Since(SteadyTime begin) { return absl::FromChrono(SteadyNow() - begin); }

// Returns the time `duration` from now, at most SteadyTime::max(), which is never.
inline SteadyTime FromNow(absl::Duration duration) {
  const SteadyTime now = SteadyNow();
  return duration < absl::FromChrono(SteadyTime::max() - now)
             ? now + absl::ToChronoNanoseconds(duration)
             : SteadyTime::max();
}

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_STEADY_TIME_H_
