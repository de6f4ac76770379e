#include "client/cpp/documents.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/cpp/inputs.h"

namespace textanalysis::command {
namespace {

using nlohmann::json;

// Moves the member out of `line`.
absl::StatusOr<std::string> StringMember(const char* name, json* line) {
  const auto it = line->find(name);
  if (it == line->end() || it->is_null()) return std::string();
  if (!it->is_string())
    return absl::InvalidArgumentError(absl::StrCat("member \"", name, "\" is not a string"));
  return std::move(it->get_ref<std::string&>());
}

// Returns the address that browsers note in a page which they save,
// "<!-- saved from url=(0020)https://news.example/ -->"; "" where there is none.
std::string SavedFrom(std::string_view page) {
  constexpr size_t kWithin = 2048;
  constexpr std::string_view kNote = "<!-- saved from url=(";
  page = page.substr(0, kWithin);
  const size_t note = page.find(kNote);
  if (note == std::string_view::npos) return "";
  const size_t begin = page.find(')', note);
  const size_t end = page.find(" -->", note);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return "";
  const std::string_view address = page.substr(begin + 1, end - begin - 1);
  return address.starts_with("http") ? std::string(address) : "";
}

constexpr size_t kMaxDepth = 100;

// Makes the value of a line. A long string is moved into it, where the parser of the library would
// copy it.
class LineReader : public nlohmann::json_sax<json> {
 public:
  json Take() { return std::move(root_); }
  // What is wrong; empty when nothing is.
  const std::string& fault() const { return fault_; }

  bool null() override { return Put(nullptr); }
  bool boolean(bool value) override { return Put(value); }
  bool number_integer(number_integer_t value) override { return Put(value); }
  bool number_unsigned(number_unsigned_t value) override { return Put(value); }
  bool number_float(number_float_t value, const string_t& /*text*/) override { return Put(value); }
  bool string(string_t& value) override { return Put(std::move(value)); }
  bool binary(binary_t& /*value*/) override { return false; }
  bool start_object(size_t /*size*/) override { return Open(json::object()); }
  bool end_object() override { return Close(); }
  bool start_array(size_t /*size*/) override { return Open(json::array()); }
  bool end_array() override { return Close(); }
  bool key(string_t& value) override {
    if (open_.back()->contains(value) && fault_.empty())
      fault_ = absl::StrCat("member ", JsonString(value), " stands twice in the line");
    key_ = std::move(value);
    return true;
  }
  bool parse_error(size_t at, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    // The parser tells this fault from others by its text alone, which quotes the line.
    const bool is_utf8 = !absl::StrContains(error.what(), "ill-formed UTF-8");
    fault_ = absl::StrCat("the line is no ", is_utf8 ? "JSON" : "UTF-8", " near its byte ", at);
    return false;
  }

 private:
  json* Add(json value) {
    if (open_.empty()) return &(root_ = std::move(value));
    json& parent = *open_.back();
    if (!parent.is_array()) return &(parent[std::exchange(key_, {})] = std::move(value));
    parent.push_back(std::move(value));
    return &parent.back();
  }
  bool Put(json value) {
    Add(std::move(value));
    return true;
  }
  bool Open(json value) {
    if (open_.size() == kMaxDepth) {
      fault_ = absl::StrCat("the line nests deeper than ", kMaxDepth, " levels");
      return false;
    }
    open_.push_back(Add(std::move(value)));
    return true;
  }
  bool Close() {
    open_.pop_back();
    return true;
  }

  json root_;
  std::vector<json*> open_;  // Whose members and elements come, each within the one before.
  std::string key_;
  std::string fault_;
};

using Members = std::map<std::string, std::string>;

// Reads the file of a line. Others choose its path, so that nothing is read that has no end, or that
// another one writes: a pipe, a device, standard input.
absl::StatusOr<std::string> ReadMember(const std::filesystem::path& path,
                                       const std::string& charset) {
  std::error_code error;
  if (std::filesystem::is_regular_file(path, error)) return ReadInput(path.string(), charset);
  return absl::NotFoundError(absl::StrCat("cannot read ", path.string(), ": ",
                                          error ? error.message() : "it is not a regular file"));
}

// How a line's file is read, and what charset was assumed for it.
struct FileReading {
  const std::string& folder;
  DecodeFile decode;
  std::string assumed{};
};

absl::Status SetFile(Members* members, FileReading* reading, v1::Document* document) {
  const std::string& type = members->at("type");
  if (!type.empty() && type != "text" && type != "html")
    return absl::InvalidArgumentError("member \"type\" is neither \"text\" nor \"html\"");
  if (type == "text") document->set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
  if (type == "html") document->set_type(v1::DOCUMENT_TYPE_HTML);
  absl::StatusOr<std::string> bytes =
      ReadMember(std::filesystem::path(reading->folder) / members->at("file"), document->charset());
  if (!bytes.ok()) return bytes.status();
  reading->assumed = SetContent(*std::move(bytes), reading->decode, document);
  return absl::OkStatus();
}

// Sets content and type by that of "text", "html", "file" which the line has.
absl::Status SetSource(const json& line, Members* members, FileReading* reading,
                       v1::Document* document) {
  const auto has = [&line](const char* name) {
    const auto it = line.find(name);
    return it != line.end() && !it->is_null();
  };
  if (has("text") + has("html") + has("file") != 1)
    return absl::InvalidArgumentError(
        "a line needs one of \"text\", \"html\", \"file\", and one alone");
  if (has("file")) return SetFile(members, reading, document);
  document->set_type(has("text") ? v1::DOCUMENT_TYPE_PLAIN_TEXT : v1::DOCUMENT_TYPE_HTML);
  document->set_content(std::move(members->at(has("text") ? "text" : "html")));
  return absl::OkStatus();
}

template <typename Request>
Request MakeRequest(v1::Document document, const RequestOptions& options) {
  Request request;
  *request.mutable_document() = std::move(document);
  SetDefaults(options.defaults, request.mutable_document());
  request.set_encoding_type(options.encoding);
  return request;
}

template <typename Response>
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Own(absl::StatusOr<Response> response) {
  if (!response.ok()) return response.status();
  return std::unique_ptr<google::protobuf::Message>(new Response(*std::move(response)));
}

// An empty response of a method.
std::unique_ptr<google::protobuf::Message> NewResponse(Rpc rpc) {
  switch (rpc) {
    case Rpc::kClean:
      return std::make_unique<v1::CleanResponse>();
    case Rpc::kQuotes:
      return std::make_unique<v1::ExtractQuotesResponse>();
    case Rpc::kEntities:
      return std::make_unique<v1::ExtractEntitiesResponse>();
    case Rpc::kAnalyze:
      break;
  }
  return std::make_unique<v1::AnalyzeResponse>();
}

// Whether a word names an error of a call: "NOT_FOUND".
bool IsStatusCode(const std::string& word) {
  constexpr int kLast = static_cast<int>(absl::StatusCode::kUnauthenticated);
  for (int code = 1; code <= kLast; ++code) {
    if (word == absl::StatusCodeToString(static_cast<absl::StatusCode>(code))) return true;
  }
  return false;
}

}  // namespace

std::string SetContent(std::string bytes, DecodeFile decode, v1::Document* document) {
  document->set_source_uri(SavedFrom(bytes));
  std::optional<DecodedFile> decoded;
  if (decode != nullptr) decoded = decode(bytes, *document);
  if (!decoded) {
    document->set_raw_content(std::move(bytes));
    return "";
  }
  document->set_content(std::move(decoded->utf8));
  return std::move(decoded->assumed);
}

std::string AssumedCharset(const std::string& file, const std::string& charset) {
  return absl::StrCat(file, ": the text is not UTF-8 and was read as ", charset);
}

bool ReadLine(std::istream& in, std::string* line, size_t* bytes) {
  errno = 0;
  line->clear();
  *bytes = 0;
  std::array<char, 1 << 16> part;
  while (true) {
    in.getline(part.data(), part.size());
    const auto read = static_cast<size_t>(in.gcount());  // With the line break, if one was read.
    if (in.bad()) return false;
    const bool is_full = in.fail() && !in.eof() && read + 1 == part.size();
    const size_t letters = in.good() ? read - 1 : read;
    *bytes += letters;
    line->append(part.data(), std::min(letters, kMaxLineBytes - line->size()));
    if (!is_full) return in.good() || *bytes > 0;
    in.clear();
  }
}

ParsedLine ParseLine(const std::string& line) {
  if (line.size() >= kMaxLineBytes)
    return {.status = absl::InvalidArgumentError("the line is over 128 MiB")};
  LineReader reader;
  json::sax_parse(line, &reader);
  ParsedLine out{.value = reader.Take()};
  if (!reader.fault().empty()) {
    out.status = absl::InvalidArgumentError(reader.fault());
  } else if (!out.value.is_object()) {
    out.status = absl::InvalidArgumentError("the line is no JSON object");
  }
  return out;
}

absl::StatusOr<v1::Document> ParseDocument(json line, const std::string& folder, DecodeFile decode,
                                           std::string* assumed) {
  Members members;
  for (const char* name : {"text", "html", "file", "type", "language_code", "source_uri", "url",
                           "reference_date", "charset"}) {
    absl::StatusOr<std::string> value = StringMember(name, &line);
    if (!value.ok()) return value.status();
    members[name] = *std::move(value);
  }
  v1::Document document;
  document.set_charset(members["charset"]);
  FileReading reading{folder, decode};
  if (absl::Status status = SetSource(line, &members, &reading, &document); !status.ok())
    return status;
  if (assumed != nullptr) *assumed = std::move(reading.assumed);
  document.set_language_code(members["language_code"]);
  const std::string& uri = members[members["source_uri"].empty() ? "url" : "source_uri"];
  if (!uri.empty()) document.set_source_uri(uri);
  if (members["reference_date"].empty()) return document;
  const absl::StatusOr<v1::Date> day =
      ParseDay(members["reference_date"], "member \"reference_date\"");
  if (!day.ok()) return day.status();
  *document.mutable_reference_date() = *day;
  return document;
}

absl::StatusOr<std::unique_ptr<google::protobuf::Message>> Call(const Client& client, Rpc rpc,
                                                                v1::Document document,
                                                                const RequestOptions& options) {
  switch (rpc) {
    case Rpc::kClean: {
      auto request = MakeRequest<v1::CleanRequest>(std::move(document), options);
      *request.mutable_options() = options.clean;
      return Own(client.Clean(request));
    }
    case Rpc::kQuotes: {
      auto request = MakeRequest<v1::ExtractQuotesRequest>(std::move(document), options);
      request.set_model_tier(options.tier);
      *request.mutable_options() = options.quotes;
      request.mutable_dictionary()->Add(options.dictionary.begin(), options.dictionary.end());
      *request.mutable_clean_options() = options.clean;
      return Own(client.ExtractQuotes(request));
    }
    case Rpc::kEntities: {
      auto request = MakeRequest<v1::ExtractEntitiesRequest>(std::move(document), options);
      request.set_model_tier(options.tier);
      *request.mutable_options() = options.entities;
      request.mutable_dictionary()->Add(options.dictionary.begin(), options.dictionary.end());
      *request.mutable_clean_options() = options.clean;
      return Own(client.ExtractEntities(request));
    }
    case Rpc::kAnalyze: {
      auto request = MakeRequest<v1::AnalyzeRequest>(std::move(document), options);
      *request.mutable_clean_options() = options.clean;
      request.set_model_tier(options.tier);
      *request.mutable_quote_options() = options.quotes;
      *request.mutable_entity_options() = options.entities;
      request.mutable_dictionary()->Add(options.dictionary.begin(), options.dictionary.end());
      return Own(client.Analyze(request));
    }
  }
  return absl::InternalError("unknown method");
}

absl::StatusOr<v1::VerifyQuotesRequest> MakeVerifyRequest(const std::string& draft,
                                                          const std::vector<std::string>& sources,
                                                          const RequestOptions& options,
                                                          std::vector<std::string>* notices) {
  const auto read = [&](const std::string& path) -> absl::StatusOr<v1::Document> {
    absl::StatusOr<std::string> bytes = ReadInput(path);
    if (!bytes.ok()) return bytes.status();
    v1::Document document;
    SetDefaults(options.defaults, &document);
    const std::string assumed = SetContent(*std::move(bytes), options.decode_file, &document);
    if (!assumed.empty()) notices->push_back(AssumedCharset(path, assumed));
    return document;
  };
  const absl::StatusOr<v1::Document> document = read(draft);
  if (!document.ok()) return document.status();
  auto request = MakeRequest<v1::VerifyQuotesRequest>(*document, options);
  request.set_model_tier(options.tier);
  request.mutable_dictionary()->Add(options.dictionary.begin(), options.dictionary.end());
  for (const std::string& path : sources) {
    const absl::StatusOr<v1::Document> source = read(path);
    if (!source.ok()) return source.status();
    v1::SourceDocument* const out = request.add_sources();
    if (path.size() <= kMaxSourceIdBytes) out->set_source_id(path);
    *out->mutable_document() = *source;
  }
  return request;
}

void NameSources(const std::vector<std::string>& sources, v1::VerifyQuotesRequest* request,
                 v1::VerifyQuotesResponse* response) {
  const auto name_of = [&sources](int index) {
    const auto at = static_cast<size_t>(index);
    return at < sources.size() ? sources[at] : std::string();
  };
  for (int k = 0; k < request->sources_size(); ++k)
    request->mutable_sources(k)->set_source_id(name_of(k));
  for (int k = 0; k < response->sources_size(); ++k)
    response->mutable_sources(k)->set_source_id(name_of(k));
  for (v1::QuoteVerification& one : *response->mutable_verifications()) {
    for (auto* const places : {one.mutable_places(), one.mutable_other_places()}) {
      for (v1::SourcePlace& place : *places) place.set_source_id(name_of(place.source_index()));
    }
  }
}

std::string ToJson(const google::protobuf::Message& message, bool indented) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = indented;
  std::string out;
  if (!google::protobuf::util::MessageToJsonString(message, &out, options).ok()) return "{}";
  return out;
}

std::string JsonString(const std::string& text) {
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

bool IsResponse(const json& value, Rpc rpc) {
  const std::unique_ptr<google::protobuf::Message> response = NewResponse(rpc);
  return value.is_object() &&
         google::protobuf::util::JsonStringToMessage(value.dump(), response.get()).ok();
}

json ErrorToJson(const absl::Status& status) {
  json error = {{"code", absl::StatusCodeToString(status.code())},
                {"message", std::string(status.message())}};
  const std::optional<v1::ErrorStatus> details = GetErrorStatus(status);
  if (!details) return error;
  const ErrorReason why = ReasonOf(*details);
  error["details"].push_back({{"reason", why.reason}, {"field", why.field}});
  return error;
}

bool IsError(const json& value) {
  const auto is_text = [](const json& object, const char* member) {
    return object.is_object() && object.contains(member) && object[member].is_string();
  };
  if (!is_text(value, "code") || !is_text(value, "message") || !IsStatusCode(value["code"]))
    return false;
  const json details = value.value("details", json::array());
  return details.is_array() &&
         std::all_of(details.begin(), details.end(), [&is_text](const json& one) {
           return is_text(one, "reason") && is_text(one, "field");
         });
}

}  // namespace textanalysis::command
