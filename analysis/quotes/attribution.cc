// Stretch by stretch: is it a quotation, and whose; then cue by cue: its stretches and the tokens
// around them.

#include "analysis/quotes/attribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/model/calibration.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::quotes {
namespace {

using reader::Cue;
using reader::Reading;
using syntax::Stretch;
using syntax::Syntax;
using syntax::TokenRange;
using text::Span;

// A reporting clause that splits a stretch off the one before has at most so many tokens.
constexpr size_t kMaxSplitTokens = 12;
// A sentence at the head of a paragraph that somebody says has so many words.
constexpr size_t kSpeechWords = 6;
// A source follows marks after so many tokens at most: a comma, the marks' own.
constexpr size_t kMaxMarksBeforeSource = 3;
// A subject between a cue and marks has so many tokens at most.
constexpr size_t kMaxSubjectTokens = 4;
// A transcript's label has at most this many words.
constexpr size_t kMaxLabelTokens = 3;
// So many tokens at most between two reported pieces are reported with them.
constexpr size_t kMaxGap = 3;
// Pieces of indirect speech have so many tokens at least.
constexpr size_t kMinPieceTokens = 3;
// A line of so few words that does not end as a sentence is a heading, and reports nothing.
constexpr size_t kHeadingWords = 16;
// What a step and a token within a cue's reach cost, in bytes of plain text.
constexpr size_t kStepPace = 256, kTokenPace = 4;

float Sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

struct Marked {
  Stretch stretch;
  TokenRange tokens;
  size_t paragraph = 0;
  bool in_heading = false;  // And no whole sentence.
  bool is_quotation = false;
  std::optional<size_t> cue{};
  float score = 0;  // Log odds that it is a quotation.
};

// `span` from its first to its last letter or digit; empty where it has none.
Span TrimToWords(std::string_view text, Span span) {
  while (!span.empty() && !text::IsWordChar(text::DecodeAt(text, span.begin).value))
    span.begin += text::DecodeAt(text, span.begin).length;
  while (!span.empty()) {
    const text::CodePoint last = text::DecodeBefore(text, span.end);
    if (text::IsWordChar(last.value)) break;
    span.end -= last.length;
  }
  return span;
}

bool IsHeading(std::string_view paragraph) {
  paragraph = text::Trim(paragraph);
  return !text::EndsSentence(paragraph) && !paragraph.ends_with(':') && !paragraph.ends_with(',') &&
         text::CountWords(paragraph, kHeadingWords) < kHeadingWords;
}

// Tells of each paragraph whether it is a heading.
std::vector<bool> FindHeadings(const Syntax& s, text::Pace* pace) {
  std::vector<bool> out;
  for (const TokenRange& paragraph : s.paragraphs) {
    const std::string_view text = Slice(s.text, s.Bytes(paragraph));
    if (!pace->GoesOn(kStepPace + text.size())) break;
    out.push_back(IsHeading(text));
  }
  out.resize(s.paragraphs.size());
  return out;
}

std::vector<Marked> FindMarked(const Syntax& s, const std::vector<bool>& headings,
                               text::Pace* pace) {
  std::vector<Marked> out;
  for (const Stretch& stretch : s.stretches) {
    if (!pace->GoesOn(kStepPace)) break;
    const TokenRange tokens{s.TokenAt(stretch.inner.begin), s.TokenAt(stretch.inner.end)};
    if (tokens.begin >= tokens.end) continue;
    const size_t p = syntax::RangeAt(s.paragraphs, tokens.begin);
    // A whole sentence between marks is none of a heading's: “We won.” — Ana Diaz
    const bool in_heading = headings[p] && !text::EndsSentence(Slice(s.text, stretch.inner));
    out.push_back({stretch, tokens, p, in_heading});
  }
  return out;
}

// Mean log odds that `cue` reports the tokens of `range`; nothing when it does not reach them or
// stands among them.
std::optional<float> Affinity(const Cue& cue, TokenRange range) {
  const size_t begin = std::max(range.begin, cue.reach.begin),
               end = std::min(range.end, cue.reach.end);
  if (begin >= end || (range.begin <= cue.tokens.begin && cue.tokens.begin < range.end))
    return std::nullopt;
  const auto first = cue.content.begin() - static_cast<ptrdiff_t>(cue.reach.begin);
  const float sum = std::accumulate(first + static_cast<ptrdiff_t>(begin),
                                    first + static_cast<ptrdiff_t>(end), 0.f);
  return sum / static_cast<float>(end - begin);
}

class Assembler {
 public:
  Assembler(const Syntax& s, const Reading& reading, const std::vector<TokenRange>& people,
            const AttributionNumbers& numbers, const text::Budget& budget)
      : s_(s),
        reading_(reading),
        people_(people),
        numbers_(numbers),
        pace_(budget),
        headings_(FindHeadings(s, &pace_)),
        marked_(FindMarked(s, headings_, &pace_)) {}

  std::vector<Attribution> Run() {
    for (size_t k = 0; k < marked_.size() && GoesOn(marked_[k].tokens); ++k) Own(k);
    owner_.assign(s_.tokens.size(), kNobody);
    for (const Marked& m : marked_) {
      if (!m.is_quotation) continue;
      const size_t owner = m.cue.value_or(kLoose);
      std::fill(owner_.begin() + static_cast<ptrdiff_t>(m.tokens.begin),
                owner_.begin() + static_cast<ptrdiff_t>(m.tokens.end), owner);
    }
    std::vector<std::vector<const Marked*>> of_cue(reading_.cues.size());
    for (const Marked& m : marked_) {
      if (m.is_quotation && m.cue) of_cue[*m.cue].push_back(&m);
    }
    for (size_t k = 0; k < reading_.cues.size() && GoesOn(reading_.cues[k].reach); ++k)
      AddCue(k, of_cue[k]);
    AddLoose();
    std::stable_sort(out_.begin(), out_.end(),
                     [](const Attribution& a, const Attribution& b) { return a.begin < b.begin; });
    return std::move(out_);
  }

 private:
  static constexpr size_t kNobody = static_cast<size_t>(-1);
  static constexpr size_t kLoose = static_cast<size_t>(-2);

  bool GoesOn(TokenRange tokens) {
    return pace_.GoesOn(kStepPace + kTokenPace * (tokens.end - tokens.begin));
  }

  // Decides on stretch `k`.
  void Own(size_t k) {
    Marked& m = marked_[k];
    const Marked* before = k > 0 ? &marked_[k - 1] : nullptr;
    const bool goes_on = before != nullptr && before->stretch.continues && before->is_quotation &&
                         m.paragraph == before->paragraph + 1;
    const auto quoted = reading_.quoted.begin();
    const float own = std::accumulate(quoted + static_cast<ptrdiff_t>(m.tokens.begin),
                                      quoted + static_cast<ptrdiff_t>(m.tokens.end), 0.f) /
                      static_cast<float>(m.tokens.end - m.tokens.begin);
    const auto [cue, affinity] = BestCue(m.tokens);
    m.score = own + numbers_.affinity_weight * std::max(numbers_.worst_affinity, affinity) +
              numbers_.quoted_bias +
              (before != nullptr && IsSplitOff(*before, m) ? numbers_.split_bonus : 0) +
              (IsSigned(m) ? numbers_.signed_bonus : 0);
    m.is_quotation =
        goes_on || IsLabelled(m) || m.score > 0 || OpensParagraph(m) || IsNextSentence(before, m);
    if (m.in_heading &&
        !(cue && affinity > numbers_.own_affinity && IsAttributed(m, reading_.cues[*cue])))
      m.is_quotation = false;
    if (!m.is_quotation) return;
    const bool same_paragraph =
        before != nullptr && before->paragraph == m.paragraph && before->is_quotation;
    if (IsSigned(m) || IsLabelled(m)) return;  // Its own attribution, whatever cues stand around.
    if (goes_on) {
      m.cue = before->cue;
      if (!m.cue && cue && affinity > numbers_.own_affinity) TakeForAll(k, *cue);
    } else if (cue && affinity > numbers_.own_affinity) {
      m.cue = cue;
    } else if (same_paragraph && before->cue) {
      m.cue = before->cue;
    } else if (cue && affinity > numbers_.faint_affinity) {
      m.cue = cue;
    }
    if (m.cue && !goes_on &&
        (OpensTurn(m, reading_.cues[*m.cue]) || IsAnswered(m, before, reading_.cues[*m.cue])))
      m.cue.reset();
  }

  // Gives a cue that stands beside the last paragraph of a quotation to those before it, which have none.
  void TakeForAll(size_t k, size_t cue) {
    marked_[k].cue = cue;
    while (k > 0 && marked_[k - 1].stretch.continues && marked_[k - 1].is_quotation &&
           !marked_[k - 1].cue)
      marked_[--k].cue = cue;
  }

  // Whether somebody else has the word since `cue`: “We are done,” said Diaz. Hill laughed. “…”
  bool OpensTurn(const Marked& m, const Cue& cue) const {
    const size_t mark = s_.TokenAt(m.stretch.outer.begin);
    const TokenRange sentence = s_.sentences[syntax::RangeAt(s_.sentences, mark)];
    const size_t paragraph = s_.paragraphs[m.paragraph].begin;
    if (sentence.begin != mark || mark == 0 || cue.tokens.end > mark) return false;
    // A line of a dialogue.
    if (paragraph == mark)
      return cue.tokens.end <= paragraph && IsWholeParagraph(m) && (Asks(m) || IsAsked(m));
    const TokenRange before = s_.sentences[syntax::RangeAt(s_.sentences, mark - 1)];
    if (before.begin < paragraph || cue.tokens.end > before.begin) return false;
    const auto name = std::lower_bound(people_.begin(), people_.end(), before.begin,
                                       [](TokenRange n, size_t token) { return n.begin < token; });
    if (name == people_.end() || name->begin != before.begin || HasMarks(before)) return false;
    // “We are done,” said Ana Diaz. Diaz laughed.
    const std::string_view surname = s_.Token(name->end - 1);
    for (size_t t = cue.source ? cue.source->begin : 0; cue.source && t < cue.source->end; ++t) {
      if (s_.Token(t) == surname) return false;
    }
    return true;
  }

  // Whether a paragraph opens with a whole sentence of several words between double marks.
  bool OpensParagraph(const Marked& m) const {
    const std::string_view words = text::Trim(Slice(s_.text, m.stretch.inner));
    return m.stretch.closed && !m.stretch.single && !m.in_heading &&
           m.tokens.begin <= s_.paragraphs[m.paragraph].begin + 1 && text::StartsUpper(words) &&
           text::EndsSentence(words) && text::CountWords(words, kSpeechWords) >= kSpeechWords;
  }

  // Whether a whole sentence stands between marks where the paragraph has opened with what is said: “You
  // said grey.” Hill paused. “Today it is pale.”
  bool IsNextSentence(const Marked* before, const Marked& m) const {
    if (before == nullptr || !before->is_quotation || before->paragraph != m.paragraph)
      return false;
    const std::string_view words = text::Trim(Slice(s_.text, m.stretch.inner));
    return m.stretch.closed && m.stretch.single == before->stretch.single &&
           before->tokens.begin <= s_.paragraphs[m.paragraph].begin + 1 &&
           text::StartsUpper(words) && text::EndsSentence(words);
  }

  // Whether somebody else had the word in a paragraph between `cue` and `m`.
  bool IsAnswered(const Marked& m, const Marked* before, const Cue& cue) const {
    return before != nullptr && before->is_quotation && before->cue != m.cue &&
           before->paragraph < m.paragraph &&
           cue.tokens.end <= s_.paragraphs[before->paragraph].begin;
  }

  bool HasMarks(TokenRange tokens) const {
    for (size_t t = tokens.begin; t < tokens.end; ++t) {
      if (text::IsQuoteMark(text::DecodeAt(s_.Token(t), 0).value)) return true;
    }
    return false;
  }

  bool IsWholeParagraph(const Marked& m) const {
    const TokenRange paragraph = s_.paragraphs[m.paragraph];
    return m.stretch.outer.end >= s_.tokens[paragraph.end - 1].end;
  }

  bool Asks(const Marked& m) const { return Slice(s_.text, m.stretch.inner).ends_with('?'); }

  // Whether the stretch before, in the paragraph before, is a question.
  bool IsAsked(const Marked& m) const {
    if (&m == marked_.data()) return false;
    const Marked& before = *(&m - 1);
    return before.is_quotation && before.paragraph + 1 == m.paragraph && Asks(before);
  }

  // Whether a heading says who says it: Talks ‘go on’ says Diaz
  bool IsAttributed(const Marked& m, const Cue& cue) const {
    const TokenRange heading = s_.paragraphs[m.paragraph];
    return cue.source && heading.begin <= cue.tokens.begin && cue.tokens.end <= heading.end;
  }

  // Whether a dash and a capital follow: “We won.” — Ana Diaz
  bool IsSigned(const Marked& m) const {
    const size_t dash = s_.TokenAt(m.stretch.outer.end);
    const bool has_name = dash + 1 < s_.tokens.size() && text::StartsUpper(s_.Token(dash + 1));
    return has_name && (s_.Token(dash) == "—" || s_.Token(dash) == "―" || s_.Token(dash) == "–");
  }

  // Whether it is a line of a transcript: “WALLACE: Let’s start.”
  bool IsLabelled(const Marked& m) const { return LabelEnd(s_, m.tokens).has_value(); }

  // Whether a short reporting clause alone stands between two stretches: “We won,” she said, “and
  // …”
  bool IsSplitOff(const Marked& before, const Marked& m) const {
    if (before.paragraph != m.paragraph || !before.is_quotation || !before.cue) return false;
    const TokenRange cue = reading_.cues[*before.cue].tokens;
    return before.tokens.end <= cue.begin && cue.end <= m.tokens.begin &&
           m.tokens.begin - before.tokens.end <= kMaxSplitTokens;
  }

  std::pair<std::optional<size_t>, float> BestCue(TokenRange tokens) const {
    const auto& cues = reading_.cues;
    std::optional<size_t> best;
    float best_affinity = numbers_.worst_affinity;
    auto cue = std::lower_bound(cues.begin(), cues.end(), tokens.begin,
                                [](const Cue& c, size_t t) { return c.reach.end <= t; });
    for (; cue != cues.end() && cue->reach.begin < tokens.end; ++cue) {
      const std::optional<float> affinity = Affinity(*cue, tokens);
      if (!affinity || *affinity <= best_affinity) continue;
      best_affinity = *affinity;
      best = static_cast<size_t>(cue - cues.begin());
    }
    return {best, best_affinity};
  }

  // Probability that cue `k` reports `token`: certain for its stretches, none for those of others.
  float Reports(size_t k, size_t token) const {
    const Cue& cue = reading_.cues[k];
    if (owner_[token] == k) return 1;
    if (clause_.begin <= token && token < clause_.end) return 0;
    // Whose words they are is none of them: “It is late,” said a guest, who was tired.
    if (cue.source && cue.source->begin <= token && token < cue.source->end) return 0;
    if (owner_[token] != kNobody && owner_[token] != owner_[cue.tokens.begin]) return 0;
    return Sigmoid(cue.content[token - cue.reach.begin]);
  }

  // What stands between marks and the cue that reports them, where its source is there, too: “…,” one
  // witness, who asked not to be named, told the Argus.
  TokenRange ClauseOf(const Cue& cue, const std::vector<const Marked*>& stretches) const {
    const auto after = std::find_if(stretches.begin(), stretches.end(), [&](const Marked* m) {
      return m->tokens.begin > cue.tokens.begin;
    });
    if (after == stretches.begin() || !cue.source) return {0, 0};
    const size_t begin = (*(after - 1))->tokens.end;
    const bool is_within =
        begin <= cue.source->begin && cue.source->end <= cue.tokens.begin &&
        s_.sentences[syntax::RangeAt(s_.sentences, begin)].end > cue.tokens.begin;
    return is_within && cue.source->begin - begin <= kMaxMarksBeforeSource
               ? TokenRange{begin, cue.tokens.begin}
               : TokenRange{0, 0};
  }

  // Whether the tokens between `before`, a run of those that cue `k` reports, and `end` are reported, too: a
  // few words of one sentence that nobody else says, of which the model is only less sure.
  bool IsGapOf(size_t k, TokenRange before, size_t end) const {
    const size_t begin = before.end;
    if (end - begin <= 1) return true;
    if (end - begin > kMaxGap || begin - before.begin < kMinPieceTokens ||
        syntax::RangeAt(s_.sentences, begin) != syntax::RangeAt(s_.sentences, end))
      return false;
    const auto next =
        std::lower_bound(reading_.cues.begin(), reading_.cues.end(), begin,
                         [](const Cue& cue, size_t token) { return cue.tokens.begin < token; });
    if (next != reading_.cues.end() && next->tokens.begin < end) return false;
    if (HasMarks({begin, end})) return false;
    for (size_t t = begin; t < end; ++t) {
      if (Reports(k, t) == 0) return false;
    }
    return true;
  }

  // Runs of reported tokens within paragraphs; gaps are closed.
  std::vector<TokenRange> Runs(size_t k) const {
    const TokenRange reach = reading_.cues[k].reach;
    size_t paragraph = syntax::RangeAt(s_.paragraphs, reach.begin);
    std::vector<TokenRange> runs;
    for (size_t t = reach.begin; t < reach.end; ++t) {
      if (t == s_.paragraphs[paragraph].end) ++paragraph;
      if (Reports(k, t) <= numbers_.content) continue;
      if (!runs.empty() && IsGapOf(k, runs.back(), t) && !IsBulletAt(runs.back().end, t) &&
          runs.back().end > s_.paragraphs[paragraph].begin) {
        runs.back().end = t + 1;
      } else {
        runs.push_back({t, t + 1});
      }
    }
    return runs;
  }

  // Whether the gap [begin, end) is the head of a line, as a bullet is.
  bool IsBulletAt(size_t begin, size_t end) const {
    if (begin == 0 || begin >= end) return false;
    const Span before{s_.tokens[begin - 1].end, s_.tokens[begin].begin};
    return Slice(s_.text, before).find('\n') != std::string_view::npos;
  }

  float MeanReport(size_t k, TokenRange run) const {
    float sum = 0;
    for (size_t t = run.begin; t < run.end; ++t) sum += Reports(k, t);
    return sum / static_cast<float>(run.end - run.begin);
  }

  void AddCue(size_t k, const std::vector<const Marked*>& stretches) {
    const Cue& cue = reading_.cues[k];
    if (stretches.empty() && headings_[syntax::RangeAt(s_.paragraphs, cue.tokens.begin)]) return;
    clause_ = ClauseOf(cue, stretches);
    std::vector<TokenRange> runs = Runs(k);
    const bool in_heading = !stretches.empty() && stretches.front()->in_heading;
    // A heading's grammar is its own; what stands between its marks is sure.
    if (in_heading) runs.clear();
    std::erase_if(runs, [&](const TokenRange& run) {
      return IsInScareMarks(run) || (stretches.empty() && IsClauseOfMarks(k, run));
    });
    // Stretches beyond the cue's reach belong to it all the same.
    std::vector<TokenRange> beyond;
    for (const Marked* m : stretches) {
      if (!in_heading && m->tokens.end <= cue.reach.end && m->tokens.begin >= cue.reach.begin)
        continue;
      if (!beyond.empty() && beyond.back().end > m->tokens.begin) beyond.pop_back();
      beyond.push_back(m->tokens);
    }
    if (!beyond.empty()) AddRuns(beyond, &runs);
    if (runs.empty()) return;
    Attribution a{.cue = k,
                  .in_heading = in_heading,
                  .begin = runs.front().begin,
                  .confidence = cue.probability};
    if (stretches.empty()) {
      float mean = 0;
      for (const TokenRange& run : runs)
        mean += MeanReport(k, run) / static_cast<float>(runs.size());
      a.confidence *= mean;
      if (a.confidence < numbers_.indirect) return;
      DropFragments(&runs);
      for (TokenRange& run : runs) CutAtSentence(&run);
      TakeWholeClause(cue, &runs.front());
    } else {
      a.confidence = std::max(a.confidence, Sigmoid(stretches.front()->score));
    }
    if (const size_t n = ReportEnd(cue, runs, stretches); n > 0) {
      Attribution report = a;
      for (size_t r = 0; r < n; ++r) report.content.push_back(s_.Bytes(runs[r]));
      runs.erase(runs.begin(), runs.begin() + static_cast<ptrdiff_t>(n));
      a.begin = runs.front().begin;
      out_.push_back(std::move(report));
    }
    for (TokenRange& run : runs) {
      CutAtColon(cue, stretches, &run);
      TakeSubject(cue, stretches, &run);
    }
    for (const TokenRange& run : runs) a.content.push_back(ContentOf(run, stretches));
    for (const Marked* m : stretches) a.stretches.push_back(m->stretch.inner);
    out_.push_back(std::move(a));
  }

  // The runs that are a report of its own, in the cue's sentence, where all marked stretches stand in
  // later ones: The managers came out, Diaz said. “Some stood there.”
  size_t ReportEnd(const Cue& cue, const std::vector<TokenRange>& runs,
                   const std::vector<const Marked*>& stretches) const {
    if (stretches.empty()) return 0;
    const TokenRange sentence = s_.sentences[syntax::RangeAt(s_.sentences, cue.tokens.begin)];
    if (stretches.front()->tokens.begin < sentence.end) return 0;
    size_t n = 0;
    while (n < runs.size() && runs[n].end <= sentence.end) ++n;
    return n < runs.size() && n > 0 && runs[0].end - runs[0].begin >= kMinPieceTokens ? n : 0;
  }

  // Whether marks that are no quotation's hold all of `run`.
  bool IsInScareMarks(TokenRange run) const {
    const auto after =
        std::upper_bound(marked_.begin(), marked_.end(), run.begin,
                         [](size_t token, const Marked& m) { return token < m.tokens.begin; });
    if (after == marked_.begin()) return false;
    const Marked& m = *(after - 1);
    return !m.is_quotation && run.end <= m.tokens.end;
  }

  // Whether `run` has no word but cues, or goes on from marks that another cue within it reports: “…”
  // Diaz said, according to the Globe.
  bool IsClauseOfMarks(size_t k, TokenRange run) const {
    const auto& cues = reading_.cues;
    size_t words = 0;
    for (size_t t = run.begin; t < run.end; ++t)
      words += text::IsWordChar(text::DecodeAt(s_.Token(t), 0).value);
    auto other = std::lower_bound(cues.begin(), cues.end(), run.begin,
                                  [](const Cue& c, size_t t) { return c.tokens.begin < t; });
    for (; other != cues.end() && other->tokens.begin < run.end; ++other) {
      const auto index = static_cast<size_t>(other - cues.begin());
      words -= std::min(words, other->tokens.end - other->tokens.begin);
      if (index == k) continue;
      const size_t clause = other->source ? std::min(other->source->begin, run.begin) : run.begin;
      const auto owner =
          owner_.begin() + static_cast<ptrdiff_t>(clause - std::min<size_t>(clause, 2));
      const auto end = owner_.begin() + static_cast<ptrdiff_t>(run.begin + 1);
      if (std::find(owner, end, index) != end) return true;
    }
    return words == 0;
  }

  // Puts `more`, in order and disjoint, in the place of the runs that it overlaps.
  static void AddRuns(const std::vector<TokenRange>& more, std::vector<TokenRange>* runs) {
    std::erase_if(*runs, [&more](const TokenRange& r) {
      const auto next =
          std::upper_bound(more.begin(), more.end(), r.begin,
                           [](size_t token, const TokenRange& m) { return token < m.end; });
      return next != more.end() && next->begin < r.end;
    });
    runs->insert(runs->end(), more.begin(), more.end());
    std::sort(runs->begin(), runs->end(),
              [](const TokenRange& a, const TokenRange& b) { return a.begin < b.begin; });
  }

  // A clause that a reporting clause ends, after a comma, begins where its sentence does: "The bank,
  // a member of the group, will close, Diaz said."
  void TakeWholeClause(const Cue& cue, TokenRange* run) const {
    size_t clause = cue.tokens.begin;
    if (cue.source && cue.source->begin < clause) clause = cue.source->begin;
    if (run->end + 1 != clause || s_.Token(run->end) != ",") return;
    const TokenRange sentence = s_.sentences[syntax::RangeAt(s_.sentences, run->begin)];
    if (sentence.end < clause || sentence.begin >= run->begin) return;
    for (size_t k = sentence.begin; k < run->begin; ++k) {
      if (owner_[k] != kNobody || text::IsQuoteMark(text::DecodeAt(s_.Token(k), 0).value)) return;
    }
    const auto other =
        std::lower_bound(reading_.cues.begin(), reading_.cues.end(), sentence.begin,
                         [](const Cue& c, size_t token) { return c.tokens.begin < token; });
    if (other->tokens.begin < run->begin) return;
    run->begin = sentence.begin;
  }

  // The words between a cue and the part of its clause between marks are reported with it: "said senators
  // “missed the point”".
  void TakeSubject(const Cue& cue, const std::vector<const Marked*>& stretches,
                   TokenRange* run) const {
    const size_t begin = cue.tokens.end;
    if (stretches.empty() || run->begin <= begin || run->begin - begin > kMaxSubjectTokens) return;
    const Marked& m = *stretches.front();
    const size_t mark = s_.TokenAt(m.stretch.outer.begin);
    const bool is_part = (run->begin == m.tokens.begin || run->begin == mark) &&
                         !text::StartsUpper(s_.Token(m.tokens.begin));
    if (!is_part) return;
    for (size_t k = begin; k < mark; ++k) {
      if (!text::StartsAsWord(s_.Token(k)) || s_.Token(k).size() < 3 || s_.Token(k).ends_with("ly"))
        return;
    }
    if (cue.source && cue.source->begin >= begin) return;
    run->begin = begin;
  }

  // What leads up to marks after a colon is no part of what they hold: "he replied with two words: “Too
  // late.”"
  void CutAtColon(const Cue& cue, const std::vector<const Marked*>& stretches,
                  TokenRange* run) const {
    // Where the reported words begin right behind the cue, all of them are reported: "Diaz said she
    // knew what they thought: “…”".
    if (run->begin == cue.tokens.end) return;
    const auto first =
        std::upper_bound(stretches.begin(), stretches.end(), run->begin,
                         [](size_t token, const Marked* m) { return token < m->tokens.begin; });
    if (first == stretches.end() || (*first)->tokens.begin >= run->end) return;
    size_t colon = (*first)->tokens.begin;
    while (colon > run->begin && !text::StartsAsWord(s_.Token(colon - 1)) &&
           s_.Token(colon - 1) != ":")
      --colon;
    if (colon > run->begin && s_.Token(colon - 1) == ":") run->begin = (*first)->tokens.begin;
  }

  // Indirect speech ends with its sentence: "He said he had a Ph.D. Nobody checked."
  void CutAtSentence(TokenRange* run) const {
    const TokenRange sentence = s_.sentences[syntax::RangeAt(s_.sentences, run->begin)];
    run->end = std::min(run->end, sentence.end);
  }

  static void DropFragments(std::vector<TokenRange>* runs) {
    const auto size = [](const TokenRange& r) { return r.end - r.begin; };
    size_t longest = 0;
    for (const TokenRange& r : *runs) longest = std::max(longest, size(r));
    std::erase_if(
        *runs, [&](const TokenRange& r) { return size(r) < std::min(longest, kMinPieceTokens); });
  }

  // The bytes of a run: a run of the same words as one stretch is what its marks hold; one that
  // goes beyond a stretch takes both marks along.
  Span ContentOf(TokenRange run, const std::vector<const Marked*>& stretches) const {
    Span bytes = s_.Bytes(run);
    auto m = std::lower_bound(
        stretches.begin(), stretches.end(), bytes.begin,
        [](const Marked* stretch, size_t at) { return stretch->stretch.outer.end <= at; });
    for (; m != stretches.end() && (*m)->stretch.outer.begin < bytes.end; ++m) {
      const Span inner = (*m)->stretch.inner, outer = (*m)->stretch.outer;
      if (TrimToWords(s_.text, bytes) == TrimToWords(s_.text, inner)) return inner;
      if (bytes.begin < outer.begin) bytes.end = std::max(bytes.end, outer.end);
      if (bytes.end > outer.end) bytes.begin = std::min(bytes.begin, outer.begin);
    }
    return bytes;
  }

  // Quotations that no cue reports; those of one paragraph are one.
  void AddLoose() {
    const Marked* last = nullptr;
    for (const Marked& m : marked_) {
      if (!m.is_quotation || m.cue) continue;
      if (!pace_.GoesOn(kStepPace)) break;
      const bool goes_on = last != nullptr && !IsSigned(*last) && !IsLabelled(m) &&
                           (last->paragraph == m.paragraph || last->stretch.continues);
      if (!goes_on) out_.push_back({.begin = m.tokens.begin, .confidence = Sigmoid(m.score)});
      out_.back().content.push_back(m.stretch.inner);
      out_.back().stretches.push_back(m.stretch.inner);
      last = &m;
    }
  }

  const Syntax& s_;
  const Reading& reading_;
  const std::vector<TokenRange>& people_;
  const AttributionNumbers& numbers_;
  text::Pace pace_;
  const std::vector<bool> headings_;
  std::vector<Marked> marked_;
  TokenRange clause_{0, 0};    // Of the cue at hand; no part of what it reports.
  std::vector<size_t> owner_;  // For each token of a quotation, the cue that reports it.
  std::vector<Attribution> out_;
};

}  // namespace

std::optional<size_t> LabelEnd(const Syntax& s, TokenRange tokens) {
  for (size_t k = tokens.begin; k < tokens.end && k - tokens.begin <= kMaxLabelTokens; ++k) {
    if (s.Token(k) == ":") return k > tokens.begin ? std::optional(k) : std::nullopt;
    const std::string_view token = s.Token(k);
    if (!std::all_of(token.begin(), token.end(),
                     [](char c) { return text::IsAsciiUpper(c) || c == '.'; }))
      return std::nullopt;
  }
  return std::nullopt;
}

absl::StatusOr<AttributionNumbers> AttributionNumbers::Create(const model::Bundle& bundle) {
  AttributionNumbers n;
  absl::Status status = model::Calibration(bundle.Section("calibration"))
                            .Read({{"quotes.affinity_weight", &n.affinity_weight},
                                   {"quotes.worst_affinity", &n.worst_affinity},
                                   {"quotes.quoted_bias", &n.quoted_bias},
                                   {"quotes.split_bonus", &n.split_bonus},
                                   {"quotes.signed_bonus", &n.signed_bonus},
                                   {"quotes.own_affinity", &n.own_affinity},
                                   {"quotes.faint_affinity", &n.faint_affinity},
                                   {"quotes.content", &n.content},
                                   {"quotes.indirect", &n.indirect},
                                   {"quotes.least_likely", &n.least_likely},
                                   {"quotes.transcript", &n.transcript},
                                   {"quotes.answer", &n.answer},
                                   {"quotes.inherited", &n.inherited},
                                   {"quotes.by_form", &n.by_form}});
  if (!status.ok()) return status;
  return n;
}

std::vector<Attribution> Attribute(const Syntax& s, const Reading& reading,
                                   const std::vector<TokenRange>& people,
                                   const AttributionNumbers& numbers, const text::Budget& budget) {
  return Assembler(s, reading, people, numbers, budget).Run();
}

}  // namespace textanalysis::quotes
