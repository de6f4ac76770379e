// The document is encoded in windows of whole sentences, so that memory does not grow with it.
// Sentences in which every token is surely outside are not decoded.

#include "analysis/reader/name_tagger.h"

#include <algorithm>
#include <cmath>

#include "analysis/model/calibration.h"
#include "analysis/text/chars.h"

namespace textanalysis::reader {

// Memory of one call, kept from window to window.
struct Scratch {
  std::vector<uint64_t> hashes;
  std::vector<model::EncoderToken> tokens;
  model::EncoderScratch encoder;
  std::vector<model::LabelScores> scores;
};

namespace {

constexpr size_t kWindowTokens = 256;
// A sentence is decoded when some label beats the outside by more than this (log odds).
constexpr float kSurelyOutside = -6;

// The first sentence after the window that begins at `first`.
size_t WindowEnd(const std::vector<syntax::TokenRange>& sentences, size_t first) {
  size_t end = first + 1;
  while (end < sentences.size() && sentences[end].end - sentences[first].begin <= kWindowTokens)
    ++end;
  return end;
}

model::LabelScores Probabilities(const model::LabelScores& scores) {
  const float largest = *std::max_element(scores.begin(), scores.end());
  model::LabelScores out;
  float sum = 0;
  for (size_t k = 0; k < out.size(); ++k) sum += out[k] = std::exp(scores[k] - largest);
  for (float& p : out) p /= sum;
  return out;
}

// Returns scores whose probabilities are the means of those of `a` and `b`.
model::LabelScores MeanOfProbabilities(const model::LabelScores& a, const model::LabelScores& b) {
  constexpr float kSmallest = 1e-20f;
  model::LabelScores out = Probabilities(a);
  const model::LabelScores other = Probabilities(b);
  for (size_t k = 0; k < out.size(); ++k) out[k] = std::log((out[k] + other[k]) / 2 + kSmallest);
  return out;
}

bool MayHoldNames(std::span<const model::LabelScores> emissions) {
  return std::any_of(emissions.begin(), emissions.end(), [](const model::LabelScores& e) {
    return *std::max_element(e.begin() + 1, e.end()) - e[0] > kSurelyOutside;
  });
}

// Whether it is a word in lower case among words with capitals ("us").
bool IsCommonWord(const syntax::Syntax& s, const DocumentFeatures& features,
                  syntax::TokenRange sentence, const model::Chunk& c) {
  if (c.end - c.begin != 1) return false;
  const std::string_view token = s.Token(sentence.begin + c.begin);
  if (std::any_of(token.begin(), token.end(), [](char x) { return !text::IsAsciiLower(x); }))
    return false;
  for (size_t k = sentence.begin; k < sentence.end; ++k) {
    if (features.Facts(k).capital) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<NameTagger> NameTagger::Create(const model::Bundle& bundle) {
  const absl::StatusOr<model::Tensors> tensors =
      model::Tensors::Create(bundle.Section("name_tagger"));
  if (!tensors.ok()) return tensors.status();
  absl::StatusOr<model::Encoder> encoder = model::Encoder::Create(*tensors);
  if (!encoder.ok()) return encoder.status();
  const auto output = model::ReadLinear(*tensors, "output", encoder->width(), model::kNumLabels);
  if (!output.ok()) return output.status();
  float common_word = 0;
  absl::Status status =
      model::Calibration(bundle.Section("calibration")).Read({{"names.common_word", &common_word}});
  if (!status.ok()) return status;
  return NameTagger(*std::move(encoder), *output, common_word);
}

void NameTagger::ScoreWindow(const syntax::Syntax& s, const DocumentFeatures& features,
                             std::span<const syntax::TokenRange> sentences,
                             Scratch* scratch) const {
  static_assert(sizeof(model::LabelScores) == model::kNumLabels * sizeof(float));
  const size_t begin = sentences.front().begin, n = sentences.back().end - begin;
  scratch->hashes.clear();
  for (const syntax::TokenRange& r : sentences) features.Fill(s, r, &scratch->hashes);
  scratch->tokens.clear();
  for (size_t k = 0; k < n; ++k) {
    const TokenFacts& facts = features.Facts(begin + k);
    scratch->tokens.push_back(
        {facts.word, facts.lower, facts.zeroed,
         std::span(scratch->hashes).subspan(k * kNumTemplates, kNumTemplates)});
  }
  const model::Kernels& kernels = model::BestKernels();
  encoder_.Encode(scratch->tokens, kernels, &scratch->encoder);
  scratch->scores.resize(n);
  kernels.multiply(scratch->encoder.hidden.data(), n, encoder_.width(), output_.weights.data(),
                   output_.bias.data(), model::kNumLabels, scratch->scores.data()->data());
}

void NameTagger::TagSentence(const syntax::Syntax& s, const DocumentFeatures& features,
                             syntax::TokenRange r, std::span<const model::LabelScores> scores,
                             bool alone, std::vector<TaggedName>* names) const {
  if (!MayHoldNames(scores)) return;
  for (const model::Chunk& c : model::DecodeChunks(scores)) {
    if (alone && c.probability < common_word_ && IsCommonWord(s, features, r, c)) continue;
    names->push_back(
        {{r.begin + c.begin, r.begin + c.end}, static_cast<NameType>(c.type), c.probability});
  }
}

EncodedTokens NameTagger::Encoded(size_t begin, const Scratch& scratch) const {
  const size_t n = scratch.tokens.size(), narrow = encoder_.narrow_width();
  return {.begin = begin,
          .narrow = std::span(scratch.encoder.narrow.data(), n * narrow),
          .hidden = std::span(scratch.encoder.hidden.data(), n * encoder_.width()),
          .narrow_width = narrow,
          .width = encoder_.width()};
}

// Calls `visit` with the sentences of each window, the scores of their tokens and their encoded form.
template <typename Visit>
absl::Status NameTagger::ForEachWindow(const syntax::Syntax& s, const DocumentFeatures& features,
                                       const text::Budget& budget, const Visit& visit) const {
  Scratch scratch;
  for (size_t first = 0; first < s.sentences.size();) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    const size_t end = WindowEnd(s.sentences, first);
    const auto sentences = std::span(s.sentences).subspan(first, end - first);
    ScoreWindow(s, features, sentences, &scratch);
    absl::Status status = visit(sentences, std::span<const model::LabelScores>(scratch.scores),
                                Encoded(sentences.front().begin, scratch));
    if (!status.ok()) return status;
    first = end;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<TaggedName>> NameTagger::Tag(const syntax::Syntax& s,
                                                        const DocumentFeatures& features,
                                                        const text::Budget& budget,
                                                        const SentenceScores& second,
                                                        const NameKinds* kinds) const {
  std::vector<TaggedName> names;
  std::vector<model::LabelScores> means;
  const auto visit = [&](const auto& sentences, const auto& scores, const EncodedTokens& tokens) {
    for (const syntax::TokenRange& r : sentences) {
      auto own = scores.subspan(r.begin - sentences.front().begin, r.end - r.begin);
      if (second) {
        const auto other = second(r);
        if (!other.ok()) return other.status();
        means.resize(own.size());
        std::transform(own.begin(), own.end(), other->begin(), means.begin(), MeanOfProbabilities);
        own = means;
      }
      const size_t first = names.size();
      TagSentence(s, features, r, own, !second, &names);
      for (size_t k = first; kinds != nullptr && k < names.size(); ++k)
        names[k].kinds = kinds->Score(Describe(s, r, names[k].tokens, tokens));
    }
    return absl::OkStatus();
  };
  if (absl::Status status = ForEachWindow(s, features, budget, visit); !status.ok()) return status;
  return names;
}

absl::StatusOr<std::vector<NameDescription>> NameTagger::DescribeNames(
    const syntax::Syntax& s, const DocumentFeatures& features,
    std::span<const syntax::TokenRange> names, const text::Budget& budget) const {
  std::vector<NameDescription> out(names.size());
  size_t next = 0;
  const auto visit = [&](const auto& sentences, const auto&, const EncodedTokens& tokens) {
    for (const syntax::TokenRange& r : sentences) {
      for (; next < names.size() && names[next].begin < r.end; ++next) {
        const syntax::TokenRange name = names[next];
        if (name.begin >= r.begin && name.begin < name.end && name.end <= r.end)
          out[next] = Describe(s, r, name, tokens);
      }
    }
    return absl::OkStatus();
  };
  if (absl::Status status = ForEachWindow(s, features, budget, visit); !status.ok()) return status;
  return out;
}

absl::StatusOr<std::vector<model::LabelScores>> NameTagger::Score(
    const syntax::Syntax& s, const DocumentFeatures& features, const text::Budget& budget) const {
  std::vector<model::LabelScores> all;
  const auto visit = [&all](const auto&, const auto& scores, const EncodedTokens&) {
    all.insert(all.end(), scores.begin(), scores.end());
    return absl::OkStatus();
  };
  if (absl::Status status = ForEachWindow(s, features, budget, visit); !status.ok()) return status;
  return all;
}

}  // namespace textanalysis::reader
