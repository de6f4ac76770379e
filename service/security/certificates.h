// The server's TLS certificate, read anew while it serves.

#ifndef TEXTANALYSIS_SERVICE_SECURITY_CERTIFICATES_H_
#define TEXTANALYSIS_SERVICE_SECURITY_CERTIFICATES_H_

#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <mutex>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace textanalysis::security {

// PEM files.
struct CertificatePaths {
  std::string certificate;  // The server's, then its chain.
  std::string key;
  std::string client_ca{};  // When set, clients must show a certificate that it signed.
};

// PEM texts that belong together.
struct KeyPair {
  std::string certificate;
  std::string key;
  std::string client_ca;

  bool operator==(const KeyPair&) const = default;
};

// Returns OK when the key is the certificate's, the certificate is valid at this time, and the CA,
// where there is one, can be read.
//   Errors: FailedPrecondition, in one line that holds nothing of the key.
absl::Status CheckKeyPair(const KeyPair& pair);

// Returns when the first of the certificates in `pem` ends; the infinite future where there is none.
absl::Time ExpiryOf(const std::string& pem);

// Serves the last pair that passed CheckKeyPair(). A bad pair in the files leaves the one that is
// served. Thread-safe.
//
// gRPC's file watcher takes any pair that it finds, so it is shown only checked ones: it watches a
// file in memory (memfd_create), which is replaced as a whole (dup2).
class Certificates {
 public:
  // Reads and checks the files.
  //   Errors: as CheckKeyPair(); NotFound for a file that cannot be read.
  static absl::StatusOr<std::unique_ptr<Certificates>> Open(CertificatePaths paths);
  ~Certificates();
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;

  // Credentials for a gRPC port; a new pair reaches new connections within two seconds of Reload().
  std::shared_ptr<grpc::ServerCredentials> Credentials() const;

  // Reads the files again; true when there is a new pair, which is served from now on.
  //   Errors: as Open(); the old pair stays.
  absl::StatusOr<bool> Reload();

  // The pair that is served.
  KeyPair current() const;

 private:
  explicit Certificates(CertificatePaths paths) : paths_(std::move(paths)) {}

  absl::StatusOr<KeyPair> ReadFiles() const;
  absl::Status Serve(KeyPair pair);

  const CertificatePaths paths_;
  mutable std::mutex mutex_;
  KeyPair pair_;        // Guarded by mutex_.
  int pair_file_ = -1;  // Key, then certificate.
  int client_ca_file_ = -1;
  int generation_ = 0;  // Guarded by mutex_.
};

}  // namespace textanalysis::security

#endif  // TEXTANALYSIS_SERVICE_SECURITY_CERTIFICATES_H_
