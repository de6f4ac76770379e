// Standard input, output and error, which may be closed or full.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_STANDARD_FILES_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_STANDARD_FILES_H_

#include <string_view>

#include "absl/status/status.h"

namespace textanalysis::runtime {

// Keeps the numbers of standard files that are closed from files that are opened later, so that
// nothing is read from or written to these by mistake; the standard files still cannot be read or
// written. To be called before anything is opened, also by initialisers of libraries.
void HoldStandardFiles();

// Writes all of `text` to standard output.
//   Errors: Unavailable, with the system's reason where it gave one.
absl::Status Print(std::string_view text);

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_STANDARD_FILES_H_
