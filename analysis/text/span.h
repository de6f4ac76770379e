// A half-open range of bytes in a UTF-8 text: the one way positions are written inside the library.
//
//   Span s{3, 7};
//   std::string_view words = Slice(text, s);

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_SPAN_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_SPAN_H_

#include <compare>
#include <cstddef>
#include <string_view>

namespace textanalysis::text {

// [begin, end), in bytes, on code point boundaries.
struct Span {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool Contains(size_t at) const { return begin <= at && at < end; }
  bool Contains(Span other) const { return begin <= other.begin && other.end <= end; }
  bool Overlaps(Span other) const { return begin < other.end && other.begin < end; }
  auto operator<=>(const Span&) const = default;
};

// Returns the bytes of `text` that `span` covers.
//   Requires: span.begin <= span.end <= text.size().
inline std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_SPAN_H_
