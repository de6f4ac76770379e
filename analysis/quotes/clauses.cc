// Stretch by stretch, the words up to the next stop or mark are tried as "VERB NAME" and "NAME
// VERB"; paragraph by paragraph, the lines after a colon as a list.

#include "analysis/quotes/clauses.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::quotes {
namespace {

using coreference::WordUse;
using reader::Cue;
using reader::Reading;
using syntax::Ending;
using syntax::Stretch;
using syntax::Syntax;
using syntax::TokenRange;

// Log odds that stand for certainty.
constexpr float kSure = 12;
// What goes on after its verb is a clause of its own: “No,” Diaz said softly.
constexpr size_t kMaxWordsAfterVerb = 2;
// A clause beside marks has at most so many words.
constexpr size_t kMaxClauseTokens = 10;
// Whoever a telling verb speaks to takes so many tokens at most.
constexpr size_t kMaxAddresseeTokens = 8;
// Whoever says something in the passive has so many tokens at most.
constexpr size_t kMaxAgentTokens = 12;
// A subject before a relative clause has at most so many.
constexpr size_t kMaxSubjectTokens = 12;
// A clause within commas stands so near the marks that it reports.
constexpr size_t kParenthesisTokens = 12;
// Auxiliaries between a pronoun and its verb.
constexpr size_t kMaxAuxiliaries = 3;
// A naming word stands at most this far before the marks.
constexpr size_t kNamingTokens = 4;
// What a stretch, a paragraph or a cue costs, in bytes of plain text.
constexpr size_t kStretchPace = 256;

class Corrector {
 public:
  Corrector(const Syntax& s, const ReportLexicon& lexicon, const std::vector<TokenRange>& people,
            float by_form, const text::Budget& budget, Reading* reading)
      : s_(s),
        lexicon_(lexicon),
        people_(people),
        by_form_(by_form),
        pace_(budget),
        reading_(*reading) {}

  void Run() {
    std::erase_if(reading_.cues, [this](Cue& cue) { return !LeavesName(&cue); });
    for (size_t k = 0; k < reading_.cues.size() && pace_.GoesOn(kStretchPace); ++k) TakeVerb(k);
    std::optional<size_t> named;  // What the stretch before is the name of, and where that ended.
    size_t named_end = 0;
    for (const Stretch& stretch : s_.stretches) {
      if (!pace_.GoesOn(kStretchPace)) return;
      const TokenRange inside{s_.TokenAt(stretch.inner.begin), s_.TokenAt(stretch.inner.end)};
      if (inside.begin >= inside.end) continue;
      std::optional<size_t> naming = NamingWord(s_.TokenAt(stretch.outer.begin));
      // What names one stretch names those that are listed after it: "the songs “A” and “B”".
      if (!naming && named && GoesOn(named_end, s_.TokenAt(stretch.outer.begin))) naming = named;
      named = naming;
      named_end = s_.TokenAt(stretch.outer.end);
      // "Known as “the Hammer”, Ed Flynn boxed": what follows a name's verb says nothing.
      const bool is_name = naming && IsCalled(Lower(*naming));
      if (!is_name && stretch.closed &&
          (TakeClauseAfter(stretch, inside) || TakeLeadIn(stretch, inside) ||
           TakeDescribed(stretch, inside) || TakeParenthesis(stretch, inside)))
        continue;
      if (!naming) continue;
      for (size_t k = inside.begin; k < inside.end; ++k) reading_.quoted[k] -= kSure;
      if (const auto cue = CueAt(*naming); cue != reading_.cues.end()) cue->probability = 0;
    }
    for (size_t p = 0; p < s_.paragraphs.size() && pace_.GoesOn(kStretchPace); ++p) TakeList(p);
    for (Cue& cue : reading_.cues) {
      if (!pace_.GoesOn(kStretchPace)) return;
      // "One witness, who asked not to be named, told the Argus": not the Argus.
      if (const auto subject = SubjectOf(cue); subject && cue.source != subject) {
        cue.source = subject;
        cue.source_probability = by_form_;
      }
      if (cue.source && cue.source_probability == 0) cue.source_probability = by_form_;
      TakeAgent(&cue);
    }
    Insert();
  }

 private:
  std::string Lower(size_t token) const { return text::ToLower(s_.Token(token)); }

  bool IsLowerWord(size_t token) const {
    const char first = s_.Token(token)[0];
    return text::IsAsciiLower(first);
  }

  // "wept", "deadpanned", "reply": known as a verb of reporting, or in the form of a past tense.
  bool IsVerb(size_t token) const {
    if (!IsLowerWord(token)) return false;
    const std::string word = Lower(token);
    if (!lexicon_.FunctionOf(word).empty() && !lexicon_.Is(word, WordUse::kReports)) return false;
    return !lexicon_.VerbClasses(word).empty() ||
           (word.size() > 4 && lexicon_.endings().Has(word, Ending::kPast));
  }

  // A word in lower case that may be a verb after a name: "shot back".
  bool MayBeVerb(size_t token) const {
    return IsVerb(token) || (IsLowerWord(token) && lexicon_.FunctionOf(Lower(token)).empty() &&
                             !lexicon_.endings().Has(Lower(token), Ending::kGerund) &&
                             !lexicon_.endings().Has(Lower(token), Ending::kAdverb));
  }

  // The end of a name, or of a pronoun in the nominative, that begins at `token`; or `token`.
  size_t SubjectEnd(size_t token, size_t end, bool follows_verb = false) const {
    if (lexicon_.Is(Lower(token), WordUse::kNominative)) return token + 1;
    const auto name = std::lower_bound(people_.begin(), people_.end(), token,
                                       [](TokenRange n, size_t t) { return n.end <= t; });
    if (name == people_.end() || name->end > end) return token;
    // What somebody is may stand before the name: "Senator Max Hollis", and after a verb "neighbour Ed
    // Flynn".
    for (size_t k = token; k < name->begin; ++k) {
      const bool is_noun =
          follows_verb && lexicon_.FunctionOf(Lower(k)).empty() && text::StartsAsWord(s_.Token(k));
      if ((!text::StartsUpper(s_.Token(k)) && !is_noun) || k - token > 2) return token;
    }
    return name->end;
  }

  // Whether a noun phrase begins at `token` and goes on to `end`.
  bool IsPhrase(size_t token, size_t end) const {
    const std::string word = Lower(token);
    const std::string_view function = lexicon_.FunctionOf(word);
    const bool begins =
        function.empty()
            ? !lexicon_.endings().Has(word, Ending::kAdverb) && lexicon_.HedgeOf(word) != "time"
            : function == "det" || lexicon_.Is(word, WordUse::kPossessor);
    return begins && (end == token + 1 || IsPlainPhrase({token + 1, end}));
  }

  // The end of a phrase at `token` that a known verb of reporting follows, a word or two before `end`:
  // "[the Bears coach] muttered", "[residents of the street] muttered"; or `token`.
  size_t DescriptionEnd(size_t token, size_t end) const {
    for (size_t verb = end - 1; verb > token && end - verb <= kMaxWordsAfterVerb + 1; --verb) {
      if (IsVerb(verb) && !lexicon_.VerbClasses(Lower(verb)).empty() && IsPhrase(token, verb))
        return verb;
    }
    return token;
  }

  // "Mrs [May said]": a name before a verb is its source and no part of it. Returns false for a cue that
  // is a name and nothing more.
  bool LeavesName(Cue* cue) const {
    const auto name = std::lower_bound(people_.begin(), people_.end(), cue->tokens.begin,
                                       [](TokenRange n, size_t t) { return n.end <= t; });
    if (name == people_.end() || name->begin > cue->tokens.begin) return true;
    if (name->end >= cue->tokens.end) return false;
    const bool has_title = cue->source && cue->source->end == cue->tokens.begin;
    cue->source = TokenRange{has_title ? cue->source->begin : name->begin, name->end};
    cue->tokens.begin = name->end;
    return true;
  }

  // "Diaz [never said]": a cue of adverbs goes on to its verb.
  void TakeVerb(size_t k) {
    Cue& cue = reading_.cues[k];
    const size_t verb = cue.tokens.end;
    const bool is_free = verb < s_.tokens.size() && (k + 1 == reading_.cues.size() ||
                                                     reading_.cues[k + 1].tokens.begin > verb);
    for (size_t t = cue.tokens.begin; t < verb; ++t) {
      if (!lexicon_.Is(Lower(t), WordUse::kAdverb)) return;
    }
    if (is_free && IsVerb(verb) && !lexicon_.VerbClasses(Lower(verb)).empty()) ++cue.tokens.end;
  }

  // "was told by [doctors] that …": who says something in the passive stands behind "by".
  void TakeAgent(Cue* cue) const {
    const size_t verb = cue->tokens.end - 1, by = cue->tokens.end;
    if ((cue->source && cue->source->begin > verb) || by >= s_.tokens.size() ||
        !IsPassive(s_, lexicon_, verb) || !lexicon_.Is(Lower(verb), WordUse::kAddressed) ||
        !lexicon_.Is(Lower(by), WordUse::kAgent))
      return;
    const size_t limit =
        std::min(s_.sentences[syntax::RangeAt(s_.sentences, by)].end, by + 1 + kMaxAgentTokens);
    TokenRange agent{by + 1, by + 1};
    while (agent.end < limit && IsOfPhrase(agent.end)) ++agent.end;
    if (agent.begin == agent.end || lexicon_.HedgeOf(Lower(agent.begin)) == "time") return;
    cue->source = agent;
    cue->source_probability = 1;
  }

  // Whether a noun phrase may hold a token: no mark, nor a word that begins a clause.
  bool IsOfPhrase(size_t token) const {
    const std::string word = Lower(token);
    const std::string_view function = lexicon_.FunctionOf(word);
    return lexicon_.Is(word, WordUse::kPossessive) ||
           (text::StartsAsWord(word) &&
            (function.empty() || function == "det" || function == "prep" || function == "conj"));
  }

  // The words from `begin` up to the next stop, mark or line.
  size_t ClauseEnd(size_t begin) const {
    const size_t limit = std::min(s_.tokens.size(), begin + kMaxClauseTokens);
    const size_t paragraph = syntax::RangeAt(s_.paragraphs, begin);
    size_t end = begin;
    while (end < limit && end < s_.paragraphs[paragraph].end) {
      const text::CodePoint c = text::DecodeAt(s_.Token(end), 0);
      if (!text::IsWordChar(c.value) && !s_.Token(end).starts_with("’") &&
          !s_.Token(end).starts_with("'"))
        break;
      if (text::IsQuoteMark(c.value) && s_.Token(end).size() == c.length) break;
      ++end;
    }
    return end;
  }

  // Takes the clause right after `stretch` for the one that reports it, if it is one.
  bool TakeClauseAfter(const Stretch& stretch, TokenRange inside) {
    size_t begin = s_.TokenAt(stretch.outer.end);
    if (begin >= s_.tokens.size() || !EndsAsSpeech(stretch)) return false;
    if (s_.Token(begin) == ",") ++begin;
    const size_t paragraph = syntax::RangeAt(s_.paragraphs, inside.begin);
    if (begin >= s_.paragraphs[paragraph].end) return false;
    const std::optional<Clause> clause = ClauseAt(begin);
    if (!clause) return false;
    Report({.cue = clause->verb, .content = {inside}, .source = clause->source});
    return true;
  }

  // A verb of reporting and who reports.
  struct Clause {
    TokenRange verb, source;
  };

  // The clause that begins right after marks, if it reports and no more.
  std::optional<Clause> ClauseAt(size_t begin) const {
    if (const auto clause = ClauseOverCommas(begin)) return clause;
    const size_t end = ClauseEnd(begin);
    if (end < begin + 2) return std::nullopt;
    if (IsVerb(begin)) {
      TokenRange source{begin + 1, SubjectEnd(begin + 1, end, true)};
      // A source of no name or pronoun may be any phrase: "chanted the crowd outside the hall", "seethed officials".
      if (source.begin == source.end && !lexicon_.VerbClasses(Lower(begin)).empty() &&
          IsPhrase(source.begin, end))
        source.end = end;
      return source.begin == source.end ? std::nullopt
                                        : std::optional(Clause{{begin, begin + 1}, source});
    }
    TokenRange source{begin, SubjectEnd(begin, end)};
    if (source.begin == source.end || source.end >= end || !MayBeVerb(source.end))
      source.end = DescriptionEnd(begin, end);
    if (source.begin == source.end || source.end >= end || !MayBeVerb(source.end))
      return std::nullopt;
    const TokenRange verb{source.end, source.end + 1};
    // "Diaz said in a speech"; but not "Diaz said he was tired".
    const bool goes_on =
        lexicon_.VerbClasses(Lower(source.end)).find("say") != std::string_view::npos &&
        verb.end < end && lexicon_.FunctionOf(Lower(verb.end)) == "prep";
    if (!goes_on && end - verb.end > kMaxWordsAfterVerb) return std::nullopt;
    return Clause{verb, source};
  }

  // A clause whose verb stands behind commas: "Diaz, 52, muttered", "Ana Diaz, a retired teacher,
  // muttered".
  std::optional<Clause> ClauseOverCommas(size_t begin) const {
    const size_t limit = std::min(s_.tokens.size(), begin + 2 * kMaxClauseTokens);
    const TokenRange source{begin, SubjectEnd(begin, limit)};
    if (source.begin == source.end || source.end + 3 >= limit || s_.Token(source.end) != ",")
      return std::nullopt;
    size_t comma = source.end + 1;
    while (comma < limit && s_.Token(comma) != ",") ++comma;
    const size_t verb = comma + 1;
    if (verb >= limit || !IsPlainPhrase({source.end + 1, comma}) || !IsVerb(verb) ||
        lexicon_.VerbClasses(Lower(verb)).empty() ||
        ClauseEnd(verb) > verb + 1 + kMaxWordsAfterVerb)
      return std::nullopt;
    return Clause{{verb, verb + 1}, source};
  }

  // Takes the clause that leads up to `stretch` with a colon for the one that reports it, whatever its
  // verb, where the reader found none in it: "But Ben Cole, 34, disagreed: “…”".
  bool TakeLeadIn(const Stretch& stretch, TokenRange inside) {
    const size_t mark = s_.TokenAt(stretch.outer.begin);
    const size_t colon = mark - std::min<size_t>(mark, 1);
    if (mark == 0 || s_.Token(colon) != ":") return false;
    // A title has no stop: "painted two rooms: “The Sea”".
    if (!text::EndsSentence(text::Trim(Slice(s_.text, stretch.inner)))) return false;
    const size_t begin = LeadInBegin(colon);
    const auto cue = std::lower_bound(reading_.cues.begin(), reading_.cues.end(), begin,
                                      [](const Cue& c, size_t t) { return c.tokens.end <= t; });
    if (cue != reading_.cues.end() && cue->tokens.begin <= colon) return false;
    TokenRange source{begin, SubjectEnd(begin, colon, /*follows_verb=*/true)};
    if (source.begin == source.end) source.end = DescriptionEnd(begin, colon);
    size_t verb = source.end;
    // An age may stand between name and verb: "Ben Cole, 34, disagreed".
    if (verb + 3 < colon && s_.Token(verb) == "," && s_.Token(verb + 2) == ",") verb += 3;
    if (source.begin == source.end || verb >= colon) return false;
    if (lexicon_.FunctionOf(Lower(verb)) != "finite" && !MayBeVerb(verb)) return false;
    EndReports(begin, inside.end);
    Report({.cue = {verb, verb + 1}, .content = {inside}, .source = source});
    return true;
  }

  // Takes "while critics call it “a giveaway”" for a report of its own, within another's or not.
  bool TakeDescribed(const Stretch& stretch, TokenRange inside) {
    const size_t mark = s_.TokenAt(stretch.outer.begin);
    const size_t sentence = s_.sentences[syntax::RangeAt(s_.sentences, inside.begin)].begin;
    const size_t limit = std::max(sentence, mark - std::min(mark, kMaxClauseTokens));
    size_t verb = mark;
    while (verb > limit && mark - verb < kNamingTokens && text::StartsAsWord(s_.Token(verb - 1)) &&
           !IsDescribing(verb - 1))
      --verb;
    if (verb <= limit || !IsDescribing(verb - 1) || verb == mark) return false;
    --verb;
    size_t begin = verb;
    while (begin > limit && text::StartsAsWord(s_.Token(begin - 1)) &&
           lexicon_.FunctionOf(Lower(begin - 1)) != "conj")
      --begin;
    const bool is_clause =
        begin > limit && begin < verb && lexicon_.FunctionOf(Lower(begin - 1)) == "conj";
    if (!is_clause || !IsSubject({begin, verb})) return false;
    EndReports(begin, inside.end);
    Report({.cue = {verb, verb + 1}, .content = {inside}, .source = TokenRange{begin, verb}});
    return true;
  }

  // Takes "Replays, he maintained, had “made cowards of honest men”" for what he said.
  bool TakeParenthesis(const Stretch& stretch, TokenRange inside) {
    const size_t mark = s_.TokenAt(stretch.outer.begin);
    const size_t sentence = s_.sentences[syntax::RangeAt(s_.sentences, inside.begin)].begin;
    const size_t limit = std::max(sentence, mark - std::min(mark, kParenthesisTokens));
    for (size_t comma = mark; comma > limit + 1; --comma) {
      if (s_.Token(comma - 1) != ",") continue;
      const TokenRange source{comma, SubjectEnd(comma, mark)};
      const size_t verb = source.end;
      if (source.begin == verb || verb + 1 >= mark || s_.Token(verb + 1) != "," ||
          lexicon_.VerbClasses(Lower(verb)).find("say") == std::string_view::npos)
        continue;
      if (CueAt(verb) != reading_.cues.end()) return false;
      EndReports(sentence, inside.end);
      Report({.cue = {verb, verb + 1}, .content = {inside}, .source = source});
      Assure({sentence, comma - 1}, &fresh_.back());
      Assure({verb + 2, inside.begin}, &fresh_.back());
      return true;
    }
    return false;
  }

  bool IsDescribing(size_t token) const {
    return IsLowerWord(token) &&
           lexicon_.VerbClasses(Lower(token)).find("describe") != std::string_view::npos;
  }

  // Whether words may be the subject of the verb after them: no verb or preposition is among them.
  bool IsSubject(TokenRange words) const {
    for (size_t k = words.begin; k < words.end; ++k) {
      const std::string_view function = lexicon_.FunctionOf(Lower(k));
      if (!function.empty() && function != "det" && function != "subject") return false;
    }
    return true;
  }

  // What stands in [begin, end) is nothing that a cue before it reports.
  void EndReports(size_t begin, size_t end) {
    const size_t first = begin - std::min(begin, reader::kCueReach);
    auto cue = std::lower_bound(reading_.cues.begin(), reading_.cues.end(), first,
                                [](const Cue& c, size_t t) { return c.tokens.begin < t; });
    for (; cue != reading_.cues.end() && cue->tokens.end <= begin; ++cue) {
      for (size_t k = std::max(begin, cue->reach.begin); k < std::min(end, cue->reach.end); ++k)
        cue->content[k - cue->reach.begin] = -kSure;
    }
  }

  // Where the clause that ends with a colon begins: with its sentence, or behind ", but".
  size_t LeadInBegin(size_t colon) const {
    const size_t sentence = s_.sentences[syntax::RangeAt(s_.sentences, colon)].begin;
    const size_t limit = std::max(sentence, colon - std::min(colon, 2 * kMaxClauseTokens));
    for (size_t k = colon; k > limit + 1; --k) {
      if (s_.Token(k - 2) == "," && lexicon_.FunctionOf(Lower(k - 1)) == "conj") return k;
    }
    return sentence < colon && lexicon_.FunctionOf(Lower(sentence)) == "conj" ? sentence + 1
                                                                              : sentence;
  }

  // Whether the words end as before a clause that says whose they are: with all but a full stop.
  bool EndsAsSpeech(const Stretch& stretch) const {
    const std::string_view words = text::Trim(Slice(s_.text, stretch.inner));
    if (words.empty()) return false;
    if (std::string_view(",?!-").find(words.back()) != std::string_view::npos) return true;
    const std::string_view after = s_.text.substr(stretch.outer.end, 1);
    return words.ends_with("—") || words.ends_with("…") || after == ",";
  }

  // Makes `relation` sure: in the reader's own cue where there is one, else in a new one.
  void Report(const Relation& relation) {
    const TokenRange content = relation.content.front();
    for (size_t k = content.begin; k < content.end; ++k) reading_.quoted[k] = kSure;
    const auto cue = CueAt(relation.cue.begin);
    if (cue == reading_.cues.end()) {
      fresh_.push_back(NewCue(relation));
      Assure(content, &fresh_.back());
      return;
    }
    Assure(content, &*cue);
    // “…,” Diaz said in a speech, according to the Globe.
    const bool is_another = cue->source && cue->source->begin >= cue->tokens.end &&
                            relation.source->end <= cue->tokens.begin;
    if (!cue->source || is_another) {
      cue->source = relation.source;
      cue->source_probability = by_form_;
    }
  }

  // The reader's cue that holds `token`, or the end.
  std::vector<Cue>::iterator CueAt(size_t token) const {
    const auto cue = std::lower_bound(reading_.cues.begin(), reading_.cues.end(), token,
                                      [](const Cue& c, size_t t) { return c.tokens.end <= t; });
    return cue != reading_.cues.end() && cue->tokens.begin <= token ? cue : reading_.cues.end();
  }

  static void Assure(TokenRange content, Cue* cue) {
    for (size_t k = std::max(content.begin, cue->reach.begin);
         k < std::min(content.end, cue->reach.end); ++k)
      cue->content[k - cue->reach.begin] = kSure;
  }

  Cue NewCue(const Relation& relation) const {
    const TokenRange cue = relation.cue, content = relation.content.front();
    Cue out{.tokens = cue,
            .probability = by_form_,
            .reach = {std::max(std::min(content.begin, cue.begin),
                               cue.begin - std::min(cue.begin, reader::kCueReach)),
                      std::max({cue.end, relation.source->end,
                                std::min(content.end, cue.begin + reader::kCueReach + 1)})},
            .content = {},
            .source = relation.source,
            .source_probability = by_form_};
    out.content.assign(out.reach.end - out.reach.begin, -kSure);
    return out;
  }

  void Insert() {
    std::vector<Cue> all;
    all.reserve(reading_.cues.size() + fresh_.size());
    std::merge(std::make_move_iterator(reading_.cues.begin()),
               std::make_move_iterator(reading_.cues.end()),
               std::make_move_iterator(fresh_.begin()), std::make_move_iterator(fresh_.end()),
               std::back_inserter(all),
               [](const Cue& a, const Cue& b) { return a.tokens.begin < b.tokens.begin; });
    // A verb between marks and a list may have been found twice.
    const auto is_same = [](const Cue& x, const Cue& y) {
      return x.tokens.begin == y.tokens.begin;
    };
    all.erase(std::unique(all.begin(), all.end(), is_same), all.end());
    reading_.cues = std::move(all);
  }

  // Whether a word before `mark` makes what follows a title, a name or a sign: the song “…”, the
  // so-called “…”, is known as the “…”.
  // Returns that word, or the verb that goes with it.
  std::optional<size_t> NamingWord(size_t mark) const {
    const size_t sentence = syntax::RangeAt(s_.sentences, mark);
    if (sentence >= s_.sentences.size()) return std::nullopt;
    const size_t limit =
        std::max(s_.sentences[sentence].begin, mark - std::min(mark, kNamingTokens));
    // "Such as" stands between the word and what it names: "films such as “A”".
    const bool is_such = mark > limit + 2 && Lower(mark - 2) == "such";
    const size_t noun = is_such ? mark - 2 : mark;
    if (noun > limit && lexicon_.HedgeOf(Lower(noun - 1)) == "naming" &&
        !IsDescribed(noun - 1, s_.sentences[sentence].begin))
      return noun - 1;
    std::optional<size_t> called, says;
    for (size_t k = mark; k > limit; --k) {
      const std::string word = Lower(k - 1);
      const std::string_view function = lexicon_.FunctionOf(word);
      if (lexicon_.HedgeOf(word) == "placard") return says.value_or(k - 1);
      if (function == "that") continue;
      if (lexicon_.Is(word, WordUse::kDisplays)) {
        says = k - 1;
        continue;
      }
      if (IsCalled(word)) {
        called = k - 1;
      } else if (called && (function == "finite" || lexicon_.Is(word, WordUse::kBeing))) {
        return called;
      } else if (function != "det" && !lexicon_.endings().Has(word, Ending::kAdverb) &&
                 !lexicon_.Is(word, WordUse::kPassing)) {
        return std::nullopt;
      }
    }
    // A participle may begin the sentence: "Known as “the Hammer”, he …".
    return limit == s_.sentences[sentence].begin ? called : std::nullopt;
  }

  // Whether nothing but a comma or a conjunction stands between two stretches.
  bool GoesOn(size_t end, size_t begin) const {
    for (size_t k = end; k < begin; ++k) {
      if (s_.Token(k) != "," && lexicon_.FunctionOf(Lower(k)) != "conj") return false;
    }
    return end < begin && begin - end <= 2;
  }

  bool IsCalled(std::string_view word) const { return lexicon_.Is(word, WordUse::kCalled); }

  // Whether a verb right before the phrase that ends in `noun` says what the marks hold of it: called
  // the episode “a shambles”.
  bool IsDescribed(size_t noun, size_t begin) const {
    size_t k = noun;
    while (k > begin && noun - k < kNamingTokens && lexicon_.FunctionOf(Lower(k - 1)) == "det") --k;
    return k < noun && k > begin &&
           lexicon_.VerbClasses(Lower(k - 1)).find("describe") != std::string_view::npos;
  }

  // The subject of a cue where the form of the sentence tells it and the reader's source is another.
  std::optional<TokenRange> SubjectOf(const Cue& cue) const {
    const size_t begin = cue.tokens.begin;
    const bool is_before = cue.source && cue.source->begin < begin;
    // "The officials, who may not speak to the media, said": not the media.
    if (const auto subject = SubjectOverRelative(begin);
        subject && (!is_before || subject->end < cue.source->begin))
      return subject;
    if (cue.source && !is_before) return SubjectBeforeChannel(cue);
    if (const auto pronoun = PronounBefore(begin)) {
      const bool is_joined =
          pronoun->begin > 0 && lexicon_.FunctionOf(Lower(pronoun->begin - 1)) == "conj";
      return is_joined && is_before ? std::nullopt : pronoun;
    }
    if (!is_before) return std::nullopt;
    if (const auto name = NameAfterRelative(*cue.source, begin)) return name;
    return cue.source->end == begin ? HeadOfRelative(*cue.source) : std::nullopt;
  }

  // "[the company] said on Facebook": where something is said says nothing.
  std::optional<TokenRange> SubjectBeforeChannel(const Cue& cue) const {
    // The reader may have taken the preposition along.
    const size_t preposition = cue.source->begin - 1, verb = cue.tokens.begin;
    if (preposition <= verb || preposition > cue.tokens.end || !IsVerb(verb) ||
        lexicon_.FunctionOf(Lower(preposition)) != "prep" ||
        lexicon_.Is(Lower(preposition), WordUse::kAgent))
      return std::nullopt;
    const size_t sentence = s_.sentences[syntax::RangeAt(s_.sentences, verb)].begin;
    size_t begin = AfterMarks(sentence, verb);
    while (begin < verb && !text::StartsAsWord(s_.Token(begin))) ++begin;
    if (begin >= verb || verb - begin > kMaxSubjectTokens) return std::nullopt;
    const bool is_subject = SubjectEnd(begin, verb) == verb || IsPhrase(begin, verb);
    return is_subject ? std::optional(TokenRange{begin, verb}) : std::nullopt;
  }

  // "that night [he] wrote", "[she] could be heard saying": the pronoun that a verb follows, with nothing
  // but auxiliaries between them.
  std::optional<TokenRange> PronounBefore(size_t verb) const {
    const size_t sentence = s_.sentences[syntax::RangeAt(s_.sentences, verb)].begin;
    const size_t limit = std::max(sentence, verb - std::min(verb, kMaxAuxiliaries + 1));
    for (size_t k = verb; k > limit; --k) {
      const std::string word = Lower(k - 1);
      if (lexicon_.Is(word, WordUse::kNominative)) return TokenRange{k - 1, k};
      const std::string_view function = lexicon_.FunctionOf(word);
      const bool is_auxiliary = function == "finite" || function == "modal" ||
                                lexicon_.Is(word, WordUse::kBe) ||
                                lexicon_.VerbClasses(word).find("know") != std::string_view::npos;
      if (!is_auxiliary) return std::nullopt;
    }
    return std::nullopt;
  }

  // Returns the name between commas that a relative's subject is given: "one of whom, [Ann Hill], complained".
  std::optional<TokenRange> NameAfterRelative(TokenRange source, size_t cue) const {
    if (cue < 3 || s_.Token(cue - 1) != ",") return std::nullopt;
    const auto name = std::lower_bound(people_.begin(), people_.end(), cue - 1,
                                       [](TokenRange n, size_t t) { return n.end < t; });
    if (name == people_.end() || name->end != cue - 1 || name->begin < source.begin + 2 ||
        s_.Token(name->begin - 1) != "," || lexicon_.FunctionOf(Lower(name->begin - 2)) != "wh")
      return std::nullopt;
    return *name;
  }

  // "[The leader of the union] that represents the drivers said": the drivers are not the subject.
  std::optional<TokenRange> HeadOfRelative(TokenRange source) const {
    const size_t sentence = s_.sentences[syntax::RangeAt(s_.sentences, source.begin)].begin;
    if (source.begin < sentence + 4) return std::nullopt;
    const auto is_relative = [this](size_t token) {
      return lexicon_.FunctionOf(Lower(token)) == "that" ||
             lexicon_.Is(Lower(token), WordUse::kRelative);
    };
    // The reader may have taken the verb along.
    const size_t verb = is_relative(source.begin - 1) ? source.begin : source.begin - 1;
    const size_t relative = verb - 1;
    const bool is_verb = IsLowerWord(verb) && lexicon_.FunctionOf(Lower(verb)).empty() &&
                         lexicon_.endings().Has(Lower(verb), Ending::kFinite);
    if (!is_verb || !is_relative(relative) || relative - sentence > kMaxSubjectTokens ||
        lexicon_.FunctionOf(Lower(sentence)) != "det" || !IsPlainPhrase({sentence + 1, relative}))
      return std::nullopt;
    return TokenRange{sentence, relative};
  }

  // Whether words are those of one noun phrase: no verb or stop is among them.
  bool IsPlainPhrase(TokenRange words) const {
    for (size_t k = words.begin; k < words.end; ++k) {
      const std::string_view function = lexicon_.FunctionOf(Lower(k));
      const bool fits = function.empty() || function == "det" || function == "prep";
      if (!fits || !text::StartsAsWord(s_.Token(k))) return false;
    }
    return words.begin < words.end;
  }

  // The subject of a cue that a relative clause parts from it: "One officer, who asked not to be named,
  // said".
  std::optional<TokenRange> SubjectOverRelative(size_t cue) const {
    const size_t begin = AfterMarks(s_.sentences[syntax::RangeAt(s_.sentences, cue)].begin, cue);
    if (cue < begin + 4 || s_.Token(cue - 1) != ",") return std::nullopt;
    const size_t limit = std::min(cue - 1, begin + kMaxSubjectTokens);
    for (size_t k = begin + 1; k + 1 < limit; ++k) {
      if (s_.Token(k) != ",") continue;
      const bool is_relative = lexicon_.Is(Lower(k + 1), WordUse::kRelative);
      // A participle describes like a relative clause: "A midwife, speaking on condition of anonymity, said".
      const bool is_participle = lexicon_.endings().Has(Lower(k + 1), Ending::kGerund) &&
                                 (SubjectEnd(begin, k) == k || IsPhrase(begin, k));
      return is_relative || is_participle ? std::optional(TokenRange{begin, k}) : std::nullopt;
    }
    return std::nullopt;
  }

  // Where the words after the last marks between `begin` and `cue` begin, or `begin`.
  size_t AfterMarks(size_t begin, size_t cue) const {
    const auto after = std::lower_bound(
        s_.stretches.begin(), s_.stretches.end(), s_.tokens[cue].begin,
        [](const Stretch& stretch, size_t byte) { return stretch.outer.end <= byte; });
    if (after == s_.stretches.begin()) return begin;
    const size_t end = s_.TokenAt(std::prev(after)->outer.end);
    return std::max(begin, end);
  }

  // "Ed Flynn said:" and then lines with bullets, which are paragraphs from `p` + 1 on: each is
  // reported.
  void TakeList(size_t p) {
    const TokenRange head = s_.paragraphs[p];
    if (head.end < head.begin + 3 || s_.Token(head.end - 1) != ":" || !IsVerb(head.end - 2)) return;
    if (!IsBulleted(p + 1)) return;
    const TokenRange verb{head.end - 2, head.end - 1};
    auto cue = CueAt(verb.begin);
    if (cue == reading_.cues.end()) {
      fresh_.push_back(NewCue({.cue = verb,
                               .content = {verb},
                               .source = TokenRange{SourceBegin(head, verb.begin), verb.begin}}));
    }
    Cue& list = cue == reading_.cues.end() ? fresh_.back() : *cue;
    list.probability = std::max(list.probability, by_form_);
    list.reach.end = std::min(s_.tokens.size(), verb.begin + reader::kCueReach + 1);
    list.content.resize(list.reach.end - list.reach.begin, -kSure);
    for (++p; IsBulleted(p) && s_.paragraphs[p].begin + 1 < list.reach.end; ++p) {
      const TokenRange line = s_.paragraphs[p];
      Assure(line, &list);
      for (size_t k = line.begin; k < std::min(line.end, list.reach.end); ++k) {
        if (IsBullet(s_.Token(k))) list.content[k - list.reach.begin] = -kSure;
      }
    }
  }

  // The words of a list's head before its verb, or the last few of them.
  static size_t SourceBegin(TokenRange head, size_t verb) {
    return std::max(head.begin, verb - std::min(verb, kMaxClauseTokens));
  }

  bool IsBulleted(size_t paragraph) const {
    return paragraph < s_.paragraphs.size() && IsBullet(s_.Token(s_.paragraphs[paragraph].begin));
  }

  static bool IsBullet(std::string_view token) {
    return token == "•" || token == "*" || token == "-" || token == "–" || token == "·" ||
           token == "▪" || token == "●";
  }

  const Syntax& s_;
  const ReportLexicon& lexicon_;
  const std::vector<TokenRange>& people_;
  const float by_form_;
  text::Pace pace_;
  Reading& reading_;
  std::vector<Cue> fresh_;
};

// Whether a clause or an adjunct may begin at `token`, or the sentence ends: "told staff [that …",
// "told staff [on Friday …", "told staff."
bool BeginsClause(const Syntax& s, const ReportLexicon& lexicon, size_t token) {
  if (token >= s.tokens.size()) return true;
  const std::string word = text::ToLower(s.Token(token));
  const std::string_view function = lexicon.FunctionOf(word);
  return function == "that" || function == "subject" || function == "det" || function == "prep" ||
         lexicon.HedgeOf(word) == "time" || text::StartsUpper(s.Token(token)) ||
         !text::StartsAsWord(word);
}

}  // namespace

void CorrectBesideMarks(const Syntax& syntax, const ReportLexicon& lexicon,
                        const std::vector<TokenRange>& people, float by_form,
                        const text::Budget& budget, Reading* reading) {
  Corrector(syntax, lexicon, people, by_form, budget, reading).Run();
}

bool IsPassive(const Syntax& s, const ReportLexicon& lexicon, size_t verb) {
  const auto is_before = [&](WordUse use) {
    return verb > 0 && lexicon.Is(text::ToLower(s.Token(verb - 1)), use);
  };
  while (is_before(WordUse::kAdverb)) --verb;
  return is_before(WordUse::kBe) || is_before(WordUse::kBeing);
}

std::optional<TokenRange> AddresseeOf(const Syntax& s, const ReportLexicon& lexicon,
                                      const Cue& cue) {
  const bool is_told =
      lexicon.VerbClasses(text::ToLower(s.Token(cue.tokens.end - 1))).find("tell") !=
      std::string_view::npos;
  TokenRange out{cue.tokens.end, cue.tokens.end};
  // Verbs that take no bare addressee may take one with "to": "suggested to her that".
  const bool has_to = out.begin < s.tokens.size() && lexicon.FunctionOf(s.Token(out.begin)) == "to";
  if (!is_told && !has_to) return std::nullopt;
  if (has_to) out = {out.begin + 1, out.begin + 1};
  for (; out.end < s.tokens.size(); ++out.end) {
    const std::string word = text::ToLower(s.Token(out.end));
    const std::string_view function = lexicon.FunctionOf(word);
    const bool is_first = out.end == out.begin;
    const bool leads = is_first && (function == "det" || function == "object");
    if (leads || lexicon.Is(word, WordUse::kPossessive) || lexicon.Is(word, WordUse::kOf)) continue;
    // A verb shows that the phrase is the subject of what is told.
    if (function == "finite" || function == "modal") return std::nullopt;
    if (!function.empty() || lexicon.HedgeOf(word) == "time") break;
    if (!text::StartsAsWord(word)) break;
  }
  const size_t length = out.end - out.begin;
  const bool is_det = length == 1 && lexicon.FunctionOf(text::ToLower(s.Token(out.begin))) == "det";
  if (length == 0 || is_det || length > kMaxAddresseeTokens || !BeginsClause(s, lexicon, out.end))
    return std::nullopt;
  if (has_to && (out.end >= s.tokens.size() || lexicon.FunctionOf(s.Token(out.end)) != "that"))
    return std::nullopt;
  if (cue.source && cue.source->begin < out.end && out.begin < cue.source->end) return std::nullopt;
  return out;
}

}  // namespace textanalysis::quotes
