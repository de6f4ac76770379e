#include "analysis/entities/values.h"

#include <gtest/gtest.h>

namespace textanalysis::entities {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* words;
  EntityType type;
  Value value;
};

class ValuesTest : public ::testing::TestWithParam<Case> {};

TEST_P(ValuesTest, FirstValueIsNormalised) {
  const std::string text = GetParam().text;
  const auto values = FindValues(text, absl::CivilDay(2024, 6, 5));  // A Wednesday.
  ASSERT_FALSE(values.empty());
  EXPECT_EQ(Slice(text, values[0].span), GetParam().words);
  EXPECT_EQ(values[0].type, GetParam().type);
  EXPECT_EQ(values[0].value, GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    Values, ValuesTest,
    ::testing::Values(
        Case{"Scaled", "worth £4.2m now", "£4.2m", EntityType::kMoney, Money{"GBP", "4200000"}},
        Case{"Billion", "$1.25 billion", "$1.25 billion", EntityType::kMoney,
             Money{"USD", "1250000000"}},
        Case{"Words", "5 million euros", "5 million euros", EntityType::kMoney,
             Money{"EUR", "5000000"}},
        Case{"Percent", "rose 5.2 per cent", "5.2 per cent", EntityType::kPercent, Number{"5.2"}},
        Case{"DayMonthYear", "on 3 June 2024", "3 June 2024", EntityType::kDateTime,
             DateTime{"2024-06-03"}},
        Case{"MonthDay", "on May 4", "May 4", EntityType::kDateTime, DateTime{"2024-05-04"}},
        Case{"MonthYear", "since March 2021", "March 2021", EntityType::kDateTime,
             DateTime{"2021-03"}},
        Case{"Iso", "2024-02-29", "2024-02-29", EntityType::kDateTime, DateTime{"2024-02-29"}},
        Case{"NoSuchDay", "on 31 June 2024", "31 June 2024", EntityType::kDateTime, Value{}},
        Case{"Weekday", "on Monday", "Monday", EntityType::kDateTime, DateTime{"2024-06-03"}},
        Case{"Yesterday", "it fell yesterday", "yesterday", EntityType::kDateTime,
             DateTime{"2024-06-04"}},
        Case{"Duration", "for 3 weeks", "3 weeks", EntityType::kDateTime, DateTime{"P3W"}},
        Case{"Minutes", "a 40-minute call took 40 minutes", "40-minute", EntityType::kDateTime,
             DateTime{"PT40M"}},
        Case{"Quantity", "12 miles off", "12 miles", EntityType::kQuantity,
             Quantity{"12", "[mi_i]"}},
        Case{"Number", "more than 100,000 troops", "100,000", EntityType::kNumber,
             Number{"100000"}},
        Case{"Url", "at https://a.example/b.", "https://a.example/b", EntityType::kContact,
             Value{}},
        Case{"Handle", "via @tide_news", "@tide_news", EntityType::kContact, Value{}}),
    [](const auto& param) { return param.param.name; });

TEST(ValuesWithoutReferenceTest, RelativeDaysHaveNoValue) {
  const auto values = FindValues("yesterday", std::nullopt);
  ASSERT_EQ(values.size(), 1u);
  EXPECT_EQ(values[0].value, Value{});
}

TEST(ValuesOverlapTest, OverlapsAreResolved) {
  const auto values = FindValues("On 3 June 2024 it paid $5m to 12 people.", std::nullopt);
  ASSERT_EQ(values.size(), 3u);
  for (size_t k = 1; k < values.size(); ++k)
    EXPECT_LE(values[k - 1].span.end, values[k].span.begin);
}

}  // namespace
}  // namespace textanalysis::entities
