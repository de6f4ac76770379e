#include "analysis/clean/classifier.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <utility>

#include "absl/status/status.h"
#include "analysis/model/tensors.h"
#include "analysis/text/chars.h"
#include "analysis/text/sort.h"

namespace textanalysis::clean {
namespace {

// Blocks that the network reads at once, and those it sees on either side of them. Nearly all pages
// are one window.
constexpr size_t kWindow = 1024;
constexpr size_t kMargin = 64;

// Confidence grows with the words that stay as 1 - exp(-words / this): a stub is no article.
constexpr double kStubWords = 40;
// More make no difference to it.
constexpr size_t kManyWords = 2000;
// What the features of a block cost, in bytes of plain text.
constexpr size_t kBlockPace = 512;
constexpr size_t kConfidencePace = 32;
constexpr size_t kChoicePace = 32;

text::Span ArticleRun(const std::vector<Block>& blocks, const std::vector<float>& p, float neutral,
                      text::Pace* pace) {
  text::Span best, run;
  double best_sum = 0, sum = 0;
  for (size_t k = 0; k < blocks.size() && pace->GoesOn(kChoicePace); ++k) {
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

// The F1 over bytes that the probabilities promise for the best choice of blocks (Lewis 1995).
float ExpectedF1(const std::vector<Block>& blocks, const std::vector<float>& p,
                 const text::Budget& budget) {
  text::Pace pace(budget);
  std::vector<size_t> order(blocks.size());
  std::iota(order.begin(), order.end(), size_t{0});
  text::StableSort(order.begin(), order.end(), budget,
                   [&p](size_t a, size_t b) { return p[a] > p[b]; });
  double all = 0, kept = 0, sure = 0, best = 0;
  for (size_t k = 0; k < blocks.size() && pace.GoesOn(kChoicePace); ++k)
    all += static_cast<double>(blocks[k].text.size()) * p[k];
  for (const size_t k : order) {
    if (!pace.GoesOn(kChoicePace)) break;
    const auto bytes = static_cast<double>(blocks[k].text.size());
    kept += bytes;
    sure += bytes * p[k];
    best = std::max(best, 2 * sure / (kept + all));
  }
  return static_cast<float>(best);
}

}  // namespace

absl::StatusOr<Classifier::Network> Classifier::Read(const model::Bundle& bundle,
                                                     std::string_view section) {
  absl::StatusOr<model::SequenceClassifier> network =
      model::SequenceClassifier::Create(bundle.Section(section));
  if (!network.ok()) return network.status();
  const absl::StatusOr<model::Tensors> tensors = model::Tensors::Create(bundle.Section(section));
  if (!tensors.ok()) return tensors.status();
  const auto thresholds = tensors->Floats("calibration", 5);
  const auto confidence = tensors->Floats("confidence", 5);
  if (!thresholds.ok()) return thresholds.status();
  if (!confidence.ok()) return confidence.status();
  if (network->num_features() != kNumFeatures || network->num_kinds() != kNumLearnedKinds)
    return absl::DataLossError("the model bundle's block classifier is of another version");
  const auto& t = *thresholds;
  Calibration calibration{t[0], t[1], t[2], t[3], t[4], {}};
  std::copy(confidence->begin(), confidence->end(), calibration.confidence.begin());
  return Network{*std::move(network), calibration};
}

absl::StatusOr<Classifier> Classifier::Create(const model::Bundle& bundle) {
  absl::StatusOr<Network> html = Read(bundle, "clean_html");
  if (!html.ok()) return html.status();
  absl::StatusOr<Network> text = Read(bundle, "clean_text");
  if (!text.ok()) return text.status();
  return Classifier(*std::move(html), *std::move(text));
}

absl::StatusOr<Judgement> Classifier::Judge(const std::vector<Block>& blocks, const Head& head,
                                            Form form, const text::Budget& budget) const {
  const absl::StatusOr<BlockFeatures> features = BlockFeatures::Create(blocks, head, budget);
  if (!features.ok()) return features.status();
  Judgement out;
  out.blocks.reserve(blocks.size());
  while (out.blocks.size() < blocks.size()) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    const text::Span kept{out.blocks.size(), std::min(out.blocks.size() + kWindow, blocks.size())};
    const text::Span seen{kept.begin - std::min(kept.begin, kMargin),
                          std::min(kept.end + kMargin, blocks.size())};
    const model::SequenceLabels labels =
        Label(*features, seen, form == Form::kHtml ? html_ : text_, budget);
    const auto first = labels.rows.begin() + static_cast<ptrdiff_t>(kept.begin - seen.begin);
    out.blocks.insert(out.blocks.end(), first, first + static_cast<ptrdiff_t>(kept.size()));
    const float share = static_cast<float>(kept.size()) / static_cast<float>(blocks.size());
    for (size_t k = 0; k < kNumLearnedKinds; ++k) out.kinds[k] += share * labels.kinds[k];
  }
  return out;
}

model::SequenceLabels Classifier::Label(const BlockFeatures& features, text::Span window,
                                        const Network& network, const text::Budget& budget) {
  std::vector<float> rows(window.size() * kNumFeatures);
  std::vector<uint32_t> hashes;
  std::vector<size_t> ends;
  ends.reserve(window.size());
  text::Pace pace(budget);
  for (size_t k = 0; k < window.size() && pace.GoesOn(kBlockPace); ++k) {
    features.Write(window.begin + k, std::span(rows).subspan(k * kNumFeatures, kNumFeatures));
    features.AppendHashes(window.begin + k, &hashes);
    ends.push_back(hashes.size());
  }
  ends.resize(window.size(), hashes.size());
  const std::vector<uint32_t> shared = features.PageHashes();
  return network.classifier.Label({rows, hashes, ends, shared}, model::BestKernels());
}

std::vector<bool> Decide(const std::vector<Block>& blocks, const std::vector<float>& p,
                         const Calibration& calibration, Form form, const text::Budget& budget) {
  text::Pace pace(budget);
  const bool has_furniture = std::any_of(
      p.begin(), p.end(), [&calibration](float q) { return q < calibration.untouched; });
  if (form == Form::kPlainText && !has_furniture) return std::vector<bool>(blocks.size(), true);
  const float most = calibration.share_of_f1 * ExpectedF1(blocks, p, budget);
  const text::Span run = ArticleRun(blocks, p, std::min(calibration.neutral, most), &pace);
  const float inside = std::min(calibration.inside, most);
  const float outside = std::min(calibration.outside, 2 * most);
  std::vector<bool> stays(blocks.size());
  for (size_t k = 0; k < blocks.size(); ++k) stays[k] = p[k] > (run.Contains(k) ? inside : outside);
  return stays;
}

float Confidence(const std::vector<Block>& blocks, const Judgement& judgement,
                 const std::vector<bool>& stays, const Calibration& calibration,
                 const text::Budget& budget) {
  text::Pace pace(budget);
  double all = 0, kept = 0, sure = 0, missed = 0, words = 0;
  for (size_t k = 0; k < blocks.size(); ++k) {
    const auto bytes = static_cast<double>(blocks[k].text.size());
    if (!pace.GoesOn(kConfidencePace + blocks[k].text.size())) break;
    all += bytes;
    (stays[k] ? sure : missed) += bytes * judgement.blocks[k];
    if (!stays[k]) continue;
    kept += bytes;
    if (words < kManyWords && text::EndsSentence(blocks[k].text))
      words += static_cast<double>(text::CountWords(blocks[k].text, kManyWords));
  }
  const std::array<double, 5> signs = {1, 2 * sure / std::max(1e-6, kept + sure + missed),
                                       judgement.kinds[0], std::log1p(kept) / 10,
                                       kept / std::max(1.0, all)};
  double sum = 0;
  for (size_t k = 0; k < signs.size(); ++k) sum += signs[k] * calibration.confidence[k];
  return static_cast<float>((1 - std::exp(-words / kStubWords)) / (1 + std::exp(-sum)));
}

}  // namespace textanalysis::clean
