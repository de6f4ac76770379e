// Vectors of 32-bit sums of byte products, at the level this is compiled for. Only kernels_level.cc
// includes it.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_LANES_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_LANES_H_

#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSSE3__)
#include <immintrin.h>
#endif

namespace textanalysis::model {
namespace {

// Each Lanes holds kCount sums and has
//   Load(p)          kCount * 4 bytes as they are;
//   Broadcast(p)     the four bytes at p in every lane;
//   Dot(sum, x, w)   sum + the products of each lane's four bytes, x without a sign and w with one.
#if defined(__AVX512BW__)

struct Lanes {
  using Vector = __m512i;
  static constexpr size_t kCount = 16, kRows = 8;
  static Vector Load(const void* p) { return _mm512_loadu_si512(p); }
  static Vector Broadcast(int32_t four) { return _mm512_set1_epi32(four); }
  static Vector Dot(Vector sum, Vector x, Vector w) {
#if defined(__AVX512VNNI__)
    return _mm512_dpbusd_epi32(sum, x, w);
#else
    const Vector pairs = _mm512_maddubs_epi16(x, w);
    return _mm512_add_epi32(sum, _mm512_madd_epi16(pairs, _mm512_set1_epi16(1)));
#endif
  }
};

#elif defined(__AVX2__)

struct Lanes {
  using Vector = __m256i;
  static constexpr size_t kCount = 8, kRows = 4;
  static Vector Load(const void* p) { return _mm256_loadu_si256(static_cast<const __m256i*>(p)); }
  static Vector Broadcast(int32_t four) { return _mm256_set1_epi32(four); }
  static Vector Dot(Vector sum, Vector x, Vector w) {
    const Vector pairs = _mm256_maddubs_epi16(x, w);
    return _mm256_add_epi32(sum, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
  }
};

#elif defined(__SSSE3__)

struct Lanes {
  using Vector = __m128i;
  static constexpr size_t kCount = 4, kRows = 4;
  static Vector Load(const void* p) { return _mm_loadu_si128(static_cast<const __m128i*>(p)); }
  static Vector Broadcast(int32_t four) { return _mm_set1_epi32(four); }
  static Vector Dot(Vector sum, Vector x, Vector w) {
    const Vector pairs = _mm_maddubs_epi16(x, w);
    return _mm_add_epi32(sum, _mm_madd_epi16(pairs, _mm_set1_epi16(1)));
  }
};

#else

struct Lanes {
  static constexpr size_t kCount = 4, kRows = 4;
  struct Vector {
    int32_t lane[kCount];
  };
  static Vector Load(const void* p) {
    Vector v;
    std::memcpy(&v, p, sizeof(v));
    return v;
  }
  static Vector Broadcast(int32_t four) { return {{four, four, four, four}}; }
  static Vector Dot(Vector sum, const Vector& x, const Vector& w) {
    uint8_t a[16];
    int8_t b[16];
    std::memcpy(a, &x, sizeof(a));
    std::memcpy(b, &w, sizeof(b));
    for (size_t k = 0; k < sizeof(a); ++k) sum.lane[k / 4] += a[k] * b[k];
    return sum;
  }
};

#endif

// y[kCount] = sum * x_scale * w_scales + bias.
void Store(const Lanes::Vector& sum, float x_scale, const float* w_scales, const float* bias,
           float* y) {
  int32_t lanes[Lanes::kCount];
  std::memcpy(lanes, &sum, sizeof(lanes));
  for (size_t k = 0; k < Lanes::kCount; ++k)
    y[k] = static_cast<float>(lanes[k]) * (w_scales[k] * x_scale) + bias[k];
}

}  // namespace
}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_LANES_H_
