#include <cstddef>
#include <cstdint>
#include <cstdlib>
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
#include "analysis/reader/name_kinds.h"
#include "analysis/reader/quote_tagger.h"
#include "tests/support/bundle.h"
#include "tests/support/tensors.h"

namespace {

using textanalysis::testing::Arrays;
using textanalysis::testing::EncoderArrays;
using textanalysis::testing::FloatBytes;
using textanalysis::testing::TensorSection;
using textanalysis::testing::WeightBytes;
using Sections = std::map<std::string, std::string>;

constexpr size_t kWidth = textanalysis::testing::kEncoderWidth, kPairWidth = 16,
                 kGates = 3 * kWidth;

void AddLinear(const std::string& name, size_t in, size_t out, Arrays* arrays) {
  arrays->emplace_back(name + ".w", FloatBytes(in * out));
  arrays->emplace_back(name + ".b", FloatBytes(out));
}

std::string NameTagger() {
  using textanalysis::model::kNumLabels;
  Arrays arrays = EncoderArrays();
  AddLinear("output", kWidth, kNumLabels, &arrays);
  return TensorSection(arrays);
}

std::string NameKinds() {
  constexpr size_t kUnits = 4, kRows = 4096, kKinds = textanalysis::reader::kNumNameKinds;
  Arrays arrays = {{"inner.w", WeightBytes(3 * kWidth * kUnits)},
                   {"inner.s", FloatBytes(kUnits)},
                   {"inner.b", FloatBytes(kUnits)},
                   {"rows.w", WeightBytes(kRows * kKinds)},
                   {"rows.s", FloatBytes(kKinds)}};
  AddLinear("outer", kUnits, kKinds, &arrays);
  return TensorSection(arrays);
}

std::string QuoteTagger() {
  Arrays arrays = EncoderArrays();
  AddLinear("cue", kWidth, 3, &arrays);
  AddLinear("quoted", kWidth, 1, &arrays);
  AddLinear("token", kWidth, kPairWidth, &arrays);
  AddLinear("cue_pair", 2 * kWidth, kPairWidth, &arrays);
  AddLinear("pair", kPairWidth, 2, &arrays);
  arrays.emplace_back("flags", FloatBytes(textanalysis::reader::kNumTokenFlags * kWidth));
  arrays.emplace_back("distances", FloatBytes(64 * kPairWidth));
  arrays.emplace_back("offsets", FloatBytes(180 * kPairWidth));
  return TensorSection(arrays);
}

std::string BlockClassifier() {
  constexpr size_t kFeatures = textanalysis::clean::kNumFeatures;
  Arrays arrays = {{"scale", FloatBytes(kFeatures)},
                   {"shift", FloatBytes(kFeatures)},
                   {"vocabulary", std::string("\1\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0", 16)},
                   {"vectors", std::string(kWidth, '\7')},
                   {"vector_step", FloatBytes(1)},
                   {"calibration", FloatBytes(4)},
                   {"confidence", FloatBytes(5)}};
  AddLinear("input", kFeatures, kWidth, &arrays);
  AddLinear("layer0", kWidth, kGates, &arrays);
  AddLinear("layer1", kWidth, kGates, &arrays);
  AddLinear("context", kWidth, kWidth, &arrays);
  AddLinear("kind", kWidth, textanalysis::clean::kNumLearnedKinds, &arrays);
  AddLinear("output", kWidth, 1, &arrays);
  return TensorSection(arrays);
}

// The words of the bundle that is shipped, and networks of the smallest size that is read.
Sections SmallSections() {
  constexpr const char* kKept[] = {
      "class_words",         "en/abbreviations",   "en/aliases",
      "en/antecedents",      "en/descriptions",    "en/function_words",
      "en/given_names",      "en/hedges",          "en/name_forms",
      "en/nicknames",        "en/organizations",   "en/places",
      "en/reporting_verbs",  "en/roles",           "en/sentence_starters",
      "en/titles",           "en/value_compounds", "en/value_countries",
      "en/value_currencies", "en/value_holidays",  "en/value_idioms",
      "en/value_units",      "en/value_words",     "en/word_uses",
      "html_names",          "en/value_zones",     "en/value_phone_words",
      "en/word_endings",     "en/word_forms",      "furniture",
      "languages",           "metadata_words",     "character_references",
      "value_calling_codes", "value_contacts",     "version"};
  Sections out;
  const auto bundle = textanalysis::testing::WholeBundle();
  for (const char* name : kKept) {
    out[name] = bundle->Section(name);
    if (out[name].empty()) std::abort();  // It has another name now.
  }
  out["en/name_genders"] = "ana\tf\n";
  out["en/name_tagger"] = NameTagger();
  out["en/name_kinds"] = NameKinds();
  out["en/quote_tagger"] = QuoteTagger();
  std::string calibration;
  for (const char* name :
       {"affinity_weight", "worst_affinity", "quoted_bias", "split_bonus", "signed_bonus",
        "own_affinity", "faint_affinity", "content", "indirect", "least_likely"})
    calibration += std::string("quotes.") + name + "\t0.5\n";
  for (const char* kind : {"same", "cut", "altered", "spliced", "lost", "near", "far"}) {
    for (const char* name : {"bias", "share", "words", "both"})
      calibration += std::string("verify.") + kind + "." + name + "\t0.5\n";
  }
  out["en/calibration"] = calibration;
  out["en/quote_manner"] =
      TensorSection({{"weights", FloatBytes(64)}, {"calibration", FloatBytes(1)}});
  out["clean_html"] = out["clean_text"] = BlockClassifier();
  return out;
}

constexpr std::string_view kText =
    "Harbour opens on 3 June 2024\n\n“We won 5 km of it for $2m,” Mayor Ana Diaz said. Ms Diaz, of "
    "the US, said last week that the ministry had agreed &amp; left.\n\nRead more: "
    "www.example.com, @ana, 10.0.0.1\n\n"
    "Call +44 20 7946 0958 or (212) 555-0100.\n";
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
