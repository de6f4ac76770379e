// dump_manners TABLES_DIR < RELATIONS.jsonl: what quotes::MannerReader sees of each attribution, for
// its trainer.
//
// Reads {"id", "text", "relations": [{"cue": [b, e], "content": [[b, e], …], "source": [b, e] or
// null}]} a line, in code points; prints {"id", "features": [[…], …]}, a list for each relation,
// empty where the cue or the content holds no token.

#include <iostream>
#include <nlohmann/json.hpp>

#include "analysis/quotes/manner.h"
#include "training/code_points.h"
#include "training/tables.h"

namespace textanalysis::training {
namespace {

using nlohmann::json;

class Reader {
 public:
  explicit Reader(const syntax::Syntax& s) : s_(s), points_(CodePoints(s.text)) {}

  syntax::TokenRange Tokens(const json& span) const {
    const size_t begin = points_[span[0].get<size_t>()], end = points_[span[1].get<size_t>()];
    syntax::TokenRange out{s_.TokenAt(begin), s_.TokenAt(begin)};
    while (out.end < s_.tokens.size() && s_.tokens[out.end].begin < end) ++out.end;
    return out;
  }

  std::vector<std::string> Features(const json& in, const quotes::ReportLexicon& lexicon) const {
    quotes::Relation relation{.cue = Tokens(in["cue"])};
    for (const json& span : in["content"]) {
      const syntax::TokenRange range = Tokens(span);
      if (range.begin < range.end) relation.content.push_back(range);
    }
    if (!in["source"].is_null()) {
      const syntax::TokenRange source = Tokens(in["source"]);
      if (source.begin < source.end) relation.source = source;
    }
    if (relation.cue.begin >= relation.cue.end || relation.content.empty()) return {};
    return quotes::MannerFeatures(s_, relation, lexicon);
  }

 private:
  const syntax::Syntax& s_;
  const std::vector<size_t> points_;
};

int Main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: dump_manners TABLES_DIR < RELATIONS.jsonl\n";
    return 2;
  }
  const auto bundle = ReadTables(argv[1]);
  const syntax::Parser parser(*bundle);
  const quotes::ReportLexicon lexicon(*bundle);
  for (std::string line; std::getline(std::cin, line);) {
    const json document = json::parse(line);
    const std::string text = document["text"];
    const syntax::Syntax s = parser.Parse(text);
    const Reader reader(s);
    json features = json::array();
    for (const json& relation : document["relations"])
      features.push_back(reader.Features(relation, lexicon));
    std::cout << json{{"id", document["id"]}, {"features", features}}.dump() << "\n";
  }
  return 0;
}

}  // namespace
}  // namespace textanalysis::training

int main(int argc, char** argv) { return textanalysis::training::Main(argc, argv); }
