#include "analysis/verify/sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/analysis/verify/source_words.h"

namespace textanalysis::verify {
namespace {

using ::testing::ElementsAre;

// The places of a pair of words, in the order in which the sources give them.
std::vector<uint32_t> PlacesOf(const SourceWords& words, const std::string& a,
                               const std::string& b) {
  std::vector<uint32_t> out;
  for (uint32_t at = words.sources().FirstPair(words.Id(a), words.Id(b)); at != Sources::kNone;
       at = words.sources().NextPair(at))
    out.push_back(at);
  return out;
}

TEST(SourcesTest, EveryPlaceOfAPairIsFoundInOrder) {
  const SourceWords words({"the port is shut and the port is cold", "the port"});
  EXPECT_THAT(PlacesOf(words, "the", "port"), ElementsAre(0, 5, 10));
  EXPECT_EQ(words.sources().Count(words.Id("the"), words.Id("port")), 3u);
  EXPECT_THAT(PlacesOf(words, "port", "the"), ElementsAre()) << "the order counts";
}

TEST(SourcesTest, NoPairGoesFromOneSourceIntoTheNext) {
  const SourceWords words({"we won", "today it rained"});
  EXPECT_THAT(PlacesOf(words, "won", "today"), ElementsAre());
  EXPECT_THAT(PlacesOf(words, "we", "won"), ElementsAre(0));
}

TEST(SourcesTest, SingleWordsAreChainedAndCounted) {
  const SourceWords words({"port and port", "a port"});
  std::vector<uint32_t> places;
  for (uint32_t at = words.sources().FirstWord(words.Id("port")); at != Sources::kNone;
       at = words.sources().NextWord(at))
    places.push_back(at);
  EXPECT_THAT(places, ElementsAre(0, 2, 5));
  EXPECT_EQ(words.sources().Count(words.Id("port")), 3u);
}

TEST(SourcesTest, APlaceKnowsItsSource) {
  const SourceWords words({"one two", "three", "four"});
  const Sources& sources = words.sources();
  ASSERT_EQ(sources.texts().size(), 3u);
  for (size_t source = 0; source < 3; ++source) {
    EXPECT_LT(sources.BeginOf(source), sources.EndOf(source));
    for (uint32_t place = sources.BeginOf(source); place < sources.EndOf(source); ++place)
      EXPECT_EQ(sources.SourceAt(place), source);
  }
  EXPECT_EQ(sources.num_places(), 4u + 3u) << "an empty place ends each source";
}

TEST(SourcesTest, WhatIsRareTellsMore) {
  const SourceWords words({"the the the the the harbour"});
  EXPECT_GT(words.sources().Weight(words.Id("harbour")), words.sources().Weight(words.Id("the")));
  EXPECT_GT(words.sources().Weight(words.Id("the")), 0);
  EXPECT_LE(words.sources().Weight(words.Id("harbour")), 1);
}

TEST(SourcesTest, WordsThatNoSourceHasAreFoundNowhere) {
  const SourceWords words({"the port"});
  EXPECT_EQ(words.sources().FirstWord(words.Id("zeppelin")), Sources::kNone);
  EXPECT_EQ(words.sources().Count(words.Id("zeppelin")), 0u);
  EXPECT_THAT(PlacesOf(words, "zeppelin", "zeppelin"), ElementsAre());
}

TEST(SourcesTest, AStoppedBudgetEndsTheIndexing) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(Sources::Create(TestForms(), {{.text = "the port"}}, {.stop = stop.get_token()})
                .status()
                .code(),
            absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace textanalysis::verify
