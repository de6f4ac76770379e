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

namespace {

absl::Status IsTaken(const std::string& name) {
  return absl::InvalidArgumentError(
      absl::StrCat("another run writes to ", name, "; wait for its end, or name another file"));
}

// A lock of the whole file.
struct flock WholeFile() {
  struct flock out {};
  out.l_type = F_WRLCK;
  out.l_whence = SEEK_SET;
  return out;
}

// Whether another process has the lock that one process has of a file, however it was opened.
bool IsRecordLocked(int output) {
  struct flock whole = WholeFile();
  return fcntl(output, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK;
}

}  // namespace

absl::Status ClaimOutput(int output, const std::string& name, const std::string& input) {
  struct stat out {
  }, in{};
  if (fstat(output, &out) != 0 || !S_ISREG(out.st_mode)) return absl::OkStatus();
  const int failed = input == "-" ? fstat(STDIN_FILENO, &in) : stat(input.c_str(), &in);
  if (failed == 0 && in.st_dev == out.st_dev && in.st_ino == out.st_ino)
    return absl::InvalidArgumentError(
        absl::StrCat(name, " is the input, too; name another file for the answers"));
  // The first lock belongs to the open file, which processes may share; the second one to the
  // process, and ends when it closes the file anywhere. A file system without locks keeps nobody
  // away.
  if (flock(output, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return IsTaken(name);
  struct flock whole = WholeFile();
  const bool is_locked =
      fcntl(output, F_SETLK, &whole) != 0 && (errno == EACCES || errno == EAGAIN);
  return is_locked ? IsTaken(name) : absl::OkStatus();
}

absl::Status CheckOutputIsFree(int output, const std::string& name) {
  struct stat out {};
  if (fstat(output, &out) != 0 || !S_ISREG(out.st_mode) || !IsRecordLocked(output))
    return absl::OkStatus();
  return IsTaken(name);
}

absl::StatusOr<int> OpenOutput(const std::string& path, const std::string& input) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  struct stat info {};
  if (file < 0 || fstat(file, &info) != 0) return CannotWrite(path);
  if (!S_ISREG(info.st_mode))
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is not a file; --resume_from needs one"));
  if (absl::Status status = ClaimOutput(file, path, input); !status.ok()) return status;
  return file;
}

}  // namespace textanalysis::command
