// Lets the names of a document agree on their types: a name that is seen clearly once helps its
// other mentions (after Krishnan and Manning, "An Effective Two-Stage Model for Exploiting
// Non-Local Dependencies in Named Entity Recognition", 2006).

#ifndef TEXTANALYSIS_ANALYSIS_NAMES_CONSISTENCY_H_
#define TEXTANALYSIS_ANALYSIS_NAMES_CONSISTENCY_H_

#include <vector>

#include "analysis/reader/reading.h"

namespace textanalysis::names {

// Changes the types and confidences of doubtful names:
//  - a single word that ends a clear person's name is that person ("Washington", of "MaliVai
//    Washington");
//  - a single word that begins a clear organisation's name, and is no place, is that organisation;
//  - a name is of the type that its equals, in any case, have clearly more often;
//  - a name is more certain for a clearer equal of its type.
//   Cost: O(bytes of the names).
void MakeNamesAgree(const syntax::Syntax& syntax, const text::Budget& budget,
                    std::vector<reader::TaggedName>* names);

}  // namespace textanalysis::names

#endif  // TEXTANALYSIS_ANALYSIS_NAMES_CONSISTENCY_H_
