#include "client/cpp/outputs.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace textanalysis::command {
namespace {

using ::testing::HasSubstr;

std::string Fresh(const std::string& name) {
  std::string path = ::testing::TempDir() + "/outputs_" + name;
  std::filesystem::remove(path);
  return path;
}

std::string MessageOf(const absl::Status& status) { return std::string(status.message()); }

TEST(OutputsTest, FileIsOneRunsAlone) {
  const std::string path = Fresh("claimed");
  ASSERT_TRUE(OpenOutput(path, "in").ok());
  EXPECT_TRUE(std::filesystem::exists(path));
  EXPECT_THAT(MessageOf(OpenOutput(path, "in")), HasSubstr("another run writes to " + path));
  const int other = open(path.c_str(), O_WRONLY | O_APPEND);
  EXPECT_THAT(MessageOf(ClaimOutput(other, "standard output", "in")),
              HasSubstr("another run writes to standard output"));
  close(other);
}

TEST(OutputsTest, WhatIsReadIsNotWritten) {
  const std::string path = Fresh("input"), link = Fresh("link");
  std::ofstream(path) << "{}\n";
  std::filesystem::create_hard_link(path, link);
  for (const std::string& name : {path, link}) {
    EXPECT_THAT(MessageOf(OpenOutput(name, path)), HasSubstr(name + " is the input, too"));
  }
}

TEST(OutputsTest, PipesAndDevicesBelongToNobody) {
  const int null = open("/dev/null", O_WRONLY), again = open("/dev/null", O_WRONLY);
  EXPECT_TRUE(ClaimOutput(null, "standard output", "/dev/null").ok());
  EXPECT_TRUE(ClaimOutput(again, "standard output", "/dev/null").ok());
  close(null);
  close(again);
  EXPECT_THAT(MessageOf(OpenOutput("/dev/null", "in")), HasSubstr("/dev/null is not a file"));
  EXPECT_THAT(MessageOf(OpenOutput("no/such/file", "in")), HasSubstr("cannot write no/such/file"));
}

}  // namespace
}  // namespace textanalysis::command
