// What a page states of itself outside its text: JSON-LD, <meta>, <time>, microdata.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_HEAD_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_HEAD_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/civil_time.h"

namespace textanalysis::clean {

// Statements of one page, each the first of its kind. Empty when absent.
struct Head {
  std::string headline;    // JSON-LD.
  std::string meta_title;  // og:title, twitter:title.
  std::string page_title;  // <title>.
  std::string site_name;
  std::string description;
  std::string section;
  std::string language;                   // BCP-47.
  std::string address;                    // og:url.
  std::vector<std::string> types;         // JSON-LD's of any node, og:type.
  std::vector<std::string> data_authors;  // JSON-LD.
  std::vector<std::string> meta_authors;
  std::string article_body;                // JSON-LD.
  std::optional<absl::CivilDay> data_day;  // JSON-LD's datePublished.
  std::optional<absl::CivilDay> meta_day;
  std::optional<absl::CivilDay> time_day;  // <time datetime> or microdata.

  // Returns whether AddMeta() takes <meta> elements of that name, in any case.
  static bool Reads(std::string_view name);
  // Takes a <meta> element; its name in any case.
  void AddMeta(std::string_view name, std::string_view content);
  // Takes a <time> element or microdata of that itemprop.
  void AddTime(std::string_view value, std::string_view itemprop);

  std::optional<absl::CivilDay> Day() const;
  std::vector<std::string> Authors() const;
};

// Takes what a JSON-LD script says of an article. Broken JSON is passed over.
//   Cost: O(json.size()); a million bytes at most are read.
void ReadLinkedData(std::string_view json, Head* head);

// Returns the first day that a text states: by ISO 8601 at its beginning ("2019-11-19T08:00Z"), with
// the month's name in one of seven languages ("Tue, 19 Nov 2019", "November 19, 2019",
// "30. Juli 2018", "19 de noviembre de 2019"), or in numbers with dots, day first; or nothing.
std::optional<absl::CivilDay> ParseDay(std::string_view value);

// Returns the article's title by the page's statements and its headings: the heading that the
// statements agree with, else the statement without the site's name; empty when nothing is stated.
std::string ChooseTitle(const Head& head, const std::vector<std::string>& headings);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_HEAD_H_
