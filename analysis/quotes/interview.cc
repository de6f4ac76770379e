#include "analysis/quotes/interview.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "analysis/text/chars.h"

namespace textanalysis::quotes {
namespace {

using coreference::WordUse;
using coreference::WordUses;
using entities::Entity;
using entities::EntityType;
using syntax::Syntax;
using syntax::TokenRange;

// A turn of who asks has at most so many tokens.
constexpr size_t kMaxTurn = 60;
// Turns that make an interview, where its answers stand between marks and where they do not.
constexpr size_t kMinMarked = 2;
constexpr size_t kMinUnmarked = 3;
// What a paragraph costs, in bytes of plain text.
constexpr size_t kParagraphPace = 256;

// What a paragraph is to an interview: a turn of who asks, a sentence or more that marks open, that
// have none, or that have some within.
enum class Part { kOther, kTurn, kMarked, kPlain, kMixed };

class Finder {
 public:
  Finder(const Syntax& s, const WordUses& uses, const text::Budget& budget)
      : s_(s), uses_(uses), pace_(budget) {}

  std::optional<Interview> Run() {
    const std::vector<Part> parts = Parts();
    Interview out{.answers = std::vector<bool>(parts.size())};
    size_t marked = 0, plain = 0, own = 0, first = parts.size();
    for (size_t p = 0; p + 1 < parts.size(); ++p) {
      const bool goes_on = out.answers[p] && parts[p + 1] == Part::kPlain &&
                           HasAny(s_.paragraphs[p + 1], WordUse::kFirstPerson);
      if (parts[p + 1] == Part::kTurn || parts[p + 1] == Part::kOther ||
          (parts[p] != Part::kTurn && !goes_on))
        continue;
      out.answers[p + 1] = true;
      if (parts[p] != Part::kTurn) continue;
      first = std::min(first, p);
      if (parts[p + 1] == Part::kMarked) {
        ++marked;
      } else {
        ++plain;
        own += HasAny(s_.paragraphs[p + 1], WordUse::kFirstPerson);
      }
    }
    out.has_marks = marked > plain;
    const bool is_interview =
        out.has_marks ? marked >= kMinMarked : plain >= kMinUnmarked && 2 * own >= plain;
    if (!is_interview) return std::nullopt;
    out.begin = s_.Bytes(s_.paragraphs[first]).begin;
    for (size_t p = 0; p < parts.size(); ++p) {
      if ((parts[p] == Part::kMarked) != out.has_marks) out.answers[p] = false;
    }
    return out;
  }

 private:
  std::vector<Part> Parts() {
    std::vector<Part> out;
    auto stretch = s_.stretches.begin();
    for (const TokenRange& paragraph : s_.paragraphs) {
      if (!pace_.GoesOn(kParagraphPace)) break;
      const text::Span bytes = s_.Bytes(paragraph);
      while (stretch != s_.stretches.end() && stretch->outer.end <= bytes.begin) ++stretch;
      const bool has_marks = stretch != s_.stretches.end() && stretch->outer.begin < bytes.end;
      const bool is_sentence = text::EndsSentence(Slice(s_.text, bytes));
      if (has_marks && stretch->outer.begin > bytes.begin && IsTurn(paragraph)) {
        out.push_back(Part::kTurn);  // About a title, or what somebody once said.
      } else if (has_marks && stretch->outer.begin > bytes.begin) {
        out.push_back(is_sentence ? Part::kMixed : Part::kOther);
      } else if (has_marks) {
        out.push_back(Part::kMarked);
      } else if (IsTurn(paragraph)) {
        out.push_back(Part::kTurn);
      } else {
        out.push_back(is_sentence ? Part::kPlain : Part::kOther);
      }
    }
    return out;
  }

  // A question, or a few words to whom is asked: "You trained as an accountant."
  bool IsTurn(TokenRange paragraph) const {
    if (paragraph.end - paragraph.begin > kMaxTurn) return false;
    if (s_.Token(paragraph.end - 1) == "?") return true;
    return HasAny(paragraph, WordUse::kSecondPerson) && !HasAny(paragraph, WordUse::kFirstPerson);
  }

  // Whether a word outside marks has a use.
  bool HasAny(TokenRange range, WordUse use) const {
    const size_t begin = s_.Bytes(range).begin;
    auto stretch = std::partition_point(
        s_.stretches.begin(), s_.stretches.end(),
        [begin](const syntax::Stretch& marked) { return marked.outer.end <= begin; });
    for (size_t k = range.begin; k < range.end; ++k) {
      const text::Span token = s_.tokens[k];
      while (stretch != s_.stretches.end() && stretch->outer.end <= token.begin) ++stretch;
      if (stretch != s_.stretches.end() && stretch->outer.begin <= token.begin) continue;
      if (s_.Token(k).size() <= 8 && uses_.Is(text::ToLower(s_.Token(k)), use)) return true;
    }
    return false;
  }

  const Syntax& s_;
  const WordUses& uses_;
  text::Pace pace_;
};

}  // namespace

std::optional<Interview> FindInterview(const Syntax& syntax, const text::Budget& budget,
                                       const WordUses& uses) {
  return Finder(syntax, uses, budget).Run();
}

const Entity* PersonIntroduced(const std::vector<Entity>& entities, size_t end) {
  const Entity* most = nullptr;
  size_t most_mentions = 0;
  for (const Entity& e : entities) {
    if (e.type != EntityType::kPerson) continue;
    const auto n = static_cast<size_t>(
        std::count_if(e.mentions.begin(), e.mentions.end(),
                      [end](const entities::Mention& m) { return m.span.begin < end; }));
    if (n <= most_mentions) continue;
    most = &e;
    most_mentions = n;
  }
  return most;
}

}  // namespace textanalysis::quotes
