// Recursive descent: sign? (figures | words | article) scale? fraction? scale?. Words are summed in
// groups below a thousand, each closed by a scale smaller than the one before.

#include "analysis/values/numerals.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"
#include "analysis/values/fractions.h"

namespace textanalysis::values {
namespace {

// Words of one number; more is no number that anybody says.
constexpr size_t kMaxWords = 40;
constexpr int kMaxDenominator = 1000000;

// ½, ¾: every vulgar fraction of Unicode has a denominator up to 10.
std::optional<Fraction> GlyphFraction(const Reader& r, size_t k) {
  if (!r.Has(k) || r.at(k).type != Atom::kSymbol || r.Surface(k).size() < 2) return std::nullopt;
  const char32_t c = text::DecodeAt(r.Surface(k), 0).value;
  const double value = u_getNumericValue(static_cast<UChar32>(c));
  if (value <= 0 || value >= 1) return std::nullopt;
  for (int denominator = 2; denominator <= 10; ++denominator) {
    const double numerator = value * denominator;
    if (std::abs(numerator - std::round(numerator)) < 1e-6)
      return Fraction{k + 1, static_cast<int>(std::round(numerator)), denominator};
  }
  return std::nullopt;
}

bool IsUsualDenominator(int n) {
  return (n >= 2 && n <= 10) || n == 12 || n == 16 || n == 20 || n == 32 || n == 64 || n == 100;
}

// "1/4": a part of one; "7/2" are odds, "9/11" a day.
std::optional<Fraction> SlashFraction(const Reader& r, size_t k) {
  if (!r.IsDigits(k) || !r.Glued(k + 1) || !(r.IsSymbol(k + 1, "/") || r.IsSymbol(k + 1, "⁄")) ||
      !r.Glued(k + 2) || !r.IsDigits(k + 2))
    return std::nullopt;
  const int numerator = r.Int(k), denominator = r.Int(k + 2);
  if (numerator < 1 || numerator >= denominator || !IsUsualDenominator(denominator))
    return std::nullopt;
  if (r.Glued(k + 3) && (r.IsSymbol(k + 3, "/") || r.IsDigits(k + 3))) return std::nullopt;
  return Fraction{k + 3, numerator, denominator};
}

// Words read so far.
class WordSum {
 public:
  bool Empty() const { return !has_group_ && !has_total_; }
  bool HasGroup() const { return has_group_; }
  bool TakesAnd() const { return has_total_ || hundred_; }
  int last_scale() const { return last_scale_; }
  bool scaled() const { return scaled_; }
  Decimal Value() const { return has_group_ ? total_.Plus(group_) : total_; }
  Decimal Group() const { return group_; }

  bool AddOnes(int v) {
    if (has_group_ && !(tens_ && v >= 1 && v <= 9) && !OpenHundred()) return false;
    return AddToGroup(v, false);
  }
  bool AddTens(int v) {
    if (has_group_ && !OpenHundred()) return false;
    return AddToGroup(v, true);
  }
  bool AddFigures(const Decimal& v) {
    if (has_group_ && !OpenHundred()) return false;
    group_ = has_group_ ? group_.Plus(v) : v;
    has_group_ = figures_ = true;
    hundred_ = tens_ = false;
    return true;
  }
  bool AddHundred() {
    if (!has_group_ || hundred_ || group_.WholeDigits() > 2 + (figures_ ? 1u : 0u)) return false;
    group_ = group_.Shift(2);
    hundred_ = scaled_ = true;
    tens_ = false;
    return true;
  }
  bool AddScale(int zeros) {
    if (!has_group_) {
      if (!has_total_ || zeros < last_scale_) return false;
      if (total_.WholeDigits() > 60) return false;
      total_ = total_.Shift(zeros);  // "lakh crore"
    } else {
      if (has_total_ && zeros >= last_scale_) return false;
      total_ = total_.Plus(group_.Shift(zeros));
    }
    last_scale_ = zeros;
    has_total_ = scaled_ = true;
    Close();
    return true;
  }
  bool Multiply(int by) {
    if (!has_group_ || has_total_) return false;
    group_ = group_.Times(Decimal(by));
    if (figures_) group_ = group_.Trimmed();
    scaled_ = true;
    return true;
  }
  void SetOne() {
    group_ = Decimal(1);
    has_group_ = true;
    one_ = true;
  }
  bool ArticleOnly() const { return one_ && !scaled_; }

 private:
  // After "two hundred", where tens and ones may follow.
  bool OpenHundred() const { return hundred_ && has_group_; }
  bool AddToGroup(int v, bool tens) {
    if (one_ && !hundred_ && !has_total_) return false;  // "a five"
    group_ = has_group_ ? group_.Plus(Decimal(v)) : Decimal(v);
    has_group_ = true;
    tens_ = tens;
    hundred_ = false;
    return true;
  }
  void Close() {
    has_group_ = hundred_ = tens_ = figures_ = one_ = false;
    group_ = Decimal();
  }

  Decimal total_{}, group_{};
  bool has_total_ = false, has_group_ = false;
  bool hundred_ = false, tens_ = false, figures_ = false, one_ = false;
  bool scaled_ = false;
  int last_scale_ = 1000;
};

bool IsLetterScale(const Reader& r, size_t k) { return r.Is(k, Class::kLetterScale); }

class NumeralReader {
 public:
  explicit NumeralReader(const Reader& reader) : r_(reader) {}

  std::optional<Numeral> Read(size_t at) {
    size_t k = at;
    const bool negative = ReadSign(&k);
    std::optional<Fraction> fraction = GlyphFraction(r_, k);
    if (!fraction) fraction = SlashFraction(r_, k);
    if (fraction) {
      Numeral part = FromFraction(*fraction);
      ReadWordScale(ScaleAfter(part.end), &part);  // "1/2 million"
      return Finish(part, negative);
    }
    if (k == at) {
      if (std::optional<Numeral> part = ReadPart(k)) return Finish(*part, false);
      if (r_.Is(k, Class::kPluralScale) && !r_.Is(k, Class::kNumber)) {
        Numeral vague{.end = k + 1};
        while (r_.Is(vague.end, Class::kOf) && r_.Is(vague.end + 1, Class::kPluralScale))
          vague.end += 2;  // "tens of thousands"
        vague.vague = true;
        return vague;
      }
    }
    std::optional<Numeral> numeral = ReadCardinal(k);
    if (!numeral) return std::nullopt;
    numeral->is_signed = k > at;
    numeral->bare = numeral->bare && k == at;
    return Finish(*numeral, negative);
  }

 private:
  // "-5" where the dash is no hyphen, "minus five".
  bool ReadSign(size_t* k) const {
    if (r_.Is(*k, Class::kSign) && r_.IsLetters(*k)) {
      ++*k;
      return true;
    }
    const bool free = !r_.Glued(*k) || (r_.Has(*k - 1) && r_.at(*k - 1).type == Atom::kSymbol &&
                                        !r_.IsSymbol(*k - 1, "-") && !r_.IsSymbol(*k - 1, ")"));
    if (!free || !r_.Glued(*k + 1)) return false;
    const bool point = r_.IsSymbol(*k + 1, ".");
    if (!r_.IsDigits(*k + 1) && !point && !GlyphFraction(r_, *k + 1)) return false;
    if (r_.IsSymbol(*k, "-")) {
      // "10 –20" is a range.
      if (r_.Has(*k - 1) && r_.IsDigits(*k - 1) && *k > r_.begin()) return false;
      ++*k;
      return true;
    }
    if (r_.IsSymbol(*k, "+")) ++*k;
    return false;
  }

  static Numeral FromFraction(const Fraction& f) {
    Numeral out{.end = f.end};
    out.value = Decimal(f.numerator).Over(f.denominator);
    out.fraction = true;
    if (!Decimal(f.numerator).EndsOver(f.denominator))
      out.ratio = std::to_string(f.numerator) + "/" + std::to_string(f.denominator);
    return out;
  }

  // "half", "a quarter of a million", "half a dozen", "a third": begins with an article or a part.
  std::optional<Numeral> ReadPart(size_t at) const {
    size_t k = at;
    // "one thousandth of a second": an ordinal but for what it is of.
    const bool one = r_.IsOne(k) && r_.Is(k + 1, Class::kOrdinal) && r_.Is(k + 2, Class::kOf);
    const bool article = r_.Is(k, Class::kArticle) || one;
    if (article) ++k;
    if (!r_.Is(k, Class::kDenominator)) return std::nullopt;
    const int denominator = r_.Value(k, Class::kDenominator);
    if (!article && r_.Is(k, Class::kOrdinal)) return std::nullopt;
    // "the opening quarter of 2020"
    if (r_.Is(k, Class::kPeriod) && r_.Is(k + 1, Class::kOf) && r_.IsDigits(k + 2) &&
        r_.Surface(k + 2).size() == 4)
      return std::nullopt;
    Numeral out = PartOf(1, denominator, k + 1);
    const size_t next = r_.SkipHyphen(k + 1);
    if (ReadWordScale(r_.SkipHyphen(ScaleAfter(next)), &out)) return out;
    const bool half_an = denominator == 2 && r_.Is(next, Class::kArticle);
    if (half_an) out.end = next + 1;
    const bool noun = r_.IsLetters(out.end) && !r_.at(out.end).upper &&
                      !r_.Is(out.end, Class::kFunction) && !r_.Is(out.end, Class::kPeriod);
    const bool of = r_.Is(out.end, Class::kOf) || r_.Is(out.end, Class::kThe);
    out.needs_unit = half_an || (article ? noun && !of : !of);
    if (article && noun && !of && r_.Is(k, Class::kOrdinal)) return std::nullopt;  // "a third man"
    return out;
  }

  // So many of a part that the vocabulary names: below zero, of ten to the minus that.
  static Numeral PartOf(int64_t count, int denominator, size_t end) {
    if (denominator > 0) return FromFraction({end, static_cast<int>(count), denominator});
    Numeral out{.end = end};
    out.value = Decimal(count).Shift(denominator);
    out.fraction = true;
    return out;
  }

  // Behind "of a", where a fraction's scale stands.
  size_t ScaleAfter(size_t k) const {
    if (r_.Is(k, Class::kOf)) ++k;
    return r_.Is(k, Class::kArticle) ? k + 1 : k;
  }

  // Multiplies by a scale, hundred or dozen in words at `k`.
  bool ReadWordScale(size_t k, Numeral* out) const {
    if (IsLetterScale(r_, k)) return false;
    if (r_.Is(k, Class::kScale)) {
      Scale(out, k, r_.Value(k, Class::kScale));
    } else if (r_.Is(k, Class::kHundred)) {
      Scale(out, k, 2);
    } else if (r_.Is(k, Class::kDozen) && r_.Value(k, Class::kDozen) == 12) {
      out->value = out->ratio.empty() ? out->value.Times(Decimal(12)).Trimmed() : out->value;
      out->end = k + 1;
    } else {
      return false;
    }
    out->scaled = true;
    return true;
  }

  static void Scale(Numeral* out, size_t k, int zeros) {
    if (out->ratio.empty()) {
      out->value = out->value.Shift(zeros);
    } else {
      // A third of a million is rounded where the third was.
      const auto slash = out->ratio.find('/');
      const int numerator = std::atoi(out->ratio.substr(0, slash).c_str());
      const int denominator = std::atoi(out->ratio.substr(slash + 1).c_str());
      out->value = Decimal(numerator).Shift(zeros).Over(denominator);
      out->ratio = Decimal(numerator).Shift(zeros).ToString() + "/" + std::to_string(denominator);
    }
    out->end = k + 1;
  }

  std::optional<Numeral> ReadCardinal(size_t at, bool may_be_ratio = true) const {
    WordSum sum;
    Numeral out{.end = at};
    if (const std::optional<Fraction> part = ReadCompoundFraction(r_, at)) {
      out = FromFraction(*part);
      ReadWordScale(ScaleAfter(out.end), &out);
      return out;
    }
    if (ReadOldStyle(at, &out)) {
      ReadFractionAfter(at, sum, &out);
      return out;
    }
    size_t k = at;
    out.figures = r_.IsDigits(k) || r_.IsSymbol(k, ".");
    for (size_t words = 0; words < kMaxWords; ++words) {
      const size_t next = sum.Empty() ? k : SkipDashInTens(r_.SkipHyphen(k));
      if (next > k && (r_.IsDigits(next) || out.figures) && !r_.Is(next, Class::kScale) &&
          !r_.Is(next, Class::kHundred))
        break;
      const size_t end = Take(next, &sum, &out);
      if (end == 0) break;
      out.end = k = end;
      if (out.ordinal || out.letter_scale != 0) break;
      if (const size_t after = AfterAnd(k, sum)) k = after;
      if (const size_t after = AfterComma(k, sum, out)) k = after;
    }
    if (sum.Empty() || (sum.ArticleOnly() && out.end == at + 1)) {
      if (!sum.ArticleOnly()) return std::nullopt;
      out.needs_unit = true;
    }
    out.value = sum.Value();
    out.scaled = sum.scaled();
    out.bare = out.bare && !out.scaled;
    if (!out.ordinal && !out.needs_unit) {
      ReadPoint(&out);
      ReadFractionAfter(at, sum, &out);
      if (may_be_ratio) ReadRatio(at, &out);
    }
    return out;
  }

  // "twenty and two days", "six and twenty hours", "twenty and two and three fifths": tens and ones in
  // either order, joined by "and", where a period or a fraction shows that they are one number.
  bool ReadOldStyle(size_t at, Numeral* out) const {
    const bool tens_first = r_.Is(at, Class::kTens);
    const size_t tens = tens_first ? at : at + 2, ones = tens_first ? at + 2 : at;
    if (!r_.Is(at + 1, Class::kAnd) || !r_.Is(tens, Class::kTens) || !r_.Is(ones, Class::kNumber) ||
        r_.Is(at - 1, Class::kBetween))
      return false;
    const int value = r_.Value(ones, Class::kNumber);
    if (value < 1 || value > 9) return false;
    out->end = at + 3;
    out->value = Decimal(r_.Value(tens, Class::kTens) + value);
    const bool period = r_.Is(out->end, Class::kPeriod) && r_.Ends(out->end, Ending::kS) &&
                        !r_.Is(out->end, Class::kDenominator);
    return period || (r_.Is(out->end, Class::kAnd) && MixedFraction(at, *out));
  }

  // "ninety | - five": a hyphen that white space surrounds, between the words of one number.
  size_t SkipDashInTens(size_t k) const {
    return IsSpacedHyphen(k) && r_.Is(k - 1, Class::kTens) && r_.Is(k + 1, Class::kNumber) &&
                   r_.Value(k + 1, Class::kNumber) < 10
               ? k + 1
               : k;
  }

  bool IsSpacedHyphen(size_t k) const {
    return r_.Surface(k) == "-" && !r_.Glued(k) && r_.Has(k + 1) && !r_.Glued(k + 1);
  }

  // Takes the word or figures at `k`; returns the atom after, or 0.
  size_t Take(size_t k, WordSum* sum, Numeral* out) const {
    if (r_.IsDigits(k) || (sum->Empty() && r_.IsSymbol(k, "."))) {
      if (!sum->Empty() && !sum->TakesAnd()) return 0;
      if (!sum->Empty() && r_.Glued(k)) return 0;
      const Numeral figures = ReadFigures(r_, k);
      if (figures.end == 0) return 0;
      if (!sum->Empty() && (figures.ordinal || !figures.bare || figures.value.WholeDigits() > 3))
        return 0;
      // "1 million 200 thousand": hundreds only below a scale of their own.
      if (!sum->Empty() && figures.value.WholeDigits() == 3 && !HasSmallerScale(figures.end, *sum))
        return 0;
      if (!sum->AddFigures(figures.value)) return 0;
      out->bare = figures.bare;
      out->ordinal = figures.ordinal;
      return figures.end;
    }
    if (!r_.IsLetters(k) || r_.at(k).word == nullptr) return 0;
    const Word& word = *r_.at(k).word;
    if (sum->Empty() && word.Is(Class::kArticle)) {
      if (!r_.Is(k + 1, Class::kHundred) && !r_.Is(k + 1, Class::kScale) &&
          !r_.Is(k + 1, Class::kDozen)) {
        if (r_.Is(k, Class::kArticle)) sum->SetOne();
        return k + 1;
      }
      if (IsLetterScale(r_, k + 1)) return 0;
      sum->SetOne();
      return k + 1;
    }
    if (sum->Empty() && IsHundredOfThe(k)) sum->SetOne();
    return TakeWord(k, word, sum, out);
  }

  // "the | hundred and first", "the thousand and one", "the hundred thousandth"
  bool IsHundredOfThe(size_t k) const {
    if (!r_.Is(k - 1, Class::kThe) || IsLetterScale(r_, k)) return false;
    if (r_.Is(k, Class::kHundred) && r_.Is(k + 1, Class::kOrdinal) &&
        r_.Value(k + 1, Class::kOrdinal) < 0)
      return true;
    if (!r_.Is(k + 1, Class::kAnd)) return false;
    const std::optional<Below100> rest = ReadBelow100(r_, k + 2);
    return (r_.Is(k, Class::kHundred) || r_.Is(k, Class::kScale)) && rest &&
           !r_.Is(rest->end, Class::kHundred) && !r_.Is(rest->end, Class::kScale);
  }

  size_t TakeWord(size_t k, const Word& word, WordSum* sum, Numeral* out) const {
    if (word.Is(Class::kOrdinal) &&
        !(sum->HasGroup() && word.Is(Class::kPeriod) && sum->Group() == Decimal(1))) {
      const int v = word.Value(Class::kOrdinal);
      const bool taken =
          v < 0      ? sum->HasGroup() ? sum->AddScale(-v) : (sum->SetOne(), sum->AddScale(-v))
               : v == 100 ? (sum->Empty() ? (sum->SetOne(), true) : true) && sum->AddHundred()
          : v >= 20  ? sum->AddTens(v)
                     : sum->AddOnes(v);
      if (!taken) return 0;
      out->ordinal = true;
      return k + 1;
    }
    if (word.Is(Class::kNumber)) return sum->AddOnes(word.Value(Class::kNumber)) ? k + 1 : 0;
    if (word.Is(Class::kTens)) return sum->AddTens(word.Value(Class::kTens)) ? k + 1 : 0;
    if (word.Is(Class::kHundred)) return sum->AddHundred() ? k + 1 : 0;
    if (word.Is(Class::kDozen) ||
        (word.Is(Class::kPluralScale) && word.Value(Class::kPluralScale) == 12)) {
      const int by =
          word.Is(Class::kDozen) ? word.Value(Class::kDozen) : word.Value(Class::kPluralScale);
      if (by != 12 && !r_.Is(k + 1, Class::kOf) && (!r_.IsLetters(k + 1) || BeginsUnit(k)))
        return 0;
      return sum->Multiply(by) ? k + 1 : 0;
    }
    if (!word.Is(Class::kScale) || sum->Empty()) return 0;
    if (IsLetterScale(r_, k)) {
      out->letter_scale = sum->HasGroup() ? word.Value(Class::kScale) : 0;
      return 0;
    }
    return sum->AddScale(word.Value(Class::kScale)) ? k + 1 : 0;
  }

  // "gross tons"
  bool BeginsUnit(size_t k) const {
    return r_.vocabulary()
               .Longest(r_.atoms(), k, Vocabulary::kUnits,
                        [&](int, size_t end) { return end <= r_.end(); })
               .end != 0;
  }

  // After "two hundred": the number that "and" adds, unless what follows it is a number by itself
  // ("one hundred and two hundred") or a fraction ("and three quarters").
  size_t AfterAnd(size_t k, const WordSum& sum) const {
    k = r_.SkipHyphen(k);
    if (!sum.TakesAnd() || !r_.Is(k, Class::kAnd)) return 0;
    size_t n = r_.SkipHyphen(k + 1);
    int size = 0;
    if (r_.Is(n, Class::kTens)) {
      ++n;
      ++size;
      const size_t ones = r_.SkipHyphen(n);
      if (r_.Is(ones, Class::kNumber) || r_.Is(ones, Class::kOrdinal)) n = ones + 1;
    } else if (r_.Is(n, Class::kNumber) || r_.Is(n, Class::kOrdinal)) {
      ++n;
      ++size;
    } else if (r_.IsDigits(n) && r_.Surface(n).size() <= 2) {
      ++n;
      ++size;
    }
    if (size == 0) return 0;
    if (r_.Is(n, Class::kHundred)) return sum.last_scale() == 1000 ? 0 : k + 1;
    if (r_.Is(n, Class::kDenominator)) return 0;
    if (r_.Is(n, Class::kAnd) &&
        (r_.Is(n + 1, Class::kArticle) || r_.Is(n + 2, Class::kDenominator)))
      return k + 1;
    if (r_.Is(n, Class::kScale) && r_.Value(n, Class::kScale) >= sum.last_scale()) return 0;
    return k + 1;
  }

  // "one million, | two hundred thousand": what a comma adds to a scale in words is a group of its own
  // scale or of hundreds.
  size_t AfterComma(size_t k, const WordSum& sum, const Numeral& out) const {
    if (out.figures || sum.HasGroup() || !sum.TakesAnd() || !r_.IsSymbol(k, ",") || r_.Glued(k + 1))
      return 0;
    const std::optional<Below100> group = ReadBelow100(r_, k + 1);
    if (!group || group->ordinal) return 0;
    if (r_.Is(group->end, Class::kHundred)) return k + 1;
    return HasSmallerScale(group->end, sum) ? k + 1 : 0;
  }

  // Whether a scale in words stands at `k`, smaller than the last.
  bool HasSmallerScale(size_t k, const WordSum& sum) const {
    return r_.Is(k, Class::kScale) && !IsLetterScale(r_, k) &&
           r_.Value(k, Class::kScale) < sum.last_scale();
  }

  // "one in five", "three out of four", "one over three": the smaller of two whole numbers that
  // count nothing else.
  void ReadRatio(size_t at, Numeral* out) const {
    const std::optional<int64_t> numerator = out->value.ToInt();
    if (!numerator || out->scaled || (out->figures && !out->bare)) return;
    if (r_.IsSymbol(at - 1, "-") && r_.Glued(at)) return;  // "226-5 in 50 overs"
    const size_t joint = r_.SkipHyphen(out->end);
    const size_t joint_end = r_.PhraseEnd(joint, Class::kRatio);
    if (joint_end == 0 || *numerator < 1) return;
    const bool over = r_.Is(joint, Class::kRatio) && r_.Value(joint, Class::kRatio) == 2;
    const size_t k = r_.SkipHyphen(joint_end);
    if (!r_.SameSentence(at, k) || (!r_.IsDigits(k) && !r_.IsLetters(k)) ||
        r_.Is(k, Class::kArticle))
      return;
    const std::optional<Numeral> other = ReadCardinal(k, false);
    const std::optional<int64_t> denominator = other ? other->value.ToInt() : std::nullopt;
    if (!denominator || other->ordinal || other->fraction || *denominator <= *numerator ||
        (!over && *numerator > 1 &&
         (!IsUsualDenominator(static_cast<int>(*denominator)) ||
          r_.Is(other->end, Class::kPlayed))) ||
        *denominator > kMaxDenominator ||
        (other->bare && *denominator >= 1500 && *denominator < 2100))
      return;
    const size_t end = other->end;
    if (!r_.EndsBefore(end) || r_.Is(end, Class::kPeriod) || r_.IsSymbol(end, "%") ||
        r_.Is(end, Class::kMonth))
      return;
    if (over && r_.IsLetters(end) && !r_.Is(end, Class::kFunction)) return;
    const bool negative = out->value.IsNegative();
    *out = FromFraction({end, static_cast<int>(*numerator), static_cast<int>(*denominator)});
    if (negative) out->value = out->value.Negated();
  }

  // "fifty-two point three"
  void ReadPoint(Numeral* out) const {
    if (out->figures || !r_.Is(out->end, Class::kPoint) || r_.Ends(out->end, Ending::kS)) return;
    std::string digits;
    size_t k = out->end + 1;
    for (; r_.Has(k) && digits.size() < kMaxWords; ++k) {
      if (r_.Is(k, Class::kNumber)) {
        digits += std::to_string(r_.Value(k, Class::kNumber));
      } else if (r_.Is(k, Class::kTens) && digits.empty()) {
        const size_t ones = r_.SkipHyphen(k + 1);
        const int add = r_.Is(ones, Class::kNumber) ? r_.Value(ones, Class::kNumber) : 0;
        digits += std::to_string(r_.Value(k, Class::kTens) + add);
        if (add > 0) k = ones;
      } else {
        break;
      }
    }
    if (digits.empty() || !out->value.IsInteger()) return;
    out->value = *Decimal::Parse(out->value.ToString() + "." + digits);
    out->end = k;
    ReadWordScale(k, out);
  }

  // "two thirds", "five - sixths", "three quarters of a million": what the number counts are parts of
  // one.
  bool ReadParts(int64_t whole, Numeral* out) const {
    if (whole < 1 || whole >= kMaxDenominator) return false;
    const bool dash = IsSpacedHyphen(out->end);
    const size_t next = dash ? out->end + 1 : r_.SkipHyphen(out->end);
    if (!r_.Is(next, Class::kDenominator)) return false;
    if (r_.IsHalf(next) && (whole != 1 || r_.IsHyphen(next + 1))) return false;
    const int d = r_.Value(next, Class::kDenominator);
    const bool plural = r_.Ends(next, Ending::kS);
    const bool quarters = d == 4 && whole != 3 && whole != 1;
    const bool scaled = d == 4 && r_.Is(next + 1, Class::kScale);  // "three quarter million"
    if (dash && (!plural || r_.Is(next, Class::kPeriod))) return false;
    if ((!plural && !scaled && whole != 1 && (next == out->end || d <= 2)) || quarters)
      return false;
    *out = PartOf(whole, d, next + 1);
    ReadWordScale(ScaleAfter(out->end), out);
    return true;
  }

  // "five and a half million"; "10 1/2"; "2½".
  void ReadFractionAfter(size_t at, const WordSum& sum, Numeral* out) const {
    const std::optional<int64_t> whole = out->value.ToInt();
    if (!whole) return;
    if (ReadParts(*whole, out)) return;
    std::optional<Fraction> more = MixedFraction(at, *out);
    if (!more) return;
    // "a hundred and thirty fifths" are 130 of them, "two and three fifths" two and a part of one.
    if (more->numerator >= more->denominator && *whole < kMaxDenominator) {
      const int numerator = static_cast<int>(*whole) + more->numerator;
      *out = FromFraction({more->end, numerator, more->denominator});
      return;
    }
    Numeral part = FromFraction(*more);
    const bool scaled = ReadWordScale(part.end, &part);
    if (scaled && r_.Is(part.end - 1, Class::kDozen)) {
      out->value = out->value.Times(Decimal(12));  // "two and a half dozen"
    } else if (scaled && !out->scaled) {
      // Five and a half million: the scale is for both.
      const int zeros =
          r_.Is(part.end - 1, Class::kHundred) ? 2 : r_.Value(part.end - 1, Class::kScale);
      out->value = out->value.Shift(zeros);
    } else if (!scaled && out->scaled && sum.last_scale() < 100) {
      Scale(&part, part.end - 1, sum.last_scale());
    }
    out->value = out->value.Plus(part.value);
    if (!part.ratio.empty()) out->ratio.clear();
    out->end = part.end;
    out->fraction = true;
    out->scaled = out->scaled || scaled;
    out->bare = false;
  }

  std::optional<Fraction> MixedFraction(size_t at, const Numeral& whole) const {
    const size_t k = whole.end;
    if (whole.figures && whole.end == at + 1) {
      if (auto glyph = GlyphFraction(r_, k)) return glyph;
      if (r_.IsHyphen(k)) return SlashFraction(r_, k + 1);  // "8-1/2"
      if (!r_.Glued(k) && r_.SameSentence(k, at)) {
        if (auto slash = SlashFraction(r_, k)) return slash;
      }
    }
    size_t n = r_.SkipHyphen(k);
    if (!r_.Is(n, Class::kAnd)) return std::nullopt;
    n = r_.SkipHyphen(n + 1);
    if (const std::optional<Fraction> part = ReadCompoundFraction(r_, n)) return part;
    if (r_.Is(n, Class::kArticle) || r_.IsOne(n)) {
      n = r_.SkipHyphen(n + 1);
      if (!r_.Is(n, Class::kDenominator)) return std::nullopt;
      const int d = r_.Value(n, Class::kDenominator);
      if (d < 0) return std::nullopt;
      return Fraction{n + 1, 1, d};
    }
    if (r_.IsHalf(n) && !r_.Is(n + 1, Class::kThe) && !r_.Is(n + 1, Class::kArticle))
      return Fraction{n + 1, 1, 2};
    if (auto slash = SlashFraction(r_, n)) return slash;
    int numerator = 0;
    if (r_.Is(n, Class::kTens)) {
      numerator = r_.Value(n, Class::kTens);
      n = r_.SkipHyphen(n + 1);
    }
    if (r_.Is(n, Class::kNumber)) {
      numerator += r_.Value(n, Class::kNumber);
      n = r_.SkipHyphen(n + 1);
    }
    if (numerator == 0 || !r_.Is(n, Class::kDenominator) ||
        !(r_.Ends(n, Ending::kS) || r_.IsHyphen(n - 1)))  // "three and three-quarter miles"
      return std::nullopt;
    const int d = r_.Value(n, Class::kDenominator);
    if (d < 0) return std::nullopt;
    return Fraction{n + 1, numerator, d};
  }

  static std::optional<Numeral> Finish(Numeral numeral, bool negative) {
    if (negative) {
      numeral.value = numeral.value.Negated();
      if (!numeral.ratio.empty()) numeral.ratio.insert(0, "-");
      numeral.is_signed = true;
    }
    return numeral;
  }

  const Reader& r_;
};

}  // namespace

std::optional<Numeral> ReadNumeral(const Reader& reader, size_t at) {
  return NumeralReader(reader).Read(at);
}

std::optional<Below100> ReadBelow100(const Reader& r, size_t at) {
  const auto word = [&r](size_t k, int most) -> std::optional<Below100> {
    for (const Class c : {Class::kOrdinal, Class::kNumber, Class::kTens}) {
      if (r.Is(k, c) && r.Value(k, c) >= 0 && r.Value(k, c) <= most)
        return Below100{k + 1, r.Value(k, c), c == Class::kOrdinal};
    }
    return std::nullopt;
  };
  std::optional<Below100> out = r.IsLetters(at) ? word(at, 99) : std::nullopt;
  if (!out || !r.Is(at, Class::kTens)) return out;
  if (const std::optional<Below100> ones = word(r.SkipHyphen(at + 1), 9))
    out = Below100{ones->end, out->value + ones->value, ones->ordinal};
  return out;
}

}  // namespace textanalysis::values
