// The models that a server has, one for each tier that it serves.

#ifndef TEXTANALYSIS_SERVICE_RPC_MODELS_H_
#define TEXTANALYSIS_SERVICE_RPC_MODELS_H_

#include <grpcpp/support/byte_buffer.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "analysis/pipeline/analyzer.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::rpc {

// Immutable; safe for any number of threads.
class Models {
 public:
  // Models without a tier answer nothing; made anew by Create().
  Models() = default;

  // Serves each analyser's tier; requests that name none get `default_tier`, or the first's.
  //   Errors: FailedPrecondition when two are of one tier, or none is of `default_tier`.
  static absl::StatusOr<Models> Create(
      std::vector<std::shared_ptr<const pipeline::Analyzer>> analyzers,
      std::optional<pipeline::Tier> default_tier);

  // Returns the analyser of `tier`, or of the default tier.
  //   Errors: InvalidArgument, reason MODEL_TIER_NOT_SERVED.
  absl::StatusOr<const pipeline::Analyzer*> Find(std::optional<pipeline::Tier> tier) const;

  // Returns the tier that a request gets which names `tier`.
  pipeline::Tier TierFor(v1::ModelTier tier) const;

  // Returns the tier that a serialised message gets whose field `number` names it, without reading
  // the rest of the message; for JSON, of one whose member "modelTier" names it.
  pipeline::Tier PeekMessage(grpc::ByteBuffer* message, int number) const;
  pipeline::Tier PeekJson(std::string_view body) const;

  // Returns the tiers that are served, the fast one first.
  std::vector<const pipeline::Analyzer*> all() const;

 private:
  std::array<std::shared_ptr<const pipeline::Analyzer>, pipeline::kNumTiers> analyzers_;
  pipeline::Tier default_tier_ = pipeline::Tier::kFast;
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_MODELS_H_
