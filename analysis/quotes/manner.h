// How a source stands to the content attributed to it: does it say, believe, know or want it; and
// does it do so at all, or is that denied, asked or left open (Prasad et al. 2007; Pareti 2015).
//
// The type comes from a linear model over features of the cue, the content's shape and the source;
// what governs the cue ("never", "if", "declined to") from a table of words.

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_MANNER_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_MANNER_H_

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/coreference/word_uses.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/quotes/quote.h"
#include "analysis/syntax/endings.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::quotes {

// One attribution, in tokens.
struct Relation {
  syntax::TokenRange cue;
  std::vector<syntax::TokenRange> content{};  // In order; at least one.
  std::optional<syntax::TokenRange> source{};
};

// Words and what they do in a clause that reports; sections "reporting_verbs", "function_words",
// "hedges", "word_uses" and "word_endings". The bundle must outlive it.
class ReportLexicon {
 public:
  explicit ReportLexicon(const model::Bundle& bundle);

  // Returns the classes of a verb in any form, in lower case, between spaces; empty for other
  // words.
  std::string_view VerbClasses(std::string_view word) const;
  // Returns the class of a function word, or of a word that hedges, in lower case; or nothing.
  std::string_view FunctionOf(std::string_view word) const;
  std::string_view HedgeOf(std::string_view word) const;
  // Returns whether `word` has that use, in lower case.
  bool Is(std::string_view word, coreference::WordUse use) const { return uses_.Is(word, use); }
  const coreference::WordUses& uses() const { return uses_; }
  const syntax::Endings& endings() const { return endings_; }

 private:
  model::Lexicon verbs_;
  model::Lexicon functions_;
  model::Lexicon hedges_;
  coreference::WordUses uses_;
  syntax::Endings endings_;
};

// Returns what the model sees of a relation, each feature as words. For MannerReader and its
// trainer.
//   Cost: O(tokens of the cue and of the content's first 24).
std::vector<std::string> MannerFeatures(const syntax::Syntax& syntax, const Relation& relation,
                                        const ReportLexicon& lexicon);

// Immutable; safe for any number of threads.
class MannerReader {
 public:
  // Reads section "quote_manner"; the bundle must outlive the reader.
  //   Errors: DataLoss when it is missing or damaged.
  static absl::StatusOr<MannerReader> Create(const model::Bundle& bundle);

  // Returns the manner of `relation`. What stands between quotation marks is taken for said.
  Manner Read(const syntax::Syntax& syntax, const Relation& relation, bool has_marks) const;

  const ReportLexicon& lexicon() const { return lexicon_; }

 private:
  explicit MannerReader(const model::Bundle& bundle) : lexicon_(bundle) {}
  AttributionType TypeOf(const std::vector<std::string>& features) const;

  ReportLexicon lexicon_;
  std::span<const float> weights_;  // [number of buckets][kNumAttributionTypes]
  float min_communication_ = 0.5f;  // Probability from which on it is one.
};

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_MANNER_H_
