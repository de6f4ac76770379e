// The bundle that the build made, loaded once for a test program.

#ifndef TEXTANALYSIS_TESTS_SUPPORT_BUNDLE_H_
#define TEXTANALYSIS_TESTS_SUPPORT_BUNDLE_H_

#include <memory>
#include <string>

#include "analysis/model/bundle.h"
#include "analysis/pipeline/analyzer.h"

namespace textanalysis::testing {

// What the analysers of English read.
const model::Bundle& TestBundle();
// The whole bundle.
std::shared_ptr<const model::Bundle> WholeBundle();
const pipeline::Analyzer& TestAnalyzer();

// Where the build put the bundle, and the root of the source tree.
std::string BundlePath();
std::string SourceDir();

// The content of a file of the source tree.
std::string ReadSourceFile(const std::string& path);

}  // namespace textanalysis::testing

#endif  // TEXTANALYSIS_TESTS_SUPPORT_BUNDLE_H_
