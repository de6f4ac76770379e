// Four passes: each block's words; what the page shares (title words, repeated texts, siblings of
// one signature, the vocabulary of its prose); rows; then windows over the rows.

#include "analysis/clean/features.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

// A word says what a text is about from this many bytes on.
constexpr size_t kTopicalBytes = 5;
// A block of prose has this many words.
constexpr size_t kProseWords = 12;
constexpr size_t kNumFurnitureReasons = 9;

float Log(size_t n) { return std::log1p(static_cast<float>(n)); }
float Ratio(size_t part, size_t whole) {
  return whole == 0 ? 0 : static_cast<float>(part) / static_cast<float>(whole);
}

// What the words of a block are like.
struct Words {
  size_t bytes = 0;
  size_t words = 0;
  size_t lower = 0;        // Begin with a letter that is no capital.
  size_t short_lower = 0;  // The same, of at most three letters.
  size_t capital = 0;
  size_t shouted = 0;  // Two capitals at the beginning.
  size_t digits = 0;   // Begin with a digit.
  size_t sentence_ends = 0;
  size_t commas = 0;
  size_t symbols = 0;  // | » › © # @ _ { } < > = * /
  size_t quotes = 0;
  std::vector<uint64_t> topical;  // Hashes of long words in lower case.
  std::vector<uint64_t> all;      // Hashes of all words in lower case.
};

bool IsWordByte(char c) {
  return static_cast<unsigned char>(c) >= 0x80 || text::IsAsciiLower(c) || text::IsAsciiUpper(c) ||
         text::IsAsciiDigit(c) || c == '\'' || c == '-';
}

void CountMark(std::string_view s, size_t at, Words* w) {
  const char c = s[at];
  const bool last = at + 1 == s.size() || s[at + 1] == ' ' || s[at + 1] == '"';
  if ((c == '.' || c == '!' || c == '?') && last) ++w->sentence_ends;
  if (c == ',') ++w->commas;
  if (c == '"') ++w->quotes;
  if (std::string_view("|#@_{}<>=*/\\[]+~").find(c) != std::string_view::npos) ++w->symbols;
}

// ASCII letters in lower case; other bytes as they are.
uint64_t LowerHash(std::string_view word) {
  uint64_t h = 0xcbf29ce484222325u;
  for (const char c : word) {
    const char lower = text::IsAsciiUpper(c) ? static_cast<char>(c | 0x20) : c;
    h = (h ^ static_cast<unsigned char>(lower)) * 0x100000001b3u;
  }
  return h;
}

// Marks of other scripts than ASCII's that end sentences or quote: their first two bytes do not
// tell, so the code point is asked.
void CountWideMark(char32_t c, Words* w) {
  if (c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x0964 || c == 0x061F)
    ++w->sentence_ends;
  if (c == 0x3001 || c == 0xFF0C || c == 0x060C) ++w->commas;
  if (text::IsQuoteMark(c)) ++w->quotes;
  if (c == 0xA9 || c == 0xBB || c == 0x203A || c == 0x2022 || c == 0x2192) ++w->symbols;
}

void CountWord(std::string_view word, Words* w) {
  ++w->words;
  const text::CodePoint first = text::DecodeAt(word, 0);
  if (text::IsDigit(first.value)) {
    ++w->digits;
  } else if (text::IsUpper(first.value)) {
    ++w->capital;
    if (first.length < word.size() && text::IsUpper(text::DecodeAt(word, first.length).value))
      ++w->shouted;
  } else {
    ++w->lower;
    if (word.size() <= 3) ++w->short_lower;
  }
  const uint64_t hash = LowerHash(word);
  w->all.push_back(hash);
  if (word.size() >= kTopicalBytes) w->topical.push_back(hash);
}

Words CountWords(std::string_view s) {
  Words w;
  w.bytes = s.size();
  w.all.reserve(s.size() / 5);
  for (size_t at = 0; at < s.size();) {
    size_t end = at;
    while (end < s.size() && IsWordByte(s[end])) {
      if (static_cast<unsigned char>(s[end]) < 0x80) {
        ++end;
        continue;
      }
      const text::CodePoint c = text::DecodeAt(s, end);
      if (!text::IsWordChar(c.value) && c.value != 0x2019) {
        if (end == at) CountWideMark(c.value, &w);
        break;
      }
      end += c.length;
    }
    if (end > at) {
      CountWord(s.substr(at, end - at), &w);
      at = end;
    } else {
      if (static_cast<unsigned char>(s[at]) < 0x80) CountMark(s, at, &w);
      at += text::DecodeAt(s, at).length;
    }
  }
  return w;
}

struct Group {
  size_t blocks = 0;
  size_t words = 0;
  size_t link_bytes = 0;
  size_t bytes = 0;
  size_t ended = 0;  // Blocks that end as a sentence does.
};

// What all blocks of a page share.
struct Shared {
  std::unordered_set<uint64_t> title;
  std::unordered_set<uint64_t> description;
  std::unordered_set<uint64_t> body;  // Triples of words of JSON-LD's articleBody.
  std::unordered_map<uint64_t, size_t> texts;
  std::unordered_map<uint64_t, Group> signatures;
  std::unordered_map<uint32_t, Group> parents;
  std::unordered_map<uint64_t, uint32_t> prose;  // Topical words → blocks of prose that have them.
  size_t total_words = 0;
  size_t total_bytes = 0;
};

uint64_t Triple(const std::vector<uint64_t>& words, size_t k) {
  return (words[k] * 31 + words[k + 1]) * 31 + words[k + 2];
}

bool IsProse(const Words& w, bool ends) { return ends && w.words >= kProseWords; }

void AddTo(const Block& b, const Words& w, bool ends, Group* g) {
  ++g->blocks;
  g->words += w.words;
  g->link_bytes += b.markup.link_bytes;
  g->bytes += w.bytes;
  g->ended += ends;
}

Shared Share(const std::vector<Block>& blocks, const std::vector<Words>& words,
             const std::vector<bool>& ends, const Head& head) {
  Shared s;
  for (const std::string* title : {&head.headline, &head.meta_title, &head.page_title}) {
    const Words w = CountWords(*title);
    s.title.insert(w.all.begin(), w.all.end());
  }
  const Words description = CountWords(head.description);
  s.description.insert(description.all.begin(), description.all.end());
  const Words body = CountWords(head.article_body);
  for (size_t k = 0; k + 2 < body.all.size(); ++k) s.body.insert(Triple(body.all, k));
  for (size_t k = 0; k < blocks.size(); ++k) {
    ++s.texts[text::Hash(blocks[k].text)];
    s.total_words += words[k].words;
    s.total_bytes += words[k].bytes;
    AddTo(blocks[k], words[k], ends[k], &s.signatures[blocks[k].markup.signature]);
    AddTo(blocks[k], words[k], ends[k], &s.parents[blocks[k].markup.ancestors[1]]);
    if (!IsProse(words[k], ends[k])) continue;
    const std::unordered_set<uint64_t> distinct(words[k].topical.begin(), words[k].topical.end());
    for (const uint64_t word : distinct) ++s.prose[word];
  }
  return s;
}

// Share of `words` in `set`; -1 where the page states nothing.
float Overlap(const std::vector<uint64_t>& words, const std::unordered_set<uint64_t>& set) {
  if (set.empty()) return -1;
  const auto hits =
      std::count_if(words.begin(), words.end(), [&set](uint64_t w) { return set.contains(w); });
  return Ratio(static_cast<size_t>(hits), words.size());
}

float BodyOverlap(const std::vector<uint64_t>& words, const std::unordered_set<uint64_t>& body) {
  if (body.empty()) return -1;
  if (words.size() < 3) return -0.5f;
  size_t hits = 0;
  for (size_t k = 0; k + 2 < words.size(); ++k) hits += body.contains(Triple(words, k));
  return Ratio(hits, words.size() - 2);
}

// Share of the topical words that other blocks of prose have, too.
float Topicality(const Words& w, bool prose, const Shared& s) {
  if (w.topical.empty()) return -1;
  size_t hits = 0;
  for (const uint64_t word : w.topical) {
    const auto it = s.prose.find(word);
    hits += it != s.prose.end() && it->second > (prose ? 1u : 0u);
  }
  return Ratio(hits, w.topical.size());
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

void AddWords(const Words& w, Sink* sink) {
  sink->Add(Log(w.bytes));
  sink->Add(Log(w.words));
  sink->Add(Ratio(w.lower, w.words));
  sink->Add(Ratio(w.short_lower, w.words));
  sink->Add(Ratio(w.capital, w.words));
  sink->Add(Ratio(w.shouted, w.words));
  sink->Add(Ratio(w.digits, w.words));
  sink->Add(static_cast<float>(w.sentence_ends));
  sink->Add(Ratio(w.sentence_ends, w.words));
  sink->Add(Ratio(w.commas, w.words));
  sink->Add(Ratio(w.symbols, w.bytes));
  sink->Add(static_cast<float>(w.quotes));
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

void AddFurniture(std::string_view s, const FurnitureTable& furniture, Sink* sink) {
  const std::optional<Furniture> match = furniture.Match(s);
  for (size_t reason = 2; reason < 2 + kNumFurnitureReasons; ++reason)
    sink->AddFlag(match && static_cast<size_t>(match->reason) == reason);
  sink->AddFlag(match && match->heads_list);
  sink->AddFlag(ParseByline(s).has_value());
  sink->AddFlag(IsDuration(s));
  sink->AddFlag(s.size() <= 60 && ParseDay(s).has_value());
}

void AddGroup(const Group& g, Sink* sink) {
  sink->Add(Log(g.blocks));
  sink->Add(Ratio(g.words, g.blocks));
  sink->Add(Ratio(g.link_bytes, g.bytes));
  sink->Add(Ratio(g.ended, g.blocks));
}

void AddShared(const Block& b, const Words& w, bool ends, const Shared& s, Sink* sink) {
  sink->Add(Overlap(w.all, s.title));
  sink->Add(Overlap(w.all, s.description));
  sink->Add(BodyOverlap(w.all, s.body));
  sink->Add(Topicality(w, IsProse(w, ends), s));
  sink->Add(static_cast<float>(s.texts.at(text::Hash(b.text))));
  AddGroup(s.signatures.at(b.markup.signature), sink);
  const Group& parent = s.parents.at(b.markup.ancestors[1]);
  AddGroup(parent, sink);
  sink->Add(Ratio(parent.words, s.total_words));
}

void AddMarkup(const Markup& m, size_t bytes, Sink* sink) {
  sink->Add(Ratio(m.link_bytes, bytes));
  sink->Add(static_cast<float>(m.num_links));
  sink->Add(static_cast<float>(m.depth));
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

// Columns that the windows look at, of a row's own part.
constexpr size_t kLogWords = 1;
constexpr size_t kLowerRatio = 2;
constexpr size_t kEnds = 13;
constexpr size_t kLinkRatio = 51;

// Weighted sums over [begin, end) of the page, from prefix sums.
struct Sums {
  float words = 0;
  float lower = 0;
  float ends = 0;
  float links = 0;
  float blocks = 0;
};

Sums Minus(const Sums& a, const Sums& b) {
  return {a.words - b.words, a.lower - b.lower, a.ends - b.ends, a.links - b.links,
          a.blocks - b.blocks};
}

std::vector<Sums> PrefixSums(const FeatureMatrix& rows, const std::vector<Words>& words,
                             const std::vector<Block>& blocks) {
  std::vector<Sums> sums(words.size() + 1);
  for (size_t k = 0; k < words.size(); ++k) {
    const auto row = rows.Row(k);
    sums[k + 1] = {sums[k].words + static_cast<float>(words[k].words),
                   sums[k].lower + static_cast<float>(words[k].lower), sums[k].ends + row[kEnds],
                   sums[k].links + Ratio(blocks[k].markup.link_bytes, words[k].bytes),
                   sums[k].blocks + 1};
  }
  return sums;
}

void AddWindow(const std::vector<Sums>& sums, size_t k, size_t radius, Sink* sink) {
  const size_t n = sums.size() - 1;
  const Sums w = Minus(sums[std::min(n, k + radius + 1)], sums[k < radius ? 0 : k - radius]);
  sink->Add(w.words / w.blocks);
  sink->Add(w.words > 0 ? w.lower / w.words : 0);
  sink->Add(w.ends / w.blocks);
  sink->Add(w.links / w.blocks);
}

void AddNeighbours(const FeatureMatrix& rows, size_t k, size_t n, Sink* sink) {
  for (const ptrdiff_t offset : {-3, -2, -1, 1, 2, 3}) {
    const ptrdiff_t at = static_cast<ptrdiff_t>(k) + offset;
    const bool inside = at >= 0 && at < static_cast<ptrdiff_t>(n);
    for (const size_t column : {kLogWords, kLowerRatio, kEnds, kLinkRatio})
      sink->Add(inside ? rows.Row(static_cast<size_t>(at))[column] : -1);
  }
}

void AddContext(const FeatureMatrix& rows, const std::vector<Sums>& sums, size_t k, Sink* sink) {
  const size_t n = sums.size() - 1;
  AddNeighbours(rows, k, n, sink);
  for (const size_t radius : {3u, 8u, 20u}) AddWindow(sums, k, radius, sink);
  sink->Add(Ratio(k, n));
  sink->Add(sums[k].words / std::max(1.f, sums[n].words));
}

// Runs of probability over the page and over each ancestor.
struct Mass {
  float words = 0;     // Words of blocks, weighted by probability.
  float of_words = 0;  // Words of blocks.
  float sum = 0;
  float blocks = 0;
};

float WordsOf(const Block& b) { return 1 + static_cast<float>(b.text.size()) / 6; }

void AddMass(const Mass& m, const Mass& page, Sink* sink) {
  sink->Add(m.words / std::max(1e-3f, page.words));
  sink->Add(m.words / std::max(1e-3f, m.of_words));
  sink->Add(m.sum / std::max(1.f, m.blocks));
}

}  // namespace

absl::StatusOr<FeatureMatrix> BlockFeatures(const std::vector<Block>& blocks, const Head& head,
                                            const FurnitureTable& furniture,
                                            const text::Budget& budget) {
  std::vector<Words> words;
  std::vector<bool> ends;
  words.reserve(blocks.size());
  for (const Block& b : blocks) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    words.push_back(CountWords(b.text));
    ends.push_back(text::EndsSentence(b.text));
  }
  const Shared shared = Share(blocks, words, ends, head);
  FeatureMatrix rows(blocks.size(), kNumFeatures + kNumSecondFeatures);
  for (size_t k = 0; k < blocks.size(); ++k) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    Sink sink(rows.Row(k));
    AddWords(words[k], &sink);
    AddEdges(blocks[k].text, ends[k], &sink);
    AddFurniture(blocks[k].text, furniture, &sink);
    AddShared(blocks[k], words[k], ends[k], shared, &sink);
    AddMarkup(blocks[k].markup, words[k].bytes, &sink);
    AddRole(blocks[k].role, &sink);
  }
  const std::vector<Sums> sums = PrefixSums(rows, words, blocks);
  for (size_t k = 0; k < blocks.size(); ++k) {
    Sink sink(rows.Row(k).subspan(kNumOwnFeatures));
    AddContext(rows, sums, k, &sink);
  }
  return rows;
}

void AddSecondFeatures(const std::vector<Block>& blocks, const std::vector<float>& p,
                       FeatureMatrix* features) {
  const size_t n = blocks.size();
  Mass page;
  std::unordered_map<uint32_t, Mass> elements;
  const auto add = [](const Block& b, float q, Mass* m) {
    m->words += q * WordsOf(b);
    m->of_words += WordsOf(b);
    m->sum += q;
    m->blocks += 1;
  };
  for (size_t k = 0; k < n; ++k) {
    add(blocks[k], p[k], &page);
    for (const uint32_t element : blocks[k].markup.ancestors) {
      if (element != 0) add(blocks[k], p[k], &elements[element]);
    }
  }
  std::vector<Mass> prefix(n + 1);
  for (size_t k = 0; k < n; ++k) {
    prefix[k + 1] = prefix[k];
    add(blocks[k], p[k], &prefix[k + 1]);
  }
  for (size_t k = 0; k < n; ++k) {
    Sink sink(features->Row(k).subspan(kNumFeatures));
    for (ptrdiff_t offset = -4; offset <= 4; ++offset) {
      const ptrdiff_t at = static_cast<ptrdiff_t>(k) + offset;
      sink.Add(at >= 0 && at < static_cast<ptrdiff_t>(n) ? p[static_cast<size_t>(at)] : -1);
    }
    for (const size_t radius : {2u, 5u, 12u}) {
      const Mass& a = prefix[std::min(n, k + radius + 1)];
      const Mass& b = prefix[k < radius ? 0 : k - radius];
      AddMass({a.words - b.words, a.of_words - b.of_words, a.sum - b.sum, a.blocks - b.blocks},
              page, &sink);
    }
    for (const uint32_t element : blocks[k].markup.ancestors)
      AddMass(element == 0 ? page : elements[element], page, &sink);
    sink.Add(prefix[k].words / std::max(1e-3f, page.words));
    sink.Add((page.words - prefix[k + 1].words) / std::max(1e-3f, page.words));
    sink.Add(page.words);
    sink.Add(page.sum / std::max(1.f, page.blocks));
  }
}

}  // namespace textanalysis::clean
