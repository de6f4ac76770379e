#include "service/telemetry/span_exporter.h"

#include <grpcpp/grpcpp.h>

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "service/runtime/thread_name.h"
#include "textanalysis/otlp/trace_export.grpc.pb.h"

namespace textanalysis::telemetry {
namespace {

namespace otlp = opentelemetry::proto::collector::trace::v1;

constexpr size_t kMaxBuffered = 4096;
constexpr size_t kBatch = 512;
constexpr std::chrono::milliseconds kInterval{500};
constexpr absl::Duration kSendLimit = absl::Seconds(2);
constexpr int kSpanKindServer = 2;
constexpr int kStatusError = 2;

void AddAttribute(const std::string& key, const std::string& value, otlp::Span* span) {
  otlp::KeyValue* const attribute = span->add_attributes();
  attribute->set_key(key);
  attribute->mutable_value()->set_string_value(value);
}

void Fill(const Call& call, otlp::Span* span) {
  span->set_trace_id(absl::HexStringToBytes(call.trace.trace_id));
  span->set_span_id(absl::HexStringToBytes(call.trace.span_id));
  span->set_parent_span_id(absl::HexStringToBytes(call.trace.parent_span_id));
  span->set_name("textanalysis.v1.TextAnalysisService/" + call.method);
  span->set_kind(kSpanKindServer);
  span->set_start_time_unix_nano(static_cast<uint64_t>(absl::ToUnixNanos(call.begin)));
  span->set_end_time_unix_nano(
      static_cast<uint64_t>(absl::ToUnixNanos(call.begin + call.duration)));
  AddAttribute("rpc.system", call.transport, span);
  AddAttribute("rpc.method", call.method, span);
  AddAttribute("textanalysis.request_id", call.request_id, span);
  AddAttribute("textanalysis.request_bytes", std::to_string(call.request_bytes), span);
  for (const auto& [stage, time] : call.stages) {
    AddAttribute("textanalysis.stage_ms." + stage, std::to_string(absl::ToDoubleMilliseconds(time)),
                 span);
  }
  if (call.code == absl::StatusCode::kOk) return;
  span->mutable_status()->set_code(kStatusError);
  AddAttribute("textanalysis.reason", call.reason, span);
}

}  // namespace

SpanExporter::SpanExporter(const std::string& endpoint, std::string version,
                           std::function<void(size_t)> on_lost)
    : channel_(grpc::CreateChannel(endpoint, grpc::InsecureChannelCredentials())),
      version_(std::move(version)),
      on_lost_(std::move(on_lost)),
      sender_([this](const std::stop_token& stop) { Send(stop); }) {}

SpanExporter::~SpanExporter() = default;

void SpanExporter::Export(const Call& call) {
  const std::lock_guard lock(mutex_);
  if (buffer_.size() >= kMaxBuffered) return on_lost_(1);
  buffer_.push_back(call);
  if (buffer_.size() == kBatch) changed_.notify_one();
}

void SpanExporter::Send(const std::stop_token& stop) {
  runtime::NameThisThread("span-exporter");
  while (true) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, stop, kInterval, [this] { return buffer_.size() >= kBatch; });
    std::vector<Call> batch = std::exchange(buffer_, {});
    lock.unlock();
    if (!batch.empty()) SendBatch(batch);
    if (batch.empty() && stop.stop_requested()) return;
  }
}

void SpanExporter::SendBatch(const std::vector<Call>& batch) {
  const auto stub = otlp::TraceService::NewStub(channel_);
  otlp::ExportTraceServiceRequest request;
  otlp::ResourceSpans* const resource = request.add_resource_spans();
  otlp::KeyValue* const name = resource->mutable_resource()->add_attributes();
  name->set_key("service.name");
  name->mutable_value()->set_string_value("textanalysis");
  otlp::ScopeSpans* const scope = resource->add_scope_spans();
  scope->mutable_scope()->set_name("textanalysis");
  scope->mutable_scope()->set_version(version_);
  for (const Call& call : batch) Fill(call, scope->add_spans());
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kSendLimit));
  otlp::ExportTraceServiceResponse response;
  if (!stub->Export(&context, request, &response).ok()) on_lost_(batch.size());
}

}  // namespace textanalysis::telemetry
