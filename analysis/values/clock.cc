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
    if (r.Is(f.end, Class::kTens) && r.Value(f.end, Class::kTens) < 60) {
      f.minute = r.Value(f.end, Class::kTens);
      ++f.end;
      const size_t ones = r.SkipHyphen(f.end);
      if (r.Is(ones, Class::kNumber) && r.Value(ones, Class::kNumber) < 10) {
        f.minute += r.Value(ones, Class::kNumber);
        f.end = ones + 1;
      }
    } else if (r.Is(f.end, Class::kNumber) && r.Value(f.end, Class::kNumber) >= 10) {
      f.minute = r.Value(f.end, Class::kNumber);
      ++f.end;
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
  if (!r.Reads(at, "a") && !r.Reads(at, "p")) return 0;
  const bool dotted = r.IsSymbol(at + 1, ".") && r.Reads(at + 2, "m");
  const bool spaced = r.Reads(at + 1, "m");
  if (!dotted && !spaced) return 0;
  const char half = r.Reads(at, "a") ? 'A' : 'P';
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
  } else if (r.Is(at, Class::kAt) && r.Reads(at + 1, "night")) {
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

void TakeZone(const Reader& r, Dated* d) {
  const Vocabulary& v = r.vocabulary();
  const Phrase zone = v.Longest(r.atoms(), d->end, Vocabulary::kZones, [&](int index, size_t end) {
    if (end > r.end() || !r.EndsBefore(end)) return false;
    return r.at(d->end).upper && !v.zone(index).value.empty() &&
           (end > d->end + 1 || r.Surface(d->end) == v.zone(index).name);
  });
  if (zone.end == 0) return;
  d->when.zone = v.zone(zone.index).value;
  d->end = zone.end;
}

// "4 o'clock", "noon", "half past six", "quarter to five".
std::optional<Dated> ReadSpoken(const Reader& r, size_t at) {
  Dated d{.begin = at};
  if (r.Is(at, Class::kNoon)) {
    SetTime(&d, {.hour = 0}, r.Value(at, Class::kNoon) == 24 ? 0 : 12);
    d.end = at + 1;
    return d;
  }
  if (r.Reads(at, "mid") && r.Reads(r.SkipHyphen(at + 1), "night")) {
    SetTime(&d, {.hour = 0}, 0);
    d.end = r.SkipHyphen(at + 1) + 1;
    return d;
  }
  int minutes = 0;
  size_t k = at;
  if (r.Is(k, Class::kArticle) && r.Reads(k + 1, "quarter")) ++k;
  if (r.Reads(k, "half")) {
    minutes = 30;
  } else if (r.Reads(k, "quarter")) {
    minutes = 15;
  } else if (r.Is(k, Class::kTens) && r.Value(k, Class::kTens) == 20) {
    minutes = 20;
  } else if (r.Is(k, Class::kNumber) &&
             (r.Value(k, Class::kNumber) == 5 || r.Value(k, Class::kNumber) == 10)) {
    minutes = r.Value(k, Class::kNumber);
  } else {
    return std::nullopt;
  }
  const bool past = r.Reads(k + 1, "past");
  if (!past && (!r.Is(k + 1, Class::kTo) || minutes == 30 || !r.Is(at - 1, Class::kTimeCue)))
    return std::nullopt;
  std::optional<Face> face = ReadFace(r, k + 2);
  if (!face || face->minute >= 0 || face->hour > 12 || face->hour < 1) return std::nullopt;
  d.end = face->end;
  face->minute = past ? minutes : 60 - minutes;
  char half = ReadHalf(r, &d.end);
  if (half == 0) half = ReadPartOfDay(r, &d.end);
  int hour = past ? face->hour : face->hour - 1;
  if (hour == 0) hour = 12;
  SetTime(&d, *face, HourOf(hour, half));
  return d;
}

// Whether what stands around "15:30" makes it a time of day and no result, ratio or length.
bool IsClock(const Reader& r, size_t at, const Face& f, const Dated& d) {
  if (!d.when.zone.empty()) return true;
  if (!f.colon) return false;
  if (at > r.begin() && r.Is(at - 1, Class::kTimeCue)) return true;
  const size_t after = d.end;
  if (r.Is(after, Class::kRelativeDay) || r.Is(after, Class::kTonight)) return true;
  if (r.Is(after, Class::kOn) &&
      (r.Is(after + 1, Class::kWeekday) || r.IsDigits(after + 1) || r.Is(after + 1, Class::kMonth)))
    return true;
  if (r.Is(after, Class::kWeekday) || r.Is(after, Class::kMonth)) return true;
  if (f.second >= 0) return false;
  return r.Surface(at).size() == 2 && f.hour < 24 && !r.Reads(after, "min") &&
         !r.Reads(after, "minutes") && !r.Is(at - 1, Class::kArticle) && !r.Is(at - 1, Class::kOf);
}

std::optional<Dated> ReadOneClock(const Reader& r, size_t at) {
  if (std::optional<Dated> spoken = ReadSpoken(r, at)) return spoken;
  // "0900 GMT"
  if (r.IsDigits(at) && r.Surface(at).size() == 4) {
    Dated d{.begin = at, .end = at + 1};
    const int hhmm = r.Int(at);
    if (hhmm / 100 > 24 || hhmm % 100 > 59) return std::nullopt;
    if (r.Reads(d.end, "hours") || r.Reads(d.end, "hrs")) {
      ++d.end;
    } else {
      TakeZone(r, &d);
      if (d.end == at + 1) return std::nullopt;
    }
    SetTime(&d, {.hour = 0, .minute = hhmm % 100}, hhmm / 100);
    return d;
  }
  std::optional<Face> face = ReadFace(r, at);
  if (!face) return std::nullopt;
  Dated d{.begin = at, .end = face->end};
  if (r.Reads(d.end, "o") && r.IsSymbol(d.end + 1, "'") && r.Reads(d.end + 2, "clock")) {
    d.end += 3;
    char half = ReadHalf(r, &d.end);
    if (half == 0) half = ReadPartOfDay(r, &d.end);
    SetTime(&d, *face, HourOf(face->hour, half));
    return d;
  }
  if (r.Reads(d.end, "oclock")) {
    ++d.end;
    SetTime(&d, *face, face->hour);
    return d;
  }
  char half = ReadHalf(r, &d.end);
  if (half == 0 && !face->words && face->hour <= 12 && r.Is(at - 1, Class::kTimeCue))
    half = ReadPartOfDay(r, &d.end);
  if (half != 0) {
    SetTime(&d, *face, HourOf(face->hour, half));
    d.unsettled = d.when.hour < 0;
    if (d.unsettled) d.when.hour = 0;
    if (!r.Is(d.end - 1, Class::kPart)) TakeZone(r, &d);
    return d;
  }
  if (face->words || face->minute < 0 || !r.EndsBefore(d.end)) return std::nullopt;
  SetTime(&d, *face, face->hour);
  TakeZone(r, &d);
  if (!IsClock(r, at, *face, d)) return std::nullopt;
  return d;
}

}  // namespace

std::optional<Dated> ReadClock(const Reader& r, size_t at) {
  if (!StartsFree(r, at)) return std::nullopt;
  std::optional<Dated> first = ReadOneClock(r, at);
  if (!first) {
    // "9 to 10.30am": the first end takes the half of the second.
    const std::optional<Face> face = ReadFace(r, at);
    if (!face || face->words) return std::nullopt;
    size_t k = face->end;
    if (!r.IsSymbol(k, "-") && !r.Reads(k, "to") &&
        !(r.Is(k, Class::kAnd) && at > r.begin() && r.Reads(at - 1, "between")))
      return std::nullopt;
    const std::optional<Dated> last = ReadOneClock(r, k + 1);
    if (!last || last->unsettled || (face->minute < 0 && face->hour > 12)) return std::nullopt;
    const bool ranged = at > r.begin() && r.Is(at - 1, Class::kFrom);
    const size_t half_at = last->end;
    if (!r.Is(half_at - 1, Class::kHalf) && !r.Reads(half_at - 1, "m") &&
        !r.IsSymbol(half_at - 1, ".") && last->when.zone.empty() &&
        !(ranged && last->when.minute >= 0))
      return std::nullopt;
    Dated d{.begin = at, .end = last->end};
    int hour = face->hour;
    if (last->when.hour >= 12 && hour + 12 <= last->when.hour && hour != 12) hour += 12;
    SetTime(&d, *face, hour);
    d.until = last->when;
    return d;
  }
  size_t k = first->end;
  const bool joint = r.IsSymbol(k, "-") || (r.Is(k, Class::kRangeTo) && !r.Is(k, Class::kAnd)) ||
                     (r.Is(k, Class::kAnd) && at > r.begin() && r.Reads(at - 1, "between"));
  if (!joint || first->unsettled) return first;
  if (std::optional<Dated> last = ReadOneClock(r, k + 1); last && !last->unsettled) {
    first->until = last->when;
    if (first->when.zone.empty()) first->when.zone = last->when.zone;
    first->end = last->end;
  }
  return first;
}

}  // namespace textanalysis::values
