#include "analysis/verify/surroundings.h"

#include <algorithm>
#include <string_view>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::verify {
namespace {

using text::Span;

// So many bytes of a draft are looked at for a word before or after marks, and before them for a condition.
constexpr size_t kMaxBeside = 64, kMaxConditionBytes = 256;
constexpr size_t kMaxMarkBytes = 4;  // A closing mark and the one that ends the sentence.
// A negation turns round what stands so few words behind it, or another negation.
constexpr uint32_t kNegationReach = 3, kNegationOfNegation = 2;
// A source's reporting clause between two parts of a quotation has so many words at most, and a condition
// before its consequence.
constexpr uint32_t kMaxClause = 16, kMaxCondition = 40;
// So many words are a clause, though no verb is known among them: behind "that", and anywhere.
constexpr size_t kMinToldClause = 3, kMinClause = 4;
// The quantifier of a subject has so many words at most: "Not a single one of our members".
constexpr uint32_t kMaxQuantifier = 7;
// So many words at most stand between a denial and the verb of the report that it denies.
constexpr uint32_t kMaxReporter = 6;

class Surroundings {
 public:
  explicit Surroundings(const DraftStretch& in)
      : in_(in),
        draft_(in.draft),
        places_(in.sources.words),
        standings_(in.sources.standings),
        functions_(in.functions),
        stretch_(in.span),
        words_(in.words) {}

  std::optional<uint32_t> Before(uint32_t begin) const {
    if (begin == 0) return std::nullopt;
    const uint32_t before = begin - 1;
    if (const std::optional<uint32_t> turning = Turning(begin))
      return DraftTurnsBefore() ? std::nullopt : turning;
    if (places_.GoesOn(before) && !places_.HasMarkAfter(before) && GoesOnFromNumber(begin) &&
        !DraftHasBefore(before))
      return before;
    if (IsVerb(UseOf(before)) && OpensQuestion(before) && !DraftAsks(in_)) return before;
    const std::optional<uint32_t> condition = ConditionBefore(begin);
    return condition && !DraftHasCondition() ? condition : std::nullopt;
  }

  // The word before `begin` that turns the words round. "No, we will stay": what a mark parts does not, but
  // for the opening mark of a quotation, "He did not say “we will stay”".
  std::optional<uint32_t> Turning(uint32_t begin) const {
    if (begin == 0 || !places_.GoesOn(begin - 1)) return std::nullopt;
    const uint32_t before = begin - 1;
    if (places_.HasMarkAfter(before)) {
      const bool opens = standings_.StretchAt(begin) != Standings::kNone &&
                         standings_.StretchAt(before) == Standings::kNone;
      return opens ? DenialBy(before) : std::nullopt;
    }
    if (TurnsRound(before)) return before;
    // A negation may stand before an auxiliary, "Rarely do [we lose]", or before the subject of a
    // verb, "Neither Smith nor Jones [has paid]".
    if (IsVerb(UseOf(before)) && before > 0 && places_.GoesOn(before - 1) && TurnsRound(before - 1))
      return before - 1;
    if (IsVerb(UseOf(begin))) {
      if (const auto subject = NegationBefore(begin, kNegationReach)) return subject;
    }
    if (const auto quantifier = QuantifierBefore(begin)) return quantifier;
    return DenialOfClause(begin);
  }

  std::optional<uint32_t> After(uint32_t end) const {
    const uint32_t last = end - 1;
    const bool goes_on = places_.GoesOn(last) && !places_.HasMarkAfter(last);
    const bool is_number = words_.back().is_number && At(last).is_number;
    if (goes_on && is_number && (At(end).is_number || At(end).is_sign)) return end;
    const std::optional<uint32_t> next = SaidAfter(last);
    if (next && IsCondition(*next)) return DraftHasCondition() ? std::nullopt : next;
    // A negation that ends the clause turns it round: "I will pay him [nothing]", "This one does[n't]".
    return next == end && goes_on && At(end).is_negation && HoldsClause() ? std::optional(end)
                                                                          : std::nullopt;
  }

 private:
  const Word& At(uint32_t place) const { return places_.word(place); }
  bool IsCondition(uint32_t place) const { return places_.vocabulary().IsCondition(At(place).id); }
  std::optional<std::string_view> UseOf(uint32_t place) const {
    return functions_.Find(places_.Lower(place));
  }

  static bool IsVerb(std::optional<std::string_view> use) {
    return use == "finite" || use == "modal";
  }

  // Whether a word turns round what follows, and nothing turns it round itself: "no doubt".
  bool TurnsRound(uint32_t place) const {
    const bool is_opinion = places_.vocabulary().IsOpinion(At(place).id);
    return At(place).is_negation &&
           !(is_opinion && NegationBefore(place, kNegationOfNegation).has_value());
  }

  // The last word of a kind among the `reach` words before `place`, which no mark parts.
  template <typename Is>
  std::optional<uint32_t> LastBefore(uint32_t place, uint32_t reach, const Is& is) const {
    for (uint32_t k = place; k > 0 && place - k < reach; --k) {
      if (!places_.GoesOn(k - 1) || places_.HasMarkAfter(k - 1)) return std::nullopt;
      if (is(At(k - 1))) return k - 1;
    }
    return std::nullopt;
  }

  std::optional<uint32_t> NegationBefore(uint32_t place, uint32_t reach) const {
    return LastBefore(place, reach, [](const Word& word) { return word.is_negation; });
  }

  // The negation at the head of a sentence whose subject goes on with the words: "[Not] all of our members",
  // "[None] of the members".
  std::optional<uint32_t> QuantifierBefore(uint32_t begin) const {
    const uint32_t last = UseOf(begin - 1) == "det" && begin > 1 ? begin - 2 : begin - 1;
    if (UseOf(last) != "prep") return std::nullopt;
    const std::optional<uint32_t> negation = NegationBefore(last, kMaxQuantifier);
    return negation && !SaidBefore(*negation) ? negation : std::nullopt;
  }

  // The word that denies the clause which begins at `begin`: "I [deny] that …", "I do [not] think …".
  std::optional<uint32_t> DenialOfClause(uint32_t begin) const {
    uint32_t verb = begin - 1;
    const bool is_told = UseOf(verb) == "that";
    // Many verbs are in no list.
    if (!HoldsClause() && words_.size() < (is_told ? kMinToldClause : kMinClause))
      return std::nullopt;
    if (is_told) {
      if (verb == 0 || !places_.GoesOn(verb - 1)) return std::nullopt;
      --verb;
    }
    return DenialBy(verb);
  }

  // The word that denies what `verb` is said of: "[deny]", "do [not] think", "is [false]", "a [lie] to say".
  std::optional<uint32_t> DenialBy(uint32_t verb) const {
    const std::optional<uint32_t> negation = NegationBefore(verb, kNegationReach);
    if (At(verb).is_negation || places_.vocabulary().IsDenial(At(verb).id))
      return negation ? std::nullopt : std::optional(verb);
    if (!places_.vocabulary().IsOpinion(At(verb).id)) return std::nullopt;
    if (negation) return negation;
    return LastBefore(verb, kNegationReach,
                      [this](const Word& word) { return places_.vocabulary().IsDenial(word.id); });
  }

  // Whether a question of the source begins with the word at `place`.
  bool OpensQuestion(uint32_t place) const {
    if (SaidBefore(place)) return false;
    uint32_t last = place;
    while (last - place < kMaxCondition && places_.GoesOn(last)) ++last;
    return At(last).ends_question;
  }

  // Whether a sentence that begins at `place` begins with a condition: "If it rains", "Without a deal",
  // "Should it rain".
  bool OpensCondition(uint32_t place) const {
    const std::optional<std::string_view> use = UseOf(place), next = UseOf(place + 1);
    const bool is_inverted =
        IsVerb(use) && (next == "subject" || next == "det") && !OpensQuestion(place);
    return IsCondition(place) || (At(place).is_negation && use == "prep") || is_inverted;
  }

  // Whether the words begin within a number: "two [hundred thousand]", "half [a million]", "a quarter of [a million]".
  bool GoesOnFromNumber(uint32_t begin) const {
    const bool is_number = words_.front().is_number && At(begin).is_number;
    const bool follows_article =
        words_.size() > 1 && words_[1].is_number && !words_[0].is_number && UseOf(begin) == "det";
    if (!is_number && !follows_article) return false;
    if (At(begin - 1).is_number) return true;
    return follows_article && begin > 1 && places_.GoesOn(begin - 2) && At(begin - 2).is_number &&
           UseOf(begin - 1) == "prep";
  }

  // Whether the words hold a verb or begin with a pronoun, so that what goes on is said of them.
  bool HoldsClause() const {
    const auto use_of = [this](const Word& word) {
      return functions_.Find(text::ToLower(text::Slice(draft_.text, word.span())));
    };
    return use_of(words_.front()) == "subject" ||
           std::any_of(words_.begin(), words_.end(),
                       [&](const Word& word) { return IsVerb(use_of(word)); });
  }

  // The condition that opens the source's sentence, if a mark parts it from the words, which are its
  // consequence: "If it gets worse, we will close the pier".
  std::optional<uint32_t> ConditionBefore(uint32_t begin) const {
    const bool is_joined = UseOf(begin) == "conj" || UseOf(begin - 1) == "conj";
    if (is_joined || !HoldsClause()) return std::nullopt;
    uint32_t first = begin;
    bool is_parted = false;
    for (uint32_t words = 0; words < kMaxCondition; ++words) {
      const std::optional<uint32_t> before = SaidBefore(first);
      if (!before) break;
      // A word may stand between the mark and the consequence: "then".
      if (words <= 1) is_parted = is_parted || *before + 1 < first || places_.HasMarkAfter(*before);
      first = *before;
    }
    return is_parted && OpensCondition(first) ? std::optional(first) : std::nullopt;
  }

  // The place after `place` where the sentence of the source's quotation, or of what is none, goes on: behind “…,”
  // she said.
  std::optional<uint32_t> SaidAfter(uint32_t place) const {
    if (!places_.GoesOn(place)) return std::nullopt;
    const uint32_t stretch = standings_.StretchAt(place);
    if (stretch == standings_.StretchAt(place + 1)) return place + 1;
    for (uint32_t k = place + 1; k - place <= kMaxClause; ++k) {
      if (standings_.StretchAt(k) != Standings::kNone) return Same(stretch, k);
      if (!places_.GoesOn(k)) break;
    }
    return std::nullopt;
  }

  // The place before `place` where that sentence goes on.
  std::optional<uint32_t> SaidBefore(uint32_t place) const {
    const uint32_t stretch = standings_.StretchAt(place);
    for (uint32_t k = place; k > 0 && place - k <= kMaxClause; --k) {
      if (!places_.GoesOn(k - 1)) break;
      const uint32_t other = standings_.StretchAt(k - 1);
      if (k == place && other == stretch) return k - 1;
      if (other != Standings::kNone) return Same(stretch, k - 1);
    }
    return std::nullopt;
  }

  // `place`, if it is of the quotation of `stretch`.
  std::optional<uint32_t> Same(uint32_t stretch, uint32_t place) const {
    if (stretch == Standings::kNone || !standings_.QuoteOf(stretch)) return std::nullopt;
    const bool is_same =
        standings_.QuoteOf(standings_.StretchAt(place)) == standings_.QuoteOf(stretch);
    return is_same ? std::optional(place) : std::nullopt;
  }

  // The draft's words beside the marks: before them, or after.
  std::vector<Word> DraftBefore(size_t bytes) const {
    size_t begin = stretch_.begin - std::min(stretch_.begin, bytes);
    while (begin < stretch_.begin && text::IsContinuationByte(draft_.text[begin])) ++begin;
    return ReadWords(draft_.text, {begin, stretch_.begin}, places_.vocabulary());
  }
  std::vector<Word> DraftAfter() const {
    size_t end = std::min(draft_.text.size(), stretch_.end + kMaxBeside);
    while (end < draft_.text.size() && text::IsContinuationByte(draft_.text[end])) ++end;
    return ReadWords(draft_.text, {stretch_.end, end}, places_.vocabulary());
  }

  // Whether the draft's own words turn round what it quotes: he will never “pay a penny”.
  bool DraftTurnsBefore() const {
    const std::vector<Word> before = DraftBefore(kMaxBeside);
    const size_t count = std::min<size_t>(before.size(), kNegationReach);
    return std::any_of(before.end() - static_cast<ptrdiff_t>(count), before.end(),
                       [](const Word& word) { return word.is_negation; });
  }

  // Whether the draft has the word at a place right before the marks.
  bool DraftHasBefore(uint32_t place) const {
    const std::vector<Word> before = DraftBefore(kMaxBeside);
    return !before.empty() && before.back().id == At(place).id;
  }

  // Whether the draft's sentence has a condition: “I will sign” if …; “I will sign,” he said, if …; if …,
  // he said, “I will sign”; but not “I will sign,” he said when asked if ….
  bool DraftHasCondition() const {
    size_t end = stretch_.end;
    for (const Word& word : DraftAfter()) {
      const bool is_parted = text::Trim(text::Slice(draft_.text, {end, word.begin})) != "";
      if (is_parted && places_.vocabulary().IsCondition(word.id)) return true;
      if (word.ends_sentence) break;
      end = word.end;
    }
    const std::vector<Word> before = DraftBefore(kMaxConditionBytes);
    for (size_t k = before.size(); k-- > 0 && !before[k].ends_sentence;) {
      if (places_.vocabulary().IsCondition(before[k].id)) return true;
    }
    return false;
  }

  const DraftStretch& in_;
  const Text& draft_;
  const Sources& places_;
  const Standings& standings_;
  const model::Lexicon& functions_;
  const Span stretch_;
  const std::vector<Word>& words_;
};

}  // namespace

bool DraftAsks(const DraftStretch& in) {
  return in.words.back().ends_question ||
         in.draft.text.substr(in.span.end, kMaxMarkBytes).find('?') != std::string_view::npos;
}

bool IsTurnedRound(const DraftStretch& in, uint32_t begin) {
  return Surroundings(in).Turning(begin).has_value();
}

bool IsReportDenied(const IndexedSources& sources, const model::Lexicon& functions, uint32_t cue) {
  const Sources& words = sources.words;
  const auto is_denial = [&words](uint32_t k) {
    const WordId id = words.word(k).id;
    return words.vocabulary().IsDenial(id) ||
           (words.word(k).is_negation && words.vocabulary().IsOpinion(id));
  };
  for (uint32_t k = cue; k > 0 && cue - k < kMaxReporter; --k) {
    if (!words.GoesOn(k - 1) || words.HasMarkAfter(k - 1)) return false;
    // A denial stands right before the verb, or one word away, "denied saying", "denied having
    // said", or before "that": "denied that he said".
    const bool is_near = cue - k < 2 || functions.Find(words.Lower(k)) == "that";
    if (is_near && is_denial(k - 1)) return true;
  }
  return false;
}

std::optional<uint32_t> LeftOffBefore(const DraftStretch& in, uint32_t begin) {
  return Surroundings(in).Before(begin);
}

std::optional<uint32_t> LeftOffAfter(const DraftStretch& in, uint32_t end) {
  return Surroundings(in).After(end);
}

}  // namespace textanalysis::verify
