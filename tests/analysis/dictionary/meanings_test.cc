#include "analysis/dictionary/meanings.h"

#include <gtest/gtest.h>

#include <numeric>

#include "absl/strings/str_cat.h"

namespace textanalysis::dictionary {
namespace {

std::shared_ptr<const Dictionary> Of(const std::vector<Entry>& entries) {
  Dictionary::Builder builder;
  for (const Entry& entry : entries) EXPECT_TRUE(builder.Add(entry).ok());
  return std::move(builder).Build();
}

// The id that a meaning has, or nothing.
std::string IdOf(const Meanings& meanings, uint32_t meaning) {
  const std::optional<Reference> reference = meanings.Of(meaning);
  return reference ? std::string(reference->Id()) : "";
}

bool Never(std::string_view) { return false; }

TEST(MeaningsTest, AnAliasTakesOneNumberWhereverItStands) {
  std::vector<Entry> entries;
  for (size_t k = 0; k < kMaxSharing; ++k)
    entries.push_back({.id = absl::StrCat("x", k), .name = "A"});
  const Dictionaries dictionaries = {Of(entries)};
  Meanings meanings(dictionaries);
  Match match{1, std::vector<uint32_t>(kMaxSharing)};
  std::iota(match.entries.begin(), match.entries.end(), 0);
  const uint32_t meaning = meanings.Add(0, match);
  const size_t size = meanings.size();
  for (size_t k = 0; k < 1000; ++k) EXPECT_EQ(meanings.Add(0, match), meaning);
  EXPECT_EQ(meanings.size(), size);
  meanings.Decide(Never, {});
  EXPECT_EQ(IdOf(meanings, meaning), "");
}

TEST(MeaningsTest, OtherEntriesDictionariesAndWordsAreOtherMeanings) {
  const Dictionaries dictionaries = {
      Of({{.id = "a", .name = "A", .context = {"c"}}, {.id = "b", .name = "B"}}),
      Of({{.id = "d", .name = "D"}})};
  Meanings meanings(dictionaries);
  const uint32_t one = meanings.Add(0, {1, {0}}), several = meanings.Add(0, {2, {0}}),
                 both = meanings.Add(0, {2, {0, 1}}), second = meanings.Add(1, {1, {0}});
  meanings.Decide(Never, {});
  EXPECT_EQ(IdOf(meanings, one), "a") << "for the alias of several words is certain";
  EXPECT_EQ(IdOf(meanings, several), "a");
  EXPECT_EQ(IdOf(meanings, both), "a");
  EXPECT_EQ(IdOf(meanings, second), "d");
}

TEST(MeaningsTest, AMeaningIsTheFirstEntryOfItsId) {
  const Dictionaries dictionaries = {
      Of({{.id = "a", .name = "A"}, {.id = "b", .name = "A"}, {.id = "a", .name = "A"}})};
  Meanings meanings(dictionaries);
  const uint32_t same = meanings.Add(0, {1, {0, 2}}), all = meanings.Add(0, {1, {0, 1, 2}});
  meanings.Decide(Never, {});
  ASSERT_TRUE(meanings.Of(same) && meanings.Of(all));
  EXPECT_EQ(meanings.Of(same)->entry, 0u);
  EXPECT_EQ(meanings.Of(all)->entry, 0u);
}

}  // namespace
}  // namespace textanalysis::dictionary
