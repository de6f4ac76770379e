// Whether a caller may call: by token, by the name in its certificate, or both.

#ifndef TEXTANALYSIS_SERVICE_SECURITY_ACCESS_H_
#define TEXTANALYSIS_SERVICE_SECURITY_ACCESS_H_

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "service/security/tokens.h"

namespace textanalysis::security {

// Thread-safe.
struct Access {
  std::shared_ptr<const Tokens> tokens;  // None: no token is asked for.
  std::set<std::string>
      allowed_names;  // By AllowedName(). Empty: any verified certificate will do.

  // Returns the caller's name for the log, or "" where nothing is asked for. `certificate_names`
  // are the caller's, by NamesOf().
  //   Errors: as Tokens::NameOf(); PermissionDenied, reason CLIENT_NOT_ALLOWED.
  absl::StatusOr<std::string> Check(std::string_view authorization,
                                    const std::vector<std::string>& certificate_names) const;
};

}  // namespace textanalysis::security

#endif  // TEXTANALYSIS_SERVICE_SECURITY_ACCESS_H_
