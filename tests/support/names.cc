#include "tests/support/names.h"

namespace textanalysis::testing {

std::string InventedName(size_t number) {
  static constexpr const char* kParts[] = {"ba", "ko", "mi", "tu", "re", "sa", "lo", "di",
                                           "ne", "pu", "fa", "go", "vi", "zu", "he", "wa"};
  std::string out;
  for (size_t word = 0; word < 2 + number % 2; ++word) {
    std::string part;
    for (size_t k = 0; k < 3; ++k, number /= 16) part += kParts[number % 16];
    if (word == 1) part += kParts[number % 16];
    part[0] = static_cast<char>(part[0] - 'a' + 'A');
    out += (word == 0 ? "" : " ") + part;
  }
  return out;
}

}  // namespace textanalysis::testing
