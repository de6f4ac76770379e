#include "analysis/coreference/names.h"

#include <algorithm>

namespace textanalysis::coreference {

using entities::EntityType;
using entities::MentionType;

namespace {

// What a mention costs, in bytes of plain text.
constexpr size_t kMentionPace = 64;

}  // namespace

std::vector<NameAt> NamesOf(const syntax::Syntax& s, const std::vector<entities::Entity>& entities,
                            const text::Budget& budget) {
  text::Pace pace(budget);
  std::vector<NameAt> out;
  for (size_t e = 0; e < entities.size(); ++e) {
    if (entities[e].type >= EntityType::kContact) continue;
    for (const entities::Mention& m : entities[e].mentions) {
      if (!pace.GoesOn(kMentionPace)) return out;
      if (m.type != MentionType::kName) continue;
      out.push_back({{s.TokenAt(m.span.begin), s.TokenAt(m.span.end - 1) + 1}, e});
    }
  }
  if (!budget.Check().ok()) return out;
  std::sort(out.begin(), out.end(),
            [](const NameAt& a, const NameAt& b) { return a.tokens.begin < b.tokens.begin; });
  return out;
}

std::vector<NameAt>::const_iterator NameFrom(const std::vector<NameAt>& names, size_t token) {
  return std::lower_bound(names.begin(), names.end(), token,
                          [](const NameAt& n, size_t t) { return n.tokens.end <= t; });
}

}  // namespace textanalysis::coreference
