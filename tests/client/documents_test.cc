#include "client/cpp/documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <istream>
#include <sstream>
#include <streambuf>
#include <string>
#include <tuple>

#include "client/cpp/batch.h"
#include "client/cpp/pretty.h"

namespace textanalysis::command {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

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
             nullptr, &document);
  EXPECT_EQ(document.source_uri(), "https://news.example/a?b=1");
  for (const char* page : {"<!-- saved from url=(0014)about:internet -->", "<!-- saved from url=(",
                           "<!-- saved from url=( -->)", "<p>https://news.example/"}) {
    SetContent(page, nullptr, &document);
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

TEST(DocumentsTest, LineHasOneDocument) {
  for (const nlohmann::json& line : {nlohmann::json{{"text", "a"}, {"html", "<p>b"}},
                                     {{"html", "<p>b"}, {"file", "c"}},
                                     {{"text", nullptr}, {"html", nullptr}}}) {
    EXPECT_THAT(std::string(ParseDocument(line, ".").status().message()), HasSubstr("one alone"));
  }
  EXPECT_EQ(ParseDocument({{"text", nullptr}, {"html", "<p>b"}}, ".")->content(), "<p>b");
}

TEST(DocumentsTest, FileOfALineIsARegularOne) {
  const std::string folder = ::testing::TempDir(), pipe = folder + "/documents_pipe";
  std::filesystem::remove(pipe);
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  for (const char* file : {"documents_pipe", "/dev/zero", ".", ""}) {
    EXPECT_THAT(std::string(ParseDocument({{"file", file}}, folder).status().message()),
                HasSubstr("it is not a regular file"))
        << file;
  }
  EXPECT_THAT(std::string(ParseDocument({{"file", "-"}}, "").status().message()),
              HasSubstr("cannot read -: No such file"));
}

TEST(ParseLineTest, ErrorsSayWhatIsWrongAndWhereButNotTheText) {
  const auto error = [](const std::string& line) {
    return std::string(ParseLine(line).status.message());
  };
  EXPECT_EQ(error("junk"), "the line is no JSON near its byte 1");
  EXPECT_EQ(error("{\"id\":1e400}"), "the line is no JSON near its byte 11");
  EXPECT_EQ(error("{\"text\":\"caf\xE9\"}"), "the line is no UTF-8 near its byte 14");
  EXPECT_EQ(error("[1]"), "the line is no JSON object");
  EXPECT_EQ(error("{\"text\":\"a\",\"text\":\"b\"}"), "member \"text\" stands twice in the line");
  EXPECT_TRUE(ParseLine("\xEF\xBB\xBF{\"id\":{\"a\":1},\"b\":{\"a\":2}}").status.ok());
}

// What a batch of nobody's answers to a line.
nlohmann::json AnswerTo(const std::string& line) {
  const Client nobody(Client::Connect({.target = "127.0.0.1:1"}), {});
  std::istringstream in("\n" + line + "\n");
  std::ostringstream out;
  EXPECT_EQ(RunBatch(nobody, {}, in, out)->failed, 1u);
  return nlohmann::json::parse(out.str());
}

TEST(BatchTest, LineThatCannotBeReadKeepsItsIdAndIsNumbered) {
  const std::tuple<const char*, nlohmann::json, const char*> lines[] = {
      {R"({"id":"a","text":"x","text":"y"})", "a", "line 2: member \"text\" stands twice"},
      {"{\"id\":7,\"text\":\"\xFF\"}", 7, "line 2: the line is no UTF-8"},
      {R"({"text":"x","id":)", nullptr, "line 2: the line is no JSON"},
      {R"({"id":[1,)", nullptr, "line 2: the line is no JSON"},
      {R"({"id":12345678901234567890123,"text":"x"})", nullptr,
       "line 2: member \"id\" is neither a string nor an integer"},
      {R"({"id":1.5,"text":"x"})", nullptr, "line 2: member \"id\" is neither"},
      {R"({"id":true,"text":"x"})", nullptr, "line 2: member \"id\" is neither"},
      {R"({"id":{"a":1},"text":"x"})", nullptr, "line 2: member \"id\" is neither"}};
  for (const auto& [line, id, message] : lines) {
    const nlohmann::json answer = AnswerTo(line);
    EXPECT_EQ(answer["id"], id) << line;
    EXPECT_THAT(answer["error"]["message"].get<std::string>(), StartsWith(message)) << line;
  }
  EXPECT_EQ(AnswerTo(R"({"id":18446744073709551615})")["id"].dump(), "18446744073709551615");
}

TEST(BatchTest, AnswersShownOnATerminalAreNotCommands) {
  const Client nobody(Client::Connect({.target = "127.0.0.1:1"}), {});
  std::istringstream in(
      "{\"id\":\"a\xC2\x9B"
      "31m\"}\n");
  std::ostringstream out;
  ASSERT_TRUE(RunBatch(nobody, {.is_for_terminal = true}, in, out).ok());
  EXPECT_THAT(out.str(), StartsWith("{\"id\":\"a\uFFFD31m\""));
}

// A file whose reading fails after some bytes.
class BrokenInput : public std::streambuf {
 protected:
  int_type underflow() override {
    if (is_read_) throw std::ios_base::failure("broken");
    is_read_ = true;
    setg(text_.data(), text_.data(), text_.data() + text_.size());
    return traits_type::to_int_type(*gptr());
  }

 private:
  bool is_read_ = false;
  std::string text_ = "{\"id\":1}\n{\"id\":2,";
};

TEST(BatchTest, ReadErrorIsNotTheEnd) {
  const Client nobody(Client::Connect({.target = "127.0.0.1:1"}), {});
  BrokenInput buffer;
  std::istream in(&buffer);
  std::ostringstream out;
  const absl::Status status = RunBatch(nobody, {}, in, out).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(status.message(), "cannot read the input; 1 line was answered");
  const std::string answers = out.str();
  EXPECT_THAT(answers, StartsWith("{\"id\":1,"));
  EXPECT_EQ(std::count(answers.begin(), answers.end(), '\n'), 1) << "half a line is no item";
}

TEST(BatchTest, AnswersOfAnotherMethodAreRefused) {
  const std::string path = ::testing::TempDir() + "/methods.jsonl";
  const std::string answers =
      "{\"id\":1,\"response\":{}}\n{\"id\":2,\"rpc\":\"quotes\",\"response\":{}}\n{\"id\":";
  std::ofstream(path) << answers;
  EXPECT_EQ(
      ReadAnswered(path, Rpc::kClean).status().message(),
      "line 2 of " + path + " is an answer of --rpc=\"quotes\"; name that, or another output");
  EXPECT_EQ(std::filesystem::file_size(path), answers.size());
  EXPECT_EQ(ReadAnswered(path, Rpc::kQuotes)->size(), 2u);
}

TEST(BatchTest, HalfALineIsCutBeforeGoingOn) {
  const std::string path = ::testing::TempDir() + "/answered.jsonl";
  const std::string whole =
      "{\"id\":1,\"response\":{}}\n"
      "{\"id\":\"b\",\"error\":{\"code\":\"INTERNAL\",\"message\":\"\"}}\n";
  std::ofstream(path) << whole << "{\"id\":";
  EXPECT_EQ(ReadAnswered(path, Rpc::kClean).value(), (std::vector<std::string>{"1", "\"b\""}));
  EXPECT_EQ(std::filesystem::file_size(path), whole.size());
}

TEST(BatchTest, LineThatTheMethodCannotHaveAnsweredIsNoAnswer) {
  const std::string path = ::testing::TempDir() + "/no_answers.jsonl";
  const auto is_answer = [&path](const std::string& members) {
    std::ofstream(path) << "{\"id\":1,\"rpc\":\"quotes\"," << members << "}\n";
    return ReadAnswered(path, Rpc::kQuotes).ok();
  };
  for (const char* const no_answer :
       {R"("response":{"quotes":5})", R"("response":{"foo":5})", R"("response":[])",
        R"("error":{})", R"("error":"x")", R"("error":{"code":"NO_CODE","message":""})",
        R"("error":{"code":"INTERNAL"})", R"("error":{"code":"INTERNAL","message":"","details":1})",
        R"("error":{"code":"INTERNAL","message":"","details":[{"reason":1,"field":""}]})"}) {
    EXPECT_FALSE(is_answer(no_answer)) << no_answer;
  }
  const std::string error = ErrorToJson(absl::InvalidArgumentError("“é”")).dump();
  EXPECT_TRUE(is_answer("\"error\":" + error));
  EXPECT_TRUE(is_answer(
      R"("error":{"code":"INTERNAL","message":"m","details":[{"reason":"R","field":""}]})"));
  v1::ExtractQuotesResponse response;
  response.add_quotes()->set_content("“é”");
  response.mutable_quotes(0)->set_confidence(0.1F);
  response.mutable_metadata()->set_model_version("m");
  EXPECT_TRUE(is_answer("\"response\":" + ToJson(response, false)));
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
  EXPECT_EQ(ParseLine(line).status.message(), "the line is over 128 MiB");
  ASSERT_TRUE(ReadLine(in, &line, &bytes));
  EXPECT_EQ(line, "next");
  EXPECT_FALSE(ReadLine(in, &line, &bytes));
}

TEST(BatchTest, LineThatNestsTooDeepIsAFailedItem) {
  const std::string deep =
      "{\"id\":" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}";
  EXPECT_THAT(std::string(ParseLine(deep).status.message()), HasSubstr("nests deeper than 100"));
  EXPECT_FALSE(ParseLine(std::string(1'000'000, '[')).status.ok());
  EXPECT_TRUE(ParseLine("{\"id\":\"" + std::string(1000, '[') + "\\\"[\"}").status.ok());
  const Client nobody(Client::Connect({.target = "127.0.0.1:1"}), {});
  std::istringstream in(deep + "\n");
  std::ostringstream out;
  const auto run = RunBatch(nobody, {}, in, out);
  ASSERT_TRUE(run.ok());
  EXPECT_EQ(run->failed, 1u);
  EXPECT_THAT(out.str(), StartsWith("{\"id\":null,\"rpc\":\"analyze\",\"error\":"));
  const std::string path = ::testing::TempDir() + "/deep.jsonl";
  std::ofstream(path) << deep.substr(0, deep.size() - 1) << ",\"response\":{}}\n";
  EXPECT_FALSE(ReadAnswered(path, Rpc::kClean).ok());
}

TEST(BatchTest, FileThatIsNoOutputIsLeftAsItIs) {
  const std::string path = ::testing::TempDir() + "/novel.txt";
  for (const std::string text : {"A novel in one line", "{\"id\":1}\n", "[]\n{\"id\":"}) {
    std::ofstream(path) << text;
    EXPECT_FALSE(ReadAnswered(path, Rpc::kClean).ok());
    EXPECT_EQ(std::filesystem::file_size(path), text.size());
  }
  EXPECT_FALSE(ReadAnswered("/dev/null", Rpc::kClean).ok());
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
