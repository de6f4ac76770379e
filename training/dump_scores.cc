// dump_scores TABLES_DIR MODELS_DIR OUT < DOCUMENTS.jsonl: what a tier's reader of names makes of
// each token, for who learns from it and for tests.
//
// Reads one {"id", "text"} a line and the models of MODELS_DIR: models/accurate, or models for the
// fast tier. Writes OUT, f32[n][kNumLabels], little-endian: the scores of the labels of every token
// of dump_features.

#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/reader/accurate_reader.h"
#include "analysis/reader/features.h"
#include "analysis/reader/name_encoder.h"
#include "analysis/reader/name_tagger.h"
#include "analysis/syntax/syntax.h"
#include "training/tables.h"

namespace textanalysis::training {
namespace {

using Scores = absl::StatusOr<std::vector<model::LabelScores>>;

// Returns what scores a document.
absl::StatusOr<std::function<Scores(const syntax::Syntax&)>> Scorer(const model::Bundle& bundle) {
  if (reader::IsAccurate(bundle)) {
    const auto encoder = reader::NameEncoder::Create(bundle);
    if (!encoder.ok()) return encoder.status();
    return [encoder = *encoder](const syntax::Syntax& s) {
      return encoder.Score(s, model::BestKernels(), {});
    };
  }
  const auto tagger = reader::NameTagger::Create(bundle);
  if (!tagger.ok()) return tagger.status();
  return [tagger = *tagger, features = reader::FeatureExtractor(bundle)](const syntax::Syntax& s) {
    return tagger.Score(s, features.Read(s, {}).value(), {});
  };
}

int Main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: dump_scores TABLES_DIR MODELS_DIR OUT < DOCUMENTS.jsonl\n";
    return 2;
  }
  const auto bundle = ReadTables(argv[1], argv[2]);
  const syntax::Parser parser(*bundle);
  const auto scorer = Scorer(*bundle);
  if (!scorer.ok()) {
    std::cerr << "dump_scores: " << scorer.status().message() << "\n";
    return 1;
  }
  std::ofstream out(argv[3], std::ios::binary);
  for (std::string line; std::getline(std::cin, line);) {
    const std::string text = nlohmann::json::parse(line)["text"];
    const Scores scores = (*scorer)(parser.Parse(text));
    for (const model::LabelScores& token : *scores)
      out.write(reinterpret_cast<const char*>(token.data()), sizeof token);
  }
  return out.good() ? 0 : 1;
}

}  // namespace
}  // namespace textanalysis::training

int main(int argc, char** argv) { return textanalysis::training::Main(argc, argv); }
