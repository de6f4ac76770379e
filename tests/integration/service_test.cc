// The real server on a free port, called through a real stub.

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "service/convert/status.h"
#include "service/server/server.h"
#include "tests/support/bundle.h"
#include "tests/support/comparable.h"
#include "textanalysis/client.h"

namespace textanalysis {
namespace {

std::string Slice(const std::string& text, const v1::TextSpan& span) {
  return text.substr(static_cast<size_t>(span.begin_offset()),
                     static_cast<size_t>(span.end_offset() - span.begin_offset()));
}

class ServiceTest : public ::testing::Test {
 protected:
  ServiceTest() : server_(Start()), stub_(v1::TextAnalysisService::NewStub(Channel())) {}

  static std::unique_ptr<server::Server> Start(size_t max_document_bytes = 100000) {
    server::Options options;
    options.address = "127.0.0.1:0";
    options.model_path = testing::BundlePath();
    options.max_document_bytes = max_document_bytes;
    options.num_workers = 2;
    options.access_log = false;
    return server::Server::Start(options).value();
  }

  std::shared_ptr<grpc::Channel> Channel() {
    return grpc::CreateChannel("127.0.0.1:" + std::to_string(server_->port()),
                               grpc::InsecureChannelCredentials());
  }

  static v1::Document Plain(const std::string& text) {
    v1::Document document;
    document.set_content(text);
    document.set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
    return document;
  }

  grpc::Status Quotes(const v1::Document& document, const v1::QuoteOptions& options = {}) {
    grpc::ClientContext context;
    v1::ExtractQuotesRequest request;
    *request.mutable_document() = document;
    *request.mutable_options() = options;
    v1::ExtractQuotesResponse response;
    return stub_->ExtractQuotes(&context, request, &response);
  }

  // Expects INVALID_ARGUMENT with this reason and field, and that the next call works.
  void ExpectInvalid(const grpc::Status& status, const std::string& reason,
                     const std::string& field) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT) << reason;
    v1::ErrorStatus error;
    ASSERT_TRUE(error.ParseFromString(status.error_details()));
    EXPECT_EQ(ReasonOf(error).reason, reason);
    EXPECT_EQ(ReasonOf(error).field, field);
    EXPECT_TRUE(Quotes(Plain("“Yes,” said Ana Diaz.")).ok()) << "the next call works";
  }

  std::unique_ptr<server::Server> server_;
  std::unique_ptr<v1::TextAnalysisService::Stub> stub_;
};

TEST_F(ServiceTest, EveryUnaryMethodAnswers) {
  const Client client(Channel(), {.deadline = absl::Seconds(10)});
  v1::CleanRequest clean;
  v1::ExtractQuotesRequest quotes;
  v1::ExtractEntitiesRequest entities;
  v1::AnalyzeRequest analyze;
  const v1::Document document = Plain("“The port is shut,” said Fiona Reid in Edinburgh.");
  *clean.mutable_document() = *quotes.mutable_document() = *entities.mutable_document() =
      *analyze.mutable_document() = document;
  EXPECT_EQ(client.Clean(clean)->cleaned_document().text(), document.content());
  EXPECT_EQ(client.ExtractQuotes(quotes)->quotes(0).speaker().name(), "Fiona Reid");
  EXPECT_GE(client.ExtractEntities(entities)->entities_size(), 2);
  const auto all = client.Analyze(analyze);
  EXPECT_EQ(all->quotes_size(), 1);
  EXPECT_EQ(all->metadata().encoding_type(), v1::ENCODING_TYPE_UTF8);
}

TEST_F(ServiceTest, BadRequestsNameReasonAndField) {
  ExpectInvalid(Quotes(Plain("")), "DOCUMENT_EMPTY", "document.content");
  v1::Document mistyped = Plain("x");
  mistyped.set_type(static_cast<v1::DocumentType>(77));
  ExpectInvalid(Quotes(mistyped), "UNKNOWN_ENUM_VALUE", "document.type");
  ExpectInvalid(Quotes(Plain(std::string(100001, 'x'))), "DOCUMENT_TOO_LARGE", "document.content");
  v1::Document bytes = Plain("");
  bytes.set_raw_content("abc\xFF");
  ExpectInvalid(Quotes(bytes), "INVALID_UTF8", "document.raw_content");
  v1::Document german = Plain("Hallo.");
  german.set_language_code("de");
  ExpectInvalid(Quotes(german), "UNSUPPORTED_LANGUAGE", "document.language_code");
  v1::QuoteOptions negative;
  negative.set_min_confidence(-0.5f);
  ExpectInvalid(Quotes(Plain("x"), negative), "OUT_OF_RANGE", "options.min_confidence");
  v1::QuoteOptions unknown;
  unknown.add_forms(v1::QUOTE_FORM_UNSPECIFIED);
  ExpectInvalid(Quotes(Plain("x"), unknown), "UNKNOWN_ENUM_VALUE", "options.forms[0]");
  v1::Document undated = Plain("x");
  undated.mutable_reference_date()->set_year(2024);
  undated.mutable_reference_date()->set_month(13);
  ExpectInvalid(Quotes(undated), "INVALID_DATE", "document.reference_date");
}

TEST_F(ServiceTest, QuotesAndEntitiesOfAPageAreThoseOfItsCleanedText) {
  const Client client(Channel(), {.deadline = absl::Seconds(10)});
  v1::ExtractQuotesRequest quotes;
  v1::ExtractEntitiesRequest entities;
  quotes.mutable_document()->set_content(
      "<nav><a href=/>Home</a></nav><p>&ldquo;The port is shut,&rdquo; said Fiona Reid.</p>");
  *entities.mutable_document() = quotes.document();
  entities.mutable_clean_options()->set_omit_segments(true);
  const auto quoted = client.ExtractQuotes(quotes);
  ASSERT_TRUE(quoted.ok());
  EXPECT_EQ(quoted->metadata().document_type(), v1::DOCUMENT_TYPE_HTML);
  EXPECT_GT(quoted->cleaned_document().segments_size(), 0);
  ASSERT_EQ(quoted->quotes_size(), 1);
  EXPECT_EQ(Slice(quoted->cleaned_document().text(), quoted->quotes(0).content_spans(0)),
            "The port is shut,");
  const auto named = client.ExtractEntities(entities);
  ASSERT_TRUE(named.ok());
  EXPECT_EQ(named->cleaned_document().text(), quoted->cleaned_document().text());
  EXPECT_EQ(named->cleaned_document().segments_size(), 0);
  ASSERT_EQ(named->entities_size(), 1);
  EXPECT_EQ(Slice(named->cleaned_document().text(), named->entities(0).mentions(0).span()),
            "Fiona Reid");
}

TEST_F(ServiceTest, TypeIsWhatTheContentLooksLikeUnlessStated) {
  const Client client(Channel(), {.deadline = absl::Seconds(10)});
  v1::ExtractQuotesRequest request;
  request.mutable_document()->set_content("Nothing & nobody < 5.");
  const auto text = client.ExtractQuotes(request);
  ASSERT_TRUE(text.ok());
  EXPECT_EQ(text->metadata().document_type(), v1::DOCUMENT_TYPE_PLAIN_TEXT);
  EXPECT_FALSE(text->has_cleaned_document());
  EXPECT_TRUE(text->metadata().warnings().empty());
  *request.mutable_document() = Plain("<p>“Yes,” said Ana Diaz.");
  const auto stated = client.ExtractQuotes(request);
  ASSERT_TRUE(stated.ok());
  EXPECT_EQ(stated->metadata().document_type(), v1::DOCUMENT_TYPE_PLAIN_TEXT);
  ASSERT_EQ(stated->metadata().warnings_size(), 1);
  EXPECT_EQ(stated->metadata().warnings(0).reason(), "TEXT_LOOKS_LIKE_HTML");
}

TEST_F(ServiceTest, CallsOfTheClientEndByTheirOwnTimeOrTheirStop) {
  const Client client(Channel(), {.deadline = absl::Seconds(10)});
  v1::CleanRequest request;
  *request.mutable_document() = Plain("x");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(client.Clean(request, {.stop = stop.get_token()}).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_TRUE(client.Clean(request, {}).ok());
  v1::AnalyzeRequest slow;
  std::string text;
  while (text.size() < 90'000) text += "“Yes,” said Ana Diaz of Leeds.\n\n";
  *slow.mutable_document() = Plain(text);
  EXPECT_EQ(client.Analyze(slow, {.deadline = absl::Milliseconds(2)}).status().code(),
            absl::StatusCode::kDeadlineExceeded);
  *request.mutable_document() = Plain("");
  EXPECT_EQ(ReasonOf(*GetErrorStatus(client.Clean(request).status())).reason, "DOCUMENT_EMPTY");
}

TEST_F(ServiceTest, TierThatIsNotServedIsRefused) {
  const Client client(Channel(), {.deadline = absl::Seconds(10)});
  v1::ExtractQuotesRequest request;
  *request.mutable_document() = Plain("“Yes,” said Ana Diaz.");
  EXPECT_EQ(client.ExtractQuotes(request)->metadata().model_tier(), v1::MODEL_TIER_FAST);
  request.set_model_tier(v1::MODEL_TIER_ACCURATE);
  grpc::ClientContext context;
  v1::ExtractQuotesResponse response;
  ExpectInvalid(stub_->ExtractQuotes(&context, request, &response), "MODEL_TIER_NOT_SERVED",
                "model_tier");
}

TEST_F(ServiceTest, UnknownCharsetIsRefusedForHtml) {
  grpc::ClientContext context;
  v1::CleanRequest request;
  request.mutable_document()->set_raw_content("<p>x");
  request.mutable_document()->set_type(v1::DOCUMENT_TYPE_HTML);
  request.mutable_document()->set_charset("klingon-8");
  v1::CleanResponse response;
  ExpectInvalid(stub_->Clean(&context, request, &response), "UNSUPPORTED_CHARSET",
                "document.charset");
}

TEST_F(ServiceTest, TwoServersGiveTheSameBytes) {
  const std::unique_ptr<server::Server> other = Start();
  const auto other_stub = v1::TextAnalysisService::NewStub(other->InProcessChannel());
  v1::AnalyzeRequest request;
  *request.mutable_document() = Plain(
      "Ana Diaz, 52, leads the Harbour Board. “We won,” she said on Tuesday, “by $3m.” Bo Li "
      "said that the vote was fair. He had denied it before. Critics call it “a farce”.");
  request.mutable_quote_options()->set_include_unsettled(true);
  request.mutable_entity_options()->set_include_coreference(true);
  for (const auto type : {v1::DOCUMENT_TYPE_PLAIN_TEXT, v1::DOCUMENT_TYPE_HTML}) {
    request.mutable_document()->set_type(type);
    std::set<std::string> answers;
    for (int round = 0; round < 4; ++round) {
      grpc::ClientContext context;
      v1::AnalyzeResponse response;
      ASSERT_TRUE(
          (round % 2 == 0 ? stub_ : other_stub)->Analyze(&context, request, &response).ok());
      EXPECT_GE(response.quotes_size(), 3);
      EXPECT_GE(response.entities_size(), 3);
      answers.insert(response.SerializeAsString());
    }
    EXPECT_EQ(answers.size(), 1);
  }
}

TEST_F(ServiceTest, DetectedLanguageIsAWarning) {
  grpc::ClientContext context;
  v1::AnalyzeRequest request;
  *request.mutable_document() =
      Plain("Der Minister sagte am Montag, die Gespräche würden bis in die Nacht fortgesetzt.");
  v1::AnalyzeResponse response;
  ASSERT_TRUE(stub_->Analyze(&context, request, &response).ok());
  EXPECT_EQ(response.metadata().language_code(), "de");
  ASSERT_EQ(response.metadata().warnings_size(), 1);
  EXPECT_EQ(response.metadata().warnings(0).reason(), "LANGUAGE_NOT_SUPPORTED");
  EXPECT_EQ(response.metadata().warnings(0).features_size(), 2);
}

// Reason of a failed call.
std::string ReasonOfCall(const grpc::Status& status) {
  v1::ErrorStatus error;
  return error.ParseFromString(status.error_details()) ? ReasonOf(error).reason : "";
}

TEST_F(ServiceTest, DocumentOfAnySizeIsToldThatItIsTooLarge) {
  for (const size_t bytes : {size_t{100'001}, size_t{400'000}, size_t{60'000'000}}) {
    const grpc::Status status = Quotes(Plain(std::string(bytes, 'x')));
    EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
    EXPECT_EQ(ReasonOfCall(status), "DOCUMENT_TOO_LARGE") << bytes;
  }
}

TEST_F(ServiceTest, DocumentThatNoServerWouldReadIsToldByTheClient) {
  const Client client(Client::Connect({.target = "127.0.0.1:1"}), {});
  v1::CleanRequest request;
  *request.mutable_document() = Plain(std::string(size_t{70} << 20, 'x'));
  const absl::Status status = client.Clean(request).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  const ErrorReason why = ReasonOf(*GetErrorStatus(status));
  EXPECT_EQ(why.reason, "DOCUMENT_TOO_LARGE");
  EXPECT_EQ(why.field, "document.content");
  EXPECT_EQ(why.metadata.at("maxBytes"), "67108864");
  EXPECT_GT(std::stoul(why.metadata.at("actualBytes")), 70'000'000u);
}

TEST_F(ServiceTest, LargestAnswerArrives) {
  const auto server = Start(8 << 20);
  const Client client(Client::Connect({.target = "127.0.0.1:" + std::to_string(server->port())}),
                      {});
  v1::CleanRequest request;
  std::string text;
  while (text.size() < 8'000'000) text += "word ";
  *request.mutable_document() = Plain(text);
  const auto answer = client.Clean(request);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->cleaned_document().text(), text.substr(0, text.size() - 1));
}

TEST_F(ServiceTest, StringThatIsNotUtf8IsAMalformedMessage) {
  EXPECT_EQ(ReasonOfCall(Quotes(Plain("\xFF\xFE"))), "MALFORMED_MESSAGE");
  EXPECT_TRUE(Quotes(Plain("“Yes,” said Ana Diaz.")).ok());
}

TEST_F(ServiceTest, RequestOfTooManyFieldsIsRefusedUnread) {
  v1::AnalyzeRequest request;
  *request.mutable_document() = Plain("We met.");
  for (size_t k = 0; k < convert::kMaxFields; ++k) request.add_dictionary();
  v1::AnalyzeResponse response;
  grpc::ClientContext context;
  EXPECT_THAT(stub_->Analyze(&context, request, &response).error_message(),
              ::testing::HasSubstr("at most 50000 fields"));
}

TEST_F(ServiceTest, CompressedRequestIsRefused) {
  grpc::ClientContext context;
  context.set_compression_algorithm(GRPC_COMPRESS_GZIP);
  v1::CleanRequest request;
  *request.mutable_document() = Plain(std::string(50'000, ' '));
  v1::CleanResponse response;
  const auto server = Start();
  const auto stub = v1::TextAnalysisService::NewStub(grpc::CreateChannel(
      "127.0.0.1:" + std::to_string(server->port()), grpc::InsecureChannelCredentials()));
  EXPECT_EQ(stub->Clean(&context, request, &response).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
}

template <typename Request, typename Response>
void ExpectGolden(const Client& client,
                  absl::StatusOr<Response> (Client::*method)(const Request&) const,
                  const nlohmann::json& golden) {
  Request request;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(golden["request"].dump(), &request).ok());
  const absl::StatusOr<Response> response = (client.*method)(request);
  if (golden.contains("error")) {
    const ErrorReason why = ReasonOf(*GetErrorStatus(response.status()));
    EXPECT_EQ(why.reason, golden["error"]["reason"]);
    EXPECT_EQ(why.field, golden["error"]["field"]);
    return;
  }
  std::string json;
  ASSERT_TRUE(google::protobuf::util::MessageToJsonString(*response, &json).ok());
  EXPECT_EQ(testing::Comparable(nlohmann::json::parse(json)), golden["response"]);
}

TEST_F(ServiceTest, AnswersAreThoseOfTheTableThatEveryClientPasses) {
  const auto server = Start(20000);
  const Client client(server->InProcessChannel(), {.deadline = absl::Seconds(10)});
  std::ifstream table(testing::SourceDir() + "/tests/golden/clients.json");
  std::map<std::string, int> compared;
  for (const nlohmann::json& golden : nlohmann::json::parse(table)) {
    SCOPED_TRACE(golden["name"]);
    const std::string method = golden["method"];
    if (method == "Clean") ExpectGolden(client, &Client::Clean, golden);
    if (method == "ExtractQuotes") ExpectGolden(client, &Client::ExtractQuotes, golden);
    if (method == "ExtractEntities") ExpectGolden(client, &Client::ExtractEntities, golden);
    if (method == "Analyze") ExpectGolden(client, &Client::Analyze, golden);
    if (method == "VerifyQuotes") ExpectGolden(client, &Client::VerifyQuotes, golden);
    ++compared[method];
  }
  EXPECT_EQ(compared.size(), 5u) << "each method, and no other, is in the table";
}

v1::VerifyQuotesRequest VerifyRequest(const v1::Document& draft, const v1::Document& source) {
  v1::VerifyQuotesRequest request;
  *request.mutable_document() = draft;
  request.add_sources()->set_source_id("notes");
  *request.mutable_sources(0)->mutable_document() = source;
  return request;
}

TEST_F(ServiceTest, QuotationsAreCheckedAgainstAPage) {
  const Client client(Channel(), {.deadline = absl::Seconds(10)});
  v1::Document page;
  page.set_content(
      "<html><body><article><h1>Port</h1><p>“We will not sell the harbour to anyone,” said Fiona "
      "Reid, the transport minister, in Edinburgh on Monday.</p></article></body></html>");
  page.set_type(v1::DOCUMENT_TYPE_HTML);
  const std::string draft = "“We will sell the harbour to anyone,” Fiona Reid said.";
  const auto response = client.VerifyQuotes(VerifyRequest(Plain(draft), page));
  ASSERT_TRUE(response.ok()) << response.status();
  ASSERT_EQ(response->verifications_size(), 1);
  const v1::QuoteVerification& found = response->verifications(0);
  EXPECT_EQ(found.verdict(), v1::QUOTE_VERDICT_ALTERED);
  EXPECT_EQ(found.speaker_agreement(), v1::SPEAKER_AGREEMENT_SAME_SPEAKER);
  EXPECT_EQ(Slice(draft, found.draft_spans(0)), "We will sell the harbour to anyone,");
  EXPECT_EQ(Slice(response->sources(0).cleaned_document().text(), found.places(0).place_span()),
            "We will not sell the harbour to anyone");
  EXPECT_EQ(found.places(0).source_id(), "notes");
  EXPECT_EQ(response->verdict_counts_size(), 1);
  EXPECT_FALSE(response->has_cleaned_document());
}

TEST_F(ServiceTest, TwoNamesOfOneIdAreTheSameSpeaker) {
  const Client client(Channel(), {.deadline = absl::Seconds(10)});
  v1::VerifyQuotesRequest request =
      VerifyRequest(Plain("“We will not sell the harbour to anyone,” Orla Keane said."),
                    Plain("“We will not sell the harbour to anyone,” said Fiona Reid in Leeds."));
  auto response = client.VerifyQuotes(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->verifications(0).speaker_agreement(), v1::SPEAKER_AGREEMENT_ANOTHER_SPEAKER);
  v1::DictionaryEntry* const entry = request.add_dictionary();
  entry->set_id("reid");
  entry->set_name("Fiona Reid");
  entry->set_type(v1::ENTITY_TYPE_PERSON);
  entry->add_aliases("Orla Keane");
  response = client.VerifyQuotes(request);
  ASSERT_TRUE(response.ok()) << response.status();
  const v1::QuoteVerification& found = response->verifications(0);
  EXPECT_EQ(found.speaker_agreement(), v1::SPEAKER_AGREEMENT_SAME_SPEAKER);
  EXPECT_EQ(found.speaker_dictionary_id(), "reid");
  EXPECT_EQ(found.places(0).speaker_dictionary_id(), "reid");
  entry->clear_id();
  const auto refused = client.VerifyQuotes(request);
  EXPECT_EQ(ReasonOf(*GetErrorStatus(refused.status())).field, "dictionary[0].id");
}

TEST_F(ServiceTest, ASourceInAnyLanguageMayHaveTheWords) {
  const Client client(Channel(), {.deadline = absl::Seconds(10)});
  v1::Document source = Plain("Die Ministerin sagte: „We will not sell the harbour to anyone.“");
  source.set_language_code("de");
  const auto response = client.VerifyQuotes(
      VerifyRequest(Plain("“We will not sell the harbour to anyone,” Fiona Reid said."), source));
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_EQ(response->verifications(0).verdict(), v1::QUOTE_VERDICT_VERBATIM);
  EXPECT_EQ(response->sources(0).language_code(), "de");
}

TEST_F(ServiceTest, SourcesThatBreakARuleAreNamed) {
  const Client client(Channel(), {.deadline = absl::Seconds(10)});
  const auto reason = [&client](const v1::VerifyQuotesRequest& request) {
    const ErrorReason why = ReasonOf(*GetErrorStatus(client.VerifyQuotes(request).status()));
    return why.reason + " " + why.field;
  };
  v1::VerifyQuotesRequest request = VerifyRequest(Plain("x"), Plain("y"));
  request.clear_sources();
  EXPECT_EQ(reason(request), "NO_SOURCES sources");
  request = VerifyRequest(Plain("x"), Plain(""));
  EXPECT_EQ(reason(request), "DOCUMENT_EMPTY sources[0].document.content");
  request = VerifyRequest(Plain("x"), Plain(std::string(100001, 'y')));
  EXPECT_EQ(reason(request), "DOCUMENT_TOO_LARGE sources[0].document.content");
  request = VerifyRequest(Plain("x"), Plain("y"));
  *request.add_sources() = request.sources(0);
  EXPECT_EQ(reason(request), "DUPLICATE_SOURCE_ID sources[1].source_id");
  request.mutable_sources(1)->set_source_id(std::string(129, 'i'));
  EXPECT_EQ(reason(request), "INVALID_SOURCE_ID sources[1].source_id");
  request = VerifyRequest(Plain("x"), Plain("y"));
  for (int k = 0; k < 100; ++k) *request.add_sources()->mutable_document() = Plain("z");
  EXPECT_EQ(reason(request), "TOO_MANY_SOURCES sources");
  request.clear_sources();
  for (int k = 0; k < 9; ++k)
    *request.add_sources()->mutable_document() = Plain(std::string(90000, 'z'));
  EXPECT_EQ(reason(request), "SOURCES_TOO_LARGE sources");
}

TEST_F(ServiceTest, LargeAnswersArriveInProcess) {
  const auto server = Start(10'000'000);
  const Client client(server->InProcessChannel(), {.deadline = absl::Minutes(1)});
  std::string text;
  while (text.size() < 5'000'000) text += "The port is shut, said Fiona Reid in Edinburgh.\n\n";
  v1::CleanRequest request;
  *request.mutable_document() = Plain(text);
  const auto response = client.Clean(request);
  ASSERT_TRUE(response.ok()) << response.status();
  EXPECT_GT(response->ByteSizeLong(), 4u << 20);
}

TEST_F(ServiceTest, DeadlineThatPassesDuringTheWorkIsTold) {
  std::string text;
  while (text.size() < 90000) text += "“The port is shut,” said Fiona Reid in Edinburgh. ";
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Milliseconds(2)));
  v1::AnalyzeRequest request;
  *request.mutable_document() = Plain(text);
  v1::AnalyzeResponse response;
  EXPECT_EQ(stub_->Analyze(&context, request, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

TEST_F(ServiceTest, FullQueueTurnsCallsAwayAndLosesNone) {
  server::Options options;
  options.address = "127.0.0.1:0";
  options.model_path = testing::BundlePath();
  options.num_workers = 1;
  options.queue_limit = 1;
  options.admission.max_wait = absl::Hours(1);  // However slow the machine.
  options.access_log = false;
  const auto small = server::Server::Start(options).value();
  const auto stub = v1::TextAnalysisService::NewStub(small->InProcessChannel());
  std::string text;
  for (int k = 0; k < 3000; ++k) text += "“The port is shut,” said Fiona Reid in Edinburgh. ";
  std::atomic<int> done = 0, refused = 0, other = 0;
  {
    std::vector<std::jthread> callers;
    callers.reserve(16);
    for (int k = 0; k < 16; ++k) {
      callers.emplace_back([&] {
        grpc::ClientContext context;
        v1::AnalyzeRequest request;
        *request.mutable_document() = Plain(text);
        v1::AnalyzeResponse response;
        const auto code = stub->Analyze(&context, request, &response).error_code();
        (code == grpc::StatusCode::OK                   ? done
         : code == grpc::StatusCode::RESOURCE_EXHAUSTED ? refused
                                                        : other)++;
      });
    }
  }
  EXPECT_GE(done, 1) << "the first; a second where the worker took it in time";
  EXPECT_GE(refused, 1);
  EXPECT_EQ(other, 0);
}

TEST_F(ServiceTest, CancelledCallEndsAsCancelled) {
  grpc::ClientContext context;
  v1::AnalyzeRequest request;
  *request.mutable_document() = Plain(std::string(99999, 'x'));
  v1::AnalyzeResponse response;
  context.TryCancel();
  EXPECT_EQ(stub_->Analyze(&context, request, &response).error_code(), grpc::StatusCode::CANCELLED);
}

TEST(ServerStartTest, TakenPortAndMissingModelAreOneLine) {
  server::Options options;
  options.address = "127.0.0.1:0";
  options.model_path = testing::BundlePath();
  const auto first = server::Server::Start(options).value();
  options.address = "127.0.0.1:" + std::to_string(first->port());
  EXPECT_NE(server::Server::Start(options).status().message().find("cannot listen on"),
            absl::string_view::npos);
  options.model_path = "no/such.bundle";
  EXPECT_NE(server::Server::Start(options).status().message().find("no/such.bundle"),
            absl::string_view::npos);
}

}  // namespace
}  // namespace textanalysis
