// Each production reads a numeral once and looks at the words around it; the longest reading wins.

#include "analysis/values/measures.h"

#include <algorithm>
#include <array>
#include <string>

#include "analysis/text/chars.h"

namespace textanalysis::values {
namespace {

// How far a word may stand that says what a "peso" or a "pound" is.
constexpr size_t kCountryAtoms = 200;
constexpr size_t kWeightAtoms = 6;
// Atoms of figures that commas, points, dashes join: more are a table or a code, not a value.
constexpr size_t kMaxJoined = 400;
// So many are left out at a time, for one look at the deadline each.
constexpr size_t kMostJoined = 1'000'000;

bool IsLowerWord(const Reader& r, size_t k) { return r.IsLetters(k) && !r.at(k).upper; }

// Whether a noun that is counted may stand at `k`: "people", "users".
bool IsCountedNoun(const Reader& r, size_t k) {
  return IsLowerWord(r, k) && !r.Glued(k) && r.Surface(k).size() > 2 &&
         !r.Is(k, Class::kFunction) && !r.Is(k, Class::kTall) && !r.Is(k, Class::kPreposition);
}

// Applies "m", "bn", "k" behind the numeral.
void TakeLetterScale(const Reader& r, Numeral* n) {
  if (n->letter_scale == 0 || n->value.WholeDigits() > 100) return;
  if (!r.EndsBefore(n->end + 1)) return;
  n->value = n->value.Shift(n->letter_scale);
  n->scaled = true;
  n->bare = false;
  ++n->end;
}

class MeasureReader {
 public:
  MeasureReader(const Reader& reader, size_t at) : r_(reader), at_(at) {}

  std::optional<Found> Read() {
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

 private:
  Found Make(size_t end, Kind kind, Value value, const Numeral& n) const {
    Found f{.begin = at_, .end = end, .kind = kind, .value = std::move(value)};
    f.details.fraction = n.ratio;
    f.details.ordinal = n.ordinal;
    f.numeral = n;
    f.maybe_name = kind == Kind::kNumber;
    return f;
  }

  // --- money

  bool Accepts(const Currency& c, int index, size_t from, size_t to) const {
    if (c.before && to > from + 1 && !IsPrefix(from, to)) return false;
    if (!c.exact && !c.glued) return true;
    std::string surface;
    for (size_t k = from; k < to; ++k) surface += r_.Surface(k);
    if (c.exact) return surface == r_.vocabulary().spelling(Vocabulary::kCurrencies, index);
    return surface == text::ToLower(surface);
  }

  // "A$5" and "US $5" against "a $5 bill" and "told us $5".
  bool IsPrefix(size_t from, size_t to) const {
    if (!r_.IsLetters(from) || r_.IsLetters(to - 1)) return true;
    bool glued = true;
    for (size_t k = from + 1; k < to; ++k) glued = glued && r_.Glued(k);
    const bool one_letter = r_.Surface(from).size() == 1 && to == from + 2;
    if (glued) return !one_letter || r_.at(from).upper;
    // "c $ 1.34", where every token stands by itself.
    if (!r_.Glued(to)) return !r_.Is(from, Class::kArticle) && !r_.IsSymbol(from - 1, "'");
    return r_.at(from).upper && !one_letter;
  }

  // "$5", "US$4.7 billion", "USD 200,000", "Rs 4 crore", "-£3m".
  std::optional<Found> ReadMoneyBefore() const {
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
    TakeLetterScale(r_, &*n);
    if (r_.Glued(n->end) && r_.Surface(n->end) == "MM" && r_.EndsBefore(n->end + 1)) {
      n->value = n->value.Shift(6);  // Millions, as financiers write them: "$5MM".
      ++n->end;
    }
    if (c.plain_code && !n->scaled && (n->bare || n->value.WholeDigits() < 4)) return std::nullopt;
    const bool one_letter =
        c.exact && letters && phrase.end == sign + 1 && r_.Surface(sign).size() == 1;
    if (one_letter && !n->scaled && !r_.Glued(k)) return std::nullopt;
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
    return FinishMoney(end, code, n->value.Shift(c.zeros), *n);
  }

  // "rupees 500", "Swiss francs 10,000" against "the dollar 5 per cent", "in francs 20 years ago".
  bool MayFollowName(const Numeral& n, size_t name) const {
    if (r_.Is(name - 1, Class::kThe) || r_.Is(name - 1, Class::kArticle)) return false;
    if (n.bare && !n.scaled && n.value.WholeDigits() == 4) return false;  // Maybe a year.
    return !r_.IsSymbol(n.end, "%") && !r_.Is(n.end, Class::kPercent) && !r_.IsHyphen(n.end) &&
           (!IsLowerWord(r_, n.end) || r_.Is(n.end, Class::kFunction));
  }

  bool IsCode(size_t k) const {
    return r_.IsLetters(k) && r_.Surface(k).size() == 3 && r_.at(k).upper && r_.EndsBefore(k + 1);
  }

  // "$20 US", "$5 CAD", "$10 dollars".
  void TakeCodeAfter(size_t* end, std::string* code) const {
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

  // "5 million euros", "10 €", "50p", "five lakh rupees", "115USD".
  std::optional<Found> ReadMoneyAfter(const Numeral& numeral) const {
    if (numeral.ordinal) return std::nullopt;
    Numeral n = numeral;
    size_t k = r_.SkipHyphen(n.end);
    Phrase phrase = CurrencyAfter(n, k);
    if (phrase.end == 0 && n.letter_scale != 0) {
      TakeLetterScale(r_, &n);
      k = r_.SkipHyphen(n.end);
      phrase = CurrencyAfter(n, k);
    }
    if (phrase.end == 0) return std::nullopt;
    const Currency& c = r_.vocabulary().currency(phrase.index);
    if (n.needs_unit && !n.fraction) return std::nullopt;
    if (c.plain_word && !IsPlainWordMoney(n, c.zeros > 0, k, phrase.end)) return std::nullopt;
    if (r_.Is(k, Class::kPound) && phrase.end == k + 1 && IsWeight(phrase.end)) return std::nullopt;
    std::string code = CodeOf(c, phrase.index, k);
    Decimal amount = n.value.Shift(c.zeros);
    size_t end = phrase.end;
    if (c.zeros == 0) AddSmallerMoney(&end, &amount);
    return FinishMoney(end, code, amount, n);
  }

  Phrase CurrencyAfter(const Numeral& n, size_t k) const {
    const Vocabulary& v = r_.vocabulary();
    if (!r_.Has(k)) return {};
    const bool glued = r_.Glued(k) && k == n.end;
    return v.Longest(r_.atoms(), k, Vocabulary::kCurrencies, [&](int index, size_t end) {
      const Currency& c = v.currency(index);
      if (end > r_.end() || !c.after || !Accepts(c, index, k, end)) return false;
      if (c.glued && !glued) return false;
      // "5 $10 notes": the sign belongs to what follows it.
      if (end == k + 1 && r_.at(k).type == Atom::kSymbol && !glued && r_.Glued(end) &&
          r_.IsDigits(end))
        return false;
      return r_.EndsBefore(end);
    });
  }

  // "500 won" against "the 10 won".
  bool IsPlainWordMoney(const Numeral& n, bool scaled, size_t k, size_t end) const {
    const bool large = n.scaled || scaled || n.value.WholeDigits() > 2;
    const bool clause = r_.Is(end, Class::kThe) || r_.Is(end, Class::kArticle);
    return large && !clause && !r_.at(k).upper && !(r_.IsLetters(end) && IsCountedNoun(r_, end));
  }

  // "thirteen dollars and forty-five cents"
  void AddSmallerMoney(size_t* end, Decimal* amount) const {
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
    const bool bare =
        (r_.Is(*end, Class::kAnd) || (code && k == *end)) && more->bare &&
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

  Found FinishMoney(size_t end, std::string code, const Decimal& amount, const Numeral& n) const {
    Numeral kept = n;
    kept.value = amount;
    Found f = Make(end, Kind::kMoney, Money{std::move(code), amount.ToString()}, kept);
    f.resume = end;
    TakePer(&f);
    return f;
  }

  // The code of a currency; of a noun that several countries use, that of the nearest country.
  std::string CodeOf(const Currency& c, int index, size_t at) const {
    const std::string noun =
        text::ToLower(r_.vocabulary().spelling(Vocabulary::kCurrencies, index));
    for (size_t d = 1; d < kCountryAtoms; ++d) {
      for (const size_t k : {at - d, at + d}) {
        if (k >= r_.atoms().size() || !r_.at(k).word || !r_.at(k).word->Is(Class::kCountry))
          continue;
        const std::string_view code =
            r_.vocabulary().CodeByCountry(text::ToLower(Slice(r_.text(), r_.at(k).span)), noun);
        if (!code.empty()) return std::string(code);
      }
      if (d == 1 && !r_.vocabulary().VariesByCountry(noun)) break;
    }
    return c.code;
  }

  // "$650 a week", "£2 per share", "20 tonnes/year".
  void TakePer(Found* f) const {
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
    } else if (IsLowerWord(r_, k) && r_.Surface(k).size() <= 16 && !r_.Is(k, Class::kFunction)) {
      f->details.per = "{" + std::string(r_.Surface(k)) + "}";
    }
  }

  // "$2.99 a | year ago"
  bool IsPeriodApart(size_t k) const {
    return r_.Is(k, Class::kPeriod) && (r_.Is(k + 1, Class::kAgo) || r_.Is(k + 1, Class::kApart));
  }

  // "a quarter | of a percent", "0.2 | of 1%", "two thirds | of a mile"
  size_t SkipOfOne(const Numeral& n, size_t k) const {
    const bool one = r_.Is(k + 1, Class::kArticle) || r_.IsOne(k + 1) || r_.Surface(k + 1) == "1";
    return r_.Is(k, Class::kOf) && one && (n.fraction || !n.value.IsInteger()) ? k + 2 : k;
  }

  // --- percentages

  std::optional<Found> ReadPercent(const Numeral& n) const {
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

  // --- quantities

  Phrase UnitAfter(const Numeral& n, size_t k, bool compound) const {
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
      if (u.glued && !glued && !(compound && n.figures)) return false;
      // The mark that closes a quotation of figures is no inch.
      if (r_.IsSymbol(k, "\"") && !compound && (n.value.WholeDigits() > 4 || IsQuoted()))
        return false;
      if (u.hinted && !HasUnitHint(u, n, k, end)) return false;
      if (u.pounds && !IsWeight(end)) return false;
      return true;
    });
  }

  bool IsQuoted() const {
    if (at_ == r_.begin() || !r_.Glued(at_)) return false;
    const std::string_view mark = r_.Surface(at_ - 1);
    return r_.IsSymbol(at_ - 1, "\"") || mark == "“" || mark == "=";
  }

  bool SpelledAs(int index, size_t from, size_t to) const {
    std::string surface;
    for (size_t k = from; k < to; ++k)
      surface += r_.IsSymbol(k, "°") ? std::string_view("°") : r_.Surface(k);
    return surface == r_.vocabulary().spelling(Vocabulary::kUnits, index);
  }

  // "15 stone" is a weight where no noun follows.
  bool HasUnitHint(const Unit& unit, const Numeral& n, size_t k, size_t end) const {
    if (unit.alone) return !n.needs_unit && !IsCountedNoun(r_, end);
    // "90F" against "a 13F filing", "the Boeing 777F"
    if (r_.Surface(k) == "F" || r_.Surface(k) == "C")
      return !IsLowerWord(r_, end) || r_.Is(end, Class::kFunction)
                 ? !(r_.IsLetters(at_ - 1) && r_.at(at_ - 1).upper)
                 : false;
    return false;
  }

  // Whether "pounds" before `end` weigh: what is said around them speaks of weight, or they are of
  // something.
  bool IsWeight(size_t end) const {
    if (r_.Is(end, Class::kOf) && IsLowerWord(r_, end + 1)) return true;
    // "a 200-pound man" against "a 200-pound fine"
    if (r_.Is(end - 1, Class::kPound) && !r_.Ends(end - 1, Ending::kS) && r_.IsHyphen(end - 2) &&
        IsCountedNoun(r_, end))
      return !r_.Is(end, Class::kMoneyNoun);
    const auto [from, to] = Window(end);
    for (size_t k = from; k < to; ++k) {
      if (r_.Is(k, Class::kWeight)) return true;
      if (r_.Is(k, Class::kLose) && k < end) return !r_.Is(end, Class::kIn) || IsTimeAt(end + 1);
    }
    return r_.Is(end, Class::kPer) && r_.Is(end + 1, Class::kSquare);
  }

  // "lost 25 pounds in two years" against "lost 25 pounds in a bet"
  bool IsTimeAt(size_t k) const {
    if (r_.Is(k, Class::kThe) || r_.Is(k, Class::kArticle) || r_.Is(k, Class::kShift)) ++k;
    return r_.IsDigits(k) || r_.Is(k, Class::kNumber) || r_.Is(k, Class::kPeriod) ||
           r_.Is(k, Class::kMonth);
  }

  std::pair<size_t, size_t> Window(size_t end) const {
    size_t from = at_, to = end;
    while (r_.Has(from - 1) && at_ - from < kWeightAtoms && r_.SameSentence(from - 1, at_)) --from;
    while (r_.Has(to) && to - end < kWeightAtoms && r_.SameSentence(to, at_)) ++to;
    return {from, to};
  }

  std::optional<Found> ReadQuantity(const Numeral& numeral) const {
    if (numeral.ordinal) return std::nullopt;
    Numeral n = numeral;
    const Vocabulary& v = r_.vocabulary();
    size_t k = SkipOfOne(n, r_.SkipHyphen(n.end));
    Phrase phrase = UnitAfter(n, k, false);
    if (n.letter_scale != 0) {
      const bool metres = phrase.end == k + 1 && r_.Surface(k) == "m";
      const bool tonnes = phrase.end == k + 1 && r_.Surface(k) == "t";
      const bool counted = IsCountedNoun(r_, phrase.end) && !r_.Is(phrase.end, Class::kMetreNoun);
      if ((metres && counted && r_.Glued(k)) || phrase.end == 0) {
        TakeLetterScale(r_, &n);
        if (n.letter_scale == 0) return std::nullopt;
        k = r_.SkipHyphen(n.end);
        phrase = UnitAfter(n, k, false);
      } else if (!metres && !tonnes && phrase.end == 0) {
        return std::nullopt;
      }
    }
    if (phrase.end == 0) return std::nullopt;
    const std::string_view ucum = v.unit(phrase.index).ucum;
    if (n.needs_unit && !n.fraction && !IsMileage(ucum, phrase.end)) return std::nullopt;
    std::string code(ucum);
    Decimal amount = n.value;
    size_t end = phrase.end;
    AddSmaller(&end, &amount, &code);
    size_t resume = end;
    TakeRate(&end, &code, n);
    resume = std::max(resume, end);
    Numeral kept = n;
    kept.value = amount;
    Found f = Make(end, Kind::kQuantity, Quantity{amount.ToString(), code}, kept);
    f.resume = resume;
    return f;
  }

  // "a mile away" is a length; "a foot", "a degree" are seldom one.
  bool IsMileage(std::string_view ucum, size_t end) const {
    return (ucum == "[mi_i]" || ucum == "km") && r_.Is(end, Class::kTall);
  }

  // "5-foot-9", "five foot nine": inches, which nobody names.
  bool AddInches(size_t* end, Decimal* amount, std::string* code) const {
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

  // "6ft 2in", "5 pounds and 3 ounces": one quantity in the smaller unit.
  void AddSmaller(size_t* end, Decimal* amount, std::string* code) const {
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

  // "miles an hour", "barrels a day", "grams per litre".
  void TakeRate(size_t* end, std::string* code, const Numeral& n) const {
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

  // "29 years old", "a 21-year-old", "three months of age", "87 yo".
  std::optional<Found> ReadAge(const Numeral& n) const {
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

  // "aged 34", "age 87"
  std::optional<Found> ReadAged() const {
    if (!r_.Is(at_, Class::kAged) || !r_.IsDigits(at_ + 1) || r_.Glued(at_ + 1))
      return std::nullopt;
    const std::optional<Numeral> n = ReadNumeral(r_, at_ + 1);
    if (!n || !n->bare || n->value.WholeDigits() > 3 || !r_.EndsBefore(n->end)) return std::nullopt;
    if (r_.IsHyphen(n->end) || r_.Is(n->end, Class::kPeriod) ||
        (r_.Is(n->end, Class::kRangeTo) && ReadNumeral(r_, n->end + 1)))
      return std::nullopt;
    return Make(n->end, Kind::kQuantity, Quantity{n->value.ToString(), "a"}, *n);
  }

  // 6'2"
  std::optional<Found> ReadFeetAndInches(const Numeral& n) const {
    const size_t k = n.end;
    if (!n.bare || !r_.Glued(k) || !r_.IsSymbol(k, "'") || !r_.Glued(k + 1) || !r_.IsDigits(k + 1))
      return std::nullopt;
    const int feet = r_.Int(at_), inches = r_.Int(k + 1);
    if (feet < 3 || feet > 9 || inches > 11 || !r_.EndsBefore(k + 2)) return std::nullopt;
    size_t end = k + 2;
    if (r_.Glued(end) && (r_.IsSymbol(end, "\"") || r_.IsSymbol(end, "”") || r_.IsSymbol(end, "″")))
      ++end;
    return Make(end, Kind::kQuantity, Quantity{std::to_string(feet * 12 + inches), "[in_i]"}, n);
  }

  // --- numbers

  // Scores, odds, versions: figures that dashes, colons, slashes or points join.
  std::optional<Found> ReadLookalike() const {
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

  // "75-80 people", "5-10 km", "10-20%": two numbers, the second larger and of something.
  bool IsRange(size_t end) const {
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
    if (r_.IsSymbol(n->end, "%") || r_.Is(n->end, Class::kPercent) || r_.Is(n->end, Class::kPer))
      return true;
    return IsCountedNoun(r_, end) && (r_.Is(end, Class::kPlural) || r_.Ends(end, Ending::kS));
  }

  std::optional<Found> ReadNumber(const Numeral& numeral) const {
    Numeral n = numeral;
    if (n.needs_unit) return std::nullopt;
    if (n.vague) {
      if (r_.Is(at_, Class::kVerbToo) && !r_.Is(n.end, Class::kOf)) return std::nullopt;
      return Make(n.end, Kind::kNumber, Value{}, n);
    }
    if (n.letter_scale != 0) {
      const bool sure = n.letter_scale == 3 || r_.Surface(n.end).size() > 1;
      if (sure || (n.letter_scale == 6 && IsCountedNoun(r_, n.end + 1))) TakeLetterScale(r_, &n);
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

  // "Flight 370", "Section 230", "a film called “13th”": the number of a name, which counts nothing.
  bool IsLabel(const Numeral& n) const {
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

  bool IsNumberWord(size_t k) const {
    return r_.Is(k, Class::kNumber) || r_.Is(k, Class::kTens) || r_.Is(k, Class::kScale);
  }

  // "one" counts before a noun or "of" and is a pronoun otherwise; "second" counts but for "a
  // second".
  bool IsCountingWord(const Numeral& n) const {
    if (r_.Is(at_, Class::kPeriod)) {
      const bool article = r_.Is(at_ - 1, Class::kArticle);
      return !article || IsCountedNoun(r_, n.end);
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
           (IsLowerWord(r_, n.end) && !r_.Is(n.end, Class::kFunction) &&
            !r_.Is(n.end, Class::kModal) && !r_.Is(n.end, Class::kFuture)) ||
           !r_.Has(n.end);
  }

  const Reader& r_;
  const size_t at_;
};

}  // namespace

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
