// dump_blocks html|text TABLES_DIR OUT_PREFIX [PROBABILITIES] < PAGES.jsonl: what the block
// classifier sees of each page, for its trainer.
//
// Reads {"id", "file" | "text"} a line, files relative to the working directory. Writes
// OUT_PREFIX.jsonl, {"id", "blocks": [text, …]} a page, and OUT_PREFIX.features,
// f32[blocks][kNumFeatures]. With the first stage's probabilities, f32[blocks], it writes
// OUT_PREFIX.second, f32[blocks][kNumSecondFeatures], instead.

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/clean/features.h"
#include "analysis/clean/html.h"
#include "analysis/clean/plain.h"
#include "analysis/text/charset.h"
#include "training/tables.h"

namespace textanalysis::training {
namespace {

constexpr size_t kNumColumns = clean::kNumFeatures + clean::kNumSecondFeatures;

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Writes columns [begin, end) of each row.
void Write(const clean::FeatureMatrix& rows, size_t begin, size_t end, std::ostream& out) {
  for (size_t k = 0; k < rows.rows(); ++k) {
    const auto part = rows.Row(k).subspan(begin, end - begin);
    out.write(reinterpret_cast<const char*>(part.data()),
              static_cast<std::streamsize>(part.size_bytes()));
  }
}

clean::Page PageOf(const std::string& mode, const std::string& source,
                   const clean::HintTable& hints) {
  if (mode == "text") return {.blocks = clean::SplitLines(source).blocks, .gaps = {}, .head = {}};
  return clean::ReadPage(source, hints);
}

int Main(int argc, char** argv) {
  if (argc < 4) {
    std::cerr
        << "usage: dump_blocks html|text TABLES_DIR OUT_PREFIX [PROBABILITIES] < PAGES.jsonl\n";
    return 2;
  }
  const std::string mode = argv[1], prefix = argv[3];
  const auto bundle = ReadTables(argv[2]);
  const clean::HintTable hints(*bundle);
  const clean::FurnitureTable furniture(*bundle);
  std::ifstream probabilities;
  if (argc > 4) probabilities.open(argv[4], std::ios::binary);
  std::ofstream pages, features(prefix + (argc > 4 ? ".second" : ".features"), std::ios::binary);
  if (argc == 4) pages.open(prefix + ".jsonl");
  for (std::string line; std::getline(std::cin, line);) {
    const nlohmann::json in = nlohmann::json::parse(line);
    const std::string bytes =
        in.contains("file") ? ReadFile(in["file"]) : in["text"].get<std::string>();
    const absl::StatusOr<text::DecodedText> source = text::DecodeHtml(bytes, "");
    if (!source.ok()) continue;
    const clean::Page page = PageOf(mode, source->utf8, hints);
    const size_t n = page.blocks.size();
    if (argc > 4) {
      std::vector<float> p(n);
      probabilities.read(reinterpret_cast<char*>(p.data()),
                         static_cast<std::streamsize>(n * sizeof(float)));
      clean::FeatureMatrix rows(n, kNumColumns);
      clean::AddSecondFeatures(page.blocks, p, &rows);
      Write(rows, clean::kNumFeatures, kNumColumns, features);
      continue;
    }
    nlohmann::json out = {{"id", in["id"]}, {"blocks", nlohmann::json::array()}};
    for (const clean::Block& b : page.blocks) out["blocks"].push_back(b.text);
    pages << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    Write(*clean::BlockFeatures(page.blocks, page.head, furniture, {}), 0, clean::kNumFeatures,
          features);
  }
  return 0;
}

}  // namespace
}  // namespace textanalysis::training

int main(int argc, char** argv) { return textanalysis::training::Main(argc, argv); }
