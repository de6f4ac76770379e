#include "analysis/entities/features.h"

#include <algorithm>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::entities {
namespace {

enum PlaceClass : uint8_t { kPlaceWord = 1, kDemonymWord = 2 };

uint64_t Mix(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdu;
  h ^= h >> 33;
  return h;
}

uint64_t HashWord(std::string_view s) {
  uint64_t h = 0xcbf29ce484222325u;
  for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return Mix(h);
}

uint64_t Combine(uint64_t a, uint64_t b) { return Mix(a * 0x9E3779B97F4A7C15u + b); }

char ShapeOf(char32_t c) {
  if (text::IsUpper(c)) return 'X';
  if (text::IsLetter(c)) return 'x';
  if (text::IsDigit(c)) return 'd';
  return c < 0x80 ? static_cast<char>(c) : '?';
}

// Character classes with runs cut to two: "McDonald" → "XxXxx".
std::string Shape(std::string_view token) {
  std::string shape;
  for (size_t at = 0; at < token.size() && shape.size() < 10;) {
    const text::CodePoint c = text::DecodeAt(token, at);
    at += c.length;
    const char s = ShapeOf(c.value);
    const size_t n = shape.size();
    if (n >= 2 && shape[n - 1] == s && shape[n - 2] == s) continue;
    shape.push_back(s);
  }
  return shape;
}

// What is the same wherever the features of a token are asked for.
struct TokenFacts {
  uint64_t word = 0;
  uint64_t lower = 0;
  uint64_t shape = 0;
  uint64_t lexicon = 0;
  bool capital = false;
  bool initial = false;  // First word of its sentence.
};

// What a word does over the whole document.
struct Usage {
  uint32_t lower = 0;           // Written in lower case.
  uint32_t capital_inside = 0;  // Capitalised where no sentence begins.
  uint64_t next = 0;            // Word after it there.
  uint64_t previous = 0;        // Word before it there.
};

constexpr TokenFacts kOutside{.word = 1, .lower = 1, .shape = 1};

struct Document {
  std::vector<TokenFacts> facts;
  std::vector<bool> shouted;  // The token's sentence has no lower-case letter.
  std::unordered_map<uint64_t, Usage> usage;

  const TokenFacts& At(size_t k, ptrdiff_t offset, const syntax::TokenRange& sentence) const {
    const ptrdiff_t at = static_cast<ptrdiff_t>(k) + offset;
    if (at < static_cast<ptrdiff_t>(sentence.begin) || at >= static_cast<ptrdiff_t>(sentence.end))
      return kOutside;
    return facts[static_cast<size_t>(at)];
  }
};

bool HasLower(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return text::IsAsciiLower(c); });
}

bool IsShouted(const syntax::Syntax& s, syntax::TokenRange r) {
  size_t words = 0;
  for (size_t k = r.begin; k < r.end; ++k) {
    if (HasLower(s.Token(k))) return false;
    words += text::StartsUpper(s.Token(k));
  }
  return words >= 2;
}

void CountUsage(const syntax::TokenRange& r, Document* d) {
  for (size_t k = r.begin; k < r.end; ++k) {
    const TokenFacts& f = d->facts[k];
    Usage& u = d->usage[f.lower];
    if (!f.capital) {
      ++u.lower;
    } else if (!f.initial) {
      ++u.capital_inside;
      u.next = d->At(k, 1, r).lower;
      u.previous = d->At(k, -1, r).lower;
    }
  }
}

// Appends hashes, each told apart by the number of its template.
class Sink {
 public:
  explicit Sink(FeatureTable* table) : table_(table) {}
  void Add(uint64_t value) { table_->hashes.push_back(Combine(++template_, value)); }
  void Add(uint64_t a, uint64_t b) { Add(Combine(a, b)); }

 private:
  FeatureTable* table_;
  uint64_t template_ = 0;
};

void AddAffixes(std::string_view token, Sink* sink) {
  for (size_t n = 1; n <= 4; ++n) {
    sink->Add(HashWord(token.substr(0, n)));
    sink->Add(HashWord(token.substr(token.size() - std::min(n, token.size()))));
  }
}

void AddWindow(const Document& d, size_t k, const syntax::TokenRange& r, Sink* sink) {
  const TokenFacts& here = d.facts[k];
  for (const ptrdiff_t offset : {-2, -1, 1, 2}) {
    const TokenFacts& f = d.At(k, offset, r);
    sink->Add(f.lower);
    sink->Add(f.shape, here.shape);
    sink->Add(f.lexicon, here.capital);
  }
  const TokenFacts& before = d.At(k, -1, r);
  const TokenFacts& after = d.At(k, 1, r);
  sink->Add(before.lower, here.lower);
  sink->Add(here.lower, after.lower);
  sink->Add(before.lower, after.lower);
  sink->Add(before.lexicon, after.lexicon);
  sink->Add(Combine(before.shape, here.shape), after.shape);
  sink->Add(before.lower, here.shape);
  sink->Add(after.lower, here.shape);
}

void AddUsage(const Document& d, const TokenFacts& here, Sink* sink) {
  const auto it = d.usage.find(here.lower);
  const Usage usage = it == d.usage.end() ? Usage{} : it->second;
  const uint64_t cased =
      (usage.lower > 0 ? 1u : 0u) + (usage.capital_inside > 0 ? 2u : 0u) + (here.initial ? 4u : 0u);
  sink->Add(cased, here.capital);
  sink->Add(usage.next, here.capital);
  sink->Add(usage.previous, here.capital);
}

}  // namespace

FeatureExtractor::FeatureExtractor(const model::Bundle& bundle)
    : given_names_(bundle.Section("given_names")),
      titles_(bundle.Section("titles")),
      organizations_(bundle.Section("organizations")),
      roles_(bundle.Section("roles")) {
  for (const model::Row& row : model::ParseRows(bundle.Section("places"))) {
    const auto mark = [this](std::string_view words, char separator, uint8_t place_class) {
      while (!words.empty()) {
        const size_t at = words.find(separator);
        places_[words.substr(0, at)] |= place_class;
        words.remove_prefix(at == std::string_view::npos ? words.size() : at + 1);
      }
    };
    mark(row[0], ' ', kPlaceWord);
    if (row.size() > 1) mark(row[1], '|', kDemonymWord);
    if (row.size() > 2) mark(row[2], ' ', kPlaceWord);
  }
}

uint64_t FeatureExtractor::LexiconClass(const std::string& lower) const {
  uint64_t bits = 0;
  if (given_names_.Contains(lower)) bits |= 4;
  if (titles_.Contains(lower)) bits |= 8;
  if (organizations_.Contains(lower)) bits |= 16;
  if (roles_.Contains(lower)) bits |= 32;
  if (const auto it = places_.find(lower); it != places_.end()) bits |= it->second;
  return bits + 64;
}

absl::StatusOr<FeatureTable> FeatureExtractor::Extract(const syntax::Syntax& s, Style style,
                                                       const text::Budget& budget) const {
  Document d;
  d.facts.reserve(s.tokens.size());
  for (size_t k = 0; k < s.tokens.size(); ++k) {
    const std::string lower = text::ToLower(s.Token(k));
    d.facts.push_back({HashWord(s.Token(k)), HashWord(lower), HashWord(Shape(s.Token(k))),
                       LexiconClass(lower), text::StartsUpper(s.Token(k)), false});
  }
  for (const syntax::TokenRange& r : s.sentences) {
    const bool marked =
        r.begin + 1 < r.end && !text::IsWordChar(text::DecodeAt(s.Token(r.begin), 0).value);
    d.facts[r.begin + marked].initial = true;
    d.shouted.resize(r.end, IsShouted(s, r));
    CountUsage(r, &d);
  }
  FeatureTable table;
  table.hashes.reserve(s.tokens.size() * 48);
  table.begins.reserve(s.tokens.size() + 1);
  for (const syntax::TokenRange& r : s.sentences) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    for (size_t k = r.begin; k < r.end; ++k) {
      table.begins.push_back(table.hashes.size());
      const TokenFacts& here = d.facts[k];
      Sink sink(&table);
      sink.Add(static_cast<uint64_t>(style));
      sink.Add(static_cast<uint64_t>(style), here.shape);
      sink.Add(static_cast<uint64_t>(style), here.lexicon);
      sink.Add(here.word);
      sink.Add(here.lower);
      sink.Add(here.shape);
      sink.Add(here.lexicon, here.capital);
      sink.Add(here.initial + 2u * d.shouted[k], here.shape);
      AddAffixes(s.Token(k), &sink);
      AddWindow(d, k, r, &sink);
      AddUsage(d, here, &sink);
    }
  }
  table.begins.push_back(table.hashes.size());
  return table;
}

}  // namespace textanalysis::entities
