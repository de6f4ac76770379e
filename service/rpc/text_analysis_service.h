// The gRPC service: one line a method.

#ifndef TEXTANALYSIS_SERVICE_RPC_TEXT_ANALYSIS_SERVICE_H_
#define TEXTANALYSIS_SERVICE_RPC_TEXT_ANALYSIS_SERVICE_H_

#include "service/rpc/handler.h"
#include "textanalysis/v1/text_analysis_service.grpc.pb.h"

namespace textanalysis::rpc {

// Every method takes bytes, which are read only once the call is admitted.
using RawService = v1::TextAnalysisService::WithRawCallbackMethod_Clean<
    v1::TextAnalysisService::WithRawCallbackMethod_ExtractQuotes<
        v1::TextAnalysisService::WithRawCallbackMethod_ExtractEntities<
            v1::TextAnalysisService::WithRawCallbackMethod_Analyze<
                v1::TextAnalysisService::WithRawCallbackMethod_StreamingAnalyze<
                    v1::TextAnalysisService::WithRawCallbackMethod_VerifyQuotes<
                        v1::TextAnalysisService::WithRawCallbackMethod_StreamingVerifyQuotes<
                            v1::TextAnalysisService::Service>>>>>>>;

// Thread-safe. `environment` must outlive the service.
class TextAnalysisService final : public RawService {
 public:
  explicit TextAnalysisService(const Environment& environment) : environment_(environment) {}

  grpc::ServerUnaryReactor* Clean(grpc::CallbackServerContext* context,
                                  const grpc::ByteBuffer* request,
                                  grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ExtractQuotes(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* ExtractEntities(grpc::CallbackServerContext* context,
                                            const grpc::ByteBuffer* request,
                                            grpc::ByteBuffer* response) override;
  grpc::ServerUnaryReactor* Analyze(grpc::CallbackServerContext* context,
                                    const grpc::ByteBuffer* request,
                                    grpc::ByteBuffer* response) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamingAnalyze(
      grpc::CallbackServerContext* context) override;
  grpc::ServerUnaryReactor* VerifyQuotes(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override;
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* StreamingVerifyQuotes(
      grpc::CallbackServerContext* context) override;

 private:
  const Environment& environment_;
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_TEXT_ANALYSIS_SERVICE_H_
