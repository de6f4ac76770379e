#include "client/cpp/pretty.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::command {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::AnalyzeResponse Response() {
  v1::AnalyzeResponse response;
  response.mutable_cleaned_document()->set_text("The port is shut, said Ana Diaz.");
  v1::Quote* const quote = response.add_quotes();
  quote->set_form(v1::QUOTE_FORM_INDIRECT);
  quote->set_cue("has denied");
  quote->set_content("The port is shut");
  quote->mutable_speaker()->set_name("Ana Diaz");
  v1::Entity* const entity = response.add_entities();
  entity->set_type(v1::ENTITY_TYPE_MONEY);
  entity->set_name("£4.2m");
  entity->mutable_normalized_value()->mutable_money()->set_currency_code("GBP");
  entity->mutable_normalized_value()->mutable_money()->set_amount("4200000");
  return response;
}

TEST(PrettyTest, ShowsWhoSaidHowWhat) {
  const std::string shown = Pretty(Response(), {});
  for (const char* part :
       {"Ana Diaz — indirect, has denied —", "The port is shut", "£4.2m", "GBP 4200000"})
    EXPECT_THAT(shown, HasSubstr(part));
}

TEST(PrettyTest, WhatIsNoSpeechIsHiddenAndCountedWhereThatIsAskedFor) {
  v1::AnalyzeResponse response = Response();
  EXPECT_THAT(Pretty(response, {.hides_further = true}), Not(HasSubstr("hidden")));
  v1::Quote* const promise = response.add_quotes();
  promise->set_content("to open the port");
  promise->set_attribution_type(v1::ATTRIBUTION_TYPE_EVENTUALITY);
  const std::string one = Pretty(response, {.hides_further = true});
  EXPECT_THAT(one, HasSubstr("Quotations (1)"));
  EXPECT_THAT(one, HasSubstr("(1 further attribution is hidden: "));
  EXPECT_THAT(one, HasSubstr("--attribution_types=all"));
  EXPECT_THAT(one, Not(HasSubstr("to open the port")));
  response.mutable_quotes(0)->set_is_unsettled(true);
  EXPECT_THAT(Pretty(response, {.hides_further = true}),
              HasSubstr("(2 further attributions are hidden: "));
  EXPECT_THAT(Pretty(response, {}), HasSubstr("to open the port"));
}

TEST(PrettyTest, IdsOfADictionaryStandBesideTheNames) {
  v1::AnalyzeResponse response = Response();
  EXPECT_THAT(Pretty(response, {}), Not(HasSubstr("[")));
  response.mutable_quotes(0)->mutable_speaker()->set_dictionary_id("Q101");
  response.mutable_entities(0)->set_dictionary_id("E1");
  const std::string shown = Pretty(response, {});
  EXPECT_THAT(shown, HasSubstr("Ana Diaz [Q101] — indirect"));
  EXPECT_THAT(shown, HasSubstr("GBP 4200000 [E1]\n"));
}

// What is shown of one verbatim quotation.
std::string ShownOf(v1::SpeakerAgreement agreement) {
  v1::VerifyQuotesResponse response;
  v1::QuoteVerification* const v = response.add_verifications();
  v->set_verdict(v1::QUOTE_VERDICT_VERBATIM);
  v->set_speaker_name("Ana Diaz");
  v->set_speaker_agreement(agreement);
  v1::VerdictCount* const count = response.add_verdict_counts();
  count->set_verdict(v1::QUOTE_VERDICT_VERBATIM);
  count->set_count(1);
  return Pretty(response, {});
}

TEST(PrettyTest, WordsOfAnotherSpeakerAreCounted) {
  const std::string shown = ShownOf(v1::SPEAKER_AGREEMENT_ANOTHER_SPEAKER);
  EXPECT_THAT(shown, HasSubstr("Quotations (1): 1 verbatim; 1 by another speaker"));
  EXPECT_THAT(shown, HasSubstr("verbatim — Ana Diaz, but by another speaker —"));
}

TEST(PrettyTest, WordsOfNobodyWhomTheSourceNamesAreCounted) {
  const std::string shown = ShownOf(v1::SPEAKER_AGREEMENT_UNNAMED_IN_SOURCE);
  EXPECT_THAT(shown, HasSubstr("1 verbatim; 1 by somebody whom the source does not name"));
  EXPECT_THAT(ShownOf(v1::SPEAKER_AGREEMENT_SAME_SPEAKER), Not(HasSubstr("but by")));
}

TEST(PrettyTest, PartsOfAQuotationAreShownApartAndWhoSaysThemIsOnlyJudgedTogether) {
  v1::VerifyQuotesResponse response;
  v1::QuoteVerification* const v = response.add_verifications();
  v->set_verdict(v1::QUOTE_VERDICT_VERBATIM);
  v->set_speaker_agreement(v1::SPEAKER_AGREEMENT_ANOTHER_SPEAKER);
  for (const char* words : {"It is old", "Nobody was hurt"}) {
    v1::QuoteChange* const change = v->add_changes();
    change->set_kind(v1::QUOTE_CHANGE_KIND_EQUAL);
    change->set_draft_content(words);
    v->add_places()->set_source_id("a.txt");
  }
  const std::string shown = Pretty(response, {});
  EXPECT_THAT(shown, HasSubstr("It is old … Nobody was hurt"));
  EXPECT_THAT(shown, HasSubstr("but by another speaker"));
  EXPECT_THAT(shown, Not(HasSubstr(": another speaker")));
}

TEST(PrettyTest, WhatIsKnownOfTheArticleHeadsItsText) {
  v1::AnalyzeResponse response = Response();
  EXPECT_TRUE(Pretty(response, {}).starts_with("Cleaned text")) << "nothing is known";
  v1::CleanedDocument* const document = response.mutable_cleaned_document();
  document->mutable_title()->set_value("Port shut");
  document->mutable_byline()->set_value("By Rona Blair");
  document->mutable_publish_date()->set_year(2024);
  document->mutable_publish_date()->set_month(6);
  EXPECT_TRUE(Pretty(response, {})
                  .starts_with("  title    Port shut\n  byline   By Rona Blair\n"
                               "  date     2024-06\n\nCleaned text\n"))
      << Pretty(response, {});
  document->mutable_byline()->set_value("By Rona Blair 1 and Ana Diaz 2");
  document->add_author_names("Rona Blair");
  document->add_author_names("Ana Diaz");
  EXPECT_THAT(Pretty(response, {}), HasSubstr("byline   By Rona Blair, Ana Diaz\n"));
}

TEST(ShowDateTest, IsNoFinerThanTheDateIsKnown) {
  v1::Date date;
  EXPECT_EQ(ShowDate(date), "");
  date.set_year(2024);
  EXPECT_EQ(ShowDate(date), "2024");
  date.set_month(6);
  date.set_day(3);
  EXPECT_EQ(ShowDate(date), "2024-06-03");
}

TEST(PrettyTest, ColoursOnlyWhenAsked) {
  EXPECT_THAT(Pretty(Response(), {}), Not(HasSubstr("\x1B")));
  EXPECT_THAT(Pretty(Response(), {.color = true}), HasSubstr("\x1B["));
}

TEST(PrettyTest, LinesStayWithinTheWidth) {
  v1::CleanResponse response;
  std::string text;
  for (int k = 0; k < 100; ++k) text += "words and ";
  response.mutable_cleaned_document()->set_text(text);
  const std::string shown = Pretty(response, {.width = 40});
  size_t longest = 0, begin = 0;
  for (size_t end = shown.find('\n'); end != std::string::npos; end = shown.find('\n', begin)) {
    longest = std::max(longest, end - begin);
    begin = end + 1;
  }
  EXPECT_GT(longest, 20u);
  EXPECT_LE(longest, 40u);
}

TEST(ShortNameTest, IsTheEnumeratorForPeople) {
  EXPECT_EQ(ShortName("QUOTE_FORM_DIRECT", "QUOTE_FORM_"), "direct");
}

TEST(ShowValueTest, NothingIsEmpty) { EXPECT_EQ(ShowValue(v1::NormalizedValue()), ""); }

TEST(PrintableTest, WhatCommandsATerminalIsReplacedAndTextStays) {
  EXPECT_EQ(Printable("\x1B]0;x\x07 \u009B31m \u202Ea\u2066b\x7F\rc" + std::string(1, '\0')),
            "\uFFFD]0;x\uFFFD \uFFFD31m \uFFFDa\uFFFDb\uFFFD\uFFFDc\uFFFD");
  EXPECT_EQ(Printable("a\x9B"
                      "b\xE2\x80"),
            "a\uFFFDb\uFFFD\uFFFD")
      << "no UTF-8";
  for (const char* text : {"", "“Größe”\t1\r\n 😀 \u00A0é\n", "א‏ב"})
    EXPECT_EQ(Printable(text), text);
}

TEST(MakePrintableTest, ADocumentCommandsNoTerminal) {
  v1::AnalyzeResponse response = Response();
  response.mutable_quotes(0)->set_content("a\x1B[2Jb\u202Ec\td");
  response.mutable_entities(0)->set_name("x\x07y");
  MakePrintable(&response);
  EXPECT_EQ(response.quotes(0).content(), "a\uFFFD[2Jb\uFFFDc\td");
  EXPECT_EQ(response.entities(0).name(), "x\uFFFDy");
}

}  // namespace
}  // namespace textanalysis::command
