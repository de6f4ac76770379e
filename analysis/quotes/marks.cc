#include "analysis/quotes/marks.h"

#include <optional>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::quotes {
namespace {

using text::CodePoint;
using text::Span;

enum class Side { kNone, kOpen, kClose, kEither };

struct Mark {
  Side side = Side::kNone;
  bool single = false;
  size_t length = 0;
};

// The code points on either side of a mark; U+0020 beyond the paragraph.
struct Neighbours {
  char32_t before;
  char32_t after;
};

Neighbours Around(std::string_view text, Span paragraph, size_t at, size_t length) {
  const char32_t before = at > paragraph.begin ? text::DecodeBefore(text, at).value : U' ';
  const size_t next = at + length;
  return {before, next < paragraph.end ? text::DecodeAt(text, next).value : U' '};
}

bool OpensAfter(char32_t before) {
  return text::IsSpace(before) || before == '(' || before == '[' || before == U'—' ||
         before == U'–' || before == '-' || before == ':' || before == '/' || before == '>';
}

// A mark without a direction: what stands before and after decides.
Side Straight(const Neighbours& n) {
  const bool opens = OpensAfter(n.before) && !text::IsSpace(n.after);
  const bool closes = !text::IsSpace(n.before) && !text::IsWordChar(n.after);
  if (opens != closes) return opens ? Side::kOpen : Side::kClose;
  return Side::kEither;
}

Mark Double(Side side, size_t length) { return {side, false, length}; }

// Single marks must hug words, or they are apostrophes.
Mark Single(Side side, const Neighbours& n, size_t length) {
  const bool can_open = OpensAfter(n.before) && text::IsWordChar(n.after);
  const bool can_close = !text::IsSpace(n.before) && !text::IsWordChar(n.after);
  if (side != Side::kClose && can_open) return {Side::kOpen, true, length};
  if (side != Side::kOpen && can_close) return {Side::kClose, true, length};
  return {Side::kNone, true, length};
}

Mark MarkAt(std::string_view text, Span paragraph, size_t at, const CodePoint& c) {
  const std::string_view rest = text.substr(at, 2);
  const size_t length = rest == "''" || rest == "``" ? 2 : c.length;
  const Neighbours n = Around(text, paragraph, at, length);
  if (rest == "``") return Double(Side::kOpen, 2);
  if (rest == "''") return Double(Straight(n), 2);
  switch (c.value) {
    case U'“':
    case U'„':
    case U'«':
      return Double(Side::kOpen, length);
    case U'”':
    case U'»':
      return Double(
          OpensAfter(n.before) && text::IsWordChar(n.after) ? Side::kEither : Side::kClose, length);
    case U'"':
      return Double(Straight(n), length);
    case U'‘':
      return Single(Side::kOpen, n, length);
    case U'’':
      return Single(Side::kClose, n, length);
    case U'\'':
      return Single(Side::kEither, n, length);
    default:
      return {};
  }
}

}  // namespace

bool BeginsWithMark(std::string_view text, Span paragraph) {
  paragraph = Trim(text, paragraph);
  if (paragraph.empty()) return false;
  const Mark mark = MarkAt(text, paragraph, paragraph.begin, text::DecodeAt(text, paragraph.begin));
  return !mark.single && (mark.side == Side::kOpen || mark.side == Side::kEither);
}

std::vector<Stretch> FindStretches(std::string_view text, Span paragraph) {
  std::vector<Stretch> stretches;
  std::optional<Stretch> open;  // A double stretch, or a single one outside any double.
  for (size_t at = paragraph.begin; at < paragraph.end;) {
    const CodePoint c = text::DecodeAt(text, at);
    const Mark mark = MarkAt(text, paragraph, at, c);
    const size_t next = at + (mark.length == 0 ? c.length : mark.length);
    const bool can_open = mark.side == Side::kOpen || mark.side == Side::kEither;
    const bool can_close = mark.side == Side::kClose || mark.side == Side::kEither;
    if (open && can_close && mark.single == open->single) {
      open->inner.end = at;
      open->outer.end = next;
      if (!open->inner.empty()) stretches.push_back(*open);
      open.reset();
    } else if (can_open && (!open || (open->single && !mark.single))) {
      open = Stretch{{next, next}, {at, next}, mark.single};
    }
    at = next;
  }
  if (open && !open->single && open->inner.begin < paragraph.end) {
    open->inner.end = open->outer.end = paragraph.end;
    open->closed = false;
    stretches.push_back(*open);
  }
  return stretches;
}

}  // namespace textanalysis::quotes
