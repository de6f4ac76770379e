// dump_kinds TABLES_DIR MODELS_DIR OUT < DOCUMENTS.jsonl: what reader::NameKinds is told of names, for its
// trainer.
//
// Reads {"id", "text", "names": [[b, e], …]} a line, in code points and in order, and the name tagger of
// MODELS_DIR. Writes OUT.states, f32[names][states], OUT.hashes, u32[hashes], and OUT.counts,
// u32[names], how many of them each name has: none where it is over a sentence's end or holds no token.

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "analysis/reader/features.h"
#include "analysis/reader/name_tagger.h"
#include "analysis/syntax/syntax.h"
#include "training/code_points.h"
#include "training/tables.h"

namespace textanalysis::training {
namespace {

using nlohmann::json;

template <typename T>
void Write(const std::vector<T>& values, std::ofstream* out) {
  out->write(reinterpret_cast<const char*>(values.data()),
             static_cast<std::streamsize>(values.size() * sizeof(T)));
}

std::vector<syntax::TokenRange> Tokens(const syntax::Syntax& s, const json& names) {
  const std::vector<size_t> points = CodePoints(s.text);
  std::vector<syntax::TokenRange> out;
  for (const json& name : names) {
    const size_t begin = s.TokenAt(points[name[0].get<size_t>()]);
    size_t end = begin;
    while (end < s.tokens.size() && s.tokens[end].begin < points[name[1].get<size_t>()]) ++end;
    out.push_back({begin, end});
  }
  return out;
}

int Main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: dump_kinds TABLES_DIR MODELS_DIR OUT < DOCUMENTS.jsonl\n";
    return 2;
  }
  const auto bundle = ReadTables(argv[1], argv[2]);
  const syntax::Parser parser(*bundle);
  const reader::FeatureExtractor features(*bundle);
  const auto tagger = reader::NameTagger::Create(*bundle);
  if (!tagger.ok()) {
    std::cerr << "dump_kinds: " << tagger.status().message() << "\n";
    return 1;
  }
  const std::string prefix = argv[3];
  std::ofstream states(prefix + ".states", std::ios::binary);
  std::ofstream hashes(prefix + ".hashes", std::ios::binary);
  std::ofstream counts(prefix + ".counts", std::ios::binary);
  for (std::string line; std::getline(std::cin, line);) {
    const json document = json::parse(line);
    const std::string text = document["text"];
    const syntax::Syntax s = parser.Parse(text);
    auto names =
        tagger->DescribeNames(s, features.Read(s, {}).value(), Tokens(s, document["names"]), {});
    for (reader::NameDescription& name : *names) {
      Write(std::vector<uint32_t>{static_cast<uint32_t>(name.hashes.size())}, &counts);
      Write(std::vector<uint32_t>(name.hashes.begin(), name.hashes.end()), &hashes);
      name.states.resize(tagger->NumStates());
      Write(name.states, &states);
    }
  }
  return 0;
}

}  // namespace
}  // namespace textanalysis::training

int main(int argc, char** argv) { return textanalysis::training::Main(argc, argv); }
