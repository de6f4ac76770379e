#include "client/cpp/documents.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <sstream>
#include <streambuf>
#include <string>

#include "client/cpp/batch.h"
#include "client/cpp/pretty.h"

namespace textanalysis::command {
namespace {

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

TEST(DocumentsTest, FileIsWhatItLooksLikeUnlessStated) {
  const std::string path = ::testing::TempDir() + "/page.html";
  std::ofstream(path) << "No page.";
  EXPECT_EQ(ParseDocument({{"file", path}}, ".")->type(), v1::DOCUMENT_TYPE_UNSPECIFIED);
  EXPECT_EQ(ParseDocument({{"file", path}, {"type", "html"}}, ".")->type(), v1::DOCUMENT_TYPE_HTML);
  EXPECT_FALSE(ParseDocument({{"file", path}, {"type", "pdf"}}, ".").ok());
}

TEST(DocumentsTest, PageThatABrowserSavedTellsWhereItIsFrom) {
  v1::Document document;
  SetContent("<!DOCTYPE html>\n<!-- saved from url=(0026)https://news.example/a?b=1 -->\n<html>",
             &document);
  EXPECT_EQ(document.source_uri(), "https://news.example/a?b=1");
  for (const char* page : {"<!-- saved from url=(0014)about:internet -->", "<!-- saved from url=(",
                           "<!-- saved from url=( -->)", "<p>https://news.example/"}) {
    SetContent(page, &document);
    EXPECT_EQ(document.source_uri(), "") << page;
    EXPECT_EQ(document.raw_content(), page);
  }
  const std::string path = ::testing::TempDir() + "/saved.html";
  std::ofstream(path) << "<!-- saved from url=(0022)https://news.example/a -->";
  EXPECT_EQ(ParseDocument({{"file", path}}, ".")->source_uri(), "https://news.example/a");
  EXPECT_EQ(ParseDocument({{"file", path}, {"url", "https://b.example"}}, ".")->source_uri(),
            "https://b.example");
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
  const std::string whole = "{\"id\":1,\"response\":{}}\n{\"id\":\"b\",\"error\":{}}\n";
  std::ofstream(path) << whole << "{\"id\":";
  EXPECT_EQ(ReadAnswered(path).value(), (std::vector<std::string>{"1", "\"b\""}));
  EXPECT_EQ(std::filesystem::file_size(path), whole.size());
}

// So many letters, a line break, and "next".
class LongLine : public std::streambuf {
 public:
  explicit LongLine(size_t letters) : left_(letters) {}

 protected:
  int_type underflow() override {
    if (is_at_end_) return traits_type::eof();
    const size_t n = std::min(left_, letters_.size());
    left_ -= n;
    is_at_end_ = n == 0;
    std::string& from = is_at_end_ ? end_ : letters_;
    setg(from.data(), from.data(), from.data() + (is_at_end_ ? end_.size() : n));
    return traits_type::to_int_type(*gptr());
  }

 private:
  size_t left_;
  bool is_at_end_ = false;
  std::string letters_ = std::string(1 << 16, 'a'), end_ = "\nnext";
};

TEST(BatchTest, OfALineThatIsTooLongNoMoreIsKeptThanALineMayHave) {
  LongLine buffer(kMaxLineBytes + 12'345);
  std::istream in(&buffer);
  std::string line;
  size_t bytes = 0;
  ASSERT_TRUE(ReadLine(in, &line, &bytes));
  EXPECT_EQ(line.size(), kMaxLineBytes);
  EXPECT_EQ(bytes, kMaxLineBytes + 12'345);
  EXPECT_TRUE(ParseLine(line).is_discarded());
  ASSERT_TRUE(ReadLine(in, &line, &bytes));
  EXPECT_EQ(line, "next");
  EXPECT_FALSE(ReadLine(in, &line, &bytes));
}

TEST(BatchTest, LineThatNestsTooDeepIsAFailedItem) {
  const std::string deep =
      "{\"id\":" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}";
  EXPECT_TRUE(ParseLine(deep).is_discarded());
  EXPECT_TRUE(ParseLine(std::string(1'000'000, '[')).is_discarded());
  EXPECT_TRUE(ParseLine("{\"id\":\"" + std::string(1000, '[') + "\\\"[\"}").is_object());
  const Client nobody(Client::Connect({.target = "127.0.0.1:1"}), {});
  std::istringstream in(deep + "\n");
  std::ostringstream out;
  const auto run = RunBatch(nobody, {}, in, out);
  ASSERT_TRUE(run.ok());
  EXPECT_EQ(run->failed, 1u);
  EXPECT_NE(out.str().find("nests too deep"), std::string::npos);
  const std::string path = ::testing::TempDir() + "/deep.jsonl";
  std::ofstream(path) << deep.substr(0, deep.size() - 1) << ",\"response\":{}}\n";
  EXPECT_FALSE(ReadAnswered(path).ok());
}

TEST(BatchTest, FileThatIsNoOutputIsLeftAsItIs) {
  const std::string path = ::testing::TempDir() + "/novel.txt";
  for (const std::string text : {"A novel in one line", "{\"id\":1}\n", "[]\n{\"id\":"}) {
    std::ofstream(path) << text;
    EXPECT_FALSE(ReadAnswered(path).ok());
    EXPECT_EQ(std::filesystem::file_size(path), text.size());
  }
  EXPECT_FALSE(ReadAnswered("/dev/null").ok());
}

TEST(PrettyTest, ControlCharactersOfADocumentAreReplaced) {
  v1::ExtractQuotesResponse response;
  response.add_quotes()->set_content("a\x1b[31m\x7f\xc2\x9b\xe2\x80\xae b\nc é");
  MakePrintable(&response);
  EXPECT_EQ(response.quotes(0).content(), "a�[31m��� b\nc é");
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
