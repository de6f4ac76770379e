#include "analysis/verify/part.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"
#include "analysis/verify/surroundings.h"

namespace textanalysis::verify {
namespace {

using text::Span;

// A quotation stands where half of its words' weight does.
constexpr double kFoundShare = 0.5;
// Words apart from which two paragraphs are two passages.
constexpr uint32_t kSamePassageWords = 32;
// Places of one sentence are looked at up to so many words apart.
constexpr uint32_t kMaxSentence = 400;

// Whether two texts are the same characters but for white space.
bool SameCharacters(std::string_view a, std::string_view b) {
  return text::CollapseSpace(a) == text::CollapseSpace(b);
}

// Reads what the steps of one alignment mean.
class PartReader {
 public:
  PartReader(const DraftStretch& in, const Alignment& alignment)
      : in_(in),
        draft_(in.draft),
        sources_(in.sources),
        functions_(in.functions),
        stretch_(in.span),
        words_(in.words),
        alignment_(alignment) {}

  Part Read() {
    Part part{.share = alignment_.share, .num_words = words_.size()};
    for (size_t k = 0; k < alignment_.steps.size(); ++k) part.changes.push_back(ReadStep(k));
    AddPlaces(&part);
    for (const Range& range : alignment_.others) part.others.push_back(PlaceOf(range));
    part.verdict = VerdictOf(part);
    return part;
  }

  void AddLeftOff(const Range& before, const Range& after, Part* part) const {
    const Range all = PlacesOf(alignment_);
    if (part->verdict == Verdict::kNotFound || all.empty() || words_.empty()) return;
    const std::optional<uint32_t> lacks_before = LeftOffBefore(in_, all.begin);
    const std::optional<uint32_t> lacks_after = LeftOffAfter(in_, all.end);
    if (lacks_before && !Holds(before, *lacks_before)) {
      part->changes.insert(part->changes.begin(), LeftOff(stretch_.begin, *lacks_before));
    } else if (lacks_after && !Holds(after, *lacks_after)) {
      part->changes.push_back(LeftOff(stretch_.end, *lacks_after));
    } else {
      return;
    }
    part->verdict = std::max(part->verdict, Verdict::kAltered);
  }

 private:
  static bool Holds(const Range& places, uint32_t place) {
    return places.begin <= place && place < places.end;
  }

  const Word& At(uint32_t place) const { return sources_.words.word(place); }

  Span SpanOf(const Range& range) const {
    if (!range.empty()) return {words_[range.begin].begin, words_[range.end - 1].end};
    const size_t at = range.begin > 0 ? words_[range.begin - 1].end : stretch_.begin;
    return {at, at};
  }

  Span SourceSpanOf(const Range& range) const {
    if (!range.empty()) return {At(range.begin).begin, At(range.end - 1).end};
    const size_t at = range.begin > 0 ? At(range.begin - 1).end : 0;
    return {at, at};
  }

  Place PlaceOf(const Range& range) const {
    return sources_.standings.PlaceOf(sources_.words.SourceAt(range.begin), SourceSpanOf(range));
  }

  // The place right before which a step's places begin.
  size_t SourceOf(const Step& step) const {
    const uint32_t place =
        step.places.empty() && step.operation != Operation::kJump && step.places.begin > 0
            ? step.places.begin - 1
            : step.places.begin;
    return sources_.words.SourceAt(place);
  }

  Change ReadStep(size_t k) const {
    const Step& step = alignment_.steps[k];
    const bool is_jump = step.operation == Operation::kJump;
    Change change{.kind = static_cast<ChangeKind>(step.operation),
                  .draft = SpanOf(step.words),
                  .source = SourceOf(step),
                  .source_span = SourceSpanOf(step.places)};
    if (is_jump) change.source_span = {At(step.places.begin).begin, At(step.places.begin).begin};
    if (step.operation == Operation::kEqual) return change;
    const bool left_clause =
        step.operation == Operation::kLeftOut && IsReportingClause(step.places);
    change.is_marked = left_clause || IsMarked(k);
    if (left_clause) return change;
    const bool elided = change.is_marked && step.words.empty();
    // Words that were replaced are others, turning ones, too: “We [almost] won” for “We never won”.
    const bool is_replaced = step.operation == Operation::kReplaced;
    change.changes_negation =
        elided && (is_jump || !IsWithinSentence(step.places))
            ? JoinsNegation(LeftOut(k))
            : Count(step, &Word::is_negation, 1) != Count(step, &Word::is_negation, 0) ||
                  (is_replaced && Count(step, &Word::is_negation, 1) > 0);
    const size_t ours = Count(step, &Word::is_number, 0), theirs = Count(step, &Word::is_number, 1);
    change.changes_number = change.is_marked
                                ? (is_replaced && ours > 0 && theirs > 0) || PartsNumber(step)
                                : ours + theirs > 0 || LeavesOutSign(step);
    return change;
  }

  // Whether left-out words are a part of a number that stays: "10 [million] men".
  bool PartsNumber(const Step& step) const {
    const Range& out = step.places;
    if (step.operation != Operation::kLeftOut || out.empty() || out.begin == 0) return false;
    const auto are_numbers = [this](uint32_t first) {
      return sources_.words.GoesOn(first) && At(first).is_number && At(first + 1).is_number;
    };
    return are_numbers(out.begin - 1) || are_numbers(out.end - 1);
  }

  // Whether the draft lacks nothing but a sign: "50" of "50%".
  bool LeavesOutSign(const Step& step) const {
    return step.operation == Operation::kLeftOut &&
           Count(step, &Word::is_sign, 1) == step.places.size();
  }

  // How many words of a step, of the draft (0) or the source (1), are of a kind.
  size_t Count(const Step& step, bool Word::*kind, int side) const {
    size_t count = 0;
    const Range& range = side == 0 ? step.words : step.places;
    for (uint32_t k = range.begin; k < range.end; ++k)
      count += (side == 0 ? words_[k] : At(k)).*kind;
    return count;
  }

  // Whether the draft shows that something was done here.
  bool IsMarked(size_t k) const {
    const Step& step = alignment_.steps[k];
    const auto bracketed = [this](uint32_t word) {
      return word < words_.size() && words_[word].is_bracketed;
    };
    if (step.operation == Operation::kReplaced || step.operation == Operation::kAdded) {
      const auto begin = words_.begin() + step.words.begin, end = words_.begin() + step.words.end;
      return std::all_of(begin, end, [](const Word& w) { return w.is_bracketed; }) &&
             KeepsLettersOutside(step);
    }
    const uint32_t next = step.words.begin;
    const bool elided = next < words_.size() && words_[next].follows_elision;
    if (step.operation == Operation::kJump) return elided && GoesOn(k);
    if (elided || bracketed(next) || (next > 0 && bracketed(next - 1))) return true;
    for (uint32_t place = step.places.begin; place < step.places.end; ++place) {
      if (!At(place).is_bracketed) return false;
    }
    return true;
  }

  // Whether what a word has outside brackets within it is the begin or the end of the source's word:
  // "walk[ed]" for "walks", but not "reject[ed]" for "accepts".
  bool KeepsLettersOutside(const Step& step) const {
    for (uint32_t k = 0; k < step.words.size(); ++k) {
      const std::string written =
          text::ToLower(text::Slice(draft_.text, words_[step.words.begin + k].span()));
      const size_t opens = written.find('['), closes = written.find(']');
      if (opens == std::string::npos && closes == std::string::npos) continue;
      if (step.places.size() != step.words.size()) return false;
      const std::string theirs = sources_.words.Lower(step.places.begin + k);
      const bool keeps_begin =
          opens == std::string::npos || theirs.starts_with(written.substr(0, opens));
      const bool keeps_end =
          closes == std::string::npos || theirs.ends_with(written.substr(closes + 1));
      if (!keeps_begin || !keeps_end) return false;
    }
    return true;
  }

  // Whether a jump goes forward in its source.
  bool GoesOn(size_t k) const {
    const uint32_t to = alignment_.steps[k].places.begin;
    for (size_t before = k; before-- > 0;) {
      const Step& step = alignment_.steps[before];
      if (!step.places.empty())
        return step.places.end <= to && SourceOf(step) == sources_.words.SourceAt(to);
    }
    return false;
  }

  // Whether left-out words are the source's own between two parts of one quotation: "she said".
  bool IsReportingClause(const Range& places) const {
    const Standings& standings = sources_.standings;
    if (places.begin == 0) return false;
    for (uint32_t place = places.begin; place < places.end; ++place) {
      if (standings.StretchAt(place) != Standings::kNone) return false;
    }
    const uint32_t before = standings.StretchAt(places.begin - 1),
                   after = standings.StretchAt(places.end);
    if (before == Standings::kNone || after == Standings::kNone) return false;
    return standings.QuoteOf(before).has_value() &&
           standings.QuoteOf(before) == standings.QuoteOf(after);
  }

  bool IsWithinSentence(const Range& places) const {
    if (places.size() > kMaxSentence) return false;
    const uint32_t first = places.begin > 0 ? places.begin - 1 : 0;
    for (uint32_t place = first; place + 1 < places.end; ++place) {
      if (At(place).ends_sentence) return false;
    }
    return true;
  }

  // The places that a step leaves out; those of a jump lie between what it joins.
  Range LeftOut(size_t k) const {
    const Step& step = alignment_.steps[k];
    if (step.operation != Operation::kJump) return step.places;
    return {k == 0 ? step.places.begin : alignment_.steps[k - 1].places.end, step.places.begin};
  }

  // Whether left-out words, from within one sentence into another, turn round what stays of either: "I
  // trust him [not at all. He lied.] …"; "I do not want to [pay for it. But I] support it"; "I [want it.
  // I do not] support it".
  bool JoinsNegation(const Range& left_out) const {
    if (left_out.begin == 0 || At(left_out.begin - 1).ends_sentence)
      return HasNegationBefore(left_out.end, left_out.begin);
    const uint32_t end = std::min(left_out.end, left_out.begin + kMaxSentence);
    for (uint32_t k = left_out.begin; k < end; ++k) {
      if (At(k).is_negation) return true;
      if (At(k).ends_sentence) break;
    }
    return HasNegationBefore(left_out.end, left_out.begin) ||
           (ResumesWithinClause(left_out.end) && HasNegationBefore(left_out.begin, 0));
  }

  // Whether a negation stands between the beginning of the sentence that holds the place before `end`, or
  // `limit`, and `end`.
  bool HasNegationBefore(uint32_t end, uint32_t limit) const {
    for (uint32_t k = end; k > limit && end - k < kMaxSentence; --k) {
      if (At(k - 1).ends_sentence) return false;
      if (At(k - 1).is_negation) return true;
    }
    return false;
  }

  // Whether the words from `place` on are no clause of their own: neither a mark nor a conjunction stands
  // before them.
  bool ResumesWithinClause(uint32_t place) const {
    return place > 0 && !At(place - 1).ends_sentence && !sources_.words.HasMarkAfter(place - 1) &&
           functions_.Find(sources_.words.Lower(place - 1)) != "conj";
  }

  // Whether left-out words are few, or of one paragraph, or of one quotation.
  bool IsOnePassage(const Range& places) const {
    if (places.size() <= kSamePassageWords || places.begin == 0) return true;
    if (sources_.standings.StretchAt(places.begin - 1) != Standings::kNone) return true;
    for (uint32_t place = places.begin; place <= places.end; ++place) {
      if (At(place).begins_paragraph) return false;
    }
    return true;
  }

  Verdict VerdictOf(const Part& part) const {
    if (part.share < kFoundShare) return Verdict::kNotFound;
    Verdict worst = IsVerbatim() ? Verdict::kVerbatim : Verdict::kVerbatimButForForm;
    if (AsksOtherwise()) worst = Verdict::kAltered;
    for (size_t k = 0; k < part.changes.size(); ++k) {
      const Change& change = part.changes[k];
      Verdict verdict = Verdict::kVerbatim;
      const bool left_out = change.kind == ChangeKind::kLeftOut;
      const bool leaves_out_sign = LeavesOutSign(alignment_.steps[k]) && !change.is_marked;
      if (change.changes_negation || leaves_out_sign ||
          (change.changes_number && (!left_out || change.is_marked))) {
        verdict = Verdict::kAltered;
      } else if (left_out && !change.is_marked) {
        verdict = Verdict::kCut;
      } else if (change.kind != ChangeKind::kEqual && !change.is_marked) {
        verdict = Verdict::kAltered;
      }
      if (left_out && !change.is_marked && !IsOnePassage(alignment_.steps[k].places))
        verdict = Verdict::kSpliced;
      if (change.kind == ChangeKind::kJump && !change.is_marked) verdict = Verdict::kSpliced;
      worst = std::max(worst, verdict);
    }
    return worst;
  }

  Change LeftOff(size_t at, uint32_t place) const {
    return {.kind = ChangeKind::kLeftOut,
            .draft = {at, at},
            .source = sources_.words.SourceAt(place),
            .source_span = SourceSpanOf({place, place + 1}),
            .changes_negation = At(place).is_negation,
            .changes_number = At(place).is_number};
  }

  // Whether a whole sentence asks on one side alone, and nothing but its mark says so: “It is over?”
  // beside “It is over,”.
  bool AsksOtherwise() const {
    for (const Step& step : alignment_.steps) {
      if (step.operation != Operation::kEqual || step.words.size() != step.places.size()) continue;
      std::optional<uint32_t> first;  // Of the sentence.
      for (uint32_t k = 0; k < step.words.size(); ++k) {
        const uint32_t place = step.places.begin + k;
        if (BeginsSentence(place)) first = place;
        const bool ends = At(place).ends_sentence || sources_.standings.StretchAt(place) !=
                                                         sources_.standings.StretchAt(place + 1);
        if (!first || !ends) continue;
        if (At(place).ends_question != Asks(step.words.begin + k) &&
            IsStatement({*first, place + 1}))
          return true;
      }
    }
    return false;
  }

  // Whether the order of a sentence's words states: it begins with a pronoun or a determiner, holds no word
  // of a question, and is one clause.
  bool IsStatement(const Range& sentence) const {
    const size_t source = sources_.words.SourceAt(sentence.begin);
    const std::string_view written =
        text::Slice(sources_.words.texts()[source].text, SourceSpanOf(sentence));
    const std::optional<std::string_view> use =
        functions_.Find(sources_.words.Lower(sentence.begin));
    if ((use != "subject" && use != "det") || sentence.size() > kMaxSentence) return false;
    for (uint32_t place = sentence.begin; place < sentence.end; ++place) {
      if (functions_.Find(sources_.words.Lower(place)) == "wh") return false;
    }
    return written.find(',') == std::string_view::npos;
  }

  // Whether a sentence begins at `place`, or did with a conjunction right before it: "So it is over?"
  bool BeginsSentence(uint32_t place) const {
    return IsSentenceHead(place) || (functions_.Find(sources_.words.Lower(place - 1)) == "conj" &&
                                     IsSentenceHead(place - 1));
  }

  bool IsSentenceHead(uint32_t place) const {
    const Standings& standings = sources_.standings;
    return place == 0 || At(place).begins_paragraph || At(place - 1).ends_sentence ||
           sources_.words.HasColonAfter(place - 1) ||
           standings.StretchAt(place) != standings.StretchAt(place - 1);
  }

  // Whether a question ends with a word of the draft.
  bool Asks(uint32_t word) const {
    return word + 1 == words_.size() ? DraftAsks(in_) : words_[word].ends_question;
  }

  bool IsVerbatim() const {
    const std::vector<Step>& steps = alignment_.steps;
    return steps.size() == 1 && steps[0].operation == Operation::kEqual &&
           SameCharacters(text::Slice(draft_.text, SpanOf(steps[0].words)),
                          text::Slice(sources_.words.texts()[SourceOf(steps[0])].text,
                                      SourceSpanOf(steps[0].places)));
  }

  // One place for what stands between two jumps.
  void AddPlaces(Part* part) const {
    Range range;
    bool open = false;
    const auto close = [&] {
      if (open) part->places.push_back(PlaceOf(range));
      open = false;
    };
    for (const Step& step : alignment_.steps) {
      if (step.operation == Operation::kJump) close();
      if (step.places.empty() || step.operation == Operation::kJump) continue;
      if (!open) range = step.places;
      open = true;
      range.end = step.places.end;
    }
    close();
  }

  const DraftStretch& in_;
  const Text& draft_;
  const IndexedSources& sources_;
  const model::Lexicon& functions_;
  const Span stretch_;
  const std::vector<Word>& words_;
  const Alignment& alignment_;
};

}  // namespace

Part ReadPart(const DraftStretch& in, const Alignment& alignment) {
  return PartReader(in, alignment).Read();
}

void AddLeftOff(const DraftStretch& in, const Alignment& alignment, const Range& before,
                const Range& after, Part* part) {
  PartReader(in, alignment).AddLeftOff(before, after, part);
}

Range PlacesOf(const Alignment& alignment) {
  const Range first = alignment.steps.front().places, last = alignment.steps.back().places;
  if (first.empty() || last.empty() || first.begin >= last.end) return {};
  return {first.begin, last.end};
}

}  // namespace textanalysis::verify
