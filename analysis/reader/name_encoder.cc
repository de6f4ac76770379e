// The document is read in windows of pieces. A window answers for its middle; the pieces before and
// after it are context, so that no result hangs on where a window ends.

#include "analysis/reader/name_encoder.h"

#include <algorithm>

#include "absl/status/status.h"

namespace textanalysis::reader {
namespace {

constexpr size_t kCorePieces = 176;
constexpr size_t kContextPieces = 24;  // On each side.
// Core, context, a last token that passes the limit on each side, and the two marks.
constexpr size_t kWindowPieces = kCorePieces + 2 * kContextPieces + 2 * model::kMaxPiecesOfWord + 2;

}  // namespace

// The windows of one document, in turn.
class NameEncoder::Window {
 public:
  Window(const NameEncoder& encoder, const syntax::Syntax& syntax)
      : encoder_(encoder), syntax_(syntax) {
    starts_.reserve(syntax.tokens.size() + 1);
  }

  // Appends the scores of the tokens that the next window answers for.
  void Next(const model::Kernels& kernels, std::vector<model::LabelScores>* scores) {
    const size_t first = std::exchange(next_, CoreEnd(next_)), end = next_;
    const size_t begin = Before(first), stop = After(end);
    window_.assign(1, {encoder_.words_.begin(), 0});
    for (size_t k = begin; k < stop; ++k) Read(k);
    window_.push_back({encoder_.words_.end(), 0});
    encoder_.encoder_.Encode(window_, kernels, &scratch_);
    const size_t width = encoder_.encoder_.width();
    size_t piece = 1;
    for (size_t k = begin; k < end; piece += NumPieces(k++)) {
      if (k < first) continue;
      kernels.multiply(scratch_.hidden.data() + piece * width, 1, width,
                       encoder_.output_.weights.data(), encoder_.output_.bias.data(),
                       model::kNumLabels, scores->emplace_back().data());
    }
  }

 private:
  // Splits tokens into pieces as they are reached; those behind are needed for context alone.
  void Split(size_t token) {
    while (starts_.size() <= token) {
      starts_.push_back(pieces_.size());
      encoder_.words_.Append(syntax_.Token(starts_.size() - 1), &pieces_);
    }
  }
  size_t PieceEnd(size_t token) {
    Split(token);
    return token + 1 < starts_.size() ? starts_[token + 1] : pieces_.size();
  }
  size_t NumPieces(size_t token) {
    const size_t end = PieceEnd(token);
    return end - starts_[token];
  }

  // The end of the last sentence that fits into the core, or of the last token that does.
  size_t CoreEnd(size_t first) {
    size_t end = first, pieces = 0;
    while (end < syntax_.tokens.size() && (pieces += NumPieces(end)) <= kCorePieces) ++end;
    if (end == syntax_.tokens.size()) return end;
    const auto after = std::upper_bound(
        syntax_.sentences.begin(), syntax_.sentences.end(), end,
        [](size_t token, const syntax::TokenRange& sentence) { return token < sentence.end; });
    if (after == syntax_.sentences.begin()) return end;
    const size_t sentence_end = std::prev(after)->end;
    return sentence_end > first ? sentence_end : end;
  }
  size_t Before(size_t first) {
    for (size_t pieces = 0; first > 0 && pieces < kContextPieces;) pieces += NumPieces(--first);
    return first;
  }
  size_t After(size_t end) {
    for (size_t pieces = 0; end < syntax_.tokens.size() && pieces < kContextPieces;)
      pieces += NumPieces(end++);
    return end;
  }

  void Read(size_t token) {
    const uint8_t letters = model::LetterClass(syntax_.Token(token));
    for (size_t k = 0, n = NumPieces(token); k < n; ++k)
      window_.push_back({pieces_[starts_[token] + k], letters});
  }

  const NameEncoder& encoder_;
  const syntax::Syntax& syntax_;
  size_t next_ = 0;  // The first token without scores.
  std::vector<uint32_t> pieces_;
  std::vector<size_t> starts_;  // Of each token in `pieces_`.
  std::vector<model::Piece> window_;
  model::TransformerScratch scratch_;
};

absl::StatusOr<NameEncoder> NameEncoder::Create(const model::Bundle& bundle) {
  absl::StatusOr<model::WordPieces> words =
      model::WordPieces::Create(bundle.Section("word_pieces"));
  if (!words.ok()) return words.status();
  const absl::StatusOr<model::Tensors> tensors =
      model::Tensors::Create(bundle.Section("name_encoder"));
  if (!tensors.ok()) return tensors.status();
  absl::StatusOr<model::Transformer> encoder = model::Transformer::Create(*tensors);
  if (!encoder.ok()) return encoder.status();
  if (encoder->num_pieces() < words->size() || encoder->max_pieces() < kWindowPieces)
    return absl::DataLossError(
        "the transformer of names has fewer pieces or positions than needed");
  const auto output = model::ReadLinear(*tensors, "output", encoder->width(), model::kNumLabels);
  if (!output.ok()) return output.status();
  return NameEncoder(*std::move(words), *std::move(encoder), *output);
}

absl::StatusOr<std::vector<model::LabelScores>> NameEncoder::Score(
    const syntax::Syntax& syntax, const model::Kernels& kernels, const text::Budget& budget) const {
  std::vector<model::LabelScores> scores;
  scores.reserve(syntax.tokens.size());
  Window window(*this, syntax);
  while (scores.size() < syntax.tokens.size()) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    window.Next(kernels, &scores);
  }
  return scores;
}

NameEncoder::Stream::Stream(const NameEncoder& encoder, const syntax::Syntax& syntax,
                            const text::Budget& budget)
    : budget_(budget), window_(std::make_unique<Window>(encoder, syntax)) {}

NameEncoder::Stream::~Stream() = default;

absl::StatusOr<std::span<const model::LabelScores>> NameEncoder::Stream::Next(
    syntax::TokenRange sentence) {
  if (begin_ + scores_.size() <= sentence.begin) {
    scores_.clear();
    begin_ = sentence.begin;
  }
  while (begin_ + scores_.size() < sentence.end) {
    if (absl::Status status = budget_.Check(); !status.ok()) return status;
    window_->Next(model::BestKernels(), &scores_);
  }
  return std::span<const model::LabelScores>(scores_).subspan(sentence.begin - begin_,
                                                              sentence.end - sentence.begin);
}

}  // namespace textanalysis::reader
