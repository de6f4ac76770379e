#include "analysis/verify/verifier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "tests/support/bundle.h"

namespace textanalysis::verify {

void PrintTo(Verdict verdict, std::ostream* out) {
  static constexpr const char* kNames[] = {
      "VERBATIM", "VERBATIM_BUT_FOR_FORM", "PARAPHRASED", "CUT", "ALTERED", "SPLICED", "NOT_FOUND"};
  *out << kNames[static_cast<size_t>(verdict)];
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kSource[] =
    "The port of Leith will stay shut until spring, Transport Minister Fiona Reid said on "
    "Monday.\n\n"
    "“We will not reopen the harbour before the 14 repairs are done, and I don’t expect that to "
    "happen quickly,” Reid told reporters. “My honest advice is to plan for a long winter at "
    "home.”\n\n"
    "Martin Hallam, who runs the ferry company, was angry. “Nobody asked the crews what they "
    "needed,” "
    "Hallam said. He walked out of the meeting and went back to his office.\n\n"
    "“The cost of every lost week is about £40,000 for the town and its shops,” he added.\n\n"
    "The council will decide on the budget for the sea wall in March.";

// A draft or source and what the analysis found in it.
struct Analyzed {
  explicit Analyzed(std::string text_in) : text(std::move(text_in)) {
    pipeline::Options options{.clean = false};
    options.quote_options.types = {quotes::AttributionType::kCommunication,
                                   quotes::AttributionType::kBelief, quotes::AttributionType::kFact,
                                   quotes::AttributionType::kEventuality};
    options.quote_options.include_unsettled = true;
    analysis =
        testing::TestAnalyzer().Analyze({.text = text, .language_code = "en"}, options, {}).value();
  }
  Text View() const { return {text, &analysis.quotes, &analysis.entities}; }

  std::string text;
  pipeline::Analysis analysis;
};

const Analyzed& Source() {
  static const auto& analyzed = *new Analyzed(kSource);
  return analyzed;
}

std::vector<Finding> Verify(const Analyzed& draft, const std::vector<const Analyzed*>& sources) {
  std::vector<Text> texts;
  for (const Analyzed* source : sources) texts.push_back(source->View());
  const Verifier& verifier = testing::TestAnalyzer().verifier();
  const IndexedSources indexed = verifier.Index(texts, {}).value();
  return verifier.Verify(draft.View(), indexed, {}).value();
}

std::string Words(const Analyzed& text, text::Span span) {
  return std::string(text::Slice(text.text, span));
}

struct Case {
  const char* name;
  const char* draft;
  Verdict verdict;
  SpeakerAgreement speaker;
};

class VerdictTest : public ::testing::TestWithParam<Case> {};

TEST_P(VerdictTest, OfTheOnlyQuotationIsAsExpected) {
  const Analyzed draft(GetParam().draft);
  const std::vector<Finding> findings = Verify(draft, {&Source()});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].verdict, GetParam().verdict);
  EXPECT_EQ(findings[0].speaker, GetParam().speaker);
}

constexpr Case kCases[] = {
    {"SameWords", "“Nobody asked the crews what they needed,” Martin Hallam said.",
     Verdict::kVerbatim, SpeakerAgreement::kSame},
    {"PartOfASentence", "Fiona Reid said people should “plan for a long winter at home”.",
     Verdict::kVerbatim, SpeakerAgreement::kSame},
    {"StraightMarksAndSpelling",
     "\"We will not reopen the harbor before the 14 repairs are done,\" Fiona Reid said.",
     Verdict::kVerbatimButForForm, SpeakerAgreement::kSame},
    {"NumberInWords",
     "“We will not reopen the harbour before the fourteen repairs are done,” Fiona Reid said.",
     Verdict::kVerbatimButForForm, SpeakerAgreement::kSame},
    {"ContractionWrittenOut", "“I do not expect that to happen quickly,” Fiona Reid said.",
     Verdict::kVerbatimButForForm, SpeakerAgreement::kSame},
    {"MarkedEllipsis",
     "“We will not reopen the harbour … and I don’t expect that to happen quickly,” Fiona Reid "
     "said.",
     Verdict::kVerbatimButForForm, SpeakerAgreement::kSame},
    {"BracketedWords", "“Nobody asked the crews what [the sailors] needed,” Martin Hallam said.",
     Verdict::kVerbatimButForForm, SpeakerAgreement::kSame},
    {"OverTheReportingClause",
     "“I don’t expect that to happen quickly. My honest advice is to plan for a long winter at "
     "home,” Fiona Reid said.",
     Verdict::kVerbatimButForForm, SpeakerAgreement::kSame},
    {"WordReplaced", "“Nobody told the crews what they needed,” Martin Hallam said.",
     Verdict::kAltered, SpeakerAgreement::kSame},
    {"WordAdded", "“Nobody ever asked the crews what they really needed,” Martin Hallam said.",
     Verdict::kAltered, SpeakerAgreement::kSame},
    {"NegationDropped",
     "“We will reopen the harbour before the 14 repairs are done,” Fiona Reid said.",
     Verdict::kAltered, SpeakerAgreement::kSame},
    {"ContractedNegationDropped", "“I do expect that to happen quickly,” Fiona Reid said.",
     Verdict::kAltered, SpeakerAgreement::kSame},
    {"NegationElided",
     "“We will … reopen the harbour before the 14 repairs are done,” Fiona Reid said.",
     Verdict::kAltered, SpeakerAgreement::kSame},
    {"NumberChanged",
     "“We will not reopen the harbour before the 15 repairs are done,” Fiona Reid said.",
     Verdict::kAltered, SpeakerAgreement::kSame},
    {"NumberChangedInBrackets",
     "“We will not reopen the harbour before the [15] repairs are done,” Fiona Reid said.",
     Verdict::kAltered, SpeakerAgreement::kSame},
    {"CurrencyChanged",
     "“The cost of every lost week is about $40,000 for the town and its shops,” Martin Hallam "
     "said.",
     Verdict::kAltered, SpeakerAgreement::kSame},
    {"MiddleLeftOut", "“The cost is about £40,000 for the town and its shops,” Martin Hallam said.",
     Verdict::kCut, SpeakerAgreement::kSame},
    {"EllipsisBeforeAWordThatComesTwice",
     "“The cost of every lost week is about £40,000 for … its shops,” Martin Hallam said.",
     Verdict::kVerbatimButForForm, SpeakerAgreement::kSame},
    {"NumberLeftOut",
     "“We will not reopen the harbour before the repairs are done,” Fiona Reid said.",
     Verdict::kCut, SpeakerAgreement::kSame},
    {"TwoJoined",
     "“Nobody asked the crews what they needed and every lost week is about £40,000 for the town,” "
     "Martin Hallam said.",
     Verdict::kSpliced, SpeakerAgreement::kSame},
    {"GivenToAnother", "“Nobody asked the crews what they needed,” Fiona Reid said.",
     Verdict::kVerbatim, SpeakerAgreement::kAnother},
    {"Invented", "“Our engineers have promised me an early summer opening,” Fiona Reid said.",
     Verdict::kNotFound, SpeakerAgreement::kUnknown},
    {"Report", "Fiona Reid said that the port of Leith would be shut until the spring.",
     Verdict::kParaphrased, SpeakerAgreement::kSame},
};

INSTANTIATE_TEST_SUITE_P(Drafts, VerdictTest, ::testing::ValuesIn(kCases),
                         [](const auto& param_info) { return std::string(param_info.param.name); });

TEST(VerifierTest, ANegationOrANumberRightBeforeTheWordsGoesWithThem) {
  const auto verdict = [](const std::string& draft, const std::string& source) {
    const Analyzed from(source), words(draft);
    return Verify(words, {&from}).at(0).verdict;
  };
  EXPECT_EQ(verdict("“All members agreed with the plan,” Ana Diaz said.",
                    "“Not all members agreed with the plan,” Ana Diaz said."),
            Verdict::kAltered);
  EXPECT_EQ(verdict("“The harbour works will cost the town 14,” Ana Diaz said.",
                    "“The harbour works will cost the town 14 million,” Ana Diaz said."),
            Verdict::kAltered);
  EXPECT_EQ(verdict("Ana Diaz said that not “all members agreed with the plan”.",
                    "“Not all members agreed with the plan,” Ana Diaz said."),
            Verdict::kVerbatim);
}

// The verdict of one quotation beside the words of one source, both said by the same person.
Verdict VerdictOf(const std::string& draft, const std::string& source) {
  const Analyzed from("“" + source + "” Ana Diaz said."), words("“" + draft + "” Ana Diaz said.");
  return Verify(words, {&from}).at(0).verdict;
}

TEST(VerifierTest, AConditionBehindTheWordsGoesWithThem) {
  const std::string unless = "I will vote for the bill of the port unless the price goes up.";
  EXPECT_EQ(VerdictOf("I will vote for the bill of the port,", unless), Verdict::kAltered);
  EXPECT_EQ(VerdictOf("I will vote for the bill of the port,",
                      "I will vote for the bill of the port, if it is fair."),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf(unless, unless), Verdict::kVerbatim);
  const Analyzed source("“" + unless + "” Ana Diaz said.");
  const Analyzed draft("“I will vote for the bill of the port,” Ana Diaz said, unless it is dear.");
  EXPECT_EQ(Verify(draft, {&source}).at(0).verdict, Verdict::kVerbatim);
}

TEST(VerifierTest, AConditionThatOpensTheSentenceGoesWithItsConsequence) {
  const std::string source = "If it gets worse, we will close the pier.";
  EXPECT_EQ(VerdictOf("We will close the pier,", source), Verdict::kAltered);
  EXPECT_EQ(VerdictOf("If it gets worse, we will close the pier,", source), Verdict::kVerbatim);
  EXPECT_EQ(
      VerdictOf("We will close the pier,", "If it rains, it rains, but we will close the pier."),
      Verdict::kVerbatimButForForm);
  const Analyzed from("“If it gets worse,” Ana Diaz said, “we will close the pier.”");
  const Analyzed alone("“We will close the pier,” Ana Diaz said."),
      told("If it gets worse, Ana Diaz said, “we will close the pier”.");
  EXPECT_EQ(Verify(alone, {&from}).at(0).verdict, Verdict::kAltered);
  EXPECT_EQ(Verify(told, {&from}).at(0).verdict, Verdict::kVerbatim);
}

TEST(VerifierTest, AClauseThatIsDeniedIsNotStated) {
  const std::string words = "The council will pay for it,";
  EXPECT_EQ(VerdictOf(words, "I don't think the council will pay for it."), Verdict::kAltered);
  EXPECT_EQ(VerdictOf(words, "I deny that the council will pay for it."), Verdict::kAltered);
  EXPECT_EQ(VerdictOf(words, "It is not true that the council will pay for it."),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf(words, "There is no doubt that the council will pay for it."),
            Verdict::kVerbatimButForForm);
  EXPECT_EQ(VerdictOf(words, "I think the council will pay for it."), Verdict::kVerbatimButForForm);
  const Analyzed from("“I don't think the council will pay,” Ana Diaz said.");
  const Analyzed told("Ana Diaz does not think “the council will pay”.");
  EXPECT_EQ(Verify(told, {&from}).at(0).verdict, Verdict::kVerbatim);
}

TEST(VerifierTest, AContractionIsEitherOfItsWords) {
  EXPECT_EQ(VerdictOf("She has won the case, and he would pay for it,",
                      "She's won the case, and he'd pay for it."),
            Verdict::kVerbatimButForForm);
  EXPECT_EQ(VerdictOf("She was won over by the case of the port,",
                      "She's won over by the case of the port."),
            Verdict::kAltered);
}

TEST(VerifierTest, TurnsOfATranscriptHaveSpeakers) {
  const Analyzed from(
      "MS. HOLT: We will close the pier on Friday.\nMR. VANCE: And who will pay the crew?\n"
      "MS. HOLT: The council will.");
  const Analyzed draft("“We will close the pier on Friday,” Mr Vance said.");
  const Finding finding = Verify(draft, {&from}).at(0);
  EXPECT_EQ(finding.verdict, Verdict::kVerbatim);
  EXPECT_EQ(finding.speaker, SpeakerAgreement::kAnother);
  EXPECT_EQ(finding.places.at(0).standing, Standing::kQuoted);
}

TEST(VerifierTest, WhatIsLeftOffIsAChange) {
  const Analyzed source("“Not all members agreed with the plan,” Ana Diaz said.");
  const Analyzed draft("“All members agreed with the plan,” Ana Diaz said.");
  const Finding finding = Verify(draft, {&source}).at(0);
  ASSERT_THAT(finding.changes, SizeIs(2));
  EXPECT_EQ(finding.changes[0].kind, ChangeKind::kLeftOut);
  EXPECT_EQ(Words(source, finding.changes[0].source_span), "Not");
  EXPECT_TRUE(finding.changes[0].changes_negation);
  ASSERT_THAT(finding.places, SizeIs(1));
  EXPECT_EQ(Words(source, finding.places[0].span), "all members agreed with the plan");
}

TEST(VerifierTest, AnEllipsisExcusesNoWordThatTurnsAStatementRound) {
  EXPECT_EQ(VerdictOf("We … support the plan of the council,",
                      "We refuse to support the plan of the council,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("I will resign … before the summer comes,",
                      "I will resign if the board asks me to before the summer comes,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("The town … ran out of water that week,",
                      "The town almost ran out of water that week,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("We … support the plan of the council,",
                      "We gladly support the plan of the council,"),
            Verdict::kVerbatimButForForm);
}

TEST(VerifierTest, AQuestionIsNoStatement) {
  EXPECT_EQ(VerdictOf("He is a liar and a thief,", "He is a liar and a thief?"), Verdict::kAltered);
  EXPECT_EQ(VerdictOf("He is a liar and a thief?", "He is a liar and a thief,"), Verdict::kAltered);
  EXPECT_EQ(VerdictOf("He is a liar and a thief?", "He is a liar and a thief."), Verdict::kAltered);
  EXPECT_EQ(VerdictOf("He is a liar? He told us so,", "He is a liar. He told us so,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("I wonder, is he a liar and a thief,", "I wonder, is he a liar and a thief?"),
            Verdict::kVerbatim);
  EXPECT_EQ(VerdictOf("Is he a liar and a thief,", "Is he a liar and a thief?"),
            Verdict::kVerbatim);
  EXPECT_EQ(VerdictOf("a liar and a thief,", "Do you think that he is a liar and a thief?"),
            Verdict::kVerbatim);
}

TEST(VerifierTest, LettersPartedOtherwiseAreTheSameWords) {
  EXPECT_EQ(
      VerdictOf("We need infrastructure for the port,", "We need infra-\nstructure for the port,"),
      Verdict::kVerbatimButForForm);
  EXPECT_EQ(VerdictOf("The port has no health care,", "The port has no healthcare,"),
            Verdict::kVerbatimButForForm);
  EXPECT_EQ(VerdictOf("The port needs the government in action,",
                      "The port needs the government inaction,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("They gave the port to us,", "They gave the port to US,"), Verdict::kAltered);
  EXPECT_EQ(VerdictOf("His work on the port was notable,", "His work on the port was not able,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("We need 105 men for the port,", "We need 10 5 men for the port,"),
            Verdict::kAltered);
}

TEST(VerifierTest, WhatAnotherPartOfTheQuotationHasIsNotLeftOff) {
  const auto verdict = [](const std::string& draft, const std::string& source) {
    const Analyzed from("“" + source + "” Ana Diaz said."), words(draft);
    return Verify(words, {&from}).at(0).verdict;
  };
  EXPECT_EQ(verdict("“I do not,” Ana Diaz said, “support the plan of the port.”",
                    "I do not support the plan of the port."),
            Verdict::kVerbatim);
  EXPECT_EQ(verdict("“We will pay the crew,” Ana Diaz said, “if we can find the money.”",
                    "We will pay the crew if we can find the money."),
            Verdict::kVerbatim);
  EXPECT_EQ(verdict("Ana Diaz will never “pay the crew of the port a penny”.",
                    "I will not pay the crew of the port a penny."),
            Verdict::kVerbatim);
  EXPECT_EQ(verdict("“We will pay the crew of the port,” Ana Diaz said when asked if she lied.",
                    "We will pay the crew of the port if we can."),
            Verdict::kAltered);
  EXPECT_EQ(verdict("“We will close the port in May,” Ana Diaz said.",
                    "No, we will close the port in May."),
            Verdict::kVerbatimButForForm);
}

TEST(VerifierTest, TheBestOfSeveralPlacesCounts) {
  const Analyzed denies("“I do not support the plan of the port,” Ana Diaz said.");
  const Analyzed affirms("“I support the plan of the port,” Ana Diaz said.");
  const Analyzed draft("“Support the plan of the port,” Ana Diaz said.");
  const Finding finding = Verify(draft, {&denies, &affirms}).at(0);
  EXPECT_EQ(finding.verdict, Verdict::kVerbatimButForForm);
  ASSERT_THAT(finding.places, SizeIs(1));
  EXPECT_EQ(finding.places[0].source, 1u);
  EXPECT_THAT(finding.others, SizeIs(1));
}

TEST(VerifierTest, AConditionBehindTheSourcesReportingClauseIsLeftOff) {
  const Analyzed source("“We will sign the deal,” Ana Diaz said, “if the crew agrees to it.”");
  const Analyzed draft("“We will sign the deal,” Ana Diaz said.");
  EXPECT_EQ(Verify(draft, {&source}).at(0).verdict, Verdict::kAltered);
  const Analyzed apart("“We will sign the deal,” Ana Diaz said. “If the crew agrees, we sail.”");
  EXPECT_EQ(Verify(draft, {&apart}).at(0).verdict, Verdict::kVerbatim);
}

TEST(VerifierTest, AnEllipsisKeepsWhatTurnsTheSentenceRound) {
  EXPECT_EQ(VerdictOf("I trust him … The crew trusts him too,",
                      "I trust him not at all. He lied. The crew trusts him too,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("I will … resign from the port,",
                      "I will not hide it from you. I resign from the port,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("I have never in all my years here … taken a bribe,",
                      "I have never in all my years here been so sad. He has taken a bribe,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("I trust him … The crew trusts him too,",
                      "I trust him with all my heart. He is able. The crew trusts him too,"),
            Verdict::kVerbatimButForForm);
  EXPECT_EQ(VerdictOf("We need 10 … men for the port,", "We need 10 million men for the port,"),
            Verdict::kAltered);
}

TEST(VerifierTest, APartOfANumberRightBesideTheWordsGoesWithThem) {
  EXPECT_EQ(
      VerdictOf("A million people came to the port,", "Half a million people came to the port,"),
      Verdict::kAltered);
  EXPECT_EQ(VerdictOf("A million people came to the port,",
                      "A quarter of a million people came to the port,"),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("The harbour lost 50,", "The harbour lost 50% of its crew,"),
            Verdict::kAltered);
  EXPECT_EQ(
      VerdictOf("Rates at the port rose by 5 percent,", "Rates at the port rose by .5 percent,"),
      Verdict::kAltered);
}

TEST(VerifierTest, BracketsWithinAWordMarkItsChange) {
  EXPECT_EQ(VerdictOf("[W]e will repair the port,", "And we will repair the port,"),
            Verdict::kVerbatimButForForm);
  EXPECT_EQ(VerdictOf("She walk[ed] to the port alone,", "She walks to the port alone,"),
            Verdict::kVerbatimButForForm);
  EXPECT_EQ(
      VerdictOf("We [almost] won the case at the port,", "We never won the case at the port,"),
      Verdict::kAltered);
}

TEST(VerifierTest, ANegationRightBehindAClauseGoesWithIt) {
  EXPECT_EQ(VerdictOf("I will pay him,", "I will pay him nothing."), Verdict::kAltered);
  EXPECT_EQ(VerdictOf("The mayor of the town did,", "The mayor of the town didn't."),
            Verdict::kAltered);
  EXPECT_EQ(VerdictOf("The members of the union,", "The members of the union never came."),
            Verdict::kVerbatim);
  EXPECT_EQ(VerdictOf("It was a good year for us,", "It was a good year for us, not a bad one."),
            Verdict::kVerbatim);
}

TEST(VerifierTest, ANegatedThoughtThatIsQuotedWholeIsVerbatim) {
  const Analyzed source("The doctor spoke. I don't think the drug has failed in the trial.");
  const Analyzed draft("“I don't think the drug has failed in the trial,” Ana Diaz said.");
  EXPECT_EQ(Verify(draft, {&source}).at(0).verdict, Verdict::kVerbatim);
}

TEST(VerifierTest, ASourceThatDeniesTheWordsHasOtherOnes) {
  const Analyzed source("Ana Diaz never said that “the pier is safe for all of us”.");
  const Analyzed draft("“The pier is safe for all of us,” Ana Diaz said.");
  EXPECT_EQ(Verify(draft, {&source}).at(0).verdict, Verdict::kAltered);
  EXPECT_EQ(Verify(source, {&source}).at(0).verdict, Verdict::kVerbatim);
}

TEST(VerifierTest, AQuotationGoesOnToItsClosingMark) {
  const Analyzed source("“We will close the pier and pay the crew,” Ana Diaz said.");
  for (const char* end : {"\n", "\n\n"}) {
    const Analyzed draft(std::string("Ana Diaz said: “We will close the pier") + end +
                         "and never pay the crew.”");
    const std::vector<Finding> findings = Verify(draft, {&source});
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].verdict, Verdict::kAltered);
  }
  const Analyzed whole("Ana Diaz said: “We will\n\nclose the pier and pay the crew.”");
  EXPECT_EQ(Verify(whole, {&source}).at(0).verdict, Verdict::kVerbatim);
}

TEST(VerifierTest, AnEllipsisOverTheEndOfASentenceJoinsNoNegationToOtherWords) {
  const Analyzed source(
      "“I do not want to close the library. But I support the plan of the council. I never liked "
      "it "
      "much. We will see what the winter brings,” Ana Diaz said.");
  const auto verdict = [&source](const std::string& words) {
    const Analyzed draft("“" + words + ",” Ana Diaz said.");
    return Verify(draft, {&source}).at(0).verdict;
  };
  EXPECT_EQ(verdict("I do not … support the plan of the council"), Verdict::kAltered);
  EXPECT_EQ(verdict("I support the plan … liked it much"), Verdict::kAltered);
  EXPECT_EQ(verdict("I do not want to close the library … We will see what the winter brings"),
            Verdict::kVerbatimButForForm);
  EXPECT_EQ(verdict("But I support the plan … We will see what the winter brings"),
            Verdict::kVerbatimButForForm);
}

TEST(VerifierTest, DoubleMarksWithinSingleOnesArePartOfTheQuotation) {
  const Analyzed source("‘We were promised a “state of the art” clinic by May,’ Ana Diaz said.");
  const Analyzed draft("‘We were promised a “state of the art” clinic by June,’ Ana Diaz said.");
  const std::vector<Finding> findings = Verify(draft, {&source});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].verdict, Verdict::kAltered);
  EXPECT_EQ(findings[0].speaker, SpeakerAgreement::kSame);
}

TEST(VerifierTest, APassageThatSharesNothingButGrammarIsNotNearest) {
  const Analyzed source(
      "“It is a matter of safety, and of trust,” Ana Diaz said. “The harbour needs new cranes.”");
  const Analyzed draft(
      "“This is a disgrace,” Ana Diaz said.\n\n"
      "“The harbour’s cranes block one another,” Tom Hale said.");
  const std::vector<Finding> findings = Verify(draft, {&source});
  ASSERT_THAT(findings, SizeIs(2));
  for (const Finding& finding : findings) EXPECT_EQ(finding.verdict, Verdict::kNotFound);
  EXPECT_THAT(findings[0].places, IsEmpty());
  EXPECT_THAT(findings[1].places, SizeIs(1)) << "two words are in common";
}

TEST(VerifierTest, TellsWhereAQuotationStandsAndHow) {
  const Analyzed draft("“Nobody asked the crews what they needed,” Martin Hallam said.");
  const std::vector<Finding> findings = Verify(draft, {&Source()});
  ASSERT_THAT(findings, SizeIs(1));
  ASSERT_THAT(findings[0].places, SizeIs(1));
  EXPECT_EQ(Words(Source(), findings[0].places[0].span), "Nobody asked the crews what they needed");
  EXPECT_EQ(findings[0].places[0].standing, Standing::kQuoted);
  EXPECT_THAT(findings[0].others, IsEmpty());
  EXPECT_FLOAT_EQ(findings[0].word_share, 1);
  EXPECT_GT(findings[0].score, 0.99f);
}

TEST(VerifierTest, AMarginalVerdictHasALowerScoreThanAClearOne) {
  const Analyzed clear("“Nobody paints a violin before the meadow is dry again,” Hallam said.");
  const Analyzed marginal(
      "“Nobody asked our crews whatever lanterns they needed near home,” Hallam said.");
  const std::vector<Finding> none = Verify(clear, {&Source()});
  const std::vector<Finding> half = Verify(marginal, {&Source()});
  ASSERT_THAT(none, SizeIs(1));
  ASSERT_THAT(half, SizeIs(1));
  EXPECT_EQ(none[0].verdict, Verdict::kNotFound);
  EXPECT_LT(none[0].word_share, half[0].word_share);
  EXPECT_GT(none[0].score, half[0].score);
}

TEST(VerifierTest, TellsWhatChanged) {
  const Analyzed draft(
      "“We will reopen the harbour before the 15 repairs are done,” Fiona Reid said.");
  const std::vector<Finding> findings = Verify(draft, {&Source()});
  ASSERT_THAT(findings, SizeIs(1));
  std::vector<std::string> changes;
  for (const Change& change : findings[0].changes) {
    if (change.kind == ChangeKind::kEqual) continue;
    changes.push_back(Words(draft, change.draft) + "<" + Words(Source(), change.source_span) +
                      (change.changes_negation ? " negation" : "") +
                      (change.changes_number ? " number" : ""));
  }
  EXPECT_THAT(changes, ElementsAre("<not negation", "15<14 number"));
}

TEST(VerifierTest, OwnWordsOfASourceAreToldFromQuotedOnes) {
  const Analyzed draft(
      "“The council will decide on the budget for the sea wall in March,” Fiona Reid said.");
  const std::vector<Finding> findings = Verify(draft, {&Source()});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].verdict, Verdict::kVerbatim);
  ASSERT_THAT(findings[0].places, SizeIs(1));
  EXPECT_EQ(findings[0].places[0].standing, Standing::kOwnWords);
  EXPECT_EQ(findings[0].speaker, SpeakerAgreement::kUnknown);
}

TEST(VerifierTest, EveryFurtherPlaceIsTold) {
  const Analyzed other(
      "Hallam was heard again. “Nobody asked the crews what they needed,” the ferry man repeated.");
  const Analyzed draft("“Nobody asked the crews what they needed,” Martin Hallam said.");
  const std::vector<Finding> findings = Verify(draft, {&other, &Source(), &other});
  ASSERT_THAT(findings, SizeIs(1));
  ASSERT_THAT(findings[0].places, SizeIs(1));
  std::set<size_t> sources = {findings[0].places[0].source};
  for (const Place& place : findings[0].others) sources.insert(place.source);
  EXPECT_THAT(sources, ElementsAre(0u, 1u, 2u));
}

TEST(VerifierTest, AmongEqualPlacesTheSpeakersOwnIsPreferred) {
  const Analyzed other("“Nobody asked the crews what they needed,” Ann Porter said.");
  const Analyzed draft("“Nobody asked the crews what they needed,” Martin Hallam said.");
  const std::vector<Finding> findings = Verify(draft, {&other, &Source()});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].places[0].source, 1u);
  EXPECT_EQ(findings[0].speaker, SpeakerAgreement::kSame);
}

TEST(VerifierTest, ASourceThatNamesNobodyIsToldSo) {
  const Analyzed source(
      "“The deal will collapse before the weekend is over,” a senior official said.");
  const Analyzed draft("“The deal will collapse before the weekend is over,” Martin Hallam said.");
  const std::vector<Finding> findings = Verify(draft, {&source});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].speaker, SpeakerAgreement::kUnnamedInSource);
}

TEST(VerifierTest, MarkedWordsThatNobodySaysAreChecked) {
  const Analyzed draft("A note on the desk. “Nobody asked the crews what they needed.” Rain fell.");
  const std::vector<Finding> findings = Verify(draft, {&Source()});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].verdict, Verdict::kVerbatim);
}

TEST(VerifierTest, IdsStayWhereOtherQuotationsComeAndGo) {
  const std::string one = "“Nobody asked the crews what they needed,” Martin Hallam said.";
  const std::string two = "“Plan for a long winter at home,” Fiona Reid said.";
  const Analyzed alone(one), after(two + "\n\n" + one), twice(one + "\n\n" + one);
  const std::vector<Finding> a = Verify(alone, {&Source()}), b = Verify(after, {&Source()}),
                             c = Verify(twice, {&Source()});
  ASSERT_THAT(a, SizeIs(1));
  ASSERT_THAT(b, SizeIs(2));
  ASSERT_THAT(c, SizeIs(2));
  EXPECT_EQ(a[0].id, b[1].id);
  EXPECT_EQ(a[0].id, c[0].id);
  EXPECT_NE(c[0].id, c[1].id);
}

TEST(VerifierTest, AnEmptySourceHasNothing) {
  const Analyzed source(" "),
      draft("“Nobody asked the crews what they needed,” Martin Hallam said.");
  const std::vector<Finding> findings = Verify(draft, {&source});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].verdict, Verdict::kNotFound);
}

TEST(VerifierTest, WorkEndsWithTheBudget) {
  const Analyzed draft("“Nobody asked the crews what they needed,” Martin Hallam said.");
  const Verifier& verifier = testing::TestAnalyzer().verifier();
  const text::Budget spent{.deadline = text::SteadyNow()};
  EXPECT_FALSE(verifier.Index({Source().View()}, spent).ok());
  const IndexedSources indexed = verifier.Index({Source().View()}, {}).value();
  EXPECT_FALSE(verifier.Verify(draft.View(), indexed, spent).ok());
}

}  // namespace
}  // namespace textanalysis::verify
