#include "analysis/verify/alignment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/verify/source_words.h"

namespace textanalysis::verify {
namespace {

using ::testing::ElementsAre;

Guide AnyPlace() {
  return {.preference = [](uint32_t) { return 0.0; },
          .is_one_passage = [](uint32_t, uint32_t) { return true; },
          .can_extend = [](uint32_t, uint32_t) { return true; },
          .are_same_words = [](Range, Range) { return false; }};
}

std::optional<Alignment> AlignIn(const SourceWords& source, const std::vector<Word>& words,
                                 const Guide& guide = AnyPlace()) {
  const text::Budget budget;
  text::Pace pace(budget);
  return Align(source.sources(), words, guide, &pace);
}

// "= the port | ~ is:was": operations, with the words of both sides where they differ.
std::vector<std::string> Steps(const SourceWords& source, const std::string& quotation) {
  const std::vector<Word> words = source.Read(quotation);
  const auto found = AlignIn(source, words);
  if (!found) return {};
  std::vector<std::string> out;
  uint32_t end = 0;
  for (const Step& step : found->steps) {
    EXPECT_EQ(step.words.begin, end) << "the steps tile the quotation";
    end = step.words.end;
    const std::string draft =
        step.words.empty()
            ? ""
            : quotation.substr(words[step.words.begin].begin,
                               words[step.words.end - 1].end - words[step.words.begin].begin);
    const std::string there = source.Shown(step.places.begin, step.places.end);
    static constexpr const char* kSigns[] = {"=", "~", "+", "-", ">"};
    std::string line = std::string(kSigns[static_cast<size_t>(step.operation)]) + draft;
    if (step.operation != Operation::kEqual) line += ":" + there;
    out.push_back(line);
  }
  EXPECT_EQ(end, words.size());
  return out;
}

constexpr char kSource[] =
    "It rained. The harbour will stay shut until the spring tides have gone, and nobody knows when "
    "the ferries will sail again from the eastern pier to the islands.";

TEST(AlignmentTest, TheSameWordsAreOneRun) {
  const SourceWords source({kSource});
  EXPECT_THAT(Steps(source, "the harbour will stay shut"),
              ElementsAre("=the harbour will stay shut"));
  const auto found = AlignIn(source, source.Read("the harbour will stay shut"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->share, 1);
  EXPECT_THAT(found->others, ElementsAre());
}

TEST(AlignmentTest, WordsThatDifferStandBesideEachOther) {
  const SourceWords source({kSource});
  EXPECT_THAT(Steps(source, "the harbour will remain shut until the spring tides"),
              ElementsAre("=the harbour will", "~remain:stay", "=shut until the spring tides"));
  EXPECT_THAT(Steps(source, "the harbour will probably stay shut until"),
              ElementsAre("=the harbour will", "+probably:", "=stay shut until"));
  EXPECT_THAT(Steps(source, "the harbour will stay until the spring"),
              ElementsAre("=the harbour will stay", "-:shut", "=until the spring"));
}

TEST(AlignmentTest, PartsFromElsewhereAreReachedByAJump) {
  const SourceWords source({"We have moved as far as we can on the pay of the crews.",
                            "The harbour board will meet the union again on Monday morning."});
  const std::vector<std::string> steps =
      Steps(source, "We have moved as far as we can the harbour board will meet the union again");
  EXPECT_THAT(steps, ElementsAre("=We have moved as far as we can",
                                 ">:", "=the harbour board will meet the union again"));
}

TEST(AlignmentTest, AllFurtherPlacesOfTheSameWordsAreTold) {
  const SourceWords source({"The port is shut. It rained. The port is shut.", "The port is shut."});
  const auto found = AlignIn(source, source.Read("the port is shut"));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->others.size(), 2u);
}

TEST(AlignmentTest, OfEqualPlacesThePreferredOneIsTaken) {
  const SourceWords source({"The port is shut.", "The port is shut."});
  Guide guide = AnyPlace();
  guide.preference = [&source](uint32_t place) {
    return source.sources().SourceAt(place) == 1 ? 0.5 : 0.0;
  };
  const auto found = AlignIn(source, source.Read("the port is shut"), guide);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->steps.size(), 1u);
  EXPECT_EQ(source.sources().SourceAt(found->steps[0].places.begin), 1u);
}

TEST(AlignmentTest, WhereTheBudgetIsSpentThereIsNoneOrOneWithSteps) {
  std::stop_source stop;
  stop.request_stop();
  const text::Budget budget{.stop = stop.get_token()};
  std::string text;
  for (int n = 0; n < 300; ++n) {
    text += " word" + std::to_string(n);
    const SourceWords source({text});
    text::Pace pace(budget);
    const auto found = Align(source.sources(), source.Read(text), AnyPlace(), &pace);
    ASSERT_TRUE(!found || !found->steps.empty()) << n;
  }
}

TEST(AlignmentTest, WhatNoSourceHasTwoWordsOfIsNotFound) {
  const SourceWords source({kSource});
  EXPECT_FALSE(AlignIn(source, source.Read("zeppelins rarely land here")));
  EXPECT_TRUE(AlignIn(source, source.Read("harbour"))) << "a quotation of one word has no pair";
  EXPECT_FALSE(AlignIn(source, {}));
}

}  // namespace
}  // namespace textanalysis::verify
