// Each stretch of a quotation is aligned by itself; what they come to together is the quotation's verdict.

#include "analysis/verify/verifier.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "analysis/syntax/marks.h"
#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"
#include "analysis/verify/alignment.h"
#include "analysis/verify/part.h"
#include "analysis/verify/passage.h"
#include "analysis/verify/quotations.h"

namespace textanalysis::verify {
namespace {

using quotes::Quote;
using text::Span;

// A passage that has fewer different words of a quotation that was not found, those of grammar
// aside, says nothing of it.
constexpr size_t kMinTelling = 2;
// A part of fewer words says nothing of who speaks.
constexpr size_t kMinSpeakerWords = 3;
// Words that lie so near each other are of one passage though marks begin or end between them.
constexpr uint32_t kNearMarks = 8;
// The letters of so many words at most are parted otherwise.
constexpr uint32_t kMaxParted = 3;
constexpr size_t kMinPart = 3;  // Bytes of a part of a word.
// How a place is preferred to another one that has the words as well, in words: an order and no fit.
// All together stay under what a place may be preferred by (alignment.h).
constexpr double kPreferSpeaker = 0.4, kPreferQuoted = 0.2, kPreferNear = 0.2;
constexpr uint32_t kNear = 400;

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

// Checks the quotations of one draft.
class DraftChecker {
 public:
  DraftChecker(const Text& draft, const IndexedSources& sources, const model::Lexicon& functions,
               const SpeakerNames& names, const Scores& scores, const text::Budget& budget)
      : draft_(draft),
        speakers_(draft),
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

  DraftStretch StretchOf(const Checked& one) const {
    return {draft_, sources_, functions_, one.span, one.words};
  }

  static Range Places(const Checked& one) { return one.found ? PlacesOf(*one.found) : Range(); }

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
    if (out->verdict != Verdict::kNotFound) return AddDenials(quotation, all, out);
    out->changes.clear();
    out->others.clear();
    AddPassage(quotation.spans, kMinTelling, out);
  }

  // What each part of a quotation leaves off that no part beside it has.
  void AddLeftOff(std::vector<Checked>* all) const {
    for (size_t k = 0; k < all->size(); ++k) {
      Checked& one = (*all)[k];
      if (!one.found) continue;
      const Range before = k > 0 ? Places((*all)[k - 1]) : Range();
      const Range after = k + 1 < all->size() ? Places((*all)[k + 1]) : Range();
      verify::AddLeftOff(StretchOf(one), *one.found, before, after, &one.part);
    }
  }

  // Where several places have all the words, takes the one whose verdict is the best.
  void TakeBestPlace(Checked* one) const {
    if (!one->found) return;
    verify::AddLeftOff(StretchOf(*one), *one->found, {}, {}, &one->part);
    const bool is_whole =
        one->found->steps.size() == 1 && one->found->steps.front().operation == Operation::kEqual;
    if (!is_whole || one->part.verdict == Verdict::kVerbatim) return;
    const Alignment first = *one->found;
    for (size_t k = 0; k < first.others.size(); ++k) {
      Checked other{.span = one->span, .words = one->words, .found = first};
      std::swap(other.found->steps.front().places, other.found->others[k]);
      other.part = ReadPart(StretchOf(other), *other.found);
      verify::AddLeftOff(StretchOf(other), *other.found, {}, {}, &other.part);
      if (other.part.verdict < one->part.verdict) *one = std::move(other);
    }
  }

  // A source that denies the words, where the draft does not: Diaz never said “…”.
  void AddDenials(const Quotation& quotation, const std::vector<Checked>& all, Finding* out) const {
    const bool is_denied = quotation.quote && (*draft_.quotes)[*quotation.quote].manner.is_negated;
    // Diaz does not think “we can pay”, of “I don't think we can pay”.
    if (is_denied && std::any_of(all.begin(), all.end(), [this](const Checked& one) {
          return !Places(one).empty() && IsTurnedRound(StretchOf(one), Places(one).begin);
        }))
      return;
    for (const Place& place : out->places) {
      if (!place.quote) continue;
      const Quote& theirs = (*sources_.words.texts()[place.source].quotes)[*place.quote];
      if (!theirs.cue) continue;
      const uint32_t cue = sources_.words.PlaceAt(place.source, theirs.cue->begin);
      const bool denies = theirs.manner.is_negated || IsReportDenied(sources_, functions_, cue);
      if (denies == is_denied) continue;
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
    const double share = AddPassage(quotation.spans, 0, out);
    out->word_share = static_cast<float>(share);
    out->verdict = share >= scores_.near_share() ? Verdict::kParaphrased : Verdict::kNotFound;
  }

  // How many different words, those of grammar aside, a range of the sources shares with `words`.
  size_t TellingWords(const std::vector<Word>& words, Range places) const {
    std::set<WordId> left;
    for (const Word& word : words) left.insert(word.id);
    size_t telling = 0;
    for (uint32_t place = places.begin; place < places.end; ++place) {
      if (left.erase(sources_.words.word(place).id) > 0)
        telling += !functions_.Contains(sources_.words.Lower(place));
    }
    return telling;
  }

  // Puts the nearest passage in the place of all others if it shares `least` telling words, and
  // returns how near it is.
  double AddPassage(const std::vector<Span>& spans, size_t least, Finding* out) {
    out->places.clear();
    std::vector<Word> words;
    for (const Span& span : spans) {
      const std::vector<Word> more = ReadWords(draft_.text, span, sources_.words.vocabulary());
      words.insert(words.end(), more.begin(), more.end());
    }
    const std::optional<Passage> passage = NearestPassage(sources_.words, words);
    if (!passage || passage->share < scores_.near_share()) return 0;
    if (TellingWords(words, passage->places) < least) return 0;
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
         .are_same_words = [&](Range ours,
                               Range theirs) { return AreSameWords(words, ours, theirs); }},
        &pace_);
    if (!out.found) return out;
    out.part = ReadPart(StretchOf(out), *out.found);
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

  // Whether a few words and places are the same, written otherwise.
  bool AreSameWords(const std::vector<Word>& words, Range ours, Range theirs) const {
    return AreShort(words, ours, theirs) || AreSameLetters(words, ours, theirs);
  }

  // Whether one word is short for what the other is read as: "he's" may be "he has", and is read as
  // "he is".
  bool AreShort(const std::vector<Word>& words, Range ours, Range theirs) const {
    if (ours.size() != 1 || theirs.size() != 1) return false;
    const std::string here = FoldWord(text::Slice(draft_.text, words[ours.begin].span()));
    const std::string there = FoldWord(sources_.words.Lower(theirs.begin));
    const WordForms& forms = sources_.words.vocabulary().forms();
    return forms.IsShortFor(here, there) || forms.IsShortFor(there, here);
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
      const SpeakerText& theirs = sources_.speakers[source];
      at->second = names_.Compare(speakers_, (*draft_.quotes)[quote], theirs,
                                  (*theirs.text().quotes)[source_quote]);
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
  const SpeakerText speakers_;
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
  std::vector<SpeakerText> speakers(words->texts().begin(), words->texts().end());
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  return IndexedSources{*std::move(words), std::move(standings), std::move(speakers)};
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
