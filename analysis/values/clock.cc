#include <algorithm>
#include <string>

#include "analysis/text/chars.h"
#include "analysis/values/dates.h"

namespace textanalysis::values {
namespace {

// An hour and what it lacks: "3", "10.30", "7:56:30"; with whether it is a clock's beyond doubt.
struct Face {
  size_t end = 0;
  int hour = -1;
  int minute = -1;
  int second = -1;
  bool colon = false;
  bool words = false;
};

std::optional<Face> ReadFace(const Reader& r, size_t at) {
  Face f;
  if (r.IsDigits(at)) {
    if (r.Surface(at).size() > 2) return std::nullopt;
    f.hour = r.Int(at);
    f.end = at + 1;
    const bool colon = r.IsSymbol(at + 1, ":");
    if ((colon || r.IsSymbol(at + 1, ".")) && r.Glued(at + 1) && r.Glued(at + 2) &&
        r.IsDigits(at + 2) && r.Surface(at + 2).size() == 2) {
      f.minute = r.Int(at + 2);
      f.end = at + 3;
      f.colon = colon;
      if (r.IsSymbol(at + 3, ":") && r.Glued(at + 3) && r.Glued(at + 4) && r.IsDigits(at + 4) &&
          r.Surface(at + 4).size() == 2) {
        f.second = r.Int(at + 4);
        f.end = at + 5;
      }
    }
  } else if (r.Is(at, Class::kNumber)) {
    f.hour = r.Value(at, Class::kNumber);
    if (f.hour < 1 || f.hour > 12) return std::nullopt;
    f.end = at + 1;
    f.words = true;
    const std::optional<Below100> minute = ReadBelow100(r, f.end);
    if (minute && !minute->ordinal && minute->value >= 10 && minute->value < 60) {
      f.minute = minute->value;
      f.end = minute->end;
    }
  } else {
    return std::nullopt;
  }
  if (f.hour > 24 || f.minute > 59 || f.second > 59) return std::nullopt;
  return f;
}

// "am", "p.m.": the atom after, and 'A' or 'P'; 0 for none.
char ReadHalf(const Reader& r, size_t* k) {
  size_t at = *k;
  if (r.Is(at, Class::kHalf) && r.EndsBefore(at + 1)) {
    const char half = r.at(at).word->code[0];
    *k = at + 1;
    return half;
  }
  // "9.am"
  if (r.IsSymbol(at, ".") && r.Glued(at + 1) && r.Is(at + 1, Class::kHalf)) {
    *k = at + 2;
    return r.at(at + 1).word->code[0];
  }
  if (!r.Is(at, Class::kHalfLetter)) return 0;
  const char half = r.at(at).word->code[0];
  // "8:45a"
  if (r.Glued(at) && r.IsDigits(at - 1) && r.IsSymbol(at - 2, ":") && r.EndsBefore(at + 1) &&
      !(r.Glued(at + 1) && r.Glued(at + 2))) {
    *k = at + 1;
    return half;
  }
  const bool dotted = r.IsSymbol(at + 1, ".") && r.Is(at + 2, Class::kHalfEnd);
  if (!dotted && !r.Is(at + 1, Class::kHalfEnd)) return 0;
  at += dotted ? 3 : 2;
  if (dotted && r.IsSymbol(at, ".") && (r.Glued(at) || !r.Glued(at - 1))) ++at;
  *k = at;
  return half;
}

// "in the morning", "at night" behind an hour.
char ReadPartOfDay(const Reader& r, size_t* k) {
  size_t at = *k;
  if (r.Is(at, Class::kIn) && r.Is(at + 1, Class::kThe)) {
    at += 2;
  } else if (r.Is(at, Class::kAt)) {
    ++at;
  } else {
    return 0;
  }
  if (!r.Is(at, Class::kPart)) return 0;
  const std::string_view part = r.at(at).word->code;
  if (part != "MO" && part != "AF" && part != "EV" && part != "NI") return 0;
  *k = at + 1;
  return part == "MO" ? 'A' : 'P';
}

// The 24-hour clock's hour, or -1 for what no clock shows.
int HourOf(int hour, char half) {
  if (half == 0) return hour;
  if (hour < 1 || hour > 12) return -1;
  if (half == 'P') return hour % 12 + 12;
  return hour % 12;
}

void SetTime(Dated* d, const Face& f, int hour) {
  d->shape = Dated::kTime;
  d->when.hour = hour;
  d->when.minute = f.minute;
  d->when.second = f.second;
  d->when.precision = f.second >= 0   ? Precision::kSecond
                      : f.minute >= 0 ? Precision::kMinute
                                      : Precision::kHour;
}

// "UTC | +3", "GMT | -5:30": the zone that lies so far from Greenwich's.
void TakeOffset(const Reader& r, Dated* d) {
  const size_t k = d->end;
  const bool east = r.IsSymbol(k, "+");
  if (d->when.zone != "Z" || (!east && !r.IsSymbol(k, "-")) || !r.Glued(k) || !r.Glued(k + 1) ||
      !r.IsDigits(k + 1))
    return;
  const bool long_form = r.Surface(k + 1).size() == 4;
  const int hours = long_form ? r.Int(k + 1) / 100 : r.Int(k + 1);
  int minutes = long_form ? r.Int(k + 1) % 100 : 0;
  size_t end = k + 2;
  if (r.IsSymbol(end, ":") && r.Glued(end) && r.Glued(end + 1) && r.IsDigits(end + 1)) {
    minutes = r.Int(end + 1);
    end += 2;
  }
  if (hours > 14 || minutes > 59 || !r.EndsBefore(end)) return;
  d->when.offset = (east ? 1 : -1) * (hours * 60 + minutes);
  d->end = end;
}

void TakeZone(const Reader& r, Dated* d) {
  const Vocabulary& v = r.vocabulary();
  const Phrase zone = v.Longest(r.atoms(), d->end, Vocabulary::kZones, [&](int index, size_t end) {
    if (end > r.end() || !r.EndsBefore(end)) return false;
    return r.at(d->end).upper && !v.zone(index).value.empty() &&
           (end > d->end + 1 || r.Surface(d->end) == v.zone(index).name);
  });
  if (zone.end != 0) {
    d->when.zone = v.zone(zone.index).value;
    d->end = zone.end;
    TakeOffset(r, d);
  } else if (const size_t end = r.PhraseEnd(d->end, Class::kLocalTime)) {
    d->end = end;
  }
}

// What is said before an hour: "half", "a quarter", "twenty-five", "ten minutes", "22".
struct Minutes {
  size_t end = 0;
  int count = 0;
  bool quarter = false;
};

std::optional<Minutes> ReadMinutes(const Reader& r, size_t at) {
  Minutes m{.end = at + 1};
  if (r.Is(at, Class::kArticle) && r.IsPeriod(at + 1, Period::kQuarter)) m.end = at + 2;
  if (r.IsPeriod(m.end - 1, Period::kQuarter)) {
    m.count = 15;
    m.quarter = true;
    return m;
  }
  if (r.IsHalf(at)) {
    m.count = 30;
    return m;
  }
  if (r.IsDigits(at) && r.Surface(at).size() <= 2) {
    m.count = r.Int(at);
  } else if (const auto words = ReadBelow100(r, at); words && !words->ordinal) {
    m.count = words->value;
    m.end = words->end;
  }
  if (m.count < 1 || m.count > 29) return std::nullopt;
  const bool named = r.ArePeriods(m.end, Period::kMinute);
  if (named) ++m.end;
  // "three past nine" is no time by itself.
  if (!named && m.count % 5 != 0) return std::nullopt;
  return m;
}

// "o'clock", "oclock" behind an hour.
bool TakeOClock(const Reader& r, size_t* k) {
  const size_t end = r.PhraseEnd(*k, Class::kOClock);
  if (end != 0) *k = end;
  return end != 0;
}

bool IsNight(const Reader& r, size_t k) {
  return r.Is(k, Class::kPart) && r.at(k).word->code == "NI";
}

// "4 o'clock", "noon", "half past six", "quarter to five".
std::optional<Dated> ReadSpoken(const Reader& r, size_t at) {
  Dated d{.begin = at};
  const size_t noon = r.Surface(at) == "12" && !r.Glued(at + 1) ? at + 1 : at;
  if (r.Is(noon, Class::kNoon)) {
    SetTime(&d, {.hour = 0}, r.Value(noon, Class::kNoon) == 24 ? 0 : 12);
    d.end = noon + 1;
    return d;
  }
  const size_t mid = r.SkipHyphen(at + 1);
  if (r.Is(at, Class::kMid) && (IsNight(r, mid) || r.IsPeriod(mid, Period::kDay))) {
    SetTime(&d, {.hour = 0}, r.IsPeriod(mid, Period::kDay) ? 12 : 0);
    d.end = mid + 1;
    return d;
  }
  const std::optional<Minutes> minutes = ReadMinutes(r, at);
  if (!minutes) return std::nullopt;
  const size_t k = minutes->end;
  const bool named = r.Is(k - 1, Class::kPeriod);  // "ten minutes", "a quarter"
  const bool past = r.Is(k, Class::kPastHour) || (named && r.Is(k, Class::kAfter));
  const bool to = r.Is(k, Class::kTo) || (named && r.Is(k, Class::kBefore)) ||
                  (named && minutes->quarter && r.Is(k, Class::kOf) &&
                   r.Is(at - 1, Class::kTimeCue));  // "a quarter of 2,000"
  // "from 5 to 6pm" is a range.
  const bool cued = named || (r.Is(at - 1, Class::kTimeCue) && !r.IsDigits(at));
  if (!past && (!to || minutes->count == 30 || !cued)) return std::nullopt;
  std::optional<Face> face = ReadFace(r, k + 1);
  if (r.Is(k + 1, Class::kNoon))
    face = Face{.end = k + 2, .hour = r.Value(k + 1, Class::kNoon) == 24 ? 24 : 12};
  if (!face || face->minute >= 0 || face->hour < 1 || (face->hour > 12 && face->hour != 24))
    return std::nullopt;
  if (to && !r.Is(at - 1, Class::kTimeCue) && r.IsLetters(face->end) &&
      !r.Is(face->end, Class::kFunction) && !r.Is(face->end, Class::kHalf))
    return std::nullopt;
  d.end = face->end;
  face->minute = past ? minutes->count : 60 - minutes->count;
  TakeOClock(r, &d.end);
  char half = ReadHalf(r, &d.end);
  if (half == 0) half = ReadPartOfDay(r, &d.end);
  int hour = past ? face->hour % 24 : face->hour - 1;
  if (hour == 0 && face->hour == 1) hour = 12;
  SetTime(&d, *face, HourOf(hour, half));
  if (d.when.hour < 0) return std::nullopt;
  return d;
}

// Whether what stands around "15:30" makes it a time of day and no result, ratio or length.
bool IsClock(const Reader& r, size_t at, const Face& f, const Dated& d) {
  if (d.end > f.end) return true;  // A zone follows.
  if (!f.colon) return false;
  if (r.Is(at - 1, Class::kTimeCue)) return true;
  const size_t after = d.end;
  if (r.Is(after, Class::kRelativeDay) || r.Is(after, Class::kTonight)) return true;
  if (r.Is(after, Class::kOn) &&
      (r.Is(after + 1, Class::kWeekday) || r.IsDigits(after + 1) || r.Is(after + 1, Class::kMonth)))
    return true;
  if (r.Is(after, Class::kWeekday) || r.Is(after, Class::kMonth)) return true;
  if (f.second >= 0) return false;
  return r.Surface(at).size() == 2 && f.hour < 24 && !r.ArePeriods(after, Period::kMinute) &&
         !r.Is(at - 1, Class::kArticle) && !r.Is(at - 1, Class::kOf);
}

std::optional<Dated> ReadOneClock(const Reader& r, size_t at) {
  if (std::optional<Dated> spoken = ReadSpoken(r, at)) return spoken;
  // "0900 GMT"
  if (r.IsDigits(at) && r.Surface(at).size() == 4) {
    Dated d{.begin = at, .end = at + 1};
    const int hhmm = r.Int(at);
    if (hhmm / 100 > 24 || hhmm % 100 > 59) return std::nullopt;
    if (r.ArePeriods(d.end, Period::kHour)) {
      ++d.end;
    } else {
      TakeZone(r, &d);
      // "at 0830", which no figure but a clock's begins with.
      const bool said = r.Is(at - 1, Class::kAt) && r.Surface(at)[0] == '0' && r.EndsBefore(d.end);
      if (d.end == at + 1 && !said) return std::nullopt;
    }
    SetTime(&d, {.hour = 0, .minute = hhmm % 100}, hhmm / 100);
    return d;
  }
  std::optional<Face> face = ReadFace(r, at);
  if (!face) return std::nullopt;
  Dated d{.begin = at, .end = face->end};
  if (TakeOClock(r, &d.end)) {
    char half = ReadHalf(r, &d.end);
    if (half == 0) half = ReadPartOfDay(r, &d.end);
    SetTime(&d, *face, HourOf(face->hour, half));
    return d;
  }
  char half = ReadHalf(r, &d.end);
  if (half != 0 && !r.Is(d.end - 1, Class::kPart))
    ReadPartOfDay(r, &d.end);  // "3pm in the afternoon"
  if (half == 0 && face->hour <= 12 && (r.Is(at - 1, Class::kTimeCue) || face->colon))
    half = ReadPartOfDay(r, &d.end);
  if (half != 0) {
    SetTime(&d, *face, HourOf(face->hour, half));
    d.unsettled = d.when.hour < 0;
    if (d.unsettled) d.when.hour = 0;
    if (!r.Is(d.end - 1, Class::kPart)) TakeZone(r, &d);
    return d;
  }
  // "at eight thirty", where nothing is counted.
  const bool said = face->words && face->minute >= 0 && r.Is(at - 1, Class::kAt) &&
                    (!r.IsLetters(d.end) || r.Is(d.end, Class::kFunction));
  if (said) {
    SetTime(&d, *face, face->hour);
    return d;
  }
  if (face->words || face->minute < 0 || !r.EndsBefore(d.end)) return std::nullopt;
  SetTime(&d, *face, face->hour);
  TakeZone(r, &d);
  if (!IsClock(r, at, *face, d)) return std::nullopt;
  return d;
}

}  // namespace

std::optional<Dated> ReadHour(const Reader& r, size_t at) {
  const std::optional<Face> face = ReadFace(r, at);
  if (!face || (face->hour == 0 && face->minute < 0) || (face->hour > 12 && face->minute < 0))
    return std::nullopt;
  size_t end = face->end;
  if (!r.EndsBefore(end) || r.IsSymbol(end, "%") || r.IsHyphen(end)) return std::nullopt;
  if (r.Glued(end) && r.at(end).type == Atom::kSymbol && r.Glued(end + 1)) return std::nullopt;
  if (face->words && face->minute >= 0 && r.Is(end, Class::kPeriod)) ++end;  // "six forty minutes"
  // "at 5 schools": what is counted is no hour.
  if (r.IsLetters(end) && !r.Is(end, Class::kFunction) && !r.Is(end, Class::kPreposition) &&
      !r.Is(end, Class::kRelativeDay) && !r.Is(end, Class::kTonight) && !r.Is(end, Class::kWeekday))
    return std::nullopt;
  Dated d{.begin = at, .end = end};
  SetTime(&d, *face, face->hour);
  return d;
}

std::optional<Dated> ReadHours(const Reader& r, size_t at) {
  const auto military = [&](size_t k) {
    return r.IsDigits(k) && r.Surface(k).size() == 4 && r.Int(k) / 100 < 25 && r.Int(k) % 100 < 60;
  };
  const auto read = [&](size_t k) {
    if (!military(k)) return ReadFace(r, k);
    return std::optional(Face{.end = k + 1, .hour = r.Int(k) / 100, .minute = r.Int(k) % 100});
  };
  const std::optional<Face> first = read(at);
  if (!first) return std::nullopt;
  const size_t joint = first->end;
  if (!r.IsSymbol(joint, "-") && !r.Is(joint, Class::kRangeTo)) return std::nullopt;
  if (military(at) != military(joint + 1) || (military(at) && r.Surface(at)[0] != '0'))
    return std::nullopt;
  const std::optional<Face> last = read(joint + 1);
  if (!last || !r.EndsBefore(last->end) || r.IsSymbol(last->end, "%")) return std::nullopt;
  int hour = last->hour;
  if (first->hour > 12 || hour > 12 || first->hour < 1 || hour < 1) {
    if (!military(at)) return std::nullopt;
  } else if (hour < first->hour) {
    hour += 12;
  }
  Dated d{.begin = at, .end = last->end};
  SetTime(&d, *last, hour);
  d.until = d.when;
  SetTime(&d, *first, first->hour);
  return d;
}

namespace {

// Whether what ends before `end` says which half of the day it is.
bool SaysHalf(const Reader& r, size_t end) {
  return r.Is(end - 1, Class::kHalf) || r.Is(end - 1, Class::kHalfEnd) || r.IsSymbol(end - 1, ".");
}

// "9 to 10.30am": the first end takes the half of the second.
std::optional<Dated> ReadHalfShared(const Reader& r, size_t at) {
  const std::optional<Face> face = ReadFace(r, at);
  if (!face) return std::nullopt;
  const bool ranged = r.Is(at - 1, Class::kRangeFrom);
  if (ranged) {
    // "from two thirty to two forty-five", "between 0730-0930"
    std::optional<Dated> hours = ReadHours(r, at);
    if (hours && face->words && face->minute >= 0 && hours->until->minute >= 0) return hours;
  }
  if (face->words) return std::nullopt;
  const size_t k = face->end;
  if (!r.IsSymbol(k, "-") && !r.Is(k, Class::kTo) && !(r.Is(k, Class::kAnd) && ranged))
    return std::nullopt;
  const std::optional<Dated> last = ReadOneClock(r, k + 1);
  if (!last || last->unsettled || (face->minute < 0 && face->hour > 12)) return std::nullopt;
  const bool figures = (ranged || face->colon) && last->when.minute >= 0;  // "9:30 to 17:45"
  const std::optional<Face> last_face = ReadFace(r, k + 1);
  const bool said = last_face && r.PhraseEnd(last_face->end, Class::kOClock) == last->end;
  if (!SaysHalf(r, last->end) && last->when.zone.empty() && !figures && !said) return std::nullopt;
  Dated d{.begin = at, .end = last->end};
  int hour = face->hour;
  if (last->when.hour >= 12 && hour + 12 <= last->when.hour && hour != 12) hour += 12;
  SetTime(&d, *face, hour);
  d.until = last->when;
  return d;
}

// "from 2pm for | two hours"
void TakeLength(const Reader& r, size_t k, Dated* d) {
  const std::optional<Duration> length = ReadDuration(r, k);
  if (!length || length->minutes < 1) return;
  const int end = d->when.hour * 60 + std::max(d->when.minute, 0) + length->minutes;
  if (end > 24 * 60) return;
  d->until = d->when;
  d->until->hour = end / 60;
  d->until->minute = end % 60;
  d->end = length->end;
}

// "from 9am to | 5": the first such hour after the first end.
void TakeLaterHour(const Reader& r, size_t at, size_t k, Dated* d) {
  if (!r.Is(at - 1, Class::kRangeFrom)) return;
  const std::optional<Dated> last = ReadHour(r, k);
  if (!last || last->when.hour > 12) return;
  int hour = last->when.hour;
  if (hour <= d->when.hour) hour += 12;
  if (hour <= d->when.hour || hour > 24) return;
  d->until = d->when;
  d->until->hour = hour;
  d->until->minute = last->when.minute;
  d->end = last->end;
}

}  // namespace

std::optional<Dated> ReadClock(const Reader& r, size_t at) {
  if (!StartsFree(r, at)) return std::nullopt;
  if (r.IsDigits(at) && r.Surface(at).size() == 4 && r.Is(at - 1, Class::kRangeFrom)) {
    if (std::optional<Dated> hours = ReadHours(r, at)) return hours;
  }
  std::optional<Dated> first = ReadOneClock(r, at);
  if (!first) return ReadHalfShared(r, at);
  size_t k = first->end;
  const bool joint = r.IsSymbol(k, "-") || (r.Is(k, Class::kRangeTo) && !r.Is(k, Class::kAnd)) ||
                     (r.Is(k, Class::kAnd) && r.Is(at - 1, Class::kBetween));
  if (first->unsettled) return first;
  if (r.Is(k, Class::kLasting) && r.Is(at - 1, Class::kFrom)) TakeLength(r, k + 1, &*first);
  if (!joint) return first;
  const std::optional<Dated> last = ReadOneClock(r, k + 1);
  if (!last) TakeLaterHour(r, at, k + 1, &*first);
  if (!last || last->unsettled) return first;
  // "from 7:00 to 8:00pm": both are of the evening.
  if (!SaysHalf(r, first->end) && SaysHalf(r, last->end) && first->when.zone.empty() &&
      last->when.hour >= 12 && first->when.hour + 12 <= last->when.hour)
    first->when.hour += 12;
  first->until = last->when;
  if (first->when.zone.empty()) {
    first->when.zone = last->when.zone;
    first->when.offset = last->when.offset;
  }
  first->end = last->end;
  return first;
}

}  // namespace textanalysis::values
