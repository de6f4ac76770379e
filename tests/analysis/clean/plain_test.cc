#include "analysis/clean/plain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/clean/page_tables.h"
#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> out;
  for (const Block& b : SplitLines(text).blocks) out.push_back(b.text);
  return out;
}

TEST(PlainTest, LinesAreCountedBeforeTheyAreHeld) {
  EXPECT_EQ(CountLines(""), 0u);
  EXPECT_EQ(CountLines("a\n\n \t\r\nb  c\nd"), 3u);
  for (const std::string_view text : {"a\nb\n", "One line.\n\nAnother one.", "\n\n"})
    EXPECT_EQ(CountLines(text), SplitLines(text).blocks.size());
}

TEST(SplitLinesTest, ALineIsABlock) {
  EXPECT_THAT(LinesOf("Port shut\n\nThe port is shut.\r\nNobody knows why.\n"),
              ElementsAre("Port shut", "The port is shut.", "Nobody knows why."));
  EXPECT_THAT(LinesOf(""), ElementsAre());
  EXPECT_THAT(LinesOf("\n \n"), ElementsAre());
}

TEST(SplitLinesTest, HardWrappedParagraphsAreJoined) {
  const std::string wrapped =
      "The harbour authority said on Monday that the port would stay\n"
      "shut until the crane that fell on Sunday evening had been\n"
      "taken away and the quay had been looked at by the insurers of\n"
      "the company.\n\n"
      "Dock workers said that they had warned of the crane for years\n"
      "and that nobody had listened to them until it lay in the\n"
      "water.\n";
  EXPECT_EQ(LinesOf(wrapped).size(), 2u);
}

std::vector<bool> Stays(std::vector<Block>* blocks, bool by_classifier = true) {
  static const PageTables kTables(testing::TestBundle());
  kTables.ReadLines(blocks);
  MarkFurniture(std::vector<bool>(blocks->size(), by_classifier), {}, blocks);
  std::vector<bool> out;
  for (const Block& b : *blocks) out.push_back(!b.removal);
  return out;
}

constexpr char kProse[] =
    "The harbour authority said on Monday that the port would stay shut for a week.\n"
    "Nobody was hurt when the crane fell, and the ferries go on as before from the old pier.\n"
    "The company that owns the crane did not want to say anything about its age or its tests.\n";

TEST(MarkFurnitureTest, ThePatternsDecideBesideTheClassifier) {
  std::vector<Block> blocks = SplitLines(std::string(kProse) + "Advertisement\n").blocks;
  EXPECT_THAT(Stays(&blocks), ElementsAre(true, true, true, false));
  EXPECT_EQ(blocks.back().removal, RemovalReason::kAdvertisement);
}

TEST(MarkFurnitureTest, TheHeadingOfAListTakesTheListAlong) {
  std::vector<Block> blocks =
      SplitLines(std::string(kProse) + "Most read\nFerry late again\nPier to be sold\n").blocks;
  EXPECT_THAT(Stays(&blocks), ElementsAre(true, true, true, false, false, false));
}

TEST(MarkFurnitureTest, ADurationGoesWithItsTitle) {
  std::vector<Block> blocks =
      SplitLines("2:46\nWatch the crane fall again\n" + std::string(kProse)).blocks;
  EXPECT_THAT(Stays(&blocks), ElementsAre(false, false, true, true, true));
  EXPECT_EQ(blocks[0].removal, RemovalReason::kMedia);
}

TEST(MarkFurnitureTest, TheLineThatSharesMostWordsIsTheTitle) {
  std::vector<Block> blocks = SplitLines(
                                  "Weather and traffic for the whole of the region\n"
                                  "Harbour stays shut for a week after crane fell\n" +
                                  std::string(kProse))
                                  .blocks;
  Stays(&blocks);
  EXPECT_EQ(blocks[1].role, BlockRole::kTitle);
  EXPECT_NE(blocks[0].role, BlockRole::kTitle);
}

TEST(IsPlainProseTest, EveryLineIsAParagraphOfSentences) {
  std::string line;
  while (line.size() < 400)
    line += "The port would stay shut for a week, the harbour authority said. ";
  const std::string prose = line + "\n\n" + line + "\n";
  EXPECT_TRUE(IsPlainProse(SplitLines(prose).blocks));
  EXPECT_FALSE(IsPlainProse(SplitLines(prose + "\nShare\n").blocks));
}

}  // namespace
}  // namespace textanalysis::clean
