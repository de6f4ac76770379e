// A numeral and its unit, what a smaller unit adds, what a rate divides by; heights and ages.

#include <algorithm>
#include <string>

#include "analysis/values/measure_reader.h"

namespace textanalysis::values {
namespace {

// How far a word may stand that says what a "pound" is.
constexpr size_t kWeightAtoms = 6;
// How far back the mark is looked for that "”" closes.
constexpr size_t kQuotationAtoms = 100;

}  // namespace

Phrase MeasureReader::UnitAfter(const Numeral& n, size_t k, bool compound) const {
  const Vocabulary& v = r_.vocabulary();
  if (!r_.Has(k)) return {};
  const bool glued = r_.Glued(k) && k == n.end;
  return v.Longest(r_.atoms(), k, Vocabulary::kUnits, [&](int index, size_t end) {
    const Unit& u = v.unit(index);
    if (end > r_.end() || !r_.EndsBefore(end)) return false;
    if (r_.IsDigits(end - 1) && !r_.Glued(end - 1)) return false;  // "5 ft 2 in"
    // The stop of "10 ft." at the end is the sentence's.
    if (r_.IsSymbol(end - 1, ".") && end > k + 1 && !r_.SameSentence(end - 1, end)) return false;
    if (u.exact && !SpelledAs(index, k, end)) return false;
    if (u.glued && !glued && !(compound && n.figures) && !IsSpacedInch(k)) return false;
    // The mark that closes a quotation of figures is no inch.
    if (r_.IsSymbol(k, "\"") && !compound && (n.value.WholeDigits() > 3 || IsQuoted()))
      return false;
    const bool is_closing_mark = r_.Surface(k) == "”" || r_.IsSymbol(k, "\"");
    if (is_closing_mark && !compound && ClosesQuotation(k)) return false;
    if (u.hinted && !HasUnitHint(u, n, k, end)) return false;
    if (u.pounds && !IsWeight(end)) return false;
    return true;
  });
}

// "12 \" wide"
bool MeasureReader::IsSpacedInch(size_t k) const {
  return r_.IsSymbol(k, "\"") && r_.IsDigits(k - 1) && !r_.Glued(k + 1) &&
         r_.Is(k + 1, Class::kTall);
}

bool MeasureReader::IsQuoted() const {
  if (at_ == r_.begin() || !r_.Glued(at_)) return false;
  const std::string_view mark = r_.Surface(at_ - 1);
  return r_.IsSymbol(at_ - 1, "\"") || mark == "“" || mark == "=";
}

bool MeasureReader::ClosesQuotation(size_t k) const {
  for (size_t back = 1; back <= kQuotationAtoms && r_.Has(k - back); ++back) {
    const size_t mark = k - back;
    const bool is_straight = r_.IsSymbol(mark, "\"");
    // An opening mark touches what follows it alone.
    if (is_straight) return !r_.Glued(mark) && r_.Glued(mark + 1);
    if (r_.Surface(mark) == "“") return true;
    if (r_.Surface(mark) == "”") return false;
  }
  return false;
}

bool MeasureReader::SpelledAs(int index, size_t from, size_t to) const {
  std::string surface;
  for (size_t k = from; k < to; ++k)
    surface += r_.IsSymbol(k, "°") ? std::string_view("°") : r_.Surface(k);
  return surface == r_.vocabulary().spelling(Vocabulary::kUnits, index);
}

bool MeasureReader::HasUnitHint(const Unit& unit, const Numeral& n, size_t k, size_t end) const {
  if (unit.alone) return !n.needs_unit && !IsCountedNoun(end);
  // "90F", "1.5C above" against "a 13F filing", "the Boeing 777F"
  if (r_.Surface(k) != "F" && r_.Surface(k) != "C") return false;
  if (r_.IsLetters(at_ - 1) && r_.at(at_ - 1).upper) return false;
  return !n.value.IsInteger() || !IsLowerWord(end) || r_.Is(end, Class::kFunction) ||
         r_.Is(end, Class::kPreposition);
}

bool MeasureReader::IsWeight(size_t end) const {
  if (r_.Is(end, Class::kOf) && IsLowerWord(end + 1)) return true;
  // "a 200-pound man" against "a 200-pound fine"
  if (r_.Is(end - 1, Class::kPound) && !r_.Ends(end - 1, Ending::kS) && r_.IsHyphen(end - 2) &&
      IsCountedNoun(end))
    return !r_.Is(end, Class::kMoneyNoun);
  const auto [from, to] = Window(end);
  for (size_t k = from; k < to; ++k) {
    if (r_.Is(k, Class::kWeight)) return true;
    if (r_.Is(k, Class::kLose) && k < end) return !r_.Is(end, Class::kIn) || IsTimeAt(end + 1);
  }
  return r_.Is(end, Class::kPer) && r_.Is(end + 1, Class::kSquare);
}

bool MeasureReader::IsTimeAt(size_t k) const {
  if (r_.Is(k, Class::kThe) || r_.Is(k, Class::kArticle) || r_.Is(k, Class::kShift)) ++k;
  return r_.IsDigits(k) || r_.Is(k, Class::kNumber) || r_.Is(k, Class::kPeriod) ||
         r_.Is(k, Class::kMonth);
}

std::pair<size_t, size_t> MeasureReader::Window(size_t end) const {
  size_t from = at_, to = end;
  while (r_.Has(from - 1) && at_ - from < kWeightAtoms && r_.SameSentence(from - 1, at_)) --from;
  while (r_.Has(to) && to - end < kWeightAtoms && r_.SameSentence(to, at_)) ++to;
  return {from, to};
}

std::optional<Found> MeasureReader::ReadQuantity(const Numeral& numeral) const {
  if (numeral.ordinal) return std::nullopt;
  Numeral n = numeral;
  const Vocabulary& v = r_.vocabulary();
  size_t k = SkipOfOne(n, r_.SkipHyphen(n.end));
  Phrase phrase = UnitAfter(n, k, false);
  if (n.letter_scale != 0) {
    const bool metres = phrase.end == k + 1 && r_.Surface(k) == "m";
    const bool tonnes = phrase.end == k + 1 && r_.Surface(k) == "t";
    const bool counted = IsCountedNoun(phrase.end) && !r_.Is(phrase.end, Class::kMetreNoun);
    if ((metres && counted && r_.Glued(k)) || phrase.end == 0) {
      TakeLetterScale(&n);
      if (n.letter_scale == 0) return std::nullopt;
      k = r_.SkipHyphen(n.end);
      phrase = UnitAfter(n, k, false);
    } else if (!metres && !tonnes && phrase.end == 0) {
      return std::nullopt;
    }
  }
  if (phrase.end == 0) return std::nullopt;
  const std::string_view ucum = v.unit(phrase.index).ucum;
  std::string code(ucum);
  Decimal amount = n.value;
  size_t end = phrase.end;
  const bool more = AddFraction(n, &end, &amount);
  if (n.needs_unit && !n.fraction && !more && !IsMileage(ucum, phrase.end)) return std::nullopt;
  if (!more) AddSmaller(&end, &amount, &code);
  size_t resume = end;
  TakeRate(&end, &code, n);
  resume = std::max(resume, end);
  Numeral kept = n;
  kept.value = amount;
  Found f = Make(end, Kind::kQuantity, Quantity{amount.ToString(), code}, kept);
  f.resume = resume;
  return f;
}

bool MeasureReader::IsMileage(std::string_view ucum, size_t end) const {
  return (ucum == "[mi_i]" || ucum == "km") && r_.Is(end, Class::kTall);
}

bool MeasureReader::AddFraction(const Numeral& n, size_t* end, Decimal* amount) const {
  if (!n.value.IsInteger() || n.fraction || !r_.Is(*end, Class::kAnd)) return false;
  const size_t part = *end + 2;
  if (!r_.Is(*end + 1, Class::kArticle) || !r_.Is(part, Class::kDenominator)) return false;
  const int denominator = r_.Value(part, Class::kDenominator);
  // "a mile and a quarter of it", "a mile and a half marathon"
  if ((denominator != 2 && denominator != 4) || r_.Ends(part, Ending::kS) ||
      (r_.Is(part + 1, Class::kOf) && r_.Is(part + 2, Class::kFunction)) ||
      IsCountedNoun(part + 1) || r_.IsHyphen(part + 1))
    return false;
  *amount = amount->Plus(Decimal(1).Over(denominator));
  *end = part + 1;
  return true;
}

bool MeasureReader::AddInches(size_t* end, Decimal* amount, std::string* code) const {
  const bool hyphen = r_.IsHyphen(*end);
  const size_t k = r_.SkipHyphen(*end);
  if (*code != "[ft_i]" || (!r_.IsDigits(k) && !r_.Is(k, Class::kNumber)) ||
      !r_.SameSentence(k, at_))
    return false;
  const std::optional<Numeral> inches = ReadNumeral(r_, k);
  const std::optional<int64_t> count = inches ? inches->value.ToInt() : std::nullopt;
  const bool plain = inches && inches->end == k + 1 && r_.EndsBefore(k + 1);
  if (!plain || !count || *count > 11 ||
      (!hyphen && r_.IsLetters(k + 1) && !r_.Is(k + 1, Class::kFunction)) || r_.IsHyphen(k + 1) ||
      r_.IsSymbol(k + 1, "%") || amount->WholeDigits() > 1 ||
      UnitAfter(*inches, k + 1, true).end != 0)
    return false;
  *amount = amount->Times(Decimal(12)).Plus(inches->value);
  *code = "[in_i]";
  *end = k + 1;
  return true;
}

void MeasureReader::AddSmaller(size_t* end, Decimal* amount, std::string* code) const {
  if (AddInches(end, amount, code)) return;
  size_t k = *end;
  if (r_.Is(k, Class::kAnd) || r_.IsSymbol(k, ",")) ++k;
  k = r_.SkipHyphen(k);
  if (!r_.Has(k)) return;
  const std::optional<Numeral> more = ReadNumeral(r_, k);
  if (!more || more->needs_unit || more->ordinal) return;
  const Phrase unit = UnitAfter(*more, r_.SkipHyphen(more->end), true);
  if (unit.end == 0) return;
  const std::string_view smaller = r_.vocabulary().unit(unit.index).ucum;
  const int per = r_.vocabulary().PerLarger(*code, smaller);
  const std::optional<int64_t> count = more->value.ToInt();
  if (per == 0 || (count && *count >= per)) return;
  *amount = amount->Times(Decimal(per)).Plus(more->value);
  *code = smaller;
  *end = unit.end;
}

void MeasureReader::TakeRate(size_t* end, std::string* code, const Numeral& n) const {
  if (code->find('/') != std::string::npos || n.needs_unit) return;
  size_t k = *end;
  const bool per = r_.Is(k, Class::kPer) || (r_.IsSymbol(k, "/") && r_.Glued(k + 1));
  const bool article = r_.Is(k, Class::kArticle);
  if ((!per && !article) || IsPeriodApart(k + 1)) return;
  ++k;
  if (r_.Is(k, Class::kPeriod)) {
    const auto period = static_cast<Period>(r_.Value(k, Class::kPeriod));
    const std::string_view ucum = UcumOf(period);
    if (ucum.empty() || (article && period >= Period::kMonth && period != Period::kYear)) return;
    code->append("/").append(ucum);
    *end = k + 1;
    return;
  }
  if (!per) return;
  const Vocabulary& v = r_.vocabulary();
  const Phrase unit = v.Longest(r_.atoms(), k, Vocabulary::kUnits, [&](int index, size_t to) {
    return to <= r_.end() && !v.unit(index).hinted && r_.EndsBefore(to);
  });
  if (unit.end == 0 || v.unit(unit.index).ucum.find('/') != std::string_view::npos) return;
  code->append("/").append(v.unit(unit.index).ucum);
  *end = unit.end;
}

std::optional<Found> MeasureReader::ReadAge(const Numeral& n) const {
  if (n.ordinal || n.fraction) return std::nullopt;
  size_t k = r_.SkipHyphen(n.end);
  if (r_.Is(k, Class::kYearsOld) && !n.needs_unit && r_.EndsBefore(k + 1))
    return Make(k + 1, Kind::kQuantity, Quantity{n.value.ToString(), "a"}, n);
  if (!r_.Is(k, Class::kPeriod)) return std::nullopt;
  const std::string_view ucum = UcumOf(static_cast<Period>(r_.Value(k, Class::kPeriod)));
  if (ucum.empty()) return std::nullopt;
  k = r_.SkipHyphen(k + 1);
  if (r_.Is(k, Class::kOld)) {
    ++k;
  } else if (r_.Is(k, Class::kOf) && r_.Is(k + 1, Class::kAge)) {
    k += 2;
  } else {
    return std::nullopt;
  }
  return Make(k, Kind::kQuantity, Quantity{n.value.ToString(), std::string(ucum)}, n);
}

std::optional<Found> MeasureReader::ReadAged() const {
  if (!r_.Is(at_, Class::kAged) || !r_.IsDigits(at_ + 1) || r_.Glued(at_ + 1)) return std::nullopt;
  const std::optional<Numeral> n = ReadNumeral(r_, at_ + 1);
  if (!n || !n->bare || n->value.WholeDigits() > 3 || !r_.EndsBefore(n->end)) return std::nullopt;
  if (r_.IsHyphen(n->end) || r_.Is(n->end, Class::kPeriod) ||
      (r_.Is(n->end, Class::kRangeTo) && ReadNumeral(r_, n->end + 1)))
    return std::nullopt;
  return Make(n->end, Kind::kQuantity, Quantity{n->value.ToString(), "a"}, *n);
}

std::optional<Found> MeasureReader::ReadFeetAndInches(const Numeral& n) const {
  const size_t k = n.end;
  if (!n.bare || !r_.Glued(k) || !r_.IsSymbol(k, "'") || !r_.IsDigits(k + 1)) return std::nullopt;
  // Apart from them, the inches need their mark: "5' 11"".
  if (!r_.Glued(k + 1) && !(r_.Glued(k + 2) && r_.IsSymbol(k + 2, "\""))) return std::nullopt;
  const int feet = r_.Int(at_), inches = r_.Int(k + 1);
  if (feet < 3 || feet > 9 || inches > 11 || !r_.EndsBefore(k + 2)) return std::nullopt;
  size_t end = k + 2;
  if (r_.Glued(end) && (r_.IsSymbol(end, "\"") || r_.IsSymbol(end, "”") || r_.IsSymbol(end, "″")))
    ++end;
  return Make(end, Kind::kQuantity, Quantity{std::to_string(feet * 12 + inches), "[in_i]"}, n);
}

}  // namespace textanalysis::values
