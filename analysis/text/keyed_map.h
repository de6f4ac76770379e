// Hash tables for keys that come from documents.
//
//   text::KeyedMap<std::string, size_t> counts;
//
// Whoever writes a document must not be able to choose words that all fall into one bucket, so the
// hash (absl's) has a key of its own in each process: where the program was loaded. Tables are
// therefore never iterated where the order could show. The hashes of hash.h are known to
// everybody; they are for features, and may be keys of these tables.

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_KEYED_MAP_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_KEYED_MAP_H_

#include <cstdint>
#include <functional>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "analysis/text/absl_interop.h"

namespace textanalysis::text {

struct KeyedHash {
  using is_transparent = void;
  size_t operator()(std::string_view key) const {
    return absl::Hash<absl::string_view>()(ToAbsl(key));
  }
  size_t operator()(uint64_t key) const { return absl::Hash<uint64_t>()(key); }
};

template <typename Key, typename Value>
using KeyedMap = absl::flat_hash_map<Key, Value, KeyedHash, std::equal_to<>>;

template <typename Key>
using KeyedSet = absl::flat_hash_set<Key, KeyedHash, std::equal_to<>>;

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_KEYED_MAP_H_
