#include "analysis/verify/speaker_names.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::verify {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::MentionType;
using quotes::Quote;
using quotes::Speaker;

const SpeakerNames& Names() {
  static const SpeakerNames kNames(testing::TestBundle());
  return kNames;
}

TEST(SpeakerNamesTest, PartsAndTitlesOfANameAreOnePersons) {
  for (const auto& [a, b] :
       std::initializer_list<std::pair<const char*, const char*>>{{"Mr Reid", "Fiona Reid"},
                                                                  {"Bill Gates", "William Gates"},
                                                                  {"F. Reid", "Fiona Reid"},
                                                                  {"Fiona Reid's", "Fiona Reid"},
                                                                  {"Fiona Jane Reid", "Fiona Reid"},
                                                                  {"fiona reid", "FIONA REID"}}) {
    EXPECT_TRUE(Names().AreSame(a, b)) << a << ", " << b;
    EXPECT_TRUE(Names().AreSame(b, a)) << b << ", " << a;
  }
}

TEST(SpeakerNamesTest, BodiesAreKnownByTheirInitials) {
  EXPECT_TRUE(Names().AreSame("UN", "United Nations"));
  EXPECT_TRUE(Names().AreSame("U.N.", "the United Nations"));
  EXPECT_TRUE(Names().AreSame("BHS", "Board of Harbour and Shipping"));
  EXPECT_FALSE(Names().AreSame("BHX", "Board of Harbour and Shipping"));
}

TEST(SpeakerNamesTest, OtherGivenNamesAreOtherPeople) {
  EXPECT_FALSE(Names().AreSame("Ann Reid", "Fiona Reid"));
  EXPECT_FALSE(Names().AreSame("Fiona Reid", "Fiona Hallam"));
  EXPECT_FALSE(Names().AreSame("Reid", "Hallam"));
  EXPECT_FALSE(Names().AreSame("", "Hallam"));
}

// A text whose only quotation is said by "Fiona Reid" or by what `mention` says.
struct Said {
  Said(std::string text_in, const std::string& mention, MentionType type, const std::string& id)
      : text(std::move(text_in)) {
    const size_t begin = text.find(mention);
    EXPECT_NE(begin, std::string::npos);
    quote.speaker = Speaker{.mention = {begin, begin + mention.size()},
                            .mention_type = type,
                            .name = type == MentionType::kName ? mention : "",
                            .entity_id = id};
    if (!id.empty())
      entities.push_back({.id = id,
                          .name = mention,
                          .type = EntityType::kPerson,
                          .mentions = {{.span = {begin, begin + mention.size()}}}});
  }
  Text View() const { return {text, &quotes, &entities}; }

  const std::string text;
  Quote quote;
  std::vector<Quote> quotes;
  std::vector<Entity> entities;
};

SpeakerAgreement Compare(const Said& draft, const Said& source) {
  return Names().Compare(SpeakerText(draft.View()), draft.quote, SpeakerText(source.View()),
                         source.quote);
}

TEST(SpeakerNamesTest, SpeakersAreComparedByAnyOfTheirNames) {
  const Said reid("Fiona Reid said so.", "Fiona Reid", MentionType::kName, "e1");
  const Said short_reid("Ms Reid said so.", "Ms Reid", MentionType::kName, "");
  const Said hallam("Hallam said so.", "Hallam", MentionType::kName, "e1");
  EXPECT_EQ(Compare(short_reid, reid), SpeakerAgreement::kSame);
  EXPECT_EQ(Compare(reid, hallam), SpeakerAgreement::kAnother);
}

TEST(SpeakerNamesTest, WhoAreToldToBeAManAndAWomanAreTwo) {
  const auto turner = [](const char* name, entities::Gender gender, bool is_told) {
    Said said(std::string(name) + " said so.", name, MentionType::kName, "e1");
    said.entities[0].gender = gender;
    said.entities[0].is_gender_told = is_told;
    return said;
  };
  const Said mr = turner("Mr Turner", entities::Gender::kMale, true);
  EXPECT_EQ(Compare(mr, turner("Mrs Turner", entities::Gender::kFemale, true)),
            SpeakerAgreement::kAnother);
  EXPECT_EQ(Compare(mr, turner("Fiona Turner", entities::Gender::kFemale, false)),
            SpeakerAgreement::kAnother);
  EXPECT_EQ(Compare(mr, turner("Tor Turner", entities::Gender::kUnknown, false)),
            SpeakerAgreement::kSame);
}

TEST(SpeakerNamesTest, MiddleNamesTellPeopleApart) {
  EXPECT_FALSE(Names().AreSame("George W. Bush", "George H. W. Bush"));
  EXPECT_TRUE(Names().AreSame("Det Insp White", "Det Insp Carol White"));
  EXPECT_TRUE(Names().AreSame("J.K. Rowntree", "Joanne Rowntree"));
  EXPECT_FALSE(Names().AreSame("J.K. Rowntree", "Martin Rowntree"));
  EXPECT_FALSE(Names().AreSame("Mary Ann Evans", "Mary Beth Evans"));
  EXPECT_TRUE(Names().AreSame("John Fitzgerald Kennedy", "John F. Kennedy"));
  EXPECT_TRUE(Names().AreSame("John Kennedy", "John F. Kennedy"));
  EXPECT_TRUE(Names().AreSame("José Álvarez", "Jose Alvarez"));
}

TEST(SpeakerNamesTest, TwoWhoAreDescribedAlikeAreToldByTheirNames) {
  Said kohl("Hans Kohl spoke. The minister said so.", "The minister", MentionType::kNominal, "e1");
  Said reid("Fiona Reid spoke. The minister said so.", "The minister", MentionType::kNominal, "e1");
  kohl.entities[0].name = "Hans Kohl";
  reid.entities[0].name = "Fiona Reid";
  EXPECT_EQ(Compare(kohl, reid), SpeakerAgreement::kAnother);
}

TEST(SpeakerNamesTest, OneIdOfADictionaryIsOneSpeakerWhateverTheNames) {
  Said reid("Fiona Reid said so.", "Fiona Reid", MentionType::kName, "e1");
  Said keane("Orla Keane said so.", "Orla Keane", MentionType::kName, "e1");
  EXPECT_EQ(Compare(keane, reid), SpeakerAgreement::kAnother);
  reid.quote.speaker->dictionary_id = keane.quote.speaker->dictionary_id = "reid";
  EXPECT_EQ(Compare(keane, reid), SpeakerAgreement::kSame);
  keane.quote.speaker->dictionary_id = "keane";
  EXPECT_EQ(Compare(keane, reid), SpeakerAgreement::kAnother);
}

TEST(SpeakerNamesTest, TwoIdsOfADictionaryAreTwoSpeakersWhateverTheNames) {
  Said bill("Bill Carter said so.", "Bill Carter", MentionType::kName, "e1");
  Said william("William Carter said so.", "William Carter", MentionType::kName, "e1");
  EXPECT_EQ(Compare(bill, william), SpeakerAgreement::kSame);
  bill.quote.speaker->dictionary_id = "1";
  william.quote.speaker->dictionary_id = "2";
  EXPECT_EQ(Compare(bill, william), SpeakerAgreement::kAnother);
}

TEST(SpeakerNamesTest, WhoIsOnlyDescribedAgreesWithTheSameDescription) {
  const Said reid("Fiona Reid said so.", "Fiona Reid", MentionType::kName, "e1");
  const Said official("A port official said so.", "A port official", MentionType::kNominal, "");
  const Said same("The port official said so.", "The port official", MentionType::kNominal, "");
  EXPECT_EQ(Compare(reid, official), SpeakerAgreement::kUnnamedInSource);
  EXPECT_EQ(Compare(official, same), SpeakerAgreement::kSame);
}

TEST(SpeakerNamesTest, WithoutASpeakerNobodyIsCompared) {
  Said nobody("Fiona Reid said so.", "Fiona Reid", MentionType::kName, "e1");
  const Said reid("Fiona Reid said so.", "Fiona Reid", MentionType::kName, "e1");
  nobody.quote.speaker.reset();
  EXPECT_EQ(Compare(nobody, reid), SpeakerAgreement::kUnknown);
  EXPECT_EQ(Compare(reid, nobody), SpeakerAgreement::kUnnamedInSource);
}

}  // namespace
}  // namespace textanalysis::verify
