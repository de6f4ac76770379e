// Checks the quotations of a draft against the texts that they come from.
//
//   absl::StatusOr<Verifier> verifier = Verifier::Create(*bundle);
//   absl::StatusOr<IndexedSources> sources = verifier->Index({{text, &quotes, &entities}}, budget);
//   absl::StatusOr<std::vector<Finding>> findings = verifier->Verify(draft, *sources, budget);
//
// Nothing is said of whether a report is true: only whether, where and how sources have its words.

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_VERIFIER_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_VERIFIER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/budget.h"
#include "analysis/verify/finding.h"
#include "analysis/verify/score.h"
#include "analysis/verify/sources.h"
#include "analysis/verify/speaker_names.h"
#include "analysis/verify/surroundings.h"
#include "analysis/verify/words.h"

namespace textanalysis::verify {

// Immutable; safe for any number of threads.
class Verifier {
 public:
  // Reads sections "word_forms", "function_words", and those of SpeakerNames and Scores; the bundle
  // must outlive it.
  //   Errors: DataLoss.
  static absl::StatusOr<Verifier> Create(const model::Bundle& bundle);

  // Indexes sources, of which views are kept.
  //   Errors: the budget's.
  //   Cost: O(bytes).
  absl::StatusOr<IndexedSources> Index(std::vector<Text> sources, const text::Budget& budget) const;

  // Returns what was found of each quotation of `draft`, by its first span: of those in
  // `draft.quotes` (of indirect ones only what is said and settled), and of stretches of three words
  // and more in quotation marks that none of them holds. A quotation's id is made of its words, and
  // of how many of the same words stand before it in the draft.
  //   Errors: the budget's.
  //   Cost: O(bytes of the draft), whatever the sources are, and the comparison of a bounded number
  //   of speakers a quotation.
  absl::StatusOr<std::vector<Finding>> Verify(const Text& draft, const IndexedSources& sources,
                                              const text::Budget& budget) const;

 private:
  Verifier(const model::Bundle& bundle, const Scores& scores)
      : forms_(bundle),
        functions_(bundle.Section("function_words")),
        names_(bundle),
        scores_(scores) {}

  WordForms forms_;
  model::Lexicon functions_;
  SpeakerNames names_;
  Scores scores_;
};

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_VERIFIER_H_
