// What every RPC does: admit, run on a worker behind the one exception barrier, answer, log.

#ifndef TEXTANALYSIS_SERVICE_RPC_HANDLER_H_
#define TEXTANALYSIS_SERVICE_RPC_HANDLER_H_

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analysis/pipeline/analyzer.h"
#include "analysis/text/budget.h"
#include "service/convert/convert.h"
#include "service/convert/status.h"
#include "service/runtime/worker_pool.h"

namespace textanalysis::rpc {

// What the handlers share. Outlives every call.
struct Environment {
  std::shared_ptr<const pipeline::Analyzer> analyzer;
  runtime::WorkerPool* pool = nullptr;
  size_t max_document_bytes = 0;
  size_t stream_window = 0;
  bool access_log = true;
};

// The status of a call that found the queue full.
absl::Status QueueFull(size_t queue_limit);

// Runs `work`; what it throws becomes Internal, without inner text.
absl::Status RunBehindBarrier(const std::function<absl::Status()>& work);

// Writes the access log's line of one call: method, code, reason, bytes, milliseconds.
void LogCall(const Environment& environment, std::string_view method, const absl::Status& status,
             size_t request_bytes, absl::Duration duration);

// Validates, analyses and fills the response.
template <typename Request, typename Response>
absl::Status Answer(const Environment& environment, const Request& request,
                    const text::Budget& budget, Response* response) {
  const absl::StatusOr<convert::Validated> validated =
      convert::Validate(request, environment.max_document_bytes);
  if (!validated.ok()) return validated.status();
  const absl::StatusOr<pipeline::Analysis> analysis =
      environment.analyzer->Analyze(convert::InputOf(*validated), validated->options, budget);
  if (!analysis.ok()) return analysis.status();
  convert::Fill(request, *validated, *analysis, environment.analyzer->model_version(), response);
  return absl::OkStatus();
}

// One unary call. Deletes itself when gRPC is done with it.
template <typename Request, typename Response>
class UnaryHandler : public grpc::ServerUnaryReactor {
 public:
  // Admits the call or answers RESOURCE_EXHAUSTED at once.
  static grpc::ServerUnaryReactor* Start(const Environment& environment, std::string_view method,
                                         grpc::CallbackServerContext* context,
                                         const Request* request, Response* response) {
    auto* handler = new UnaryHandler(environment, method, *request, response);
    handler->budget_ = {absl::FromChrono(context->deadline()), handler->stop_.get_token()};
    if (!environment.pool->TryPost([handler] { handler->Run(); })) {
      handler->Done(QueueFull(environment.pool->queue_limit()));
    }
    return handler;
  }

  void OnCancel() override { stop_.request_stop(); }
  void OnDone() override { delete this; }

 private:
  UnaryHandler(const Environment& environment, std::string_view method, const Request& request,
               Response* response)
      : environment_(environment), method_(method), request_(request), response_(response) {}

  void Run() {
    Done(RunBehindBarrier([this] { return Answer(environment_, request_, budget_, response_); }));
  }

  void Done(const absl::Status& status) {
    LogCall(environment_, method_, status, request_.ByteSizeLong(), absl::Now() - begin_);
    Finish(convert::ToGrpcStatus(status));
  }

  const Environment& environment_;
  const std::string_view method_;
  const Request& request_;
  Response* const response_;
  const absl::Time begin_ = absl::Now();
  std::stop_source stop_;
  text::Budget budget_;
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_HANDLER_H_
