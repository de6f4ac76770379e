#include "analysis/text/offset_map.h"

#include <algorithm>

#include "absl/base/macros.h"
#include "analysis/text/utf8.h"

namespace textanalysis::text {
namespace {

constexpr size_t kBlockBytes = 64;

}  // namespace

OffsetMap::OffsetMap(std::string_view text, OffsetUnit unit) : text_(text), unit_(unit) {
  if (unit == OffsetUnit::kUtf8 || IsAscii(text)) return;
  units_before_block_.reserve(text.size() / kBlockBytes + 1);
  int32_t units = 0;
  for (size_t at = 0; at <= text.size(); at += kBlockBytes) {
    units_before_block_.push_back(units);
    units += CountUnits(at, std::min(at + kBlockBytes, text.size()));
  }
}

int32_t OffsetMap::FromBytes(size_t byte) const {
  ABSL_ASSERT(byte <= text_.size());
  ABSL_ASSERT(byte == text_.size() || !IsContinuationByte(text_[byte]));
  if (units_before_block_.empty()) return static_cast<int32_t>(byte);
  const size_t block = byte / kBlockBytes;
  return units_before_block_[block] + CountUnits(block * kBlockBytes, byte);
}

// A code point is counted at its first byte, so that blocks may cut one in two.
int32_t OffsetMap::CountUnits(size_t begin, size_t end) const {
  int32_t units = 0;
  for (size_t at = begin; at < end; ++at) {
    if (IsContinuationByte(text_[at])) continue;
    const bool astral = static_cast<unsigned char>(text_[at]) >= 0xF0;
    units += unit_ == OffsetUnit::kUtf16 && astral ? 2 : 1;
  }
  return units;
}

}  // namespace textanalysis::text
