// Repairs characters that an earlier program decoded wrongly.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_REPAIR_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_REPAIR_H_

#include <string_view>
#include <vector>

#include "analysis/clean/block.h"
#include "analysis/clean/document.h"
#include "analysis/clean/references.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// Rewrites the pieces and texts of `blocks`:
//  - UTF-8 that was read as windows-1252, up to three times over ("Ã©" → é, "â€™" → ’,
//    "Ã¢â‚¬â„¢" → ’), in a document that shows sequences which no language writes; elsewhere "ß“"
//    is left as it is;
//  - in plain text, character references ("&amp;" → &), unless what they yield would begin another.
// Each text becomes what stands in the cleaned text; a block of which nothing would is removed as
// invisible.
// The blocks are of no use when `budget` is spent.
//   Cost: O(source.size()); a scan for one byte where nothing is to be repaired.
void RepairCharacters(std::string_view source, Form form, const References& references,
                      const text::Budget& budget, std::vector<Block>* blocks);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_REPAIR_H_
