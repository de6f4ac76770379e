// textanalysis_server: flags → Options → Server, until SIGTERM or SIGINT; a second one ends it at
// once. SIGHUP reads certificates, tokens and dictionaries anew.

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>
#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>

#include "absl/time/clock.h"
#include "service/flags.h"
#include "service/runtime/listener.h"
#include "service/runtime/standard_files.h"
#include "service/runtime/thread_name.h"
#include "service/server/server.h"
#include "service/telemetry/log.h"

namespace {

namespace telemetry = textanalysis::telemetry;

constexpr int kExitBySecondSignal = 130;
constexpr int kExitLate = 1;
constexpr size_t kMaxGrpcText = 300;
constexpr absl::Duration kFlushTime = absl::Seconds(1);

const char* SeverityOf(gpr_log_severity severity) {
  return severity == GPR_LOG_SEVERITY_ERROR  ? "ERROR"
         : severity == GPR_LOG_SEVERITY_INFO ? "INFO"
                                             : "DEBUG";
}

// gRPC's own messages may quote bytes that a peer sent, so all but those of failed handshakes, which
// quote addresses and OpenSSL, are told by their place alone.
void LogGrpc(gpr_log_func_args* call) {
  telemetry::Fields fields = {{"file", call->file}, {"line", call->line}};
  const std::string_view file = call->file;
  if (file.find("/tsi/") != std::string_view::npos ||
      file.find("chttp2_server") != std::string_view::npos) {
    std::string text = std::string(call->message).substr(0, kMaxGrpcText);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    fields.emplace("error", text);
  }
  telemetry::Log(SeverityOf(call->severity), "transport", fields);
}

int WaitForSignal(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
  return signal;
}

// A line of JSON for programs, and a plain one for a person at a terminal.
int FailToStart(const absl::Status& status, int code) {
  if (isatty(STDERR_FILENO) != 0) {
    std::cerr << "textanalysis_server: " << status.message() << "\n";
    return code;
  }
  telemetry::Log("ERROR", "cannot start", {{"error", std::string(status.message())}});
  telemetry::FlushLog(kFlushTime);
  return code;
}

// Keeps the heap near what is in use: large blocks go back to the system at once, and threads share
// a few arenas.
void LimitHeap() {
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
  // What an article takes and gives back is not asked of the system each time.
  mallopt(M_TRIM_THRESHOLD, 2 << 20);
  mallopt(M_ARENA_MAX, 4);
}

// Ends the process when a drain takes longer than it may, or at a second signal.
void LimitDrain(const sigset_t& signals, absl::Duration limit) {
  std::thread([signals] {
    textanalysis::runtime::NameThisThread("second-signal");
    while (WaitForSignal(signals) == SIGHUP) continue;
    std::_Exit(kExitBySecondSignal);
  }).detach();
  std::thread([limit] {
    textanalysis::runtime::NameThisThread("drain-limit");
    absl::SleepFor(limit);
    telemetry::Log("ERROR", "calls outlasted the drain", {});
    telemetry::FlushLog(kFlushTime / 4);
    std::_Exit(kExitLate);
  }).detach();
}

// Before all initialisers, since libraries have some that open files.
[[gnu::section(".preinit_array"),
  gnu::used]] void (*hold_standard_files)() = &textanalysis::runtime::HoldStandardFiles;

}  // namespace

int main(int argc, char** argv) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals,
                  nullptr);  // Before any thread, so that only sigwait sees them.
  std::signal(SIGPIPE, SIG_IGN);
  textanalysis::runtime::RaiseFileLimit();
  gpr_set_log_function(&LogGrpc);
  google::protobuf::SetLogHandler(nullptr);

  LimitHeap();
  const auto flags = textanalysis::ReadServerFlags(argc, argv);
  if (!flags.ok()) return FailToStart(flags.status(), 2);
  auto server = textanalysis::server::Server::Start(flags->options);
  if (!server.ok()) return FailToStart(server.status(), 1);
  telemetry::Log("INFO", "serving",
                 {{"port", (*server)->port()},
                  {"http_port", (*server)->http_port()},
                  {"metrics_port", (*server)->metrics_port()},
                  {"version", TEXTANALYSIS_VERSION}});
  int signal = WaitForSignal(signals);
  for (; signal == SIGHUP; signal = WaitForSignal(signals)) (*server)->ReloadSoon();
  telemetry::Log("INFO", "draining", {{"signal", signal}});
  LimitDrain(signals, flags->drain_delay + flags->drain_timeout);
  (*server)->Drain(flags->drain_delay, flags->drain_timeout);
  server->reset();
  telemetry::Log("INFO", "stopped", {});
  telemetry::FlushLog(kFlushTime);
  return 0;
}
