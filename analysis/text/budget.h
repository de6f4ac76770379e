// How long an analysis may go on: a deadline and a way to be told to stop.
//
//   Budget budget{.deadline = FromNow(absl::Seconds(2)), .stop = source.get_token()};
//   if (absl::Status s = budget.Check(); !s.ok()) return s;

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_BUDGET_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_BUDGET_H_

#include <stop_token>

#include "absl/status/status.h"
#include "analysis/text/steady_time.h"

namespace textanalysis::text {

// A value; copies share the stop state. The default never runs out.
struct Budget {
  SteadyTime deadline = SteadyTime::max();
  std::stop_token stop{};

  // Returns OK while work may go on.
  //   Errors: Cancelled once a stop was asked for, DeadlineExceeded once the deadline has passed.
  //   Cost: under 50 ns; analyses call it once a sentence or 4 KiB.
  absl::Status Check() const;
};

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_BUDGET_H_
