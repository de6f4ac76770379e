#include "analysis/quotes/clauses.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/bundle.h"

namespace textanalysis::quotes {
namespace {

// "speaker|content" of each quotation of the default answer.
std::vector<std::string> Quotations(const std::string& text) {
  const auto analysis =
      testing::TestAnalyzer().Analyze({.text = text, .language_code = "en"}, {.clean = false}, {});
  std::vector<std::string> out;
  for (const Quote& q : analysis->quotes) {
    std::string line = q.speaker ? q.speaker->name : "-";
    for (const text::Span& span : q.content) line += "|" + std::string(Slice(text, span));
    out.push_back(line);
  }
  return out;
}

struct Case {
  std::string name, text;
  std::vector<std::string> quotations;
};

class ClausesTest : public ::testing::TestWithParam<Case> {};

TEST_P(ClausesTest, QuotationsAre) {
  EXPECT_EQ(Quotations(GetParam().text), GetParam().quotations);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, ClausesTest,
    ::testing::Values(
        Case{"UnknownVerbThenName",
             "The bus never came. \"Typical,\" harrumphed Nora Blythe.",
             {"Nora Blythe|Typical,"}},
        Case{"WhoIsAccusedIsNoSource", "Ed Flynn was charged with “fraud” on Monday.", {"-|fraud"}},
        Case{"WhoIsDescribedIsNoSource",
             "Ben Cole was later described as “a menace”.",
             {"-|a menace"}},
        Case{"WhoIsQuotedSpeaks",
             "Dan Ortiz was quoted as saying “we lost” on Tuesday.",
             {"Dan Ortiz|“we lost” on Tuesday"}},
        Case{"NameThenUnknownVerb",
             "Rain fell all day. \"We are soaked,\" Piet Lamm groused.",
             {"Piet Lamm|We are soaked,"}},
        Case{"DescriptionThenRareVerb",
             "The league said the puck had “hit a skate”.\n\n“Typical of them, as ever,” the home "
             "coach muttered.",
             {"The league|the puck had “hit a skate”", "the home coach|Typical of them, as ever,"}},
        Case{"AgeBeforeARareVerb",
             "“We are soaked again,” Piet Lamm, 52, groused.",
             {"Piet Lamm|We are soaked again,"}},
        Case{"AppositionBeforeARareVerb",
             "“We are soaked again,” Piet Lamm, a retired baker, grumbled.",
             {"Piet Lamm|We are soaked again,"}},
        Case{"OfficeBeforeANameAndARareVerb",
             "“We are soaked again,” Bears coach Piet Lamm grumbled.",
             {"Piet Lamm|We are soaked again,"}},
        Case{"PluralBeforeARareVerb",
             "“We are soaked again,” residents of the street grumbled.",
             {"residents of the street|We are soaked again,"}},
        Case{"RareVerbBeforeAPlural",
             "“We are soaked again,” seethed officials.",
             {"officials|We are soaked again,"}},
        Case{
            "SubjectOverARelativeClauseThatNamesAnother",
            "The officials, who were not authorized to speak to the media, said the hall was shut.",
            {"The officials|the hall was shut"}},
        Case{"SubjectBeforeAParticiple",
             "Nora Blythe wrote that the hall “will open”.\n\nA midwife at the unit, speaking on "
             "condition of anonymity, said: “We heard the same last year.”",
             {"Nora Blythe|that the hall “will open”",
              "A midwife at the unit|We heard the same last year."}},
        Case{"WhereItIsSaidSaysNothing",
             "“We will open on Monday,” the company said on Facebook.",
             {"the company|We will open on Monday,"}},
        Case{"NeverSaid", "Piet Lamm never said “we are soaked again, as ever”.", {}},
        Case{"TwoSpeakersInAParagraph",
             "“The roof leaks,” said Nora Blythe. “Since when?” Piet Lamm asked.",
             {"Nora Blythe|The roof leaks,", "Piet Lamm|Since when?"}},
        Case{"ListAfterSaid",
             "Nora Blythe said:\n\n• the roof would be mended\n• the hall would reopen\n\n"
             "Piet Lamm left early.",
             {"Nora Blythe|the roof would be mended|the hall would reopen"}},
        Case{"LeadInWithUnknownVerb",
             "The bank said rates would rise. But Nora Blythe, 34, disagreed: “They will fall.”",
             {"The bank|rates would rise", "Nora Blythe|They will fall."}},
        Case{"PronounAfterADay",
             "Piet Lamm was away. To his wife that night he wrote: “The roof leaks.”",
             {"Piet Lamm|The roof leaks."}},
        Case{"PronounBeforeAuxiliaries",
             "Nora Blythe left early. Outside she could be heard saying: “The roof leaks.”",
             {"Nora Blythe|The roof leaks."}},
        Case{"NameAfterARelative",
             "Two members refused, one of whom, Piet Lamm, said the vote was hasty.",
             {"Piet Lamm|the vote was hasty"}},
        Case{"HeadOfARelativeClause",
             "The leader of the union that represents the drivers said about 45 of them could go.",
             {"The leader of the union|about 45 of them could go"}},
        Case{"ClauseWithinTheSentence",
             "Nora Blythe was unmoved. Replays, she maintained, had “made cowards of honest men”.",
             {"Nora Blythe|had “made cowards of honest men”"}},
        Case{"ReportPartedByItsClause",
             "Nora Blythe was unmoved. If this was the only way, she said, then it ought to stop.",
             {"Nora Blythe|If this was the only way|then it ought to stop"}},
        Case{"ReportPartedBeforeItsVerb",
             "Nora Blythe was unmoved. A good launch, she said, requires attention to details.",
             {"Nora Blythe|A good launch|requires attention to details"}},
        Case{"AddresseeAfterTo",
             "Piet Lamm suggested to her that she could not have seen a face.",
             {"Piet Lamm|that she could not have seen a face"}},
        Case{"LeadInOfTheSameSentence",
             "Piet Lamm said the hall was shut, but Nora Blythe disagreed: “It is open.”",
             {"Piet Lamm|the hall was shut", "Nora Blythe|It is open."}},
        Case{"LeadInAfterThough",
             "The club said the hall would stay open, though cleaner Nora Blythe was unconvinced: "
             "“We have heard that.”",
             {"The club|the hall would stay open", "Nora Blythe|We have heard that."}},
        Case{"DescribedWithinAReport",
             "The mayor said the scheme would help thousands while critics call it “a gift to "
             "landlords”.",
             {"The mayor|the scheme would help thousands", "critics|a gift to landlords"}},
        Case{"SurnameThatIsAVerb",
             "Theresa May met the king. Mrs May said the talks were good.",
             {"Theresa May|the talks were good"}},
        Case{"LeadInToATitle", "Nora Blythe painted two rooms: “The Sea” is one.", {}},
        Case{"SignatureWithDescription",
             "\"Nobody beats our pies.\"\n— Nora Blythe, retired baker",
             {"Nora Blythe|Nobody beats our pies."}},
        Case{"TitleOfASong", "The band closed with the song “Rust and Rain” on Friday.", {}},
        Case{"WordsOnASign", "A boy held a placard that read “Save our baths” outside.", {}},
        Case{"SoCalled", "The so-called “night mayor” starts in June.", {}}),
    [](const auto& one) { return one.param.name; });

TEST(ClausesTest, LabelsMayBeNames) {
  const std::vector<std::string> lines = {"Piet Lamm|Is the hall shut?",
                                          "Nora Blythe|Yes, since May."};
  EXPECT_EQ(Quotations("Nora Blythe met Piet Lamm of the council.\n\nLamm: Is the hall shut?\n\n"
                       "Blythe: Yes, since May."),
            lines);
}

struct AddresseeCase {
  std::string text, cue, addressee;
};

class AddresseeTest : public ::testing::TestWithParam<AddresseeCase> {};

TEST_P(AddresseeTest, IsThePhraseAfterATellingVerb) {
  const AddresseeCase& c = GetParam();
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(c.text);
  const size_t token = s.TokenAt(c.text.find(c.cue));
  const reader::Cue cue{.tokens = {token, token + 1}, .reach = {}, .content = {}, .source = {}};
  const auto found = AddresseeOf(s, ReportLexicon(testing::TestBundle()), cue);
  EXPECT_EQ(found ? std::string(Slice(s.text, s.Bytes(*found))) : "", c.addressee);
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, AddresseeTest,
    ::testing::Values(
        AddresseeCase{"Blythe told the Courier the roof was “rotten”.", "told", "the Courier"},
        AddresseeCase{"Blythe told parents that the hall was shut.", "told", "parents"},
        AddresseeCase{"Blythe told him he was late.", "told", "him"},
        AddresseeCase{"“It leaks,” Blythe told Lamm’s paper.", "told", "Lamm’s paper"},
        AddresseeCase{"Blythe told reporters yesterday that it leaks.", "told", "reporters"},
        AddresseeCase{"Blythe told staff on 3 June that it leaks.", "told", "staff"},
        AddresseeCase{"Blythe said the roof was rotten.", "said", ""},
        AddresseeCase{"Blythe warned the roof would fall.", "warned", ""}));

TEST(AddresseeTest, IsNoPartOfTheContent) {
  EXPECT_EQ(Quotations("Nora Blythe told the Courier the roof was “rotten”."),
            std::vector<std::string>{"Nora Blythe|the roof was “rotten”"});
}

}  // namespace
}  // namespace textanalysis::quotes
