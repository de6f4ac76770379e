#include "analysis/reader/name_tagger.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::reader {
namespace {

DocumentFeatures FeaturesOf(const syntax::Syntax& s) {
  return FeatureExtractor(testing::TestBundle()).Read(s, {}).value();
}

class NameTaggerTest : public ::testing::Test {
 protected:
  std::vector<TaggedName> Tag(std::string text, const SentenceScores& second = nullptr) {
    text_ = std::move(text);
    syntax_ = syntax::Parser(testing::TestBundle()).Parse(text_);
    return tagger_.Tag(syntax_, FeaturesOf(syntax_), {}, second).value();
  }

  std::string Text(const TaggedName& name) const {
    return std::string(Slice(text_, syntax_.Bytes(name.tokens)));
  }

  const NameTagger tagger_ = NameTagger::Create(testing::TestBundle()).value();
  std::string text_;
  syntax::Syntax syntax_;
};

TEST_F(NameTaggerTest, NamesDoNotHangOnWhatIsFarBefore) {
  const std::string sentence = "Martin Hallam met Priya Okafor in Edinburgh.\n\n";
  std::string before;
  for (int k = 0; k < 200; ++k)
    before += "The weather was fine and nobody was there to see it.\n\n";
  const std::vector<TaggedName> names = Tag(before + sentence);
  ASSERT_EQ(names.size(), 3u);
  EXPECT_EQ(Text(names[0]), "Martin Hallam");
  EXPECT_EQ(Text(names[1]), "Priya Okafor");
  EXPECT_EQ(Text(names[2]), "Edinburgh");
}

TEST_F(NameTaggerTest, ASecondReaderIsAskedForEachSentenceAndCounts) {
  const std::vector<TaggedName> alone = Tag("Ana Diaz slept. Bo Li woke.");
  ASSERT_FALSE(alone.empty());
  size_t asked = 0;
  std::vector<model::LabelScores> scores;
  const std::vector<TaggedName> both =
      Tag("Ana Diaz slept. Bo Li woke.", [&](syntax::TokenRange r) {
        ++asked;
        scores.assign(r.end - r.begin, model::LabelScores{});
        for (model::LabelScores& s : scores) s[0] = 50;
        return std::span<const model::LabelScores>(scores);
      });
  EXPECT_EQ(asked, 2u);
  EXPECT_LT(both.size(), alone.size()) << "it is sure that there are none";
}

TEST_F(NameTaggerTest, NamesWithinASentenceAreDescribed) {
  text_ = "Ana Diaz slept. Bo Li woke.";
  syntax_ = syntax::Parser(testing::TestBundle()).Parse(text_);
  const std::vector<syntax::TokenRange> names = {{0, 2}, {2, 6}, {4, 4}, {4, 6}};
  const auto described = tagger_.DescribeNames(syntax_, FeaturesOf(syntax_), names, {}).value();
  ASSERT_EQ(described.size(), 4u);
  EXPECT_EQ(described[0].states.size(), tagger_.NumStates());
  EXPECT_TRUE(described[1].states.empty()) << "it is over a sentence's end";
  EXPECT_TRUE(described[2].states.empty()) << "it has no token";
  EXPECT_EQ(described[3].states.size(), tagger_.NumStates());
  EXPECT_NE(described[0].states, described[3].states);
}

TEST_F(NameTaggerTest, ASpentBudgetIsAnError) {
  syntax_ = syntax::Parser(testing::TestBundle()).Parse("Ana Diaz slept.");
  std::stop_source stop;
  stop.request_stop();
  const text::Budget spent{.stop = stop.get_token()};
  EXPECT_FALSE(tagger_.Tag(syntax_, FeaturesOf(syntax_), spent).ok());
}

}  // namespace
}  // namespace textanalysis::reader
