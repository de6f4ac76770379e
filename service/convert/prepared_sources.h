// Sources, analysed and indexed, against which drafts are checked.

#ifndef TEXTANALYSIS_SERVICE_CONVERT_PREPARED_SOURCES_H_
#define TEXTANALYSIS_SERVICE_CONVERT_PREPARED_SOURCES_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "analysis/dictionary/agreement.h"
#include "analysis/pipeline/analyzer.h"
#include "analysis/text/budget.h"
#include "analysis/verify/verifier.h"
#include "service/convert/convert.h"
#include "service/convert/verification.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::convert {

// How drafts and sources are analysed.
struct Verification {
  const pipeline::Analyzer& analyzer;
  size_t max_document_bytes = 0;
  dictionary::Dictionaries dictionaries{};
};

// Immutable after Prepare(); the documents must outlive it.
class PreparedSources {
 public:
  // Checks, analyses and indexes `documents`.
  //   Errors: those of ValidateSources(), and the budget's.
  static absl::StatusOr<std::unique_ptr<const PreparedSources>> Prepare(
      const Verification& verification, const SourceDocuments& documents,
      const text::Budget& budget);

  PreparedSources(const PreparedSources&) = delete;
  PreparedSources& operator=(const PreparedSources&) = delete;

  // Checks a draft against them and fills what a response tells of it.
  absl::Status Check(const Verification& verification, const v1::Document& draft,
                     v1::EncodingType encoding, const text::Budget& budget,
                     v1::VerifyQuotesResponse* response) const;

  // Fills what a response tells of the sources.
  //   Errors: the budget's.
  absl::Status Fill(v1::EncodingType encoding, const text::Budget& budget,
                    v1::VerifyQuotesResponse* response) const;

 private:
  explicit PreparedSources(const SourceDocuments& documents) : documents_(documents) {}
  AnalyzedSources Analyzed() const;

  const SourceDocuments& documents_;
  std::vector<Validated> validated_;
  std::vector<pipeline::Analysis> analyses_;
  std::unique_ptr<const verify::IndexedSources> indexed_;
};

}  // namespace textanalysis::convert

#endif  // TEXTANALYSIS_SERVICE_CONVERT_PREPARED_SOURCES_H_
