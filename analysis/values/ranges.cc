#include "analysis/values/ranges.h"

#include <string>
#include <utility>
#include <variant>

namespace textanalysis::values {
namespace {

// What a value costs, in bytes of plain text.
constexpr size_t kFoundPace = 64;

// The words between two values that make them a range, or false.
bool AreRange(const Reader& r, const Found& a, const Found& b) {
  const size_t gap = b.begin - a.end;
  if (gap != 1 || !r.SameSentence(a.begin, b.begin)) return false;
  const size_t k = a.end;
  if (r.IsSymbol(k, "-") || r.Is(k, Class::kTo)) return true;
  const size_t before = a.begin;
  return r.Is(k, Class::kAnd) && r.Is(before - 1, Class::kBetween);
}

int ScaleOf(const Reader& r, const Found& f) {
  if (!f.numeral || !f.numeral->scaled) return 0;
  const size_t last = f.numeral->end - 1;
  return r.Is(last, Class::kScale) ? r.Value(last, Class::kScale) : 0;
}

void SetAmount(Found* f, const Decimal& amount) {
  f->numeral->value = amount;
  const std::string shown = amount.ToString();
  if (auto* m = std::get_if<Money>(&f->value)) m->amount = shown;
  if (auto* q = std::get_if<Quantity>(&f->value)) q->amount = shown;
  if (auto* n = std::get_if<Number>(&f->value)) n->decimal = shown;
}

// Gives a plain number the kind and unit of the other end.
void TakeUnit(Found* plain, const Found& other) {
  plain->kind = other.kind;
  plain->numeral->value = plain->numeral->value.Shift(other.unit_zeros);
  const std::string amount = plain->numeral->value.ToString();
  if (const auto* m = std::get_if<Money>(&other.value))
    plain->value = Money{m->currency_code, amount};
  if (const auto* q = std::get_if<Quantity>(&other.value)) plain->value = Quantity{amount, q->unit};
  if (std::get_if<Number>(&other.value)) plain->value = Number{amount};
}

// "two to three weeks": the first number is as long, too.
bool ShareDuration(Found* a, const Found& b) {
  const auto* length = std::get_if<DateTime>(&b.value);
  if (length == nullptr || a->kind != Kind::kNumber || !a->numeral || a->numeral->ordinal ||
      a->numeral->vague)
    return false;
  const std::string& iso = length->iso8601;
  const size_t figures = iso.starts_with("PT") ? 2 : 1;
  const size_t letter = iso.find_first_not_of("0123456789.", figures);
  if (!iso.starts_with("P") || letter == figures || letter + 1 != iso.size()) return false;
  const std::string count = a->numeral->value.ToString();
  a->kind = Kind::kDateTime;
  a->value = DateTime{iso.substr(0, figures) + count + iso[letter]};
  a->maybe_name = false;
  a->details.range_low = count;
  a->details.range_high = iso.substr(figures, letter - figures);
  return true;
}

void ShareRange(const Reader& r, Found* a, Found* b) {
  if (ShareDuration(a, *b)) {
    b->details.range_low = a->details.range_low;
    b->details.range_high = a->details.range_high;
    return;
  }
  if (!a->numeral || !b->numeral || a->numeral->ordinal || b->numeral->ordinal) return;
  // "rose by a fifth to $9 billion": a part of something is no end of a range.
  if (a->numeral->fraction && !b->numeral->fraction && a->kind != b->kind &&
      a->numeral->value.WholeDigits() == 1 && !a->numeral->scaled)
    return;
  if (a->numeral->vague || b->numeral->vague) return;
  const int zeros = ScaleOf(r, *b);
  const bool first_small = a->numeral->value.WholeDigits() <= 3;
  if (a->kind == Kind::kNumber && b->kind != Kind::kNumber) {
    TakeUnit(a, *b);
  } else if (b->kind == Kind::kNumber && a->kind == Kind::kMoney) {
    TakeUnit(b, *a);
  }
  if (a->kind != b->kind) return;
  if (zeros > 0 && !a->numeral->scaled && first_small) SetAmount(a, a->numeral->value.Shift(zeros));
  const auto* qa = std::get_if<Quantity>(&a->value);
  const auto* qb = std::get_if<Quantity>(&b->value);
  if (qa && qb && qa->unit != qb->unit) return;
  // "$65 million to $45 million" compares two.
  if (b->numeral->value.Plus(a->numeral->value.Negated()).IsNegative()) return;
  for (Found* f : {a, b}) {
    f->details.range_low = a->numeral->value.ToString();
    f->details.range_high = b->numeral->value.ToString();
  }
}

}  // namespace

void ShareRanges(const Reader& reader, text::Pace* pace, std::deque<Found>* found) {
  for (size_t k = 0; k + 1 < found->size() && pace->GoesOn(kFoundPace); ++k) {
    Found& a = (*found)[k];
    Found& b = (*found)[k + 1];
    if (AreRange(reader, a, b)) ShareRange(reader, &a, &b);
  }
}

}  // namespace textanalysis::values
