#include "service/rpc/text_analysis_service.h"

#include "service/rpc/analyze_stream.h"
#include "service/rpc/verify_quotes.h"
#include "service/rpc/verify_stream.h"

namespace textanalysis::rpc {

grpc::ServerUnaryReactor* TextAnalysisService::Clean(grpc::CallbackServerContext* context,
                                                     const grpc::ByteBuffer* request,
                                                     grpc::ByteBuffer* response) {
  return UnaryHandler<v1::CleanRequest, v1::CleanResponse>::Start(environment_, "Clean", context,
                                                                  request, response);
}

grpc::ServerUnaryReactor* TextAnalysisService::ExtractQuotes(grpc::CallbackServerContext* context,
                                                             const grpc::ByteBuffer* request,
                                                             grpc::ByteBuffer* response) {
  return UnaryHandler<v1::ExtractQuotesRequest, v1::ExtractQuotesResponse>::Start(
      environment_, "ExtractQuotes", context, request, response);
}

grpc::ServerUnaryReactor* TextAnalysisService::ExtractEntities(grpc::CallbackServerContext* context,
                                                               const grpc::ByteBuffer* request,
                                                               grpc::ByteBuffer* response) {
  return UnaryHandler<v1::ExtractEntitiesRequest, v1::ExtractEntitiesResponse>::Start(
      environment_, "ExtractEntities", context, request, response);
}

grpc::ServerUnaryReactor* TextAnalysisService::Analyze(grpc::CallbackServerContext* context,
                                                       const grpc::ByteBuffer* request,
                                                       grpc::ByteBuffer* response) {
  return UnaryHandler<v1::AnalyzeRequest, v1::AnalyzeResponse>::Start(environment_, "Analyze",
                                                                      context, request, response);
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* TextAnalysisService::StreamingAnalyze(
    grpc::CallbackServerContext* context) {
  return new AnalyzeStream(environment_, context);
}

grpc::ServerUnaryReactor* TextAnalysisService::VerifyQuotes(grpc::CallbackServerContext* context,
                                                            const grpc::ByteBuffer* request,
                                                            grpc::ByteBuffer* response) {
  return UnaryHandler<v1::VerifyQuotesRequest, v1::VerifyQuotesResponse>::Start(
      environment_, "VerifyQuotes", context, request, response);
}

grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>*
TextAnalysisService::StreamingVerifyQuotes(grpc::CallbackServerContext* context) {
  return new VerifyStream(environment_, context);
}

}  // namespace textanalysis::rpc
