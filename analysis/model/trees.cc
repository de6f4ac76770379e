#include "analysis/model/trees.h"

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

float Trees::Probability(std::span<const float> features) const {
  float sum = 0;
  for (const uint32_t root : roots_) {
    const Node* node = &nodes_[root];
    while (node->feature >= 0)
      node += node->left + (features[static_cast<size_t>(node->feature)] > node->value ? 1 : 0);
    sum += node->value;
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace textanalysis::model
