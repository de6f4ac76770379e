// Small files that are read anew while the server runs: certificates, keys, tokens.

#ifndef TEXTANALYSIS_SERVICE_SECURITY_FILES_H_
#define TEXTANALYSIS_SERVICE_SECURITY_FILES_H_

#include <string>

#include "absl/status/statusor.h"

namespace textanalysis::security {

// Reads the file at `path`, of at most 4 MiB.
//   Errors: NotFound, FailedPrecondition for a directory or a file that is too large; the message
//   names the path.
absl::StatusOr<std::string> ReadFile(const std::string& path);

}  // namespace textanalysis::security

#endif  // TEXTANALYSIS_SERVICE_SECURITY_FILES_H_
