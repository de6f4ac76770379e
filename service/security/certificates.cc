#include "service/security/certificates.h"

#include <fcntl.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/security/files.h"

namespace textanalysis::security {
namespace {

constexpr unsigned kWatchSeconds = 1;

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using X509Ptr = std::unique_ptr<X509, decltype(&X509_free)>;
using KeyPtr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Bio Memory(const std::string& pem) {
  return {BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free};
}

X509Ptr ReadCertificate(const std::string& pem) {
  return {PEM_read_bio_X509(Memory(pem).get(), nullptr, nullptr, nullptr), &X509_free};
}

// An encrypted key is refused, not asked about.
int NoPassword(char*, int, int, void*) { return 0; }

absl::Status Bad(const char* what) { return absl::FailedPreconditionError(what); }

std::string PathOf(int file) { return absl::StrCat("/proc/self/fd/", file); }

// Puts `content` into a new file in memory and that file in the place of `*file`. `generation`
// becomes its time of change, by which a reader notices that it was replaced while it read.
absl::Status Replace(const std::string& content, int generation, int* file) {
  const int fresh = memfd_create("textanalysis-tls", MFD_CLOEXEC);
  if (fresh < 0) return absl::ResourceExhaustedError("no file descriptor for the certificate");
  const timespec time{generation, 0};
  const timespec times[] = {time, time};
  const bool written =
      write(fresh, content.data(), content.size()) == static_cast<ssize_t>(content.size()) &&
      futimens(fresh, times) == 0;
  if (*file < 0) *file = fresh;
  const bool placed = written && (*file == fresh || dup3(fresh, *file, O_CLOEXEC) >= 0);
  if (*file != fresh) close(fresh);
  return placed ? absl::OkStatus() : absl::ResourceExhaustedError("cannot keep the certificate");
}

}  // namespace

absl::Status CheckKeyPair(const KeyPair& pair) {
  const X509Ptr certificate = ReadCertificate(pair.certificate);
  if (certificate == nullptr) return Bad("the certificate is not PEM");
  const KeyPtr key(PEM_read_bio_PrivateKey(Memory(pair.key).get(), nullptr, &NoPassword, nullptr),
                   &EVP_PKEY_free);
  if (key == nullptr) return Bad("the key is not PEM, or is encrypted");
  if (X509_check_private_key(certificate.get(), key.get()) != 1)
    return Bad("the key is not the certificate's");
  if (X509_cmp_current_time(X509_get0_notAfter(certificate.get())) <= 0)
    return Bad("the certificate has expired");
  if (X509_cmp_current_time(X509_get0_notBefore(certificate.get())) >= 0)
    return Bad("the certificate is not yet valid");
  if (!pair.client_ca.empty() && ReadCertificate(pair.client_ca) == nullptr)
    return Bad("the clients' CA is not PEM");
  return absl::OkStatus();
}

absl::Time ExpiryOf(const std::string& pem) {
  absl::Time earliest = absl::InfiniteFuture();
  const Bio bio = Memory(pem);
  for (;;) {
    const X509Ptr certificate(PEM_read_bio_X509(bio.get(), nullptr, &NoPassword, nullptr),
                              &X509_free);
    if (certificate == nullptr) break;
    std::tm end{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) == 1)
      earliest = std::min(earliest, absl::FromTM(end, absl::UTCTimeZone()));
  }
  ERR_clear_error();  // The end of the text is none.
  return earliest;
}

absl::StatusOr<std::unique_ptr<Certificates>> Certificates::Open(CertificatePaths paths) {
  std::unique_ptr<Certificates> out(new Certificates(std::move(paths)));
  if (absl::StatusOr<bool> loaded = out->Reload(); !loaded.ok()) return loaded.status();
  return out;
}

Certificates::~Certificates() {
  if (pair_file_ >= 0) close(pair_file_);
  if (client_ca_file_ >= 0) close(client_ca_file_);
}

std::shared_ptr<grpc::ServerCredentials> Certificates::Credentials() const {
  namespace tls = grpc::experimental;
  const bool asks_client = !paths_.client_ca.empty();
  const std::string pair = PathOf(pair_file_);
  const auto provider = std::make_shared<tls::FileWatcherCertificateProvider>(
      pair, pair, asks_client ? PathOf(client_ca_file_) : "", kWatchSeconds);
  tls::TlsServerCredentialsOptions options(provider);
  options.watch_identity_key_cert_pairs();
  if (asks_client) {
    options.watch_root_certs();
    options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return tls::TlsServerCredentials(options);
}

absl::StatusOr<bool> Certificates::Reload() {
  absl::StatusOr<KeyPair> pair = ReadFiles();
  if (!pair.ok()) return pair.status();
  if (*pair == current()) return false;
  if (absl::Status status = CheckKeyPair(*pair); !status.ok()) return status;
  if (absl::Status status = Serve(*std::move(pair)); !status.ok()) return status;
  return true;
}

KeyPair Certificates::current() const {
  const std::lock_guard lock(mutex_);
  return pair_;
}

absl::StatusOr<KeyPair> Certificates::ReadFiles() const {
  absl::StatusOr<std::string> certificate = ReadFile(paths_.certificate);
  if (!certificate.ok()) return certificate.status();
  absl::StatusOr<std::string> key = ReadFile(paths_.key);
  if (!key.ok()) return key.status();
  KeyPair pair{*std::move(certificate), *std::move(key), ""};
  if (paths_.client_ca.empty()) return pair;
  absl::StatusOr<std::string> client_ca = ReadFile(paths_.client_ca);
  if (!client_ca.ok()) return client_ca.status();
  // With an empty list of CAs, no client would be asked for a certificate.
  if (client_ca->empty())
    return absl::FailedPreconditionError(
        absl::StrCat(paths_.client_ca, ", the clients' CA, is empty"));
  pair.client_ca = *std::move(client_ca);
  return pair;
}

absl::Status Certificates::Serve(KeyPair pair) {
  const std::lock_guard lock(mutex_);
  ++generation_;
  const std::string both = absl::StrCat(pair.key, "\n", pair.certificate);
  if (absl::Status status = Replace(both, generation_, &pair_file_); !status.ok()) return status;
  if (!pair.client_ca.empty()) {
    absl::Status status = Replace(pair.client_ca, generation_, &client_ca_file_);
    if (!status.ok()) return status;
  }
  pair_ = std::move(pair);
  return absl::OkStatus();
}

}  // namespace textanalysis::security
