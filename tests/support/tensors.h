// Networks of the smallest size that is read, with numbers that were never trained.

#ifndef TEXTANALYSIS_TESTS_SUPPORT_TENSORS_H_
#define TEXTANALYSIS_TESTS_SUPPORT_TENSORS_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace textanalysis::testing {

// Names of arrays and their bytes.
using Arrays = std::vector<std::pair<std::string, std::string>>;

// Returns `n` floats in [-0.5, 0.5), the same ones each time.
std::string FloatBytes(size_t n);

// Returns `n` bytes that are small numbers with a sign, the same ones each time.
std::string WeightBytes(size_t n);

// Returns a section of named arrays, as model::Tensors reads it.
std::string TensorSection(const Arrays& arrays);

// The arrays of a model::Encoder of one layer that knows two words: those whose hashes have 1 and 2 in
// their upper halves.
inline constexpr size_t kEncoderWidth = 16;
Arrays EncoderArrays();

}  // namespace textanalysis::testing

#endif  // TEXTANALYSIS_TESTS_SUPPORT_TENSORS_H_
