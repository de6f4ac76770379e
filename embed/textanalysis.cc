#include "embed/textanalysis.h"

#include <google/protobuf/message.h>

#include <cstdlib>
#include <cstring>
#include <exception>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "analysis/model/bundle.h"
#include "analysis/pipeline/analyzer.h"
#include "analysis/text/budget.h"
#include "analysis/text/error.h"
#include "service/convert/convert.h"
#include "service/convert/prepared_sources.h"
#include "service/convert/status.h"

#ifndef TEXTANALYSIS_VERSION
#error "the build defines TEXTANALYSIS_VERSION"
#endif

struct ta_analyzer {
  std::shared_ptr<const textanalysis::pipeline::Analyzer> analyzer;
};

namespace textanalysis::embed {
namespace {

constexpr size_t kMaxDocumentBytes = size_t{64} << 20;

// Puts a message where the caller finds it. False when there is no memory for it.
bool Give(const google::protobuf::MessageLite& message, ta_bytes* out) {
  const std::string bytes = message.SerializeAsString();
  out->data = static_cast<char*>(std::malloc(bytes.size() + 1));
  if (out->data == nullptr) return false;
  std::memcpy(out->data, bytes.c_str(), bytes.size() + 1);
  out->size = bytes.size();
  return true;
}

int GiveError(const absl::Status& status, ta_bytes* out) {
  Give(convert::ToErrorStatus(status), out);
  return static_cast<int>(status.code());
}

// Runs `work`; no exception leaves, for no C caller could catch it.
template <typename Work>
int RunBehindBarrier(ta_bytes* answer, const Work& work) {
  *answer = {nullptr, 0};
  try {
    return work();
  } catch (const std::bad_alloc&) {
    return static_cast<int>(absl::StatusCode::kResourceExhausted);
  } catch (const std::exception&) {
    return GiveError(
        text::MakeError(absl::StatusCode::kInternal, {.reason = "INTERNAL"}, "a defect; report it"),
        answer);
  }
}

absl::Status CheckTier(std::optional<pipeline::Tier> tier, const pipeline::Analyzer& analyzer) {
  if (!tier || *tier == analyzer.tier()) return absl::OkStatus();
  return text::InvalidArgument({.reason = "MODEL_TIER_NOT_SERVED",
                                .field = "model_tier",
                                .figures = {{"servedTiers", pipeline::NameOf(analyzer.tier())}}},
                               "this bundle is of another tier; open the other one");
}

template <typename Request, typename Response>
absl::Status Fill(const pipeline::Analyzer& analyzer, const Request& request,
                  const text::Budget& budget, Response* response) {
  const absl::StatusOr<convert::Validated> validated =
      convert::Validate(request, kMaxDocumentBytes);
  if (!validated.ok()) return validated.status();
  if (absl::Status status = CheckTier(validated->tier, analyzer); !status.ok()) return status;
  const absl::StatusOr<pipeline::Analysis> analysis =
      analyzer.Analyze(convert::InputOf(*validated), validated->options, budget);
  if (!analysis.ok()) return analysis.status();
  convert::Fill(request, *validated, *analysis, {analyzer.model_version(), analyzer.tier()},
                response, budget);
  return budget.Check();
}

absl::Status Fill(const pipeline::Analyzer& analyzer, const v1::VerifyQuotesRequest& request,
                  const text::Budget& budget, v1::VerifyQuotesResponse* response) {
  // A draft that breaks a rule need not wait for its sources.
  const v1::EncodingType encoding = request.encoding_type();
  const auto draft = convert::ValidateDraft(request.document(), encoding, kMaxDocumentBytes);
  if (!draft.ok()) return draft.status();
  std::optional<pipeline::Tier> tier;
  absl::Status status = convert::ReadTier(request.model_tier(), &tier);
  if (status.ok()) status = CheckTier(tier, analyzer);
  if (!status.ok()) return status;
  convert::Verification verification{analyzer, kMaxDocumentBytes};
  status = convert::ReadDictionary(request.dictionary(), &verification.dictionaries);
  if (!status.ok()) return status;
  const auto sources = convert::PreparedSources::Prepare(verification, request.sources(), budget);
  if (!sources.ok()) return sources.status();
  status = (*sources)->Check(verification, request.document(), encoding, budget, response);
  if (status.ok()) status = (*sources)->Fill(encoding, budget, response);
  return status;
}

template <typename Request, typename Response>
int Answer(const pipeline::Analyzer& analyzer, const Request& request, const text::Budget& budget,
           ta_bytes* answer) {
  Response response;
  if (absl::Status status = Fill(analyzer, request, budget, &response); !status.ok())
    return GiveError(status, answer);
  if (!Give(response, answer)) return static_cast<int>(absl::StatusCode::kResourceExhausted);
  return 0;
}

template <typename Request, typename Response>
int ReadAndAnswer(const pipeline::Analyzer& analyzer, const void* bytes, size_t size,
                  const text::Budget& budget, ta_bytes* answer) {
  Request request;
  if (size > std::numeric_limits<int>::max() ||
      !request.ParseFromArray(bytes, static_cast<int>(size))) {
    return GiveError(
        text::InvalidArgument({.reason = "MALFORMED_MESSAGE"}, "the bytes are not such a message"),
        answer);
  }
  return Answer<Request, Response>(analyzer, request, budget, answer);
}

int Open(const char* path, ta_analyzer** out, ta_bytes* error) {
  absl::StatusOr<std::shared_ptr<const model::Bundle>> bundle = model::Bundle::Open(path);
  if (!bundle.ok()) return GiveError(bundle.status(), error);
  auto analyzer = pipeline::Analyzer::Create(*std::move(bundle));
  if (!analyzer.ok()) return GiveError(analyzer.status(), error);
  *out = new ta_analyzer{*std::move(analyzer)};
  return 0;
}

int Call(const pipeline::Analyzer& analyzer, int method, const void* request, size_t size,
         const text::Budget& budget, ta_bytes* answer) {
  switch (method) {
    case TA_CLEAN:
      return ReadAndAnswer<v1::CleanRequest, v1::CleanResponse>(analyzer, request, size, budget,
                                                                answer);
    case TA_EXTRACT_QUOTES:
      return ReadAndAnswer<v1::ExtractQuotesRequest, v1::ExtractQuotesResponse>(
          analyzer, request, size, budget, answer);
    case TA_EXTRACT_ENTITIES:
      return ReadAndAnswer<v1::ExtractEntitiesRequest, v1::ExtractEntitiesResponse>(
          analyzer, request, size, budget, answer);
    case TA_ANALYZE:
      return ReadAndAnswer<v1::AnalyzeRequest, v1::AnalyzeResponse>(analyzer, request, size, budget,
                                                                    answer);
    case TA_VERIFY_QUOTES:
      return ReadAndAnswer<v1::VerifyQuotesRequest, v1::VerifyQuotesResponse>(analyzer, request,
                                                                              size, budget, answer);
  }
  return GiveError(absl::UnimplementedError("there is no such method"), answer);
}

}  // namespace
}  // namespace textanalysis::embed

using textanalysis::embed::RunBehindBarrier;

int ta_open(const char* path, ta_analyzer** analyzer, ta_bytes* error) {
  *analyzer = nullptr;
  return RunBehindBarrier(error, [&] { return textanalysis::embed::Open(path, analyzer, error); });
}

void ta_close(ta_analyzer* analyzer) { delete analyzer; }

int ta_call(const ta_analyzer* analyzer, int method, const void* request, size_t request_size,
            double seconds, ta_bytes* answer) {
  return RunBehindBarrier(answer, [&] {
    textanalysis::text::Budget budget;
    if (seconds > 0) budget.deadline = textanalysis::text::FromNow(absl::Seconds(seconds));
    return textanalysis::embed::Call(*analyzer->analyzer, method, request, request_size, budget,
                                     answer);
  });
}

int ta_analyze(const ta_analyzer* analyzer, const void* document, size_t size, ta_bytes* answer) {
  return RunBehindBarrier(answer, [&] {
    textanalysis::v1::AnalyzeRequest request;
    request.mutable_document()->set_raw_content(document, size);
    return textanalysis::embed::Answer<textanalysis::v1::AnalyzeRequest,
                                       textanalysis::v1::AnalyzeResponse>(*analyzer->analyzer,
                                                                          request, {}, answer);
  });
}

void ta_free(ta_bytes* bytes) {
  std::free(bytes->data);
  *bytes = {nullptr, 0};
}

const char* ta_version(void) { return TEXTANALYSIS_VERSION; }
