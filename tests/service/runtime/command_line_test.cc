#include "service/runtime/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "absl/flags/flag.h"
#include "absl/time/time.h"

ABSL_FLAG(int, pages, 3, "How many.");
ABSL_FLAG(bool, quiet, false, "Whether.");
ABSL_FLAG(absl::Duration, patience, absl::Seconds(1), "How long.");
ABSL_FLAG(std::string, secret_file, "", "Where.");

namespace textanalysis::runtime {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Program ThisTest() {
  return {.usage = "Tests.",
          .version = "1\n",
          .flags_file = "command_line_test.cc",
          .never_empty = {"secret_file"}};
}

absl::StatusOr<std::vector<std::string>> Parse(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "test");
  std::vector<char*> views;
  for (std::string& argument : arguments) views.push_back(argument.data());
  const auto rest = ParseFlags(ThisTest(), static_cast<int>(views.size()), views.data());
  if (!rest.ok()) return rest.status();
  return std::vector<std::string>(rest->begin() + 1, rest->end());
}

std::string ErrorOf(std::vector<std::string> arguments) {
  return std::string(Parse(std::move(arguments)).status().message());
}

std::string FlagFile(const std::string& content) {
  std::string path = ::testing::TempDir() + "/command_line_test.flags";
  std::ofstream(path) << content;
  return path;
}

TEST(CommandLineTest, FlagsAreReadAndTheRestIsReturned) {
  const auto rest = Parse({"clean", "--pages", "7", "-", "--quiet", "a", "--", "--pages=8"});
  ASSERT_TRUE(rest.ok()) << rest.status();
  EXPECT_THAT(*rest, ElementsAre("clean", "-", "a", "--pages=8"));
  EXPECT_EQ(absl::GetFlag(FLAGS_pages), 7);
  EXPECT_TRUE(absl::GetFlag(FLAGS_quiet));
  ASSERT_TRUE(Parse({"-pages=9", "--noquiet"}).ok());
  EXPECT_EQ(absl::GetFlag(FLAGS_pages), 9);
  EXPECT_FALSE(absl::GetFlag(FLAGS_quiet));
}

TEST(CommandLineTest, MistakesAreErrorsThatNameTheFlag) {
  EXPECT_EQ(ErrorOf({"--page=1"}), "--page is no flag; did you mean --pages?");
  EXPECT_THAT(ErrorOf({"--fromenv=secret_file"}), StartsWith("--fromenv is no flag"));
  EXPECT_THAT(ErrorOf({"--undefok=page", "--page=1"}), StartsWith("--undefok is no flag"));
  EXPECT_EQ(ErrorOf({"--nopages"}), "--nopages is no flag; did you mean --pages?");
  EXPECT_THAT(ErrorOf({"--pages=abc"}), StartsWith("--pages cannot be read: "));
  EXPECT_THAT(ErrorOf({"--pages", "abc"}), StartsWith("--pages cannot be read: "));
  EXPECT_THAT(ErrorOf({"--quiet=perhaps"}), StartsWith("--quiet cannot be read: "));
  EXPECT_THAT(ErrorOf({"--patience=5"}), EndsWith("; a time has a unit: 250ms, 5s, 2m"));
  EXPECT_EQ(ErrorOf({"--pages"}), "--pages has no value");
  EXPECT_EQ(ErrorOf({"--secret_file="}),
            "--secret_file is empty; name a file, or leave the flag out");
  EXPECT_EQ(ErrorOf({"--secret_file", ""}),
            "--secret_file is empty; name a file, or leave the flag out");
}

TEST(CommandLineTest, AGuessIsOfASlipAlone) {
  EXPECT_EQ(ErrorOf({"--pagse=1"}), "--pagse is no flag; did you mean --pages?") << "one slip";
  EXPECT_EQ(ErrorOf({"--secretfle=a"}), "--secretfle is no flag; did you mean --secret_file?");
  for (const char* other : {"--json", "--verbose", "--secret", "--x"})
    EXPECT_THAT(ErrorOf({other}), EndsWith(" is no flag; --help lists all flags")) << other;
}

TEST(CommandLineTest, FlagsOfFilesAreReadAlike) {
  ASSERT_TRUE(Parse({"--flagfile=" + FlagFile("# How many.\n\n  --pages=21\n--quiet")}).ok());
  EXPECT_EQ(absl::GetFlag(FLAGS_pages), 21);
  EXPECT_TRUE(absl::GetFlag(FLAGS_quiet));
  EXPECT_EQ(ErrorOf({"--flagfile=" + FlagFile("--page=1\n")}),
            "--page is no flag; did you mean --pages?");
  EXPECT_THAT(ErrorOf({"--flagfile=" + FlagFile("pages=1\n")}), HasSubstr("\"pages=1\" in "));
  EXPECT_THAT(ErrorOf({"--flagfile", "no/such"}),
              StartsWith("--flagfile: cannot read no/such: No such file"));
  EXPECT_THAT(ErrorOf({"--flagfile=."}), HasSubstr("Is a directory"));
  EXPECT_EQ(ErrorOf({"--flagfile=/dev/zero"}), "--flagfile: /dev/zero is not a file");
  EXPECT_THAT(ErrorOf({"--flagfile=" + FlagFile(std::string((1 << 20) + 1, '\n'))}),
              EndsWith(" is over 1 MiB"));
  const std::string path = FlagFile("");
  EXPECT_THAT(ErrorOf({"--flagfile=" + FlagFile("--flagfile=" + path)}), HasSubstr("too many"));
}

TEST(CommandLineTest, HelpHasEachFlagWithItsDefault) {
  EXPECT_EQ(HelpOf(ThisTest()),
            "Tests.\n\nFlags, with their defaults:\n    --pages (3)\n        How many.\n"
            "    --patience (1s)\n        How long.\n"
            "    --quiet (false)\n        Whether.\n    --secret_file (none)\n        Where.\n");
  EXPECT_EXIT(Parse({"--help"}).IgnoreError(), ::testing::ExitedWithCode(0), "");
  EXPECT_EXIT(Parse({"--version"}).IgnoreError(), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace textanalysis::runtime
