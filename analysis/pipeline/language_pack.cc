#include "analysis/pipeline/language_pack.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/coreference/everybody.h"
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

// What a quotation costs to look at, in bytes of plain text.
constexpr size_t kQuotePace = 64;

// Keeps the entities that speak.
void KeepSpeakers(const std::vector<quotes::Quote>& quotes, const text::Budget& budget,
                  std::vector<Entity>* entities) {
  const auto speaking = quotes::SpeakingEntities(quotes, *entities, budget);
  std::vector<size_t> numbers;
  for (const auto& [id, number] : speaking) numbers.push_back(number);
  std::sort(numbers.begin(), numbers.end());
  size_t kept = 0;
  for (const size_t number : numbers) {
    if (kept != number) (*entities)[kept] = std::move((*entities)[number]);
    ++kept;
  }
  entities->resize(kept);
}

// Gives speakers the ids that dictionaries know their entities by.
void KnowSpeakers(const std::vector<Entity>& entities, const text::Budget& budget,
                  std::vector<quotes::Quote>* quotes) {
  text::Pace pace(budget);
  const auto speaking = quotes::SpeakingEntities(*quotes, entities, budget);
  for (quotes::Quote& q : *quotes) {
    if (!pace.GoesOn(kQuotePace)) return;
    if (!q.speaker) continue;
    const auto known = speaking.find(q.speaker->entity_id);
    if (known != speaking.end()) q.speaker->dictionary_id = entities[known->second].dictionary_id;
  }
}

// Leaves no speaker the id of an entity that the answer does not hold.
void ForgetUnselected(const std::vector<Entity>& entities, const text::Budget& budget,
                      std::vector<quotes::Quote>* quotes) {
  text::Pace pace(budget);
  const auto speaking = quotes::SpeakingEntities(*quotes, entities, budget);
  for (quotes::Quote& q : *quotes) {
    if (!pace.GoesOn(kQuotePace)) return;
    if (q.speaker && !speaking.contains(q.speaker->entity_id)) q.speaker->entity_id.clear();
  }
}

bool WantsEverybody(const Options& options) {
  return options.entities && options.entity_options.include_coreference;
}

// The words between marks, or of lines, that are somebody's own.
std::vector<coreference::Voice> VoicesOf(const std::vector<quotes::Quote>& quotes,
                                         const std::vector<Entity>& entities,
                                         const text::Budget& budget) {
  text::Pace pace(budget);
  const auto speaking = quotes::SpeakingEntities(quotes, entities, budget);
  std::vector<coreference::Voice> out;
  for (const quotes::Quote& q : quotes) {
    if (!pace.GoesOn(kQuotePace)) break;
    if (q.form == quotes::QuoteForm::kIndirect) continue;
    coreference::Voice voice;
    if (q.speaker) {
      voice.speaker = q.speaker->mention;
      if (const auto at = speaking.find(q.speaker->entity_id); at != speaking.end())
        voice.entity = at->second;
    }
    for (const text::Span& words : q.quoted.empty() ? q.content : q.quoted) {
      voice.words = words;
      out.push_back(voice);
    }
  }
  const auto is_before = [](const auto& a, const auto& b) { return a.words.begin < b.words.begin; };
  if (!std::is_sorted(out.begin(), out.end(), is_before))
    std::stable_sort(out.begin(), out.end(), is_before);
  return out;
}

}  // namespace

absl::StatusOr<std::unique_ptr<const LanguagePack>> LanguagePack::Create(
    std::shared_ptr<const model::Bundle> bundle, const ReaderFactory& make_reader) {
  absl::StatusOr<std::unique_ptr<const reader::Reader>> reader = make_reader(*bundle);
  if (!reader.ok()) return reader.status();
  absl::StatusOr<coreference::Coreference> coreference = coreference::Coreference::Create(*bundle);
  if (!coreference.ok()) return coreference.status();
  absl::StatusOr<EntityFinder> entities = EntityFinder::Create(*bundle, *std::move(coreference));
  if (!entities.ok()) return entities.status();
  absl::StatusOr<quotes::Extractor> quotes = quotes::Extractor::Create(*bundle);
  if (!quotes.ok()) return quotes.status();
  absl::StatusOr<verify::Verifier> verifier = verify::Verifier::Create(*bundle);
  if (!verifier.ok()) return verifier.status();
  return std::unique_ptr<const LanguagePack>(
      new LanguagePack(std::move(bundle), *std::move(reader), *std::move(entities),
                       *std::move(quotes), *std::move(verifier)));
}

// What is said, and everybody whom a document speaks of where `options` ask for it.
absl::Status LanguagePack::ReadSpeech(const syntax::Syntax& syntax, reader::Reading reading,
                                      const Options& options, const text::Budget& budget,
                                      std::vector<Entity>* entities,
                                      std::vector<quotes::Quote>* quotes) const {
  const coreference::Coreference& coreference = entities_.coreference();
  const quotes::Attributed attributed =
      quotes_.Attribute(syntax, std::move(reading), *entities, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  const coreference::Discourse discourse =
      coreference.Resolve(syntax, *entities, attributed.sources, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  absl::StatusOr<std::vector<quotes::Quote>> found =
      quotes_.Find(syntax, attributed, *entities, coreference.phrases(), discourse, budget);
  if (!found.ok()) return found.status();
  std::vector<coreference::Voice> voices;
  if (WantsEverybody(options)) voices = VoicesOf(*found, *entities, budget);
  if (options.quotes) {
    quotes::Select(options.quote_options, &*found);
    KnowSpeakers(*entities, budget, &*found);
    sources_.Read(syntax, *entities, coreference.words(), budget, &*found);
    *quotes = *std::move(found);
  }
  if (absl::Status status = budget.Check(); !status.ok() || !WantsEverybody(options)) return status;
  const coreference::Discourse everybody =
      coreference.ResolveEverybody(syntax, *entities, attributed.sources, discourse, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  coreference::AddEverybody(coreference.words(), coreference.certainty(), syntax, everybody, voices,
                            budget, entities);
  return budget.Check();
}

absl::StatusOr<Extraction> LanguagePack::Extract(std::string_view text, const Options& options,
                                                 std::optional<absl::CivilDay> reference_day,
                                                 const text::Budget& budget) const {
  Extraction out;
  const bool is_everybody = WantsEverybody(options);
  const syntax::Syntax syntax = [&] {
    const StageClock clock(&out.syntax_time);
    return parser_.Parse(text, budget);
  }();
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  absl::StatusOr<reader::Reading> reading = [&] {
    const StageClock clock(&out.entities_time);
    return reader_->Read(syntax, {.names = true, .quotes = options.quotes || is_everybody}, budget);
  }();
  if (!reading.ok()) return reading.status();
  absl::StatusOr<std::vector<Entity>> found = [&] {
    const StageClock clock(&out.entities_time);
    return entities_.Find(syntax, std::move(reading->names), options.dictionaries, reference_day,
                          budget);
  }();
  if (!found.ok()) return found.status();
  if (options.quotes || is_everybody) {
    const StageClock clock(&out.quotes_time);
    if (absl::Status status =
            ReadSpeech(syntax, *std::move(reading), options, budget, &*found, &out.quotes);
        !status.ok())
      return status;
  }
  entities::Options select = options.entity_options;
  if (!options.entities) {
    KeepSpeakers(out.quotes, budget, &*found);
    select = {};
  }
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  out.entities = entities::Select(*std::move(found), select, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  ForgetUnselected(out.entities, budget, &out.quotes);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  return out;
}

}  // namespace textanalysis::pipeline
