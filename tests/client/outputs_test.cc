#include "client/cpp/outputs.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
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
std::string MessageOf(const absl::StatusOr<int>& file) { return MessageOf(file.status()); }

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

// What another process says of an open file that it shares with this one.
void ExpectThatItIsTaken(int output, bool is_taken) {
  EXPECT_EXIT(std::exit(ClaimOutput(output, "shared", "in").ok() ? 1 : 2),
              ::testing::ExitedWithCode(is_taken ? 2 : 1), "");
  EXPECT_EXIT(std::exit(CheckOutputIsFree(output, "shared").ok() ? 1 : 2),
              ::testing::ExitedWithCode(is_taken ? 2 : 1), "");
}

TEST(OutputsTest, FileThatTwoRunsHaveOpenTogetherIsOneRunsAlone) {
  const std::string path = Fresh("shared");
  const absl::StatusOr<int> output = OpenOutput(path, "in");
  ASSERT_TRUE(output.ok());
  ExpectThatItIsTaken(*output, true);
  std::ifstream(path).get();
  ExpectThatItIsTaken(*output, false);  // As outputs.h says; it is then taken anew.
  EXPECT_TRUE(ClaimOutput(*output, path, "in").ok());
  ExpectThatItIsTaken(*output, true);
  EXPECT_TRUE(CheckOutputIsFree(*output, path).ok()) << "its own";
  close(*output);
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
