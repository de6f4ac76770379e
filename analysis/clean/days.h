// Finds the days that a text states, in the written forms of about fifty languages.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_DAYS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_DAYS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/time/civil_time.h"
#include "analysis/clean/metadata_words.h"
#include "analysis/text/span.h"

namespace textanalysis::clean {

// How a page writes its days.
struct DayStyle {
  std::string language{};    // "en"; empty when open.
  bool month_first = false;  // 3/17/2020.
};

// A day and where it stands.
struct FoundDay {
  absl::CivilDay day;
  text::Span span;
  // What the same figures are where month and day change places: "03/10/2023"; nothing if that is no
  // other day.
  std::optional<absl::CivilDay> other{};
};

// A day that a datum states, and by how many days the page's own may lie before and after it: a
// moment in UTC, or in no zone, may be of another day where the page is.
struct StatedDay {
  absl::CivilDay day;
  int before = 1, after = 1;
};

// Immutable; safe for any number of threads.
class DayReader {
 public:
  // Takes the names of months from ICU; `words` must outlive the reader.
  explicit DayReader(const MetadataWords& words);

  // Returns the style of a page by its language ("en-GB") and address ("https://post.co.uk/…").
  DayStyle StyleOf(std::string_view language, std::string_view address) const;

  // Returns the days in `s`, in order: "17 March 2020", "3/17/2020", "28.01.22", "2020-03-17T08:00Z",
  // "2020年3月17日", also of the Thai and the Persian calendar. None but those from 1990 to 2100.
  //   Cost: O(s.size()).
  std::vector<FoundDay> Find(std::string_view s, const DayStyle& style) const;

  // Returns the day that a datum states, in its own zone: "2020-03-17T08:00+01:00", seconds or
  // milliseconds since 1970, or as a text does.
  std::optional<absl::CivilDay> Read(std::string_view datum, const DayStyle& style) const;
  std::optional<StatedDay> ReadStated(std::string_view datum, const DayStyle& style) const;

  // Returns the month, 1 to 12, that `word` names in `language`; or, where it is none there, the one
  // that it names in every language that knows it; else 0.
  int MonthOf(std::string_view word, std::string_view language) const;

  const MetadataWords& words() const { return words_; }

 private:
  void AddMonth(std::string_view name, size_t locale, int month);

  const MetadataWords& words_;
  // A word in lower case → the months that it names, by the number of the language.
  std::unordered_map<std::string, std::vector<std::pair<uint8_t, uint8_t>>> months_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_DAYS_H_
