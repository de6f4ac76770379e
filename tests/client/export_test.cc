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
  quote->mutable_speaker()->set_name("+Ana");
  EXPECT_EQ(CsvHeader(response), "file,form,speaker,content,begin,confidence\r\n");
  EXPECT_EQ(*CsvRows(response, "a.txt"),
            "\"a.txt\",\"direct\",\"'+Ana\",\"'=HYPERLINK(\"\"x\"\"), they said\",\"0\",\"0\"\r\n");
}

TEST(CsvTest, EntitiesHaveTheirValue) {
  v1::ExtractEntitiesResponse response;
  v1::Entity* const entity = response.add_entities();
  entity->set_type(v1::ENTITY_TYPE_MONEY);
  entity->set_name("£4.2m");
  entity->add_mentions();
  entity->mutable_normalized_value()->mutable_money()->set_currency_code("GBP");
  entity->mutable_normalized_value()->mutable_money()->set_amount("4200000");
  EXPECT_EQ(*CsvRows(response, "a"), "\"a\",\"money\",\"£4.2m\",\"1\",\"GBP 4200000\",\"0\"\r\n");
  EXPECT_FALSE(CsvRows(v1::CleanResponse(), "a").ok());
}

TEST(HtmlReportTest, TextOfTheDocumentCannotLeaveItsPlace) {
  v1::AnalyzeResponse response;
  response.mutable_cleaned_document()->set_text("</script><script>alert(1)</script>");
  const std::string page = *HtmlReport(response, "<b>title</b>", "<!--<script>");
  EXPECT_THAT(page, Not(HasSubstr("alert(1)</script>")));
  EXPECT_THAT(page, Not(HasSubstr("<b>title")));
  EXPECT_THAT(page, Not(HasSubstr("<!--<script>")));
  EXPECT_THAT(page, HasSubstr("\\u003c/script"));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
  EXPECT_FALSE(HtmlReport(v1::CleanResponse(), "", "").ok());
}

}  // namespace
}  // namespace textanalysis::command
