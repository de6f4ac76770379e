// What a caller asks of an analysis.

#ifndef TEXTANALYSIS_ANALYSIS_PIPELINE_OPTIONS_H_
#define TEXTANALYSIS_ANALYSIS_PIPELINE_OPTIONS_H_

#include <cstddef>

#include "analysis/clean/cleaner.h"
#include "analysis/dictionary/agreement.h"
#include "analysis/entities/selection.h"
#include "analysis/quotes/extractor.h"

namespace textanalysis::pipeline {

// How much the models of a bundle know and cost.
enum class Tier { kFast, kAccurate };
inline constexpr size_t kNumTiers = 2;

// Returns "fast" or "accurate".
inline const char* NameOf(Tier tier) { return tier == Tier::kAccurate ? "accurate" : "fast"; }

struct Options {
  bool clean = true;  // Always on for HTML.
  bool quotes = true;
  bool entities = true;
  clean::Profile profile = clean::Profile::kArticle;
  quotes::Options quote_options{};
  entities::Options entity_options{};
  // Of a language that no pack reads nothing is extracted; otherwise one that the caller states is
  // an error.
  bool accepts_any_language = false;
  dictionary::Dictionaries dictionaries{};  // The one that counts most first.
};

}  // namespace textanalysis::pipeline

#endif  // TEXTANALYSIS_ANALYSIS_PIPELINE_OPTIONS_H_
