// Finds names with the trained model (analysis/model/crf.h over analysis/entities/features.h).

#ifndef TEXTANALYSIS_ANALYSIS_ENTITIES_TAGGER_H_
#define TEXTANALYSIS_ANALYSIS_ENTITIES_TAGGER_H_

#include <vector>

#include "absl/status/statusor.h"
#include "analysis/entities/features.h"
#include "analysis/model/bundle.h"
#include "analysis/model/crf.h"
#include "analysis/text/budget.h"

namespace textanalysis::entities {

// The model's four types, in the order of its labels.
enum class NameType { kPerson, kLocation, kOrganization, kMiscellaneous };

// A name in a document: a range of tokens.
struct TaggedName {
  syntax::TokenRange tokens;
  NameType type;
  float confidence;  // [0, 1]
};

// Immutable; safe for any number of threads.
class Tagger {
 public:
  // Reads section "name_tagger"; the bundle must outlive the tagger.
  //   Errors: DataLoss when the section is missing or damaged.
  static absl::StatusOr<Tagger> Create(const model::Bundle& bundle);

  // Returns the names in `syntax`, in order, none over a sentence's end. A word that is part of a
  // person's full name anywhere in the document is that person's wherever it stands alone as a
  // capitalised word.
  //   Errors: the budget's.
  absl::StatusOr<std::vector<TaggedName>> Tag(const syntax::Syntax& syntax,
                                              const text::Budget& budget) const;

 private:
  Tagger(const model::Bundle& bundle, model::Crf crf) : features_(bundle), crf_(crf) {}

  FeatureExtractor features_;
  model::Crf crf_;
};

}  // namespace textanalysis::entities

#endif  // TEXTANALYSIS_ANALYSIS_ENTITIES_TAGGER_H_
