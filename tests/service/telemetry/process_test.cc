#include "service/telemetry/process.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdio>
#include <ctime>
#include <thread>
#include <vector>

namespace textanalysis::telemetry {
namespace {

TEST(ProcessTest, EveryNumberIsThere) {
  const Process process = ReadProcess();
  EXPECT_GT(process.resident_bytes, 1e6);
  EXPECT_GT(process.virtual_bytes, process.resident_bytes);
  EXPECT_GE(process.threads, 1);
  EXPECT_GE(process.open_files, 3);
  EXPECT_GE(process.max_files, process.open_files);
  EXPECT_NEAR(process.start_seconds, static_cast<double>(std::time(nullptr)), 300);
}

TEST(ProcessTest, FilesAreCountedWhileTheyAreOpen) {
  const double before = ReadProcess().open_files;
  std::FILE* const file = std::fopen("/dev/null", "r");
  EXPECT_EQ(ReadProcess().open_files, before + 1);
  std::fclose(file);
  EXPECT_EQ(ReadProcess().open_files, before);
}

TEST(ProcessTest, ThreadsAreCounted) {
  const double before = ReadProcess().threads;
  std::atomic<bool> ends = false;
  std::jthread other([&ends] { ends.wait(false); });
  EXPECT_EQ(ReadProcess().threads, before + 1);
  ends = true;
  ends.notify_all();
}

TEST(ProcessTest, WorkTakesTime) {
  const double before = ReadProcess().cpu_seconds;
  const std::clock_t begin = std::clock();
  while (std::clock() - begin < CLOCKS_PER_SEC / 10) {
  }
  EXPECT_GE(ReadProcess().cpu_seconds, before + 0.05);
}

TEST(ProcessTest, MemoryThatIsTouchedIsResident) {
  const double before = ReadProcess().resident_bytes;
  const std::vector<char> memory(size_t{64} << 20, 'x');
  EXPECT_GE(ReadProcess().resident_bytes, before + 50e6) << memory.size();
}

}  // namespace
}  // namespace textanalysis::telemetry
