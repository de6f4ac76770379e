#include "client/cpp/removed.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/ascii.h"
#include "client/cpp/pretty.h"

namespace textanalysis::command {
namespace {

// What of a segment's text stands for the source's [begin, end).
std::string_view TextWithin(const v1::CleanedDocument& document, const v1::TextSegment& segment,
                            int32_t begin, int32_t end) {
  const v1::TextSpan& source = segment.source_span();
  int32_t from = segment.text_span().begin_offset(), to = segment.text_span().end_offset();
  if (segment.transformation() == v1::SEGMENT_TRANSFORMATION_VERBATIM) {
    from += std::max(0, begin - source.begin_offset());
    to -= std::max(0, source.end_offset() - end);
  }
  return std::string_view(document.text())
      .substr(static_cast<size_t>(from), static_cast<size_t>(to - from));
}

// The words of `document` that stand for the source's [begin, end). `*index` is that of the first
// segment that may, and goes on with it: runs come in their order.
std::string WordsWithin(const v1::CleanedDocument& document, int32_t begin, int32_t end,
                        int* index) {
  std::string out;
  const auto& segments = document.segments();
  while (*index < segments.size() && segments[*index].source_span().end_offset() <= begin) ++*index;
  for (int k = *index; k < segments.size() && segments[k].source_span().begin_offset() < end; ++k)
    out += TextWithin(document, segments[k], begin, end);
  return std::string(absl::StripAsciiWhitespace(out));
}

}  // namespace

bool IsRead(v1::RemovalReason reason) {
  return reason != v1::REMOVAL_REASON_MARKUP && reason != v1::REMOVAL_REASON_INVISIBLE &&
         reason != v1::REMOVAL_REASON_WHITESPACE;
}

int32_t SourceEnd(const v1::CleanedDocument& document) {
  int32_t end = 0;
  if (!document.segments().empty()) end = document.segments().rbegin()->source_span().end_offset();
  if (!document.removed_segments().empty())
    end = std::max(end, document.removed_segments().rbegin()->source_span().end_offset());
  return end;
}

std::vector<RemovedRun> RemovedRuns(const v1::CleanedDocument& document,
                                    const v1::CleanedDocument& visible) {
  std::vector<RemovedRun> out;
  int segment_index = 0;  // Of the first segment that a run may hold.
  for (const v1::RemovedSegment& segment : document.removed_segments()) {
    if (!IsRead(segment.reason())) continue;
    const int32_t begin = segment.source_span().begin_offset();
    const int32_t end = segment.source_span().end_offset();
    out.push_back({ShortName(v1::RemovalReason_Name(segment.reason()), "REMOVAL_REASON_"), begin,
                   end, WordsWithin(visible, begin, end, &segment_index)});
  }
  return out;
}

}  // namespace textanalysis::command
