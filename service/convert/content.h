// The words of a quotation as one line.

#ifndef TEXTANALYSIS_SERVICE_CONVERT_CONTENT_H_
#define TEXTANALYSIS_SERVICE_CONVERT_CONTENT_H_

#include <string>
#include <string_view>
#include <vector>

#include "analysis/text/span.h"

namespace textanalysis::convert {

// Returns the parts joined by " … " where `text` has words between two of them, be they left out or a
// reporting clause, and otherwise by a space.
std::string JoinParts(std::string_view text, const std::vector<text::Span>& parts);

}  // namespace textanalysis::convert

#endif  // TEXTANALYSIS_SERVICE_CONVERT_CONTENT_H_
