#include "service/security/tokens.h"

#include <openssl/sha.h>

#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"
#include "service/security/files.h"

namespace textanalysis::security {
namespace {

constexpr size_t kHashDigits = 2 * SHA256_DIGEST_LENGTH;

// A look-up by hash tells by its time at most something of the hash, never of the token.
std::string Sha256(std::string_view text) {
  unsigned char hash[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash);
  return absl::BytesToHexString({reinterpret_cast<const char*>(hash), sizeof(hash)});
}

bool IsHash(const std::string& text) {
  return text.size() == kHashDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

absl::StatusOr<std::map<std::string, std::string>> Parse(const std::string& content) {
  std::map<std::string, std::string> names;
  std::istringstream lines(content);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string hash, name;
    if (!(words >> hash)) continue;
    absl::AsciiStrToLower(&hash);
    if (!(words >> name) || !IsHash(hash)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "line ", number, " of the token file is not \"SHA256-IN-HEXADECIMAL NAME\""));
    }
    if (hash == Sha256("")) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", number,
                       " of the token file is the hash of nothing, which is no token; "
                       "was the variable of printf %s \"$TOKEN\" empty?"));
    }
    names[hash] = name;
  }
  if (names.empty()) return absl::InvalidArgumentError("the token file names no token");
  return names;
}

absl::Status Refused(const char* reason, const char* message) {
  return text::MakeError(absl::StatusCode::kUnauthenticated, {.reason = reason}, message);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Tokens>> Tokens::Open(std::string path) {
  std::unique_ptr<Tokens> tokens(new Tokens(std::move(path)));
  if (absl::StatusOr<bool> read = tokens->Reload(); !read.ok()) return read.status();
  return tokens;
}

absl::StatusOr<bool> Tokens::Reload() {
  absl::StatusOr<std::string> content = ReadFile(path_);
  if (!content.ok()) return content.status();
  const std::lock_guard lock(mutex_);
  if (!names_.empty() && *content == content_) return false;
  absl::StatusOr<std::map<std::string, std::string>> names = Parse(*content);
  if (!names.ok())
    return absl::InvalidArgumentError(absl::StrCat(names.status().message(), ": ", path_));
  names_ = *std::move(names);
  content_ = *std::move(content);
  return true;
}

absl::StatusOr<std::string> Tokens::NameOf(std::string_view authorization) const {
  constexpr std::string_view kScheme = "bearer ";
  if (absl::AsciiStrToLower(
          {authorization.data(), std::min(authorization.size(), kScheme.size())}) != kScheme) {
    return Refused("TOKEN_MISSING", "send the metadata \"authorization: Bearer TOKEN\"");
  }
  const std::string hash = Sha256(authorization.substr(kScheme.size()));
  const std::lock_guard lock(mutex_);
  const auto found = names_.find(hash);
  if (found == names_.end())
    return Refused("TOKEN_UNKNOWN", "the token is not one of this server's");
  return found->second;
}

}  // namespace textanalysis::security
