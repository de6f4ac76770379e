#include "analysis/reader/accurate_reader.h"

#include "analysis/reader/fast_reader.h"

namespace textanalysis::reader {

bool IsAccurate(const model::Bundle& bundle) { return !bundle.Section("name_encoder").empty(); }

absl::StatusOr<std::unique_ptr<const Reader>> CreateReader(const model::Bundle& bundle) {
  return IsAccurate(bundle) ? AccurateReader::Create(bundle) : FastReader::Create(bundle);
}

absl::StatusOr<std::unique_ptr<const Reader>> AccurateReader::Create(const model::Bundle& bundle) {
  absl::StatusOr<NameEncoder> encoder = NameEncoder::Create(bundle);
  if (!encoder.ok()) return encoder.status();
  absl::StatusOr<NameTagger> names = NameTagger::Create(bundle);
  if (!names.ok()) return names.status();
  absl::StatusOr<QuoteTagger> quotes = QuoteTagger::Create(bundle);
  if (!quotes.ok()) return quotes.status();
  return std::unique_ptr<const Reader>(
      new AccurateReader(bundle, *std::move(encoder), *std::move(names), *std::move(quotes)));
}

absl::StatusOr<Reading> AccurateReader::Read(const syntax::Syntax& syntax, Heads heads,
                                             const text::Budget& budget) const {
  const absl::StatusOr<DocumentFeatures> features = features_.Read(syntax, budget);
  if (!features.ok()) return features.status();
  Reading reading;
  if (heads.quotes) {
    absl::StatusOr<Reading> quotes = quotes_.Read(syntax, *features, budget);
    if (!quotes.ok()) return quotes.status();
    reading = *std::move(quotes);
  }
  if (heads.names) {
    NameEncoder::Stream stream(encoder_, syntax, budget);
    const auto second = [&stream](syntax::TokenRange sentence) { return stream.Next(sentence); };
    absl::StatusOr<std::vector<TaggedName>> names = names_.Tag(syntax, *features, budget, second);
    if (!names.ok()) return names.status();
    reading.names = *std::move(names);
  }
  return reading;
}

}  // namespace textanalysis::reader
