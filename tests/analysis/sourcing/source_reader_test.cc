#include "analysis/sourcing/source_reader.h"

#include <gtest/gtest.h>

#include "analysis/pipeline/analyzer.h"
#include "tests/support/bundle.h"

namespace textanalysis::sourcing {
namespace {

using quotes::SourceKind;

// The only quotation of a text, and the words of its source.
struct Read {
  SourceKind kind = SourceKind::kUnknown;
  bool is_named = false;
  std::string role{}, affiliation{}, reason{};
};

Read Of(const std::string& text) {
  const auto analysis =
      testing::TestAnalyzer().Analyze({.text = text, .language_code = "en"}, {.clean = false}, {});
  Read out;
  EXPECT_TRUE(analysis.ok());
  EXPECT_EQ(analysis->quotes.size(), 1u) << text;
  if (analysis->quotes.empty() || !analysis->quotes.front().sourcing) {
    ADD_FAILURE() << "no source: " << text;
    return out;
  }
  const quotes::Sourcing& sourcing = *analysis->quotes.front().sourcing;
  const auto words = [&text](const std::optional<text::Span>& span) {
    return span ? std::string(text::Slice(text, *span)) : "";
  };
  return {sourcing.kind, sourcing.is_named, words(sourcing.role), words(sourcing.affiliation),
          words(sourcing.anonymity_reason)};
}

TEST(SourceReaderTest, APersonHasTheRoleBesideTheName) {
  EXPECT_EQ(Of("“It is late,” said state advocate Yuri Gangai.").role, "state advocate");
  EXPECT_EQ(Of("“It is late,” said Hugh Hill, 61, a doctor from Leeds.").role, "doctor from Leeds");
  EXPECT_EQ(Of("The UN envoy, Elena Kostas, said: “It is late.”").role, "UN envoy");
  EXPECT_EQ(Of("“It is late,” said Hugh Hill. It rained.").role, "");
  const Read read = Of("“It is late,” said Ana Diaz, director of the Heron Institute.");
  EXPECT_EQ(read.kind, SourceKind::kPerson);
  EXPECT_TRUE(read.is_named);
  EXPECT_EQ(read.role, "director of the Heron Institute");
  EXPECT_EQ(read.affiliation, "Heron Institute");
}

TEST(SourceReaderTest, AClauseThatIsNoDescriptionIsNoRole) {
  EXPECT_EQ(Of("During the presidential campaign, Hugh Hill said: “It is late.”").role, "");
  EXPECT_EQ(Of("“It is late,” said Hugh Hill, where the minister had spoken.").role, "");
}

TEST(SourceReaderTest, WhatSomebodyDidIsNoRole) {
  EXPECT_EQ(
      Of("Laura Kemp, 42, wept in the dock as the judge spoke. “It is late,” Kemp said.").role, "");
}

TEST(SourceReaderTest, ARoleFarFromTheQuotationIsTheSpeakers) {
  EXPECT_EQ(Of("Ferry captain Joan Pryce was there. It rained.\n\n“It is late,” Pryce said.").role,
            "Ferry captain");
}

TEST(SourceReaderTest, WhoIsNotNamedIsAnonymousAGroupOrABody) {
  const Read official = Of("“It is late,” a senior official said.");
  EXPECT_EQ(official.kind, SourceKind::kAnonymous);
  EXPECT_FALSE(official.is_named);
  EXPECT_EQ(official.role, "senior official");
  EXPECT_EQ(Of("“It is late,” residents said.").kind, SourceKind::kGroup);
  const Read spokesman = Of("“It is late,” a spokesman for the Heron Institute said.");
  EXPECT_EQ(spokesman.kind, SourceKind::kOrganization);
  EXPECT_FALSE(spokesman.is_named);
  EXPECT_EQ(spokesman.affiliation, "Heron Institute");
}

TEST(SourceReaderTest, WhoeverIsJoinedWithANameIsNamed) {
  EXPECT_TRUE(Of("The Heron Institute and other bodies said the ferry was late.").is_named);
  EXPECT_TRUE(Of("Local officials and Joan Pryce said the ferry was late.").is_named);
  EXPECT_FALSE(Of("Officials of the Heron Institute said the ferry was late.").is_named);
}

TEST(SourceReaderTest, AStatedChannelIsTheKind) {
  EXPECT_EQ(Of("“It is late,” Joan Pryce said in a statement.").kind, SourceKind::kStatement);
  EXPECT_EQ(Of("“It is late,” Joan Pryce tweeted.").kind, SourceKind::kSocialPost);
  EXPECT_EQ(Of("“It is late,” Joan Pryce wrote on Facebook.").kind, SourceKind::kSocialPost);
  EXPECT_EQ(Of("A survey found that half of all readers sleep late.").kind, SourceKind::kPoll);
  EXPECT_EQ(Of("The report said that half of all readers sleep late.").kind, SourceKind::kDocument);
  EXPECT_EQ(Of("Norvida Steel met. Sales will fall, Norvida Steel's report said.").kind,
            SourceKind::kDocument);
  EXPECT_EQ(Of("In her opening statement, Joan Pryce said: “It is late.”").kind,
            SourceKind::kPerson);
}

TEST(SourceReaderTest, AReasonForAnonymityIsFoundInOrAfterTheSentence) {
  EXPECT_EQ(Of("“It is late,” said one official, who was not authorised to speak publicly.").reason,
            "who was not authorised to speak publicly");
  EXPECT_EQ(
      Of("“It is late,” said one official, who spoke on the condition of anonymity to discuss the "
         "talks.")
          .reason,
      "to discuss the talks");
  EXPECT_EQ(
      Of("“It is late,” said one official. He asked not to be named, for fear of his boss.").reason,
      "for fear of his boss");
  EXPECT_EQ(Of("“It is late,” said one official, on the condition of anonymity.").reason, "");
  EXPECT_EQ(
      Of("“It is late,” said Joan Pryce. An aide declined to be named because of the law.").reason,
      "");
}

TEST(SourceReaderTest, AChangedOrWithheldNameMayHaveAReason) {
  EXPECT_EQ(Of("“It is late,” said a nurse, whose surname is being withheld to protect his family.")
                .reason,
            "to protect his family");
  EXPECT_EQ(Of("“It is late,” said Maria, whose name has been changed because she fears her boss.")
                .reason,
            "because she fears her boss");
}

TEST(SourceReaderTest, AShareOfThoseAskedIsAPoll) {
  EXPECT_EQ(Of("Forty per cent of voters said in a poll that the port should stay open.").kind,
            SourceKind::kPoll);
}

TEST(SourceReaderTest, ASpokespersonBelongsToWhoeverIsSpokenFor) {
  EXPECT_EQ(Of("“It is late,” said White House press secretary Joan Pryce.").affiliation,
            "White House");
  EXPECT_EQ(Of("“It is late,” said French doctor Joan Pryce.").affiliation, "");
}

TEST(SourceReaderTest, AMotherOfThreeIsARole) {
  EXPECT_EQ(Of("“It is late,” the mother-of-three, 34, said.").role, "mother-of-three");
}

}  // namespace
}  // namespace textanalysis::sourcing
