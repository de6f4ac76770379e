#include "analysis/verify/quotations.h"

#include <algorithm>
#include <utility>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"
#include "analysis/verify/standing.h"

namespace textanalysis::verify {
namespace {

using quotes::Quote;
using text::Span;

// Marked words that nobody says are a quotation from so many words on; fewer are a term or a title.
constexpr size_t kMinUnattributedWords = 3;
// A closing mark is looked for so many bytes behind the paragraph that an opening one stands in.
constexpr size_t kMaxGoesOn = 2000;

// What a quotation that its paragraph or line does not close has before its closing mark, if no mark opens
// there: “We will close the pier¶and never pay the crew.”
std::optional<Span> GoesOn(std::string_view text, Span inner) {
  const size_t next = text.find_first_not_of(" \t\r\n", inner.end);
  if (next == std::string_view::npos ||
      text::Slice(text, {inner.end, next}).find('\n') == std::string_view::npos)
    return std::nullopt;
  for (size_t at = next; at < std::min(text.size(), next + kMaxGoesOn);) {
    const text::CodePoint c = text::DecodeAt(text, at);
    const bool follows_space = text::IsSpace(text::DecodeBefore(text, at).value);
    if (c.value == U'”' || c.value == U'»' || (c.value == '"' && !follows_space))
      return at > next ? std::optional(Span{next, at}) : std::nullopt;
    if (c.value == U'“' || c.value == U'«' || c.value == U'„' || c.value == '"')
      return std::nullopt;
    at += c.length;
  }
  return std::nullopt;
}

// `spans`, and what their last one has behind its paragraph.
std::vector<Span> Whole(std::string_view text, std::vector<Span> spans) {
  if (const auto more = GoesOn(text, spans.back())) spans.push_back(*more);
  return spans;
}

}  // namespace

size_t CountWords(std::string_view text, const std::vector<Span>& spans) {
  size_t count = 0;
  for (const Span& span : spans) count += text::CountWords(text::Slice(text, span));
  return count;
}

std::vector<Quotation> QuotationsOf(const Text& draft, const text::Budget& budget) {
  std::vector<Quotation> out;
  std::vector<Span> known;
  for (size_t k = 0; k < draft.quotes->size(); ++k) {
    const Quote& quote = (*draft.quotes)[k];
    const bool is_report = quote.quoted.empty() && !IsUnmarkedSpeech(quote);
    const bool is_settled =
        quote.manner.type == quotes::AttributionType::kCommunication && !quote.manner.is_unsettled;
    if (is_report && !is_settled) continue;
    out.push_back(
        {k, quote.quoted.empty() ? quote.content : Whole(draft.text, quote.quoted), is_report});
    if (!is_report) known.insert(known.end(), out.back().spans.begin(), out.back().spans.end());
  }
  std::sort(known.begin(), known.end());
  for (const syntax::Stretch& stretch : MarkedStretches(draft.text, budget)) {
    const auto after = std::upper_bound(known.begin(), known.end(), Span{stretch.inner.end, 0});
    if (after != known.begin() && std::prev(after)->Overlaps(stretch.inner)) continue;
    std::vector<Span> spans = {stretch.inner};
    if (!stretch.closed) spans = Whole(draft.text, std::move(spans));
    if (CountWords(draft.text, spans) < kMinUnattributedWords) continue;
    out.push_back({std::nullopt, std::move(spans), false});
  }
  std::stable_sort(out.begin(), out.end(), [](const Quotation& a, const Quotation& b) {
    return a.spans.front() < b.spans.front();
  });
  return out;
}

}  // namespace textanalysis::verify
