#include "analysis/reader/taggers.h"

#include <vector>

namespace textanalysis::reader {

absl::StatusOr<Taggers> Taggers::Create(const model::Bundle& bundle) {
  absl::StatusOr<NameTagger> names = NameTagger::Create(bundle);
  if (!names.ok()) return names.status();
  absl::StatusOr<NameKinds> kinds = NameKinds::Create(bundle, names->NumStates());
  if (!kinds.ok()) return kinds.status();
  absl::StatusOr<QuoteTagger> quotes = QuoteTagger::Create(bundle);
  if (!quotes.ok()) return quotes.status();
  return Taggers(bundle, *std::move(names), *std::move(kinds), *std::move(quotes));
}

absl::StatusOr<Reading> Taggers::Read(const syntax::Syntax& syntax, Heads heads,
                                      const text::Budget& budget,
                                      const SentenceScores& second) const {
  const absl::StatusOr<DocumentFeatures> features = features_.Read(syntax, budget);
  if (!features.ok()) return features.status();
  Reading reading;
  if (heads.quotes) {
    absl::StatusOr<Reading> quotes = quotes_.Read(syntax, *features, budget);
    if (!quotes.ok()) return quotes.status();
    reading = *std::move(quotes);
  }
  if (heads.names) {
    absl::StatusOr<std::vector<TaggedName>> names =
        names_.Tag(syntax, *features, budget, second, &kinds_);
    if (!names.ok()) return names.status();
    reading.names = *std::move(names);
  }
  return reading;
}

}  // namespace textanalysis::reader
