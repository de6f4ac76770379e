// What the system says of this process.

#ifndef TEXTANALYSIS_SERVICE_TELEMETRY_PROCESS_H_
#define TEXTANALYSIS_SERVICE_TELEMETRY_PROCESS_H_

namespace textanalysis::telemetry {

// Numbers as Prometheus wants them: seconds and bytes. 0 for what the system does not tell.
struct Process {
  double cpu_seconds = 0;    // User and system.
  double start_seconds = 0;  // Since the epoch.
  double resident_bytes = 0;
  double virtual_bytes = 0;
  double threads = 0;
  double open_files = 0;
  double max_files = 0;
};

// Reads /proc/self; takes some 50 µs.
Process ReadProcess();

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_SERVICE_TELEMETRY_PROCESS_H_
