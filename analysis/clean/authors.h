// Reads who wrote a page out of bylines and statements.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_AUTHORS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_AUTHORS_H_

#include <string>
#include <string_view>
#include <vector>

#include "analysis/clean/metadata_words.h"
#include "analysis/clean/references.h"

namespace textanalysis::clean {

// Names alone, without posts, agencies and what else stands around them.
struct Signature {
  std::vector<std::string> people;
  std::vector<std::string> others;  // Offices, agencies, names of users.
  // Of the people, those whom nothing but a tag parts from the one before.
  std::vector<std::string> loose{};

  bool empty() const { return people.empty() && others.empty(); }
};

// Immutable; safe for any number of threads.
class AuthorReader {
 public:
  // Both must outlive the reader.
  AuthorReader(const MetadataWords& words, const References& references)
      : words_(words), references_(references) {}

  // Returns the names of a statement: "Ana Diaz and Bo Li", "By Ana Diaz", "Diaz, Ana". Addresses,
  // numbers and handles are none.
  Signature Stated(std::string_view value) const;

  // Returns the names in the text of an element that holds them, by its InnerText().
  Signature Marked(std::string_view inner) const;

  // Returns the name of a text that holds but that and a day: "Ana Diaz · 3 May 2024"; empty for
  // others. Topics look the same: ask where names stand. By its InnerText().
  std::string Alone(std::string_view inner) const;

  // Returns the names of a line that says that they wrote: "By Ana Diaz | 3 May", "Text: Bo Li";
  // empty for other lines. By its InnerText().
  Signature Line(std::string_view inner) const;

 private:
  const MetadataWords& words_;
  const References& references_;
};

// Returns a name in a form that is equal for all its spellings: lower case, letters alone.
std::string NameKey(std::string_view name);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_AUTHORS_H_
