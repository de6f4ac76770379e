#include "analysis/reader/quote_tagger.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "analysis/model/calibration.h"

namespace textanalysis::reader {
namespace {

using syntax::Syntax;
using syntax::TokenRange;

// Windows end at the paragraph's end after this many tokens, and in any case after the second.
constexpr size_t kWindowTokens = 300;
constexpr size_t kMaxWindowTokens = 420;

enum CueLabel { kOutside, kBegin, kInside, kNumCueLabels };

// Distances from a cue: exact up to 16 tokens, then in steps that grow; 32 for each direction.
constexpr size_t kNumDistances = 64;
constexpr size_t kExactDistance = 16;

size_t DistanceBucket(ptrdiff_t distance) {
  const size_t far = static_cast<size_t>(std::abs(distance));
  size_t bucket = far;
  if (far > kExactDistance) {
    const double octaves = std::log2(static_cast<double>(far) / kExactDistance);
    bucket = kExactDistance + std::min<size_t>(15, static_cast<size_t>(octaves * 3.2) + 1);
  }
  return std::min<size_t>(bucket, 31) + (distance < 0 ? 32 : 0);
}

// Sentences and paragraphs between, whether the token stands between marks, and whether it is the
// cue's own.
constexpr size_t kNumOffsets = 9 * 5 * 4;

size_t OffsetBucket(ptrdiff_t sentences, ptrdiff_t paragraphs, bool inside_marks, bool own) {
  const auto s = static_cast<size_t>(std::clamp<ptrdiff_t>(sentences, -4, 4) + 4);
  const auto p = static_cast<size_t>(std::clamp<ptrdiff_t>(paragraphs, -2, 2) + 2);
  return (s * 5 + p) * 4 + (inside_marks ? 2 : 0) + (own ? 1 : 0);
}

float Sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

// The run of tokens with the largest sum, or nothing when every value is negative.
std::optional<TokenRange> BestRun(const std::vector<float>& values) {
  std::optional<TokenRange> best;
  TokenRange run;
  float best_sum = 0, sum = 0;
  for (size_t k = 0; k < values.size(); ++k) {
    if (sum <= 0) {
      sum = 0;
      run.begin = k;
    }
    sum += values[k];
    run.end = k + 1;
    if (sum > best_sum) {
      best_sum = sum;
      best = run;
    }
  }
  return best;
}

// Number of the range that each token lies in.
std::vector<uint32_t> RangeOfEach(const std::vector<TokenRange>& ranges, size_t num_tokens) {
  std::vector<uint32_t> out(num_tokens);
  for (size_t k = 0; k < ranges.size(); ++k) {
    for (size_t t = ranges[k].begin; t < ranges[k].end; ++t) out[t] = static_cast<uint32_t>(k);
  }
  return out;
}

std::vector<TokenRange> Windows(const std::vector<TokenRange>& paragraphs) {
  std::vector<TokenRange> windows;
  for (const TokenRange& p : paragraphs) {
    if (windows.empty() || p.end - windows.back().begin > kWindowTokens)
      windows.push_back({p.begin, p.begin});
    windows.back().end = p.end;
    while (windows.back().end - windows.back().begin > kMaxWindowTokens) {
      const size_t cut = windows.back().begin + kMaxWindowTokens;
      const size_t end = std::exchange(windows.back().end, cut);
      windows.push_back({cut, end});
    }
  }
  return windows;
}

}  // namespace

std::vector<uint8_t> TokenFlags(const Syntax& s) {
  std::vector<uint8_t> flags(s.tokens.size(), 0);
  for (const TokenRange& r : s.sentences) flags[r.begin] |= kBeginsSentence;
  for (const TokenRange& r : s.paragraphs) flags[r.begin] |= kBeginsParagraph;
  for (const syntax::Stretch& stretch : s.stretches) {
    const size_t begin = s.TokenAt(stretch.inner.begin);
    const size_t end = s.TokenAt(stretch.inner.end);
    if (begin >= end) continue;
    for (size_t k = begin; k < end; ++k) flags[k] |= kInsideMarks;
    flags[begin] |= kFirstInside;
    flags[end - 1] |= kLastInside;
  }
  return flags;
}

absl::StatusOr<QuoteTagger> QuoteTagger::Create(const model::Bundle& bundle) {
  const absl::StatusOr<model::Tensors> tensors =
      model::Tensors::Create(bundle.Section("quote_tagger"));
  if (!tensors.ok()) return tensors.status();
  absl::StatusOr<model::Encoder> encoder = model::Encoder::Create(*tensors);
  if (!encoder.ok()) return encoder.status();
  QuoteTagger tagger;
  tagger.encoder_ = *std::move(encoder);
  if (absl::Status status = tagger.ReadHeads(*tensors); !status.ok()) return status;
  absl::Status status =
      model::Calibration(bundle.Section("calibration")).Read({{"quotes.cue", &tagger.min_cue_}});
  if (!status.ok()) return status;
  return tagger;
}

absl::Status QuoteTagger::ReadHeads(const model::Tensors& tensors) {
  const size_t width = encoder_->width();
  pair_width_ = tensors.NumFloats("token.b");
  const std::tuple<const char*, size_t, size_t, model::Linear*> layers[] = {
      {"cue", width, kNumCueLabels, &cue_},
      {"quoted", width, 1, &quoted_},
      {"token", width, pair_width_, &token_},
      {"cue_pair", 2 * width, pair_width_, &cue_pair_},
      {"pair", pair_width_, 2, &pair_}};
  for (const auto& [name, in, out, layer] : layers) {
    const absl::StatusOr<model::Linear> read = model::ReadLinear(tensors, name, in, out);
    if (!read.ok()) return read.status();
    *layer = *read;
  }
  const std::tuple<const char*, size_t, std::span<const float>*> tables[] = {
      {"flags", kNumTokenFlags * width, &flags_},
      {"distances", kNumDistances * pair_width_, &distances_},
      {"offsets", kNumOffsets * pair_width_, &offsets_}};
  for (const auto& [name, size, table] : tables) {
    const absl::StatusOr<std::span<const float>> read = tensors.Floats(name, size);
    if (!read.ok()) return read.status();
    *table = *read;
  }
  return absl::OkStatus();
}

// One document's reading; memory is kept from window to window.
class QuoteTagger::Window {
 public:
  Window(const QuoteTagger& tagger, const Syntax& s, const DocumentFeatures& features,
         Reading* reading)
      : tagger_(tagger),
        s_(s),
        features_(features),
        reading_(*reading),
        flags_(TokenFlags(s)),
        sentence_of_(RangeOfEach(s.sentences, s.tokens.size())),
        paragraph_of_(RangeOfEach(s.paragraphs, s.tokens.size())) {
    reading_.quoted.resize(s.tokens.size());
  }

  void Read(TokenRange window) {
    window_ = window;
    Encode();
    Multiply(tagger_.quoted_, 1, reading_.quoted.data() + window.begin);
    cue_scores_.resize(Size() * kNumCueLabels);
    Multiply(tagger_.cue_, kNumCueLabels, cue_scores_.data());
    const std::vector<Cue> cues = FindCues();
    if (cues.empty()) return;
    token_parts_.resize(Size() * tagger_.pair_width_);
    Multiply(tagger_.token_, tagger_.pair_width_, token_parts_.data());
    for (const Cue& cue : cues) {
      reading_.cues.push_back(cue);
      ReadAround(&reading_.cues.back());
    }
  }

 private:
  size_t Size() const { return window_.end - window_.begin; }
  const float* Hidden(size_t token) const {
    return scratch_.hidden.data() + (token - window_.begin) * tagger_.encoder_->width();
  }
  void Multiply(const model::Linear& layer, size_t out, float* y) const {
    kernels_.multiply(scratch_.hidden.data(), Size(), tagger_.encoder_->width(),
                      layer.weights.data(), layer.bias.data(), out, y);
  }

  void Encode() {
    hashes_.clear();
    for (size_t k = sentence_of_[window_.begin];
         k < s_.sentences.size() && s_.sentences[k].begin < window_.end; ++k)
      features_.Fill(s_, s_.sentences[k], &hashes_);
    // A window may begin inside a sentence; its hashes begin at the sentence's.
    const size_t first = s_.sentences[sentence_of_[window_.begin]].begin;
    tokens_.clear();
    const size_t width = tagger_.encoder_->width();
    for (size_t k = window_.begin; k < window_.end; ++k) {
      const TokenFacts& facts = features_.Facts(k);
      const auto hashes = std::span(hashes_).subspan((k - first) * kNumTemplates, kNumTemplates);
      tokens_.push_back({facts.word, facts.lower, facts.zeroed, hashes,
                         tagger_.flags_.subspan(flags_[k] * width, width)});
    }
    tagger_.encoder_->Encode(tokens_, kernels_, &scratch_);
  }

  // Probabilities of the labels of a token.
  std::array<float, kNumCueLabels> CueLabels(size_t token) const {
    const float* scores = cue_scores_.data() + (token - window_.begin) * kNumCueLabels;
    const float top = *std::max_element(scores, scores + kNumCueLabels);
    std::array<float, kNumCueLabels> p;
    float sum = 0;
    for (size_t k = 0; k < kNumCueLabels; ++k) sum += p[k] = std::exp(scores[k] - top);
    for (float& value : p) value /= sum;
    return p;
  }

  std::vector<Cue> FindCues() const {
    std::vector<Cue> cues;
    for (size_t k = window_.begin; k < window_.end;) {
      const auto p = CueLabels(k);
      const bool begins = p[kBegin] > tagger_.min_cue_ ||
                          (p[kBegin] + p[kInside] > tagger_.min_cue_ && p[kBegin] > p[kInside]);
      if (!begins) {
        ++k;
        continue;
      }
      size_t end = k + 1;
      while (end < window_.end) {
        const auto next = CueLabels(end);
        if (next[kInside] <= next[kOutside] || next[kInside] <= next[kBegin]) break;
        ++end;
      }
      cues.push_back({.tokens = {k, end},
                      .probability = p[kBegin] + p[kInside],
                      .reach = {},
                      .content = {},
                      .source = {}});
      k = end;
    }
    return cues;
  }

  // Scores the tokens around `cue` and sets the rest of it.
  void ReadAround(Cue* cue) {
    const size_t begin = cue->tokens.begin;
    cue->reach = {std::max(window_.begin, begin - std::min(begin, kCueReach)),
                  std::min(window_.end, begin + kCueReach + 1)};
    const size_t n = cue->reach.end - cue->reach.begin, width = tagger_.pair_width_;
    const std::vector<float> cue_part = CuePart(*cue);
    hidden_.resize(n * width);
    for (size_t k = 0; k < n; ++k)
      AddParts(*cue, cue->reach.begin + k, cue_part, hidden_.data() + k * width);
    kernels_.silu(hidden_.data(), n * width);
    pair_scores_.resize(n * 2);
    kernels_.multiply(hidden_.data(), n, width, tagger_.pair_.weights.data(),
                      tagger_.pair_.bias.data(), 2, pair_scores_.data());
    std::vector<float> source(n);
    cue->content.resize(n);
    for (size_t k = 0; k < n; ++k) {
      cue->content[k] = pair_scores_[2 * k];
      source[k] = pair_scores_[2 * k + 1];
    }
    const std::optional<TokenRange> run = BestRun(source);
    if (!run) return;
    for (size_t k = run->begin; k < run->end; ++k)
      cue->source_probability += Sigmoid(source[k]) / static_cast<float>(run->end - run->begin);
    cue->source = TokenRange{cue->reach.begin + run->begin, cue->reach.begin + run->end};
  }

  std::vector<float> CuePart(const Cue& cue) const {
    const size_t width = tagger_.encoder_->width();
    std::vector<float> ends(2 * width), out(tagger_.pair_width_);
    std::copy_n(Hidden(cue.tokens.begin), width, ends.begin());
    std::copy_n(Hidden(cue.tokens.end - 1), width, ends.begin() + static_cast<ptrdiff_t>(width));
    kernels_.multiply(ends.data(), 1, 2 * width, tagger_.cue_pair_.weights.data(),
                      tagger_.cue_pair_.bias.data(), tagger_.pair_width_, out.data());
    return out;
  }

  void AddParts(const Cue& cue, size_t token, const std::vector<float>& cue_part,
                float* sum) const {
    const auto at = [](size_t k) { return static_cast<ptrdiff_t>(k); };
    const bool own = cue.tokens.begin <= token && token < cue.tokens.end;
    const ptrdiff_t distance = own                        ? 0
                               : token < cue.tokens.begin ? at(token) - at(cue.tokens.begin)
                                                          : at(token) - at(cue.tokens.end) + 1;
    const size_t width = tagger_.pair_width_;
    const float* token_part = token_parts_.data() + (token - window_.begin) * width;
    const float* near = tagger_.distances_.data() +
                        Buckets()[static_cast<size_t>(distance + at(kCueReach))] * width;
    const size_t bucket =
        OffsetBucket(at(sentence_of_[token]) - at(sentence_of_[cue.tokens.begin]),
                     at(paragraph_of_[token]) - at(paragraph_of_[cue.tokens.begin]),
                     flags_[token] & kInsideMarks, own);
    const float* offset = tagger_.offsets_.data() + bucket * width;
    for (size_t d = 0; d < width; ++d) sum[d] = token_part[d] + cue_part[d] + near[d] + offset[d];
  }

  // The bucket of each distance that occurs, kCueReach to the left first.
  static const std::array<uint8_t, 2 * kCueReach + 1>& Buckets() {
    static const std::array<uint8_t, 2 * kCueReach + 1> kBuckets = [] {
      std::array<uint8_t, 2 * kCueReach + 1> out;
      for (size_t k = 0; k < out.size(); ++k)
        out[k] = static_cast<uint8_t>(
            DistanceBucket(static_cast<ptrdiff_t>(k) - static_cast<ptrdiff_t>(kCueReach)));
      return out;
    }();
    return kBuckets;
  }

  const QuoteTagger& tagger_;
  const Syntax& s_;
  const DocumentFeatures& features_;
  Reading& reading_;
  const model::Kernels& kernels_ = model::BestKernels();
  const std::vector<uint8_t> flags_;
  const std::vector<uint32_t> sentence_of_, paragraph_of_;
  TokenRange window_;
  std::vector<uint64_t> hashes_;
  std::vector<model::EncoderToken> tokens_;
  model::EncoderScratch scratch_;
  std::vector<float> cue_scores_, pair_scores_;
  model::AlignedFloats token_parts_, hidden_;
};

absl::StatusOr<Reading> QuoteTagger::Read(const Syntax& s, const DocumentFeatures& features,
                                          const text::Budget& budget) const {
  Reading reading;
  Window window(*this, s, features, &reading);
  for (const TokenRange& range : Windows(s.paragraphs)) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    window.Read(range);
  }
  return reading;
}

}  // namespace textanalysis::reader
