// All that analyses the texts of one language: its syntax, its reader, its names and quotations.

#ifndef TEXTANALYSIS_ANALYSIS_PIPELINE_LANGUAGE_PACK_H_
#define TEXTANALYSIS_ANALYSIS_PIPELINE_LANGUAGE_PACK_H_

#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/pipeline/entity_finder.h"
#include "analysis/pipeline/options.h"
#include "analysis/quotes/extractor.h"
#include "analysis/reader/reader.h"
#include "analysis/sourcing/source_reader.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"
#include "analysis/verify/verifier.h"

namespace textanalysis::pipeline {

// Makes a reader from the sections of a language; reader::CreateReader is one.
using ReaderFactory =
    std::function<absl::StatusOr<std::unique_ptr<const reader::Reader>>(const model::Bundle&)>;

// What was found in a text, and the wall time of each stage.
struct Extraction {
  std::vector<quotes::Quote> quotes;
  std::vector<entities::Entity> entities;  // The speakers alone where only quotes were asked for.
  absl::Duration syntax_time, entities_time, quotes_time;  // Reading is the entities' time.
};

// Immutable; safe for any number of threads.
class LanguagePack {
 public:
  // Reads the sections of a language and keeps `bundle`, which is the view of it that
  // model::Bundle::ForLanguage() gives.
  //   Errors: the reader's; DataLoss when a model of quotations is missing.
  static absl::StatusOr<std::unique_ptr<const LanguagePack>> Create(
      std::shared_ptr<const model::Bundle> bundle, const ReaderFactory& make_reader);

  // Returns what `options` asks for of `text`. Relative dates are resolved against `reference_day`.
  //   Requires: well-formed UTF-8.
  //   Errors: the budget's.
  //   Cost: O(text.size()).
  absl::StatusOr<Extraction> Extract(std::string_view text, const Options& options,
                                     std::optional<absl::CivilDay> reference_day,
                                     const text::Budget& budget) const;

  // Compares quotations of the language's texts.
  const verify::Verifier& verifier() const { return verifier_; }

 private:
  LanguagePack(std::shared_ptr<const model::Bundle> bundle,
               std::unique_ptr<const reader::Reader> reader, EntityFinder entities,
               quotes::Extractor quotes, verify::Verifier verifier)
      : bundle_(std::move(bundle)),
        parser_(*bundle_),
        reader_(std::move(reader)),
        entities_(std::move(entities)),
        quotes_(std::move(quotes)),
        sources_(*bundle_),
        verifier_(std::move(verifier)) {}

  absl::Status ReadSpeech(const syntax::Syntax& syntax, reader::Reading reading,
                          const Options& options, const text::Budget& budget,
                          std::vector<entities::Entity>* entities,
                          std::vector<quotes::Quote>* quotes) const;

  std::shared_ptr<const model::Bundle> bundle_;
  syntax::Parser parser_;
  std::unique_ptr<const reader::Reader> reader_;
  EntityFinder entities_;
  quotes::Extractor quotes_;
  sourcing::SourceReader sources_;
  verify::Verifier verifier_;
};

}  // namespace textanalysis::pipeline

#endif  // TEXTANALYSIS_ANALYSIS_PIPELINE_LANGUAGE_PACK_H_
