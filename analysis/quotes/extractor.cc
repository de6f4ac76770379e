// Paragraph by paragraph: pair the marks; join sentences that a quotation holds together into
// units; give each marked stretch of a unit its best reporting clause; what clauses are left over
// report indirectly. Stretches without a clause are quotations only where the text around them says
// so: a paragraph that goes on with the quotation before it, a unit that is nothing but a stretch,
// a colon.

#include "analysis/quotes/extractor.h"

#include <algorithm>
#include <map>
#include <span>

#include "analysis/quotes/marks.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::quotes {
namespace {

using entities::Entity;
using entities::EntityType;
using entities::MentionType;
using syntax::Syntax;
using syntax::TokenRange;
using text::Span;

// Confidences by how a stretch was attributed; set so that they order as their precision does on
// PolNeAR's training articles.
constexpr float kAdjacent = 0.95f;
constexpr float kSameUnit = 0.8f;
constexpr float kInherited = 0.6f;
constexpr float kIndirect = 0.55f;

// Sentences that a quotation holds together are read as one up to this length; it bounds the cost
// of a unit.
constexpr size_t kMaxUnitTokens = 1000;
// A weak cue ("described") reaches a stretch at most this many tokens on.
constexpr size_t kWeakReach = 10;
// An unquoted clause needs this many tokens to be reported speech.
constexpr size_t kMinIndirectTokens = 3;

bool IsWord(std::string_view token) {
  const char32_t c = text::DecodeAt(token, 0).value;
  return text::IsWordChar(c) || token == "'s" || token == "’s" || token == "n't" || token == "n’t";
}

template <size_t N>
bool IsOneOf(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Verbs that report without "that" and without marks.
constexpr std::string_view kBareReporters[] = {
    "said",     "says",    "say",       "saying",      "thinks",   "thought", "believes",
    "believed", "believe", "think",     "hopes",       "hoped",    "claimed", "claims",
    "denied",   "denies",  "told",      "tells",       "insisted", "added",   "warned",
    "argued",   "noted",   "predicted", "acknowledged"};
// First words of a clause.
constexpr std::string_view kClauseStarters[] = {
    "he", "she",  "it",   "they", "we",    "i",    "you",  "there", "the",   "a",
    "an", "his",  "her",  "its",  "their", "this", "that", "these", "those", "if",
    "no", "some", "many", "most", "all",   "any",  "such", "what"};
constexpr std::string_view kConjunctions[] = {"but",    "and",    "while", "although",
                                              "though", "before", "after"};

// A marked stretch with its tokens.
struct Marked {
  Stretch stretch;
  TokenRange tokens;  // Inside the marks; may be empty.
};

struct Choice {
  size_t clause = 0;
  double score = 0;
  bool adjacent = false;
};

class Reader {
 public:
  Reader(const Syntax& s, const std::vector<Entity>& entities,
         const entities::Coreference& coreference, const ClauseFinder& clause_finder,
         std::vector<Candidate> candidates)
      : s_(s),
        entities_(entities),
        coreference_(coreference),
        clause_finder_(clause_finder),
        candidates_(std::move(candidates)),
        quoted_(s.tokens.size(), false) {}

  void ReadParagraph(TokenRange paragraph, bool next_opens) {
    ++paragraph_index_;
    const Span bytes = s_.Bytes(paragraph);
    std::vector<Marked> marked;
    for (const Stretch& stretch : FindStretches(s_.text, bytes)) {
      const TokenRange tokens{s_.TokenAt(stretch.inner.begin), s_.TokenAt(stretch.inner.end)};
      for (size_t k = tokens.begin; k < tokens.end; ++k) quoted_[k] = true;
      marked.push_back({stretch, tokens});
    }
    if (!marked.empty() && !marked.back().stretch.closed)
      marked.back().stretch.continues = next_opens;
    const bool ends_as_sentence = text::EndsSentence(text::Slice(s_.text, bytes));
    const bool goes_on =
        continues_ && !marked.empty() && marked.front().stretch.outer.begin == bytes.begin;
    size_t first = 0;
    if (goes_on) Continue(marked[first++]);
    continues_ = false;
    auto next = marked.begin() + static_cast<ptrdiff_t>(first);
    for (const TokenRange& unit : Units(paragraph, marked)) {
      const auto begin = next;
      while (next != marked.end() && next->tokens.begin < unit.end) ++next;
      ReadUnit(unit, {begin, next}, ends_as_sentence);
    }
    if (!marked.empty() && marked.back().stretch.continues && last_quote_) continues_ = true;
  }

  std::vector<Quote> Take() {
    std::stable_sort(quotes_.begin(), quotes_.end(), [](const Quote& a, const Quote& b) {
      return a.content.front() < b.content.front();
    });
    return std::move(quotes_);
  }

 private:
  std::string Lower(size_t token) const { return text::ToLower(s_.Token(token)); }

  size_t WordsIn(size_t begin, size_t end) const {
    size_t words = 0;
    for (size_t k = begin; k < end; ++k) words += !quoted_[k] && IsWord(s_.Token(k));
    return words;
  }

  // Sentences, joined where a stretch spans their border or where its reporting clause follows "?”"
  // or ",”".
  std::vector<TokenRange> Units(TokenRange paragraph, const std::vector<Marked>& marked) const {
    std::vector<TokenRange> units;
    auto sentence = std::lower_bound(s_.sentences.begin(), s_.sentences.end(), paragraph.begin,
                                     [](const TokenRange& r, size_t t) { return r.begin < t; });
    auto m = marked.begin();
    for (; sentence != s_.sentences.end() && sentence->begin < paragraph.end; ++sentence) {
      while (m != marked.end() && m->stretch.outer.end < s_.tokens[sentence->begin].begin) ++m;
      const bool short_enough =
          !units.empty() && sentence->end - units.back().begin <= kMaxUnitTokens;
      if (short_enough && m != marked.end() && Joins(*m, sentence->begin)) {
        units.back().end = sentence->end;
      } else {
        units.push_back(*sentence);
      }
    }
    return units;
  }

  bool Joins(const Marked& m, size_t next_sentence) const {
    const size_t border = s_.tokens[next_sentence].begin;
    const Span outer = m.stretch.outer;
    if (outer.begin < border && border < outer.end) return true;
    if (outer.end > border || outer.begin > border || m.stretch.inner.empty()) return false;
    const bool touches = text::Slice(s_.text, {outer.end, border}).find_first_not_of(" \n\r\t") ==
                         std::string_view::npos;
    const char last = s_.text[m.stretch.inner.end - 1];
    return touches && (last == '?' || last == '!' || last == ',');
  }

  void ReadUnit(TokenRange unit, std::span<const Marked> marked, bool ends_as_sentence) {
    const std::vector<ReportingClause> clauses =
        clause_finder_.Find(s_, unit, candidates_, quoted_);
    std::vector<bool> used(clauses.size(), false);
    std::map<size_t, size_t> quote_of_clause;
    for (const Marked& m : marked) {
      const std::optional<Choice> choice = BestClause(unit, clauses, m);
      if (choice) {
        used[choice->clause] = true;
        const auto known = quote_of_clause.find(choice->clause);
        if (known != quote_of_clause.end()) {
          Extend(&quotes_[known->second], m);
        } else {
          quote_of_clause[choice->clause] = quotes_.size();
          AddAttributed(unit, clauses, *choice, m);
        }
      } else if (!m.stretch.single && ends_as_sentence) {
        AddUnattributed(unit, m);
      }
    }
    for (size_t k = 0; k < clauses.size(); ++k) {
      if (!used[k]) AddIndirect(unit, clauses, k, !marked.empty());
    }
  }

  std::optional<Choice> BestClause(TokenRange unit, const std::vector<ReportingClause>& clauses,
                                   const Marked& m) const {
    std::optional<Choice> best;
    for (size_t k = 0; k < clauses.size(); ++k) {
      const ReportingClause& c = clauses[k];
      if (m.stretch.single && !c.source) continue;
      const Choice choice = Rate(unit, c, m, k);
      if (choice.score > 0 && (!best || choice.score > best->score)) best = choice;
    }
    return best;
  }

  // How well clause `c` fits stretch `m`; 0 when not at all.
  Choice Rate(TokenRange unit, const ReportingClause& c, const Marked& m, size_t index) const {
    Choice choice{index, 0, false};
    const double sourced = c.source ? 2 : 0;
    if (c.cue.end <= m.tokens.begin) {
      const size_t gap = WordsIn(c.tokens.end, m.tokens.begin);
      const bool that = gap == 1 && Lower(c.tokens.end) == "that";
      choice.adjacent = gap == 0 || that;
      if (c.kind == CueKind::kWeak && gap > kWeakReach) return choice;
      const double apart = c.kind == CueKind::kWeak ? 3 : 6;
      choice.score = (choice.adjacent ? 9 : apart) + sourced - 0.05 * static_cast<double>(gap);
      return choice;
    }
    if (c.tokens.begin < m.tokens.end) return choice;
    const size_t gap = WordsIn(m.tokens.end, c.tokens.begin);
    choice.adjacent = gap == 0;
    if (c.kind == CueKind::kWeak && !choice.adjacent) return choice;
    const bool after_comma = c.tokens.begin > unit.begin && s_.Token(c.tokens.begin - 1) == ",";
    if (!choice.adjacent && !after_comma && c.kind != CueKind::kPhrase) return choice;
    const bool comma_inside = m.tokens.end > m.tokens.begin && s_.Token(m.tokens.end - 1) == ",";
    choice.score = (choice.adjacent ? 8 : 5) + (choice.adjacent && comma_inside ? 3 : 0) + sourced -
                   0.05 * static_cast<double>(gap);
    return choice;
  }

  void AddAttributed(TokenRange unit, const std::vector<ReportingClause>& clauses,
                     const Choice& choice, const Marked& m) {
    const ReportingClause& c = clauses[choice.clause];
    Quote quote;
    quote.quoted = {m.stretch.inner};
    quote.cue = s_.Bytes(c.cue);
    if (c.addressee) quote.addressee = s_.Bytes(c.addressee->tokens);
    quote.confidence = choice.adjacent ? kAdjacent : kSameUnit;
    const Span content = ContentOf(unit, clauses, choice, m);
    quote.form = content == m.stretch.inner ? QuoteForm::kDirect : QuoteForm::kMixed;
    quote.content = {content};
    quote.speaker = c.source ? Resolve(*c.source) : Inherited();
    Push(std::move(quote));
  }

  // The reported clause around stretch `m`: the stretch itself where the reporting clause touches
  // it and nothing but the stretch stands on its other side.
  Span ContentOf(TokenRange unit, const std::vector<ReportingClause>& clauses, const Choice& choice,
                 const Marked& m) const {
    const ReportingClause& c = clauses[choice.clause];
    Span content = m.stretch.inner;
    if (c.cue.end <= m.tokens.begin) {
      if (choice.adjacent) return content;
      size_t begin = c.tokens.end;
      while (begin < m.tokens.begin && (!IsWord(s_.Token(begin)) || s_.Token(begin) == "that"))
        ++begin;
      if (begin < m.tokens.begin && !quoted_[begin]) content.begin = s_.tokens[begin].begin;
      if (c.kind == CueKind::kWeak) return content;
      const size_t end = ClauseEnd(m.tokens.end, unit.end);
      if (WordsIn(m.tokens.end, end) > 0) content.end = s_.tokens[end - 1].end;
      return ContentWithMarks(content, m);
    }
    size_t begin = unit.begin;
    while (begin < m.tokens.begin && (quoted_[begin] || !IsWord(s_.Token(begin)))) ++begin;
    if (WordsIn(unit.begin, m.tokens.begin) > 0 && !quoted_[unit.begin])
      content.begin = s_.tokens[begin].begin;
    if (WordsIn(m.tokens.end, c.tokens.begin) > 0)
      content.end = s_.tokens[c.tokens.begin - 1].begin;
    return ContentWithMarks(content, m);
  }

  // A content that goes beyond the stretch on one side takes the mark on the other with it.
  Span ContentWithMarks(Span content, const Marked& m) const {
    if (content == m.stretch.inner) return content;
    if (content.end == m.stretch.inner.end) content.end = m.stretch.outer.end;
    if (content.begin == m.stretch.inner.begin) content.begin = m.stretch.outer.begin;
    return Trim(s_.text, content);
  }

  // Where a reported clause that goes on after token `from` ends: before a comma with a
  // conjunction, or before the unit's last full stop.
  size_t ClauseEnd(size_t from, size_t unit_end) const {
    for (size_t k = from; k + 1 < unit_end; ++k) {
      if (!quoted_[k] && s_.Token(k) == "," && s_.Token(k + 1) == "but") return k;
    }
    while (unit_end > from && !IsWord(s_.Token(unit_end - 1)) && !quoted_[unit_end - 1]) --unit_end;
    return unit_end;
  }

  // A further stretch under the same reporting clause.
  void Extend(Quote* quote, const Marked& m) {
    quote->quoted.push_back(m.stretch.inner);
    Span& last = quote->content.back();
    if (quote->form == QuoteForm::kMixed) {
      last.end = std::max(last.end, m.stretch.outer.end);
    } else {
      quote->content.push_back(m.stretch.inner);
    }
  }

  void Continue(const Marked& m) {
    Quote& quote = quotes_[*last_quote_];
    quote.quoted.push_back(m.stretch.inner);
    quote.content.push_back(m.stretch.inner);
    last_paragraph_ = paragraph_index_;
  }

  // A stretch without a reporting clause: a quotation when it is all of its unit, or follows a
  // colon.
  void AddUnattributed(TokenRange unit, const Marked& m) {
    const bool whole = WordsIn(unit.begin, unit.end) == 0;
    const bool colon = m.tokens.begin >= unit.begin + 2 && s_.Token(m.tokens.begin - 2) == ":";
    if (!whole && !colon) return;
    if (m.tokens.end - m.tokens.begin < 2) return;
    Quote quote;
    quote.quoted = quote.content = {m.stretch.inner};
    quote.confidence = kInherited;
    quote.speaker = Inherited();
    if (colon) {
      const auto c =
          std::lower_bound(candidates_.begin(), candidates_.end(), m.tokens.begin,
                           [](const Candidate& x, size_t t) { return x.tokens.begin < t; });
      if (c != candidates_.begin() && (c - 1)->tokens.begin >= unit.begin)
        quote.speaker = Resolve(*(c - 1));
    }
    Push(std::move(quote));
  }

  void AddIndirect(TokenRange unit, const std::vector<ReportingClause>& clauses, size_t index,
                   bool has_marks) {
    const ReportingClause& c = clauses[index];
    if (!c.source || c.kind == CueKind::kWeak) return;
    std::optional<TokenRange> content = ContentBefore(unit, c);
    if (!content && !c.inverted) content = ContentAfter(unit, c);
    if (!content && c.kind == CueKind::kPhrase) content = ContentAfterPhrase(unit, c);
    if (!content || content->end - content->begin < kMinIndirectTokens) return;
    for (size_t k = content->begin; k < content->end && has_marks; ++k) {
      if (quoted_[k]) return;
    }
    Quote quote;
    quote.form = QuoteForm::kIndirect;
    quote.content = {s_.Bytes(*content)};
    quote.cue = s_.Bytes(c.cue);
    if (c.addressee) quote.addressee = s_.Bytes(c.addressee->tokens);
    quote.confidence = kIndirect;
    quote.speaker = Resolve(*c.source);
    quotes_.push_back(std::move(quote));
  }

  // "CLAUSE, Ana Diaz said": the words before a clause that a comma sets off.
  std::optional<TokenRange> ContentBefore(TokenRange unit, const ReportingClause& c) const {
    if (c.tokens.begin < unit.begin + kMinIndirectTokens + 1 || s_.Token(c.tokens.begin - 1) != ",")
      return std::nullopt;
    if (!c.inverted && c.source->tokens.end != c.cue.begin) return std::nullopt;
    if (c.kind == CueKind::kVerb && !IsOneOf(Lower(c.cue.begin), kBareReporters))
      return std::nullopt;
    static constexpr std::string_view kSubordinators[] = {
        "in",      "at",     "on",   "after",    "before", "when", "while",
        "as",      "for",    "with", "speaking", "asked",  "but",  "meanwhile",
        "however", "during", "last", "earlier",  "if"};
    if (c.kind != CueKind::kPhrase && IsOneOf(Lower(unit.begin), kSubordinators))
      return std::nullopt;
    return TokenRange{unit.begin, c.tokens.begin - 1};
  }

  // "Ana Diaz said (that) CLAUSE".
  std::optional<TokenRange> ContentAfter(TokenRange unit, const ReportingClause& c) const {
    size_t begin = c.tokens.end;
    const size_t that_limit = std::min(unit.end, begin + 6);
    for (size_t k = begin; k < that_limit && IsWord(s_.Token(k)); ++k) {
      if (Lower(k) == "that") return TokenRange{k + 1, ClauseEnd(k + 1, unit.end)};
    }
    if (!IsOneOf(Lower(c.cue.begin), kBareReporters) || begin >= unit.end) return std::nullopt;
    const bool starts =
        IsOneOf(Lower(begin), kClauseStarters) || text::StartsUpper(s_.Token(begin));
    if (!starts) return std::nullopt;
    return TokenRange{begin, ClauseEnd(begin, unit.end)};
  }

  // "According to officials, CLAUSE".
  std::optional<TokenRange> ContentAfterPhrase(TokenRange unit, const ReportingClause& c) const {
    if (c.cue.begin != unit.begin || c.tokens.end >= unit.end || s_.Token(c.tokens.end) != ",")
      return std::nullopt;
    return TokenRange{c.tokens.end + 1, ClauseEnd(c.tokens.end + 1, unit.end)};
  }

  void Push(Quote quote) {
    last_quote_ = quotes_.size();
    last_paragraph_ = paragraph_index_;
    if (quote.speaker) last_speaker_ = quote.speaker;
    quotes_.push_back(std::move(quote));
  }

  // The speaker of the quotation before, when it is near.
  std::optional<Speaker> Inherited() const {
    if (!last_speaker_ || paragraph_index_ > last_paragraph_ + 2) return std::nullopt;
    Speaker speaker = *last_speaker_;
    speaker.confidence = kInherited;
    return speaker;
  }

  const Entity* LastSpeakerEntity() const {
    if (!last_speaker_ || last_speaker_->entity_id.empty() ||
        paragraph_index_ > last_paragraph_ + 1)
      return nullptr;
    const auto e = std::find_if(entities_.begin(), entities_.end(), [this](const Entity& x) {
      return x.id == last_speaker_->entity_id;
    });
    return e == entities_.end() ? nullptr : &*e;
  }

  Speaker Resolve(const Candidate& candidate) {
    Speaker speaker{.mention = s_.Bytes(candidate.tokens),
                    .mention_type = candidate.type,
                    .confidence = kAdjacent};
    const Entity* entity = nullptr;
    if (candidate.entity != Candidate::kNoEntity) {
      entity = &entities_[candidate.entity];
      speaker.description = DescriptionBefore(candidate);
    } else if (candidate.type == MentionType::kPronoun) {
      entity = ResolvePronoun(speaker.mention);
      speaker.confidence = 0.7f;
    } else if (const auto e = coreference_.ResolveDescription(s_, entities_, speaker.mention)) {
      entity = &entities_[*e];
      speaker.confidence = 0.7f;
    } else {
      speaker.name = NominalName(candidate);
    }
    if (entity != nullptr) {
      speaker.name = entity->name;
      speaker.entity_id = entity->id;
    }
    return speaker;
  }

  const Entity* ResolvePronoun(Span at) const {
    const std::optional<entities::Gender> gender =
        entities::PronounGender(text::Slice(s_.text, at));
    const Entity* last = LastSpeakerEntity();
    const bool fits = last != nullptr && last->type == EntityType::kPerson && gender &&
                      (last->gender == entities::Gender::kUnknown || last->gender == *gender);
    const std::optional<size_t> e = coreference_.ResolvePronoun(s_, entities_, at);
    if (fits && (!e || OpensSentence(at))) return last;
    return e ? &entities_[*e] : nullptr;
  }

  // "He said" at the head of a sentence goes on with whoever spoke last.
  bool OpensSentence(Span at) const {
    const size_t token = s_.TokenAt(at.begin);
    const auto sentence = std::upper_bound(s_.sentences.begin(), s_.sentences.end(), token,
                                           [](size_t t, const TokenRange& r) { return t < r.end; });
    return token - sentence->begin <= 1;
  }

  // "the source" is the last source described with the same noun; else the words themselves.
  std::string NominalName(const Candidate& candidate) {
    const std::string head = Lower(candidate.tokens.end - 1);
    std::string words(text::Slice(s_.text, s_.Bytes(candidate.tokens)));
    const bool definite = Lower(candidate.tokens.begin) == "the";
    const auto known = nominals_.find(head);
    if (definite && known != nominals_.end()) return known->second;
    nominals_[head] = words;
    return words;
  }

  // Words between a name and the start of its noun phrase: "national security adviser" before "Jake
  // Sullivan".
  std::optional<Span> DescriptionBefore(const Candidate& c) const {
    const Span name = s_.Bytes(c.tokens);
    for (const entities::Mention& m : entities_[c.entity].mentions) {
      if (name.Contains(m.span) && m.span.begin > name.begin)
        return Trim(s_.text, Span{name.begin, m.span.begin});
    }
    return std::nullopt;
  }

  const Syntax& s_;
  const std::vector<Entity>& entities_;
  const entities::Coreference& coreference_;
  const ClauseFinder& clause_finder_;
  const std::vector<Candidate> candidates_;
  std::vector<bool> quoted_;
  std::vector<Quote> quotes_;
  std::map<std::string, std::string> nominals_;
  std::optional<Speaker> last_speaker_;
  std::optional<size_t> last_quote_;
  size_t last_paragraph_ = 0;
  size_t paragraph_index_ = 0;
  bool continues_ = false;
};

}  // namespace

Extractor::Extractor(const model::Bundle& bundle, const entities::Coreference& coreference)
    : coreference_(coreference), speakers_(bundle), clauses_(bundle) {}

absl::StatusOr<std::vector<Quote>> Extractor::Find(const Syntax& s,
                                                   const std::vector<Entity>& entities,
                                                   const Options& options,
                                                   const text::Budget& budget) const {
  Reader reader(s, entities, coreference_, clauses_, speakers_.FindCandidates(s, entities));
  for (size_t k = 0; k < s.paragraphs.size(); ++k) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    const bool next_opens =
        k + 1 < s.paragraphs.size() && BeginsWithMark(s.text, s.Bytes(s.paragraphs[k + 1]));
    reader.ReadParagraph(s.paragraphs[k], next_opens);
  }
  std::vector<Quote> quotes = reader.Take();
  std::erase_if(quotes, [&options](const Quote& q) {
    const bool wanted =
        options.forms.empty() ||
        std::find(options.forms.begin(), options.forms.end(), q.form) != options.forms.end();
    return !wanted || q.confidence < options.min_confidence;
  });
  return quotes;
}

}  // namespace textanalysis::quotes
