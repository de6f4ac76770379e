#include "analysis/entities/tagger.h"

#include <algorithm>
#include <unordered_set>

#include "analysis/text/chars.h"

namespace textanalysis::entities {
namespace {

// A surname needs this many letters before it is looked for on its own.
constexpr size_t kMinSurnameBytes = 3;

using Surnames = std::unordered_set<std::string_view>;

Surnames SurnamesOf(const syntax::Syntax& s, const std::vector<TaggedName>& names) {
  Surnames surnames;
  for (const TaggedName& n : names) {
    if (n.type != NameType::kPerson || n.tokens.end - n.tokens.begin < 2) continue;
    const std::string_view last = s.Token(n.tokens.end - 1);
    if (last.size() >= kMinSurnameBytes) surnames.insert(last);
  }
  return surnames;
}

// Adds and corrects single-token names that are surnames of people named in full.
std::vector<TaggedName> MakeConsistent(const syntax::Syntax& s, std::vector<TaggedName> names) {
  const Surnames surnames = SurnamesOf(s, names);
  if (surnames.empty()) return names;
  std::vector<TaggedName> out;
  size_t token = 0;
  const auto add_untagged = [&](size_t end) {
    for (; token < end; ++token) {
      if (surnames.contains(s.Token(token)))
        out.push_back({{token, token + 1}, NameType::kPerson, 0.7f});
    }
  };
  for (TaggedName& n : names) {
    add_untagged(n.tokens.begin);
    const bool single = n.tokens.end - n.tokens.begin == 1;
    if (single && surnames.contains(s.Token(n.tokens.begin))) n.type = NameType::kPerson;
    out.push_back(n);
    token = n.tokens.end;
  }
  add_untagged(s.tokens.size());
  return out;
}

}  // namespace

absl::StatusOr<Tagger> Tagger::Create(const model::Bundle& bundle) {
  absl::StatusOr<model::Crf> crf = model::Crf::Create(bundle.Section("name_tagger"));
  if (!crf.ok()) return crf.status();
  return Tagger(bundle, *crf);
}

absl::StatusOr<std::vector<TaggedName>> Tagger::Tag(const syntax::Syntax& s,
                                                    const text::Budget& budget) const {
  const absl::StatusOr<FeatureTable> table = features_.Extract(s, Style::kNewswire, budget);
  if (!table.ok()) return table.status();
  std::vector<TaggedName> names;
  std::vector<model::LabelScores> emissions;
  for (const syntax::TokenRange& r : s.sentences) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    emissions.clear();
    for (size_t k = r.begin; k < r.end; ++k) emissions.push_back(crf_.Score(table->Of(k)));
    for (const model::Chunk& c : model::DecodeChunks(emissions, crf_.transitions())) {
      names.push_back(
          {{r.begin + c.begin, r.begin + c.end}, static_cast<NameType>(c.type), c.probability});
    }
  }
  return MakeConsistent(s, std::move(names));
}

}  // namespace textanalysis::entities
