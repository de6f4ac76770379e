#include "analysis/names/consistency.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::names {
namespace {

using reader::NameType;
using reader::TaggedName;

constexpr auto kPerson = NameType::kPerson;
constexpr auto kPlace = NameType::kLocation;
constexpr auto kTeam = NameType::kOrganization;

AgreementNumbers Numbers() { return AgreementNumbers::Create(testing::TestBundle()).value(); }

// Names at these tokens of the text "Ana Leeds of Leeds met LEEDS and Leeds ."
std::vector<NameType> TypesAfter(std::vector<TaggedName> names) {
  const std::string text = "Ana Leeds of Leeds met LEEDS and Leeds .";
  const syntax::Parser parser(testing::TestBundle());
  const syntax::Syntax s = parser.Parse(text);
  MakeNamesAgree(s, Numbers(), {}, &names);
  std::vector<NameType> types;
  for (const TaggedName& name : names) types.push_back(name.type);
  return types;
}

TEST(ConsistencyTest, SurnameOfAClearNameIsThatPerson) {
  EXPECT_EQ(TypesAfter({{{0, 2}, kPerson, 0.95f}, {{3, 4}, kPlace, 0.8f}, {{5, 6}, kTeam, 0.5f}}),
            (std::vector{kPerson, kPerson, kPerson}));
}

TEST(ConsistencyTest, ClearNameOfAnotherTypeStays) {
  EXPECT_EQ(TypesAfter({{{0, 2}, kPerson, 0.95f}, {{3, 4}, kPlace, 0.95f}}),
            (std::vector{kPerson, kPlace}));
}

TEST(ConsistencyTest, DoubtfulFullNameTellsNothing) {
  EXPECT_EQ(TypesAfter({{{0, 2}, kPerson, 0.6f}, {{3, 4}, kPlace, 0.5f}}),
            (std::vector{kPerson, kPlace}));
}

TEST(ConsistencyTest, DoubtfulNameFollowsItsEquals) {
  EXPECT_EQ(TypesAfter({{{3, 4}, kPlace, 0.9f}, {{5, 6}, kTeam, 0.5f}, {{7, 8}, kPlace, 0.8f}}),
            (std::vector{kPlace, kPlace, kPlace}));
}

TEST(ConsistencyTest, DoubtfulWordThatBeginsAClearOrganisationIsIt) {
  const std::string text = "Mercantile Bank fell ; Mercantile said so .";
  const syntax::Parser parser(testing::TestBundle());
  const syntax::Syntax s = parser.Parse(text);
  std::vector<TaggedName> names = {{{0, 2}, kTeam, 0.9f}, {{4, 5}, kPerson, 0.5f}};
  MakeNamesAgree(s, Numbers(), {}, &names);
  EXPECT_EQ(names[1].type, kTeam);
  names[1] = {{4, 5}, kPlace, 0.5f};
  MakeNamesAgree(s, Numbers(), {}, &names);
  EXPECT_EQ(names[1].type, kPlace) << "places begin the names of many organisations";
}

TEST(ConsistencyTest, ClearEqualRaisesConfidence) {
  const std::string text = "Leeds and Leeds";
  const syntax::Parser parser(testing::TestBundle());
  const syntax::Syntax s = parser.Parse(text);
  std::vector<TaggedName> names = {{{0, 1}, kPlace, 0.9f}, {{2, 3}, kPlace, 0.5f}};
  MakeNamesAgree(s, Numbers(), {}, &names);
  EXPECT_FLOAT_EQ(names[0].confidence, 0.9f);
  EXPECT_FLOAT_EQ(names[1].confidence, 0.6f);
}

TEST(ConsistencyTest, WithoutAClearMajorityTypesStay) {
  EXPECT_EQ(TypesAfter({{{3, 4}, kPlace, 0.6f}, {{5, 6}, kTeam, 0.5f}}),
            (std::vector{kPlace, kTeam}));
}

}  // namespace
}  // namespace textanalysis::names
