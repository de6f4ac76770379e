#include "service/flags.h"

#include <re2/re2.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/reflection.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "service/runtime/command_line.h"
#include "service/runtime/listener.h"
#include "service/security/peer_names.h"

ABSL_FLAG(std::string, address, "127.0.0.1:50051",
          "Address of the gRPC port, HOST:PORT; port 0 picks a free one.");
ABSL_FLAG(std::string, http_address, "", "Address of the HTTP/JSON port; empty serves none.");
ABSL_FLAG(std::string, metrics_address, "", "Address of GET /metrics; empty serves none.");
ABSL_FLAG(std::string, http_cors_origin, "",
          "Origin that browsers may call the HTTP/JSON port from; empty allows none.");
ABSL_FLAG(std::string, model, "",
          "Path of the model bundle; empty finds the one beside the program.");
ABSL_FLAG(std::string, accurate_model, "",
          "Path of a second model bundle, of the accurate tier; empty serves the first alone.");
ABSL_FLAG(std::string, model_tier, "",
          "fast or accurate: the models of requests that name no tier; empty takes --model's.");
ABSL_FLAG(std::vector<std::string>, dictionary, {},
          "Files of names that are known beforehand, with commas; empty knows none.");
ABSL_FLAG(int, max_document_bytes, 0,
          "Largest document, in bytes; 1 to 67108864. 0 takes 8 MiB, or what --memory_mib holds at "
          "40 bytes a byte where that is less.");
ABSL_FLAG(int, workers, 0, "Threads that analyse; 0 takes the CPU quota.");
ABSL_FLAG(int, queue_limit, 0, "Calls that may wait for a worker; 0 takes four for each worker.");
ABSL_FLAG(absl::Duration, max_queue_wait, absl::Seconds(5),
          "Longest that a call waits for a worker; one that would is refused at once.");
ABSL_FLAG(
    int, memory_mib, 1024,
    "Memory that the documents under way may need together, at 40 bytes a byte; 64 to 1048576.");
ABSL_FLAG(int, stream_window, 16, "Unanswered items of one stream; 1 to 1024.");
ABSL_FLAG(int, max_concurrent_streams, 256, "Calls at a time on one connection; 1 to 65536.");
ABSL_FLAG(
    int, max_connections, 2048,
    "Connections of each port; one too many takes the place of the longest idle; 16 to 65536.");
ABSL_FLAG(int, transport_memory_mib, 128,
          "Memory of the transport's buffers, beyond which it slows senders and resets uploads; 16 "
          "to 65536.");
ABSL_FLAG(absl::Duration, max_connection_age, absl::Minutes(5),
          "Age at which a connection is closed gracefully.");
ABSL_FLAG(absl::Duration, write_limit, absl::Seconds(30),
          "Time within which a caller must read an answer; one that does not is dropped.");
ABSL_FLAG(absl::Duration, silence_limit, absl::Minutes(10),
          "Time without a message after which a stream that holds sources is cancelled.");
ABSL_FLAG(absl::Duration, keepalive_time, absl::Minutes(2),
          "Quiet time after which a connection is probed.");
ABSL_FLAG(absl::Duration, stuck_after, absl::Minutes(2),
          "Time on one document after which liveness fails.");
ABSL_FLAG(absl::Duration, drain_delay, absl::Seconds(5),
          "Time from SIGTERM during which calls are still served.");
ABSL_FLAG(absl::Duration, drain_timeout, absl::Seconds(20),
          "Time that calls under way then have to end.");
ABSL_FLAG(std::string, tls_certificate, "", "PEM file of the certificate and its chain.");
ABSL_FLAG(std::string, tls_key, "", "PEM file of the certificate's key.");
ABSL_FLAG(std::string, tls_client_ca, "",
          "PEM file of the CA that clients' certificates must be signed by; empty asks for none.");
ABSL_FLAG(
    std::vector<std::string>, tls_allowed_names, {},
    "Subject alternative names of the clients that may call; empty allows all that are signed.");
ABSL_FLAG(
    std::string, token_file, "",
    "File of \"SHA256 NAME\" lines, of the bearer tokens that may call; empty asks for none.");
ABSL_FLAG(absl::Duration, reload_interval, absl::Seconds(10),
          "How often certificates, tokens and dictionaries are read anew; SIGHUP does it at once.");
ABSL_FLAG(bool, allow_plaintext, false, "Serve addresses other than loopback without encryption.");
ABSL_FLAG(bool, allow_public_metrics, false, "Serve metrics on addresses other than loopback.");
ABSL_FLAG(bool, health, true, "Serve gRPC health checks, without a token.");
ABSL_FLAG(bool, page, true, "Serve the page at /, without a token, on the HTTP/JSON port.");
ABSL_FLAG(bool, reflection, true, "Serve gRPC reflection, without a token.");
ABSL_FLAG(bool, channelz, false, "Serve gRPC channelz.");
ABSL_FLAG(bool, access_log, true, "Log one line a call.");
ABSL_FLAG(std::string, otlp_endpoint, "",
          "HOST:PORT of an OpenTelemetry collector's gRPC port; empty exports no spans.");

namespace textanalysis {
namespace {

const runtime::Program& ThisProgram() {
  static const runtime::Program kProgram{
      .usage =
          "Serves textanalysis.v1.TextAnalysisService over gRPC.\n"
          "Each flag may be given as an environment variable: TEXTANALYSIS_MAX_DOCUMENT_BYTES.",
      .version = "textanalysis_server " TEXTANALYSIS_VERSION " (" __VERSION__ ")\n",
      .flags_file = "service/flags.cc",
      .never_empty = {"tls_certificate", "tls_key", "tls_client_ca", "tls_allowed_names",
                      "token_file"}};
  return kProgram;
}

constexpr absl::string_view kPrefix = "TEXTANALYSIS_";
constexpr size_t kBytesPerMib = size_t{1} << 20;
constexpr size_t kDefaultDocumentBytes = 8 * kBytesPerMib;

std::string VariableOf(absl::string_view flag) {
  return absl::StrCat(kPrefix, absl::AsciiStrToUpper(flag));
}

// What follows this program's name in a variable's, however that is written: "token_file" of
// "TEXTANALYSIS_token_file" and "Text_Analysis_token_file". Nothing of other variables.
std::optional<absl::string_view> AfterName(absl::string_view variable) {
  size_t at = 0;
  const auto skip_marks = [&] {
    while (at < variable.size() && !absl::ascii_isalnum(variable[at])) ++at;
  };
  for (const char letter : absl::string_view("TEXTANALYSIS")) {
    skip_marks();
    if (at == variable.size() || absl::ascii_toupper(variable[at++]) != letter) return std::nullopt;
  }
  skip_marks();
  return variable.substr(at);
}

// Whether a flag's name is written so, but for case and underscores.
bool IsNearlyFlag(absl::string_view name) {
  const auto letters = [](absl::string_view word) {
    return absl::AsciiStrToLower(absl::StrReplaceAll(word, {{"_", ""}}));
  };
  const auto flags = absl::GetAllFlags();
  return std::any_of(flags.begin(), flags.end(), [&](const auto& flag) {
    return ThisProgram().Defines(flag.second->Filename()) && letters(flag.first) == letters(name);
  });
}

// Kubernetes describes each Service of a namespace in variables: TEXTANALYSIS_SERVICE_HOST,
// TEXTANALYSIS_PORT_50051_TCP_ADDR. One that begins with a flag's is of a Service only if its value
// may be: a protocol, a port or an address.
bool IsOfAService(absl::string_view variable, absl::string_view value) {
  static const re2::RE2 kOfAService(
      "([A-Z0-9_]+?)_(?:SERVICE_HOST|SERVICE_PORT(?:_.*)?|PORT(?:_\\d+_(?:TCP|UDP|SCTP).*)?)");
  static const re2::RE2 kValue("(?:tcp|udp|sctp)(?:://.*)?|[0-9.]+|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
  std::string service;
  if (!re2::RE2::FullMatch({variable.data(), variable.size()}, kOfAService, &service)) return false;
  const auto name = AfterName(service);
  return !(name && IsNearlyFlag(*name)) ||
         re2::RE2::FullMatch({value.data(), value.size()}, kValue);
}

// A variable that no flag has ends the start: it may be a misspelt --token_file.
absl::Status CheckVariables() {
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::pair<absl::string_view, absl::string_view> parts =
        absl::StrSplit(*entry, absl::MaxSplits('=', 1));
    const auto& [variable, value] = parts;
    const std::optional<absl::string_view> name = AfterName(variable);
    if (!name || IsOfAService(variable, value)) continue;
    const std::string flag = absl::AsciiStrToLower(*name);
    const absl::CommandLineFlag* const found = absl::FindCommandLineFlag(flag);
    const bool is_known = found != nullptr && ThisProgram().Defines(found->Filename());
    if (is_known && variable == VariableOf(flag)) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("no flag has the variable ", variable, "; ",
                     runtime::Guess(ThisProgram(), flag, &VariableOf)));
  }
  return absl::OkStatus();
}

// Reads the environment's values into the flags defined above.
absl::Status ReadEnvironment() {
  if (absl::Status status = CheckVariables(); !status.ok()) return status;
  for (const auto& [name, flag] : absl::GetAllFlags()) {
    if (!ThisProgram().Defines(flag->Filename())) continue;
    const std::string variable = VariableOf(name);
    const char* value = std::getenv(variable.c_str());
    if (value == nullptr) continue;
    if (*value == '\0' && !ThisProgram().MayBeEmpty(name))
      return absl::InvalidArgumentError(
          absl::StrCat(variable, " is empty; give it a value, or unset it where none is meant"));
    std::string error;
    if (!flag->ParseFrom(value, &error)) {
      return absl::InvalidArgumentError(absl::StrCat(variable, " cannot be read: ", error));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckArguments(const std::vector<char*>& arguments) {
  if (arguments.size() < 2) return absl::OkStatus();
  const absl::string_view first = arguments[1];
  const absl::string_view name = first.substr(0, first.find('='));
  return absl::InvalidArgumentError(absl::StrCat(
      "\"", first, "\" is no flag; ",
      runtime::Guess(ThisProgram(), name,
                     [](absl::string_view flag) { return absl::StrCat("--", flag, "=…"); })));
}

absl::Status CheckAddresses(const server::Options& options) {
  for (const auto& [flag, address] : {std::pair("address", options.address),
                                      {"http_address", options.http_address},
                                      {"metrics_address", options.metrics_address}}) {
    if (address.empty() || runtime::ParseAddress(address)) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "--", flag, "=", address, " is not HOST:PORT or [HOST]:PORT with a port in [0, 65535]"));
  }
  if (!options.address.empty() || !options.http_address.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError("nothing would be served; give --address or --http_address");
}

// What other machines are told or asked by: an origin for browsers, and a collector.
absl::Status CheckPeers(const server::Options& options) {
  static const re2::RE2 kOrigin(R"(\*|https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?)");
  if (!options.cors_origin.empty() && !re2::RE2::FullMatch(options.cors_origin, kOrigin)) {
    return absl::InvalidArgumentError(absl::StrCat("--http_cors_origin=", options.cors_origin,
                                                   " is no origin such as https://desk.example"));
  }
  if (!options.cors_origin.empty() && options.http_address.empty())
    return absl::InvalidArgumentError("--http_cors_origin needs --http_address");
  const auto collector = runtime::ParseAddress(options.otlp_endpoint);
  if (options.otlp_endpoint.empty() ||
      (collector && !collector->host.empty() && collector->port != 0))
    return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("--otlp_endpoint=", options.otlp_endpoint,
                   " is not HOST:PORT or [HOST]:PORT with a port in [1, 65535]"));
}

absl::StatusOr<size_t> InRange(const char* name, int value, int low, int high) {
  if (value >= low && value <= high) return static_cast<size_t>(value);
  return absl::InvalidArgumentError(
      absl::StrCat("--", name, " is ", value, "; it must be in [", low, ", ", high, "]"));
}

absl::Status CheckDuration(const char* name, absl::Duration value) {
  if (value > absl::ZeroDuration() && value <= absl::Hours(24)) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat("--", name, " is ", absl::FormatDuration(value),
                                                 "; it must be over 0 and at most 24h"));
}

absl::Status ReadSizes(server::Options* options) {
  size_t memory_mib = 0, transport_mib = 0;
  struct Limit {
    const char* name;
    int value, low, high;
    size_t* out;
  };
  const Limit limits[] = {
      {"max_document_bytes", absl::GetFlag(FLAGS_max_document_bytes), 0, 64 << 20,
       &options->max_document_bytes},
      {"workers", absl::GetFlag(FLAGS_workers), 0, 1024, &options->num_workers},
      {"queue_limit", absl::GetFlag(FLAGS_queue_limit), 0, 1 << 20, &options->queue_limit},
      {"memory_mib", absl::GetFlag(FLAGS_memory_mib), 64, 1 << 20, &memory_mib},
      {"stream_window", absl::GetFlag(FLAGS_stream_window), 1, 1024, &options->stream_window},
      {"max_concurrent_streams", absl::GetFlag(FLAGS_max_concurrent_streams), 1, 1 << 16,
       &options->max_concurrent_streams},
      {"max_connections", absl::GetFlag(FLAGS_max_connections), 16, 1 << 16,
       &options->max_connections},
      {"transport_memory_mib", absl::GetFlag(FLAGS_transport_memory_mib), 16, 1 << 16,
       &transport_mib}};
  for (const Limit& limit : limits) {
    const absl::StatusOr<size_t> value = InRange(limit.name, limit.value, limit.low, limit.high);
    if (!value.ok()) return value.status();
    *limit.out = *value;
  }
  options->admission.memory_bytes = memory_mib * kBytesPerMib;
  const size_t largest = options->admission.memory_bytes / admission::kMemoryPerDocumentByte;
  if (options->max_document_bytes == 0)
    options->max_document_bytes = std::min(kDefaultDocumentBytes, largest);
  if (options->max_document_bytes > largest) {
    return absl::InvalidArgumentError(
        absl::StrCat("--memory_mib=", memory_mib, " holds documents of at most ", largest,
                     " bytes; lower --max_document_bytes, or raise --memory_mib"));
  }
  options->transport_memory_bytes = transport_mib << 20;
  return absl::OkStatus();
}

absl::Status ReadModels(server::Options* options) {
  options->model_path =
      absl::GetFlag(FLAGS_model).empty() ? server::FindModel() : absl::GetFlag(FLAGS_model);
  options->accurate_model_path = absl::GetFlag(FLAGS_accurate_model);
  options->dictionary_paths = absl::GetFlag(FLAGS_dictionary);
  const std::string tier = absl::GetFlag(FLAGS_model_tier);
  if (tier.empty()) return absl::OkStatus();
  for (const pipeline::Tier known : {pipeline::Tier::kFast, pipeline::Tier::kAccurate}) {
    if (tier == pipeline::NameOf(known)) options->default_tier = known;
  }
  if (options->default_tier) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("--model_tier is ", tier, "; it must be fast or accurate"));
}

absl::Status ReadDurations(server::Options* options) {
  options->admission.max_wait = absl::GetFlag(FLAGS_max_queue_wait);
  options->max_connection_age = absl::GetFlag(FLAGS_max_connection_age);
  options->write_limit = absl::GetFlag(FLAGS_write_limit);
  options->silence_limit = absl::GetFlag(FLAGS_silence_limit);
  options->keepalive_time = absl::GetFlag(FLAGS_keepalive_time);
  options->stuck_after = absl::GetFlag(FLAGS_stuck_after);
  options->reload_interval = absl::GetFlag(FLAGS_reload_interval);
  for (const auto& [name, value] : {std::pair("max_queue_wait", options->admission.max_wait),
                                    {"max_connection_age", options->max_connection_age},
                                    {"write_limit", options->write_limit},
                                    {"silence_limit", options->silence_limit},
                                    {"keepalive_time", options->keepalive_time},
                                    {"stuck_after", options->stuck_after},
                                    {"reload_interval", options->reload_interval}}) {
    if (absl::Status status = CheckDuration(name, value); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status ReadSecurity(server::Options* options) {
  options->certificates = {absl::GetFlag(FLAGS_tls_certificate), absl::GetFlag(FLAGS_tls_key),
                           absl::GetFlag(FLAGS_tls_client_ca)};
  if (options->certificates.certificate.empty() != options->certificates.key.empty())
    return absl::InvalidArgumentError("--tls_certificate and --tls_key belong together");
  const std::vector<std::string> names = absl::GetFlag(FLAGS_tls_allowed_names);
  for (const std::string& name : names) {
    if (absl::StripAsciiWhitespace(name).empty())
      return absl::InvalidArgumentError("--tls_allowed_names has an empty name; leave it out");
    options->allowed_names.insert(security::AllowedName(name));
  }
  const std::string& client_ca = options->certificates.client_ca;
  if (options->certificates.certificate.empty() && !client_ca.empty())
    return absl::InvalidArgumentError("--tls_client_ca needs --tls_certificate");
  if (!names.empty() && client_ca.empty())
    return absl::InvalidArgumentError("--tls_allowed_names needs --tls_client_ca");
  options->token_file = absl::GetFlag(FLAGS_token_file);
  options->allow_plaintext = absl::GetFlag(FLAGS_allow_plaintext);
  options->allow_public_metrics = absl::GetFlag(FLAGS_allow_public_metrics);
  options->health = absl::GetFlag(FLAGS_health);
  options->page = absl::GetFlag(FLAGS_page);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ServerFlags> ReadServerFlags(int argc, char** argv) {
  if (absl::Status status = ReadEnvironment(); !status.ok()) return status;
  const absl::StatusOr<std::vector<char*>> arguments =
      runtime::ParseFlags(ThisProgram(), argc, argv);
  if (!arguments.ok()) return arguments.status();
  if (absl::Status status = CheckArguments(*arguments); !status.ok()) return status;
  ServerFlags flags;
  for (auto read : {&ReadModels, &ReadSizes, &ReadDurations, &ReadSecurity}) {
    if (absl::Status status = read(&flags.options); !status.ok()) return status;
  }
  server::Options& options = flags.options;
  options.address = absl::GetFlag(FLAGS_address);
  options.http_address = absl::GetFlag(FLAGS_http_address);
  options.metrics_address = absl::GetFlag(FLAGS_metrics_address);
  options.cors_origin = absl::GetFlag(FLAGS_http_cors_origin);
  options.reflection = absl::GetFlag(FLAGS_reflection);
  options.channelz = absl::GetFlag(FLAGS_channelz);
  options.access_log = absl::GetFlag(FLAGS_access_log);
  options.otlp_endpoint = absl::GetFlag(FLAGS_otlp_endpoint);
  for (auto check : {&CheckAddresses, &CheckPeers}) {
    if (absl::Status status = check(options); !status.ok()) return status;
  }
  flags.drain_delay = absl::GetFlag(FLAGS_drain_delay);
  flags.drain_timeout = absl::GetFlag(FLAGS_drain_timeout);
  for (const auto& [name, value] :
       {std::pair("drain_delay", flags.drain_delay), {"drain_timeout", flags.drain_timeout}}) {
    if (value >= absl::ZeroDuration() && value <= absl::Hours(24)) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("--", name, " is ", absl::FormatDuration(value), "; it must be in [0, 24h]"));
  }
  return flags;
}

}  // namespace textanalysis
