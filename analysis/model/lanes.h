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
//   Dot(sum, x, w)   sum + the products of each lane's four bytes, x without a sign and w with one;
//   Store(sum, x_scale, w_scales, bias, y)   y = sum * x_scale * w_scales + bias.
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
  static void Store(Vector sum, float x_scale, const float* w_scales, const float* bias, float* y) {
    const __m512 scale = _mm512_mul_ps(_mm512_loadu_ps(w_scales), _mm512_set1_ps(x_scale));
    const __m512 value = _mm512_mul_ps(_mm512_cvtepi32_ps(sum), scale);
    _mm512_storeu_ps(y, _mm512_add_ps(value, _mm512_loadu_ps(bias)));
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
  static void Store(Vector sum, float x_scale, const float* w_scales, const float* bias, float* y) {
    const __m256 scale = _mm256_mul_ps(_mm256_loadu_ps(w_scales), _mm256_set1_ps(x_scale));
    const __m256 value = _mm256_mul_ps(_mm256_cvtepi32_ps(sum), scale);
    _mm256_storeu_ps(y, _mm256_add_ps(value, _mm256_loadu_ps(bias)));
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
  static void Store(Vector sum, float x_scale, const float* w_scales, const float* bias, float* y) {
    const __m128 scale = _mm_mul_ps(_mm_loadu_ps(w_scales), _mm_set1_ps(x_scale));
    const __m128 value = _mm_mul_ps(_mm_cvtepi32_ps(sum), scale);
    _mm_storeu_ps(y, _mm_add_ps(value, _mm_loadu_ps(bias)));
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
  static void Store(const Vector& sum, float x_scale, const float* w_scales, const float* bias,
                    float* y) {
    for (size_t k = 0; k < kCount; ++k)
      y[k] = static_cast<float>(sum.lane[k]) * (w_scales[k] * x_scale) + bias[k];
  }
};

#endif

}  // namespace
}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_LANES_H_
