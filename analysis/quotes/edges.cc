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
// Words and marks of a dateline: "PORTLAND, Maine (AP) —".
constexpr size_t kMaxDateline = 12;
constexpr std::array<std::string_view, 2> kDashes = {"–", "—"};

class Edges {
 public:
  Edges(const Syntax& s, const ReportLexicon& lexicon, const reader::Cue& cue)
      : s_(s), lexicon_(lexicon), cue_(cue) {}

  TokenRange Cut(TokenRange run) const {
    run.begin = Begin({AfterDateline(run), run.end});
    for (size_t k = run.begin + kMinTokens; k + 1 < run.end; ++k) {
      if (IsAside(k, run.end)) run.end = k;
    }
    // What leads on to another clause is not reported: "[rates would rise], but".
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

  // "PARIS (Reuters) - [The deal is dead], France said": a dateline is nobody's words.
  size_t AfterDateline(TokenRange run) const {
    const size_t begin = s_.paragraphs[syntax::RangeAt(s_.paragraphs, run.begin)].begin;
    const std::string_view place = s_.Token(begin);
    if (place.size() < 2 || text::ToLower(place) == place || HasLower(place)) return run.begin;
    for (size_t k = begin + 1; k < std::min(run.end, begin + kMaxDateline); ++k) {
      const std::string_view token = s_.Token(k);
      if (token == "-" || text::IsOneOf(token, kDashes)) return std::max(run.begin, k + 1);
      if (text::StartsAsWord(token) && !text::StartsUpper(token)) break;
    }
    return run.begin;
  }

  static bool HasLower(std::string_view token) {
    return std::any_of(token.begin(), token.end(), text::IsAsciiLower);
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
    // Another cue of the same source begins a report of its own: "said he knew and questioned if that was a crime".
    const bool is_cue = !lexicon_.VerbClasses(Lower(k + 1)).empty() &&
                        lexicon_.endings().Has(Lower(k + 1), Ending::kPast);
    return is_cue && Function(k + 2) == "whether";
  }

  const Syntax& s_;
  const ReportLexicon& lexicon_;
  const reader::Cue& cue_;
};

// Erases the spans that go, unless nothing would stay.
template <typename Goes>
void EraseSome(std::vector<text::Span>* content, const Goes& goes) {
  if (!std::all_of(content->begin(), content->end(), goes)) std::erase_if(*content, goes);
}

}  // namespace

void CutEdges(const Syntax& s, const ReportLexicon& lexicon, const reader::Cue& cue,
              std::vector<text::Span>* content) {
  const Edges edges(s, lexicon, cue);
  for (text::Span& span : *content)
    span = s.Bytes(edges.Cut({s.TokenAt(span.begin), s.TokenAt(span.end - 1) + 1}));
}

void DropQuestion(const Syntax& s, const ReportLexicon& lexicon, std::vector<text::Span>* content) {
  EraseSome(content, [&](const text::Span& span) {
    const size_t token = s.TokenAt(span.begin);
    const size_t sentence = s.sentences[syntax::RangeAt(s.sentences, token)].begin;
    return sentence + 1 == token &&
           lexicon.Is(text::ToLower(s.Token(sentence)), WordUse::kAddressed);
  });
}

void DropPhrases(const Syntax& s, const ReportLexicon& lexicon, const reader::Cue& cue,
                 const std::vector<text::Span>& marked, std::vector<text::Span>* content) {
  const size_t cue_begin = s.tokens[cue.tokens.begin].begin;
  const bool is_behind_marks = !marked.empty() && marked.front().begin < cue_begin;
  const auto goes = [&](const text::Span& span) {
    const auto next = std::partition_point(
        marked.begin(), marked.end(), [&span](const text::Span& m) { return m.end <= span.begin; });
    if (next != marked.end() && next->Overlaps(span)) return false;
    const size_t begin = s.TokenAt(span.begin), end = s.TokenAt(span.end - 1) + 1;
    if (end - begin < kMinTokens) return true;
    if (!is_behind_marks || begin < cue.tokens.end || s.Token(begin - 1) != ",") return false;
    for (size_t k = begin; k < end; ++k) {
      const std::string_view function = lexicon.FunctionOf(text::ToLower(s.Token(k)));
      if (function == "finite" || function == "modal") return false;
    }
    return true;
  };
  EraseSome(content, goes);
}

}  // namespace textanalysis::quotes
