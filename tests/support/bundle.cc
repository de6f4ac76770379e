#include "tests/support/bundle.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace textanalysis::testing {
namespace {

std::shared_ptr<const model::Bundle> Load() {
  auto bundle = model::Bundle::Open(TA_BUNDLE);
  if (!bundle.ok()) {
    std::cerr << bundle.status().message() << "\n";
    std::abort();
  }
  return *bundle;
}

const std::shared_ptr<const model::Bundle>& Shared() {
  static const std::shared_ptr<const model::Bundle> kBundle = Load();
  return kBundle;
}

}  // namespace

const model::Bundle& TestBundle() {
  static const std::shared_ptr<const model::Bundle> kEnglish =
      model::Bundle::ForLanguage(Shared(), "en");
  return *kEnglish;
}

std::shared_ptr<const model::Bundle> WholeBundle() { return Shared(); }

const pipeline::Analyzer& TestAnalyzer() {
  static const std::shared_ptr<const pipeline::Analyzer> kAnalyzer =
      pipeline::Analyzer::Create(Shared()).value();
  return *kAnalyzer;
}

std::string BundlePath() { return TA_BUNDLE; }
std::string SourceDir() { return TA_SOURCE_DIR; }

std::string ReadSourceFile(const std::string& path) {
  std::ifstream in(std::string(TA_SOURCE_DIR) + "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace textanalysis::testing
