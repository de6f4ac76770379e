// Days and periods by their distance from now: "yesterday", "last week", "three years ago".

#include <cstdlib>
#include <string_view>

#include "analysis/values/date_reader.h"

namespace textanalysis::values {

using absl::CivilDay;
using absl::CivilMonth;

namespace {

// The day that lies `n` working days, Monday to Friday, from `day`.
CivilDay WorkingDay(CivilDay day, int n) {
  const int step = n < 0 ? -1 : 1;
  day += n / 5 * 7;
  for (int left = std::abs(n) % 5; left > 0;) {
    day += step;
    if (absl::GetWeekday(day) < absl::Weekday::saturday) --left;
  }
  while (absl::GetWeekday(day) >= absl::Weekday::saturday) day -= step;
  return day;
}

}  // namespace

std::optional<Dated> DateReader::ReadRelativeDay(size_t at) const {
  if (r_.Is(at, Class::kTonight)) {
    Dated d = FromToday(at, at + 1, 0);
    d.when.code = "NI";
    if (!d.unsettled) d.when.precision = Precision::kPartOfDay;
    return d;
  }
  size_t k = at;
  if (r_.Is(k, Class::kThe)) ++k;
  if (r_.IsPeriod(k, Period::kDay) &&
      (r_.Is(k + 1, Class::kBefore) || r_.Is(k + 1, Class::kAfter)) &&
      r_.Is(k + 2, Class::kRelativeDay) && r_.Value(k + 2, Class::kRelativeDay) != 0) {
    const int day = r_.Value(k + 2, Class::kRelativeDay);
    return FromToday(at, k + 3, day + (r_.Is(k + 1, Class::kBefore) ? -1 : 1));
  }
  if (r_.IsPeriod(k, Period::kDay) && k > at) {  // "the day after Christmas"
    return FromAnchor(at, k + 1,
                      {.end = k + 1, .period = Period::kDay, .count = 1, .single = true});
  }
  if (!r_.Is(at, Class::kRelativeDay)) return std::nullopt;
  Dated d = FromToday(at, at + 1, r_.Value(at, Class::kRelativeDay));
  TakePart(&d);
  return d;
}

std::optional<Dated> DateReader::ReadShifted(size_t at) const {
  size_t k = at;
  const bool narrative = r_.Is(k, Class::kNarrative);
  if (!r_.Is(k, Class::kShift) && !narrative) return std::nullopt;
  // "Following Monday's debate": after it.
  if (narrative && WeekdayAt(k + 1) && r_.IsSymbol(k + 2, "'")) return std::nullopt;
  int shift = r_.Value(k, narrative ? Class::kNarrative : Class::kShift);
  const bool past_word = r_.Is(k, Class::kUpToNow);
  // "will not last two hours" is a verb.
  if (r_.Is(k, Class::kVerbToo) && (r_.Is(k - 1, Class::kFuture) || r_.Is(k - 1, Class::kModal) ||
                                    r_.Is(k - 1, Class::kTo) || r_.Is(k - 1, Class::kNot)))
    return std::nullopt;
  ++k;
  // "this coming Sunday", "this past week"
  if (shift == 0 && r_.Is(k, Class::kShift)) shift = r_.Value(k++, Class::kShift);
  if (std::optional<Dated> date = ReadShiftedDay(at, k, shift, past_word)) {
    if (narrative) SettleNarrative(k, shift, &*date);
    return date;
  }
  if (r_.Is(k, Class::kPeriod) || r_.Is(k, Class::kFiscal))
    return ShiftedPeriod(at, k, shift, narrative, past_word || r_.Is(k - 1, Class::kUpToNow));
  std::optional<Duration> duration = ReadDuration(r_, k);
  if (r_.Is(k, Class::kNumber) && r_.ArePeriods(k + 1, Period::kQuarter) &&
      r_.Ends(k + 1, Ending::kS))  // "three quarters" of years
    duration = Duration{.end = k + 2,
                        .period = Period::kQuarter,
                        .count = r_.Value(k, Class::kNumber),
                        .single = true};
  if (duration && !duration->article && !narrative) return ShiftedDuration(at, *duration, shift);
  if (r_.Is(k, Class::kFew)) {
    size_t n = k + 1;
    if (r_.Is(n, Class::kOf)) ++n;
    if (r_.Is(n, Class::kPeriod)) return Unsettled(at, n + 1);
  }
  return std::nullopt;
}

void DateReader::SettleNarrative(size_t k, int shift, Dated* d) const {
  const std::optional<int> weekday = WeekdayAt(k);
  if (!weekday || d->unsettled || d->end != k + 1 || !context_.reference ||
      d->when.precision != Precision::kDay)
    return;
  if (shift < 0) {
    d->when = DayOf(MondayOf(*context_.reference) - 7 + (*weekday - 1));
  } else {
    d->unsettled = TenseOf(*d) == Tense::kPast;
  }
}

std::optional<Dated> DateReader::ReadShiftedDay(size_t at, size_t k, int shift,
                                                bool past_word) const {
  if (const std::optional<int> weekday = WeekdayAt(k)) {
    if (std::optional<Dated> date = DateBesideWeekday(at, k + 1)) return date;
    Dated d = Make(at, k + 1, ShiftedWeekday(*weekday, shift));
    d.unsettled = !context_.reference;
    TakePart(&d);
    return d;
  }
  if (const std::optional<MonthName> month = MonthAt(k, false); month && !past_word) {
    if (DayAt(month->end, false)) return std::nullopt;
    When w;
    w.precision = Precision::kMonth;
    w.month = month->month;
    SetShiftedYear(&w, shift);
    Dated d = Make(at, month->end, w);
    d.unsettled = !context_.reference;
    return d;
  }
  if (r_.Is(k, Class::kSeason) && !past_word) {
    When w;
    w.precision = Precision::kSeason;
    w.code = r_.at(k).word->code;
    SetShiftedYear(&w, shift);
    Dated d = Make(at, k + 1, w);
    d.unsettled = !context_.reference;
    return d;
  }
  if (r_.Is(k, Class::kPart) && r_.at(k).word->code != "DT" && r_.at(k).word->code != "MEL") {
    const bool night = r_.at(k).word->code == "NI" || r_.at(k).word->code == "EV";
    if (shift < 0 && !night) return std::nullopt;
    Dated d = FromToday(at, k + 1, shift);
    d.when.code = r_.at(k).word->code;
    if (!d.unsettled) d.when.precision = Precision::kPartOfDay;
    return d;
  }
  return ShiftedHoliday(at, k, shift);
}

std::optional<Dated> DateReader::ShiftedHoliday(size_t at, size_t k, int shift) const {
  const Phrase phrase = HolidayAt(k);
  if (phrase.end == 0) return std::nullopt;
  const std::string_view rule = r_.vocabulary().holiday(phrase.index).rule;
  Dated d = Make(at, phrase.end, {});
  d.unsettled = !context_.reference || rule.empty();
  if (d.unsettled) return d;
  int year = static_cast<int>(context_.reference->year());
  std::optional<CivilDay> day = HolidayIn(rule, year);
  if (day && shift < 0 && *day >= *context_.reference) day = HolidayIn(rule, --year);
  if (day && shift > 0 && *day <= *context_.reference) day = HolidayIn(rule, ++year);
  d.unsettled = !day;
  if (day) d.when = DayOf(*day);
  return d;
}

When DateReader::ShiftedWeekday(int weekday, int shift) const {
  if (!context_.reference) return {};
  const CivilDay today = *context_.reference;
  const int now = static_cast<int>(absl::GetWeekday(today)) + 1;
  const int back = (now - weekday + 7) % 7;
  if (shift < 0) return DayOf(today - (back == 0 ? 7 : back));
  if (shift > 0) return DayOf(today + (7 - back));
  return DayOf(MondayOf(today) + (weekday - 1));
}

void DateReader::SetShiftedYear(When* w, int shift) const {
  if (!context_.reference) return;
  const CivilDay today = *context_.reference;
  w->year = static_cast<int>(today.year());
  w->year_said = true;
  if (shift == 0) return;
  const std::optional<Days> days = DaysOf(*w);
  if (!days) return;
  if (shift < 0 && days->second >= today) --*w->year;
  if (shift > 0 && days->first <= today) ++*w->year;
}

std::optional<Dated> DateReader::ShiftedPeriod(size_t at, size_t k, int shift, bool narrative,
                                               bool past_word) const {
  std::string_view fiscal;
  if (r_.Is(k, Class::kFiscal)) {
    fiscal = r_.at(k).word->code;
    ++k;
    if (!r_.Is(k, Class::kPeriod)) return std::nullopt;
  }
  const auto period = static_cast<Period>(r_.Value(k, Class::kPeriod));
  if (r_.Ends(k, Ending::kS) || period < Period::kHour) return std::nullopt;
  if (period == Period::kHour) {  // "in the next hour"
    if (shift == 0 || !r_.Is(at - 1, Class::kThe)) return std::nullopt;
    return Unsettled(at, k + 1);
  }
  if (r_.Is(k + 1, Class::kOf) && !r_.Is(k, Class::kFiscal)) {
    if (std::optional<Dated> part = PartOf(at, k, shift < 0 ? -1 : 0)) return part;
  }
  Dated d = Make(at, k + 1, {});
  d.unsettled = !context_.reference || (narrative && (!fiscal.empty() || IsOfStory(d, period)));
  if (d.unsettled) return d;
  if (!fiscal.empty() && period == Period::kYear) {
    d.when.precision = Precision::kYear;
    d.when.code = fiscal;
    d.when.year = static_cast<int>(context_.reference->year()) + shift;
    return d;
  }
  // "the next day" is of a story; "the last year", "over the next week" run from today.
  const bool the = r_.Is(at - 1, Class::kThe) && shift != 0;
  if (the && shift > 0 &&
      (period == Period::kDay || (period != Period::kQuarter && TenseOf(d) == Tense::kPast))) {
    d.unsettled = true;
    return d;
  }
  const bool counted = period == Period::kWeek || period == Period::kMonth ||
                       period == Period::kYear || period == Period::kDecade;
  const bool rolling =
      (past_word && shift < 0 && period != Period::kWeekend && period != Period::kDay) ||
      (the && counted);
  if (std::optional<Dated> longer = YearAndHalf(at, k, shift)) return longer;
  if (rolling || (period == Period::kFortnight && shift != 0)) {
    Duration one;
    one.end = k + 1;
    one.period = period;
    one.count = 1;
    one.single = true;
    return ShiftedDuration(at, one, shift);
  }
  d.when = PeriodFromNow(period, shift);
  if (d.when.precision == Precision::kNone) return std::nullopt;
  // "next week on Tuesday", "last week Monday"
  const size_t day_at = r_.Is(k + 1, Class::kOn) ? k + 2 : k + 1;
  if (const std::optional<int> weekday =
          period == Period::kWeek ? WeekdayAt(day_at) : std::nullopt) {
    d.when = DayOf(MondayOf(*context_.reference) + 7 * shift + (*weekday - 1));
    d.end = day_at + 1;
    TakePart(&d);
  }
  return d;
}

// "the last | year and a half"
std::optional<Dated> DateReader::YearAndHalf(size_t at, size_t k, int shift) const {
  if (!r_.IsPeriod(k, Period::kYear) || !r_.Is(k + 1, Class::kAnd) ||
      !r_.Is(k + 2, Class::kArticle) || !r_.IsHalf(k + 3) || shift == 0)
    return std::nullopt;
  constexpr int kMonths = 18;
  Dated d = Make(at, k + 4, PeriodFromNow(Period::kMonth, shift < 0 ? -kMonths : 0));
  d.until = PeriodFromNow(Period::kMonth, shift < 0 ? 0 : kMonths);
  return d;
}

// "the following week" is of a story, but of what is to come; quarters are told without a verb.
bool DateReader::IsOfStory(const Dated& d, Period period) const {
  if (period == Period::kDay) return true;
  const Tense tense = TenseOf(d);
  return tense == Tense::kPast || (tense == Tense::kUnknown && period != Period::kQuarter);
}

When DateReader::PeriodFromNow(Period period, int shift) const {
  const CivilDay today = *context_.reference;
  const int year = static_cast<int>(today.year());
  When w;
  w.year_said = true;
  switch (period) {
    case Period::kDay:
      return DayOf(today + shift);
    case Period::kWeek:
      return WeekOf(today + 7 * shift);
    case Period::kWeekend:
      return WeekOf(today + 7 * shift, Precision::kWeekend);
    case Period::kFortnight:
      return {};
    case Period::kMonth: {
      const CivilMonth month = CivilMonth(today) + shift;
      w.precision = Precision::kMonth;
      w.year = static_cast<int>(month.year());
      w.month = month.month();
      return w;
    }
    case Period::kQuarter: {
      const int quarter = year * 4 + (today.month() - 1) / 3 + shift;
      w.precision = Precision::kQuarter;
      w.year = quarter / 4;
      w.index = quarter % 4 + 1;
      return w;
    }
    case Period::kYear:
      w.precision = Precision::kYear;
      w.year = year + shift;
      return w;
    case Period::kDecade:
      w.precision = Precision::kDecade;
      w.year = (year / 10 + shift) * 10;
      return w;
    case Period::kCentury:
      w.precision = Precision::kCentury;
      w.year = (year / 100 + shift) * 100;
      return w;
    default:
      return {};
  }
}

std::optional<Dated> DateReader::ShiftedDuration(size_t at, const Duration& duration,
                                                 int shift) const {
  Dated d = Make(at, duration.end, {});
  d.unsettled = !context_.reference || !duration.single || shift == 0 ||
                duration.count > kMaxShift || duration.period <= Period::kHour ||
                duration.count < 1;
  if (d.unsettled) return d;
  const CivilDay today = *context_.reference;
  const int n = duration.count;
  if (duration.working && duration.period == Period::kDay) {
    const CivilDay end = shift > 0 ? WorkingDay(today, n) : today;
    d.when = DayOf(shift > 0 ? WorkingDay(today, 1) : WorkingDay(today, -n));
    d.until = DayOf(end);
    return d;
  }
  if (duration.period == Period::kDay || duration.period == Period::kWeek ||
      duration.period == Period::kFortnight) {
    const int days = n * (duration.period == Period::kDay    ? 1
                          : duration.period == Period::kWeek ? 7
                                                             : 14);
    d.when = DayOf(shift > 0 ? today + 1 : today - days);
    d.until = DayOf(shift > 0 ? today + days : today);
    return d;
  }
  const Period unit = duration.period == Period::kDecade || duration.period == Period::kCentury
                          ? Period::kYear
                          : duration.period;
  const int steps = n * (duration.period == Period::kDecade    ? 10
                         : duration.period == Period::kCentury ? 100
                                                               : 1);
  if (unit == Period::kWeekend || unit == Period::kMillennium) {
    d.unsettled = true;
    return d;
  }
  const Period step = unit == Period::kQuarter || unit == Period::kMonth ? unit : Period::kYear;
  // A single past year is told by months.
  if (step == Period::kYear && n == 1 && duration.period == Period::kYear) {
    d.when = PeriodFromNow(Period::kMonth, shift > 0 ? 0 : -12);
    d.until = PeriodFromNow(Period::kMonth, shift > 0 ? 12 : 0);
    return d;
  }
  if (step == Period::kQuarter) {  // Quarters are counted whole.
    d.when = PeriodFromNow(step, shift > 0 ? 1 : -steps);
    d.until = PeriodFromNow(step, shift > 0 ? steps : -1);
    return d;
  }
  d.when = PeriodFromNow(step, shift > 0 ? 0 : -steps);
  d.until = PeriodFromNow(step, shift > 0 ? steps : 0);
  return d;
}

std::optional<Dated> DateReader::ReadAroundNow(size_t at) const {
  std::optional<Duration> duration = ReadDuration(r_, at);
  if (!duration) {
    if (std::optional<Dated> day = ReadCountOfWeekdays(at)) return day;
    return r_.Is(at, Class::kWhole) ? ReadAll(at) : ReadCountShifted(at);
  }
  size_t k = duration->end;
  if (r_.Is(k, Class::kAgo)) {
    if (std::optional<Dated> day = DayLongAgo(at, k + 1, *duration)) return day;
    return FromDuration(at, k + 1, *duration, -1);
  }
  if (r_.Is(k, Class::kFrom) && (r_.Is(k + 1, Class::kNow) || IsToday(k + 1)))
    return FromDuration(at, k + 2, *duration, 1);
  if (std::optional<Dated> anchored = FromAnchor(at, k, *duration)) return anchored;
  if (r_.IsSymbol(k, "'") &&
      r_.Is(at - 1, Class::kIn)) {  // "in two weeks' time", "in a year's time"
    const size_t time = r_.Is(k + 1, Class::kGenitive) ? k + 2 : k + 1;
    if (r_.Is(time, Class::kTimeNoun)) return FromDuration(at, time + 1, *duration, 1);
  }
  Dated d{.begin = at, .end = k};
  d.shape = Dated::kDuration;
  d.literal = duration->iso8601;
  if (r_.Is(k, Class::kApart)) {
    ++d.end;
    return d;
  }
  // "the last week of", "year-old" are others' business.
  const size_t next = r_.SkipHyphen(k);
  if (r_.Is(next, Class::kOld)) return std::nullopt;
  const bool in = r_.Is(at - 1, Class::kIn) && !r_.Is(at - 2, Class::kTimes) &&
                  !duration->iso8601.starts_with("PT");
  if (in && TenseAround(r_, at, k) == Tense::kFuture && duration->single && !r_.IsHyphen(k - 2)) {
    if (std::optional<Dated> future = FromDuration(at, k, *duration, 1)) return future;
  }
  return d;
}

std::optional<Dated> DateReader::DayLongAgo(size_t at, size_t k, const Duration& duration) const {
  if (!context_.reference || !duration.single || duration.count > kMaxShift) return std::nullopt;
  const CivilDay today = *context_.reference;
  const bool weeks = duration.period == Period::kWeek || duration.period == Period::kFortnight;
  const int days = (duration.period == Period::kFortnight ? 14 : weeks ? 7 : 1) * duration.count;
  if (const std::optional<int> weekday = WeekdayAt(k); weekday && weeks) {
    const When last = ShiftedWeekday(*weekday, -1);
    return Make(at, k + 1, DayOf(CivilDay(*last.year, last.month, last.day) - days));
  }
  if (!IsToday(k)) return std::nullopt;
  if (weeks || duration.period == Period::kDay) return Make(at, k + 1, DayOf(today - days));
  if (duration.period != Period::kMonth && duration.period != Period::kYear) return std::nullopt;
  const CivilMonth month =
      CivilMonth(today) - duration.count * (duration.period == Period::kYear ? 12 : 1);
  if (month.year() < 1) return std::nullopt;
  return Make(at, k + 1, DayOf(CivilDay(month.year(), month.month(), today.day())));
}

std::optional<Dated> DateReader::ReadCountOfWeekdays(size_t at) const {
  const int count = r_.IsDigits(at)             ? r_.Int(at)
                    : r_.Is(at, Class::kNumber) ? r_.Value(at, Class::kNumber)
                                                : 0;
  if (count < 1 || count > 52 || !r_.Is(at + 1, Class::kWeekdays)) return std::nullopt;
  const bool ago = r_.Is(at + 2, Class::kAgo);
  const bool ahead = r_.Is(at + 2, Class::kFrom) && r_.Is(at + 3, Class::kNow);
  if (!ago && !ahead) return std::nullopt;
  Dated d = Unsettled(at, ago ? at + 3 : at + 4);
  if (!context_.reference) return d;
  d.when = ShiftedWeekday(r_.Value(at + 1, Class::kWeekdays), ago ? -1 : 1);
  const CivilDay nearest(*d.when.year, d.when.month, d.when.day);
  d.when = DayOf(nearest + (ago ? -7 : 7) * (count - 1));
  d.unsettled = false;
  return d;
}

// "all day", "all week": as long as that is.
std::optional<Dated> DateReader::ReadAll(size_t at) const {
  if (!r_.Is(at, Class::kAll) || !r_.Is(at + 1, Class::kPeriod) || r_.Ends(at + 1, Ending::kS))
    return std::nullopt;
  const auto period = static_cast<Period>(r_.Value(at + 1, Class::kPeriod));
  std::string_view iso;
  if (period == Period::kDay) iso = "P1D";
  if (period == Period::kWeek) iso = "P1W";
  if (period == Period::kMonth) iso = "P1M";
  if (period == Period::kYear) iso = "P1Y";
  if (iso.empty() || IsNoun(at + 2)) return std::nullopt;
  Dated d{.begin = at, .end = at + 2};
  d.shape = Dated::kDuration;
  d.literal = iso;
  return d;
}

std::optional<Dated> DateReader::ReadCountShifted(size_t at) const {
  if (!r_.IsDigits(at) && !r_.Is(at, Class::kNumber)) return std::nullopt;
  const std::optional<Numeral> n = ReadNumeral(r_, at);
  if (!n || n->ordinal || !r_.Is(n->end, Class::kShift) || !r_.Is(n->end + 1, Class::kPeriod))
    return std::nullopt;
  const std::optional<int64_t> count = n->value.ToInt();
  if (!count || *count < 1 || *count > kMaxShift) return std::nullopt;
  Duration duration;
  duration.end = n->end + 2;
  duration.period = static_cast<Period>(r_.Value(n->end + 1, Class::kPeriod));
  duration.count = static_cast<int>(*count);
  duration.single = true;
  return ShiftedDuration(at, duration, r_.Value(n->end, Class::kShift));
}

std::optional<Dated> DateReader::FromAnchor(size_t at, size_t k, const Duration& duration) const {
  const bool before = r_.Is(k, Class::kBefore), after = r_.Is(k, Class::kAfter);
  const bool on = r_.Is(k, Class::kOn) && WeekdayAt(k + 1);  // "a week on Friday"
  if (!before && !after && !r_.Is(k, Class::kFrom) && !on) return std::nullopt;
  if (!duration.single || duration.count > kMaxShift || !MayGoOn(k + 1)) return std::nullopt;
  std::optional<Dated> anchor;
  for (const Production production :
       {&DateReader::ReadRelativeDay, &DateReader::ReadDayMonth, &DateReader::ReadMonthDay,
        &DateReader::ReadIso, &DateReader::ReadNumeric, &DateReader::ReadHoliday,
        &DateReader::ReadShifted, &DateReader::ReadWeekday}) {
    std::optional<Dated> found = (this->*production)(k + 1);
    if (found && (!anchor || found->end > anchor->end)) anchor = std::move(found);
  }
  if (!anchor || anchor->unsettled || anchor->shape != Dated::kDate) return std::nullopt;
  if (anchor->when.weekday != 0 && !anchor->when.HasDay() && context_.reference) {
    const std::string_view code = anchor->when.code;
    // "a week from Friday", "three days after Friday's vote"
    const bool past = before || (after && TenseOf(*anchor) == Tense::kPast);
    anchor->when = ShiftedWeekday(anchor->when.weekday, past ? -1 : 1);
    if (!code.empty()) return std::nullopt;
  }
  if (!anchor->when.HasDay()) return std::nullopt;
  SetYear(&anchor->when, context_.reference,
          anchor->needs_tense ? TenseOf(*anchor) : Tense::kUnknown);
  const std::optional<Days> days = DaysOf(anchor->when);
  if (!days) return std::nullopt;
  if (duration.period == Period::kMonth || duration.period == Period::kYear) {
    const int months =
        duration.count * (duration.period == Period::kYear ? 12 : 1) * (before ? -1 : 1);
    if (std::abs(months) > kMaxShift) return std::nullopt;
    const CivilMonth month = CivilMonth(days->first) + months;
    if (month.year() < 1 || month.year() > 9999) return std::nullopt;
    return Make(at, anchor->end, DayOf(CivilDay(month.year(), month.month(), days->first.day())));
  }
  DateContext shifted = context_;
  shifted.reference = days->first;
  return DateReader(r_, at, shifted).FromDuration(at, anchor->end, duration, before ? -1 : 1);
}

std::optional<Dated> DateReader::ReadFewPeriods(size_t at) const {
  size_t k = at;
  if (r_.Is(k, Class::kArticle)) ++k;
  if (!r_.Is(k, Class::kFew)) return std::nullopt;
  ++k;
  if (r_.Is(k, Class::kOf)) ++k;
  if (!r_.Is(k, Class::kPeriod) || !r_.Ends(k, Ending::kS)) return std::nullopt;
  ++k;
  if (r_.Is(k, Class::kAgo) || r_.Is(k, Class::kApart)) ++k;
  Dated d = Unsettled(at, k);
  d.shape = Dated::kDuration;
  return d;
}

}  // namespace textanalysis::values
