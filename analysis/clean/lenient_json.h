// Reads JSON as pages write it: with stray commas, comments, line breaks in strings, a semicolon at
// the end, or cut off in the middle.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_LENIENT_JSON_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_LENIENT_JSON_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace textanalysis::clean {

// A value: `text` of a string, number or word (true), `members` of an object, `items` of an array.
struct Json {
  enum class Kind { kNull, kString, kNumber, kObject, kArray };

  // Returns the first member of that name, or nothing.
  const Json* Find(std::string_view name) const;

  Kind kind = Kind::kNull;
  std::string text{};
  std::vector<std::pair<std::string, Json>> members{};
  std::vector<Json> items{};
};

// Returns the values that stand one after the other in `text`. What is no JSON is passed over, and
// what is nested deeper than 40 levels is left out.
//   Cost: O(text.size()).
std::vector<Json> ReadLenientJson(std::string_view text);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_LENIENT_JSON_H_
