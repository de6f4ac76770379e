#include "analysis/clean/classifier.h"

#include <algorithm>
#include <cmath>

#include "absl/status/status.h"
#include "analysis/clean/features.h"

namespace textanalysis::clean {
namespace {

// Probabilities from which a block stays, inside and outside the article's run, and the one that
// counts as neutral when the run is sought. Chosen by cross-validation on the development pages.
struct Thresholds {
  float inside;
  float outside;
  float neutral;
};
constexpr Thresholds kHtmlThresholds{0.5f, 0.6f, 0.5f};
constexpr Thresholds kTextThresholds{0.4f, 0.85f, 0.45f};

// An element that its own or its parent's name calls a biography or related stories stays
// only from this probability on.
constexpr Hints kAsides = BitOf(Hint::kBiography) | BitOf(Hint::kRelated);
constexpr float kDespiteItsName = 0.7f;

// A line below this is clearly no part of the article; a text without one is kept whole.
constexpr float kClearlyFurniture = 0.1f;

text::Span ArticleRun(const std::vector<Block>& blocks, const std::vector<float>& p,
                      float neutral) {
  text::Span best, run;
  double best_sum = 0, sum = 0;
  for (size_t k = 0; k < blocks.size(); ++k) {
    if (sum <= 0) {
      sum = 0;
      run.begin = k;
    }
    sum += std::pow(static_cast<double>(blocks[k].text.size()), 0.75) * (p[k] - neutral);
    run.end = k + 1;
    if (sum > best_sum) {
      best_sum = sum;
      best = run;
    }
  }
  return best;
}

}  // namespace

absl::StatusOr<Classifier::Stages> Classifier::Read(const model::Bundle& bundle,
                                                    std::string_view first,
                                                    std::string_view second) {
  const absl::StatusOr<model::Trees> one = model::Trees::Create(bundle.Section(first));
  if (!one.ok()) return one.status();
  const absl::StatusOr<model::Trees> two = model::Trees::Create(bundle.Section(second));
  if (!two.ok()) return two.status();
  if (one->num_features() != kNumFeatures ||
      two->num_features() != kNumFeatures + kNumSecondFeatures)
    return absl::DataLossError("the model bundle's block classifier is of another version");
  return Stages{*one, *two};
}

absl::StatusOr<Classifier> Classifier::Create(const model::Bundle& bundle) {
  const absl::StatusOr<Stages> html = Read(bundle, "clean_html_1", "clean_html_2");
  if (!html.ok()) return html.status();
  const absl::StatusOr<Stages> text = Read(bundle, "clean_text_1", "clean_text_2");
  if (!text.ok()) return text.status();
  return Classifier(*html, *text);
}

absl::StatusOr<std::vector<float>> Classifier::Probabilities(const std::vector<Block>& blocks,
                                                             const Head& head,
                                                             const FurnitureTable& furniture,
                                                             Form form,
                                                             const text::Budget& budget) const {
  const Stages& stages = form == Form::kHtml ? html_ : text_;
  absl::StatusOr<FeatureMatrix> features = BlockFeatures(blocks, head, furniture, budget);
  if (!features.ok()) return features.status();
  const size_t stride = features->columns();
  const std::vector<float> first = stages.first.Probabilities(features->values(), stride);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  AddSecondFeatures(blocks, first, &*features);
  return stages.second.Probabilities(features->values(), stride);
}

std::vector<bool> Decide(const std::vector<Block>& blocks, const std::vector<float>& p, Form form) {
  const bool untouched = form == Form::kPlainText && std::none_of(p.begin(), p.end(), [](float q) {
                           return q < kClearlyFurniture;
                         });
  if (untouched) return std::vector<bool>(blocks.size(), true);
  const Thresholds& t = form == Form::kHtml ? kHtmlThresholds : kTextThresholds;
  const text::Span run = ArticleRun(blocks, p, t.neutral);
  std::vector<bool> stays(blocks.size());
  for (size_t k = 0; k < blocks.size(); ++k) {
    const bool is_named_aside = (blocks[k].markup.near_hints & kAsides) != 0;
    stays[k] = p[k] > (is_named_aside ? kDespiteItsName : run.Contains(k) ? t.inside : t.outside);
  }
  return stays;
}

}  // namespace textanalysis::clean
