// Words of scripts that are written without spaces between them: Chinese, Japanese, Thai, Khmer,
// Lao, Burmese (ICU's dictionaries).

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_UNSPACED_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_UNSPACED_H_

#include <cstddef>
#include <string_view>
#include <vector>

namespace textanalysis::text {

// Returns whether `c` belongs to such a script.
bool IsUnspaced(char32_t c);

// Returns where the stretch of such scripts that begins at `at` ends.
size_t UnspacedEnd(std::string_view text, size_t at);

// Returns the words of `run`, a stretch of such a script, in order; together they are `run`.
//   Cost: O(run.size()).
std::vector<std::string_view> SplitUnspaced(std::string_view run);

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_UNSPACED_H_
