#include "analysis/sourcing/source_words.h"

#include <string>
#include <utility>

namespace textanalysis::sourcing {
namespace {

constexpr std::pair<std::string_view, SourceWord> kNames[] = {
    {"statement", SourceWord::kStatement}, {"post", SourceWord::kPost},
    {"posted", SourceWord::kPosted},       {"platform", SourceWord::kPlatform},
    {"poll", SourceWord::kPoll},           {"spokesperson", SourceWord::kSpokesperson},
    {"anonymous", SourceWord::kAnonymous}, {"document", SourceWord::kDocument},
    {"role", SourceWord::kRole},           {"carrier", SourceWord::kCarrier},
    {"speech", SourceWord::kSpeech}};

}  // namespace

SourceWords::SourceWords(const model::Bundle& bundle) : words_(bundle.Section("sourcing")) {
  for (const model::Row& row : model::ParseRows(bundle.Section("anonymity")))
    reasons_.push_back(text::Regex::OfTable("(?i)" + std::string(row[0])));
}

SourceWord SourceWords::Find(std::string_view lower) const {
  const std::optional<std::string_view> found = words_.Find(lower);
  if (!found) return SourceWord::kNone;
  for (const auto& [name, word] : kNames) {
    if (*found == name) return word;
  }
  return SourceWord::kNone;
}

std::optional<text::Span> SourceWords::ReasonIn(std::string_view sentence) const {
  for (const auto& reason : reasons_) {
    const std::optional<text::Match> match = reason->Find(sentence, 0);
    if (match && match->size() > 1) return (*match)[1];
  }
  return std::nullopt;
}

}  // namespace textanalysis::sourcing
