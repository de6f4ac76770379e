// A reader reads, Attribute() puts together, and what is left is to say who speaks: the source's
// tokens are matched with names, pronouns and descriptions, and these with the document's entities.

#include "analysis/quotes/extractor.h"

#include <algorithm>
#include <array>
#include <map>

#include "analysis/quotes/attribution.h"
#include "analysis/quotes/clauses.h"
#include "analysis/quotes/edges.h"
#include "analysis/quotes/interview.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::quotes {
namespace {

using coreference::WordUse;
using coreference::WordUses;
using entities::Entity;
using entities::EntityType;
using entities::MentionType;
using reader::Cue;
using reader::Reading;
using syntax::Syntax;
using syntax::TokenRange;
using text::Span;

// What a source or a line, and a token cost, in bytes of plain text.
constexpr size_t kSourcePace = 256, kTokenPace = 8;
// A transcript's label that is a name has at most this many words.
constexpr size_t kMaxNameLabelTokens = 4;
// A description after a signature has at most this many.
constexpr size_t kMaxSignatureTokens = 8;
// A quotation without a source goes on with the speaker of one at most this many paragraphs before.
constexpr size_t kInheritParagraphs = 1;
// Who answers in a dialogue was heard at most this many paragraphs before.
constexpr size_t kTurnParagraphs = 3;
// A closing mark and a full stop.
// Tokens of a sentence that parts what one says, and of the marks around it.
constexpr size_t kMaxBeat = 10;
// Words between an addressee and what was read of the content: at most so many belong to it.
constexpr size_t kMaxMissedTokens = 4;
// Classes of verbs whose passive tells what others think of the subject or did to it.
constexpr std::array<std::string_view, 2> kBlames = {"deed", "describe"};
constexpr std::array<std::string_view, 5> kDashes = {"—", "―", "–", "--", "-"};

// A cue without a source, and the words from its sentence's head up to it, where these begin with a
// description: "The 51-year-old denied it, claiming …".
std::optional<coreference::Source> SubjectOf(const Syntax& s, const WordUses& uses,
                                             TokenRange cue) {
  const TokenRange& sentence = s.sentences[syntax::RangeAt(s.sentences, cue.begin)];
  if (sentence.begin + 1 >= cue.begin ||
      !uses.Is(text::ToLower(s.Token(sentence.begin)), WordUse::kDefinite))
    return std::nullopt;
  return coreference::Source{{sentence.begin, cue.begin}, cue};
}

class Resolver {
 public:
  Resolver(const Syntax& s, const std::vector<Entity>& entities,
           const coreference::PhraseReader& phrases, const coreference::Discourse& discourse,
           const ReportLexicon& lexicon, const SpeakerFinder& finder,
           const AttributionNumbers& numbers, const text::Budget& budget)
      : s_(s),
        numbers_(numbers),
        entities_(entities),
        phrases_(phrases),
        discourse_(discourse),
        lexicon_(lexicon),
        finder_(finder),
        names_(coreference::NamesOf(s, entities, budget)),
        candidates_(finder.FindCandidates(s, entities, budget)),
        interview_(FindInterview(s, budget, phrases.words().uses())),
        interviewee_(interview_ ? PersonIntroduced(entities, interview_->begin) : nullptr) {}

  Quote QuoteOf(const Attribution& a, const Reading& reading) {
    Quote quote{.content = a.content, .quoted = a.stretches, .confidence = a.confidence};
    // A signature behind the words or a label before them names the speaker: “…” — Ana Diaz; DIAZ: “…”.
    const bool is_named = Signs(a, &quote) || Labels(a, &quote);
    bool is_reply = false;
    if (!is_named && a.cue) {
      const Cue& cue = reading.cues[*a.cue];
      quote.cue = s_.Bytes(cue.tokens);
      const std::optional<TokenRange> source = a.in_heading ? SourceInHeading(a, cue) : cue.source;
      if (IsAddressed(cue) || IsBlamed(cue)) return quote;
      is_reply = source && uses().Is(Lower(source->end - 1), WordUse::kReply);
      if (const auto asked = AskedBefore(a, cue)) quote.speaker = Resolve(*asked, cue.tokens, 1);
      if (source && !is_reply && !quote.speaker)
        quote.speaker = Resolve(*source, cue.tokens, cue.source_probability);
      if (quote.speaker && !a.stretches.empty())
        TakeForAnswer(ParagraphOf(a.begin), &*quote.speaker);
    }
    if (!quote.speaker && a.cue && !is_reply && !a.stretches.empty())
      quote.speaker = SubjectBefore(reading.cues[*a.cue].tokens);
    if (!a.stretches.empty()) {
      TakeTurn(a, is_reply, &quote);
    } else if (quote.speaker && !quote.speaker->entity_id.empty()) {
      NoteReporter(ParagraphOf(a.begin), *quote.speaker);
    }
    return quote;
  }

  // The answers of an interview without labels or marks.
  std::vector<Quote> Answers() const {
    std::vector<Quote> out;
    if (!interview_ || interview_->has_marks || interviewee_ == nullptr) return out;
    for (size_t p = 0; p < s_.paragraphs.size(); ++p) {
      if (!interview_->answers[p]) continue;
      Quote answer{.content = {s_.Bytes(s_.paragraphs[p])},
                   .form = QuoteForm::kDirect,
                   .confidence = numbers_.answer};
      answer.speaker = MentionBefore(*interviewee_, s_.Bytes(s_.paragraphs[p]).begin);
      out.push_back(std::move(answer));
    }
    return out;
  }

  // The turns of a transcript: "OSEI: How many buses ran?", where the label is the surname of a
  // person whom the text names; and of an interview, "Q: … A: …". There are at least two.
  std::vector<Quote> Transcript(text::Pace* pace) const {
    const std::map<std::string, const Entity*> labels = SpeakersByLabel(pace);
    std::vector<Quote> out;
    for (const TokenRange& paragraph : s_.paragraphs) {
      if (!pace->GoesOn(kSourcePace)) break;
      for (const Label& label : LabelsOf(paragraph, labels, pace)) {
        const size_t end = label.turn.end;
        if (label.colon + 1 >= end) continue;
        Quote turn{.content = {s_.Bytes({label.colon + 1, end})},
                   .form = QuoteForm::kDirect,
                   .cue = s_.Bytes({label.colon, label.colon + 1}),
                   .confidence = numbers_.transcript};
        turn.speaker = Speaker{.mention = s_.Bytes({label.turn.begin, label.colon}),
                               .mention_type = MentionType::kName,
                               .confidence = numbers_.transcript};
        Name(label.speaker, &*turn.speaker);
        out.push_back(std::move(turn));
      }
    }
    if (out.size() < 2) out.clear();
    return out;
  }

 private:
  // Gives marked words without a speaker to whose turn it is, and notes whose it was. `is_reply`: “No,” came
  // the reply.
  void TakeTurn(const Attribution& a, bool is_reply, Quote* quote) {
    const size_t paragraph = ParagraphOf(a.begin);
    const bool asks = Slice(s_.text, a.stretches.back()).ends_with('?');
    const bool is_answer = last_.asks && paragraph == last_.paragraph + 1;
    const bool is_line = !a.cue && paragraph == last_.paragraph + 1 && IsWholeParagraph(a);
    std::optional<Speaker>& speaker = quote->speaker;
    if (!speaker) speaker = Answering(a);
    if (!speaker && !a.cue) speaker = SubjectOfSentenceBefore(a.begin);
    if (!speaker && !a.cue) speaker = SubjectBetween(a);
    const bool is_others = !speaker && (is_reply || (is_line && is_answer != asks));
    if (!speaker) speaker = is_others ? Other(paragraph) : Inherited(paragraph);
    if (is_answer && IsTakenForAsker(*quote)) {
      const std::optional<Speaker> other = Other(paragraph);
      speaker->name = other ? other->name : std::string(Slice(s_.text, speaker->mention));
      speaker->entity_id = other ? other->entity_id : "";
    }
    const bool is_new =
        is_others || (speaker && (!last_.speaker || last_.speaker->name != speaker->name));
    if (is_new && last_.speaker) other_ = std::exchange(last_, {});
    if (speaker) last_.speaker = speaker;
    last_.paragraph = paragraph;
    last_.asks = asks;
    if (const std::optional<Speaker> addressed = asks ? AddressedIn(a) : std::nullopt)
      other_ = {.speaker = addressed, .paragraph = paragraph};
  }

  // “Why?” asked Diaz. “Because,” the witness said: a description after a question is not who asked, but
  // where the question has the same one.
  bool IsTakenForAsker(const Quote& quote) const {
    return quote.cue && quote.speaker && last_.speaker &&
           quote.speaker->mention_type == MentionType::kNominal &&
           quote.speaker->entity_id == last_.speaker->entity_id &&
           !quote.speaker->entity_id.empty() &&
           Slice(s_.text, quote.speaker->mention) != Slice(s_.text, last_.speaker->mention);
  }

  // Whoever spoke before the last speaker, or was spoken to, when that is near.
  std::optional<Speaker> Other(size_t paragraph) const {
    if (!other_.speaker || paragraph > other_.paragraph + kTurnParagraphs) return std::nullopt;
    Speaker speaker = *other_.speaker;
    speaker.confidence *= numbers_.inherited;
    return speaker;
  }

  // Returns whom a question addresses by name, who may answer it: “Do you own a table, Mr Hill?”
  std::optional<Speaker> AddressedIn(const Attribution& a) const {
    const size_t end = s_.TokenAt(a.stretches.back().end - 1);
    const auto c = CandidateFrom(end - 1);
    if (c == candidates_.end() || c->tokens.end != end || RankOf(*c) != 2 || c->tokens.begin == 0 ||
        s_.Token(c->tokens.begin - 1) != ",")
      return std::nullopt;
    return Resolve(c->tokens, {end, end + 1}, 1);
  }

  // Counsel suggested that she had seen nobody: who reports may take part in the dialogue.
  void NoteReporter(size_t paragraph, const Speaker& speaker) {
    if (!last_.speaker || last_.speaker->name != speaker.name)
      other_ = {.speaker = speaker, .paragraph = paragraph};
  }

  // Tom Hill was defiant. “We go on.”
  std::optional<Speaker> SubjectOfSentenceBefore(size_t token) const {
    const TokenRange paragraph = s_.paragraphs[ParagraphOf(token)];
    const size_t begin = s_.sentences[syntax::RangeAt(s_.sentences, token)].begin;
    if (begin <= paragraph.begin) return std::nullopt;
    const TokenRange before = s_.sentences[syntax::RangeAt(s_.sentences, begin - 1)];
    const auto subject = CandidateFrom(before.begin);
    if (subject == candidates_.end() || subject->tokens.begin != before.begin ||
        (RankOf(*subject) != 2 && !IsPersonalPronoun(subject->tokens)))
      return std::nullopt;
    for (size_t k = before.begin; k < before.end; ++k) {
      if (IsMark(s_.Token(k))) return std::nullopt;
    }
    return Resolve(subject->tokens, {subject->tokens.end, subject->tokens.end + 1},
                   numbers_.inherited);
  }

  // Returns the subject of the one sentence between two stretches: “You said it was grey.” Tom Hill paused. “Today it is
  // pale.”
  std::optional<Speaker> SubjectBetween(const Attribution& a) const {
    const auto after = std::lower_bound(
        s_.stretches.begin(), s_.stretches.end(), a.stretches.front().end,
        [](const syntax::Stretch& stretch, size_t byte) { return stretch.outer.begin < byte; });
    if (after == s_.stretches.end()) return std::nullopt;
    const size_t end = s_.TokenAt(a.stretches.front().end), next = s_.TokenAt(after->inner.begin);
    if (ParagraphOf(a.begin) != ParagraphOf(next) || next - end > kMaxBeat) return std::nullopt;
    return SubjectOfSentenceBefore(next);
  }

  bool IsPersonalPronoun(TokenRange tokens) const {
    return tokens.end - tokens.begin == 1 && uses().Is(Lower(tokens.begin), WordUse::kNominative) &&
           phrases_.words().PronounGender(s_.Token(tokens.begin)).has_value();
  }

  bool IsWholeParagraph(const Attribution& a) const {
    const TokenRange paragraph = s_.paragraphs[ParagraphOf(a.begin)];
    return a.stretches.size() == 1 && a.begin <= paragraph.begin + 1 &&
           s_.TokenAt(a.stretches.front().end) + 1 >= paragraph.end;
  }

  // The turn that a line opens, to the next line of its paragraph that opens with a label.
  struct Label {
    TokenRange turn;
    size_t colon = 0;
    const Entity* speaker = nullptr;
  };

  std::vector<Label> LabelsOf(TokenRange paragraph,
                              const std::map<std::string, const Entity*>& labels,
                              text::Pace* pace) const {
    std::vector<Label> out;
    size_t end = paragraph.end;
    for (size_t k = paragraph.end; k-- > paragraph.begin && pace->GoesOn(kTokenPace);) {
      if (k > paragraph.begin && !FollowsLineEnd(k)) continue;
      const TokenRange turn{k, end};
      const std::optional<size_t> colon = NameLabelEnd(turn);
      if (!colon) continue;
      end = k;
      const std::string_view label = Slice(s_.text, s_.Bytes({k, *colon}));
      auto speaker = labels.find(text::ToLower(label));
      if (speaker == labels.end()) speaker = labels.find(Lower(*colon - 1));
      if (speaker == labels.end()) speaker = labels.find(std::string(s_.Token(*colon - 1)));
      const bool is_turn = LabelEnd(s_, turn) || text::EndsSentence(Slice(s_.text, s_.Bytes(turn)));
      if (is_turn && speaker != labels.end()) out.push_back({turn, *colon, speaker->second});
    }
    std::reverse(out.begin(), out.end());
    return out;
  }

  bool FollowsLineEnd(size_t token) const {
    const Span gap{s_.tokens[token - 1].end, s_.tokens[token].begin};
    return Slice(s_.text, gap).find('\n') != std::string_view::npos;
  }

  // As LabelEnd(), or the colon after a name at the head of a line: "Flynn: Yes, in May."
  std::optional<size_t> NameLabelEnd(TokenRange line) const {
    if (const std::optional<size_t> colon = LabelEnd(s_, line)) return colon;
    size_t k = line.begin;
    while (k < line.end && k - line.begin < kMaxNameLabelTokens && text::StartsUpper(s_.Token(k)))
      ++k;
    const bool is_label = k > line.begin && k < line.end && s_.Token(k) == ":";
    return is_label ? std::optional(k) : std::nullopt;
  }

  // Whom a transcript's labels stand for: people by their full name in lower case, or its last word, the
  // first of each, or by the one name in capitals that the text has for them; the one who answers an
  // interview's questions; nobody for who asks.
  std::map<std::string, const Entity*> SpeakersByLabel(text::Pace* pace) const {
    std::map<std::string, const Entity*> out;
    for (const std::string_view label : uses().Of(WordUse::kQuestion)) out.emplace(label, nullptr);
    for (const std::string_view label : uses().Of(WordUse::kAnswer))
      out.emplace(label, Interviewed());
    for (const Entity& e : entities_) {
      if (!pace->GoesOn(kTokenPace)) break;
      if (e.type != EntityType::kPerson) continue;
      const std::string name = text::ToLower(e.name);
      const size_t space = name.rfind(' ');
      if (space != std::string::npos) {
        out.emplace(name, &e);
        out.emplace(name.substr(space + 1), &e);
      }
      if (space == std::string::npos &&
          std::none_of(e.name.begin(), e.name.end(), text::IsAsciiLower))
        out.emplace(e.name, &e);
    }
    return out;
  }

  // Who answers the lines that "A:" opens: whom the words before the first question name most.
  const Entity* Interviewed() const {
    for (const TokenRange& paragraph : s_.paragraphs) {
      if (paragraph.end - paragraph.begin < 2 ||
          !uses().Is(Lower(paragraph.begin), WordUse::kQuestion) ||
          s_.Token(paragraph.begin + 1) != ":")
        continue;
      const Entity* const person = PersonIntroduced(entities_, s_.Bytes(paragraph).begin);
      return person == nullptr ? MostNamedPerson() : person;
    }
    return MostNamedPerson();
  }

  // A person's last mention before `byte` as the speaker.
  Speaker MentionBefore(const Entity& person, size_t byte) const {
    const auto next =
        std::lower_bound(person.mentions.begin(), person.mentions.end(), byte,
                         [](const entities::Mention& m, size_t at) { return m.span.begin < at; });
    Speaker speaker{.mention = (next == person.mentions.begin() ? next : std::prev(next))->span,
                    .confidence = numbers_.answer};
    Name(&person, &speaker);
    return speaker;
  }

  // Who answers in an interview, if `a` is an answer without a cue.
  std::optional<Speaker> Answering(const Attribution& a) const {
    const size_t paragraph = ParagraphOf(a.begin);
    if (a.cue || interviewee_ == nullptr || !interview_->has_marks ||
        !interview_->answers[paragraph])
      return std::nullopt;
    return MentionBefore(*interviewee_, s_.Bytes(s_.paragraphs[paragraph]).begin);
  }

  // Who says the words between an answer's marks: "he snaps" after a question that names somebody else.
  void TakeForAnswer(size_t paragraph, Speaker* speaker) const {
    if (interviewee_ == nullptr || !interview_->has_marks || !interview_->answers[paragraph] ||
        speaker->mention_type != MentionType::kPronoun)
      return;
    const std::string word = text::ToLower(Slice(s_.text, speaker->mention));
    const auto gender = phrases_.words().PronounGender(word);
    // "But you wrote a book, I say": who asks.
    const bool asks = uses().Is(word, WordUse::kFirstPerson) &&
                      !s_.Bytes(s_.paragraphs[paragraph]).Contains(speaker->mention);
    const bool fits = gender && (interviewee_->gender == entities::Gender::kUnknown ||
                                 interviewee_->gender == *gender);
    if (!asks && !fits) return;
    Name(interviewee_, speaker);
    speaker->confidence = std::min(speaker->confidence, numbers_.answer);
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
  const WordUses& uses() const { return phrases_.words().uses(); }

  size_t ParagraphOf(size_t token) const { return syntax::RangeAt(s_.paragraphs, token); }

  // The first candidate that ends after `token`.
  std::vector<Candidate>::const_iterator CandidateFrom(size_t token) const {
    return std::lower_bound(candidates_.begin(), candidates_.end(), token,
                            [](const Candidate& c, size_t t) { return c.tokens.end <= t; });
  }

  // How well a candidate stands for a phrase that it is part of; a possessor does not.
  int RankOf(const Candidate& c) const {
    const std::string_view next = c.tokens.end < s_.tokens.size() ? s_.Token(c.tokens.end) : "";
    if (uses().Is(next, WordUse::kPossessive)) return -1;
    if (c.type != MentionType::kName) return 0;
    return entities_[c.entity].type == EntityType::kPerson ? 2 : 1;
  }

  // "Mia Roos (Lab), [who] said": where the brackets open, or `token` itself.
  size_t BeforeBrackets(size_t token) const {
    constexpr size_t kMaxBracketed = 6;
    const size_t close = token - std::min<size_t>(token, 2);
    if (s_.Token(close) != ")") return token;
    for (size_t k = close; k > 0 && close - k < kMaxBracketed; --k) {
      if (s_.Token(k - 1) == "(") return k - 1;
    }
    return token;
  }

  std::optional<Speaker> Resolve(TokenRange source, TokenRange cue, float probability) const {
    const auto phrase = phrases_.Read(s_, names_, entities_, source, cue);
    if (!phrase) return std::nullopt;
    if (phrase->type == MentionType::kPronoun &&
        uses().Is(Lower(phrase->head.begin), WordUse::kRelative)) {
      const size_t who = BeforeBrackets(phrase->head.begin);
      const auto before = CandidateFrom(who);
      if (before != candidates_.begin() && (before - 1)->tokens.end + 2 > who)
        return Resolve((before - 1)->tokens, cue, probability);
    }
    Speaker speaker{.mention = s_.Bytes(phrase->whole),
                    .mention_type = phrase->type,
                    .confidence = probability};
    if (phrase->type == MentionType::kName) {
      const auto titled = CandidateFrom(phrase->head.begin);
      if (titled != candidates_.end() && titled->entity == phrase->entity) {
        speaker.mention = s_.Bytes(titled->tokens);
        speaker.description = finder_.DescriptionOf(s_, *titled, entities_[phrase->entity]);
      }
      Name(&entities_[phrase->entity], &speaker);
      return speaker;
    }
    SetReferent(AuthorOf(phrase->head), &speaker);
    return speaker;
  }

  // "His letter", "the charity's submission": who says what it says; of other phrases all of it.
  TokenRange AuthorOf(TokenRange phrase) const {
    if (phrases_.words().Describe(s_, phrase).noun_class != coreference::NounClass::kDocument)
      return phrase;
    const bool is_his = phrase.end - phrase.begin > 1 &&
                        phrases_.words().PronounGender(s_.Token(phrase.begin)).has_value();
    if (is_his) return {phrase.begin, phrase.begin + 1};
    for (size_t k = phrase.begin + 1; k + 1 < phrase.end; ++k) {
      if (uses().Is(Lower(k), WordUse::kPossessive)) return {phrase.begin, k};
    }
    return phrase;
  }

  // Names whom the mention of `head` means.
  void SetReferent(TokenRange head, Speaker* speaker) const {
    const auto mention = std::lower_bound(
        discourse_.mentions.begin(), discourse_.mentions.end(), head,
        [](const coreference::Mention& m, TokenRange r) {
          return m.tokens.begin != r.begin ? m.tokens.begin < r.begin : m.tokens.end < r.end;
        });
    const bool is_known = mention != discourse_.mentions.end() && mention->tokens == head &&
                          mention->referent != coreference::kNobody;
    if (is_known && mention->referent < entities_.size() &&
        mention->confidence >= numbers_.least_likely) {
      Name(&entities_[mention->referent], speaker);
      speaker->confidence *= mention->confidence;
    } else if (is_known && mention->referent >= entities_.size()) {
      speaker->name = discourse_.unnamed[mention->referent - entities_.size()].words;
    } else if (speaker->mention_type == MentionType::kNominal) {
      speaker->name = Slice(s_.text, speaker->mention);
    }
  }

  static void Name(const Entity* entity, Speaker* speaker) {
    if (entity == nullptr) return;
    speaker->name = entity->name;
    speaker->entity_id = entity->id;
  }

  // "Ishiba was asked, “Why?”": the subject hears it; who says it stands after "by", or nowhere.
  bool IsAddressed(const Cue& cue) const {
    const size_t verb = cue.tokens.end - 1;
    if (!uses().Is(Lower(verb), WordUse::kAddressed) || (cue.source && cue.source->begin > verb))
      return false;
    return IsPassive(s_, lexicon_, verb);
  }

  // "Flynn was charged with “fraud”", "is described as": others say that of the subject. One who "was
  // quoted as saying" speaks.
  bool IsBlamed(const Cue& cue) const {
    for (size_t k = cue.tokens.begin; k < cue.tokens.end; ++k) {
      const std::string_view classes = lexicon_.VerbClasses(Lower(k));
      const bool is_blame =
          std::any_of(kBlames.begin(), kBlames.end(), [classes](std::string_view blame) {
            return classes.find(blame) != std::string_view::npos;
          });
      if (is_blame && IsPassive(s_, lexicon_, k) && !(cue.source && cue.source->begin > k))
        return true;
    }
    return false;
  }

  // "Asked by X whether she had been there, she hesitated. “Twice.”": who answers, where the cue before
  // the quotation's sentence has its own question.
  std::optional<TokenRange> AskedBefore(const Attribution& a, const Cue& cue) const {
    const size_t end = s_.sentences[syntax::RangeAt(s_.sentences, cue.tokens.begin)].end;
    if (a.stretches.empty() || a.begin < end || ParagraphOf(a.begin) != ParagraphOf(end - 1) ||
        !uses().Is(Lower(cue.tokens.end - 1), WordUse::kAddressed))
      return std::nullopt;
    size_t question = cue.tokens.end;
    while (question < end && !AsksIndirectly(question)) ++question;
    if (question == end) return std::nullopt;
    std::optional<TokenRange> out;
    for (auto c = CandidateFrom(question); c != candidates_.end() && c->tokens.end <= a.begin;
         ++c) {
      const bool opens = c->tokens.begin >= end || s_.Token(c->tokens.begin - 1) == ",";
      if (opens && (RankOf(*c) == 2 || c->type == MentionType::kPronoun)) out = c->tokens;
    }
    return out;
  }

  bool AsksIndirectly(size_t token) const {
    const std::string_view function = phrases_.words().FunctionOf(Lower(token));
    return function == "whether" || function == "wh";
  }

  // "‘Talks must go on’ says Diaz": a person right after the cue says it.
  std::optional<TokenRange> SourceInHeading(const Attribution& a, const Cue& cue) const {
    // "A friend says Diaz ‘planned to go’": whom the words are about.
    if (cue.source && !a.stretches.empty() &&
        a.stretches.front().begin > s_.tokens[cue.tokens.begin].begin)
      return cue.source;
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
    if (!EndsLine(name->tokens.end) && !IsDescribed(name->tokens.end) &&
        !IsPosted(name->tokens.end))
      return false;
    quote->cue = s_.Bytes({dash, dash + 1});
    quote->speaker = Resolve(name->tokens, {dash, dash}, 1);
    return true;
  }

  // Whether a transcript's label opens the first stretch.
  bool Labels(const Attribution& a, Quote* quote) {
    if (a.cue || a.stretches.empty()) return false;
    const size_t begin = s_.TokenAt(a.stretches.front().begin);
    const std::optional<size_t> colon = LabelEnd(s_, {begin, s_.tokens.size()});
    if (!colon) return false;
    quote->cue = s_.Bytes({*colon, *colon + 1});
    quote->speaker = Resolve({begin, *colon}, {*colon, *colon + 1}, 1);
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

  // Whether the line ends after where it was posted: "— Ewa Lindgren on X".
  bool IsPosted(size_t end) const {
    return end + 2 <= s_.tokens.size() && uses().Is(Lower(end), WordUse::kPosting) &&
           (EndsLine(end + 2) || EndsLine(std::min(end + 3, s_.tokens.size())));
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

  // The first person named, whoever is named first, or a personal pronoun, of the sentence before a cue: a cue without a
  // source of its own, as in "Ana Diaz rejected the figure, adding: …", shares its subject.
  std::optional<Speaker> SubjectBefore(TokenRange cue_tokens) const {
    const size_t cue = cue_tokens.begin;
    const TokenRange& sentence = s_.sentences[syntax::RangeAt(s_.sentences, cue)];
    for (auto c = CandidateFrom(sentence.begin); c != candidates_.end() && c->tokens.end <= cue;
         ++c) {
      const bool opens = c->tokens.begin == sentence.begin && RankOf(*c) > 0;
      if (RankOf(*c) == 2 || opens ||
          (c->type == MentionType::kPronoun &&
           phrases_.words().PronounGender(Slice(s_.text, s_.Bytes(c->tokens)))))
        return Resolve(c->tokens, {cue, cue + 1}, numbers_.inherited);
    }
    const std::optional<coreference::Source> subject = SubjectOf(s_, uses(), cue_tokens);
    return subject ? Resolve(subject->tokens, cue_tokens, numbers_.inherited) : std::nullopt;
  }

  // The speaker of the quotation before, when it is near.
  std::optional<Speaker> Inherited(size_t paragraph) const {
    if (!last_.speaker || paragraph > last_.paragraph + kInheritParagraphs) return std::nullopt;
    Speaker speaker = *last_.speaker;
    speaker.confidence *= numbers_.inherited;
    return speaker;
  }

  const Syntax& s_;
  const AttributionNumbers& numbers_;
  const std::vector<Entity>& entities_;
  const coreference::PhraseReader& phrases_;
  const coreference::Discourse& discourse_;
  const ReportLexicon& lexicon_;
  const SpeakerFinder& finder_;
  const std::vector<coreference::NameAt> names_;
  const std::vector<Candidate> candidates_;
  const std::optional<Interview> interview_;
  const Entity* const interviewee_;  // Nobody's where nobody is named.
  // What was said last between marks, by whom, and before that by somebody else.
  struct Turn {
    std::optional<Speaker> speaker{};
    size_t paragraph = 0;
    bool asks = false;
  };
  Turn last_, other_;
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

// Adds a transcript's lines to `quotes`. What is reported within a line, or quoted in less than half
// of it, is a part of it; a line that is a quotation already is not added.
void AddLines(const std::vector<Quote>& lines, std::vector<Quote>* quotes) {
  std::vector<size_t> quoted(lines.size() + 1);
  for (const Quote& q : *quotes) {
    const size_t line = LineOf(lines, q);
    for (const Span& span : q.quoted) quoted[line] += span.size();
  }
  std::vector<bool> stays(lines.size() + 1);
  for (size_t k = 0; k < lines.size(); ++k)
    stays[k] = 2 * quoted[k] < lines[k].content.front().size();
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

// "the expectant mother recounted": no word between the article and its noun reports anything.
void DropWithinPhrases(const Syntax& s, const WordUses& uses, Reading* reading) {
  std::erase_if(reading->cues, [&](const Cue& cue) {
    return cue.source && cue.source->end - cue.source->begin == 1 &&
           cue.source->end == cue.tokens.begin &&
           uses.Is(text::ToLower(s.Token(cue.source->begin)), WordUse::kDefinite);
  });
}

bool AreWords(const Syntax& s, TokenRange tokens) {
  for (size_t k = tokens.begin; k < tokens.end; ++k) {
    if (!text::StartsAsWord(s.Token(k))) return false;
  }
  return true;
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
  // "told the Argus a few firms had left": what follows it is reported.
  Span& first = quote->content.front();
  const size_t next = addressee->end, begin = s.TokenAt(first.begin);
  const bool is_near = quote->quoted.empty() && begin > next && begin - next <= kMaxMissedTokens &&
                       cue.tokens.end <= addressee->begin;
  if (is_near && lexicon.FunctionOf(text::ToLower(s.Token(next))) == "det" &&
      AreWords(s, {next, begin}))
    first.begin = s.tokens[next].begin;
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

// The sources of `attributions`, for those whom they mean.
std::vector<coreference::Source> SourcesOf(const Syntax& s, const WordUses& uses,
                                           const std::vector<Attribution>& attributions,
                                           const Reading& reading, const text::Budget& budget) {
  text::Pace pace(budget);
  std::vector<coreference::Source> out;
  for (const Attribution& a : attributions) {
    if (!pace.GoesOn(kSourcePace)) break;
    if (!a.cue) continue;
    const Cue& cue = reading.cues[*a.cue];
    if (!cue.source) {
      if (const auto subject = SubjectOf(s, uses, cue.tokens); subject && !a.stretches.empty())
        out.push_back(*subject);
      continue;
    }
    out.push_back({*cue.source, cue.tokens, RelationOf(s, a, reading).content});
  }
  return out;
}

// What a quotation takes until it is part of the answer, measured.
constexpr size_t kBytesPerQuote = 2600;

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
  const absl::StatusOr<AttributionNumbers> numbers = AttributionNumbers::Create(bundle);
  if (!numbers.ok()) return numbers.status();
  return Extractor(bundle, *std::move(manners), *numbers);
}

Attributed Extractor::Attribute(const Syntax& s, Reading reading,
                                const std::vector<Entity>& entities,
                                const text::Budget& budget) const {
  std::vector<TokenRange> people = NamesOfPeople(s, entities);
  DropWithinPhrases(s, manners_.lexicon().uses(), &reading);
  CorrectBesideMarks(s, manners_.lexicon(), people, numbers_.by_form, budget, &reading);
  for (TokenRange& name : people) name.begin = speakers_.TitleBegin(s, name.begin);
  Attributed out{.reading = std::move(reading)};
  out.attributions = quotes::Attribute(s, out.reading, people, numbers_, budget);
  text::Pace pace(budget);
  for (Attribution& a : out.attributions) {
    if (!pace.GoesOn(kSourcePace)) break;
    if (!a.cue) continue;
    if (a.stretches.empty()) {
      CutEdges(s, manners_.lexicon(), out.reading.cues[*a.cue], &a.content);
    } else {
      DropQuestion(s, manners_.lexicon(), &a.content);
      DropPhrases(s, manners_.lexicon(), out.reading.cues[*a.cue], a.stretches, &a.content);
    }
  }
  out.sources = SourcesOf(s, manners_.lexicon().uses(), out.attributions, out.reading, budget);
  return out;
}

absl::StatusOr<std::vector<Quote>> Extractor::Find(const Syntax& s, const Attributed& attributed,
                                                   const std::vector<Entity>& entities,
                                                   const coreference::PhraseReader& phrases,
                                                   const coreference::Discourse& discourse,
                                                   const text::Budget& budget) const {
  const auto& [reading, attributions, sources] = attributed;
  Resolver resolver(s, entities, phrases, discourse, manners_.lexicon(), speakers_, numbers_,
                    budget);
  std::vector<Quote> quotes;
  if (absl::Status status = budget.Take(attributions.size() * kBytesPerQuote); !status.ok())
    return status;
  for (const Attribution& a : attributions) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    Quote quote = resolver.QuoteOf(a, reading);
    if (a.cue) {
      SetAddressee(s, manners_.lexicon(), reading.cues[*a.cue], &quote);
      quote.manner = manners_.Read(s, RelationOf(s, a, reading), !a.stretches.empty());
    }
    MakeWhole(&quote);
    quotes.push_back(std::move(quote));
  }
  text::Pace pace(budget);
  const std::vector<Quote> lines = resolver.Transcript(&pace);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  AddLines(lines.empty() ? resolver.Answers() : lines, &quotes);
  std::stable_sort(quotes.begin(), quotes.end(), [](const Quote& a, const Quote& b) {
    return a.content.front().begin < b.content.front().begin;
  });
  return quotes;
}

void Select(const Options& options, std::vector<Quote>* quotes) {
  std::erase_if(*quotes, [&options](const Quote& q) { return !IsWanted(q, options); });
}

}  // namespace textanalysis::quotes
