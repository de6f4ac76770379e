// textanalysis clean|quotes|entities|analyze [FILE|FOLDER|PATTERN…|-]
// textanalysis verify DRAFT --source FILE…
// textanalysis batch --rpc=… < in.jsonl > out.jsonl

#include <fcntl.h>
#include <google/protobuf/text_format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "analysis/text/charset.h"
#include "client/cpp/batch.h"
#include "client/cpp/documents.h"
#include "client/cpp/export.h"
#include "client/cpp/inputs.h"
#include "client/cpp/options.h"
#include "client/cpp/pretty.h"
#include "service/server/server.h"
#include "textanalysis/client.h"

ABSL_FLAG(std::string, server, "localhost:50051", "The server, HOST:PORT or any gRPC target.");
ABSL_FLAG(std::string, tls_ca, "",
          "PEM file of the CA that signed the server's certificate; empty: no encryption.");
ABSL_FLAG(std::string, tls_certificate, "", "PEM file of the client's own certificate.");
ABSL_FLAG(std::string, tls_key, "", "PEM file of the key of --tls_certificate.");
ABSL_FLAG(std::string, token_file, "", "File that holds the bearer token.");
ABSL_FLAG(bool, embedded, false, "Serve the call in this process; needs no server.");
ABSL_FLAG(std::string, model, "",
          "Model bundle for --embedded; empty finds the one beside the program.");
ABSL_FLAG(std::string, dictionary, "",
          "File of names that are known beforehand, for --embedded; repeat it for more.");
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
    "pretty, json, jsonl (a line a file), textproto, csv (of quotes, entities, analyze), html (of "
    "analyze), text or markdown (of clean).");
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

int Report(const absl::Status& status) {
  std::cerr << "textanalysis: " << status.message() << "\n";
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

// The in-process server of --embedded; nothing otherwise.
absl::StatusOr<std::unique_ptr<server::Server>> StartEmbedded(v1::ModelTier tier) {
  if (!absl::GetFlag(FLAGS_embedded)) {
    if (absl::GetFlag(FLAGS_dictionary).empty()) return nullptr;
    return absl::InvalidArgumentError(
        "--dictionary needs --embedded; a server has a flag of the same name");
  }
  server::Options options;
  options.address.clear();
  options.model_path = absl::GetFlag(FLAGS_model);
  if (options.model_path.empty()) {
    options.model_path = server::FindModel(
        tier == v1::MODEL_TIER_ACCURATE ? pipeline::Tier::kAccurate : pipeline::Tier::kFast);
  }
  options.dictionary_paths =
      absl::StrSplit(absl::GetFlag(FLAGS_dictionary), '\n', absl::SkipEmpty());
  options.max_document_bytes = size_t{64} << 20;
  options.admission.memory_bytes = size_t{4} << 30;  // One such document at 40 bytes a byte.
  options.queue_limit = 64;
  // Nobody else waits here, so only the call's own deadline ends its wait.
  options.admission.max_wait = absl::GetFlag(FLAGS_deadline);
  options.access_log = false;
  return server::Server::Start(options);
}

// The content of the file that a flag names, or nothing.
absl::StatusOr<std::string> ReadFlagFile(const absl::Flag<std::string>& flag) {
  const std::string path = absl::GetFlag(flag);
  if (path.empty()) return "";
  return ReadInput(path);
}

// The client of the server that the flags name, or of `embedded`.
absl::StatusOr<Client> MakeClient(server::Server* embedded) {
  CallOptions options{.deadline = absl::GetFlag(FLAGS_deadline)};
  if (embedded != nullptr) return Client(embedded->InProcessChannel(), options);
  Connection connection{.target = absl::GetFlag(FLAGS_server)};
  const std::pair<const absl::Flag<std::string>*, std::string*> files[] = {
      {&FLAGS_tls_ca, &connection.tls_ca},
      {&FLAGS_tls_certificate, &connection.tls_certificate},
      {&FLAGS_tls_key, &connection.tls_key},
      {&FLAGS_token_file, &options.token}};
  for (const auto& [flag, out] : files) {
    absl::StatusOr<std::string> content = ReadFlagFile(*flag);
    if (!content.ok()) return content.status();
    *out = *std::move(content);
  }
  absl::StripAsciiWhitespace(&options.token);
  return Client(Client::Connect(connection), options);
}

// What is printed, and what it was made of.
struct Answer {
  const google::protobuf::Message& response;
  const std::string& file;
  const v1::Document& document;
  bool is_first;
  bool is_only;
};

using PrintAnswer = absl::StatusOr<std::string> (*)(const Answer&);

absl::StatusOr<std::string> AsPretty(const Answer& answer) {
  const std::unique_ptr<google::protobuf::Message> shown(answer.response.New());
  shown->CopyFrom(answer.response);
  MakePrintable(shown.get());
  return absl::StrCat(answer.is_only    ? ""
                      : answer.is_first ? absl::StrCat("== ", answer.file, "\n\n")
                                        : absl::StrCat("\n== ", answer.file, "\n\n"),
                      Pretty(*shown, {.color = isatty(STDOUT_FILENO) != 0}));
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

absl::StatusOr<std::string> AsHtml(const Answer& answer) {
  // Bytes of a page are shown as the service decoded them.
  const std::string& bytes = answer.document.raw_content();
  const auto decoded = text::DecodeHtml(bytes, answer.document.charset());
  absl::StatusOr<std::string> part =
      HtmlReportPart(answer.response, answer.file, decoded.ok() ? decoded->utf8 : bytes);
  if (!part.ok() || !answer.is_first) return part;
  return HtmlReportBegin(answer.file) + *part;
}

absl::StatusOr<std::string> AsCsv(const Answer& answer) {
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

absl::Status CannotWrite(const std::string& path) {
  return absl::UnavailableError(absl::StrCat("cannot write ", path, ": ", std::strerror(errno),
                                             "; the answers are not complete"));
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
  if (format == "markdown") options.encoding = v1::ENCODING_TYPE_UTF8;
  int exit_code = 0;
  bool is_first = true;
  for (const std::string& file : *files) {
    absl::StatusOr<std::string> bytes = ReadInput(file);
    if (!bytes.ok()) {
      exit_code = Report(bytes.status());
      continue;
    }
    v1::Document document;
    SetContent(*std::move(bytes), &document);
    const auto response = Call(client, rpc, document, options);
    if (!response.ok()) {
      std::cerr << "textanalysis: " << file << ": " << Explain(response.status()) << "\n";
      exit_code = 1;
      continue;
    }
    const auto text = (*print)({**response, file, document, is_first, files->size() == 1});
    if (!text.ok()) return Report(text.status());
    std::cout << *text;
    is_first = false;
  }
  if (format == "html" && !is_first) std::cout << HtmlReportEnd();
  std::cout.flush();
  return std::cout ? exit_code : Report(CannotWrite("standard output"));
}

// Checks the draft, the first of `files`, against the sources that flags and the other files name.
int RunVerify(const Client& client, const RequestOptions& options,
              const std::vector<std::string>& files) {
  const absl::StatusOr<PrintAnswer> print = PrinterFor(absl::GetFlag(FLAGS_format));
  if (!print.ok()) return Report(print.status());
  if (files.empty()) return Report(absl::InvalidArgumentError("name the draft: verify DRAFT"));
  std::vector<std::string> named =
      absl::StrSplit(absl::GetFlag(FLAGS_source), '\n', absl::SkipEmpty());
  named.insert(named.end(), files.begin() + 1, files.end());
  if (named.empty())
    return Report(absl::InvalidArgumentError("name the draft's sources: --source FILE…"));
  const absl::StatusOr<std::vector<std::string>> sources = ExpandInputs(named);
  if (!sources.ok()) return Report(sources.status());
  const absl::StatusOr<v1::VerifyQuotesRequest> request =
      MakeVerifyRequest(files.front(), *sources, options);
  if (!request.ok()) return Report(request.status());
  const absl::StatusOr<v1::VerifyQuotesResponse> response = client.VerifyQuotes(*request);
  if (!response.ok()) {
    std::cerr << "textanalysis: " << files.front() << ": " << Explain(response.status()) << "\n";
    return 1;
  }
  const auto text = (*print)({*response, files.front(), request->document(), true, true});
  if (!text.ok()) return Report(text.status());
  std::cout << *text;
  std::cout.flush();
  return std::cout ? 0 : Report(CannotWrite("standard output"));
}

// Size of the input when it is a file, else 0.
size_t InputBytes(const std::string& path) {
  struct stat info {};
  const int failed = path == "-" ? fstat(STDIN_FILENO, &info) : stat(path.c_str(), &info);
  if (failed != 0 || !S_ISREG(info.st_mode)) return 0;
  return static_cast<size_t>(info.st_size);
}

// Keeps a second run from writing to the same file; the lock lasts as long as the process.
absl::Status LockOutput(const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  struct stat info {};
  if (file < 0 || fstat(file, &info) != 0) return CannotWrite(path);
  if (!S_ISREG(info.st_mode))
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is not a file; --resume_from needs one"));
  if (flock(file, LOCK_EX | LOCK_NB) == 0) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("another run writes to ", path, "; wait for its end, or name another file"));
}

int RunBatchCommand(const Client& client, const RequestOptions& request) {
  const absl::StatusOr<Rpc> rpc = ParseRpc(absl::GetFlag(FLAGS_rpc), "--rpc");
  if (!rpc.ok()) return Report(rpc.status());
  BatchOptions options{.rpc = *rpc,
                       .request = request,
                       .folder = absl::GetFlag(FLAGS_folder),
                       .progress = isatty(STDERR_FILENO) != 0,
                       .total_bytes = InputBytes(absl::GetFlag(FLAGS_input))};
  std::ifstream file;
  if (const std::string path = absl::GetFlag(FLAGS_input); path != "-") {
    file.open(path, std::ios::binary);
    if (!file)
      return Report(absl::NotFoundError(
          absl::StrCat("--input: cannot read ", path, ": ", std::strerror(errno))));
  }
  std::ofstream appended;
  if (const std::string path = absl::GetFlag(FLAGS_resume_from); !path.empty()) {
    if (absl::Status status = LockOutput(path); !status.ok()) return Report(status);
    absl::StatusOr<std::vector<std::string>> answered = ReadAnswered(path);
    if (!answered.ok()) return Report(answered.status());
    options.answered = *std::move(answered);
    appended.open(path, std::ios::binary | std::ios::app);
    if (!appended) return Report(CannotWrite(path));
  }
  const absl::StatusOr<BatchResult> run = RunBatch(
      client, options, file.is_open() ? file : std::cin, appended.is_open() ? appended : std::cout);
  if (!run.ok()) return Report(run.status());
  const BatchResult& result = *run;
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

int Main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // A closed pipe is a write error, which is told.
  absl::SetProgramUsageMessage(kUsage);
  absl::FlagsUsageConfig usage;
  usage.version_string = [] { return std::string("textanalysis " TEXTANALYSIS_VERSION "\n"); };
  usage.contains_help_flags = [](absl::string_view file) {
    return absl::StrContains(file, "client/cpp/main.cc");
  };
  absl::SetFlagsUsageConfig(usage);
  UnderscoreFlags(argc, argv);
  std::vector<std::string> given(argv, argv + argc);
  JoinValues("--source", &given);
  JoinValues("--dictionary", &given);
  std::vector<char*> views;
  views.reserve(given.size());
  for (std::string& argument : given) views.push_back(argument.data());
  const std::vector<char*> arguments =
      absl::ParseCommandLine(static_cast<int>(views.size()), views.data());
  if (arguments.size() < 2) {
    std::cerr << kUsage << "\n";
    return 2;
  }
  const std::string command = arguments[1];
  const absl::StatusOr<RequestOptions> options = ParseOptions(ReadOptionTexts());
  if (!options.ok()) return Report(options.status());
  if (command == "batch" && arguments.size() > 2)
    return Report(absl::InvalidArgumentError(
        "batch takes no file as its argument; name it with --input=FILE, or use < FILE"));
  const bool has_rpc = command != "batch" && command != "verify";
  const absl::StatusOr<Rpc> rpc =
      has_rpc ? ParseRpc(command, "command", ", verify, batch") : Rpc::kAnalyze;
  if (!rpc.ok()) return Report(rpc.status());
  const absl::StatusOr<std::unique_ptr<server::Server>> embedded = StartEmbedded(options->tier);
  if (!embedded.ok()) return Report(embedded.status());
  const absl::StatusOr<Client> client = MakeClient(embedded->get());
  if (!client.ok()) return Report(client.status());
  if (command == "batch") return RunBatchCommand(*client, *options);
  if (command == "verify")
    return RunVerify(*client, *options, {arguments.begin() + 2, arguments.end()});
  return RunFiles(*client, *rpc, *options, {arguments.begin() + 2, arguments.end()});
}

}  // namespace
}  // namespace textanalysis::command

int main(int argc, char** argv) { return textanalysis::command::Main(argc, argv); }
