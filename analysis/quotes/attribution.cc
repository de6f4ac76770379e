// The source of a verb is its subject: the nearest candidate to its left in the sentence that no
// preposition governs; or, where the verb opens its clause ("…," said Ana Diaz), the candidate
// right after it.

#include "analysis/quotes/attribution.h"

#include <algorithm>

#include "analysis/text/chars.h"

namespace textanalysis::quotes {
namespace {

using syntax::TokenRange;

template <size_t N>
bool IsOneOf(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

constexpr std::string_view kPrepositions[] = {
    "of",   "to",    "with",    "in",     "from",  "by",     "at",      "on",
    "for",  "about", "against", "into",   "over",  "under",  "between", "near",
    "like", "than",  "through", "across", "after", "before", "near"};
// A clause begins after these, so a verb right after them has its subject behind it.
constexpr std::string_view kOpeners[] = {",", "”", "\"", "''", "’", "'",
                                         "»", "-", "--", "—",  "–", "…"};

// Words between a verb and a source that follows it, at most.
constexpr size_t kMaxInversionGap = 2;

std::string Lower(const syntax::Syntax& s, size_t token) { return text::ToLower(s.Token(token)); }

// A base form ("call", "report") is a verb after these, or after a plural; else it may be a noun.
constexpr std::string_view kBeforeVerbs[] = {
    "to",  "will", "would", "can", "could", "may", "might", "must", "should",
    "did", "do",   "does",  "not", "n't",   "n’t", "i",     "we",   "they",
    "you", "'ll",  "’ll",   "'d",  "’d",    "who", "also"};

bool MayBeVerb(const syntax::Syntax& s, size_t token) {
  if (token == 0) return false;
  const std::string before = Lower(s, token - 1);
  return IsOneOf(before, kBeforeVerbs) || (before.size() > 3 && before.back() == 's');
}

bool IsGoverned(const syntax::Syntax& s, const Candidate& c, TokenRange sentence) {
  return c.tokens.begin > sentence.begin && IsOneOf(Lower(s, c.tokens.begin - 1), kPrepositions);
}

bool IsPossessor(const syntax::Syntax& s, const Candidate& c) {
  return c.tokens.end < s.tokens.size() &&
         (s.Token(c.tokens.end) == "'s" || s.Token(c.tokens.end) == "’s");
}

using Iterator = std::vector<Candidate>::const_iterator;

// The first candidate that begins at or after `token`.
Iterator FirstFrom(const std::vector<Candidate>& candidates, size_t token) {
  return std::lower_bound(candidates.begin(), candidates.end(), token,
                          [](const Candidate& c, size_t t) { return c.tokens.begin < t; });
}

std::optional<Candidate> Subject(const syntax::Syntax& s, TokenRange sentence, size_t verb,
                                 const std::vector<Candidate>& candidates,
                                 const std::vector<bool>& quoted) {
  std::optional<Candidate> governed;
  for (Iterator c = FirstFrom(candidates, verb); c != candidates.begin();) {
    --c;
    if (c->tokens.begin < sentence.begin) break;
    if (quoted[c->tokens.begin] || IsPossessor(s, *c)) continue;
    if (Lower(s, c->tokens.begin) == "who" || Lower(s, c->tokens.begin) == "you") continue;
    if (!IsGoverned(s, *c, sentence)) return *c;
    if (!governed) governed = *c;
  }
  return governed;
}

std::optional<Candidate> CandidateAfter(const std::vector<Candidate>& candidates, size_t token,
                                        size_t gap, size_t end) {
  const Iterator c = FirstFrom(candidates, token);
  if (c == candidates.end() || c->tokens.begin > token + gap || c->tokens.end > end)
    return std::nullopt;
  return *c;
}

bool OpensClause(const syntax::Syntax& s, TokenRange sentence, size_t verb,
                 const std::vector<bool>& quoted) {
  return verb == sentence.begin || quoted[verb - 1] || IsOneOf(Lower(s, verb - 1), kOpeners) ||
         (verb > 0 && s.Token(verb - 1) == ";");
}

// "said Monday", "said in a statement": nothing but a name, a description or a pronoun is a subject
// here.
std::optional<Candidate> InvertedSubject(const syntax::Syntax& s, TokenRange sentence, size_t verb,
                                         const std::vector<Candidate>& candidates,
                                         const std::vector<bool>& quoted) {
  const std::optional<Candidate> c =
      CandidateAfter(candidates, verb + 1, kMaxInversionGap, sentence.end);
  if (!c || quoted[c->tokens.begin] || IsPossessor(s, *c)) return std::nullopt;
  for (size_t k = verb + 1; k < c->tokens.begin; ++k) {
    if (!text::StartsUpper(s.Token(k)) && s.Token(k) != "the" && s.Token(k) != "an" &&
        s.Token(k) != "a")
      return std::nullopt;
  }
  return c;
}

}  // namespace

ClauseFinder::ClauseFinder(const model::Bundle& bundle) : cues_(bundle.Section("cues")) {}

std::optional<ReportingClause> ClauseFinder::CueAt(const syntax::Syntax& s, size_t token) const {
  const std::string word = Lower(s, token);
  if (word == "according" && token + 1 < s.tokens.size() && s.Token(token + 1) == "to") {
    return ReportingClause{
        .cue = {token, token + 2}, .kind = CueKind::kPhrase, .tokens = {token, token + 2}};
  }
  const std::optional<std::string_view> kind = cues_.Find(word);
  if (!kind) return std::nullopt;
  if (kind->ends_with("\tbase") && !MayBeVerb(s, token)) return std::nullopt;
  return ReportingClause{.cue = {token, token + 1},
                         .kind = kind->starts_with("verb") ? CueKind::kVerb : CueKind::kWeak,
                         .tokens = {token, token + 1}};
}

std::vector<ReportingClause> ClauseFinder::Find(const syntax::Syntax& s, TokenRange sentence,
                                                const std::vector<Candidate>& candidates,
                                                const std::vector<bool>& quoted) const {
  std::vector<ReportingClause> clauses;
  for (size_t k = sentence.begin; k < sentence.end; ++k) {
    if (quoted[k]) continue;
    std::optional<ReportingClause> clause = CueAt(s, k);
    if (!clause) continue;
    const size_t after = clause->cue.end;
    if (clause->kind == CueKind::kPhrase) {
      clause->source = CandidateAfter(candidates, after, 3, sentence.end);
      clause->inverted = true;
    } else {
      if (OpensClause(s, sentence, k, quoted)) {
        clause->source = InvertedSubject(s, sentence, k, candidates, quoted);
        clause->inverted = clause->source.has_value();
      }
      if (!clause->source) clause->source = Subject(s, sentence, k, candidates, quoted);
      const std::string verb = Lower(s, k);
      if (!clause->inverted &&
          (verb == "told" || verb == "tell" || verb == "tells" || verb == "telling")) {
        clause->addressee = CandidateAfter(candidates, after, 1, sentence.end);
      }
    }
    if (clause->source) {
      clause->tokens.begin = std::min(clause->tokens.begin, clause->source->tokens.begin);
      clause->tokens.end = std::max(clause->tokens.end, clause->source->tokens.end);
    }
    if (clause->addressee)
      clause->tokens.end = std::max(clause->tokens.end, clause->addressee->tokens.end);
    clauses.push_back(*clause);
    k = std::max(k, clause->cue.end - 1);
  }
  return clauses;
}

}  // namespace textanalysis::quotes
