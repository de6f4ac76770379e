#include "analysis/pipeline/language_pack.h"

#include <set>
#include <string>
#include <string_view>

#include "analysis/text/keyed_map.h"
#include "analysis/text/steady_time.h"

namespace textanalysis::pipeline {
namespace {

using entities::Entity;

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
void KeepSpeakers(const std::vector<quotes::Quote>& quotes, std::vector<Entity>* entities) {
  std::set<std::string> ids;
  for (const quotes::Quote& q : quotes) {
    if (q.speaker) ids.insert(q.speaker->entity_id);
  }
  std::erase_if(*entities, [&ids](const Entity& e) { return !ids.contains(e.id); });
}

// Gives speakers the ids that dictionaries know their entities by.
void KnowSpeakers(const std::vector<Entity>& entities, std::vector<quotes::Quote>* quotes) {
  text::KeyedMap<std::string_view, std::string_view> ids;
  for (const Entity& e : entities) {
    if (!e.dictionary_id.empty()) ids.emplace(e.id, e.dictionary_id);
  }
  for (quotes::Quote& q : *quotes) {
    if (!q.speaker) continue;
    const auto known = ids.find(q.speaker->entity_id);
    if (known != ids.end()) q.speaker->dictionary_id = known->second;
  }
}

// Leaves no speaker the id of an entity that the answer does not hold.
void ForgetUnselected(const std::vector<Entity>& entities, std::vector<quotes::Quote>* quotes) {
  std::set<std::string_view> ids;
  for (const Entity& e : entities) ids.insert(e.id);
  for (quotes::Quote& q : *quotes) {
    if (q.speaker && !ids.contains(q.speaker->entity_id)) q.speaker->entity_id.clear();
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<const LanguagePack>> LanguagePack::Create(
    std::shared_ptr<const model::Bundle> bundle, const ReaderFactory& make_reader) {
  absl::StatusOr<std::unique_ptr<const reader::Reader>> reader = make_reader(*bundle);
  if (!reader.ok()) return reader.status();
  absl::StatusOr<coreference::Coreference> coreference = coreference::Coreference::Create(*bundle);
  if (!coreference.ok()) return coreference.status();
  absl::StatusOr<quotes::Extractor> quotes = quotes::Extractor::Create(*bundle);
  if (!quotes.ok()) return quotes.status();
  return std::unique_ptr<const LanguagePack>(new LanguagePack(
      std::move(bundle), *std::move(reader), *std::move(coreference), *std::move(quotes)));
}

absl::StatusOr<Extraction> LanguagePack::Extract(std::string_view text, const Options& options,
                                                 std::optional<absl::CivilDay> reference_day,
                                                 const text::Budget& budget) const {
  Extraction out;
  const syntax::Syntax syntax = [&] {
    const StageClock clock(&out.syntax_time);
    return parser_.Parse(text, budget);
  }();
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  absl::StatusOr<reader::Reading> reading = [&] {
    const StageClock clock(&out.entities_time);
    return reader_->Read(syntax, {.names = true, .quotes = options.quotes}, budget);
  }();
  if (!reading.ok()) return reading.status();
  absl::StatusOr<std::vector<Entity>> found = [&] {
    const StageClock clock(&out.entities_time);
    return entities_.Find(syntax, std::move(reading->names), options.dictionaries, reference_day,
                          budget);
  }();
  if (!found.ok()) return found.status();
  const coreference::Coreference& coreference = entities_.coreference();
  coreference::Discourse discourse;
  if (options.quotes) {
    const StageClock clock(&out.quotes_time);
    const quotes::Attributed attributed =
        quotes_.Attribute(syntax, *std::move(reading), *found, budget);
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    discourse = coreference.Resolve(syntax, *found, attributed.sources, budget);
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    absl::StatusOr<std::vector<quotes::Quote>> quotes =
        quotes_.Find(syntax, attributed, *found, coreference.phrases(), discourse,
                     options.quote_options, budget);
    if (!quotes.ok()) return quotes.status();
    out.quotes = *std::move(quotes);
    KnowSpeakers(*found, &out.quotes);
    sources_.Read(syntax, *found, coreference.words(), budget, &out.quotes);
  } else if (options.entity_options.include_coreference) {
    const StageClock clock(&out.entities_time);
    discourse = coreference.Resolve(syntax, *found, {}, budget);
  }
  entities::Options select = options.entity_options;
  if (!options.entities) {
    KeepSpeakers(out.quotes, &*found);
    select = {};
  }
  if (select.include_coreference) EntityFinder::AddMentions(syntax, discourse, budget, &*found);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  out.entities = entities::Select(*std::move(found), select);
  ForgetUnselected(out.entities, &out.quotes);
  return out;
}

}  // namespace textanalysis::pipeline
