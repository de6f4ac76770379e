#include "service/rpc/handler.h"

#include <algorithm>
#include <exception>
#include <new>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"
#include "service/security/peer_names.h"

namespace textanalysis::rpc {
namespace {

constexpr size_t kMaxRequestIdBytes = 128;
constexpr char kRequestIdHeader[] = "x-request-id";
constexpr char kTraceParentHeader[] = "traceparent";

bool IsLoggable(std::string_view id) {
  return !id.empty() && id.size() <= kMaxRequestIdBytes &&
         std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

std::string_view Find(const std::multimap<grpc::string_ref, grpc::string_ref>& metadata,
                      const char* key) {
  const auto found = metadata.find(key);
  return found == metadata.end() ? std::string_view()
                                 : std::string_view(found->second.data(), found->second.size());
}

}  // namespace

void AddDictionary(const Environment& environment, pipeline::Options* options) {
  if (environment.dictionary != nullptr)
    options->dictionaries.push_back(environment.dictionary->current());
}

absl::Status RunBehindBarrier(const std::function<absl::Status()>& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return text::MakeError(absl::StatusCode::kInternal, {.reason = "OUT_OF_MEMORY"},
                           "the server ran out of memory");
  } catch (const std::exception&) {
    return text::MakeError(absl::StatusCode::kInternal, {.reason = "INTERNAL"},
                           "a defect of the server; report it");
  }
}

absl::Status CheckMessageSize(size_t max_text_bytes, size_t bytes, const char* field) {
  if (bytes <= max_text_bytes + kMessageOverheadBytes) return absl::OkStatus();
  return text::InvalidArgument(
      {.reason = "DOCUMENT_TOO_LARGE",
       .field = field,
       .figures = {{"maxBytes", absl::StrCat(max_text_bytes)},
                   {"actualBytes", absl::StrCat(bytes)}}},
      "the document is over the limit; split it, or raise --max_document_bytes");
}

absl::Status CheckFields(const google::protobuf::Descriptor& type, grpc::ByteBuffer* bytes) {
  const size_t fields = CountFields(type, bytes, convert::kMaxFields);
  return fields > convert::kMaxFields ? convert::TooManyFields() : absl::OkStatus();
}

absl::Status MalformedMessage() {
  return text::InvalidArgument(
      {.reason = "MALFORMED_MESSAGE"},
      "the bytes are not a message of the schema, or a string in it is not "
      "UTF-8: send such a document in raw_content");
}

telemetry::Call BeginCall(std::string_view method, std::string_view transport,
                          const Headers& headers) {
  telemetry::Call call{.method = std::string(method),
                       .transport = std::string(transport),
                       .trace = telemetry::ContinueTrace(headers.traceparent),
                       .begin = absl::Now(),
                       .started = text::SteadyNow()};
  call.request_id =
      IsLoggable(headers.request_id) ? std::string(headers.request_id) : telemetry::RandomHex(8);
  return call;
}

Headers HeadersOf(const grpc::CallbackServerContext& context) {
  const auto& metadata = context.client_metadata();
  return {Find(metadata, "authorization"), Find(metadata, kTraceParentHeader),
          Find(metadata, kRequestIdHeader)};
}

text::SteadyTime DeadlineOf(const grpc::CallbackServerContext& context) {
  const auto deadline = context.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) return text::SteadyTime::max();
  return text::FromNow(absl::FromChrono(deadline - std::chrono::system_clock::now()));
}

absl::StatusOr<std::string> CheckCaller(const security::Access& access,
                                        const grpc::CallbackServerContext& context) {
  const auto peer = context.auth_context();
  const std::vector<std::string> names =
      peer == nullptr ? std::vector<std::string>() : security::NamesOf(*peer);
  return access.Check(HeadersOf(context).authorization, names);
}

grpc::ServerUnaryReactor* EndAtOnce(const Environment& environment, std::string_view method,
                                    grpc::CallbackServerContext* context) {
  telemetry::Call call = BeginCall(method, "grpc", {});
  const absl::Status status = context->IsCancelled()
                                  ? text::MakeError(absl::StatusCode::kCancelled,
                                                    {.reason = "CANCELLED"}, "the caller has gone")
                                  : MalformedMessage();
  EndCall(environment, status, &call);
  grpc::ServerUnaryReactor* const out = context->DefaultReactor();
  out->Finish(ToGrpcStatus(status));
  return out;
}

void EndCall(const Environment& environment, const absl::Status& status, telemetry::Call* call) {
  call->duration = text::Since(call->started);
  call->code = status.code();
  if (const auto detail = text::GetErrorDetail(status)) call->reason = detail->reason;
  environment.recorder->Record(*call);
}

void AddMetadata(const telemetry::Call& call, const absl::Status& status,
                 grpc::CallbackServerContext* context) {
  context->AddInitialMetadata(kRequestIdHeader, call.request_id);
  context->AddInitialMetadata(kTraceParentHeader, telemetry::TraceParent(call.trace));
  const auto detail = text::GetErrorDetail(status);
  if (!detail) return;
  const auto retry = detail->figures.find("retryAfterMillis");
  if (retry == detail->figures.end()) return;
  context->AddTrailingMetadata("grpc-retry-pushback-ms", retry->second);
}

}  // namespace textanalysis::rpc
