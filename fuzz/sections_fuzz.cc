#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/clean/document.h"
#include "analysis/clean/features.h"
#include "analysis/model/bilou.h"
#include "analysis/model/bundle.h"
#include "analysis/pipeline/analyzer.h"
#include "analysis/reader/quote_tagger.h"
#include "tests/support/bundle.h"

namespace {

using Arrays = std::vector<std::pair<std::string, std::string>>;
using Sections = std::map<std::string, std::string>;

constexpr size_t kWidth = 16, kPairWidth = 16, kGates = 3 * kWidth;

// A thousand of the values that a network's numbers may have, over and over.
std::string Floats(size_t n) {
  std::string out(n * sizeof(float), '\0');
  uint32_t state = 1;
  for (size_t k = 0; k < n; ++k) {
    state = state * 1664525u + 1013904223u;
    const float value = static_cast<float>(state >> 8) / static_cast<float>(1 << 24) - 0.5f;
    std::memcpy(out.data() + k * sizeof value, &value, sizeof value);
  }
  return out;
}

// A section of named arrays, as model::Tensors reads it.
std::string Tensors(const Arrays& arrays) {
  std::string table((8 + 40 * arrays.size() + 63) / 64 * 64, '\0'), body;
  const auto count = static_cast<uint32_t>(arrays.size());
  std::memcpy(table.data(), &count, sizeof count);
  for (size_t k = 0; k < arrays.size(); ++k) {
    const auto& [name, bytes] = arrays[k];
    const uint64_t place[] = {table.size() + body.size(), bytes.size()};
    std::memcpy(table.data() + 8 + 40 * k, name.data(), name.size());
    std::memcpy(table.data() + 8 + 40 * k + 24, place, sizeof place);
    body.append(bytes);
    body.resize((body.size() + 63) / 64 * 64);
  }
  return table + body;
}

void AddLinear(const std::string& name, size_t in, size_t out, Arrays* arrays) {
  arrays->emplace_back(name + ".w", Floats(in * out));
  arrays->emplace_back(name + ".b", Floats(out));
}

Arrays Encoder() {
  const std::string words("\1\0\0\0\2\0\0\0", 8);
  return {{"bias", Floats(kWidth)},     {"words", words},
          {"vector_scales", Floats(3)}, {"vectors", std::string(3 * kWidth, '\7')},
          {"row_scales", Floats(2)},    {"rows", std::string(2 * kWidth, '\5')},
          {"layer0.s", Floats(kGates)}, {"layer0.w", std::string(kWidth * kGates, '\3')},
          {"layer0.b", Floats(kGates)}};
}

std::string NameTagger() {
  using textanalysis::model::kNumLabels;
  Arrays arrays = Encoder();
  AddLinear("output", kWidth, kNumLabels, &arrays);
  return Tensors(arrays);
}

std::string QuoteTagger() {
  Arrays arrays = Encoder();
  AddLinear("cue", kWidth, 3, &arrays);
  AddLinear("quoted", kWidth, 1, &arrays);
  AddLinear("token", kWidth, kPairWidth, &arrays);
  AddLinear("cue_pair", 2 * kWidth, kPairWidth, &arrays);
  AddLinear("pair", kPairWidth, 2, &arrays);
  arrays.emplace_back("flags", Floats(textanalysis::reader::kNumTokenFlags * kWidth));
  arrays.emplace_back("distances", Floats(64 * kPairWidth));
  arrays.emplace_back("offsets", Floats(180 * kPairWidth));
  return Tensors(arrays);
}

std::string BlockClassifier() {
  constexpr size_t kFeatures = textanalysis::clean::kNumFeatures;
  Arrays arrays = {{"scale", Floats(kFeatures)},
                   {"shift", Floats(kFeatures)},
                   {"vocabulary", std::string("\1\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0", 16)},
                   {"vectors", std::string(kWidth, '\7')},
                   {"vector_step", Floats(1)},
                   {"calibration", Floats(4)},
                   {"confidence", Floats(5)}};
  AddLinear("input", kFeatures, kWidth, &arrays);
  AddLinear("layer0", kWidth, kGates, &arrays);
  AddLinear("layer1", kWidth, kGates, &arrays);
  AddLinear("context", kWidth, kWidth, &arrays);
  AddLinear("kind", kWidth, textanalysis::clean::kNumLearnedKinds, &arrays);
  AddLinear("output", kWidth, 1, &arrays);
  return Tensors(arrays);
}

// The words of the bundle that is shipped, and networks of the smallest size that is read.
Sections SmallSections() {
  constexpr const char* kKept[] = {"class_words",
                                   "en/abbreviations",
                                   "en/aliases",
                                   "en/antecedents",
                                   "en/descriptions",
                                   "en/function_words",
                                   "en/given_names",
                                   "en/hedges",
                                   "en/name_forms",
                                   "en/name_kinds",
                                   "en/nicknames",
                                   "en/organizations",
                                   "en/places",
                                   "en/reporting_verbs",
                                   "en/roles",
                                   "en/sentence_starters",
                                   "en/titles",
                                   "en/value_compounds",
                                   "en/value_countries",
                                   "en/value_currencies",
                                   "en/value_holidays",
                                   "en/value_idioms",
                                   "en/value_units",
                                   "en/value_words",
                                   "en/word_uses",
                                   "html_names",
                                   "en/value_zones",
                                   "en/word_forms",
                                   "furniture",
                                   "languages",
                                   "metadata_words",
                                   "value_calling_codes",
                                   "version"};
  Sections out;
  const auto bundle = textanalysis::testing::WholeBundle();
  for (const char* name : kKept) {
    out[name] = bundle->Section(name);
    if (out[name].empty()) std::abort();  // It has another name now.
  }
  out["en/name_genders"] = "ana\tf\n";
  out["en/name_tagger"] = NameTagger();
  out["en/quote_tagger"] = QuoteTagger();
  std::string calibration;
  for (const char* name : {"affinity_weight", "worst_affinity", "quoted_bias", "split_bonus",
                           "signed_bonus", "own_affinity", "faint_affinity", "content", "indirect"})
    calibration += std::string("quotes.") + name + "\t0.5\n";
  out["en/calibration"] = calibration;
  out["en/quote_manner"] = Tensors({{"weights", Floats(64)}, {"calibration", Floats(1)}});
  out["clean_html"] = out["clean_text"] = BlockClassifier();
  return out;
}

constexpr std::string_view kText =
    "Harbour opens on 3 June 2024\n\n“We won 5 km of it for $2m,” Mayor Ana Diaz said. Ms Diaz, of "
    "the US, said last week that the ministry had agreed.\n\nRead more: www.example.com\n";
constexpr std::string_view kPage =
    "<title>Harbour - News</title><div class='byline'>By Ana Diaz, 3 June "
    "2024</div><h1>Harbour</h1>"
    "<p>“We won,” Ana Diaz said in London.<p class=share>Share this";

// Analyses with a bundle of these sections, or returns whether they are refused with a reason.
bool IsRefusedOrServes(const Sections& sections) {
  using textanalysis::clean::Form;
  auto bundle =
      textanalysis::model::Bundle::FromBytes(textanalysis::model::WriteBundle(sections), "fuzz");
  if (!bundle.ok()) return !bundle.status().message().empty();
  const auto analyzer = textanalysis::pipeline::Analyzer::Create(*std::move(bundle));
  if (!analyzer.ok()) return !analyzer.status().message().empty();
  for (const auto& [text, form] :
       {std::pair(kText, Form::kPlainText), std::pair(kPage, Form::kHtml)}) {
    const auto analysis = (*analyzer)->Analyze(
        {.text = text, .form = form}, {.entity_options = {.include_coreference = true}}, {});
    if (!analysis.ok() || !analysis->cleaned) return false;
  }
  return true;
}

}  // namespace

// A line with the name of a section, then what is in its place: the bundle is refused in a line, or
// serves.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Sections kWhole = [] {
    Sections out = SmallSections();
    if (!IsRefusedOrServes(out)) std::abort();
    return out;
  }();
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const size_t end = input.find('\n');
  const auto replaced = kWhole.find(std::string(input.substr(0, end)));
  if (end == std::string_view::npos || replaced == kWhole.end()) return 0;
  Sections sections = kWhole;
  sections[replaced->first] = input.substr(end + 1);
  if (!IsRefusedOrServes(sections)) std::abort();
  return 0;
}
