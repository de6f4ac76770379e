// The server: builds, listens, serves health, drains.

#ifndef TEXTANALYSIS_SERVICE_SERVER_SERVER_H_
#define TEXTANALYSIS_SERVICE_SERVER_SERVER_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/rpc/handler.h"
#include "service/rpc/text_analysis_service.h"
#include "service/runtime/worker_pool.h"

namespace textanalysis::server {

// How to serve.
struct Options {
  std::string address =
      "127.0.0.1:50051";  // Port 0 picks a free one; empty serves in process only.
  std::string model_path;
  size_t max_document_bytes = size_t{1} << 20;
  size_t num_workers = 0;  // 0: the CPUs of the cgroup's quota.
  size_t queue_limit = 0;  // 0: four for each worker.
  size_t stream_window = 16;
  absl::Duration max_connection_age = absl::Minutes(5);
  bool reflection = true;
  bool access_log = true;
};

// Serves from Start() until Drain() or destruction. Thread-safe.
class Server {
 public:
  // Loads the model and listens.
  //   Errors: one line: the bundle's, or Unavailable when the address cannot be listened on.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Options& options);
  ~Server();

  // The port that is listened on.
  int port() const { return port_; }

  // A channel that needs no network.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Says NOT_SERVING for `delay`, so that callers go elsewhere, then refuses new calls and waits up
  // to `timeout` for those under way before it cancels them.
  void Drain(absl::Duration delay, absl::Duration timeout);

 private:
  Server() = default;

  rpc::Environment environment_;
  std::unique_ptr<runtime::WorkerPool> pool_;
  std::unique_ptr<rpc::TextAnalysisService> service_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
};

}  // namespace textanalysis::server

#endif  // TEXTANALYSIS_SERVICE_SERVER_SERVER_H_
