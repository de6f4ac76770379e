#include "service/admission/admission.h"

#include <gtest/gtest.h>

#include <deque>
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
    ASSERT_TRUE(Post(bytes, {}, [this](auto, auto) {
                  started_.count_down();
                  release_.wait();
                }).ok());
    started_.wait();
  }
  void Release() {
    if (!released_) release_.count_down();
    released_ = true;
  }

  // Posts with an entry of its own in the books, which is kept until the test ends.
  absl::Status Post(size_t bytes, const text::Budget& budget, Admission::Task task,
                    size_t kind = 0) {
    charges_.push_back(admission_.NewCharge());
    return admission_.Post(bytes, kind, budget, &charges_.back(), std::move(task));
  }

  static void Nothing(const absl::Status&, absl::Duration) {}

  std::latch started_{1}, release_{1};
  bool released_ = false;
  Admission admission_;
  std::deque<Charge> charges_;
};

TEST_F(AdmissionTest, WhatWaitsIsExpectedToTakeItsBytesAlone) {
  Occupy(100);
  EXPECT_EQ(admission_.expected_bytes(), 100 * kMemoryPerDocumentByte);
  ASSERT_TRUE(Post(1000, {}, Nothing).ok());
  EXPECT_EQ(admission_.charged_bytes(), 1100 * kMemoryPerDocumentByte);
  EXPECT_EQ(admission_.expected_bytes(), 100 * kMemoryPerDocumentByte + 1000);
}

TEST_F(AdmissionTest, FullQueueIsRefusedWithATimeToRetry) {
  Occupy(10);
  EXPECT_TRUE(Post(10, {}, Nothing).ok());
  EXPECT_TRUE(Post(10, {}, Nothing).ok());
  const absl::Status refused = Post(10, {}, Nothing);
  EXPECT_EQ(refused.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(ReasonOf(refused), "QUEUE_FULL");
  EXPECT_GE(std::stoi(text::GetErrorDetail(refused)->figures["retryAfterMillis"]), 50);
  EXPECT_EQ(admission_.admitted_bytes(), 30);
}

TEST_F(AdmissionTest, SpentBudgetIsToldBeforeAnyWork) {
  const text::Budget spent{.deadline = text::FromNow(-absl::Seconds(1))};
  EXPECT_EQ(Post(1, spent, Nothing).code(), absl::StatusCode::kDeadlineExceeded);
  EXPECT_EQ(admission_.load().waiting, 0);
}

TEST_F(AdmissionTest, TaskWhoseDeadlinePassedInTheQueueIsToldSo) {
  Occupy(1);
  std::latch done(1);
  absl::StatusCode code = absl::StatusCode::kOk;
  const text::Budget budget{.deadline = text::FromNow(absl::Milliseconds(20))};
  ASSERT_TRUE(Post(1, budget, [&](const absl::Status& admitted, absl::Duration) {
                code = admitted.code();
                done.count_down();
              }).ok());
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
  EXPECT_TRUE(Post(10, {}, Nothing).ok());
  EXPECT_EQ(ReasonOf(Post(1, {}, Nothing)), "MEMORY_EXHAUSTED");
}

TEST_F(SmallMemoryTest, WhatIsAnsweredStaysInTheBooksUntilItIsWritten) {
  Occupy(90);
  Release();
  while (admission_.load().running > 0) absl::SleepFor(absl::Milliseconds(1));
  EXPECT_EQ(admission_.admitted_bytes(), 0);
  EXPECT_EQ(ReasonOf(Post(20, {}, Nothing)), "MEMORY_EXHAUSTED");
  charges_.front().Set(50);  // What the answer holds.
  EXPECT_TRUE(Post(20, {}, Nothing).ok());
}

TEST_F(SmallMemoryTest, WhoWaitsForRoomIsCalledWhenACallGivesBackItsMemory) {
  Occupy(100);
  std::latch called(1);
  admission_.WhenRoom([&called] { called.count_down(); });
  charges_.front().Set(0);
  called.wait();
}

TEST_F(SmallMemoryTest, WhatADocumentTurnsOutToNeedIsTakenWhileItFits) {
  Charge charge = admission_.NewCharge();
  EXPECT_TRUE(admission_.Take(2000, &charge).ok());
  EXPECT_EQ(charge.bytes(), 2000);
  Charge other = admission_.NewCharge();
  EXPECT_EQ(ReasonOf(admission_.Take(2500, &other)), "MEMORY_EXHAUSTED");
  EXPECT_EQ(ReasonOf(admission_.Take(1'000'000, &other)), "DOCUMENT_TOO_DENSE");
  EXPECT_EQ(other.bytes(), 0);
}

TEST_F(SmallMemoryTest, OneThatIsTooLargeIsStillWorkedOnAlone) { Occupy(1000); }

TEST_F(AdmissionTest, SlowSmallDocumentSaysLittleOfLargeOnes) {
  std::latch done(3);
  ASSERT_TRUE(Post(50, {}, [](auto, auto) { absl::SleepFor(absl::Milliseconds(5)); }).ok());
  for (int k = 0; k < 3; ++k) {
    while (admission_.load().waiting > 0) absl::SleepFor(absl::Milliseconds(1));
    ASSERT_TRUE(Post(100'000, {}, [&done](auto, auto) { done.count_down(); }).ok());
  }
  done.wait();
  Occupy(100'000);
  EXPECT_TRUE(Post(100'000, {}, Nothing).ok());
  EXPECT_TRUE(Post(100'000, {}, Nothing).ok());
}

class ShortWaitTest : public AdmissionTest {
 protected:
  ShortWaitTest() : AdmissionTest({.max_wait = absl::Milliseconds(30)}) {}

  // Works on `n` documents of 5,000 bytes of a kind, each for that time.
  void Teach(int n, absl::Duration time, size_t kind = 0) {
    for (int k = 0; k < n; ++k) {
      const auto sleep = [time](auto, auto) { absl::SleepFor(time); };
      ASSERT_TRUE(Post(5000, {}, sleep, kind).ok());
      while (admission_.admitted_bytes() > 0) absl::SleepFor(absl::Milliseconds(1));
    }
  }
};

TEST_F(ShortWaitTest, WorkThatOutlastsTheWaitIsRefusedAtOnce) {
  Teach(2, absl::Milliseconds(20));
  Occupy(1);
  EXPECT_TRUE(Post(100'000, {}, Nothing).ok());
  EXPECT_EQ(ReasonOf(Post(1, {}, Nothing)), "WAIT_TOO_LONG");
}

TEST_F(ShortWaitTest, DearKindSaysNothingOfTheOther) {
  Teach(2, absl::Milliseconds(20), 1);
  Occupy(1);
  EXPECT_TRUE(Post(100'000, {}, Nothing).ok());
  EXPECT_TRUE(Post(100'000, {}, Nothing).ok()) << "of a kind that was never slow";
}

TEST_F(ShortWaitTest, WorkOfADearKindIsWaitedForByBoth) {
  Teach(2, absl::Milliseconds(20), 1);
  Occupy(1);
  EXPECT_TRUE(Post(100'000, {}, Nothing, 1).ok());
  EXPECT_EQ(ReasonOf(Post(1, {}, Nothing, 0)), "WAIT_TOO_LONG");
  EXPECT_EQ(ReasonOf(Post(1, {}, Nothing, 1)), "WAIT_TOO_LONG");
}

TEST_F(ShortWaitTest, OneSlowDocumentSaysNothingOfOthers) {
  Teach(2, absl::ZeroDuration());
  Teach(1, absl::Seconds(1));
  Occupy(5000);
  EXPECT_TRUE(Post(5000, {}, Nothing).ok());
  EXPECT_TRUE(Post(5000, {}, Nothing).ok());
}

TEST_F(ShortWaitTest, TaskThatWaitedTooLongIsToldSo) {
  Occupy(1);
  std::latch done(1);
  std::string reason;
  ASSERT_TRUE(Post(1, {}, [&](const absl::Status& admitted, absl::Duration waited) {
                reason = ReasonOf(admitted);
                EXPECT_GE(waited, absl::Milliseconds(30));
                done.count_down();
              }).ok());
  absl::SleepFor(absl::Milliseconds(50));
  Release();
  done.wait();
  EXPECT_EQ(reason, "WAIT_TOO_LONG");
}

}  // namespace
}  // namespace textanalysis::admission
