// The file that a batch writes to.

#ifndef TEXTANALYSIS_CLIENT_CPP_OUTPUTS_H_
#define TEXTANALYSIS_CLIENT_CPP_OUTPUTS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace textanalysis::command {

// Takes the regular file that is open as `output` for this process alone, until the process ends;
// others are taken by nobody. From a process that shares the open file, as two runs of one
// redirection do, it is kept only until this process closes the file that it opened anew; taking it
// again helps. `name` names it in errors, and `input` is the path of what is read, "-" for standard
// input.
//   Errors: InvalidArgument when another process has it, or it is what is read.
absl::Status ClaimOutput(int output, const std::string& name, const std::string& input);

// Looks whether the regular file that is open as `output` is taken.
//   Errors: InvalidArgument when another process has it.
absl::Status CheckOutputIsFree(int output, const std::string& name);

// Opens the file at `path`, or makes it, claims it, and returns it; it stays open.
//   Errors: ClaimOutput()'s; Unavailable when it cannot be written; InvalidArgument when it is no
//   regular file.
absl::StatusOr<int> OpenOutput(const std::string& path, const std::string& input);

// What is said of an output that cannot be written, by errno.
absl::Status CannotWrite(const std::string& name);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_OUTPUTS_H_
