#include "service/rpc/verify_quotes.h"

#include <optional>
#include <utility>

#include "analysis/text/steady_time.h"

namespace textanalysis::rpc {

absl::StatusOr<std::unique_ptr<const PreparedSources>> PreparedSources::Prepare(
    const Environment& environment, const pipeline::Analyzer& analyzer,
    const convert::SourceDocuments& documents, const text::Budget& budget) {
  absl::StatusOr<std::vector<convert::Validated>> validated =
      convert::ValidateSources(documents, environment.max_document_bytes);
  if (!validated.ok()) return validated.status();
  std::unique_ptr<PreparedSources> out(new PreparedSources(documents));
  out->validated_ = *std::move(validated);
  for (const convert::Validated& source : out->validated_) {
    absl::StatusOr<pipeline::Analysis> analysis =
        analyzer.Analyze(convert::InputOf(source), source.options, budget);
    if (!analysis.ok()) return analysis.status();
    out->analyses_.push_back(*std::move(analysis));
  }
  std::vector<verify::Text> texts;
  for (const convert::AnalyzedDocument& source : out->Analyzed().analyzed)
    texts.push_back(convert::TextOf(source));
  absl::StatusOr<verify::IndexedSources> indexed =
      analyzer.verifier().Index(std::move(texts), budget);
  if (!indexed.ok()) return indexed.status();
  out->indexed_ = std::make_unique<const verify::IndexedSources>(*std::move(indexed));
  return out;
}

convert::AnalyzedSources PreparedSources::Analyzed() const {
  convert::AnalyzedSources out{documents_, {}};
  for (size_t k = 0; k < analyses_.size(); ++k)
    out.analyzed.push_back({validated_[k], analyses_[k]});
  return out;
}

absl::Status PreparedSources::Check(const Environment& environment,
                                    const pipeline::Analyzer& analyzer, const v1::Document& draft,
                                    v1::EncodingType encoding, const text::Budget& budget,
                                    v1::VerifyQuotesResponse* response) const {
  const absl::StatusOr<convert::Validated> validated =
      convert::ValidateDraft(draft, encoding, environment.max_document_bytes);
  if (!validated.ok()) return validated.status();
  const absl::StatusOr<pipeline::Analysis> analysis =
      analyzer.Analyze(convert::InputOf(*validated), validated->options, budget);
  if (!analysis.ok()) return analysis.status();
  const convert::AnalyzedDocument analyzed{*validated, *analysis};
  const absl::StatusOr<std::vector<verify::Finding>> findings =
      analyzer.verifier().Verify(convert::TextOf(analyzed), *indexed_, budget);
  if (!findings.ok()) return findings.status();
  convert::FillDraft(encoding, analyzed, Analyzed(), *findings,
                     {analyzer.model_version(), analyzer.tier()}, response);
  return absl::OkStatus();
}

void PreparedSources::Fill(v1::EncodingType encoding, v1::VerifyQuotesResponse* response) const {
  convert::FillSources(encoding, Analyzed(), response);
}

absl::StatusOr<const pipeline::Analyzer*> FindAnalyzer(const Environment& environment,
                                                       v1::ModelTier tier) {
  std::optional<pipeline::Tier> read;
  if (absl::Status status = convert::ReadTier(tier, &read); !status.ok()) return status;
  return environment.models.Find(read);
}

absl::Status Answer(const Environment& environment, const v1::VerifyQuotesRequest& request,
                    text::Budget budget, admission::Charge* charge,
                    v1::VerifyQuotesResponse* response, telemetry::Call* call) {
  ChargedRoom room(environment.admission, charge);
  budget.room = &room;
  // A draft that breaks a rule need not wait for its sources.
  const v1::EncodingType encoding = request.encoding_type();
  const auto draft =
      convert::ValidateDraft(request.document(), encoding, environment.max_document_bytes);
  if (!draft.ok()) return draft.status();
  const auto analyzer = FindAnalyzer(environment, request.model_tier());
  if (!analyzer.ok()) return analyzer.status();
  const text::SteadyTime begin = text::SteadyNow();
  const auto sources = PreparedSources::Prepare(environment, **analyzer, request.sources(), budget);
  if (!sources.ok()) return sources.status();
  const text::SteadyTime prepared = text::SteadyNow();
  absl::Status status =
      (*sources)->Check(environment, **analyzer, request.document(), encoding, budget, response);
  if (!status.ok()) return status;
  (*sources)->Fill(encoding, response);
  call->stages = {{"sources", absl::FromChrono(prepared - begin)},
                  {"draft", text::Since(prepared)}};
  return absl::OkStatus();
}

}  // namespace textanalysis::rpc
