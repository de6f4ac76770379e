// Years, their parts and what is named after them: "the third quarter of 2018", "the 1990s", "Easter".

#include <string_view>

#include "analysis/values/date_reader.h"

namespace textanalysis::values {

using absl::CivilDay;

std::optional<Dated> DateReader::ReadPartOfPeriod(size_t at) const {
  if (std::optional<Dated> coded = ReadQuarterCode(at)) return coded;
  size_t k = at;
  if (r_.Is(k, Class::kThe)) ++k;
  if (std::optional<Dated> week = WeekOfDay(at, k)) return week;
  if (std::optional<Dated> week = NumberedWeek(at, k)) return week;
  int index = 0;
  const std::optional<DayNumber> number = DayAt(k, true);
  if (number) {
    if (std::optional<Dated> days = DaysOfMonth(at, *number)) return days;
  }
  if (number && number->ordinal) {
    index = number->day;
    k = r_.SkipHyphen(number->end);
  } else if (r_.Is(k, Class::kLastOne)) {
    index = -1;
    k = r_.SkipHyphen(k + 1);
  } else {
    return std::nullopt;
  }
  if (r_.Is(k, Class::kFiscal) && !r_.Is(k, Class::kTax)) ++k;
  if (r_.IsPeriod(k, Period::kQuarter) && index >= 1 && index <= 4)
    return OfYear(at, k + 1, Precision::kQuarter, index);
  if (r_.IsPeriod(k, Period::kQuarter) && index < 0) {
    std::optional<Dated> quarter = OfYear(at, k + 1, Precision::kQuarter, 4);
    if (quarter && quarter->when.year_said) return quarter;
  }
  if (r_.IsHalf(k) && index >= 1 && index <= 2)
    return OfYear(at, k + 1, Precision::kHalfYear, index);
  if (r_.IsPeriod(k, Period::kCentury) && index >= 1 && index <= 30)
    return Century(at, k + 1, index);
  if (r_.IsPeriod(k, Period::kDecade) && r_.Is(k + 1, Class::kOf))
    return DecadeOfCentury(at, k + 2, index);
  return PartOf(at, k, index);
}

std::optional<Dated> DateReader::DecadeOfCentury(size_t at, size_t k, int index) const {
  const bool determined = r_.Is(k, Class::kThe) || r_.Is(k, Class::kShift);
  const int shift = r_.Is(k, Class::kShift) ? r_.Value(k, Class::kShift) : 0;
  if (determined) ++k;
  const std::optional<DayNumber> number = DayAt(k, true);
  const bool numbered = number && number->ordinal;
  if (numbered) k = r_.SkipHyphen(number->end);
  if (!r_.IsPeriod(k, Period::kCentury) || (!numbered && !determined) || index < -1 || index > 10)
    return std::nullopt;
  Dated d = Unsettled(at, k + 1);
  if (!numbered && !context_.reference) return d;
  const int first = numbered ? (number->day - 1) * 100
                             : (static_cast<int>(context_.reference->year()) / 100 + shift) * 100;
  d.when.precision = Precision::kDecade;
  d.when.year = first + (index < 0 ? 9 : index - 1) * 10;
  d.when.year_said = true;
  d.unsettled = EraAt(k + 1) < 0;
  return d;
}

Dated DateReader::Century(size_t at, size_t end, int number) const {
  When w;
  w.precision = Precision::kCentury;
  w.year = (number - 1) * 100;
  w.year_said = true;
  if (EraAt(end) < 0) return Unsettled(at, end + 1);
  return Make(at, end, w);
}

std::optional<Dated> DateReader::OfYear(size_t at, size_t end, Precision precision,
                                        int index) const {
  When w;
  w.precision = precision;
  w.index = index;
  size_t k = end;
  if (r_.Is(k, Class::kOf) && r_.Is(k + 1, Class::kThe) && r_.IsPeriod(k + 2, Period::kYear)) {
    end = k + 3;
    w.year_said = true;
  } else if (const std::optional<int> year = TakeYear(&end)) {
    w.year = year;
    w.year_said = true;
  }
  if (precision == Precision::kHalfYear && !w.year_said) return std::nullopt;
  if (!w.year && context_.reference) w.year = static_cast<int>(context_.reference->year());
  Dated d = Make(at, end, w);
  if (r_.IsPeriod(end, Period::kCentury)) return std::nullopt;
  return d;
}

std::optional<Dated> DateReader::ReadQuarterCode(size_t at) const {
  size_t k = at;
  std::optional<int> year = YearAt(k);
  if (year) {
    ++k;
    if (r_.IsHyphen(k)) ++k;
  }
  if (!r_.Is(k, Class::kYearPart) || !r_.Glued(k + 1) || !r_.IsDigits(k + 1) ||
      r_.Surface(k + 1).size() != 1 || !r_.EndsBefore(k + 2))
    return std::nullopt;
  const int parts = r_.Value(k, Class::kYearPart), index = r_.Int(k + 1);
  const bool quarter = parts == 4;
  if (index < 1 || index > parts) return std::nullopt;
  size_t end = k + 2;
  if (!year) year = TakeYear(&end);
  if (!year && !quarter) return std::nullopt;
  When w;
  w.precision = quarter ? Precision::kQuarter : Precision::kHalfYear;
  w.index = index;
  w.year = year;
  w.year_said = year.has_value();
  if (!year && context_.reference) w.year = static_cast<int>(context_.reference->year());
  return Make(at, end, w);
}

std::optional<Dated> DateReader::NumberedWeek(size_t at, size_t k) const {
  if (!r_.IsPeriod(k, Period::kWeek) || !r_.IsDigits(k + 1) || r_.Surface(k + 1).size() > 2)
    return std::nullopt;
  const int number = r_.Int(k + 1);
  size_t end = k + 2;
  const std::optional<int> year = TakeYear(&end);
  if (!year || number < 1 || number > 53) return std::nullopt;
  return Make(at, end, WeekOf(CivilDay(*year, 1, 4) + 7 * (number - 1)));
}

std::optional<Dated> DateReader::WeekOfDay(size_t at, size_t k) const {
  const bool weekend = r_.IsPeriod(k, Period::kWeekend) && r_.Is(k + 1, Class::kOf);
  const bool bound = r_.IsPeriod(k, Period::kWeek) && r_.Is(k + 1, Class::kWeekBound);
  const bool of = weekend || (r_.IsPeriod(k, Period::kWeek) && r_.Is(k + 1, Class::kOf));
  const bool ending = bound && r_.Is(k + 1, Class::kLastDay);
  if (bound || of) {
    k += 2;
  } else {
    k = r_.PhraseEnd(k, Class::kWeekFrom);
    if (k == 0) return std::nullopt;
  }
  if (r_.Is(k, Class::kOn)) ++k;
  if (r_.Is(k, Class::kThe)) ++k;
  std::optional<Dated> day;
  if (const std::optional<DayNumber> alone = DayAt(k, false);
      alone && alone->ordinal && r_.Is(k - 1, Class::kThe) && IsNumberOfDay(alone->end))
    day = NearestDay(k, alone->end, alone->day);  // "the week of the 12th"
  for (const Production production :
       {&DateReader::ReadDayMonth, &DateReader::ReadMonthDay, &DateReader::ReadNumeric,
        &DateReader::ReadIso, &DateReader::ReadHoliday}) {
    if (day) break;
    if (MayGoOn(k)) day = (this->*production)(k);
  }
  if (day && day->unsettled) return Unsettled(at, day->end);
  if (!day || !day->when.HasDay()) return std::nullopt;
  if (day->needs_tense) SetYear(&day->when, context_.reference, TenseOf(*day));
  Dated d = Make(at, day->end, {});
  const std::optional<Days> days = DaysOf(day->when);
  d.unsettled = !days;
  if (!days) return d;
  if (of) {
    d.when = WeekOf(days->first, weekend ? Precision::kWeekend : Precision::kWeek);
    return d;
  }
  d.when = DayOf(ending ? days->first - 6 : days->first);
  d.until = DayOf(ending ? days->first : days->first + 6);
  return d;
}

std::optional<Dated> DateReader::PartOf(size_t at, size_t k, int index) const {
  const std::optional<int> weekday = WeekdayAt(k);
  if (!weekday && !r_.Is(k, Class::kPeriod)) return std::nullopt;
  // "the first Monday evening of May"
  const bool part = weekday && r_.Is(k + 1, Class::kPart) && !r_.Ends(k + 1, Ending::kS);
  const std::string_view code = part ? r_.at(k + 1).word->code : std::string_view();
  const size_t of = part ? k + 2 : k + 1;
  if (!r_.Is(of, Class::kOf) && !r_.Is(of, Class::kIn)) return std::nullopt;
  const auto period = weekday ? Period::kDay : static_cast<Period>(r_.Value(k, Class::kPeriod));
  if (!weekday && period != Period::kDay && period != Period::kWeek && period != Period::kWeekend &&
      period != Period::kMonth)
    return std::nullopt;
  if (r_.Is(of + 1, Class::kEvery)) {  // "the first Monday of each month": no code says which.
    if (!r_.Is(of + 2, Class::kPeriod) || r_.Ends(of + 2, Ending::kS)) return std::nullopt;
    Dated set = Unsettled(at, of + 3);
    set.shape = Dated::kSet;
    return set;
  }
  std::optional<Dated> whole = WholeAt(of + 1);
  if (!whole) return std::nullopt;
  if (whole->needs_tense) SetYear(&whole->when, context_.reference, TenseOf(*whole));
  Dated d = Make(at, whole->end, {});
  const std::optional<Days> days = DaysOf(whole->when);
  d.unsettled = !days || index == 0;
  if (d.unsettled) return d;
  const int n = index < 0 ? 0 : index - 1;
  if (weekday) {
    const CivilDay edge = index < 0 ? days->second : days->first;
    const int now = static_cast<int>(absl::GetWeekday(edge)) + 1;
    d.when = DayOf(index < 0 ? edge - (now - *weekday + 7) % 7
                             : edge + (*weekday - now + 7) % 7 + 7 * n);
    d.when.code = code;
    if (part) d.when.precision = Precision::kPartOfDay;
  } else if (period == Period::kMonth) {
    d.when.precision = Precision::kMonth;
    d.when.year = whole->when.year;
    d.when.month = index < 0 ? 12 : index;
    if (whole->when.precision != Precision::kYear || index > 12) return std::nullopt;
  } else if (period == Period::kDay) {
    d.when = DayOf(index < 0 ? days->second : days->first + n);
    d.unsettled = days->first + n > days->second;
  } else if (whole->when.precision == Precision::kYear && period == Period::kWeek) {
    // ISO 8601's weeks: the first holds 4 January, the last 28 December.
    const int year = *whole->when.year;
    d.when = WeekOf(index < 0 ? CivilDay(year, 12, 28) : CivilDay(year, 1, 4) + 7 * n);
  } else {
    d.when = WeekOf(index < 0 ? days->second : days->first + 7 * n,
                    period == Period::kWeek ? Precision::kWeek : Precision::kWeekend);
  }
  return d;
}

std::optional<Dated> DateReader::WholeAt(size_t k) const {
  if (!r_.Has(k)) return std::nullopt;
  if (r_.Is(k, Class::kThe) && r_.IsPeriod(k + 1, Period::kYear) && YearAt(k + 2))
    return Make(k, k + 3, YearOf(*YearAt(k + 2)));
  if (const std::optional<MonthName> month = MonthAt(k, true)) {
    if (DayAt(month->end, false) && !YearAt(month->end)) return std::nullopt;
    return ReadMonthAlone(k, *month);
  }
  if (const std::optional<int> year = YearAt(k)) return Make(k, k + 1, YearOf(*year));
  size_t n = k;
  if (r_.Is(n, Class::kThe)) ++n;
  int shift = 0;
  if (r_.Is(n, Class::kShift)) {
    shift = r_.Value(n++, Class::kShift);
  } else if (n == k) {
    return std::nullopt;
  }
  const bool week = r_.IsPeriod(n, Period::kWeek) && r_.Is(n - 1, Class::kShift);
  if (!week && !r_.IsPeriod(n, Period::kMonth) && !r_.IsPeriod(n, Period::kYear))
    return std::nullopt;
  if (!context_.reference) return std::nullopt;
  return Make(k, n + 1, PeriodFromNow(static_cast<Period>(r_.Value(n, Class::kPeriod)), shift));
}

std::optional<Dated> DateReader::ReadSeason(size_t at) const {
  size_t k = at;
  if (r_.Is(k, Class::kThe)) ++k;
  if (!r_.Is(k, Class::kSeason) || !r_.EndsBefore(k + 1)) return std::nullopt;
  When w;
  w.precision = Precision::kSeason;
  w.code = r_.at(k).word->code;
  size_t end = k + 1;
  if (const std::optional<int> year = TakeYear(&end)) {
    w.year = year;
    w.year_said = true;
    // "the winter of 2019-20"
    if (r_.IsDigits(end - 1) && (r_.IsHyphen(end) || r_.IsSymbol(end, "/")) &&
        r_.IsDigits(end + 1) && r_.Int(end + 1) % 100 == (*year + 1) % 100)
      end += 2;
    return Make(at, end, w);
  }
  const bool verb = r_.Is(k, Class::kVerbToo);
  const bool timed =
      (r_.Is(at - 1, Class::kIn) || r_.Is(at - 1, Class::kSince) || r_.Is(at - 1, Class::kUntil) ||
       (k > at && r_.Is(at - 1, Class::kTimeCue)) || r_.Is(at - 1, Class::kWhole));
  if (!timed || (verb && k == at) || IsNoun(end) || r_.Is(end, Class::kOf)) return std::nullopt;
  if (r_.IsLetters(end) && r_.at(end).upper) return std::nullopt;
  Dated d = Make(at, end, w);
  d.bare_word = true;
  return d;
}

std::optional<Dated> DateReader::ReadDecade(size_t at) const {
  size_t k = at;
  const bool the = r_.Is(k, Class::kThe);
  if (the) ++k;
  if (r_.Is(k, Class::kRough)) k = r_.SkipHyphen(k + 1);
  if (r_.Is(at, Class::kMid) && !the) k = r_.SkipHyphen(at + 1);
  When w;
  w.precision = Precision::kDecade;
  w.year_said = true;
  if (std::optional<Dated> words = ReadDecadeInWords(at, k, the || r_.Is(at - 1, Class::kThe)))
    return words;
  const bool elided = r_.IsSymbol(k, "'") && r_.Glued(k + 1);
  if (elided) ++k;
  if (!r_.IsDigits(k)) return std::nullopt;
  const std::string_view digits = r_.Surface(k);
  size_t end = k + 1;
  if (r_.IsSymbol(end, "'") && r_.Glued(end + 1)) ++end;
  // "in the 1990 's", as tokenizers leave it.
  const bool apart = !r_.Glued(k + 1) && digits.size() == 4 && digits[3] == '0' &&
                     (the || r_.Is(at - 1, Class::kIn));
  if ((!r_.Glued(k + 1) && !apart) || !r_.Is(end, Class::kDecadeSuffix) || r_.at(end).upper ||
      !r_.EndsBefore(end + 1))
    return std::nullopt;
  ++end;
  if (const int era = EraAt(end); era != 0 && digits.size() <= 4 && digits.back() == '0') {
    // Decades before the first year have no notation of their own.
    if (era < 0) return Unsettled(at, end + 1);
    w.year = r_.Int(k);
    return Make(at, end + 1, w);
  }
  if (digits.size() == 4 && digits[3] == '0') {
    w.year = r_.Int(k);
    const bool counted = !the && r_.Is(end, Class::kOf);  // "1000s of people"
    if (*w.year < 1000 || *w.year > 2990 || counted) return std::nullopt;
    if (*w.year % 100 == 0 && *w.year < 1900) w.precision = Precision::kCentury;
    return Make(at, end, w);
  }
  if (digits.size() != 2 || digits[1] != '0') return std::nullopt;
  if (!elided && !the) {
    // "in her 60s" is an age.
    if (!r_.Is(at - 1, Class::kPossessive) && !r_.Is(at - 1, Class::kRough)) return std::nullopt;
    Dated age = Unsettled(at, end);
    age.shape = Dated::kDuration;
    return age;
  }
  // "in the mid-30s" may be degrees or per cent.
  const bool rough = r_.Is(k - 1, Class::kRough) || r_.IsHyphen(k - 1);
  if (!elided && r_.Int(k) < 50 && rough) return Unsettled(at, end);
  w.year = (r_.Int(k) < 30 ? 2000 : 1900) + r_.Int(k);
  return Make(at, end, w);
}

std::optional<Dated> DateReader::ReadDecadeInWords(size_t at, size_t k, bool the) const {
  When w;
  w.precision = Precision::kDecade;
  w.year_said = true;
  if (r_.Is(k, Class::kDecadeWord) && (the || r_.Is(at - 1, Class::kIn))) {
    w.year = 1900 + r_.Value(k, Class::kDecadeWord);
    return Make(at, k + 1, w);
  }
  const int number = r_.Is(k, Class::kNumber) ? r_.Value(k, Class::kNumber) : 0;
  const size_t next = r_.SkipHyphen(k + 1);
  if (number >= 11 && r_.Is(next, Class::kDecadeWord)) {  // "the nineteen-eighties"
    w.year = number * 100 + r_.Value(next, Class::kDecadeWord);
    return Make(at, next + 1, w);
  }
  if (!the || !r_.Is(next, Class::kPluralScale) || r_.Is(next + 1, Class::kOf)) return std::nullopt;
  const int scale = r_.Value(next, Class::kPluralScale);
  if (number >= 11 && scale == 100) {  // "the seventeen hundreds"
    w.precision = Precision::kCentury;
    w.year = number * 100;
    return Make(at, next + 1, w);
  }
  if (number != 2 || scale != 1000) return std::nullopt;
  w.year = 2000;  // "the two thousands"
  return Make(at, next + 1, w);
}

std::optional<Dated> DateReader::ReadHoliday(size_t at) const {
  const Phrase phrase = HolidayAt(at);
  if (phrase.end == 0) return std::nullopt;
  const std::string_view rule = r_.vocabulary().holiday(phrase.index).rule;
  size_t end = phrase.end;
  std::optional<int> year = TakeYear(&end);
  Dated d = Make(at, end, {});
  const bool weekend = r_.IsPeriod(end, Period::kWeekend);
  if (weekend) {
    d.end = ++end;
    if (!year) year = TakeYear(&d.end);
  }
  const bool verb = r_.Is(end, Class::kPast) || r_.Ends(end, Ending::kPast);
  const bool part = !year && !weekend && r_.Is(end, Class::kPart) && !r_.Ends(end, Ending::kS);
  if (part) ++d.end;  // "Christmas | morning"
  if (!year && ((IsNoun(d.end) && !verb) || (r_.IsLetters(end) && r_.at(end).upper &&
                                             r_.Glued(end) == false && r_.SameSentence(end, at))))
    return std::nullopt;
  // A name of several words is a day's, whatever else has it.
  d.bare_word = !year && phrase.end == at + 1;
  if (!year && context_.reference) {
    year = static_cast<int>(context_.reference->year());
    if (const std::optional<CivilDay> day = HolidayIn(rule, *year))
      *year += YearShift({*day, *day}, *context_.reference, TenseOf(d));
  }
  const std::optional<CivilDay> day = year ? HolidayIn(rule, *year) : std::nullopt;
  d.unsettled = !day;
  // The weekend of a Monday is the one before it.
  const bool monday = day && absl::GetWeekday(*day) < absl::Weekday::wednesday;
  if (day && weekend) d.when = WeekOf(monday ? *day - 7 : *day, Precision::kWeekend);
  if (day && !weekend) d.when = DayOf(*day);
  if (day && part) {
    d.when.code = r_.at(end).word->code;
    d.when.precision = Precision::kPartOfDay;
  }
  return d;
}

std::optional<Dated> DateReader::ReadYearAlone(size_t at) const {
  if (r_.IsPeriod(at, Period::kYear) && YearAt(at + 1))
    return Make(at, at + 2, YearOf(*YearAt(at + 1)));
  if (r_.IsDigits(at) && r_.Surface(at).size() <= 4) {
    const bool before = EraAt(at + 1) < 0 && !r_.Glued(at + 1);
    if (before && r_.Int(at) > 0) return Make(at, at + 2, YearOf(1 - r_.Int(at)));
    if (EraAt(at + 1) > 0) return Make(at, at + 2, YearOf(r_.Int(at)));
  }
  if (EraAt(at) == 2 && r_.IsDigits(at + 1) && r_.Surface(at + 1).size() <= 4)
    return Make(at, at + 2, YearOf(r_.Int(at + 1)));
  if (r_.IsLetters(at)) {
    const bool said = r_.Is(at - 1, Class::kIn) || r_.Is(at - 1, Class::kSince) ||
                      r_.Is(at - 1, Class::kUntil) || r_.Is(at - 1, Class::kRangeFrom) ||
                      r_.IsPeriod(at - 1, Period::kYear);
    const auto spoken = said ? SpokenYear(at) : std::nullopt;
    if (!spoken || IsNoun(spoken->second)) return std::nullopt;
    return Make(at, spoken->second, YearOf(spoken->first));
  }
  if (r_.IsSymbol(at, "'") && r_.Glued(at + 1) && !r_.Glued(at) && r_.IsDigits(at + 1) &&
      r_.Surface(at + 1).size() == 2 && r_.EndsBefore(at + 2) && !r_.IsSymbol(at + 2, "'") &&
      (r_.Is(at - 1, Class::kIn) || r_.Is(at - 1, Class::kSince) || r_.Is(at - 1, Class::kOf)))
    return Make(at, at + 2, YearOf(FullYear(r_.Int(at + 1))));  // "in '99"
  const std::optional<int> year = YearAt(at);
  if (!year || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  if (std::optional<Dated> span = ReadYearSpan(at, *year)) return span;
  if (r_.Glued(at + 1) && r_.at(at + 1).type == Atom::kSymbol && !r_.IsSymbol(at + 1, "~") &&
      r_.Glued(at + 2) && r_.IsDigits(at + 2))
    return std::nullopt;
  // "the 2021 July unrest"
  const std::optional<MonthName> month = MonthAt(at + 1, false);
  if (const std::optional<DayNumber> day = month ? DayAt(month->end, false) : std::nullopt;
      day && DayFits(month->end, *day))  // "2016 May 3"
    return Make(at, day->end, Day(*year, month->month, day->day));
  if (month && !month->abbreviated && !r_.Is(at + 1, Class::kModal) &&
      !r_.Is(month->end, Class::kModal) && !DayAt(month->end, false) &&
      !(r_.IsLetters(month->end) && r_.at(month->end).upper))
    return Make(at, month->end, MonthOf(absl::CivilMonth(*year, month->month)));
  Dated d = Make(at, at + 1, YearOf(*year));
  d.bare_year = true;
  if (!StandsAsYear(at)) return std::nullopt;
  return d;
}

std::optional<Dated> DateReader::ReadYearSpan(size_t at, int first) const {
  if (!r_.IsHyphen(at + 1) && !(r_.IsSymbol(at + 1, "/") && r_.Glued(at + 1) && r_.Glued(at + 2)))
    return std::nullopt;
  if (!r_.IsDigits(at + 2) || !r_.EndsBefore(at + 3)) return std::nullopt;
  const size_t size = r_.Surface(at + 2).size();
  int last = r_.Int(at + 2);
  if (size == 2) {
    last += first / 100 * 100;
    if (last < first) last += 100;
    if (last - first > 60) return std::nullopt;
  }
  if ((size != 2 && size != 4) || last <= first || last > kLastYear) return std::nullopt;
  if (r_.Glued(at + 3) && r_.at(at + 3).type == Atom::kSymbol && r_.Glued(at + 4) &&
      r_.IsDigits(at + 4))
    return std::nullopt;
  Dated d = Make(at, at + 3, YearOf(first));
  d.until = YearOf(last);
  return d;
}

bool DateReader::StandsAsYear(size_t at) const {
  const size_t before = at - 1, after = at + 1;
  const int year = r_.Int(at);
  const bool round = year % 100 == 0;
  // Who counts thousands groups their figures or rounds them.
  const bool recent = !round && year >= kFirstRecentYear && year <= kLastRecentYear;
  if (r_.IsLetter(after, 'X')) return false;  // "1920 x 1080"
  if (r_.Is(before, Class::kAround)) return !IsNoun(after);
  // "later than 2014" against "more than 2014"
  if (r_.Is(before, Class::kCompared)) return recent && !IsHedged(at);
  if (r_.Is(before, Class::kApproximation)) return false;
  if (r_.IsSymbol(before, "$") || r_.IsSymbol(before, "#")) return false;
  if (r_.Is(before, Class::kIn) || r_.Is(before, Class::kSince) || r_.Is(before, Class::kUntil))
    return true;
  if (r_.Is(before, Class::kAnd) && r_.Is(before - 2, Class::kBetween) && YearAt(before - 1))
    return true;
  // "the campaign of 2008" against "a crowd of 2000"
  if (r_.Is(before, Class::kOf) && round) return r_.Is(before - 1, Class::kRoughNoun);
  if (r_.IsHyphen(after) && r_.IsLetters(after + 1)) return false;
  if (r_.IsSymbol(after, "%") || r_.Is(after, Class::kPercent)) return false;
  if (recent) return true;
  // "a 2014 study"
  const bool determined =
      r_.Is(before, Class::kThe) || r_.Is(before, Class::kPossessive) ||
      r_.Is(before, Class::kArticle) || r_.Is(before, Class::kOf) || r_.IsSymbol(before, "'") ||
      (r_.Is(before, Class::kGenitive) && r_.Glued(before)) || r_.Is(before, Class::kRough);
  return determined ? !IsPlural(after) : !IsNoun(after);
}

bool DateReader::IsHedged(size_t at) const {
  const Vocabulary& v = r_.vocabulary();
  return r_.Has(at - 2) &&
         v.Longest(r_.atoms(), at - 2, Vocabulary::kHedges, [&](int index, size_t end) {
            return end == at && !v.hedge(index).behind;
          }).end != 0;
}

std::optional<Dated> DateReader::ReadRough(size_t at) const {
  if (!r_.Is(at, Class::kRough)) return std::nullopt;
  size_t k = r_.SkipHyphen(at + 1);
  const bool of = r_.Is(k, Class::kOf);
  const bool noun = r_.Is(at, Class::kRoughNoun);
  if (noun && !of) return std::nullopt;
  if (of) ++k;
  if (r_.Is(k, Class::kIn) || (r_.Is(k, Class::kOn) && WeekdayAt(k + 1))) ++k;
  const size_t inner = r_.Is(k, Class::kThe) ? k + 1 : k;
  if (r_.Is(inner, Class::kThe)) return std::nullopt;
  const bool in = k > at && (of || r_.Is(k - 1, Class::kIn));
  if (in && r_.Is(inner, Class::kPeriod) && !r_.Ends(inner, Ending::kS))
    return RoughPeriod(at, inner);
  if (r_.Is(inner, Class::kPart) && r_.Is(inner + 1, Class::kOf)) {
    if (std::optional<Dated> day = PartOfDay(at, inner)) return day;
  }
  if (inner > k && r_.Is(inner, Class::kPart)) return PartOfSomeDay(at, inner);
  for (const Production production :
       {&DateReader::ReadMonthDay, &DateReader::ReadShifted, &DateReader::ReadYearAlone,
        &DateReader::ReadPartOfPeriod, &DateReader::ReadSeason, &DateReader::ReadDecade,
        &DateReader::ReadRelativeDay, &DateReader::ReadWeekday}) {
    std::optional<Dated> d = MayGoOn(inner) ? (this->*production)(inner) : std::nullopt;
    if (!d) continue;
    d->begin = at;
    d->bare_word = false;
    return d;
  }
  if (r_.Is(inner, Class::kPart) && !noun) return PartOfSomeDay(at, inner);
  return std::nullopt;
}

// The period that now is, which may be another in a story of the past.
std::optional<Dated> DateReader::RoughPeriod(size_t at, size_t k) const {
  const auto period = static_cast<Period>(r_.Value(k, Class::kPeriod));
  if (period < Period::kDay || r_.Is(k + 1, Class::kOf)) return std::nullopt;
  Dated d = Make(at, k + 1, {});
  const bool since = r_.Is(r_.Is(at - 1, Class::kThe) ? at - 2 : at - 1, Class::kSince);
  d.unsettled =
      !context_.reference || period == Period::kDay || (!since && TenseOf(d) == Tense::kPast);
  if (!d.unsettled) d.when = PeriodFromNow(period, 0);
  d.unsettled = d.unsettled || d.when.precision == Precision::kNone;
  return d;
}

// "the morning of June 6"
std::optional<Dated> DateReader::PartOfDay(size_t at, size_t k) const {
  for (const Production production : {&DateReader::ReadDayMonth, &DateReader::ReadMonthDay,
                                      &DateReader::ReadWeekday, &DateReader::ReadHoliday}) {
    std::optional<Dated> day = MayGoOn(k + 2) ? (this->*production)(k + 2) : std::nullopt;
    if (!day || !IsOneDay(*day) || day->when.precision != Precision::kDay) continue;
    day->begin = at;
    day->bare_word = false;
    day->when.code = r_.at(k).word->code;
    day->when.precision = Precision::kPartOfDay;
    return day;
  }
  return std::nullopt;
}

Dated DateReader::PartOfSomeDay(size_t at, size_t k) const {
  Dated d = Make(at, k + 1, {});
  d.shape = Dated::kTime;
  d.when.code = r_.at(k).word->code;
  d.when.precision = Precision::kPartOfDay;
  return d;
}

std::optional<Dated> DateReader::ReadDayPart(size_t at) const {
  size_t k = at;
  if (r_.Is(k, Class::kThe)) ++k;
  const bool placed = r_.Is(at - 1, Class::kBeforePart) ||
                      (r_.Is(at - 1, Class::kTimeCue) && r_.IsPeriod(k, Period::kWeekend));
  if (r_.IsPeriod(k, Period::kWeekend) && k > at && placed) {
    Dated d = Make(at, k + 1, {});
    d.unsettled = !context_.reference;
    if (context_.reference) {
      const CivilDay today = *context_.reference;
      const Tense tense = TenseAround(r_, at, k + 1);
      const bool weekend_now = absl::GetWeekday(today) >= absl::Weekday::saturday;
      d.when =
          WeekOf(tense == Tense::kFuture || weekend_now ? today : today - 7, Precision::kWeekend);
    }
    return d;
  }
  if (r_.ArePeriods(at, Period::kWeekend) && r_.Ends(at, Ending::kS) && placed) {
    Dated d{.begin = at, .end = at + 1};
    d.shape = Dated::kSet;
    d.literal = InAnyYear("WXX-WE");
    return d;
  }
  if (!r_.Is(k, Class::kPart) || r_.Is(k, Class::kPartAdverb)) return std::nullopt;
  if (r_.Is(k + 1, Class::kOf) && k > at) {
    if (std::optional<Dated> day = PartOfDay(at, k)) return day;
  }
  if ((k == at && !r_.Is(at - 1, Class::kAt)) || !placed) return std::nullopt;
  Dated d = PartOfSomeDay(at, k);
  if (r_.IsHyphen(k + 1) && r_.Is(k + 2, Class::kTimeNoun)) d.end = k + 3;  // "the night-time"
  if (r_.Ends(k, Ending::kS)) {                                             // "in the mornings"
    d.shape = Dated::kSet;
    d.literal = "T" + std::string(d.when.code);
  }
  d.bare_word = true;
  return d;
}

std::optional<Dated> DateReader::ReadFiscal(size_t at) const {
  size_t k = at;
  std::string_view code = "FY";
  if (r_.Is(k, Class::kFiscalCode)) {
    ++k;
  } else if (r_.Is(k, Class::kFiscal) && !r_.at(k).word->code.empty()) {
    code = r_.at(k).word->code;
    k = r_.SkipHyphen(k + 1);
    if (r_.IsPeriod(k, Period::kYear)) ++k;
  } else {
    return std::nullopt;
  }
  if (r_.Is(k, Class::kOf)) ++k;
  std::optional<int> year =
      r_.IsDigits(k) && r_.Surface(k).size() == 4 ? std::optional(r_.Int(k)) : std::nullopt;
  if (!year && r_.IsDigits(k) && r_.Surface(k).size() == 2 && r_.Is(at, Class::kFiscalCode))
    year = FullYear(r_.Int(k));
  if (!year || *year < 1900 || *year > kLastYear) return std::nullopt;
  When w = YearOf(*year);
  w.code = code;
  return Make(at, k + 1, w);
}

}  // namespace textanalysis::values
