#include "client/cpp/removed.h"

#include <algorithm>

#include "client/cpp/pretty.h"

namespace textanalysis::command {

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
                                    const std::string& source) {
  const bool is_known = static_cast<size_t>(SourceEnd(document)) == source.size();
  std::vector<RemovedRun> out;
  for (const v1::RemovedSegment& segment : document.removed_segments()) {
    if (!IsRead(segment.reason())) continue;
    const int32_t begin = segment.source_span().begin_offset();
    const int32_t end = segment.source_span().end_offset();
    const auto from = static_cast<size_t>(begin), bytes = static_cast<size_t>(end - begin);
    out.push_back({ShortName(v1::RemovalReason_Name(segment.reason()), "REMOVAL_REASON_"), begin,
                   end, is_known ? source.substr(from, bytes) : ""});
  }
  return out;
}

}  // namespace textanalysis::command
