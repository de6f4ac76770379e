// The words and phrases that values are made of: the tables data/value_*.tsv, and from ICU the
// words of numbers and the names, codes and signs of every current currency.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_VOCABULARY_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_VOCABULARY_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analysis/model/bundle.h"
#include "analysis/syntax/endings.h"
#include "analysis/values/atoms.h"
#include "analysis/values/value.h"

namespace textanalysis::values {

// What a word can be; a word may be several ("second", "may", "march").
enum class Class : uint8_t {
  kNumber,       // 0 to 19; value.
  kTens,         // 20 to 90; value.
  kHundred,      // value 100
  kScale,        // value: zeros ("million" 6).
  kDozen,        // value 12, 20, 144.
  kPluralScale,  // "thousands", "dozens".
  kOrdinal,      // "third", "twentieth"; value. Hundredth and scales too.
  kDenominator,  // "half", "quarters", "thirds"; value.
  kSign,
  kMonth,
  kMonthAbbreviation,
  kWeekday,
  kWeekdays,
  kWeekdayAbbreviation,
  kPeriod,  // value: Period.
  kSeason,
  kPart,
  kShift,
  kRelativeDay,
  kTonight,
  kRough,
  kNoon,
  kHalf,  // am, pm
  kApproximation,
  kPer,
  kPercent,
  kBasis,
  kPoint,
  kFuture,
  kModal,
  kTo,
  kBe,
  kPast,
  kPerfect,
  kReporting,
  kPresent,
  kNotPast,
  kSince,
  kUntil,
  kAgo,
  kBackThen,
  kForward,
  kEvery,
  kRepeated,
  kWeight,
  kLose,
  kOld,
  kAged,
  kArticle,
  kThe,
  kAnd,
  kOf,
  kIn,
  kOn,
  kAt,
  kPreposition,
  kRangeTo,
  kFrom,
  kOr,
  kPronounOne,
  kFiscal,
  kTall,
  kFunction,
  kCountry,
  kNarrative,
  kPlan,
  kFew,
  kDecadeWord,
  kPossessive,
  kClause,
  kTimeCue,
  kCode,  // Begins a value, and is nothing else: the "fy" of "FY23".
  kPlural,
  kBeforeLength,   // May stand before a length of time: "for".
  kCountedDay,     // Which days count: "working".
  kWeekBound,      // "beginning", before the day of a week.
  kLastOne,        // "final"
  kOrdinalSuffix,  // Makes figures an ordinal: the "th" of "34th".
  kLastDay,        // Of the words of a week's bounds, those of its last day: "ending".
  kWhole,          // "whole", "all": before a period or season.
  kMetreNoun,      // What is run or swum: "100m final".
  kMoneyNoun,      // What costs: "a 200-pound fine".
  kRoughNoun,      // Of the rough words, those that "of" follows: "end".
  kNumClasses,
};

// Periods of the calendar, in the order of data/value_words.tsv.
enum class Period {
  kSecond,
  kMinute,
  kHour,
  kDay,
  kWeek,
  kFortnight,
  kMonth,
  kQuarter,
  kYear,
  kDecade,
  kCentury,
  kWeekend,
  kMillennium
};

// A word of the vocabulary.
struct Word {
  uint32_t id = 0;
  std::bitset<static_cast<size_t>(Class::kNumClasses)> classes{};
  std::vector<std::pair<Class, int>> values{};
  std::string_view code{};  // The last string value ("SU", "PM", "P1D").

  bool Is(Class c) const { return classes[static_cast<size_t>(c)]; }
  int Value(Class c) const;
};

struct Unit {
  std::string_view ucum;
  bool exact = false;   // Capitals matter.
  bool glued = false;   // Only right after its figure.
  bool hinted = false;  // A plain word otherwise.
  bool pounds = false;
};

struct Currency {
  std::string code;  // Empty when the text must say which.
  bool before = false;
  bool after = false;
  int zeros = 0;  // Of the power of ten that makes it: -2 of cents, 6 of "MUSD".
  bool glued = false;
  bool exact = false;
  bool plain_word = false;
  bool name = false;  // "Kuwaiti dinar", which may stand before the figure alone.
};

struct Holiday {
  std::string_view name;
  std::string_view rule;
  bool plain_word = false;  // In small letters.
};

struct Zone {
  std::string_view name;
  std::string_view value;
};

// What stands beside a value and hedges it: "at least", "or so".
struct Hedge {
  Approximation approximation = Approximation::kNone;
  bool behind = false;
  bool not_dates = false;
};

// The longest phrase of a table that begins at an atom.
struct Phrase {
  size_t end = 0;  // Atom after it; 0 for none.
  int index = -1;  // In the table.
};

// Immutable; safe for any number of threads.
class Vocabulary {
 public:
  // Reads the tables; the bundle must outlive the vocabulary.
  explicit Vocabulary(const model::Bundle& bundle);

  // The word, in lower case, or nothing.
  const Word* Find(std::string_view lower) const;

  enum Table { kUnits, kCurrencies, kHolidays, kZones, kIdioms, kHedges, kNumTables };
  // Returns the longest phrase of `table` that begins at `at` and of which `accepts(index, end)`.
  template <typename Accepts>
  Phrase Longest(const Atoms& atoms, size_t at, Table table, Accepts accepts) const {
    Phrase best;
    uint32_t node = 0;
    for (size_t k = at; k < atoms.size() && k < at + kMaxPhrase; ++k) {
      if (k > at && atoms[k].breaks) break;
      if (atoms[k].word == nullptr) break;
      const auto next = steps_[table].find(uint64_t{node} << 32 | atoms[k].word->id);
      if (next == steps_[table].end()) break;
      node = next->second;
      for (const int index : ends_[table][node]) {
        if (accepts(index, k + 1)) best = {k + 1, index};
      }
    }
    return best;
  }

  const Unit& unit(int index) const { return units_[static_cast<size_t>(index)]; }
  const Currency& currency(int index) const { return currencies_[static_cast<size_t>(index)]; }
  const Holiday& holiday(int index) const { return holidays_[static_cast<size_t>(index)]; }
  const Zone& zone(int index) const { return zones_[static_cast<size_t>(index)]; }
  const Hedge& hedge(int index) const { return hedges_[static_cast<size_t>(index)]; }
  // The phrase as the table writes it, without white space.
  const std::string& spelling(Table table, int index) const {
    return spellings_[table][static_cast<size_t>(index)];
  }
  // How many of `smaller` make one `larger`; 0 where they form no compound.
  int PerLarger(std::string_view larger, std::string_view smaller) const;
  // Codes that a word of a country gives to a currency's noun: ("manila", "pesos") → "PHP".
  std::string_view CodeByCountry(std::string_view country, std::string_view noun) const;
  // The regular endings of words.
  const syntax::Endings& endings() const { return endings_; }

  // Whether the code of a currency's noun depends on the country.
  bool VariesByCountry(std::string_view noun) const { return varying_.contains(noun); }

 private:
  static constexpr size_t kMaxPhrase = 8;

  Word& Intern(std::string_view lower);
  void Add(std::string_view lower, Class c, int value, std::string_view code = {});
  void AddPhrase(Table table, std::string_view phrase, int index);
  void AddWords(std::string_view tsv);
  void AddSpelledNumbers();
  void AddHedges(std::string_view tsv);
  void AddUnits(std::string_view tsv);
  void AddCurrencies(std::string_view tsv);
  void AddIcuCurrencies();

  syntax::Endings endings_;
  std::unordered_map<std::string, Word> words_;
  std::unordered_map<uint64_t, uint32_t> steps_[kNumTables];
  std::vector<std::vector<int>> ends_[kNumTables];
  std::vector<std::string> spellings_[kNumTables];
  std::vector<Unit> units_;
  std::vector<Currency> currencies_;
  std::set<std::string> no_currency_;  // Codes and nouns that are plain words, too.
  std::vector<Holiday> holidays_;
  std::vector<Zone> zones_;
  std::vector<Hedge> hedges_;
  std::map<std::pair<std::string_view, std::string_view>, int> compounds_;
  std::map<std::pair<std::string_view, std::string_view>, std::string_view> by_country_;
  std::unordered_set<std::string_view> varying_;
};

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_VOCABULARY_H_
