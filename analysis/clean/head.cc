#include "analysis/clean/head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "analysis/text/chars.h"
#include "analysis/text/regex.h"

namespace textanalysis::clean {
namespace {

constexpr size_t kMaxAuthors = 100;
constexpr size_t kMaxTags = 60;
constexpr size_t kMaxTypes = 12;
constexpr size_t kMaxMetaNameBytes = 50;

void SetOnce(std::string* field, std::string_view value) {
  if (field->empty()) *field = std::string(text::Trim(value));
}

void AddOnce(std::string_view value, size_t most, std::vector<std::string>* values) {
  value = text::Trim(value);
  if (!value.empty() && values->size() < most && !text::IsOneOf(value, *values))
    values->emplace_back(value);
}

int IntOf(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<absl::CivilDay> DayOf(int year, int month, int day) {
  const absl::CivilDay civil(year, month, day);
  const bool exists = civil.year() == year && civil.month() == month && civil.day() == day;
  if (!exists || year < 1900 || year > 2100) return std::nullopt;
  return civil;
}

// Month names begin so in English, German, French, Spanish, Italian, Portuguese and Dutch; 0 for
// other words.
int MonthOf(std::string_view name) {
  static constexpr std::string_view kBeginnings[12] = {
      "jan ene gen",  "feb fév fev",    "mar mär mrt maa", "apr avr abr", "may mai mei mag",
      "jun juin giu", "jul juil lug",   "aug aoû ago",     "sep set",     "oct okt ott out",
      "nov",          "dec dez déc dic"};
  const std::string lower = text::ToLower(name);
  for (int month = 12; month > 0; --month) {
    for (std::string_view rest = kBeginnings[month - 1]; !rest.empty();) {
      const size_t end = std::min(rest.find(' '), rest.size());
      if (lower.starts_with(rest.substr(0, end))) return month;
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return 0;
}

bool HasDigit(std::string_view s) { return std::any_of(s.begin(), s.end(), text::IsAsciiDigit); }

// What a <meta> element states.
enum class Field {
  kTitle,
  kPublished,
  kModified,
  kAuthor,
  kDescription,
  kSite,
  kSection,
  kType,
  kAddress,
  kImage,
  kTag,
  kKeywords,
  kCardLabel,
  kCardDatum
};

// A name in lower case without its separators: "DC.date.issued", "dc_date-issued".
std::string Squeezed(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (text::IsAsciiLower(c) || text::IsAsciiDigit(c)) out.push_back(c);
    if (text::IsAsciiUpper(c)) out.push_back(static_cast<char>(c | 0x20));
  }
  return out;
}

std::optional<Field> FieldOf(std::string_view name) {
  static constexpr std::pair<Field, std::string_view> kNames[] = {
      {Field::kTitle, "ogtitle twittertitle dctitle dctermstitle citationtitle"},
      {Field::kPublished,
       "articlepublishedtime articlepublished articlepublisheddate articledate articlecreated "
       "articledateoriginal articlepublicationdate datepublished datecreated dateissued date "
       "dcdate dcdateissued dcdatecreated dcdatesubmitted dccreated dctermsdate dctermsissued "
       "dctermscreated dctermsavailable publisheddate publishedtime publishedat publishdate "
       "publishtime publishedon publicationdate pubdate pubtime parselypubdate "
       "sailthrudate ogpublishedtime ogpublishdate ogarticlepublishedtime ogpubdate "
       "datepublishedtime bookreleasedate cxenseparserecspublishtime vrpublishedtime btpubdate "
       "rnewsdatepublished citationdate citationpublicationdate citationonlinedate releasedate "
       "originalpublicationdate firstpublished displaydate created createddate creationdate "
       "shareaholicarticlepublishedtime"},
      {Field::kModified,
       "articlemodifiedtime articlemodified articleupdatedtime articleupdated datemodified "
       "ogupdatedtime ogmodifiedtime ogarticlemodifiedtime modifieddate modifiedtime modified "
       "lastmodified lastmod lastupdated updatedtime updateddate revised dcdatemodified "
       "dcmodified dctermsmodified dcdateupdated shareaholicarticlemodifiedtime"},
      {Field::kAuthor,
       "author articleauthor articleauthorname dccreator dctermscreator dccontributor byl byline "
       "parselyauthor cxenseparseauthor sailthruauthor citationauthor authorname rnewscreator "
       "shareaholicarticleauthorname"},
      {Field::kDescription, "description ogdescription twitterdescription dcdescription"},
      {Field::kSite, "ogsitename applicationname"},
      {Field::kSection, "articlesection"},
      {Field::kType, "ogtype"},
      {Field::kAddress, "ogurl"},
      {Field::kImage, "ogimage ogimageurl ogimagesecureurl twitterimage twitterimagesrc"},
      {Field::kTag, "articletag"},
      {Field::kKeywords, "keywords newskeywords parselytags sailthrutags"},
      {Field::kCardLabel, "twitterlabel1 twitterlabel2"},
      {Field::kCardDatum, "twitterdata1 twitterdata2"}};
  static const auto* const kFields = [] {
    auto* fields = new std::unordered_map<std::string_view, Field>;
    for (const auto& [field, names] : kNames) {
      for (size_t begin = 0; begin < names.size();) {
        const size_t end = std::min(names.find(' ', begin), names.size());
        fields->emplace(names.substr(begin, end - begin), field);
        begin = end + 1;
      }
    }
    return fields;
  }();
  if (name.size() > kMaxMetaNameBytes) return std::nullopt;
  const auto field = kFields->find(Squeezed(name));
  return field == kFields->end() ? std::nullopt : std::optional(field->second);
}

}  // namespace

bool Head::Reads(std::string_view name) { return FieldOf(name).has_value(); }

void Head::AddMeta(std::string_view name, std::string_view content) {
  const std::optional<Field> field = FieldOf(name);
  if (!field) return;
  switch (*field) {
    case Field::kTitle:
      return SetOnce(&meta_title, content);
    case Field::kPublished:
      return HasDigit(content) ? SetOnce(&published, content) : void();
    case Field::kModified:
      return HasDigit(content) ? SetOnce(&modified, content) : void();
    case Field::kAuthor:
      return AddOnce(content, kMaxAuthors, &authors);
    case Field::kDescription:
      return SetOnce(&description, content);
    case Field::kSite:
      return SetOnce(&site_name, content);
    case Field::kSection:
      return SetOnce(&section, content);
    case Field::kType:
      if (types.size() < kMaxTypes) types.emplace_back(content);
      return;
    case Field::kAddress:
      return SetOnce(&address, content);
    case Field::kImage:
      return SetOnce(&image, content);
    case Field::kTag:
      return AddOnce(content, kMaxTags, &tags);
    case Field::kKeywords:
      return SetOnce(&keywords, content);
    case Field::kCardLabel:
      return AddOnce(content, 2, &card_labels);
    case Field::kCardDatum:
      return AddOnce(content, 2, &card_data);
  }
}

std::optional<absl::CivilDay> ParseDay(std::string_view value) {
  static const text::Regex kIso(R"(^\s*(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:\D|$))");
  static const text::Regex kDayFirst(
      R"(\b(\d{1,2})(?:st|nd|rd|th|er)?\.?[ -](?:de )?(\p{L}{3,10})\.?,?[ -](?:de )?(\d{4})\b)");
  static const text::Regex kNumbers(R"(\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b)");
  static const text::Regex kMonthFirst(
      R"(\b(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b)");
  if (value.find_first_of("0123456789") == std::string_view::npos) return std::nullopt;
  const auto group = [value](const text::Match& m, size_t k) { return Slice(value, *m[k]); };
  if (const auto m = kIso.Find(value, 0))
    return DayOf(IntOf(group(*m, 1)), IntOf(group(*m, 2)), IntOf(group(*m, 3)));
  if (const auto m = kDayFirst.Find(value, 0); m && MonthOf(group(*m, 2)) != 0)
    return DayOf(IntOf(group(*m, 3)), MonthOf(group(*m, 2)), IntOf(group(*m, 1)));
  if (const auto m = kMonthFirst.Find(value, 0); m && MonthOf(group(*m, 1)) != 0)
    return DayOf(IntOf(group(*m, 3)), MonthOf(group(*m, 1)), IntOf(group(*m, 2)));
  if (const auto m = kNumbers.Find(value, 0))
    return DayOf(IntOf(group(*m, 3)), IntOf(group(*m, 2)), IntOf(group(*m, 1)));
  return std::nullopt;
}

}  // namespace textanalysis::clean
