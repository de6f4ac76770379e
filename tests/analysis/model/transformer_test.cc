#include "analysis/model/transformer.h"

#include <gtest/gtest.h>

#include "analysis/model/word_pieces.h"
#include "tests/support/tensors.h"

namespace textanalysis::model {
namespace {

using testing::Arrays;
using testing::FloatBytes;
using testing::WeightBytes;

constexpr size_t kWidth = 96, kPieces = 5, kPositions = 12;

Arrays TransformerArrays() {
  Arrays out = {{"norm.g", FloatBytes(kWidth)},
                {"norm.b", FloatBytes(kWidth)},
                {"pieces", WeightBytes(kPieces * kWidth)},
                {"piece_scales", FloatBytes(kPieces)},
                {"positions", FloatBytes(kPositions * kWidth)},
                {"letters", FloatBytes(kNumLetterClasses * kWidth)}};
  const auto add = [&out](const std::string& name, size_t in, size_t width) {
    out.emplace_back("layer0" + name + ".w", WeightBytes(in * width));
    out.emplace_back("layer0" + name + ".s", FloatBytes(width));
    out.emplace_back("layer0" + name + ".b", FloatBytes(width));
  };
  add(".attention", kWidth, 3 * kWidth);
  add(".output", kWidth, kWidth);
  add(".up", kWidth, 4 * kWidth);
  add(".down", 4 * kWidth, kWidth);
  for (const char* norm : {"layer0.norm1", "layer0.norm2"}) {
    out.emplace_back(std::string(norm) + ".g", FloatBytes(kWidth));
    out.emplace_back(std::string(norm) + ".b", FloatBytes(kWidth));
  }
  return out;
}

class TransformerTest : public ::testing::Test {
 protected:
  std::vector<float> Encode(const std::vector<Piece>& pieces,
                            const Kernels& kernels = BestKernels()) {
    TransformerScratch scratch;
    transformer_.Encode(pieces, kernels, &scratch);
    return {scratch.hidden.begin(),
            scratch.hidden.begin() + static_cast<ptrdiff_t>(pieces.size() * kWidth)};
  }

  const std::string section_ = testing::TensorSection(TransformerArrays());
  const Tensors tensors_ = Tensors::Create(section_).value();
  const Transformer transformer_ = Transformer::Create(tensors_).value();
};

TEST_F(TransformerTest, ItsSizesAreThoseOfItsWeights) {
  EXPECT_EQ(transformer_.width(), kWidth);
  EXPECT_EQ(transformer_.num_pieces(), kPieces);
  EXPECT_EQ(transformer_.max_pieces(), kPositions);
}

TEST_F(TransformerTest, APieceIsReadByItsPlaceItsLettersAndItsContext) {
  const std::vector<float> one = Encode({{1, 0}, {2, 0}, {3, 0}});
  EXPECT_NE(one, Encode({{1, 1}, {2, 0}, {3, 0}})) << "letters";
  EXPECT_NE(one, Encode({{2, 0}, {1, 0}, {3, 0}})) << "places";
  const std::vector<float> other = Encode({{1, 0}, {2, 0}, {4, 0}});
  EXPECT_NE(std::vector<float>(one.begin(), one.begin() + kWidth),
            std::vector<float>(other.begin(), other.begin() + kWidth))
      << "the first piece sees the last";
}

TEST_F(TransformerTest, EverySetOfKernelsComesToNearlyTheSame) {
  std::vector<Piece> pieces;
  for (uint32_t k = 0; k < kPositions; ++k) pieces.push_back({k % 5, static_cast<uint8_t>(k % 3)});
  const std::vector<float> best = Encode(pieces);
  for (const Kernels* kernels : UsableKernels()) {
    const std::vector<float> all = Encode(pieces, *kernels);
    ASSERT_EQ(all.size(), best.size());
    for (size_t k = 0; k < all.size(); ++k) ASSERT_NEAR(all[k], best[k], 0.05) << kernels->name;
  }
}

TEST_F(TransformerTest, UsedScratchChangesNothing) {
  TransformerScratch scratch;
  transformer_.Encode(std::vector<Piece>(kPositions, Piece{4, 2}), BestKernels(), &scratch);
  const std::vector<Piece> pieces = {{1, 0}, {2, 0}};
  transformer_.Encode(pieces, BestKernels(), &scratch);
  const std::vector<float> fresh = Encode(pieces);
  ASSERT_FALSE(fresh.empty());
  for (size_t k = 0; k < fresh.size(); ++k) EXPECT_EQ(scratch.hidden[k], fresh[k]);
}

TEST_F(TransformerTest, EachArrayIsNeeded) {
  for (size_t k = 0; k < TransformerArrays().size(); ++k) {
    Arrays without = TransformerArrays();
    const std::string name = without[k].first;
    without.erase(without.begin() + static_cast<ptrdiff_t>(k));
    const std::string section = testing::TensorSection(without);
    EXPECT_EQ(Transformer::Create(Tensors::Create(section).value()).status().code(),
              absl::StatusCode::kDataLoss)
        << name;
  }
}

}  // namespace
}  // namespace textanalysis::model
