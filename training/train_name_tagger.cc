// train_name_tagger TABLES_DIR NER_DIR OUT.weights [EPOCHS]: trains the CRF of
// analysis/entities/tagger.h.
//
// Stochastic gradient descent with AdaGrad on the conditional log-likelihood, sentence by sentence
// in an order shuffled with a fixed seed; weights of the second half of the epochs are averaged.
// Prints strict F1 on conll2003-valid after each epoch.

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <numeric>
#include <random>

#include "analysis/entities/features.h"
#include "analysis/entities/tagger.h"
#include "analysis/text/utf8.h"

namespace textanalysis {
namespace {

constexpr size_t kLog2Rows = 18;
constexpr size_t kRows = size_t{1} << kLog2Rows;
constexpr size_t kRow = model::kNumLabels - 1;
constexpr float kRate = 0.1f;
constexpr float kL2 = 2e-6f;

struct Corpus {
  const char* file;
  entities::Style style;
};
constexpr Corpus kTrain[] = {{"conll2003-train", entities::Style::kNewswire},
                             {"gum-train", entities::Style::kWeb},
                             {"wikigold", entities::Style::kEncyclopedia},
                             {"btc", entities::Style::kSocial}};

struct Sentence {
  std::vector<std::vector<uint32_t>> features;
  std::vector<uint8_t> gold;
};

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::shared_ptr<const model::Bundle> ReadTables(const std::filesystem::path& dir) {
  std::map<std::string, std::string> sections;
  for (const auto& entry : std::filesystem::directory_iterator(dir)) {
    if (entry.path().extension() == ".tsv") sections[entry.path().stem()] = ReadFile(entry.path());
  }
  return *model::Bundle::FromBytes(model::WriteBundle(sections), "tables");
}

std::vector<size_t> ByteOffsets(const std::string& text) {
  std::vector<size_t> at;
  for (size_t k = 0; k <= text.size(); ++k) {
    if (k == text.size() || !text::IsContinuationByte(text[k])) at.push_back(k);
  }
  return at;
}

size_t TypeIndex(const std::string& type) {
  const std::string names[] = {"PER", "LOC", "ORG", "MISC"};
  return static_cast<size_t>(std::find(std::begin(names), std::end(names), type) -
                             std::begin(names));
}

// BILOU labels of the tokens; a gold span that cuts a token covers it.
std::vector<uint8_t> GoldLabels(const nlohmann::json& doc, const syntax::Syntax& s,
                                const std::string& text) {
  std::vector<uint8_t> labels(s.tokens.size(), 0);
  const std::vector<size_t> bytes = ByteOffsets(text);
  for (const auto& e : doc["entities"]) {
    const size_t type = TypeIndex(e["type"]);
    if (type >= model::kNumTypes) continue;
    const size_t begin = s.TokenAt(bytes[e["start"].get<size_t>()]);
    const size_t last = s.TokenAt(bytes[e["end"].get<size_t>()] - 1);
    if (last >= labels.size()) continue;
    for (size_t k = begin; k <= last; ++k) {
      const size_t position = begin == last ? 3 : k == begin ? 0 : k == last ? 2 : 1;
      labels[k] = static_cast<uint8_t>(1 + 4 * type + position);
    }
  }
  return labels;
}

bool IsFreeGenre(const nlohmann::json& doc) {
  const std::string id = doc["id"];
  for (const char* genre : {"fiction", "whow", "essay", "letter", "podcast"}) {
    if (id.find(genre) != std::string::npos) return false;
  }
  return true;
}

std::vector<Sentence> ReadSentences(const std::filesystem::path& path, entities::Style style,
                                    const model::Bundle& bundle) {
  const syntax::Parser parser(bundle);
  const entities::FeatureExtractor extractor(bundle);
  std::vector<Sentence> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json doc = nlohmann::json::parse(line);
    if (!IsFreeGenre(doc)) continue;
    const std::string text = doc["text"];
    const syntax::Syntax s = parser.Parse(text);
    const entities::FeatureTable table = extractor.Extract(s, style, {}).value();
    const std::vector<uint8_t> labels = GoldLabels(doc, s, text);
    for (const syntax::TokenRange& r : s.sentences) {
      Sentence& sentence = out.emplace_back();
      for (size_t k = r.begin; k < r.end; ++k) {
        auto& features = sentence.features.emplace_back();
        for (const uint64_t h : table.Of(k))
          features.push_back(static_cast<uint32_t>(h & (kRows - 1)));
        sentence.gold.push_back(labels[k]);
      }
      if (!sentence.gold.empty() && !model::IsAllowed(0, sentence.gold[0])) out.pop_back();
    }
  }
  return out;
}

class Trainer {
 public:
  Trainer() : weights_(kRows * kRow), squares_(kRows * kRow, 1e-6f), sums_(kRows * kRow) {}

  void Step(const Sentence& s) {
    const std::vector<model::LabelScores> marginals = model::Marginals(Emissions(s), transitions_);
    for (size_t t = 0; t < s.gold.size(); ++t) {
      std::array<float, kRow> gradient;
      float largest = 0;
      for (size_t k = 0; k < kRow; ++k) {
        gradient[k] = marginals[t][k + 1] - (s.gold[t] == k + 1 ? 1.f : 0.f);
        largest = std::max(largest, std::abs(gradient[k]));
      }
      if (largest < 1e-4f) continue;
      for (const uint32_t f : s.features[t]) Update(f, gradient);
    }
    UpdateTransitions(s, marginals);
  }

  std::vector<model::LabelScores> Emissions(const Sentence& s) const {
    std::vector<model::LabelScores> out(s.gold.size());
    for (size_t t = 0; t < out.size(); ++t) {
      out[t] = {};
      for (const uint32_t f : s.features[t]) {
        for (size_t k = 0; k < kRow; ++k) out[t][k + 1] += weights_[f * kRow + k];
      }
    }
    return out;
  }

  void Accumulate() {
    for (size_t k = 0; k < sums_.size(); ++k) sums_[k] += weights_[k];
    ++num_sums_;
  }
  void UseAverage() {
    for (size_t k = 0; k < sums_.size(); ++k)
      weights_[k] = sums_[k] / static_cast<float>(num_sums_);
  }

  const model::Transitions& transitions() const { return transitions_; }
  const std::vector<float>& weights() const { return weights_; }

 private:
  void Update(uint32_t feature, const std::array<float, kRow>& gradient) {
    for (size_t k = 0; k < kRow; ++k) {
      float& w = weights_[feature * kRow + k];
      float& s = squares_[feature * kRow + k];
      const float g = gradient[k] + kL2 * w;
      s += g * g;
      w -= kRate * g / std::sqrt(s + 0.1f);
    }
  }

  // Pairwise marginals are taken as products of the neighbours' (mean field); BILOU's constraints
  // carry most.
  void UpdateTransitions(const Sentence& s, const std::vector<model::LabelScores>& marginals) {
    for (size_t t = 1; t < s.gold.size(); ++t) {
      if (s.gold[t - 1] == 0 && s.gold[t] == 0 && marginals[t - 1][0] > 0.999f &&
          marginals[t][0] > 0.999f)
        continue;
      transitions_[s.gold[t - 1]][s.gold[t]] += 1e-3f;
      for (size_t a = 0; a < model::kNumLabels; ++a) {
        for (size_t b = 0; b < model::kNumLabels; ++b) {
          if (model::IsAllowed(a, b))
            transitions_[a][b] -= 1e-3f * marginals[t - 1][a] * marginals[t][b];
        }
      }
    }
  }

  std::vector<float> weights_, squares_, sums_;
  size_t num_sums_ = 0;
  model::Transitions transitions_{};
};

std::vector<std::array<size_t, 3>> GoldChunks(const std::vector<uint8_t>& labels) {
  std::vector<std::array<size_t, 3>> out;
  size_t begin = 0;
  for (size_t t = 0; t < labels.size(); ++t) {
    if (labels[t] == 0) continue;
    const size_t position = (labels[t] - 1u) % 4;
    if (position == 0 || position == 3) begin = t;
    if (position >= 2) out.push_back({begin, t + 1, (labels[t] - 1u) / 4});
  }
  return out;
}

double F1(const Trainer& trainer, const std::vector<Sentence>& sentences) {
  size_t hits = 0, gold = 0, found = 0;
  for (const Sentence& s : sentences) {
    const auto want = GoldChunks(s.gold);
    const auto have = model::DecodeChunks(trainer.Emissions(s), trainer.transitions());
    gold += want.size();
    found += have.size();
    for (const model::Chunk& c : have)
      hits += std::find(want.begin(), want.end(), std::array<size_t, 3>{c.begin, c.end, c.type}) !=
              want.end();
  }
  return 2.0 * static_cast<double>(hits) / static_cast<double>(std::max<size_t>(1, gold + found));
}

int Main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr << "usage: train_name_tagger TABLES_DIR NER_DIR OUT.weights [EPOCHS]\n";
    return 2;
  }
  const auto bundle = ReadTables(argv[1]);
  const std::filesystem::path ner = argv[2];
  const int epochs = argc > 4 ? std::stoi(argv[4]) : 12;
  std::vector<Sentence> train;
  for (const Corpus& c : kTrain) {
    auto part = ReadSentences(ner / (std::string(c.file) + ".jsonl"), c.style, *bundle);
    std::cout << c.file << " " << part.size() << " sentences\n";
    std::move(part.begin(), part.end(), std::back_inserter(train));
  }
  const auto valid =
      ReadSentences(ner / "conll2003-valid.jsonl", entities::Style::kNewswire, *bundle);
  std::vector<size_t> order(train.size());
  std::iota(order.begin(), order.end(), 0);
  std::mt19937_64 random(20261124);
  Trainer trainer;
  for (int epoch = 1; epoch <= epochs; ++epoch) {
    std::shuffle(order.begin(), order.end(), random);
    for (const size_t k : order) trainer.Step(train[k]);
    if (2 * epoch >= epochs) trainer.Accumulate();
    std::cout << "epoch " << epoch << " conll2003-valid F1 " << F1(trainer, valid) << std::endl;
  }
  trainer.UseAverage();
  std::cout << "averaged conll2003-valid F1 " << F1(trainer, valid) << std::endl;
  std::ofstream(argv[3], std::ios::binary)
      << model::WriteCrf(trainer.weights(), trainer.transitions());
  return 0;
}

}  // namespace
}  // namespace textanalysis

int main(int argc, char** argv) { return textanalysis::Main(argc, argv); }
