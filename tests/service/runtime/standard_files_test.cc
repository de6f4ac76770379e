#include "service/runtime/standard_files.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <iostream>

namespace textanalysis::runtime {
namespace {

// Closes a standard file, and says by the exit code which number the next file gets, and 16 where the
// closed one could be used.
[[noreturn]] void CloseAndOpen(int standard_file) {
  close(standard_file);
  HoldStandardFiles();
  const int file = open("/dev/null", O_RDWR);
  char byte = 'a';
  const ssize_t used = standard_file == STDIN_FILENO ? read(standard_file, &byte, 1)
                                                     : write(standard_file, &byte, 1);
  std::_Exit(file + (used == -1 && errno == EBADF ? 0 : 16));
}

TEST(StandardFilesTest, FilesGetNoNumberOfAClosedOne) {
  for (const int file : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    EXPECT_EXIT(
        CloseAndOpen(file),
        [](int status) {
          return WIFEXITED(status) && WEXITSTATUS(status) > STDERR_FILENO &&
                 WEXITSTATUS(status) < 16;
        },
        "");
  }
}

// Prints to another standard output, and what became of it to standard error.
[[noreturn]] void PrintTo(const char* path) {
  dup2(open(path, O_WRONLY), STDOUT_FILENO);
  std::cerr << Print("text").message();
  std::_Exit(0);
}

TEST(StandardFilesTest, WhyNothingCanBeWrittenIsTold) {
  EXPECT_EXIT(PrintTo("/dev/null"), ::testing::ExitedWithCode(0), "^$");
  EXPECT_EXIT(PrintTo("/dev/full"), ::testing::ExitedWithCode(0),
              "^cannot write standard output: No space left on device$");
}

}  // namespace
}  // namespace textanalysis::runtime
