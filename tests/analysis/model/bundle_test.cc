#include "analysis/model/bundle.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace textanalysis::model {
namespace {

TEST(BundleTest, SectionsSurviveTheRoundTrip) {
  const auto bundle = Bundle::FromBytes(
      WriteBundle({{"a", "one"}, {"b", std::string(200, 'x')}, {"version", "7"}}), "test");
  ASSERT_TRUE(bundle.ok());
  EXPECT_EQ((*bundle)->Section("a"), "one");
  EXPECT_EQ((*bundle)->Section("b").size(), 200u);
  EXPECT_EQ((*bundle)->Section("c"), "");
  EXPECT_EQ((*bundle)->version(), "7");
}

TEST(BundleTest, AnyChangedByteIsNoticed) {
  const std::string good = WriteBundle({{"a", "one"}});
  for (size_t k = 0; k < good.size(); ++k) {
    std::string bad = good;
    bad[k] = static_cast<char>(bad[k] ^ 1);
    EXPECT_FALSE(Bundle::FromBytes(bad, "test").ok()) << "byte " << k;
  }
}

TEST(BundleTest, TruncationIsNoticed) {
  const std::string good = WriteBundle({{"a", "one"}});
  for (size_t n = 0; n < good.size(); ++n)
    EXPECT_FALSE(Bundle::FromBytes(good.substr(0, n), "test").ok());
}

TEST(BundleTest, FileThatEndsBeforeItsSizeIsDamaged) {
  constexpr char kFile[] = "/sys/devices/system/cpu/online";  // Of a page, by its size.
  std::error_code error;
  if (!(std::filesystem::file_size(kFile, error) > 1000) || error) GTEST_SKIP();
  const absl::Status status = Bundle::Open(kFile).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
  EXPECT_NE(status.message().find("became shorter while it was read"), absl::string_view::npos)
      << status.message();
}

TEST(BundleTest, MissingFileIsNamedInOneLine) {
  const auto bundle = Bundle::Open("no/such.bundle");
  ASSERT_FALSE(bundle.ok());
  EXPECT_NE(bundle.status().message().find("no/such.bundle"), absl::string_view::npos);
  EXPECT_EQ(bundle.status().message().find('\n'), absl::string_view::npos);
}

TEST(BundleTest, FileThatIsCutOrRewrittenInPlaceChangesNothing) {
  const std::string path = ::testing::TempDir() + "/rewritten.bundle";
  std::ofstream(path, std::ios::binary) << WriteBundle({{"words", std::string(100'000, 'a')}});
  const auto bundle = Bundle::Open(path).value();
  std::filesystem::resize_file(path, 10);
  EXPECT_EQ(bundle->Section("words"), std::string(100'000, 'a'));
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace textanalysis::model
