// Bearer tokens: who may call, told by hashes in a file.
//
//   # SHA-256 of the token in hexadecimal, and a name for the log: printf %s TOKEN | sha256sum
//   2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b newsdesk

#ifndef TEXTANALYSIS_SERVICE_SECURITY_TOKENS_H_
#define TEXTANALYSIS_SERVICE_SECURITY_TOKENS_H_

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace textanalysis::security {

// Thread-safe.
class Tokens {
 public:
  // Reads `path`.
  //   Errors: NotFound when it cannot be read, InvalidArgument with the line's number when it is
  //   malformed or names no token at all.
  static absl::StatusOr<std::unique_ptr<Tokens>> Open(std::string path);

  // Reads the file again; true when it has changed.
  //   Errors: as Open(); the old tokens stay.
  absl::StatusOr<bool> Reload();

  // Returns the name of the token in an Authorization header, "Bearer TOKEN".
  //   Errors: Unauthenticated, reason TOKEN_MISSING or TOKEN_UNKNOWN; never holds the token.
  absl::StatusOr<std::string> NameOf(std::string_view authorization) const;

 private:
  explicit Tokens(std::string path) : path_(std::move(path)) {}

  const std::string path_;
  mutable std::mutex mutex_;
  std::string content_;                       // Guarded by mutex_.
  std::map<std::string, std::string> names_;  // Guarded by mutex_; by hash.
};

}  // namespace textanalysis::security

#endif  // TEXTANALYSIS_SERVICE_SECURITY_TOKENS_H_
