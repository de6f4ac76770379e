#include "service/admission/admission.h"

#include <gtest/gtest.h>

#include <latch>
#include <optional>

#include "absl/time/clock.h"
#include "analysis/text/error.h"

namespace textanalysis::admission {
namespace {

std::string ReasonOf(const absl::Status& status) {
  const auto detail = text::GetErrorDetail(status);
  return detail ? detail->reason : "";
}

// One worker, kept busy until Release(). Each test posts behind it.
class AdmissionTest : public ::testing::Test {
 protected:
  explicit AdmissionTest(const Limits& limits = {}) : admission_(limits, 1, 2) {}
  ~AdmissionTest() override { Release(); }

  void Occupy(size_t bytes) {
    ASSERT_TRUE(admission_
                    .Post(bytes, {},
                          [this](auto, auto) {
                            started_.count_down();
                            release_.wait();
                          })
                    .ok());
    started_.wait();
  }
  void Release() {
    if (!released_) release_.count_down();
    released_ = true;
  }

  static void Nothing(const absl::Status&, absl::Duration) {}

  std::latch started_{1}, release_{1};
  bool released_ = false;
  Admission admission_;
};

TEST_F(AdmissionTest, FullQueueIsRefusedWithATimeToRetry) {
  Occupy(10);
  EXPECT_TRUE(admission_.Post(10, {}, Nothing).ok());
  EXPECT_TRUE(admission_.Post(10, {}, Nothing).ok());
  const absl::Status refused = admission_.Post(10, {}, Nothing);
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refused), "QUEUE_FULL");
  EXPECT_GE(std::stoi(text::GetErrorDetail(refused)->figures["retryAfterMillis"]), 50);
  EXPECT_EQ(admission_.admitted_bytes(), 30);
}

TEST_F(AdmissionTest, SpentBudgetIsToldBeforeAnyWork) {
  const text::Budget spent{.deadline = text::FromNow(-absl::Seconds(1))};
  EXPECT_EQ(admission_.Post(1, spent, Nothing).code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(admission_.load().waiting, 0);
}

TEST_F(AdmissionTest, TaskWhoseDeadlinePassedInTheQueueIsToldSo) {
  Occupy(1);
  std::latch done(1);
  absl::StatusCode code = absl::StatusCode::kOk;
  const text::Budget budget{.deadline = text::FromNow(absl::Milliseconds(20))};
  ASSERT_TRUE(admission_
                  .Post(1, budget,
                        [&](const absl::Status& admitted, absl::Duration) {
                          code = admitted.code();
                          done.count_down();
                        })
                  .ok());
  absl::SleepFor(absl::Milliseconds(40));
  Release();
  done.wait();
  EXPECT_EQ(code, absl::StatusCode::kDeadlineExceeded);
}

class SmallMemoryTest : public AdmissionTest {
 protected:
  SmallMemoryTest() : AdmissionTest({.memory_bytes = 100 * kMemoryPerDocumentByte}) {}
};

TEST_F(SmallMemoryTest, DocumentsTogetherStayWithinTheMemory) {
  Occupy(90);
  EXPECT_TRUE(admission_.Post(10, {}, Nothing).ok());
  EXPECT_EQ(ReasonOf(admission_.Post(1, {}, Nothing)), "MEMORY_EXHAUSTED");
}

TEST_F(SmallMemoryTest, OneThatIsTooLargeIsStillWorkedOnAlone) { Occupy(1000); }

TEST_F(AdmissionTest, SlowSmallDocumentSaysLittleOfLargeOnes) {
  std::latch done(3);
  ASSERT_TRUE(
      admission_.Post(50, {}, [](auto, auto) { absl::SleepFor(absl::Milliseconds(5)); }).ok());
  for (int k = 0; k < 3; ++k) {
    while (admission_.load().waiting > 0) absl::SleepFor(absl::Milliseconds(1));
    ASSERT_TRUE(admission_.Post(100'000, {}, [&done](auto, auto) { done.count_down(); }).ok());
  }
  done.wait();
  Occupy(100'000);
  EXPECT_TRUE(admission_.Post(100'000, {}, Nothing).ok());
  EXPECT_TRUE(admission_.Post(100'000, {}, Nothing).ok());
}

class ShortWaitTest : public AdmissionTest {
 protected:
  ShortWaitTest() : AdmissionTest({.max_wait = absl::Milliseconds(30)}) {}

  // Lets the mean time of a kilobyte be 2 ms and more.
  void TeachSlowness() {
    std::latch done(1);
    ASSERT_TRUE(
        admission_.Post(5000, {}, [](auto, auto) { absl::SleepFor(absl::Milliseconds(20)); }).ok());
    ASSERT_TRUE(admission_.Post(5000, {}, [&done](auto, auto) { done.count_down(); }).ok());
    done.wait();
  }
};

TEST_F(ShortWaitTest, WorkThatOutlastsTheWaitIsRefusedAtOnce) {
  TeachSlowness();
  Occupy(1);
  EXPECT_TRUE(admission_.Post(100'000, {}, Nothing).ok());
  EXPECT_EQ(ReasonOf(admission_.Post(1, {}, Nothing)), "WAIT_TOO_LONG");
}

TEST_F(ShortWaitTest, TaskThatWaitedTooLongIsToldSo) {
  Occupy(1);
  std::latch done(1);
  std::string reason;
  ASSERT_TRUE(admission_
                  .Post(1, {},
                        [&](const absl::Status& admitted, absl::Duration waited) {
                          reason = ReasonOf(admitted);
                          EXPECT_GE(waited, absl::Milliseconds(30));
                          done.count_down();
                        })
                  .ok());
  absl::SleepFor(absl::Milliseconds(50));
  Release();
  done.wait();
  EXPECT_EQ(reason, "WAIT_TOO_LONG");
}

}  // namespace
}  // namespace textanalysis::admission
