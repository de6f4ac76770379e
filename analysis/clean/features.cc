// Two passes: each block's words; then what the page shares (title words, repeated texts, siblings
// of one signature, the vocabulary of its prose, sums for windows). Counts enter as logarithms.

#include "analysis/clean/features.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>

#include "analysis/clean/words.h"
#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

// A block of prose has this many words.
constexpr size_t kProseWords = 12;
constexpr size_t kNumFurnitureReasons = 9;
// So much of a page's statement says what kind of page it is.
constexpr size_t kStatementBytes = 300;
constexpr size_t kStatementWords = 20;
// Places of PlacedHash() for the statements of a page.
enum : uint32_t { kTitlePlace = 32, kDescriptionPlace, kAddressPlace, kTypePlace };
// A heading of so many words is the title when that share of them is in the page's statements.
constexpr size_t kTitleWords = 3;
constexpr float kTitleOverlap = 0.7f;
// What a line costs, in bytes of plain text.
constexpr size_t kLinePace = 64;

// Logarithm of n + 1.
float Log(size_t n) {
  static const auto kSmall = [] {
    std::array<float, 512> logs{};
    for (size_t k = 0; k < logs.size(); ++k) logs[k] = std::log1p(static_cast<float>(k));
    return logs;
  }();
  return n < kSmall.size() ? kSmall[n] : std::log1p(static_cast<float>(n));
}
float Ratio(size_t part, size_t whole) {
  return whole == 0 ? 0 : static_cast<float>(part) / static_cast<float>(whole);
}

// Blocks that have something in common.
struct Group {
  size_t blocks = 0;
  size_t words = 0;
  size_t long_words = 0;  // Of long texts.
  size_t link_bytes = 0;
  size_t bytes = 0;
  size_t ended = 0;  // Blocks that end as a sentence does.
};

// A set of hashes, most of what it is asked for being none of it.
class HashSet {
 public:
  void Insert(uint64_t hash) {
    marks_[Mark(hash)] = true;
    hashes_.insert(hash);
  }
  bool Contains(uint64_t hash) const { return marks_[Mark(hash)] && hashes_.contains(hash); }
  bool empty() const { return hashes_.empty(); }

 private:
  static size_t Mark(uint64_t hash) { return hash % kMarks; }
  static constexpr size_t kMarks = 4096;

  std::bitset<kMarks> marks_;
  text::KeyedSet<uint64_t> hashes_;
};

// What all blocks of a page share.
struct Shared {
  HashSet title;
  HashSet description;
  HashSet body;  // Triples of words of JSON-LD's articleBody.
  text::KeyedMap<uint64_t, size_t> texts;
  text::KeyedMap<uint64_t, Group> signatures;
  std::vector<Group> elements;               // By number.
  text::KeyedMap<uint64_t, uint32_t> prose;  // Topical words → blocks of prose that have them.
  size_t total_words = 0;
  size_t total_long_words = 0;
};

uint64_t Triple(std::span<const uint64_t> words, size_t k) {
  return (words[k] * 31 + words[k + 1]) * 31 + words[k + 2];
}

// What is known of a block before the page is.
struct Line {
  Line(const Block& b, text::Pace* pace, WordHashes* hashes)
      : all{hashes->all.size(), 0},
        topical{hashes->topical.size(), 0},
        words(AppendWords(b.text, pace, hashes)),
        ends(text::EndsSentence(b.text)),
        link_ratio(Ratio(b.markup.link_bytes, words.bytes)) {
    all.end = hashes->all.size();
    topical.end = hashes->topical.size();
    const bool has_many_words = words.words >= kProseWords;
    is_prose = ends && has_many_words;
    is_long = has_many_words && 2 * words.lower > words.words && link_ratio < 0.5f;
  }

  text::Span all;  // Its words' hashes among those of all lines.
  text::Span topical;
  WordCounts words;
  bool ends;  // As a sentence does.
  float link_ratio;
  bool is_prose;
  bool is_long;  // Many words, mostly outside links and in lower case, however it ends.
};

std::span<const uint64_t> In(const std::vector<uint64_t>& hashes, text::Span range) {
  return std::span(hashes).subspan(range.begin, range.size());
}

void AddTo(const Block& b, const Line& line, Group* g) {
  ++g->blocks;
  g->words += line.words.words;
  if (line.is_long) g->long_words += line.words.words;
  g->link_bytes += b.markup.link_bytes;
  g->bytes += line.words.bytes;
  g->ended += line.ends;
}

// Once to each element; the outermost ones of a short chain are all none, number 0.
void AddToElements(const Block& b, const Line& line, Shared* s) {
  const auto& elements = b.markup.ancestors;
  for (size_t k = 0; k < elements.size(); ++k) {
    if (s->elements.size() <= elements[k]) s->elements.resize(2 * elements[k] + 1);
    if (k == 0 || elements[k] != elements[k - 1]) AddTo(b, line, &s->elements[elements[k]]);
  }
}

Shared Share(const std::vector<Block>& blocks, const std::vector<Line>& lines,
             const WordHashes& hashes, const Head& head, text::Pace* pace) {
  Shared s;
  for (const std::string* title : {&head.headline, &head.meta_title, &head.page_title}) {
    for (const uint64_t word : ReadWords(*title, pace).hashes.all) s.title.Insert(word);
  }
  for (const uint64_t word : ReadWords(head.description, pace).hashes.all)
    s.description.Insert(word);
  const std::vector<uint64_t> body = ReadWords(head.article_body, pace).hashes.all;
  for (size_t k = 0; k + 2 < body.size(); ++k) s.body.Insert(Triple(body, k));
  for (size_t k = 0; k < blocks.size() && pace->GoesOn(kLinePace); ++k) {
    const size_t words = lines[k].words.words;
    ++s.texts[text::Hash(blocks[k].text)];
    s.total_words += words;
    if (lines[k].is_long) s.total_long_words += words;
    AddTo(blocks[k], lines[k], &s.signatures[blocks[k].markup.signature]);
    AddToElements(blocks[k], lines[k], &s);
    if (!lines[k].is_prose) continue;
    const std::span<const uint64_t> topical = In(hashes.topical, lines[k].topical);
    const text::KeyedSet<uint64_t> distinct(topical.begin(), topical.end());
    for (const uint64_t word : distinct) ++s.prose[word];
  }
  return s;
}

// Share of `words` in `set`; -1 where the page states nothing.
float Overlap(std::span<const uint64_t> words, const HashSet& set) {
  if (set.empty()) return -1;
  const auto hits =
      std::count_if(words.begin(), words.end(), [&set](uint64_t w) { return set.Contains(w); });
  return Ratio(static_cast<size_t>(hits), words.size());
}

float BodyOverlap(std::span<const uint64_t> words, const HashSet& body) {
  if (body.empty()) return -1;
  if (words.size() < 3) return -0.5f;
  size_t hits = 0;
  for (size_t k = 0; k + 2 < words.size(); ++k) hits += body.Contains(Triple(words, k));
  return Ratio(hits, words.size() - 2);
}

// Share of the topical words that other blocks of prose have, too.
float Topicality(std::span<const uint64_t> topical, bool is_prose, const Shared& s) {
  if (topical.empty()) return -1;
  size_t hits = 0;
  for (const uint64_t word : topical) {
    const auto it = s.prose.find(word);
    hits += it != s.prose.end() && it->second > (is_prose ? 1u : 0u);
  }
  return Ratio(hits, topical.size());
}

// The part of an address behind the host.
std::string_view PathOf(std::string_view address) {
  const size_t host = address.find("://");
  if (host == std::string_view::npos) return address;
  const size_t path = address.find('/', host + 3);
  return path == std::string_view::npos ? std::string_view() : address.substr(path);
}

// Appends features one after the other.
class Sink {
 public:
  explicit Sink(std::span<float> row) : row_(row) {}
  void Add(float value) { row_[next_++] = value; }
  void AddFlag(bool value) { Add(value ? 1.f : 0.f); }
  size_t size() const { return next_; }

 private:
  std::span<float> row_;
  size_t next_ = 0;
};

void AddWords(const WordCounts& w, Sink* sink) {
  sink->Add(Log(w.bytes));
  sink->Add(Log(w.words));
  sink->Add(Ratio(w.lower, w.words));
  sink->Add(Ratio(w.short_lower, w.words));
  sink->Add(Ratio(w.capital, w.words));
  sink->Add(Ratio(w.shouted, w.words));
  sink->Add(Ratio(w.digits, w.words));
  sink->Add(Log(w.sentence_ends));
  sink->Add(Ratio(w.sentence_ends, w.words));
  sink->Add(Ratio(w.commas, w.words));
  sink->Add(Ratio(w.symbols, w.bytes));
  sink->Add(Log(w.quotes));
  sink->Add(Ratio(w.bytes, w.words));
}

void AddEdges(std::string_view s, bool ends, Sink* sink) {
  const char32_t first = text::DecodeAt(s, 0).value;
  sink->AddFlag(ends);
  sink->AddFlag(text::IsUpper(first));
  sink->AddFlag(text::IsLower(first));
  sink->AddFlag(text::IsDigit(first));
  sink->AddFlag(text::IsQuoteMark(first));
  sink->AddFlag(s.back() == ':');
  sink->AddFlag(s.back() == '?' || s.back() == '!');
  sink->AddFlag(s.find("...") != std::string_view::npos || s.find("…") != std::string_view::npos);
  sink->AddFlag(s.find('|') != std::string_view::npos || s.find("©") != std::string_view::npos ||
                s.find("»") != std::string_view::npos);
  sink->AddFlag(s.find("http") != std::string_view::npos ||
                s.find("www.") != std::string_view::npos ||
                s.find(".com") != std::string_view::npos);
  sink->AddFlag(s.find('@') != std::string_view::npos);
}

void AddFurniture(const Block& b, Sink* sink) {
  const std::optional<Furniture>& match = b.furniture;
  for (size_t reason = 2; reason < 2 + kNumFurnitureReasons; ++reason)
    sink->AddFlag(match && static_cast<size_t>(match->reason) == reason);
  sink->AddFlag(match && match->heads_list);
  sink->AddFlag(b.is_byline);
  sink->AddFlag(IsDuration(b.text));
  sink->AddFlag(b.states_day);
}

void AddGroup(const Group& g, Sink* sink) {
  sink->Add(Log(g.blocks));
  sink->Add(std::log1p(Ratio(g.words, g.blocks)));
  sink->Add(Ratio(g.link_bytes, g.bytes));
  sink->Add(Ratio(g.ended, g.blocks));
}

void AddShared(const Block& b, const Line& line, const WordHashes& hashes, const Shared& s,
               Sink* sink) {
  const std::span<const uint64_t> all = In(hashes.all, line.all);
  sink->Add(Overlap(all, s.description));
  sink->Add(BodyOverlap(all, s.body));
  sink->Add(Topicality(In(hashes.topical, line.topical), line.is_prose, s));
  sink->Add(Log(s.texts.at(text::Hash(b.text))));
  const Group& alike = s.signatures.at(b.markup.signature);
  const Group& siblings = s.elements[b.markup.ancestors[1]];
  AddGroup(alike, sink);
  AddGroup(siblings, sink);
  sink->Add(Ratio(siblings.words, s.total_words));
  sink->Add(Ratio(alike.long_words, s.total_long_words));
  for (const uint32_t element : b.markup.ancestors) {
    const Group& g = s.elements[element];
    sink->Add(Ratio(g.long_words, s.total_long_words));
    sink->Add(Ratio(g.long_words, g.words));
  }
}

void AddMarkup(const Markup& m, float link_ratio, Sink* sink) {
  sink->Add(link_ratio);
  sink->Add(Log(m.num_links));
  sink->Add(static_cast<float>(m.depth));
  sink->AddFlag(m.hidden);
  for (size_t k = 0; k < kNumHints; ++k) sink->AddFlag((m.hints >> k) & 1);
  for (size_t k = 0; k < kNumHints; ++k) sink->AddFlag((m.near_hints >> k) & 1);
  for (size_t k = 0; k < kNumElements; ++k) sink->AddFlag(static_cast<size_t>(m.element) == k);
}

void AddRole(BlockRole role, Sink* sink) {
  sink->AddFlag(role == BlockRole::kTitle);
  sink->AddFlag(role == BlockRole::kHeading);
  sink->AddFlag(role == BlockRole::kBlockQuote);
  sink->AddFlag(role == BlockRole::kCaption);
}

// Sums over the blocks before one; differences are those of windows.
struct Sums {
  float words = 0;
  float lower = 0;
  float ends = 0;
  float links = 0;
  float blocks = 0;
};

Sums Plus(const Sums& a, const Line& line) {
  return {a.words + static_cast<float>(line.words.words),
          a.lower + static_cast<float>(line.words.lower), a.ends + (line.ends ? 1.f : 0.f),
          a.links + line.link_ratio, a.blocks + 1};
}

Sums Minus(const Sums& a, const Sums& b) {
  return {a.words - b.words, a.lower - b.lower, a.ends - b.ends, a.links - b.links,
          a.blocks - b.blocks};
}

void AddWindow(const std::vector<Sums>& sums, size_t k, size_t radius, Sink* sink) {
  const size_t n = sums.size() - 1;
  const Sums w = Minus(sums[std::min(n, k + radius + 1)], sums[k < radius ? 0 : k - radius]);
  sink->Add(std::log1p(w.words / w.blocks));
  sink->Add(w.words > 0 ? w.lower / w.words : 0);
  sink->Add(w.ends / w.blocks);
  sink->Add(w.links / w.blocks);
}

void AddNeighbour(const std::vector<Line>& lines, ptrdiff_t at, Sink* sink) {
  if (at < 0 || at >= static_cast<ptrdiff_t>(lines.size())) {
    for (int k = 0; k < 4; ++k) sink->Add(-1);
    return;
  }
  const Line& line = lines[static_cast<size_t>(at)];
  sink->Add(Log(line.words.words));
  sink->Add(Ratio(line.words.lower, line.words.words));
  sink->AddFlag(line.ends);
  sink->Add(line.link_ratio);
}

bool IsHeading(const Block& b) {
  return b.role == BlockRole::kTitle || b.role == BlockRole::kHeading;
}

// How many elements up from `a` is the first that `b` is in, too.
float StepsToShared(const Block& a, const Block& b) {
  const auto& theirs = b.markup.ancestors;
  const auto& own = a.markup.ancestors;
  const auto shared = std::find_first_of(own.begin(), own.end(), theirs.begin(), theirs.end());
  return static_cast<float>(shared - own.begin());
}

void AddSteps(const std::vector<Block>& blocks, size_t k, Sink* sink) {
  const bool has_next = k + 1 < blocks.size();
  sink->Add(k == 0 ? -1 : StepsToShared(blocks[k], blocks[k - 1]));
  sink->Add(has_next ? StepsToShared(blocks[k], blocks[k + 1]) : -1);
  const uint64_t own = blocks[k].markup.signature;
  sink->AddFlag(k > 0 && own == blocks[k - 1].markup.signature);
  sink->AddFlag(has_next && own == blocks[k + 1].markup.signature);
}

}  // namespace

struct BlockFeatures::State {
  const std::vector<Block>& blocks;
  const Head& head;
  std::vector<Line> lines;
  WordHashes hashes;  // Of the words of all lines.
  Shared shared;
  std::vector<Sums> sums;
  std::vector<float> overlaps;   // Of each block with the title's words.
  std::vector<size_t> headings;  // The last before each block; blocks.size() for none.
  size_t title;                  // The heading with the title's words; blocks.size() for none.

  void CompareWithTitle(const text::Budget& budget) {
    text::Pace pace(budget);
    for (const Line& line : lines) {
      if (!pace.GoesOn(kLinePace)) break;
      overlaps.push_back(Overlap(In(hashes.all, line.all), shared.title));
    }
    overlaps.resize(lines.size());
    size_t last = blocks.size();
    for (size_t k = 0; k < blocks.size() && pace.GoesOn(kLinePace); ++k) {
      headings.push_back(last);
      if (IsHeading(blocks[k])) last = k;
    }
    title = FindTitle();
  }

  size_t FindTitle() const {
    size_t first = blocks.size();
    for (size_t k = 0; k < blocks.size(); ++k) {
      if (!IsHeading(blocks[k])) continue;
      if (lines[k].words.words >= kTitleWords && overlaps[k] >= kTitleOverlap) return k;
      if (first == blocks.size() && blocks[k].role == BlockRole::kTitle) first = k;
    }
    return first;
  }

  // How far behind the title a block stands; negative before it.
  void AddTitleDistance(size_t k, Sink* sink) const {
    constexpr float kNone = -20;
    const bool is_before = k < title;
    const float sign = is_before ? -1 : 1;
    const size_t blocks_between = is_before ? title - k : k - title;
    const bool has_title = title < blocks.size();
    sink->Add(has_title ? sign * Log(blocks_between) : kNone);
    sink->Add(has_title ? sign * std::log1p(std::abs(sums[k].words - sums[title].words)) : kNone);
  }

  void AddLastHeading(size_t k, Sink* sink) const {
    const size_t heading = headings[k];
    const bool has_heading = heading < blocks.size();
    sink->Add(has_heading ? overlaps[heading] : -1);
    sink->Add(has_heading ? lines[heading].link_ratio : -1);
    sink->Add(has_heading ? Log(k - heading) : -1);
  }

  void AddContext(size_t k, Sink* sink) const {
    for (const ptrdiff_t offset : {-3, -2, -1, 1, 2, 3})
      AddNeighbour(lines, static_cast<ptrdiff_t>(k) + offset, sink);
    for (const size_t radius : {3u, 8u, 20u}) AddWindow(sums, k, radius, sink);
    sink->Add(Ratio(k, blocks.size()));
    sink->Add(sums[k].words / std::max(1.f, sums.back().words));
    AddTitleDistance(k, sink);
    AddLastHeading(k, sink);
    AddSteps(blocks, k, sink);
  }
};

BlockFeatures::BlockFeatures(std::unique_ptr<State> state) : state_(std::move(state)) {}
BlockFeatures::BlockFeatures(BlockFeatures&&) noexcept = default;
BlockFeatures& BlockFeatures::operator=(BlockFeatures&&) noexcept = default;
BlockFeatures::~BlockFeatures() = default;

absl::StatusOr<BlockFeatures> BlockFeatures::Create(const std::vector<Block>& blocks,
                                                    const Head& head, const text::Budget& budget) {
  text::Pace pace(budget);
  std::vector<Line> lines;
  WordHashes hashes;
  std::vector<Sums> sums(1);
  lines.reserve(blocks.size());
  sums.reserve(blocks.size() + 1);
  for (const Block& b : blocks) {
    if (!pace.GoesOn(kLinePace)) break;
    lines.emplace_back(b, &pace, &hashes);
    sums.push_back(Plus(sums.back(), lines.back()));
  }
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  Shared shared = Share(blocks, lines, hashes, head, &pace);
  auto state = std::make_unique<State>(State{.blocks = blocks,
                                             .head = head,
                                             .lines = std::move(lines),
                                             .hashes = std::move(hashes),
                                             .shared = std::move(shared),
                                             .sums = std::move(sums),
                                             .overlaps = {},
                                             .headings = {},
                                             .title = 0});
  state->CompareWithTitle(budget);
  return BlockFeatures(std::move(state));
}

void BlockFeatures::Write(size_t k, std::span<float> row) const {
  const Block& b = state_->blocks[k];
  const Line& line = state_->lines[k];
  Sink sink(row);
  AddWords(line.words, &sink);
  AddEdges(b.text, line.ends, &sink);
  AddFurniture(b, &sink);
  sink.Add(state_->overlaps[k]);
  AddShared(b, line, state_->hashes, state_->shared, &sink);
  AddMarkup(b.markup, line.link_ratio, &sink);
  AddRole(b.role, &sink);
  state_->AddContext(k, &sink);
}

void BlockFeatures::AppendHashes(size_t k, std::vector<uint32_t>* out) const {
  const State& s = *state_;
  AppendSayings(In(s.hashes.all, s.lines[k].all), In(s.hashes.stems, s.lines[k].all), out);
  const std::vector<uint32_t>& names = state_->blocks[k].markup.names;
  out->insert(out->end(), names.begin(), names.end());
}

std::vector<uint32_t> BlockFeatures::PageHashes() const {
  std::vector<uint32_t> out;
  const auto add = [&out](uint32_t place, std::string_view text) {
    const std::vector<uint64_t> words = ReadWords(text.substr(0, kStatementBytes)).hashes.all;
    const size_t n = std::min(words.size(), kStatementWords);
    for (size_t k = 0; k < n; ++k) out.push_back(PlacedHash(place, words[k]));
  };
  const Head& head = state_->head;
  add(kTitlePlace, head.page_title.empty() ? head.meta_title : head.page_title);
  add(kDescriptionPlace, head.description);
  add(kAddressPlace, PathOf(head.address));
  for (const std::string& type : head.types) add(kTypePlace, type);
  return out;
}

}  // namespace textanalysis::clean
