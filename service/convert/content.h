// The words of a quotation as one line.

#ifndef TEXTANALYSIS_SERVICE_CONVERT_CONTENT_H_
#define TEXTANALYSIS_SERVICE_CONVERT_CONTENT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/text/span.h"

namespace textanalysis::convert {

// Returns the parts joined by a space, or by " … " where words of `text` are left out between two of
// them. The stretch that holds `clause` leaves nothing out: of direct speech, the reporting clause
// was not said.
std::string JoinParts(std::string_view text, const std::vector<text::Span>& parts,
                      const std::optional<text::Span>& clause);

}  // namespace textanalysis::convert

#endif  // TEXTANALYSIS_SERVICE_CONVERT_CONTENT_H_
