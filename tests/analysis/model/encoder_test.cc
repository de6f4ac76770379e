#include "analysis/model/encoder.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/tensors.h"

namespace textanalysis::model {
namespace {

using testing::Arrays;
using testing::EncoderArrays;
using testing::kEncoderWidth;

// A word by the number that the test's encoder knows it by.
EncoderToken Token(uint64_t word) {
  const uint64_t hash = word << 32;
  return {.word = hash, .lower = hash, .zeroed = hash};
}

class EncoderTest : public ::testing::Test {
 protected:
  std::vector<float> Encode(const std::vector<EncoderToken>& tokens,
                            const Kernels& kernels = BestKernels()) {
    EncoderScratch scratch;
    encoder_.Encode(tokens, kernels, &scratch);
    return {scratch.hidden.begin(),
            scratch.hidden.begin() + static_cast<ptrdiff_t>(tokens.size() * encoder_.width())};
  }
  // The vector of one token among those of all.
  std::vector<float> Row(const std::vector<float>& all, size_t token) const {
    const auto begin = all.begin() + static_cast<ptrdiff_t>(token * encoder_.width());
    return {begin, begin + static_cast<ptrdiff_t>(encoder_.width())};
  }

  const std::string section_ = testing::TensorSection(EncoderArrays());
  const Tensors tensors_ = Tensors::Create(section_).value();
  const Encoder encoder_ = Encoder::Create(tensors_).value();
};

TEST_F(EncoderTest, EachVectorHasMeanZeroAndVarianceOne) {
  const std::vector<float> all = Encode({Token(1), Token(2), Token(9)});
  ASSERT_EQ(all.size(), 3 * kEncoderWidth);
  for (size_t token = 0; token < 3; ++token) {
    double sum = 0, squares = 0;
    for (const float x : Row(all, token)) {
      sum += x;
      squares += static_cast<double>(x) * x;
    }
    EXPECT_NEAR(sum / kEncoderWidth, 0, 1e-4);
    EXPECT_NEAR(squares / kEncoderWidth, 1, 1e-2);
  }
}

TEST_F(EncoderTest, WordsThatItDoesNotKnowAreAllTheSame) {
  EXPECT_EQ(Encode({Token(8)}), Encode({Token(9)}));
  EXPECT_NE(Encode({Token(1)}), Encode({Token(2)}));
  EXPECT_NE(Encode({Token(1)}), Encode({Token(9)}));
}

TEST_F(EncoderTest, FiguresAreKnownByTheirZeros) {
  EncoderToken year = Token(9);
  year.zeroed = uint64_t{2} << 32;
  EXPECT_EQ(Encode({year}), Encode({Token(2)}));
}

TEST_F(EncoderTest, ATokenSeesBothSidesOfItsContext) {
  const auto middle = [this](uint64_t before, uint64_t after) {
    return Row(Encode({Token(before), Token(9), Token(after)}), 1);
  };
  EXPECT_NE(middle(1, 1), middle(2, 1));
  EXPECT_NE(middle(1, 1), middle(1, 2));
}

TEST_F(EncoderTest, FeaturesAndExtrasCount) {
  const uint64_t feature = 1;
  EncoderToken with = Token(1);
  with.features = {&feature, 1};
  EXPECT_NE(Encode({with}), Encode({Token(1)}));
  const std::vector<float> extra(kEncoderWidth, 0.f);
  EncoderToken same = Token(1);
  same.extra = extra;
  EXPECT_EQ(Encode({same}), Encode({Token(1)})) << "zeros add nothing";
}

TEST_F(EncoderTest, EverySetOfKernelsComesToNearlyTheSame) {
  std::vector<EncoderToken> tokens;
  for (uint64_t k = 0; k < 37; ++k) tokens.push_back(Token(k % 4));
  const std::vector<float> best = Encode(tokens);
  for (const Kernels* kernels : UsableKernels()) {
    const std::vector<float> all = Encode(tokens, *kernels);
    ASSERT_EQ(all.size(), best.size());
    for (size_t k = 0; k < all.size(); ++k) ASSERT_NEAR(all[k], best[k], 0.05) << kernels->name;
  }
}

TEST_F(EncoderTest, UsedScratchChangesNothing) {
  EncoderScratch scratch;
  encoder_.Encode(std::vector<EncoderToken>(50, Token(2)), BestKernels(), &scratch);
  encoder_.Encode(std::vector<EncoderToken>{Token(1)}, BestKernels(), &scratch);
  const std::vector<float> fresh = Encode({Token(1)});
  for (size_t k = 0; k < fresh.size(); ++k) EXPECT_EQ(scratch.hidden[k], fresh[k]);
}

TEST_F(EncoderTest, EachArrayIsNeededInItsSize) {
  for (size_t k = 0; k < EncoderArrays().size(); ++k) {
    Arrays without = EncoderArrays(), cut = EncoderArrays();
    const std::string name = without[k].first;
    without.erase(without.begin() + static_cast<ptrdiff_t>(k));
    cut[k].second.resize(cut[k].second.size() - 4);
    for (const Arrays& arrays : {without, cut}) {
      const std::string section = testing::TensorSection(arrays);
      EXPECT_EQ(Encoder::Create(Tensors::Create(section).value()).status().code(),
                absl::StatusCode::kDataLoss)
          << name;
    }
  }
}

}  // namespace
}  // namespace textanalysis::model
