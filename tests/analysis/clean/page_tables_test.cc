#include "analysis/clean/page_tables.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::clean {
namespace {

Block Read(std::string text) {
  static const PageTables kTables(testing::TestBundle());
  std::vector<Block> blocks(1);
  blocks[0].text = std::move(text);
  kTables.ReadLines(&blocks);
  return blocks[0];
}

TEST(PageTablesTest, ShortLinesStateDaysInManyLanguages) {
  for (const char* line :
       {"Published November 19th, 2019", "publiziert am 30. Juli 2018", "19 de noviembre de 2019",
        "3 juni 2021", "30.07.2018, 14:00", "2019年11月19日"})
    EXPECT_TRUE(Read(line).states_day) << line;
  for (const char* line : {"yesterday", "Page 3 of 12", "2019-02-30",
                           "On 19 November 2019 the ferry stopped for good, and nobody was glad."})
    EXPECT_FALSE(Read(line).states_day) << line;
}

TEST(PageTablesTest, FurnitureAndBylinesAreTold) {
  EXPECT_TRUE(Read("Advertisement").furniture.has_value());
  EXPECT_TRUE(Read("By Ana Diaz").is_byline);
  const Block prose = Read("The minister read the letter aloud.");
  EXPECT_FALSE(prose.furniture || prose.is_byline || prose.states_day);
}

}  // namespace
}  // namespace textanalysis::clean
