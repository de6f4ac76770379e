#include "textanalysis/client.h"

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

template <typename Request, typename Response>
absl::StatusOr<Response> Call(v1::TextAnalysisService::Stub& stub,
                              grpc::Status (v1::TextAnalysisService::Stub::*method)(
                                  grpc::ClientContext*, const Request&, Response*),
                              const Request& request, absl::Duration deadline) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + deadline));
  Response response;
  const grpc::Status status = (stub.*method)(&context, request, &response);
  if (!status.ok()) return ToAbslStatus(status);
  return response;
}

}  // namespace

std::shared_ptr<grpc::Channel> Client::Connect(const std::string& target) {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(kServiceConfigJson);
  arguments.SetMaxReceiveMessageSize(-1);
  return grpc::CreateCustomChannel(target, grpc::InsecureChannelCredentials(), arguments);
}

Client::Client(const std::shared_ptr<grpc::Channel>& channel, absl::Duration deadline)
    : stub_(v1::TextAnalysisService::NewStub(channel)), deadline_(deadline) {}

absl::StatusOr<v1::CleanResponse> Client::Clean(const v1::CleanRequest& request) const {
  return Call(*stub_, &v1::TextAnalysisService::Stub::Clean, request, deadline_);
}
absl::StatusOr<v1::ExtractQuotesResponse> Client::ExtractQuotes(
    const v1::ExtractQuotesRequest& request) const {
  return Call(*stub_, &v1::TextAnalysisService::Stub::ExtractQuotes, request, deadline_);
}
absl::StatusOr<v1::ExtractEntitiesResponse> Client::ExtractEntities(
    const v1::ExtractEntitiesRequest& request) const {
  return Call(*stub_, &v1::TextAnalysisService::Stub::ExtractEntities, request, deadline_);
}
absl::StatusOr<v1::AnalyzeResponse> Client::Analyze(const v1::AnalyzeRequest& request) const {
  return Call(*stub_, &v1::TextAnalysisService::Stub::Analyze, request, deadline_);
}

std::optional<v1::ErrorStatus> GetErrorStatus(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayloadUrl);
  v1::ErrorStatus error;
  if (!payload.has_value() || !error.ParseFromString(std::string(*payload))) return std::nullopt;
  return error;
}

}  // namespace textanalysis
