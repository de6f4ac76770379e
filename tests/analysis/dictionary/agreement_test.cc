#include "analysis/dictionary/agreement.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/support/bundle.h"

namespace textanalysis::dictionary {
namespace {

using entities::EntityType;
using entities::KnownEntity;
using reader::NameType;
using reader::TaggedName;

std::shared_ptr<const Dictionary> Of(const std::vector<Entry>& entries) {
  Dictionary::Builder builder;
  for (const Entry& entry : entries) EXPECT_TRUE(builder.Add(entry).ok());
  return std::move(builder).Build();
}

bool IsMister(std::string_view word) { return word == "mr."; }

// The names after aliases are among them: "Ana Diaz=q1 Leith=".
std::string After(const std::string& text, const Dictionaries& dictionaries,
                  std::vector<TaggedName> names = {}) {
  const syntax::Parser parser(testing::TestBundle());
  const syntax::Syntax s = parser.Parse(text);
  const std::vector<KnownEntity> known = *MarkKnown(s, dictionaries, IsMister, {}, &names);
  std::string out;
  for (const TaggedName& name : names) {
    absl::StrAppend(&out, out.empty() ? "" : " ",
                    std::string(text::Slice(text, s.Bytes(name.tokens))), "=",
                    name.known < known.size() ? known[name.known].id : "");
  }
  return out;
}

const Entry kReid = {.id = "reid", .name = "Fiona Reid", .type = EntityType::kPerson};

TEST(AgreementTest, AnAliasThatTheModelMissedIsAName) {
  EXPECT_EQ(After("Then Fiona Reid’s boat left.", {Of({kReid})}), "Fiona Reid=reid");
}

TEST(AgreementTest, ASignAtTheEndOfANameIsPartOfIt) {
  const auto dictionary = Of({{.id = "cpp", .name = "C++"}, {.id = "disney", .name = "Disney+"}});
  EXPECT_EQ(After("Vitamin C and C++ on Disney+, not Disney.", {dictionary}),
            "C++=cpp Disney+=disney");
}

TEST(AgreementTest, TheLongerOfAliasAndNameCounts) {
  const auto dictionary =
      Of({{.id = "york", .name = "York"}, {.id = "np", .name = "New York Post"}});
  // "New York" of "New York", "York" of "York Minster", "New York" of "New York Post".
  EXPECT_EQ(After("New York fell.", {dictionary}, {{{0, 2}, NameType::kLocation, 0.9f}}),
            "New York=");
  EXPECT_EQ(After("The New York Post fell.", {dictionary}, {{{1, 3}, NameType::kLocation, 0.9f}}),
            "New York Post=np");
}

TEST(AgreementTest, OfEqualOnesTheAliasCountsWithItsType) {
  std::vector<TaggedName> names = {{{0, 2}, NameType::kLocation, 0.9f}};
  const syntax::Parser parser(testing::TestBundle());
  const std::string text = "Fiona Reid left.";
  const syntax::Syntax s = parser.Parse(text);
  const std::vector<KnownEntity> known = *MarkKnown(s, {Of({kReid})}, IsMister, {}, &names);
  ASSERT_EQ(known.size(), 1u);
  EXPECT_EQ(known[0].name, "Fiona Reid");
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].type, NameType::kPerson);
  EXPECT_EQ(names[0].confidence, 1);
}

TEST(AgreementTest, TitlesDoNotMakeANameLonger) {
  EXPECT_EQ(After("Mr. Fiona Reid left.", {Of({kReid})}, {{{0, 3}, NameType::kPerson, 0.9f}}),
            "Mr. Fiona Reid=reid");
  EXPECT_EQ(After("Old Fiona Reid left.", {Of({kReid})}, {{{0, 3}, NameType::kPerson, 0.9f}}),
            "Old Fiona Reid=");
}

TEST(AgreementTest, OfOverlappingAliasesTheFirstAndLongestCounts) {
  const auto dictionary = Of({{.id = "b", .name = "Bank"},
                              {.id = "be", .name = "Bank of England"},
                              {.id = "en", .name = "England Rugby"}});
  EXPECT_EQ(After("The Bank of England Rugby club", {dictionary}), "Bank of England=be");
}

TEST(AgreementTest, AliasesEndWhereWordsDo) {
  EXPECT_EQ(After("Fiona Reid-Jones left, Fiona\n\nReid stayed.", {Of({kReid})}), "");
}

TEST(AgreementTest, AnAliasOfSeveralNeedsAnotherAliasOrContext) {
  const auto dictionary = Of(
      {{.id = "mp", .name = "Ana Smith", .aliases = {"Smith"}, .context = {"parliament"}},
       {.id = "cook", .name = "Bo Smith", .aliases = {"Smith"}, .context = {"soup", "oven dish"}}});
  EXPECT_EQ(After("Smith left.", {dictionary}), "");
  EXPECT_EQ(After("Smith left parliament.", {dictionary}), "Smith=mp");
  EXPECT_EQ(After("Smith made an Oven-ready dish.", {dictionary}), "Smith=cook");
  EXPECT_EQ(After("Smith left parliament for soup.", {dictionary}), "");
  EXPECT_EQ(After("Ana Smith left. Smith ate soup.", {dictionary}), "Ana Smith=mp Smith=mp");
}

TEST(AgreementTest, ASingleWordWithContextNeedsIt) {
  const auto dictionary = Of({{.id = "o", .name = "Orange", .context = {"phone"}}});
  EXPECT_EQ(After("Orange fell.", {dictionary}), "");
  EXPECT_EQ(After("Orange sold a phone.", {dictionary}), "Orange=o");
}

TEST(AgreementTest, TheContextOfAnIdIsThatOfAllItsEntries) {
  const Entry orange{.id = "q", .name = "Orange", .context = {"telecoms"}};
  const Entry mango{.id = "q", .name = "Mango", .context = {"fruit"}};
  const Entry sa{.id = "q", .name = "Orange SA", .aliases = {"Orange"}, .context = {"mobile"}};
  const std::string before = "Orange fell. Then Mango rose on fruit sales.";
  const std::string behind = "Then Mango rose on fruit sales. Orange fell.";
  for (const Dictionaries& dictionaries :
       {Dictionaries{Of({orange, mango, sa})}, Dictionaries{Of({sa, mango, orange})},
        Dictionaries{Of({orange}), Of({sa, mango})}}) {
    EXPECT_EQ(After(before, dictionaries), "Orange=q Mango=q");
    EXPECT_EQ(After(behind, dictionaries), "Mango=q Orange=q");
    EXPECT_EQ(After("Orange fell on mobile phones.", dictionaries), "Orange=q");
    EXPECT_EQ(After("Orange fell for fruit.", dictionaries), "Orange=q");
    EXPECT_EQ(After("Orange fell.", dictionaries), "");
  }
}

TEST(AgreementTest, ASingleWordThatAnyOfItsEntriesListsContextForNeedsIt) {
  const Entry plain{.id = "o", .name = "Orange"};
  const Entry listed{.id = "o", .name = "Orange", .context = {"phone"}};
  EXPECT_EQ(After("Orange fell.", {Of({plain, listed})}), "");
  EXPECT_EQ(After("Orange fell.", {Of({listed, plain})}), "");
}

TEST(AgreementTest, TheFirstDictionaryCountsMost) {
  const auto first = Of({{.id = "first", .name = "Fiona Reid"}});
  EXPECT_EQ(After("Fiona Reid left.", {first, Of({kReid})}), "Fiona Reid=first");
}

}  // namespace
}  // namespace textanalysis::dictionary
