#include "service/security/files.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace textanalysis::security {
namespace {

TEST(FilesTest, WhatIsNoFileIsAnErrorThatNamesIt) {
  EXPECT_EQ(ReadFile("/").status().message(), "cannot read /: it is a directory");
  EXPECT_EQ(ReadFile("/dev/zero").status().message(), "cannot read /dev/zero: it is over 4 MiB");
}

TEST(FilesTest, AFileIsReadAsItIs) {
  const std::string path = ::testing::TempDir() + "files_test";
  const std::string content = std::string("a\0b\r\n", 5) + std::string(100'000, 'x');
  std::ofstream(path, std::ios::binary) << content;
  EXPECT_EQ(ReadFile(path).value(), content);
  std::ofstream(path, std::ios::binary) << "";
  EXPECT_EQ(ReadFile(path).value(), "");
  std::remove(path.c_str());
  EXPECT_EQ(ReadFile(path).status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace textanalysis::security
