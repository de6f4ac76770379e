// The character references that the tests of cleaning read by.

#ifndef TEXTANALYSIS_TESTS_ANALYSIS_CLEAN_TEST_REFERENCES_H_
#define TEXTANALYSIS_TESTS_ANALYSIS_CLEAN_TEST_REFERENCES_H_

#include "analysis/clean/references.h"
#include "tests/support/bundle.h"

namespace textanalysis::clean {

inline const References& TestReferences() {
  static const References kReferences(testing::TestBundle());
  return kReferences;
}

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_TESTS_ANALYSIS_CLEAN_TEST_REFERENCES_H_
