// One pass over the atoms of each paragraph: at each atom that may begin a value, the longest
// reading of the grammar is taken and the pass goes on behind it.

#include "analysis/values/values.h"

#include <algorithm>
#include <string>
#include <utility>

#include "analysis/text/chars.h"
#include "analysis/values/atoms.h"
#include "analysis/values/contacts.h"
#include "analysis/values/dates.h"
#include "analysis/values/measures.h"
#include "analysis/values/ranges.h"
#include "analysis/values/reader.h"

namespace textanalysis::values {
namespace {

using text::Span;

// What an atom costs, in bytes of plain text.
constexpr size_t kAtomPace = 16;

// Whether days stand before months in this text's figures: the text's own dates tell, else its
// money.
bool IsDayFirst(const Atoms& atoms, std::string_view text, text::Pace* pace) {
  int day_first = 0, month_first = 0;
  for (size_t k = 0; k + 2 < atoms.size() && pace->GoesOn(kAtomPace); ++k) {
    const Atom& a = atoms[k];
    const bool digits = a.type == Atom::kDigits && a.span.size() <= 2;
    const bool month_next = atoms[k + 1].word != nullptr && atoms[k + 1].word->Is(Class::kMonth);
    if (digits && month_next) ++day_first;
    if (a.word != nullptr && a.word->Is(Class::kMonth) && atoms[k + 1].type == Atom::kDigits &&
        atoms[k + 1].span.size() <= 2)
      ++month_first;
    const std::string_view joint = Slice(text, atoms[k + 1].span);
    if (digits && joint == "/" && atoms[k + 2].type == Atom::kDigits &&
        atoms[k + 2].span.size() == 2) {
      if (Slice(text, a.span) > "12" && a.span.size() == 2) ++day_first;
      if (Slice(text, atoms[k + 2].span) > "12") ++month_first;
    }
    if (joint == "£" || joint == "€") ++day_first;
  }
  return day_first > month_first;
}

// Words of a hedge before a value.
constexpr size_t kHedgeWords = 4;

// How the words before and after a value hedge it; the longest phrase counts.
Approximation HedgeOf(const Reader& r, const Found& f) {
  const Vocabulary& v = r.vocabulary();
  const size_t b = f.begin;
  const auto hedge = [&](size_t at, bool behind) {
    const Phrase phrase = v.Longest(r.atoms(), at, Vocabulary::kHedges, [&](int index, size_t end) {
      const Hedge& h = v.hedge(index);
      return h.behind == behind && (behind ? end <= r.end() : end == b) &&
             !(h.not_dates && f.kind == Kind::kDateTime);
    });
    return phrase.end == 0 ? Approximation::kNone : v.hedge(phrase.index).approximation;
  };
  for (size_t words = std::min(kHedgeWords, b - r.begin()); words > 0; --words) {
    const Approximation found = hedge(b - words, false);
    if (found != Approximation::kNone) return found;
  }
  if (r.Is(b - 1, Class::kApproximation) || r.IsSymbol(b - 1, "~")) return Approximation::kAbout;
  if (r.Glued(f.end) && r.IsSymbol(f.end, "+")) return Approximation::kAtLeast;
  const size_t behind = r.SkipHyphen(f.end);
  return r.Has(behind) ? hedge(behind, true) : Approximation::kNone;
}

// What a value takes until it is an entity of the answer, measured.
constexpr size_t kBytesPerValue = 1800;
constexpr size_t kBytesPerAtom = 64;

class Pass {
 public:
  Pass(const Reader& reader, const DateContext& context) : r_(reader), context_(context) {}

  // The values that begin in the paragraph, contacts left out.
  absl::Status Run(const std::vector<ContactMention>& contacts, size_t* next_contact,
                   const text::Budget& budget, text::Pace* pace, std::vector<ValueMention>* out) {
    std::deque<Found> found;  // A paragraph may hold a million, and none is moved.
    size_t atoms_read = 1;    // By the step before; a table in one line has a million.
    for (size_t k = r_.begin(); k < r_.end();) {
      if (!pace->GoesOn(atoms_read * kAtomPace)) return budget.Check();
      atoms_read = 1;
      const Span span = r_.at(k).span;
      while (*next_contact < contacts.size() && contacts[*next_contact].span.end <= span.begin)
        ++*next_contact;
      if (*next_contact < contacts.size() && contacts[*next_contact].span.Overlaps(span)) {
        ++k;
        continue;
      }
      std::optional<Found> best = Longest(k);
      // What runs into a contact is none.
      if (best && *next_contact < contacts.size() &&
          r_.at(best->end - 1).span.end > contacts[*next_contact].span.begin)
        best.reset();
      if (!best) {
        ++k;
        continue;
      }
      atoms_read = std::max(best->end, best->resume) - k;
      k += atoms_read;
      if (best->kind != Kind::kNone) found.push_back(*std::move(best));
    }
    if (absl::Status status = budget.Take(found.size() * kBytesPerValue); !status.ok())
      return status;
    ShareRanges(r_, pace, &found);
    for (Found& f : found) {
      if (!pace->GoesOn(kAtomPace)) break;
      f.details.approximation = HedgeOf(r_, f);
      out->push_back({Span{r_.at(f.begin).span.begin, r_.at(f.end - 1).span.end}, f.kind,
                      std::move(f.value), std::move(f.details), f.maybe_name});
    }
    return absl::OkStatus();
  }

 private:
  std::optional<Found> Longest(size_t k) const {
    const Atom& atom = r_.at(k);
    if (atom.type == Atom::kLetters && atom.word == nullptr) return std::nullopt;
    std::optional<Found> best = ReadDate(r_, k, context_);
    const std::optional<Found> measure = ReadMeasure(r_, k);
    if (measure && (!best || measure->end > best->end)) best = measure;
    const Phrase idiom =
        r_.vocabulary().Longest(r_.atoms(), k, Vocabulary::kIdioms, [&](int, size_t end) {
          return end <= r_.end() && r_.EndsBefore(end) && StartsFree(r_, k);
        });
    if (idiom.end != 0 && (!best || idiom.end >= best->end))
      return Found{.begin = k, .end = idiom.end, .kind = Kind::kNone};
    return best;
  }

  const Reader& r_;
  const DateContext& context_;
};

}  // namespace

absl::StatusOr<std::vector<ValueMention>> Finder::Find(const syntax::Syntax& syntax,
                                                       std::optional<absl::CivilDay> reference,
                                                       const text::Budget& budget) const {
  const Atoms atoms = MakeAtoms(syntax, vocabulary_, budget);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  std::vector<ContactMention> contacts = contacts_.Find(syntax.text, budget);
  if (absl::Status status =
          budget.Take(atoms.size() * kBytesPerAtom + contacts.size() * kBytesPerValue);
      !status.ok())
    return status;
  text::Pace pace(budget);
  const DateContext context{.reference = reference,
                            .day_first = IsDayFirst(atoms, syntax.text, &pace)};
  std::vector<ValueMention> values;
  size_t next_contact = 0;
  for (size_t begin = 0; begin < atoms.size();) {
    size_t end = begin + 1;
    while (end < atoms.size() && !atoms[end].breaks) ++end;
    const Reader reader(syntax.text, atoms, vocabulary_, begin, end);
    if (absl::Status status =
            Pass(reader, context).Run(contacts, &next_contact, budget, &pace, &values);
        !status.ok())
      return status;
    begin = end;
  }
  std::vector<ValueMention> all;
  all.reserve(values.size() + contacts.size());
  auto value = values.begin();
  for (ContactMention& c : contacts) {
    if (!pace.GoesOn(kAtomPace)) break;
    while (value != values.end() && value->span.begin < c.span.begin)
      all.push_back(std::move(*value++));
    all.push_back({c.span, Kind::kContact, std::move(c.contact), {}, false});
  }
  std::move(value, values.end(), std::back_inserter(all));
  return all;
}

std::vector<bool> SettleWithNames(const std::vector<Span>& names,
                                  std::vector<ValueMention>* values) {
  std::vector<bool> stays(names.size(), true);
  size_t n = 0;
  std::erase_if(*values, [&](const ValueMention& v) {
    while (n < names.size() && names[n].end <= v.span.begin) ++n;
    bool loses = false;
    for (size_t k = n; k < names.size() && names[k].begin < v.span.end; ++k) {
      const Span& name = names[k];
      const bool name_in_value = v.span.begin <= name.begin && name.end <= v.span.end;
      const bool value_in_name = name.begin <= v.span.begin && v.span.end <= name.end;
      const bool measured =
          v.type == Kind::kMoney || v.type == Kind::kPercent || v.type == Kind::kQuantity;
      const bool name_wins = value_in_name
                                 ? (!name_in_value || v.maybe_name) && !(measured && name_in_value)
                                 : !name_in_value && !measured;
      loses = loses || name_wins;
    }
    if (loses) return true;
    for (size_t k = n; k < names.size() && names[k].begin < v.span.end; ++k) stays[k] = false;
    return false;
  });
  return stays;
}

}  // namespace textanalysis::values
