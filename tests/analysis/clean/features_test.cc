#include "analysis/clean/features.h"

#include <gtest/gtest.h>

#include <cmath>

#include "analysis/clean/plain.h"

namespace textanalysis::clean {
namespace {

using Row = std::array<float, kNumFeatures>;

class BlockFeaturesTest : public ::testing::Test {
 protected:
  void Read(std::string text, Head head = {}) {
    text_ = std::move(text);
    head_ = std::move(head);
    blocks_ = SplitLines(text_).blocks;
    features_.emplace(BlockFeatures::Create(blocks_, head_, {}).value());
  }

  Row Of(size_t k) const {
    Row row;
    row.fill(std::nanf(""));
    features_->Write(k, row);
    return row;
  }

  std::vector<uint32_t> Hashes(size_t k) const {
    std::vector<uint32_t> out;
    features_->AppendHashes(k, &out);
    return out;
  }

  std::string text_;
  Head head_;
  std::vector<Block> blocks_;
  std::optional<BlockFeatures> features_;
};

TEST_F(BlockFeaturesTest, EveryValueIsWrittenAndFinite) {
  Read("Port shut\nThe port is shut, said Ana Diaz.\n12:30\n" + std::string(3000, 'x') + "\n§ ©\n");
  for (size_t k = 0; k < blocks_.size(); ++k) {
    for (const float value : Of(k)) EXPECT_TRUE(std::isfinite(value)) << "block " << k;
  }
}

TEST_F(BlockFeaturesTest, TextAndPlaceTellBlocksApart) {
  Read("Port shut\nThe port is shut, said Ana Diaz.\nPort shut\n");
  EXPECT_NE(Of(0), Of(1));
  EXPECT_NE(Of(0), Of(2)) << "the same words at another place";
}

TEST_F(BlockFeaturesTest, HashesAreOfWhatIsSaid) {
  Read("Port shut\nFerry late\nPort shut\n");
  EXPECT_FALSE(Hashes(0).empty());
  EXPECT_NE(Hashes(0), Hashes(1));
}

TEST_F(BlockFeaturesTest, PageHashesAreOfWhatThePageStates) {
  Read("Port shut\n");
  const std::vector<uint32_t> none = features_->PageHashes();
  Head head;
  head.page_title = "Port shut after storm";
  Read("Port shut\n", head);
  EXPECT_GT(features_->PageHashes().size(), none.size());
}

}  // namespace
}  // namespace textanalysis::clean
