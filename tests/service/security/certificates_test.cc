#include "service/security/certificates.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>
#include <fstream>

#include "absl/time/clock.h"

namespace textanalysis::security {
namespace {

// Writes what `write` puts into a memory BIO.
template <typename Write>
std::string Pem(Write write) {
  BIO* const bio = BIO_new(BIO_s_mem());
  EXPECT_EQ(write(bio), 1);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);  // NOLINT(google-runtime-int): OpenSSL's.
  std::string out(data, static_cast<size_t>(size));
  BIO_free(bio);
  return out;
}

// A key, and a certificate that it signed itself, valid from yesterday until `days` from now.
KeyPair MakePair(int days) {
  EVP_PKEY* const key = EVP_EC_gen("P-256");
  X509* const certificate = X509_new();
  X509_gmtime_adj(X509_getm_notBefore(certificate), -86'400);
  X509_gmtime_adj(X509_getm_notAfter(certificate), days * 86'400);
  X509_set_pubkey(certificate, key);
  EXPECT_NE(X509_sign(certificate, key, EVP_sha256()), 0);
  KeyPair out{Pem([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate); }),
              Pem([&](BIO* bio) {
                return PEM_write_bio_PrivateKey(bio, key, nullptr, nullptr, 0, nullptr, nullptr);
              }),
              ""};
  X509_free(certificate);
  EVP_PKEY_free(key);
  return out;
}

TEST(CheckKeyPairTest, ACertificateGoesWithItsOwnKey) {
  const KeyPair pair = MakePair(10), other = MakePair(10);
  EXPECT_TRUE(CheckKeyPair(pair).ok());
  const absl::Status mixed = CheckKeyPair({pair.certificate, other.key, ""});
  EXPECT_EQ(mixed.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(mixed.message().find("PRIVATE"), absl::string_view::npos);
  EXPECT_EQ(mixed.message().find('\n'), absl::string_view::npos);
}

TEST(CheckKeyPairTest, ACertificateThatHasEndedIsRefused) {
  EXPECT_EQ(CheckKeyPair(MakePair(0)).code(), absl::StatusCode::kFailedPrecondition);
}

TEST(CheckKeyPairTest, AClientCaIsReadToo) {
  KeyPair pair = MakePair(10);
  pair.client_ca = MakePair(10).certificate;
  EXPECT_TRUE(CheckKeyPair(pair).ok());
  pair.client_ca = "not PEM";
  EXPECT_FALSE(CheckKeyPair(pair).ok());
}

TEST(ExpiryTest, TheFirstToEndCounts) {
  const std::string chain = MakePair(20).certificate + MakePair(10).certificate;
  EXPECT_NEAR(absl::ToDoubleHours(ExpiryOf(chain) - absl::Now()), 240, 1);
  EXPECT_EQ(ExpiryOf("not PEM"), absl::InfiniteFuture());
}

class CertificatesTest : public ::testing::Test {
 protected:
  ~CertificatesTest() override {
    std::remove(paths_.certificate.c_str());
    std::remove(paths_.key.c_str());
  }
  void Write(const KeyPair& pair) const {
    std::ofstream(paths_.certificate) << pair.certificate;
    std::ofstream(paths_.key) << pair.key;
  }

  const CertificatePaths paths_{::testing::TempDir() + "certificates_test.crt",
                                ::testing::TempDir() + "certificates_test.key"};
};

TEST_F(CertificatesTest, ANewPairIsServedAndABadOneIsNot) {
  const KeyPair first = MakePair(10), second = MakePair(20);
  Write(first);
  const auto certificates = Certificates::Open(paths_).value();
  EXPECT_EQ(certificates->current(), first);
  EXPECT_FALSE(certificates->Reload().value()) << "nothing has changed";
  Write({second.certificate, first.key, ""});
  EXPECT_FALSE(certificates->Reload().ok());
  EXPECT_EQ(certificates->current(), first) << "the old pair stays";
  Write(second);
  EXPECT_TRUE(certificates->Reload().value());
  EXPECT_EQ(certificates->current(), second);
  EXPECT_NE(certificates->Credentials(), nullptr);
}

TEST_F(CertificatesTest, EmptiedCaOfClientsIsNotServed) {
  CertificatePaths paths = paths_;
  paths.client_ca = ::testing::TempDir() + "certificates_test.ca";
  const KeyPair pair = MakePair(10);
  Write(pair);
  std::ofstream(paths.client_ca) << "";
  EXPECT_FALSE(Certificates::Open(paths).ok());
  std::ofstream(paths.client_ca) << pair.certificate;
  const auto certificates = Certificates::Open(paths).value();
  std::ofstream(paths.client_ca, std::ios::trunc) << "";
  EXPECT_FALSE(certificates->Reload().ok());
  EXPECT_EQ(certificates->current().client_ca, pair.certificate) << "the old one stays";
  std::remove(paths.client_ca.c_str());
}

TEST_F(CertificatesTest, WhatIsNoKeyPairIsToldInOneLine) {
  EXPECT_EQ(CheckKeyPair({"not PEM", "not PEM", ""}).message(), "the certificate is not PEM");
  EXPECT_EQ(Certificates::Open({"no/such.crt", "no/such.key"}).status().message(),
            "cannot read no/such.crt: No such file or directory");
}

}  // namespace
}  // namespace textanalysis::security
