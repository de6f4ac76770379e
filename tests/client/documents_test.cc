#include "client/cpp/documents.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "client/cpp/batch.h"
#include "client/cpp/pretty.h"

namespace textanalysis::command {
namespace {

TEST(DocumentsTest, TypeIsGuessedFromTheContent) {
  EXPECT_TRUE(LooksLikeHtml(" <!DOCTYPE html>"));
  EXPECT_TRUE(LooksLikeHtml("<p>Hi"));
  EXPECT_FALSE(LooksLikeHtml("< 5 people"));
  EXPECT_FALSE(LooksLikeHtml("Plain"));
}

TEST(DocumentsTest, LineOfABatchIsRead) {
  const auto document = ParseDocument({{"id", "a"},
                                       {"html", "<p>x"},
                                       {"url", "https://a.example"},
                                       {"reference_date", "2022-02-07"},
                                       {"more", 1}},
                                      ".");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->type(), v1::DOCUMENT_TYPE_HTML);
  EXPECT_EQ(document->source_uri(), "https://a.example");
  EXPECT_EQ(document->reference_date().month(), 2);
}

TEST(DocumentsTest, FaultyLinesNameTheMember) {
  EXPECT_NE(ParseDocument({{"id", "a"}}, ".").status().message().find("\"text\""),
            absl::string_view::npos);
  EXPECT_NE(ParseDocument({{"text", 1}}, ".").status().message().find("\"text\""),
            absl::string_view::npos);
  EXPECT_FALSE(ParseDocument({{"text", "x"}, {"reference_date", "soon"}}, ".").ok());
  EXPECT_FALSE(ParseDocument({{"file", "no/such"}}, ".").ok());
}

TEST(BatchTest, HalfALineIsCutBeforeGoingOn) {
  const std::string path = ::testing::TempDir() + "/answered.jsonl";
  std::ofstream(path) << "{\"id\":1}\n{\"id\":2}\n{\"id\":";
  EXPECT_EQ(CountAnswered(path).value(), 2u);
  EXPECT_EQ(std::filesystem::file_size(path), 18u);
}

TEST(PrettyTest, QuotationsReadWhoHowWhat) {
  v1::ExtractQuotesResponse response;
  v1::Quote* quote = response.add_quotes();
  quote->set_content("We won.");
  quote->set_form(v1::QUOTE_FORM_DIRECT);
  quote->mutable_speaker()->set_name("Ana Diaz");
  EXPECT_EQ(Pretty(response, {}), "Quotations (1)\n\n  Ana Diaz — direct —\n      We won.\n");
}

}  // namespace
}  // namespace textanalysis::command
