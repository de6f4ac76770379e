// 1. Seeds, the rarest first, each walked through the places where it stands until the steps that a
//    quotation may take are spent; from each place a run of equal words grows to both sides.
// 2. The best chain of runs: a run gains its words; words that no run has, places left out, and a
//    jump to another passage cost. Of runs that begin at one word the longest are seen, of those that
//    end near it a bounded number, so that the cost is linear in the words.
// 3. Between two runs of one passage, and at both ends, words are aligned one by one.

#include "analysis/verify/alignment.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "analysis/text/keyed_map.h"

namespace textanalysis::verify {
namespace {

// Bounds of the search, for each word of a quotation and for the shortest one.
constexpr size_t kStepsAWord = 64, kFirstSteps = 2048;
constexpr size_t kRunsAWord = 12;
// What a step takes, in the time of bytes that are read.
constexpr size_t kBytesAStep = 16;
// A single word is a seed only where it is so rare; one of a quotation of one or two words always.
constexpr uint32_t kRareWord = 8;
// The widest gap that is aligned word by word.
constexpr uint32_t kWidestGap = 16;
// How far two runs may overlap in the quotation, by words that both places happen to have.
constexpr uint32_t kWidestOverlap = 8;
// Words of one passage lie so near each other.
constexpr uint32_t kPassage = 400;
// How far from an ellipsis the gap may be found that it marks.
constexpr uint32_t kFarthestMark = 8;
// More words in a row at an end of a quotation are an addition, not other words for what stands there.
constexpr uint32_t kMostReplacedAtEnd = 3;

// What an explanation of a quotation costs, in words that are gained. These define what is the better
// of two explanations and were fitted to nothing: a word that no run has, words of the source that are
// left out, a cut within a passage and a jump to another one, and both of these where a mark of the
// draft announces them.
constexpr double kMiss = 0.6;
constexpr double kLeaveOut = 0.8, kLeaveOutWord = 0.1;
constexpr double kCut = 3, kMarkedCut = 0.3;
constexpr double kSplice = 5, kMarkedSplice = 2;
// An explanation that is worse by less than a word is as good, and the guide may prefer it.
constexpr double kAsGood = 0.9;

struct Run {
  uint32_t word;
  uint32_t place;
  uint32_t length;
  size_t source = 0;
  double score = 0;
  size_t previous = kNoRun;
  uint32_t trimmed = 0;  // Words that the run before has.

  static constexpr size_t kNoRun = static_cast<size_t>(-1);
  uint32_t word_end() const { return word + length; }
  uint32_t place_end() const { return place + length; }
};

// Finds the runs of a quotation.
class RunFinder {
 public:
  RunFinder(const Sources& sources, std::span<const Word> words)
      : sources_(sources), words_(words), steps_left_(kFirstSteps + kStepsAWord * words.size()) {}

  // Returns runs in order of their first word and place.
  std::vector<Run> Find(text::Pace* pace) {
    for (const Seed& seed : Seeds()) {
      const bool single = seed.single;
      uint32_t place = single ? sources_.FirstWord(words_[seed.word].id)
                              : sources_.FirstPair(words_[seed.word].id, words_[seed.word + 1].id);
      while (place != Sources::kNone && steps_left_ > 0 && pace->GoesOn(kBytesAStep)) {
        --steps_left_;
        Grow(seed.word, place);
        place = single ? sources_.NextWord(place) : sources_.NextPair(place);
      }
    }
    std::sort(runs_.begin(), runs_.end(), [](const Run& a, const Run& b) {
      return std::pair(a.word, a.place) < std::pair(b.word, b.place);
    });
    return std::move(runs_);
  }

 private:
  struct Seed {
    uint32_t count;
    uint32_t word;
    bool single;
  };

  std::vector<Seed> Seeds() const {
    std::vector<Seed> seeds;
    const size_t n = words_.size();
    std::vector<uint32_t> pairs(n, 0);  // Of a word and the next one.
    for (size_t k = 0; k + 1 < n; ++k) pairs[k] = sources_.Count(words_[k].id, words_[k + 1].id);
    for (uint32_t k = 0; k < n; ++k) {
      if (pairs[k] > 0) seeds.push_back({pairs[k], k, false});
      const bool alone = pairs[k] == 0 && (k == 0 || pairs[k - 1] == 0);
      const uint32_t count = alone ? sources_.Count(words_[k].id) : 0;
      if (count > 0 && (n <= 2 || count <= kRareWord)) seeds.push_back({count, k, true});
    }
    std::sort(seeds.begin(), seeds.end(), [](const Seed& a, const Seed& b) {
      return std::pair(a.count, a.word) < std::pair(b.count, b.word);
    });
    return seeds;
  }

  bool Equal(uint32_t word, uint32_t place) const {
    const WordId id = words_[word].id;
    return id != Vocabulary::kUnknown && id == sources_.word(place).id;
  }

  // Whether a run of the diagonal holds the word already; runs of one diagonal are linked.
  bool IsKnown(uint32_t word, uint64_t diagonal) {
    const auto found = last_of_diagonal_.find(diagonal);
    if (found == last_of_diagonal_.end()) return false;
    for (size_t k = found->second; k != Run::kNoRun && steps_left_ > 0; k = runs_[k].previous) {
      --steps_left_;
      if (runs_[k].word <= word && word < runs_[k].word_end()) return true;
    }
    return false;
  }

  void Grow(uint32_t word, uint32_t place) {
    const uint64_t diagonal = uint64_t{place} + words_.size() - word;
    if (IsKnown(word, diagonal)) return;
    uint32_t begin = word, from = place;
    while (begin > 0 && from > 0 && steps_left_ > 0 && Equal(begin - 1, from - 1)) {
      --begin;
      --from;
      --steps_left_;
    }
    uint32_t end = word, to = place;
    while (end < words_.size() && to < sources_.num_places() && steps_left_ > 0 && Equal(end, to)) {
      ++end;
      ++to;
      --steps_left_;
    }
    if (end == begin) return;
    const auto [last, is_first] = last_of_diagonal_.emplace(diagonal, Run::kNoRun);
    runs_.push_back({.word = begin,
                     .place = from,
                     .length = end - begin,
                     .source = sources_.SourceAt(from),
                     .previous = std::exchange(last->second, runs_.size())});
  }

  const Sources& sources_;
  const std::span<const Word> words_;
  size_t steps_left_;
  std::vector<Run> runs_;
  text::KeyedMap<uint64_t, size_t> last_of_diagonal_;
};

// Of runs with the same first word, the longest; the first ones where they are as long.
std::vector<Run> Longest(std::vector<Run> runs) {
  std::vector<Run> out;
  for (size_t k = 0; k < runs.size();) {
    size_t end = k;
    while (end < runs.size() && runs[end].word == runs[k].word) ++end;
    const size_t kept = std::min(end - k, kRunsAWord);
    const auto begin = runs.begin() + static_cast<ptrdiff_t>(k);
    std::partial_sort(begin, begin + static_cast<ptrdiff_t>(kept),
                      runs.begin() + static_cast<ptrdiff_t>(end), [](const Run& a, const Run& b) {
                        return std::pair(b.length, a.place) < std::pair(a.length, b.place);
                      });
    out.insert(out.end(), begin, begin + static_cast<ptrdiff_t>(kept));
    k = end;
  }
  for (Run& run : out) run.previous = Run::kNoRun;
  return out;
}

// What it costs that a run follows another, and how many of its words the other has.
struct Link {
  double cost = std::numeric_limits<double>::infinity();
  uint32_t trimmed = 0;
};

// Whether a run without its first words follows another one in one passage.
bool GoesOn(const Run& before, const Run& run, uint32_t trimmed, const Guide& guide) {
  const uint32_t place = run.place + trimmed;
  return before.source == run.source && place >= before.place_end() &&
         (place == before.place_end() || guide.is_one_passage(before.place_end() - 1, place));
}

// Finds the best chain of runs.
class Chainer {
 public:
  Chainer(std::span<const Word> words, std::vector<Run> runs, const Guide& guide)
      : words_(words), runs_(std::move(runs)), guide_(guide), by_end_(words.size() + 1) {}

  // Returns the runs of the best chain in order, each without the words that the one before has.
  std::vector<Run> Best(text::Pace* pace) {
    uint32_t folded = 0;  // Ends up to here are in `furthest_`.
    for (size_t k = 0; k < runs_.size() && pace->GoesOn(kBytesAStep); ++k) {
      Run& run = runs_[k];
      for (; folded <= run.word; ++folded) Fold(folded);
      run.score = run.length - kMiss * run.word;
      ConsiderNear(k);
      if (furthest_ != Run::kNoRun) Consider(furthest_, k);
      if (by_end_[run.word_end()].size() < kRunsAWord) by_end_[run.word_end()].push_back(k);
    }
    std::vector<Run> chain;
    for (size_t k = Last(); k != Run::kNoRun; k = runs_[k].previous) {
      Run run = runs_[k];
      run.word += run.trimmed;
      run.place += run.trimmed;
      run.length -= run.trimmed;
      chain.push_back(run);
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
  }

 private:
  // What a chain that ends with a run is worth to one that goes on anywhere behind it.
  double Worth(size_t k) const { return runs_[k].score + kMiss * runs_[k].word_end(); }

  void Fold(uint32_t end) {
    for (const size_t k : by_end_[end]) {
      if (furthest_ == Run::kNoRun || Worth(k) > Worth(furthest_)) furthest_ = k;
    }
  }

  void ConsiderNear(size_t k) {
    const uint32_t word = runs_[k].word;
    const uint32_t first = word > kWidestGap ? word - kWidestGap : 0;
    const size_t last = std::min<size_t>(word + kWidestOverlap, words_.size());
    for (size_t end = first; end <= last; ++end) {
      for (const size_t before : by_end_[end]) {
        if (runs_[before].word < word) Consider(before, k);
      }
    }
  }

  void Consider(size_t before, size_t k) {
    const Link link = LinkOf(runs_[before], runs_[k]);
    Run& run = runs_[k];
    const double score = runs_[before].score + run.length - link.trimmed - link.cost;
    if (score <= run.score) return;
    run.score = score;
    run.previous = before;
    run.trimmed = link.trimmed;
  }

  Link LinkOf(const Run& before, const Run& run) const {
    uint32_t trimmed = before.word_end() > run.word ? before.word_end() - run.word : 0;
    const bool overlaps = before.place < run.place && run.place + trimmed < before.place_end();
    if (overlaps) trimmed = before.place_end() - run.place;
    if (trimmed >= run.length) return {};
    const uint32_t gap = run.word + trimmed - before.word_end();
    const double missed = kMiss * gap;
    const bool marked = words_[run.word + trimmed].follows_elision;
    const bool forward = GoesOn(before, run, trimmed, guide_);
    const uint32_t skipped = forward ? run.place + trimmed - before.place_end() : 0;
    if (forward && gap <= kWidestGap && skipped <= gap + kWidestGap) {
      const double left_out = skipped > gap ? kLeaveOut + kLeaveOutWord * (skipped - gap) : 0;
      return {missed + (marked ? std::min(left_out, kMarkedCut) : left_out), trimmed};
    }
    if (forward && skipped <= kPassage) return {missed + (marked ? kMarkedCut : kCut), trimmed};
    return {missed + (marked ? kMarkedSplice : kSplice), trimmed};
  }

  // The last run of the best chain; of chains that are as good but for a word, the one preferred.
  size_t Last() const {
    const auto total = [this](size_t k) {
      return runs_[k].score - kMiss * static_cast<double>(words_.size() - runs_[k].word_end());
    };
    double best = -std::numeric_limits<double>::infinity();
    for (size_t k = 0; k < runs_.size(); ++k) best = std::max(best, total(k));
    size_t last = Run::kNoRun;
    double best_preferred = -std::numeric_limits<double>::infinity();
    size_t seen = 0;
    for (size_t k = 0; k < runs_.size() && seen < kMaxOthers; ++k) {
      if (total(k) < best - kAsGood) continue;
      ++seen;
      const double preferred = total(k) + guide_.preference(runs_[k].place);
      if (preferred <= best_preferred) continue;
      best_preferred = preferred;
      last = k;
    }
    return last;
  }

  const std::span<const Word> words_;
  std::vector<Run> runs_;
  const Guide& guide_;
  std::vector<std::vector<size_t>> by_end_;
  size_t furthest_ = Run::kNoRun;
};

// Which ends of the places may stay without a word.
struct FreeEnds {
  bool begin = false;
  bool end = false;
};

// Aligns a few words with a few places, one by one: the fewest changes, of those replaced words
// rather than others added.
class GapAligner {
 public:
  GapAligner(const Sources& sources, std::span<const Word> words)
      : sources_(sources), words_(words) {}

  // Requires: at most kWidestGap words and twice as many places and two.
  std::vector<Step> Align(Range words, Range places, FreeEnds free) const {
    const size_t n = words.size(), m = places.size();
    std::vector<std::vector<uint32_t>> cost(n + 1, std::vector<uint32_t>(m + 1));
    for (size_t j = 1; j <= m; ++j) cost[0][j] = free.begin ? 0 : cost[0][j - 1] + kLeave;
    for (size_t i = 1; i <= n; ++i) {
      cost[i][0] = cost[i - 1][0] + kAdd;
      for (size_t j = 1; j <= m; ++j) {
        const bool ends_free = free.end && i == n;
        cost[i][j] = std::min({cost[i - 1][j - 1] + Replace(words, places, i, j),
                               cost[i - 1][j] + kAdd, cost[i][j - 1] + (ends_free ? 0 : kLeave)});
      }
    }
    std::vector<Step> steps;
    for (size_t i = n, j = m; i > 0 || j > 0;) {
      const auto word = [&](size_t k) { return words.begin + static_cast<uint32_t>(k); };
      const auto place = [&](size_t k) { return places.begin + static_cast<uint32_t>(k); };
      const bool ends_free = free.end && i == n, begins_free = free.begin && i == 0;
      if (j > 0 && (begins_free || (ends_free && cost[i][j] == cost[i][j - 1]))) {
        --j;  // Nothing stands here.
      } else if (i > 0 && j > 0 &&
                 cost[i][j] == cost[i - 1][j - 1] + Replace(words, places, i, j)) {
        const bool equal = Replace(words, places, i, j) == 0;
        --i;
        --j;
        steps.push_back({equal ? Operation::kEqual : Operation::kReplaced,
                         {word(i), word(i + 1)},
                         {place(j), place(j + 1)}});
      } else if (i > 0 && cost[i][j] == cost[i - 1][j] + kAdd) {
        --i;
        steps.push_back({Operation::kAdded, {word(i), word(i + 1)}, {place(j), place(j)}});
      } else {
        --j;
        steps.push_back({Operation::kLeftOut, {word(i), word(i)}, {place(j), place(j + 1)}});
      }
    }
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

 private:
  static constexpr uint32_t kReplace = 100, kAdd = 101, kLeave = 100;

  uint32_t Replace(Range words, Range places, size_t i, size_t j) const {
    const WordId id = words_[words.begin + i - 1].id;
    const bool equal = id != Vocabulary::kUnknown && id == sources_.word(places.begin + j - 1).id;
    return equal ? 0 : kReplace;
  }

  const Sources& sources_;
  const std::span<const Word> words_;
};

// Puts the steps of a chain together.
class Assembler {
 public:
  Assembler(const Sources& sources, std::span<const Word> words, const Guide& guide)
      : sources_(sources), words_(words), guide_(guide), gaps_(sources, words) {}

  std::vector<Step> Assemble(const std::vector<Run>& chain, text::Pace* pace) {
    Begin(chain.front());
    for (size_t k = 0; k < chain.size() && pace->GoesOn(kBytesAStep); ++k) {
      if (k > 0) Between(chain[k - 1], chain[k]);
      const Run& run = chain[k];
      Add({Operation::kEqual, {run.word, run.word_end()}, {run.place, run.place_end()}});
    }
    End(chain.back());
    for (size_t k = 1; k + 1 < steps_.size() && pace->GoesOn(kBytesAStep); ++k) MoveToMark(k);
    JoinLetters();
    return std::move(steps_);
  }

 private:
  void Add(const Step& step) {
    if (step.words.empty() && step.places.empty() && step.operation != Operation::kJump) return;
    if (!steps_.empty() && steps_.back().operation == step.operation &&
        step.operation != Operation::kJump) {
      steps_.back().words.end = step.words.end;
      steps_.back().places.end = step.places.end;
    } else {
      steps_.push_back(step);
    }
  }

  // Makes what differs between two equal steps equal where only the letters are parted otherwise.
  void JoinLetters() {
    const std::vector<Step> steps = std::exchange(steps_, {});
    const auto differs = [&steps](size_t k) {
      return k < steps.size() && steps[k].operation != Operation::kEqual &&
             steps[k].operation != Operation::kJump;
    };
    for (size_t k = 0; k < steps.size();) {
      size_t end = k;
      while (differs(end)) ++end;
      if (end == k) {
        Add(steps[k++]);
        continue;
      }
      const Range words{steps[k].words.begin, steps[end - 1].words.end};
      const Range places{steps[k].places.begin, steps[end - 1].places.end};
      if (const std::optional<Range> same = SameLetters(words, places)) {
        Add({Operation::kEqual, words, *same});
      } else {
        for (size_t at = k; at < end; ++at) Add(steps[at]);
      }
      k = end;
    }
  }

  // The places, with at most one more at an end of the quotation, that are the same letters as the
  // words.
  std::optional<Range> SameLetters(Range words, Range places) const {
    if (words.empty() || places.empty()) return std::nullopt;
    if (guide_.are_same_words(words, places)) return places;
    Range wider = places;
    if (words.begin == 0 && places.begin > 0 && guide_.can_extend(places.begin, places.begin - 1))
      --wider.begin;
    if (words.end == words_.size() && places.end < sources_.num_places() &&
        guide_.can_extend(places.end - 1, places.end))
      ++wider.end;
    if (wider.size() == places.size() || !guide_.are_same_words(words, wider)) return std::nullopt;
    return wider;
  }

  // Moves a gap in the source to where the draft marks it, if the words between the two stand at both
  // of its ends.
  void MoveToMark(size_t k) {
    Step &before = steps_[k - 1], &gap = steps_[k], &after = steps_[k + 1];
    if (gap.operation != Operation::kLeftOut || before.operation != Operation::kEqual ||
        after.operation != Operation::kEqual || words_[gap.words.begin].follows_elision)
      return;
    const uint32_t most = std::min({before.words.size(), after.words.size(), kFarthestMark}) - 1;
    uint32_t back = 0, ahead = 0;
    while (back < most && IsAt(gap.words.begin - back - 1, gap.places.end - back - 1)) {
      if (words_[gap.words.begin - ++back].follows_elision)
        return Shift(k, -static_cast<int>(back));
    }
    while (ahead < most && IsAt(gap.words.begin + ahead, gap.places.begin + ahead)) {
      if (words_[gap.words.begin + ++ahead].follows_elision)
        return Shift(k, static_cast<int>(ahead));
    }
  }

  bool IsAt(uint32_t word, uint32_t place) const {
    return words_[word].id == sources_.word(place).id;
  }

  void Shift(size_t k, int by) {
    const auto move = [by](uint32_t* at) {
      *at = static_cast<uint32_t>(static_cast<int>(*at) + by);
    };
    for (uint32_t* at :
         {&steps_[k - 1].words.end, &steps_[k - 1].places.end, &steps_[k].words.begin,
          &steps_[k].words.end, &steps_[k].places.begin, &steps_[k].places.end,
          &steps_[k + 1].words.begin, &steps_[k + 1].places.begin})
      move(at);
  }

  void Begin(const Run& run) {
    if (run.word == 0) return;
    const uint32_t near = std::min(run.word, kWidestGap);
    const uint32_t from = run.word - near;
    Add({Operation::kAdded, {0, from}, {run.place, run.place}});
    uint32_t place = run.place;
    while (place > 0 && run.place - place < near + 2 && guide_.can_extend(run.place, place - 1))
      --place;
    std::vector<Step> steps = gaps_.Align({from, run.word}, {place, run.place}, {.begin = true});
    size_t replaced = 0;
    while (replaced < steps.size() && steps[replaced].operation != Operation::kEqual) ++replaced;
    if (near > kMostReplacedAtEnd && replaced > kMostReplacedAtEnd) {
      const uint32_t at = replaced < steps.size() ? steps[replaced].places.begin : run.place;
      const uint32_t until = replaced < steps.size() ? steps[replaced].words.begin : run.word;
      steps.erase(steps.begin(), steps.begin() + static_cast<ptrdiff_t>(replaced));
      steps.insert(steps.begin(), {Operation::kAdded, {from, until}, {at, at}});
    }
    if (!steps_.empty())
      steps_.back().places = {steps.empty() ? run.place : steps.front().places.begin,
                              steps.empty() ? run.place : steps.front().places.begin};
    for (const Step& step : steps) Add(step);
  }

  void Between(const Run& before, const Run& run) {
    const Range words{before.word_end(), run.word};
    const bool forward = GoesOn(before, run, 0, guide_);
    const uint32_t skipped = forward ? run.place - before.place_end() : 0;
    if (forward && words.size() <= kWidestGap && skipped <= words.size() + kWidestGap) {
      for (const Step& step : gaps_.Align(words, {before.place_end(), run.place}, {})) Add(step);
      return;
    }
    Add({Operation::kAdded, words, {before.place_end(), before.place_end()}});
    if (forward && skipped <= kPassage) {
      Add({Operation::kLeftOut, {run.word, run.word}, {before.place_end(), run.place}});
    } else {
      Add({Operation::kJump, {run.word, run.word}, {run.place, run.place}});
    }
  }

  void End(const Run& run) {
    const auto n = static_cast<uint32_t>(words_.size());
    if (run.word_end() == n) return;
    const uint32_t near = std::min(n - run.word_end(), kWidestGap);
    const uint32_t to = run.word_end() + near;
    uint32_t place = run.place_end();
    while (place < sources_.num_places() && place - run.place_end() < near + 2 &&
           guide_.can_extend(run.place_end() - 1, place))
      ++place;
    std::vector<Step> steps =
        gaps_.Align({run.word_end(), to}, {run.place_end(), place}, {.end = true});
    size_t kept = steps.size();
    while (kept > 0 && steps[kept - 1].operation != Operation::kEqual) --kept;
    if (near > kMostReplacedAtEnd && steps.size() - kept > kMostReplacedAtEnd) steps.resize(kept);
    for (const Step& step : steps) Add(step);
    const uint32_t done = steps.empty() ? run.word_end() : steps.back().words.end;
    const uint32_t at = steps.empty() ? run.place_end() : steps.back().places.end;
    Add({Operation::kAdded, {done, n}, {at, at}});
  }

  const Sources& sources_;
  const std::span<const Word> words_;
  const Guide& guide_;
  const GapAligner gaps_;
  std::vector<Step> steps_;
};

double ShareOf(const Sources& sources, std::span<const Word> words,
               const std::vector<Step>& steps) {
  double all = 0, equal = 0;
  for (const Step& step : steps) {
    for (uint32_t k = step.words.begin; k < step.words.end; ++k) {
      if (words[k].is_bracketed) continue;
      const double weight = sources.Weight(words[k].id);
      all += weight;
      if (step.operation == Operation::kEqual) equal += weight;
    }
  }
  return all > 0 ? equal / all : 0;
}

}  // namespace

std::optional<Alignment> Align(const Sources& sources, std::span<const Word> words,
                               const Guide& guide, text::Pace* pace) {
  std::vector<Run> runs = RunFinder(sources, words).Find(pace);
  if (runs.empty()) return std::nullopt;
  Alignment out;
  for (const Run& run : runs) {
    if (run.length == words.size() && out.others.size() <= kMaxOthers)
      out.others.push_back({run.place, run.place_end()});
  }
  const std::vector<Run> chain = Chainer(words, Longest(std::move(runs)), guide).Best(pace);
  if (chain.empty()) return std::nullopt;
  std::erase_if(out.others, [&](const Range& r) { return r.begin == chain.front().place; });
  out.steps = Assembler(sources, words, guide).Assemble(chain, pace);
  if (!pace->GoesOn(0)) return std::nullopt;  // The steps may lack any part, and be none.
  out.share = ShareOf(sources, words, out.steps);
  return out;
}

}  // namespace textanalysis::verify
