#include "analysis/pipeline/analyzer.h"

#include <utility>

#include "absl/strings/str_join.h"
#include "analysis/model/kernels.h"
#include "analysis/reader/accurate_reader.h"
#include "analysis/text/error.h"
#include "analysis/text/language.h"
#include "analysis/text/steady_time.h"

namespace textanalysis::pipeline {

absl::StatusOr<std::shared_ptr<const Analyzer>> Analyzer::Create(
    const std::shared_ptr<const model::Bundle>& bundle, const ReaderFactory& make_reader) {
  absl::StatusOr<clean::Cleaner> cleaner = clean::Cleaner::Create(*bundle);
  if (!cleaner.ok()) return cleaner.status();
  std::shared_ptr<Analyzer> analyzer(new Analyzer(bundle, *std::move(cleaner)));
  for (const std::string& language : bundle->Languages()) {
    const std::shared_ptr<const model::Bundle> sections =
        model::Bundle::ForLanguage(bundle, language);
    if (reader::IsAccurate(*sections)) analyzer->tier_ = Tier::kAccurate;
    absl::StatusOr<std::unique_ptr<const LanguagePack>> pack =
        LanguagePack::Create(sections, make_reader);
    if (!pack.ok()) return pack.status();
    analyzer->packs_.emplace_back(language, *std::move(pack));
  }
  return analyzer;
}

absl::StatusOr<std::shared_ptr<const Analyzer>> Analyzer::Create(
    const std::shared_ptr<const model::Bundle>& bundle) {
  return Create(bundle, reader::CreateReader);
}

const LanguagePack* Analyzer::PackFor(std::string_view language) const {
  if (language == "und") return packs_.empty() ? nullptr : packs_.front().second.get();
  const std::string primary = text::PrimaryLanguage(language);
  for (const auto& [code, pack] : packs_) {
    if (code == primary) return pack.get();
  }
  return nullptr;
}

absl::Status Analyzer::UnsupportedLanguage() const {
  return text::InvalidArgument(
      {.reason = "UNSUPPORTED_LANGUAGE",
       .field = "document.language_code",
       .figures = {{"supportedLanguages", absl::StrJoin(bundle_->Languages(), " ")}}},
      "quotations and entities are not extracted from this language; ask for Clean alone, or "
      "leave the language empty");
}

absl::StatusOr<Analysis> Analyzer::Analyze(const Input& input, const Options& options,
                                           const text::Budget& budget) const {
  const bool extracts = options.quotes || options.entities;
  const bool is_bound = extracts && !options.accepts_any_language && !input.language_code.empty();
  if (is_bound && PackFor(input.language_code) == nullptr) return UnsupportedLanguage();
  Analysis analysis;
  analysis.kernels = model::BestKernels().name;
  if (options.clean || input.form == clean::Form::kHtml) {
    const text::SteadyTime begin = text::SteadyNow();
    absl::StatusOr<clean::CleanedDocument> cleaned =
        cleaner_.Clean(input.text, input.form, options.profile, budget, input.source_uri);
    if (!cleaned.ok()) return cleaned.status();
    analysis.cleaned = *std::move(cleaned);
    analysis.times.clean = text::Since(begin);
  }
  const std::string_view text =
      analysis.cleaned ? std::string_view(analysis.cleaned->text) : input.text;
  analysis.language_code =
      input.language_code.empty() ? text::DetectLanguage(text) : input.language_code;
  if (!extracts) return analysis;
  const LanguagePack* pack = PackFor(analysis.language_code);
  analysis.language_unsupported = pack == nullptr;
  if (pack == nullptr) return analysis;
  std::optional<absl::CivilDay> day = input.reference_day;
  if (!day && analysis.cleaned) day = analysis.cleaned->publish_day;
  absl::StatusOr<Extraction> found = pack->Extract(text, options, day, budget);
  if (!found.ok()) return found.status();
  analysis.quotes = std::move(found->quotes);
  analysis.entities = std::move(found->entities);
  analysis.times.syntax = found->syntax_time;
  analysis.times.entities = found->entities_time;
  analysis.times.quotes = found->quotes_time;
  return analysis;
}

}  // namespace textanalysis::pipeline
