#include "service/rpc/text_analysis_service.h"

#include "service/rpc/analyze_stream.h"

namespace textanalysis::rpc {

TextAnalysisService::TextAnalysisService(const Environment& environment)
    : environment_(environment) {
  SetMessageAllocatorFor_Clean(&clean_messages_);
  SetMessageAllocatorFor_ExtractQuotes(&quotes_messages_);
  SetMessageAllocatorFor_ExtractEntities(&entities_messages_);
  SetMessageAllocatorFor_Analyze(&analyze_messages_);
}

grpc::ServerUnaryReactor* TextAnalysisService::Clean(grpc::CallbackServerContext* context,
                                                     const v1::CleanRequest* request,
                                                     v1::CleanResponse* response) {
  return UnaryHandler<v1::CleanRequest, v1::CleanResponse>::Start(environment_, "Clean", context,
                                                                  request, response);
}

grpc::ServerUnaryReactor* TextAnalysisService::ExtractQuotes(
    grpc::CallbackServerContext* context, const v1::ExtractQuotesRequest* request,
    v1::ExtractQuotesResponse* response) {
  return UnaryHandler<v1::ExtractQuotesRequest, v1::ExtractQuotesResponse>::Start(
      environment_, "ExtractQuotes", context, request, response);
}

grpc::ServerUnaryReactor* TextAnalysisService::ExtractEntities(
    grpc::CallbackServerContext* context, const v1::ExtractEntitiesRequest* request,
    v1::ExtractEntitiesResponse* response) {
  return UnaryHandler<v1::ExtractEntitiesRequest, v1::ExtractEntitiesResponse>::Start(
      environment_, "ExtractEntities", context, request, response);
}

grpc::ServerUnaryReactor* TextAnalysisService::Analyze(grpc::CallbackServerContext* context,
                                                       const v1::AnalyzeRequest* request,
                                                       v1::AnalyzeResponse* response) {
  return UnaryHandler<v1::AnalyzeRequest, v1::AnalyzeResponse>::Start(environment_, "Analyze",
                                                                      context, request, response);
}

grpc::ServerBidiReactor<v1::StreamingAnalyzeRequest, v1::StreamingAnalyzeResponse>*
TextAnalysisService::StreamingAnalyze(grpc::CallbackServerContext* context) {
  return new AnalyzeStream(environment_, context);
}

}  // namespace textanalysis::rpc
