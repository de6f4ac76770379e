#include "analysis/values/fractions.h"

#include <cstdint>
#include <span>
#include <vector>

namespace textanalysis::values {
namespace {

// Words of one fraction; more is none that anybody says.
constexpr size_t kMaxWords = 20;
constexpr int64_t kMost = 1000000;

// A word of a number, or several that hyphens join.
struct Part {
  size_t begin = 0;
  size_t end = 0;
  std::vector<int64_t> values{};
  bool after_and = false;
  bool ordinal = false;
  bool plural = false;
};

int64_t Power(int zeros) {
  int64_t power = 1;
  for (; zeros > 0 && power < kMost * kMost; --zeros) power *= 10;
  return power;
}

// The value of the cardinal or ordinal at `k`, or 0 for what is no word of a number.
int64_t ValueAt(const Reader& r, size_t k, Part* part) {
  if (r.Is(k, Class::kPluralOrdinal)) {
    part->ordinal = part->plural = true;
    const int value = r.Value(k, Class::kPluralOrdinal);
    return value < 0 ? Power(-value) : value;
  }
  for (const Class c : {Class::kNumber, Class::kTens, Class::kHundred}) {
    if (r.Is(k, c)) return r.Value(k, c);
  }
  if (r.Is(k, Class::kScale) && !r.Is(k, Class::kLetterScale))
    return Power(r.Value(k, Class::kScale));
  if (!r.Is(k, Class::kOrdinal)) return 0;
  part->ordinal = true;
  const int value = r.Value(k, Class::kOrdinal);
  return value < 0 ? Power(-value) : value;
}

// The words that go on a number from `at`, as far as its first ordinal.
std::vector<Part> PartsFrom(const Reader& r, size_t at) {
  std::vector<Part> parts;
  size_t k = at;
  if (r.IsDigits(k) && r.Surface(k).size() <= 6) {
    parts.push_back({k, k + 1, {r.Int(k)}});
    k = r.SkipHyphen(k + 1);
  }
  for (size_t words = 0; words < kMaxWords && r.IsLetters(k); ++words) {
    Part word{.begin = k, .end = k + 1};
    const int64_t value = ValueAt(r, k, &word);
    if (value == 0 || (!parts.empty() && !r.SameSentence(k, at))) return {};
    word.values = {value};
    const bool joined = !parts.empty() && parts.back().end < k && r.IsHyphen(k - 1);
    word.after_and = !parts.empty() && parts.back().end < k && !joined;
    if (joined && !r.IsDigits(parts.back().begin)) {
      Part& last = parts.back();
      last.values.push_back(value);
      last.end = word.end;
      last.ordinal = word.ordinal;
      last.plural = word.plural;
    } else {
      parts.push_back(std::move(word));
    }
    if (parts.back().ordinal) return parts;
    k = r.SkipHyphen(k + 1);
    if (value >= 100 && r.Is(k, Class::kAnd)) ++k;
  }
  return {};
}

// The number that the words are, or 0 where they are none. A hundred or a scale begins only what a
// hyphen joins.
int64_t Compose(std::span<const Part> parts) {
  int64_t total = 0, group = -1, last_scale = kMost * kMost;
  if (parts.empty() || parts[0].after_and) return 0;
  const std::vector<int64_t>& first = parts[0].values;
  if (parts.size() == 1 && first.size() == 1) return first[0];
  if (first[0] >= 100 && first.size() > 1) group = 1;
  for (const Part& part : parts) {
    for (const int64_t v : part.values) {
      const int64_t rest = group < 0 ? 0 : group % 100;
      const bool open = group < 0 || (rest == 0 && group > 0);
      if (v >= 1000) {
        if (group < 1 || v >= last_scale) return 0;
        total += group * v;
        group = -1;
        last_scale = v;
      } else if (v == 100) {
        if (group < 1 || group >= 100) return 0;
        group *= 100;
      } else if (open || (v < 10 && rest >= 20 && rest % 10 == 0)) {
        group = (group < 0 ? 0 : group) + v;
      } else {
        return 0;
      }
    }
  }
  return total + (group < 0 ? 0 : group);
}

// The number in figures, or in words.
int64_t Numerator(const Reader& r, std::span<const Part> parts) {
  if (!r.IsDigits(parts[0].begin)) return Compose(parts);
  return parts.size() == 1 ? parts[0].values[0] : 0;
}

// Whether what stands behind the fraction lets one part of several words be one: "one twenty-fifth of",
// not "one twenty-fifth birthday".
bool MayBeOne(const Reader& r, size_t end) {
  return !r.IsLetters(end) || (!r.at(end).upper && r.Is(end, Class::kFunction));
}

}  // namespace

std::optional<Fraction> ReadCompoundFraction(const Reader& r, size_t at) {
  const std::vector<Part> parts = PartsFrom(r, at);
  if (parts.size() < 2) return std::nullopt;
  const Part& last = parts.back();
  const bool scaled = last.values.back() >= 100;  // "hundredths"
  // "three twenty seconds" are a length of time, "three twenty seconds of it" a part.
  if (r.Is(last.end - 1, Class::kPeriod) && last.values.size() == 1 && !r.Is(last.end, Class::kOf))
    return std::nullopt;
  std::optional<Fraction> out;
  for (size_t split = parts.size() - 1; split > 0; --split) {
    const auto words = std::span(parts);
    const int64_t numerator = Numerator(r, words.first(split));
    const int64_t denominator = Compose(words.subspan(split));
    if (numerator < 1 || numerator >= kMost || denominator < 3 || denominator > kMost) continue;
    const bool compound = parts.size() - split > 1 || last.values.size() > 1;
    if (compound && (last.plural || (numerator == 1 && MayBeOne(r, last.end))))
      out = Fraction{last.end, static_cast<int>(numerator), static_cast<int>(denominator)};
    if (scaled) break;
  }
  return out;
}

}  // namespace textanalysis::values
