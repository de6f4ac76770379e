// Hashes that stay the same for ever, for tables made at training time.

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_HASH_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_HASH_H_

#include <cstdint>
#include <string_view>

namespace textanalysis::text {

// Spreads the bits of `h`.
constexpr uint64_t Mix(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdu;
  h ^= h >> 33;
  return h;
}

// FNV-1a (Fowler, Noll, Vo), spread.
constexpr uint64_t Hash(std::string_view bytes) {
  uint64_t h = 0xcbf29ce484222325u;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return Mix(h);
}

// A hash of the ordered pair.
constexpr uint64_t Combine(uint64_t a, uint64_t b) { return Mix(a * 0x9E3779B97F4A7C15u + b); }

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_HASH_H_
