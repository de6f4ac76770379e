// The server: builds, listens, serves health, reads certificates and tokens anew, drains.

#ifndef TEXTANALYSIS_SERVICE_SERVER_SERVER_H_
#define TEXTANALYSIS_SERVICE_SERVER_SERVER_H_

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/admission/admission.h"
#include "service/http/http_server.h"
#include "service/rpc/handler.h"
#include "service/rpc/text_analysis_service.h"
#include "service/runtime/connections.h"
#include "service/runtime/cpu_quota.h"
#include "service/runtime/listener.h"
#include "service/runtime/memory_guard.h"
#include "service/security/certificates.h"
#include "service/telemetry/recorder.h"

namespace textanalysis::server {

// How to serve. docs/operations.md gives the reason of each default.
struct Options {
  std::string address =
      "127.0.0.1:50051";        // Port 0 picks a free one; empty serves in process only.
  std::string http_address;     // HTTP/JSON; empty: none.
  std::string metrics_address;  // GET /metrics; empty: none.
  std::string cors_origin;
  std::string model_path;
  std::string accurate_model_path;             // Of a second bundle; empty: none.
  std::optional<pipeline::Tier> default_tier;  // Nothing: that of the first bundle.
  std::vector<std::string> dictionary_paths;   // Of files of names; empty: none.

  size_t max_document_bytes = size_t{8} << 20;
  size_t num_workers = 0;  // 0: the CPUs of the cgroup's quota.
  size_t queue_limit = 0;  // 0: four for each worker.
  admission::Limits admission;
  size_t stream_window = 16;
  size_t max_concurrent_streams = 256;  // Of one connection.
  size_t transport_memory_bytes = size_t{128} << 20;
  absl::Duration max_connection_age = absl::Minutes(5);
  absl::Duration keepalive_time = absl::Minutes(2);
  absl::Duration stuck_after = absl::Minutes(2);   // A task's run that ends liveness.
  absl::Duration write_limit = absl::Seconds(30);  // An answer that is not read by then is dropped.
  // A stream that holds sources, and whose caller sends nothing for so long, is cancelled.
  absl::Duration silence_limit = absl::Minutes(10);
  size_t max_connections = 2048;  // Of each port.

  security::CertificatePaths certificates;  // No TLS while `certificate` is empty.
  std::set<std::string> allowed_names;      // By security::AllowedName().
  std::string token_file;
  bool allow_plaintext = false;       // Without TLS on other than loopback addresses.
  bool allow_public_metrics = false;  // On other than loopback addresses.
  absl::Duration reload_interval = absl::Seconds(10);

  // What answers without a token.
  bool health = true;
  bool reflection = true;
  bool page = true;
  bool channelz = false;
  bool access_log = true;
  std::string otlp_endpoint;
};

// Returns where the build or an installation put the model bundle of a tier, seen from this program;
// its bare name when it is in neither place.
std::string FindModel(pipeline::Tier tier = pipeline::Tier::kFast);

// Serves from Start() until Drain() or destruction. Thread-safe.
class Server {
 public:
  // Loads the model and listens.
  //   Errors: one line: the bundle's, the dictionary's, the certificate's or the token file's;
  //   Unavailable when an address cannot be listened on; FailedPrecondition for plain text that was
  //   not asked for.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Options& options);
  ~Server();

  // The ports that are listened on; 0 for none.
  int port() const { return listener_ == nullptr ? 0 : listener_->port(); }
  int http_port() const { return http_ == nullptr ? 0 : http_->port(); }
  int metrics_port() const { return metrics_ == nullptr ? 0 : metrics_->port(); }

  // A channel that needs no network.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Reads certificates, tokens and the dictionary anew within a second.
  void ReloadSoon() { reload_now_ = true; }

  // Says NOT_SERVING for `delay`, so that callers go elsewhere, then refuses new calls and waits up
  // to `timeout` for those under way before it cancels them.
  void Drain(absl::Duration delay, absl::Duration timeout);

 private:
  explicit Server(const Options& options)
      : options_(options),
        num_workers_(options.num_workers == 0 ? runtime::UsableCpus() : options.num_workers),
        queue_limit_(options.queue_limit == 0 ? kQueueSlotsPerWorker * num_workers_
                                              : options.queue_limit),
        // Calls that were cancelled stay in the queue until a worker comes to them.
        connections_(options.max_connections,
                     2 * options.max_concurrent_streams + num_workers_ + queue_limit_) {}

  absl::Status ReadDictionary();
  absl::Status Secure();
  absl::Status Build();
  void GuardMemory();
  absl::Status ListenHttp();
  void KeepHouse(const std::stop_token& stop);
  void SetLive(bool is_live);
  void ReloadFiles();
  void TellExpiry();

  static constexpr size_t kQueueSlotsPerWorker = 4;

  const Options options_;
  const size_t num_workers_, queue_limit_;
  std::unique_ptr<telemetry::Recorder> recorder_;
  std::unique_ptr<security::Certificates> certificates_;
  std::shared_ptr<security::Tokens> tokens_;
  std::unique_ptr<dictionaries::DictionaryFiles> dictionary_;
  std::unique_ptr<admission::Admission> admission_;
  runtime::Connections connections_;  // Of the gRPC port.
  rpc::Waits unread_, silent_;
  rpc::Environment environment_;
  std::unique_ptr<rpc::TextAnalysisService> service_;
  std::unique_ptr<http::HttpServer> http_, metrics_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<runtime::Listener> listener_;
  std::atomic<bool> is_live_ = true, is_draining_ = false, reload_now_ = false;
  size_t held_at_last_resort_ = 0;  // Of the guard's thread alone.
  std::unique_ptr<runtime::MemoryGuard> memory_guard_;
  std::jthread housekeeper_;  // Last: it uses the others.
};

}  // namespace textanalysis::server

#endif  // TEXTANALYSIS_SERVICE_SERVER_SERVER_H_
