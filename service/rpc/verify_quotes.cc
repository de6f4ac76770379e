#include "service/rpc/verify_quotes.h"

#include <optional>
#include <utility>

#include "analysis/text/steady_time.h"

namespace textanalysis::rpc {

absl::StatusOr<const pipeline::Analyzer*> FindAnalyzer(const Environment& environment,
                                                       v1::ModelTier tier) {
  std::optional<pipeline::Tier> read;
  if (absl::Status status = convert::ReadTier(tier, &read); !status.ok()) return status;
  return environment.models.Find(read);
}

convert::Verification VerificationBy(const Environment& environment,
                                     const pipeline::Analyzer& analyzer,
                                     dictionary::Dictionaries own) {
  convert::Verification out{analyzer, environment.max_document_bytes, std::move(own)};
  if (environment.dictionary != nullptr)
    out.dictionaries.push_back(environment.dictionary->current());
  return out;
}

absl::Status Answer(const Environment& environment, const v1::VerifyQuotesRequest& request,
                    text::Budget budget, admission::Charge* charge,
                    v1::VerifyQuotesResponse* response, telemetry::Call* call) {
  ChargedRoom room(environment.admission, charge);
  budget.room = &room;
  // A draft that breaks a rule need not wait for its sources.
  const v1::EncodingType encoding = request.encoding_type();
  const auto draft =
      convert::ValidateDraft(request.document(), encoding, environment.max_document_bytes, budget);
  if (!draft.ok()) return draft.status();
  const auto analyzer = FindAnalyzer(environment, request.model_tier());
  if (!analyzer.ok()) return analyzer.status();
  const text::SteadyTime begin = text::SteadyNow();
  dictionary::Dictionaries own;
  absl::Status status = convert::ReadDictionary(request.dictionary(), &own);
  if (!status.ok()) return status;
  const convert::Verification verification =
      VerificationBy(environment, **analyzer, std::move(own));
  const auto sources = convert::PreparedSources::Prepare(verification, request.sources(), budget);
  if (!sources.ok()) return sources.status();
  const text::SteadyTime prepared = text::SteadyNow();
  status = (*sources)->Check(verification, request.document(), encoding, budget, response);
  if (!status.ok()) return status;
  status = (*sources)->Fill(encoding, budget, response);
  call->stages = {{"sources", absl::FromChrono(prepared - begin)},
                  {"draft", text::Since(prepared)}};
  return status;
}

}  // namespace textanalysis::rpc
