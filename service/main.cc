// textanalysis_server: flags → Options → Server, until SIGTERM or SIGINT.

#include <csignal>
#include <iostream>
#include <string>

#include "service/flags.h"
#include "service/server/server.h"
#include "service/telemetry/log.h"

int main(int argc, char** argv) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals,
                  nullptr);  // Before any thread, so that only sigwait sees them.

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
  textanalysis::telemetry::Log("INFO", "serving", {{"port", std::to_string((*server)->port())}});
  int signal = 0;
  sigwait(&signals, &signal);
  textanalysis::telemetry::Log("INFO", "draining", {{"signal", std::to_string(signal)}});
  (*server)->Drain(flags->drain_delay, flags->drain_timeout);
  textanalysis::telemetry::Log("INFO", "stopped", {});
  return 0;
}
