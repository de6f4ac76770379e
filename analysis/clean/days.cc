#include "analysis/clean/days.h"

#include <unicode/calendar.h>
#include <unicode/dtfmtsym.h>
#include <unicode/smpdtfmt.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;
// Years of two figures below this are of this century.
constexpr int kCentury = 70;
constexpr int kThaiOffset = 543;
// The bytes of a unit such as "年", and of the Hebrew "in" before a month.
constexpr size_t kUnitBytes = 3;
constexpr size_t kPrefixBytes = 2;
// Zones reach from 12 hours behind UTC to 14 ahead of it: from the one hour of UTC on no place still
// has the day before, up to the other none has the next.
constexpr int kEarliestBehind = 12;
constexpr int kLatestAhead = 10;
// Longer texts are read piece by piece, as far as this.
constexpr size_t kMaxBytes = 20'000;

// The locales of one language stand side by side, since they share its number by their first two
// letters.
constexpr std::array<const char*, 56> kLocales = {"en",
                                                  "de",
                                                  "de_AT",
                                                  "fr",
                                                  "es",
                                                  "it",
                                                  "pt",
                                                  "nl",
                                                  "sv",
                                                  "no",
                                                  "nb",
                                                  "da",
                                                  "fi",
                                                  "is",
                                                  "pl",
                                                  "cs",
                                                  "sk",
                                                  "hu",
                                                  "ro",
                                                  "bg",
                                                  "ru",
                                                  "uk",
                                                  "be",
                                                  "sr",
                                                  "hr",
                                                  "bs",
                                                  "sl",
                                                  "mk",
                                                  "sq",
                                                  "el",
                                                  "tr",
                                                  "az",
                                                  "lt",
                                                  "lv",
                                                  "et",
                                                  "ar",
                                                  "he",
                                                  "ar_SY",
                                                  "ar_MA",
                                                  "fa",
                                                  "fa@calendar=persian",
                                                  "hi",
                                                  "bn",
                                                  "ta",
                                                  "te",
                                                  "ur",
                                                  "id",
                                                  "ms",
                                                  "vi",
                                                  "th",
                                                  "ca",
                                                  "gl",
                                                  "eu",
                                                  "af",
                                                  "sr_Latn",
                                                  "sw"};

bool IsDay(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  return civil.year() == year && civil.month() == month && civil.day() == day;
}

std::string Utf8Of(const icu::UnicodeString& s) {
  std::string out;
  s.toUTF8String(out);
  return out;
}

// A day of the Persian calendar.
std::optional<absl::CivilDay> PersianDay(int year, int month, int day) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(icu::Calendar::createInstance(
      *icu::TimeZone::getGMT(), icu::Locale("fa@calendar=persian"), error));
  if (U_FAILURE(error)) return std::nullopt;
  calendar->clear();
  calendar->set(year, month - 1, day, 12, 0, 0);
  const double milliseconds = calendar->getTime(error);
  if (U_FAILURE(error)) return std::nullopt;
  return absl::CivilDay(1970, 1, 1) + static_cast<int64_t>(milliseconds / 86'400'000);
}

std::string HostOf(std::string_view address) {
  const size_t scheme = address.find("://");
  if (scheme == std::string_view::npos) return "";
  address.remove_prefix(scheme + 3);
  return text::ToLower(address.substr(0, address.find_first_of("/:?#")));
}

}  // namespace

DayStyle DayReader::StyleOf(std::string_view language, std::string_view address) const {
  DayStyle style;
  std::string tag = text::ToLower(language);
  std::replace(tag.begin(), tag.end(), '_', '-');
  style.language = tag.substr(0, tag.find('-'));
  const bool english = style.language == "en" || style.language.empty();
  if (!english) return style;
  // English without a country is American where the address does not name another one.
  const std::string region = tag.size() == 5 ? tag.substr(3) : "";
  if (!region.empty() && region != "us") return style;
  const std::string host = HostOf(address);
  const std::string top = host.substr(std::min(host.rfind('.') + 1, host.size()));
  style.month_first = region == "us" || top.size() != 2 || words_.Is(top, WordKind::kNoCountry);
  return style;
}

DayReader::DayReader(const MetadataWords& words) : words_(words) {
  for (size_t k = 0; k < kLocales.size(); ++k) {
    UErrorCode error = U_ZERO_ERROR;
    // Its format knows the months of a locale's own calendar.
    const icu::SimpleDateFormat format(icu::UnicodeString(), icu::Locale(kLocales[k]), error);
    if (U_FAILURE(error)) continue;
    const icu::DateFormatSymbols& symbols = *format.getDateFormatSymbols();
    for (const auto context :
         {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
      for (const auto width : {icu::DateFormatSymbols::WIDE, icu::DateFormatSymbols::ABBREVIATED}) {
        int32_t count = 0;
        const icu::UnicodeString* const names = symbols.getMonths(count, context, width);
        for (int32_t month = 0; month < std::min(count, 12); ++month)
          AddMonth(Utf8Of(names[month]), k, month + 1);
      }
    }
  }
  for (const auto& [name, month] : words.months()) AddMonth(name, kLocales.size(), month);
}

void DayReader::AddMonth(std::string_view name, size_t locale, int month) {
  std::string word = text::ToLower(name);
  if (word.ends_with('.')) word.pop_back();
  if (word.empty() || text::IsDigit(text::DecodeAt(word, 0).value)) return;
  months_[word].emplace_back(static_cast<uint8_t>(locale), static_cast<uint8_t>(month));
}

int DayReader::MonthOf(std::string_view word, std::string_view language) const {
  const auto it = months_.find(std::string(word));
  if (it == months_.end()) return 0;
  int common = it->second.front().second;
  for (const auto& [locale, month] : it->second) {
    const bool is_own =
        locale < kLocales.size() && std::string_view(kLocales[locale]).substr(0, 2) == language;
    if (is_own) return month;
    if (month != common) common = 0;
  }
  return common;
}

// Reads the words and figures of a text once, and then the forms that they stand in.
namespace {

class DayParser {
 public:
  DayParser(const DayReader& reader, std::string_view s, const DayStyle& style)
      : reader_(reader), words_(reader.words()), s_(s.substr(0, kMaxBytes)), style_(style) {
    Split();
  }

  std::vector<FoundDay> Run() {
    std::vector<FoundDay> out;
    for (size_t k = 0; k < tokens_.size();) {
      const auto [day, next] = At(k);
      if (day) {
        out.push_back({*day, {tokens_[k].span.begin, tokens_[next - 1].span.end}, {}});
        // Figures alone, the year last: "3/10/2023", not "10 March 2023", "2023-03-10".
        const bool is_open = next == k + 5 && tokens_[k].digits <= 2 && Is(k, Kind::kNumber) &&
                             Is(k + 2, Kind::kNumber) && !IsMark(k + 1, '.');
        if (is_open && day->month() != day->day())
          out.back().other = DayOf(static_cast<int>(day->year()), day->day(), day->month());
      }
      k = day ? next : k + 1;
    }
    return out;
  }

 private:
  enum class Kind { kNumber, kMonth, kGlue, kWord, kMark };
  struct Token {
    Kind kind;
    text::Span span;
    int value = 0;  // Of a number or month.
    int digits = 0;
    char mark = 0;  // Of a mark: '-', '/', '.', ':', else ' '. Of a word: 'Y', 'M', 'D' of CJK.
  };
  using Result = std::pair<std::optional<absl::CivilDay>, size_t>;

  void Split() {
    for (size_t at = 0; at < s_.size();) {
      const text::CodePoint c = text::DecodeAt(s_, at);
      if (text::IsDigit(c.value)) {
        at = AddNumber(at);
      } else if (text::IsWordChar(c.value)) {
        at = AddWord(at);
      } else {
        if (!text::IsSpace(c.value)) AddMark(at, c);
        at += c.length;
      }
    }
  }

  size_t AddNumber(size_t at) {
    Token token{Kind::kNumber, {at, at}, 0, 0, 0};
    while (token.span.end < s_.size()) {
      const text::CodePoint c = text::DecodeAt(s_, token.span.end);
      const int32_t digit = u_charDigitValue(static_cast<UChar32>(c.value));
      if (!text::IsDigit(c.value) || digit < 0) break;
      if (token.digits < 9) token.value = token.value * 10 + digit;
      ++token.digits;
      token.span.end += c.length;
    }
    if (token.digits == 0) return at + text::DecodeAt(s_, at).length;
    const size_t end = token.span.end;
    if (token.digits == 8) {
      SplitEight(token);
    } else {
      tokens_.push_back(token);
    }
    return end;
  }

  // Splits eight figures into year, month and day: "20200317".
  void SplitEight(const Token& t) {
    const int year = t.value / 10000, month = t.value / 100 % 100, day = t.value % 100;
    const size_t b = t.span.begin;
    if (t.span.size() != 8) return tokens_.push_back(t);
    tokens_.push_back({Kind::kNumber, {b, b + 4}, year, 4, 0});
    tokens_.push_back({Kind::kMark, {b + 4, b + 4}, 0, 0, '-'});
    tokens_.push_back({Kind::kNumber, {b + 4, b + 6}, month, 2, 0});
    tokens_.push_back({Kind::kMark, {b + 6, b + 6}, 0, 0, '-'});
    tokens_.push_back({Kind::kNumber, {b + 6, b + 8}, day, 2, 0});
  }

  size_t AddWord(size_t at) {
    size_t end = at;
    while (end < s_.size()) {
      const text::CodePoint c = text::DecodeAt(s_, end);
      if (!text::IsWordChar(c.value) || text::IsDigit(c.value)) break;
      end += c.length;
    }
    Token token{Kind::kWord, {at, end}, 0, 0, 0};
    const std::string word = text::ToLower(s_.substr(at, end - at));
    token.mark = UnitOf(word);
    if (token.mark != 0) {
      // Without spaces the next word runs on behind a unit, "日星期日"; the token is the unit alone.
      token.span.end = at + kUnitBytes;
    } else if (const int month = MonthOf(word); month != 0) {
      token.kind = Kind::kMonth;
      token.value = month;
    } else if (words_.Is(word, WordKind::kGlue)) {
      token.kind = Kind::kGlue;
    } else if (words_.Is(word, WordKind::kMonthWord)) {
      token.mark = 'm';
    }
    tokens_.push_back(token);
    return end;
  }

  char UnitOf(std::string_view word) const {
    const WordKinds is = words_.Of(word.substr(0, kUnitBytes));
    if (is & BitOf(WordKind::kYearUnit)) return 'Y';
    if (is & BitOf(WordKind::kMonthUnit)) return 'M';
    return is & BitOf(WordKind::kDayUnit) ? 'D' : 0;
  }

  int MonthOf(std::string_view word) const {
    const int month = reader_.MonthOf(word, style_.language);
    if (month == 0 && words_.Is(word.substr(0, kPrefixBytes), WordKind::kMonthPrefix))
      return reader_.MonthOf(word.substr(kPrefixBytes), style_.language);
    return month;
  }

  void AddMark(size_t at, const text::CodePoint& c) {
    const bool is_known = c.value == U'-' || c.value == U'/' || c.value == U'.' || c.value == U':';
    tokens_.push_back(
        {Kind::kMark, {at, at + c.length}, 0, 0, is_known ? static_cast<char>(c.value) : ' '});
  }

  bool Is(size_t k, Kind kind) const { return k < tokens_.size() && tokens_[k].kind == kind; }
  bool IsMark(size_t k, char mark) const { return Is(k, Kind::kMark) && tokens_[k].mark == mark; }
  bool IsUnit(size_t k, char unit) const { return Is(k, Kind::kWord) && tokens_[k].mark == unit; }

  // Passes marks and the words that stand within a date.
  size_t Skip(size_t k) const {
    const size_t end = k + 4;
    while (k < end && (Is(k, Kind::kGlue) || (Is(k, Kind::kMark) && tokens_[k].mark != ':'))) ++k;
    return k;
  }

  std::optional<int> YearAt(size_t k) const {
    if (!Is(k, Kind::kNumber)) return std::nullopt;
    const Token& t = tokens_[k];
    if (t.digits == 2 && !IsMark(k + 1, ':'))
      return t.value < kCentury ? 2000 + t.value : 1900 + t.value;
    return t.digits == 4 ? std::optional(t.value) : std::nullopt;
  }

  // A year as the page's calendar counts.
  std::optional<absl::CivilDay> DayOf(int year, int month, int day) const {
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    if (year > 1300 && year < 1500 && style_.language == "fa") return PersianDay(year, month, day);
    if (year > 2400 && year < 2700) year -= kThaiOffset;
    if (year < kFirstYear || year > kLastYear || !IsDay(year, month, day)) return std::nullopt;
    return absl::CivilDay(year, month, day);
  }

  Result At(size_t k) const {
    if (Is(k, Kind::kMonth)) return MonthFirst(k);
    if (!Is(k, Kind::kNumber)) return {};
    // A figure after "." or ":" or "," goes on with another.
    if (k > 0 && Is(k - 1, Kind::kMark) && Touches(k - 1) && (k < 2 || Is(k - 2, Kind::kNumber)) &&
        tokens_[k - 1].mark != ' ' && k >= 2)
      return {};
    if (tokens_[k].digits == 4) return YearFirst(k);
    if (tokens_[k].digits <= 2) return DayFirst(k);
    return {};
  }

  // Whether token k follows the one before without space.
  bool Touches(size_t k) const { return k > 0 && tokens_[k - 1].span.end == tokens_[k].span.begin; }

  // "March 17th, 2020", "Nov 23 16:00:00 EDT 2014".
  Result MonthFirst(size_t k) const {
    const size_t d = Skip(k + 1);
    if (!Is(d, Kind::kNumber) || tokens_[d].digits > 2) return {};
    const size_t y = Skip(d + 1);
    if (Is(y, Kind::kNumber) && tokens_[y].digits == 4)
      return Found(tokens_[y].value, tokens_[k].value, tokens_[d].value, y + 1);
    size_t t = d + 1;
    if (!Is(t, Kind::kNumber) || !IsMark(t + 1, ':')) return {};
    while (t < d + 8 && (Is(t, Kind::kNumber) || IsMark(t, ':')) && tokens_[t].digits <= 2) ++t;
    if (Is(t, Kind::kWord)) ++t;
    if (!Is(t, Kind::kNumber) || tokens_[t].digits != 4) return {};
    return Found(tokens_[t].value, tokens_[k].value, tokens_[d].value, t + 1);
  }

  // "2020-03-17", "2020. március 17.", "2020年3月17日".
  Result YearFirst(size_t k) const {
    if (IsUnit(k + 1, 'Y') && Is(k + 2, Kind::kNumber) && IsUnit(k + 3, 'M') &&
        Is(k + 4, Kind::kNumber))
      return Found(tokens_[k].value, tokens_[k + 2].value, tokens_[k + 4].value,
                   IsUnit(k + 5, 'D') ? k + 6 : k + 5);
    const size_t m = Skip(k + 1);
    if (m == k + 1) return Is(m, Kind::kMonth) ? YearMonthDay(k, m) : Result();
    if (Is(m, Kind::kMonth)) return YearMonthDay(k, m);
    if (m != k + 2 || !Is(m, Kind::kNumber) || tokens_[m].digits > 2) return {};
    const char mark = tokens_[k + 1].mark;
    if (mark == ' ' || !IsMark(m + 1, mark) || !Is(m + 2, Kind::kNumber)) return {};
    return Found(tokens_[k].value, tokens_[m].value, tokens_[m + 2].value, m + 3);
  }

  Result YearMonthDay(size_t k, size_t m) const {
    const size_t d = Skip(m + 1);
    if (!Is(d, Kind::kNumber) || tokens_[d].digits > 2) return {};
    return Found(tokens_[k].value, tokens_[m].value, tokens_[d].value, d + 1);
  }

  // "17 March 2020", "17/03/2020", "28.01.22", "7 tháng 11 năm 2023".
  Result DayFirst(size_t k) const {
    size_t m = Skip(k + 1);
    if (IsUnit(m, 'm') && Is(m + 1, Kind::kNumber)) {
      size_t y = Skip(m + 2);
      if (Is(y, Kind::kWord)) ++y;
      if (const auto year = YearAt(y))
        return Found(*year, tokens_[m + 1].value, tokens_[k].value, y + 1);
      return {};
    }
    if (Is(m, Kind::kMonth)) {
      size_t y = Skip(m + 1);
      // A month may be given by two names: "24 نيسان / أبريل 2020".
      if (Is(y, Kind::kMonth)) y = Skip(y + 1);
      if (const auto year = YearAt(y))
        return Found(*year, tokens_[m].value, tokens_[k].value, y + 1);
      return {};
    }
    if (m != k + 2 || !Is(m, Kind::kNumber) || tokens_[m].digits > 2) return {};
    const char mark = tokens_[k + 1].mark;
    if ((mark != '.' && mark != '/' && mark != '-') || !IsMark(m + 1, mark)) return {};
    const auto year = YearAt(m + 2);
    if (!year || (mark == '-' && tokens_[m + 2].digits == 2)) return {};
    return InOrder(*year, tokens_[k].value, tokens_[m].value, mark, m + 3);
  }

  // The country's order, or the other one where only that is a day.
  Result InOrder(int year, int first, int second, char mark, size_t next) const {
    const bool month_first = style_.month_first && mark != '.';
    const Result own =
        month_first ? Found(year, first, second, next) : Found(year, second, first, next);
    if (own.first) return own;
    return month_first ? Found(year, second, first, next) : Found(year, first, second, next);
  }

  Result Found(int year, int month, int day, size_t next) const {
    return {DayOf(year, month, day), next};
  }

  const DayReader& reader_;
  const MetadataWords& words_;
  std::string_view s_;
  const DayStyle& style_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<FoundDay> DayReader::Find(std::string_view s, const DayStyle& style) const {
  return DayParser(*this, s, style).Run();
}

std::optional<absl::CivilDay> DayReader::Read(std::string_view datum, const DayStyle& style) const {
  datum = text::Trim(datum);
  int64_t number = 0;
  const auto [end, error] = std::from_chars(datum.data(), datum.data() + datum.size(), number);
  const bool is_number = error == std::errc() && end == datum.data() + datum.size();
  if (is_number && (datum.size() == 10 || datum.size() == 13))
    return absl::CivilDay(1970, 1, 1) + number / (datum.size() == 10 ? 86'400 : 86'400'000);
  const std::vector<FoundDay> days = Find(datum.substr(0, 100), style);
  return days.empty() ? std::nullopt : std::optional(days.front().day);
}

std::optional<StatedDay> DayReader::ReadStated(std::string_view datum,
                                               const DayStyle& style) const {
  const std::optional<absl::CivilDay> day = Read(datum, style);
  if (!day) return std::nullopt;
  StatedDay out{*day};
  const size_t colon = datum.find(':');
  int hour = 0;
  if (colon == std::string_view::npos || colon < 2 ||
      std::from_chars(&datum[colon - 2], &datum[colon], hour).ec != std::errc())
    return out;
  const size_t zone = datum.find_first_of("+-", colon);
  const bool is_own = zone != std::string_view::npos &&
                      datum.substr(zone + 1).find_first_of("123456789") != std::string_view::npos;
  // Midnight stands for a day without a time.
  if (is_own || hour >= kEarliestBehind) out.before = 0;
  if (is_own || (hour > 0 && hour < kLatestAhead)) out.after = 0;
  return out;
}

}  // namespace textanalysis::clean
