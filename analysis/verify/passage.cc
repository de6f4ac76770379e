#include "analysis/verify/passage.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace textanalysis::verify {
namespace {

constexpr size_t kStepsAWord = 64, kFirstSteps = 2048;
// A passage is at most so many words longer than twice the report, and each end of it is moved at
// most so far to make its sentences whole.
constexpr uint32_t kMoreWords = 24, kMaxSentence = 40;
// A sentence at either end is no part of a passage that loses at most so much of its weight without it.
constexpr double kSlight = 0.15;

struct Hit {
  uint32_t place;
  uint32_t word;  // Number in the list of different words.
};

struct Different {
  WordId id;
  uint32_t count;
  double weight;
};

// The different words, the rarest first. Common words tell less than in proportion.
std::vector<Different> DifferentWords(const Sources& sources, std::span<const Word> words) {
  std::vector<Different> out;
  for (const Word& word : words) {
    const double weight = sources.Weight(word.id);
    out.push_back({word.id, sources.Count(word.id), weight * weight});
  }
  std::sort(out.begin(), out.end(), [](const Different& a, const Different& b) {
    return std::pair(a.count, a.id) < std::pair(b.count, b.id);
  });
  const auto same = [](const Different& a, const Different& b) {
    return a.id == b.id && a.id != Vocabulary::kUnknown;
  };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

std::vector<Hit> Hits(const Sources& sources, const std::vector<Different>& words,
                      size_t num_words) {
  size_t steps = kFirstSteps + kStepsAWord * num_words;
  std::vector<Hit> hits;
  for (uint32_t k = 0; k < words.size(); ++k) {
    if (words[k].count == 0) continue;
    for (uint32_t place = sources.FirstWord(words[k].id); place != Sources::kNone && steps > 0;
         --steps) {
      hits.push_back({place, k});
      place = sources.NextWord(place);
    }
  }
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.place < b.place; });
  return hits;
}

// The hits [first, last] of the window that weighs most.
struct Window {
  size_t first = 0, last = 0;
  double weight = 0;
  size_t different = 0;
};

Window Heaviest(const Sources& sources, const std::vector<Hit>& hits,
                const std::vector<Different>& words, uint32_t width) {
  std::vector<uint32_t> times(words.size(), 0);
  Window now, best;
  size_t source = 0;
  for (size_t k = 0; k < hits.size(); ++k) {
    while (hits[k].place >= sources.EndOf(source)) ++source;
    now.last = k;
    if (times[hits[k].word]++ == 0) {
      now.weight += words[hits[k].word].weight;
      ++now.different;
    }
    // Leave what is too far behind, or in another source, and what stands here again.
    while (hits[now.first].place + width < hits[k].place ||
           hits[now.first].place < sources.BeginOf(source) ||
           (now.first < k && times[hits[now.first].word] > 1)) {
      const uint32_t word = hits[now.first++].word;
      if (--times[word] > 0) continue;
      now.weight -= words[word].weight;
      --now.different;
    }
    if (now.weight > best.weight + 1e-9) best = now;
  }
  return best;
}

Range WholeSentences(const Sources& sources, Range places) {
  const size_t source = sources.SourceAt(places.begin);
  const uint32_t first =
      std::max(sources.BeginOf(source), places.begin - std::min(places.begin, kMaxSentence));
  const uint32_t last = std::min(sources.EndOf(source), places.end + kMaxSentence);
  Range out = places;
  while (out.begin > first && !sources.word(out.begin - 1).ends_sentence &&
         !sources.word(out.begin).begins_paragraph)
    --out.begin;
  while (out.end < last && !sources.word(out.end - 1).ends_sentence &&
         !sources.word(out.end).begins_paragraph)
    ++out.end;
  return out;
}

// Leaves sentences at either end of a passage off that hold little of what the report's words weigh.
class Tightener {
 public:
  Tightener(const Sources& sources, std::span<const Hit> hits, const std::vector<Different>& words,
            double least)
      : sources_(sources), hits_(hits), words_(words), times_(words.size(), 0), spare_(least) {
    for (const Hit& hit : hits) ++times_[hit.word];
  }

  Range Tighten(Range places) {
    for (uint32_t end = AfterSentence(places); end < places.end && LeaveOff({places.begin, end});
         end = AfterSentence(places))
      places.begin = end;
    for (uint32_t begin = BeforeSentence(places);
         begin > places.begin && LeaveOff({begin, places.end}); begin = BeforeSentence(places))
      places.end = begin;
    return places;
  }

 private:
  bool EndsAfter(uint32_t place) const {
    return sources_.word(place).ends_sentence || sources_.word(place + 1).begins_paragraph;
  }

  uint32_t AfterSentence(Range places) const {
    uint32_t end = places.begin + 1;
    while (end < places.end && !EndsAfter(end - 1)) ++end;
    return end;
  }

  uint32_t BeforeSentence(Range places) const {
    uint32_t begin = places.end - 1;
    while (begin > places.begin && !EndsAfter(begin - 1)) --begin;
    return begin;
  }

  // Takes a sentence's weight, of what no other one has, from what may be lost, if there is so much.
  bool LeaveOff(Range sentence) {
    const auto is_before = [](const Hit& hit, uint32_t place) { return hit.place < place; };
    auto hit = std::lower_bound(hits_.begin(), hits_.end(), sentence.begin, is_before);
    double weight = 0;
    for (; hit != hits_.end() && hit->place < sentence.end; ++hit)
      weight += --times_[hit->word] == 0 ? words_[hit->word].weight : 0;
    if (weight > spare_) return false;
    spare_ -= weight;
    return true;
  }

  const Sources& sources_;
  const std::span<const Hit> hits_;
  const std::vector<Different>& words_;
  std::vector<uint32_t> times_;  // How often each word stands in what is left.
  double spare_;
};

}  // namespace

std::optional<Passage> NearestPassage(const Sources& sources, std::span<const Word> words) {
  const std::vector<Different> different = DifferentWords(sources, words);
  const std::vector<Hit> hits = Hits(sources, different, words.size());
  if (hits.empty()) return std::nullopt;
  const auto width = static_cast<uint32_t>(2 * words.size()) + kMoreWords;
  const Window best = Heaviest(sources, hits, different, width);
  if (best.different < 2) return std::nullopt;
  double all = 0;
  for (const Different& word : different) all += word.weight;
  const Range places{hits[best.first].place, hits[best.last].place + 1};
  const std::span<const Hit> held(hits.begin() + static_cast<ptrdiff_t>(best.first),
                                  best.last + 1 - best.first);
  Tightener tightener(sources, held, different, kSlight * best.weight);
  return Passage{tightener.Tighten(WholeSentences(sources, places)),
                 all > 0 ? best.weight / all : 0};
}

}  // namespace textanalysis::verify
