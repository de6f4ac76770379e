// Words and patterns that tell what a source is.

#ifndef TEXTANALYSIS_ANALYSIS_SOURCING_SOURCE_WORDS_H_
#define TEXTANALYSIS_ANALYSIS_SOURCING_SOURCE_WORDS_H_

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/regex.h"
#include "analysis/text/span.h"

namespace textanalysis::sourcing {

// By the names in the table: "statement", "post", "posted", "platform", "poll", "spokesperson",
// "anonymous", "document", "role", "carrier", "speech".
enum class SourceWord {
  kNone,
  kStatement,     // What is stated.
  kPost,          // What is posted.
  kPosted,        // Verbs of posting.
  kPlatform,      // Where it is posted.
  kPoll,          // Who or what asks many.
  kSpokesperson,  // Who speaks for a body.
  kAnonymous,     // Nouns for people who are not named.
  kDocument,      // Writings, beside those that descriptions know.
  kRole,          // Nouns for people, beside those that descriptions know.
  kCarrier,       // Prepositions before a channel.
  kSpeech,        // What is stated by speaking, and is no channel.
};

// Immutable; safe for any number of threads.
class SourceWords {
 public:
  // Reads sections "sourcing" and "anonymity"; the bundle must outlive it.
  explicit SourceWords(const model::Bundle& bundle);

  // Returns what a word is, or what two are with a space between, in lower case.
  SourceWord Find(std::string_view lower) const;

  // Returns where a sentence gives a reason why its source is not named.
  //   Cost: O(sentence.size()).
  std::optional<text::Span> ReasonIn(std::string_view sentence) const;

 private:
  model::Lexicon words_;
  std::vector<std::unique_ptr<const text::Regex>> reasons_;
};

}  // namespace textanalysis::sourcing

#endif  // TEXTANALYSIS_ANALYSIS_SOURCING_SOURCE_WORDS_H_
