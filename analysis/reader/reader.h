// Reads a document once, for names and quotations. What stands behind it (recurrent or otherwise) is
// nobody else's business.

#ifndef TEXTANALYSIS_ANALYSIS_READER_READER_H_
#define TEXTANALYSIS_ANALYSIS_READER_READER_H_

#include "absl/status/statusor.h"
#include "analysis/reader/reading.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::reader {

// Which parts of a reading are asked for.
struct Heads {
  bool names = true;
  bool quotes = true;  // Cues and `quoted`.
};

// Immutable; safe for any number of threads.
class Reader {
 public:
  virtual ~Reader() = default;

  // Returns the parts of a reading that `heads` asks for; the others are empty.
  //   Errors: the budget's.
  //   Cost: O(number of tokens).
  virtual absl::StatusOr<Reading> Read(const syntax::Syntax& syntax, Heads heads,
                                       const text::Budget& budget) const = 0;
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_READER_H_
