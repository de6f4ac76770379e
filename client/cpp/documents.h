// Makes requests from documents and from JSON lines, and JSON from responses.

#ifndef TEXTANALYSIS_CLIENT_CPP_DOCUMENTS_H_
#define TEXTANALYSIS_CLIENT_CPP_DOCUMENTS_H_

#include <google/protobuf/message.h>

#include <istream>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/cpp/options.h"
#include "textanalysis/client.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::command {

// Fills a document with the content of a file, decoded by `decode` where that is not null, and returns
// the charset that was but assumed, if one was. A page that a browser saved tells in a comment where it
// is from, which becomes the document's source_uri.
std::string SetContent(std::string bytes, DecodeFile decode, v1::Document* document);

// Returns what to say of a file whose charset was assumed.
std::string AssumedCharset(const std::string& file, const std::string& charset);

// A line of a batch is shorter: 128 MiB are twice what a server reads.
inline constexpr size_t kMaxLineBytes = size_t{128} << 20;

// Reads a line as std::getline() does, and returns whether there was one; `bytes` is its length. What
// comes before a read error, after which `in` is bad() and errno the system's reason, or 0 where it
// gave none, is no line. Of a line that is too long, the first kMaxLineBytes are kept, which
// ParseLine() refuses.
bool ReadLine(std::istream& in, std::string* line, size_t* bytes);

// A line of JSON, as far as it could be read.
struct ParsedLine {
  nlohmann::json value{};  // An object where `status` is OK.
  absl::Status
      status{};  // What is wrong otherwise, and at which byte, without the line's own text.
};

// Reads a line of a batch or of its answers.
//   Errors: InvalidArgument for a line that has kMaxLineBytes, is no JSON, no UTF-8 or no object, has
//   a member twice, or nests deeper than 100 levels, which neither a document nor an answer does.
//   Cost: O(line.size()) time and thrice its memory; nothing for a line that is too long.
ParsedLine ParseLine(const std::string& line);

// Returns the document of one line of a batch: {"id", "text" | "html" | "file", …}, of which it has
// one; `folder` is where paths begin. A "file" is what it looks like unless "type" says it.
// `decode` is SetContent()'s, and `assumed`, unless null, is set to what that returns.
//   Errors: InvalidArgument that names the member at fault; ReadInput()'s, and NotFound for a "file"
//   that is no regular file.
absl::StatusOr<v1::Document> ParseDocument(nlohmann::json line, const std::string& folder,
                                           DecodeFile decode = nullptr,
                                           std::string* assumed = nullptr);

// Calls the method and returns its response, of the method's type. The document gets the defaults of
// `options` for what it does not state.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Call(const Client& client, Rpc rpc,
                                                                v1::Document document,
                                                                const RequestOptions& options);

// What a server takes as a source's id.
inline constexpr size_t kMaxSourceIdBytes = 128;

// Returns the request that checks the draft in a file against the sources in others, each named by
// its path; a path that is too long for a name is left out until NameSources(). All documents get the
// defaults of `options`. `notices` gets an AssumedCharset() of each file that has one.
//   Errors: ReadInput()'s.
absl::StatusOr<v1::VerifyQuotesRequest> MakeVerifyRequest(const std::string& draft,
                                                          const std::vector<std::string>& sources,
                                                          const RequestOptions& options,
                                                          std::vector<std::string>* notices);

// Names the sources of a check by their paths, in the order of MakeVerifyRequest().
void NameSources(const std::vector<std::string>& sources, v1::VerifyQuotesRequest* request,
                 v1::VerifyQuotesResponse* response);

// Returns a message in protobuf's canonical JSON, on one line or indented.
std::string ToJson(const google::protobuf::Message& message, bool indented);

// Returns `text` as a string of JSON; bytes that are no UTF-8 become U+FFFD.
std::string JsonString(const std::string& text);

// Whether a value is the method's response as ToJson() writes it, without members of others.
bool IsResponse(const nlohmann::json& value, Rpc rpc);

// Returns {"code", "message", "details": [{"reason", "field"}]} of an error.
nlohmann::json ErrorToJson(const absl::Status& status);
// Whether a value is an error as ErrorToJson() writes it.
bool IsError(const nlohmann::json& value);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_DOCUMENTS_H_
