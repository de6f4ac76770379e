// A small recurrent network that labels each row of a sequence: simple recurrent units (Lei et al.
// 2018) in both directions over rows of features.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_SEQUENCE_CLASSIFIER_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_SEQUENCE_CLASSIFIER_H_

#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/encoder.h"
#include "analysis/model/kernels.h"

namespace textanalysis::model {

// A binary classifier, as a view of a bundle's section of tensors: "scale" and "shift" of the
// features, layer "input" of a rectified linear unit, "layer0", "layer1", … of the recurrent units,
// "output". Immutable; safe for any number of threads.
class SequenceClassifier {
 public:
  // Reads a section, which must outlive the result.
  //   Errors: DataLoss when an array is missing or has the wrong size.
  static absl::StatusOr<SequenceClassifier> Create(std::string_view section);

  // Returns the probability of the positive class, in [0, 1], of each row. The rows are
  // overwritten.
  //   Requires: rows.size() a multiple of num_features().
  //   Cost: about width * (num_features() + 6 * width) multiply-adds a row.
  std::vector<float> Probabilities(std::span<float> rows, const Kernels& kernels) const;

  size_t num_features() const { return scale_.size(); }

 private:
  size_t width_ = 0;
  std::span<const float> scale_, shift_;
  Linear input_;
  std::vector<Linear> layers_;
  Linear output_;
};

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_SEQUENCE_CLASSIFIER_H_
