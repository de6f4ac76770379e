// Every reason of docs/errors.md arises in a server of this process.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <thread>
#include <vector>

#include "service/convert/status.h"
#include "service/rpc/handler.h"
#include "service/server/server.h"
#include "tests/support/bundle.h"
#include "textanalysis/client.h"

namespace textanalysis {
namespace {

using Reasons = std::set<std::string>;

// Also the name of the code, for what ends before the server can say why.
Reasons ReasonsOf(const absl::Status& status) {
  const std::optional<v1::ErrorStatus> error = GetErrorStatus(status);
  return {absl::StatusCodeToString(status.code()), error ? ReasonOf(*error).reason : ""};
}

server::Options Quick() {
  server::Options options;
  options.address.clear();
  options.model_path = testing::BundlePath();
  options.max_document_bytes = 400000;
  options.num_workers = 1;
  options.access_log = false;
  return options;
}

v1::Document Plain(const std::string& text) {
  v1::Document document;
  document.set_content(text);
  document.set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
  return document;
}

v1::Document Large() {
  std::string text;
  while (text.size() < 150000) text += "“The port is shut,” said Fiona Reid in Edinburgh. ";
  return Plain(text);
}

template <typename Request>
Request Of(const v1::Document& document) {
  Request request;
  *request.mutable_document() = document;
  return request;
}

// What `callers` get that all send a large document to a server with `options` at once.
Reasons CallTogether(const server::Options& options, int callers) {
  const auto server = server::Server::Start(options).value();
  const Client client(server->InProcessChannel(), {.deadline = absl::Minutes(2)});
  const auto request = Of<v1::AnalyzeRequest>(Large());
  std::vector<Reasons> got(static_cast<size_t>(callers));
  {
    std::vector<std::jthread> threads;
    threads.reserve(got.size());
    for (Reasons& reasons : got) {
      threads.emplace_back([&client, &request, &reasons] {
        const auto response = client.Analyze(request);
        if (!response.ok()) reasons = ReasonsOf(response.status());
      });
    }
  }
  Reasons all;
  for (Reasons& reasons : got) all.merge(reasons);
  return all;
}

Reasons BadRequests(const Client& client) {
  Reasons seen;
  const auto clean = [&](const v1::CleanRequest& request) {
    seen.merge(ReasonsOf(client.Clean(request).status()));
  };
  const auto quotes = [&](const v1::Document& document) {
    seen.merge(ReasonsOf(client.ExtractQuotes(Of<v1::ExtractQuotesRequest>(document)).status()));
  };
  quotes(Plain(""));
  quotes(Plain("\xFF\xFE"));
  quotes(Plain(std::string(400001, 'x')));
  v1::Document document;
  document.set_raw_content("<p>x");
  document.set_charset("klingon-8");
  clean(Of<v1::CleanRequest>(document));
  document = Plain("");
  document.set_raw_content("ab\xFF");
  quotes(document);
  document = Plain("x");
  document.set_language_code("de");
  quotes(document);
  document = Plain("x");
  document.mutable_reference_date()->set_month(13);
  quotes(document);
  auto entities = Of<v1::ExtractEntitiesRequest>(Plain("x"));
  entities.mutable_options()->set_min_confidence(2);
  seen.merge(ReasonsOf(client.ExtractEntities(entities).status()));
  entities = Of<v1::ExtractEntitiesRequest>(Plain("x"));
  entities.add_dictionary()->set_id("nameless");
  seen.merge(ReasonsOf(client.ExtractEntities(entities).status()));
  auto tier = Of<v1::AnalyzeRequest>(Plain("x"));
  tier.set_model_tier(v1::MODEL_TIER_ACCURATE);
  seen.merge(ReasonsOf(client.Analyze(tier).status()));
  auto units = Of<v1::CleanRequest>(Plain("x"));
  units.set_encoding_type(static_cast<v1::EncodingType>(77));
  clean(units);
  return seen;
}

Reasons BadSources(const Client& client) {
  Reasons seen;
  const auto verify = [&](int sources, const std::string& text, const std::string& id) {
    auto request = Of<v1::VerifyQuotesRequest>(Plain("x"));
    for (int k = 0; k < sources; ++k) {
      *request.add_sources()->mutable_document() = Plain(text);
      request.mutable_sources(k)->set_source_id(id);
    }
    seen.merge(ReasonsOf(client.VerifyQuotes(request).status()));
  };
  verify(0, "y", "");
  verify(101, "y", "");
  verify(2, "y", "same");
  verify(1, "y", std::string(129, 'i'));
  verify(9, std::string(390000, 'y'), "");
  return seen;
}

Reasons BadItems(const std::shared_ptr<grpc::Channel>& channel) {
  grpc::ClientContext context;
  const auto stub = v1::TextAnalysisService::NewStub(channel);
  const auto stream = stub->StreamingAnalyze(&context);
  for (const char* id : {"", "a", "a"}) {
    v1::StreamingAnalyzeRequest item;
    item.set_item_id(id);
    *item.mutable_request()->mutable_document() = Large();
    stream->Write(item);
  }
  stream->WritesDone();
  Reasons seen;
  v1::StreamingAnalyzeResponse response;
  while (stream->Read(&response)) {
    if (response.has_error()) seen.insert(ReasonOf(response.error()).reason);
  }
  EXPECT_TRUE(stream->Finish().ok());
  return seen;
}

Reasons RefusedCallers() {
  const std::string tokens = ::testing::TempDir() + "/textanalysis_errors_tokens";
  std::ofstream(tokens)
      << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad desk\n";
  server::Options options = Quick();
  options.token_file = tokens;
  const auto guarded = server::Server::Start(options).value();
  const auto request = Of<v1::CleanRequest>(Plain("x"));
  Reasons seen;
  for (const char* token : {"", "wrong"}) {
    const Client client(guarded->InProcessChannel(),
                        {.deadline = absl::Seconds(30), .token = token});
    seen.merge(ReasonsOf(client.Clean(request).status()));
  }
  options = Quick();
  options.allowed_names = {"desk.test"};
  const auto named = server::Server::Start(options).value();
  const Client client(named->InProcessChannel(), {.deadline = absl::Seconds(30)});
  seen.merge(ReasonsOf(client.Clean(request).status()));
  return seen;
}

Reasons EndedCalls(const std::shared_ptr<grpc::Channel>& channel) {
  const Client hasty(channel, {.deadline = absl::Milliseconds(2)});
  Reasons seen = ReasonsOf(hasty.Analyze(Of<v1::AnalyzeRequest>(Large())).status());
  grpc::ClientContext context;
  context.TryCancel();
  v1::CleanResponse response;
  const auto stub = v1::TextAnalysisService::NewStub(channel);
  const auto status = stub->Clean(&context, Of<v1::CleanRequest>(Plain("x")), &response);
  if (status.error_code() == grpc::StatusCode::CANCELLED) seen.insert("CANCELLED");
  return seen;
}

// No request is known to reach these; the barrier before every analysis makes them.
Reasons Defects() {
  const auto reason = [](const std::function<absl::Status()>& work) {
    return ReasonOf(convert::ToErrorStatus(rpc::RunBehindBarrier(work))).reason;
  };
  return {reason([]() -> absl::Status { throw std::bad_alloc(); }),
          reason([]() -> absl::Status { throw std::logic_error("the document's text"); })};
}

// Sends `request` as it is to a port of this machine; returns all that comes back.
std::string Exchange(int port, const std::string& request) {
  const int connection = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  std::string out;
  if (connect(connection, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
      write(connection, request.data(), request.size()) > 0) {
    char piece[4096];
    for (ssize_t got = 0; (got = read(connection, piece, sizeof piece)) > 0;)
      out.append(piece, static_cast<size_t>(got));
  }
  close(connection);
  return out;
}

Reasons HttpErrors(int port) {
  Reasons seen;
  const auto post = [&](const std::string& head, const std::string& body) {
    const std::string answer =
        Exchange(port, head + "Host: x\r\nConnection: close\r\nContent-Length: " +
                           std::to_string(body.size()) + "\r\n\r\n" + body);
    const nlohmann::json error =
        nlohmann::json::parse(answer.substr(answer.find("\r\n\r\n") + 4), nullptr, false);
    ASSERT_TRUE(error.is_object()) << answer;
    seen.insert(error["details"][0]["reason"]);
  };
  const std::string clean =
      "POST /v1/documents:clean HTTP/1.1\r\nContent-Type: application/json\r\n";
  for (const char* body :
       {"{", R"({"x": 1})", R"({"document": 1})", R"({"document": {}, "document": {}})",
        R"({"document": {"type": "PLAIN"}})"})
    post(clean, body);
  post("POST /v1/documents:clean HTTP/1.1\r\nContent-Type: text/plain\r\n", "{}");
  post("POST /no-such-path HTTP/1.1\r\n", "{}");
  post("GET /v1/documents:clean HTTP/1.1\r\n", "");
  post("POST / HTTP/9.9\r\n", "");
  return seen;
}

Reasons Documented() {
  std::stringstream page;
  page << std::ifstream(testing::SourceDir() + "/docs/errors.md").rdbuf();
  Reasons reasons;
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| `")) continue;
    const size_t end = line.find(" |");
    std::stringstream cell(line.substr(2, end - 2));
    for (std::string name; std::getline(cell, name, '`');) {
      if (!name.empty() && name.find_first_of(", ") == std::string::npos) reasons.insert(name);
    }
  }
  return reasons;
}

TEST(ErrorsTest, EveryReasonOfThePageArises) {
  server::Options options = Quick();
  options.http_address = "127.0.0.1:0";
  const auto server = server::Server::Start(options).value();
  const auto channel = server->InProcessChannel();
  const Client client(channel, {.deadline = absl::Seconds(30)});
  Reasons seen = BadRequests(client);
  seen.merge(BadSources(client));
  seen.merge(BadItems(channel));
  seen.merge(EndedCalls(channel));
  seen.merge(HttpErrors(server->http_port()));
  seen.merge(RefusedCallers());
  seen.merge(Defects());

  server::Options full = Quick();
  full.queue_limit = 1;
  full.admission.max_wait = absl::Hours(1);
  seen.merge(CallTogether(full, 8));
  server::Options impatient = Quick();
  impatient.queue_limit = 16;
  impatient.admission.max_wait = absl::Milliseconds(1);
  seen.merge(CallTogether(impatient, 8));
  server::Options small = Quick();
  small.queue_limit = 16;
  small.admission.memory_bytes = 1;
  seen.merge(CallTogether(small, 8));

  EXPECT_THAT(Documented(), ::testing::SizeIs(::testing::Ge(26u)));
  for (const std::string& reason : Documented()) EXPECT_THAT(seen, ::testing::Contains(reason));
  EXPECT_TRUE(client.Clean(Of<v1::CleanRequest>(Plain("x"))).ok()) << "the next call works";
}

}  // namespace
}  // namespace textanalysis
