// A currency before or behind its numeral, and what it costs a piece of.

#include <algorithm>
#include <string>

#include "analysis/text/chars.h"
#include "analysis/values/measure_reader.h"

namespace textanalysis::values {
namespace {

// How far a word may stand that says what a "peso" is.
constexpr size_t kCountryAtoms = 200;

}  // namespace

bool MeasureReader::Accepts(const Currency& c, int index, size_t from, size_t to) const {
  if (c.before && to > from + 1 && !IsPrefix(from, to)) return false;
  if (!c.exact && !c.glued) return true;
  std::string surface;
  for (size_t k = from; k < to; ++k) surface += r_.Surface(k);
  if (c.exact) return surface == r_.vocabulary().spelling(Vocabulary::kCurrencies, index);
  return surface == text::ToLower(surface);
}

bool MeasureReader::IsPrefix(size_t from, size_t to) const {
  if (!r_.IsLetters(from) || r_.IsLetters(to - 1)) return true;
  bool glued = true;
  for (size_t k = from + 1; k < to; ++k) glued = glued && r_.Glued(k);
  const bool one_letter = r_.Surface(from).size() == 1 && to == from + 2;
  if (glued) return !one_letter || r_.at(from).upper;
  // "c $ 1.34", where every token stands by itself.
  if (!r_.Glued(to)) return !r_.Is(from, Class::kArticle) && !r_.IsSymbol(from - 1, "'");
  return r_.at(from).upper && !one_letter;
}

std::optional<Found> MeasureReader::ReadMoneyBefore() const {
  size_t k = at_;
  bool negative = false;
  if ((r_.IsSymbol(k, "-") && r_.Glued(k + 1) && !r_.Glued(k)) ||
      (r_.Is(k, Class::kSign) && r_.IsLetters(k) && !r_.IsDigits(k + 1))) {
    negative = true;  // "-$5", "minus $5"
    ++k;
  }
  const size_t sign = k;
  const Vocabulary& v = r_.vocabulary();
  bool plain = false;
  const Phrase phrase =
      v.Longest(r_.atoms(), k, Vocabulary::kCurrencies, [&](int index, size_t end) {
        const Currency& c = v.currency(index);
        if (c.plain_word && c.before) plain = Accepts(c, index, sign, end);
        return end <= r_.end() && c.before && Accepts(c, index, sign, end);
      });
  if (phrase.end == 0) return std::nullopt;
  const Currency& c = v.currency(phrase.index);
  k = phrase.end;
  if (c.code.empty() && plain) return std::nullopt;
  const bool letters = r_.IsLetters(phrase.end - 1);
  if (!r_.IsDigits(k) && !r_.IsSymbol(k, ".") && !r_.IsSymbol(k, "-")) return std::nullopt;
  std::optional<Numeral> n = ReadNumeral(r_, k);
  if (!n || n->ordinal || n->needs_unit || n->vague) return std::nullopt;
  TakeLetterScale(&*n);
  if (r_.Glued(n->end) && r_.Surface(n->end) == "MM" && r_.EndsBefore(n->end + 1)) {
    n->value = n->value.Shift(6);  // Millions, as financiers write them: "$5MM".
    ++n->end;
  }
  if (c.plain_code && !n->scaled && (n->bare || n->value.WholeDigits() < 4)) return std::nullopt;
  const bool one_letter =
      c.exact && letters && phrase.end == sign + 1 && r_.Surface(sign).size() == 1;
  if (one_letter && !n->scaled && !r_.Glued(k)) return std::nullopt;
  if (one_letter && n->bare && n->value.WholeDigits() == 1) return std::nullopt;  // "an R1 model"
  size_t end = n->end;
  if (!r_.EndsBefore(end) && !r_.Is(end, Class::kPeriod) && !IsCode(end)) {
    // "£4.50p", "$5usd" say it twice.
    const Phrase again = CurrencyAfter(*n, end);
    if (again.end == 0 || v.currency(again.index).code != c.code) return std::nullopt;
    end = again.end;
  }
  if (c.name && !MayFollowName(*n, sign)) return std::nullopt;
  if (negative) n->value = n->value.Negated();
  std::string code = CodeOf(c, phrase.index, sign);
  if (c.code == "USD" && phrase.end == sign + 1) TakeCodeAfter(&end, &code);
  return FinishMoney(end, code, n->value.Shift(c.zeros), c.zeros, *n);
}

bool MeasureReader::MayFollowName(const Numeral& n, size_t name) const {
  if (r_.Is(name - 1, Class::kThe) || r_.Is(name - 1, Class::kArticle)) return false;
  if (n.bare && !n.scaled && n.value.WholeDigits() == 4) return false;  // Maybe a year.
  return !r_.IsSymbol(n.end, "%") && !r_.Is(n.end, Class::kPercent) && !r_.IsHyphen(n.end) &&
         (!IsLowerWord(n.end) || r_.Is(n.end, Class::kFunction));
}

bool MeasureReader::IsCode(size_t k) const {
  return r_.IsLetters(k) && r_.Surface(k).size() == 3 && r_.at(k).upper && r_.EndsBefore(k + 1);
}

void MeasureReader::TakeCodeAfter(size_t* end, std::string* code) const {
  const Vocabulary& v = r_.vocabulary();
  const Phrase phrase =
      v.Longest(r_.atoms(), *end, Vocabulary::kCurrencies, [&](int index, size_t to) {
        const Currency& c = v.currency(index);
        return to <= r_.end() && c.after && c.zeros == 0 && c.code.size() == 3 &&
               (c.exact || c.code == "USD") && Accepts(c, index, *end, to) && r_.IsLetters(*end);
      });
  if (phrase.end == 0) return;
  *code = v.currency(phrase.index).code;
  *end = phrase.end;
}

std::optional<Found> MeasureReader::ReadMoneyAfter(const Numeral& numeral) const {
  if (numeral.ordinal) return std::nullopt;
  Numeral n = numeral;
  size_t k = SkipOfOne(n, r_.SkipHyphen(n.end));
  Phrase phrase = CurrencyAfter(n, k);
  if (phrase.end == 0 && n.letter_scale != 0) {
    TakeLetterScale(&n);
    k = r_.SkipHyphen(n.end);
    phrase = CurrencyAfter(n, k);
  }
  if (phrase.end == 0) return ReadMoneyOfPeople(n, k);
  const Currency& c = r_.vocabulary().currency(phrase.index);
  if (n.needs_unit && !n.fraction) return std::nullopt;
  if (c.plain_word && !IsPlainWordMoney(n, c.zeros > 0, k, phrase.end)) return std::nullopt;
  if (r_.Is(k, Class::kPound) && phrase.end == k + 1 && IsWeight(phrase.end)) return std::nullopt;
  std::string code = CodeOf(c, phrase.index, k);
  Decimal amount = n.value.Shift(c.zeros);
  size_t end = phrase.end;
  if (c.zeros == 0) AddSmallerMoney(&end, &amount);
  return FinishMoney(end, code, amount, c.zeros, n);
}

std::optional<Found> MeasureReader::ReadMoneyOfPeople(const Numeral& n, size_t k) const {
  if (n.needs_unit || !r_.IsLetters(k) || !r_.at(k).upper || r_.Glued(k) || !IsLowerWord(k + 1) ||
      r_.Surface(k).size() < 4 || r_.Is(k, Class::kScale) || r_.Is(k, Class::kMonth))
    return std::nullopt;
  const Phrase phrase = CurrencyAfter(n, k + 1);
  if (phrase.end != k + 2) return std::nullopt;
  const Currency& c = r_.vocabulary().currency(phrase.index);
  const std::string noun =
      text::ToLower(r_.vocabulary().spelling(Vocabulary::kCurrencies, phrase.index));
  std::string code = c.code;
  if (r_.vocabulary().VariesByCountry(noun))
    code = r_.vocabulary().CodeByCountry(text::ToLower(r_.Surface(k)), noun);
  return FinishMoney(phrase.end, code, n.value.Shift(c.zeros), c.zeros, n);
}

Phrase MeasureReader::CurrencyAfter(const Numeral& n, size_t k) const {
  const Vocabulary& v = r_.vocabulary();
  if (!r_.Has(k)) return {};
  const bool glued = r_.Glued(k) && k == n.end;
  return v.Longest(r_.atoms(), k, Vocabulary::kCurrencies, [&](int index, size_t end) {
    const Currency& c = v.currency(index);
    if (end > r_.end() || !c.after || !Accepts(c, index, k, end)) return false;
    if (c.glued && !glued) return false;
    // "1080p" is a screen's, "5D Mark" a camera's.
    if (c.glued && n.bare && n.value.WholeDigits() == 4) return false;
    if (glued && end > k + 1 && r_.IsLetters(k) && r_.Surface(k).size() == 1 && r_.IsLetters(k + 1))
      return false;
    // "5 $10 notes": the sign belongs to what follows it.
    if (end == k + 1 && r_.at(k).type == Atom::kSymbol && !glued && r_.Glued(end) &&
        r_.IsDigits(end))
      return false;
    return r_.EndsBefore(end);
  });
}

bool MeasureReader::IsPlainWordMoney(const Numeral& n, bool scaled, size_t k, size_t end) const {
  const bool large = n.scaled || scaled || n.value.WholeDigits() > 2;
  const bool clause = r_.Is(end, Class::kThe) || r_.Is(end, Class::kArticle);
  return large && !clause && !r_.at(k).upper && !(r_.IsLetters(end) && IsCountedNoun(end));
}

void MeasureReader::AddSmallerMoney(size_t* end, Decimal* amount) const {
  size_t k = *end;
  if (r_.Is(k, Class::kAnd) || r_.IsSymbol(k, ",")) ++k;
  if (!r_.Has(k) || r_.Glued(k)) return;
  const std::optional<Numeral> more = ReadNumeral(r_, k);
  if (!more || more->needs_unit || !more->value.IsInteger() || more->value.WholeDigits() > 2)
    return;
  const Phrase phrase = CurrencyAfter(*more, more->end);
  // "15 dollars and 50." counts hundredths, too; "and 50 euros" is another amount.
  const bool code = r_.IsLetters(*end - 1) && r_.Surface(*end - 1).size() == 3 &&
                    r_.at(*end - 1).upper;  // "17 USD 25"
  const bool bare = (r_.Is(*end, Class::kAnd) || (code && k == *end)) && more->bare &&
                    more->value.WholeDigits() == 2 &&
                    (!r_.Has(more->end) || (r_.at(more->end).type == Atom::kSymbol &&
                                            (!r_.Has(more->end + 1) || !r_.Glued(more->end + 1))));
  if (phrase.end == 0 && bare && !r_.IsSymbol(more->end, "%")) {
    *amount = amount->Plus(more->value.Shift(-2));
    *end = more->end;
    return;
  }
  if (phrase.end == 0 || r_.vocabulary().currency(phrase.index).zeros >= 0) return;
  *amount = amount->Plus(more->value.Shift(r_.vocabulary().currency(phrase.index).zeros));
  *end = phrase.end;
}

Found MeasureReader::FinishMoney(size_t end, std::string code, const Decimal& amount,
                                 int unit_zeros, const Numeral& n) const {
  Numeral kept = n;
  kept.value = amount;
  Found f = Make(end, Kind::kMoney, Money{std::move(code), amount.ToString()}, kept);
  f.unit_zeros = unit_zeros;
  f.resume = end;
  TakePer(&f);
  return f;
}

std::string MeasureReader::CodeOf(const Currency& c, int index, size_t at) const {
  const std::string noun = text::ToLower(r_.vocabulary().spelling(Vocabulary::kCurrencies, index));
  for (size_t d = 1; d < kCountryAtoms; ++d) {
    for (const size_t k : {at - d, at + d}) {
      if (k >= r_.atoms().size() || !r_.at(k).word || !r_.at(k).word->Is(Class::kCountry)) continue;
      const std::string_view code =
          r_.vocabulary().CodeByCountry(text::ToLower(Slice(r_.text(), r_.at(k).span)), noun);
      if (!code.empty()) return std::string(code);
    }
    if (d == 1 && !r_.vocabulary().VariesByCountry(noun)) break;
  }
  return c.code;
}

void MeasureReader::TakePer(Found* f) const {
  size_t k = r_.SkipHyphen(f->end);  // "$12-an-hour"
  const bool per = r_.Is(k, Class::kPer) || r_.IsSymbol(k, "/");
  const bool article = r_.Is(k, Class::kArticle);
  if ((!per && !article) || IsPeriodApart(k + 1)) return;
  k = r_.SkipHyphen(k + 1);
  if (!r_.Has(k) || !r_.SameSentence(k, f->begin)) return;
  if (r_.Is(k, Class::kPeriod)) {
    f->details.per = UcumOf(static_cast<Period>(r_.Value(k, Class::kPeriod)));
    f->resume = k + 1;
    return;
  }
  const Vocabulary& v = r_.vocabulary();
  const Phrase unit = v.Longest(r_.atoms(), k, Vocabulary::kUnits, [&](int index, size_t end) {
    return end <= r_.end() && !v.unit(index).glued && !v.unit(index).hinted && r_.EndsBefore(end);
  });
  if (unit.end != 0) {
    f->details.per = v.unit(unit.index).ucum;
    f->resume = unit.end;
  } else if (IsLowerWord(k) && r_.Surface(k).size() <= 16 && !r_.Is(k, Class::kFunction)) {
    f->details.per = "{" + std::string(r_.Surface(k)) + "}";
  }
}

bool MeasureReader::IsPeriodApart(size_t k) const {
  return r_.Is(k, Class::kPeriod) && (r_.Is(k + 1, Class::kAgo) || r_.Is(k + 1, Class::kApart));
}

}  // namespace textanalysis::values
