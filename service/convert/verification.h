// VerifyQuotes between the schema and the library's values.

#ifndef TEXTANALYSIS_SERVICE_CONVERT_VERIFICATION_H_
#define TEXTANALYSIS_SERVICE_CONVERT_VERIFICATION_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/pipeline/analyzer.h"
#include "analysis/text/budget.h"
#include "analysis/verify/finding.h"
#include "analysis/verify/sources.h"
#include "service/convert/convert.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::convert {

inline constexpr int kMaxSources = 100;
// All sources together may be so many times as long as one document.
inline constexpr size_t kMaxSourcesDocuments = 8;

using SourceDocuments = google::protobuf::RepeatedPtrField<v1::SourceDocument>;

// Checks a draft, as Validate() does a request.
absl::StatusOr<Validated> ValidateDraft(const v1::Document& draft, v1::EncodingType encoding,
                                        size_t max_document_bytes, const text::Budget& budget = {});

// Checks sources; field paths begin at "sources".
//   Ownership: the result views `sources`, which must outlive it.
absl::StatusOr<std::vector<Validated>> ValidateSources(const SourceDocuments& sources,
                                                       size_t max_document_bytes,
                                                       const text::Budget& budget = {});

// A document, analysed.
struct AnalyzedDocument {
  const Validated& validated;
  const pipeline::Analysis& analysis;
};

// Returns the text that spans of `document` address, with what was found in it.
verify::Text TextOf(const AnalyzedDocument& document);

// Sources, as they were sent and analysed.
struct AnalyzedSources {
  const SourceDocuments& documents;
  std::vector<AnalyzedDocument> analyzed;
};

// Fills what a response tells of a draft, with room from `budget`.
//   Errors: the budget's; the response is of no use then.
absl::Status FillDraft(v1::EncodingType encoding, const AnalyzedDocument& draft,
                       const AnalyzedSources& sources, const std::vector<verify::Finding>& findings,
                       const Model& model, const text::Budget& budget,
                       v1::VerifyQuotesResponse* response);

// Fills what a response tells of its sources.
//   Errors: the budget's.
absl::Status FillSources(v1::EncodingType encoding, const AnalyzedSources& sources,
                         const text::Budget& budget, v1::VerifyQuotesResponse* response);

}  // namespace textanalysis::convert

#endif  // TEXTANALYSIS_SERVICE_CONVERT_VERIFICATION_H_
