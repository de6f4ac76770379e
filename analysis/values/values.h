// Finds values (dates, money, percentages, quantities, numbers, contacts) and normalises them.
//
//   Finder finder(*bundle);
//   absl::StatusOr<std::vector<ValueMention>> values =
//       finder.Find(parser.Parse(text), {.reference = day}, budget);
//   std::vector<bool> stays = SettleWithNames(name_spans, &*values);

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_VALUES_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_VALUES_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "analysis/model/bundle.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"
#include "analysis/text/rare.h"
#include "analysis/text/span.h"
#include "analysis/values/contacts.h"
#include "analysis/values/value.h"
#include "analysis/values/vocabulary.h"

namespace textanalysis::values {

// A value in a text.
struct ValueMention {
  text::Span span;
  Kind type = Kind::kNone;
  Value value{};  // std::monostate when the text does not settle it.
  text::Rare<Details> details{};
  bool maybe_name = false;  // A month, weekday, year or number alone: a name that it is goes first.
};

// Immutable; safe for any number of threads.
class Finder {
 public:
  // Reads the tables data/value_*.tsv; the bundle must outlive the finder.
  explicit Finder(const model::Bundle& bundle) : vocabulary_(bundle), contacts_(bundle) {}

  // Returns the values in the text, in order, disjoint. Dates are resolved against `reference` by
  // the tense of their clause; without one they keep what is open ("XXXX-06-03"), and what only a
  // reference tells ("yesterday") is found but has no value.
  //   Errors: the budget's.
  //   Cost: O(text.size()): each value is read once and looks a bounded way around.
  absl::StatusOr<std::vector<ValueMention>> Find(const syntax::Syntax& syntax,
                                                 std::optional<absl::CivilDay> reference,
                                                 const text::Budget& budget) const;

 private:
  Vocabulary vocabulary_;
  ContactFinder contacts_;
};

// Decides between names and values that overlap: a value that holds a name ("US$", "Swiss francs")
// wins over it, a name that holds a number or a month ("Boeing 747", "August Wilson") wins over
// that. Removes the values that lose and returns for each name whether it stays.
//   Requires: `names` sorted and disjoint.
std::vector<bool> SettleWithNames(const std::vector<text::Span>& names,
                                  std::vector<ValueMention>* values);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_VALUES_H_
