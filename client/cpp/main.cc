// textanalysis clean|quotes|entities|analyze [FILE|FOLDER|PATTERN…|-]
// textanalysis verify DRAFT --source FILE…
// textanalysis batch --rpc=… < in.jsonl > out.jsonl

#include <google/protobuf/text_format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "analysis/clean/form.h"
#include "analysis/text/charset.h"
#include "analysis/text/utf8.h"
#include "client/cpp/batch.h"
#include "client/cpp/credentials.h"
#include "client/cpp/documents.h"
#include "client/cpp/export.h"
#include "client/cpp/inputs.h"
#include "client/cpp/options.h"
#include "client/cpp/outputs.h"
#include "client/cpp/pretty.h"
#include "service/convert/convert.h"
#include "service/dictionaries/dictionary_files.h"
#include "service/runtime/command_line.h"
#include "service/runtime/standard_files.h"
#include "service/server/server.h"
#include "textanalysis/client.h"

ABSL_FLAG(std::string, server, "localhost:50051", "The server, HOST:PORT or any gRPC target.");
ABSL_FLAG(std::string, tls_ca, "",
          "PEM file of the CA that signed the server's certificate; without it, no encryption.");
ABSL_FLAG(std::string, tls_certificate, "", "PEM file of the client's own certificate.");
ABSL_FLAG(std::string, tls_key, "", "PEM file of the key of --tls_certificate.");
ABSL_FLAG(std::string, token_file, "", "File that holds the bearer token.");
ABSL_FLAG(bool, embedded, false, "Serve the call in this process; needs no server.");
ABSL_FLAG(std::string, model, "",
          "Model bundle for --embedded; empty finds the one beside the program.");
ABSL_FLAG(
    std::string, dictionary, "",
    "File of names that are known beforehand; repeat it for more. A server is sent up to 1,000 "
    "entries with each request.");
ABSL_FLAG(std::string, type, "", "text or html; what the content looks like when absent.");
ABSL_FLAG(std::string, language, "",
          "BCP-47 code of the documents' language; detected when absent.");
ABSL_FLAG(std::string, reference_date, "",
          "Day against which \"yesterday\" is resolved, as 2022-02-07; a page's own when absent.");
ABSL_FLAG(std::string, tier, "", "Models: fast or accurate; the server's choice when absent.");
ABSL_FLAG(std::string, profile, "", "How much of a page stays: article or visible_text.");
ABSL_FLAG(std::string, encoding, "utf8", "Unit of offsets: utf8, utf16 or utf32.");
ABSL_FLAG(std::string, forms, "",
          "Forms of quotations: direct, mixed, indirect, with commas; all when absent.");
ABSL_FLAG(
    std::string, attribution_types, "",
    "communication, belief, fact, eventuality, with commas, or all; communication if absent.");
ABSL_FLAG(bool, include_unsettled, false,
          "Also quotations that are negated, asked, conditional or still to come.");
ABSL_FLAG(
    std::string, types, "",
    "Types of entities: person, organization, geopolitical, …, with commas; all when absent.");
ABSL_FLAG(bool, coreference, false,
          "Also mentions by pronoun and description, and who has no name.");
ABSL_FLAG(double, min_confidence, 0, "Leaves out quotations and mentions that are less sure.");
ABSL_FLAG(absl::Duration, deadline, absl::Seconds(30), "Longest time for one call.");
ABSL_FLAG(
    std::string, format, "pretty",
    "pretty, json, jsonl (a line a file), textproto, csv (of quotes, entities, analyze, verify, "
    "and clean with --removed), html (of analyze, verify), text or markdown (of clean).");
ABSL_FLAG(bool, removed, false,
          "clean: also what was removed and why; with --format=pretty or csv.");
ABSL_FLAG(
    std::string, source, "",
    "verify: a text that the draft's quotations may come from; repeat it, or name more after it.");
ABSL_FLAG(std::string, rpc, "analyze", "batch: clean, quotes, entities or analyze.");
ABSL_FLAG(std::string, input, "-", "batch: file of JSON lines; - is standard input.");
ABSL_FLAG(std::string, folder, ".", "batch: where the paths of \"file\" members begin.");
ABSL_FLAG(std::string, resume_from, "",
          "batch: output of an earlier run; goes on after its last line and adds to it.");

namespace textanalysis::command {
namespace {

constexpr char kUsage[] =
    "Cleans news text and finds quotations and entities.\n"
    "  textanalysis clean|quotes|entities|analyze [FILE|FOLDER|PATTERN…|-]\n"
    "  textanalysis verify DRAFT --source FILE…\n"
    "  textanalysis batch --rpc=clean|quotes|entities|analyze < in.jsonl > out.jsonl";

void Notice(const std::string& text) { std::cerr << "textanalysis: " << Printable(text) << "\n"; }

int Report(const absl::Status& status) {
  Notice(std::string(status.message()));
  return status.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
}

// Tells a person what to do about an error of a call.
std::string Explain(const absl::Status& status) {
  if (status.code() == absl::StatusCode::kUnavailable && !absl::GetFlag(FLAGS_embedded)) {
    return absl::StrCat("cannot reach ", absl::GetFlag(FLAGS_server), ": ", status.message(),
                        "; is the server running? try --embedded");
  }
  std::string out = absl::StrCat(absl::StatusCodeToString(status.code()), ": ", status.message());
  const std::optional<v1::ErrorStatus> details = GetErrorStatus(status);
  if (!details) return out;
  const ErrorReason why = ReasonOf(*details);
  absl::StrAppend(&out, "\n  reason ", why.reason, why.field.empty() ? "" : ", field ", why.field);
  for (const auto& [key, value] : why.metadata) absl::StrAppend(&out, ", ", key, " ", value);
  return out;
}

// Reports what became of one file's call.
void ReportCall(const std::string& file, const absl::Status& status) {
  Notice(absl::StrCat(file, ": ", Explain(status)));
}

// Writes to standard output; to a terminal, nothing that commands it. Of a pretty answer the words are
// printable, and the colours are the program's own.
absl::Status Show(const std::string& text) {
  const bool may_command = isatty(STDOUT_FILENO) != 0 && absl::GetFlag(FLAGS_format) != "pretty";
  const absl::Status status = runtime::Print(may_command ? Printable(text) : text);
  if (status.ok()) return status;
  return absl::Status(status.code(),
                      absl::StrCat(status.message(), "; the answers are not complete"));
}

std::vector<std::string> DictionaryPaths() {
  return absl::StrSplit(absl::GetFlag(FLAGS_dictionary), '\n', absl::SkipEmpty());
}

// The dictionary that requests bring: that of the flag, unless the server of --embedded has it.
absl::Status ReadDictionary(RequestOptions* out) {
  if (absl::GetFlag(FLAGS_embedded)) return absl::OkStatus();
  const absl::StatusOr<std::vector<dictionary::Entry>> entries =
      dictionaries::ReadEntries(DictionaryPaths(), convert::kMaxInlineEntries);
  if (!entries.ok()) return entries.status();
  for (const dictionary::Entry& entry : *entries)
    convert::FillDictionaryEntry(entry, &out->dictionary.emplace_back());
  return absl::OkStatus();
}

// Whether bytes are of a text in some charset that has ASCII: these have no controls but those of
// lines and pages.
bool LooksLikeText(std::string_view bytes) {
  static constexpr std::string_view kOfLines = "\t\n\v\f\r";
  return std::all_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || kOfLines.find(c) != std::string_view::npos;
  });
}

// Reads a plain text in another charset than UTF-8 as the page does: in that of a byte order mark or
// the one that is stated, else as old texts of the West are. Pages are the service's to decode.
std::optional<DecodedFile> DecodePlainText(const std::string& bytes, const v1::Document& document) {
  const bool is_page =
      document.type() == v1::DOCUMENT_TYPE_HTML ||
      (document.type() == v1::DOCUMENT_TYPE_UNSPECIFIED && clean::LooksLikeHtml(bytes));
  const bool has_mark = bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE");
  if (is_page || !text::FindInvalidUtf8(bytes) || !(has_mark || LooksLikeText(bytes)))
    return std::nullopt;
  const bool is_known = has_mark || !document.charset().empty();
  auto decoded = text::DecodeHtml(bytes, is_known ? document.charset() : "windows-1252");
  if (!decoded.ok()) return std::nullopt;
  return DecodedFile{std::move(decoded->utf8), is_known ? "" : std::move(decoded->charset)};
}

// The in-process server of --embedded; nothing otherwise.
absl::StatusOr<std::unique_ptr<server::Server>> StartEmbedded(v1::ModelTier tier) {
  if (!absl::GetFlag(FLAGS_embedded)) return nullptr;
  server::Options options;
  options.address.clear();
  options.model_path = absl::GetFlag(FLAGS_model);
  if (options.model_path.empty()) {
    options.model_path = server::FindModel(
        tier == v1::MODEL_TIER_ACCURATE ? pipeline::Tier::kAccurate : pipeline::Tier::kFast);
  }
  options.dictionary_paths = DictionaryPaths();
  options.max_document_bytes = size_t{64} << 20;
  options.admission.memory_bytes = size_t{4} << 30;  // One such document at 40 bytes a byte.
  options.queue_limit = 64;
  // Nobody else waits here, so only the call's own deadline ends its wait.
  options.admission.max_wait = absl::GetFlag(FLAGS_deadline);
  options.access_log = false;
  return server::Server::Start(options);
}

// The client of the server that the flags name, or of `embedded`.
absl::StatusOr<Client> MakeClient(server::Server* embedded) {
  CallOptions options{.deadline = absl::GetFlag(FLAGS_deadline)};
  if (embedded != nullptr) return Client(embedded->InProcessChannel(), options);
  Connection connection{.target = absl::GetFlag(FLAGS_server)};
  const CredentialFiles files{.tls_ca = absl::GetFlag(FLAGS_tls_ca),
                              .tls_certificate = absl::GetFlag(FLAGS_tls_certificate),
                              .tls_key = absl::GetFlag(FLAGS_tls_key),
                              .token_file = absl::GetFlag(FLAGS_token_file)};
  if (absl::Status status = ReadCredentials(files, &connection, &options); !status.ok())
    return status;
  return Client(Client::Connect(connection), options);
}

// What is printed, and what it was made of.
struct Answer {
  const google::protobuf::Message& response;
  const std::string& file;
  const v1::Document& document;
  bool is_first;
  size_t file_count;
  const v1::VerifyQuotesRequest* check = nullptr;      // Of verify.
  const google::protobuf::Message* visible = nullptr;  // Of clean with --removed: all that is seen.
};

// Whether the flags ask for quotations that are IsFurther(); people are told of them otherwise.
bool AsksForFurther() {
  return !absl::GetFlag(FLAGS_attribution_types).empty() || absl::GetFlag(FLAGS_include_unsettled);
}

using PrintAnswer = absl::StatusOr<std::string> (*)(const Answer&);

// A document as it was sent; bytes of a page are read as the service decoded them.
std::string SourceOf(const v1::Document& document) {
  const std::string& bytes = document.has_content() ? document.content() : document.raw_content();
  const auto decoded =
      text::DecodeHtml(bytes, document.has_content() ? "utf-8" : document.charset());
  return decoded.ok() ? decoded->utf8 : bytes;
}

// What cleaning removed of the document, where --removed asks for it; the command is clean then.
std::vector<RemovedRun> RemovedOf(const Answer& answer) {
  const auto* const clean = dynamic_cast<const v1::CleanResponse*>(&answer.response);
  const auto* const visible = dynamic_cast<const v1::CleanResponse*>(answer.visible);
  if (clean == nullptr || visible == nullptr) return {};
  return RemovedRuns(clean->cleaned_document(), visible->cleaned_document());
}

absl::StatusOr<std::string> AsPretty(const Answer& answer) {
  const std::unique_ptr<google::protobuf::Message> shown(answer.response.New());
  shown->CopyFrom(answer.response);
  MakePrintable(shown.get());
  const PrettyOptions options{.color = isatty(STDOUT_FILENO) != 0,
                              .hides_further = !AsksForFurther()};
  return absl::StrCat(
      answer.file_count == 1 ? ""
      : answer.is_first      ? absl::StrCat("== ", Printable(answer.file), "\n\n")
                             : absl::StrCat("\n== ", Printable(answer.file), "\n\n"),
      Pretty(*shown, options),
      absl::GetFlag(FLAGS_removed) ? PrettyRemoved(RemovedOf(answer), options) : "");
}

absl::StatusOr<std::string> AsJson(const Answer& answer) { return ToJson(answer.response, true); }

absl::StatusOr<std::string> AsJsonLine(const Answer& answer) {
  return absl::StrCat("{\"file\":", JsonString(answer.file),
                      ",\"response\":", ToJson(answer.response, false), "}\n");
}

absl::StatusOr<std::string> AsTextProto(const Answer& answer) {
  std::string text;
  google::protobuf::TextFormat::PrintToString(answer.response, &text);
  return text;
}

std::string AsHtmlCheck(const Answer& answer, const v1::VerifyQuotesResponse& response) {
  std::vector<NamedText> sources;
  for (const v1::SourceDocument& source : answer.check->sources())
    sources.push_back({source.source_id(), SourceOf(source.document())});
  return HtmlCheckReport(response, {answer.file, SourceOf(answer.document)}, sources);
}

absl::StatusOr<std::string> AsHtml(const Answer& answer) {
  if (const auto* checked = dynamic_cast<const v1::VerifyQuotesResponse*>(&answer.response))
    return AsHtmlCheck(answer, *checked);
  absl::StatusOr<std::string> part =
      HtmlReportPart(answer.response, answer.file, SourceOf(answer.document), AsksForFurther());
  if (!part.ok() || !answer.is_first) return part;
  return HtmlReportBegin(answer.file_count == 1 ? TitleOf(answer.response, answer.file)
                                                : absl::StrCat(answer.file_count, " documents")) +
         *part;
}

absl::StatusOr<std::string> AsCsv(const Answer& answer) {
  if (absl::GetFlag(FLAGS_removed)) {
    return absl::StrCat(answer.is_first ? RemovedCsvHeader() : "",
                        RemovedCsvRows(RemovedOf(answer), answer.file));
  }
  absl::StatusOr<std::string> rows = CsvRows(answer.response, answer.file);
  if (!rows.ok() || !answer.is_first) return rows;
  return CsvHeader(answer.response) + *rows;
}

absl::StatusOr<std::string> AsText(const Answer& answer) {
  absl::StatusOr<std::string> text = CleanedText(answer.response);
  if (!text.ok() || answer.is_first) return text;
  return "\n" + *text;
}

absl::StatusOr<std::string> AsMarkdown(const Answer& answer) {
  absl::StatusOr<std::string> text = CleanedMarkdown(answer.response);
  if (!text.ok() || answer.is_first) return text;
  return "\n" + *text;
}

absl::StatusOr<PrintAnswer> PrinterFor(const std::string& format) {
  static constexpr std::pair<const char*, PrintAnswer> kPrinters[] = {
      {"pretty", &AsPretty}, {"json", &AsJson}, {"jsonl", &AsJsonLine}, {"textproto", &AsTextProto},
      {"html", &AsHtml},     {"csv", &AsCsv},   {"text", &AsText},      {"markdown", &AsMarkdown}};
  std::vector<std::string> names;
  for (const auto& [name, print] : kPrinters) {
    if (format == name) return print;
    names.emplace_back(name);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("--format: \"", format, "\" is none of ", absl::StrJoin(names, ", ")));
}

// The answer to a document, and with --removed all that is seen of it.
struct Responses {
  std::unique_ptr<google::protobuf::Message> answer;
  std::unique_ptr<google::protobuf::Message> visible{};
};

absl::StatusOr<Responses> CallFor(const Client& client, Rpc rpc, const v1::Document& document,
                                  const RequestOptions& options) {
  auto answer = Call(client, rpc, document, options);
  if (!answer.ok()) return answer.status();
  if (!absl::GetFlag(FLAGS_removed)) return Responses{.answer = *std::move(answer)};
  RequestOptions of_visible = options;
  of_visible.clean.set_profile(v1::CLEAN_PROFILE_VISIBLE_TEXT);
  auto visible = Call(client, Rpc::kClean, document, of_visible);
  if (!visible.ok()) return visible.status();
  return Responses{*std::move(answer), *std::move(visible)};
}

// Answers each file; one that fails is told of and left out.
int RunFiles(const Client& client, Rpc rpc, RequestOptions options,
             const std::vector<std::string>& arguments) {
  const std::string format = absl::GetFlag(FLAGS_format);
  const absl::StatusOr<PrintAnswer> print = PrinterFor(format);
  if (!print.ok()) return Report(print.status());
  const absl::StatusOr<std::vector<std::string>> files = ExpandInputs(arguments);
  if (!files.ok()) return Report(files.status());
  if (format == "html") options.encoding = v1::ENCODING_TYPE_UTF16;  // The page's own unit.
  if ((format == "html" || format == "pretty") && !AsksForFurther()) AskForFurther(&options.quotes);
  const bool is_removed_shown = absl::GetFlag(FLAGS_removed);
  if (is_removed_shown && format != "pretty" && format != "csv") {
    return Report(absl::InvalidArgumentError(
        "--removed is shown by --format=pretty and csv; json has what was removed without it"));
  }
  if (format == "markdown" || is_removed_shown) options.encoding = v1::ENCODING_TYPE_UTF8;
  int exit_code = 0;
  bool is_first = true;
  std::string failures;  // Parts of a report.
  for (const std::string& file : *files) {
    absl::StatusOr<std::string> bytes = ReadInput(file);
    if (!bytes.ok()) {
      exit_code = Report(bytes.status());
      if (format == "html") failures += HtmlReportFailure(bytes.status(), file);
      continue;
    }
    v1::Document document;
    SetDefaults(options.defaults, &document);
    const std::string assumed = SetContent(*std::move(bytes), options.decode_file, &document);
    if (!assumed.empty()) Notice(AssumedCharset(file, assumed));
    const absl::StatusOr<Responses> responses = CallFor(client, rpc, document, options);
    if (!responses.ok()) {
      ReportCall(file, responses.status());
      if (format == "html") failures += HtmlReportFailure(responses.status(), file);
      exit_code = 1;
      continue;
    }
    const auto text = (*print)({.response = *responses->answer,
                                .file = file,
                                .document = document,
                                .is_first = is_first,
                                .file_count = files->size(),
                                .visible = responses->visible.get()});
    if (!text.ok()) return Report(text.status());
    if (absl::Status status = Show(*text); !status.ok()) return Report(status);
    is_first = false;
  }
  if (format != "html" || is_first) return exit_code;
  const absl::Status status = Show(failures + HtmlReportEnd());
  return status.ok() ? exit_code : Report(status);
}

// The file that an error of a check is about: the source that its field names, or the draft.
std::string FileAtFault(const absl::Status& status, const std::vector<std::string>& sources,
                        const std::string& draft) {
  const std::optional<v1::ErrorStatus> details = GetErrorStatus(status);
  const std::string field = details ? ReasonOf(*details).field : "";
  for (size_t k = 0; k < sources.size(); ++k) {
    if (absl::StartsWith(field, absl::StrCat("sources[", k, "]."))) return sources[k];
  }
  return draft;
}

// Checks the draft, the first of `files`, against the sources that flags and the other files name.
int RunVerify(const Client& client, RequestOptions options, const std::vector<std::string>& files) {
  const absl::StatusOr<PrintAnswer> print = PrinterFor(absl::GetFlag(FLAGS_format));
  if (!print.ok()) return Report(print.status());
  if (files.empty()) return Report(absl::InvalidArgumentError("name the draft: verify DRAFT"));
  std::vector<std::string> named =
      absl::StrSplit(absl::GetFlag(FLAGS_source), '\n', absl::SkipEmpty());
  named.insert(named.end(), files.begin() + 1, files.end());
  if (named.empty())
    return Report(absl::InvalidArgumentError("name the draft's sources: --source FILE…"));
  absl::StatusOr<std::vector<std::string>> sources = ExpandInputs(named);
  if (!sources.ok()) return Report(sources.status());
  // A folder of sources may hold the draft.
  std::erase_if(*sources, [&](const std::string& source) {
    std::error_code error;
    return std::filesystem::equivalent(source, files.front(), error);
  });
  if (sources->empty())
    return Report(absl::InvalidArgumentError("the draft is its only source; name others"));
  if (absl::GetFlag(FLAGS_format) == "html") options.encoding = v1::ENCODING_TYPE_UTF16;
  std::vector<std::string> notices;
  absl::StatusOr<v1::VerifyQuotesRequest> request =
      MakeVerifyRequest(files.front(), *sources, options, &notices);
  if (!request.ok()) return Report(request.status());
  for (const std::string& notice : notices) Notice(notice);
  absl::StatusOr<v1::VerifyQuotesResponse> response = client.VerifyQuotes(*request);
  if (!response.ok()) {
    ReportCall(FileAtFault(response.status(), *sources, files.front()), response.status());
    return 1;
  }
  NameSources(*sources, &*request, &*response);
  const auto text = (*print)({*response, files.front(), request->document(), true, 1, &*request});
  if (!text.ok()) return Report(text.status());
  const absl::Status shown = Show(*text);
  return shown.ok() ? 0 : Report(shown);
}

// Size of the input when it is a file, else 0.
size_t InputBytes(const std::string& path) {
  struct stat info {};
  const int failed = path == "-" ? fstat(STDIN_FILENO, &info) : stat(path.c_str(), &info);
  if (failed != 0 || !S_ISREG(info.st_mode)) return 0;
  return static_cast<size_t>(info.st_size);
}

int RunBatchCommand(const Client& client, const RequestOptions& request) {
  const absl::StatusOr<Rpc> rpc = ParseRpc(absl::GetFlag(FLAGS_rpc), "--rpc");
  if (!rpc.ok()) return Report(rpc.status());
  BatchOptions options{.rpc = *rpc,
                       .request = request,
                       .folder = absl::GetFlag(FLAGS_folder),
                       .progress = isatty(STDERR_FILENO) != 0,
                       .total_bytes = InputBytes(absl::GetFlag(FLAGS_input))};
  const std::string input = absl::GetFlag(FLAGS_input);
  std::ifstream file;
  if (input != "-") {
    file.open(input, std::ios::binary);
    if (!file)
      return Report(absl::NotFoundError(
          absl::StrCat("--input: cannot read ", input, ": ", std::strerror(errno))));
  }
  std::ofstream appended;
  if (const std::string path = absl::GetFlag(FLAGS_resume_from); !path.empty()) {
    const absl::StatusOr<int> output = OpenOutput(path, input);
    if (!output.ok()) return Report(output.status());
    absl::StatusOr<std::vector<std::string>> answered = ReadAnswered(path, *rpc);
    if (!answered.ok()) return Report(answered.status());
    // Reading the file gave up a part of the claim.
    if (absl::Status status = ClaimOutput(*output, path, input); !status.ok())
      return Report(status);
    options.answered = *std::move(answered);
    appended.open(path, std::ios::binary | std::ios::app);
    if (!appended) return Report(CannotWrite(path));
  } else {
    const absl::Status status = ClaimOutput(STDOUT_FILENO, "standard output", input);
    if (!status.ok()) return Report(status);
    options.is_for_terminal = isatty(STDOUT_FILENO) != 0;
  }
  const absl::StatusOr<BatchResult> run = RunBatch(
      client, options, file.is_open() ? file : std::cin, appended.is_open() ? appended : std::cout);
  if (!run.ok()) return Report(run.status());
  const BatchResult& result = *run;
  if (result.assumed_charsets > 0)
    Notice(absl::StrCat(result.assumed_charsets, " of ", result.lines,
                        " documents are text that is not UTF-8 and says of no other charset; read "
                        "as windows-1252"));
  if (result.failed > 0)
    std::cerr << "textanalysis: " << result.failed << " of " << result.lines
              << " documents failed\n";
  return result.failed > 0 ? 1 : 0;
}

OptionTexts ReadOptionTexts() {
  return {.encoding = absl::GetFlag(FLAGS_encoding),
          .type = absl::GetFlag(FLAGS_type),
          .language = absl::GetFlag(FLAGS_language),
          .reference_date = absl::GetFlag(FLAGS_reference_date),
          .profile = absl::GetFlag(FLAGS_profile),
          .tier = absl::GetFlag(FLAGS_tier),
          .forms = absl::GetFlag(FLAGS_forms),
          .attribution_types = absl::GetFlag(FLAGS_attribution_types),
          .types = absl::GetFlag(FLAGS_types),
          .min_confidence = absl::GetFlag(FLAGS_min_confidence),
          .include_unsettled = absl::GetFlag(FLAGS_include_unsettled),
          .coreference = absl::GetFlag(FLAGS_coreference)};
}

// --resume-from and --resume_from are the same flag.
void UnderscoreFlags(int argc, char** argv) {
  for (int k = 1; k < argc; ++k) {
    if (argv[k][0] != '-' || argv[k][1] != '-') continue;
    for (char* c = argv[k] + 2; *c != '\0' && *c != '='; ++c) {
      if (*c == '-') *c = '_';
    }
  }
}

// Joins the values of all flags of a name in one, a line each, since a flag keeps its last value.
void JoinValues(const std::string& flag, std::vector<std::string>* arguments) {
  std::string joined;
  std::vector<std::string> rest;
  const auto add = [&joined](absl::string_view path) {
    absl::StrAppend(&joined, joined.empty() ? "" : "\n", path);
  };
  for (size_t k = 0; k < arguments->size(); ++k) {
    absl::string_view argument = (*arguments)[k];
    if (absl::ConsumePrefix(&argument, flag + "=")) {
      add(argument);
    } else if (argument == flag && k + 1 < arguments->size()) {
      add((*arguments)[++k]);
    } else {
      rest.emplace_back(argument);
    }
  }
  if (!joined.empty()) rest.insert(rest.begin() + 1, absl::StrCat(flag, "=", joined));
  *arguments = std::move(rest);
}

// Flags that only some commands go by, with these.
constexpr std::pair<const char*, const char*> kFlagsOfCommands[] = {
    {"forms", "quotes, analyze, batch"},
    {"attribution_types", "quotes, analyze, batch"},
    {"include_unsettled", "quotes, analyze, batch"},
    {"types", "entities, analyze, batch"},
    {"coreference", "entities, analyze, batch"},
    {"min_confidence", "quotes, entities, analyze, batch"},
    {"profile", "clean, quotes, entities, analyze, batch"},
    {"tier", "quotes, entities, analyze, verify, batch"},
    {"dictionary", "quotes, entities, analyze, verify, batch"},
    {"removed", "clean"},
    {"source", "verify"},
    {"rpc", "batch"},
    {"input", "batch"},
    {"folder", "batch"},
    {"resume_from", "batch"}};

// Whether a command goes by a flag of `commands`. Batch goes by its own flags, and of the others by
// those of its method.
bool GoesBy(const std::string& command, const std::vector<std::string>& commands) {
  const auto is_of = [&commands](const std::string& one) {
    return std::find(commands.begin(), commands.end(), one) != commands.end();
  };
  const bool is_shared = command == "batch" && commands.size() > 1;
  return is_of(command) && (!is_shared || is_of(absl::GetFlag(FLAGS_rpc)));
}

// Refuses a flag that the command would not go by, and a time that no call can take.
absl::Status CheckFlagsOf(const std::string& command) {
  if (const absl::Duration deadline = absl::GetFlag(FLAGS_deadline);
      deadline <= absl::ZeroDuration()) {
    return absl::InvalidArgumentError(absl::StrCat("--deadline is ", absl::FormatDuration(deadline),
                                                   "; it must be over 0, such as 30s"));
  }
  const std::string whole =
      command == "batch" ? absl::StrCat("batch --rpc=", absl::GetFlag(FLAGS_rpc)) : command;
  for (const auto& [name, commands] : kFlagsOfCommands) {
    const absl::CommandLineFlag* const flag = absl::FindCommandLineFlag(name);
    const bool is_given = flag->CurrentValue() != flag->DefaultValue();
    if (!is_given || GoesBy(command, absl::StrSplit(commands, ", "))) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, " changes nothing for ", whole, "; it is of ", commands));
  }
  return absl::OkStatus();
}

// What batch takes beside its flags.
absl::Status CheckBatch(size_t files) {
  if (files > 0)
    return absl::InvalidArgumentError(
        "batch takes no file as its argument; name it with --input=FILE, or use < FILE");
  if (const auto rpc = ParseRpc(absl::GetFlag(FLAGS_rpc), "--rpc"); !rpc.ok()) return rpc.status();
  const std::string format = absl::GetFlag(FLAGS_format);
  if (format == "pretty" || format == "jsonl") return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("--format: batch writes JSON lines alone, not \"", format,
                   "\"; the commands that take files and folders write it"));
}

runtime::Program ThisProgram() {
  return {.usage = kUsage,
          .version = "textanalysis " TEXTANALYSIS_VERSION "\n",
          .flags_file = "client/cpp/main.cc",
          .never_empty = {"tls_ca", "tls_certificate", "tls_key", "token_file"}};
}

int Main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);     // A closed pipe is a write error, which is told.
  std::ios::sync_with_stdio(false);  // With it, an input that cannot be read looks like its end.
  UnderscoreFlags(argc, argv);
  std::vector<std::string> given(argv, argv + argc);
  JoinValues("--source", &given);
  JoinValues("--dictionary", &given);
  std::vector<char*> views;
  views.reserve(given.size());
  for (std::string& argument : given) views.push_back(argument.data());
  const absl::StatusOr<std::vector<char*>> parsed =
      runtime::ParseFlags(ThisProgram(), static_cast<int>(views.size()), views.data());
  if (!parsed.ok()) return Report(parsed.status());
  const std::vector<char*>& arguments = *parsed;
  if (arguments.size() < 2) {
    std::cerr << kUsage << "\n";
    return 2;
  }
  const std::string command = arguments[1];
  absl::StatusOr<RequestOptions> options = ParseOptions(ReadOptionTexts());
  if (!options.ok()) return Report(options.status());
  options->decode_file = &DecodePlainText;
  if (command == "batch") {
    if (absl::Status status = CheckBatch(arguments.size() - 2); !status.ok()) return Report(status);
  }
  const bool has_rpc = command != "batch" && command != "verify";
  const absl::StatusOr<Rpc> rpc =
      has_rpc ? ParseRpc(command, "command", ", verify, batch") : Rpc::kAnalyze;
  if (!rpc.ok()) return Report(rpc.status());
  if (absl::Status status = CheckFlagsOf(command); !status.ok()) return Report(status);
  if (absl::Status status = ReadDictionary(&*options); !status.ok()) return Report(status);
  const absl::StatusOr<std::unique_ptr<server::Server>> embedded = StartEmbedded(options->tier);
  if (!embedded.ok()) return Report(embedded.status());
  const absl::StatusOr<Client> client = MakeClient(embedded->get());
  if (!client.ok()) return Report(client.status());
  if (command == "batch") return RunBatchCommand(*client, *options);
  if (absl::Status status = CheckOutputIsFree(STDOUT_FILENO, "standard output"); !status.ok())
    return Report(status);
  if (command == "verify")
    return RunVerify(*client, *options, {arguments.begin() + 2, arguments.end()});
  return RunFiles(*client, *rpc, *options, {arguments.begin() + 2, arguments.end()});
}

}  // namespace
}  // namespace textanalysis::command

// Before all initialisers, since libraries have some that open files.
[[gnu::section(".preinit_array"),
  gnu::used]] static void (*hold_standard_files)() = &textanalysis::runtime::HoldStandardFiles;

int main(int argc, char** argv) {
  try {
    return textanalysis::command::Main(argc, argv);
  } catch (const std::bad_alloc&) {
    std::cerr << "textanalysis: needs more memory than there is; the answers are not complete\n";
    return 1;
  }
}
