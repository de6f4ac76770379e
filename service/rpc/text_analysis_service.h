// The gRPC service: one line a method.

#ifndef TEXTANALYSIS_SERVICE_RPC_TEXT_ANALYSIS_SERVICE_H_
#define TEXTANALYSIS_SERVICE_RPC_TEXT_ANALYSIS_SERVICE_H_

#include "service/rpc/handler.h"
#include "textanalysis/v1/text_analysis_service.grpc.pb.h"

namespace textanalysis::rpc {

// Thread-safe. `environment` must outlive the service.
class TextAnalysisService final : public v1::TextAnalysisService::CallbackService {
 public:
  explicit TextAnalysisService(const Environment& environment);

  grpc::ServerUnaryReactor* Clean(grpc::CallbackServerContext* context,
                                  const v1::CleanRequest* request,
                                  v1::CleanResponse* response) override;
  grpc::ServerUnaryReactor* ExtractQuotes(grpc::CallbackServerContext* context,
                                          const v1::ExtractQuotesRequest* request,
                                          v1::ExtractQuotesResponse* response) override;
  grpc::ServerUnaryReactor* ExtractEntities(grpc::CallbackServerContext* context,
                                            const v1::ExtractEntitiesRequest* request,
                                            v1::ExtractEntitiesResponse* response) override;
  grpc::ServerUnaryReactor* Analyze(grpc::CallbackServerContext* context,
                                    const v1::AnalyzeRequest* request,
                                    v1::AnalyzeResponse* response) override;
  grpc::ServerBidiReactor<v1::StreamingAnalyzeRequest, v1::StreamingAnalyzeResponse>*
  StreamingAnalyze(grpc::CallbackServerContext* context) override;

 private:
  const Environment& environment_;
  ArenaAllocator<v1::CleanRequest, v1::CleanResponse> clean_messages_;
  ArenaAllocator<v1::ExtractQuotesRequest, v1::ExtractQuotesResponse> quotes_messages_;
  ArenaAllocator<v1::ExtractEntitiesRequest, v1::ExtractEntitiesResponse> entities_messages_;
  ArenaAllocator<v1::AnalyzeRequest, v1::AnalyzeResponse> analyze_messages_;
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_TEXT_ANALYSIS_SERVICE_H_
