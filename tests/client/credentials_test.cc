#include "client/cpp/credentials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace textanalysis::command {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kPem[] = "-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n";

std::string Write(const std::string& name, const std::string& content) {
  std::string path = ::testing::TempDir() + "/credentials_" + name;
  std::ofstream(path, std::ios::binary) << content;
  return path;
}

std::string ErrorOf(const CredentialFiles& files) {
  Connection connection;
  CallOptions options;
  return std::string(ReadCredentials(files, &connection, &options).message());
}

TEST(CredentialsTest, FilesAreRead) {
  Connection connection;
  CallOptions options;
  ASSERT_TRUE(ReadCredentials({}, &connection, &options).ok());
  EXPECT_FALSE(connection.tls_ca || connection.tls_certificate || connection.tls_key);
  const std::string pem = Write("pem", kPem);
  ASSERT_TRUE(ReadCredentials({.tls_ca = pem,
                               .tls_certificate = pem,
                               .tls_key = pem,
                               .token_file = Write("token", "a-token\r\n")},
                              &connection, &options)
                  .ok());
  EXPECT_EQ(connection.tls_ca, kPem);
  EXPECT_EQ(connection.tls_certificate, kPem);
  EXPECT_EQ(connection.tls_key, kPem);
  EXPECT_EQ(options.token, "a-token");
}

TEST(CredentialsTest, EncryptionThatIsAskedForIsNotLeftOut) {
  const std::string pem = Write("pem", kPem), empty = Write("empty", " \n");
  EXPECT_THAT(ErrorOf({.tls_ca = empty}), AllOf(HasSubstr("--tls_ca: " + empty), HasSubstr("PEM")));
  EXPECT_THAT(ErrorOf({.tls_ca = pem, .tls_certificate = pem, .tls_key = empty}),
              HasSubstr("--tls_key: " + empty));
  EXPECT_THAT(ErrorOf({.tls_ca = "no/such"}), HasSubstr("--tls_ca: cannot read no/such"));
  EXPECT_EQ(ErrorOf({.tls_certificate = "a.crt"}),
            "--tls_certificate=a.crt needs --tls_key; name its file, too");
  EXPECT_EQ(ErrorOf({.tls_ca = pem, .tls_key = "a.key"}),
            "--tls_key=a.key needs --tls_certificate; name its file, too");
  EXPECT_EQ(ErrorOf({.tls_certificate = "a.crt", .tls_key = "a.key"}),
            "--tls_certificate=a.crt needs --tls_ca; name its file, too");
}

TEST(CredentialsTest, TokenThatNoCallCarriesIsRefusedAndNotQuoted) {
  EXPECT_THAT(ErrorOf({.token_file = Write("empty", "\n")}), HasSubstr("is empty"));
  for (const std::string token : {"secret\nsecret", "sec\x01ret",
                                  "s\xC3\xA9"
                                  "cret",
                                  "sec\x7Fret"}) {
    const std::string path = Write("token", token);
    EXPECT_THAT(ErrorOf({.token_file = path}),
                AllOf(HasSubstr("--token_file: " + path), Not(HasSubstr("cret"))));
    EXPECT_FALSE(CheckToken(token).ok());
    const Client client(Client::Connect({.target = "127.0.0.1:1"}), {.token = token});
    EXPECT_EQ(client.Clean({}).status().code(), absl::StatusCode::kInvalidArgument);
  }
  EXPECT_TRUE(CheckToken("a.token-of_RFC/6750+~=").ok());
}

}  // namespace
}  // namespace textanalysis::command
