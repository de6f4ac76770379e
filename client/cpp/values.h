// Entities of an answer as tables list them.

#ifndef TEXTANALYSIS_CLIENT_CPP_VALUES_H_
#define TEXTANALYSIS_CLIENT_CPP_VALUES_H_

#include <vector>

#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::command {

// Returns the entities by falling salience, those of one type and normalised value ("£38m",
// "£38 million") as one: called as it is written first, with the mentions and the salience of all.
std::vector<v1::Entity> GroupedByValue(
    const google::protobuf::RepeatedPtrField<v1::Entity>& entities);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_VALUES_H_
