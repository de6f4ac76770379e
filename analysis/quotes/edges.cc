#include "analysis/quotes/edges.h"

#include <algorithm>
#include <array>
#include <string>

#include "analysis/text/chars.h"

namespace textanalysis::quotes {
namespace {

using coreference::WordUse;
using syntax::Ending;
using syntax::Syntax;
using syntax::TokenRange;

// Fewer tokens are no content of their own.
constexpr size_t kMinTokens = 3;
// So far behind its first word is "that" looked for.
constexpr size_t kMaxLead = 4;
constexpr std::array<std::string_view, 2> kDashes = {"–", "—"};

class Edges {
 public:
  Edges(const Syntax& s, const ReportLexicon& lexicon, const reader::Cue& cue)
      : s_(s), lexicon_(lexicon), cue_(cue) {}

  TokenRange Cut(TokenRange run) const {
    run.begin = Begin(run);
    for (size_t k = run.begin + kMinTokens; k + 1 < run.end; ++k) {
      if (IsAside(k, run.end)) run.end = k;
    }
    // "[rates would rise], but"
    while (run.end > run.begin + kMinTokens &&
           (s_.Token(run.end - 1) == "," || Function(run.end - 1) == "conj"))
      --run.end;
    return run;
  }

 private:
  std::string Lower(size_t token) const { return text::ToLower(s_.Token(token)); }
  std::string_view Function(size_t token) const { return lexicon_.FunctionOf(Lower(token)); }
  bool IsGerund(size_t token) const {
    return lexicon_.endings().Has(Lower(token), Ending::kGerund);
  }

  // "banks that are shut": no clause of its own.
  bool IsVerb(size_t token) const {
    return token >= s_.tokens.size() || Function(token) == "finite" || Function(token) == "modal";
  }

  // "said in a virtual [appearance that] trade must grow": from "that" on.
  size_t Begin(TokenRange run) const {
    const size_t after = cue_.tokens.end;
    if (run.begin <= after || Function(after) != "prep") return run.begin;
    for (size_t k = run.begin; k < std::min(run.end, run.begin + kMaxLead); ++k) {
      if (Function(k) == "that") return IsVerb(k + 1) ? run.begin : k;
      if (!Function(k).empty()) break;
    }
    return run.begin;
  }

  // Whether what goes with the cue begins at `k`.
  bool IsAside(size_t k, size_t end) const {
    if (text::IsOneOf(s_.Token(k), kDashes))
      return Function(k + 1) == "conj" && !lexicon_.Is(Lower(k + 1), WordUse::kStop);
    if (s_.Token(k) == ",") {
      const bool is_without =
          Function(k + 1) == "prep" && lexicon_.HedgeOf(Lower(k + 1)) == "negative";
      size_t verb = k + 2;
      if (verb < end && lexicon_.Is(Lower(verb), WordUse::kAdverb)) ++verb;
      return (is_without || Function(k + 1) == "conj") && verb < end && IsGerund(verb);
    }
    if (!lexicon_.Is(Lower(k), WordUse::kAnd) || k + 2 >= end) return false;
    // "said he knew and questioned if that was a crime"
    const bool is_cue = !lexicon_.VerbClasses(Lower(k + 1)).empty() &&
                        lexicon_.endings().Has(Lower(k + 1), Ending::kPast);
    return is_cue && Function(k + 2) == "whether";
  }

  const Syntax& s_;
  const ReportLexicon& lexicon_;
  const reader::Cue& cue_;
};

}  // namespace

void CutEdges(const Syntax& s, const ReportLexicon& lexicon, const reader::Cue& cue,
              std::vector<text::Span>* content) {
  const Edges edges(s, lexicon, cue);
  for (text::Span& span : *content)
    span = s.Bytes(edges.Cut({s.TokenAt(span.begin), s.TokenAt(span.end - 1) + 1}));
}

}  // namespace textanalysis::quotes
