#include "analysis/clean/classifier.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "absl/status/status.h"

namespace textanalysis::clean {
namespace {

// Probabilities from which a block stays, inside and outside the article's run, and the one that
// counts as neutral when the run is sought. Chosen by cross-validation on the development pages.
struct Thresholds {
  float inside;
  float outside;
  float neutral;
};
constexpr Thresholds kHtmlThresholds{0.55f, 0.6f, 0.5f};
constexpr Thresholds kTextThresholds{0.3f, 0.9f, 0.3f};

// Blocks that the network reads at once, and those it sees on either side of them. Nearly all pages
// are one window.
constexpr size_t kWindow = 1024;
constexpr size_t kMargin = 64;

// An element that its own or its parent's name calls comments, a biography or related stories stays
// only from this probability on.
constexpr Hints kAsides = BitOf(Hint::kComments) | BitOf(Hint::kBiography) | BitOf(Hint::kRelated);
constexpr float kDespiteItsName = 0.8f;

// Thresholds are for pages whose likeliest block reaches this; on others, such as those of a kind
// never seen, they are lowered in proportion, to a tenth at least.
constexpr float kSure = 0.95f;
constexpr float kLowest = 0.1f;

// A line below this is clearly no part of the article; a text without one is kept whole.
constexpr float kClearlyFurniture = 0.1f;

Thresholds Lowered(const Thresholds& t, const std::vector<float>& p) {
  const float best = p.empty() ? 1 : *std::max_element(p.begin(), p.end());
  const float factor = std::clamp(best / kSure, kLowest, 1.f);
  return {t.inside * factor, t.outside * factor, t.neutral * factor};
}

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

absl::StatusOr<model::SequenceClassifier> Classifier::Read(const model::Bundle& bundle,
                                                           std::string_view section) {
  absl::StatusOr<model::SequenceClassifier> network =
      model::SequenceClassifier::Create(bundle.Section(section));
  if (network.ok() && network->num_features() != kNumFeatures)
    return absl::DataLossError("the model bundle's block classifier is of another version");
  return network;
}

absl::StatusOr<Classifier> Classifier::Create(const model::Bundle& bundle) {
  absl::StatusOr<model::SequenceClassifier> html = Read(bundle, "clean_html");
  if (!html.ok()) return html.status();
  absl::StatusOr<model::SequenceClassifier> text = Read(bundle, "clean_text");
  if (!text.ok()) return text.status();
  return Classifier(*std::move(html), *std::move(text));
}

absl::StatusOr<std::vector<float>> Classifier::Probabilities(const std::vector<Block>& blocks,
                                                             const Head& head, Form form,
                                                             const text::Budget& budget) const {
  const absl::StatusOr<BlockFeatures> features = BlockFeatures::Create(blocks, head, budget);
  if (!features.ok()) return features.status();
  std::vector<float> out;
  out.reserve(blocks.size());
  while (out.size() < blocks.size()) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    const text::Span kept{out.size(), std::min(out.size() + kWindow, blocks.size())};
    const text::Span seen{kept.begin - std::min(kept.begin, kMargin),
                          std::min(kept.end + kMargin, blocks.size())};
    const std::vector<float> p = WindowProbabilities(*features, seen, form);
    out.insert(out.end(), p.begin() + static_cast<ptrdiff_t>(kept.begin - seen.begin),
               p.begin() + static_cast<ptrdiff_t>(kept.end - seen.begin));
  }
  return out;
}

std::vector<float> Classifier::WindowProbabilities(const BlockFeatures& features, text::Span window,
                                                   Form form) const {
  std::vector<float> rows(window.size() * kNumFeatures);
  for (size_t k = 0; k < window.size(); ++k)
    features.Write(window.begin + k, std::span(rows).subspan(k * kNumFeatures, kNumFeatures));
  const model::SequenceClassifier& network = form == Form::kHtml ? html_ : text_;
  return network.Probabilities(rows, model::BestKernels());
}

std::vector<bool> Decide(const std::vector<Block>& blocks, const std::vector<float>& p, Form form) {
  const bool untouched = form == Form::kPlainText && std::none_of(p.begin(), p.end(), [](float q) {
                           return q < kClearlyFurniture;
                         });
  if (untouched) return std::vector<bool>(blocks.size(), true);
  const Thresholds t = Lowered(form == Form::kHtml ? kHtmlThresholds : kTextThresholds, p);
  const text::Span run = ArticleRun(blocks, p, t.neutral);
  std::vector<bool> stays(blocks.size());
  for (size_t k = 0; k < blocks.size(); ++k) {
    const bool is_named_aside = (blocks[k].markup.near_hints & kAsides) != 0;
    stays[k] = p[k] > (is_named_aside ? kDespiteItsName : run.Contains(k) ? t.inside : t.outside);
  }
  return stays;
}

}  // namespace textanalysis::clean
