// Words are interned; a phrase is a path of words in its table's trie, whose steps are one hash
// table from (node, word) to node.

#include "analysis/values/vocabulary.h"

#include <unicode/rbnf.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <set>

#include "analysis/model/lexicon.h"
#include "analysis/text/chars.h"
#include "analysis/values/decimal.h"

namespace textanalysis::values {
namespace {

constexpr std::pair<std::string_view, Class> kClassNames[] = {
    {"number", Class::kNumber},
    {"tens", Class::kTens},
    {"ordinal", Class::kOrdinal},
    {"plural_scale", Class::kPluralScale},
    {"scale", Class::kScale},
    {"dozen", Class::kDozen},
    {"denominator", Class::kDenominator},
    {"sign", Class::kSign},
    {"month", Class::kMonth},
    {"month_abbreviation", Class::kMonthAbbreviation},
    {"weekday", Class::kWeekday},
    {"weekdays", Class::kWeekdays},
    {"weekday_abbreviation", Class::kWeekdayAbbreviation},
    {"period", Class::kPeriod},
    {"season", Class::kSeason},
    {"part", Class::kPart},
    {"shift", Class::kShift},
    {"relative_day", Class::kRelativeDay},
    {"tonight", Class::kTonight},
    {"rough", Class::kRough},
    {"noon", Class::kNoon},
    {"half", Class::kHalf},
    {"approximation", Class::kApproximation},
    {"per", Class::kPer},
    {"percent", Class::kPercent},
    {"basis", Class::kBasis},
    {"point", Class::kPoint},
    {"future", Class::kFuture},
    {"modal", Class::kModal},
    {"to", Class::kTo},
    {"be", Class::kBe},
    {"past", Class::kPast},
    {"perfect", Class::kPerfect},
    {"reporting", Class::kReporting},
    {"present", Class::kPresent},
    {"not_past", Class::kNotPast},
    {"since", Class::kSince},
    {"until", Class::kUntil},
    {"ago", Class::kAgo},
    {"back_then", Class::kBackThen},
    {"forward", Class::kForward},
    {"every", Class::kEvery},
    {"repeated", Class::kRepeated},
    {"weight", Class::kWeight},
    {"lose", Class::kLose},
    {"old", Class::kOld},
    {"aged", Class::kAged},
    {"article", Class::kArticle},
    {"the", Class::kThe},
    {"and", Class::kAnd},
    {"of", Class::kOf},
    {"in", Class::kIn},
    {"on", Class::kOn},
    {"at", Class::kAt},
    {"preposition", Class::kPreposition},
    {"range_to", Class::kRangeTo},
    {"range_from", Class::kRangeFrom},
    {"or", Class::kOr},
    {"pronoun_one", Class::kPronounOne},
    {"fiscal", Class::kFiscal},
    {"tall", Class::kTall},
    {"function", Class::kFunction},
    {"narrative", Class::kNarrative},
    {"plan", Class::kPlan},
    {"few", Class::kFew},
    {"decade_word", Class::kDecadeWord},
    {"possessive", Class::kPossessive},
    {"clause", Class::kClause},
    {"time_cue", Class::kTimeCue},
    {"plural", Class::kPlural},
    {"before_length", Class::kBeforeLength},
    {"counted_day", Class::kCountedDay},
    {"week_bound", Class::kWeekBound},
    {"last_one", Class::kLastOne},
    {"ordinal_suffix", Class::kOrdinalSuffix},
    {"last_day", Class::kLastDay},
    {"whole", Class::kWhole},
    {"metre_noun", Class::kMetreNoun},
    {"money_noun", Class::kMoneyNoun},
    {"rough_noun", Class::kRoughNoun},
    {"half_letter", Class::kHalfLetter},
    {"half_end", Class::kHalfEnd},
    {"o_clock", Class::kOClock},
    {"past_hour", Class::kPastHour},
    {"before", Class::kBefore},
    {"after", Class::kAfter},
    {"apart", Class::kApart},
    {"from", Class::kFrom},
    {"between", Class::kBetween},
    {"mid", Class::kMid},
    {"now", Class::kNow},
    {"up_to_now", Class::kUpToNow},
    {"all", Class::kAll},
    {"other", Class::kOther},
    {"every_two", Class::kEveryTwo},
    {"times", Class::kTimes},
    {"times_noun", Class::kTimesNoun},
    {"time_noun", Class::kTimeNoun},
    {"workday", Class::kWorkday},
    {"week_from", Class::kWeekFrom},
    {"year_part", Class::kYearPart},
    {"fiscal_code", Class::kFiscalCode},
    {"era", Class::kEra},
    {"decade_suffix", Class::kDecadeSuffix},
    {"genitive", Class::kGenitive},
    {"spoken_zero", Class::kSpokenZero},
    {"part_adverb", Class::kPartAdverb},
    {"before_part", Class::kBeforePart},
    {"around", Class::kAround},
    {"compared", Class::kCompared},
    {"tax", Class::kTax},
    {"that", Class::kThat},
    {"not", Class::kNot},
    {"if", Class::kIf},
    {"planned", Class::kPlanned},
    {"verb_too", Class::kVerbToo},
    {"noun_too", Class::kNounToo},
    {"name_too", Class::kNameToo},
    {"letter_scale", Class::kLetterScale},
    {"ratio", Class::kRatio},
    {"cent", Class::kCent},
    {"percentage", Class::kPercentage},
    {"pound", Class::kPound},
    {"square", Class::kSquare},
    {"local_time", Class::kLocalTime},
    {"scheduled", Class::kScheduled},
    {"label", Class::kLabel},
    {"played", Class::kPlayed},
    {"lasting", Class::kLasting},
    {"course", Class::kCourse},
    {"age", Class::kAge},
    {"years_old", Class::kYearsOld},
};

// What stands before a code for thousands and millions of it: "KEUR", "MUSD".
constexpr std::pair<char, int> kScaledCodes[] = {{'k', 3}, {'K', 3}, {'M', 6}};

int ToNumber(std::string_view figure) {
  const std::optional<Decimal> value = Decimal::Parse(figure);
  const std::optional<int64_t> whole = value ? value->ToInt() : std::nullopt;
  const int number = whole && *whole < 2000000000 ? static_cast<int>(*whole) : 0;
  return figure.starts_with("-") ? -number : number;
}

// Of a tenth, a hundredth, a thousandth of a currency, and of a thousand.
int ZerosOf(std::string_view flags) {
  for (const auto& [flag, zeros] :
       {std::pair('t', -1), std::pair('h', -2), std::pair('m', -3), std::pair('k', 3)}) {
    if (flags.find(flag) != std::string_view::npos) return zeros;
  }
  return 0;
}

std::string Utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

}  // namespace

int Word::Value(Class c) const {
  for (const auto& [of, value] : values) {
    if (of == c) return value;
  }
  return 0;
}

Vocabulary::Vocabulary(const model::Bundle& bundle) : endings_(bundle) {
  for (std::vector<std::vector<int>>& ends : ends_) ends.emplace_back();
  AddWords(bundle.Section("value_words"));
  AddSpelledNumbers();
  AddUnits(bundle.Section("value_units"));
  AddCurrencies(bundle.Section("value_currencies"));
  AddIcuCurrencies();
  for (const model::Row& row : model::ParseRows(bundle.Section("value_holidays"))) {
    AddPhrase(kHolidays, row[0], static_cast<int>(holidays_.size()));
    holidays_.push_back(
        {row[0], row.size() > 1 ? row[1] : std::string_view(), row.size() > 2 && row[2] == "l"});
  }
  for (const model::Row& row : model::ParseRows(bundle.Section("value_zones"))) {
    AddPhrase(kZones, row[0], static_cast<int>(zones_.size()));
    zones_.push_back({row[0], row.size() > 1 ? row[1] : std::string_view()});
  }
  AddHedges(bundle.Section("value_hedges"));
  int idiom = 0;
  for (const model::Row& row : model::ParseRows(bundle.Section("value_idioms")))
    AddPhrase(kIdioms, row[0], idiom++);
  for (const model::Row& row : model::ParseRows(bundle.Section("value_compounds"), 3))
    compounds_[{row[0], row[1]}] = ToNumber(row[2]);
  for (const model::Row& row : model::ParseRows(bundle.Section("value_countries"), 3)) {
    by_country_[{row[0], row[1]}] = row[2];
    varying_.insert(row[1]);
    Add(row[0], Class::kCountry, 0);
  }
}

const Word* Vocabulary::Find(std::string_view lower) const {
  const auto found = words_.find(std::string(lower));
  return found == words_.end() ? nullptr : &found->second;
}

Word& Vocabulary::Intern(std::string_view lower) {
  const auto [at, is_new] = words_.try_emplace(std::string(lower));
  if (is_new) at->second.id = static_cast<uint32_t>(words_.size());
  return at->second;
}

void Vocabulary::Add(std::string_view lower, Class c, int value, std::string_view code) {
  Word& word = Intern(lower);
  word.classes.set(static_cast<size_t>(c));
  word.values.emplace_back(c, value);
  if (!code.empty()) word.code = code;
}

void Vocabulary::AddPhrase(Table table, std::string_view phrase, int index) {
  uint32_t node = 0;
  std::string spelling;
  for (const std::string_view atom : PhraseAtoms(phrase)) {
    spelling += atom;
    const uint64_t step = uint64_t{node} << 32 | Intern(text::ToLower(atom)).id;
    const auto [next, is_new] =
        steps_[table].try_emplace(step, static_cast<uint32_t>(ends_[table].size()));
    if (is_new) ends_[table].emplace_back();
    node = next->second;
  }
  if (node == 0) return;  // Nothing but space.
  ends_[table][node].push_back(index);
  spellings_[table].resize(std::max(spellings_[table].size(), static_cast<size_t>(index) + 1));
  spellings_[table][static_cast<size_t>(index)] = spelling;
}

void Vocabulary::AddWords(std::string_view tsv) {
  for (const model::Row& row : model::ParseRows(tsv, 2)) {
    const auto* named = std::find_if(std::begin(kClassNames), std::end(kClassNames),
                                     [&](const auto& pair) { return pair.first == row[1]; });
    if (named == std::end(kClassNames)) continue;
    if (PhraseAtoms(row[0]).size() > 1) {
      AddPhrase(kPhrases, row[0], static_cast<int>(phrases_.size()));
      phrases_.push_back(named->second);
      continue;
    }
    const std::string_view value = row.size() > 2 ? row[2] : std::string_view();
    const bool figure = !value.empty() && (text::IsAsciiDigit(value.back()));
    Add(row[0], named->second, figure ? ToNumber(value) : 0, figure ? std::string_view() : value);
  }
}

// ICU's rules say how numbers are spelled; the grammar composes them.
void Vocabulary::AddSpelledNumbers() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::RuleBasedNumberFormat rules(icu::URBNF_SPELLOUT, icu::Locale("en"), status);
  if (U_FAILURE(status)) return;
  const auto spell = [&](int64_t number, const char16_t* set) {
    icu::UnicodeString out;
    icu::FieldPosition position;
    UErrorCode failed = U_ZERO_ERROR;
    rules.format(number, icu::UnicodeString(set), out, position, failed);
    const std::string spelled = Utf8(out);
    return spelled.substr(spelled.rfind(' ') + 1);  // "one million" names the scale.
  };
  const auto add = [&](int64_t number, Class c, int value) {
    Add(spell(number, u"%spellout-cardinal"), c, value);
    const std::string ordinal = spell(number, u"%spellout-ordinal");
    Add(ordinal, Class::kOrdinal, c == Class::kScale ? -value : value);
    Add(ordinal + "s", Class::kPluralOrdinal, c == Class::kScale ? -value : value);
    if (value > 2 || c == Class::kScale) {
      Add(ordinal, Class::kDenominator, c == Class::kScale ? -value : value);
      Add(ordinal + "s", Class::kDenominator, c == Class::kScale ? -value : value);
    }
  };
  for (int n = 0; n < 20; ++n) add(n, Class::kNumber, n);
  for (int n = 20; n < 100; n += 10) add(n, Class::kTens, n);
  add(100, Class::kHundred, 100);
  int64_t power = 1000;
  for (int zeros = 3; zeros <= 15; zeros += 3, power *= 1000) add(power, Class::kScale, zeros);
}

void Vocabulary::AddHedges(std::string_view tsv) {
  static constexpr std::pair<std::string_view, Approximation> kNames[] = {
      {"about", Approximation::kAbout},
      {"more", Approximation::kMoreThan},
      {"at_least", Approximation::kAtLeast},
      {"less", Approximation::kLessThan},
      {"at_most", Approximation::kAtMost}};
  for (const model::Row& row : model::ParseRows(tsv, 2)) {
    const std::string_view flags = row.size() > 2 ? row[2] : std::string_view();
    Hedge hedge{.behind = flags.find('a') != std::string_view::npos,
                .not_dates = flags.find('n') != std::string_view::npos};
    for (const auto& [name, approximation] : kNames) {
      if (row[1] == name) hedge.approximation = approximation;
    }
    AddPhrase(kHedges, row[0], static_cast<int>(hedges_.size()));
    hedges_.push_back(hedge);
  }
}

void Vocabulary::AddUnits(std::string_view tsv) {
  for (const model::Row& row : model::ParseRows(tsv, 2)) {
    const std::string_view flags = row.size() > 2 ? row[2] : std::string_view();
    const auto has = [flags](char flag) { return flags.find(flag) != std::string_view::npos; };
    AddPhrase(kUnits, row[0], static_cast<int>(units_.size()));
    units_.push_back({row[1], has('c'), has('g'), has('n'), has('a'), has('p')});
  }
}

void Vocabulary::AddCurrencies(std::string_view tsv) {
  for (const model::Row& row : model::ParseRows(tsv, 2)) {
    const std::string_view flags = row.size() > 2 ? row[2] : std::string_view();
    const auto has = [flags](char flag) { return flags.find(flag) != std::string_view::npos; };
    if (has('x')) {
      no_currency_.insert(std::string(row[0]));
      continue;
    }
    AddPhrase(kCurrencies, row[0], static_cast<int>(currencies_.size()));
    currencies_.push_back({std::string(row[1]), has('b') || has('e') || has('f'),
                           has('a') || has('e'), ZerosOf(flags), has('g'), has('c'), has('l'),
                           false, has('f')});
  }
}

void Vocabulary::AddIcuCurrencies() {
  const std::set<std::string> tabled(spellings_[kCurrencies].begin(),
                                     spellings_[kCurrencies].end());
  std::map<std::string, std::set<std::string>> nouns;
  UErrorCode status = U_ZERO_ERROR;
  UEnumeration* codes = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &status);
  int32_t length = 0;
  for (const char* code = uenum_next(codes, &length, &status); code != nullptr && U_SUCCESS(status);
       code = uenum_next(codes, &length, &status)) {
    char16_t wide[4] = {};
    u_charsToUChars(code, wide, 4);
    const auto add = [&](const std::string& phrase, Currency currency) {
      AddPhrase(kCurrencies, phrase, static_cast<int>(currencies_.size()));
      currencies_.push_back(std::move(currency));
    };
    const bool is_word = no_currency_.contains(code);
    add(code, {.code = code, .before = true, .after = true, .exact = true, .plain_code = is_word});
    for (const auto& [letter, zeros] : kScaledCodes) {
      if (is_word) continue;
      add(letter + std::string(code),
          {.code = code, .before = true, .after = true, .zeros = zeros, .exact = true});
    }
    for (const char* count : {"one", "other"}) {
      int32_t size = 0;
      UBool is_choice = 0;
      const char16_t* name = ucurr_getPluralName(wide, "en", &is_choice, count, &size, &status);
      std::string phrase = Utf8(icu::UnicodeString(name, size));
      const size_t space = phrase.rfind(' ');
      if (space == std::string::npos || phrase.find('(') != std::string::npos) continue;
      add(phrase, {.code = code, .before = true, .after = true, .name = true});
      nouns[text::ToLower(std::string_view(phrase).substr(space + 1))].insert(code);
    }
  }
  uenum_close(codes);
  // A noun that one currency alone has ("baht") says it by itself; it may be a plain word, too.
  for (const auto& [noun, by] : nouns) {
    if (by.size() != 1 || tabled.contains(noun) || no_currency_.contains(noun)) continue;
    AddPhrase(kCurrencies, noun, static_cast<int>(currencies_.size()));
    currencies_.push_back({.code = *by.begin(), .after = true, .plain_word = true});
  }
}

int Vocabulary::PerLarger(std::string_view larger, std::string_view smaller) const {
  const auto found = compounds_.find({larger, smaller});
  return found == compounds_.end() ? 0 : found->second;
}

std::string_view Vocabulary::CodeByCountry(std::string_view country, std::string_view noun) const {
  const auto found = by_country_.find({country, noun});
  return found == by_country_.end() ? std::string_view() : found->second;
}

}  // namespace textanalysis::values
