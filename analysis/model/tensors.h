// Named arrays in a section of the bundle.

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_TENSORS_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_TENSORS_H_

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace textanalysis::model {

// A view of a section. Layout, little-endian: u32 number of arrays, u32 zero; for each a 24-byte
// NUL-padded name, u64 offset from the section's begin (a multiple of 64), u64 size in bytes; then
// the arrays. Immutable; safe for any number of threads.
class Tensors {
 public:
  // Reads the table; `section` must outlive the result.
  //   Errors: DataLoss when an array does not lie in the section.
  static absl::StatusOr<Tensors> Create(std::string_view section);

  // Returns the elements of an array.
  //   Errors: DataLoss when it is missing or has not `size` elements.
  absl::StatusOr<std::span<const float>> Floats(std::string_view name, size_t size) const;
  absl::StatusOr<std::span<const int8_t>> Bytes(std::string_view name, size_t size) const;
  // As above, of any size.
  absl::StatusOr<std::span<const uint32_t>> Words(std::string_view name) const;
  // Returns the number of floats in an array, 0 when it is missing.
  size_t NumFloats(std::string_view name) const;

 private:
  template <typename T>
  absl::StatusOr<std::span<const T>> Find(std::string_view name) const;
  template <typename T>
  absl::StatusOr<std::span<const T>> FindSized(std::string_view name, size_t size) const;

  std::map<std::string_view, std::string_view, std::less<>> arrays_;
};

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_TENSORS_H_
