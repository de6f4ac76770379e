// The regular endings of a language's words: the one place that knows them.
//
//   const Endings endings(*bundle);
//   endings.Singular("ministries");    // "ministry"
//   endings.Has("resigned", Ending::kPast);

#ifndef TEXTANALYSIS_ANALYSIS_SYNTAX_ENDINGS_H_
#define TEXTANALYSIS_ANALYSIS_SYNTAX_ENDINGS_H_

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/model/bundle.h"

namespace textanalysis::syntax {

// What a word's ending makes it look like, in the order of the names that endings.cc gives them.
enum class Ending {
  kS,        // A plural, a possessive's noun or a verb.
  kDoubleS,  // None of these.
  kPast,     // A past tense or participle.
  kGerund,   // A present participle.
  kAdverb,   // An adverb.
  kFinite,   // A verb after its subject: "lives", "lived".
  kVerb,     // A verb wherever it stands.
};
inline constexpr size_t kNumEndings = 7;

// Immutable; safe for any number of threads. Words are in lower case.
class Endings {
 public:
  // Reads section "word_endings"; the bundle must outlive the table.
  explicit Endings(const model::Bundle& bundle);

  // Returns whether `word` has such an ending, whatever else it is: "red" has that of a past tense.
  //   Cost: O(1).
  bool Has(std::string_view word, Ending ending) const;

  // Returns the singular that `word` has if it is a plural, else `word`.
  std::string Singular(std::string_view word) const;

  // Returns the base forms that `word` may have as a verb, the likeliest first: of "tries" also
  // "try", of "stopped" also "stop". Empty where it has no ending of one.
  std::vector<std::string> BaseForms(std::string_view word) const;

 private:
  struct Rule {
    std::string_view ending, instead;
    size_t min_letters;

    bool Fits(std::string_view word) const {
      return word.size() >= min_letters && word.ends_with(ending);
    }
    std::string_view StemOf(std::string_view word) const {
      return word.substr(0, word.size() - ending.size());
    }
  };

  std::vector<Rule> plurals_, bases_, doubled_;
  std::array<std::vector<std::string_view>, kNumEndings> endings_;
};

}  // namespace textanalysis::syntax

#endif  // TEXTANALYSIS_ANALYSIS_SYNTAX_ENDINGS_H_
