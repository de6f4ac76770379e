// Documents made to cost more than their size: one family each kind of attack, of any size.

#ifndef TEXTANALYSIS_TESTS_SUPPORT_HOSTILE_H_
#define TEXTANALYSIS_TESTS_SUPPORT_HOSTILE_H_

#include <cstddef>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "analysis/clean/document.h"
#include "analysis/dictionary/dictionary.h"

namespace textanalysis::testing {

struct HostileFamily {
  std::string name;
  clean::Form form;
  std::function<std::string(size_t bytes)> make;  // Well-formed UTF-8 of about so many bytes.
  dictionary::Dictionaries dictionaries{};        // Made to cost, too.
};
void PrintTo(const HostileFamily& family, std::ostream* out);

// Returns all families; names differ.
const std::vector<HostileFamily>& HostileFamilies();

}  // namespace textanalysis::testing

#endif  // TEXTANALYSIS_TESTS_SUPPORT_HOSTILE_H_
