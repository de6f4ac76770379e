// VerifyQuotes: analyses sources and drafts one after the other, and compares them.

#ifndef TEXTANALYSIS_SERVICE_RPC_VERIFY_QUOTES_H_
#define TEXTANALYSIS_SERVICE_RPC_VERIFY_QUOTES_H_

#include <memory>
#include <vector>

#include "analysis/verify/verifier.h"
#include "service/convert/verification.h"
#include "service/rpc/handler.h"

namespace textanalysis::rpc {

// Sources, analysed and indexed. Immutable after Prepare(); the documents must outlive it.
class PreparedSources {
 public:
  // Checks, analyses and indexes `documents`.
  //   Errors: those of convert::ValidateSources(), and the budget's.
  static absl::StatusOr<std::unique_ptr<const PreparedSources>> Prepare(
      const Environment& environment, const pipeline::Analyzer& analyzer,
      const convert::SourceDocuments& documents, const text::Budget& budget);

  PreparedSources(const PreparedSources&) = delete;
  PreparedSources& operator=(const PreparedSources&) = delete;

  // Checks a draft against them and fills what a response tells of it.
  absl::Status Check(const Environment& environment, const pipeline::Analyzer& analyzer,
                     const v1::Document& draft, v1::EncodingType encoding,
                     const text::Budget& budget, v1::VerifyQuotesResponse* response) const;

  // Fills what a response tells of the sources.
  void Fill(v1::EncodingType encoding, v1::VerifyQuotesResponse* response) const;

 private:
  explicit PreparedSources(const convert::SourceDocuments& documents) : documents_(documents) {}
  convert::AnalyzedSources Analyzed() const;

  const convert::SourceDocuments& documents_;
  std::vector<convert::Validated> validated_;
  std::vector<pipeline::Analysis> analyses_;
  std::unique_ptr<const verify::IndexedSources> indexed_;
};

// Returns the analyser that a request's tier names, or the server's own choice.
//   Errors: InvalidArgument.
absl::StatusOr<const pipeline::Analyzer*> FindAnalyzer(const Environment& environment,
                                                       v1::ModelTier tier);

// As Answer() of the other methods.
absl::Status Answer(const Environment& environment, const v1::VerifyQuotesRequest& request,
                    text::Budget budget, admission::Charge* charge,
                    v1::VerifyQuotesResponse* response, telemetry::Call* call);

// A draft and its sources.
template <>
inline size_t MaxTextBytes<v1::VerifyQuotesRequest>(const Environment& environment) {
  return (1 + convert::kMaxSourcesDocuments) * environment.max_document_bytes;
}

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_VERIFY_QUOTES_H_
