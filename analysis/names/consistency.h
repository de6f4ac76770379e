// Lets the names of a document agree on their types: a name that is seen clearly once helps its
// other mentions (after Krishnan and Manning, "An Effective Two-Stage Model for Exploiting
// Non-Local Dependencies in Named Entity Recognition", 2006).

#ifndef TEXTANALYSIS_ANALYSIS_NAMES_CONSISTENCY_H_
#define TEXTANALYSIS_ANALYSIS_NAMES_CONSISTENCY_H_

#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/reader/reading.h"

namespace textanalysis::names {

// Numbers that were fitted to data.
struct AgreementNumbers {
  // Reads section "calibration".
  //   Errors: DataLoss when it is missing or damaged.
  static absl::StatusOr<AgreementNumbers> Create(const model::Bundle& bundle);

  float clear = 0;          // Above it a full name tells of its words.
  float may_be_person = 0;  // Below it a single word may be the person of a clear name.
  float doubtful = 0;       // Below it a name may be outvoted by its equals …
  float majority = 0;       // … when their probabilities add up to so many times more.
};

// Changes the types and confidences of doubtful names:
//  - a single word that ends a clear person's name is that person ("Washington", of "MaliVai
//    Washington");
//  - a single word that begins a clear organisation's name, and is no place, is that organisation;
//  - a name is of the type that its equals, in any case, have clearly more often;
//  - a name is more certain for a clearer equal of its type.
//   Cost: O(bytes of the names).
void MakeNamesAgree(const syntax::Syntax& syntax, const AgreementNumbers& numbers,
                    const text::Budget& budget, std::vector<reader::TaggedName>* names);

}  // namespace textanalysis::names

#endif  // TEXTANALYSIS_ANALYSIS_NAMES_CONSISTENCY_H_
