#include "client/cpp/outputs.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace textanalysis::command {

absl::Status CannotWrite(const std::string& name) {
  return absl::UnavailableError(absl::StrCat("cannot write ", name, ": ", std::strerror(errno),
                                             "; the answers are not complete"));
}

absl::Status ClaimOutput(int output, const std::string& name, const std::string& input) {
  struct stat out {
  }, in{};
  if (fstat(output, &out) != 0 || !S_ISREG(out.st_mode)) return absl::OkStatus();
  const int failed = input == "-" ? fstat(STDIN_FILENO, &in) : stat(input.c_str(), &in);
  if (failed == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino)
    return absl::InvalidArgumentError(
        absl::StrCat(name, " is the input, too; name another file for the answers"));
  // A file system without locks keeps nobody away.
  if (flock(output, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("another run writes to ", name, "; wait for its end, or name another file"));
}

absl::Status OpenOutput(const std::string& path, const std::string& input) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  struct stat info {};
  if (file < 0 || fstat(file, &info) != 0) return CannotWrite(path);
  if (!S_ISREG(info.st_mode))
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is not a file; --resume_from needs one"));
  return ClaimOutput(file, path, input);
}

}  // namespace textanalysis::command
