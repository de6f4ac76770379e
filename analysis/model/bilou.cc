// Viterbi in log space; forward-backward in probability space with each column scaled to sum to 1,
// so that neither under- nor overflows whatever the length.

#include "analysis/model/bilou.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace textanalysis::model {
namespace {

constexpr float kImpossible = -1e9f;

enum Position { kBegin, kInside, kLast, kUnit };

size_t PositionOf(size_t label) { return (label - 1) % 4; }
size_t TypeOf(size_t label) { return (label - 1) / 4; }
bool LeavesOpen(size_t label) {
  return label != 0 && (PositionOf(label) == kBegin || PositionOf(label) == kInside);
}
bool NeedsOpen(size_t label) {
  return label != 0 && (PositionOf(label) == kInside || PositionOf(label) == kLast);
}

LabelScores Exponents(const LabelScores& scores) {
  const float top = *std::max_element(scores.begin(), scores.end());
  LabelScores out;
  for (size_t k = 0; k < kNumLabels; ++k) out[k] = std::exp(scores[k] - top);
  return out;
}

void Normalize(LabelScores* scores) {
  float sum = 0;
  for (const float s : *scores) sum += s;
  if (!(sum > 0)) sum = std::numeric_limits<float>::min();
  for (float& s : *scores) s /= sum;
}

using Table = std::array<LabelScores, kNumLabels>;  // [from][to]

// A table with `allowed` where BILOU lets one label follow another, and `forbidden` elsewhere.
Table MakeTable(float allowed, float forbidden) {
  Table out;
  for (size_t from = 0; from < kNumLabels; ++from) {
    for (size_t to = 0; to < kNumLabels; ++to)
      out[from][to] = IsAllowed(from, to) ? allowed : forbidden;
  }
  return out;
}

std::vector<LabelScores> Forward(std::span<const LabelScores> potentials, const Table& weights) {
  std::vector<LabelScores> alpha(potentials.size());
  for (size_t t = 0; t < potentials.size(); ++t) {
    LabelScores& column = alpha[t];
    column = {};
    if (t == 0) {
      column = weights[0];
    } else {
      for (size_t from = 0; from < kNumLabels; ++from) {
        const float a = alpha[t - 1][from];
        for (size_t to = 0; to < kNumLabels; ++to) column[to] += a * weights[from][to];
      }
    }
    for (size_t to = 0; to < kNumLabels; ++to) column[to] *= potentials[t][to];
    Normalize(&column);
  }
  return alpha;
}

// Turns `alpha` into marginals, from the last position to the first.
void MultiplyByBackward(std::span<const LabelScores> potentials, const Table& weights,
                        std::vector<LabelScores>* alpha) {
  LabelScores beta;
  for (size_t from = 0; from < kNumLabels; ++from) beta[from] = weights[from][0];
  for (size_t t = alpha->size(); t-- > 0;) {
    LabelScores after;
    for (size_t k = 0; k < kNumLabels; ++k) {
      (*alpha)[t][k] *= beta[k];
      after[k] = beta[k] * potentials[t][k];
    }
    Normalize(&(*alpha)[t]);
    Normalize(&after);
    for (size_t from = 0; from < kNumLabels; ++from) {
      float sum = 0;
      for (size_t to = 0; to < kNumLabels; ++to) sum += weights[from][to] * after[to];
      beta[from] = sum;
    }
  }
}

std::vector<uint8_t> Viterbi(std::span<const LabelScores> emissions) {
  const size_t n = emissions.size();
  const Table scores = MakeTable(0, kImpossible);
  std::vector<std::array<uint8_t, kNumLabels>> back(n);
  LabelScores best = scores[0];
  for (size_t k = 0; k < kNumLabels; ++k) best[k] += emissions[0][k];
  for (size_t t = 1; t < n; ++t) {
    LabelScores next;
    next.fill(std::numeric_limits<float>::lowest());
    for (size_t from = 0; from < kNumLabels; ++from) {
      for (size_t to = 0; to < kNumLabels; ++to) {
        const float s = best[from] + scores[from][to];
        if (s > next[to]) {
          next[to] = s;
          back[t][to] = static_cast<uint8_t>(from);
        }
      }
    }
    for (size_t k = 0; k < kNumLabels; ++k) best[k] = next[k] + emissions[t][k];
  }
  for (size_t k = 0; k < kNumLabels; ++k) best[k] += scores[k][0];
  std::vector<uint8_t> labels(n);
  labels[n - 1] = static_cast<uint8_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (size_t t = n - 1; t > 0; --t) labels[t - 1] = back[t][labels[t]];
  return labels;
}

}  // namespace

bool IsAllowed(size_t from, size_t to) {
  if (LeavesOpen(from) != NeedsOpen(to)) return false;
  return !LeavesOpen(from) || TypeOf(from) == TypeOf(to);
}

std::vector<LabelScores> Marginals(std::span<const LabelScores> emissions) {
  std::vector<LabelScores> potentials;
  potentials.reserve(emissions.size());
  for (const LabelScores& e : emissions) potentials.push_back(Exponents(e));
  const Table weights = MakeTable(1, 0);
  std::vector<LabelScores> result = Forward(potentials, weights);
  MultiplyByBackward(potentials, weights, &result);
  return result;
}

std::vector<Chunk> DecodeChunks(std::span<const LabelScores> emissions) {
  std::vector<Chunk> chunks;
  if (emissions.empty()) return chunks;
  const std::vector<uint8_t> labels = Viterbi(emissions);
  if (std::all_of(labels.begin(), labels.end(), [](uint8_t l) { return l == 0; })) return chunks;
  const std::vector<LabelScores> marginals = Marginals(emissions);
  size_t begin = 0;
  double log_probability = 0;
  for (size_t t = 0; t < labels.size(); ++t) {
    if (labels[t] == 0) continue;
    if (!NeedsOpen(labels[t])) {
      begin = t;
      log_probability = 0;
    }
    log_probability += std::log(std::max(marginals[t][labels[t]], 1e-9f));
    if (LeavesOpen(labels[t])) continue;
    const double mean = log_probability / static_cast<double>(t + 1 - begin);
    chunks.push_back({begin, t + 1, TypeOf(labels[t]), static_cast<float>(std::exp(mean))});
  }
  return chunks;
}

}  // namespace textanalysis::model
