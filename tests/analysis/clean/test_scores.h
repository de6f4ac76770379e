// The scores by which the tests of cleaning choose a page's metadata.

#ifndef TEXTANALYSIS_TESTS_ANALYSIS_CLEAN_TEST_SCORES_H_
#define TEXTANALYSIS_TESTS_ANALYSIS_CLEAN_TEST_SCORES_H_

#include "analysis/clean/metadata_scores.h"
#include "tests/support/bundle.h"

namespace textanalysis::clean {

inline const MetadataScores& TestScores() {
  static const MetadataScores kScores = *MetadataScores::Create(testing::TestBundle());
  return kScores;
}

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_TESTS_ANALYSIS_CLEAN_TEST_SCORES_H_
