// dump_features TABLES_DIR OUT_PREFIX < DOCUMENTS.jsonl: what the name tagger sees of each
// document, for its trainer.
//
// Reads one {"id", "text"} a line. Writes little-endian arrays: OUT_PREFIX.tokens, i32[n][2], begin
// and end of each token in code points; .hashes, u32[n][kNumTemplates]; .sentences, i32[s][2], in
// tokens over all documents; .documents, i32[d][2], in sentences; .flags, u8[n], what
// reader::TokenFlags() says; and .words, the tokens, one a line.

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/reader/features.h"
#include "analysis/reader/quote_tagger.h"
#include "analysis/text/offset_map.h"
#include "training/tables.h"

namespace textanalysis::training {
namespace {

template <typename Int>
void Put(std::ostream& out, Int value) {
  out.write(reinterpret_cast<const char*>(&value), sizeof value);
}

class Dump {
 public:
  explicit Dump(const std::string& prefix)
      : tokens_(prefix + ".tokens", std::ios::binary),
        hashes_(prefix + ".hashes", std::ios::binary),
        sentences_(prefix + ".sentences", std::ios::binary),
        documents_(prefix + ".documents", std::ios::binary),
        flags_(prefix + ".flags", std::ios::binary),
        words_(prefix + ".words", std::ios::binary) {}

  void Add(const syntax::Syntax& s, const reader::DocumentFeatures& features) {
    const text::OffsetMap map(s.text, text::OffsetUnit::kUtf32);
    for (size_t k = 0; k < s.tokens.size(); ++k) {
      Put(tokens_, map.FromBytes(s.tokens[k].begin));
      Put(tokens_, map.FromBytes(s.tokens[k].end));
      words_ << s.Token(k) << '\n';
    }
    for (const uint8_t flags : reader::TokenFlags(s)) Put(flags_, flags);
    for (const syntax::TokenRange& r : s.sentences) {
      std::vector<uint64_t> hashes;
      features.Fill(s, r, &hashes);
      for (const uint64_t h : hashes) Put(hashes_, static_cast<uint32_t>(h));
      Put(sentences_, static_cast<int32_t>(num_tokens_ + r.begin));
      Put(sentences_, static_cast<int32_t>(num_tokens_ + r.end));
    }
    Put(documents_, static_cast<int32_t>(num_sentences_));
    num_sentences_ += s.sentences.size();
    Put(documents_, static_cast<int32_t>(num_sentences_));
    num_tokens_ += s.tokens.size();
  }

 private:
  std::ofstream tokens_, hashes_, sentences_, documents_, flags_, words_;
  size_t num_tokens_ = 0;
  size_t num_sentences_ = 0;
};

int Main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: dump_features TABLES_DIR OUT_PREFIX < DOCUMENTS.jsonl\n";
    return 2;
  }
  const auto bundle = ReadTables(argv[1]);
  const syntax::Parser parser(*bundle);
  const reader::FeatureExtractor extractor(*bundle);
  Dump dump(argv[2]);
  for (std::string line; std::getline(std::cin, line);) {
    const std::string text = nlohmann::json::parse(line)["text"];
    const syntax::Syntax s = parser.Parse(text);
    dump.Add(s, extractor.Read(s, {}).value());
  }
  return 0;
}

}  // namespace
}  // namespace textanalysis::training

int main(int argc, char** argv) { return textanalysis::training::Main(argc, argv); }
