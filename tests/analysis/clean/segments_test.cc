#include "analysis/clean/segments.h"

#include <gtest/gtest.h>

#include "analysis/clean/plain.h"

namespace textanalysis::clean {
namespace {

CleanedDocument Build(std::string_view source, const std::vector<size_t>& removed = {}) {
  Lines lines = SplitLines(source);
  for (const size_t k : removed) lines.blocks[k].removal = RemovalReason::kAdvertisement;
  return BuildDocument(source, lines.blocks, lines.gaps, {});
}

TEST(SegmentsTest, KeptBlocksStandABlankLineApart) {
  const std::string source = "One  line\nTwo\nThree\n";
  const CleanedDocument document = Build(source, {1});
  EXPECT_EQ(document.text, "One line\n\nThree");
  size_t advertisements = 0;
  for (const Removed& r : document.removed) {
    if (r.reason != RemovalReason::kAdvertisement) continue;
    EXPECT_EQ(Slice(source, r.source), "Two");
    ++advertisements;
  }
  EXPECT_EQ(advertisements, 1u);
}

TEST(SegmentsTest, SegmentsAndRemovedSpansTileTextAndSource) {
  const std::string source = "Caf\u0065\u0301  au lait\nAd\nTwo\n";
  const CleanedDocument document = Build(source, {1});
  size_t text_at = 0, source_at = 0;
  for (const Segment& s : document.segments) {
    EXPECT_EQ(s.text.begin, text_at);
    EXPECT_GE(s.source.begin, source_at);
    text_at = s.text.end;
    source_at = s.source.end;
  }
  EXPECT_EQ(text_at, document.text.size());
  EXPECT_LE(source_at, source.size());
  EXPECT_NE(document.text.find("Caf\u00E9 au lait"), std::string::npos) << "NFC, one space";
}

TEST(SegmentsTest, NothingKeptIsNoText) {
  const CleanedDocument document = Build("Ad\n", {0});
  EXPECT_EQ(document.text, "");
  EXPECT_TRUE(document.segments.empty());
}

}  // namespace
}  // namespace textanalysis::clean
