// Counts the work that an analysis does, the same on every machine and under any load.
//
//   const Work before = WorkDone();
//   …
//   const uint64_t steps = WorkDone().steps - before.steps;
//
// For programs that link ta_counted, the library compiled so that each basic block counts itself;
// so do bytes that are searched, compared and allocated, also by other libraries. What those and
// the network's kernels do besides is not counted.

#ifndef TEXTANALYSIS_TESTS_SUPPORT_WORK_H_
#define TEXTANALYSIS_TESTS_SUPPORT_WORK_H_

#include <cstddef>
#include <cstdint>

namespace textanalysis::testing {

struct Work {
  uint64_t steps = 0;
  uint64_t longest_unpolled = 0;  // Most steps between two looks at the budget.
  size_t most_bytes = 0;  // Most memory held at once, beyond what was held at the beginning.
  uint64_t looks = 0;     // At the budget, since the program's start.
  uint64_t frees = 0;     // Of memory, since the program's start; in no other figure.
};

// Returns the steps since the program's start, and the other figures since ForgetMost().
Work WorkDone();

// Begins anew to look for the most steps between two looks at the budget, and the most memory.
void ForgetMost();

constexpr uint64_t kAllLooks = static_cast<uint64_t>(-1);

// From the next look but `n` on, a budget says that the analysis was cancelled; never for kAllLooks.
void CancelAfterLooks(uint64_t n);

// Returns the work as it was when CancelAfterLooks() last cancelled one.
Work WorkWhenCancelled();

}  // namespace textanalysis::testing

#endif  // TEXTANALYSIS_TESTS_SUPPORT_WORK_H_
