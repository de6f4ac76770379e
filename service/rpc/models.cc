#include "service/rpc/models.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "analysis/text/error.h"

namespace textanalysis::rpc {
namespace {

using google::protobuf::internal::WireFormatLite;
using pipeline::Tier;

// The longest value of a member that names a tier, with white space around it.
constexpr size_t kMaxValueBytes = 64;

size_t IndexOf(Tier tier) { return static_cast<size_t>(tier); }

}  // namespace

absl::StatusOr<Models> Models::Create(
    std::vector<std::shared_ptr<const pipeline::Analyzer>> analyzers,
    std::optional<Tier> default_tier) {
  Models models;
  models.default_tier_ = default_tier.value_or(analyzers.front()->tier());
  for (std::shared_ptr<const pipeline::Analyzer>& analyzer : analyzers) {
    auto& place = models.analyzers_[IndexOf(analyzer->tier())];
    if (place != nullptr) {
      return absl::FailedPreconditionError(
          absl::StrCat("both model bundles are of the ", pipeline::NameOf(analyzer->tier()),
                       " tier; --accurate_model names the other one's"));
    }
    place = std::move(analyzer);
  }
  if (models.analyzers_[IndexOf(models.default_tier_)] == nullptr) {
    return absl::FailedPreconditionError(
        absl::StrCat("--model_tier=", pipeline::NameOf(models.default_tier_),
                     " needs a model bundle of that tier: --model or --accurate_model"));
  }
  return models;
}

absl::StatusOr<const pipeline::Analyzer*> Models::Find(std::optional<Tier> tier) const {
  const pipeline::Analyzer* const found = analyzers_[IndexOf(tier.value_or(default_tier_))].get();
  if (found != nullptr) return found;
  const std::string served =
      absl::StrJoin(all(), " ", [](std::string* out, const pipeline::Analyzer* analyzer) {
        absl::StrAppend(out, pipeline::NameOf(analyzer->tier()));
      });
  return text::InvalidArgument({.reason = "MODEL_TIER_NOT_SERVED",
                                .field = "model_tier",
                                .figures = {{"servedTiers", served}}},
                               "this server does not serve that tier of models; leave it unset, or "
                               "start the server with --accurate_model");
}

Tier Models::TierFor(v1::ModelTier tier) const {
  if (tier == v1::MODEL_TIER_FAST) return Tier::kFast;
  return tier == v1::MODEL_TIER_ACCURATE ? Tier::kAccurate : default_tier_;
}

Tier Models::PeekMessage(grpc::ByteBuffer* message, int number) const {
  if (all().size() < 2) return default_tier_;
  const uint32_t wanted = WireFormatLite::MakeTag(number, WireFormatLite::WIRETYPE_VARINT);
  grpc::ProtoBufferReader reader(message);
  google::protobuf::io::CodedInputStream in(&reader);
  uint32_t value = 0;
  while (const uint32_t tag = in.ReadTag()) {
    if (tag == wanted ? !in.ReadVarint32(&value) : !WireFormatLite::SkipField(&in, tag)) break;
  }
  return TierFor(static_cast<v1::ModelTier>(value));
}

Tier Models::PeekJson(std::string_view body) const {
  if (all().size() < 2) return default_tier_;
  for (const std::string_view name : {"\"modelTier\"", "\"model_tier\""}) {
    const size_t at = body.find(name);
    if (at == std::string_view::npos) continue;
    const std::string_view value = body.substr(at + name.size(), kMaxValueBytes);
    const std::string_view member = value.substr(0, value.find_first_of(",}"));
    if (member.find("FAST") != std::string_view::npos) return Tier::kFast;
    if (member.find("ACCURATE") != std::string_view::npos) return Tier::kAccurate;
  }
  return default_tier_;
}

std::vector<const pipeline::Analyzer*> Models::all() const {
  std::vector<const pipeline::Analyzer*> out;
  for (const auto& analyzer : analyzers_) {
    if (analyzer != nullptr) out.push_back(analyzer.get());
  }
  return out;
}

}  // namespace textanalysis::rpc
