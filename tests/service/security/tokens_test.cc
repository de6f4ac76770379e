#include "service/security/tokens.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "analysis/text/error.h"

namespace textanalysis::security {
namespace {

// SHA-256 of "abc" (FIPS 180-2, appendix B.1).
constexpr char kHashOfAbc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

class TokensTest : public ::testing::Test {
 protected:
  ~TokensTest() override { std::remove(path_.c_str()); }

  absl::StatusOr<std::unique_ptr<Tokens>> Open(const std::string& content) {
    Write(content);
    return Tokens::Open(path_);
  }
  void Write(const std::string& content) { std::ofstream(path_) << content; }

  const std::string path_ = ::testing::TempDir() + "tokens_test";
};

TEST_F(TokensTest, HeaderIsMatchedByHash) {
  const auto tokens = Open(std::string("# newsroom\n\n") + kHashOfAbc + "  desk\n").value();
  EXPECT_EQ(*tokens->NameOf("Bearer abc"), "desk");
  EXPECT_EQ(*tokens->NameOf("bearer abc"), "desk");
  for (const char* header : {"", "abc", "Basic abc", "Bear"}) {
    EXPECT_EQ(text::GetErrorDetail(tokens->NameOf(header).status())->reason, "TOKEN_MISSING");
  }
  for (const char* header : {"Bearer ", "Bearer abcd", "Bearer  abc"}) {
    EXPECT_EQ(text::GetErrorDetail(tokens->NameOf(header).status())->reason, "TOKEN_UNKNOWN");
  }
}

TEST_F(TokensTest, DamagedFileIsRefusedByLineAndKeepsTheOldTokens) {
  EXPECT_EQ(Tokens::Open("no/such/file").status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(Open("# nothing\n").ok());
  EXPECT_EQ(Open("\nabc desk\n").status().message(),
            "line 2 of the token file is not \"SHA256-IN-HEXADECIMAL NAME\": " + path_);
  EXPECT_FALSE(Open("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 desk\n").ok())
      << "the hash of nothing is no token";
  const auto tokens = Open(std::string(kHashOfAbc) + " desk\n").value();
  Write("damaged");
  EXPECT_FALSE(tokens->Reload().ok());
  EXPECT_TRUE(tokens->NameOf("Bearer abc").ok());
}

TEST_F(TokensTest, ReloadTellsWhetherTheFileChanged) {
  const auto tokens = Open(std::string(kHashOfAbc) + " desk\n").value();
  EXPECT_FALSE(*tokens->Reload());
  Write(std::string(kHashOfAbc) + " archive\n");
  EXPECT_TRUE(*tokens->Reload());
  EXPECT_EQ(*tokens->NameOf("Bearer abc"), "archive");
}

}  // namespace
}  // namespace textanalysis::security
