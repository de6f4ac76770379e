// benchmark_library STAGE BUNDLE SECONDS < FILES: how fast one thread runs a stage of the library.
//
// Reads names of files, one a line; runs STAGE (html, text, names, entities or quotes) over all of
// them again and again for SECONDS of CPU time, and prints one JSON object: documents, bytes and
// tokens a second of CPU, and CPU milliseconds a document. Files are read, and for "quotes"
// entities found, before the clock starts.

#include <chrono>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <memory>

#include "analysis/model/kernels.h"
#include "analysis/pipeline/analyzer.h"
#include "analysis/reader/fast_reader.h"
#include "analysis/text/charset.h"

namespace textanalysis {
namespace {

struct Document {
  std::string text;
  syntax::Syntax syntax;
  std::vector<entities::Entity> entities;
};

struct Stages {
  clean::Cleaner cleaner;
  syntax::Parser parser;
  std::unique_ptr<const reader::Reader> reader;
  pipeline::EntityFinder entities;
  quotes::Extractor quotes;
};

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::string ReadPage(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  const auto decoded = text::DecodeHtml(bytes, "");
  return decoded.ok() ? decoded->utf8 : std::string();
}

std::function<size_t(const Document&)> WorkOf(const std::string& stage, const Stages& s) {
  const auto clean = [&s](const Document& d, clean::Form form) {
    return s.cleaner.Clean(d.text, form, clean::Profile::kArticle, {})->text.size();
  };
  if (stage == "html") return [clean](const Document& d) { return clean(d, clean::Form::kHtml); };
  if (stage == "text")
    return [clean](const Document& d) { return clean(d, clean::Form::kPlainText); };
  const auto names = [&s](const syntax::Syntax& syntax) {
    return s.reader->Read(syntax, {.names = true, .quotes = false}, {})->names;
  };
  if (stage == "entities")
    return [&s, names](const Document& d) {
      const syntax::Syntax syntax = s.parser.Parse(d.text);
      return s.entities.Find(syntax, names(syntax), {}, {}, {})->size();
    };
  if (stage == "names")
    return [&s, names](const Document& d) { return names(s.parser.Parse(d.text)).size(); };
  return [&s](const Document& d) {
    const auto reading = s.reader->Read(d.syntax, {.names = false, .quotes = true}, {});
    const coreference::Coreference& coreference = s.entities.coreference();
    const quotes::Attributed attributed = s.quotes.Attribute(d.syntax, *reading, d.entities);
    const coreference::Discourse discourse =
        coreference.Resolve(d.syntax, d.entities, attributed.sources);
    return s.quotes.Find(d.syntax, attributed, d.entities, coreference.phrases(), discourse, {})
        ->size();
  };
}

int Main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr
        << "usage: benchmark_library html|text|names|entities|quotes BUNDLE SECONDS < FILES\n";
    return 2;
  }
  const auto whole = model::Bundle::Open(argv[2]);
  if (!whole.ok()) {
    std::cerr << whole.status().message() << "\n";
    return 1;
  }
  const auto bundle = model::Bundle::ForLanguage(*whole, "en");
  const Stages stages{
      clean::Cleaner::Create(*bundle).value(), syntax::Parser(*bundle),
      reader::FastReader::Create(*bundle).value(),
      pipeline::EntityFinder::Create(*bundle, coreference::Coreference::Create(*bundle).value())
          .value(),
      quotes::Extractor::Create(*bundle).value()};
  std::vector<Document> documents;
  size_t bytes = 0, tokens = 0;
  for (std::string line; std::getline(std::cin, line);)
    documents.push_back({.text = ReadPage(line), .syntax = {}, .entities = {}});
  for (Document& d : documents) {
    d.syntax = stages.parser.Parse(d.text);
    bytes += d.text.size();
    tokens += d.syntax.tokens.size();
    if (std::string(argv[1]) != "quotes") continue;
    const auto reading = stages.reader->Read(d.syntax, {.names = true, .quotes = false}, {});
    d.entities = *stages.entities.Find(d.syntax, reading->names, {}, {}, {});
  }
  const auto work = WorkOf(argv[1], stages);
  const double begin = CpuSeconds(), limit = std::stod(argv[3]);
  size_t rounds = 0, sum = 0;
  do {
    for (const Document& d : documents) sum += work(d);
    ++rounds;
  } while (CpuSeconds() - begin < limit);
  const double seconds = (CpuSeconds() - begin) / static_cast<double>(rounds);
  std::cout << "{\"stage\": \"" << argv[1] << "\", \"kernels\": \"" << model::BestKernels().name
            << "\", \"documents\": " << documents.size()
            << ", \"ms_per_document\": " << seconds * 1e3 / static_cast<double>(documents.size())
            << ", \"megabytes_per_second\": " << static_cast<double>(bytes) / seconds / 1e6
            << ", \"tokens_per_second\": " << static_cast<double>(tokens) / seconds
            << ", \"result\": " << sum / rounds << "}\n";
  return 0;
}

}  // namespace
}  // namespace textanalysis

int main(int argc, char** argv) { return textanalysis::Main(argc, argv); }
