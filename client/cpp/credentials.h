// The files by which a client shows who it is, and knows the server.

#ifndef TEXTANALYSIS_CLIENT_CPP_CREDENTIALS_H_
#define TEXTANALYSIS_CLIENT_CPP_CREDENTIALS_H_

#include <string>

#include "absl/status/status.h"
#include "textanalysis/client.h"

namespace textanalysis::command {

// The paths that the flags of the same names have; empty where a flag is not given.
struct CredentialFiles {
  std::string tls_ca{};
  std::string tls_certificate{};
  std::string tls_key{};
  std::string token_file{};
};

// Reads the files into `connection` and `options`.
//   Errors: those of ReadInput(), and InvalidArgument for flags that lack another, a file without PEM,
//   and a token that is empty or that no call carries. All name flag and file, and none quotes it.
absl::Status ReadCredentials(const CredentialFiles& files, Connection* connection,
                             CallOptions* options);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_CREDENTIALS_H_
