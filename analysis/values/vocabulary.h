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
  kNumber,         // 0 to 19; value.
  kTens,           // 20 to 90; value.
  kHundred,        // value 100
  kScale,          // value: zeros ("million" 6).
  kDozen,          // value 12, 20, 144.
  kPluralScale,    // "thousands", "dozens".
  kOrdinal,        // "third", "twentieth"; value. Hundredth and scales too.
  kPluralOrdinal,  // "firsts", "thirds"; value.
  kDenominator,    // "half", "quarters", "thirds"; value.
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
  kRangeFrom,
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
  kPlural,
  kBeforeLength,  // May stand before a length of time: "for".
  kCountedDay,    // Which days count: "working"; value: 1 where not all do.
  kWeekBound,     // "beginning", before the day of a week.
  kLastOne,       // "final"
  kOrdinalSuffix,  // Makes figures an ordinal: the "th" of "34th"; value: the last figure it needs, 0 any.
  kLastDay,     // Of the words of a week's bounds, those of its last day: "ending".
  kWhole,       // "whole", "all": before a period or season.
  kMetreNoun,   // What is run or swum: "100m final".
  kMoneyNoun,   // What costs: "a 200-pound fine".
  kRoughNoun,   // Of the rough words, those that "of" follows: "end".
  kHalfLetter,  // The letter of "a.m." and "p.m." that says which half of the day it is.
  kHalfEnd,     // The last letter of "a.m.".
  kOClock,      // Behind an hour, as a phrase: "o'clock".
  kPastHour,    // Between minutes and the hour that they follow.
  kBefore,      // Between a length of time and what it comes before: "before".
  kAfter,       // The same of what it comes after: "after".
  kApart,       // Behind a length of time that lies between two events: "later".
  kFrom,
  kBetween,
  kMid,
  kNow,
  kUpToNow,    // Of the shifts, those of a stretch that ends today: "past".
  kAll,        // Before a period that is its own length: "all".
  kOther,      // Every second: "every other".
  kEveryTwo,   // The prefix that makes one of two: "bi".
  kTimes,      // How often; value.
  kTimesNoun,  // Behind a number, how often: "times".
  kTimeNoun,   // Behind a length of time, from now: "time".
  kWorkday,
  kWeekFrom,      // Week beginning, as a phrase: "w/c".
  kYearPart,      // The letter of a numbered part of the year; value: parts of a year.
  kFiscalCode,    // Glued to the year that it makes a fiscal one: "FY".
  kEra,           // In capitals; value: -1 of years before the first, 2 of what may precede.
  kDecadeSuffix,  // Makes figures a decade: the "s" of "1990s".
  kGenitive,      // The ending of a possessive after its apostrophe.
  kSpokenZero,    // Between the two halves of a spoken year.
  kPartAdverb,    // Of the parts of a day, those that follow no day: "overnight".
  kBeforePart,    // May stand before a part of a day or a weekend.
  kAround,        // Of the approximations, those that years take.
  kCompared,      // Shows that what follows is an amount: "than".
  kTax,           // Of the words of fiscal years, one that has days of its own.
  kThat,
  kNot,  // Negates a verb: "not", the "t" of "won't".
  kIf,
  kPlanned,      // Behind a word of a plan: "due to", "set for".
  kVerbToo,      // Of a season, month, shift or scale: a verb, too.
  kNounToo,      // Of a month or weekday: a common noun, too.
  kNameToo,      // Of a month: a given name, too.
  kLetterScale,  // Of the scales, those that are written for short.
  kRatio,  // Between a part and its whole; value: 1 where the part is one alone ("one in five").
  kCent,   // The second word of "per cent".
  kPercentage,  // Of the percentages, one that needs "point" to be of points.
  kPound,       // A currency that is a weight, too.
  kSquare,
  kLocalTime,  // Behind a clock time, in place of a zone, as a phrase: "local time".
  kScheduled,  // In the present tense of what is to come: "starts".
  kLabel,      // With a capital before figures: what they name: "Flight 370".
  kPlayed,     // What a player counts: "two in five games" is no ratio.
  kLasting,    // Before a length of time that a stretch has, or a day's clock time: "for".
  kCourse,     // Of golf, whose holes have numbers: "birdie".
  kAge,        // Behind "of": "three months of age".
  kYearsOld,   // For short: "87 yo".
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
  bool alone = false;   // No noun follows it: "15 stone".
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
  bool plain_code = false;  // A code that is a word, too: "TRY", "ALL".
  bool name = false;        // "Kuwaiti dinar", which may stand before the figure alone.
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

  enum Table { kUnits, kCurrencies, kHolidays, kZones, kIdioms, kHedges, kPhrases, kNumTables };
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
  Class phrase_class(int index) const { return phrases_[static_cast<size_t>(index)]; }
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
  std::vector<Class> phrases_;  // Words of several atoms.
  std::map<std::pair<std::string_view, std::string_view>, int> compounds_;
  std::map<std::pair<std::string_view, std::string_view>, std::string_view> by_country_;
  std::unordered_set<std::string_view> varying_;
};

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_VOCABULARY_H_
