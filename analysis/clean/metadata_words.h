// The words that tell authors, dates and sections: in classes and addresses, and around names.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_METADATA_WORDS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_METADATA_WORDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/model/bundle.h"

namespace textanalysis::clean {

// What a word is; the names of data/metadata_words.tsv.
enum class WordKind : uint8_t {
  kAuthorClass,     // In a class, id or role: holds an author's name.
  kAsideClass,      // In the same: what stands beside the name.
  kDateClass,       // In the same: holds a day.
  kUpdatedClass,    // In the same: holds the day of the last change.
  kPublishedClass,  // In the same: holds the day of publication, whatever else it says.
  kSectionClass,    // In the same: holds the section.
  kAuthorPath,      // In an address: leads to an author.
  kBy,              // Before names: "by".
  kLabel,           // Before names and a colon: "text".
  kGenre,           // What is written: "interview".
  kAnd,             // Between names.
  kEnd,             // After names.
  kRole,            // Of people, that is no part of their names.
  kBody,            // Of companies and editorial offices.
  kDeterminer,      // Before an office: "the".
  kParticle,        // In lower case within names.
  kUpdated,         // Before the day of the last change.
  kPublished,       // Before the day of publication.
  kNoName,          // Of buttons and headings, which look like names.
  kNoSection,       // Of the same, which look like sections.
  kCalendar,        // A month or a day of the week.
  kGlue,            // Within a date.
  kMonthWord,       // Before the number of a month: "tháng".
  kMonthPrefix,     // Before the name of a month, as one word with it.
  kYearUnit,        // After the number of a year, as one word with what follows: "年".
  kMonthUnit,
  kDayUnit,
  kNoCountry,      // The end of a host that tells no country, or the United States: "io".
  kNameAnyway,     // A month, role or company that is a name, too, behind a given name: "May".
  kMonth,          // A month's name that ICU does not have, with its number.
  kOtherDay,       // Before a day of something else than the page: "registered".
  kAndInCapitals,  // Between names in capitals, too, unlike "DAN".
};
using WordKinds = uint32_t;
constexpr WordKinds BitOf(WordKind kind) { return WordKinds{1} << static_cast<unsigned>(kind); }

// Immutable; safe for any number of threads.
class MetadataWords {
 public:
  // Reads section "metadata_words"; the bundle must outlive the table.
  explicit MetadataWords(const model::Bundle& bundle);

  // Returns what `word`, in lower case, is.
  WordKinds Of(std::string_view word) const;
  bool Is(std::string_view word, WordKind kind) const { return Of(word) & BitOf(kind); }

  // Returns the months that the table names, with their numbers.
  const std::vector<std::pair<std::string_view, int>>& months() const { return months_; }

  // Returns what the words of a class or id say: "authorName" has two words.
  WordKinds OfAttribute(std::string_view attribute) const;

 private:
  void AddMonth(std::string_view name, std::string_view number);

  std::unordered_map<std::string_view, WordKinds> words_;
  std::vector<std::pair<std::string_view, int>> months_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_METADATA_WORDS_H_
