// A reader reads, Attribute() puts together, and what is left is to say who speaks: the source's
// tokens are matched with names, pronouns and descriptions, and these with the document's entities.

#include "analysis/quotes/extractor.h"

#include <algorithm>
#include <array>
#include <map>

#include "analysis/quotes/attribution.h"
#include "analysis/quotes/clauses.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"

namespace textanalysis::quotes {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::MentionType;
using reader::Cue;
using reader::Reading;
using syntax::Syntax;
using syntax::TokenRange;
using text::Span;

// Confidences of a speaker by how it was found, times the source's own.
constexpr float kByPronoun = 0.7f;
constexpr float kInherited = 0.6f;
// Confidence of a line of a transcript.
constexpr float kTranscript = 0.9f;
// A transcript's label that is a name has at most this many words.
constexpr size_t kMaxNameLabelTokens = 4;
// A description after a signature has at most this many.
constexpr size_t kMaxSignatureTokens = 8;
// A quotation without a source goes on with the speaker of one at most this many paragraphs before.
constexpr size_t kInheritParagraphs = 1;
// What ties a noun phrase to the one before it.
constexpr std::array<std::string_view, 13> kTies = {
    "and", "or", "of", "to", "for", "from", "at", "in", "with", "on", "by", "close", "who"};
constexpr std::array<std::string_view, 5> kDashes = {"—", "―", "–", "--", "-"};
constexpr std::array<std::string_view, 3> kRelatives = {"who", "which", "that"};

class Resolver {
 public:
  Resolver(const Syntax& s, const std::vector<Entity>& entities,
           const coreference::Coreference& coreference, const SpeakerFinder& finder)
      : s_(s),
        entities_(entities),
        coreference_(coreference),
        finder_(finder),
        candidates_(finder.FindCandidates(s, entities)) {
    for (const Entity& e : entities) by_id_.emplace(e.id, &e);
  }

  Quote QuoteOf(const Attribution& a, const Reading& reading) {
    Quote quote{
        .content = a.content, .quoted = a.stretches, .form = FormOf(a), .confidence = a.confidence};
    const size_t paragraph = ParagraphOf(a.begin);
    // “…” — Ana Diaz; “DIAZ: …”
    const bool is_named = Signs(a, &quote) || Labels(a, &quote);
    if (!is_named && a.cue) {
      const Cue& cue = reading.cues[*a.cue];
      quote.cue = s_.Bytes(cue.tokens);
      own_words_ = a.content;
      const std::optional<TokenRange> source = a.in_heading ? SourceInHeading(cue) : cue.source;
      if (source) quote.speaker = Resolve(*source, cue.source_probability);
      own_words_.clear();
    }
    if (!quote.speaker && a.cue && !a.stretches.empty())
      quote.speaker = SubjectBefore(reading.cues[*a.cue].tokens.begin);
    if (!quote.speaker && !a.stretches.empty()) quote.speaker = Inherited(paragraph);
    if (quote.speaker && !a.stretches.empty()) {
      last_speaker_ = quote.speaker;
      last_paragraph_ = paragraph;
    }
    return quote;
  }

  // The lines of a transcript: "OSEI: How many buses ran?", where the label is the surname of a
  // person whom the text names; and of an interview, "Q: … A: …". There are at least two.
  std::vector<Quote> Transcript() const {
    const std::map<std::string, const Entity*> labels = SpeakersByLabel();
    std::vector<Quote> out;
    for (const TokenRange& paragraph : s_.paragraphs) {
      const std::optional<size_t> colon = NameLabelEnd(paragraph);
      if (!colon || *colon + 1 >= paragraph.end) continue;
      const auto speaker = labels.find(Lower(*colon - 1));
      if (speaker == labels.end()) continue;
      Quote line{.content = {s_.Bytes({*colon + 1, paragraph.end})},
                 .form = QuoteForm::kDirect,
                 .cue = s_.Bytes({*colon, *colon + 1}),
                 .confidence = kTranscript};
      line.speaker = Speaker{.mention = s_.Bytes({paragraph.begin, *colon}),
                             .mention_type = MentionType::kName,
                             .confidence = kTranscript};
      Name(speaker->second, &*line.speaker);
      out.push_back(std::move(line));
    }
    if (out.size() < 2) out.clear();
    return out;
  }

 private:
  // As LabelEnd(), or the colon after a name at the head of a line that ends as a sentence:
  // "Flynn: Yes, in May."
  std::optional<size_t> NameLabelEnd(TokenRange line) const {
    if (const std::optional<size_t> colon = LabelEnd(s_, line)) return colon;
    if (!text::EndsSentence(Slice(s_.text, s_.Bytes(line)))) return std::nullopt;
    size_t k = line.begin;
    while (k < line.end && k - line.begin < kMaxNameLabelTokens && text::StartsUpper(s_.Token(k)))
      ++k;
    const bool is_label = k > line.begin && k < line.end && s_.Token(k) == ":";
    return is_label ? std::optional(k) : std::nullopt;
  }

  // Whom a transcript's labels, in lower case, stand for: people by the last word of their full
  // name, the first of each; the one who answers an interview's questions; nobody for who asks.
  std::map<std::string, const Entity*> SpeakersByLabel() const {
    std::map<std::string, const Entity*> out = {{"q", nullptr}, {"a", MostNamedPerson()}};
    for (const Entity& e : entities_) {
      const std::string name = text::ToLower(e.name);
      const size_t space = name.rfind(' ');
      if (e.type == EntityType::kPerson && space != std::string::npos)
        out.emplace(name.substr(space + 1), &e);
    }
    return out;
  }

  // The person with the most mentions, if no other has as many.
  const Entity* MostNamedPerson() const {
    const Entity* most = nullptr;
    bool is_tied = false;
    for (const Entity& e : entities_) {
      if (e.type != EntityType::kPerson) continue;
      if (most != nullptr && e.mentions.size() < most->mentions.size()) continue;
      is_tied = most != nullptr && e.mentions.size() == most->mentions.size();
      most = &e;
    }
    return is_tied ? nullptr : most;
  }

  std::string Lower(size_t token) const { return text::ToLower(s_.Token(token)); }

  static QuoteForm FormOf(const Attribution& a) {
    if (a.stretches.empty()) return QuoteForm::kIndirect;
    const bool all_marked = std::all_of(a.content.begin(), a.content.end(), [&a](const Span& c) {
      const auto next = std::upper_bound(a.stretches.begin(), a.stretches.end(), c.begin,
                                         [](size_t at, const Span& s) { return at < s.begin; });
      return next != a.stretches.begin() && std::prev(next)->Contains(c);
    });
    return all_marked ? QuoteForm::kDirect : QuoteForm::kMixed;
  }

  size_t ParagraphOf(size_t token) const { return syntax::RangeAt(s_.paragraphs, token); }

  // The first candidate that ends after `token`.
  std::vector<Candidate>::const_iterator CandidateFrom(size_t token) const {
    return std::lower_bound(candidates_.begin(), candidates_.end(), token,
                            [](const Candidate& c, size_t t) { return c.tokens.end <= t; });
  }

  // The candidate that a source stands for. Up to the first comma: the last person named, unless a
  // preposition or "and" stands right before ("Mayor of Kyiv Vitali Klitschko", but "a source close
  // to Mr Macron"); else another name, the noun or the pronoun that comes first. A noun that a
  // comma and a person follow is that person ("Putin's spokesman, Dmitry Peskov").
  const Candidate* CandidateIn(TokenRange source) const {
    const Candidate* const c = FirstIn(source);
    if (c == nullptr || c->type != MentionType::kName || RankOf(*c) != 1) return c;
    // "FBI Director Paul Wray": the person speaks.
    const auto next = CandidateFrom(c->tokens.end);
    const bool follows = next != candidates_.end() && next->tokens.begin == c->tokens.end;
    return follows && RankOf(*next) == 2 ? &*next : c;
  }

  const Candidate* FirstIn(TokenRange source) const {
    const Candidate* best = nullptr;
    size_t comma = source.begin;
    while (comma < s_.tokens.size() && comma < source.end && s_.Token(comma) != ",") ++comma;
    for (auto c = CandidateFrom(source.begin);
         c != candidates_.end() && c->tokens.begin < source.end; ++c) {
      if (best != nullptr && (c->tokens.begin > comma || IsDependent(*c, source))) continue;
      if (best == nullptr || RankOf(*c) > RankOf(*best) || RankOf(*c) == 2) best = &*c;
    }
    // "The UN envoy, Elena Kostas": the organisation is not all that stands before the comma.
    const bool is_settled =
        best == nullptr || RankOf(*best) > 1 || (RankOf(*best) == 1 && best->tokens.end == comma);
    if (is_settled || comma >= s_.tokens.size() || s_.Token(comma) != ",") return best;
    const auto name = CandidateFrom(comma + 1);
    const bool follows = name != candidates_.end() && name->tokens.begin == comma + 1;
    return follows && RankOf(*name) == 2 ? &*name : best;
  }

  // Whether a preposition or conjunction ties `c` to what stands before it in the source.
  bool IsDependent(const Candidate& c, TokenRange source) const {
    return c.tokens.begin > source.begin && text::IsOneOf(Lower(c.tokens.begin - 1), kTies);
  }

  // How well a candidate stands for a phrase that it is part of; a possessor does not.
  int RankOf(const Candidate& c) const {
    const std::string_view next = c.tokens.end < s_.tokens.size() ? s_.Token(c.tokens.end) : "";
    if (next == "'s" || next == "’s") return -1;
    if (c.type != MentionType::kName) return 0;
    return entities_[c.entity].type == EntityType::kPerson ? 2 : 1;
  }

  Speaker Resolve(TokenRange source, float probability) {
    const Candidate* candidate = CandidateIn(source);
    if (candidate == nullptr) return Unnamed(source, probability);
    if (candidate->type == MentionType::kPronoun &&
        text::IsOneOf(Lower(candidate->tokens.begin), kRelatives)) {
      const auto before = CandidateFrom(candidate->tokens.begin);
      if (before != candidates_.begin() && (before - 1)->tokens.end + 2 > candidate->tokens.begin)
        return Resolve((before - 1)->tokens, probability);
    }
    Speaker speaker{.mention = s_.Bytes(candidate->tokens),
                    .mention_type = candidate->type,
                    .confidence = probability};
    if (candidate->type == MentionType::kName) {
      Name(&entities_[candidate->entity], &speaker);
      speaker.description = finder_.DescriptionOf(s_, *candidate, entities_[candidate->entity]);
    } else if (candidate->type == MentionType::kPronoun) {
      Name(ResolvePronoun(speaker.mention), &speaker);
      speaker.confidence *= kByPronoun;
    } else {
      speaker.mention =
          s_.Bytes({std::min(source.begin, candidate->tokens.begin), candidate->tokens.end});
      const auto entity =
          coreference_.ResolveDescription(s_, entities_, s_.Bytes(candidate->tokens));
      if (entity) {
        Name(&entities_[*entity], &speaker);
        speaker.confidence *= kByPronoun;
      } else {
        speaker.name = NominalName(candidate->tokens);
      }
    }
    return speaker;
  }

  // A source without a known noun: its words.
  Speaker Unnamed(TokenRange source, float probability) {
    Speaker speaker{.mention = s_.Bytes(source),
                    .mention_type = MentionType::kNominal,
                    .confidence = probability};
    if (const auto entity = coreference_.ResolveDescription(s_, entities_, speaker.mention)) {
      Name(&entities_[*entity], &speaker);
      speaker.confidence *= kByPronoun;
    } else {
      speaker.name = NominalName(source);
    }
    return speaker;
  }

  static void Name(const Entity* entity, Speaker* speaker) {
    if (entity == nullptr) return;
    speaker->name = entity->name;
    speaker->entity_id = entity->id;
  }

  // "the source" is the last source described with the same noun; else the words themselves.
  std::string NominalName(TokenRange tokens) {
    const std::string head = Lower(tokens.end - 1);
    const bool definite = Lower(tokens.begin) == "the";
    const auto known = nominals_.find(head);
    if (definite && known != nominals_.end()) return known->second;
    std::string words(Slice(s_.text, s_.Bytes(tokens)));
    nominals_[head] = words;
    return words;
  }

  const Entity* ResolvePronoun(Span at) const {
    const std::optional<entities::Gender> gender = coreference::PronounGender(Slice(s_.text, at));
    const Entity* last = LastSpeakerEntity(ParagraphOf(s_.TokenAt(at.begin)));
    const bool fits = last != nullptr && last->type == EntityType::kPerson && gender &&
                      (last->gender == entities::Gender::kUnknown || last->gender == *gender);
    const std::optional<size_t> e = coreference_.ResolvePronoun(s_, entities_, at, own_words_);
    if (fits && (!e || OpensSentence(at))) return last;
    return e ? &entities_[*e] : nullptr;
  }

  // "He said" at the head of a sentence goes on with whoever spoke last.
  bool OpensSentence(Span at) const {
    const size_t token = s_.TokenAt(at.begin);
    const TokenRange& sentence = s_.sentences[syntax::RangeAt(s_.sentences, token)];
    return token - sentence.begin <= 1;
  }

  const Entity* LastSpeakerEntity(size_t paragraph) const {
    if (!last_speaker_ || last_speaker_->entity_id.empty() || paragraph > last_paragraph_ + 2)
      return nullptr;
    const auto e = by_id_.find(last_speaker_->entity_id);
    return e == by_id_.end() ? nullptr : e->second;
  }

  // "‘Talks must go on’ says Diaz": a person right after the cue says it.
  std::optional<TokenRange> SourceInHeading(const Cue& cue) const {
    const auto name = CandidateFrom(cue.tokens.end);
    const bool follows = name != candidates_.end() && name->tokens.begin == cue.tokens.end;
    return follows && RankOf(*name) == 2 ? name->tokens : cue.source;
  }

  // Whether a dash and a person's name follow the last stretch and end the line; they are then
  // the quotation's cue and speaker.
  bool Signs(const Attribution& a, Quote* quote) {
    if (a.stretches.empty()) return false;
    size_t dash = s_.TokenAt(a.stretches.back().end);
    while (dash < s_.tokens.size() && IsMark(s_.Token(dash))) ++dash;
    if (dash + 1 >= s_.tokens.size() || !text::IsOneOf(s_.Token(dash), kDashes)) return false;
    const auto name = CandidateFrom(dash + 1);
    if (name == candidates_.end() || name->tokens.begin != dash + 1 || RankOf(*name) != 2)
      return false;
    if (!EndsLine(name->tokens.end) && !IsDescribed(name->tokens.end)) return false;
    quote->cue = s_.Bytes({dash, dash + 1});
    quote->speaker = Resolve(name->tokens, 1);
    return true;
  }

  // Whether a transcript's label opens the first stretch.
  bool Labels(const Attribution& a, Quote* quote) {
    if (a.cue || a.stretches.empty()) return false;
    const size_t begin = s_.TokenAt(a.stretches.front().begin);
    const std::optional<size_t> colon = LabelEnd(s_, {begin, s_.tokens.size()});
    if (!colon) return false;
    quote->cue = s_.Bytes({*colon, *colon + 1});
    quote->speaker = Resolve({begin, *colon}, 1);
    return true;
  }

  // Whether a comma and a few words up to the line's end follow: "— Len Fisk, retired docker".
  bool IsDescribed(size_t end) const {
    if (end >= s_.tokens.size() || s_.Token(end) != ",") return false;
    for (size_t k = end + 1; k <= s_.tokens.size() && k - end <= kMaxSignatureTokens; ++k) {
      if (EndsLine(k)) return true;
      if (IsMark(s_.Token(k))) return false;
    }
    return false;
  }

  // Whether nothing but a full stop stands between token `end` and the line's end.
  bool EndsLine(size_t end) const {
    if (end < s_.tokens.size() && s_.Token(end) == ".") ++end;
    const size_t next = end < s_.tokens.size() ? s_.tokens[end].begin : s_.text.size();
    return end >= s_.tokens.size() ||
           text::Slice(s_.text, {s_.tokens[end - 1].end, next}).find('\n') !=
               std::string_view::npos;
  }

  static bool IsMark(std::string_view token) {
    return text::IsQuoteMark(text::DecodeAt(token, 0).value);
  }

  // The first person named, or personal pronoun, of the sentence before a cue: a cue without a
  // source of its own, as in "Ana Diaz rejected the figure, adding: …", shares its subject.
  std::optional<Speaker> SubjectBefore(size_t cue) {
    const TokenRange& sentence = s_.sentences[syntax::RangeAt(s_.sentences, cue)];
    for (auto c = CandidateFrom(sentence.begin); c != candidates_.end() && c->tokens.end <= cue;
         ++c) {
      if (RankOf(*c) == 2 || (c->type == MentionType::kPronoun &&
                              coreference::PronounGender(Slice(s_.text, s_.Bytes(c->tokens)))))
        return Resolve(c->tokens, kInherited);
    }
    return std::nullopt;
  }

  // The speaker of the quotation before, when it is near.
  std::optional<Speaker> Inherited(size_t paragraph) const {
    if (!last_speaker_ || paragraph > last_paragraph_ + kInheritParagraphs) return std::nullopt;
    Speaker speaker = *last_speaker_;
    speaker.confidence *= kInherited;
    return speaker;
  }

  const Syntax& s_;
  const std::vector<Entity>& entities_;
  const coreference::Coreference& coreference_;
  const SpeakerFinder& finder_;
  text::KeyedMap<std::string_view, const Entity*> by_id_;
  const std::vector<Candidate> candidates_;
  std::map<std::string, std::string> nominals_;
  std::vector<Span> own_words_;  // What the source that is being resolved says.
  std::optional<Speaker> last_speaker_;
  size_t last_paragraph_ = 0;
};

// The line, of several in order, that `q` begins in or reaches into first; lines.size() for none.
size_t LineOf(const std::vector<Quote>& lines, const Quote& q) {
  const Span content = q.content.front();
  const auto line =
      std::lower_bound(lines.begin(), lines.end(), content.begin,
                       [](const Quote& l, size_t begin) { return l.content.front().end <= begin; });
  const bool overlaps = line != lines.end() && line->content.front().Overlaps(content);
  return overlaps ? static_cast<size_t>(line - lines.begin()) : lines.size();
}

// Adds a transcript's lines to `quotes`. What is reported within a line is a part of it, but a line
// that is a quotation already, or holds one between marks, is not added.
void AddLines(const std::vector<Quote>& lines, std::vector<Quote>* quotes) {
  std::vector<bool> stays(lines.size() + 1, true);
  stays[lines.size()] = false;
  for (const Quote& q : *quotes) {
    if (q.form != QuoteForm::kIndirect) stays[LineOf(lines, q)] = false;
  }
  std::erase_if(*quotes, [&](const Quote& q) { return stays[LineOf(lines, q)]; });
  for (size_t k = 0; k < lines.size(); ++k) {
    if (stays[k]) quotes->push_back(lines[k]);
  }
}

// The names of persons, in order.
std::vector<TokenRange> NamesOfPeople(const Syntax& s, const std::vector<Entity>& entities) {
  std::vector<TokenRange> out;
  for (const Entity& e : entities) {
    if (e.type != EntityType::kPerson) continue;
    for (const entities::Mention& m : e.mentions) {
      if (m.type == MentionType::kName)
        out.push_back({s.TokenAt(m.span.begin), s.TokenAt(m.span.end - 1) + 1});
    }
  }
  std::sort(out.begin(), out.end(), [](TokenRange a, TokenRange b) { return a.begin < b.begin; });
  return out;
}

// Sets whom the words were said to, which is no part of them.
void SetAddressee(const Syntax& s, const ReportLexicon& lexicon, const Cue& cue, Quote* quote) {
  const std::optional<TokenRange> addressee = AddresseeOf(s, lexicon, cue);
  if (!addressee || addressee->end >= s.tokens.size()) return;
  const Span span = s.Bytes(*addressee);
  for (Span& content : quote->content) {
    if (!content.Overlaps(span)) continue;
    // Nothing but the addressee is no content; then the phrase was read wrongly.
    if (content.begin < s.tokens[cue.tokens.begin].begin || content.end <= span.end) return;
    content.begin = s.tokens[addressee->end].begin;
  }
  quote->addressee = span;
}

// The attribution of `a`, which has a cue, in tokens.
Relation RelationOf(const Syntax& s, const Attribution& a, const Reading& reading) {
  const Cue& cue = reading.cues[*a.cue];
  Relation relation{.cue = cue.tokens, .source = cue.source};
  for (const Span& span : a.content)
    relation.content.push_back({s.TokenAt(span.begin), s.TokenAt(span.end - 1) + 1});
  return relation;
}

bool IsWanted(const Quote& q, const Options& options) {
  const auto holds = [](const auto& list, const auto& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  };
  const bool is_type = options.types.empty() ? q.manner.type == AttributionType::kCommunication
                                             : holds(options.types, q.manner.type);
  return is_type && (options.include_unsettled || !q.manner.is_unsettled) &&
         (options.forms.empty() || holds(options.forms, q.form)) &&
         q.confidence >= options.min_confidence;
}

}  // namespace

absl::StatusOr<Extractor> Extractor::Create(const model::Bundle& bundle) {
  absl::StatusOr<MannerReader> manners = MannerReader::Create(bundle);
  if (!manners.ok()) return manners.status();
  return Extractor(bundle, *std::move(manners));
}

absl::StatusOr<std::vector<Quote>> Extractor::Find(const Syntax& s, Reading reading,
                                                   const std::vector<Entity>& entities,
                                                   const coreference::Coreference& coreference,
                                                   const Options& options,
                                                   const text::Budget& budget) const {
  CorrectBesideMarks(s, manners_.lexicon(), NamesOfPeople(s, entities), &reading);
  Resolver resolver(s, entities, coreference, speakers_);
  std::vector<Quote> quotes;
  for (const Attribution& a : Attribute(s, reading)) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    quotes.push_back(resolver.QuoteOf(a, reading));
    if (!a.cue) continue;
    SetAddressee(s, manners_.lexicon(), reading.cues[*a.cue], &quotes.back());
    quotes.back().manner = manners_.Read(s, RelationOf(s, a, reading), !a.stretches.empty());
  }
  AddLines(resolver.Transcript(), &quotes);
  std::stable_sort(quotes.begin(), quotes.end(), [](const Quote& a, const Quote& b) {
    return a.content.front().begin < b.content.front().begin;
  });
  std::erase_if(quotes, [&options](const Quote& q) { return !IsWanted(q, options); });
  return quotes;
}

}  // namespace textanalysis::quotes
