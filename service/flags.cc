#include "service/flags.h"

#include <cstdlib>
#include <filesystem>
#include <string>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/reflection.h"
#include "absl/flags/usage.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

ABSL_FLAG(std::string, address, "127.0.0.1:50051",
          "Address to listen on, HOST:PORT; port 0 picks a free one.");
ABSL_FLAG(std::string, model, "",
          "Path of the model bundle; empty finds the one beside the program.");
ABSL_FLAG(int, max_document_bytes, 1 << 20, "Largest document, in bytes; 1 to 67108864.");
ABSL_FLAG(int, workers, 0, "Threads that analyse; 0 takes the CPU quota.");
ABSL_FLAG(int, queue_limit, 0, "Calls that may wait for a worker; 0 takes four for each worker.");
ABSL_FLAG(int, stream_window, 16, "Unanswered items of one stream; 1 to 1024.");
ABSL_FLAG(absl::Duration, max_connection_age, absl::Minutes(5),
          "Age at which a connection is closed gracefully.");
ABSL_FLAG(absl::Duration, drain_delay, absl::Seconds(5),
          "Time from SIGTERM during which calls are still served.");
ABSL_FLAG(absl::Duration, drain_timeout, absl::Seconds(20),
          "Time that calls under way then have to end.");
ABSL_FLAG(bool, reflection, true, "Serve gRPC reflection.");
ABSL_FLAG(bool, access_log, true, "Log one line a call.");

namespace textanalysis {
namespace {

constexpr const char* kFlagNames[] = {
    "address",       "model",         "max_document_bytes", "workers",
    "queue_limit",   "stream_window", "max_connection_age", "drain_delay",
    "drain_timeout", "reflection",    "access_log"};

absl::Status ReadEnvironment() {
  for (const char* name : kFlagNames) {
    const std::string variable = absl::StrCat("TEXTANALYSIS_", absl::AsciiStrToUpper(name));
    const char* value = std::getenv(variable.c_str());
    if (value == nullptr) continue;
    std::string error;
    if (!absl::FindCommandLineFlag(name)->ParseFrom(value, &error)) {
      return absl::InvalidArgumentError(absl::StrCat(variable, " cannot be read: ", error));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<size_t> InRange(const char* name, int value, int low, int high) {
  if (value >= low && value <= high) return static_cast<size_t>(value);
  return absl::InvalidArgumentError(
      absl::StrCat("--", name, " is ", value, "; it must be in [", low, ", ", high, "]"));
}

// Where the build and an installation put the bundle, seen from the program.
std::string FindModel(const char* program) {
  std::error_code error;
  std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) self = program;
  const std::filesystem::path folder = self.parent_path();
  for (const char* place : {"../share/textanalysis/textanalysis.bundle", "../textanalysis.bundle",
                            "../../textanalysis.bundle"}) {
    if (std::filesystem::exists(folder / place))
      return std::filesystem::weakly_canonical(folder / place);
  }
  return "textanalysis.bundle";
}

}  // namespace

absl::StatusOr<ServerFlags> ReadServerFlags(int argc, char** argv) {
  absl::SetProgramUsageMessage("Serves textanalysis.v1.TextAnalysisService over gRPC.");
  if (absl::Status status = ReadEnvironment(); !status.ok()) return status;
  absl::ParseCommandLine(argc, argv);
  ServerFlags flags;
  server::Options& options = flags.options;
  struct Limit {
    const char* name;
    int value, low, high;
    size_t* out;
  };
  const Limit limits[] = {
      {"max_document_bytes", absl::GetFlag(FLAGS_max_document_bytes), 1, 64 << 20,
       &options.max_document_bytes},
      {"workers", absl::GetFlag(FLAGS_workers), 0, 1024, &options.num_workers},
      {"queue_limit", absl::GetFlag(FLAGS_queue_limit), 0, 1 << 20, &options.queue_limit},
      {"stream_window", absl::GetFlag(FLAGS_stream_window), 1, 1024, &options.stream_window}};
  for (const Limit& limit : limits) {
    const absl::StatusOr<size_t> value = InRange(limit.name, limit.value, limit.low, limit.high);
    if (!value.ok()) return value.status();
    *limit.out = *value;
  }
  options.address = absl::GetFlag(FLAGS_address);
  options.model_path =
      absl::GetFlag(FLAGS_model).empty() ? FindModel(argv[0]) : absl::GetFlag(FLAGS_model);
  options.max_connection_age = absl::GetFlag(FLAGS_max_connection_age);
  options.reflection = absl::GetFlag(FLAGS_reflection);
  options.access_log = absl::GetFlag(FLAGS_access_log);
  flags.drain_delay = absl::GetFlag(FLAGS_drain_delay);
  flags.drain_timeout = absl::GetFlag(FLAGS_drain_timeout);
  return flags;
}

}  // namespace textanalysis
