#include "service/security/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"

namespace textanalysis::security {
namespace {

constexpr size_t kMaxBytes = size_t{4} << 20;

}  // namespace

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0)
    return absl::NotFoundError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  const absl::Cleanup closer = [file] { close(file); };
  struct stat info {};
  if (fstat(file, &info) == 0 && S_ISDIR(info.st_mode))
    return absl::FailedPreconditionError(absl::StrCat("cannot read ", path, ": it is a directory"));
  std::string out;
  char piece[16384];
  while (true) {
    const ssize_t got = read(file, piece, sizeof piece);
    if (got < 0)
      return absl::NotFoundError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
    if (got == 0) return out;
    out.append(piece, static_cast<size_t>(got));
    if (out.size() > kMaxBytes)
      return absl::FailedPreconditionError(
          absl::StrCat("cannot read ", path, ": it is over 4 MiB"));
  }
}

}  // namespace textanalysis::security
