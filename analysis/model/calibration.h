// Numbers that were fitted to data or set by hand: models/*/calibration.tsv, data/metadata_scores.tsv.
//
//   float content;
//   absl::Status status = Calibration(bundle.Section("calibration")).Read({{"quotes.content", &content}});

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_CALIBRATION_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_CALIBRATION_H_

#include <initializer_list>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "analysis/model/lexicon.h"

namespace textanalysis::model {

// Immutable; safe for any number of threads.
class Calibration {
 public:
  // Takes a table: a name, its number, what that was chosen on.
  //   Ownership: keeps views; `tsv` must outlive the calibration.
  explicit Calibration(std::string_view tsv) : rows_(tsv) {}

  // Sets each of `numbers` to what the table has under its name.
  //   Errors: DataLoss when one is missing or no number.
  absl::Status Read(std::initializer_list<std::pair<std::string_view, float*>> numbers) const;
  absl::Status Read(std::initializer_list<std::pair<std::string_view, double*>> numbers) const;

 private:
  Lexicon rows_;
};

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_CALIBRATION_H_
