#include "analysis/model/trees.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "absl/status/status.h"

namespace textanalysis::model {

absl::StatusOr<Trees> Trees::Create(std::string_view section) {
  std::array<uint32_t, 4> header{};
  const absl::Status damaged = absl::DataLossError("the model bundle's decision trees are damaged");
  if (section.size() < sizeof header) return damaged;
  std::memcpy(header.data(), section.data(), sizeof header);
  const auto [num_trees, num_nodes, num_features, zero] = header;
  const size_t size =
      sizeof header + size_t{num_trees} * sizeof(uint32_t) + size_t{num_nodes} * sizeof(Node);
  if (section.size() != size || zero != 0) return damaged;
  const char* at = section.data() + sizeof header;
  Trees trees;
  trees.num_features_ = num_features;
  trees.roots_ = {reinterpret_cast<const uint32_t*>(at), num_trees};
  trees.nodes_ = {reinterpret_cast<const Node*>(at + num_trees * sizeof(uint32_t)), num_nodes};
  if (!trees.IsSound()) return damaged;
  return trees;
}

bool Trees::IsSound() const {
  for (const uint32_t root : roots_) {
    if (root >= nodes_.size()) return false;
  }
  for (size_t k = 0; k < nodes_.size(); ++k) {
    const Node& node = nodes_[k];
    if (node.feature < 0) continue;
    if (static_cast<size_t>(node.feature) >= num_features_) return false;
    if (node.left == 0 || k + node.left + 1 >= nodes_.size()) return false;
  }
  return true;
}

// Adds to each sum the value of the leaf that its row comes to. A row that is there stays, until
// all are.
void Trees::AddLeaves(uint32_t root, const float* rows, size_t stride, float* sums) const {
  std::array<const Node*, kLanes> at;
  at.fill(&nodes_[root]);
  for (bool moved = true; moved;) {
    moved = false;
    for (size_t lane = 0; lane < kLanes; ++lane) {
      const Node& node = *at[lane];
      const bool inner = node.feature >= 0;
      const float value = rows[lane * stride + (inner ? static_cast<size_t>(node.feature) : 0)];
      at[lane] += inner ? node.left + (value > node.value ? 1 : 0) : 0;
      moved |= inner;
    }
  }
  for (size_t lane = 0; lane < kLanes; ++lane) sums[lane] += at[lane]->value;
}

std::vector<float> Trees::Probabilities(std::span<const float> rows, size_t stride) const {
  const size_t n = rows.size() / stride;
  std::vector<float> out(n);
  for (size_t first = 0; first < n; first += kLanes) {
    std::array<float, kLanes> sums{};
    std::vector<float> padded;
    const float* begin = rows.data() + first * stride;
    if (n - first < kLanes) {
      padded.resize(kLanes * stride);
      std::copy(begin, rows.data() + rows.size(), padded.begin());
      begin = padded.data();
    }
    for (const uint32_t root : roots_) AddLeaves(root, begin, stride, sums.data());
    for (size_t lane = 0; lane < std::min(kLanes, n - first); ++lane)
      out[first + lane] = 1 / (1 + std::exp(-sums[lane]));
  }
  return out;
}

}  // namespace textanalysis::model
