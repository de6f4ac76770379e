#include "analysis/coreference/everybody.h"

#include <gtest/gtest.h>

#include <string>

#include "analysis/coreference/coreference.h"
#include "tests/analysis/coreference/named_text.h"

namespace textanalysis::coreference {
namespace {

// The entities of a text with their mentions, in reading order: "Ana Diaz: Ana Diaz, She".
std::vector<std::string> Everybody(const std::string& source, const std::vector<std::string>& names,
                                   const std::vector<Voice>& voices = {}) {
  const NamedText text(source, names);
  const Coreference coreference = Coreference::Create(testing::TestBundle()).value();
  std::vector<entities::Entity> found = text.entities();
  const Discourse discourse = coreference.ResolveEverybody(text.syntax(), found, {}, {});
  AddEverybody(coreference.words(), coreference.certainty(), text.syntax(), discourse, voices, {},
               &found);
  std::vector<std::string> out;
  for (const entities::Entity& e : found) {
    std::string line = e.name + ":";
    for (const entities::Mention& m : e.mentions)
      line += " " + std::string(Slice(source, m.span)) + ",";
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(EverybodyTest, WhoHasNoNameIsCalledByTheLongestDescription) {
  EXPECT_EQ(Everybody("The vet came. A tired old doctor left. The vet slept.", {}),
            (Lines{"The vet: The vet, The vet,", "A tired old doctor: A tired old doctor,"}));
}

TEST(EverybodyTest, APronounJoinsAName) {
  EXPECT_EQ(Everybody("Ana Diaz came. She slept.", {"Ana Diaz"}),
            (Lines{"Ana Diaz: Ana Diaz, She,"}));
}

TEST(EverybodyTest, IIsWhoSpeaksAndOutsideTheAuthor) {
  const std::string text = "I saw it. Ana Diaz said: “I was my own witness.” We slept.";
  const size_t begin = text.find("I was");
  EXPECT_EQ(
      Everybody(text, {"Ana Diaz"}, {{.words = {begin, text.find('.', begin)}, .entity = 0}}),
      (Lines{"Ana Diaz: Ana Diaz, I, my,", "my own witness: my own witness,", "I: I,", "We: We,"}));
}

TEST(EverybodyTest, AVoiceOfSomebodyWithoutANameIsWhomItsMentionMeans) {
  const std::string text = "The vet came. “I know,” the vet said.";
  const size_t begin = text.find("I know"), vet = text.rfind("the vet");
  EXPECT_EQ(
      Everybody(text, {}, {{.words = {begin, begin + 6}, .speaker = text::Span{vet, vet + 7}}}),
      (Lines{"The vet: The vet, I, the vet,"}));
}

TEST(EverybodyTest, BodiesAreOrganisationsAndNewIdsFollowTheOld) {
  const NamedText text("Ana Diaz met the committee.", {"Ana Diaz"});
  const Coreference coreference = Coreference::Create(testing::TestBundle()).value();
  std::vector<entities::Entity> found = text.entities();
  const Discourse discourse = coreference.ResolveEverybody(text.syntax(), found, {}, {});
  AddEverybody(coreference.words(), coreference.certainty(), text.syntax(), discourse, {}, {},
               &found);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[1].type, entities::EntityType::kOrganization);
  EXPECT_EQ(found[1].id, "e2");
}

}  // namespace
}  // namespace textanalysis::coreference
