#include "analysis/values/tense.h"

#include "analysis/text/chars.h"

namespace textanalysis::values {
namespace {

constexpr size_t kReach = 60;
// Words of one verb group: "will have been announced".
constexpr size_t kGroup = 3;

bool IsParticiple(const Reader& r, size_t k) {
  if (r.Is(k, Class::kPast) || r.Is(k, Class::kReporting)) return true;
  return r.IsLetters(k) && !r.at(k).upper && r.Surface(k).size() > 4 && r.Ends(k, Ending::kPast) &&
         !r.Is(k, Class::kNotPast);
}

// "will", "may"; not the May of "the wettest May in years".
bool IsToCome(const Reader& r, size_t k) {
  return r.Is(k, Class::kFuture) ||
         (r.Is(k, Class::kModal) && !(r.Is(k, Class::kMonth) && r.at(k).upper));
}

// The tense that the verb at `k` gives, or nothing when it is no verb that tells one.
Tense TenseOf(const Reader& r, size_t k) {
  if (IsToCome(r, k)) return Tense::kFuture;
  if (r.Is(k, Class::kScheduled) && !r.at(k).upper) return Tense::kFuture;
  const bool participle = IsParticiple(r, k);
  const bool plan = r.Is(k, Class::kPlan);
  if (!participle && !plan) return Tense::kUnknown;
  for (size_t back = 1; back <= kGroup && k >= r.begin() + back; ++back) {
    const size_t b = k - back;
    if (!r.SameSentence(b, k) || r.at(b).type == Atom::kSymbol) break;
    if (IsToCome(r, b)) return Tense::kFuture;
    if (r.Is(b, Class::kPerfect) || r.Is(b, Class::kPast)) break;
    if (r.Is(b, Class::kTo) && (r.Is(b + 1, Class::kBe) || b + 1 == k)) return Tense::kFuture;
    if (plan && (r.Is(b, Class::kPresent) || r.Is(b, Class::kBe))) return Tense::kFuture;
  }
  if (plan && r.Is(k + 1, Class::kPlanned)) return Tense::kFuture;
  return participle ? Tense::kPast : Tense::kUnknown;
}

bool EndsClause(const Reader& r, size_t k) {
  if (r.at(k).type == Atom::kSymbol) {
    const std::string_view s = r.Surface(k);
    return s == "," || s == ";" || s == ":" || s == "(" || s == ")" || s == "“" || s == "”" ||
           s == "—" || s == "\"";
  }
  return r.Is(k, Class::kClause) || r.Is(k, Class::kAnd);
}

}  // namespace

Tense TenseAround(const Reader& r, size_t begin, size_t end) {
  const size_t before = begin > r.begin() ? begin - 1 : begin;
  if (before < begin && r.Is(before, Class::kSince)) return Tense::kPast;
  Tense beyond = Tense::kUnknown;  // Of the sentence, past the clause.
  bool in_clause = true;
  for (size_t back = 1; back <= kReach && begin >= r.begin() + back; ++back) {
    const size_t k = begin - back;
    if (!r.SameSentence(k, begin)) break;
    const Tense tense = TenseOf(r, k);
    if (tense != Tense::kUnknown && in_clause) return tense;
    if (tense != Tense::kUnknown && beyond == Tense::kUnknown) beyond = tense;
    // "if they win in November"
    if (back > 1 && in_clause && r.Is(k, Class::kIf)) return Tense::kFuture;
    if (back > 1 && EndsClause(r, k)) in_clause = false;
  }
  for (size_t k = end; k < end + kReach && r.SameSentence(k, begin); ++k) {
    const Tense tense = TenseOf(r, k);
    if (tense != Tense::kUnknown) return tense;
    if (k > end && EndsClause(r, k)) break;
  }
  if (beyond != Tense::kUnknown) return beyond;
  if (before < begin && r.Is(before, Class::kUntil)) return Tense::kFuture;
  return Tense::kUnknown;
}

}  // namespace textanalysis::values
