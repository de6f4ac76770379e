// A client of textanalysis.v1.TextAnalysisService.
//
//   textanalysis::Client client(textanalysis::Client::Connect("dns:///localhost:50051"),
//   absl::Seconds(30)); v1::AnalyzeRequest request; … absl::StatusOr<v1::AnalyzeResponse> response
//   = client.Analyze(request);

#ifndef TEXTANALYSIS_CLIENT_H_
#define TEXTANALYSIS_CLIENT_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "textanalysis/v1/text_analysis_service.grpc.pb.h"

namespace textanalysis {

// Thread-safe. Calls are retried as protos/textanalysis/v1/service_config.json says.
class Client {
 public:
  // Returns a channel without encryption to `target` ("host:port", or any gRPC target).
  static std::shared_ptr<grpc::Channel> Connect(const std::string& target);

  // Each call ends after `deadline` at the latest.
  Client(const std::shared_ptr<grpc::Channel>& channel, absl::Duration deadline);

  // Call the method of the same name.
  //   Errors: the server's; GetErrorStatus() returns its details.
  absl::StatusOr<v1::CleanResponse> Clean(const v1::CleanRequest& request) const;
  absl::StatusOr<v1::ExtractQuotesResponse> ExtractQuotes(
      const v1::ExtractQuotesRequest& request) const;
  absl::StatusOr<v1::ExtractEntitiesResponse> ExtractEntities(
      const v1::ExtractEntitiesRequest& request) const;
  absl::StatusOr<v1::AnalyzeResponse> Analyze(const v1::AnalyzeRequest& request) const;

 private:
  std::unique_ptr<v1::TextAnalysisService::Stub> stub_;
  absl::Duration deadline_;
};

// Returns what the server said of an error that a Client returned, or nothing.
std::optional<v1::ErrorStatus> GetErrorStatus(const absl::Status& status);

}  // namespace textanalysis

#endif  // TEXTANALYSIS_CLIENT_H_
