#include "analysis/clean/head.h"

#include <gtest/gtest.h>

namespace textanalysis::clean {
namespace {

TEST(HeadTest, TheFirstStatementOfAKindCounts) {
  Head head;
  head.AddMeta(MetaField::kPublished, "2024-01-02");
  head.AddMeta(MetaField::kPublished, "2024-01-03");
  EXPECT_EQ(head.published, "2024-01-02");
}

TEST(HeadTest, DateWithoutFiguresIsNone) {
  Head head;
  head.AddMeta(MetaField::kPublished, "today");
  EXPECT_EQ(head.published, "");
}

TEST(HeadTest, AuthorsAreNamedOnce) {
  Head head;
  for (const char* name : {"Ana Diaz", " Ana Diaz ", "Bo Li", ""})
    head.AddMeta(MetaField::kAuthor, name);
  EXPECT_EQ(head.authors, (std::vector<std::string>{"Ana Diaz", "Bo Li"}));
}

}  // namespace
}  // namespace textanalysis::clean
