// The flags of a program, read so that a mistake is an error and not the process' end.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_COMMAND_LINE_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_COMMAND_LINE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace textanalysis::runtime {

// What a command line belongs to.
struct Program {
  std::string usage;
  std::string version;     // What --version prints.
  std::string flags_file;  // The end of the path of the source that defines its flags.
  std::vector<std::string> never_empty{};  // Flags to which an empty value is a mistake.

  bool Defines(absl::string_view file) const;

  // Whether the flag `name` may have no value, as "--tls_key=".
  bool MayBeEmpty(absl::string_view name) const;
};

// How a flag is written: "--pages", "PROGRAM_PAGES".
using WriteFlag = std::string (*)(absl::string_view flag);

// What to say of a flag that there is not: the program's flag that `name` may be a slip of, as a
// question ("did you mean --pages?"); where none is so near, where all are listed.
std::string Guess(const Program& program, absl::string_view name, WriteFlag write);

// What --help prints: the usage, and each flag with its default.
std::string HelpOf(const Program& program);

// Reads flags as absl::ParseCommandLine() does, also those of --flagfile, and returns what is none of
// them, the program's name first. Prints --help and --version and ends the process with exit code 0.
//   Errors: InvalidArgument that names the flag that is unknown, has no value or one that cannot be
//   read, or the flag file; the flags before it are set. Unavailable when they cannot be printed.
absl::StatusOr<std::vector<char*>> ParseFlags(const Program& program, int argc, char** argv);

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_COMMAND_LINE_H_
