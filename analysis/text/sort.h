// Sorting that may take long.

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_SORT_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_SORT_H_

#include <algorithm>
#include <iterator>

#include "analysis/text/budget.h"

namespace textanalysis::text {

// Sorts as std::stable_sort() does, and looks at the budget between stretches; once it is spent, the
// order is of no use.
//   Cost: O(n log n).
template <typename Iterator, typename IsBefore>
void StableSort(Iterator begin, Iterator end, const Budget& budget, const IsBefore& is_before) {
  using Distance = typename std::iterator_traits<Iterator>::difference_type;
  constexpr Distance kStretch = 65536;
  const Distance size = end - begin;
  for (Distance at = 0; at < size; at += kStretch) {
    if (!budget.Check().ok()) return;
    std::stable_sort(begin + at, begin + std::min(at + kStretch, size), is_before);
  }
  for (Distance width = kStretch; width < size; width *= 2) {
    for (Distance at = 0; at + width < size; at += 2 * width) {
      if (!budget.Check().ok()) return;
      std::inplace_merge(begin + at, begin + at + width, begin + std::min(at + 2 * width, size),
                         is_before);
    }
  }
}

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_SORT_H_
