#include "service/rpc/item_id.h"

#include <algorithm>

#include "analysis/text/error.h"
#include "analysis/text/utf8.h"

namespace textanalysis::rpc {
namespace {

constexpr size_t kMaxItemIdBytes = 128;

}  // namespace

absl::Status CheckItemId(const std::string& id) {
  if (!id.empty() && id.size() <= kMaxItemIdBytes) return absl::OkStatus();
  return text::InvalidArgument({.reason = "INVALID_ITEM_ID",
                                .field = "item_id",
                                .figures = {{"maxBytes", std::to_string(kMaxItemIdBytes)},
                                            {"actualBytes", std::to_string(id.size())}}},
                               "name each item with 1 to 128 bytes");
}

std::string ShortenedItemId(const std::string& id) {
  size_t end = std::min(id.size(), kMaxItemIdBytes);
  while (end < id.size() && end > 0 && text::IsContinuationByte(id[end])) --end;
  return id.substr(0, end);
}

}  // namespace textanalysis::rpc
