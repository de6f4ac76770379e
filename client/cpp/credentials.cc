#include "client/cpp/credentials.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/cpp/inputs.h"

namespace textanalysis::command {
namespace {

absl::StatusOr<std::string> ReadFlagFile(const char* flag, const std::string& path) {
  absl::StatusOr<std::string> content = ReadInput(path);
  if (content.ok()) return content;
  return absl::Status(content.status().code(),
                      absl::StrCat(flag, ": ", content.status().message()));
}

absl::Status ReadPem(const char* flag, const std::string& path, std::optional<std::string>* out) {
  if (path.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> content = ReadFlagFile(flag, path);
  if (!content.ok()) return content.status();
  if (!absl::StrContains(*content, "-----BEGIN "))
    return absl::InvalidArgumentError(absl::StrCat(
        flag, ": ", path, " holds no PEM (\"-----BEGIN …\"); name the file that does"));
  *out = *std::move(content);
  return absl::OkStatus();
}

absl::Status ReadToken(const char* flag, const std::string& path, std::string* out) {
  if (path.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> content = ReadFlagFile(flag, path);
  if (!content.ok()) return content.status();
  absl::StripAsciiWhitespace(&*content);
  if (content->empty())
    return absl::InvalidArgumentError(absl::StrCat(
        flag, ": ", path, " is empty; write the token into it, or leave the flag out"));
  if (absl::Status status = CheckToken(*content); !status.ok())
    return absl::InvalidArgumentError(absl::StrCat(flag, ": ", path, ": ", status.message(),
                                                   "; write the token alone into the file"));
  *out = *std::move(content);
  return absl::OkStatus();
}

// A certificate is of no use without its key, and is shown to no server that is not known by its CA.
absl::Status CheckTogether(const CredentialFiles& files) {
  struct Need {
    const char* flag;
    const std::string& path;
    const char* other;
    const std::string& other_path;
  };
  const Need needs[] = {{"--tls_key", files.tls_key, "--tls_certificate", files.tls_certificate},
                        {"--tls_certificate", files.tls_certificate, "--tls_key", files.tls_key},
                        {"--tls_certificate", files.tls_certificate, "--tls_ca", files.tls_ca}};
  for (const Need& need : needs) {
    if (need.path.empty() || !need.other_path.empty()) continue;
    return absl::InvalidArgumentError(
        absl::StrCat(need.flag, "=", need.path, " needs ", need.other, "; name its file, too"));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadCredentials(const CredentialFiles& files, Connection* connection,
                             CallOptions* options) {
  if (absl::Status status = CheckTogether(files); !status.ok()) return status;
  for (const absl::Status& status :
       {ReadPem("--tls_ca", files.tls_ca, &connection->tls_ca),
        ReadPem("--tls_certificate", files.tls_certificate, &connection->tls_certificate),
        ReadPem("--tls_key", files.tls_key, &connection->tls_key),
        ReadToken("--token_file", files.token_file, &options->token)}) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace textanalysis::command
