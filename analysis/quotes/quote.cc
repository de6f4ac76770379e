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

// What an entity or a quotation costs to look at, in bytes of plain text.
constexpr size_t kLookPace = 64;

}  // namespace

void MakeWhole(Quote* quote) {
  quote->content = Merge(std::move(quote->content));
  quote->quoted = Intersect(quote->content, quote->quoted);
  quote->form = quote->quoted.empty()             ? QuoteForm::kIndirect
                : quote->quoted == quote->content ? QuoteForm::kDirect
                                                  : QuoteForm::kMixed;
}

text::KeyedMap<std::string_view, size_t> SpeakingEntities(
    const std::vector<Quote>& quotes, const std::vector<entities::Entity>& entities,
    const text::Budget& budget) {
  text::Pace pace(budget);
  text::KeyedSet<std::string_view> ids;
  for (const Quote& q : quotes) {
    if (!pace.GoesOn(kLookPace)) break;
    if (q.speaker && !q.speaker->entity_id.empty()) ids.insert(q.speaker->entity_id);
  }
  text::KeyedMap<std::string_view, size_t> out;
  if (ids.empty()) return out;
  for (size_t e = 0; e < entities.size() && pace.GoesOn(kLookPace); ++e) {
    if (ids.contains(entities[e].id)) out.emplace(entities[e].id, e);
  }
  return out;
}

}  // namespace textanalysis::quotes
