#include "client/cpp/documents.h"

#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace textanalysis::command {
namespace {

using nlohmann::json;

absl::StatusOr<std::string> StringMember(const json& line, const char* name) {
  const auto it = line.find(name);
  if (it == line.end() || it->is_null()) return std::string();
  if (!it->is_string())
    return absl::InvalidArgumentError(absl::StrCat("member \"", name, "\" is not a string"));
  return it->get<std::string>();
}

absl::Status SetReferenceDate(const std::string& text, v1::Document* document) {
  if (text.empty()) return absl::OkStatus();
  int year = 0, month = 0, day = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d", &year, &month, &day) != 3) {
    return absl::InvalidArgumentError("member \"reference_date\" is not of the form 2022-02-07");
  }
  document->mutable_reference_date()->set_year(year);
  document->mutable_reference_date()->set_month(month);
  document->mutable_reference_date()->set_day(day);
  return absl::OkStatus();
}

bool IsHtmlFile(const std::string& path) {
  return absl::EndsWith(path, ".html") || absl::EndsWith(path, ".htm");
}

template <typename Request>
Request MakeRequest(const v1::Document& document, v1::EncodingType encoding) {
  Request request;
  *request.mutable_document() = document;
  request.set_encoding_type(encoding);
  return request;
}

template <typename Response>
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Own(absl::StatusOr<Response> response) {
  if (!response.ok()) return response.status();
  return std::unique_ptr<google::protobuf::Message>(new Response(*std::move(response)));
}

}  // namespace

absl::StatusOr<Rpc> ParseRpc(const std::string& name) {
  if (name == "clean") return Rpc::kClean;
  if (name == "quotes") return Rpc::kQuotes;
  if (name == "entities") return Rpc::kEntities;
  if (name == "analyze") return Rpc::kAnalyze;
  return absl::InvalidArgumentError(
      absl::StrCat("\"", name, "\" is none of clean, quotes, entities, analyze"));
}

absl::StatusOr<v1::EncodingType> ParseEncoding(const std::string& name) {
  if (name == "utf8") return v1::ENCODING_TYPE_UTF8;
  if (name == "utf16") return v1::ENCODING_TYPE_UTF16;
  if (name == "utf32") return v1::ENCODING_TYPE_UTF32;
  return absl::InvalidArgumentError(
      absl::StrCat("encoding \"", name, "\" is none of utf8, utf16, utf32"));
}

bool LooksLikeHtml(const std::string& content) {
  const size_t at = content.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (at == std::string::npos || content[at] != '<' || at + 1 >= content.size()) return false;
  const char next = content[at + 1];
  return next == '!' || next == '?' || absl::ascii_isalpha(static_cast<unsigned char>(next));
}

absl::StatusOr<std::string> ReadDocument(const std::string& path) {
  if (path == "-") return std::string(std::istreambuf_iterator<char>(std::cin), {});
  std::ifstream in(path, std::ios::binary);
  if (!in || std::filesystem::is_directory(path))
    return absl::NotFoundError(absl::StrCat("cannot read ", path));
  return std::string(std::istreambuf_iterator<char>(in), {});
}

absl::StatusOr<v1::Document> MakeDocument(std::string bytes, const std::string& type) {
  if (!type.empty() && type != "text" && type != "html") {
    return absl::InvalidArgumentError(absl::StrCat("type \"", type, "\" is neither text nor html"));
  }
  v1::Document document;
  const bool html = type.empty() ? LooksLikeHtml(bytes) : type == "html";
  document.set_type(html ? v1::DOCUMENT_TYPE_HTML : v1::DOCUMENT_TYPE_PLAIN_TEXT);
  document.set_raw_content(std::move(bytes));
  return document;
}

absl::StatusOr<v1::Document> ParseDocument(const json& line, const std::string& folder) {
  std::map<std::string, std::string> members;
  for (const char* name : {"text", "html", "file", "type", "language_code", "source_uri", "url",
                           "reference_date", "charset"}) {
    absl::StatusOr<std::string> value = StringMember(line, name);
    if (!value.ok()) return value.status();
    members[name] = *std::move(value);
  }
  absl::StatusOr<v1::Document> document =
      absl::InvalidArgumentError("a line needs one of \"text\", \"html\", \"file\"");
  if (line.contains("text")) {
    document = MakeDocument(members["text"], "text");
  } else if (line.contains("html")) {
    document = MakeDocument(members["html"], "html");
  } else if (line.contains("file")) {
    absl::StatusOr<std::string> bytes =
        ReadDocument((std::filesystem::path(folder) / members["file"]).string());
    if (!bytes.ok()) return bytes.status();
    const std::string by_suffix = IsHtmlFile(members["file"]) ? "html" : "text";
    document =
        MakeDocument(*std::move(bytes), members["type"].empty() ? by_suffix : members["type"]);
  }
  if (!document.ok()) return document;
  document->set_language_code(members["language_code"]);
  document->set_source_uri(members["source_uri"].empty() ? members["url"] : members["source_uri"]);
  document->set_charset(members["charset"]);
  if (absl::Status status = SetReferenceDate(members["reference_date"], &*document); !status.ok())
    return status;
  return document;
}

absl::StatusOr<v1::QuoteOptions> ParseQuoteOptions(const std::string& attribution_types,
                                                   bool include_unsettled) {
  v1::QuoteOptions options;
  options.set_include_unsettled(include_unsettled);
  for (const absl::string_view name : absl::StrSplit(attribution_types, ',', absl::SkipEmpty())) {
    v1::AttributionType type = v1::ATTRIBUTION_TYPE_UNSPECIFIED;
    if (name == "all") {
      for (int k = v1::AttributionType_MIN + 1; k <= v1::AttributionType_MAX; ++k)
        options.add_attribution_types(static_cast<v1::AttributionType>(k));
    } else if (v1::AttributionType_Parse(
                   absl::StrCat("ATTRIBUTION_TYPE_", absl::AsciiStrToUpper(name)), &type) &&
               type != v1::ATTRIBUTION_TYPE_UNSPECIFIED) {
      options.add_attribution_types(type);
    } else {
      return absl::InvalidArgumentError(
          absl::StrCat("attribution type \"", name,
                       "\" is none of communication, belief, fact, eventuality, all"));
    }
  }
  return options;
}

absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Call(const Client& client, Rpc rpc,
                                                                const v1::Document& document,
                                                                const RequestOptions& options) {
  const v1::EncodingType encoding = options.encoding;
  switch (rpc) {
    case Rpc::kClean:
      return Own(client.Clean(MakeRequest<v1::CleanRequest>(document, encoding)));
    case Rpc::kQuotes: {
      auto request = MakeRequest<v1::ExtractQuotesRequest>(document, encoding);
      *request.mutable_options() = options.quotes;
      return Own(client.ExtractQuotes(request));
    }
    case Rpc::kEntities:
      return Own(
          client.ExtractEntities(MakeRequest<v1::ExtractEntitiesRequest>(document, encoding)));
    case Rpc::kAnalyze: {
      auto request = MakeRequest<v1::AnalyzeRequest>(document, encoding);
      *request.mutable_quote_options() = options.quotes;
      return Own(client.Analyze(request));
    }
  }
  return absl::InternalError("unknown method");
}

std::string ToJson(const google::protobuf::Message& message, bool indented) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = indented;
  std::string out;
  if (!google::protobuf::util::MessageToJsonString(message, &out, options).ok()) return "{}";
  return out;
}

json ErrorToJson(const absl::Status& status) {
  json error = {{"code", absl::StatusCodeToString(status.code())},
                {"message", std::string(status.message())}};
  const std::optional<v1::ErrorStatus> details = GetErrorStatus(status);
  if (!details) return error;
  for (const auto& any : details->details()) {
    v1::ErrorDetail detail;
    if (any.UnpackTo(&detail))
      error["details"].push_back({{"reason", detail.reason()}, {"field", detail.field()}});
  }
  return error;
}

}  // namespace textanalysis::command
