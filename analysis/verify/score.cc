#include "analysis/verify/score.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "analysis/model/calibration.h"

namespace textanalysis::verify {

absl::StatusOr<Scores> Scores::Create(const model::Bundle& bundle) {
  static constexpr std::array<const char*, kNumKinds> kNames = {
      "same", "cut", "altered", "spliced", "lost", "near", "far"};
  const model::Calibration calibration(bundle.Section("calibration"));
  Scores out;
  for (size_t kind = 0; kind < kNumKinds; ++kind) {
    const std::string name = std::string("verify.") + kNames[kind];
    Weights& weights = out.weights_[kind];
    absl::Status status = calibration.Read({{name + ".bias", &weights.bias},
                                            {name + ".share", &weights.share},
                                            {name + ".words", &weights.words},
                                            {name + ".both", &weights.both}});
    if (!status.ok()) return status;
  }
  absl::Status status = calibration.Read({{"verify.near_share", &out.near_share_}});
  if (!status.ok()) return status;
  return out;
}

Scores::Kind Scores::KindOf(const Evidence& evidence) {
  switch (evidence.verdict) {
    case Verdict::kVerbatim:
    case Verdict::kVerbatimButForForm:
      return kSame;
    case Verdict::kParaphrased:
      return kNear;
    case Verdict::kCut:
      return kCut;
    case Verdict::kAltered:
      return kAltered;
    case Verdict::kSpliced:
      return kSpliced;
    case Verdict::kNotFound:
      break;
  }
  return evidence.is_report ? kFar : kLost;
}

float Scores::Of(const Evidence& evidence) const {
  const Weights& weights = weights_[KindOf(evidence)];
  const auto share = static_cast<float>(evidence.share);
  const float length = std::log(static_cast<float>(std::max<size_t>(evidence.num_words, 1)));
  const float sum =
      weights.bias + weights.share * share + weights.words * length + weights.both * share * length;
  return 1 / (1 + std::exp(-sum));
}

}  // namespace textanalysis::verify
