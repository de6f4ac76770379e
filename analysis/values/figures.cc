#include "analysis/values/figures.h"

#include <algorithm>
#include <string>
#include <vector>

namespace textanalysis::values {
namespace {

constexpr size_t kMaxPowerDigits = 100;

// Sizes of the groups that `separator` cuts digits into, from atom `k`.
std::vector<size_t> GroupSizes(const Reader& r, size_t k, std::string_view separator) {
  std::vector<size_t> sizes = {r.Surface(k).size()};
  while (r.Glued(k + 1) && r.IsSymbol(k + 1, separator) && r.Glued(k + 2) && r.IsDigits(k + 2) &&
         sizes.size() < Decimal::kMaxDigits) {
    k += 2;
    sizes.push_back(r.Surface(k).size());
    if (sizes.back() != 2 && sizes.back() != 3) break;  // No grouping.
  }
  return sizes;
}

bool AreThousands(const std::vector<size_t>& sizes) {
  return sizes.size() > 1 && sizes[0] <= 3 &&
         std::all_of(sizes.begin() + 1, sizes.end(), [](size_t n) { return n == 3; });
}

// 12,34,567
bool AreLakhs(const std::vector<size_t>& sizes) {
  return sizes.size() > 2 && sizes[0] <= 2 && sizes.back() == 3 &&
         std::all_of(sizes.begin() + 1, sizes.end() - 1, [](size_t n) { return n == 2; });
}

// "22,24,26": what stands before or behind the two numbers is a number of a list.
bool IsListed(const Reader& r, size_t k) {
  if (r.Glued(k + 3) && r.IsSymbol(k + 3, ",") && r.Glued(k + 4) && r.IsDigits(k + 4)) return true;
  return r.Glued(k) && r.IsSymbol(k - 1, ",") && r.Glued(k - 1) && r.IsDigits(k - 2);
}

// ",89" where nothing more follows.
bool HasDecimalComma(const Reader& r, size_t k) {
  return r.Glued(k) && r.IsSymbol(k, ",") && r.Glued(k + 1) && r.IsDigits(k + 1) &&
         r.Surface(k + 1).size() <= 2 && !(r.Glued(k + 2) && r.IsSymbol(k + 2, ","));
}

// Atoms of groups of three that white space separates: "1 234 567", "10 000".
size_t SpacedGroupsEnd(const Reader& r, size_t k) {
  if (r.Surface(k).size() > 3 || r.Surface(k).starts_with("0")) return k + 1;
  size_t end = k + 1;
  bool plain = true, zeros = true;
  while (r.IsDigits(end) && !r.Glued(end) && r.Surface(end).size() == 3 &&
         end < k + Decimal::kMaxDigits) {
    const size_t gap = r.at(end).span.begin - r.at(end - 1).span.end;
    const std::string_view space = r.text().substr(r.at(end - 1).span.end, gap);
    if (space != " " && space != "\u00A0" && space != "\u202F" && space != "\u2009") break;
    plain = plain && space == " ";
    zeros = zeros && r.Surface(end) == "000";
    ++end;
  }
  if (!r.EndsBefore(end)) return k + 1;
  return end > k + 2 || (end == k + 2 && (!plain || zeros)) ? end : k + 1;
}

// The zeros of "e10", "x10^-4"; `*end` moves behind them.
int ReadExponent(const Reader& r, size_t* end) {
  size_t k = *end;
  if (r.Glued(k) && r.IsLetter(k, 'E')) {
    ++k;
  } else if ((r.IsSymbol(k, "×") || r.IsLetter(k, 'X')) && r.IsDigits(k + 1) &&
             r.Surface(k + 1) == "10" && r.IsSymbol(k + 2, "^")) {
    k += 3;
  } else {
    return 0;
  }
  const bool negative = r.IsSymbol(k, "-");
  if (negative || r.IsSymbol(k, "+")) ++k;
  if (!r.IsDigits(k) || !r.Glued(k) || r.Surface(k).size() > 2) return 0;
  *end = k + 1;
  return negative ? -r.Int(k) : r.Int(k);
}

// "10^6", "2.5^-1": the power where it is exact or a quotient of whole numbers.
void TakePower(const Reader& r, Numeral* out) {
  size_t k = out->end;
  if (!r.Glued(k) || !r.IsSymbol(k, "^") || !r.Glued(k + 1)) return;
  const bool inverse = r.IsSymbol(k + 1, "-");
  if (inverse || r.IsSymbol(k + 1, "+")) ++k;
  if (!r.IsDigits(k + 1) || r.Surface(k + 1).size() > 2) return;
  const int n = r.Int(k + 1);
  Decimal power(1);
  for (int times = 0; times < n; ++times) {
    power = power.Times(out->value);
    if (power.NumDigits() > kMaxPowerDigits) return;
  }
  if (inverse) {
    const int zeros = static_cast<int>(power.NumDigits() - power.WholeDigits());
    const std::optional<int64_t> divisor = power.Shift(zeros).ToInt();
    if (!divisor || *divisor < 1) return;
    power = Decimal(1).Shift(zeros).Over(*divisor);
  }
  out->value = power;
  out->bare = false;
  out->end = k + 2;
}

// The end of the grouped digits at `k`, and their point: '\0' where none may follow. 0 for what is no
// number ("1.2.3").
size_t GroupsEnd(const Reader& r, size_t k, char* point) {
  const std::vector<size_t> commas = GroupSizes(r, k, ",");
  const std::vector<size_t> points = GroupSizes(r, k, ".");
  const std::vector<size_t> apostrophes = GroupSizes(r, k, "'");
  if (AreThousands(commas) || AreLakhs(commas)) return k + commas.size() * 2 - 1;
  if (commas.size() == 2 && commas[1] <= 2 && commas[0] <= 6 && !IsListed(r, k)) {
    *point = ',';  // A decimal comma.
    return k + 3;
  }
  if (points.size() > 2 || (AreThousands(points) && HasDecimalComma(r, k + 3))) {
    if (!AreThousands(points)) return 0;
    *point = '\0';
    const size_t end = k + points.size() * 2 - 1;
    if (!HasDecimalComma(r, end)) return end;
    *point = ',';  // "1.234.567,89"
    return end + 2;
  }
  if (AreThousands(apostrophes)) return k + apostrophes.size() * 2 - 1;
  return SpacedGroupsEnd(r, k);
}

}  // namespace

bool IsOrdinalEnding(const Reader& r, size_t k) {
  if (!r.Glued(k) || !r.Is(k, Class::kOrdinalSuffix)) return false;
  const int last = r.Value(k, Class::kOrdinalSuffix), figures = r.Int(k - 1);
  return last == 0 || (figures % 10 == last && figures / 10 % 10 != 1);  // "15st" is a weight.
}

Numeral ReadFigures(const Reader& r, size_t at) {
  size_t k = at;
  std::string digits;
  char point = '.';
  bool bare = true;
  if (r.IsSymbol(k, ".")) {  // ".08"
    if (!r.Glued(k + 1) || !r.IsDigits(k + 1)) return {};
    if (r.Glued(k) && r.Has(k - 1) && r.at(k - 1).type != Atom::kSymbol) return {};
    digits = "0." + std::string(r.Surface(k + 1));
    k += 2;
    bare = false;
  } else if (r.IsDigits(k)) {
    size_t end = GroupsEnd(r, k, &point);
    if (end == 0) return {};
    bare = end == k + 1;
    if (point == '.' && r.Glued(end) && r.IsSymbol(end, ".") && r.Glued(end + 1) &&
        r.IsDigits(end + 1)) {
      end += 2;
      bare = false;
      if (r.Glued(end) && r.IsSymbol(end, ".") && r.Glued(end + 1) && r.IsDigits(end + 1))
        return {};
    }
    digits = std::string(r.Surface(k, end));
    k = end;
  } else {
    return {};
  }
  const std::optional<Decimal> value = Decimal::Parse(digits, point);
  if (!value) return {};
  Numeral out{.end = k, .value = *value};
  out.figures = true;
  out.bare = bare;
  if (IsOrdinalEnding(r, k)) {
    out.ordinal = true;
    out.bare = false;
    ++out.end;
  } else if (const int zeros = ReadExponent(r, &out.end); out.end > k) {
    out.value = out.value.Shift(zeros);
    out.bare = false;
  } else {
    TakePower(r, &out);
  }
  return out;
}

}  // namespace textanalysis::values
