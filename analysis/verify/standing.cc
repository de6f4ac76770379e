#include "analysis/verify/standing.h"

#include <algorithm>
#include <tuple>

#include "analysis/text/chars.h"

namespace textanalysis::verify {
namespace {

using text::Span;

// Stretches of quotations that begin before the end of a place and may hold some of it.
constexpr size_t kMaxNested = 32;

Span Overlap(Span a, Span b) {
  const size_t begin = std::max(a.begin, b.begin), end = std::min(a.end, b.end);
  return begin < end ? Span{begin, end} : Span{begin, begin};
}

}  // namespace

bool IsUnmarkedSpeech(const quotes::Quote& quote) {
  return quote.form == quotes::QuoteForm::kDirect && quote.quoted.empty();
}

std::vector<syntax::Stretch> MarkedStretches(std::string_view text, const text::Budget& budget) {
  text::Pace pace(budget);
  std::vector<syntax::Stretch> out;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find('\n', begin);
    size_t next = end;  // The paragraph ends before the first of two line ends.
    while (next < text.size()) {
      const size_t line = text.find_first_not_of(" \t\r", next + 1);
      if (line == std::string_view::npos || text[line] == '\n') break;
      next = text.find('\n', line);
    }
    end = std::min(next, text.size());
    const std::vector<syntax::Stretch> found = syntax::FindStretches(text, {begin, end}, &pace);
    out.insert(out.end(), found.begin(), found.end());
    begin = std::min(text.find_first_not_of(" \t\r\n", end), text.size());
  }
  return out;
}

Standings::Standings(const Sources& sources, const text::Budget& budget)
    : stretch_of_place_(sources.num_places(), kNone) {
  for (size_t source = 0; source < sources.texts().size(); ++source) {
    Add(sources.texts()[source], budget);
    uint32_t place = sources.BeginOf(source);
    const uint32_t end = sources.EndOf(source);
    for (const Interval& interval : intervals_.back()) {
      if (!interval.quoted) continue;
      const auto stretch = static_cast<uint32_t>(quote_of_stretch_.size());
      quote_of_stretch_.push_back(interval.quote);
      while (place < end && sources.word(place).begin < interval.span.begin) ++place;
      for (; place < end && sources.word(place).end <= interval.span.end; ++place)
        stretch_of_place_[place] = stretch;
    }
  }
}

void Standings::Add(const Text& text, const text::Budget& budget) {
  std::vector<Interval> all;
  std::vector<Span> quoted;
  if (text.quotes != nullptr) {
    for (size_t k = 0; k < text.quotes->size(); ++k) {
      const quotes::Quote& quote = (*text.quotes)[k];
      for (const Span& span : quote.quoted) all.push_back({span, k, true});
      for (const Span& span : quote.content) all.push_back({span, k, false});
      if (IsUnmarkedSpeech(quote)) {
        for (const Span& span : quote.content) all.push_back({span, k, true});
      }
      quoted.insert(quoted.end(), quote.quoted.begin(), quote.quoted.end());
    }
  }
  std::sort(quoted.begin(), quoted.end());
  for (const syntax::Stretch& stretch : MarkedStretches(text.text, budget)) {
    const auto after = std::upper_bound(quoted.begin(), quoted.end(), Span{stretch.inner.end, 0});
    const bool known = after != quoted.begin() && std::prev(after)->Overlaps(stretch.inner);
    if (!known && !stretch.inner.empty()) all.push_back({stretch.inner, std::nullopt, true});
  }
  std::sort(all.begin(), all.end(), [](const Interval& a, const Interval& b) {
    return std::tuple(a.span.begin, b.span.end, a.quote) <
           std::tuple(b.span.begin, a.span.end, b.quote);
  });
  intervals_.push_back(std::move(all));
}

Place Standings::PlaceOf(size_t source, Span span) const { return Hold(source, span, false); }

Place Standings::PassageOf(size_t source, Span span) const { return Hold(source, span, true); }

Place Standings::Hold(size_t source, Span span, bool is_passage) const {
  const std::vector<Interval>& all = intervals_[source];
  const auto after = std::upper_bound(
      all.begin(), all.end(), span.end,
      [](size_t end, const Interval& interval) { return end <= interval.span.begin; });
  // What a quotation has of the span: in marks, in all, and how long it is.
  struct Held {
    std::optional<size_t> quote;
    size_t quoted = 0, all = 0, size = 0;
  };
  std::vector<Held> held;
  size_t seen = 0;
  for (auto at = after; at != all.begin() && seen < kMaxNested; ++seen) {
    --at;
    const size_t size = Overlap(at->span, span).size();
    if (size == 0) continue;
    auto one = std::find_if(held.begin(), held.end(),
                            [&at](const Held& h) { return h.quote == at->quote; });
    if (one == held.end()) one = held.insert(held.end(), Held{.quote = at->quote});
    if (at->quoted) one->quoted += size;
    if (!at->quoted || !at->quote) {
      one->all += size;
      one->size += at->span.size();
    }
  }
  Place out{.source = source, .span = span};
  size_t most = 0;
  for (const Held& one : held) {
    const size_t of = is_passage ? std::min(span.size(), one.size) : span.size();
    if (2 * one.all <= of || one.all <= most) continue;
    most = one.all;
    out.standing = 2 * one.quoted > one.all ? Standing::kQuoted : Standing::kReported;
    out.quote = one.quote;
  }
  return out;
}

}  // namespace textanalysis::verify
