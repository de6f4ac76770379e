#include "service/server/server.h"

#include <grpcpp/ext/channelz_service_plugin.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <malloc.h>

#include <algorithm>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analysis/model/bundle.h"
#include "service/http/gateway.h"
#include "service/http/metrics_page.h"
#include "service/runtime/thread_name.h"
#include "service/telemetry/log.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::server {
namespace {

// Messages up to this size are told by our own, better error that they are too large.
constexpr size_t kMaxMessageBytes = (size_t{64} << 20) + rpc::kMessageOverheadBytes;
// Read at a time: a call may be opened by a few bytes, and takes some thousand times as many.
constexpr int kReadBytes = 8 * 1024;
// What a connection may have sent without a message of a call, while a little too much memory is held; half as much for
// each step that it is more.
constexpr uint64_t kDebt = 16 * 1024;
constexpr size_t kLeastStep = size_t{16} << 20, kMostSteps = 6, kLastResortSteps = 2;
constexpr size_t kSlackBytes = size_t{8} << 20, kBytesPerWorker = size_t{1} << 20;
// What may be held beside that while no document is worked on, such as long messages on their way: a quarter of
// --memory_mib, and so much at least.
constexpr size_t kLeastSpareBytes = size_t{64} << 20;
constexpr absl::Duration kCancelTime = absl::Seconds(2);
constexpr char kServiceName[] = "textanalysis.v1.TextAnalysisService";

// Gives freed memory back to the system when a burst of documents or a flood is over. Looks once a second.
class BurstWatch {
 public:
  void Look(size_t charged_bytes, uint64_t dropped_connections) {
    most_bytes_ = std::max(most_bytes_, charged_bytes);
    const bool is_burst_over = most_bytes_ >= kBurstBytes && charged_bytes <= most_bytes_ / 2;
    if (dropped_connections > std::exchange(num_dropped_, dropped_connections))
      looks_left_ = kLooksAfterFlood;
    const bool is_flood_over = looks_left_ > 0 && --looks_left_ == 0;
    if (is_burst_over || is_flood_over) malloc_trim(0);
    if (is_burst_over) most_bytes_ = charged_bytes;
  }

 private:
  static constexpr size_t kBurstBytes = size_t{32} << 20;
  static constexpr int kLooksAfterFlood = 5;  // What a flood opened takes seconds to be closed.
  size_t most_bytes_ = 0;
  uint64_t num_dropped_ = 0;
  int looks_left_ = 0;
};

absl::StatusOr<rpc::Models> LoadModels(const Options& options) {
  std::vector<std::shared_ptr<const pipeline::Analyzer>> analyzers;
  for (const std::string& path : {options.model_path, options.accurate_model_path}) {
    if (path.empty()) continue;
    absl::StatusOr<std::shared_ptr<const model::Bundle>> bundle = model::Bundle::Open(path);
    if (!bundle.ok()) return bundle.status();
    auto analyzer = pipeline::Analyzer::Create(*std::move(bundle));
    if (!analyzer.ok()) return analyzer.status();
    analyzers.push_back(*std::move(analyzer));
  }
  return rpc::Models::Create(std::move(analyzers), options.default_tier);
}

absl::Status CheckMetrics(const Options& options) {
  const std::string& address = options.metrics_address;
  if (options.allow_public_metrics || address.empty() || runtime::IsLoopback(address))
    return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("--metrics_address=", address,
                   " would show metrics beyond this machine, without a token; give "
                   "--allow_public_metrics where that is wanted"));
}

absl::Status CheckPlaintext(const Options& options) {
  if (options.allow_plaintext || !options.certificates.certificate.empty()) return absl::OkStatus();
  for (const std::string& address : {options.address, options.http_address}) {
    if (address.empty() || runtime::IsLoopback(address)) continue;
    return absl::FailedPreconditionError(
        absl::StrCat("would serve ", address,
                     " without encryption; give --tls_certificate and --tls_key, or "
                     "--allow_plaintext where a mesh or a private network encrypts"));
  }
  return absl::OkStatus();
}

void SetLimits(const Options& options, grpc::ServerBuilder* builder) {
  const auto millis = [](absl::Duration d) {
    return static_cast<int>(absl::ToInt64Milliseconds(d));
  };
  builder->SetMaxReceiveMessageSize(static_cast<int>(kMaxMessageBytes));
  // A megabyte may inflate to a thousand before its size is known.
  builder->SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder->SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder->AddChannelArgument(GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
  builder->AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, millis(options.max_connection_age));
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, millis(options.keepalive_time));
  builder->AddChannelArgument(GRPC_ARG_TCP_MAX_READ_CHUNK_SIZE, kReadBytes);
  builder->AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                              static_cast<int>(options.max_concurrent_streams));
  grpc::ResourceQuota quota("textanalysis");
  quota.Resize(options.transport_memory_bytes);
  builder->SetResourceQuota(quota);
}

// gRPC's library of reflection serves it in every program that links it.
class NoReflection : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments* /*arguments*/) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    std::erase_if(*plugins, [](const auto& plugin) {
      return dynamic_cast<grpc::reflection::ProtoServerReflectionPlugin*>(plugin.get()) != nullptr;
    });
  }
};

// Every method by which calls are counted.
std::vector<telemetry::Endpoint> Endpoints(const Options& options) {
  std::vector<telemetry::Endpoint> out = {{"StreamingAnalyze/item", "grpc"}};
  const auto* const service = v1::AnalyzeRequest::descriptor()->file()->service(0);
  for (int k = 0; k < service->method_count(); ++k) {
    const auto* const method = service->method(k);
    const bool is_stream = method->client_streaming();
    out.push_back({method->name(), "grpc", !is_stream});
    if (!is_stream && !options.http_address.empty()) out.push_back({method->name(), "http"});
  }
  return out;
}

void LogReload(const char* kind, const absl::StatusOr<bool>& result, telemetry::Metrics* metrics) {
  if (result.ok() && !*result) return;
  metrics->CountReload(kind, result.ok());
  telemetry::Log(
      result.ok() ? "INFO" : "ERROR", "reload",
      {{"kind", kind},
       {"result", result.ok() ? "a new one is served"
                              : absl::StrCat("the old one is kept: ", result.status().message())}});
}

}  // namespace

std::string FindModel(pipeline::Tier tier) {
  std::string name =
      tier == pipeline::Tier::kAccurate ? "textanalysis-accurate.bundle" : "textanalysis.bundle";
  std::error_code error;
  const std::filesystem::path folder =
      std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* place : {".", "../share/textanalysis", "..", "../.."}) {
    if (std::filesystem::exists(folder / place / name))
      return std::filesystem::weakly_canonical(folder / place / name);
  }
  return name;
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Options& options) {
  for (auto check : {&CheckPlaintext, &CheckMetrics}) {
    if (absl::Status status = check(options); !status.ok()) return status;
  }
  absl::StatusOr<rpc::Models> models = LoadModels(options);
  if (!models.ok()) return models.status();
  std::unique_ptr<Server> server(new Server(options));
  server->environment_.models = *std::move(models);
  for (auto step :
       {&Server::ReadDictionary, &Server::Secure, &Server::Build, &Server::ListenHttp}) {
    if (absl::Status status = (server.get()->*step)(); !status.ok()) return status;
  }
  server->housekeeper_ =
      std::jthread([s = server.get()](const std::stop_token& stop) { s->KeepHouse(stop); });
  return server;
}

absl::Status Server::ReadDictionary() {
  if (options_.dictionary_paths.empty()) return absl::OkStatus();
  auto dictionary = dictionaries::DictionaryFiles::Open(options_.dictionary_paths);
  if (!dictionary.ok()) return dictionary.status();
  dictionary_ = *std::move(dictionary);
  environment_.dictionary = dictionary_.get();
  return absl::OkStatus();
}

absl::Status Server::Secure() {
  if (!options_.certificates.certificate.empty()) {
    auto certificates = security::Certificates::Open(options_.certificates);
    if (!certificates.ok()) return certificates.status();
    certificates_ = *std::move(certificates);
  }
  if (!options_.token_file.empty()) {
    auto tokens = security::Tokens::Open(options_.token_file);
    if (!tokens.ok()) return tokens.status();
    tokens_ = *std::move(tokens);
  }
  environment_.access = {tokens_, options_.allowed_names};
  return absl::OkStatus();
}

absl::Status Server::Build() {
  std::vector<telemetry::Model> models;
  for (const pipeline::Analyzer* analyzer : environment_.models.all())
    models.push_back({pipeline::NameOf(analyzer->tier()), analyzer->model_version()});
  recorder_ = std::make_unique<telemetry::Recorder>(
      telemetry::Recorder::Options{.version = TEXTANALYSIS_VERSION,
                                   .models = std::move(models),
                                   .endpoints = Endpoints(options_),
                                   .access_log = options_.access_log,
                                   .otlp_endpoint = options_.otlp_endpoint});
  recorder_->metrics().SetLimits({num_workers_, queue_limit_, options_.admission.memory_bytes,
                                  options_.max_document_bytes, options_.max_connections});
  TellExpiry();
  admission_ =
      std::make_unique<admission::Admission>(options_.admission, num_workers_, queue_limit_);
  environment_.admission = admission_.get();
  environment_.recorder = recorder_.get();
  environment_.connections = &connections_;
  environment_.unread = &unread_;
  environment_.silent = &silent_;
  environment_.max_document_bytes = options_.max_document_bytes;
  environment_.stream_window = options_.stream_window;
  service_ = std::make_unique<rpc::TextAnalysisService>(environment_);

  grpc::EnableDefaultHealthCheckService(options_.health);
  if (options_.channelz) grpc::channelz::experimental::InitChannelzService();
  grpc::ServerBuilder builder;
  SetLimits(options_, &builder);
  if (!options_.reflection) builder.SetOption(std::make_unique<NoReflection>());
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor;
  if (!options_.address.empty()) {
    listener_ = runtime::Listener::Bind(options_.address);
    acceptor = builder.experimental().AddExternalConnectionAcceptor(
        grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD,
        certificates_ == nullptr ? grpc::InsecureServerCredentials()
                                 : certificates_->Credentials());
  }
  builder.RegisterService(service_.get());
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || (!options_.address.empty() && listener_ == nullptr)) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", options_.address,
                     "; is the port taken, or not HOST:PORT? choose another with --address"));
  }
  if (listener_ != nullptr) {
    GuardMemory();
    listener_->Start([this, acceptor = std::shared_ptr(std::move(acceptor))](int connection) {
      connections_.Add(connection);
      grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters parameters;
      parameters.fd = connection;
      acceptor->HandleNewConnection(&parameters);
    });
  }
  if (options_.health) server_->GetHealthCheckService()->SetServingStatus(kServiceName, true);
  return absl::OkStatus();
}

// Beside what models, dictionary and the documents under way hold, callers who send whole messages never take much more
// than a third of gRPC's quota. The worst peers go first, and all of them where that comes too late; others are taken on
// again when what these opened has been closed.
void Server::GuardMemory() {
  const auto dictionary_bytes = [this] {
    return dictionary_ == nullptr ? 0 : dictionary_->current()->bytes();
  };
  const size_t held_at_start = runtime::HeldBytes();
  const size_t fixed = held_at_start - std::min(held_at_start, dictionary_bytes()) +
                       options_.transport_memory_bytes * 3 / 8 + kSlackBytes +
                       num_workers_ * kBytesPerWorker;
  const size_t most = options_.admission.memory_bytes;
  const size_t step = std::max(most / 16, kLeastStep);
  const size_t spare = std::min(most, std::max(most / 4, kLeastSpareBytes));
  const auto limit = [this, fixed, spare, dictionary_bytes] {
    return fixed + dictionary_bytes() + std::max(admission_->expected_bytes(), spare);
  };
  const auto relieve = [this, step](size_t held, size_t allowed) {
    const size_t steps = std::min((held - allowed) / step, kMostSteps);
    size_t dropped = connections_.DropDebtors(steps < 2 ? 0.5 : 1, kDebt >> steps);
    // Messages of a byte may pay for what takes much. Everybody's connection is the last that can be given up, and not
    // again before that much more is held.
    if (dropped == 0 && steps >= kLastResortSteps && held > held_at_last_resort_ + step) {
      held_at_last_resort_ = held;
      dropped = connections_.DropAll();
    }
    if (dropped == 0) return false;
    listener_->Pause();
    telemetry::Log("WARNING", "connections that sent bytes without a message were dropped",
                   {{"connections", dropped}, {"held_bytes", held}, {"limit_bytes", allowed}});
    return true;
  };
  memory_guard_ = std::make_unique<runtime::MemoryGuard>(
      limit, runtime::MemoryGuard::Relief{step, relieve, [this] {
                                            held_at_last_resort_ = 0;
                                            listener_->Resume();
                                          }});
}

absl::Status Server::ListenHttp() {
  const auto listen = [this](const std::string& address, size_t max_body_bytes,
                             std::shared_ptr<const http::Handler> handler,
                             const security::Certificates* tls) {
    return http::HttpServer::Start(
        {.address = address,
         .max_body_bytes = max_body_bytes,
         .max_connections = options_.max_connections},
        std::move(handler), [this] { return admission_->NewCharge(); }, tls);
  };
  if (!options_.http_address.empty()) {
    auto gateway = std::make_shared<http::Gateway>(
        http::GatewayOptions{
            .serves_page = options_.page, .grpc_port = port(), .cors_origin = options_.cors_origin},
        environment_);
    auto started = listen(options_.http_address, http::Gateway::MostBodyBytes(environment_),
                          std::move(gateway), certificates_.get());
    if (!started.ok()) return started.status();
    http_ = *std::move(started);
  }
  if (options_.metrics_address.empty()) return absl::OkStatus();
  // Scrapers seldom have client certificates, and metrics hold nothing of a document.
  auto page = std::make_shared<http::MetricsPage>(
      recorder_->metrics(), [this] { return is_live_.load(); },
      [this] { return is_live_ && !is_draining_; });
  auto started = listen(options_.metrics_address, 0, std::move(page), nullptr);
  if (!started.ok()) return started.status();
  metrics_ = *std::move(started);
  return absl::OkStatus();
}

void Server::KeepHouse(const std::stop_token& stop) {
  runtime::NameThisThread("housekeeper");
  std::mutex mutex;
  std::condition_variable_any stopped;
  BurstWatch bursts;
  text::SteadyTime next_reload = text::FromNow(options_.reload_interval);
  for (std::unique_lock lock(mutex); !stopped.wait_for(
           lock, stop, std::chrono::seconds(1), [&stop] { return stop.stop_requested(); });) {
    const runtime::WorkerPool::Load load = admission_->load();
    recorder_->metrics().Set(
        {.queue_waiting = load.waiting,
         .workers_running = load.running,
         .admitted_bytes = admission_->admitted_bytes(),
         .charged_bytes = admission_->charged_bytes(),
         .lost_log_lines = telemetry::LostLogLines(),
         .unread_grpc_answers = unread_.num_cancelled(),
         .silent_streams = silent_.num_cancelled(),
         .unread_http_answers = http_ == nullptr ? 0 : http_->unread_answers(),
         .dropped_connections = connections_.num_dropped() +
                                (http_ == nullptr ? 0 : http_->dropped_connections()) +
                                (metrics_ == nullptr ? 0 : metrics_->dropped_connections())});
    bursts.Look(admission_->charged_bytes(), connections_.num_dropped());
    connections_.Look();
    unread_.Cancel(options_.write_limit);
    silent_.Cancel(options_.silence_limit);
    SetLive(absl::FromChrono(load.longest_run) < options_.stuck_after);
    if (text::SteadyNow() < next_reload && !reload_now_.exchange(false)) continue;
    next_reload = text::FromNow(options_.reload_interval);
    ReloadFiles();
  }
}

void Server::SetLive(bool is_live) {
  if (is_live_.exchange(is_live) == is_live) return;
  telemetry::Log("ERROR", is_live ? "the stuck worker goes on" : "a worker is stuck", {});
  if (options_.health) server_->GetHealthCheckService()->SetServingStatus("", is_live);
}

void Server::ReloadFiles() {
  if (certificates_ != nullptr)
    LogReload("certificate", certificates_->Reload(), &recorder_->metrics());
  TellExpiry();
  if (tokens_ != nullptr) LogReload("tokens", tokens_->Reload(), &recorder_->metrics());
  if (dictionary_ != nullptr) LogReload("dictionary", dictionary_->Reload(), &recorder_->metrics());
}

void Server::TellExpiry() {
  if (certificates_ == nullptr) return;
  const security::KeyPair pair = certificates_->current();
  recorder_->metrics().SetCertificateExpiry("server", security::ExpiryOf(pair.certificate));
  if (!pair.client_ca.empty())
    recorder_->metrics().SetCertificateExpiry("client_ca", security::ExpiryOf(pair.client_ca));
}

Server::~Server() {
  housekeeper_ = {};
  http_ = nullptr;
  metrics_ = nullptr;
  memory_guard_ = nullptr;
  listener_ = nullptr;
  if (server_ != nullptr) server_->Shutdown(absl::ToChronoTime(absl::Now()));
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return server_->InProcessChannel(arguments);
}

void Server::Drain(absl::Duration delay, absl::Duration timeout) {
  is_draining_ = true;
  if (options_.health) server_->GetHealthCheckService()->SetServingStatus(false);
  absl::SleepFor(delay);
  // Cancelled calls need a moment to end.
  const absl::Time end = absl::Now() + timeout - std::min(timeout / 4, kCancelTime);
  std::thread http([this, end] {
    if (http_ != nullptr) http_->Stop(end - absl::Now());
  });
  if (listener_ != nullptr) listener_->Stop();
  server_->Shutdown(absl::ToChronoTime(end));
  http.join();
  housekeeper_ = {};
}

}  // namespace textanalysis::server
