// dump_blocks html|text TABLES_DIR OUT_PREFIX < PAGES.jsonl: what the block classifier sees of each
// page, for its trainer.
//
// Reads {"id", "file" | "text"} a line, files relative to the working directory. Writes
// OUT_PREFIX.jsonl, {"id", "blocks": [text, …]} a page, and OUT_PREFIX.features,
// f32[blocks][kNumFeatures].

#include <array>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analysis/clean/features.h"
#include "analysis/clean/html.h"
#include "analysis/clean/plain.h"
#include "analysis/clean/repair.h"
#include "analysis/text/charset.h"
#include "training/tables.h"

namespace textanalysis::training {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void Write(const clean::Page& page, std::ostream& out) {
  const auto features = clean::BlockFeatures::Create(page.blocks, page.head, {}).value();
  std::array<float, clean::kNumFeatures> row;
  for (size_t k = 0; k < page.blocks.size(); ++k) {
    features.Write(k, row);
    out.write(reinterpret_cast<const char*>(row.data()), sizeof row);
  }
}

clean::Page PageOf(const std::string& mode, const std::string& source,
                   const clean::HintTable& hints) {
  if (mode == "html") return clean::ReadPage(source, hints);
  clean::Page page{.blocks = clean::SplitLines(source).blocks, .gaps = {}, .head = {}};
  clean::RepairCharacters(source, clean::Form::kPlainText, &page.blocks);
  std::erase_if(page.blocks, [](const clean::Block& b) { return b.removal.has_value(); });
  return page;
}

int Main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: dump_blocks html|text TABLES_DIR OUT_PREFIX < PAGES.jsonl\n";
    return 2;
  }
  const std::string mode = argv[1], prefix = argv[3];
  const auto bundle = ReadTables(argv[2]);
  const clean::HintTable hints(*bundle);
  const clean::FurnitureTable furniture(*bundle);
  std::ofstream pages(prefix + ".jsonl"), features(prefix + ".features", std::ios::binary);
  for (std::string line; std::getline(std::cin, line);) {
    const nlohmann::json in = nlohmann::json::parse(line);
    const std::string bytes =
        in.contains("file") ? ReadFile(in["file"]) : in["text"].get<std::string>();
    const absl::StatusOr<text::DecodedText> source = text::DecodeHtml(bytes, "");
    if (!source.ok()) continue;
    clean::Page page = PageOf(mode, source->utf8, hints);
    for (clean::Block& b : page.blocks) b.furniture = furniture.Match(b.text);
    nlohmann::json out = {{"id", in["id"]}, {"blocks", nlohmann::json::array()}};
    for (const clean::Block& b : page.blocks) out["blocks"].push_back(b.text);
    pages << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    Write(page, features);
  }
  return 0;
}

}  // namespace
}  // namespace textanalysis::training

int main(int argc, char** argv) { return textanalysis::training::Main(argc, argv); }
