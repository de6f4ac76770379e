#include "analysis/coreference/word_uses.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::coreference {
namespace {

TEST(WordUsesTest, AWordHasEachOfItsUsesAndNoOther) {
  const auto bundle = model::Bundle::FromBytes(
                          model::WriteBundle({{"word_uses", "wo\tpronoun relative\n"}}), "words")
                          .value();
  const WordUses uses(*bundle);
  EXPECT_TRUE(uses.Is("wo", WordUse::kPronoun));
  EXPECT_TRUE(uses.Is("wo", WordUse::kRelative));
  EXPECT_FALSE(uses.Is("wo", WordUse::kTie));
  EXPECT_FALSE(uses.Is("wer", WordUse::kPronoun));
}

TEST(WordUsesTest, EndingsAreFoundWithinWords) {
  const WordUses uses(testing::TestBundle());
  EXPECT_TRUE(uses.EndsIn("novelist", WordUse::kPersonEnding));
  EXPECT_FALSE(uses.EndsIn("novel", WordUse::kPersonEnding));
}

TEST(WordUsesTest, TheTableOfEnglishHasAWordForEachUse) {
  const WordUses uses(testing::TestBundle());
  for (size_t use = 0; use < kNumWordUses; ++use)
    EXPECT_FALSE(uses.Of(static_cast<WordUse>(use)).empty()) << use;
}

}  // namespace
}  // namespace textanalysis::coreference
