#include "analysis/values/values.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tests/support/bundle.h"

namespace textanalysis::values {
namespace {

struct Case {
  const char* name;
  const char* text;
  const char* words;
  Kind type;
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
        Case{"Scaled", "worth £4.2m now", "£4.2m", Kind::kMoney, Money{"GBP", "4200000"}},
        Case{"Billion", "$1.25 billion", "$1.25 billion", Kind::kMoney, Money{"USD", "1250000000"}},
        Case{"Words", "5 million euros", "5 million euros", Kind::kMoney, Money{"EUR", "5000000"}},
        Case{"Percent", "rose 5.2 per cent", "5.2 per cent", Kind::kPercent, Number{"5.2"}},
        Case{"DayMonthYear", "on 3 June 2024", "3 June 2024", Kind::kDateTime,
             DateTime{"2024-06-03"}},
        Case{"MonthDay", "on May 4", "May 4", Kind::kDateTime, DateTime{"2024-05-04"}},
        Case{"MonthYear", "since March 2021", "March 2021", Kind::kDateTime, DateTime{"2021-03"}},
        Case{"Iso", "2024-02-29", "2024-02-29", Kind::kDateTime, DateTime{"2024-02-29"}},
        Case{"NoSuchDay", "on 31 June 2024", "31 June 2024", Kind::kDateTime, Value{}},
        Case{"Weekday", "on Monday", "Monday", Kind::kDateTime, DateTime{"2024-06-03"}},
        Case{"Yesterday", "it fell yesterday", "yesterday", Kind::kDateTime,
             DateTime{"2024-06-04"}},
        Case{"Duration", "for 3 weeks", "3 weeks", Kind::kDateTime, DateTime{"P3W"}},
        Case{"Minutes", "a 40-minute call took 40 minutes", "40-minute", Kind::kDateTime,
             DateTime{"PT40M"}},
        Case{"Quantity", "12 miles off", "12 miles", Kind::kQuantity, Quantity{"12", "[mi_i]"}},
        Case{"Number", "more than 100,000 troops", "100,000", Kind::kNumber, Number{"100000"}},
        Case{"Url", "at https://a.example/b.", "https://a.example/b", Kind::kContact, Value{}},
        Case{"Handle", "via @tide_news", "@tide_news", Kind::kContact, Value{}}),
    [](const auto& param) { return param.param.name; });

// A value as the table writes it.
std::string Show(const Value& value) {
  if (const auto* v = std::get_if<DateTime>(&value)) return v->iso8601;
  if (const auto* v = std::get_if<Money>(&value)) return v->currency_code + " " + v->amount;
  if (const auto* v = std::get_if<Quantity>(&value)) return v->amount + " " + v->unit;
  if (const auto* v = std::get_if<Number>(&value)) return v->decimal;
  return "";
}

TEST(ValuesTableTest, FirstValueOfEachRowIsFound) {
  const std::map<std::string, Kind> kinds = {
      {"money", Kind::kMoney},       {"percent", Kind::kPercent}, {"date_time", Kind::kDateTime},
      {"quantity", Kind::kQuantity}, {"number", Kind::kNumber},   {"contact", Kind::kContact}};
  std::ifstream table(testing::SourceDir() + "/tests/analysis/values/values.tsv");
  size_t rows = 0;
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with("#")) continue;
    ++rows;
    const std::vector<std::string> row = absl::StrSplit(line, '\t');
    const std::string text = absl::StrReplaceAll(row[1], {{"[", ""}, {"]", ""}});
    const auto values = FindValues(text, absl::CivilDay(2024, 6, 5));
    if (row[0] == "none") {
      EXPECT_TRUE(values.empty()) << line << " -> " << Slice(text, values[0].span);
      continue;
    }
    ASSERT_FALSE(values.empty()) << line;
    const size_t open = row[1].find('['), close = row[1].find(']');
    EXPECT_EQ(Slice(text, values[0].span), row[1].substr(open + 1, close - open - 1)) << line;
    EXPECT_EQ(values[0].type, kinds.at(row[0])) << line;
    EXPECT_EQ(Show(values[0].value), row[2]) << line;
  }
  EXPECT_GE(rows, 400);
}

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
}  // namespace textanalysis::values
