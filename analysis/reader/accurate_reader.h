// The reader of the accurate tier: names by the transformer and the fast tier's recurrent encoder
// together, which know different things and cost little more than the first alone; quotations by the
// fast tier's.

#ifndef TEXTANALYSIS_ANALYSIS_READER_ACCURATE_READER_H_
#define TEXTANALYSIS_ANALYSIS_READER_ACCURATE_READER_H_

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/reader/name_encoder.h"
#include "analysis/reader/reader.h"
#include "analysis/reader/taggers.h"

namespace textanalysis::reader {

// Immutable; safe for any number of threads.
class AccurateReader : public Reader {
 public:
  // Reads the lexicons and the three models; the bundle must outlive the reader.
  //   Errors: DataLoss when a section is missing or damaged.
  static absl::StatusOr<std::unique_ptr<const Reader>> Create(const model::Bundle& bundle);

  absl::StatusOr<Reading> Read(const syntax::Syntax& syntax, Heads heads,
                               const text::Budget& budget) const override;

 private:
  AccurateReader(NameEncoder encoder, Taggers taggers)
      : encoder_(std::move(encoder)), taggers_(std::move(taggers)) {}

  NameEncoder encoder_;
  Taggers taggers_;
};

// Returns whether the bundle is of the accurate tier.
bool IsAccurate(const model::Bundle& bundle);

// Returns the reader of the bundle's tier.
//   Errors: the reader's.
absl::StatusOr<std::unique_ptr<const Reader>> CreateReader(const model::Bundle& bundle);

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_ACCURATE_READER_H_
