#include "service/http/gateway.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "analysis/text/error.h"
#include "service/http/json.h"
#include "service/rpc/verify_quotes.h"
#include "web/web.h"

namespace textanalysis::http {
namespace {

constexpr char kJson[] = "application/json";

// Runs one method over a body, on a worker, and writes the answer as blocks of JSON.
using Run = absl::StatusOr<std::vector<std::string>> (*)(const rpc::Environment&,
                                                         const std::string& body,
                                                         const text::Budget&, telemetry::Call*,
                                                         admission::Charge*);

template <typename Message, typename Reply>
absl::StatusOr<std::vector<std::string>> RunMethod(const rpc::Environment& environment,
                                                   const std::string& body,
                                                   const text::Budget& budget,
                                                   telemetry::Call* call,
                                                   admission::Charge* charge) {
  google::protobuf::Arena arena(rpc::AnswerBlocks());
  auto* const message = google::protobuf::Arena::CreateMessage<Message>(&arena);
  if (absl::Status status = FromJson(body, budget, message); !status.ok()) return status;
  auto* const reply = google::protobuf::Arena::CreateMessage<Reply>(&arena);
  absl::Status status = rpc::Answer(environment, *message, budget, charge, reply, call);
  if (!status.ok()) return status;
  charge->Set(std::max(charge->bytes(), body.size() + arena.SpaceAllocated()));
  return ToJson(*reply, budget, charge);
}

struct Method {
  const char* path;
  const char* name;
  Run run;
  size_t (*max_text_bytes)(const rpc::Environment&);
};

template <typename Request, typename Response>
constexpr Method MakeMethod(const char* path, const char* name) {
  return {path, name, &RunMethod<Request, Response>, &rpc::MaxTextBytes<Request>};
}

constexpr Method kMethods[] = {
    MakeMethod<v1::CleanRequest, v1::CleanResponse>("/v1/documents:clean", "Clean"),
    MakeMethod<v1::ExtractQuotesRequest, v1::ExtractQuotesResponse>("/v1/documents:extractQuotes",
                                                                    "ExtractQuotes"),
    MakeMethod<v1::ExtractEntitiesRequest, v1::ExtractEntitiesResponse>(
        "/v1/documents:extractEntities", "ExtractEntities"),
    MakeMethod<v1::AnalyzeRequest, v1::AnalyzeResponse>("/v1/documents:analyze", "Analyze"),
    MakeMethod<v1::VerifyQuotesRequest, v1::VerifyQuotesResponse>("/v1/documents:verifyQuotes",
                                                                  "VerifyQuotes")};

// JSON may escape a text.
size_t MaxBodyBytesOf(const Method& method, const rpc::Environment& environment) {
  // JSON may spell a byte with six: "\u0001".
  return 6 * method.max_text_bytes(environment) + rpc::kMessageOverheadBytes;
}

const Method* FindMethod(const std::string& path) {
  const auto* const found = std::find_if(std::begin(kMethods), std::end(kMethods),
                                         [&path](const Method& m) { return path == m.path; });
  return found == std::end(kMethods) ? nullptr : found;
}

// A file of the page, which is told the tiers that are served and the port of gRPC.
std::string PageText(std::string_view name, const rpc::Models& models, int grpc_port) {
  const std::string_view file = web::File(name);
  std::string out(file.data(), file.size());
  if (name != "index.html") return out;
  std::vector<const char*> tiers;
  for (const pipeline::Analyzer* analyzer : models.all())
    tiers.push_back(pipeline::NameOf(analyzer->tier()));
  return absl::StrReplaceAll(out, {{"@TIERS@", absl::StrJoin(tiers, " ")},
                                   {"@GRPC_PORT@", grpc_port == 0 ? "" : absl::StrCat(grpc_port)}});
}

// The page loads nothing from elsewhere and runs no script but its own.
std::optional<Response> PageFile(const std::string& path, const rpc::Models& models,
                                 int grpc_port) {
  static constexpr std::pair<std::string_view, const char*> kFiles[] = {
      {"index.html", "text/html; charset=utf-8"},
      {"style.css", "text/css"},
      {"report.html", "text/plain; charset=utf-8"},
      {"model.js", "text/javascript"},
      {"view.js", "text/javascript"},
      {"files.js", "text/javascript"},
      {"dates.js", "text/javascript"},
      {"panel.js", "text/javascript"},
      {"reader.js", "text/javascript"},
      {"take.js", "text/javascript"},
      {"summary.js", "text/javascript"},
      {"parquet.js", "text/javascript"},
      {"corpus.js", "text/javascript"},
      {"compare.js", "text/javascript"},
      {"calls.js", "text/javascript"},
      {"verify.js", "text/javascript"},
      {"checker.js", "text/javascript"},
      {"check.js", "text/javascript"},
      {"page.js", "text/javascript"},
      {"name_genders.tsv", "text/plain; charset=utf-8"},
      {"titles.tsv", "text/plain; charset=utf-8"},
      {"common_bodies.tsv", "text/plain; charset=utf-8"},
      {"word_uses.tsv", "text/plain; charset=utf-8"},
      {"openapi.yaml", "application/yaml"}};
  const std::string_view wanted =
      path == "/" ? "index.html" : std::string_view(path).substr(std::min<size_t>(1, path.size()));
  for (const auto& [name, type] : kFiles) {
    if (name != wanted) continue;
    return Response{
        .content_type = type,
        .fields = {{"Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
                   {"X-Content-Type-Options", "nosniff"},
                   {"Referrer-Policy", "no-referrer"}},
        .body = {PageText(name, models, grpc_port)}};
  }
  return std::nullopt;
}

// "application/json; charset=utf-8": JSON has no other charset.
bool IsJson(absl::string_view content_type) {
  const std::vector<absl::string_view> parts = absl::StrSplit(content_type, ';');
  for (const absl::string_view part : parts) {
    const absl::string_view parameter = absl::StripAsciiWhitespace(part);
    if (absl::StartsWithIgnoreCase(parameter, "charset=") &&
        !absl::EqualsIgnoreCase(parameter.substr(8), "utf-8") &&
        !absl::EqualsIgnoreCase(parameter.substr(8), "\"utf-8\""))
      return false;
  }
  return absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(parts.front()), kJson);
}

absl::Status CheckMediaType(const Request& request) {
  const bool is_json = IsJson(request.content_type);
  const bool is_plain = request.content_encoding.empty() ||
                        absl::EqualsIgnoreCase(request.content_encoding, "identity");
  if (is_json && is_plain) return absl::OkStatus();
  return text::InvalidArgument({.reason = "UNSUPPORTED_MEDIA_TYPE"},
                               "send Content-Type: application/json, without a Content-Encoding");
}

// A call under way, from its admission to its answer.
struct Call {
  const Method* method;
  Request request;
  text::Budget budget;
  telemetry::Call record{};
  std::function<void(Response)> respond;
};

// Tells the caller its request id and span.
void AddIds(const telemetry::Call& record, Response* out) {
  out->fields.emplace_back("X-Request-Id", record.request_id);
  out->fields.emplace_back("traceparent", telemetry::TraceParent(record.trace));
}

// A call that is refused by its head is counted and logged as others are.
Response Refusal(const rpc::Environment& environment, const Method& method, const Request& request,
                 const absl::Status& status, int code = 0) {
  telemetry::Call record =
      rpc::BeginCall(method.name, "http", {"", request.traceparent, request.request_id});
  rpc::EndCall(environment, status, &record);
  Response out = ErrorResponse(status, code);
  AddIds(record, &out);
  return out;
}

Response ResponseOf(const rpc::Environment& environment,
                    absl::StatusOr<std::vector<std::string>> json, Call* call) {
  rpc::EndCall(environment, json.status(), &call->record);
  Response out;
  if (json.ok()) {
    size_t bytes = 0;
    for (const std::string& block : *json) bytes += block.size();
    call->request.charge.Set(bytes);
    out = {
        .content_type = kJson, .body = *std::move(json), .charge = std::move(call->request.charge)};
  } else {
    out = ErrorResponse(json.status());
  }
  AddIds(call->record, &out);
  return out;
}

}  // namespace

size_t Gateway::MaxBodyBytes(const Request& request) const {
  const Method* const method = FindMethod(request.path);
  return method == nullptr ? 0 : MaxBodyBytesOf(*method, environment_);
}

size_t Gateway::MostBodyBytes(const rpc::Environment& environment) {
  size_t most = 0;
  for (const Method& method : kMethods) most = std::max(most, MaxBodyBytesOf(method, environment));
  return most;
}

Response Gateway::WithOrigin(Response response) const {
  if (options_.cors_origin.empty()) return response;
  response.fields.emplace_back("Access-Control-Allow-Origin", options_.cors_origin);
  response.fields.emplace_back("Vary", "Origin");
  return response;
}

std::optional<Response> Gateway::AnswerHead(const Request& request) const {
  const Method* const method = FindMethod(request.path);
  if (method == nullptr) {
    std::optional<Response> page =
        options_.serves_page ? PageFile(request.path, environment_.models, options_.grpc_port)
                             : std::nullopt;
    if (!page) return WithOrigin(ErrorResponse(NoSuchPath()));
    return WithOrigin(request.method == "GET" ? *std::move(page) : MethodNotAllowed("GET, HEAD"));
  }
  if (request.method == "OPTIONS" && !options_.cors_origin.empty()) {
    return WithOrigin({.code = 204,
                       .fields = {{"Access-Control-Allow-Methods", "POST"},
                                  {"Access-Control-Allow-Headers",
                                   "authorization, content-type, traceparent, x-request-id"}}});
  }
  if (request.method != "POST") return WithOrigin(MethodNotAllowed("POST"));
  const absl::StatusOr<std::string> client =
      environment_.access.Check(request.authorization, request.certificate_names);
  if (!client.ok()) return WithOrigin(Refusal(environment_, *method, request, client.status()));
  if (absl::Status status = CheckMediaType(request); !status.ok())
    return WithOrigin(Refusal(environment_, *method, request, status, 415));
  return std::nullopt;
}

void Gateway::Answer(Request request, std::function<void(Response)> respond) const {
  const Method* const method = FindMethod(request.path);
  text::Budget budget{.deadline = text::FromNow(options_.call_limit), .stop = request.stop};
  auto call = std::make_shared<Call>(Call{.method = method,
                                          .request = std::move(request),
                                          .budget = budget,
                                          .respond = std::move(respond)});
  Request& asked = call->request;
  call->record =
      rpc::BeginCall(call->method->name, "http", {"", asked.traceparent, asked.request_id});
  call->record.request_bytes = asked.body.size();
  // The token may have gone since the head was read; its name is for the log alone.
  call->record.client =
      environment_.access.Check(asked.authorization, asked.certificate_names).value_or("");
  const size_t document_bytes =
      std::min(asked.body.size(), call->method->max_text_bytes(environment_));
  const pipeline::Tier tier = environment_.models.PeekJson(asked.body);
  call->record.tier = pipeline::NameOf(tier);
  const absl::Status posted = environment_.admission->Post(
      document_bytes, static_cast<size_t>(tier), call->budget, &asked.charge,
      [this, call](const absl::Status& admitted, absl::Duration waited) {
        call->record.waited = waited;
        absl::StatusOr<std::vector<std::string>> json = std::vector<std::string>();
        const absl::Status status = !admitted.ok() ? admitted : rpc::RunBehindBarrier([&] {
          json = call->method->run(environment_, call->request.body, call->budget, &call->record,
                                   &call->request.charge);
          return json.status();
        });
        if (!status.ok()) json = status;
        call->respond(WithOrigin(ResponseOf(environment_, std::move(json), call.get())));
      });
  if (!posted.ok()) call->respond(WithOrigin(ResponseOf(environment_, posted, call.get())));
}

}  // namespace textanalysis::http
