// textanalysis_server: flags → Options → Server, until SIGTERM or SIGINT; a second one ends it at
// once.

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

#include "service/flags.h"
#include "service/runtime/listener.h"
#include "service/runtime/thread_name.h"
#include "service/server/server.h"
#include "service/telemetry/log.h"

namespace {

constexpr int kExitBySecondSignal = 130;

// gRPC's own messages may quote bytes that a peer sent: told by place alone.
void LogGrpc(gpr_log_func_args* call) {
  textanalysis::telemetry::Log(gpr_log_severity_string(call->severity), "transport",
                               {{"file", call->file}, {"line", std::to_string(call->line)}});
}

int WaitForSignal(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
  return signal;
}

}  // namespace

int main(int argc, char** argv) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals,
                  nullptr);  // Before any thread, so that only sigwait sees them.
  std::signal(SIGPIPE, SIG_IGN);
  textanalysis::runtime::RaiseFileLimit();
  gpr_set_log_function(&LogGrpc);
  google::protobuf::SetLogHandler(nullptr);

  const auto flags = textanalysis::ReadServerFlags(argc, argv);
  if (!flags.ok()) {
    std::cerr << "textanalysis_server: " << flags.status().message() << "\n";
    return 2;
  }
  auto server = textanalysis::server::Server::Start(flags->options);
  if (!server.ok()) {
    std::cerr << "textanalysis_server: " << server.status().message() << "\n";
    return 1;
  }
  textanalysis::telemetry::Log("INFO", "serving",
                               {{"port", std::to_string((*server)->port())},
                                {"http_port", std::to_string((*server)->http_port())},
                                {"metrics_port", std::to_string((*server)->metrics_port())},
                                {"version", TEXTANALYSIS_VERSION}});
  const int signal = WaitForSignal(signals);
  textanalysis::telemetry::Log("INFO", "draining", {{"signal", std::to_string(signal)}});
  std::thread([signals] {
    textanalysis::runtime::NameThisThread("second-signal");
    WaitForSignal(signals);
    std::_Exit(kExitBySecondSignal);
  }).detach();
  (*server)->Drain(flags->drain_delay, flags->drain_timeout);
  textanalysis::telemetry::Log("INFO", "stopped", {});
  return 0;
}
