// A client of textanalysis.v1.TextAnalysisService.
//
//   const Client client(Client::Connect({.target = "dns:///news:50051"}), {});
//   v1::AnalyzeRequest request;
//   …
//   absl::StatusOr<v1::AnalyzeResponse> response = client.Analyze(request);

#ifndef TEXTANALYSIS_CLIENT_H_
#define TEXTANALYSIS_CLIENT_H_

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "textanalysis/v1/text_analysis_service.grpc.pb.h"

namespace textanalysis {

// Where a server is and how it is reached.
struct Connection {
  // "host:port", or any gRPC target; "dns:///name:port" balances calls over all addresses of a name.
  std::string target;
  // The connection is encrypted when any of the following three is set, even to an empty text, and
  // not encrypted when none is. All three are PEM.
  // The CA that signed the server's certificate; gRPC's own roots are used without it.
  std::optional<std::string> tls_ca{};
  // The client's own certificate and its key, for a server that asks for one.
  std::optional<std::string> tls_certificate{};
  std::optional<std::string> tls_key{};
};

// What each call carries.
struct CallOptions {
  absl::Duration deadline = absl::Seconds(30);  // Each call ends by then.
  std::string token{};                          // Bearer token; empty sends none.
  std::stop_token stop{};                       // Cancels the call.
};

// Returns whether a call can carry the token.
//   Errors: InvalidArgument for a token with a character that is not printable ASCII; the message
//   does not quote the token.
absl::Status CheckToken(const std::string& token);

// The largest document that a server may read.
inline constexpr size_t kMaxDocumentBytes = size_t{64} << 20;

// Returns the error for a document that has more bytes than any server reads; `name` is what the
// message calls the document.
absl::Status DocumentTooLarge(const std::string& name, size_t bytes);

// Thread-safe. Calls are retried as protos/textanalysis/v1/service_config.json says.
class Client {
 public:
  static std::shared_ptr<grpc::Channel> Connect(const Connection& connection);

  Client(const std::shared_ptr<grpc::Channel>& channel, CallOptions options);

  // Each calls the service's method of its name, with the client's options or with the given ones.
  //   Errors: CheckToken()'s and the server's. GetErrorStatus() returns the details of the server's
  //   error, and ReasonOf() the reason in them.
  absl::StatusOr<v1::CleanResponse> Clean(const v1::CleanRequest& request) const;
  absl::StatusOr<v1::CleanResponse> Clean(const v1::CleanRequest& request,
                                          const CallOptions& options) const;
  absl::StatusOr<v1::ExtractQuotesResponse> ExtractQuotes(
      const v1::ExtractQuotesRequest& request) const;
  absl::StatusOr<v1::ExtractQuotesResponse> ExtractQuotes(const v1::ExtractQuotesRequest& request,
                                                          const CallOptions& options) const;
  absl::StatusOr<v1::ExtractEntitiesResponse> ExtractEntities(
      const v1::ExtractEntitiesRequest& request) const;
  absl::StatusOr<v1::ExtractEntitiesResponse> ExtractEntities(
      const v1::ExtractEntitiesRequest& request, const CallOptions& options) const;
  absl::StatusOr<v1::AnalyzeResponse> Analyze(const v1::AnalyzeRequest& request) const;
  absl::StatusOr<v1::AnalyzeResponse> Analyze(const v1::AnalyzeRequest& request,
                                              const CallOptions& options) const;
  absl::StatusOr<v1::VerifyQuotesResponse> VerifyQuotes(
      const v1::VerifyQuotesRequest& request) const;
  absl::StatusOr<v1::VerifyQuotesResponse> VerifyQuotes(const v1::VerifyQuotesRequest& request,
                                                        const CallOptions& options) const;

 private:
  std::unique_ptr<v1::TextAnalysisService::Stub> stub_;
  CallOptions options_;
};

// What was wrong, for programs.
struct ErrorReason {
  std::string reason{};                           // A constant of docs/errors.md.
  std::string field{};                            // Path of the field at fault; empty for none.
  std::map<std::string, std::string> metadata{};  // Figures, with the unit in the key.
};

// Returns what the details of an error say, also of a stream's item.
ErrorReason ReasonOf(const v1::ErrorStatus& error);

// Returns what the server said of an error that a Client returned, or nothing.
std::optional<v1::ErrorStatus> GetErrorStatus(const absl::Status& status);

}  // namespace textanalysis

#endif  // TEXTANALYSIS_CLIENT_H_
