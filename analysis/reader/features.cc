#include "analysis/reader/features.h"

#include <algorithm>
#include <utility>

#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/utf8.h"

namespace textanalysis::reader {
namespace {

// What a token costs, in bytes of plain text.
constexpr size_t kTokenPace = 16;

enum PlaceClass : uint8_t { kPlaceWord = 1, kDemonymWord = 2 };

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

constexpr TokenFacts kOutside{.word = 1, .lower = 1};

CaseClass CaseClassOf(const syntax::Syntax& s, syntax::TokenRange r) {
  bool lower = false;
  size_t capitals = 0;
  for (size_t k = r.begin; k < r.end; ++k) {
    const std::string_view token = s.Token(k);
    lower |= std::any_of(token.begin(), token.end(), text::IsAsciiLower);
    capitals += text::StartsUpper(token);
  }
  if (capitals == 0) return kAllLower;
  return !lower && capitals >= 2 ? kAllUpper : kMixedCase;
}

// Appends hashes, each told apart by the number of its template.
class Sink {
 public:
  explicit Sink(std::vector<uint64_t>* hashes) : hashes_(*hashes) {}
  void Add(uint64_t value) { hashes_.push_back(text::Combine(++template_, value)); }
  void Add(uint64_t a, uint64_t b) { Add(text::Combine(a, b)); }

 private:
  std::vector<uint64_t>& hashes_;
  uint64_t template_ = 0;
};

void AddAffixes(std::string_view token, Sink* sink) {
  for (size_t n = 2; n <= 4; ++n) {
    sink->Add(text::Hash(token.substr(0, n)));
    sink->Add(text::Hash(token.substr(token.size() - std::min(n, token.size()))));
  }
}

void AddUsage(const Usage& usage, const TokenFacts& here, Sink* sink) {
  const uint64_t cased =
      (usage.lower ? 1u : 0u) + (usage.capital_inside ? 2u : 0u) + (here.initial ? 4u : 0u);
  sink->Add(cased, here.capital);
  sink->Add(usage.next, here.capital);
  sink->Add(usage.previous, here.capital);
}

std::string WithZeros(std::string lower) {
  for (char& c : lower) {
    if (text::IsAsciiDigit(c)) c = '0';
  }
  return lower;
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

absl::StatusOr<DocumentFeatures> FeatureExtractor::Read(const syntax::Syntax& s,
                                                        const text::Budget& budget) const {
  text::Pace pace(budget);
  std::vector<TokenFacts> facts;
  facts.reserve(s.tokens.size());
  for (const syntax::TokenRange& r : s.sentences) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    for (size_t k = r.begin; k < r.end; ++k) {
      const std::string lower = text::ToLower(s.Token(k));
      facts.push_back({text::Hash(s.Token(k)), text::Hash(lower), text::Hash(WithZeros(lower)),
                       text::Hash(Shape(s.Token(k))), static_cast<uint16_t>(LexiconClass(lower)),
                       text::StartsUpper(s.Token(k)), false});
    }
    const bool marked = r.begin + 1 < r.end && !text::StartsAsWord(s.Token(r.begin));
    facts[r.begin + marked].initial = true;
  }
  return DocumentFeatures(s, std::move(facts), &pace);
}

DocumentFeatures::DocumentFeatures(const syntax::Syntax& s, std::vector<TokenFacts> facts,
                                   text::Pace* pace)
    : facts_(std::move(facts)) {
  for (const syntax::TokenRange& r : s.sentences) {
    if (!pace->GoesOn((r.end - r.begin) * kTokenPace)) break;
    if (CaseClassOf(s, r) == kMixedCase) CountUsage(r);
  }
}

const TokenFacts& DocumentFeatures::At(size_t k, ptrdiff_t offset,
                                       syntax::TokenRange sentence) const {
  const ptrdiff_t at = static_cast<ptrdiff_t>(k) + offset;
  const bool inside =
      at >= static_cast<ptrdiff_t>(sentence.begin) && at < static_cast<ptrdiff_t>(sentence.end);
  return inside ? facts_[static_cast<size_t>(at)] : kOutside;
}

void DocumentFeatures::CountUsage(syntax::TokenRange r) {
  for (size_t k = r.begin; k < r.end; ++k) {
    Usage& u = usage_[facts_[k].lower];
    if (!facts_[k].capital) {
      u.lower = true;
    } else if (!facts_[k].initial) {
      u.capital_inside = true;
      u.next = At(k, 1, r).lower;
      u.previous = At(k, -1, r).lower;
    }
  }
}

void DocumentFeatures::Fill(const syntax::Syntax& s, syntax::TokenRange r,
                            std::vector<uint64_t>* hashes) const {
  const CaseClass case_class = CaseClassOf(s, r);
  for (size_t k = r.begin; k < r.end; ++k) {
    const TokenFacts& here = facts_[k];
    Sink sink(hashes);
    sink.Add(here.word);
    sink.Add(here.lower);
    sink.Add(here.shape);
    sink.Add(here.lexicon, here.capital);
    sink.Add(here.initial + 2u * case_class, here.shape);
    AddAffixes(s.Token(k), &sink);
    sink.Add(At(k, -1, r).lower, here.lower);
    sink.Add(here.lower, At(k, 1, r).lower);
    const auto usage = usage_.find(here.lower);
    AddUsage(usage == usage_.end() ? Usage{} : usage->second, here, &sink);
  }
}

}  // namespace textanalysis::reader
