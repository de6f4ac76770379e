#include "service/security/access.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "analysis/text/error.h"
#include "service/security/peer_names.h"

namespace textanalysis::security {
namespace {

TEST(AccessTest, NamesOfCertificatesMustBeOnTheList) {
  const Access open{};
  EXPECT_EQ(*open.Check("", {}), "");
  const Access listed{.tokens = nullptr, .allowed_names = {AllowedName("Desk.test")}};
  EXPECT_EQ(*listed.Check("", {"DNS:other.test", "DNS:desk.test"}), "desk.test");
  EXPECT_EQ(listed.Check("", {"EMAIL:desk.test", "URI:desk.test"}).status().code(),
            absl::StatusCode::kPermissionDenied);
  EXPECT_FALSE(listed.Check("", {}).ok());
}

TEST(AccessTest, ATokenGoesBeforeTheCertificatesName) {
  const std::string path = ::testing::TempDir() + "access_test";
  // SHA-256 of "abc".
  std::ofstream(path) << "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad desk\n";
  const Access both{.tokens = Tokens::Open(path).value(), .allowed_names = {AllowedName("a.test")}};
  std::remove(path.c_str());
  EXPECT_EQ(*both.Check("Bearer abc", {"DNS:a.test"}), "desk");
  EXPECT_EQ(text::GetErrorDetail(both.Check("", {"DNS:a.test"}).status())->reason, "TOKEN_MISSING");
  EXPECT_EQ(text::GetErrorDetail(both.Check("Bearer abc", {"DNS:b.test"}).status())->reason,
            "CLIENT_NOT_ALLOWED");
}

}  // namespace
}  // namespace textanalysis::security
