// VerifyQuotes: analyses sources and drafts one after the other, and compares them.

#ifndef TEXTANALYSIS_SERVICE_RPC_VERIFY_QUOTES_H_
#define TEXTANALYSIS_SERVICE_RPC_VERIFY_QUOTES_H_

#include "service/convert/prepared_sources.h"
#include "service/rpc/handler.h"

namespace textanalysis::rpc {

// Returns the analyser that a request's tier names, or the server's own choice.
//   Errors: InvalidArgument.
absl::StatusOr<const pipeline::Analyzer*> FindAnalyzer(const Environment& environment,
                                                       v1::ModelTier tier);

// Returns how this server analyses drafts and sources of a caller that brings `own` dictionaries,
// which count before the server's.
convert::Verification VerificationBy(const Environment& environment,
                                     const pipeline::Analyzer& analyzer,
                                     dictionary::Dictionaries own);

// Answers a request, as Answer() of the other methods does (handler.h).
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
