#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "service/server/server.h"
#include "tests/support/bundle.h"
#include "textanalysis/client.h"
#include "textanalysis/v1/text_analysis_service.grpc.pb.h"

namespace textanalysis {
namespace {

using Request = v1::StreamingVerifyQuotesRequest;
using Response = v1::StreamingVerifyQuotesResponse;

class VerifyStreamTest : public ::testing::Test {
 protected:
  VerifyStreamTest() { Start({}); }

  void Start(server::Options options) {
    options.address.clear();
    options.model_path = testing::BundlePath();
    options.max_document_bytes = 100000;
    options.num_workers = 1;
    options.access_log = false;
    server_ = server::Server::Start(options).value();
    stub_ = v1::TextAnalysisService::NewStub(server_->InProcessChannel());
  }

  static Request Sources(const std::string& id, const std::vector<std::string>& texts) {
    Request item;
    item.set_item_id(id);
    item.mutable_sources();
    for (const std::string& text : texts) {
      v1::Document* const document = item.mutable_sources()->add_sources()->mutable_document();
      document->set_content(text);
      document->set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
    }
    return item;
  }

  static Request Draft(const std::string& id, const std::string& text) {
    Request item;
    item.set_item_id(id);
    item.mutable_document()->set_content(text);
    item.mutable_document()->set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
    return item;
  }

  // The answers to `items`, and that the stream ends well.
  std::vector<Response> Answers(const std::vector<Request>& items) {
    grpc::ClientContext context;
    const auto stream = stub_->StreamingVerifyQuotes(&context);
    std::jthread writer([&] {
      for (const Request& item : items) stream->Write(item);
      stream->WritesDone();
    });
    std::vector<Response> out;
    Response response;
    while (stream->Read(&response)) out.push_back(response);
    EXPECT_TRUE(stream->Finish().ok());
    return out;
  }

  std::unique_ptr<server::Server> server_;
  std::unique_ptr<v1::TextAnalysisService::Stub> stub_;
};

constexpr char kSource[] =
    "“We will not sell the harbour to anyone,” said Fiona Reid in Edinburgh.";
constexpr char kOther[] =
    "“We will build three new ferries next year,” said Fiona Reid in Edinburgh.";
constexpr char kDraft[] = "“We will sell the harbour to anyone,” Fiona Reid said.";

TEST_F(VerifyStreamTest, DraftsAreCheckedAgainstTheSourcesBeforeThem) {
  const std::vector<Response> answers =
      Answers({Sources("first", {kSource}), Draft("a", kDraft), Draft("b", kSource),
               Sources("second", {kOther, "Nothing."}), Draft("c", kSource)});
  ASSERT_EQ(answers.size(), 5u);
  EXPECT_EQ(answers[0].item_id(), "first");
  EXPECT_EQ(answers[0].response().sources_size(), 1);
  EXPECT_EQ(answers[0].response().sources(0).quote_count(), 1);
  ASSERT_EQ(answers[1].response().verifications_size(), 1);
  EXPECT_EQ(answers[1].response().verifications(0).verdict(), v1::QUOTE_VERDICT_ALTERED);
  EXPECT_EQ(answers[1].response().sources_size(), 0);
  EXPECT_EQ(answers[2].response().verifications(0).verdict(), v1::QUOTE_VERDICT_VERBATIM);
  EXPECT_EQ(answers[3].response().sources_size(), 2);
  EXPECT_EQ(answers[4].response().verifications(0).verdict(), v1::QUOTE_VERDICT_NOT_FOUND);
}

TEST_F(VerifyStreamTest, AStreamAnswersAsTheUnaryMethodDoes) {
  v1::VerifyQuotesRequest request;
  *request.mutable_document() = Draft("", kDraft).document();
  request.add_sources()->mutable_document()->set_content(kSource);
  const Client client(server_->InProcessChannel(), {});
  auto unary = client.VerifyQuotes(request);
  ASSERT_TRUE(unary.ok()) << unary.status();
  const std::vector<Response> answers = Answers({Sources("s", {kSource}), Draft("d", kDraft)});
  ASSERT_EQ(answers.size(), 2u);
  unary->clear_sources();
  EXPECT_EQ(answers[1].response().SerializeAsString(), unary->SerializeAsString());
}

TEST_F(VerifyStreamTest, BadItemsLeaveTheStreamOpen) {
  const std::vector<Response> answers =
      Answers({Draft("early", kDraft), Sources("none", {}), Draft("", kDraft),
               Sources("empty", {kSource, ""}), Draft("late", kDraft), Sources("good", {kSource}),
               Draft("large", std::string(100001, 'x')), Draft("d", kDraft)});
  std::vector<std::string> reasons;
  reasons.reserve(answers.size());
  for (const Response& answer : answers)
    reasons.push_back(answer.has_error()
                          ? ReasonOf(answer.error()).reason + " " + ReasonOf(answer.error()).field
                          : "");
  EXPECT_EQ(reasons, (std::vector<std::string>{
                         "NO_SOURCES sources", "NO_SOURCES sources", "INVALID_ITEM_ID item_id",
                         "DOCUMENT_EMPTY sources[1].document.content", "NO_SOURCES sources", "",
                         "DOCUMENT_TOO_LARGE document.content", ""}));
}

TEST_F(VerifyStreamTest, BytesThatAreNoMessageEndTheStream) {
  grpc::ClientContext context;
  const auto stream = stub_->StreamingVerifyQuotes(&context);
  Request item = Draft("a", kDraft);
  item.mutable_document()->set_content("\xFF\xFE");
  stream->Write(item);
  Response response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

TEST_F(VerifyStreamTest, AnItemOfTooManyFieldsIsAnsweredUnread) {
  Request many = Sources("many", {kSource});
  for (int k = 0; k < 50'000; ++k) many.mutable_sources()->add_sources();
  const std::vector<Response> answers =
      Answers({many, Sources("s", {kSource}), Draft("d", kDraft)});
  ASSERT_EQ(answers.size(), 3u);
  EXPECT_EQ(answers[0].item_id(), "many");
  EXPECT_EQ(ReasonOf(answers[0].error()).reason, "OUT_OF_RANGE");
  EXPECT_EQ(answers[2].response().verifications_size(), 1);
}

TEST_F(VerifyStreamTest, ADictionaryComesWithTheSourcesAndServesTheirDrafts) {
  Request known = Sources("known", {kSource});
  v1::DictionaryEntry* const entry = known.mutable_sources()->add_dictionary();
  entry->set_id("reid");
  entry->set_name("Fiona Reid");
  entry->set_type(v1::ENTITY_TYPE_PERSON);
  entry->add_aliases("Orla Keane");
  const Request draft = Draft("d", "“We will not sell the harbour to anyone,” Orla Keane said.");
  const std::vector<Response> answers =
      Answers({known, draft, Sources("unknown", {kSource}), draft});
  ASSERT_EQ(answers.size(), 4u);
  ASSERT_FALSE(answers[0].has_error()) << answers[0].error().message();
  const v1::QuoteVerification& same = answers[1].response().verifications(0);
  EXPECT_EQ(same.speaker_agreement(), v1::SPEAKER_AGREEMENT_SAME_SPEAKER);
  EXPECT_EQ(same.speaker_dictionary_id(), "reid");
  EXPECT_EQ(same.places(0).speaker_dictionary_id(), "reid");
  const v1::QuoteVerification& another = answers[3].response().verifications(0);
  EXPECT_EQ(another.speaker_agreement(), v1::SPEAKER_AGREEMENT_ANOTHER_SPEAKER);
  EXPECT_EQ(another.speaker_dictionary_id(), "");
  entry->set_type(v1::ENTITY_TYPE_DATE_TIME);
  const std::vector<Response> bad = Answers({known, draft});
  EXPECT_EQ(ReasonOf(bad[0].error()).field, "dictionary[0].type");
  EXPECT_EQ(ReasonOf(bad[1].error()).reason, "NO_SOURCES");
}

TEST_F(VerifyStreamTest, ASilentStreamGivesItsSourcesUp) {
  server::Options impatient;
  impatient.silence_limit = absl::Milliseconds(10);
  Start(impatient);
  grpc::ClientContext context;
  const auto stream = stub_->StreamingVerifyQuotes(&context);
  ASSERT_TRUE(stream->Write(Sources("s", {kSource})));
  Response response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_FALSE(stream->Read(&response)) << "nothing was sent, so nothing is answered";
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

TEST_F(VerifyStreamTest, SourcesThatFailLeaveNothingInTheBooks) {
  server::Options small;
  small.admission.memory_bytes = 3 << 20;
  Start(small);
  const std::string large(40'000, 'x');  // Half of the memory, by the rule of 40 bytes a byte.
  grpc::ClientContext context;
  const auto stream = stub_->StreamingVerifyQuotes(&context);
  Response response;
  for (const Request& item : {Sources("good", {large}), Sources("bad", {""})}) {
    ASSERT_TRUE(stream->Write(item) && stream->Read(&response));
  }
  EXPECT_EQ(ReasonOf(response.error()).reason, "DOCUMENT_EMPTY");
  const std::vector<Response> others = Answers({Sources("a", {large})});
  ASSERT_EQ(others.size(), 1u);
  EXPECT_FALSE(others[0].has_error()) << others[0].error().message();
}

TEST_F(VerifyStreamTest, ACancelledStreamEndsAndGivesItsMemoryBack) {
  for (int k = 0; k < 20; ++k) {
    grpc::ClientContext context;
    const auto stream = stub_->StreamingVerifyQuotes(&context);
    ASSERT_TRUE(stream->Write(Sources("s", {kSource})));
    context.TryCancel();
    Response response;
    while (stream->Read(&response)) {
    }
    EXPECT_FALSE(stream->Finish().ok());
  }
  EXPECT_EQ(Answers({Sources("s", {kSource}), Draft("d", kDraft)}).size(), 2u);
}

}  // namespace
}  // namespace textanalysis
