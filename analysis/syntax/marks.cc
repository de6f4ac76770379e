#include "analysis/syntax/marks.h"

#include <optional>
#include <utility>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::syntax {
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

// Whether the straight mark at `at` stands for inches: after feet (6' 2"), or after a number where
// a later mark closes (a 12" single," he said).
bool IsInch(std::string_view text, Span paragraph, size_t at) {
  size_t digits = at;
  while (digits > paragraph.begin && text::IsDigit(static_cast<unsigned char>(text[digits - 1])))
    --digits;
  if (digits == at) return false;
  const std::string_view before = text.substr(paragraph.begin, digits - paragraph.begin);
  const std::string_view feet = before.substr(0, before.find_last_not_of(' ') + 1);
  if (feet.size() > 1 && feet.back() == '\'' &&
      text::IsDigit(static_cast<unsigned char>(feet[feet.size() - 2])))
    return true;
  const size_t next = text.find('"', at + 1);
  return next < paragraph.end && text[at + 1] == ' ' &&
         Straight(Around(text, paragraph, next, 1)) == Side::kClose;
}

// Whether `mark`, which else opens, closes what `opener` began: „…“, ‚…‘, »…«.
bool TurnsAround(char32_t opener, char32_t mark) {
  return (opener == U'„' && mark == U'“') || (opener == U'‚' && mark == U'‘') ||
         (opener == U'»' && mark == U'«');
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

// Whether an opening mark stands where only a closing one can.
bool IsTurned(const Neighbours& n) {
  return !OpensAfter(n.before) && !text::IsQuoteMark(n.before) && !text::IsWordChar(n.after) &&
         !text::IsQuoteMark(n.after);
}

Mark MarkAt(std::string_view text, Span paragraph, size_t at, const CodePoint& c) {
  const std::string_view rest = text.substr(at, 2);
  const size_t length = rest == "''" || rest == "``" ? 2 : c.length;
  const Neighbours n = Around(text, paragraph, at, length);
  if (rest == "``") return Double(Side::kOpen, 2);
  if (rest == "''") return Double(Straight(n), 2);
  switch (c.value) {
    case U'“':
      return Double(IsTurned(n) ? Side::kClose : Side::kOpen, length);
    case U'„':
    case U'«':
      return Double(Side::kOpen, length);
    case U'”':
    case U'»':
      return Double(
          OpensAfter(n.before) && text::IsWordChar(n.after) ? Side::kEither : Side::kClose, length);
    case U'"':
      return IsInch(text, paragraph, at) ? Mark{} : Double(Straight(n), length);
    case U'‘':
    case U'‚':
      return Single(Side::kOpen, n, length);
    case U'’':
      return Single(Side::kClose, n, length);
    case U'\'':
      return Single(Side::kEither, n, length);
    default:
      return {};
  }
}

// Single marks close with the character that apostrophes are written with.
bool IsApostrophe(char32_t c) { return c == U'’' || c == U'\''; }

// Reads a paragraph's marks in order.
class Pairer {
 public:
  Pairer(std::string_view text, Span paragraph, text::Pace* pace)
      : text_(text), paragraph_(paragraph), pace_(*pace) {}

  std::vector<Stretch> Run() {
    for (size_t at = paragraph_.begin; at < paragraph_.end && pace_.GoesOn(1);) {
      const CodePoint c = text::DecodeAt(text_, at);
      Mark mark = MarkAt(text_, paragraph_, at, c);
      if (open_ && TurnsAround(opener_, c.value)) mark = {Side::kClose, open_->single, c.length};
      if (IsPossessive(mark, at, c)) mark = {};
      const Span span{at, at + (mark.length == 0 ? c.length : mark.length)};
      Take(mark, c.value, span);
      at = span.end;
    }
    if (open_ && !open_->single && open_->inner.begin < paragraph_.end) {
      open_->closed = false;
      Close({paragraph_.end, paragraph_.end});
    }
    return std::move(stretches_);
  }

 private:
  // Whether a mark that may close single marks is a plural's apostrophe: a word goes on after it, and
  // another mark, after a stop, closes for certain (‘It’s the players’ fault,’ he said).
  bool IsPossessive(const Mark& mark, size_t at, const CodePoint& c) {
    if (!open_ || !open_->single || mark.side != Side::kClose || !IsApostrophe(c.value))
      return false;
    const std::string_view after = text_.substr(at + c.length, 2);
    if (text_[at - 1] != 's' || after.size() < 2 || after[0] != ' ' ||
        !text::IsAsciiLower(after[1]))
      return false;
    if (sure_close_ <= at) sure_close_ = SureClose(at + c.length);
    return sure_close_ < paragraph_.end;
  }

  // The first mark from `at` on that closes after a stop, before one that opens; else the end.
  size_t SureClose(size_t at) const {
    for (char32_t before = U' '; at < paragraph_.end;) {
      const CodePoint c = text::DecodeAt(text_, at);
      const bool is_stop = before == ',' || before == '.' || before == '?' || before == '!';
      const bool may_close = IsApostrophe(c.value);
      if (may_close && is_stop) return at;
      if ((may_close || c.value == U'‘') && text::IsSpace(before)) break;
      before = c.value;
      at += c.length;
    }
    return paragraph_.end;
  }

  void Take(const Mark& mark, char32_t character, Span span) {
    const bool can_open = mark.side == Side::kOpen || mark.side == Side::kEither;
    const bool can_close = mark.side == Side::kClose || mark.side == Side::kEither;
    if (open_ && mark.single && !open_->single) {
      in_single_ = can_open || (in_single_ && !can_close);
    } else if (!open_ && around_ && mark.single && can_close && IsSureClose(span.begin)) {
      CloseAround(span);
    } else if (in_single_ && mark.side == Side::kOpen) {
      ++depth_;
    } else if (depth_ > 0 && can_close) {
      --depth_;
    } else if (open_ && can_close && mark.single == open_->single) {
      Close(span);
    } else if (can_open && (!open_ || (open_->single && !mark.single))) {
      if (mark.single) around_.reset();
      if (open_ && !text::IsDigit(text::DecodeAt(text_, open_->inner.begin).value)) {
        around_ = open_;
        num_before_around_ = stretches_.size();
      }
      open_ = Stretch{{span.end, span.end}, span, mark.single};
      opener_ = character;
    }
  }

  // Whether a single mark closes for certain: after a stop or another mark, or where all ends.
  bool IsSureClose(size_t at) const {
    const char32_t before = text::DecodeBefore(text_, at).value;
    return before == ',' || before == '.' || before == '?' || before == '!' ||
           text::IsQuoteMark(before) || text::DecodeAt(text_, at).length == paragraph_.end - at;
  }

  // Ends the single marks that hold the double ones seen since they began.
  void CloseAround(Span mark) {
    stretches_.resize(num_before_around_);
    open_ = std::exchange(around_, std::nullopt);
    Close(mark);
  }

  void Close(Span mark) {
    open_->inner.end = mark.begin;
    open_->outer.end = mark.end;
    if (!open_->inner.empty()) stretches_.push_back(*open_);
    open_.reset();
    sure_close_ = 0;
    in_single_ = false;
  }

  const std::string_view text_;
  const Span paragraph_;
  text::Pace& pace_;
  std::vector<Stretch> stretches_;
  std::optional<Stretch> open_;    // A double stretch, or a single one outside any double.
  std::optional<Stretch> around_;  // Single marks that may close behind double ones.
  size_t num_before_around_ = 0;   // Stretches that ended before `around_` began.
  char32_t opener_ = 0;            // Of `open_`.
  bool in_single_ = false;         // Within single marks inside `open_`.
  size_t sure_close_ = 0;          // What SureClose() last found.
  size_t depth_ = 0;               // Of double marks inside those.
};

}  // namespace

bool BeginsWithMark(std::string_view text, Span paragraph) {
  paragraph = Trim(text, paragraph);
  if (paragraph.empty()) return false;
  const Mark mark = MarkAt(text, paragraph, paragraph.begin, text::DecodeAt(text, paragraph.begin));
  return !mark.single && (mark.side == Side::kOpen || mark.side == Side::kEither);
}

std::vector<Stretch> FindStretches(std::string_view text, Span paragraph, text::Pace* pace) {
  return Pairer(text, paragraph, pace).Run();
}

}  // namespace textanalysis::syntax
