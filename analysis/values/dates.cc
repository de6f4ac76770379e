// Productions read one form each ("3 June 2024", "last week", "the third quarter"); the longest
// wins, and then takes what may stand beside it: a range's other end, a time, a weekday.

#include "analysis/values/dates.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "analysis/text/chars.h"
#include "analysis/values/tense.h"

namespace textanalysis::values {
namespace {

using absl::CivilDay;
using absl::CivilMonth;

constexpr int kFirstYear = 1500;  // A figure alone is a year from here …
constexpr int kLastYear = 2099;   // … to here.
constexpr int kPivot = 50;        // "'49" is 2049, "'50" is 1950.
constexpr int kMaxShift = 100000;

// What comes back each year: "XXXX-06".
std::string InAnyYear(const std::string& rest) { return std::string(kOpenYear) + "-" + rest; }

int FullYear(int two_digits) { return two_digits + (two_digits < kPivot ? 2000 : 1900); }

class DateReader {
 public:
  DateReader(const Reader& reader, size_t at, const DateContext& context)
      : r_(reader), at_(at), context_(context) {}

  std::optional<Dated> Read() const {
    std::optional<Dated> best = ReadSimple(at_);
    if (!best) return std::nullopt;
    TakeTime(&*best);
    if (best->shape == Dated::kDate && !best->until && best->literal.empty()) TakeRange(&*best);
    return best;
  }

 private:
  using Production = std::optional<Dated> (DateReader::*)(size_t) const;

  std::optional<Dated> ReadSimple(size_t at) const {
    static constexpr Production kProductions[] = {
        &DateReader::ReadIso,         &DateReader::ReadNumeric,   &DateReader::ReadDayMonth,
        &DateReader::ReadMonthDay,    &DateReader::ReadShifted,   &DateReader::ReadWeekday,
        &DateReader::ReadRelativeDay, &DateReader::ReadAroundNow, &DateReader::ReadPartOfPeriod,
        &DateReader::ReadSeason,      &DateReader::ReadDecade,    &DateReader::ReadHoliday,
        &DateReader::ReadTime,        &DateReader::ReadSet,       &DateReader::ReadYearAlone,
        &DateReader::ReadRough,       &DateReader::ReadDayPart,   &DateReader::ReadFewPeriods,
        &DateReader::ReadFiscal};
    if (!StartsFree(r_, at)) return std::nullopt;
    std::optional<Dated> best;
    for (const Production production : kProductions) {
      std::optional<Dated> found = (this->*production)(at);
      if (found && (!best || found->end > best->end)) best = std::move(found);
    }
    return best;
  }

  Tense TenseOf(const Dated& d) const { return TenseAround(r_, d.begin, d.end); }

  // --- pieces

  // Four digits that are a year, at `k`.
  std::optional<int> YearAt(size_t k) const {
    if (!r_.IsDigits(k) || r_.Surface(k).size() != 4) return std::nullopt;
    if (!r_.EndsBefore(k + 1)) return std::nullopt;
    const bool figure = r_.Glued(k + 1) && (r_.IsSymbol(k + 1, ",") || r_.IsSymbol(k + 1, ".")) &&
                        r_.Glued(k + 2) && r_.IsDigits(k + 2);
    const int year = r_.Int(k);
    if (figure || year < 1000 || year > 2999) return std::nullopt;
    return year;
  }

  // "nineteen ninety six", "twenty twenty-four", "two thousand and five".
  std::optional<std::pair<int, size_t>> SpokenYear(size_t k) const {
    int century = 0;
    size_t n = k;
    if (r_.Is(n, Class::kNumber) && r_.Value(n, Class::kNumber) >= 13) {
      century = r_.Value(n, Class::kNumber);
    } else if (r_.Is(n, Class::kTens) && r_.Value(n, Class::kTens) == 20) {
      century = 20;
    } else if (r_.Reads(n, "two") && r_.Reads(n + 1, "thousand")) {
      const std::optional<Numeral> numeral = ReadNumeral(r_, k);
      const std::optional<int64_t> year = numeral ? numeral->value.ToInt() : std::nullopt;
      if (!year || *year < 2000 || *year > 2099) return std::nullopt;
      return std::pair(static_cast<int>(*year), numeral->end);
    } else {
      return std::nullopt;
    }
    n = r_.SkipHyphen(n + 1);
    if (r_.Is(n, Class::kHundred)) {
      const std::optional<Numeral> numeral = ReadNumeral(r_, k);
      const std::optional<int64_t> year = numeral ? numeral->value.ToInt() : std::nullopt;
      if (!year || *year < kFirstYear || *year > kLastYear) return std::nullopt;
      return std::pair(static_cast<int>(*year), numeral->end);
    }
    int rest = -1;
    if (r_.Is(n, Class::kTens)) {
      rest = r_.Value(n, Class::kTens);
      ++n;
      const size_t ones = r_.SkipHyphen(n);
      if (r_.Is(ones, Class::kNumber) && r_.Value(ones, Class::kNumber) < 10) {
        rest += r_.Value(ones, Class::kNumber);
        n = ones + 1;
      }
    } else if (r_.Is(n, Class::kNumber) && r_.Value(n, Class::kNumber) >= 10) {
      rest = r_.Value(n, Class::kNumber);
      ++n;
    } else if (r_.Reads(n, "oh") && r_.Is(n + 1, Class::kNumber)) {
      rest = r_.Value(n + 1, Class::kNumber);
      n += 2;
    }
    if (rest < 0) return std::nullopt;
    return std::pair(century * 100 + rest, n);
  }

  // The year behind a month, day, quarter, season or holiday: "2019", ", 2019", "of 2019",
  // "'19", "of last year". Moves `*end`.
  std::optional<int> TakeYear(size_t* end) const {
    size_t k = *end;
    const bool comma = r_.IsSymbol(k, ",");
    if (comma) ++k;
    const bool of = r_.Is(k, Class::kOf) || r_.Reads(k, "in");
    if (of) ++k;
    if (of && r_.Is(k, Class::kThe)) ++k;
    if (of && r_.Reads(k, "year") && !comma) {
      if (YearAt(k + 1)) ++k;
    }
    if (!r_.SameSentence(k, *end - 1) && !YearAt(k)) return std::nullopt;
    if (const std::optional<int> year = YearAt(k)) {
      *end = k + 1;
      return year;
    }
    if (r_.IsSymbol(k, "'") && r_.Glued(k + 1) && r_.IsDigits(k + 1) &&
        r_.Surface(k + 1).size() == 2 && r_.EndsBefore(k + 2)) {
      *end = k + 2;
      return FullYear(r_.Int(k + 1));
    }
    if (r_.Is(k - 1, Class::kOf) && r_.IsDigits(k) && r_.Surface(k).size() == 2 &&
        r_.EndsBefore(k + 1)) {
      *end = k + 1;
      return FullYear(r_.Int(k));
    }
    if (const auto spoken = SpokenYear(k); spoken && !comma) {
      *end = spoken->second;
      return spoken->first;
    }
    if ((r_.Is(k, Class::kShift)) && r_.Reads(k + 1, "year") && !comma && context_.reference) {
      *end = k + 2;
      return static_cast<int>(context_.reference->year()) + r_.Value(k, Class::kShift);
    }
    return std::nullopt;
  }

  struct MonthName {
    int month;
    size_t end;
    bool abbreviated;
  };
  // A month's name; in small letters only where figures stand beside it.
  std::optional<MonthName> MonthAt(size_t k, bool beside_figures) const {
    const bool full = r_.Is(k, Class::kMonth);
    if (!full && !r_.Is(k, Class::kMonthAbbreviation)) return std::nullopt;
    if (!r_.at(k).upper && !beside_figures) return std::nullopt;
    const int month = r_.Value(k, full ? Class::kMonth : Class::kMonthAbbreviation);
    size_t end = k + 1;
    const bool short_form = !full;
    if (short_form && r_.Glued(end) && r_.IsSymbol(end, ".") &&
        (r_.IsDigits(end + 1) || r_.Is(end + 1, Class::kOf) || r_.IsSymbol(end + 1, ",") ||
         r_.IsHyphen(end + 1)))
      ++end;
    if (!r_.EndsBefore(end) && !r_.IsDigits(end)) return std::nullopt;
    return MonthName{month, end, short_form};
  }

  struct DayNumber {
    int day;
    size_t end;
    bool ordinal;
  };
  // "3", "3rd", "twenty-second", "twenty nine".
  std::optional<DayNumber> DayAt(size_t k, bool words) const {
    if (r_.IsDigits(k)) {
      if (r_.Surface(k).size() > 2) return std::nullopt;
      const int day = r_.Int(k);
      if (day < 1 || day > 31) return std::nullopt;
      const bool ordinal = r_.Glued(k + 1) && (r_.Reads(k + 1, "st") || r_.Reads(k + 1, "nd") ||
                                               r_.Reads(k + 1, "rd") || r_.Reads(k + 1, "th"));
      const size_t end = ordinal ? k + 2 : k + 1;
      const bool figure = r_.Glued(end) && r_.at(end).type == Atom::kSymbol && r_.Glued(end + 1) &&
                          r_.IsDigits(end + 1) && !r_.IsSymbol(end, "-");
      if (figure && !r_.IsSymbol(end, ",")) return std::nullopt;
      return DayNumber{day, end, ordinal};
    }
    if (!words || !r_.IsLetters(k)) return std::nullopt;
    if (!r_.Is(k, Class::kNumber) && !r_.Is(k, Class::kTens) && !r_.Is(k, Class::kOrdinal))
      return std::nullopt;
    int day = 0;
    bool ordinal = false;
    size_t end = k;
    if (r_.Is(k, Class::kTens)) {
      day = r_.Value(k, Class::kTens);
      end = k + 1;
      const size_t next = r_.SkipHyphen(end);
      if (r_.Is(next, Class::kNumber) && r_.Value(next, Class::kNumber) < 10) {
        day += r_.Value(next, Class::kNumber);
        end = next + 1;
      } else if (r_.Is(next, Class::kOrdinal) && r_.Value(next, Class::kOrdinal) < 10) {
        day += r_.Value(next, Class::kOrdinal);
        end = next + 1;
        ordinal = true;
      }
    } else {
      ordinal = r_.Is(k, Class::kOrdinal);
      day = r_.Value(k, ordinal ? Class::kOrdinal : Class::kNumber);
      end = k + 1;
    }
    if (day < 1 || day > 31) return std::nullopt;
    return DayNumber{day, end, ordinal};
  }

  bool IsRangeJoint(size_t k) const {
    return r_.IsSymbol(k, "-") || r_.IsSymbol(k, "~") || r_.Reads(k, "to") ||
           r_.Reads(k, "until") || r_.Reads(k, "till") || r_.Reads(k, "through") ||
           r_.Reads(k, "thru");
  }

  When Day(std::optional<int> year, int month, int day) const {
    When w;
    w.precision = Precision::kDay;
    w.year = year;
    w.month = month;
    w.day = day;
    w.year_said = year.has_value();
    return w;
  }

  Dated Make(size_t begin, size_t end, When when) const {
    Dated d{.begin = begin, .end = end};
    d.when = std::move(when);
    return d;
  }

  // --- figures

  // "2024-05-03", "2024-05-03T09:00", "2015-12", "2019-Q1", "2019-aug-01".
  std::optional<Dated> ReadIso(size_t at) const {
    if (!r_.IsDigits(at) || r_.Surface(at).size() != 4 || !r_.Glued(at + 1) || !r_.Glued(at + 2))
      return std::nullopt;
    const bool dash = r_.IsSymbol(at + 1, "-");
    const bool slash = r_.IsSymbol(at + 1, "/");
    if (!dash && !slash && !r_.IsSymbol(at + 1, ".")) return std::nullopt;
    const int year = r_.Int(at);
    if (year < 1000 || year > 2999) return std::nullopt;
    if (std::optional<MonthName> name = MonthAt(at + 2, true)) return IsoWithName(at, *name);
    if (!r_.IsDigits(at + 2) || r_.Surface(at + 2).size() > 2) return std::nullopt;
    const int month = r_.Int(at + 2);
    const bool day_follows = r_.Glued(at + 3) && r_.Surface(at + 3) == r_.Surface(at + 1) &&
                             r_.Glued(at + 4) && r_.IsDigits(at + 4) &&
                             r_.Surface(at + 4).size() <= 2;
    if (!day_follows) {
      if (!dash || r_.Surface(at + 2).size() != 2 || !r_.EndsBefore(at + 3)) return std::nullopt;
      // "2010-12" are two years; "2015-12" is a December.
      if (month < 1 || month > 12 || month > year % 100) return std::nullopt;
      When w;
      w.precision = Precision::kMonth;
      w.year = year;
      w.month = month;
      w.year_said = true;
      return Make(at, at + 3, w);
    }
    Dated d = Make(at, at + 5, Day(year, month, r_.Int(at + 4)));
    d.unsettled = month < 1 || month > 12 || !IsDay(year, month, d.when.day);
    if (!r_.EndsBefore(d.end) && !r_.Reads(d.end, "t")) return std::nullopt;
    if (r_.Glued(d.end) && r_.Reads(d.end, "t")) TakeIsoTime(&d);
    return d;
  }

  std::optional<Dated> IsoWithName(size_t at, const MonthName& name) const {
    const size_t k = name.end + 1;
    if (!r_.Glued(name.end) || !r_.Glued(k) || !r_.IsDigits(k) || r_.Surface(k).size() > 2)
      return std::nullopt;
    return Make(at, k + 1, Day(r_.Int(at), name.month, r_.Int(k)));
  }

  void TakeIsoTime(Dated* d) const {
    const size_t k = d->end + 1;
    std::optional<Dated> time = r_.Has(k) ? ReadIsoClock(k) : std::nullopt;
    if (!time) return;
    Merge(*time, d);
    if (r_.Glued(d->end) && r_.Reads(d->end, "z")) {
      d->when.zone = "Z";
      ++d->end;
    }
  }

  std::optional<Dated> ReadIsoClock(size_t k) const {
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

  // "22/04/2019", "23.04.2022", "05-Aug-2016", "12-2015", and "5/12" after "on".
  std::optional<Dated> ReadNumeric(size_t at) const {
    if (!r_.IsDigits(at) || r_.Surface(at).size() > 2 || !r_.Glued(at + 1) || !r_.Glued(at + 2))
      return std::nullopt;
    const std::string_view joint = r_.Surface(at + 1);
    if (joint != "/" && joint != "." && !r_.IsSymbol(at + 1, "-")) return std::nullopt;
    if (std::optional<MonthName> name = MonthAt(at + 2, true)) {
      if (joint == ".") return std::nullopt;
      return NumericWithName(at, *name);
    }
    if (!r_.IsDigits(at + 2)) return std::nullopt;
    const int a = r_.Int(at), b = r_.Int(at + 2);
    if (r_.Surface(at + 2).size() == 4 && joint != ".") return MonthAndYear(at, a, b);
    if (r_.Surface(at + 2).size() > 2) return std::nullopt;
    const bool year =
        r_.Glued(at + 3) && r_.Surface(at + 3) == joint && r_.Glued(at + 4) && r_.IsDigits(at + 4);
    if (!year) return DayAndMonth(at, a, b);
    const size_t digits = r_.Surface(at + 4).size();
    if (digits != 4 && !(digits == 2 && joint != ".")) return std::nullopt;
    if (!r_.EndsBefore(at + 5)) return std::nullopt;
    if (r_.Glued(at + 5) && r_.Surface(at + 5) == joint && r_.Glued(at + 6) &&
        r_.IsDigits(at + 6) && joint != "-")
      return std::nullopt;
    const int y = digits == 4 ? r_.Int(at + 4) : FullYear(r_.Int(at + 4));
    const auto [month, day] = MonthDayOrder(a, b, joint == ".");
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    if (digits == 2 && joint == "-") return std::nullopt;
    Dated d = Make(at, at + 5, Day(y, month, day));
    d.unsettled = !IsDay(y, month, day);
    return d;
  }

  std::pair<int, int> MonthDayOrder(int a, int b, bool points) const {
    if (a > 12) return {b, a};
    if (b > 12) return {a, b};
    return context_.day_first || points ? std::pair(b, a) : std::pair(a, b);
  }

  std::optional<Dated> NumericWithName(size_t at, const MonthName& name) const {
    const size_t k = name.end + 1;
    if (!r_.Glued(name.end) || !r_.IsDigits(k) || !r_.EndsBefore(k + 1)) return std::nullopt;
    const size_t digits = r_.Surface(k).size();
    if (digits != 4 && digits != 2) return std::nullopt;
    const int year = digits == 4 ? r_.Int(k) : FullYear(r_.Int(k));
    return Make(at, k + 1, Day(year, name.month, r_.Int(at)));
  }

  std::optional<Dated> MonthAndYear(size_t at, int month, int year) const {
    if (month < 1 || month > 12 || year < 1900 || year > kLastYear || !r_.EndsBefore(at + 3))
      return std::nullopt;
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

  // "on 22/04": without a year only where "on" or a weekday says that it is a day.
  std::optional<Dated> DayAndMonth(size_t at, int a, int b) const {
    const bool said = r_.Is(at - 1, Class::kOn) || r_.Is(at - 1, Class::kWeekday);
    if (!said || !r_.EndsBefore(at + 3) || r_.IsSymbol(at + 3, "%") || !r_.IsSymbol(at + 1, "/"))
      return std::nullopt;
    const auto [month, day] = MonthDayOrder(a, b, false);
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    Dated d = Make(at, at + 3, Day(std::nullopt, month, day));
    d.needs_tense = true;
    return d;
  }

  // --- days and months

  // "3 June 2024", "the 4th of July, 1995", "3–5 June", "18 and 19 June", "9th to the 12th of June".
  std::optional<Dated> ReadDayMonth(size_t at) const {
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
    if (r_.Is(next, Class::kOf) && (first->ordinal || (last && last->ordinal))) ++next;
    if (r_.IsHyphen(next) || (r_.IsSymbol(next, ",") && first->ordinal)) ++next;
    const std::optional<MonthName> month = MonthAt(next, true);
    if (!month || !PlausibleDayMonth(at, *first, *month, next)) return std::nullopt;
    size_t end = month->end;
    const std::optional<int> year = TakeYear(&end);
    Dated d = Make(at, end, Day(year, month->month, first->day));
    d.needs_tense = !year;
    if (last) d.until = Day(year, month->month, last->day);
    return d;
  }

  // "I counted 12 may be …": a small "may" or "march" is a verb; "5 May" in words is none.
  bool PlausibleDayMonth(size_t at, const DayNumber& day, const MonthName& month, size_t k) const {
    if (month.abbreviated && (r_.Is(k, Class::kWeekdayAbbreviation))) return false;
    const bool verb = month.month == 5 || month.month == 3;
    if (verb && !r_.at(k).upper && !(day.ordinal || YearAt(month.end))) return false;
    if (r_.IsLetters(at) && !day.ordinal && !r_.at(k).upper) return false;
    return true;
  }

  // "June 3, 2024", "May 4", "June 3-5, 2024", "April the ninth", "June 2024", "Sept. 5".
  std::optional<Dated> ReadMonthDay(size_t at) const {
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
    return d;
  }

  // "March 500 people": the figure must end as a day does.
  bool DayFits(size_t k, const DayNumber& day) const {
    if (day.ordinal) return true;
    if (!r_.IsDigits(k)) return true;
    if (r_.Glued(day.end) && r_.at(day.end).type == Atom::kSymbol &&
        (r_.IsSymbol(day.end, "%") || r_.IsSymbol(day.end, ":")))
      return false;
    return r_.EndsBefore(day.end) && !r_.Is(day.end, Class::kScale) &&
           !r_.Is(day.end, Class::kHalf) && !r_.Reads(day.end, "percent");
  }

  std::optional<DayNumber> RangeDay(size_t* end, int first) const {
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

  bool IsNoun(size_t k) const {
    return r_.IsLetters(k) && !r_.at(k).upper && !r_.Is(k, Class::kFunction) &&
           !r_.Is(k, Class::kPreposition);
  }

  // "May 5, 2019", "Sep-23-2020".
  std::optional<int> TakeDayYear(size_t* end) const {
    if (r_.IsHyphen(*end)) {
      if (const std::optional<int> year = YearAt(*end + 1)) {
        *end += 2;
        return year;
      }
    }
    return TakeYear(end);
  }

  // "June 2024", "in January", "May": a bare "May" or "March" must stand as a date does.
  std::optional<Dated> ReadMonthAlone(size_t at, const MonthName& month) const {
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

  bool StandsAsMonth(size_t at, const MonthName& month) const {
    const bool after =
        at > r_.begin() && (r_.Is(at - 1, Class::kPreposition) || r_.Is(at - 1, Class::kIn) ||
                            r_.Is(at - 1, Class::kEvery));
    const bool risky =
        month.month == 5 || month.month == 3 || month.month == 8 || month.abbreviated;
    if (!r_.at(at).upper)
      return r_.Is(at - 1, Class::kIn) && !r_.Reads(at, "march") && !month.abbreviated;
    if (!risky) {
      const bool name = r_.IsLetters(month.end) && r_.at(month.end).upper && !r_.Glued(month.end);
      return !name || (after && !r_.Is(at - 1, Class::kAnd) && !r_.Is(at - 1, Class::kOr));
    }
    if (r_.Is(at - 1, Class::kOn) || r_.Is(at - 1, Class::kAt)) return false;
    const bool possessive = r_.IsSymbol(month.end, "'");
    const bool range = IsRangeJoint(month.end) || r_.IsHyphen(at - 1);
    return after || (possessive && month.month == 8) || (range && MonthAt(month.end + 1, false));
  }

  // --- weekdays

  std::optional<int> WeekdayAt(size_t k) const {
    if (r_.Is(k, Class::kWeekday)) {
      return r_.Value(k, Class::kWeekday);
    }
    if (r_.Is(k, Class::kWeekdayAbbreviation) && r_.at(k).upper && r_.EndsBefore(k + 1)) {
      const bool beside = MonthAt(k + 1, true) || r_.IsDigits(k + 1) || r_.IsSymbol(k + 1, ",") ||
                          r_.IsSymbol(k + 1, ".") || r_.Is(k - 1, Class::kOn) ||
                          r_.Is(k - 1, Class::kShift);
      if (beside && !r_.Reads(k, "sun") && !(r_.IsSymbol(k + 1, ".") && !r_.IsDigits(k + 2)))
        return r_.Value(k, Class::kWeekdayAbbreviation);
      if (r_.Reads(k, "sun") && (r_.Is(k - 1, Class::kOn) || MonthAt(k + 1, true)))
        return r_.Value(k, Class::kWeekdayAbbreviation);
    }
    return std::nullopt;
  }

  // "Friday", "Tuesday, Jan 15", "Wednesday next week", "Monday of last week", "Friday night".
  std::optional<Dated> ReadWeekday(size_t at) const {
    const std::optional<int> weekday = WeekdayAt(at);
    if (!weekday) return ReadWeekdays(at);
    size_t k = at + 1;
    if (r_.IsSymbol(k, ".") && r_.Is(at, Class::kWeekdayAbbreviation) && r_.Glued(k)) ++k;
    if (std::optional<Dated> date = DateBesideWeekday(at, k)) return date;
    size_t week = k;
    if (r_.Is(week, Class::kOf) || r_.Is(week, Class::kOn)) ++week;
    if (r_.Is(week, Class::kShift) && r_.Reads(week + 1, "week")) {
      Dated d = Make(at, week + 2, {});
      if (context_.reference)
        d.when = DayOf(MondayOf(*context_.reference) + (*weekday - 1) +
                       7 * r_.Value(week, Class::kShift));
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
    if (r_.IsSymbol(k - 1, ".")) d.end = k;
    TakePart(&d);
    return d;
  }

  // "Mondays", "on Tuesday afternoons".
  std::optional<Dated> ReadWeekdays(size_t at) const {
    if (!r_.Is(at, Class::kWeekdays) || !r_.at(at).upper || r_.Is(at, Class::kWeekday))
      return std::nullopt;
    Dated d{.begin = at, .end = at + 1};
    d.shape = Dated::kSet;
    d.literal = InAnyYear("WXX-" + std::to_string(r_.Value(at, Class::kWeekdays)));
    d.bare_word = true;
    return d;
  }

  std::optional<Dated> DateBesideWeekday(size_t at, size_t k) const {
    size_t n = k;
    if (r_.IsSymbol(n, ",")) ++n;
    if (r_.Is(n, Class::kOn)) ++n;
    for (const Production production : {&DateReader::ReadDayMonth, &DateReader::ReadMonthDay,
                                        &DateReader::ReadNumeric, &DateReader::ReadIso}) {
      if (!r_.Has(n) || !r_.SameSentence(n, at)) break;
      std::optional<Dated> date = (this->*production)(n);
      if (!date || !date->when.HasDay()) continue;
      date->begin = at;
      return date;
    }
    return std::nullopt;
  }

  void TakePart(Dated* d) const {
    size_t k = d->end;
    if (r_.Is(k, Class::kRough)) ++k;
    if (!r_.Is(k, Class::kPart) || r_.at(k).word->code == "DT" || r_.Surface(k).ends_with("s"))
      return;
    if (r_.Is(k, Class::kPart) && r_.Reads(k, "overnight")) return;
    d->when.code = r_.at(k).word->code;
    if (d->when.HasDay() || d->when.weekday != 0) d->when.precision = Precision::kPartOfDay;
    d->end = k + 1;
    d->bare_word = false;
  }

  // --- days from now

  // "yesterday", "tomorrow night", "tonight", "the day before yesterday".
  std::optional<Dated> ReadRelativeDay(size_t at) const {
    if (r_.Is(at, Class::kTonight)) {
      Dated d = FromToday(at, at + 1, 0);
      d.when.code = "NI";
      if (!d.unsettled) d.when.precision = Precision::kPartOfDay;
      return d;
    }
    size_t k = at;
    if (r_.Is(k, Class::kThe)) ++k;
    if (r_.Reads(k, "day") && (r_.Reads(k + 1, "before") || r_.Reads(k + 1, "after")) &&
        r_.Is(k + 2, Class::kRelativeDay) && r_.Value(k + 2, Class::kRelativeDay) != 0) {
      const int day = r_.Value(k + 2, Class::kRelativeDay);
      return FromToday(at, k + 3, day + (r_.Reads(k + 1, "before") ? -1 : 1));
    }
    if (!r_.Is(at, Class::kRelativeDay)) return std::nullopt;
    Dated d = FromToday(at, at + 1, r_.Value(at, Class::kRelativeDay));
    TakePart(&d);
    return d;
  }

  Dated FromToday(size_t begin, size_t end, int days) const {
    Dated d{.begin = begin, .end = end};
    d.unsettled = !context_.reference;
    if (context_.reference) d.when = DayOf(*context_.reference + days);
    return d;
  }

  // "last week", "this coming Sunday", "next three days", "last December", "this morning".
  std::optional<Dated> ReadShifted(size_t at) const {
    size_t k = at;
    const bool narrative = r_.Is(k, Class::kNarrative);
    if (!r_.Is(k, Class::kShift) && !narrative) return std::nullopt;
    int shift = r_.Value(k, narrative ? Class::kNarrative : Class::kShift);
    const bool past_word = r_.Reads(k, "past");
    // "will not last two hours" is a verb.
    if (r_.Reads(k, "last") &&
        (r_.Is(k - 1, Class::kFuture) || r_.Is(k - 1, Class::kModal) || r_.Is(k - 1, Class::kTo) ||
         r_.Reads(k - 1, "not") || r_.Reads(k - 1, "t")))
      return std::nullopt;
    ++k;
    // "this coming Sunday", "this past week"
    if (shift == 0 && r_.Is(k, Class::kShift)) shift = r_.Value(k++, Class::kShift);
    if (std::optional<Dated> date = ReadShiftedDay(at, k, shift, past_word)) return date;
    if (r_.Is(k, Class::kPeriod) || r_.Is(k, Class::kFiscal))
      return ShiftedPeriod(at, k, shift, narrative, past_word || r_.Reads(k - 1, "past"));
    if (std::optional<Duration> duration = ReadDuration(r_, k);
        duration && !duration->article && !narrative)
      return ShiftedDuration(at, *duration, shift);
    if (r_.Is(k, Class::kFew) || r_.Reads(k, "some")) {
      size_t n = k + 1;
      if (r_.Is(n, Class::kOf)) ++n;
      if (r_.Is(n, Class::kPeriod)) return Unsettled(at, n + 1);
    }
    return std::nullopt;
  }

  Dated Unsettled(size_t begin, size_t end) const {
    Dated d{.begin = begin, .end = end};
    d.unsettled = true;
    return d;
  }

  // A weekday, month, season, holiday or part of a day behind "last", "this", "next".
  std::optional<Dated> ReadShiftedDay(size_t at, size_t k, int shift, bool past_word) const {
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

  std::optional<Dated> ShiftedHoliday(size_t at, size_t k, int shift) const {
    const Phrase phrase = HolidayAt(k);
    if (phrase.end == 0) return std::nullopt;
    const std::string_view rule = r_.vocabulary().holiday(phrase.index).rule;
    Dated d = Make(at, phrase.end, {});
    d.unsettled = !context_.reference || rule.empty();
    if (d.unsettled) return d;
    int year = static_cast<int>(context_.reference->year());
    const CivilDay day = *HolidayIn(rule, year);
    if (shift < 0 && day >= *context_.reference) --year;
    if (shift > 0 && day <= *context_.reference) ++year;
    d.when = DayOf(*HolidayIn(rule, year));
    return d;
  }

  When ShiftedWeekday(int weekday, int shift) const {
    if (!context_.reference) return {};
    const CivilDay today = *context_.reference;
    const int now = static_cast<int>(absl::GetWeekday(today)) + 1;
    const int back = (now - weekday + 7) % 7;
    if (shift < 0) return DayOf(today - (back == 0 ? 7 : back));
    if (shift > 0) return DayOf(today + (7 - back));
    return DayOf(MondayOf(today) + (weekday - 1));
  }

  // "last" is the last that is over, "next" the first that has not begun, "this" this year's.
  void SetShiftedYear(When* w, int shift) const {
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

  std::optional<Dated> ShiftedPeriod(size_t at, size_t k, int shift, bool narrative,
                                     bool past_word) const {
    std::string_view fiscal;
    if (r_.Is(k, Class::kFiscal)) {
      fiscal = r_.at(k).word->code;
      ++k;
      if (!r_.Is(k, Class::kPeriod)) return std::nullopt;
    }
    const auto period = static_cast<Period>(r_.Value(k, Class::kPeriod));
    if (r_.Surface(k).ends_with("s") || period <= Period::kHour) return std::nullopt;
    if (r_.Is(k + 1, Class::kOf) && !r_.Is(k, Class::kFiscal)) {
      if (std::optional<Dated> part = PartOf(at, k, shift < 0 ? -1 : 0)) return part;
    }
    Dated d = Make(at, k + 1, {});
    if (narrative) {
      d.unsettled = true;
      return d;
    }
    if (!context_.reference) {
      d.unsettled = true;
      return d;
    }
    if (!fiscal.empty() && period == Period::kYear) {
      d.when.precision = Precision::kYear;
      d.when.code = fiscal;
      d.when.year = static_cast<int>(context_.reference->year()) + shift;
      return d;
    }
    if (past_word && shift < 0 && period != Period::kWeekend && period != Period::kDay) {
      Duration one;
      one.end = k + 1;
      one.period = period;
      one.count = 1;
      one.single = true;
      return ShiftedDuration(at, one, -1);
    }
    d.when = PeriodFromNow(period, shift);
    if (d.when.precision == Precision::kNone) return std::nullopt;
    return d;
  }

  // The period `shift` from today's.
  When PeriodFromNow(Period period, int shift) const {
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

  // The stretch of `duration` that begins or ends today, as precise as its unit.
  std::optional<Dated> ShiftedDuration(size_t at, const Duration& duration, int shift) const {
    Dated d = Make(at, duration.end, {});
    d.unsettled = !context_.reference || !duration.single || shift == 0 ||
                  duration.count > kMaxShift || duration.period <= Period::kHour ||
                  duration.count < 1;
    if (d.unsettled) return d;
    const CivilDay today = *context_.reference;
    const int n = duration.count;
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

  // "two weeks ago", "three years earlier", "in two weeks" of what will be, "two weeks from now",
  // and lengths of time by themselves.
  std::optional<Dated> ReadAroundNow(size_t at) const {
    std::optional<Duration> duration = ReadDuration(r_, at);
    if (!duration) return ReadCountShifted(at);
    size_t k = duration->end;
    if (r_.Is(k, Class::kAgo)) return FromDuration(at, k + 1, *duration, -1);
    if (r_.Reads(k, "from") && (r_.Reads(k + 1, "now") || r_.Reads(k + 1, "today")))
      return FromDuration(at, k + 2, *duration, 1);
    if (std::optional<Dated> anchored = FromAnchor(at, k, *duration)) return anchored;
    Dated d{.begin = at, .end = k};
    d.shape = Dated::kDuration;
    d.literal = duration->iso8601;
    if (r_.Reads(k, "earlier") || r_.Reads(k, "later") || r_.Reads(k, "previously")) {
      ++d.end;
      return d;
    }
    // "the last week of", "year-old" are others' business.
    const size_t next = r_.SkipHyphen(k);
    if (r_.Is(next, Class::kOld)) return std::nullopt;
    const bool in =
        r_.Reads(at - 1, "in") && !r_.Reads(at - 2, "once") && !duration->iso8601.starts_with("PT");
    if (in && TenseAround(r_, at, k) == Tense::kFuture && duration->single && !r_.IsHyphen(k - 2)) {
      if (std::optional<Dated> future = FromDuration(at, k, *duration, 1)) return future;
    }
    return d;
  }

  // "the 2 next days", "three past months": ReadShifted reads them in the usual order.
  std::optional<Dated> ReadCountShifted(size_t at) const {
    if (!r_.IsDigits(at) && !r_.Is(at, Class::kNumber)) return std::nullopt;
    const std::optional<Numeral> n = ReadNumeral(r_, at);
    if (!n || !r_.Is(n->end, Class::kShift) || !r_.Is(n->end + 1, Class::kPeriod))
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

  // The point that lies `duration` from today: of the precision of its unit.
  std::optional<Dated> FromDuration(size_t at, size_t end, const Duration& duration,
                                    int sign) const {
    Dated d = Make(at, end, {});
    const bool months = !duration.single && duration.months > 0;
    d.unsettled =
        !context_.reference || (!duration.single && !months) || duration.count > kMaxShift;
    if (d.unsettled) return d;
    const int n = duration.count * sign;
    switch (duration.period) {
      case Period::kDay:
        d.when = DayOf(*context_.reference + n);
        break;
      case Period::kWeek:
        d.when = DayOf(*context_.reference + 7 * n);
        break;
      case Period::kFortnight:
        d.when = DayOf(*context_.reference + 14 * n);
        break;
      case Period::kMonth:
      case Period::kYear:
        d.when = months ? PeriodFromNow(Period::kMonth, duration.months * sign)
                        : PeriodFromNow(duration.period, n);
        break;
      case Period::kDecade:
      case Period::kCentury:
        d.when = PeriodFromNow(duration.period, n);
        break;
      default:
        d.unsettled = true;
    }
    if (d.when.year && *d.when.year < 1) d.unsettled = true;
    return d;
  }

  // "two days before yesterday", "3 days after January 12", "four months from tomorrow".
  std::optional<Dated> FromAnchor(size_t at, size_t k, const Duration& duration) const {
    const bool before = r_.Reads(k, "before");
    if (!before && !r_.Reads(k, "after") && !r_.Reads(k, "from")) return std::nullopt;
    if (!duration.single || duration.count > kMaxShift || !r_.Has(k + 1)) return std::nullopt;
    std::optional<Dated> anchor;
    for (const Production production :
         {&DateReader::ReadRelativeDay, &DateReader::ReadDayMonth, &DateReader::ReadMonthDay,
          &DateReader::ReadIso, &DateReader::ReadNumeric, &DateReader::ReadHoliday}) {
      std::optional<Dated> found = (this->*production)(k + 1);
      if (found && (!anchor || found->end > anchor->end)) anchor = std::move(found);
    }
    if (!anchor || anchor->unsettled) return std::nullopt;
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

  // --- parts of periods

  // "the third quarter of 2024", "Q3", "first half of 2021", "the last week of July", "first Monday
  // in May", "the week of April 10", "2019 Q1".
  std::optional<Dated> ReadPartOfPeriod(size_t at) const {
    if (std::optional<Dated> coded = ReadQuarterCode(at)) return coded;
    size_t k = at;
    if (r_.Is(k, Class::kThe)) ++k;
    if (r_.Reads(k, "week") &&
        (r_.Is(k + 1, Class::kOf) || r_.Reads(k + 1, "beginning") ||
         r_.Reads(k + 1, "commencing") || r_.Reads(k + 1, "starting") || r_.Reads(k + 1, "ending")))
      return WeekOfDay(at, k + 2);
    int index = 0;
    if (r_.Is(k, Class::kOrdinal)) {
      index = r_.Value(k, Class::kOrdinal);
    } else if (r_.IsDigits(k) && DayAt(k, false) && DayAt(k, false)->ordinal) {
      index = r_.Int(k++);
    } else if (r_.Reads(k, "last") || r_.Reads(k, "final") || r_.Reads(k, "closing")) {
      index = -1;
    } else {
      return std::nullopt;
    }
    k = r_.SkipHyphen(k + 1);
    if (r_.Is(k, Class::kFiscal) && !r_.Reads(k, "tax")) ++k;
    if (r_.Reads(k, "quarter") && index >= 1 && index <= 4)
      return OfYear(at, k + 1, Precision::kQuarter, index);
    if (r_.Reads(k, "half") && index >= 1 && index <= 2)
      return OfYear(at, k + 1, Precision::kHalfYear, index);
    if (r_.Reads(k, "century") && index >= 1 && index <= 30) return Century(at, k + 1, index);
    return PartOf(at, k, index);
  }

  Dated Century(size_t at, size_t end, int number) const {
    When w;
    w.precision = Precision::kCentury;
    w.year = (number - 1) * 100;
    w.year_said = true;
    return Make(at, end, w);
  }

  std::optional<Dated> OfYear(size_t at, size_t end, Precision precision, int index) const {
    When w;
    w.precision = precision;
    w.index = index;
    size_t k = end;
    if (r_.Is(k, Class::kOf) && r_.Is(k + 1, Class::kFiscal)) k += 1;
    if (r_.Is(k, Class::kOf) && r_.Is(k + 1, Class::kThe) && r_.Reads(k + 2, "year")) {
      end = k + 3;
      w.year_said = true;
    } else if (const std::optional<int> year = TakeYear(&end)) {
      w.year = year;
      w.year_said = true;
    }
    if (precision == Precision::kHalfYear && !w.year_said) return std::nullopt;
    if (!w.year && context_.reference) w.year = static_cast<int>(context_.reference->year());
    Dated d = Make(at, end, w);
    if (r_.Reads(end, "century")) return std::nullopt;
    return d;
  }

  // "Q3 2024", "Q3 of 2024", "2019 Q1", "H1 2021".
  std::optional<Dated> ReadQuarterCode(size_t at) const {
    size_t k = at;
    std::optional<int> year = YearAt(k);
    if (year) {
      ++k;
      if (r_.IsHyphen(k)) ++k;
    }
    const bool quarter = r_.Reads(k, "q");
    if ((!quarter && !r_.Reads(k, "h")) || !r_.Glued(k + 1) || !r_.IsDigits(k + 1) ||
        r_.Surface(k + 1).size() != 1 || !r_.EndsBefore(k + 2))
      return std::nullopt;
    const int index = r_.Int(k + 1);
    if (index < 1 || index > (quarter ? 4 : 2)) return std::nullopt;
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

  std::optional<Dated> WeekOfDay(size_t at, size_t k) const {
    const bool ending = r_.Reads(k - 1, "ending");
    if (r_.Is(k, Class::kOn)) ++k;
    std::optional<Dated> day;
    for (const Production production : {&DateReader::ReadDayMonth, &DateReader::ReadMonthDay,
                                        &DateReader::ReadNumeric, &DateReader::ReadIso}) {
      if (r_.Has(k)) day = (this->*production)(k);
      if (day) break;
    }
    if (!day || !day->when.HasDay()) return std::nullopt;
    if (day->needs_tense) SetYear(&day->when, context_.reference, TenseOf(*day));
    Dated d = Make(at, day->end, {});
    const std::optional<Days> days = DaysOf(day->when);
    d.unsettled = !days;
    if (days) {
      d.when = DayOf(ending ? days->first - 6 : days->first);
      d.until = DayOf(ending ? days->first : days->first + 6);
    }
    return d;
  }

  // The `index`-th (-1: last) period or weekday, named at `k`, of a month or year.
  std::optional<Dated> PartOf(size_t at, size_t k, int index) const {
    const std::optional<int> weekday = WeekdayAt(k);
    if (!weekday && !r_.Is(k, Class::kPeriod)) return std::nullopt;
    if (!r_.Is(k + 1, Class::kOf) && !r_.Reads(k + 1, "in")) return std::nullopt;
    const auto period = weekday ? Period::kDay : static_cast<Period>(r_.Value(k, Class::kPeriod));
    if (!weekday && period != Period::kDay && period != Period::kWeek &&
        period != Period::kWeekend && period != Period::kMonth)
      return std::nullopt;
    std::optional<Dated> whole = WholeAt(k + 2);
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
    } else if (period == Period::kMonth) {
      d.when.precision = Precision::kMonth;
      d.when.year = whole->when.year;
      d.when.month = index < 0 ? 12 : index;
      if (whole->when.precision != Precision::kYear || index > 12) return std::nullopt;
    } else if (period == Period::kDay) {
      d.when = DayOf(index < 0 ? days->second : days->first + n);
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

  // A month or year: "July", "next month", "2016", "the year".
  std::optional<Dated> WholeAt(size_t k) const {
    if (!r_.Has(k)) return std::nullopt;
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
    if (!r_.Reads(n, "month") && !r_.Reads(n, "year")) return std::nullopt;
    if (!context_.reference) return std::nullopt;
    return Make(k, n + 1, PeriodFromNow(static_cast<Period>(r_.Value(n, Class::kPeriod)), shift));
  }

  When YearOf(int year) const {
    When w;
    w.precision = Precision::kYear;
    w.year = year;
    w.year_said = true;
    return w;
  }

  // --- seasons, decades, centuries, holidays

  // "the summer of 1969", "spring 2020", "in the autumn".
  std::optional<Dated> ReadSeason(size_t at) const {
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
      return Make(at, end, w);
    }
    const bool verb = r_.Reads(k, "fall") || r_.Reads(k, "spring");
    const bool timed =
        k > r_.begin() &&
        (r_.Is(at - 1, Class::kIn) || r_.Is(at - 1, Class::kSince) || r_.Is(at - 1, Class::kUntil));
    if (!timed || (verb && k == at) || IsNoun(end) || r_.Is(end, Class::kOf)) return std::nullopt;
    if (r_.IsLetters(end) && r_.at(end).upper) return std::nullopt;
    Dated d = Make(at, end, w);
    d.bare_word = true;
    return d;
  }

  // "the 1990s", "'90s", "the late 1980s", "the nineties".
  std::optional<Dated> ReadDecade(size_t at) const {
    size_t k = at;
    const bool the = r_.Is(k, Class::kThe);
    if (the) ++k;
    if (r_.Is(k, Class::kRough)) k = r_.SkipHyphen(k + 1);
    if (r_.Reads(at, "mid") && !the) k = r_.SkipHyphen(at + 1);
    When w;
    w.precision = Precision::kDecade;
    w.year_said = true;
    if (r_.Is(k, Class::kDecadeWord) && (the || r_.Is(at - 1, Class::kThe))) {
      w.year = 1900 + r_.Value(k, Class::kDecadeWord);
      return Make(at, k + 1, w);
    }
    const bool elided = r_.IsSymbol(k, "'") && r_.Glued(k + 1);
    if (elided) ++k;
    if (!r_.IsDigits(k)) return std::nullopt;
    const std::string_view digits = r_.Surface(k);
    size_t end = k + 1;
    if (r_.IsSymbol(end, "'") && r_.Glued(end) && r_.Glued(end + 1)) ++end;
    if (!r_.Glued(end) || !r_.Reads(end, "s") || !r_.EndsBefore(end + 1)) return std::nullopt;
    ++end;
    if (digits.size() == 4 && digits[3] == '0') {
      w.year = r_.Int(k);
      if (*w.year < 1000 || *w.year > 2990) return std::nullopt;
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
    w.year = (r_.Int(k) < 30 ? 2000 : 1900) + r_.Int(k);
    return Make(at, end, w);
  }

  Phrase HolidayAt(size_t k) const {
    return r_.vocabulary().Longest(r_.atoms(), k, Vocabulary::kHolidays, [&](int, size_t end) {
      return end <= r_.end() && r_.at(k).upper && r_.EndsBefore(end);
    });
  }

  std::optional<Dated> ReadHoliday(size_t at) const {
    const Phrase phrase = HolidayAt(at);
    if (phrase.end == 0) return std::nullopt;
    const std::string_view rule = r_.vocabulary().holiday(phrase.index).rule;
    size_t end = phrase.end;
    std::optional<int> year = TakeYear(&end);
    Dated d = Make(at, end, {});
    const bool weekend = r_.Reads(end, "weekend");
    if (weekend) {
      d.end = ++end;
      if (!year) year = TakeYear(&d.end);
    }
    if (!year && (IsNoun(end) || (r_.IsLetters(end) && r_.at(end).upper && r_.Glued(end) == false &&
                                  r_.SameSentence(end, at))))
      return std::nullopt;
    d.bare_word = !year;
    if (!year && context_.reference) {
      const Tense tense = TenseOf(d);
      year = static_cast<int>(context_.reference->year());
      const std::optional<CivilDay> day = HolidayIn(rule, *year);
      if (day && tense == Tense::kPast && *day > *context_.reference) --*year;
      if (day && tense == Tense::kFuture && *day < *context_.reference) ++*year;
    }
    const std::optional<CivilDay> day = year ? HolidayIn(rule, *year) : std::nullopt;
    d.unsettled = !day;
    if (day) d.when = weekend ? WeekOf(*day, Precision::kWeekend) : DayOf(*day);
    return d;
  }

  // --- times, sets, years

  std::optional<Dated> ReadTime(size_t at) const { return ReadClock(r_, at); }

  // "every Tuesday", "each day", "every other week", "daily".
  std::optional<Dated> ReadSet(size_t at) const {
    Dated d{.begin = at, .end = at + 1};
    d.shape = Dated::kSet;
    if (r_.Is(at, Class::kRepeated)) {
      if (r_.at(at).upper || r_.IsHyphen(at - 1) || r_.IsHyphen(at + 1)) return std::nullopt;
      d.literal = "R/" + std::string(r_.at(at).word->code);
      return d;
    }
    if (!r_.Is(at, Class::kEvery)) return std::nullopt;
    size_t k = at + 1;
    const bool other = r_.Reads(k, "other");
    if (other) ++k;
    if (const std::optional<int> weekday = WeekdayAt(k)) {
      d.literal = InAnyYear("WXX-" + std::to_string(*weekday));
      d.end = k + 1;
      return d;
    }
    if (const std::optional<MonthName> month = MonthAt(k, false)) {
      if (DayAt(month->end, false)) return std::nullopt;
      d.literal = InAnyYear((month->month < 10 ? "0" : "") + std::to_string(month->month));
      d.end = month->end;
      return d;
    }
    if (r_.Is(k, Class::kPart) || r_.Is(k, Class::kSeason)) {
      const std::string code(r_.at(k).word->code);
      d.literal = r_.Is(k, Class::kPart) ? "T" + code : InAnyYear(code);
      d.end = k + 1;
      return d;
    }
    if (r_.Is(k, Class::kPeriod) && !r_.Surface(k).ends_with("s")) {
      const int n = other ? 2 : 1;
      return EveryPeriod(at, k, n);
    }
    std::optional<Duration> duration = ReadDuration(r_, k);
    if (!duration || other) return std::nullopt;
    d.literal = "R/" + duration->iso8601;
    d.end = duration->end;
    return d;
  }

  std::optional<Dated> EveryPeriod(size_t at, size_t k, int n) const {
    Dated d{.begin = at, .end = k + 1};
    d.shape = Dated::kSet;
    const std::string count = std::to_string(n);
    switch (static_cast<Period>(r_.Value(k, Class::kPeriod))) {
      case Period::kSecond:
        return std::nullopt;
      case Period::kMinute:
        d.literal = "R/PT" + count + "M";
        break;
      case Period::kHour:
        d.literal = "R/PT" + count + "H";
        break;
      case Period::kDay:
        d.literal = "R/P" + count + "D";
        break;
      case Period::kWeek:
        d.literal = "R/P" + count + "W";
        break;
      case Period::kFortnight:
        d.literal = "R/P" + std::to_string(n * 2) + "W";
        break;
      case Period::kMonth:
        d.literal = "R/P" + count + "M";
        break;
      case Period::kQuarter:
        d.literal = "R/P" + std::to_string(n * 3) + "M";
        break;
      case Period::kYear:
        d.literal = "R/P" + count + "Y";
        break;
      case Period::kDecade:
        d.literal = "R/P" + std::to_string(n * 10) + "Y";
        break;
      default:
        d.unsettled = true;
    }
    return d;
  }

  // "2019", "2019-20", "the year 2008", "300 BC", "AD 79", "in nineteen ninety six".
  std::optional<Dated> ReadYearAlone(size_t at) const {
    if (r_.Reads(at, "year") && YearAt(at + 1)) return Make(at, at + 2, YearOf(*YearAt(at + 1)));
    if (r_.IsDigits(at) && r_.Surface(at).size() <= 4) {
      const bool before =
          (r_.Surface(at + 1) == "BC" || r_.Surface(at + 1) == "BCE") && !r_.Glued(at + 1);
      if (before && r_.Int(at) > 0) return Make(at, at + 2, YearOf(1 - r_.Int(at)));
      if (r_.Surface(at + 1) == "AD" || r_.Surface(at + 1) == "CE")
        return Make(at, at + 2, YearOf(r_.Int(at)));
    }
    if (r_.Surface(at) == "AD" && r_.IsDigits(at + 1) && r_.Surface(at + 1).size() <= 4)
      return Make(at, at + 2, YearOf(r_.Int(at + 1)));
    if (r_.IsLetters(at)) {
      const bool said = r_.Is(at - 1, Class::kIn) || r_.Is(at - 1, Class::kSince) ||
                        r_.Is(at - 1, Class::kUntil) || r_.Is(at - 1, Class::kFrom);
      const auto spoken = said ? SpokenYear(at) : std::nullopt;
      if (!spoken || IsNoun(spoken->second)) return std::nullopt;
      return Make(at, spoken->second, YearOf(spoken->first));
    }
    const std::optional<int> year = YearAt(at);
    if (!year || *year < kFirstYear || *year > kLastYear) return std::nullopt;
    if (std::optional<Dated> span = ReadYearSpan(at, *year)) return span;
    if (r_.Glued(at + 1) && r_.at(at + 1).type == Atom::kSymbol && !r_.IsSymbol(at + 1, "~") &&
        r_.Glued(at + 2) && r_.IsDigits(at + 2))
      return std::nullopt;
    Dated d = Make(at, at + 1, YearOf(*year));
    d.bare_year = true;
    if (!StandsAsYear(at)) return std::nullopt;
    return d;
  }

  // "2019-20", "2010–2015", "1999-00", "2019/20".
  std::optional<Dated> ReadYearSpan(size_t at, int first) const {
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

  // "some 1900 people", "employs 2000 staff" against "the 2019 election", "2019 was".
  bool StandsAsYear(size_t at) const {
    const size_t after = at + 1;
    if (at > r_.begin()) {
      const size_t before = at - 1;
      if (r_.Is(before, Class::kApproximation) || r_.Reads(before, "than") ||
          r_.Reads(before, "least"))
        return r_.Reads(before, "around") || r_.Reads(before, "circa") ? !IsNoun(after) : false;
      if (r_.IsSymbol(before, "$") || r_.IsSymbol(before, "#")) return false;
      if (r_.Is(before, Class::kIn) || r_.Is(before, Class::kSince) || r_.Is(before, Class::kUntil))
        return true;
      if (r_.Is(before, Class::kThe) || r_.Is(before, Class::kPossessive) ||
          r_.IsSymbol(before, "'") || (r_.Reads(before, "s") && r_.Glued(before)) ||
          r_.Is(before, Class::kRough))
        return !IsPlural(after);
    }
    if (r_.IsHyphen(after) && r_.IsLetters(after + 1)) return false;
    if (r_.IsSymbol(after, "%") || r_.Is(after, Class::kPercent)) return false;
    return !IsNoun(after);
  }

  bool IsPlural(size_t k) const {
    return r_.Is(k, Class::kPlural) ||
           (IsNoun(k) && r_.Surface(k).ends_with("s") && !r_.Surface(k).ends_with("ss"));
  }

  // "end of 2000", "early June", "mid-1989", "late last year": the whole's value, no finer.
  std::optional<Dated> ReadRough(size_t at) const {
    if (!r_.Is(at, Class::kRough)) return std::nullopt;
    size_t k = r_.SkipHyphen(at + 1);
    const bool of = r_.Is(k, Class::kOf);
    const bool noun = r_.Reads(at, "end") || r_.Reads(at, "beginning") || r_.Reads(at, "start") ||
                      r_.Reads(at, "middle");
    if (noun && !of) return std::nullopt;
    if (of) ++k;
    if (r_.Reads(k, "in")) ++k;
    const size_t inner = r_.Is(k, Class::kThe) ? k + 1 : k;
    if (r_.Is(inner, Class::kThe)) return std::nullopt;
    if (of && !r_.Is(inner, Class::kThe) &&
        (r_.Reads(inner, "year") || r_.Reads(inner, "month") || r_.Reads(inner, "week") ||
         r_.Reads(inner, "decade"))) {
      if (!context_.reference) return Unsettled(at, inner + 1);
      Dated d = Make(at, inner + 1,
                     PeriodFromNow(static_cast<Period>(r_.Value(inner, Class::kPeriod)), 0));
      return d;
    }
    if (inner > k && r_.Is(inner, Class::kPart)) return Unsettled(at, inner + 1);
    for (const Production production :
         {&DateReader::ReadMonthDay, &DateReader::ReadShifted, &DateReader::ReadYearAlone,
          &DateReader::ReadPartOfPeriod, &DateReader::ReadSeason, &DateReader::ReadDecade,
          &DateReader::ReadRelativeDay, &DateReader::ReadWeekday}) {
      std::optional<Dated> d = r_.Has(inner) ? (this->*production)(inner) : std::nullopt;
      if (!d) continue;
      d->begin = at;
      d->bare_word = false;
      return d;
    }
    if (r_.Is(inner, Class::kPart) && !noun) return Unsettled(at, inner + 1);
    return std::nullopt;
  }

  // "in the morning", "at the weekend", "at night": found, without a day.
  std::optional<Dated> ReadDayPart(size_t at) const {
    size_t k = at;
    if (r_.Is(k, Class::kThe)) ++k;
    const bool placed = r_.Is(at - 1, Class::kIn) || r_.Reads(at - 1, "at") ||
                        r_.Reads(at - 1, "over") || r_.Reads(at - 1, "on");
    if (r_.Reads(k, "weekend") && k > at && placed) {
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
    if (!r_.Is(k, Class::kPart) || r_.Surface(k).ends_with("s") || r_.Reads(k, "overnight"))
      return std::nullopt;
    if ((k == at && !r_.Reads(at - 1, "at")) || !placed) return std::nullopt;
    Dated d = Make(at, k + 1, {});
    d.shape = Dated::kTime;
    d.when.code = r_.at(k).word->code;
    d.when.precision = Precision::kPartOfDay;
    d.bare_word = true;
    return d;
  }

  // "a few days", "several weeks": a length that the text leaves open.
  std::optional<Dated> ReadFewPeriods(size_t at) const {
    size_t k = at;
    if (r_.Is(k, Class::kArticle)) ++k;
    if (!r_.Is(k, Class::kFew)) return std::nullopt;
    ++k;
    if (r_.Is(k, Class::kOf)) ++k;
    if (!r_.Is(k, Class::kPeriod) || !r_.Surface(k).ends_with("s")) return std::nullopt;
    ++k;
    if (r_.Is(k, Class::kAgo) || r_.Reads(k, "later") || r_.Reads(k, "earlier")) ++k;
    Dated d = Unsettled(at, k);
    d.shape = Dated::kDuration;
    return d;
  }

  // "FY2023", "fiscal 2021", "financial year 2020-21", "fiscal year".
  std::optional<Dated> ReadFiscal(size_t at) const {
    size_t k = at;
    std::string_view code = "FY";
    if (r_.Reads(k, "fy")) {
      ++k;
    } else if (r_.Is(k, Class::kFiscal) && !r_.at(k).word->code.empty()) {
      code = r_.at(k).word->code;
      k = r_.SkipHyphen(k + 1);
      if (r_.Reads(k, "year")) ++k;
    } else {
      return std::nullopt;
    }
    if (r_.Is(k, Class::kOf)) ++k;
    std::optional<int> year =
        r_.IsDigits(k) && r_.Surface(k).size() == 4 ? std::optional(r_.Int(k)) : std::nullopt;
    if (!year && r_.IsDigits(k) && r_.Surface(k).size() == 2 && r_.Reads(at, "fy"))
      year = FullYear(r_.Int(k));
    if (!year || *year < 1900 || *year > kLastYear) return std::nullopt;
    When w = YearOf(*year);
    w.code = code;
    return Make(at, k + 1, w);
  }

  // --- composition

  void Merge(const Dated& time, Dated* day) const {
    day->when.hour = time.when.hour;
    day->when.minute = time.when.minute;
    day->when.second = time.when.second;
    day->when.zone = time.when.zone;
    day->when.precision = time.when.precision;
    day->when.code = {};
    if (time.until) {
      day->until = day->when;
      day->until->hour = time.until->hour;
      day->until->minute = time.until->minute;
      day->until->second = time.until->second;
    }
    day->end = std::max(day->end, time.end);
    day->unsettled = day->unsettled || time.unsettled;
  }

  bool IsOneDay(const Dated& d) const {
    return d.shape == Dated::kDate && !d.until && (d.when.HasDay() || d.when.weekday != 0) &&
           d.literal.empty();
  }

  // "Friday at 3pm", "15:30 GMT on Sunday", "8am this morning".
  void TakeTime(Dated* d) const {
    size_t k = d->end;
    const bool comma = r_.IsSymbol(k, ",");
    if (comma) ++k;
    if (!r_.Has(k) || !r_.SameSentence(k, d->begin) || r_.at(k).breaks) return;
    if (IsOneDay(*d) && !d->when.HasTime()) {
      if (r_.Is(k, Class::kAt) || r_.Is(k, Class::kApproximation) || r_.Reads(k, "from")) ++k;
      if (r_.Is(k, Class::kApproximation)) ++k;
      const std::optional<Dated> time = r_.Has(k) ? ReadClock(r_, k) : std::nullopt;
      if (!time || time->unsettled) return TakeHourOfPart(k, d);
      Merge(*time, d);
      return;
    }
    if (d->shape != Dated::kTime || d->unsettled || !d->when.HasTime()) return;
    if (r_.Is(k, Class::kOn) || r_.Is(k, Class::kOf)) ++k;
    std::optional<Dated> day = r_.Has(k) ? ReadSimple(k) : std::nullopt;
    if (!day || !IsOneDay(*day) || day->when.HasTime()) return;
    const size_t begin = d->begin;
    const Dated time = *d;
    *d = *day;
    d->begin = begin;
    d->bare_word = false;
    const size_t end = d->end;
    Merge(time, d);
    d->end = end;
  }

  // "last night at 8": the part of the day tells which of the two hours it is.
  void TakeHourOfPart(size_t k, Dated* d) const {
    if (d->when.precision != Precision::kPartOfDay || k == d->end || !r_.IsDigits(k)) return;
    const int hour = r_.Int(k);
    const bool plain = r_.Surface(k).size() <= 2 && !r_.Glued(k + 1);
    const bool closed = !r_.IsLetters(k + 1) || r_.Is(k + 1, Class::kFunction);
    const bool stop = r_.IsSymbol(k + 1, ".") || r_.IsSymbol(k + 1, ",");
    if (hour < 1 || hour > 11 || (!plain && !stop) || !closed ||
        (r_.Glued(k + 1) && r_.Glued(k + 2)))
      return;
    const bool morning = d->when.code == "MO";
    if (d->when.code == "NI" && hour < 6) return;
    d->when.hour = morning ? hour : hour + 12;
    d->when.code = {};
    d->when.precision = Precision::kHour;
    d->end = k + 1;
  }

  // The other end of a range: "March to May", "2014 and 2018" after "between", "Nov 18-Dec 19, 2015".
  void TakeRange(Dated* d) const {
    if (d->unsettled || d->when.HasTime() ||
        (!d->when.code.empty() && d->when.precision == Precision::kPartOfDay))
      return;
    size_t k = d->end;
    size_t before = d->begin;
    if (before > r_.begin() && r_.Is(before - 1, Class::kThe)) --before;
    const bool between = before > r_.begin() && r_.Reads(before - 1, "between");
    const bool from = before > r_.begin() && (r_.Reads(before - 1, "from") || between);
    if (!IsRangeJoint(k) && !(between && r_.Is(k, Class::kAnd))) return;
    // "in June to Paris" is no range: the other end must be a date at once.
    ++k;
    if (r_.Is(k, Class::kThe)) ++k;
    if (!r_.Has(k) || !r_.SameSentence(k, d->begin)) return;
    std::optional<Dated> last = ReadSimpleEnd(k);
    if (!last || last->unsettled || last->until || last->shape != Dated::kDate) return;
    if (last->bare_year && !from && !r_.IsSymbol(d->end, "-") && d->bare_year == false &&
        d->when.precision != Precision::kYear)
      return;
    if (last->when.precision == Precision::kNone) return;
    JoinRange(d, &*last);
  }

  std::optional<Dated> ReadSimpleEnd(size_t k) const {
    std::optional<Dated> best;
    for (const Production production :
         {&DateReader::ReadIso, &DateReader::ReadNumeric, &DateReader::ReadDayMonth,
          &DateReader::ReadMonthDay, &DateReader::ReadWeekday, &DateReader::ReadRelativeDay,
          &DateReader::ReadYearAlone, &DateReader::ReadShifted, &DateReader::ReadPartOfPeriod,
          &DateReader::ReadRough}) {
      std::optional<Dated> found = (this->*production)(k);
      if (found && (!best || found->end > best->end)) best = std::move(found);
    }
    return best;
  }

  void JoinRange(Dated* d, Dated* last) const {
    When& a = d->when;
    When& b = last->when;
    const bool weekdays = a.weekday != 0 && !a.HasDay();
    if (weekdays != (b.weekday != 0 && !b.HasDay())) {
      if (weekdays && !b.HasDay()) return;
    }
    if (d->needs_tense) {
      if (!a.year && b.year && a.month != 0) {
        a.year = *b.year - (b.month != 0 && a.month > b.month ? 1 : 0);
        a.year_said = true;
        d->needs_tense = false;
      }
    }
    if (d->bare_year && !(b.precision == Precision::kYear || b.year)) return;
    if (last->needs_tense && b.month != 0 && a.year_said && a.year) {
      b.year = *a.year + (a.month > b.month ? 1 : 0);
      last->needs_tense = false;
    }
    d->until = b;
    d->end = last->end;
    d->bare_word = false;
    d->bare_year = false;
    if (d->needs_tense && !last->needs_tense && !a.year && b.year) a.year = b.year;
  }

  const Reader& r_;
  const size_t at_;
  const DateContext& context_;
};

// A weekday alone: the last one for the past, the next for the future; news that does not tell is
// of the past.
void SetWeekday(When* w, std::optional<CivilDay> reference, Tense tense) {
  if (!reference || w->weekday == 0 || w->HasDay()) return;
  const int now = static_cast<int>(absl::GetWeekday(*reference)) + 1;
  const int back = (now - w->weekday + 7) % 7;
  const CivilDay day = tense == Tense::kFuture ? *reference + (7 - back) % 7 : *reference - back;
  w->year = static_cast<int>(day.year());
  w->month = day.month();
  w->day = day.day();
}

// The end of a range lies behind its begin.
void SetUntil(const When& first, When* last, std::optional<CivilDay> reference) {
  if (!last->year && last->month != 0 && first.year) {
    last->year = first.year;
    if (last->month < first.month) ++*last->year;
  }
  if (last->weekday != 0 && !last->HasDay()) {
    const std::optional<Days> days = DaysOf(first);
    SetWeekday(last, days ? std::optional(days->first + 1) : reference, Tense::kFuture);
  }
}

Found Finish(const Reader& r, Dated d, const DateContext& context) {
  Found f{.begin = d.begin, .end = d.end, .kind = Kind::kDateTime};
  f.resume = d.end;
  f.maybe_name = d.bare_word || d.bare_year;
  if (d.unsettled) return f;
  if (!d.literal.empty()) {
    f.value = DateTime{d.literal};
    return f;
  }
  if (d.needs_tense && d.shape == Dated::kDate) {
    const Tense tense = TenseAround(r, d.begin, d.end);
    SetWeekday(&d.when, context.reference, tense);
    if (d.when.weekday == 0 || d.when.HasDay()) {
      SetYear(&d.when, context.reference, tense);
    }
  }
  if (d.until && d.until->HasTime() && d.when.HasTime()) {
    d.until->year = d.when.year;
    d.until->month = d.when.month;
    d.until->day = d.when.day;
  }
  if (d.until) SetUntil(d.when, &*d.until, context.reference);
  std::string iso = Format(d.when);
  if (iso.empty()) return f;
  f.details.precision = d.when.precision;
  f.details.time_zone = d.when.zone;
  std::optional<Days> days = DaysOf(d.when);
  if (d.until) {
    const std::string last = Format(*d.until);
    if (last.empty()) return f;
    iso += "/" + last;
    const std::optional<Days> until = DaysOf(*d.until);
    if (days && until) days->second = until->second;
  }
  if (days) {
    f.details.first_day = Format(DayOf(days->first));
    f.details.last_day = Format(DayOf(days->second));
  }
  f.value = DateTime{iso};
  return f;
}

}  // namespace

std::optional<Found> ReadDate(const Reader& reader, size_t at, const DateContext& context) {
  std::optional<Dated> dated = DateReader(reader, at, context).Read();
  if (!dated || dated->end > reader.end()) return std::nullopt;
  if (!reader.EndsBefore(dated->end)) return std::nullopt;
  return Finish(reader, *std::move(dated), context);
}

}  // namespace textanalysis::values
