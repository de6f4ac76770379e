// Each production reads a numeral once and looks at the words around it; the longest reading wins.

#include "analysis/values/measures.h"

#include <algorithm>
#include <string>

#include "analysis/values/measure_reader.h"

namespace textanalysis::values {
namespace {

// Atoms of figures that commas, points, dashes join: more are a table or a code, not a value.
constexpr size_t kMaxJoined = 400;
// So many are left out at a time, for one look at the deadline each.
constexpr size_t kMostJoined = 1'000'000;

}  // namespace

std::optional<Found> MeasureReader::Read() const {
  if (!StartsFree(r_, at_)) return std::nullopt;
  std::optional<Found> best = ReadMoneyBefore();
  const std::optional<Numeral> numeral = ReadNumeral(r_, at_);
  if (!numeral) {
    if (best) return best;
    if (auto aged = ReadAged()) return aged;
    return ReadLookalike();
  }
  const auto better = [&best](std::optional<Found> other) {
    if (other && (!best || other->end > best->end)) best = std::move(other);
  };
  if (!numeral->vague) {
    better(ReadMoneyAfter(*numeral));
    better(ReadPercent(*numeral));
    better(ReadAge(*numeral));
    better(ReadQuantity(*numeral));
    better(ReadFeetAndInches(*numeral));
  }
  if (best) return best;
  if (auto lookalike = ReadLookalike(); lookalike && lookalike->end > numeral->end)
    return lookalike;
  return ReadNumber(*numeral);
}

Found MeasureReader::Make(size_t end, Kind kind, Value value, const Numeral& n) const {
  Found f{.begin = at_, .end = end, .kind = kind, .value = std::move(value)};
  f.details.fraction = n.ratio;
  f.details.ordinal = n.ordinal;
  f.numeral = n;
  // "zero", "five" in small letters are nobody's name.
  f.maybe_name = kind == Kind::kNumber && (!r_.IsLetters(at_) || r_.at(at_).upper);
  return f;
}

bool MeasureReader::IsCountedNoun(size_t k) const {
  return IsLowerWord(k) && !r_.Glued(k) && r_.Surface(k).size() > 2 &&
         !r_.Is(k, Class::kFunction) && !r_.Is(k, Class::kTall) && !r_.Is(k, Class::kPreposition);
}

void MeasureReader::TakeLetterScale(Numeral* n) const {
  if (n->letter_scale == 0 || n->value.WholeDigits() > 100) return;
  if (!r_.EndsBefore(n->end + 1)) return;
  n->value = n->value.Shift(n->letter_scale);
  n->scaled = true;
  n->bare = false;
  ++n->end;
}

size_t MeasureReader::SkipOfOne(const Numeral& n, size_t k) const {
  const bool one = r_.Is(k + 1, Class::kArticle) || r_.IsOne(k + 1) || r_.Surface(k + 1) == "1";
  return r_.Is(k, Class::kOf) && one && (n.fraction || !n.value.IsInteger()) ? k + 2 : k;
}

std::optional<Found> MeasureReader::ReadPercent(const Numeral& n) const {
  if (n.ordinal) return std::nullopt;
  size_t k = r_.SkipHyphen(n.end);
  Decimal value = n.value;
  k = SkipOfOne(n, k);
  if (r_.IsSymbol(k, "%") || r_.IsSymbol(k, "％")) {
    ++k;
  } else if (n.fraction && !n.figures && r_.Is(k, Class::kPoint) &&
             r_.Is(n.end - 1, Class::kDenominator)) {
    ++k;
  } else if (r_.IsSymbol(k, "‰")) {
    value = value.Shift(-1);
    ++k;
  } else if (r_.Is(k, Class::kCent) || !r_.IsLetters(k)) {
    return std::nullopt;
  } else if (r_.Is(k, Class::kPercent)) {
    const bool of_points = r_.Is(k, Class::kPercentage);
    ++k;
    if (of_points && r_.Is(r_.SkipHyphen(k), Class::kPoint)) k = r_.SkipHyphen(k) + 1;
  } else if (r_.Is(k, Class::kPer) && r_.Is(r_.SkipHyphen(k + 1), Class::kCent)) {
    k = r_.SkipHyphen(k + 1) + 1;
    if (r_.Is(k, Class::kPoint) && r_.Ends(k, Ending::kS)) ++k;
  } else if (r_.Is(k, Class::kBasis)) {
    const bool code = r_.Value(k, Class::kBasis) == 1;  // "bps"
    if (!code && !r_.Is(k + 1, Class::kPoint)) return std::nullopt;
    value = value.Shift(-2);
    k += code ? 1 : 2;
  } else {
    return std::nullopt;
  }
  if (!r_.EndsBefore(k)) return std::nullopt;
  Numeral kept = n;
  kept.value = value;
  return Make(k, Kind::kPercent, Number{value.ToString()}, kept);
}

std::optional<Found> MeasureReader::ReadLookalike() const {
  if (!r_.IsDigits(at_)) return std::nullopt;
  size_t k = at_ + 1;
  char joint = 0;
  while (k - at_ < kMostJoined && r_.Glued(k) && r_.at(k).type == Atom::kSymbol &&
         r_.Glued(k + 1) && r_.IsDigits(k + 1)) {
    const std::string_view s = r_.Surface(k);
    if (!r_.IsSymbol(k, "-") && s != ":" && s != "/" && s != "." && s != ",") break;
    joint = r_.IsSymbol(k, "-") || s == ":" || s == "/" ? '-' : joint == 0 ? s[0] : joint;
    k += 2;
  }
  // No value is so long; what is, is left out whole, so that it is read once.
  if (k - at_ > kMaxJoined) return Found{.begin = at_, .end = k, .kind = Kind::kNone};
  if (joint == 0 || joint == ',') return std::nullopt;
  if (joint == '.' && k < at_ + 5) return std::nullopt;
  if (IsRange(k)) return std::nullopt;
  return Found{.begin = at_, .end = k, .kind = Kind::kNone};
}

bool MeasureReader::IsRange(size_t end) const {
  if (end != at_ + 3 || !r_.IsSymbol(at_ + 1, "-")) {
    // "1.5-2.5%"
    const std::optional<Numeral> n = ReadNumeral(r_, at_);
    return n && !n->bare && n->end < end && r_.IsSymbol(n->end, "-");
  }
  if (r_.Int(at_) >= r_.Int(at_ + 2)) return false;
  const std::optional<Numeral> n = ReadNumeral(r_, at_ + 2);
  if (!n) return false;
  if (n->scaled || n->letter_scale != 0) return true;
  if (UnitAfter(*n, r_.SkipHyphen(n->end), false).end != 0) return true;
  if (CurrencyAfter(*n, r_.SkipHyphen(n->end)).end != 0) return true;
  if (r_.IsSymbol(n->end, "%") || r_.Is(n->end, Class::kPercent) || r_.Is(n->end, Class::kPer) ||
      r_.Is(r_.SkipHyphen(n->end), Class::kPeriod))  // "a 5-10 minute walk"
    return true;
  return IsCountedNoun(end) && (r_.Is(end, Class::kPlural) || r_.Ends(end, Ending::kS));
}

std::optional<Found> MeasureReader::ReadNumber(const Numeral& numeral) const {
  Numeral n = numeral;
  if (n.needs_unit) return std::nullopt;
  if (n.vague) {
    if (r_.Is(at_, Class::kVerbToo) && !r_.Is(n.end, Class::kOf)) return std::nullopt;
    return Make(n.end, Kind::kNumber, Value{}, n);
  }
  if (n.letter_scale != 0) {
    // "grew to 1.2M" against "the iPhone 1.2B", "a 1.5T engine"
    const bool capital = r_.Glued(n.end) && r_.at(n.end).upper && !n.value.IsInteger() &&
                         n.letter_scale < 12 && !(r_.IsLetters(at_ - 1) && r_.at(at_ - 1).upper);
    const bool sure = n.letter_scale == 3 || r_.Surface(n.end).size() > 1 || capital;
    if (sure || (n.letter_scale == 6 && IsCountedNoun(n.end + 1))) TakeLetterScale(&n);
  }
  if (!r_.EndsBefore(n.end) || IsLabel(n)) return std::nullopt;
  // "two-way", "F-16": a word goes on.
  if (!n.figures && r_.IsHyphen(n.end) && r_.IsLetters(n.end + 1) && !IsNumberWord(n.end + 1) &&
      !n.ordinal)
    return std::nullopt;
  if (!n.figures && n.end == at_ + 1 && !IsCountingWord(n)) return std::nullopt;
  if (!n.figures && r_.at(at_).glued && r_.IsSymbol(at_ - 1, "-") && r_.Has(at_ - 1))
    return std::nullopt;
  return Make(n.end, Kind::kNumber, Number{n.value.ToString()}, n);
}

bool MeasureReader::IsLabel(const Numeral& n) const {
  if (n.bare && r_.Is(at_ - 1, Class::kLabel) && r_.at(at_ - 1).upper && !r_.Glued(at_))
    return true;
  const bool alone = n.end == at_ + (n.figures && n.ordinal ? 2u : 1u);
  const size_t mark = r_.IsSymbol(n.end, ",") ? n.end + 1 : n.end;
  const auto closes = [&](std::string_view symbol) {
    return r_.Glued(mark) && (r_.IsSymbol(mark, symbol) || r_.Surface(mark) == "”");
  };
  if (alone && IsQuoted() && closes("\"")) return true;
  return alone && r_.Glued(at_) && r_.IsSymbol(at_ - 1, "'") && closes("'");
}

bool MeasureReader::IsNumberWord(size_t k) const {
  return r_.Is(k, Class::kNumber) || r_.Is(k, Class::kTens) || r_.Is(k, Class::kScale);
}

bool MeasureReader::IsCountingWord(const Numeral& n) const {
  if (r_.Is(at_, Class::kPeriod)) {
    const bool article = r_.Is(at_ - 1, Class::kArticle);
    return !article || IsCountedNoun(n.end);
  }
  // "who first met", "First, it is": no rank.
  const bool first = n.ordinal && n.value == Decimal(1);
  if (first && (r_.Is(n.end, Class::kPast) || r_.Ends(n.end, Ending::kPast))) return false;
  if (n.ordinal && r_.IsSymbol(n.end, ",") && !r_.SameSentence(at_ - 1, at_)) return false;
  if (first && r_.IsSymbol(n.end, ",")) return false;
  if (!r_.IsOne(at_)) return true;
  if (r_.Is(at_ - 1, Class::kPronounOne)) return false;
  if (r_.IsSymbol(n.end, "'")) return false;
  if (r_.Is(n.end, Class::kPast) || r_.Ends(n.end, Ending::kPast)) return false;  // "one used by"
  return r_.Is(n.end, Class::kOf) || r_.Is(n.end, Class::kIn) ||
         (IsLowerWord(n.end) && !r_.Is(n.end, Class::kFunction) && !r_.Is(n.end, Class::kModal) &&
          !r_.Is(n.end, Class::kFuture)) ||
         !r_.Has(n.end);
}

std::string_view UcumOf(Period period) {
  switch (period) {
    case Period::kSecond:
      return "s";
    case Period::kMinute:
      return "min";
    case Period::kHour:
      return "h";
    case Period::kDay:
      return "d";
    case Period::kWeek:
      return "wk";
    case Period::kMonth:
      return "mo";
    case Period::kYear:
      return "a";
    default:
      return "";
  }
}

bool StartsFree(const Reader& r, size_t at) {
  if (!r.Glued(at)) return true;
  const size_t before = at - 1;
  if (r.at(before).type == Atom::kLetters) {
    return r.at(at).type == Atom::kSymbol;
  }
  if (r.at(before).type == Atom::kDigits)
    return r.at(at).type == Atom::kSymbol && !r.IsSymbol(at, ".");
  const std::string_view s = r.Surface(before);
  const bool joint =
      s == "." || s == "," || s == ":" || s == "/" || s == "_" || s == "#" || s == "&";
  const bool word_before = r.Glued(before) && r.at(before - 1).type != Atom::kSymbol;
  if (joint) return !word_before || s == ",";
  if (!r.IsSymbol(before, "-") || !word_before) return true;
  // After a hyphen: the second end of a range, or the tail of a code.
  const size_t word = before - 1;
  return r.at(word).type == Atom::kDigits || r.Is(word, Class::kNumber) ||
         r.Is(word, Class::kTens) || r.Is(word, Class::kScale) || r.Is(word, Class::kMonth) ||
         r.Is(word, Class::kPeriod);
}

std::optional<Found> ReadMeasure(const Reader& reader, size_t at) {
  return MeasureReader(reader, at).Read();
}

}  // namespace textanalysis::values
