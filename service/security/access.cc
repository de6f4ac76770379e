#include "service/security/access.h"

#include <algorithm>

#include "analysis/text/error.h"

namespace textanalysis::security {

absl::StatusOr<std::string> Access::Check(std::string_view authorization,
                                          const std::vector<std::string>& certificate_names) const {
  std::string name;
  if (!allowed_names.empty()) {
    const auto known = std::find_if(certificate_names.begin(), certificate_names.end(),
                                    [this](const auto& n) { return allowed_names.contains(n); });
    if (known == certificate_names.end()) {
      return text::MakeError(absl::StatusCode::kPermissionDenied, {.reason = "CLIENT_NOT_ALLOWED"},
                             "no name of the client's certificate is on this server's list");
    }
    name = known->substr(known->find(':') + 1);
  }
  if (tokens == nullptr) return name;
  return tokens->NameOf(authorization);
}

}  // namespace textanalysis::security
