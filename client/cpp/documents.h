// Makes requests from files and from JSON lines, and JSON from responses.

#ifndef TEXTANALYSIS_CLIENT_CPP_DOCUMENTS_H_
#define TEXTANALYSIS_CLIENT_CPP_DOCUMENTS_H_

#include <google/protobuf/message.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/statusor.h"
#include "textanalysis/client.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::command {

// The method to call.
enum class Rpc { kClean, kQuotes, kEntities, kAnalyze };

// Reads "clean", "quotes", "entities", "analyze".
absl::StatusOr<Rpc> ParseRpc(const std::string& name);

// Reads "utf8", "utf16", "utf32".
absl::StatusOr<v1::EncodingType> ParseEncoding(const std::string& name);

// Returns whether content looks like HTML: it begins with a tag or declaration.
bool LooksLikeHtml(const std::string& content);

// Reads a file, or standard input for "-".
absl::StatusOr<std::string> ReadDocument(const std::string& path);

// Returns a document of these bytes; `type` is "text", "html", or empty to guess.
absl::StatusOr<v1::Document> MakeDocument(std::string bytes, const std::string& type);

// Returns the document of one line of a batch: {"id", "text" | "html" | "file", …}; `folder` is
// where paths begin.
//   Errors: InvalidArgument that names the member at fault.
absl::StatusOr<v1::Document> ParseDocument(const nlohmann::json& line, const std::string& folder);

// Reads names of attribution types, in lower case between commas, or "all"; none is the service's
// own choice.
//   Errors: InvalidArgument that names the unknown one.
absl::StatusOr<v1::QuoteOptions> ParseQuoteOptions(const std::string& attribution_types,
                                                   bool include_unsettled);

// What is asked of each document.
struct RequestOptions {
  v1::EncodingType encoding = v1::ENCODING_TYPE_UTF8;
  v1::QuoteOptions quotes{};
};

// Calls the method and returns its response, of the method's type.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Call(const Client& client, Rpc rpc,
                                                                const v1::Document& document,
                                                                const RequestOptions& options);

// Returns a message in protobuf's canonical JSON, on one line or indented.
std::string ToJson(const google::protobuf::Message& message, bool indented);

// Returns {"code", "message", "details": [{"reason", "field"}]} of an error.
nlohmann::json ErrorToJson(const absl::Status& status);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_DOCUMENTS_H_
