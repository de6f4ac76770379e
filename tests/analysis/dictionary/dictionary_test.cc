#include "analysis/dictionary/dictionary.h"

#include <gtest/gtest.h>

#include <chrono>
#include <set>

#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"
#include "tests/support/names.h"

namespace textanalysis::dictionary {
namespace {

using entities::EntityType;

std::shared_ptr<const Dictionary> Of(const std::vector<Entry>& entries) {
  Dictionary::Builder builder;
  for (const Entry& entry : entries) EXPECT_TRUE(builder.Add(entry).ok());
  return std::move(builder).Build();
}

// The ids found at any word of `text`, each with the words that it was found by.
std::set<std::string> FoundIn(const Dictionary& dictionary, const std::string& text) {
  std::set<std::string> out;
  const Words words = WordsOf(text);
  for (size_t k = 0; k < words.words.size(); ++k) {
    for (const Match& match : dictionary.At(text, words, k)) {
      const text::Span bytes{words.words[k].bytes.begin,
                             words.words[k + match.count - 1].bytes.end};
      for (const uint32_t entry : match.entries)
        out.insert(absl::StrCat(std::string(dictionary.Id(entry)), "=",
                                std::string(text::Slice(text, bytes))));
    }
  }
  return out;
}

using Ids = std::set<std::string>;

TEST(DictionaryTest, NamesAndAliasesAreFound) {
  const auto dictionary = Of({{.id = "r", .name = "Fiona Reid", .aliases = {"F. Reid", "Reid"}}});
  EXPECT_EQ(FoundIn(*dictionary, "Fiona  Reid, or F. Reid. Others: Fiona; Reid's"),
            (Ids{"r=Fiona  Reid", "r=Reid", "r=F. Reid"}));
}

TEST(DictionaryTest, WhatStandsBetweenWordsCounts) {
  const auto dictionary = Of({{.id = "o", .name = "O'Neil-Smith & Co"}});
  EXPECT_EQ(FoundIn(*dictionary, "O’Neil‑Smith & Co"), Ids{"o=O’Neil‑Smith & Co"});
  EXPECT_EQ(FoundIn(*dictionary, "O Neil-Smith & Co, O'Neil, Smith & Co"), Ids{});
}

TEST(DictionaryTest, LettersStandAsTheEntryAsks) {
  const auto dictionary = Of({{.id = "name", .name = "Apple"},
                              {.id = "exact", .name = "eBay", .case_rule = CaseRule::kExact},
                              {.id = "ignore", .name = "Łódź", .case_rule = CaseRule::kIgnore}});
  EXPECT_EQ(FoundIn(*dictionary, "apple Apple APPLE aPPle"), (Ids{"name=Apple", "name=APPLE"}));
  EXPECT_EQ(FoundIn(*dictionary, "ebay eBay EBAY"), Ids{"exact=eBay"});
  EXPECT_EQ(FoundIn(*dictionary, "łÓdź"), Ids{"ignore=łÓdź"});
}

TEST(DictionaryTest, AnAliasOfSeveralWordsMayBeginASentence) {
  const auto dictionary = Of({{.id = "r", .name = "the état major"}, {.id = "a", .name = "apple"}});
  EXPECT_EQ(FoundIn(*dictionary, "The état major. Apple."), Ids{"r=The état major"});
  EXPECT_EQ(FoundIn(*dictionary, "The État major"), Ids{});
}

TEST(DictionaryTest, EntriesKeepWhatTheyAreMadeOf) {
  const auto dictionary = Of({{.id = "a", .name = "Ann"},
                              {.id = "r",
                               .name = "“Reid”",
                               .type = EntityType::kPerson,
                               .aliases = {"Iron Fiona"},
                               .context = {"ferry", "West Harbour"}}});
  ASSERT_EQ(dictionary->num_entries(), 2u);
  EXPECT_EQ(dictionary->num_aliases(), 3u);
  EXPECT_EQ(dictionary->Id(1), "r");
  EXPECT_EQ(dictionary->Name(1), "“Reid”");
  EXPECT_EQ(dictionary->Type(1), EntityType::kPerson);
  EXPECT_EQ(dictionary->Context(1), (std::vector<std::string_view>{"ferry", "West Harbour"}));
  EXPECT_TRUE(dictionary->Context(0).empty());
}

TEST(DictionaryTest, WordsOfContextAreThoseOfAllEntriesOfAnId) {
  Dictionary::Builder builder;
  for (size_t k = 0; k < 1000; ++k) {
    const std::string id = absl::StrCat("id", k % 100);
    ASSERT_TRUE(builder.Add({.id = id, .name = absl::StrCat("plain", k)}).ok());
    const Entry entry{.id = id, .name = absl::StrCat("n", k), .context = {absl::StrCat("c", k)}};
    ASSERT_TRUE(builder.Add(entry).ok());
  }
  const auto dictionary = std::move(builder).Build();
  std::set<std::string> asked;
  const auto holds_for = [&](std::string_view wanted) {
    return [&asked, wanted](std::string_view context) {
      asked.insert(std::string(context));
      return context == wanted;
    };
  };
  EXPECT_TRUE(dictionary->HasContextThat("id7", holds_for("c907")));
  asked.clear();
  EXPECT_FALSE(dictionary->HasContextThat("id7", holds_for("c8")));
  EXPECT_EQ(asked, (std::set<std::string>{"c7", "c107", "c207", "c307", "c407", "c507", "c607",
                                          "c707", "c807", "c907"}));
  EXPECT_FALSE(dictionary->HasContextThat("id", holds_for("c8")));
}

TEST(DictionaryTest, AnAliasOfManyEntriesIsRefusedBeforeItCosts) {
  Dictionary::Builder builder;
  size_t taken = 0;
  absl::Status status;
  for (; status.ok() && taken < 2 * kMaxSharing; ++taken)
    status = builder.Add({.id = absl::StrCat("id", taken), .name = "Smith"});
  EXPECT_EQ(taken, kMaxSharing + 1);
  EXPECT_EQ(text::GetErrorDetail(status)->reason, "INVALID_DICTIONARY");
  EXPECT_NE(status.message().find(absl::StrCat(kMaxSharing)), std::string::npos)
      << "the limit is named";
}

TEST(DictionaryTest, NamesOfOneEntryCostWhatTheyAre) {
  Entry entry{.id = "a", .name = "Ann"};
  for (int k = 0; k < 200'000; ++k) entry.aliases.push_back(absl::StrCat("n", k));
  entry.aliases.push_back("n7");
  Dictionary::Builder builder;
  ASSERT_TRUE(builder.Add(entry).ok());
  EXPECT_EQ(builder.num_aliases(), 200'001u) << "a name that comes twice is one";
}

TEST(DictionaryTest, AMillionAliasesAreAllFound) {
  constexpr size_t kEntries = 250'000, kAliases = 4;
  const auto begin = std::chrono::steady_clock::now();
  Dictionary::Builder builder;
  for (size_t k = 0; k < kEntries; ++k) {
    Entry entry{.id = absl::StrCat("Q", k), .name = testing::InventedName(kAliases * k)};
    for (size_t a = 1; a < kAliases; ++a)
      entry.aliases.push_back(testing::InventedName(kAliases * k + a));
    ASSERT_TRUE(builder.Add(entry).ok());
  }
  const auto dictionary = std::move(builder).Build();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  ASSERT_EQ(dictionary->num_aliases(), kEntries * kAliases);
  RecordProperty("seconds", absl::StrCat(taken.count()));
  RecordProperty("mebibytes", absl::StrCat(dictionary->bytes() >> 20));
  EXPECT_LE(dictionary->bytes(), 100'000'000u);
  size_t wrong = 0;
  for (size_t k = 0; k < kEntries * kAliases; k += 7) {
    const std::string text = absl::StrCat("It was ", testing::InventedName(k), " who did.");
    const Ids found = FoundIn(*dictionary, text);
    wrong += found != Ids{absl::StrCat("Q", k / kAliases, "=", testing::InventedName(k))} ? 1 : 0;
  }
  EXPECT_EQ(wrong, 0u);
}

}  // namespace
}  // namespace textanalysis::dictionary
