#include "analysis/quotes/speakers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::quotes {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::MentionType;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A text and the entities that a test marks in it.
struct Text {
  Text(std::string text_in, const std::vector<std::pair<std::string, EntityType>>& names)
      : text(std::move(text_in)), syntax(syntax::Parser(testing::TestBundle()).Parse(text)) {
    for (const auto& [name, type] : names) {
      const size_t begin = text.find(name);
      entities.push_back(
          {.name = name, .type = type, .mentions = {{.span = {begin, begin + name.size()}}}});
    }
  }

  const std::string text;
  const syntax::Syntax syntax;
  std::vector<Entity> entities;
};

const SpeakerFinder& Finder() {
  static const SpeakerFinder kFinder(testing::TestBundle());
  return kFinder;
}

std::vector<std::string> CandidatesIn(const Text& text) {
  std::vector<std::string> out;
  size_t end = 0;
  for (const Candidate& c : Finder().FindCandidates(text.syntax, text.entities, {})) {
    EXPECT_GE(c.tokens.begin, end) << "in order, disjoint";
    end = c.tokens.end;
    EXPECT_EQ(c.entity != Candidate::kNoEntity, c.type == MentionType::kName);
    out.emplace_back(Slice(text.text, text.syntax.Bytes(c.tokens)));
  }
  return out;
}

TEST(SpeakersTest, NamesComeWithTheTitlesBeforeThem) {
  EXPECT_THAT(CandidatesIn(Text("and Transport Minister Fiona Reid left.",
                                {{"Fiona Reid", EntityType::kPerson}})),
              ElementsAre("Transport Minister Fiona Reid"));
  EXPECT_THAT(CandidatesIn(Text("Mr Hill left.", {{"Hill", EntityType::kPerson}})),
              ElementsAre("Mr Hill"));
}

TEST(SpeakersTest, BodiesAndCountriesMaySpeakAndWorksMayNot) {
  const Text text("Barrow plc and France saw Hamlet.", {{"Barrow plc", EntityType::kOrganization},
                                                        {"France", EntityType::kGeopolitical},
                                                        {"Hamlet", EntityType::kWork}});
  EXPECT_THAT(CandidatesIn(text), ElementsAre("Barrow plc", "France"));
}

TEST(SpeakersTest, NounsForPeopleAreTakenWithWhatStandsBefore) {
  EXPECT_THAT(CandidatesIn(Text("Yesterday a senior official left.", {})),
              ElementsAre("a senior official"));
  EXPECT_THAT(CandidatesIn(Text("Yesterday officials left.", {})), ElementsAre("officials"));
  EXPECT_THAT(CandidatesIn(Text("The harbour is official policy.", {})), IsEmpty())
      << "nobody is meant";
}

TEST(SpeakersTest, ASourceCloseToSomebodyIsOneMention) {
  EXPECT_THAT(CandidatesIn(Text("One source close to Fiona Reid left.",
                                {{"Fiona Reid", EntityType::kPerson}})),
              ElementsAre("One source close to Fiona Reid"));
}

TEST(SpeakersTest, PronounsMaySpeak) {
  EXPECT_THAT(CandidatesIn(Text("Later she left.", {})), Contains("she"));
}

// What a text says of the person `name`.
std::string DescriptionOf(const std::string& words, const std::string& name) {
  const Text text(words, {{name, EntityType::kPerson}});
  for (const Candidate& c : Finder().FindCandidates(text.syntax, text.entities, {})) {
    if (c.entity != 0) continue;
    const auto found = Finder().DescriptionOf(text.syntax, c, text.entities[0]);
    return found ? std::string(Slice(text.text, *found)) : "";
  }
  ADD_FAILURE() << words;
  return "";
}

TEST(SpeakersTest, WhoANamedPersonIsStandsBeforeOrAfterTheName) {
  EXPECT_EQ(DescriptionOf("Hugh Hill, a doctor from Leeds, left.", "Hugh Hill"),
            "a doctor from Leeds");
  EXPECT_EQ(DescriptionOf("It rained when national security adviser Jake Hill left.", "Jake Hill"),
            "national security adviser");
  EXPECT_EQ(DescriptionOf("Hugh Hill left.", "Hugh Hill"), "");
  EXPECT_EQ(DescriptionOf("Hugh Hill, whose doctor was late, left.", "Hugh Hill"), "");
  EXPECT_EQ(DescriptionOf("Hugh Hill, holding a doctor by the hand, left.", "Hugh Hill"), "");
  EXPECT_EQ(DescriptionOf("It rained when Mr Hill left.", "Hill"), "") << "no more than a courtesy";
}

}  // namespace
}  // namespace textanalysis::quotes
