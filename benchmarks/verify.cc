// benchmark_verify BUNDLE DRAFT SOURCE…: what it takes to check a draft beyond the analysis of the texts.
//
// Analyses the draft and the sources, plain texts, before the clock starts; prints one JSON object: bytes, quotations, and CPU
// milliseconds to index the sources and to check the draft, the best of five.

#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <list>
#include <string>
#include <vector>

#include "analysis/pipeline/analyzer.h"

namespace textanalysis {
namespace {

struct Document {
  std::string text;
  pipeline::Analysis analysis;
  verify::Text View() const { return {text, &analysis.quotes, &analysis.entities}; }
};

double CpuMilliseconds() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

int Main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: benchmark_verify BUNDLE DRAFT SOURCE…\n";
    return 2;
  }
  const auto bundle = model::Bundle::Open(argv[1]);
  if (!bundle.ok()) {
    std::cerr << bundle.status().message() << "\n";
    return 1;
  }
  const auto analyzer = pipeline::Analyzer::Create(*bundle).value();
  std::list<Document> documents;
  size_t bytes = 0;
  for (int k = 2; k < argc; ++k) {
    std::ifstream in(argv[k], std::ios::binary);
    Document& d = documents.emplace_back();
    d.text.assign(std::istreambuf_iterator<char>(in), {});
    d.analysis =
        analyzer->Analyze({.text = d.text, .language_code = "en"}, {.clean = false}, {}).value();
    if (k > 2) bytes += d.text.size();
  }
  std::vector<verify::Text> sources;
  for (auto d = std::next(documents.begin()); d != documents.end(); ++d)
    sources.push_back(d->View());
  double index = 1e9, check = 1e9;
  size_t found = 0;
  for (int round = 0; round < 5; ++round) {
    const double begin = CpuMilliseconds();
    const auto indexed = analyzer->verifier().Index(sources, {}).value();
    const double middle = CpuMilliseconds();
    found = analyzer->verifier().Verify(documents.front().View(), indexed, {}).value().size();
    index = std::min(index, middle - begin);
    check = std::min(check, CpuMilliseconds() - middle);
  }
  std::cout << "{\"source_bytes\": " << bytes
            << ", \"draft_bytes\": " << documents.front().text.size()
            << ", \"quotations\": " << found << ", \"index_ms\": " << index
            << ", \"check_ms\": " << check << "}\n";
  return 0;
}

}  // namespace
}  // namespace textanalysis

int main(int argc, char** argv) { return textanalysis::Main(argc, argv); }
