// What cleaning removed of a document, for people.

#ifndef TEXTANALYSIS_CLIENT_CPP_REMOVED_H_
#define TEXTANALYSIS_CLIENT_CPP_REMOVED_H_

#include <cstdint>
#include <string>
#include <vector>

#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::command {

// A run of removed text.
struct RemovedRun {
  std::string reason;  // "related content"
  int32_t begin;       // Bytes of the source.
  int32_t end;
  std::string content;
};

// Whether somebody would have read what was removed for `reason`: tags, scripts and white space are
// not read.
bool IsRead(v1::RemovalReason reason);

// Where the parts of the source that a cleaned document accounts for end.
int32_t SourceEnd(const v1::CleanedDocument& document);

// Returns the removed runs that somebody would have read, in their order. `visible` is all that is
// seen of the same source, and has their words.
//   Requires: offsets in bytes.
std::vector<RemovedRun> RemovedRuns(const v1::CleanedDocument& document,
                                    const v1::CleanedDocument& visible);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_REMOVED_H_
