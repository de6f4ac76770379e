#include "analysis/coreference/antecedents.h"

#include <algorithm>
#include <array>
#include <optional>

#include "analysis/coreference/facts.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"

namespace textanalysis::coreference {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::Gender;
using entities::MentionType;
using syntax::Syntax;
using syntax::TokenRange;

// Candidates are sought among this many mentions and tokens before, and after, a mention.
constexpr size_t kMentionsBack = 60;
constexpr size_t kTokensBack = 500;
constexpr size_t kTokensAhead = 60;
constexpr size_t kSentencesAhead = 2;
constexpr size_t kMaxCandidates = 14;
constexpr size_t kMaxOfFacts = 8;
// "She grew up where her father, …": a possessive is at most so many mentions ahead.
constexpr size_t kKinAhead = 3;
// So many of the last speakers are remembered.
constexpr size_t kSpeakers = 2;
// "Asked by the prosecutor, Ana Diaz": an opening's name is this near.
constexpr size_t kAskerAfter = 6;

// What kind of mention is resolved; each has weights of its own. A silent one says nothing.
enum Kind : size_t { kSubject, kOther, kThing, kThey, kNominal, kSilentNominal };

// What a mention is to its clause, as far as the words beside it tell.
enum Role : size_t { kSubjectRole, kObjectRole, kPossessorRole, kObliqueRole };

// The templates of features, in the order of the weights' rows.
enum Template : size_t {
  kIsNobody,
  kNobodyNearest,
  kNobodySource,
  kDistanceRole,
  kRankSame,
  kGenderType,
  kCounts,
  kSpeakerOrder,
  kLastForm,
  kBetween,
  kParallel,
  kFirstEntity,
  kSentenceFirst,
  kMarks,
  kParagraph,
  kAround,
  kMentionBefore,
  kSubjects,
  kChain,
  kFullName,
  kNounEvidence,
  kModifierEvidence,
  kNationEvidence,
  kAgeEvidence,
  kClassType,
  kClassSpeaker,
  kDeterminerEvidence,
  kIsAhead,
  kNobodyClass,
  kGenderRank,
  kSourceLast,
  kTopic,
  kNobodyFits,
  kUnnamedDistance,
  kOnlyFit,
  kOwnWords,
  kAheadRole,
  kParagraphTopic,
  kSubjectBefore,
  kTotal,
  kOwner,
  kAfterQuestion,
  kNamedNext,
  kCoordinated,
  kUnsaid,
  kRankOfType,
  kNounEnding,
};

// What is known of one referent up to the mention at hand.
struct Known {
  Gender gender = Gender::kUnknown;
  size_t last = kNobody;          // Index of its last mention; kNobody before the first.
  size_t last_subject = kNobody;  // Of its last mention as a subject.
  size_t count = 0;
  size_t subjects = 0;
  size_t total = 0;                            // Names in the whole document.
  NounClass noun_class = NounClass::kUnknown;  // Of one without a name.
  bool is_plural = false;
  bool is_gender_sure = false;  // The text itself has told it.
};

size_t Few(size_t n, size_t most) { return std::min(n, most); }
size_t FarBucket(size_t n) { return n <= 3 ? n : n <= 6 ? 4 : n <= 12 ? 5 : n <= 25 ? 6 : 7; }
size_t SentenceBucket(size_t n) { return n <= 3 ? n : n <= 6 ? 4 : 5; }

// What a mention costs, in bytes of plain text.
constexpr size_t kMentionPace = 512;
// A verb and its auxiliaries.
constexpr size_t kVerbTokens = 3;
// "said in a statement on Monday": so near its source stands what was said in.
constexpr size_t kChannelTokens = 24;
// An article's first paragraphs, and those in which it names whom they describe.
constexpr size_t kOpeningParagraphs = 3;

class Resolver {
 public:
  Resolver(const WordBook& words, const Syntax& s, const std::vector<Entity>& entities,
           std::vector<Mention> mentions, const Chooser& choose, const Certainty& sure, Scope scope,
           const text::Budget& budget)
      : words_(words),
        s_(s),
        entities_(entities),
        choose_(choose),
        sure_(sure),
        scope_(scope),
        pace_(budget),
        names_(NamesOf(s, entities, budget)),
        facts_(words, s, entities, names_, &pace_),
        known_(entities.size()) {
    out_.mentions = std::move(mentions);
    for (size_t e = 0; e < entities.size(); ++e) {
      known_[e].gender = entities[e].gender;
      known_[e].is_gender_sure = entities[e].is_gender_told;
    }
    for (const NameAt& name : names_) ++known_[name.entity].total;
    for (const Mention& m : out_.mentions) {
      if (!pace_.GoesOn(kMentionPace)) break;
      roles_.push_back(RoleOf(m.tokens));
    }
    roles_.resize(out_.mentions.size());
    for (const syntax::Stretch& stretch : s.stretches)
      marked_.push_back({s.TokenAt(stretch.inner.begin), s.TokenAt(stretch.inner.end)});
  }

  Discourse Run() {
    for (size_t k = 0; k < out_.mentions.size() && pace_.GoesOn(kMentionPace); ++k) {
      if (out_.mentions[k].referent == kNobody) Resolve(k);
      if (out_.mentions[k].referent != kNobody) Note(k);
    }
    return std::move(out_);
  }

 private:
  std::string Lower(size_t token) const { return LowerWord(s_.Token(token)); }
  std::string_view Function(size_t token) const { return words_.FunctionOf(Lower(token)); }
  size_t SentenceOf(size_t token) const { return syntax::RangeAt(s_.sentences, token); }
  size_t ParagraphOf(size_t token) const { return syntax::RangeAt(s_.paragraphs, token); }

  bool InMarks(size_t token) const {
    const auto m = std::upper_bound(marked_.begin(), marked_.end(), token,
                                    [](size_t t, TokenRange r) { return t < r.end; });
    return m != marked_.end() && m->begin <= token;
  }

  bool IsWordAt(size_t token) const { return text::StartsAsWord(s_.Token(token)); }

  bool IsVerbish(size_t token) const {
    const std::string word = Lower(token);
    const std::string_view function = words_.FunctionOf(word);
    if (function == "finite" || function == "modal") return true;
    return function.empty() && text::IsAsciiLower(s_.Token(token)[0]) &&
           words_.endings().Has(word, syntax::Ending::kVerb);
  }

  // What stands beside a mention, as a small number.
  size_t KindBefore(size_t token) const {
    if (token == 0) return 0;
    const std::string_view function = Function(token - 1);
    if (SentenceOf(token - 1) != SentenceOf(token)) return 0;
    if (!IsWordAt(token - 1)) return s_.Token(token - 1) == "," ? 1 : 2;
    if (function == "prep" || function == "to") return 3;
    if (function == "conj" || function == "wh" || function == "that" || function == "whether")
      return 4;
    return IsVerbish(token - 1) ? 5 : function == "det" || function == "object" ? 6 : 7;
  }

  size_t KindAfter(size_t token) const {
    if (token >= s_.tokens.size()) return 0;
    if (words_.uses().Is(s_.Token(token), WordUse::kPossessive)) return 6;
    if (!IsWordAt(token)) return s_.Token(token) == "," ? 1 : 2;
    const std::string_view function = Function(token);
    if (function == "prep" || function == "to") return 3;
    if (function == "conj" || function == "wh" || function == "that") return 4;
    return IsVerbish(token) ? 5 : 7;
  }

  // Whether a phrase or clause of its own begins after an object: "told her [the plan]".
  bool BeginsComplement(size_t token) const {
    const std::string_view function = Function(token);
    const std::string word = Lower(token);
    return function == "whether" || function == "subject" ||
           words_.uses().Is(word, WordUse::kDefinite) ||
           words_.uses().Is(word, WordUse::kDemonstrative);
  }

  Role RoleOf(TokenRange m) const {
    const std::string word = Lower(m.begin);
    if (m.end - m.begin == 1) {
      const WordUses& uses = words_.uses();
      if (uses.Is(word, WordUse::kNominative)) return kSubjectRole;
      if (uses.Is(word, WordUse::kWhose)) return kPossessorRole;
      if (uses.Is(word, WordUse::kObject)) return kObjectRole;
      // What stands behind "her" tells a possessive from an object: "her plan", but "told her that"
      // and "told her the plan".
      if (uses.Is(word, WordUse::kFemale)) {
        const size_t after = KindAfter(m.end);
        const bool is_possessor = (after == 7 || after == 5) && !BeginsComplement(m.end);
        return is_possessor ? kPossessorRole : kObjectRole;
      }
    }
    const size_t before = KindBefore(m.begin), after = KindAfter(m.end);
    if (after == 6) return kPossessorRole;
    if (before == 3) return kObliqueRole;
    if (before == 5) return kObjectRole;
    return before <= 1 || before == 4 || after == 5 ? kSubjectRole : kObliqueRole;
  }

  Kind KindOf(const Mention& m) const {
    if (m.type == MentionType::kNominal) return m.is_source ? kNominal : kSilentNominal;
    const std::string word = Lower(m.tokens.begin);
    const WordUses& uses = words_.uses();
    if (!words_.PronounGender(word)) return uses.Is(word, WordUse::kThing) ? kThing : kThey;
    return uses.Is(word, WordUse::kNominative) ? kSubject : kOther;
  }

  // What a mention asks of its referent.
  struct Query {
    size_t index;
    Kind kind;
    Role role;
    Gender gender = Gender::kUnknown;
    Description says{};
    size_t sentence, paragraph;
    bool in_marks = false, opens = false;
  };

  static bool IsNominal(const Query& q) { return q.kind == kNominal || q.kind == kSilentNominal; }

  Query QueryOf(size_t k) const {
    const Mention& m = out_.mentions[k];
    Query q{.index = k,
            .kind = KindOf(m),
            .role = roles_[k],
            .sentence = SentenceOf(m.tokens.begin),
            .paragraph = ParagraphOf(m.tokens.begin)};
    if (m.type == MentionType::kNominal) {
      q.says = words_.Describe(s_, m.tokens);
      q.gender = q.says.gender;
    } else {
      q.gender = words_.PronounGender(s_.Token(m.tokens.begin)).value_or(Gender::kUnknown);
    }
    q.in_marks = InMarks(m.tokens.begin);
    q.opens = m.tokens.begin <= s_.sentences[q.sentence].begin + 1;
    return q;
  }

  void Resolve(size_t k) {
    Mention& m = out_.mentions[k];
    const Query q = QueryOf(k);
    if (IsNominal(q)) m.referent = OfTheTwo(q);
    if (m.referent == kNobody && IsNominal(q)) m.referent = OfTheAge(q);
    if (m.referent == kNobody && IsNominal(q)) m.referent = OfTheKin(q);
    if (m.referent == kNobody && (q.kind == kSubject || q.kind == kOther))
      m.referent = OfTheSurname(q);
    if (m.referent == kNobody && q.kind == kNominal) {
      m.referent = IssuerOf(q);
      if (m.referent == kNobody) m.referent = NamedAfterOpening(q);
      if (m.referent != kNobody) m.confidence = sure_.by_nearness;
    }
    if (GoesOnSpeaking(q)) {
      m.referent = speakers_.front();
      m.confidence = std::min(sure_.by_going_on, LinkOf(m.referent));
    }
    const bool is_open = m.type != MentionType::kNominal ||
                         (q.says.determiner != Determiner::kOther && !IsNewNominal(q.says));
    if (m.referent == kNobody && is_open) {
      std::vector<Candidate> candidates = CandidatesOf(q);
      const Choice choice = ChoiceOf(q, &candidates);
      m.referent = candidates[choice.candidate].referent;
      m.confidence = std::min(choice.confidence, LinkOf(m.referent));
      if (m.referent == kNobody || m.confidence < sure_.by_nearness) TakeNearest(q, candidates, &m);
    }
    if (m.referent == kNobody) TakeMisread(q, &m);
    if (m.referent == kNobody && m.type == MentionType::kNominal &&
        (m.is_source || scope_ == Scope::kEverybody))
      AddUnnamed(q, &m);
    if (m.referent == kNobody && scope_ == Scope::kEverybody && q.kind != kThing) AddPronoun(q, &m);
    if (m.referent == kNobody) return;
    Known& known = known_[m.referent];
    if (known.gender == Gender::kUnknown && m.confidence > 0.5f) known.gender = q.gender;
    known.is_gender_sure |= q.gender != Gender::kUnknown && known.gender == q.gender;
  }

  // "Tama Whitcombe was gracious in victory. “…,” he said": the one person whom the paragraph names, of
  // whom the given name alone suggests another gender, where "he" can be nobody else.
  void TakeMisread(const Query& q, Mention* m) {
    if (q.kind != kSubject) return;
    size_t only = kNobody;
    for (size_t back = 1; back <= std::min(q.index, kMentionsBack); ++back) {
      const Mention& before = out_.mentions[q.index - back];
      if (ParagraphOf(before.tokens.begin) != q.paragraph) break;
      if (before.type != MentionType::kName || !IsPerson(before.referent) ||
          InMarks(before.tokens.begin))
        continue;
      if (only != kNobody && only != before.referent) return;
      only = before.referent;
    }
    if (only == kNobody || Distance(q, only) > 1 || GenderFit(q, only) != 2 ||
        known_[only].is_gender_sure)
      return;
    m->referent = only;
    m->confidence = std::min(sure_.by_nearness, LinkOf(only));
    known_[only].gender = q.gender;
  }

  // Whom `q` means of `candidates`; "he" is nobody who was "she" before, whatever else speaks for it.
  Choice ChoiceOf(const Query& q, std::vector<Candidate>* candidates) const {
    const auto is_other = [&](const Candidate& c) {
      return c.referent != kNobody && GenderFit(q, c.referent) == 2;
    };
    const Choice choice = choose_(out_.mentions, q.index, *candidates);
    if (scope_ == Scope::kEverybody || !is_other((*candidates)[choice.candidate])) return choice;
    std::erase_if(*candidates, is_other);
    return choose_(out_.mentions, q.index, *candidates);
  }

  // How sure the last mention of `referent` is: what hangs on it is no surer.
  float LinkOf(size_t referent) const {
    if (referent == kNobody || known_[referent].last == kNobody) return 1;
    return out_.mentions[known_[referent].last].confidence;
  }

  // “It is late,” Diaz argued. “We must go,” he said: nobody else was spoken of between the two, or he
  // "added" it.
  bool GoesOnSpeaking(const Query& q) const {
    const Mention& m = out_.mentions[q.index];
    if (q.kind != kSubject || !m.is_source || m.content.empty() || speakers_.empty() ||
        m.content.front().begin > m.tokens.begin || last_asks_ ||
        q.index - last_source_ > kMentionsBack)
      return false;
    const size_t paragraph = ParagraphOf(out_.mentions[last_source_].tokens.begin);
    if (TypeOf(speakers_.front()) != 0 || GenderFit(q, speakers_.front()) == 2) return false;
    if (Adds(m) && paragraph + 1 >= q.paragraph) return true;
    if (paragraph != q.paragraph) return false;
    for (size_t k = last_source_ + 1; k < q.index; ++k) {
      if (!InMarks(out_.mentions[k].tokens.begin)) return false;
    }
    return true;
  }

  // Whether the verb beside a source says that it has spoken before.
  bool Adds(const Mention& m) const {
    const auto adds = [this](size_t token) {
      return words_.uses().Is(Lower(token), WordUse::kAdds);
    };
    return (m.tokens.end < s_.tokens.size() && adds(m.tokens.end)) ||
           (m.tokens.begin > 0 && adds(m.tokens.begin - 1));
  }

  // A source that is somebody for sure: "it" and "the group" after a body, "he" before anybody was
  // named.
  void TakeNearest(const Query& q, const std::vector<Candidate>& candidates, Mention* m) const {
    if (!m->is_source || candidates.size() < 2) return;
    const size_t nearest = candidates.front().referent;
    const bool is_near = Distance(q, nearest) <= 1;
    const bool is_group = q.kind == kNominal && q.says.determiner == Determiner::kThe &&
                          q.says.modifiers.size() == 0 && TypeOf(nearest) == 1 &&
                          words_.uses().Is(q.says.noun, WordUse::kAnyBody);
    // "The 61-year-old", "The Welsh sprinter": whom the sentence before is about, whatever it says.
    const bool is_subject = q.kind == kNominal && q.opens && !q.says.is_plural && MayBeSubject(q) &&
                            is_near && TypeOf(nearest) == 0 && IsSpokenOf(q, nearest);
    const bool is_ahead = q.kind == kSubject && known_[nearest].last == kNobody &&
                          candidates.size() == 2 && GenderFit(q, nearest) != 2;
    const bool is_thing = q.kind == kThing && m->referent == kNobody;
    if (!(is_near && (is_thing || is_group)) && !is_ahead && !is_subject) return;
    m->referent = nearest;
    m->confidence = std::min(sure_.by_nearness, LinkOf(nearest));
  }

  // Whether the running text of the paragraph spoke of `referent` last, or whoever spoke last there.
  bool IsSpokenOf(const Query& q, size_t referent) const {
    const auto is_here = [&](size_t token) { return ParagraphOf(token) == q.paragraph; };
    if (referent == last_subject_ && is_here(last_subject_token_)) return true;
    return !speakers_.empty() && referent == speakers_.front() &&
           is_here(out_.mentions[last_source_].tokens.begin);
  }

  // Whether a description tells what one is who was spoken of before: an age, a nation, something that
  // he was.
  static bool MayBeSubject(const Query& q) {
    return q.says.determiner == Determiner::kThe &&
           (!q.says.age.empty() || !q.says.nation.empty() || !q.says.modifiers.empty());
  }

  // "Officials", "acebush1": nobody met before; but "Judge", "Coach".
  static bool IsNewNominal(const Description& d) {
    return d.determiner == Determiner::kNone && (d.is_plural || d.noun_class != NounClass::kPerson);
  }

  // A source that no name is known for: "the source" is the last one described with the same noun.
  void AddUnnamed(const Query& q, Mention* m) {
    if (q.says.determiner == Determiner::kThe) {
      const auto before = nouns_.find(KeyOf(q.says));
      if (before != nouns_.end()) {
        m->referent = before->second;
        return;
      }
    }
    m->referent = known_.size();
    nouns_[KeyOf(q.says)] = m->referent;
    known_.push_back(
        {.gender = q.gender, .noun_class = q.says.noun_class, .is_plural = q.says.is_plural});
    out_.unnamed.push_back({std::string(Slice(s_.text, s_.Bytes(m->whole))), q.says.noun_class});
  }

  // Whoever a pronoun means that means nobody known.
  void AddPronoun(const Query& q, Mention* m) {
    m->referent = known_.size();
    known_.push_back(
        {.gender = q.gender, .noun_class = NounClass::kPerson, .is_plural = q.kind == kThey});
    out_.unnamed.push_back({std::string(Slice(s_.text, s_.Bytes(m->whole))), NounClass::kPerson});
  }

  // Whom "the latter" and "the former" mean: of the two named last, the second and the first.
  size_t OfTheTwo(const Query& q) const {
    const bool is_latter = words_.uses().Is(q.says.noun, WordUse::kLatter);
    if (!is_latter && !words_.uses().Is(q.says.noun, WordUse::kFormer)) return kNobody;
    size_t last = kNobody;
    for (size_t back = 1; back <= std::min(q.index, kMentionsBack); ++back) {
      const Mention& m = out_.mentions[q.index - back];
      if (m.type != MentionType::kName || TypeOf(m.referent) > 1 || m.referent == last) continue;
      if (is_latter || last != kNobody) return m.referent;
      last = m.referent;
    }
    return kNobody;
  }

  // "The 61-year-old": the one person who is said to be of that age.
  size_t OfTheAge(const Query& q) const {
    if (q.says.age.empty() || q.says.is_plural) return kNobody;
    const std::vector<size_t>& all = facts_.Of("#" + q.says.age);
    const bool is_one = all.size() == 1 && TypeOf(all.front()) == 0;
    return is_one && known_[all.front()].last != kNobody && GenderFit(q, all.front()) != 2
               ? all.front()
               : kNobody;
  }

  // "Her husband said": the one person who was said to be a husband.
  size_t OfTheKin(const Query& q) const {
    if (q.says.determiner != Determiner::kPossessive || q.says.is_plural ||
        !words_.uses().Is(q.says.noun, WordUse::kKin))
      return kNobody;
    const std::vector<size_t>& all = facts_.Of(q.says.noun);
    const bool is_one = all.size() == 1 && TypeOf(all.front()) == 0;
    return is_one && known_[all.front()].last != kNobody && GenderFit(q, all.front()) != 2
               ? all.front()
               : kNobody;
  }

  // "She grew up where her father, Luis Fuentes, cut cane": who bears the surname of a relative whom the
  // sentence names.
  size_t OfTheSurname(const Query& q) const {
    const auto& mentions = out_.mentions;
    const size_t end = std::min(mentions.size(), q.index + kKinAhead);
    for (size_t k = q.index; k < end && SentenceOf(mentions[k].tokens.begin) == q.sentence; ++k) {
      const Mention& own = mentions[k];
      const size_t noun = own.tokens.end;
      if (own.type != MentionType::kPronoun || roles_[k] != kPossessorRole ||
          words_.PronounGender(s_.Token(own.tokens.begin)) != q.gender ||
          noun + 1 >= s_.tokens.size() || !words_.uses().Is(Lower(noun), WordUse::kKin))
        continue;
      const size_t begin = s_.Token(noun + 1) == "," ? noun + 2 : noun + 1;
      size_t name = k + 1;
      while (name < mentions.size() && mentions[name].tokens.begin < begin) ++name;
      if (name < mentions.size() && mentions[name].tokens.begin == begin &&
          mentions[name].type == MentionType::kName && IsPerson(mentions[name].referent))
        return NearestOfSurname(q, mentions[name].referent);
    }
    return kNobody;
  }

  // "Norvida said in a statement that sales fell. “…,” the statement added": who spoke in it, and of
  // "a statement" the body that spoke last in the paragraph.
  size_t IssuerOf(const Query& q) const {
    if (speakers_.empty() || q.says.is_plural || q.says.determiner == Determiner::kPossessive ||
        !words_.uses().Is(q.says.noun, WordUse::kIssued))
      return kNobody;
    const TokenRange source = out_.mentions[last_source_].tokens;
    const size_t paragraph = ParagraphOf(source.begin);
    if (paragraph + 1 < q.paragraph) return kNobody;
    const size_t end =
        std::min(s_.sentences[SentenceOf(source.begin)].end, source.end + kChannelTokens);
    for (size_t k = source.end; k < end; ++k) {
      if (Lower(k) == q.says.noun) return speakers_.front();
    }
    return paragraph == q.paragraph && TypeOf(speakers_.front()) == 1 ? speakers_.front() : kNobody;
  }

  // "A furious mum says …" at the head of an article: who is named first after it, where a paragraph
  // begins with the name and what is said of it: "Ana Diaz, 34, had paid …".
  size_t NamedAfterOpening(const Query& q) const {
    const auto& mentions = out_.mentions;
    if (q.paragraph >= kOpeningParagraphs || q.says.determiner != Determiner::kOther ||
        q.says.is_plural || q.says.noun_class != NounClass::kPerson)
      return kNobody;
    const size_t end = std::min(mentions.size(), q.index + kMentionsBack);
    for (size_t k = q.index + 1; k < end; ++k) {
      const Mention& m = mentions[k];
      if (m.type != MentionType::kName || !IsPerson(m.referent) || InMarks(m.tokens.begin))
        continue;
      const size_t paragraph = ParagraphOf(m.tokens.begin), after = m.tokens.end;
      const bool opens = paragraph > q.paragraph && paragraph <= q.paragraph + kOpeningParagraphs &&
                         s_.paragraphs[paragraph].begin == m.tokens.begin;
      const bool is_told = after + 1 < s_.tokens.size() && s_.Token(after) == "," &&
                           !WordBook::AgeIn(s_.Token(after + 1)).empty();
      return opens && is_told && GenderFit(q, m.referent) != 2 ? m.referent : kNobody;
    }
    return kNobody;
  }

  // Whoever else was named by the last word of the name of `relative`.
  size_t NearestOfSurname(const Query& q, size_t relative) const {
    const auto surname = [this](size_t e) {
      const std::string& full = entities_[e].name;
      const size_t space = full.rfind(' ');
      return space == std::string::npos ? std::string() : full.substr(space + 1);
    };
    const std::string wanted = surname(relative);
    for (size_t back = 1; !wanted.empty() && back <= std::min(q.index, kMentionsBack); ++back) {
      const size_t e = out_.mentions[q.index - back].referent;
      if (IsPerson(e) && e != relative && GenderFit(q, e) != 2 && surname(e) == wanted) return e;
    }
    return kNobody;
  }

  void Note(size_t k) {
    const Mention& m = out_.mentions[k];
    Known& known = known_[m.referent];
    known.last = k;
    ++known.count;
    if (roles_[k] == kSubjectRole) {
      known.last_subject = k;
      ++known.subjects;
    }
    if (roles_[k] == kSubjectRole) NoteSubject(m);
    if (first_ == kNobody && IsPerson(m.referent)) first_ = m.referent;
    if (topic_ == kNobody || known.count > known_[topic_].count) topic_ = m.referent;
    if (m.is_source) {
      std::erase(speakers_, m.referent);
      speakers_.insert(speakers_.begin(), m.referent);
      speakers_.resize(std::min(speakers_.size(), kSpeakers));
      last_source_ = k;
      last_asks_ = Asks(m);
    }
  }

  // Whether what a source says ends as a question does.
  bool Asks(const Mention& m) const {
    if (m.content.empty()) return false;
    const size_t end = m.content.back().end;
    return s_.Token(end - 1) == "?" || (end < s_.tokens.size() && s_.Token(end) == "?");
  }

  // The subjects of the running text: the first of a paragraph is what it is about.
  void NoteSubject(const Mention& m) {
    const size_t paragraph = ParagraphOf(m.tokens.begin);
    if (InMarks(m.tokens.begin)) return;
    last_subject_ = m.referent;
    last_subject_token_ = m.tokens.begin;
    if (topic_paragraph_ != kNobody && topic_paragraph_ == paragraph) return;
    topic_before_ = topic_paragraph_ != kNobody && topic_paragraph_ + 1 == paragraph
                        ? paragraph_topic_
                        : kNobody;
    paragraph_topic_ = m.referent;
    topic_paragraph_ = paragraph;
  }

  bool IsPerson(size_t referent) const {
    return referent < entities_.size() && entities_[referent].type == EntityType::kPerson;
  }

  static constexpr size_t kNumTypes = 7;
  // 0 person, 1 body, 2 place, 3 other, 4 an unnamed person, 5 an unnamed thing, 6 unnamed people.
  size_t TypeOf(size_t referent) const {
    if (referent >= entities_.size()) {
      const Known& known = known_[referent];
      if (known.is_plural) return 6;
      return known.noun_class == NounClass::kBody || known.noun_class == NounClass::kDocument ? 5
                                                                                              : 4;
    }
    switch (entities_[referent].type) {
      case EntityType::kPerson:
        return 0;
      case EntityType::kOrganization:
        return 1;
      case EntityType::kGeopolitical:
        return 2;
      default:
        return 3;
    }
  }

  // Whether one of such a type may be meant at all.
  bool MayMean(const Query& q, size_t referent) const {
    // "The French leader" is nobody whom the text calls Ukrainian.
    const bool is_foreign = referent < entities_.size() && !q.says.nation.empty() &&
                            facts_.HasNation(referent) &&
                            !facts_.Says(referent, "=" + q.says.nation);
    // Nor "The 61-year-old" anybody of another age.
    const bool is_of_other_age = referent < entities_.size() && !q.says.age.empty() &&
                                 facts_.HasAge(referent) &&
                                 !facts_.Says(referent, "#" + q.says.age);
    if (is_foreign || is_of_other_age) return false;
    const bool is_named = referent < entities_.size();
    // "The South African delegation" is no court of which the text says no such thing, but "The German
    // firm" may be the one that was just named.
    const bool is_new_nation =
        is_named && !q.says.nation.empty() && q.says.noun_class == NounClass::kBody &&
        !SaysNoun(referent, q.says) && !facts_.Says(referent, "=" + q.says.nation);
    const bool is_just_named = q.kind == kNominal && q.opens && TypeOf(referent) == 1 &&
                               Distance(q, referent) == 1 &&
                               words_.uses().Is(q.says.noun, WordUse::kAnyBody);
    if (is_new_nation && !is_just_named) return false;
    // A description that is no source means whom the text says it of, or nobody.
    if (q.kind == kSilentNominal && scope_ == Scope::kSpeakers) return SaysNoun(referent, q.says);
    // "The trust" is no hospital that has no name.
    if (!is_named && IsNominal(q) && scope_ == Scope::kSpeakers) return SaysNoun(referent, q.says);
    if (IsInComplement(q, referent) || HasAsked(q, referent) || HasJustAsked(q, referent) ||
        IsAnswered(q, referent) || IsSubjectOf(q, referent))
      return false;
    const size_t type = TypeOf(referent);
    if (IsNominal(q) && q.says.is_plural && scope_ == Scope::kEverybody) return type == 6;
    if (q.kind == kSubject || q.kind == kOther) {
      // "He" is nobody whose name or title tells a woman.
      const bool is_other = is_named && entities_[referent].gender != Gender::kUnknown &&
                            known_[referent].gender != q.gender;
      return !is_other && (type == 0 || type == 4);
    }
    if (q.kind == kThing) return type != 0 && type != 4 && type != 6;
    if (q.kind == kThey) return type != 3;
    switch (q.says.noun_class) {
      case NounClass::kPerson:
      case NounClass::kDemonym:
        return !q.says.is_plural && (type == 0 || type == 4);
      case NounClass::kBody:
        return !q.says.is_plural &&
               (type == 1 || type == 2 || type == 5 || IsBuildingOf(q, referent));
      case NounClass::kDocument:
        return type == 5 || type == 3;
      case NounClass::kEither:
        return type != 6;
      default:
        // Whatever a noun says, who speaks is somebody; but "The Intercept" is a name.
        return SaysNoun(referent, q.says) ||
               (q.kind == kNominal && !q.says.is_plural && !IsProper(q) &&
                (type <= 1 || type == 4 || type == 5));
    }
  }

  // "The clinic" may be a building by its name.
  bool IsBuildingOf(const Query& q, size_t referent) const {
    return referent < entities_.size() && entities_[referent].type == EntityType::kFacility &&
           SaysNoun(referent, q.says);
  }

  // "A spokesman for Diaz said the claim was false. He said …": not Diaz, if he may be the spokesman.
  bool IsInComplement(const Query& q, size_t referent) const {
    if (q.kind != kSubject || !out_.mentions[q.index].is_source || speakers_.empty()) return false;
    const size_t speaker = speakers_.front(), last = known_[referent].last;
    if (speaker == referent || speaker < entities_.size() || TypeOf(speaker) != 4 ||
        GenderFit(q, speaker) == 2 || last == kNobody)
      return false;
    const Mention& source = out_.mentions[last_source_];
    const TokenRange words = out_.mentions[last].tokens;
    return source.tokens.end <= words.begin && words.end <= source.whole.end;
  }

  // "Asked by Diaz whether she had been there, she hesitated": not Diaz.
  bool HasAsked(const Query& q, size_t referent) const {
    const size_t first = s_.sentences[q.sentence].begin, last = known_[referent].last;
    return q.kind == kSubject && last != kNobody && Function(first + 1) == "prep" &&
           out_.mentions[last].tokens.begin > first + 1 &&
           out_.mentions[last].tokens.begin <= first + kAskerAfter &&
           words_.uses().Is(Lower(first), WordUse::kAddressed);
  }

  // "Diaz has called her": not Diaz, or it would be "herself".
  bool IsSubjectOf(const Query& q, size_t referent) const {
    const size_t last = known_[referent].last;
    if (q.kind != kOther || q.role != kObjectRole || last == kNobody || last + 1 != q.index)
      return false;
    const TokenRange subject = out_.mentions[last].tokens, object = out_.mentions[q.index].tokens;
    if (roles_[last] != kSubjectRole || SentenceOf(subject.begin) != q.sentence ||
        object.begin == subject.end || object.begin > subject.end + kVerbTokens)
      return false;
    for (size_t k = subject.end; k < object.begin; ++k) {
      const std::string_view function = Function(k);
      const bool is_verb = function.empty() || function == "finite" || function == "modal";
      if (!is_verb || !text::StartsAsWord(s_.Token(k))) return false;
    }
    return true;
  }

  // "Diaz asked her whether she had been there. She said …": not Diaz.
  bool HasJustAsked(const Query& q, size_t referent) const {
    const size_t last = known_[referent].last;
    if (q.kind != kSubject || last == kNobody || last + 1 >= q.index) return false;
    const Mention &asker = out_.mentions[last], &asked = out_.mentions[last + 1];
    const size_t verb = asker.tokens.end, sentence = SentenceOf(asker.tokens.begin);
    return (sentence == q.sentence || (q.opens && sentence + 1 == q.sentence)) &&
           asked.tokens.begin == verb + 1 && asked.type == MentionType::kPronoun &&
           asked.referent != referent &&
           words_.PronounGender(s_.Token(asked.tokens.begin)) == q.gender &&
           words_.uses().Is(Lower(verb), WordUse::kQuestions);
  }

  // “Why?” Diaz asked. “Because,” the witness replied: not Diaz.
  bool IsAnswered(const Query& q, size_t referent) const {
    const Mention& m = out_.mentions[q.index];
    if (!m.is_source || !last_asks_ || speakers_.empty() || speakers_.front() != referent ||
        ParagraphOf(out_.mentions[last_source_].tokens.begin) + 1 < q.paragraph)
      return false;
    const auto is_reply = [this](size_t token) {
      return words_.uses().Is(Lower(token), WordUse::kReply);
    };
    return (m.tokens.end < s_.tokens.size() && is_reply(m.tokens.end)) ||
           (m.tokens.begin > 0 && is_reply(m.tokens.begin - 1));
  }

  // Whether `words` are part of what a source says.
  static bool IsOwnWord(const Mention& source, TokenRange words) {
    return std::any_of(source.content.begin(), source.content.end(), [words](TokenRange own) {
      return own.begin <= words.begin && words.end <= own.end;
    });
  }

  bool IsProper(const Query& q) const {
    return text::StartsUpper(s_.Token(out_.mentions[q.index].tokens.end - 1));
  }

  // The referents that may be meant, the nearest first.
  std::vector<size_t> Referents(const Query& q) const {
    std::vector<size_t> out;
    const auto add = [&](size_t referent) {
      if (out.size() >= kMaxCandidates || !MayMean(q, referent)) return;
      if (std::find(out.begin(), out.end(), referent) == out.end()) out.push_back(referent);
    };
    const size_t here = out_.mentions[q.index].tokens.begin;
    for (size_t back = 1; back <= std::min(q.index, kMentionsBack); ++back) {
      const Mention& m = out_.mentions[q.index - back];
      if (here - m.tokens.begin > kTokensBack) break;
      if (m.referent != kNobody) add(m.referent);
    }
    for (const size_t speaker : speakers_) add(speaker);
    if (IsNominal(q)) AddOfFacts(q, add);
    if (first_ != kNobody) add(first_);
    for (size_t k = q.index + 1; k < out_.mentions.size(); ++k) {
      const Mention& m = out_.mentions[k];
      if (m.tokens.begin - here > kTokensAhead ||
          SentenceOf(m.tokens.begin) > q.sentence + kSentencesAhead)
        break;
      const bool is_within = m.tokens.begin < out_.mentions[q.index].tokens.end ||
                             IsOwnWord(out_.mentions[q.index], m.tokens) || IsKinOf(q, m.tokens);
      // "The company said on Facebook": where it is said does not say it.
      const bool is_oblique = m.tokens.begin > here && SentenceOf(m.tokens.begin) == q.sentence &&
                              Function(m.tokens.begin - 1) == "prep";
      if (m.type == MentionType::kName && !is_within && !is_oblique &&
          known_[m.referent].last == kNobody)
        add(m.referent);
    }
    return out;
  }

  // "Her cabinet colleague Tama Whitcombe": a name is not the one whose colleague he is.
  bool IsKinOf(const Query& q, TokenRange name) const {
    const size_t after = out_.mentions[q.index].tokens.end;
    if (q.role != kPossessorRole || after >= name.begin || SentenceOf(name.begin) != q.sentence)
      return false;
    for (size_t k = after; k < name.begin; ++k) {
      if (!IsWordAt(k) || !Function(k).empty()) return false;
    }
    return words_.Describe(s_, {name.begin - 1, name.begin}).noun_class == NounClass::kPerson;
  }

  template <typename Add>
  void AddOfFacts(const Query& q, const Add& add) const {
    size_t n = 0;
    const auto all = [&](const std::string& word) {
      for (const size_t e : facts_.Of(word)) {
        if (n++ < kMaxOfFacts) add(e);
      }
    };
    all(q.says.noun);
    if (!q.says.age.empty()) all("#" + q.says.age);
    if (!q.says.nation.empty()) all("=" + q.says.nation);
    for (const std::string& word : q.says.modifiers) all(word);
  }

  // Writes features.
  class Writer {
   public:
    Writer(Kind kind, std::vector<uint16_t>* out) : kind_(kind), out_(*out) {}
    void Add(Template t, size_t value) {
      const size_t row = (kind_ * kNumTemplates + t) * kNumValues + Few(value, kNumValues - 1);
      out_.push_back(static_cast<uint16_t>(row));
    }

   private:
    Kind kind_;
    std::vector<uint16_t>& out_;
  };

  // Whether a mention stands in the words that lead up to its sentence's clause: "After his speech, …".
  bool IsInAdjunct(const Query& q) const {
    const size_t first = s_.sentences[q.sentence].begin;
    const std::string opening = Lower(first);
    const std::string_view function = words_.FunctionOf(opening);
    if (function != "prep" && function != "conj" &&
        !words_.endings().Has(opening, syntax::Ending::kVerb))
      return false;
    for (size_t k = first; k < out_.mentions[q.index].tokens.begin; ++k) {
      if (s_.Token(k) == ",") return false;
    }
    return true;
  }

  std::vector<Candidate> CandidatesOf(const Query& q) const {
    const std::vector<size_t> referents = Referents(q);
    const bool is_in_adjunct = IsInAdjunct(q);
    std::vector<Candidate> out;
    size_t fits = 0;
    std::array<size_t, kNumTypes> of_type{};
    for (const size_t r : referents) {
      const size_t gender = GenderFit(q, r);
      out.push_back({.referent = r});
      AddRankOfType(q, r, of_type[TypeOf(r)]++, &out.back());
      AddPlace(q, r, out.size() - 1, fits, &out.back());
      AddSalience(q, r, &out.back());
      AddSentence(q, r, is_in_adjunct, &out.back());
      if (IsNominal(q)) AddEvidence(q, r, &out.back());
      fits += gender != 2;
    }
    for (size_t k = 0; k < out.size(); ++k) {
      if (fits == 1 && GenderFit(q, referents[k]) != 2)
        Writer(q.kind, &out[k].features).Add(kOnlyFit, 0);
    }
    out.push_back(Nobody(q, referents, fits));
    return out;
  }

  Candidate Nobody(const Query& q, const std::vector<size_t>& referents, size_t fits) const {
    Candidate out;
    Writer write(q.kind, &out.features);
    const Mention& m = out_.mentions[q.index];
    write.Add(kIsNobody, 0);
    write.Add(kNobodyNearest, referents.empty() ? 7 : Distance(q, referents.front()));
    write.Add(kNobodySource, m.is_source * 4 + q.in_marks * 2 + q.opens);
    write.Add(kNobodyFits, Few(fits, 4) * 2 + m.is_source);
    if (IsNominal(q)) {
      const size_t noun = static_cast<size_t>(q.says.noun_class);
      write.Add(kNobodyClass,
                (noun * 5 + static_cast<size_t>(q.says.determiner)) * 2 + q.says.is_plural);
    }
    return out;
  }

  // Sentences back to the last mention; 6 for one that is still to come.
  size_t Distance(const Query& q, size_t referent) const {
    const size_t last = known_[referent].last;
    if (last == kNobody) return 6;
    return SentenceBucket(q.sentence - SentenceOf(out_.mentions[last].tokens.begin));
  }

  // 0 the same, 1 unknown, 2 another.
  size_t GenderFit(const Query& q, size_t referent) const {
    const Gender gender = known_[referent].gender;
    if (q.gender == Gender::kUnknown || gender == Gender::kUnknown) return 1;
    return gender == q.gender ? 0 : 2;
  }

  void AddPlace(const Query& q, size_t r, size_t rank, size_t fit_rank, Candidate* c) const {
    Writer write(q.kind, &c->features);
    const Known& known = known_[r];
    const Mention& m = out_.mentions[q.index];
    const size_t distance = Distance(q, r), gender = GenderFit(q, r);
    if (known.last == kNobody) {
      write.Add(kIsAhead, gender * 4 + q.opens * 2 + m.is_source);
      AddAhead(q, r, &write);
      return;
    }
    const Mention& last = out_.mentions[known.last];
    const size_t role = roles_[known.last];
    const bool same = distance == 0;
    write.Add(kDistanceRole, distance * 4 + role);
    write.Add(kRankSame, (Few(rank, 4) * 2 + same) * 2 + m.is_source);
    write.Add(kGenderRank, (Few(fit_rank, 4) * 3 + gender) * 2 + same);
    write.Add(kLastForm, (static_cast<size_t>(last.type) * 3 + Few(distance, 2)) * 4 + q.role);
    write.Add(kParallel, (q.role * 4 + role) * 3 + Few(distance, 2));
    write.Add(kMarks, (InMarks(last.tokens.begin) * 2 + q.in_marks) * 2 + same);
    const bool same_paragraph = ParagraphOf(last.tokens.begin) == q.paragraph;
    write.Add(kParagraph, (same_paragraph * 2 + m.is_source) * 2 + q.opens);
    write.Add(kAround, KindBefore(last.tokens.begin) * 8 + KindAfter(last.tokens.end));
    write.Add(kMentionBefore, KindBefore(m.tokens.begin) * 4 + role);
    write.Add(kFullName, (last.tokens.end - last.tokens.begin > 1) * 2 + same);
    if (same) write.Add(kBetween, Between(last.tokens.end, m.tokens.begin) * 4 + q.role);
    // Nobody speaks of himself by name.
    if (IsOwnWord(m, last.tokens)) write.Add(kOwnWords, static_cast<size_t>(last.type));
    const bool is_first =
        last.tokens.begin <= s_.sentences[SentenceOf(last.tokens.begin)].begin + 2;
    write.Add(kSentenceFirst, (is_first * 2 + q.opens) * 3 + Few(distance, 2));
    if (last.type == MentionType::kPronoun)
      write.Add(kChain, (Few(distance, 2) * 4 + role) * 4 + q.role);
  }

  // How many of its type are nearer, for a noun that tells the type alone and for others.
  void AddRankOfType(const Query& q, size_t r, size_t rank, Candidate* c) const {
    if (q.kind == kSubject || q.kind == kOther) return;
    const bool is_any = IsNominal(q) && words_.uses().Is(q.says.noun, WordUse::kAnyBody);
    const size_t far = Few(Distance(q, r), 3);
    Writer(q.kind, &c->features)
        .Add(kRankOfType, ((Few(rank, 1) * 2 + is_any) * 4 + far) * 4 + Few(TypeOf(r), 3));
  }

  // How the sentence goes on to name `r`, and with whom it was named.
  void AddSentence(const Query& q, size_t r, bool is_in_adjunct, Candidate* c) const {
    Writer write(q.kind, &c->features);
    write.Add(kNamedNext, NamedNext(q, r) * 2 + is_in_adjunct);
    if (Distance(q, r) == 0)
      write.Add(kCoordinated, IsCoordinated(out_.mentions[known_[r].last].tokens) * 4 + q.role);
  }

  // How the sentence names `r` after the mention: 0 not at all.
  size_t NamedNext(const Query& q, size_t r) const {
    const size_t end =
        std::min(s_.sentences[q.sentence].end, out_.mentions[q.index].tokens.begin + kTokensAhead);
    for (size_t k = q.index + 1; k < out_.mentions.size(); ++k) {
      const TokenRange m = out_.mentions[k].tokens;
      if (m.begin >= end) return 0;
      if (out_.mentions[k].referent != r || out_.mentions[k].type != MentionType::kName) continue;
      return 1 + roles_[k] * 2 + (s_.Token(m.begin - 1) == ",");
    }
    return 0;
  }

  // "Ana and Ben": each of two who are named together.
  bool IsCoordinated(TokenRange m) const {
    const auto is_and = [this](size_t token) {
      return token < s_.tokens.size() && words_.uses().Is(Lower(token), WordUse::kAnd);
    };
    const auto next = NameFrom(names_, m.end);
    if (is_and(m.end) && next != names_.end() && next->tokens.begin <= m.end + 2) return true;
    if (m.begin < 2 || !is_and(m.begin - 1)) return false;
    const auto before = NameFrom(names_, m.begin - 2);
    return before != names_.end() && before->tokens.end == m.begin - 1;
  }

  // How somebody is first named after the mention.
  void AddAhead(const Query& q, size_t r, Writer* write) const {
    for (size_t k = q.index + 1; k < out_.mentions.size(); ++k) {
      const Mention& m = out_.mentions[k];
      if (m.tokens.begin > out_.mentions[q.index].tokens.begin + kTokensAhead) return;
      if (m.referent != r) continue;
      const size_t sentence = SentenceOf(m.tokens.begin);
      const bool opens = m.tokens.begin <= s_.sentences[sentence].begin + 2;
      write->Add(kAheadRole, (roles_[k] * 2 + opens) * 3 + Few(sentence - q.sentence, 2));
      return;
    }
  }

  // How far two mentions of a sentence are apart, and what kind of words lies between.
  size_t Between(size_t begin, size_t end) const {
    size_t out = FarBucket(end - std::min(begin, end)) / 2;
    for (size_t k = begin; k < end; ++k) {
      if (s_.Token(k) == "," || s_.Token(k) == ";") return out + 4;
      const std::string_view function = Function(k);
      if (function == "conj" || function == "wh" || function == "that") return out + 8;
    }
    return out;
  }

  void AddSalience(const Query& q, size_t r, Candidate* c) const {
    Writer write(q.kind, &c->features);
    const Known& known = known_[r];
    const Mention& m = out_.mentions[q.index];
    const size_t distance = Distance(q, r), type = TypeOf(r);
    write.Add(kGenderType, (GenderFit(q, r) * 8 + type) * 2 + m.is_source);
    write.Add(kCounts, Few(known.count, 7) * 4 + Few(known.subjects, 3));
    write.Add(kFirstEntity, (r == first_) * 7 + distance);
    write.Add(kTopic, ((r == topic_) * 2 + m.is_source) * 7 + distance);
    const size_t order = SpeakerOrder(r);
    const size_t since =
        last_source_ == kNobody
            ? 3
            : Few(q.paragraph - ParagraphOf(out_.mentions[last_source_].tokens.begin), 3);
    write.Add(kSpeakerOrder, ((order * 4 + since) * 2 + q.opens) * 2 + m.is_source);
    write.Add(kAfterQuestion, ((order * 2 + last_asks_) * 4 + since) * 2 + m.is_source);
    if (known.last_subject != kNobody) {
      const size_t far = q.sentence - SentenceOf(out_.mentions[known.last_subject].tokens.begin);
      write.Add(kSubjects, SentenceBucket(far) * 2 + m.is_source);
    }
    AddTopics(q, r, &write);
    write.Add(kTotal, (FarBucket(known.total) * 2 + (known.last == kNobody)) * 2 + m.is_source);
    if (IsNominal(q) && Owns(q, r)) write.Add(kOwner, type);
    if (type >= 4) write.Add(kUnnamedDistance, (type - 4) * 8 + distance);
    if (known.last != kNobody)
      write.Add(kSourceLast, out_.mentions[known.last].is_source * 16 + m.is_source * 8 + distance);
  }

  // Whether `r` is what the paragraph, or the one before it, is about.
  void AddTopics(const Query& q, size_t r, Writer* write) const {
    const bool is_source = out_.mentions[q.index].is_source;
    const bool has_own = topic_paragraph_ == q.paragraph && topic_paragraph_ != kNobody;
    const size_t before = has_own                               ? topic_before_
                          : topic_paragraph_ + 1 == q.paragraph ? paragraph_topic_
                                                                : kNobody;
    const size_t own = !has_own ? 2 : paragraph_topic_ == r;
    const size_t other = before == kNobody ? 2 : before == r;
    write->Add(kParagraphTopic, ((own * 3 + other) * 2 + q.opens) * 2 + is_source);
    const size_t last = last_subject_ == kNobody ? 2 : last_subject_ == r;
    const size_t far = last == 2 ? 3 : Few(q.sentence - SentenceOf(last_subject_token_), 3);
    write->Add(kSubjectBefore, ((last * 4 + far) * 2 + q.in_marks) * 2 + is_source);
  }

  // Whether a mention of `r` stands within the mention: "his wife", "Diaz's lawyer".
  bool Owns(const Query& q, size_t r) const {
    const TokenRange tokens = out_.mentions[q.index].tokens;
    for (size_t k = q.index; k > 0 && out_.mentions[k - 1].tokens.begin >= tokens.begin; --k) {
      if (out_.mentions[k - 1].referent == r) return true;
    }
    return false;
  }

  // 0 the last speaker, 1 the one before, 2 another.
  size_t SpeakerOrder(size_t r) const {
    const auto at = std::find(speakers_.begin(), speakers_.end(), r);
    return static_cast<size_t>(at - speakers_.begin()) +
           (at == speakers_.end() ? kSpeakers - speakers_.size() : 0);
  }

  void AddEvidence(const Query& q, size_t r, Candidate* c) const {
    Writer write(q.kind, &c->features);
    const Description& d = q.says;
    const size_t noun_class = static_cast<size_t>(d.noun_class);
    const size_t type = TypeOf(r), order = SpeakerOrder(r), distance = Distance(q, r);
    const bool same_noun = SaysNoun(r, d);
    const size_t noun = same_noun ? 2 : r < entities_.size() && d.is_state && facts_.IsState(r);
    const bool has_noun = r < entities_.size() && facts_.HasNoun(r);
    write.Add(kNounEvidence, (noun * kNumNounClasses + noun_class) * 2 + has_noun);
    size_t modifiers = 0;
    for (const std::string& word : d.modifiers)
      modifiers += r < entities_.size() && facts_.Says(r, word);
    write.Add(kModifierEvidence, Few(modifiers, 2) * 2 + !d.modifiers.empty());
    // "The agriculture minister" is no minister of something else.
    write.Add(kUnsaid, (noun * 3 + Few(modifiers, 2)) * 3 + Few(d.modifiers.size() - modifiers, 2));
    if (d.noun_class == NounClass::kUnknown)
      write.Add(kNounEnding, words_.uses().EndsIn(d.noun, WordUse::kAgentEnding) * 8 + type);
    if (!d.nation.empty() && r < entities_.size())
      write.Add(kNationEvidence, facts_.Says(r, "=" + d.nation) ? 0 : facts_.HasNation(r) ? 1 : 2);
    if (!d.age.empty() && r < entities_.size())
      write.Add(kAgeEvidence, facts_.Says(r, "#" + d.age) ? 0 : facts_.HasAge(r) ? 1 : 2);
    write.Add(kClassType, noun_class * 8 + type);
    write.Add(kClassSpeaker, (noun_class * 3 + order) * 3 + Few(distance, 2));
    write.Add(kDeterminerEvidence, (static_cast<size_t>(d.determiner) * 3 + noun) * 3 + order);
  }

  bool SaysNoun(size_t r, const Description& d) const {
    if (r < entities_.size()) return facts_.Says(r, d.noun);
    const auto it = nouns_.find(KeyOf(d));
    return it != nouns_.end() && it->second == r;
  }

  // "The officer" is none of "officers".
  static std::string KeyOf(const Description& d) { return d.is_plural ? d.noun + "s" : d.noun; }

  const WordBook& words_;
  const Syntax& s_;
  const std::vector<Entity>& entities_;
  const Chooser& choose_;
  const Certainty sure_;
  const Scope scope_;
  text::Pace pace_;
  const std::vector<NameAt> names_;
  const Facts facts_;
  std::vector<Known> known_;  // By referent.
  std::vector<Role> roles_;   // By mention.
  std::vector<TokenRange> marked_;
  text::KeyedMap<std::string, size_t> nouns_;  // By KeyOf() an unnamed referent.
  std::vector<size_t> speakers_;               // The last ones, the latest first.
  bool last_asks_ = false;                     // The last source.
  size_t last_source_ = kNobody, first_ = kNobody, topic_ = kNobody;
  // The last subject outside marks; of paragraphs, the first one's referent.
  size_t last_subject_ = kNobody, last_subject_token_ = 0;
  size_t paragraph_topic_ = kNobody, topic_paragraph_ = kNobody, topic_before_ = kNobody;
  Discourse out_;
};

}  // namespace

Discourse ResolveMentions(const WordBook& words, const Syntax& s,
                          const std::vector<Entity>& entities, std::vector<Mention> mentions,
                          const Chooser& choose, const Certainty& sure, Scope scope,
                          const text::Budget& budget) {
  return Resolver(words, s, entities, std::move(mentions), choose, sure, scope, budget).Run();
}

}  // namespace textanalysis::coreference
