// What dates are made of.

#include "analysis/text/chars.h"
#include "analysis/values/date_reader.h"

namespace textanalysis::values {
std::optional<int> DateReader::YearAt(size_t k) const {
  if (!r_.IsDigits(k) || r_.Surface(k).size() != 4) return std::nullopt;
  if (!r_.EndsBefore(k + 1)) return std::nullopt;
  const bool figure = r_.Glued(k + 1) && (r_.IsSymbol(k + 1, ",") || r_.IsSymbol(k + 1, ".")) &&
                      r_.Glued(k + 2) && r_.IsDigits(k + 2);
  const int year = r_.Int(k);
  if (figure || year < 1000 || year > 2999) return std::nullopt;
  return year;
}

std::optional<std::pair<int, size_t>> DateReader::SpokenYear(size_t k) const {
  int century = 0;
  size_t n = k;
  if (r_.Is(n, Class::kNumber) && r_.Value(n, Class::kNumber) >= 13) {
    century = r_.Value(n, Class::kNumber);
  } else if (r_.Is(n, Class::kTens) && r_.Value(n, Class::kTens) == 20) {
    century = 20;
  } else if (r_.Is(n, Class::kNumber) && r_.Value(n, Class::kNumber) == 2 &&
             r_.Is(n + 1, Class::kScale) && r_.Value(n + 1, Class::kScale) == 3) {
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
  if (r_.Is(n, Class::kSpokenZero) && r_.Is(n + 1, Class::kNumber))
    return std::pair(century * 100 + r_.Value(n + 1, Class::kNumber), n + 2);
  const std::optional<Below100> rest = ReadBelow100(r_, n);
  if (!rest || rest->ordinal || rest->value < 10) return std::nullopt;
  return std::pair(century * 100 + rest->value, rest->end);
}

std::optional<int> DateReader::TakeYear(size_t* end) const {
  size_t k = *end;
  const bool comma = r_.IsSymbol(k, ",");
  if (comma) ++k;
  const bool of = r_.Is(k, Class::kOf) || r_.Is(k, Class::kIn);
  if (of) ++k;
  if (of && r_.Is(k, Class::kThe)) ++k;
  if (of && r_.IsPeriod(k, Period::kYear) && !comma) {
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
  if (const auto spoken = SpokenYear(k);
      spoken && (!comma || (spoken->second > k + 1 && !IsNoun(spoken->second)))) {
    *end = spoken->second;
    return spoken->first;
  }
  if (r_.Is(k, Class::kShift) && r_.IsPeriod(k + 1, Period::kYear) && !comma) {
    *end = k + 2;
    if (!context_.reference) return std::nullopt;
    return static_cast<int>(context_.reference->year()) + r_.Value(k, Class::kShift);
  }
  return std::nullopt;
}

std::optional<DateReader::MonthName> DateReader::MonthAt(size_t k, bool beside_figures) const {
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

std::optional<DateReader::DayNumber> DateReader::DayAt(size_t k, bool words) const {
  if (r_.IsDigits(k)) {
    if (r_.Surface(k).size() > 2) return std::nullopt;
    const int day = r_.Int(k);
    if (day < 1 || day > 31) return std::nullopt;
    const bool ordinal = IsOrdinalEnding(r_, k + 1);
    const size_t end = ordinal ? k + 2 : k + 1;
    const bool figure = r_.Glued(end) && r_.at(end).type == Atom::kSymbol && r_.Glued(end + 1) &&
                        r_.IsDigits(end + 1) && !r_.IsSymbol(end, "-");
    if (figure && !r_.IsSymbol(end, ",")) return std::nullopt;
    return DayNumber{day, end, ordinal};
  }
  const std::optional<Below100> said = words ? ReadBelow100(r_, k) : std::nullopt;
  if (!said || said->value < 1 || said->value > 31) return std::nullopt;
  return DayNumber{said->value, said->end, said->ordinal};
}

bool DateReader::IsRangeJoint(size_t k) const {
  return r_.IsSymbol(k, "-") || r_.IsSymbol(k, "~") ||
         (r_.Is(k, Class::kRangeTo) && !r_.Is(k, Class::kAnd));
}

When DateReader::Day(std::optional<int> year, int month, int day) const {
  When w;
  w.precision = Precision::kDay;
  w.year = year;
  w.month = month;
  w.day = day;
  w.year_said = year.has_value();
  return w;
}

Dated DateReader::Make(size_t begin, size_t end, When when) const {
  Dated d{.begin = begin, .end = end};
  d.when = when;
  return d;
}

bool DateReader::IsNoun(size_t k) const {
  return r_.IsLetters(k) && !r_.at(k).upper && !r_.Is(k, Class::kFunction) &&
         !r_.Is(k, Class::kPreposition);
}

std::optional<int> DateReader::WeekdayAt(size_t k) const {
  if (r_.Is(k, Class::kWeekday)) {
    return r_.Value(k, Class::kWeekday);
  }
  if (r_.Is(k, Class::kWeekdayAbbreviation) && r_.at(k).upper && r_.EndsBefore(k + 1)) {
    // "Mon-Wed", "Mon. to Fri.", "Sat. night"
    const size_t next = r_.IsSymbol(k + 1, ".") && r_.Glued(k + 1) ? k + 2 : k + 1;
    const size_t last = r_.IsHyphen(k - 1) || r_.Is(k - 1, Class::kRangeTo) ? k - 2 : k;
    const bool joined =
        ((r_.IsHyphen(next) || r_.Is(next, Class::kRangeTo)) &&
         r_.Is(next + 1, Class::kWeekdayAbbreviation)) ||
        (last < k && (r_.Is(last, Class::kWeekdayAbbreviation) ||
                      (r_.IsSymbol(last, ".") && r_.Is(last - 1, Class::kWeekdayAbbreviation))));
    if ((joined && !r_.Is(k, Class::kNounToo)) || (r_.Is(next, Class::kPart) && next > k + 1))
      return r_.Value(k, Class::kWeekdayAbbreviation);
    const bool beside = MonthAt(k + 1, true) || r_.IsDigits(k + 1) || r_.IsSymbol(k + 1, ",") ||
                        r_.IsSymbol(k + 1, ".") || r_.Is(k - 1, Class::kOn) ||
                        r_.Is(k - 1, Class::kShift);
    if (beside && !r_.Is(k, Class::kNounToo) && !(r_.IsSymbol(k + 1, ".") && !r_.IsDigits(k + 2)))
      return r_.Value(k, Class::kWeekdayAbbreviation);
    const std::optional<DayNumber> day = DayAt(k + 1, false);
    if (r_.Is(k, Class::kNounToo) &&
        (r_.Is(k - 1, Class::kOn) || MonthAt(k + 1, true) || (day && day->ordinal)))
      return r_.Value(k, Class::kWeekdayAbbreviation);
  }
  return std::nullopt;
}

void DateReader::TakePart(Dated* d) const {
  size_t k = d->end;
  if (r_.Is(k, Class::kRough)) ++k;
  // "tomorrow am", but not "Friday PM Modi", "on Friday am I"
  const bool closed = !r_.IsLetters(k + 1) || r_.Is(k + 1, Class::kRangeTo);
  if (k == d->end && r_.Is(k, Class::kHalf) && !r_.at(k).upper && !r_.Glued(k) && closed &&
      r_.EndsBefore(k + 1) && d->when.precision == Precision::kDay) {
    d->when.code = r_.at(k).word->code == "AM" ? "MO" : "AF";
    d->when.precision = Precision::kPartOfDay;
    d->end = k + 1;
    d->bare_word = false;
    return;
  }
  if (!r_.Is(k, Class::kPart) || r_.Is(k, Class::kPartAdverb) || r_.Ends(k, Ending::kS) ||
      r_.at(k).word->code == "DT")
    return;
  d->when.code = r_.at(k).word->code;
  if (d->when.HasDay() || d->when.weekday != 0) d->when.precision = Precision::kPartOfDay;
  d->end = k + 1;
  d->bare_word = false;
}

Dated DateReader::FromToday(size_t begin, size_t end, int days) const {
  Dated d{.begin = begin, .end = end};
  d.unsettled = !context_.reference;
  if (context_.reference) d.when = DayOf(*context_.reference + days);
  return d;
}

Dated DateReader::Unsettled(size_t begin, size_t end) const {
  Dated d{.begin = begin, .end = end};
  d.unsettled = true;
  return d;
}

When DateReader::YearOf(int year) const {
  When w;
  w.precision = Precision::kYear;
  w.year = year;
  w.year_said = true;
  return w;
}

Phrase DateReader::HolidayAt(size_t k) const {
  return r_.vocabulary().Longest(r_.atoms(), k, Vocabulary::kHolidays, [&](int index, size_t end) {
    const bool plain = r_.vocabulary().holiday(index).plain_word && !r_.at(k).upper;
    return end <= r_.end() && !plain && r_.EndsBefore(end);
  });
}

bool DateReader::IsToday(size_t k) const {
  return r_.Is(k, Class::kRelativeDay) && r_.Value(k, Class::kRelativeDay) == 0;
}

int DateReader::EraAt(size_t k) const {
  return r_.Is(k, Class::kEra) && text::IsAsciiUpper(r_.Surface(k).back())
             ? r_.Value(k, Class::kEra)
             : 0;
}

bool DateReader::IsPlural(size_t k) const {
  return r_.Is(k, Class::kPlural) ||
         (IsNoun(k) && r_.Ends(k, Ending::kS) && !r_.Ends(k, Ending::kDoubleS));
}

}  // namespace textanalysis::values
