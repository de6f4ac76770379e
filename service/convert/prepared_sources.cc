#include "service/convert/prepared_sources.h"

#include <utility>

namespace textanalysis::convert {
namespace {

absl::StatusOr<pipeline::Analysis> Analyze(const Verification& verification,
                                           const text::Budget& budget, Validated* document) {
  pipeline::Options& options = document->options;
  options.dictionaries.insert(options.dictionaries.end(), verification.dictionaries.begin(),
                              verification.dictionaries.end());
  return verification.analyzer.Analyze(InputOf(*document), options, budget);
}

}  // namespace

absl::StatusOr<std::unique_ptr<const PreparedSources>> PreparedSources::Prepare(
    const Verification& verification, const SourceDocuments& documents,
    const text::Budget& budget) {
  absl::StatusOr<std::vector<Validated>> validated =
      ValidateSources(documents, verification.max_document_bytes, budget);
  if (!validated.ok()) return validated.status();
  std::unique_ptr<PreparedSources> out(new PreparedSources(documents));
  out->validated_ = *std::move(validated);
  for (Validated& source : out->validated_) {
    absl::StatusOr<pipeline::Analysis> analysis = Analyze(verification, budget, &source);
    if (!analysis.ok()) return analysis.status();
    out->analyses_.push_back(*std::move(analysis));
  }
  std::vector<verify::Text> texts;
  for (const AnalyzedDocument& source : out->Analyzed().analyzed) texts.push_back(TextOf(source));
  absl::StatusOr<verify::IndexedSources> indexed =
      verification.analyzer.verifier().Index(std::move(texts), budget);
  if (!indexed.ok()) return indexed.status();
  out->indexed_ = std::make_unique<const verify::IndexedSources>(*std::move(indexed));
  return out;
}

AnalyzedSources PreparedSources::Analyzed() const {
  AnalyzedSources out{documents_, {}};
  for (size_t k = 0; k < analyses_.size(); ++k)
    out.analyzed.push_back({validated_[k], analyses_[k]});
  return out;
}

absl::Status PreparedSources::Check(const Verification& verification, const v1::Document& draft,
                                    v1::EncodingType encoding, const text::Budget& budget,
                                    v1::VerifyQuotesResponse* response) const {
  absl::StatusOr<Validated> validated =
      ValidateDraft(draft, encoding, verification.max_document_bytes, budget);
  if (!validated.ok()) return validated.status();
  const absl::StatusOr<pipeline::Analysis> analysis = Analyze(verification, budget, &*validated);
  if (!analysis.ok()) return analysis.status();
  const AnalyzedDocument analyzed{*validated, *analysis};
  const pipeline::Analyzer& analyzer = verification.analyzer;
  const absl::StatusOr<std::vector<verify::Finding>> findings =
      analyzer.verifier().Verify(TextOf(analyzed), *indexed_, budget);
  if (!findings.ok()) return findings.status();
  return FillDraft(encoding, analyzed, Analyzed(), *findings,
                   {analyzer.model_version(), analyzer.tier()}, budget, response);
}

absl::Status PreparedSources::Fill(v1::EncodingType encoding, const text::Budget& budget,
                                   v1::VerifyQuotesResponse* response) const {
  return FillSources(encoding, Analyzed(), budget, response);
}

}  // namespace textanalysis::convert
