#include "client/cpp/removed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::command {
namespace {

using ::testing::ElementsAre;

constexpr char kSource[] = "<p>Café<br>Share this\n";

v1::CleanedDocument Cleaned() {
  v1::CleanedDocument out;
  const auto remove = [&out](int begin, int end, v1::RemovalReason reason) {
    v1::RemovedSegment* const removed = out.add_removed_segments();
    removed->mutable_source_span()->set_begin_offset(begin);
    removed->mutable_source_span()->set_end_offset(end);
    removed->set_reason(reason);
  };
  remove(0, 3, v1::REMOVAL_REASON_MARKUP);
  out.add_segments()->mutable_source_span()->set_end_offset(8);
  remove(8, 12, v1::REMOVAL_REASON_MARKUP);
  remove(12, 22, v1::REMOVAL_REASON_RELATED_CONTENT);
  remove(22, 23, v1::REMOVAL_REASON_WHITESPACE);
  return out;
}

std::vector<std::string> ContentsOf(const std::vector<RemovedRun>& runs) {
  std::vector<std::string> out;
  for (const RemovedRun& run : runs) out.push_back(run.reason + ": " + run.content);
  return out;
}

TEST(RemovedTest, WhatSomebodyWouldHaveReadIsThereWithItsReason) {
  const std::vector<RemovedRun> runs = RemovedRuns(Cleaned(), kSource);
  EXPECT_THAT(ContentsOf(runs), ElementsAre("related content: Share this"));
  EXPECT_EQ(runs[0].begin, 12);
  EXPECT_EQ(runs[0].end, 22);
}

TEST(RemovedTest, ASourceThatTheSpansDoNotAddressGivesNoWords) {
  EXPECT_THAT(ContentsOf(RemovedRuns(Cleaned(), "another source")),
              ElementsAre("related content: "));
  EXPECT_TRUE(RemovedRuns(v1::CleanedDocument(), "").empty());
}

}  // namespace
}  // namespace textanalysis::command
