#include "tests/support/comparable.h"

#include <algorithm>
#include <set>
#include <string>

namespace textanalysis::testing {

using nlohmann::json;

json Comparable(const json& value) {
  static const std::set<std::string> kLeftOut = {
      "confidence", "score", "salience", "extractionConfidence", "engineVersion", "modelVersion"};
  json out = value;
  if (value.is_array()) std::transform(value.begin(), value.end(), out.begin(), Comparable);
  if (!value.is_object()) return out;
  for (const auto& [key, member] : value.items()) {
    if (kLeftOut.contains(key)) {
      out.erase(key);
    } else {
      out[key] = Comparable(member);
    }
  }
  return out;
}

}  // namespace textanalysis::testing
