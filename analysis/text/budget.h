// How long an analysis may go on: a deadline and a way to be told to stop.
//
//   Budget budget{.deadline = FromNow(absl::Seconds(2)), .stop = source.get_token()};
//   if (absl::Status s = budget.Check(); !s.ok()) return s;

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_BUDGET_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_BUDGET_H_

#include <cstddef>
#include <stop_token>

#include "absl/status/status.h"
#include "analysis/text/steady_time.h"

namespace textanalysis::text {

// Memory beyond what every analysis has: 40 bytes a byte of its document. Many short lines, tags,
// values or quotations take more, and are asked for when they have been counted.
class Room {
 public:
  virtual ~Room() = default;
  // Takes so many bytes more, until the analysis ends.
  //   Errors: those of whoever keeps the books.
  virtual absl::Status Take(size_t bytes) = 0;
};

// A value; copies share the stop state. The default never runs out.
struct Budget {
  SteadyTime deadline = SteadyTime::max();
  std::stop_token stop{};
  Room* room = nullptr;  // None: as much as there is.

  // Returns OK while work may go on.
  //   Errors: Cancelled once a stop was asked for, DeadlineExceeded once the deadline has passed.
  //   Cost: under 50 ns; analyses call it once a sentence or 4 KiB.
  absl::Status Check() const;

  // Takes memory from `room`, where there is one; returns its errors.
  absl::Status Take(size_t bytes) const {
    return room == nullptr ? absl::OkStatus() : room->Take(bytes);
  }
};

// Looks at a budget now and then, for loops whose steps are too small to do so each.
//
//   Pace pace(budget);
//   for (…; pace.GoesOn(piece.size()); …)
//
// A loop that it ends leaves a result that is of no use. Whoever asked for it finds the same budget
// spent, since a budget that has run out stays so, and returns its error.
class Pace {
 public:
  // The budget must outlive the pace.
  explicit Pace(const Budget& budget) : budget_(budget) {}

  // Counts the bytes of a step, and returns whether work may go on.
  //   Cost: a subtraction, and a look at the budget each 4 KiB.
  bool GoesOn(size_t bytes) {
    if (bytes >= left_) return Look();
    left_ -= bytes;
    return true;
  }

 private:
  static constexpr size_t kInterval = 4096;

  bool Look() {
    is_spent_ = is_spent_ || !budget_.Check().ok();
    left_ = is_spent_ ? 0 : kInterval;
    return !is_spent_;
  }

  const Budget& budget_;
  size_t left_ = kInterval;
  bool is_spent_ = false;
};

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_BUDGET_H_
