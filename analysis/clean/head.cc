#include "analysis/clean/head.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "analysis/clean/repair.h"
#include "analysis/text/chars.h"
#include "analysis/text/regex.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

using nlohmann::json;

constexpr size_t kMaxLinkedDataBytes = 1'000'000;
constexpr int kMaxDepth = 8;
// Headings and statements that share so many of their words are the same title.
constexpr double kSameTitle = 0.7;
constexpr size_t kMaxNameBytes = 100;
constexpr size_t kMaxAuthors = 100;
// A longer statement is no title.
constexpr size_t kMaxTitleBytes = 1000;
constexpr size_t kMaxTypes = 12;
constexpr size_t kMaxMetaNameBytes = 30;

void SetOnce(std::string* field, std::string_view value) {
  if (field->empty()) *field = std::string(text::Trim(value));
}

void SetOnce(std::optional<absl::CivilDay>* field, std::string_view value) {
  if (!*field) *field = ParseDay(value);
}

void AddAuthor(std::string_view name, std::vector<std::string>* authors) {
  name = text::Trim(name);
  if (name.empty() || name.size() > kMaxNameBytes || name.find("://") != std::string_view::npos)
    return;
  if (authors->size() < kMaxAuthors &&
      std::find(authors->begin(), authors->end(), name) == authors->end())
    authors->emplace_back(name);
}

// Reads the first string of `value`: itself, of its first element, or of its `name`.
std::string StringOf(const json& value, int depth = 0) {
  // Many sites put HTML into their JSON.
  if (value.is_string()) return DecodeReferences(value.get_ref<const std::string&>());
  if (depth < kMaxDepth && value.is_array() && !value.empty()) return StringOf(value[0], depth + 1);
  if (depth < kMaxDepth && value.is_object() && value.contains("name"))
    return StringOf(value["name"], depth + 1);
  return "";
}

void AddAuthors(const json& value, std::vector<std::string>* authors) {
  if (!value.is_array()) return AddAuthor(StringOf(value), authors);
  for (const json& one : value) AddAuthor(StringOf(one), authors);
}

bool IsArticleType(const json& value) {
  if (value.is_array()) return std::any_of(value.begin(), value.end(), IsArticleType);
  if (!value.is_string()) return false;
  const std::string type = value.get<std::string>();
  return type.find("Article") != std::string::npos || type.find("Posting") != std::string::npos ||
         type == "Report" || type == "WebPage" || type == "Recipe";
}

void ReadArticle(const json& article, Head* head) {
  const auto string_of = [&article](const char* key) {
    return article.contains(key) ? StringOf(article[key]) : std::string();
  };
  SetOnce(&head->headline, string_of("headline"));
  SetOnce(&head->section, string_of("articleSection"));
  SetOnce(&head->description, string_of("description"));
  SetOnce(&head->language, string_of("inLanguage"));
  SetOnce(&head->article_body, string_of("articleBody"));
  SetOnce(&head->data_day, string_of("datePublished"));
  if (head->data_authors.empty() && article.contains("author"))
    AddAuthors(article["author"], &head->data_authors);
}

void AddTypes(const json& value, std::vector<std::string>* types) {
  if (types->size() < kMaxTypes && value.is_string()) types->push_back(value.get<std::string>());
  if (!value.is_array()) return;
  for (const json& one : value) {
    if (types->size() < kMaxTypes && one.is_string()) types->push_back(one.get<std::string>());
  }
}

// XHTML pages wrap their scripts in <![CDATA[ … ]]>.
std::string_view WithoutCdata(std::string_view data) {
  constexpr std::string_view kOpening = "<![CDATA[";
  const size_t begin = data.find(kOpening);
  if (begin == std::string_view::npos) return data;
  data.remove_prefix(begin + kOpening.size());
  return data.substr(0, data.rfind("]]>"));
}

void ReadNode(const json& node, int depth, Head* head) {
  if (depth > kMaxDepth) return;
  if (node.is_array()) {
    for (const json& one : node) ReadNode(one, depth + 1, head);
  } else if (node.is_object()) {
    if (node.contains("@type")) AddTypes(node["@type"], &head->types);
    if (node.contains("@type") && IsArticleType(node["@type"])) ReadArticle(node, head);
    if (node.contains("@graph")) ReadNode(node["@graph"], depth + 1, head);
    if (node.contains("mainEntity")) ReadNode(node["mainEntity"], depth + 1, head);
  }
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

// Words in lower case, single spaces between.
std::string Comparable(std::string_view s) {
  std::string out;
  const std::string lower = text::ToLower(s);
  for (size_t at = 0; at < lower.size();) {
    const text::CodePoint c = text::DecodeAt(lower, at);
    if (text::IsWordChar(c.value)) {
      out.append(lower, at, c.length);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
    at += c.length;
  }
  return std::string(text::Trim(out));
}

const text::Regex& Separator() {
  static const text::Regex kSeparator(R"( (?:\||-|–|—|·|»|::|:|•|/) )");
  return kSeparator;
}

// Where the last separator begins.
std::optional<size_t> LastSeparator(const std::string& title) {
  std::optional<size_t> last;
  while (const auto match = Separator().Find(title, last ? *last + 1 : 0))
    last = (*match)[0]->begin;
  return last;
}

// `title` without "| The Daily Post" and its like: the part before the last separator, unless that
// is short.
std::string WithoutSite(const std::string& title, const std::string& site) {
  const std::optional<size_t> last = LastSeparator(title);
  if (!last) return title;
  const std::string tail = Comparable(title.substr(*last));
  const bool names_site = !site.empty() && Comparable(site).find(tail) != std::string::npos;
  const bool short_tail =
      text::CountWords(tail) <= 4 && text::CountWords(title.substr(0, *last)) >= 3;
  return names_site || short_tail ? title.substr(0, *last) : title;
}

std::string FirstPart(const std::string& title) {
  const auto match = Separator().Find(title, 0);
  return match ? title.substr(0, (*match)[0]->begin) : title;
}

std::set<std::string_view> WordsOf(std::string_view s) {
  std::set<std::string_view> out;
  for (size_t begin = 0; begin < s.size();) {
    const size_t end = std::min(s.find(' ', begin), s.size());
    out.insert(s.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

// What a page states as its title.
class Statement {
 public:
  Statement(const std::string& statement, const std::string& site)
      : whole_(Comparable(WithoutSite(statement, site))),
        first_(Comparable(FirstPart(statement))),
        words_(WordsOf(whole_)) {
    if (const std::optional<size_t> last = LastSeparator(statement))
      last_ = Comparable(statement.substr(*last));
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Whether a heading, as Comparable() writes it, is that title, perhaps with more around it.
  bool Agrees(const std::string& heading) const {
    if (heading.empty() || whole_.empty() || heading.size() > kMaxTitleBytes) return false;
    if (heading == last_) return false;  // What stands last is the site.
    if (heading == whole_ || heading == first_) return true;
    const bool is_part =
        text::CountWords(heading) >= 3 && whole_.find(heading) != std::string::npos;
    return is_part || SharedWords(heading) >= kSameTitle;
  }

 private:
  // Share of the words of both that both have (Jaccard).
  double SharedWords(std::string_view heading) const {
    const std::set<std::string_view> own = WordsOf(heading);
    const auto shared = static_cast<double>(std::count_if(
        own.begin(), own.end(), [this](std::string_view word) { return words_.contains(word); }));
    return shared / (static_cast<double>(own.size() + words_.size()) - shared);
  }

  const std::string whole_, first_;
  const std::set<std::string_view> words_;  // Of `whole_`.
  std::string last_;
};

// What a <meta> element states.
enum class Field { kTitle, kDay, kAuthor, kDescription, kSite, kSection, kType, kAddress };

std::optional<Field> FieldOf(std::string_view name) {
  static const auto* const kFields =
      new std::unordered_map<std::string_view, Field>{{"og:title", Field::kTitle},
                                                      {"twitter:title", Field::kTitle},
                                                      {"dc.title", Field::kTitle},
                                                      {"article:published_time", Field::kDay},
                                                      {"article:published", Field::kDay},
                                                      {"datepublished", Field::kDay},
                                                      {"date", Field::kDay},
                                                      {"dc.date", Field::kDay},
                                                      {"dc.date.issued", Field::kDay},
                                                      {"dcterms.created", Field::kDay},
                                                      {"pubdate", Field::kDay},
                                                      {"publishdate", Field::kDay},
                                                      {"publish-date", Field::kDay},
                                                      {"parsely-pub-date", Field::kDay},
                                                      {"sailthru.date", Field::kDay},
                                                      {"og:published_time", Field::kDay},
                                                      {"og:article:published_time", Field::kDay},
                                                      {"cxenseparse:recs:publishtime", Field::kDay},
                                                      {"author", Field::kAuthor},
                                                      {"article:author", Field::kAuthor},
                                                      {"dc.creator", Field::kAuthor},
                                                      {"parsely-author", Field::kAuthor},
                                                      {"sailthru.author", Field::kAuthor},
                                                      {"byl", Field::kAuthor},
                                                      {"description", Field::kDescription},
                                                      {"og:description", Field::kDescription},
                                                      {"twitter:description", Field::kDescription},
                                                      {"og:site_name", Field::kSite},
                                                      {"article:section", Field::kSection},
                                                      {"og:type", Field::kType},
                                                      {"og:url", Field::kAddress}};
  if (name.size() > kMaxMetaNameBytes) return std::nullopt;
  const auto field = kFields->find(text::ToLower(name));
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
    case Field::kDay:
      return SetOnce(&meta_day, content);
    case Field::kAuthor:
      return AddAuthor(content, &meta_authors);
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
  }
}

void Head::AddTime(std::string_view value, std::string_view itemprop) {
  if (itemprop == "datePublished") {
    SetOnce(&meta_day, value);
  } else if (itemprop != "dateModified") {
    SetOnce(&time_day, value);
  }
}

std::optional<absl::CivilDay> Head::Day() const {
  if (data_day) return data_day;
  return meta_day ? meta_day : time_day;
}

std::vector<std::string> Head::Authors() const {
  return data_authors.empty() ? meta_authors : data_authors;
}

void ReadLinkedData(std::string_view data, Head* head) {
  if (data.size() > kMaxLinkedDataBytes) return;
  data = WithoutCdata(data);
  const json node =
      json::parse(data, nullptr, /*allow_exceptions=*/false, /*ignore_comments=*/true);
  if (!node.is_discarded()) ReadNode(node, 0, head);
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

std::string ChooseTitle(const Head& head, const std::vector<std::string>& headings) {
  const std::array<const std::string*, 3> statements = {&head.headline, &head.meta_title,
                                                        &head.page_title};
  std::vector<std::string> comparable;
  for (const std::string& heading : headings) comparable.push_back(Comparable(heading));
  for (const std::string* stated : statements) {
    if (stated->empty() || stated->size() > kMaxTitleBytes) continue;
    const Statement statement(*stated, head.site_name);
    for (size_t k = 0; k < headings.size(); ++k) {
      if (statement.Agrees(comparable[k])) return headings[k];
    }
  }
  if (!head.headline.empty()) return head.headline;
  if (!head.meta_title.empty()) return WithoutSite(head.meta_title, head.site_name);
  if (head.page_title.empty() && !headings.empty()) return headings[0];
  return WithoutSite(head.page_title, head.site_name);
}

}  // namespace textanalysis::clean
