// dump_blocks html|text TABLES_DIR OUT_PREFIX [WEIGHTS] < PAGES.jsonl: what the block classifier sees
// of each page, for its trainer, and what trained weights say of it.
//
// Reads {"id", "file" | "text"} a line, files relative to the working directory. Writes
// OUT_PREFIX.jsonl, {"id", "blocks": [text, …], "lines": [number of its first line, …]} a page;
// OUT_PREFIX.features, f32[blocks][kNumFeatures]; OUT_PREFIX.hashes, u32, those of each page and
// then of its blocks; OUT_PREFIX.counts, u32, how many they are, in the same order; and with WEIGHTS
// OUT_PREFIX.scores, f32[blocks], the probability that a block is the article's.

#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <sstream>

#include "analysis/clean/features.h"
#include "analysis/clean/html.h"
#include "analysis/clean/plain.h"
#include "analysis/clean/repair.h"
#include "analysis/model/kernels.h"
#include "analysis/model/sequence_classifier.h"
#include "analysis/text/charset.h"
#include "training/tables.h"

namespace textanalysis::training {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Outputs {
  explicit Outputs(const std::string& prefix)
      : pages(prefix + ".jsonl"),
        features(prefix + ".features", std::ios::binary),
        hashes(prefix + ".hashes", std::ios::binary),
        counts(prefix + ".counts", std::ios::binary),
        scores(prefix + ".scores", std::ios::binary) {}

  std::ofstream pages, features, hashes, counts, scores;
};

template <typename Values>
void WriteRaw(const Values& values, std::ostream& out) {
  out.write(reinterpret_cast<const char*>(values.data()),
            static_cast<std::streamsize>(values.size() * sizeof values[0]));
}

void WriteHashes(const std::vector<uint32_t>& hashes, Outputs* out) {
  WriteRaw(hashes, out->hashes);
  WriteRaw(std::array<uint32_t, 1>{static_cast<uint32_t>(hashes.size())}, out->counts);
}

void Write(const clean::Page& page, const model::SequenceClassifier* network, Outputs* out) {
  const auto features = clean::BlockFeatures::Create(page.blocks, page.head, {}).value();
  std::vector<float> rows(page.blocks.size() * clean::kNumFeatures);
  std::vector<uint32_t> all;
  std::vector<size_t> ends;
  const std::vector<uint32_t> shared = features.PageHashes();
  WriteHashes(shared, out);
  for (size_t k = 0; k < page.blocks.size(); ++k) {
    features.Write(k, std::span(rows).subspan(k * clean::kNumFeatures, clean::kNumFeatures));
    std::vector<uint32_t> hashes;
    features.AppendHashes(k, &hashes);
    WriteHashes(hashes, out);
    all.insert(all.end(), hashes.begin(), hashes.end());
    ends.push_back(all.size());
  }
  WriteRaw(rows, out->features);
  if (network == nullptr || page.blocks.empty()) return;
  WriteRaw(network->Label({rows, all, ends, shared}, model::BestKernels()).rows, out->scores);
}

nlohmann::json Described(const clean::Page& page, std::string_view source) {
  nlohmann::json out = {{"blocks", nlohmann::json::array()}, {"lines", nlohmann::json::array()}};
  size_t at = 0, line = 0;
  for (const clean::Block& b : page.blocks) {
    const size_t begin = b.pieces.front().source.begin;
    line += static_cast<size_t>(std::count(source.begin() + static_cast<ptrdiff_t>(at),
                                           source.begin() + static_cast<ptrdiff_t>(begin), '\n'));
    at = begin;
    out["blocks"].push_back(b.text);
    out["lines"].push_back(line);
  }
  return out;
}

clean::Page PageOf(const std::string& mode, const std::string& source,
                   const clean::PageTables& tables) {
  if (mode == "html") return clean::ReadPage(source, tables);
  clean::Page page{.blocks = clean::SplitLines(source).blocks, .gaps = {}, .head = {}, .marks = {}};
  clean::RepairCharacters(source, clean::Form::kPlainText, tables.references, {}, &page.blocks);
  std::erase_if(page.blocks, [](const clean::Block& b) { return b.removal.has_value(); });
  return page;
}

int Main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    std::cerr << "usage: dump_blocks html|text TABLES_DIR OUT_PREFIX [WEIGHTS] < PAGES.jsonl\n";
    return 2;
  }
  const std::string mode = argv[1], prefix = argv[3];
  const auto bundle = ReadTables(argv[2]);
  const clean::PageTables tables(*bundle);
  Outputs outputs(prefix);
  const std::string weights = argc == 5 ? ReadFile(argv[4]) : "";
  std::optional<model::SequenceClassifier> network;
  if (argc == 5) network = model::SequenceClassifier::Create(weights).value();
  for (std::string line; std::getline(std::cin, line);) {
    const nlohmann::json in = nlohmann::json::parse(line);
    const std::string bytes =
        in.contains("file") ? ReadFile(in["file"]) : in["text"].get<std::string>();
    const absl::StatusOr<text::DecodedText> source = text::DecodeHtml(bytes, "");
    if (!source.ok()) continue;
    clean::Page page = PageOf(mode, source->utf8, tables);
    tables.ReadLines(&page.blocks);
    nlohmann::json out = Described(page, source->utf8);
    out["id"] = in["id"];
    outputs.pages << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    Write(page, network ? &*network : nullptr, &outputs);
  }
  return 0;
}

}  // namespace
}  // namespace textanalysis::training

int main(int argc, char** argv) { return textanalysis::training::Main(argc, argv); }
