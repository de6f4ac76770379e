#include "analysis/clean/page_tables.h"

#include <algorithm>

#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

// A longer line that has a day says something else, too.
constexpr size_t kMaxDayBytes = 60;
// What a line costs beside its bytes.
constexpr size_t kLinePace = 128;

}  // namespace

void PageTables::ReadLines(std::vector<Block>* blocks, const text::Budget& budget) const {
  text::Pace pace(budget);
  for (Block& b : *blocks) {
    if (!pace.GoesOn(kLinePace + b.text.size())) return;
    b.furniture = furniture.Match(b.text);
    b.is_byline = furniture.IsByline(b.text);
    b.states_day = b.text.size() <= kMaxDayBytes &&
                   std::any_of(b.text.begin(), b.text.end(), text::IsAsciiDigit) &&
                   !days.Find(b.text, {}).empty();
  }
}

}  // namespace textanalysis::clean
