#include "analysis/sourcing/source_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/coreference/names.h"
#include "analysis/sourcing/roles.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"

namespace textanalysis::sourcing {
namespace {

using coreference::LowerWord;
using coreference::NameAt;
using coreference::NounClass;
using coreference::WordUse;
using entities::Entity;
using entities::EntityType;
using entities::MentionType;
using quotes::Quote;
using quotes::SourceKind;
using quotes::Sourcing;
using quotes::Speaker;
using syntax::Syntax;
using syntax::TokenRange;
using text::Span;

// A channel's noun stands so many tokens after its preposition at most; a body so many after a name.
constexpr size_t kMaxToChannel = 6, kMaxToBody = 4;
// So many of an entity's names are asked for its role.
constexpr size_t kMaxNames = 16;
// So many sentences of a paragraph are searched for a reason, and so many bytes of each.
constexpr size_t kMaxSentences = 6, kMaxSentenceBytes = 2000;

// What a word says was spoken through; kUnknown for other words.
SourceKind KindOfChannel(SourceWord word) {
  switch (word) {
    case SourceWord::kStatement:
      return SourceKind::kStatement;
    case SourceWord::kPost:
    case SourceWord::kPlatform:
      return SourceKind::kSocialPost;
    case SourceWord::kPoll:
      return SourceKind::kPoll;
    case SourceWord::kDocument:
      return SourceKind::kDocument;
    default:
      return SourceKind::kUnknown;
  }
}

class Reading {
 public:
  Reading(const SourceWords& source_words, const Syntax& syntax,
          const std::vector<Entity>& entities, const coreference::WordBook& book,
          const std::vector<Quote>& quotes, const text::Budget& budget)
      : source_words_(source_words),
        s_(syntax),
        entities_(entities),
        book_(book),
        role_words_{book, source_words},
        names_(coreference::NamesOf(syntax, entities, budget)),
        speaking_(quotes::SpeakingEntities(quotes, entities, budget)) {}

  Sourcing Read(const Quote& quote) {
    const Speaker& speaker = *quote.speaker;
    const TokenRange mention = TokensOf(speaker.mention);
    const auto known = speaking_.find(speaker.entity_id);
    const Entity* const entity = known == speaking_.end() ? nullptr : &entities_[known->second];
    Sourcing out;
    out.is_named = entity != nullptr || JoinsName(mention);
    const SourceKind described = speaker.mention_type == MentionType::kNominal
                                     ? KindOfDescription(mention)
                                     : SourceKind::kUnknown;
    // "Hill's letter": what Hill says is written there.
    const bool is_written = IsWritten(described);
    out.kind = entity != nullptr && !is_written ? KindOf(*entity) : described;
    if (entity == nullptr && IsHandle(mention)) {
      out.is_named = true;
      out.kind = SourceKind::kSocialPost;
    }
    std::optional<TokenRange> role;
    if (entity == nullptr) {
      if (SaysWho(mention, out.kind)) role = WithoutArticle(s_, role_words_, mention);
    } else if (entity->type == EntityType::kPerson && !is_written) {
      role = RoleOf(known->second, mention, speaker.mention_type);
    }
    const SourceKind channel = ChannelOf(quote);
    // Who says something in a poll is a share of those asked.
    const bool may_replace = out.kind != SourceKind::kAnonymous || channel == SourceKind::kPoll;
    if (channel != SourceKind::kUnknown && may_replace) out.kind = channel;
    if (role) out.role = s_.Bytes(*role);
    const bool may_belong = entity == nullptr || entity->type == EntityType::kPerson;
    if (may_belong) out.affiliation = AffiliationOf(role, mention);
    if (!out.is_named) out.anonymity_reason = ReasonFor(quote, kMaxSentences);
    if (out.kind == SourceKind::kPerson && IsOneWord(*entity))
      out.anonymity_reason = ReasonFor(quote, 1);  // "Maria, whose surname is being withheld to …".
    return out;
  }

 private:
  std::string Lower(size_t k) const { return LowerWord(s_.Token(k)); }
  TokenRange TokensOf(Span span) const {
    return {s_.TokenAt(span.begin), s_.TokenAt(span.end - 1) + 1};
  }
  TokenRange SentenceOf(size_t token) const {
    return s_.sentences[syntax::RangeAt(s_.sentences, token)];
  }

  // "The UN and other agencies", "officials and Ana Diaz": a name is one of those who are joined.
  bool JoinsName(TokenRange mention) const {
    auto name = coreference::NameFrom(names_, mention.begin);
    for (; name != names_.end() && name->tokens.end <= mention.end; ++name) {
      const size_t begin = name->tokens.begin, end = name->tokens.end;
      const bool goes_on = end + 1 < mention.end && book_.FunctionOf(Lower(end)) == "conj";
      const bool is_added = end == mention.end && begin > mention.begin &&
                            book_.FunctionOf(Lower(begin - 1)) == "conj";
      if ((begin <= mention.begin + 1 && goes_on) || is_added) return true;
    }
    return false;
  }

  static bool IsOneWord(const Entity& entity) { return entity.name.find(' ') == std::string::npos; }

  static SourceKind KindOf(const Entity& entity) {
    switch (entity.type) {
      case EntityType::kPerson:
        return SourceKind::kPerson;
      case EntityType::kGroup:
        return SourceKind::kGroup;
      case EntityType::kWork:
        return SourceKind::kDocument;
      default:
        return SourceKind::kOrganization;
    }
  }

  SourceKind KindOfDescription(TokenRange phrase) const {
    const size_t head = HeadOf(s_, role_words_, phrase);
    const std::string noun = Lower(head);
    if (const SourceKind kind = KindOfNoun(noun); kind != SourceKind::kUnknown) return kind;
    const coreference::Description said = book_.Describe(s_, {phrase.begin, head + 1});
    switch (said.noun_class) {
      case NounClass::kBody:
        return SourceKind::kOrganization;
      case NounClass::kDocument:
        return SourceKind::kDocument;
      default:
        break;
    }
    return said.is_plural ? SourceKind::kGroup : SourceKind::kAnonymous;
  }

  SourceKind KindOfNoun(const std::string& noun) const {
    const SourceWord word = source_words_.Find(noun);
    if (word == SourceWord::kSpokesperson) return SourceKind::kOrganization;
    if (word == SourceWord::kAnonymous) return SourceKind::kAnonymous;
    return KindOfChannel(word);
  }

  // "@harbour", "acebush1": a name of somebody who posts.
  bool IsHandle(TokenRange mention) const {
    const std::string_view token = s_.Token(mention.begin);
    if (mention.end - mention.begin != 1) return false;
    const bool has_digit = std::any_of(token.begin(), token.end(), text::IsAsciiDigit);
    return token.front() == '@' ||
           (has_digit && !text::IsAsciiDigit(token.front()) && token.size() > 3);
  }

  static bool IsWritten(SourceKind kind) {
    return kind == SourceKind::kDocument || kind == SourceKind::kStatement ||
           kind == SourceKind::kSocialPost || kind == SourceKind::kPoll;
  }

  // Whether the words of a source that is not named say who it is.
  bool SaysWho(TokenRange mention, SourceKind kind) const {
    return !IsWritten(kind) && IsForPeople(s_, role_words_, HeadOf(s_, role_words_, mention));
  }

  // The role at the mention itself, or else at the first of the entity's names that has one, or else
  // the description that the mention is.
  std::optional<TokenRange> RoleOf(size_t entity, TokenRange mention, MentionType type) {
    const auto name = coreference::NameFrom(names_, mention.begin);
    if (name != names_.end() && name->entity == entity && name->tokens.begin < mention.end) {
      if (const auto role = RoleBeside(s_, role_words_, name->tokens)) return role;
    }
    const auto [it, is_new] = roles_.try_emplace(entity);
    if (is_new) it->second = FirstRoleOf(entity);
    if (it->second || type != MentionType::kNominal) return it->second;
    return WithoutArticle(s_, role_words_, mention);
  }

  std::optional<TokenRange> FirstRoleOf(size_t entity) const {
    const std::vector<entities::Mention>& mentions = entities_[entity].mentions;
    for (size_t k = 0; k < std::min(mentions.size(), kMaxNames); ++k) {
      if (mentions[k].type != MentionType::kName) continue;
      if (const auto role = RoleBeside(s_, role_words_, TokensOf(mentions[k].span))) return role;
    }
    return std::nullopt;
  }

  // The body that a role names, or that follows the mention after a word such as "of".
  std::optional<Span> AffiliationOf(std::optional<TokenRange> role, TokenRange mention) const {
    const TokenRange within = role ? *role : TokenRange{mention.begin, mention.end + kMaxToBody};
    for (auto name = coreference::NameFrom(names_, within.begin);
         name != names_.end() && name->tokens.begin < within.end + (role ? kMaxToBody : 0);
         ++name) {
      const bool is_inside = role && name->tokens.begin < role->end;
      const EntityType type = entities_[name->entity].type;
      const bool is_spoken_for = is_inside && type != EntityType::kPerson && IsSpokesperson(*role);
      if (type != EntityType::kOrganization && !is_spoken_for) continue;
      const size_t after = role ? role->end : mention.end;
      if (is_inside || IsTied(after, name->tokens.begin)) return s_.Bytes(name->tokens);
    }
    return std::nullopt;
  }

  // Whether a role is to speak for somebody: "White House press secretary".
  bool IsSpokesperson(TokenRange role) const {
    for (size_t k = role.begin; k < role.end; ++k) {
      const std::string pair = k > role.begin ? Lower(k - 1) + " " + Lower(k) : "";
      if (source_words_.Find(Lower(k)) == SourceWord::kSpokesperson ||
          source_words_.Find(pair) == SourceWord::kSpokesperson)
        return true;
    }
    return false;
  }

  // Whether a preposition begins [from, to), and no mark stands there.
  bool IsTied(size_t from, size_t to) const {
    if (from >= to || book_.FunctionOf(Lower(from)) != "prep") return false;
    for (size_t k = from; k < to; ++k) {
      if (!text::StartsAsWord(s_.Token(k))) return false;
    }
    return true;
  }

  bool IsContent(const Quote& quote, size_t token) const {
    return std::any_of(quote.content.begin(), quote.content.end(),
                       [&](Span c) { return c.Overlaps(s_.tokens[token]); });
  }

  // The channel that the clause of the cue states: a verb of posting, or a preposition and its noun.
  SourceKind ChannelOf(const Quote& quote) const {
    if (!quote.cue) return SourceKind::kUnknown;
    const TokenRange cue = TokensOf(*quote.cue);
    const TokenRange mention = TokensOf(quote.speaker->mention);
    for (size_t k = cue.begin; k < cue.end; ++k) {
      if (source_words_.Find(Lower(k)) == SourceWord::kPosted) return SourceKind::kSocialPost;
    }
    const TokenRange sentence = SentenceOf(cue.begin);
    const size_t end = std::min(sentence.end, std::max(cue.end, mention.end) + 2 * kMaxToChannel);
    const size_t clause = std::min(cue.begin, mention.begin);
    const size_t begin = std::max(sentence.begin, clause - std::min(clause, 2 * kMaxToChannel));
    for (size_t k = begin; k < end; ++k) {
      if (IsContent(quote, k) || source_words_.Find(Lower(k)) != SourceWord::kCarrier) continue;
      const SourceKind kind = ChannelAfter(quote, k, end);
      if (kind != SourceKind::kUnknown) return kind;
    }
    return SourceKind::kUnknown;
  }

  SourceKind ChannelAfter(const Quote& quote, size_t preposition, size_t end) const {
    for (size_t k = preposition + 1; k < std::min(end, preposition + 1 + kMaxToChannel); ++k) {
      if (IsContent(quote, k) || book_.FunctionOf(Lower(k)) == "prep" || s_.Token(k) == ",") break;
      const SourceWord pair =
          k + 1 < end ? source_words_.Find(Lower(k) + " " + Lower(k + 1)) : SourceWord::kNone;
      if (pair == SourceWord::kSpeech) return SourceKind::kUnknown;
      const SourceKind channel =
          KindOfChannel(pair != SourceWord::kNone ? pair : source_words_.Find(Lower(k)));
      if (channel != SourceKind::kUnknown) return channel;
      if (book_.Describe(s_, {k, k + 1}).noun_class == NounClass::kDocument)
        return SourceKind::kDocument;
    }
    return SourceKind::kUnknown;
  }

  // The reason given in the sentence of the source, or else in the next ones of the paragraph.
  std::optional<Span> ReasonFor(const Quote& quote, size_t max_sentences) {
    const size_t first = TokensOf(quote.speaker->mention).begin;
    const size_t end = s_.paragraphs[syntax::RangeAt(s_.paragraphs, first)].end;
    size_t k = syntax::RangeAt(s_.sentences, first);
    for (size_t count = 0; count < max_sentences && k < s_.sentences.size(); ++k, ++count) {
      if (s_.sentences[k].begin >= end) break;
      const auto [it, is_new] = reasons_.try_emplace(k);
      if (is_new) it->second = ReasonIn(s_.Bytes(s_.sentences[k]));
      if (it->second) return it->second;
    }
    return std::nullopt;
  }

  std::optional<Span> ReasonIn(Span sentence) const {
    const auto reason =
        source_words_.ReasonIn(Slice(s_.text, sentence).substr(0, kMaxSentenceBytes));
    if (!reason) return std::nullopt;
    return Span{sentence.begin + reason->begin, sentence.begin + reason->end};
  }

  const SourceWords& source_words_;
  const Syntax& s_;
  const std::vector<Entity>& entities_;
  const coreference::WordBook& book_;
  const RoleWords role_words_;
  const std::vector<NameAt> names_;
  const text::KeyedMap<std::string_view, size_t> speaking_;
  text::KeyedMap<uint64_t, std::optional<TokenRange>> roles_;  // By entity.
  text::KeyedMap<uint64_t, std::optional<Span>> reasons_;      // By sentence.
};

}  // namespace

void SourceReader::Read(const Syntax& syntax, const std::vector<Entity>& entities,
                        const coreference::WordBook& book, const text::Budget& budget,
                        std::vector<Quote>* quotes) const {
  text::Pace pace(budget);
  Reading reading(words_, syntax, entities, book, *quotes, budget);
  constexpr size_t kQuotePace = 4096;
  text::KeyedMap<std::string_view, Span> reasons;  // By what an unnamed source is called.
  for (Quote& quote : *quotes) {
    if (!pace.GoesOn(kQuotePace)) return;
    if (!quote.speaker) continue;
    quote.sourcing = reading.Read(quote);
    if (quote.sourcing->anonymity_reason && !quote.speaker->name.empty())
      reasons.try_emplace(quote.speaker->name, *quote.sourcing->anonymity_reason);
  }
  for (Quote& quote : *quotes) {
    if (!quote.sourcing || quote.sourcing->is_named || quote.sourcing->anonymity_reason) continue;
    const auto reason = reasons.find(quote.speaker->name);
    if (reason != reasons.end()) quote.sourcing->anonymity_reason = reason->second;
  }
}

}  // namespace textanalysis::sourcing
