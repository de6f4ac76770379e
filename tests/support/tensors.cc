#include "tests/support/tensors.h"

#include <cstdint>
#include <cstring>

namespace textanalysis::testing {

std::string FloatBytes(size_t n) {
  std::string out(n * sizeof(float), '\0');
  uint32_t state = 1;
  for (size_t k = 0; k < n; ++k) {
    state = state * 1664525u + 1013904223u;
    const float value = static_cast<float>(state >> 8) / static_cast<float>(1 << 24) - 0.5f;
    std::memcpy(out.data() + k * sizeof value, &value, sizeof value);
  }
  return out;
}

std::string WeightBytes(size_t n) {
  std::string out(n, '\0');
  uint32_t state = 7;
  for (char& c : out) {
    state = state * 1664525u + 1013904223u;
    c = static_cast<char>(static_cast<int>((state >> 16) % 127) - 63);
  }
  return out;
}

std::string TensorSection(const Arrays& arrays) {
  std::string table((8 + 40 * arrays.size() + 63) / 64 * 64, '\0'), body;
  const auto count = static_cast<uint32_t>(arrays.size());
  std::memcpy(table.data(), &count, sizeof count);
  for (size_t k = 0; k < arrays.size(); ++k) {
    const auto& [name, bytes] = arrays[k];
    const uint64_t place[] = {table.size() + body.size(), bytes.size()};
    std::memcpy(table.data() + 8 + 40 * k, name.data(), name.size());
    std::memcpy(table.data() + 8 + 40 * k + 24, place, sizeof place);
    body.append(bytes);
    body.resize((body.size() + 63) / 64 * 64);
  }
  return table + body;
}

Arrays EncoderArrays() {
  constexpr size_t kGates = 3 * kEncoderWidth;
  const std::string words("\1\0\0\0\2\0\0\0", 8);
  return {{"bias", FloatBytes(kEncoderWidth)}, {"words", words},
          {"vector_scales", FloatBytes(3)},    {"vectors", WeightBytes(3 * kEncoderWidth)},
          {"row_scales", FloatBytes(2)},       {"rows", WeightBytes(2 * kEncoderWidth)},
          {"layer0.s", FloatBytes(kGates)},    {"layer0.w", WeightBytes(kEncoderWidth * kGates)},
          {"layer0.b", FloatBytes(kGates)}};
}

}  // namespace textanalysis::testing
