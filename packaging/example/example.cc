// Prints who said what in a file, with the library alone.
#include <analysis/pipeline/analyzer.h>

#include <fstream>
#include <iostream>
#include <iterator>

int main(int, char** argv) {
  namespace ta = textanalysis;
  const auto analyzer =
      ta::pipeline::Analyzer::Create(ta::model::Bundle::Open(BUNDLE).value()).value();
  std::ifstream in(argv[1]);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  const auto analysis = analyzer->Analyze({.text = text}, {}, {}).value();
  for (const auto& q : analysis.quotes) {
    std::cout << (q.speaker ? q.speaker->name : "?") << ":";
    for (const auto& span : q.content) std::cout << " " << Slice(analysis.cleaned->text, span);
    std::cout << "\n";
  }
}
