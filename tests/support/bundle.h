// The bundle that the build made, loaded once for a test program.

#ifndef TEXTANALYSIS_TESTS_SUPPORT_BUNDLE_H_
#define TEXTANALYSIS_TESTS_SUPPORT_BUNDLE_H_

#include <memory>
#include <string>

#include "analysis/model/bundle.h"
#include "analysis/pipeline/analyzer.h"

namespace textanalysis::testing {

const model::Bundle& TestBundle();
const pipeline::Analyzer& TestAnalyzer();

// The content of a file of the source tree.
std::string ReadSourceFile(const std::string& path);

}  // namespace textanalysis::testing

#endif  // TEXTANALYSIS_TESTS_SUPPORT_BUNDLE_H_
