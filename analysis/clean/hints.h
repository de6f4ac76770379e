// What the words of classes and ids hint at.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_HINTS_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_HINTS_H_

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/clean/block.h"
#include "analysis/model/bundle.h"

namespace textanalysis::clean {

// What the words of an attribute say.
struct Names {
  Hints hints = 0;
  std::vector<uint32_t> hashes;  // Of the first words, in lower case.
};

// The words of classes and ids. Immutable; safe for any number of threads.
class HintTable {
 public:
  // Reads section "class_words"; the bundle must outlive the table.
  explicit HintTable(const model::Bundle& bundle);

  // Returns what the words in an attribute say: "articleBody post-text" has four words and two
  // kinds of hints.
  Names Of(std::string_view attribute) const;

 private:
  std::unordered_map<std::string_view, Hints> words_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_HINTS_H_
