// The façade: bytes → clean → syntax → entities → quotes, in one pass.
//
//   absl::StatusOr<std::shared_ptr<const Analyzer>> analyzer = Analyzer::Create(bundle);
//   absl::StatusOr<Analysis> analysis =
//       (*analyzer)->Analyze({.text = page, .form = Form::kHtml}, {}, budget);

#ifndef TEXTANALYSIS_ANALYSIS_PIPELINE_ANALYZER_H_
#define TEXTANALYSIS_ANALYSIS_PIPELINE_ANALYZER_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "analysis/clean/cleaner.h"
#include "analysis/clean/document.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/pipeline/language_pack.h"
#include "analysis/pipeline/options.h"
#include "analysis/quotes/quote.h"
#include "analysis/text/budget.h"

namespace textanalysis::pipeline {

// What is analysed.
struct Input {
  std::string_view text;  // Well-formed UTF-8.
  clean::Form form = clean::Form::kPlainText;
  std::string language_code{};  // BCP-47; detected when empty.
  std::optional<absl::CivilDay> reference_day{};
  std::string source_uri{};  // Where the document was found, if known.
};

// Wall time of each stage of one analysis.
struct StageTimes {
  absl::Duration clean, syntax, entities, quotes;
};

// What was found. Spans of quotes and entities address `cleaned->text` when set, else the input.
struct Analysis {
  std::optional<clean::CleanedDocument> cleaned;
  std::vector<quotes::Quote> quotes;
  std::vector<entities::Entity> entities;  // The speakers alone where only quotes were asked for.
  std::string language_code;               // Stated or detected; "und" when open.
  bool language_unsupported = false;  // Quotes and entities were asked for and could not be served.
  const char* kernels = "";           // The set of inner loops that the networks ran on.
  StageTimes times;
};

// Immutable; safe for any number of threads.
class Analyzer {
 public:
  // Loads an analyser for each language of `bundle` and keeps it; `make_reader` makes their readers.
  //   Errors: the bundle's, in one line.
  static absl::StatusOr<std::shared_ptr<const Analyzer>> Create(
      const std::shared_ptr<const model::Bundle>& bundle, const ReaderFactory& make_reader);

  // The same with the reader of the bundle's tier.
  static absl::StatusOr<std::shared_ptr<const Analyzer>> Create(
      const std::shared_ptr<const model::Bundle>& bundle);

  Analyzer(const Analyzer&) = delete;
  Analyzer& operator=(const Analyzer&) = delete;

  // Analyses one document. Deterministic.
  //   Errors: InvalidArgument UNSUPPORTED_LANGUAGE when quotes or entities are asked for of a
  //   language that `input` names and the bundle lacks; the budget's.
  //   Cost: O(input.text.size()).
  absl::StatusOr<Analysis> Analyze(const Input& input, const Options& options,
                                   const text::Budget& budget) const;

  // Compares quotations of analysed texts of the bundle's first language.
  const verify::Verifier& verifier() const { return packs_.front().second->verifier(); }

  // Version of the model data.
  std::string model_version() const { return bundle_->version(); }

  // The tier of the models: accurate where one of the bundle's languages has the models of that tier.
  Tier tier() const { return tier_; }

 private:
  Analyzer(std::shared_ptr<const model::Bundle> bundle, clean::Cleaner cleaner)
      : bundle_(std::move(bundle)), cleaner_(std::move(cleaner)) {}

  // The pack for a BCP-47 code, the default for "und", or null.
  const LanguagePack* PackFor(std::string_view language) const;
  absl::Status UnsupportedLanguage() const;

  std::shared_ptr<const model::Bundle> bundle_;
  clean::Cleaner cleaner_;
  Tier tier_ = Tier::kFast;
  std::vector<std::pair<std::string, std::unique_ptr<const LanguagePack>>> packs_;  // By code.
};

}  // namespace textanalysis::pipeline

#endif  // TEXTANALYSIS_ANALYSIS_PIPELINE_ANALYZER_H_
