// Puts a reading together: which marked stretches are quotations, which cue reports which of them,
// and what else each cue reports.

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_ATTRIBUTION_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_ATTRIBUTION_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"
#include "analysis/text/span.h"

namespace textanalysis::quotes {

// Reported words and what reports them. One or more of `stretches` and `cue` is there.
struct Attribution {
  std::optional<size_t> cue{};          // Index in Reading::cues.
  std::vector<text::Span> content{};    // In reading order, without outer marks.
  std::vector<text::Span> stretches{};  // Inside marks; empty for indirect speech.
  bool in_heading = false;
  size_t begin = 0;      // First token of the content.
  float confidence = 0;  // [0, 1]
};

// Returns the colon that ends a transcript's label in capitals at the head of `tokens` ("SEN.
// WARREN: …"), or nothing.
std::optional<size_t> LabelEnd(const syntax::Syntax& syntax, syntax::TokenRange tokens);

// What decides: a stretch in marks is a quotation when its own log odds, `affinity_weight` times
// those of its best cue and the bonuses add up to more than 0.
struct AttributionNumbers {
  float affinity_weight = 0, worst_affinity = 0, quoted_bias = 0;
  float split_bonus = 0;   // Where a reporting clause splits it off the one before.
  float signed_bonus = 0;  // Where a signature follows.
  // A stretch whose best cue has more than `own_affinity` goes to that cue. Another one goes to the cue
  // of the stretch before it in the paragraph, if there is one; else to its best cue all the same, if
  // that has more than `faint_affinity`.
  float own_affinity = 0, faint_affinity = 0;
  float content = 0;   // A token is reported from this probability on.
  float indirect = 0;  // Indirect speech needs a cue times a content of this probability.
  // Whom a description or a pronoun means is told from this probability on.
  float least_likely = 0;
  // How sure a line of a transcript is, an answer of an interview, and, of the source's own
  // certainty, a speaker of the quotation before.
  float transcript = 0, answer = 0, inherited = 0;
  // Probability of a cue, and of its source, that the form alone proves (clauses.h).
  float by_form = 0;

  // Reads section "calibration", where each number has the name that it has here.
  //   Errors: DataLoss when one is missing.
  static absl::StatusOr<AttributionNumbers> Create(const model::Bundle& bundle);
};

// Returns the attributions of a document, by their first token; of no use when `budget` is spent.
// `people` are the names of persons with their titles, in order.
//   Cost: O(tokens + stretches * cues within reach).
std::vector<Attribution> Attribute(const syntax::Syntax& syntax, const reader::Reading& reading,
                                   const std::vector<syntax::TokenRange>& people,
                                   const AttributionNumbers& numbers,
                                   const text::Budget& budget = {});

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_ATTRIBUTION_H_
