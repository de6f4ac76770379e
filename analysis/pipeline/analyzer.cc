#include "analysis/pipeline/analyzer.h"

#include <set>
#include <utility>

#include "analysis/text/error.h"
#include "analysis/text/language.h"

namespace textanalysis::pipeline {
namespace {

bool IsServed(const std::string& language) {
  return language == "und" || text::IsEnglish(language);
}

absl::Status UnsupportedLanguage() {
  return text::InvalidArgument(
      {.reason = "UNSUPPORTED_LANGUAGE",
       .field = "document.language_code",
       .figures = {{"supportedLanguages", "en"}}},
      "quotations and entities are extracted from English only; ask for Clean alone, or "
      "leave the language empty");
}

// Adds the time of its own life to `out`.
class StageClock {
 public:
  explicit StageClock(absl::Duration* out) : out_(out) {}
  ~StageClock() { *out_ += text::Since(begin_); }
  StageClock(const StageClock&) = delete;
  StageClock& operator=(const StageClock&) = delete;

 private:
  absl::Duration* const out_;
  const text::SteadyTime begin_ = text::SteadyNow();
};

// Keeps the entities that speak.
void KeepSpeakers(const std::vector<quotes::Quote>& quotes,
                  std::vector<entities::Entity>* entities) {
  std::set<std::string> ids;
  for (const quotes::Quote& q : quotes) {
    if (q.speaker) ids.insert(q.speaker->entity_id);
  }
  std::erase_if(*entities, [&ids](const entities::Entity& e) { return !ids.contains(e.id); });
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Analyzer>> Analyzer::Create(
    std::shared_ptr<const model::Bundle> bundle) {
  absl::StatusOr<EntityFinder> entities = EntityFinder::Create(*bundle);
  if (!entities.ok()) return entities.status();
  absl::StatusOr<clean::Cleaner> cleaner = clean::Cleaner::Create(*bundle);
  if (!cleaner.ok()) return cleaner.status();
  absl::StatusOr<quotes::Extractor> quotes = quotes::Extractor::Create(*bundle);
  if (!quotes.ok()) return quotes.status();
  return std::shared_ptr<const Analyzer>(new Analyzer(std::move(bundle), *std::move(cleaner),
                                                      *std::move(entities), *std::move(quotes)));
}

absl::StatusOr<Analysis> Analyzer::Analyze(const Input& input, const Options& options,
                                           const text::Budget& budget) const {
  const bool extracts = options.quotes || options.entities;
  if (extracts && !input.language_code.empty() && !IsServed(input.language_code))
    return UnsupportedLanguage();
  Analysis analysis;
  if (options.clean || input.form == clean::Form::kHtml) {
    const StageClock clock(&analysis.times.clean);
    absl::StatusOr<clean::CleanedDocument> cleaned =
        cleaner_.Clean(input.text, input.form, options.profile, budget);
    if (!cleaned.ok()) return cleaned.status();
    analysis.cleaned = *std::move(cleaned);
  }
  const std::string_view text =
      analysis.cleaned ? std::string_view(analysis.cleaned->text) : input.text;
  analysis.language_code =
      input.language_code.empty() ? text::DetectLanguage(text) : input.language_code;
  if (!extracts) return analysis;
  analysis.language_unsupported = !IsServed(analysis.language_code);
  if (analysis.language_unsupported) return analysis;
  std::optional<absl::CivilDay> day = input.reference_day;
  if (!day && analysis.cleaned) day = analysis.cleaned->publish_day;
  if (absl::Status status = Extract(text, options, day, budget, &analysis); !status.ok())
    return status;
  return analysis;
}

absl::Status Analyzer::Extract(std::string_view text, const Options& options,
                               std::optional<absl::CivilDay> reference_day,
                               const text::Budget& budget, Analysis* analysis) const {
  const syntax::Syntax syntax = [&] {
    const StageClock clock(&analysis->times.syntax);
    return parser_.Parse(text);
  }();
  absl::StatusOr<std::vector<entities::Entity>> found = [&] {
    const StageClock clock(&analysis->times.entities);
    return entities_.Find(syntax, reference_day, budget);
  }();
  if (!found.ok()) return found.status();
  if (options.quotes) {
    const StageClock clock(&analysis->times.quotes);
    absl::StatusOr<std::vector<quotes::Quote>> quotes =
        quotes_.Find(syntax, *found, entities_.coreference(), options.quote_options, budget);
    if (!quotes.ok()) return quotes.status();
    analysis->quotes = *std::move(quotes);
  }
  entities::Options select = options.entity_options;
  if (!options.entities) {
    KeepSpeakers(analysis->quotes, &*found);
    select = {};
  }
  if (select.include_coreference) entities_.AddPronouns(syntax, &*found);
  analysis->entities = entities::Select(*std::move(found), select);
  return absl::OkStatus();
}

}  // namespace textanalysis::pipeline
