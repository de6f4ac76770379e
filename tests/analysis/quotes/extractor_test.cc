#include "analysis/quotes/extractor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "analysis/pipeline/entity_finder.h"
#include "analysis/reader/fast_reader.h"
#include "tests/support/bundle.h"

namespace textanalysis::quotes {
namespace {

// "form|speaker|content" of each quotation.
std::vector<std::string> Describe(const std::string& text) {
  const syntax::Parser parser(testing::TestBundle());
  const auto reader = reader::FastReader::Create(testing::TestBundle()).value();
  const auto finder =
      pipeline::EntityFinder::Create(
          testing::TestBundle(), coreference::Coreference::Create(testing::TestBundle()).value())
          .value();
  const Extractor extractor = Extractor::Create(testing::TestBundle()).value();
  const syntax::Syntax s = parser.Parse(text);
  const reader::Reading reading = reader->Read(s, {}, {}).value();
  const std::vector<entities::Entity> entities =
      finder.Find(s, reading.names, {}, std::nullopt, {}).value();
  std::vector<std::string> out;
  const Attributed attributed = extractor.Attribute(s, reading, entities);
  const coreference::Discourse discourse =
      finder.coreference().Resolve(s, entities, attributed.sources);
  std::vector<Quote> quotes =
      extractor.Find(s, attributed, entities, finder.coreference().phrases(), discourse, {})
          .value();
  Select({}, &quotes);
  for (const Quote& q : quotes) {
    const char* forms[] = {"direct", "mixed", "indirect"};
    std::string line =
        std::string(forms[static_cast<int>(q.form)]) + "|" + (q.speaker ? q.speaker->name : "-");
    for (const text::Span& span : q.content) line += "|" + std::string(Slice(text, span));
    out.push_back(line);
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(QuotesTest, CueAfterAndInverted) {
  EXPECT_EQ(Describe("“We have moved as far as we can,” Martin Hallam said on Monday."),
            Lines{"direct|Martin Hallam|We have moved as far as we can,"});
  EXPECT_EQ(Describe("“We have moved as far as we can,” said Martin Hallam."),
            Lines{"direct|Martin Hallam|We have moved as far as we can,"});
}

TEST(QuotesTest, APersonSpeaksNotTheBodyThatHisPostNames) {
  EXPECT_EQ(Describe("“The plan is ready,” said Treasury Secretary Mia Roos."),
            Lines{"direct|Mia Roos|The plan is ready,"});
  EXPECT_EQ(Describe("“The plan is ready,” said Bank of England governor Mia Roos."),
            Lines{"direct|Mia Roos|The plan is ready,"});
}

TEST(QuotesTest, ADescriptionIsWhoWasSaidToBeThat) {
  EXPECT_EQ(
      Describe("Neil Garrow, the mayor of Leeds, met voters. “Buses are late,” the mayor said."),
      Lines{"direct|Neil Garrow|Buses are late,"});
}

TEST(QuotesTest, WhatALetterSaysItsWriterSays) {
  EXPECT_EQ(Describe("Neil Garrow wrote to the mayor. “I was wrong,” his letter said."),
            Lines{"direct|Neil Garrow|I was wrong,"});
}

TEST(QuotesTest, WhatABodysReportSaysTheBodySays) {
  EXPECT_EQ(Describe("Norvida Steel met on Monday. Sales will fall, Norvida Steel's report said."),
            Lines{"indirect|Norvida Steel|Sales will fall"});
}

TEST(QuotesTest, AStatementIsWhoeverGaveItOut) {
  EXPECT_EQ(
      Describe("Norvida Steel said in a statement that sales fell. “We are sorry,” the "
               "statement added."),
      (Lines{"indirect|Norvida Steel|that sales fell", "direct|Norvida Steel|We are sorry,"}));
  EXPECT_EQ(Describe("Neil Garrow said sales fell. “We are sorry,” a statement read."),
            (Lines{"indirect|Neil Garrow|sales fell", "direct|a statement|We are sorry,"}));
}

TEST(QuotesTest, WhoPausesBetweenTwoSentencesSaysBoth) {
  EXPECT_EQ(
      Describe("Neil Garrow rose.\n\n“And in your second statement, made a month later, you told "
               "us it was grey.” Mr Garrow paused. “Today it is pale.”"),
      Lines{"direct|Neil Garrow|And in your second statement, made a month later, you told us it "
            "was grey.|Today it is pale."});
}

TEST(QuotesTest, WhoReportedTakesPartInTheDialogue) {
  EXPECT_EQ(Describe("Neil Garrow, for the defence, suggested to Mia Roos that it was dark.\n\n"
                     "“I saw a coat,” Mrs Roos replied.\n\n“A coat that you never mentioned?”\n\n"
                     "“They asked me about the noise and nothing else.”"),
            (Lines{"indirect|Neil Garrow|that it was dark", "direct|Mia Roos|I saw a coat,",
                   "direct|Neil Garrow|A coat that you never mentioned?",
                   "direct|Mia Roos|They asked me about the noise and nothing else."}));
}

TEST(QuotesTest, AcronymsAreNoPronouns) {
  EXPECT_EQ(Describe("“It is a start,” WHO spokesperson Mia Roos told a briefing."),
            Lines{"direct|Mia Roos|It is a start,"});
}

TEST(QuotesTest, BracketsPartNobodyFromWhatHeSaid) {
  EXPECT_EQ(Describe("The plan was backed by Neil Garrow (Lab), who said the lane had flooded."),
            Lines{"indirect|Neil Garrow|the lane had flooded"});
}

TEST(QuotesTest, WhatFollowsANameIsNoPartOfIt) {
  EXPECT_EQ(Describe("Then prosecutor Mia Roos KC told the jury that the firm owed £200."),
            Lines{"indirect|Mia Roos|that the firm owed £200"});
}

TEST(QuotesTest, WhoIsAskedIsNotWhoAsks) {
  const Lines lines = Describe(
      "Mia Roos, 61, gave evidence. “I saw a coat,” she said. Judge Caradog Ellis asked her "
      "whether "
      "she would like a break. She said she would rather go on.");
  EXPECT_EQ(lines.back(), "indirect|Mia Roos|she would rather go on");
}

TEST(QuotesTest, WhoAnArticleOpensWithIsNamedInItsNextParagraphs) {
  EXPECT_EQ(
      Describe("A carpet dealer said his shop had burned down.\n\nNeil Garrow, 61, had run it "
               "for years."),
      Lines{"indirect|Neil Garrow|his shop had burned down"});
  EXPECT_EQ(Describe("A carpet dealer said his shop had burned down.\n\nNeil Garrow ran it."),
            Lines{"indirect|A carpet dealer|his shop had burned down"});
}

TEST(QuotesTest, OneOfAPartyIsNotTheParty) {
  EXPECT_EQ(Describe("Neil Garrow left. “I was wrong,” the Conservative said."),
            Lines{"direct|Neil Garrow|I was wrong,"});
}

TEST(QuotesTest, ASpokesmanIsNotForWhomHeSpeaks) {
  const Lines lines =
      Describe("A spokesman for Neil Garrow said the claim was false. “It is nonsense,” he said.");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1], "direct|A spokesman for Neil Garrow|It is nonsense,");
}

TEST(QuotesTest, OfTwoBodiesWithoutANameEachKeepsItsWords) {
  const Lines lines =
      Describe("The hospital said it was sorry. The trust said it had learned its lessons.");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1], "indirect|The trust|it had learned its lessons");
}

TEST(QuotesTest, CueBefore) {
  EXPECT_EQ(Describe("Priya Okafor rejected the figure, adding: “Nobody has seen that money.”"),
            Lines{"direct|Priya Okafor|Nobody has seen that money."});
}

TEST(QuotesTest, MixedTakesTheWholeReportedClause) {
  EXPECT_EQ(Describe("Martin Hallam said that Leith would pay a “high price” for the strike."),
            Lines{"mixed|Martin Hallam|that Leith would pay a “high price” for the strike"});
}

TEST(QuotesTest, IndirectSpeech) {
  EXPECT_EQ(Describe("Martin Hallam told reporters that the port would open on Monday."),
            Lines{"indirect|Martin Hallam|that the port would open on Monday"});
  EXPECT_EQ(Describe("The port will open on Monday, Martin Hallam said."),
            Lines{"indirect|Martin Hallam|The port will open on Monday"});
}

TEST(QuotesTest, WhoeverTheSentenceBeforeIsAboutHasTheWord) {
  EXPECT_EQ(
      Describe("“We are done,” said Ana Diaz.\n\nTom Hill was defiant. “We go on to the end.”"),
      (Lines{"direct|Ana Diaz|We are done,", "direct|Tom Hill|We go on to the end."}));
  EXPECT_EQ(Describe("“We are done,” said Ana Diaz.\n\nDiaz was defiant. “We go on to the end.”"),
            (Lines{"direct|Ana Diaz|We are done,|We go on to the end."}));
}

TEST(QuotesTest, InADialogueWhoeverWasAskedAnswers) {
  EXPECT_EQ(
      Describe("“Do you own a table, Mr Hill?” Ana Diaz asked.\n\n“I do own a table.”\n\n“How many "
               "legs has it got?”"),
      (Lines{"direct|Ana Diaz|Do you own a table, Mr Hill?", "direct|Hill|I do own a table.",
             "direct|Ana Diaz|How many legs has it got?"}));
}

TEST(QuotesTest, ADescriptionThatAnswersIsNotWhoeverAsked) {
  for (const std::string cue : {"the witness replied", "the witness said"}) {
    const Lines lines = Describe(
        "Ana Diaz rose.\n\n“Why was the box so heavy?” Diaz asked.\n\n“Because it was full of "
        "tins,” " +
        cue + ".");
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0], "direct|Ana Diaz|Why was the box so heavy?");
    EXPECT_EQ(lines[1], "direct|the witness|Because it was full of tins,");
  }
}

TEST(QuotesTest, AReplyIsNobodyAndNotWhoeverWasAddressed) {
  EXPECT_EQ(Describe("“They have looked at it, Ana Diaz,” came the reply."),
            Lines{"direct|-|They have looked at it, Ana Diaz,"});
}

TEST(QuotesTest, AQuestionThatIsAnsweredIsNoPartOfTheAnswer) {
  EXPECT_EQ(Describe("Asked what the child would be called, Ana Diaz said: “We have no idea yet.”"),
            Lines{"direct|Ana Diaz|We have no idea yet."});
}

TEST(QuotesTest, NoWordBetweenAnArticleAndItsNounReports) {
  for (const std::string& line : Describe(
           "“They said, ‘Madam, come back after the strike,’” the expectant mother recounted. “I "
           "asked them, ‘Will the baby come back after the strike?’”"))
    EXPECT_THAT(line, ::testing::HasSubstr("the expectant mother"));
}

TEST(QuotesTest, AFewWordsWithinAReportAreReportedToo) {
  for (const std::string& line : Describe(
           "He noted that job postings on the site have been fairly steady over the past year, "
           "which suggests stable conditions in the broader labour market."))
    EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 2) << line;
}

TEST(QuotesTest, PronounIsResolved) {
  EXPECT_EQ(Describe("“It is shut,” said Fiona Reid.\n\nShe added: “It will open soon.”"),
            (Lines{"direct|Fiona Reid|It is shut,", "direct|Fiona Reid|It will open soon."}));
}

TEST(QuotesTest, WhoSaysSomethingInThePassiveStandsBehindBy) {
  EXPECT_EQ(Describe("Landlord Hugh Hill has been told by council chiefs that he will lose his "
                     "licence."),
            Lines{"indirect|council chiefs|that he will lose his licence"});
  EXPECT_EQ(Describe("Residents were told on Monday that the bridge is unsafe."),
            Lines{"indirect|-|that the bridge is unsafe"});
}

TEST(QuotesTest, APhraseBehindTheCueOfMarksIsNotReported) {
  EXPECT_EQ(Describe("“He got me,” Hugh Hill said, still in his coat. “I am sad about it.”"),
            Lines{"direct|Hugh Hill|He got me,|I am sad about it."});
}

TEST(QuotesTest, ARelativeClauseBetweenSubjectAndVerbIsNeitherSpeakerNorContent) {
  EXPECT_EQ(Describe("One lock keeper, who asked not to be named, said the queue of barges was two "
                     "miles long by noon."),
            Lines{"indirect|One lock keeper|the queue of barges was two miles long by noon"});
  EXPECT_EQ(Describe("Fiona Reid, who runs the lock, said the queue of barges was two miles long."),
            Lines{"indirect|Fiona Reid|the queue of barges was two miles long"});
}

TEST(QuotesTest, WhoAddsSomethingHasSpoken) {
  EXPECT_EQ(Describe("“It was late,” said Hugh Hill when Martin Hallam arrived.\n\n“It was dark,” "
                     "he added."),
            (Lines{"direct|Hugh Hill|It was late,", "direct|Hugh Hill|It was dark,"}));
}

TEST(QuotesTest, QuotationGoesOnOverParagraphs) {
  EXPECT_EQ(Describe("Fiona Reid said: “We will look again.\n\n“The islands cannot wait.”"),
            Lines{"direct|Fiona Reid|We will look again.|The islands cannot wait."});
}

TEST(QuotesTest, WhoSpeaksOverParagraphsMayBeNamedBehindTheLast) {
  EXPECT_EQ(
      Describe("“I grew up beside this river.\n\n“It gave us work.\n\n“Now it floods us,” said "
               "Fiona Reid."),
      Lines{"direct|Fiona Reid|I grew up beside this river.|It gave us work.|Now it floods "
            "us,"});
}

TEST(QuotesTest, DescribedSourcesKeepTheirWords) {
  EXPECT_EQ(Describe("“They are tired,” one source close to Mr Hallam told Reuters."),
            Lines{"direct|one source close to Mr Hallam|They are tired,"});
}

TEST(QuotesTest, ScareQuotesAreNoQuotations) {
  EXPECT_EQ(Describe("The “quiet” carriage was full of children."), Lines{});
}

TEST(QuotesTest, SplitQuotationIsOne) {
  EXPECT_EQ(Describe("“We won,” said Fiona Reid, “and we will win again.”"),
            Lines{"direct|Fiona Reid|We won,|and we will win again."});
}

TEST(QuotesTest, NameAfterADashSigns) {
  EXPECT_EQ(Describe("“He frightens our children every single day.” ― Krystal Correa\n"
                     "“We will leave this town for good.”\n— Esther Tapia."),
            (Lines{"direct|Krystal Correa|He frightens our children every single day.",
                   "direct|Esther Tapia|We will leave this town for good."}));
}

TEST(QuotesTest, TranscriptsNameTheirSpeakers) {
  const std::vector<std::string> lines =
      Describe("“WALLACE: Will she attend the debate?\n\n“PENCE: No, she will not.”");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[0].starts_with("direct|WALLACE|")) << lines[0];
  EXPECT_TRUE(lines[1].starts_with("direct|PENCE|")) << lines[1];
}

TEST(QuotesTest, LinesOfATranscriptNeedNoMarks) {
  EXPECT_EQ(Describe("Neil Varga answered Karen Osei in the council on Thursday.\n\n"
                     "OSEI: How many buses ran on time in April?\n\nVARGA: A little over half.\n\n"
                     "NOTE: The meeting was closed."),
            (Lines{"direct|Karen Osei|How many buses ran on time in April?",
                   "direct|Neil Varga|A little over half."}));
}

TEST(QuotesTest, TurnsOfATranscriptNeedNoBlankLines) {
  EXPECT_EQ(Describe("Anna Holt and Juan Diaz met on Monday.\n\n"
                     "Holt: We will close the pier,\nbecause the beams are rotten.\n"
                     "Diaz: And who will pay?\nWhere: Town hall\nHolt: The council will."),
            (Lines{"direct|Anna Holt|We will close the pier,\nbecause the beams are rotten.",
                   "direct|Juan Diaz|And who will pay?", "direct|Anna Holt|The council will."}));
}

TEST(QuotesTest, TwoLabelsOfOneSurnameAreTwoPeople) {
  EXPECT_EQ(Describe("John Miller and Jane Miller were heard on Monday.\n\n"
                     "JOHN MILLER: I saw the car.\n\nJANE MILLER: I saw the driver."),
            (Lines{"direct|John Miller|I saw the car.", "direct|Jane Miller|I saw the driver."}));
}

TEST(QuotesTest, LabelsInCapitalsAreNamesThemselvesWhereTheTextHasNoOther) {
  EXPECT_EQ(Describe("Hearing on the harbour\n\nMS. HOLT: Did you sign the contract?\n\n"
                     "MR. VANCE: I signed it, and I would sign it again.\n\n"
                     "MS. HOLT: Thank you. No further questions."),
            (Lines{"direct|HOLT|Did you sign the contract?",
                   "direct|VANCE|I signed it, and I would sign it again.",
                   "direct|HOLT|Thank you. No further questions."}));
}

TEST(QuotesTest, InterviewIsAnsweredByWhomItIsAbout) {
  EXPECT_EQ(
      Describe("Dana Whitlock took over the schools in August. Whitlock spoke about buses.\n\n"
               "Q: What surprised you?\n\nA: Nobody tells you that a district is a bus company."),
      (Lines{"direct||What surprised you?",
             "direct|Dana Whitlock|Nobody tells you that a district is a bus company."}));
}

TEST(QuotesTest, AnAnswerIsNotByWhomItsQuestionNames) {
  EXPECT_EQ(
      Describe("Dana Whitlock took over the schools in August. Whitlock spoke about buses.\n\n"
               "Is Martin Hallam any good?\n\n“He is new to it,” she says.\n\n"
               "Will you stay?\n\n“We will see.”"),
      Lines{"direct|Dana Whitlock|He is new to it,|We will see."});
}

TEST(QuotesTest, WhoIsAskedDoesNotSayIt) {
  EXPECT_EQ(Describe("During the session, Martin Hallam was asked, “Do you feel any guilt?”"),
            Lines{"direct|-|Do you feel any guilt?"});
  EXPECT_EQ(Describe("“Do you feel any guilt?” Martin Hallam asked."),
            Lines{"direct|Martin Hallam|Do you feel any guilt?"});
}

TEST(QuotesTest, WhoIsAskedBeforeAQuotationAnswers) {
  const std::string met = "Ana Diaz met Paul Wray. ";
  EXPECT_EQ(
      Describe(met +
               "Asked by Wray whether she had been aboard, Diaz paused. “I went there in May.”"),
      Lines{"direct|Ana Diaz|I went there in May."});
  EXPECT_EQ(
      Describe(met + "Wray asked whether she had been aboard. Diaz paused. “I went there in May.”"),
      Lines{"direct|Ana Diaz|I went there in May."});
}

TEST(QuotesTest, WhoAskedNotToBeNamedSaysIt) {
  EXPECT_EQ(Describe("“I was asleep,” one neighbour, who asked not to be named, told the Argus."),
            Lines{"direct|one neighbour|I was asleep,"});
}

TEST(QuotesTest, ARelativeClauseWithAComplementHidesNobody) {
  EXPECT_EQ(
      Describe("In a new report, researchers who have created a Tobacco Atlas after surveying 63 "
               "countries say smokers exceed 1.1 billion."),
      Lines{"indirect|researchers|smokers exceed 1.1 billion"});
  EXPECT_EQ(Describe("Fiona Reid, a retired nurse who helped said: “She was cold.”"),
            Lines{"direct|Fiona Reid|She was cold."});
}

TEST(QuotesTest, IndirectSpeechEndsWithItsSentence) {
  EXPECT_EQ(Describe("Martin Hallam said he had a Ph.D. Nobody checked."),
            Lines{"indirect|Martin Hallam|he had a Ph.D."});
}

TEST(QuotesTest, ItIsTheBodyThatWasNamedLast) {
  EXPECT_EQ(Describe("The White House rejected the claim. “It is false,” it said."),
            Lines{"direct|White House|It is false,"});
}

TEST(QuotesTest, WhoFollowsAVerbNeedsNoName) {
  EXPECT_EQ(Describe("“We want our homes back,” chanted the crowd outside the town hall."),
            Lines{"direct|the crowd outside the town hall|We want our homes back,"});
  EXPECT_EQ(Describe("“They lied to us,” seethed neighbour Martin Hallam."),
            Lines{"direct|Martin Hallam|They lied to us,"});
}

TEST(QuotesTest, TheGroupIsTheBodyThatWasNamedLast) {
  EXPECT_EQ(Describe("Amnesty International published a report. “It is wrong,” the group said."),
            Lines{"direct|Amnesty International|It is wrong,"});
}

TEST(QuotesTest, WhoSpeaksFirstMayBeNamedLater) {
  EXPECT_EQ(Describe("“I’m tired,” he says. “I work nights.” Martin Hallam, 44, drives a lorry."),
            Lines{"direct|Martin Hallam|I’m tired,|I work nights."});
}

TEST(QuotesTest, TheSubjectOfWhatIsPartlyQuotedIsReported) {
  EXPECT_EQ(Describe("Martin Hallam said senators “missed the point” on pay."),
            Lines{"mixed|Martin Hallam|senators “missed the point” on pay"});
}

TEST(QuotesTest, TitlesInARowAreNoQuotations) {
  EXPECT_EQ(
      Describe("You may know him from films such as “Nine Ways to Sink” and “My Own Anchor”."),
      Lines{});
}

TEST(QuotesTest, WhoReportsASpeechDoesNotHoldIt) {
  EXPECT_EQ(Describe("“It is late,” Fiona Reid said in a speech, according to the Globe."),
            Lines{"direct|Fiona Reid|It is late,"});
}

TEST(QuotesTest, HeadingIsAQuotationOnlyWhereItSaysWhose) {
  EXPECT_EQ(Describe("Talks ‘must go on’ says Fiona Reid\n\nThe talks in Leith began on Monday."),
            Lines{"direct|Fiona Reid|must go on"});
  EXPECT_EQ(Describe("A ‘quiet’ day in Leith\n\nThe talks in Leith began on Monday."), Lines{});
}

TEST(QuotesTest, DescriptionBetweenNameAndCueBreaksNothing) {
  EXPECT_EQ(Describe("Hugh Hill, a doctor, said: “It was the worst night of my life.”"),
            Lines{"direct|Hugh Hill|It was the worst night of my life."});
  EXPECT_EQ(Describe("“It was loud,” said Hugh Hill, who has worked at the hospital since 1998."),
            Lines{"direct|Hugh Hill|It was loud,"});
}

TEST(QuotesTest, NicknamesAndTitlesAreNoQuotations) {
  EXPECT_EQ(Describe("Tomas “Corkscrew” Bell read from “The Long Winter” to the crew."), Lines{});
}

TEST(QuotesTest, MissingMarkSpoilsItsOwnParagraphAlone) {
  const auto lines = Describe(
      "“We won, said Hugh Hill.\n\n“Nobody knew,” said Fiona Reid.\n\n“I did,” said Hugh Hill.");
  ASSERT_GE(lines.size(), 2u);
  EXPECT_EQ(lines[lines.size() - 2], "direct|Fiona Reid|Nobody knew,");
  EXPECT_EQ(lines.back(), "direct|Hugh Hill|I did,");
}

TEST(QuotesTest, FurnitureBetweenParagraphsKeepsTheSpeaker) {
  EXPECT_EQ(Describe("“We looked everywhere,” said Hugh Hill.\n\nRead more: Storm shuts schools\n\n"
                     "He said: “There was nothing left.”"),
            (Lines{"direct|Hugh Hill|We looked everywhere,",
                   "direct|Hugh Hill|There was nothing left."}));
}

TEST(QuotesTest, PronounMeansNobodyWhoIsNamedInItsOwnWords) {
  EXPECT_EQ(Describe("Her editor, Arthur Noon, was in the room.\n\n“Sam rings at six in the "
                     "morning to argue about commas,” he told me last month."),
            Lines{"direct|Arthur Noon|Sam rings at six in the morning to argue about commas,"});
}

TEST(QuotesTest, PersonAfterACommaIsWhomTheOrganisationSent) {
  EXPECT_EQ(Describe("The UN envoy, Elena Kostas, told Reuters: “It is quiet enough.”"),
            Lines{"direct|Elena Kostas|It is quiet enough."});
}

TEST(QuotesTest, TitleTellsTwoOfASurnameApart) {
  EXPECT_EQ(
      Describe("Leon Farrow was jailed. His former wife, Nadia Farrow, gave evidence.\n\n“He "
               "lied to me as well,” she told the court.\n\nMr Farrow said: “I am sorry.”"),
      (Lines{"direct|Nadia Farrow|He lied to me as well,", "direct|Leon Farrow|I am sorry."}));
}

TEST(QuotesTest, PossessorIsNotTheSpeaker) {
  EXPECT_EQ(Describe("Putin’s spokesman, Dmitry Peskov, said: “The visit is very important.”"),
            Lines{"direct|Dmitry Peskov|The visit is very important."});
}

TEST(QuotesTest, HostileMarksEndInTime) {
  std::string text;
  for (int k = 0; k < 20000; ++k) text += "“said he \" ";
  EXPECT_LE(Describe(text).size(), 40000u);
}

}  // namespace
}  // namespace textanalysis::quotes
