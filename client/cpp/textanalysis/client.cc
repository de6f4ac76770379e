#include "textanalysis/client.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/time/clock.h"
#include "textanalysis/service_config.h"

namespace textanalysis {
namespace {

constexpr char kPayloadUrl[] = "textanalysis/error-status";

absl::Status ToAbslStatus(const grpc::Status& status) {
  absl::Status out(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
  if (!status.error_details().empty())
    out.SetPayload(kPayloadUrl, absl::Cord(status.error_details()));
  return out;
}

// What a server reads of a message.
constexpr size_t kMaxMessageBytes = kMaxDocumentBytes + (size_t{64} << 10);

void AddDetail(const char* name, const google::protobuf::Message& detail, v1::ErrorStatus* error) {
  google::protobuf::Any* const any = error->add_details();
  any->set_type_url(std::string("type.googleapis.com/google.rpc.") + name);
  any->set_value(detail.SerializeAsString());
}

template <typename Request, typename Response>
absl::StatusOr<Response> Call(v1::TextAnalysisService::Stub& stub,
                              grpc::Status (v1::TextAnalysisService::Stub::*method)(
                                  grpc::ClientContext*, const Request&, Response*),
                              const Request& request, const CallOptions& options) {
  if (const size_t bytes = request.ByteSizeLong(); bytes > kMaxMessageBytes)
    return DocumentTooLarge("the document", bytes);
  if (absl::Status status = CheckToken(options.token); !status.ok()) return status;
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + options.deadline));
  if (!options.token.empty()) context.AddMetadata("authorization", "Bearer " + options.token);
  const std::stop_callback cancel(options.stop, [&context] { context.TryCancel(); });
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return ToAbslStatus(status);
  return response;
}

}  // namespace

absl::Status CheckToken(const std::string& token) {
  const bool is_sent =
      std::all_of(token.begin(), token.end(), [](char c) { return c >= ' ' && c <= '~'; });
  if (is_sent) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "the token has a line break, a control character or one beyond ASCII, which no call carries");
}

absl::Status DocumentTooLarge(const std::string& name, size_t bytes) {
  const std::string message = name + " is over the limit of every server; split it";
  v1::ErrorInfo info;
  info.set_reason("DOCUMENT_TOO_LARGE");
  info.set_domain("textanalysis");
  (*info.mutable_metadata())["maxBytes"] = std::to_string(kMaxDocumentBytes);
  (*info.mutable_metadata())["actualBytes"] = std::to_string(bytes);
  v1::BadRequest bad;
  bad.add_field_violations()->set_field("document.content");
  bad.mutable_field_violations(0)->set_description(message);
  v1::ErrorStatus error;
  error.set_code(static_cast<int>(absl::StatusCode::kInvalidArgument));
  error.set_message(message);
  AddDetail("ErrorInfo", info, &error);
  AddDetail("BadRequest", bad, &error);
  absl::Status out = absl::InvalidArgumentError(message);
  out.SetPayload(kPayloadUrl, absl::Cord(error.SerializeAsString()));
  return out;
}

std::shared_ptr<grpc::Channel> Client::Connect(const Connection& connection) {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(kServiceConfigJson);
  arguments.SetMaxReceiveMessageSize(-1);
  const bool is_encrypted = connection.tls_ca || connection.tls_certificate || connection.tls_key;
  const auto credentials =
      is_encrypted
          ? grpc::SslCredentials({connection.tls_ca.value_or(""), connection.tls_key.value_or(""),
                                  connection.tls_certificate.value_or("")})
          : grpc::InsecureChannelCredentials();
  return grpc::CreateCustomChannel(connection.target, credentials, arguments);
}

Client::Client(const std::shared_ptr<grpc::Channel>& channel, CallOptions options)
    : stub_(v1::TextAnalysisService::NewStub(channel)), options_(std::move(options)) {}

absl::StatusOr<v1::CleanResponse> Client::Clean(const v1::CleanRequest& request) const {
  return Clean(request, options_);
}
absl::StatusOr<v1::CleanResponse> Client::Clean(const v1::CleanRequest& request,
                                                const CallOptions& options) const {
  return Call(*stub_, &v1::TextAnalysisService::Stub::Clean, request, options);
}

absl::StatusOr<v1::ExtractQuotesResponse> Client::ExtractQuotes(
    const v1::ExtractQuotesRequest& request) const {
  return ExtractQuotes(request, options_);
}
absl::StatusOr<v1::ExtractQuotesResponse> Client::ExtractQuotes(
    const v1::ExtractQuotesRequest& request, const CallOptions& options) const {
  return Call(*stub_, &v1::TextAnalysisService::Stub::ExtractQuotes, request, options);
}

absl::StatusOr<v1::ExtractEntitiesResponse> Client::ExtractEntities(
    const v1::ExtractEntitiesRequest& request) const {
  return ExtractEntities(request, options_);
}
absl::StatusOr<v1::ExtractEntitiesResponse> Client::ExtractEntities(
    const v1::ExtractEntitiesRequest& request, const CallOptions& options) const {
  return Call(*stub_, &v1::TextAnalysisService::Stub::ExtractEntities, request, options);
}

absl::StatusOr<v1::AnalyzeResponse> Client::Analyze(const v1::AnalyzeRequest& request) const {
  return Analyze(request, options_);
}
absl::StatusOr<v1::AnalyzeResponse> Client::Analyze(const v1::AnalyzeRequest& request,
                                                    const CallOptions& options) const {
  return Call(*stub_, &v1::TextAnalysisService::Stub::Analyze, request, options);
}
absl::StatusOr<v1::VerifyQuotesResponse> Client::VerifyQuotes(
    const v1::VerifyQuotesRequest& request) const {
  return VerifyQuotes(request, options_);
}
absl::StatusOr<v1::VerifyQuotesResponse> Client::VerifyQuotes(
    const v1::VerifyQuotesRequest& request, const CallOptions& options) const {
  return Call(*stub_, &v1::TextAnalysisService::Stub::VerifyQuotes, request, options);
}

ErrorReason ReasonOf(const v1::ErrorStatus& error) {
  ErrorReason out;
  for (const google::protobuf::Any& detail : error.details()) {
    const std::string_view name(detail.type_url().c_str() + detail.type_url().rfind('/') + 1);
    v1::ErrorInfo info;
    v1::BadRequest bad;
    if (name == "google.rpc.ErrorInfo" && info.ParseFromString(detail.value())) {
      out.reason = info.reason();
      out.metadata = {info.metadata().begin(), info.metadata().end()};
    } else if (name == "google.rpc.BadRequest" && bad.ParseFromString(detail.value()) &&
               bad.field_violations_size() > 0) {
      out.field = bad.field_violations(0).field();
    }
  }
  return out;
}

std::optional<v1::ErrorStatus> GetErrorStatus(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayloadUrl);
  v1::ErrorStatus error;
  if (!payload.has_value() || !error.ParseFromString(std::string(*payload))) return std::nullopt;
  return error;
}

}  // namespace textanalysis
