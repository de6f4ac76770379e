#include "service/server/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analysis/model/bundle.h"
#include "service/runtime/cpu_quota.h"

namespace textanalysis::server {
namespace {

// Room for a request's other fields beside the document, so that our own, better error comes first.
constexpr size_t kMessageOverheadBytes = 64 * 1024;
constexpr size_t kQueueSlotsPerWorker = 4;

absl::StatusOr<std::shared_ptr<const pipeline::Analyzer>> LoadAnalyzer(
    const std::string& model_path) {
  absl::StatusOr<std::shared_ptr<const model::Bundle>> bundle = model::Bundle::Open(model_path);
  if (!bundle.ok()) return bundle.status();
  return pipeline::Analyzer::Create(*std::move(bundle));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Options& options) {
  absl::StatusOr<std::shared_ptr<const pipeline::Analyzer>> analyzer =
      LoadAnalyzer(options.model_path);
  if (!analyzer.ok()) return analyzer.status();
  std::unique_ptr<Server> server(new Server());
  const size_t workers = options.num_workers == 0 ? runtime::UsableCpus() : options.num_workers;
  const size_t queue_limit =
      options.queue_limit == 0 ? kQueueSlotsPerWorker * workers : options.queue_limit;
  server->pool_ = std::make_unique<runtime::WorkerPool>(workers, queue_limit);
  server->environment_ = {*std::move(analyzer), server->pool_.get(), options.max_document_bytes,
                          options.stream_window, options.access_log};
  server->service_ = std::make_unique<rpc::TextAnalysisService>(server->environment_);

  grpc::EnableDefaultHealthCheckService(true);
  if (options.reflection) grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(
      static_cast<int>(options.max_document_bytes + kMessageOverheadBytes));
  builder.AddChannelArgument(
      GRPC_ARG_MAX_CONNECTION_AGE_MS,
      static_cast<int>(absl::ToInt64Milliseconds(options.max_connection_age)));
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  if (!options.address.empty()) {
    builder.AddListeningPort(options.address, grpc::InsecureServerCredentials(), &server->port_);
  }
  builder.RegisterService(server->service_.get());
  server->server_ = builder.BuildAndStart();
  if (server->server_ == nullptr || (!options.address.empty() && server->port_ == 0)) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", options.address,
                     "; is the port taken? choose another with --address"));
  }
  server->server_->GetHealthCheckService()->SetServingStatus("textanalysis.v1.TextAnalysisService",
                                                             true);
  return server;
}

Server::~Server() {
  if (server_ != nullptr) server_->Shutdown(absl::ToChronoTime(absl::Now()));
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() { return server_->InProcessChannel({}); }

void Server::Drain(absl::Duration delay, absl::Duration timeout) {
  server_->GetHealthCheckService()->SetServingStatus(false);
  absl::SleepFor(delay);
  server_->Shutdown(absl::ToChronoTime(absl::Now() + timeout));
}

}  // namespace textanalysis::server
