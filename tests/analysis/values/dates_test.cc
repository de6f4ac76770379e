#include "analysis/values/dates.h"

#include <gtest/gtest.h>

#include "tests/analysis/values/paragraph.h"

namespace textanalysis::values {
namespace {

const DateContext kWednesday{.reference = absl::CivilDay(2024, 6, 5)};

// The date that begins at `from` in `text`, and its words.
std::string Read(const std::string& text, const std::string& from,
                 const DateContext& context = kWednesday) {
  const Paragraph p(text);
  const auto found = ReadDate(p.reader(), p.At(from), context);
  if (!found) return "nothing";
  return Show(found->value) + " = " + std::string(p.reader().Surface(found->begin, found->end));
}
std::string Read(const std::string& text) { return Read(text, text.substr(0, 1)); }

TEST(DatesTest, TheLongestDateIsRead) {
  EXPECT_EQ(Read("3 June 2024 at 3pm in Leith"), "2024-06-03T15:00 = 3 June 2024 at 3pm");
  EXPECT_EQ(Read("March to May 2019"), "2019-03/2019-05 = March to May 2019");
  EXPECT_EQ(Read("2019-11-19 was"), "2019-11-19 = 2019-11-19");
}

TEST(DatesTest, MonthsInFiguresAreToldFromRangesOfYears) {
  EXPECT_EQ(Read("2015-12 was warm"), "2015-12 = 2015-12");
  EXPECT_EQ(Read("1815-06 was wet"), "1815-06 = 1815-06");
  EXPECT_EQ(Read("12/2015 was warm"), "2015-12 = 12/2015");
  EXPECT_NE(Read("2010-12 were good years"), "2010-12 = 2010-12") << "two years";
}

TEST(DatesTest, TheOrderOfFiguresIsTheDocuments) {
  EXPECT_EQ(Read("03/04/2019", "03"), "2019-03-04 = 03/04/2019");
  EXPECT_EQ(Read("03/04/2019", "03", {.day_first = true}), "2019-04-03 = 03/04/2019");
  EXPECT_EQ(Read("22/04/2019", "22"), "2019-04-22 = 22/04/2019") << "only one order is a day";
}

TEST(DatesTest, ZonesMayBeSaidByTheirDistanceFromGreenwich) {
  const auto zone = [](const std::string& text) {
    const Paragraph p(text);
    const auto found = ReadDate(p.reader(), 0, kWednesday);
    return found ? found->details.time_zone : "nothing";
  };
  EXPECT_EQ(zone("15:30 GMT"), "Z");
  EXPECT_EQ(zone("15:30 GMT+3"), "+03:00");
  EXPECT_EQ(zone("15:30 UTC-4:30 today"), "-04:30");
  EXPECT_EQ(zone("15:30 GMT-17:30"), "Z") << "a range";
}

TEST(DatesTest, DaysOfTheWeekLieWhereTheTenseSays) {
  EXPECT_EQ(Read("She was arrested on Monday.", "Monday"), "2024-06-03 = Monday");
  EXPECT_EQ(Read("She will fly home on Monday.", "Monday"), "2024-06-10 = Monday");
}

TEST(DatesTest, WithoutAReferenceWhatIsOpenStaysOpen) {
  EXPECT_EQ(Read("on 3 June", "3", {}), "XXXX-06-03 = 3 June");
  EXPECT_EQ(Read("yesterday", "yesterday", {}), " = yesterday");
  EXPECT_EQ(Read("yesterday"), "2024-06-04 = yesterday");
}

TEST(DatesTest, LengthsAndSetsAreDatesToo) {
  EXPECT_EQ(Read("3 hours 30 minutes of rain"), "PT3H30M = 3 hours 30 minutes");
  EXPECT_EQ(Read("every Tuesday", "every"), "XXXX-WXX-2 = every Tuesday");
}

TEST(DatesTest, ClocksAreReadInWordsAndFigures) {
  const auto clock = [](const std::string& text) {
    const Paragraph p(text);
    const auto read = ReadClock(p.reader(), 0);
    return read ? std::pair(read->when.hour, read->when.minute) : std::pair(-1, -1);
  };
  EXPECT_EQ(clock("half past six"), std::pair(6, 30));
  EXPECT_EQ(clock("15:30 GMT"), std::pair(15, 30));
  EXPECT_EQ(clock("3.30pm"), std::pair(15, 30));
  EXPECT_EQ(clock("noon").first, 12);
  EXPECT_EQ(clock("people"), std::pair(-1, -1));
}

TEST(DatesTest, DurationsAddTheirParts) {
  const auto iso = [](const std::string& text) {
    const Paragraph p(text);
    const auto read = ReadDuration(p.reader(), 0);
    return read ? read->iso8601 : "";
  };
  EXPECT_EQ(iso("3 hours 30 minutes"), "PT3H30M");
  EXPECT_EQ(iso("two and a half years"), "P2.5Y");
  EXPECT_EQ(iso("an hour"), "PT1H");
  EXPECT_EQ(iso("three men"), "");
  const Paragraph p("two and a half years");
  EXPECT_EQ(ReadDuration(p.reader(), 0)->months, 30);
}

TEST(DatesTest, WordsThatAreNoDatesAreNone) {
  for (const char* text : {"people", "12 people", "may be so", "march on", "the second man"})
    EXPECT_EQ(Read(text), "nothing") << text;
}

}  // namespace
}  // namespace textanalysis::values
