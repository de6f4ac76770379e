// Days and months as they are written: "3 June 2024", "2019-11-19", "22/04/2019", "Friday".

#include <string>
#include <string_view>

#include "analysis/values/date_reader.h"

namespace textanalysis::values {
std::optional<Dated> DateReader::ReadIso(size_t at) const {
  if (std::optional<Dated> joined = ReadJoined(at)) return joined;
  if (std::optional<Dated> digits = ReadDigits(at)) return digits;
  if (!r_.IsDigits(at) || r_.Surface(at).size() != 4 || !r_.Glued(at + 1) || !r_.Glued(at + 2))
    return std::nullopt;
  const bool dash = r_.IsSymbol(at + 1, "-");
  const bool slash = r_.IsSymbol(at + 1, "/");
  if (!dash && !slash && !r_.IsSymbol(at + 1, ".")) return std::nullopt;
  const int year = r_.Int(at);
  if (year < 1000 || year > 2999) return std::nullopt;
  if (!r_.IsDigits(at + 2) || r_.Surface(at + 2).size() > 2) return std::nullopt;
  const int month = r_.Int(at + 2);
  const bool day_follows = r_.Glued(at + 3) && r_.Surface(at + 3) == r_.Surface(at + 1) &&
                           r_.Glued(at + 4) && r_.IsDigits(at + 4) &&
                           r_.Surface(at + 4).size() <= 2;
  if (!day_follows) {
    // "2010-12" are two years; "2015-12" is a December.
    if (!dash || r_.Surface(at + 2).size() != 2 || month > year % 100) return std::nullopt;
    return MonthAndYear(at, month, year);
  }
  Dated d = Make(at, at + 5, Day(year, month, r_.Int(at + 4)));
  d.unsettled = month < 1 || month > 12 || !IsDay(year, month, d.when.day);
  if (!r_.EndsBefore(d.end) && !r_.IsLetter(d.end, 'T')) return std::nullopt;
  if (r_.Glued(d.end) && r_.IsLetter(d.end, 'T')) TakeIsoTime(&d);
  return d;
}

std::optional<Dated> DateReader::ReadJoined(size_t at) const {
  const std::string_view joint = r_.Surface(at + 1);
  if (!r_.Glued(at + 1) || !r_.Glued(at + 3) || r_.Surface(at + 3) != joint ||
      (!r_.IsSymbol(at + 1, "-") && joint != "/") || !r_.EndsBefore(at + 5))
    return std::nullopt;
  int year = 0, month = 0, day = 0;
  for (size_t k = at; k <= at + 4; k += 2) {
    if (k > at && !r_.Glued(k)) return std::nullopt;
    if (const std::optional<MonthName> name = MonthAt(k, true)) {
      month = name->month;
    } else if (r_.IsDigits(k) && r_.Surface(k).size() == 4) {
      year = r_.Int(k);
    } else if (r_.IsDigits(k) && r_.Surface(k).size() <= 2) {
      day = r_.Int(k);
    }
  }
  if (year < 1000 || year > 2999 || month == 0 || !IsDay(year, month, day)) return std::nullopt;
  return Make(at, at + 5, Day(year, month, day));
}

std::optional<Dated> DateReader::ReadDigits(size_t at) const {
  if (!r_.IsDigits(at) || r_.Surface(at).size() != 8 || r_.Int(at) >= 29999999) return std::nullopt;
  const int year = r_.Int(at) / 10000, month = r_.Int(at) / 100 % 100, day = r_.Int(at) % 100;
  if (year < 1900 || year > kLastYear || !IsDay(year, month, day)) return std::nullopt;
  if (!r_.EndsBefore(at + 1) || IsNoun(at + 1) || (r_.Glued(at + 1) && r_.Glued(at + 2)))
    return std::nullopt;
  return Make(at, at + 1, Day(year, month, day));
}

void DateReader::TakeIsoTime(Dated* d) const {
  const size_t k = d->end + 1;
  std::optional<Dated> time = r_.Has(k) ? ReadIsoClock(k) : std::nullopt;
  if (!time) return;
  Merge(*time, d);
  if (r_.Glued(d->end) && r_.IsLetter(d->end, 'Z')) {
    d->when.zone = "Z";
    ++d->end;
  }
}

std::optional<Dated> DateReader::ReadIsoClock(size_t k) const {
  if (!r_.IsDigits(k) || !r_.IsSymbol(k + 1, ":") || !r_.IsDigits(k + 2)) return std::nullopt;
  Dated d{.begin = k, .end = k + 3};
  d.when.hour = r_.Int(k);
  d.when.minute = r_.Int(k + 2);
  d.when.precision = Precision::kMinute;
  if (r_.IsSymbol(k + 3, ":") && r_.Glued(k + 3) && r_.IsDigits(k + 4)) {
    d.when.second = r_.Int(k + 4);
    d.when.precision = Precision::kSecond;
    d.end = k + 5;
  }
  if (d.when.hour > 24 || d.when.minute > 59 || d.when.second > 60) return std::nullopt;
  return d;
}

std::optional<Dated> DateReader::ReadNumeric(size_t at) const {
  if (!r_.IsDigits(at) || r_.Surface(at).size() > 2 || !r_.Glued(at + 1) || !r_.Glued(at + 2))
    return std::nullopt;
  const std::string_view joint = r_.Surface(at + 1);
  if (joint != "/" && joint != "." && !r_.IsSymbol(at + 1, "-")) return std::nullopt;
  if (std::optional<MonthName> name = MonthAt(at + 2, true)) {
    if (joint == ".") return std::nullopt;
    return NumericWithName(at, *name);
  }
  if (!r_.IsDigits(at + 2)) return std::nullopt;
  if (std::optional<Dated> range = ReadNumericRange(at)) return range;
  const int a = r_.Int(at), b = r_.Int(at + 2);
  if (r_.Surface(at + 2).size() == 4 && joint != ".")
    return b >= 1900 && b <= kLastYear ? MonthAndYear(at, a, b) : std::nullopt;
  if (r_.Surface(at + 2).size() > 2) return std::nullopt;
  const bool year =
      r_.Glued(at + 3) && r_.Surface(at + 3) == joint && r_.Glued(at + 4) && r_.IsDigits(at + 4);
  if (!year) return DayAndMonth(at, a, b);
  const size_t digits = r_.Surface(at + 4).size();
  if (digits != 4 && !(digits == 2 && joint != ".")) return std::nullopt;
  if (!r_.EndsBefore(at + 5)) return std::nullopt;
  if (r_.Glued(at + 5) && r_.Surface(at + 5) == joint && r_.Glued(at + 6) && r_.IsDigits(at + 6) &&
      joint != "-")
    return std::nullopt;
  const int y = digits == 4 ? r_.Int(at + 4) : FullYear(r_.Int(at + 4));
  const auto [month, day] = MonthDayOrder(a, b, joint == ".");
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  if (digits == 2 && joint == "-") return std::nullopt;
  Dated d = Make(at, at + 5, Day(y, month, day));
  d.unsettled = !IsDay(y, month, day);
  return d;
}

std::pair<int, int> DateReader::MonthDayOrder(int a, int b, bool points) const {
  if (a > 12) return {b, a};
  if (b > 12) return {a, b};
  return context_.day_first || points ? std::pair(b, a) : std::pair(a, b);
}

std::optional<Dated> DateReader::NumericWithName(size_t at, const MonthName& name) const {
  const size_t k = name.end + 1;
  if (!r_.Glued(name.end) || !r_.IsDigits(k) || !r_.EndsBefore(k + 1)) return std::nullopt;
  const size_t digits = r_.Surface(k).size();
  if (digits != 4 && digits != 2) return std::nullopt;
  const int year = digits == 4 ? r_.Int(k) : FullYear(r_.Int(k));
  return Make(at, k + 1, Day(year, name.month, r_.Int(at)));
}

std::optional<Dated> DateReader::MonthAndYear(size_t at, int month, int year) const {
  if (month < 1 || month > 12 || !r_.EndsBefore(at + 3)) return std::nullopt;
  if (r_.Glued(at + 3) && r_.at(at + 3).type == Atom::kSymbol && r_.Glued(at + 4) &&
      r_.IsDigits(at + 4))
    return std::nullopt;
  When w;
  w.precision = Precision::kMonth;
  w.year = year;
  w.month = month;
  w.year_said = true;
  return Make(at, at + 3, w);
}

std::optional<Dated> DateReader::ReadNumericRange(size_t at) const {
  size_t k = at + 3;
  const bool from = r_.Is(at - 1, Class::kRangeFrom);
  if (!r_.IsSymbol(at + 1, "/") || !(r_.IsSymbol(k, "-") || (from && r_.Is(k, Class::kRangeTo))))
    return std::nullopt;
  for (const size_t digits : {at + 2, k + 1, k + 3}) {
    if (!r_.IsDigits(digits) || r_.Surface(digits).size() > 2) return std::nullopt;
  }
  if (!r_.IsSymbol(k + 2, "/") || !r_.Glued(k + 2) || !r_.Glued(k + 3)) return std::nullopt;
  size_t end = k + 4;
  std::optional<int> year;
  if (r_.IsSymbol(end, "/") && r_.Glued(end) && r_.Glued(end + 1) && r_.IsDigits(end + 1)) {
    if (r_.Surface(end + 1).size() != 4 && r_.Surface(end + 1).size() != 2) return std::nullopt;
    year = r_.Surface(end + 1).size() == 4 ? r_.Int(end + 1) : FullYear(r_.Int(end + 1));
    end += 2;
  } else {
    year = TakeYear(&end);
  }
  // "1/2-3/4" are parts of an inch, "2/28-3/2" are days.
  const auto late = [this](size_t n) { return r_.Int(n) > 12 && r_.Int(n) <= 31; };
  const bool days = (late(at) || late(at + 2)) && !IsNoun(end);
  if ((!year && !from && !days && !r_.Is(at - 1, Class::kOn)) || !r_.EndsBefore(end))
    return std::nullopt;
  const int a = r_.Int(at), b = r_.Int(at + 2), c = r_.Int(k + 1), e = r_.Int(k + 3);
  const bool day_first = a > 12 || c > 12 || (b <= 12 && e <= 12 && context_.day_first);
  When first = Day(year, day_first ? b : a, day_first ? a : b);
  const When last = Day(year, day_first ? e : c, day_first ? c : e);
  for (const When& w : {first, last}) {
    if (w.month < 1 || w.month > 12 || !IsDay(year.value_or(2000), w.month, w.day))
      return std::nullopt;
  }
  if (year && first.month > last.month) first.year = *year - 1;
  Dated d = Make(at, end, first);
  d.until = last;
  d.needs_tense = !year;
  return d;
}

std::optional<Dated> DateReader::DayAndMonth(size_t at, int a, int b) const {
  const bool late = (a > 12 && a <= 31) || (b > 12 && b <= 31);  // No fraction, no "9/11".
  const bool bound = r_.Is(at - 1, Class::kUntil) || r_.Is(at - 1, Class::kSince) ||
                     r_.Is(at - 1, Class::kBefore) || r_.Is(at - 1, Class::kAfter);
  const bool of_week = r_.Is(at - 1, Class::kOf) && r_.IsPeriod(at - 2, Period::kWeek);
  const bool said =
      r_.Is(at - 1, Class::kOn) || r_.Is(at - 1, Class::kWeekday) || of_week || (late && bound);
  if (!said || !r_.EndsBefore(at + 3) || r_.IsSymbol(at + 3, "%") || !r_.IsSymbol(at + 1, "/"))
    return std::nullopt;
  const auto [month, day] = MonthDayOrder(a, b, false);
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  Dated d = Make(at, at + 3, Day(std::nullopt, month, day));
  d.needs_tense = true;
  return d;
}

std::optional<Dated> DateReader::ReadDayMonth(size_t at) const {
  size_t k = at;
  const bool the = r_.Is(k, Class::kThe);
  if (the) ++k;
  std::optional<DayNumber> first = DayAt(k, true);
  if (!first || (the && !first->ordinal)) return std::nullopt;
  std::optional<DayNumber> last;
  size_t next = first->end;
  const bool joint = IsRangeJoint(next) || r_.Is(next, Class::kAnd) || r_.IsSymbol(next, "/") ||
                     r_.Is(next, Class::kOr);
  if (joint) {
    size_t l = next + 1;
    if (r_.Is(l, Class::kThe)) ++l;
    last = DayAt(l, true);
    if (!last) {
      if (!r_.IsHyphen(next)) return std::nullopt;  // "22-June"
    } else {
      next = last->end;
    }
  }
  if (last && last->day <= first->day) return std::nullopt;
  const bool between = last && r_.Is(at - 1, Class::kRangeFrom);
  const std::optional<MonthName> named =
      r_.Is(next, Class::kOf) ? MonthAt(next + 1, true) : std::nullopt;
  if (named && (first->ordinal || (last && last->ordinal) || between ||
                (r_.IsDigits(k) && (r_.Is(at - 1, Class::kOn) || YearAt(named->end)))))
    ++next;
  if (r_.IsHyphen(next) || (r_.IsSymbol(next, ",") && first->ordinal)) ++next;
  const std::optional<MonthName> month = MonthAt(next, true);
  if (!month || !PlausibleDayMonth(at, *first, *month, next)) return std::nullopt;
  size_t end = month->end;
  const std::optional<int> year = TakeYear(&end);
  Dated d = Make(at, end, Day(year, month->month, first->day));
  d.needs_tense = !year;
  if (last) d.until = Day(year, month->month, last->day);
  if (!last) d.until = NextDay(&d.end, d.when);
  return d;
}

bool DateReader::PlausibleDayMonth(size_t at, const DayNumber& day, const MonthName& month,
                                   size_t k) const {
  if (month.abbreviated && (r_.Is(k, Class::kWeekdayAbbreviation))) return false;
  if (r_.Is(k, Class::kVerbToo) && !r_.at(k).upper && !(day.ordinal || YearAt(month.end)))
    return false;
  if (r_.IsLetters(at) && !day.ordinal && !r_.at(k).upper) return false;
  return true;
}

std::optional<Dated> DateReader::ReadMonthDay(size_t at) const {
  const bool figures = r_.IsDigits(at + 1) || r_.IsDigits(at + 2) || r_.Is(at + 1, Class::kThe) ||
                       r_.Is(at + 1, Class::kOrdinal) || r_.Is(at - 1, Class::kIn) ||
                       r_.IsSymbol(at + 1, "/") || r_.Is(at + 1, Class::kTens);
  const std::optional<MonthName> month = MonthAt(at, figures);
  if (!month) return std::nullopt;
  size_t k = month->end;
  if (r_.Is(k, Class::kThe) && DayAt(k + 1, true) && DayAt(k + 1, true)->ordinal) ++k;
  if (r_.IsSymbol(k, "/") && r_.Glued(k) && r_.IsDigits(k + 1)) ++k;
  if (r_.IsHyphen(k) && r_.IsDigits(k + 1)) ++k;
  std::optional<DayNumber> day = DayAt(k, true);
  if (day && !r_.IsDigits(k) && !day->ordinal && r_.Is(k, Class::kNumber)) day.reset();
  if (day && !DayFits(k, *day)) day.reset();
  if (!day) return ReadMonthAlone(at, *month);
  size_t end = day->end;
  std::optional<DayNumber> last = RangeDay(&end, day->day);
  const std::optional<int> year = TakeDayYear(&end);
  Dated d = Make(at, end, Day(year, month->month, day->day));
  d.needs_tense = !year;
  if (last) d.until = Day(year, month->month, last->day);
  if (!last) d.until = NextDay(&d.end, d.when);
  return d;
}

std::optional<When> DateReader::NextDay(size_t* end, const When& first) const {
  if (!IsRangeJoint(*end) || r_.IsSymbol(*end, "-")) return std::nullopt;
  size_t k = *end + 1;
  if (r_.Is(k, Class::kThe)) ++k;
  const std::optional<DayNumber> last = DayAt(k, true);
  if (!last || !last->ordinal || MonthAt(last->end, true) || !IsNumberOfDay(last->end))
    return std::nullopt;
  When w = first;
  w.day = last->day;
  if (last->day <= first.day) {
    w.month = first.month % 12 + 1;
    if (w.month == 1 && w.year) ++*w.year;
  }
  *end = last->end;
  return w;
}

bool DateReader::IsNumberOfDay(size_t end) const {
  if (!r_.EndsBefore(end) || r_.IsHyphen(end) || r_.IsSymbol(end, "'")) return false;
  return !r_.IsLetters(end) || (!r_.at(end).upper && !IsNoun(end) && !r_.Is(end, Class::kOf));
}

bool DateReader::DayFits(size_t k, const DayNumber& day) const {
  if (day.ordinal) return true;
  if (!r_.IsDigits(k)) return true;
  if (r_.Glued(day.end) && r_.at(day.end).type == Atom::kSymbol &&
      (r_.IsSymbol(day.end, "%") || r_.IsSymbol(day.end, ":")))
    return false;
  return r_.EndsBefore(day.end) && !r_.Is(day.end, Class::kScale) &&
         !r_.Is(day.end, Class::kHalf) && !r_.Is(day.end, Class::kPercent);
}

std::optional<DateReader::DayNumber> DateReader::RangeDay(size_t* end, int first) const {
  if (!IsRangeJoint(*end) && !r_.Is(*end, Class::kAnd) && !r_.Is(*end, Class::kOr))
    return std::nullopt;
  size_t k = *end + 1;
  if (r_.Is(k, Class::kThe)) ++k;
  std::optional<DayNumber> last = DayAt(k, true);
  if (!last || last->day <= first || !DayFits(k, *last) || MonthAt(last->end, true))
    return std::nullopt;
  const bool glued = r_.IsHyphen(*end);
  if (!glued && !last->ordinal && !r_.IsDigits(k)) return std::nullopt;
  if (!glued && !last->ordinal && IsNoun(last->end)) return std::nullopt;
  *end = last->end;
  return last;
}

std::optional<int> DateReader::TakeDayYear(size_t* end) const {
  if (r_.IsHyphen(*end)) {
    if (const std::optional<int> year = YearAt(*end + 1)) {
      *end += 2;
      return year;
    }
  }
  return TakeYear(end);
}

std::optional<Dated> DateReader::ReadMonthAlone(size_t at, const MonthName& month) const {
  When w;
  w.precision = Precision::kMonth;
  w.month = month.month;
  size_t end = month.end;
  if (r_.IsSymbol(end, "/") && r_.Glued(end) && YearAt(end + 1)) ++end;
  const std::optional<int> year = TakeYear(&end);
  w.year = year;
  w.year_said = year.has_value();
  if (!year && !StandsAsMonth(at, month)) return std::nullopt;
  if (!year) end = at + 1;
  Dated d = Make(at, end, w);
  d.needs_tense = !year;
  d.bare_word = !year;
  return d;
}

bool DateReader::StandsAsMonth(size_t at, const MonthName& month) const {
  const bool after = (r_.Is(at - 1, Class::kPreposition) || r_.Is(at - 1, Class::kIn) ||
                      r_.Is(at - 1, Class::kEvery));
  const bool rough = r_.IsHyphen(at - 1) && r_.Is(at - 2, Class::kRough);  // "mid-May"
  const bool risky = r_.Is(at, Class::kVerbToo) || r_.Is(at, Class::kNameToo) || month.abbreviated;
  if (!r_.at(at).upper) return r_.Is(at - 1, Class::kIn) && !r_.Is(at, Class::kNounToo);
  if (!risky) {
    const bool name = r_.IsLetters(month.end) && r_.at(month.end).upper && !r_.Glued(month.end);
    return !name || (after && !r_.Is(at - 1, Class::kAnd) && !r_.Is(at - 1, Class::kOr));
  }
  if (r_.Is(at - 1, Class::kOn) || r_.Is(at - 1, Class::kAt)) return false;
  const bool possessive = r_.IsSymbol(month.end, "'");
  const bool range = IsRangeJoint(month.end) || r_.IsHyphen(at - 1);
  // "the wettest May in years"
  const bool described = r_.Is(at - 2, Class::kThe) && IsNoun(at - 1) &&
                         !(r_.IsLetters(month.end) && r_.at(month.end).upper);
  return after || rough || described || (possessive && r_.Is(at, Class::kNameToo)) ||
         (range && MonthAt(month.end + 1, false));
}

std::optional<Dated> DateReader::ReadWeekday(size_t at) const {
  const std::optional<int> weekday = WeekdayAt(at);
  if (!weekday) return ReadWeekdays(at);
  if (r_.Has(at - 1) && HolidayAt(at - 1).end > at) return std::nullopt;  // "Good | Friday"
  size_t k = at + 1;
  if (r_.IsSymbol(k, ".") && r_.Is(at, Class::kWeekdayAbbreviation) && r_.Glued(k)) ++k;
  if (std::optional<Dated> date = DateBesideWeekday(at, k)) return date;
  if (r_.IsPeriod(k, Period::kWeek) && context_.reference &&
      !r_.Is(k + 1, Class::kOf)) {  // "Friday week"
    const When next = ShiftedWeekday(*weekday, 1);
    return Make(at, k + 1, DayOf(absl::CivilDay(*next.year, next.month, next.day) + 7));
  }
  size_t week = k;
  if (r_.Is(week, Class::kOf) || r_.Is(week, Class::kOn)) ++week;
  if (r_.Is(week, Class::kShift) && r_.IsPeriod(week + 1, Period::kWeek)) {
    Dated d = Make(at, week + 2, {});
    if (context_.reference)
      d.when =
          DayOf(MondayOf(*context_.reference) + (*weekday - 1) + 7 * r_.Value(week, Class::kShift));
    d.unsettled = !context_.reference;
    return d;
  }
  When w;
  w.precision = Precision::kDay;
  w.weekday = *weekday;
  Dated d = Make(at, k, w);
  if (!r_.EndsBefore(k)) return std::nullopt;
  d.needs_tense = true;
  d.bare_word = true;
  // "every Saturday and | Sunday"
  if ((r_.Is(at - 1, Class::kAnd) || r_.Is(at - 1, Class::kOr)) && WeekdayAt(at - 2) &&
      r_.Is(at - 3, Class::kEvery))
    return SetOfWeekday(at, k, *weekday);
  // "on a Tuesday", "that Saturday"
  d.unsettled = r_.Is(at - 1, Class::kArticle) || r_.Is(at - 1, Class::kThat);
  if (r_.IsSymbol(k - 1, ".")) d.end = k;
  if (r_.Is(k, Class::kPart) && r_.Ends(k, Ending::kS)) return PartOfWeekdays(at, k, *weekday);
  TakePart(&d);
  return d;
}

Dated DateReader::SetOfWeekday(size_t at, size_t end, int weekday) const {
  Dated d{.begin = at, .end = end};
  d.shape = Dated::kSet;
  d.literal = InAnyYear("WXX-" + std::to_string(weekday));
  return d;
}

Dated DateReader::PartOfWeekdays(size_t at, size_t k, int weekday) const {
  Dated d{.begin = at, .end = k + 1};
  d.shape = Dated::kSet;
  d.literal = InAnyYear("WXX-" + std::to_string(weekday)) + "T" + std::string(r_.at(k).word->code);
  return d;
}

std::optional<Dated> DateReader::ReadWeekdays(size_t at) const {
  if (!r_.Is(at, Class::kWeekdays) || !r_.at(at).upper || r_.Is(at, Class::kWeekday))
    return std::nullopt;
  Dated d = SetOfWeekday(at, at + 1, r_.Value(at, Class::kWeekdays));
  d.bare_word = true;
  return d;
}

std::optional<Dated> DateReader::DateBesideWeekday(size_t at, size_t k) const {
  size_t n = k;
  if (r_.IsSymbol(n, ",")) ++n;
  if (r_.Is(n, Class::kOn)) ++n;
  if (!MayGoOn(n) || !r_.SameSentence(n, at)) return std::nullopt;
  const std::optional<int> weekday = WeekdayAt(at);
  for (const Production production : {&DateReader::ReadDayMonth, &DateReader::ReadMonthDay,
                                      &DateReader::ReadNumeric, &DateReader::ReadIso}) {
    std::optional<Dated> date = (this->*production)(n);
    if (!date || !date->when.HasDay()) continue;
    date->begin = at;
    date->when.weekday = weekday.value_or(0);
    return date;
  }
  return n == k && weekday ? WeekdayAndDay(at, n, *weekday) : std::nullopt;
}

}  // namespace textanalysis::values
