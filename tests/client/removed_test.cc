#include "client/cpp/removed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::command {
namespace {

using ::testing::ElementsAre;

// Of "<p>Café<br>Share &amp; like\n".
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
  remove(12, 28, v1::REMOVAL_REASON_RELATED_CONTENT);
  remove(28, 29, v1::REMOVAL_REASON_WHITESPACE);
  return out;
}

// All that is seen of it; one segment may hold what was kept and what was not.
v1::CleanedDocument Visible(int first_end) {
  v1::CleanedDocument out;
  const auto add = [&out](int begin, int end, const std::string& text,
                          v1::SegmentTransformation transformation) {
    v1::TextSegment* const segment = out.add_segments();
    segment->mutable_source_span()->set_begin_offset(begin);
    segment->mutable_source_span()->set_end_offset(end);
    segment->mutable_text_span()->set_begin_offset(static_cast<int>(out.text().size()));
    out.set_text(out.text() + text);
    segment->mutable_text_span()->set_end_offset(static_cast<int>(out.text().size()));
    segment->set_transformation(transformation);
  };
  add(3, first_end, std::string("Café<br>Share ").substr(0, static_cast<size_t>(first_end) - 3),
      v1::SEGMENT_TRANSFORMATION_VERBATIM);
  if (first_end < 12) add(12, 12, "\n\n", v1::SEGMENT_TRANSFORMATION_INSERTED);
  if (first_end < 12) add(12, 18, "Share ", v1::SEGMENT_TRANSFORMATION_VERBATIM);
  add(18, 23, "&", v1::SEGMENT_TRANSFORMATION_DECODED);
  add(23, 28, " like", v1::SEGMENT_TRANSFORMATION_VERBATIM);
  return out;
}

std::vector<std::string> ContentsOf(const std::vector<RemovedRun>& runs) {
  std::vector<std::string> out;
  for (const RemovedRun& run : runs) out.push_back(run.reason + ": " + run.content);
  return out;
}

TEST(RemovedTest, WhatSomebodyWouldHaveReadIsThereWithItsReason) {
  const std::vector<RemovedRun> runs = RemovedRuns(Cleaned(), Visible(8));
  EXPECT_THAT(ContentsOf(runs), ElementsAre("related content: Share & like"));
  EXPECT_EQ(runs[0].begin, 12);
  EXPECT_EQ(runs[0].end, 28);
}

TEST(RemovedTest, OfASegmentThatGoesOnIntoARunItsOwnPartIsThere) {
  EXPECT_THAT(ContentsOf(RemovedRuns(Cleaned(), Visible(18))),
              ElementsAre("related content: Share & like"));
}

TEST(RemovedTest, WhatNobodySeesHasNoWords) {
  EXPECT_THAT(ContentsOf(RemovedRuns(Cleaned(), v1::CleanedDocument())),
              ElementsAre("related content: "));
  EXPECT_TRUE(RemovedRuns(v1::CleanedDocument(), Visible(8)).empty());
}

}  // namespace
}  // namespace textanalysis::command
