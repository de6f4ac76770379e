#include "analysis/coreference/everybody.h"

#include <algorithm>
#include <string>
#include <utility>

#include "analysis/text/keyed_map.h"

namespace textanalysis::coreference {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::MentionType;
using syntax::Syntax;
using text::Span;

// What a mention and a token cost, in bytes of plain text.
constexpr size_t kMentionPace = 32, kTokenPace = 8;

class Everybody {
 public:
  Everybody(const WordBook& words, const Certainty& certainty, const Syntax& s,
            const Discourse& discourse, const std::vector<Voice>& voices,
            const text::Budget& budget, std::vector<Entity>* entities)
      : words_(words),
        certainty_(certainty),
        s_(s),
        discourse_(discourse),
        voices_(voices),
        pace_(budget),
        num_named_(entities->size()),
        entities_(*entities) {}

  void Run() {
    for (const Unnamed& unnamed : discourse_.unnamed) AddEntity(TypeOf(unnamed));
    const std::vector<size_t> num_names = Sizes();
    for (const Mention& m : discourse_.mentions) {
      if (!pace_.GoesOn(kMentionPace)) return;
      if (m.type != MentionType::kName && m.referent < entities_.size()) Add(m);
    }
    Merge(num_names);
    const std::vector<size_t> num_resolved = Sizes();
    AddPersons();
    Merge(num_resolved);
    std::erase_if(entities_, [](const Entity& e) { return e.mentions.empty(); });
    for (size_t e = num_named_; e < entities_.size(); ++e)
      entities_[e].id = "e" + std::to_string(e + 1);
  }

 private:
  std::vector<size_t> Sizes() const {
    std::vector<size_t> out;
    for (const Entity& e : entities_) out.push_back(e.mentions.size());
    return out;
  }

  // Brings the mentions of each entity into order, of which the first `sizes[e]` are, and the others.
  void Merge(const std::vector<size_t>& sizes) {
    for (size_t e = 0; e < sizes.size(); ++e) {
      std::vector<entities::Mention>& mentions = entities_[e].mentions;
      if (!pace_.GoesOn(kMentionPace * mentions.size())) return;
      std::inplace_merge(mentions.begin(), mentions.begin() + static_cast<ptrdiff_t>(sizes[e]),
                         mentions.end(),
                         [](const auto& a, const auto& b) { return a.span < b.span; });
    }
  }

  EntityType TypeOf(const Unnamed& unnamed) const {
    const std::string noun =
        LowerWord(std::string_view(unnamed.words).substr(unnamed.words.rfind(' ') + 1));
    if (unnamed.noun_class != NounClass::kBody) return EntityType::kPerson;
    return words_.uses().Is(words_.endings().Singular(noun), WordUse::kPlace)
               ? EntityType::kGeopolitical
               : EntityType::kOrganization;
  }

  size_t AddEntity(EntityType type) {
    entities_.push_back({.type = type});
    return entities_.size() - 1;
  }

  void Add(const Mention& m) {
    Entity& e = entities_[m.referent];
    e.mentions.push_back({s_.Bytes(m.tokens), m.type, m.confidence});
    if (m.referent < num_named_) return;
    const bool is_pronoun = m.type == MentionType::kPronoun;
    const std::string_view words = Slice(s_.text, s_.Bytes(m.whole));
    if (is_pronoun ? e.name.empty() : words.size() > e.name.size()) e.name = words;
  }

  // The pronouns of the first and second person.
  void AddPersons() {
    size_t voice = 0;
    for (size_t k = 0; k < s_.tokens.size() && pace_.GoesOn(kTokenPace); ++k) {
      const std::string word = LowerWord(s_.Token(k));
      const WordUses& uses = words_.uses();
      const bool is_first = uses.Is(word, WordUse::kFirstPerson);
      if (!is_first && !uses.Is(word, WordUse::kSecondPerson)) continue;
      while (voice < voices_.size() && voices_[voice].words.end <= s_.tokens[k].begin) ++voice;
      const bool is_within =
          voice < voices_.size() && voices_[voice].words.begin <= s_.tokens[k].begin;
      const size_t who = is_within ? SpeakerOf(voices_[voice]) : kNobody;
      const size_t entity = is_first && !uses.Is(word, WordUse::kSeveral)
                                ? FirstPerson(who, is_within)
                                : Beside(who, is_first);
      entities::Mention mention{s_.tokens[k], MentionType::kPronoun};
      mention.confidence = is_within ? certainty_.in_voice : certainty_.outside;
      if (entities_[entity].name.empty()) entities_[entity].name = s_.Token(k);
      entities_[entity].mentions.push_back(mention);
    }
  }

  // Whom a voice is of, as an entity.
  size_t SpeakerOf(const Voice& voice) const {
    if (voice.entity != kNobody || !voice.speaker) return voice.entity;
    const auto mention = std::lower_bound(
        discourse_.mentions.begin(), discourse_.mentions.end(), voice.speaker->begin,
        [this](const Mention& m, size_t byte) { return s_.tokens[m.tokens.begin].begin < byte; });
    const bool is_known = mention != discourse_.mentions.end() &&
                          s_.tokens[mention->tokens.begin].begin < voice.speaker->end;
    return is_known ? mention->referent : kNobody;
  }

  // Who "I" is: the speaker; of others, one for the author and one for all voices of nobody known.
  size_t FirstPerson(size_t speaker, bool is_within) {
    if (speaker != kNobody) return speaker;
    return Made(is_within ? "voice" : "author", EntityType::kPerson);
  }

  // Who "we" and "you" are, for each speaker.
  size_t Beside(size_t speaker, bool is_we) {
    return Made((is_we ? "we" : "you") + std::to_string(speaker), EntityType::kPerson);
  }

  size_t Made(const std::string& key, EntityType type) {
    const auto [at, is_new] = made_.emplace(key, entities_.size());
    if (is_new) AddEntity(type);
    return at->second;
  }

  const WordBook& words_;
  const Certainty& certainty_;
  const Syntax& s_;
  const Discourse& discourse_;
  const std::vector<Voice>& voices_;
  text::Pace pace_;
  const size_t num_named_;
  text::KeyedMap<std::string, size_t> made_;
  std::vector<Entity>& entities_;
};

}  // namespace

void AddEverybody(const WordBook& words, const Certainty& certainty, const Syntax& s,
                  const Discourse& discourse, const std::vector<Voice>& voices,
                  const text::Budget& budget, std::vector<Entity>* entities) {
  Everybody(words, certainty, s, discourse, voices, budget, entities).Run();
}

}  // namespace textanalysis::coreference
