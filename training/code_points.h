// Offsets of corpora, which count code points, as bytes.

#ifndef TEXTANALYSIS_TRAINING_CODE_POINTS_H_
#define TEXTANALYSIS_TRAINING_CODE_POINTS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "analysis/text/utf8.h"

namespace textanalysis::training {

// Returns the byte at which each code point begins, and the number of bytes.
inline std::vector<size_t> CodePoints(std::string_view text) {
  std::vector<size_t> out;
  for (size_t k = 0; k < text.size(); ++k) {
    if (!text::IsContinuationByte(text[k])) out.push_back(k);
  }
  out.push_back(text.size());
  return out;
}

}  // namespace textanalysis::training

#endif  // TEXTANALYSIS_TRAINING_CODE_POINTS_H_
