#include "service/runtime/thread_name.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <thread>

namespace textanalysis::runtime {
namespace {

// The name that a thread bears after it was given one.
std::string Named(const std::string& name) {
  char kept[16] = "";
  std::thread thread([&] {
    NameThisThread(name);
    pthread_getname_np(pthread_self(), kept, sizeof kept);
  });
  thread.join();
  return kept;
}

TEST(ThreadNameTest, AThreadBearsItsName) { EXPECT_EQ(Named("worker 3"), "worker 3"); }

TEST(ThreadNameTest, LongNamesAreCutAt15Bytes) {
  EXPECT_EQ(Named("a name of twenty bytes"), "a name of twent");
}

TEST(ThreadNameTest, OtherThreadsKeepTheirs) {
  char before[16] = "", after[16] = "";
  pthread_getname_np(pthread_self(), before, sizeof before);
  EXPECT_EQ(Named("other"), "other");
  pthread_getname_np(pthread_self(), after, sizeof after);
  EXPECT_STREQ(before, after);
}

}  // namespace
}  // namespace textanalysis::runtime
