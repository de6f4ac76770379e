#include "analysis/reader/fast_reader.h"

namespace textanalysis::reader {

absl::StatusOr<std::unique_ptr<const Reader>> FastReader::Create(const model::Bundle& bundle) {
  absl::StatusOr<Taggers> taggers = Taggers::Create(bundle);
  if (!taggers.ok()) return taggers.status();
  return std::unique_ptr<const Reader>(new FastReader(*std::move(taggers)));
}

absl::StatusOr<Reading> FastReader::Read(const syntax::Syntax& syntax, Heads heads,
                                         const text::Budget& budget) const {
  return taggers_.Read(syntax, heads, budget);
}

}  // namespace textanalysis::reader
