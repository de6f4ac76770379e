// The grammar of dates, one method a form; a form returns the date that begins at `at` and nothing
// where there is none.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_DATE_READER_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_DATE_READER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/values/calendar.h"
#include "analysis/values/dates.h"
#include "analysis/values/reader.h"
#include "analysis/values/tense.h"

namespace textanalysis::values {

// Reads the date that begins at one atom.
class DateReader {
 public:
  DateReader(const Reader& reader, size_t at, const DateContext& context)
      : r_(reader), at_(at), context_(context) {}
  std::optional<Dated> Read() const;

 private:
  static constexpr size_t kMaxPhrase = 48;

  struct MonthName {
    int month;
    size_t end;
    bool abbreviated;
  };

  struct DayNumber {
    int day;
    size_t end;
    bool ordinal;
  };

  using Production = std::optional<Dated> (DateReader::*)(size_t) const;

  // What joins them: dates.cc.
  std::optional<Dated> ReadSimple(size_t at) const;
  std::optional<Dated> ReadNow(size_t at) const;
  Tense TenseOf(const Dated& d) const;
  // The point that lies `duration` from today: of the precision of its unit.
  std::optional<Dated> FromDuration(size_t at, size_t end, const Duration& duration,
                                    int sign) const;

  // Times of a day: date_times.cc.
  std::optional<Dated> ReadTime(size_t at) const;
  void Merge(const Dated& time, Dated* day) const;
  bool IsOneDay(const Dated& d) const;
  // "Friday at 3pm", "15:30 GMT on Sunday", "8am this morning".
  void TakeTime(Dated* d) const;
  // "Tuesday | in the morning"
  bool TakePartBehind(size_t k, Dated* d) const;
  // "early in the morning | on Friday"
  void TakeDayOfPart(size_t k, Dated* d) const;
  // "every Monday | at 4pm", "4pm | every Thursday"
  void TakeTimeOfSet(size_t k, Dated* d) const;
  bool TakeSet(size_t k, Dated* d) const;
  // Puts the time `d` on `day`, which stands behind it.
  void TakeDay(const Dated& day, Dated* d) const;
  // "Monday at 8", "last night at 8": the part of the day tells which of the two hours it is.
  void TakeHour(size_t k, Dated* d) const;
  // "Saturday from 10 to 4": `k` is at "from".
  void TakeHours(size_t k, Dated* d) const;
  // Moves hours into the part of a day; false where it does not tell.
  bool SetPart(std::string_view part, Dated* hours) const;
  // "between 3 and 5 on Monday"
  std::optional<Dated> ReadHoursOfDay(size_t at) const;

  // "at | 7 this morning"
  std::optional<Dated> ReadHourOfDay(size_t at) const;

  bool JoinsRange(const Dated& d, size_t k) const;
  // "5pm on Thursday | to 6am on Friday"
  void TakeRangeOfTimes(Dated* d) const;
  // The other end of a range: "March to May", "2014 and 2018" after "between", "Nov 18-Dec 19, 2015".
  void TakeRange(Dated* d) const;
  std::optional<Dated> ReadSimpleEnd(size_t k) const;
  void JoinRange(Dated* d, Dated* last) const;

  // Pieces: date_pieces.cc.

  // Four digits that are a year, at `k`.
  std::optional<int> YearAt(size_t k) const;
  // "nineteen ninety six", "twenty twenty-four", "two thousand and five".
  std::optional<std::pair<int, size_t>> SpokenYear(size_t k) const;
  // The year behind a month, day, quarter, season or holiday: "2019", ", 2019", "of 2019",
  // "'19", "of last year". Moves `*end`.
  std::optional<int> TakeYear(size_t* end) const;
  // A month's name; in small letters only where figures stand beside it.
  std::optional<MonthName> MonthAt(size_t k, bool beside_figures) const;
  // "3", "3rd", "twenty-second", "twenty nine".
  std::optional<DayNumber> DayAt(size_t k, bool words) const;
  bool IsRangeJoint(size_t k) const;
  When Day(std::optional<int> year, int month, int day) const;
  Dated Make(size_t begin, size_t end, When when) const;
  bool IsNoun(size_t k) const;
  std::optional<int> WeekdayAt(size_t k) const;
  void TakePart(Dated* d) const;
  Dated FromToday(size_t begin, size_t end, int days) const;
  Dated Unsettled(size_t begin, size_t end) const;
  When YearOf(int year) const;
  Phrase HolidayAt(size_t k) const;
  bool IsPlural(size_t k) const;
  bool IsToday(size_t k) const;
  // The value of "BC", "CE", "AD" in capitals; 0 for none.
  int EraAt(size_t k) const;

  // Days and months as written: date_forms.cc.

  // "2024-05-03", "2024-05-03T09:00", "2015-12", "2019-Q1", "2019-aug-01".
  std::optional<Dated> ReadIso(size_t at) const;
  // "2020-Sep-23", "23/2020/September": a year, a day and a month's name in any order.
  std::optional<Dated> ReadJoined(size_t at) const;
  // "20160923"
  std::optional<Dated> ReadDigits(size_t at) const;
  void TakeIsoTime(Dated* d) const;
  std::optional<Dated> ReadIsoClock(size_t k) const;
  // "22/04/2019", "23.04.2022", "05-Aug-2016", "12-2015", and "5/12" after "on".
  std::optional<Dated> ReadNumeric(size_t at) const;
  std::pair<int, int> MonthDayOrder(int a, int b, bool points) const;
  std::optional<Dated> NumericWithName(size_t at, const MonthName& name) const;
  std::optional<Dated> MonthAndYear(size_t at, int month, int year) const;
  // "10/1-11/2/2017", "from 5/1-5/7": days before months or behind, as the text has them.
  std::optional<Dated> ReadNumericRange(size_t at) const;
  // "on 22/04": without a year only where "on" or a weekday says that it is a day.
  std::optional<Dated> DayAndMonth(size_t at, int a, int b) const;
  // "3 June 2024", "the 4th of July, 1995", "3–5 June", "18 and 19 June", "9th to the 12th of June".
  std::optional<Dated> ReadDayMonth(size_t at) const;
  // "I counted 12 may be …": a small "may" or "march" is a verb; "5 May" in words is none.
  bool PlausibleDayMonth(size_t at, const DayNumber& day, const MonthName& month, size_t k) const;
  // "June 3, 2024", "May 4", "June 3-5, 2024", "April the ninth", "June 2024", "Sept. 5".
  std::optional<Dated> ReadMonthDay(size_t at) const;
  // "March 500 people": the figure must end as a day does.
  bool DayFits(size_t k, const DayNumber& day) const;
  std::optional<DayNumber> RangeDay(size_t* end, int first) const;
  // "May 28 | to the 3rd": a day of that month or, where it comes no later, of the next.
  std::optional<When> NextDay(size_t* end, const When& first) const;
  // Whether nothing behind a day's number says of what else it is: "the 3rd | Division".
  bool IsNumberOfDay(size_t end) const;
  // "May 5, 2019", "Sep-23-2020".
  std::optional<int> TakeDayYear(size_t* end) const;
  // "June 2024", "in January", "May": a bare "May" or "March" must stand as a date does.
  std::optional<Dated> ReadMonthAlone(size_t at, const MonthName& month) const;
  bool StandsAsMonth(size_t at, const MonthName& month) const;
  // "Friday", "Tuesday, Jan 15", "Wednesday next week", "Monday of last week", "Friday night".
  std::optional<Dated> ReadWeekday(size_t at) const;
  // "Mondays", "on Tuesday afternoons".
  std::optional<Dated> ReadWeekdays(size_t at) const;
  // "Friday | mornings"
  Dated SetOfWeekday(size_t at, size_t end, int weekday) const;
  Dated PartOfWeekdays(size_t at, size_t k, int weekday) const;
  std::optional<Dated> DateBesideWeekday(size_t at, size_t k) const;

  // Days and periods by their distance from now: date_relative.cc.

  // "yesterday", "tomorrow night", "tonight", "the day before yesterday".
  std::optional<Dated> ReadRelativeDay(size_t at) const;
  // "last week", "this coming Sunday", "next three days", "last December", "this morning".
  std::optional<Dated> ReadShifted(size_t at) const;
  // A weekday, month, season, holiday or part of a day behind "last", "this", "next".
  std::optional<Dated> ReadShiftedDay(size_t at, size_t k, int shift, bool past_word) const;
  // "the previous Friday" is of the week before, "the following Friday" of what is past of a story.
  void SettleNarrative(size_t k, int shift, Dated* d) const;
  std::optional<Dated> ShiftedHoliday(size_t at, size_t k, int shift) const;
  When ShiftedWeekday(int weekday, int shift) const;
  // "last" is the last that is over, "next" the first that has not begun, "this" this year's.
  void SetShiftedYear(When* w, int shift) const;
  std::optional<Dated> ShiftedPeriod(size_t at, size_t k, int shift, bool narrative,
                                     bool past_word) const;
  std::optional<Dated> YearAndHalf(size_t at, size_t k, int shift) const;
  bool IsOfStory(const Dated& d, Period period) const;
  // The period `shift` from today's.
  When PeriodFromNow(Period period, int shift) const;
  // The stretch of `duration` that begins or ends today, as precise as its unit.
  std::optional<Dated> ShiftedDuration(size_t at, const Duration& duration, int shift) const;
  // "two weeks ago", "three years earlier", "in two weeks" of what will be, "two weeks from now",
  // and lengths of time by themselves.
  std::optional<Dated> ReadAroundNow(size_t at) const;
  std::optional<Dated> ReadAll(size_t at) const;
  // "a week ago | Friday", "a year ago | today"
  std::optional<Dated> DayLongAgo(size_t at, size_t k, const Duration& duration) const;
  // "two Sundays ago", "three Fridays from now"
  std::optional<Dated> ReadCountOfWeekdays(size_t at) const;
  // "the 2 next days", "three past months": ReadShifted reads them in the usual order.
  std::optional<Dated> ReadCountShifted(size_t at) const;
  // "two days before yesterday", "3 days after January 12", "four months from tomorrow".
  std::optional<Dated> FromAnchor(size_t at, size_t k, const Duration& duration) const;
  // "a few days", "several weeks": a length that the text leaves open.
  std::optional<Dated> ReadFewPeriods(size_t at) const;

  // Years, their parts and what is named after them: date_periods.cc.

  // "the third quarter of 2024", "Q3", "first half of 2021", "the last week of July", "first Monday
  // in May", "the week of April 10", "2019 Q1".
  std::optional<Dated> ReadPartOfPeriod(size_t at) const;
  Dated Century(size_t at, size_t end, int number) const;
  // "the first decade | of the century"
  std::optional<Dated> DecadeOfCentury(size_t at, size_t k, int index) const;
  std::optional<Dated> OfYear(size_t at, size_t end, Precision precision, int index) const;
  // "Q3 2024", "Q3 of 2024", "2019 Q1", "H1 2021".
  std::optional<Dated> ReadQuarterCode(size_t at) const;
  // "week of April 10", "week ending 5 May", "weekend of June 8", "w/c 4 Feb" at `k`.
  std::optional<Dated> WeekOfDay(size_t at, size_t k) const;
  // "week 12 of 2020"
  std::optional<Dated> NumberedWeek(size_t at, size_t k) const;
  // The `index`-th (-1: last) period or weekday, named at `k`, of a month or year.
  std::optional<Dated> PartOf(size_t at, size_t k, int index) const;
  // A month or year: "July", "next month", "2016", "the year".
  std::optional<Dated> WholeAt(size_t k) const;
  // "the summer of 1969", "spring 2020", "in the autumn".
  std::optional<Dated> ReadSeason(size_t at) const;
  // "the 1990s", "'90s", "the late 1980s", "the nineties", "the 340s BC".
  std::optional<Dated> ReadDecade(size_t at) const;
  // "the nineties", "the nineteen-eighties", "the seventeen hundreds"
  std::optional<Dated> ReadDecadeInWords(size_t at, size_t k, bool the) const;
  std::optional<Dated> ReadHoliday(size_t at) const;
  // "2019", "2019-20", "the year 2008", "300 BC", "AD 79", "in nineteen ninety six".
  std::optional<Dated> ReadYearAlone(size_t at) const;
  // "2019-20", "2010–2015", "1999-00", "2019/20".
  std::optional<Dated> ReadYearSpan(size_t at, int first) const;
  // "some 1900 people", "employs 2000 staff" against "the 2019 election", "2019 was".
  bool StandsAsYear(size_t at) const;
  // Whether two words before `at` hedge it: "more than".
  bool IsHedged(size_t at) const;
  // "end of 2000", "early June", "mid-1989", "late last year": the whole's value, no finer.
  std::optional<Dated> ReadRough(size_t at) const;
  std::optional<Dated> RoughPeriod(size_t at, size_t k) const;
  std::optional<Dated> PartOfDay(size_t at, size_t k) const;
  Dated PartOfSomeDay(size_t at, size_t k) const;
  // "in the morning", "at the weekend", "at night": found, without a day.
  std::optional<Dated> ReadDayPart(size_t at) const;
  // "FY2023", "fiscal 2021", "financial year 2020-21", "fiscal year".
  std::optional<Dated> ReadFiscal(size_t at) const;

  // Stretches that are counted off: date_spans.cc.

  // "the first six months of 2020", "the last two weeks of August"
  std::optional<Dated> ReadParts(size_t at) const;
  bool SetParts(Period period, int count, bool first, Days whole, Dated* d) const;
  When MonthOf(absl::CivilMonth month) const;
  // "the week after next", "the Friday before last"
  std::optional<Dated> ReadBeyond(size_t at) const;
  // "the 15th | of next month", "the 4th | to the 22nd of this month"
  std::optional<Dated> DaysOfMonth(size_t at, const DayNumber& first) const;
  std::optional<Dated> DayOfMonth(size_t at, size_t k, int day) const;
  // "on | the 27th": the nearest by tense.
  std::optional<Dated> ReadDayAlone(size_t at) const;
  bool IsOnCourse(size_t at) const;
  std::optional<Dated> NearestDay(size_t at, size_t end, int day) const;
  // "Friday | the 13th"
  std::optional<Dated> WeekdayAndDay(size_t at, size_t n, int weekday) const;

  // What comes back: date_sets.cc.

  // "every Tuesday", "each day", "every other week", "daily".
  std::optional<Dated> ReadSet(size_t at) const;
  std::optional<Dated> ReadTimes(size_t at) const;
  std::optional<Dated> EveryPeriod(size_t at, size_t k, int n) const;
  // "every first Sunday of the month": no code says which.
  std::optional<Dated> EveryNth(size_t at, size_t k) const;

  // Whether a phrase may go on at `k` with a phrase of its own ("the day before | the day before …"):
  // none is so long, and each within another takes room on the stack.
  bool MayGoOn(size_t k) const { return r_.Has(k) && k < at_ + kMaxPhrase; }

  const Reader& r_;
  const size_t at_;
  const DateContext& context_;
};

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_DATE_READER_H_
