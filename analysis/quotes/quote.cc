#include "analysis/quotes/quote.h"

#include <algorithm>
#include <utility>

namespace textanalysis::quotes {
namespace {

using text::Span;

// `spans` in order, those that overlap as one.
std::vector<Span> Merge(std::vector<Span> spans) {
  std::sort(spans.begin(), spans.end());
  std::vector<Span> out;
  for (const Span& span : spans) {
    if (!out.empty() && out.back().Overlaps(span)) {
      out.back().end = std::max(out.back().end, span.end);
    } else {
      out.push_back(span);
    }
  }
  return out;
}

// What `a` and `b`, each in order and disjoint, share.
std::vector<Span> Intersect(const std::vector<Span>& a, const std::vector<Span>& b) {
  std::vector<Span> out;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->Overlaps(*y)) out.push_back({std::max(x->begin, y->begin), std::min(x->end, y->end)});
    ++(x->end < y->end ? x : y);
  }
  return out;
}

}  // namespace

void MakeWhole(Quote* quote) {
  quote->content = Merge(std::move(quote->content));
  quote->quoted = Intersect(quote->content, quote->quoted);
  quote->form = quote->quoted.empty()             ? QuoteForm::kIndirect
                : quote->quoted == quote->content ? QuoteForm::kDirect
                                                  : QuoteForm::kMixed;
}

}  // namespace textanalysis::quotes
