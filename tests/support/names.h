// Names that nobody bears, as many as a test of large dictionaries needs.

#ifndef TEXTANALYSIS_TESTS_SUPPORT_NAMES_H_
#define TEXTANALYSIS_TESTS_SUPPORT_NAMES_H_

#include <cstddef>
#include <string>

namespace textanalysis::testing {

// Returns a name of two or three words, another one for each number below 16^6.
std::string InventedName(size_t number);

}  // namespace textanalysis::testing

#endif  // TEXTANALYSIS_TESTS_SUPPORT_NAMES_H_
