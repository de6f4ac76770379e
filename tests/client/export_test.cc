#include "client/cpp/export.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::command {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(CsvTest, CellsAreQuotedAndFormulasDisarmed) {
  v1::ExtractQuotesResponse response;
  v1::Quote* const quote = response.add_quotes();
  quote->set_form(v1::QUOTE_FORM_DIRECT);
  quote->set_content("=HYPERLINK(\"x\"), they said");
  quote->set_cue("said");
  quote->set_confidence(1);
  quote->mutable_speaker()->set_name("+Ana");
  quote->mutable_speaker()->set_confidence(0.5);
  quote->mutable_speaker()->set_dictionary_id("Q101");
  EXPECT_EQ(CsvHeader(response),
            "file,form,speaker,cue,content,begin,confidence,dictionary_id\r\n");
  EXPECT_EQ(*CsvRows(response, "a.txt"),
            "\"a.txt\",\"direct\",\"'+Ana\",\"said\",\"'=HYPERLINK(\"\"x\"\"), they said\",\"0\","
            "\"0.5\",\"Q101\"\r\n");
  EXPECT_THAT(*CsvRows(response, "-"), ::testing::StartsWith("\"-\",")) << "a lone mark is none";
}

TEST(CsvTest, EntitiesHaveTheirValue) {
  v1::ExtractEntitiesResponse response;
  v1::Entity* const entity = response.add_entities();
  entity->set_type(v1::ENTITY_TYPE_MONEY);
  entity->set_name("£4.2m");
  entity->add_mentions();
  entity->mutable_normalized_value()->mutable_money()->set_currency_code("GBP");
  entity->mutable_normalized_value()->mutable_money()->set_amount("4200000");
  entity->set_dictionary_id("E1");
  EXPECT_EQ(CsvHeader(response), "file,type,name,mentions,value,salience,dictionary_id\r\n");
  EXPECT_EQ(*CsvRows(response, "a"),
            "\"a\",\"money\",\"£4.2m\",\"1\",\"GBP 4200000\",\"0\",\"E1\"\r\n");
  EXPECT_FALSE(CsvRows(v1::CleanResponse(), "a").ok());
}

TEST(CsvTest, AnalysesHaveBothInOneTable) {
  v1::AnalyzeResponse response;
  v1::Quote* const quote = response.add_quotes();
  quote->set_form(v1::QUOTE_FORM_DIRECT);
  quote->set_cue("denied");
  quote->set_content("Yes");
  quote->mutable_speaker()->set_name("Ana");
  v1::Entity* const entity = response.add_entities();
  entity->set_type(v1::ENTITY_TYPE_PERSON);
  entity->set_name("Ana Diaz");
  entity->set_dictionary_id("Q101");
  entity->add_mentions()->set_content("Ana");
  EXPECT_EQ(CsvHeader(response),
            "file,form,speaker,cue,content,begin,confidence,dictionary_id,kind,type,name,mentions,"
            "value,salience\r\n");
  EXPECT_EQ(
      *CsvRows(response, "a"),
      "\"a\",\"direct\",\"Ana\",\"denied\",\"Yes\",\"0\",\"0\",\"\",\"quote\",\"\",\"\",\"\",\"\","
      "\"\"\r\n"
      "\"a\",\"\",\"\",\"\",\"Ana\",\"0\",\"0\",\"Q101\",\"entity\",\"person\",\"Ana Diaz\",\"1\","
      "\"\",\"0\"\r\n");
}

TEST(CsvTest, AQuotationOfADraftIsARowWithItsFirstPlace) {
  v1::VerifyQuotesResponse response;
  v1::QuoteVerification* const found = response.add_verifications();
  found->set_verdict(v1::QUOTE_VERDICT_VERBATIM_BUT_FOR_FORM);
  found->set_content("We stay, … and wait.");
  found->set_speaker_name("Ana");
  found->set_form(v1::QUOTE_FORM_DIRECT);
  found->set_score(0.5);
  found->set_speaker_agreement(v1::SPEAKER_AGREEMENT_SAME_SPEAKER);
  for (const int begin : {1, 20}) {
    v1::TextSpan span;
    span.set_begin_offset(begin);
    span.set_end_offset(begin + 8);
    *found->add_draft_spans() = span;
    v1::SourcePlace* const place = found->add_places();
    *place->mutable_place_span() = span;
    place->set_source_id("b.txt");
    place->set_content(begin == 1 ? "We stay" : "and wait");
    place->set_speaker_name("Ana Diaz");
    place->set_speaker_dictionary_id("Q101");
  }
  response.add_verifications()->set_verdict(v1::QUOTE_VERDICT_NOT_FOUND);
  EXPECT_EQ(CsvHeader(response),
            "file,verdict,content,begin,end,speaker,dictionary_id,form,source,source_content,"
            "source_begin,source_end,source_speaker,source_dictionary_id,speaker_agreement,score"
            "\r\n");
  EXPECT_EQ(
      *CsvRows(response, "a"),
      "\"a\",\"verbatim but for form\",\"We stay, … and wait.\",\"1\",\"28\",\"Ana\",\"\","
      "\"direct\",\"b.txt\",\"We stay … and wait\",\"1\",\"9\",\"Ana Diaz\",\"Q101\","
      "\"same speaker\",\"0.5\"\r\n"
      "\"a\",\"not found\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"0\""
      "\r\n");
}

TEST(CsvTest, ACheckedQuotationHasTheSpeakersOfAllItsPlaces) {
  v1::VerifyQuotesResponse response;
  v1::QuoteVerification* const found = response.add_verifications();
  for (const char* name : {"Ana Diaz", "Ana Diaz", "Hugh Hill"})
    found->add_places()->set_speaker_name(name);
  EXPECT_THAT(*CsvRows(response, "a"), ::testing::HasSubstr("\"Ana Diaz … Hugh Hill\""));
}

v1::CleanResponse CleanedPage() {
  v1::CleanResponse response;
  v1::CleanedDocument* const document = response.mutable_cleaned_document();
  const std::pair<const char*, v1::BlockRole> blocks[] = {
      {"Port *shut*", v1::BLOCK_ROLE_TITLE},       {"Next", v1::BLOCK_ROLE_HEADING},
      {"1. is no item", v1::BLOCK_ROLE_PARAGRAPH}, {"one", v1::BLOCK_ROLE_LIST_ITEM},
      {"a\nb", v1::BLOCK_ROLE_BLOCK_QUOTE},        {"A crane", v1::BLOCK_ROLE_CAPTION}};
  for (const auto& [text, role] : blocks) {
    std::string* const all = document->mutable_text();
    if (!all->empty()) all->append("\n\n");
    v1::TextSegment* const segment = document->add_segments();
    segment->mutable_text_span()->set_begin_offset(static_cast<int>(all->size()));
    all->append(text);
    segment->mutable_text_span()->set_end_offset(static_cast<int>(all->size()));
    segment->set_block_role(role);
  }
  return response;
}

TEST(CleanedTest, MarkdownShowsRolesAndEscapesTheRest) {
  EXPECT_EQ(*CleanedMarkdown(CleanedPage()),
            "# Port \\*shut\\*\n\n## Next\n\n1\\. is no item\n\n- one\n\n> a\n> b\n\n*A crane*\n");
  EXPECT_EQ(*CleanedText(CleanedPage()),
            "Port *shut*\n\nNext\n\n1. is no item\n\none\n\na\nb\n\nA crane\n");
  EXPECT_FALSE(CleanedText(v1::AnalyzeResponse()).ok());
}

TEST(HtmlReportTest, ItsTitleIsTheArticlesElseTheFiles) {
  v1::AnalyzeResponse response;
  EXPECT_EQ(TitleOf(response, "a.html"), "a.html");
  response.mutable_cleaned_document()->mutable_title()->set_value("Port shut");
  EXPECT_EQ(TitleOf(response, "a.html"), "Port shut");
}

TEST(HtmlReportTest, TextOfTheDocumentCannotLeaveItsPlace) {
  v1::AnalyzeResponse response;
  response.mutable_cleaned_document()->set_text("</script><script>alert(1)</script>");
  const std::string source = "<!--<script>";
  response.mutable_cleaned_document()
      ->add_removed_segments()
      ->mutable_source_span()
      ->set_end_offset(static_cast<int>(source.size()));
  const std::string page = HtmlReportBegin("<b>title</b>") +
                           *HtmlReportPart(response, "<b>title</b>", source) + HtmlReportEnd();
  EXPECT_THAT(page, Not(HasSubstr("alert(1)</script>")));
  EXPECT_THAT(page, Not(HasSubstr("<b>title")));
  EXPECT_THAT(page, Not(HasSubstr("<!--<script>")));
  EXPECT_THAT(page, HasSubstr("\u003c/script"));
  EXPECT_THAT(page, HasSubstr("\"source\": \"\\u003c!--\\u003cscript>\""));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
  EXPECT_FALSE(HtmlReportPart(v1::CleanResponse(), "", "").ok());
}

TEST(HtmlReportTest, HasThePagesOwnStyleAndScriptsAndNoPlaceLeftOpen) {
  const std::string page =
      HtmlReportBegin("a") + *HtmlReportPart(v1::AnalyzeResponse(), "a", "") + HtmlReportEnd();
  EXPECT_THAT(page, HasSubstr("<title>a</title>"));
  for (const char* part : {"--tone-0:", "const Model", "class Reader", "Corpus.showReport();",
                           "\"names\": \"", "class=\"document\""}) {
    EXPECT_THAT(page, HasSubstr(part));
  }
  for (const char* place : {"@TITLE@", "@STYLE@", "@DOCUMENTS@", "@GENDERS@", "@SCRIPTS@"}) {
    EXPECT_THAT(page, Not(HasSubstr(place)));
  }
}

TEST(HtmlReportTest, ADocumentThatWasNotAnalysedHasItsReason) {
  const std::string part =
      HtmlReportFailure(absl::NotFoundError("cannot read </script>"), "<b>a.txt");
  EXPECT_THAT(part,
              HasSubstr("{\"name\": \"\\u003cb>a.txt\", \"error\": {\"message\": \"cannot read "
                        "\\u003c/script>\", \"reason\": \"\", \"metadata\": {}}}"));
  EXPECT_THAT(part, ::testing::EndsWith("}</script>\n"));
}

TEST(HtmlReportTest, ACheckedDraftStandsAloneWithItsSources) {
  v1::VerifyQuotesResponse response;
  response.add_verifications()->set_content("We stay");
  const std::string page =
      HtmlCheckReport(response, {"<b>draft", "“We stay,” she said.</script>"}, {{"a.txt", "<!--"}});
  for (const char* part :
       {"<title>&lt;b&gt;draft</title>", "\"draft\": \"“We stay,” she said.\\u003c/script>\"",
        "\"sources\": [{\"name\": \"a.txt\", \"text\": \"\\u003c!--\"}]", "\"content\":\"We stay\"",
        "const Verify", "class Checker", "Corpus.showReport();"})
    EXPECT_THAT(page, HasSubstr(part));
}

TEST(HtmlReportTest, SourceThatTheSpansDoNotAddressIsLeftOut) {
  v1::AnalyzeResponse response;
  v1::CleanedDocument* const document = response.mutable_cleaned_document();
  document->add_segments()->mutable_source_span()->set_end_offset(4);
  const std::string shown = *HtmlReportPart(response, "", "x\xF0\x9F\x98\x80y");
  EXPECT_THAT(shown, HasSubstr("\"source\": \"x\xF0\x9F\x98\x80y\""));
  for (const char* other : {"caf\xE9", "more than four"}) {
    EXPECT_THAT(*HtmlReportPart(response, "", other), HasSubstr("\"source\": \"\"")) << other;
  }
}

}  // namespace
}  // namespace textanalysis::command
