// The reader of the fast tier: two small recurrent encoders (analysis/model/encoder.h) over the same
// features of the tokens, one for names and one for quotations.

#ifndef TEXTANALYSIS_ANALYSIS_READER_FAST_READER_H_
#define TEXTANALYSIS_ANALYSIS_READER_FAST_READER_H_

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/reader/reader.h"
#include "analysis/reader/taggers.h"

namespace textanalysis::reader {

// Immutable; safe for any number of threads.
class FastReader : public Reader {
 public:
  // Reads the lexicons and both taggers; the bundle must outlive the reader.
  //   Errors: DataLoss when a tagger's section is missing or damaged.
  static absl::StatusOr<std::unique_ptr<const Reader>> Create(const model::Bundle& bundle);

  absl::StatusOr<Reading> Read(const syntax::Syntax& syntax, Heads heads,
                               const text::Budget& budget) const override;

 private:
  explicit FastReader(Taggers taggers) : taggers_(std::move(taggers)) {}

  Taggers taggers_;
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_FAST_READER_H_
