// Each stretch of a quotation is aligned by itself; what the steps of its alignment mean is decided
// by what stands around them: brackets and ellipses in the draft, marks and sentences in the source.

#include "analysis/verify/verifier.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "analysis/syntax/marks.h"
#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"
#include "analysis/verify/alignment.h"
#include "analysis/verify/passage.h"

namespace textanalysis::verify {
namespace {

using quotes::Quote;
using text::Span;

// Marked words that nobody says are a quotation from so many words on; fewer are a term or a title.
constexpr size_t kMinUnattributedWords = 3;
// A quotation stands where half of its words' weight does.
constexpr double kFoundShare = 0.5;
// A report is near a passage that has so much of its words' weight.
constexpr double kNearShare = 0.3;
// A part that so few words long says nothing of who speaks.
constexpr size_t kMinSpeakerWords = 3;
// Words apart from which two paragraphs are two passages.
constexpr uint32_t kSamePassageWords = 32;
// Words that lie so near each other are of one passage though marks begin or end between them.
constexpr uint32_t kNearMarks = 8;
// The letters of so many words at most are parted otherwise.
constexpr uint32_t kMaxParted = 3;
constexpr size_t kMinPart = 3;  // Bytes of a part of a word.
// How a place is preferred to another one that has the words as well, in words.
constexpr double kPreferSpeaker = 0.4, kPreferQuoted = 0.2, kPreferNear = 0.2;
constexpr uint32_t kNear = 400;

// A quotation of a draft, before it is looked for.
struct Quotation {
  std::optional<size_t> quote;
  std::vector<Span> spans;
  bool is_report = false;
};

// A closing mark is looked for so many bytes behind the paragraph that an opening one stands in.
constexpr size_t kMaxGoesOn = 2000;

// What a quotation that its paragraph or line does not close has before its closing mark, if no mark opens
// there: “We will close the pier¶and never pay the crew.”
std::optional<Span> GoesOn(std::string_view text, Span inner) {
  const size_t next = text.find_first_not_of(" \t\r\n", inner.end);
  if (next == std::string_view::npos ||
      text::Slice(text, {inner.end, next}).find('\n') == std::string_view::npos)
    return std::nullopt;
  for (size_t at = next; at < std::min(text.size(), next + kMaxGoesOn);) {
    const text::CodePoint c = text::DecodeAt(text, at);
    const bool follows_space = text::IsSpace(text::DecodeBefore(text, at).value);
    if (c.value == U'”' || c.value == U'»' || (c.value == '"' && !follows_space))
      return at > next ? std::optional(Span{next, at}) : std::nullopt;
    if (c.value == U'“' || c.value == U'«' || c.value == U'„' || c.value == '"')
      return std::nullopt;
    at += c.length;
  }
  return std::nullopt;
}

// `spans`, and what their last one has behind its paragraph.
std::vector<Span> Whole(std::string_view text, std::vector<Span> spans) {
  if (const auto more = GoesOn(text, spans.back())) spans.push_back(*more);
  return spans;
}

size_t CountWords(std::string_view text, const std::vector<Span>& spans) {
  size_t count = 0;
  for (const Span& span : spans) count += text::CountWords(text::Slice(text, span));
  return count;
}

std::vector<Quotation> QuotationsOf(const Text& draft, const text::Budget& budget) {
  std::vector<Quotation> out;
  std::vector<Span> known;
  for (size_t k = 0; k < draft.quotes->size(); ++k) {
    const Quote& quote = (*draft.quotes)[k];
    const bool is_report = quote.quoted.empty();
    const bool is_settled =
        quote.manner.type == quotes::AttributionType::kCommunication && !quote.manner.is_unsettled;
    if (is_report && !is_settled) continue;
    out.push_back({k, is_report ? quote.content : Whole(draft.text, quote.quoted), is_report});
    if (!is_report) known.insert(known.end(), out.back().spans.begin(), out.back().spans.end());
  }
  std::sort(known.begin(), known.end());
  for (const syntax::Stretch& stretch : MarkedStretches(draft.text, budget)) {
    const auto after = std::upper_bound(known.begin(), known.end(), Span{stretch.inner.end, 0});
    if (after != known.begin() && std::prev(after)->Overlaps(stretch.inner)) continue;
    std::vector<Span> spans = {stretch.inner};
    if (!stretch.closed) spans = Whole(draft.text, std::move(spans));
    if (CountWords(draft.text, spans) < kMinUnattributedWords) continue;
    out.push_back({std::nullopt, std::move(spans), false});
  }
  std::stable_sort(out.begin(), out.end(), [](const Quotation& a, const Quotation& b) {
    return a.spans.front() < b.spans.front();
  });
  return out;
}

// Whether two texts are the same characters but for white space.
bool SameCharacters(std::string_view a, std::string_view b) {
  return text::CollapseSpace(a) == text::CollapseSpace(b);
}

// Gives quotations names that do not change where others are put before or behind them.
class Names {
 public:
  std::string Next(const Text& draft, const std::vector<Span>& spans) {
    std::string words;
    for (const Span& span : spans)
      words += text::CollapseSpace(text::Slice(draft.text, span)) + "\n";
    const size_t times = times_[words]++;
    return absl::StrFormat("q%016x", text::Combine(text::Hash(words), times));
  }

 private:
  text::KeyedMap<std::string, size_t> times_;
};

// So many bytes of a draft are looked at for a word before or after marks.
constexpr size_t kMaxBeside = 64;
constexpr size_t kMaxMarkBytes = 3;
// A negation of the draft's own turns round what stands in marks so few words behind it.
constexpr size_t kNegationReach = 3;
// A source's reporting clause between two parts of a quotation has so many words at most.
constexpr uint32_t kMaxClause = 16;
// Places of one sentence are looked at up to so many words apart.
constexpr uint32_t kMaxSentence = 400;

// What one stretch of a quotation came to.
struct Part {
  Verdict verdict = Verdict::kNotFound;
  double share = 0;
  size_t num_words = 0;
  std::vector<Place> places{};
  std::vector<Place> others{};
  std::vector<Change> changes{};
};

// Reads what the steps of one alignment mean.
class PartReader {
 public:
  PartReader(const Text& draft, const IndexedSources& sources, const model::Lexicon& functions,
             Span stretch, const std::vector<Word>& words, const Alignment& alignment)
      : draft_(draft),
        sources_(sources),
        functions_(functions),
        stretch_(stretch),
        words_(words),
        alignment_(alignment) {}

  Part Read() {
    Part part{.share = alignment_.share, .num_words = words_.size()};
    for (size_t k = 0; k < alignment_.steps.size(); ++k) part.changes.push_back(ReadStep(k));
    AddPlaces(&part);
    for (const Range& range : alignment_.others) part.others.push_back(PlaceOf(range));
    part.verdict = VerdictOf(part);
    return part;
  }

  // Notes what the source has right before or after the words and turns them round, unless the draft
  // has it outside its marks, or in the part `before` or `after` this one: "[not] a penny of it", "cost 14
  // [million]", "I will sign [if …]".
  void AddLeftOff(const Range& before, const Range& after, Part* part) const {
    const Range all = Places();
    if (part->verdict == Verdict::kNotFound || all.empty() || words_.empty()) return;
    if (!Holds(before, all.begin - 1) && LacksBefore(all.begin)) {
      part->changes.insert(part->changes.begin(), LeftOff(stretch_.begin, all.begin - 1));
    } else if (const auto place = LackingAfter(all.end); place && !Holds(after, *place)) {
      part->changes.push_back(LeftOff(stretch_.end, *place));
    } else {
      return;
    }
    part->verdict = std::max(part->verdict, Verdict::kAltered);
  }

  // The places from the first to the last word; empty where either end has none.
  Range Places() const {
    const Range first = alignment_.steps.front().places, last = alignment_.steps.back().places;
    if (first.empty() || last.empty() || first.begin >= last.end) return {};
    return {first.begin, last.end};
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
      return GoTogether(first) && At(first).is_number && At(first + 1).is_number;
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
      const std::string theirs = LowerOf(step.places.begin + k);
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
    return place > 0 && !At(place - 1).ends_sentence && !HasMarkAfter(place - 1) &&
           functions_.Find(LowerOf(place - 1)) != "conj";
  }

  // Whether something other than white space stands between a place and the next one.
  bool HasMarkAfter(uint32_t place) const {
    const size_t source = sources_.words.SourceAt(place);
    const std::string_view text = sources_.words.texts()[source].text;
    const Span between{At(place).end, std::max(At(place).end, At(place + 1).begin)};
    return !text::Trim(text::Slice(text, between)).empty();
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

  // Whether the word before `begin` turns the words round, or is a part of their number. "No, we will
  // stay": what a mark parts does not.
  bool LacksBefore(uint32_t begin) const {
    if (begin == 0 || !GoTogether(begin - 1) || HasMarkAfter(begin - 1)) return false;
    if (At(begin - 1).is_negation) return !DraftTurnsBefore();
    return GoesOnFromNumber(begin) && !DraftHasBefore(begin - 1);
  }

  // "two [hundred thousand]", "half [a million]", "a quarter of [a million]".
  bool GoesOnFromNumber(uint32_t begin) const {
    const bool is_number = words_.front().is_number && At(begin).is_number;
    const bool follows_article = words_.size() > 1 && words_[1].is_number && !words_[0].is_number &&
                                 functions_.Find(LowerOf(begin)) == "det";
    if (!is_number && !follows_article) return false;
    if (At(begin - 1).is_number) return true;
    return follows_article && begin > 1 && GoTogether(begin - 2) && At(begin - 2).is_number &&
           functions_.Find(LowerOf(begin - 1)) == "prep";
  }

  // The place after the words that makes them conditional or is a part of their number.
  std::optional<uint32_t> LackingAfter(uint32_t end) const {
    if (!GoTogether(end - 1)) return std::nullopt;
    const bool is_number = words_.back().is_number && At(end - 1).is_number;
    if (is_number && (At(end).is_number || At(end).is_sign) && !HasMarkAfter(end - 1)) return end;
    const std::optional<uint32_t> next = NextSaid(end);
    const bool is_condition = next && sources_.words.vocabulary().IsCondition(At(*next).id);
    // "I will pay him [nothing]", "This one does[n't]"
    if (next == end && At(end).is_negation && !is_condition && !HasMarkAfter(end - 1) &&
        HoldsClause())
      return end;
    return is_condition && !DraftHasConditionAfter() ? next : std::nullopt;
  }

  // Whether the words hold a verb or begin with a pronoun, so that what goes on is said of them.
  bool HoldsClause() const {
    const auto use_of = [this](const Word& word) {
      return functions_.Find(text::ToLower(text::Slice(draft_.text, word.span())));
    };
    return use_of(words_.front()) == "subject" ||
           std::any_of(words_.begin(), words_.end(), [&](const Word& word) {
             const std::optional<std::string_view> use = use_of(word);
             return use == "finite" || use == "modal";
           });
  }

  // The place from `end` on where the source's quotation, or what is none, goes on: behind “…,” she said.
  std::optional<uint32_t> NextSaid(uint32_t end) const {
    const Standings& standings = sources_.standings;
    const uint32_t stretch = standings.StretchAt(end - 1);
    if (stretch == standings.StretchAt(end)) return end;
    if (stretch == Standings::kNone || !standings.QuoteOf(stretch)) return std::nullopt;
    const uint32_t limit =
        std::min<uint32_t>(end + kMaxClause, static_cast<uint32_t>(sources_.words.num_places()));
    for (uint32_t place = end; place < limit; ++place) {
      const uint32_t other = standings.StretchAt(place);
      if (other != Standings::kNone)
        return standings.QuoteOf(other) == standings.QuoteOf(stretch) ? std::optional(place)
                                                                      : std::nullopt;
      if (At(place).ends_sentence) return std::nullopt;
    }
    return std::nullopt;
  }

  // Whether the words at `place` and after it are of one sentence of one source.
  bool GoTogether(uint32_t place) const {
    return place + 1 < sources_.words.num_places() && !At(place).ends_sentence &&
           sources_.words.SourceAt(place) == sources_.words.SourceAt(place + 1);
  }

  std::string LowerOf(uint32_t place) const {
    const Text& source = sources_.words.texts()[sources_.words.SourceAt(place)];
    return text::ToLower(text::Slice(source.text, At(place).span()));
  }

  // The draft's words beside the marks: before them, or after.
  std::vector<Word> DraftBefore() const {
    size_t begin = stretch_.begin - std::min(stretch_.begin, kMaxBeside);
    while (begin < stretch_.begin && text::IsContinuationByte(draft_.text[begin])) ++begin;
    return ReadWords(draft_.text, {begin, stretch_.begin}, sources_.words.vocabulary());
  }
  std::vector<Word> DraftAfter() const {
    size_t end = std::min(draft_.text.size(), stretch_.end + kMaxBeside);
    while (end < draft_.text.size() && text::IsContinuationByte(draft_.text[end])) ++end;
    return ReadWords(draft_.text, {stretch_.end, end}, sources_.words.vocabulary());
  }

  // Whether the draft's own words turn round what it quotes: he will never “pay a penny”.
  bool DraftTurnsBefore() const {
    const std::vector<Word> before = DraftBefore();
    const size_t count = std::min(before.size(), kNegationReach);
    return std::any_of(before.end() - static_cast<ptrdiff_t>(count), before.end(),
                       [](const Word& word) { return word.is_negation; });
  }

  // Whether the draft has the word at a place right before the marks.
  bool DraftHasBefore(uint32_t place) const {
    const std::vector<Word> before = DraftBefore();
    return !before.empty() && before.back().id == At(place).id;
  }

  // Whether the draft's sentence goes on with a condition: “I will sign” if …; “I will sign,” he said, if
  // …; but not “I will sign,” he said when asked if ….
  bool DraftHasConditionAfter() const {
    size_t end = stretch_.end;
    for (const Word& word : DraftAfter()) {
      const bool is_parted = text::Trim(text::Slice(draft_.text, {end, word.begin})) != "";
      if (is_parted && sources_.words.vocabulary().IsCondition(word.id)) return true;
      if (word.ends_sentence) return false;
      end = word.end;
    }
    return false;
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
    const std::optional<std::string_view> use = functions_.Find(LowerOf(sentence.begin));
    if ((use != "subject" && use != "det") || sentence.size() > kMaxSentence) return false;
    for (uint32_t place = sentence.begin; place < sentence.end; ++place) {
      if (functions_.Find(LowerOf(place)) == "wh") return false;
    }
    return written.find(',') == std::string_view::npos;
  }

  bool BeginsSentence(uint32_t place) const {
    const Standings& standings = sources_.standings;
    return place == 0 || At(place).begins_paragraph || At(place - 1).ends_sentence ||
           standings.StretchAt(place) != standings.StretchAt(place - 1);
  }

  // Whether a question ends with a word of the draft, before or after its closing mark.
  bool Asks(uint32_t word) const {
    return words_[word].ends_question ||
           (word + 1 == words_.size() &&
            draft_.text.substr(stretch_.end, kMaxMarkBytes + 1).find('?') != std::string::npos);
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

  const Text& draft_;
  const IndexedSources& sources_;
  const model::Lexicon& functions_;
  const Span stretch_;
  const std::vector<Word>& words_;
  const Alignment& alignment_;
};

// Checks the quotations of one draft.
class DraftChecker {
 public:
  DraftChecker(const Text& draft, const IndexedSources& sources, const model::Lexicon& functions,
               const SpeakerNames& names, const Scores& scores, const text::Budget& budget)
      : draft_(draft),
        sources_(sources),
        functions_(functions),
        names_(names),
        scores_(scores),
        pace_(budget) {}

  Finding Check(const Quotation& quotation) {
    agreements_.clear();
    last_place_.reset();
    Finding out{.quote = quotation.quote, .spans = quotation.spans};
    out.id = ids_.Next(draft_, quotation.spans);
    if (quotation.is_report) {
      CheckReport(quotation, &out);
    } else {
      CheckQuoted(quotation, &out);
    }
    out.score = scores_.Of({out.verdict, quotation.is_report, out.word_share,
                            CountWords(draft_.text, quotation.spans)});
    out.speaker = AgreementOf(out);
    return out;
  }

 private:
  // One stretch of a quotation between marks, what it is aligned with, and what that comes to.
  struct Checked {
    Span span;
    std::vector<Word> words{};
    std::optional<Alignment> found{};
    Part part{};
  };

  PartReader ReaderOf(const Checked& one) const {
    return {draft_, sources_, functions_, one.span, one.words, *one.found};
  }

  Range PlacesOf(const Checked& one) const { return one.found ? ReaderOf(one).Places() : Range(); }

  void CheckQuoted(const Quotation& quotation, Finding* out) {
    std::vector<Checked> all;
    for (const Span& span : quotation.spans) all.push_back(CheckStretch(span, quotation.quote));
    if (all.size() == 1) {
      TakeBestPlace(&all.front());
    } else {
      AddLeftOff(&all);
    }
    double share = 0;
    size_t words = 0, lost = 0;
    Verdict worst = Verdict::kVerbatim;
    for (Checked& one : all) {
      Part& part = one.part;
      share += part.share * static_cast<double>(part.num_words);
      words += part.num_words;
      if (part.verdict == Verdict::kNotFound) {
        lost += part.num_words;
        if (part.num_words > 0) worst = std::max(worst, Verdict::kAltered);
      } else {
        worst = std::max(worst, part.verdict);
      }
      if (all.size() == 1) out->others = std::move(part.others);
      out->places.insert(out->places.end(), part.places.begin(), part.places.end());
      out->changes.insert(out->changes.end(), part.changes.begin(), part.changes.end());
    }
    out->word_share = words == 0 ? 0 : static_cast<float>(share / static_cast<double>(words));
    out->verdict = 2 * lost > words || words == 0 || lost == words ? Verdict::kNotFound : worst;
    if (out->verdict != Verdict::kNotFound) return AddDenials(quotation, out);
    out->changes.clear();
    out->others.clear();
    AddPassage(quotation.spans, out);
  }

  // What each part of a quotation leaves off that no part beside it has.
  void AddLeftOff(std::vector<Checked>* all) const {
    for (size_t k = 0; k < all->size(); ++k) {
      Checked& one = (*all)[k];
      if (!one.found) continue;
      const Range before = k > 0 ? PlacesOf((*all)[k - 1]) : Range();
      const Range after = k + 1 < all->size() ? PlacesOf((*all)[k + 1]) : Range();
      ReaderOf(one).AddLeftOff(before, after, &one.part);
    }
  }

  // Of the places that have all the words, the one whose verdict is the best.
  void TakeBestPlace(Checked* one) const {
    if (!one->found) return;
    ReaderOf(*one).AddLeftOff({}, {}, &one->part);
    const bool is_whole =
        one->found->steps.size() == 1 && one->found->steps.front().operation == Operation::kEqual;
    if (!is_whole || one->part.verdict == Verdict::kVerbatim) return;
    const Alignment first = *one->found;
    for (size_t k = 0; k < first.others.size(); ++k) {
      Checked other{.span = one->span, .words = one->words, .found = first};
      std::swap(other.found->steps.front().places, other.found->others[k]);
      other.part = ReaderOf(other).Read();
      ReaderOf(other).AddLeftOff({}, {}, &other.part);
      if (other.part.verdict < one->part.verdict) *one = std::move(other);
    }
  }

  // A source that denies the words, where the draft does not: Diaz never said “…”.
  void AddDenials(const Quotation& quotation, Finding* out) const {
    const bool is_denied = quotation.quote && (*draft_.quotes)[*quotation.quote].manner.is_negated;
    for (const Place& place : out->places) {
      if (!place.quote) continue;
      const Quote& theirs = (*sources_.words.texts()[place.source].quotes)[*place.quote];
      if (theirs.manner.is_negated == is_denied || !theirs.cue) continue;
      if (place.span.Overlaps(*theirs.cue)) continue;  // “I don't think it is safe” is all there.
      const size_t end = out->spans.back().end;
      out->changes.push_back({.kind = ChangeKind::kLeftOut,
                              .draft = {end, end},
                              .source = place.source,
                              .source_span = *theirs.cue,
                              .changes_negation = true});
      out->verdict = std::max(out->verdict, Verdict::kAltered);
      return;
    }
  }

  void CheckReport(const Quotation& quotation, Finding* out) {
    const double share = AddPassage(quotation.spans, out);
    out->word_share = static_cast<float>(share);
    out->verdict = share >= kNearShare ? Verdict::kParaphrased : Verdict::kNotFound;
  }

  // Puts the nearest passage in the place of all others, and returns how near it is.
  double AddPassage(const std::vector<Span>& spans, Finding* out) {
    out->places.clear();
    std::vector<Word> words;
    for (const Span& span : spans) {
      const std::vector<Word> more = ReadWords(draft_.text, span, sources_.words.vocabulary());
      words.insert(words.end(), more.begin(), more.end());
    }
    const std::optional<Passage> passage = NearestPassage(sources_.words, words);
    if (!passage || passage->share < kNearShare) return 0;
    const Span span{sources_.words.word(passage->places.begin).begin,
                    sources_.words.word(passage->places.end - 1).end};
    const size_t source = sources_.words.SourceAt(passage->places.begin);
    out->places.push_back(sources_.standings.PassageOf(source, span));
    return passage->share;
  }

  Checked CheckStretch(Span span, std::optional<size_t> quote) {
    Checked out{.span = span, .words = ReadWords(draft_.text, span, sources_.words.vocabulary())};
    const std::vector<Word>& words = out.words;
    out.part.num_words = words.size();
    if (words.empty()) return out;
    out.found = Align(
        sources_.words, words,
        {.preference = [&](uint32_t place) { return PreferenceFor(place, quote); },
         .is_one_passage = [this](uint32_t a, uint32_t b) { return IsOnePassage(a, b); },
         .can_extend = [this](uint32_t beside, uint32_t place) { return CanExtend(beside, place); },
         .are_same_letters = [&](Range ours,
                                 Range theirs) { return AreSameLetters(words, ours, theirs); }},
        &pace_);
    if (!out.found) return out;
    out.part = ReaderOf(out).Read();
    for (const Step& step : out.found->steps) {
      if (!step.places.empty()) last_place_ = step.places.end;
    }
    return out;
  }

  // What is said is of one passage where it is of one quotation; what is not, where it is near.
  bool IsOnePassage(uint32_t first, uint32_t second) const {
    const Standings& standings = sources_.standings;
    const uint32_t a = standings.StretchAt(first), b = standings.StretchAt(second);
    if (a == b) return true;
    if (a == Standings::kNone || b == Standings::kNone) return second - first <= kNearMarks;
    return standings.QuoteOf(a).has_value() && standings.QuoteOf(a) == standings.QuoteOf(b);
  }

  // A replaced word stands in the same marks as the word beside it, or in the same sentence.
  bool CanExtend(uint32_t beside, uint32_t place) const {
    const Sources& words = sources_.words;
    if (words.word(place).id == Vocabulary::kUnknown) return false;
    const uint32_t stretch = sources_.standings.StretchAt(beside);
    if (stretch != sources_.standings.StretchAt(place)) return false;
    if (stretch != Standings::kNone) return true;
    const uint32_t first = std::min(beside, place), last = std::max(beside, place);
    for (uint32_t k = first; k < last; ++k) {
      if (words.word(k).ends_sentence || words.word(k + 1).begins_paragraph) return false;
    }
    return true;
  }

  // "health care" and "healthcare"; but "not able" and "notable", "in action" and "inaction", "10 5" and
  // "105" are other words.
  bool AreSameLetters(const std::vector<Word>& words, Range ours, Range theirs) const {
    if (std::max(ours.size(), theirs.size()) > kMaxParted || ours.size() == theirs.size())
      return false;
    const std::vector<Word> here(words.begin() + ours.begin, words.begin() + ours.end);
    std::vector<Word> there;
    for (uint32_t k = theirs.begin; k < theirs.end; ++k) there.push_back(sources_.words.word(k));
    const size_t source = sources_.words.SourceAt(theirs.begin);
    const auto joined = Joined(draft_.text, here);
    return joined && joined == Joined(sources_.words.texts()[source].text, there);
  }

  // The letters of words that may be written as one, or nothing: none of them means something by itself,
  // unless a hyphen at a line's end parts them.
  std::optional<std::string> Joined(std::string_view text, const std::vector<Word>& words) const {
    const auto is_broken_after = [&](size_t k) {
      const std::string_view between = text::Slice(text, {words[k].end, words[k + 1].begin});
      return text::Trim(between) == "-" && between.find('\n') != std::string_view::npos;
    };
    std::string out;
    for (size_t k = 0; k < words.size(); ++k) {
      const Word& word = words[k];
      const std::string lower = text::ToLower(text::Slice(text, word.span()));
      const bool is_broken =
          (k > 0 && is_broken_after(k - 1)) || (k + 1 < words.size() && is_broken_after(k));
      const bool is_own_word = lower.size() < kMinPart || functions_.Contains(lower);
      if (word.is_negation || word.is_number || word.is_sign ||
          (words.size() > 1 && is_own_word && !is_broken))
        return std::nullopt;
      out += lower;
    }
    return out;
  }

  double PreferenceFor(uint32_t place, std::optional<size_t> quote) {
    double out = 0;
    const uint32_t stretch = sources_.standings.StretchAt(place);
    if (stretch != Standings::kNone) out += kPreferQuoted;
    if (last_place_ && place >= *last_place_ && place < *last_place_ + kNear) out += kPreferNear;
    if (stretch == Standings::kNone || !quote) return out;
    const std::optional<size_t> theirs = sources_.standings.QuoteOf(stretch);
    const size_t source = sources_.words.SourceAt(place);
    if (theirs && Agreement(*quote, source, *theirs) == SpeakerAgreement::kSame)
      out += kPreferSpeaker;
    return out;
  }

  SpeakerAgreement Agreement(size_t quote, size_t source, size_t source_quote) {
    const auto [at, is_new] =
        agreements_.emplace(std::pair(source, source_quote), SpeakerAgreement::kUnknown);
    if (is_new) {
      const Text& text = sources_.words.texts()[source];
      at->second =
          names_.Compare(draft_, (*draft_.quotes)[quote], text, (*text.quotes)[source_quote]);
    }
    return at->second;
  }

  SpeakerAgreement AgreementOf(const Finding& finding) {
    if (!finding.quote || finding.verdict == Verdict::kNotFound) return SpeakerAgreement::kUnknown;
    SpeakerAgreement out = SpeakerAgreement::kUnknown;
    for (const Place& place : finding.places) {
      if (!place.quote) continue;
      const std::string_view words =
          text::Slice(sources_.words.texts()[place.source].text, place.span);
      if (finding.places.size() > 1 && text::CountWords(words) < kMinSpeakerWords) continue;
      const SpeakerAgreement one = Agreement(*finding.quote, place.source, *place.quote);
      if (one == SpeakerAgreement::kAnother) return one;
      if (out == SpeakerAgreement::kUnknown || one == SpeakerAgreement::kSame) out = one;
    }
    return out;
  }

  const Text& draft_;
  const IndexedSources& sources_;
  const model::Lexicon& functions_;
  const SpeakerNames& names_;
  const Scores& scores_;
  text::Pace pace_;
  Names ids_;
  std::optional<uint32_t> last_place_;  // Of the stretch before.
  std::map<std::pair<size_t, size_t>, SpeakerAgreement>
      agreements_;  // By source and its quotation.
};

// Room is taken for findings of so many bytes together.
constexpr size_t kRoom = 256 * 1024;

size_t BytesOf(const Finding& finding) {
  return sizeof(Finding) + (finding.places.size() + finding.others.size()) * sizeof(Place) +
         finding.changes.size() * sizeof(Change);
}

}  // namespace

absl::StatusOr<Verifier> Verifier::Create(const model::Bundle& bundle) {
  const absl::StatusOr<Scores> scores = Scores::Create(bundle);
  if (!scores.ok()) return scores.status();
  return Verifier(bundle, *scores);
}

absl::StatusOr<IndexedSources> Verifier::Index(std::vector<Text> sources,
                                               const text::Budget& budget) const {
  absl::StatusOr<Sources> words = Sources::Create(forms_, std::move(sources), budget);
  if (!words.ok()) return words.status();
  Standings standings(*words, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  return IndexedSources{*std::move(words), std::move(standings)};
}

absl::StatusOr<std::vector<Finding>> Verifier::Verify(const Text& draft,
                                                      const IndexedSources& sources,
                                                      const text::Budget& budget) const {
  std::vector<Finding> findings;
  size_t untaken = 0;  // Bytes that findings hold and nobody has room for yet.
  DraftChecker checker(draft, sources, functions_, names_, scores_, budget);
  for (const Quotation& quotation : QuotationsOf(draft, budget)) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    findings.push_back(checker.Check(quotation));
    untaken += BytesOf(findings.back());
    if (untaken < kRoom) continue;
    if (absl::Status status = budget.Take(std::exchange(untaken, 0)); !status.ok()) return status;
  }
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  return findings;
}

}  // namespace textanalysis::verify
