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
  absl::StatusOr<Taggers> taggers = Taggers::Create(bundle);
  if (!taggers.ok()) return taggers.status();
  return std::unique_ptr<const Reader>(
      new AccurateReader(*std::move(encoder), *std::move(taggers)));
}

absl::StatusOr<Reading> AccurateReader::Read(const syntax::Syntax& syntax, Heads heads,
                                             const text::Budget& budget) const {
  NameEncoder::Stream stream(encoder_, syntax, budget);
  return taggers_.Read(syntax, heads, budget,
                       [&stream](syntax::TokenRange sentence) { return stream.Next(sentence); });
}

}  // namespace textanalysis::reader
