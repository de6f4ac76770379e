// Features of blocks for the classifier: what a block's text, markup and place on its page say.
// Training and analysis share them.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_FEATURES_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_FEATURES_H_

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/clean/block.h"
#include "analysis/clean/head.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// Values a block: of itself, then of its place among the others.
inline constexpr size_t kNumOwnFeatures = 60 + 2 * kNumAncestors + 2 * kNumHints + kNumElements;
inline constexpr size_t kNumFeatures = kNumOwnFeatures + 47;

// The features of a page's blocks. What they share is found at once, a block's own on demand.
// Immutable; safe for any number of threads.
class BlockFeatures {
 public:
  // Requires: `blocks` and `head` outlive the features.
  //   Errors: the budget's.
  //   Cost: O(bytes of text).
  static absl::StatusOr<BlockFeatures> Create(const std::vector<Block>& blocks, const Head& head,
                                              const text::Budget& budget);
  BlockFeatures(BlockFeatures&&) noexcept;
  BlockFeatures& operator=(BlockFeatures&&) noexcept;
  ~BlockFeatures();

  // Writes the features of block k.
  //   Requires: row.size() == kNumFeatures.
  void Write(size_t k, std::span<float> row) const;

  // Appends hashes of what block k says and of what its elements are called.
  void AppendHashes(size_t k, std::vector<uint32_t>* out) const;

  // Returns hashes of what the page states of itself: its title, description, types, address.
  std::vector<uint32_t> PageHashes() const;

 private:
  struct State;
  explicit BlockFeatures(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_FEATURES_H_
