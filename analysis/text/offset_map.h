// Converts byte offsets in a UTF-8 text to offsets in the unit that a client counts in.
//
// The library counts bytes; a client may count otherwise. A response has many spans, so the text is
// indexed once and each conversion is then cheap.
//
//   OffsetMap map(text, OffsetUnit::kUtf16);
//   span.set_begin_offset(map.FromBytes(quote.begin));

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_OFFSET_MAP_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_OFFSET_MAP_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"

namespace textanalysis::text {

// What one unit of an offset is.
enum class OffsetUnit {
  kUtf8,   // A byte.
  kUtf16,  // A 16-bit code unit.
  kUtf32,  // A code point.
};

// Immutable after construction; safe for any number of threads.
class OffsetMap {
 public:
  // Indexes `text`.
  //   Requires: `text` is well-formed UTF-8 of at most 2^31 - 1 bytes.
  //   Ownership: keeps a view; `text` must outlive the map.
  //   Cost: O(text.size()) time and text.size() / 16 bytes; none for kUtf8 and for ASCII.
  OffsetMap(std::string_view text ABSL_ATTRIBUTE_LIFETIME_BOUND, OffsetUnit unit);

  // Returns the offset, in the map's unit, of the code point that begins at `byte`.
  //   Requires: `byte` in [0, text.size()], on a code point boundary.
  //   Cost: O(1): one table read and a scan of at most 63 bytes.
  int32_t FromBytes(size_t byte) const;

 private:
  int32_t CountUnits(size_t begin, size_t end) const;

  std::string_view text_;
  OffsetUnit unit_;
  std::vector<int32_t> units_before_block_;  // Empty: bytes are units.
};

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_OFFSET_MAP_H_
