#include "service/runtime/standard_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>

#include "absl/strings/str_cat.h"

namespace textanalysis::runtime {

void HoldStandardFiles() {
  for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(file, F_GETFD) != -1 || errno != EBADF) continue;
    // The lowest free number is this one.
    if (open("/dev/null", file == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
  }
}

absl::Status Print(std::string_view text) {
  errno = 0;
  std::cout << text << std::flush;
  if (std::cout) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write standard output", errno == 0 ? "" : ": ",
                                             errno == 0 ? "" : std::strerror(errno)));
}

}  // namespace textanalysis::runtime
