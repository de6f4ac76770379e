#include "analysis/values/value.h"

#include <gtest/gtest.h>

namespace textanalysis::values {
namespace {

TEST(ValueTest, EachKindIsShownAsOneLine) {
  EXPECT_EQ(Show(DateTime{"2024-06-05"}), "2024-06-05");
  EXPECT_EQ(Show(Money{"USD", "5.50"}), "USD 5.50");
  EXPECT_EQ(Show(Money{"", "5"}), "- 5") << "of an unknown currency";
  EXPECT_EQ(Show(Quantity{"12", "[mi_i]"}), "12 [mi_i]");
  EXPECT_EQ(Show(Number{"-0.5"}), "-0.5");
  EXPECT_EQ(Show(Contact{ContactKind::kPhone, "+442079460958"}), "+442079460958");
  EXPECT_EQ(Show(Value{}), "") << "the text does not settle it";
}

TEST(ValueTest, WhatIsShownIsReadBack) {
  const std::pair<Kind, Value> values[] = {
      {Kind::kDateTime, DateTime{"R/P1D"}},
      {Kind::kMoney, Money{"GBP", "10000000"}},
      {Kind::kMoney, Money{"", "5"}},
      {Kind::kPercent, Number{"5.2"}},
      {Kind::kQuantity, Quantity{"-4", "Cel"}},
      {Kind::kNumber, Number{"0"}},
      {Kind::kContact, Contact{ContactKind::kEmail, "ana@post.example"}},
      {Kind::kContact, Contact{ContactKind::kHandle, "@ana"}},
      {Kind::kContact, Contact{ContactKind::kHashtag, "#port"}},
      {Kind::kContact, Contact{ContactKind::kUrl, "https://post.example"}}};
  for (const auto& [kind, value] : values) {
    const auto back = ParseShown(kind, Show(value));
    ASSERT_TRUE(back) << Show(value);
    EXPECT_EQ(*back, value) << Show(value);
  }
}

TEST(ValueTest, WhatIsNoneOfItsKindIsNotRead) {
  const std::pair<Kind, const char*> none[] = {
      {Kind::kMoney, "USD"},    {Kind::kMoney, "5 USD"}, {Kind::kMoney, "USD five"},
      {Kind::kMoney, "USDX 5"}, {Kind::kQuantity, "12"}, {Kind::kQuantity, "km 12"},
      {Kind::kNumber, "1.2.3"}, {Kind::kNumber, "1."},   {Kind::kNumber, "-"},
      {Kind::kPercent, "5 %"},  {Kind::kDateTime, ""},   {Kind::kNone, "5"}};
  for (const auto& [kind, shown] : none) EXPECT_FALSE(ParseShown(kind, shown)) << shown;
}

}  // namespace
}  // namespace textanalysis::values
