// Answers of the table that every client passes (tests/golden/clients.json).

#ifndef TEXTANALYSIS_TESTS_SUPPORT_COMPARABLE_H_
#define TEXTANALYSIS_TESTS_SUPPORT_COMPARABLE_H_

#include <nlohmann/json.hpp>

namespace textanalysis::testing {

// Returns `value` without what changes by itself (versions) or by rounding (probabilities).
nlohmann::json Comparable(const nlohmann::json& value);

}  // namespace textanalysis::testing

#endif  // TEXTANALYSIS_TESTS_SUPPORT_COMPARABLE_H_
