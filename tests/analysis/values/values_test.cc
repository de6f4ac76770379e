#include "analysis/values/values.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "analysis/values/decimal.h"
#include "tests/support/bundle.h"

namespace textanalysis::values {
namespace {

const absl::CivilDay kWednesday(2024, 6, 5);

const std::map<std::string, Kind>& Kinds() {
  static const std::map<std::string, Kind> kKinds = {
      {"money", Kind::kMoney},       {"percent", Kind::kPercent}, {"date_time", Kind::kDateTime},
      {"quantity", Kind::kQuantity}, {"number", Kind::kNumber},   {"contact", Kind::kContact}};
  return kKinds;
}

std::vector<ValueMention> Find(const std::string& text,
                               std::optional<absl::CivilDay> reference = kWednesday) {
  static const syntax::Parser kParser(testing::TestBundle());
  static const Finder kFinder(testing::TestBundle());
  return kFinder.Find(kParser.Parse(text), reference, {}).value();
}

// The details of the first value.
Details DetailsOf(const std::string& text) {
  const auto values = Find(text);
  return values.empty() ? Details{} : *values[0].details;
}

std::string FirstShown(const std::string& text,
                       std::optional<absl::CivilDay> reference = kWednesday) {
  const auto values = Find(text, reference);
  return values.empty() ? "nothing" : Show(values[0].value);
}

std::vector<std::vector<std::string>> Table(const std::string& path) {
  std::vector<std::vector<std::string>> rows;
  const std::string table = testing::ReadSourceFile(path);
  for (const absl::string_view piece : absl::StrSplit(table, '\n', absl::SkipEmpty())) {
    const std::string line(piece);
    if (!line.starts_with("#")) rows.push_back(absl::StrSplit(line, '\t'));
  }
  return rows;
}

// Checks that the first value of a marked text is the one in brackets.
void ExpectMarked(const std::string& marked, const std::string& kind, const std::string& shown) {
  SCOPED_TRACE(marked);
  const std::string text = absl::StrReplaceAll(marked, {{"[", ""}, {"]", ""}});
  const auto values = Find(text);
  ASSERT_FALSE(values.empty());
  const size_t open = marked.find('['), close = marked.find(']');
  EXPECT_EQ(Slice(text, values[0].span), marked.substr(open + 1, close - open - 1));
  EXPECT_EQ(values[0].type, Kinds().at(kind));
  if (kind != "contact" || !shown.empty()) {
    EXPECT_EQ(Show(values[0].value), shown);
  }
}

TEST(ValuesTableTest, FirstValueOfEachRowIsFound) {
  const auto rows = Table("tests/analysis/values/values.tsv");
  for (const std::vector<std::string>& row : rows) {
    if (row[0] == "none") {
      EXPECT_TRUE(Find(row[1]).empty()) << row[1];
    } else {
      ExpectMarked(row[1], row[0], row.size() > 2 ? row[2] : "");
    }
  }
  EXPECT_GE(rows.size(), 400u);
}

// Which rows a newsroom's reader sees: docs/values.md is this table.
TEST(ValuesGrammarTest, EachFormIsReadAndDocumented) {
  std::string page =
      "# Values\n\nWhat `ExtractEntities` reads as a value, with an example each, and its "
      "normalised "
      "form. The reference day of the\nexamples is Wednesday 5 June 2024. This page is made from "
      "tests/analysis/values/grammar.tsv by its test.\n";
  std::string section;
  for (const std::vector<std::string>& row : Table("tests/analysis/values/grammar.tsv")) {
    ASSERT_EQ(row.size(), 5u);
    ExpectMarked(row[2], row[3], row[4]);
    if (row[0] != section) {
      section = row[0];
      page += "\n## " + section + "\n\n| read | example | value |\n| --- | --- | --- |\n";
    }
    page += "| " + row[1] + " | " + absl::StrReplaceAll(row[2], {{"[", "**"}, {"]", "**"}}) +
            " | " + (row[4].empty() ? "" : "`" + row[4] + "`") + " |\n";
  }
  page += "\n## Codes\n\nWhat stands in values for words.\n\n| code | means |\n| --- | --- |\n";
  for (const std::vector<std::string>& row : Table("tests/analysis/values/codes.tsv"))
    page += "| `" + row[0] + "` | " + row[1] + " |\n";
  const std::string path = testing::SourceDir() + "/docs/values.md";
  if (std::getenv("TA_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << page;
  EXPECT_EQ(testing::ReadSourceFile("docs/values.md"), page)
      << "run with TA_UPDATE_GOLDEN=1 and review the difference";
}

// Nobody can guess the codes of seasons and of the parts of a day.
TEST(ValuesGrammarTest, EachCodeOfALexiconIsExplained) {
  std::set<std::string> explained;
  for (const std::vector<std::string>& row : Table("tests/analysis/values/codes.tsv"))
    explained.insert(row[0]);
  for (const std::vector<std::string>& row : Table("data/en/value_words.tsv")) {
    if (row.size() < 3 || (row[1] != "season" && row[1] != "part")) continue;
    EXPECT_TRUE(explained.contains(row[2])) << row[2];
  }
}

TEST(ValuesPropertyTest, EachValueShowsAndParsesBackToItself) {
  for (const char* path :
       {"tests/analysis/values/values.tsv", "tests/analysis/values/grammar.tsv"}) {
    for (const std::vector<std::string>& row : Table(path)) {
      for (const std::string& cell : row) {
        for (const ValueMention& v : Find(absl::StrReplaceAll(cell, {{"[", ""}, {"]", ""}}))) {
          const std::string shown = Show(v.value);
          if (shown.empty()) continue;
          const std::optional<Value> back = ParseShown(v.type, shown);
          ASSERT_TRUE(back) << cell << " -> " << shown;
          EXPECT_EQ(Show(*back), shown);
          if (v.type != Kind::kContact) {
            EXPECT_EQ(*back, v.value) << shown;
          }
        }
      }
    }
  }
}

TEST(ValuesPropertyTest, AmountsAreReadFromTheirOwnForm) {
  for (const char* amount : {"USD 5", "GBP 0.50", "MYR 42000000", "INR 1234567.89", "JPY 1000"}) {
    EXPECT_EQ(FirstShown(amount), amount);
  }
  for (const char* date : {"2024-02-29", "1999-12-31", "2024-06-05T15:30"}) {
    EXPECT_EQ(FirstShown(date, std::nullopt), date);
  }
}

TEST(ValuesReferenceTest, OpenDatesStayOpen) {
  EXPECT_EQ(FirstShown("yesterday", std::nullopt), "");
  EXPECT_EQ(FirstShown("on 3 June", std::nullopt), "XXXX-06-03");
  EXPECT_EQ(FirstShown("in December", std::nullopt), "XXXX-12");
}

TEST(ValuesTenseTest, TheNearestVerbDecides) {
  EXPECT_EQ(FirstShown("Voters go to the polls this coming Sunday."), "2024-06-09");
  EXPECT_EQ(FirstShown("He has been in custody since October."), "2023-10");
  EXPECT_EQ(FirstShown("The results will be announced Saturday."), "2024-06-08");
  EXPECT_EQ(FirstShown("On Saturday she was arrested."), "2024-06-01");
  EXPECT_EQ(FirstShown("On Saturday she will fly home."), "2024-06-08");
  EXPECT_EQ(FirstShown("The case, which began badly, is expected to end in March."), "2025-03");
}

TEST(ValuesRangeTest, EndsShareUnitAndScale) {
  const auto values = Find("It will cost between £10 and £20 million.");
  ASSERT_EQ(values.size(), 2u);
  EXPECT_EQ(Show(values[0].value), "GBP 10000000");
  EXPECT_EQ(Show(values[1].value), "GBP 20000000");
  EXPECT_EQ(values[0].details->range_low, "10000000");
  EXPECT_EQ(values[1].details->range_high, "20000000");
  const auto distance = Find("a walk of 5-10 km");
  ASSERT_EQ(distance.size(), 2u);
  EXPECT_EQ(Show(distance[0].value), "5 km");
  EXPECT_EQ(Show(distance[1].value), "10 km");
}

TEST(ValuesDetailsTest, HedgesPeriodsAndZonesAreKept) {
  EXPECT_EQ(DetailsOf("about 300 people").approximation, Approximation::kAbout);
  EXPECT_EQ(DetailsOf("more than $5m").approximation, Approximation::kMoreThan);
  EXPECT_EQ(DetailsOf("at least 12 men").approximation, Approximation::kAtLeast);
  EXPECT_EQ(DetailsOf("up to 40 miles").approximation, Approximation::kAtMost);
  EXPECT_EQ(DetailsOf("no more than 40 miles").approximation, Approximation::kAtMost);
  EXPECT_EQ(DetailsOf("no fewer than 12 men").approximation, Approximation::kAtLeast);
  EXPECT_EQ(DetailsOf("in excess of $5m").approximation, Approximation::kMoreThan);
  EXPECT_EQ(DetailsOf("40 miles or less").approximation, Approximation::kAtMost);
  EXPECT_EQ(DetailsOf("two weeks or so").approximation, Approximation::kAbout);
  EXPECT_EQ(DetailsOf("100-plus people").approximation, Approximation::kAtLeast);
  EXPECT_EQ(DetailsOf("over Christmas 2023").approximation, Approximation::kNone);
  EXPECT_EQ(DetailsOf("paid $650 a week").per, "wk");
  EXPECT_EQ(DetailsOf("one third of it").fraction, "1/3");
  EXPECT_TRUE(DetailsOf("the 34th floor").ordinal);
  EXPECT_EQ(DetailsOf("at 15:30 GMT").time_zone, "Z");
  EXPECT_EQ(DetailsOf("last week").first_day, "2024-05-27");
  EXPECT_EQ(DetailsOf("last week").last_day, "2024-06-02");
  EXPECT_EQ(DetailsOf("last week").precision, Precision::kWeek);
}

TEST(ValuesNamesTest, TheHolderWins) {
  const std::string text = "A US$5m deal with August Wilson";
  auto values = Find(text);
  const std::vector<text::Span> names = {{text.find("US"), text.find("US") + 2},
                                         {text.find("August"), text.size()}};
  const std::vector<bool> stays = SettleWithNames(names, &values);
  EXPECT_EQ(stays, (std::vector<bool>{false, true}));
  ASSERT_EQ(values.size(), 1u);
  EXPECT_EQ(Show(values[0].value), "USD 5000000");
}

TEST(ValuesNamesTest, ANameHoldsItsNumber) {
  const std::string text = "a Norvida 747 with 300 people";
  auto values = Find(text);
  ASSERT_EQ(values.size(), 2u);
  const size_t begin = text.find("Norvida");
  EXPECT_EQ(SettleWithNames({{begin, begin + 11}}, &values), std::vector<bool>{true});
  ASSERT_EQ(values.size(), 1u);
  EXPECT_EQ(Show(values[0].value), "300");
}

TEST(ValuesNamesTest, AMonthAloneThatIsANameIsNone) {
  const std::string text = "a report in May said";
  auto values = Find(text);
  ASSERT_EQ(values.size(), 1u);
  const size_t may = text.find("May");
  EXPECT_EQ(SettleWithNames({{may, may + 3}}, &values), std::vector<bool>{true});
  EXPECT_TRUE(values.empty());
}

TEST(ValuesBoundsTest, LongNumbersAreExactUpToTheBound) {
  const std::string digits(Decimal::kMaxDigits, '7');
  EXPECT_EQ(FirstShown("about " + digits + " of them"), digits);
  EXPECT_EQ(FirstShown("about " + digits + "7 of them"), "nothing");
}

TEST(ValuesBoundsTest, ASpentBudgetStops) {
  const syntax::Parser parser(testing::TestBundle());
  const Finder finder(testing::TestBundle());
  std::stop_source source;
  source.request_stop();
  const auto values =
      finder.Find(parser.Parse("it cost $5"), std::nullopt, {.stop = source.get_token()});
  EXPECT_EQ(values.status().code(), absl::StatusCode::kCancelled);
}

// Time over twice the text is about twice as long, also where a value never ends.
TEST(ValuesBoundsTest, TimeIsLinear) {
  const syntax::Parser parser(testing::TestBundle());
  const Finder finder(testing::TestBundle());
  const auto seconds = [&](const std::string& text) {
    double best = 1e9;
    const syntax::Syntax s = parser.Parse(text);
    for (int run = 0; run < 3; ++run) {
      const auto begin = std::chrono::steady_clock::now();
      EXPECT_TRUE(finder.Find(s, kWednesday, {}).ok());
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
      best = std::min(best, taken.count());
    }
    return best;
  };
  for (const char* piece :
       {"1,", "1.", "111,111,", "two hundred and ", "between 1 and ", "£", "-1", "of the ",
        "3 pesos ", "Monday to ", "1 000 ", "a@", "half a ", "1/", "May 1 to "}) {
    std::string text;
    while (text.size() < 20000) text += piece;
    const double once = seconds(text), twice = seconds(text + text);
    EXPECT_LT(twice, 4 * once + 0.05) << piece;
  }
}

// Each phrase within a phrase takes room on the stack, so that their depth has a bound.
TEST(ValuesTest, AChainOfPhrasesWithoutEndIsRead) {
  for (const std::string link : {"the day before ", "the end of the day after ",
                                 "the morning of the day after ", "one in "}) {
    std::string chain;
    for (int k = 0; k < 50'000; ++k) chain += link;
    EXPECT_LT(Find(chain + "five").size(), 60'000u) << link;
  }
}

}  // namespace
}  // namespace textanalysis::values
