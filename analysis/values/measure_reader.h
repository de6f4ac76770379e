// The grammar of what is measured or counted: money, percentages, quantities, numbers. A form returns
// the value that begins at the reader's atom and nothing where there is none.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_MEASURE_READER_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_MEASURE_READER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/values/measures.h"
#include "analysis/values/reader.h"

namespace textanalysis::values {

// Reads the measure that begins at one atom.
class MeasureReader {
 public:
  MeasureReader(const Reader& reader, size_t at) : r_(reader), at_(at) {}
  std::optional<Found> Read() const;

 private:
  // What they share, percentages and numbers: measures.cc.
  bool IsLowerWord(size_t k) const { return r_.IsLetters(k) && !r_.at(k).upper; }
  // Whether a noun that is counted may stand at `k`: "people", "users".
  bool IsCountedNoun(size_t k) const;
  // Applies "m", "bn", "k" behind the numeral.
  void TakeLetterScale(Numeral* n) const;
  // "a quarter | of a percent", "0.2 | of 1%", "two thirds | of a mile"
  size_t SkipOfOne(const Numeral& n, size_t k) const;
  Found Make(size_t end, Kind kind, Value value, const Numeral& n) const;
  std::optional<Found> ReadPercent(const Numeral& n) const;
  // Scores, odds, versions: figures that dashes, colons, slashes or points join.
  std::optional<Found> ReadLookalike() const;
  // "75-80 people", "5-10 km", "10-20%": two numbers, the second larger and of something.
  bool IsRange(size_t end) const;
  std::optional<Found> ReadNumber(const Numeral& numeral) const;
  // "Flight 370", "Section 230", "a film called “13th”": the number of a name, which counts nothing.
  bool IsLabel(const Numeral& n) const;
  bool IsNumberWord(size_t k) const;
  // "one" counts before a noun or "of" and is a pronoun otherwise; "second" counts but for "a
  // second".
  bool IsCountingWord(const Numeral& n) const;

  // Money: money.cc.
  bool Accepts(const Currency& c, int index, size_t from, size_t to) const;
  // "A$5" and "US $5" against "a $5 bill" and "told us $5".
  bool IsPrefix(size_t from, size_t to) const;
  // "$5", "US$4.7 billion", "USD 200,000", "Rs 4 crore", "-£3m".
  std::optional<Found> ReadMoneyBefore() const;
  // "rupees 500", "Swiss francs 10,000" against "the dollar 5 per cent", "in francs 20 years ago".
  bool MayFollowName(const Numeral& n, size_t name) const;
  bool IsCode(size_t k) const;
  // "$20 US", "$5 CAD", "$10 dollars".
  void TakeCodeAfter(size_t* end, std::string* code) const;
  // "5 million euros", "10 €", "50p", "five lakh rupees", "115USD".
  std::optional<Found> ReadMoneyAfter(const Numeral& numeral) const;
  // "103 | Burmese kyats": a people that no table has, before a currency's noun.
  std::optional<Found> ReadMoneyOfPeople(const Numeral& n, size_t k) const;
  Phrase CurrencyAfter(const Numeral& n, size_t k) const;
  // "500 won" against "the 10 won".
  bool IsPlainWordMoney(const Numeral& n, bool scaled, size_t k, size_t end) const;
  // "thirteen dollars and forty-five cents"
  void AddSmallerMoney(size_t* end, Decimal* amount) const;
  Found FinishMoney(size_t end, std::string code, const Decimal& amount, int unit_zeros,
                    const Numeral& n) const;
  // The code of a currency; of a noun that several countries use, that of the nearest country.
  std::string CodeOf(const Currency& c, int index, size_t at) const;
  // "$650 a week", "£2 per share", "20 tonnes/year".
  void TakePer(Found* f) const;
  // "$2.99 a | year ago"
  bool IsPeriodApart(size_t k) const;

  // Quantities and ages: quantities.cc.
  Phrase UnitAfter(const Numeral& n, size_t k, bool compound) const;
  bool IsSpacedInch(size_t k) const;
  bool IsQuoted() const;
  // Whether the mark at `k` closes one that was opened before: it is no inch.
  bool ClosesQuotation(size_t k) const;
  bool SpelledAs(int index, size_t from, size_t to) const;
  // "15 stone" is a weight where no noun follows.
  bool HasUnitHint(const Unit& unit, const Numeral& n, size_t k, size_t end) const;
  // Whether "pounds" before `end` weigh: what is said around them speaks of weight, or they are of
  // something.
  bool IsWeight(size_t end) const;
  // "lost 25 pounds in two years" against "lost 25 pounds in a bet"
  bool IsTimeAt(size_t k) const;
  std::pair<size_t, size_t> Window(size_t end) const;
  std::optional<Found> ReadQuantity(const Numeral& numeral) const;
  // "a mile away" is a length; "a foot", "a degree" are seldom one.
  bool IsMileage(std::string_view ucum, size_t end) const;
  // "a mile | and a half"
  bool AddFraction(const Numeral& n, size_t* end, Decimal* amount) const;
  // "5-foot-9", "five foot nine": inches, which nobody names.
  bool AddInches(size_t* end, Decimal* amount, std::string* code) const;
  // "6ft 2in", "5 pounds and 3 ounces": one quantity in the smaller unit.
  void AddSmaller(size_t* end, Decimal* amount, std::string* code) const;
  // "miles an hour", "barrels a day", "grams per litre".
  void TakeRate(size_t* end, std::string* code, const Numeral& n) const;
  // "29 years old", "a 21-year-old", "three months of age", "87 yo".
  std::optional<Found> ReadAge(const Numeral& n) const;
  // "aged 34", "age 87"
  std::optional<Found> ReadAged() const;
  // 6'2"
  std::optional<Found> ReadFeetAndInches(const Numeral& n) const;

  const Reader& r_;
  const size_t at_;
};

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_MEASURE_READER_H_
