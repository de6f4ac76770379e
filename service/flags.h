// The server's flags, with environment variables as their equivalents.

#ifndef TEXTANALYSIS_SERVICE_FLAGS_H_
#define TEXTANALYSIS_SERVICE_FLAGS_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/server/server.h"

namespace textanalysis {

// What main() needs.
struct ServerFlags {
  server::Options options;
  absl::Duration drain_delay;
  absl::Duration drain_timeout;
};

// Reads the flags; one that is absent is read from the environment: --max_document_bytes from
// TEXTANALYSIS_MAX_DOCUMENT_BYTES. Prints --help and --version and ends the process.
//   Errors: InvalidArgument for a flag or an environment variable that is unknown, cannot be read or
//   is out of range.
absl::StatusOr<ServerFlags> ReadServerFlags(int argc, char** argv);

}  // namespace textanalysis

#endif  // TEXTANALYSIS_SERVICE_FLAGS_H_
