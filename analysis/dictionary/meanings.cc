#include "analysis/dictionary/meanings.h"

#include <algorithm>
#include <iterator>

namespace textanalysis::dictionary {
namespace {

// What a candidate costs to look at, as bytes of text.
constexpr size_t kCandidateBytes = 64;

}  // namespace

Meanings::Meanings(const Dictionaries& dictionaries)
    : dictionaries_(dictionaries), lists_(2 * dictionaries.size()) {}

uint32_t Meanings::Add(size_t dictionary, const Match& match) {
  auto list = static_cast<uint32_t>(2 * dictionary + (match.count == 1 ? 1 : 0));
  for (auto entry = match.entries.rbegin(); entry != match.entries.rend(); ++entry) {
    const auto [it, is_new] = index_.try_emplace(uint64_t{list} << 32 | *entry, lists_.size());
    if (is_new) lists_.push_back({.entry = *entry, .rest = list});
    list = it->second;
  }
  lists_[list].is_alias = true;
  return list;
}

Meanings::Candidates Meanings::CandidatesOf(uint32_t meaning) const {
  std::vector<uint32_t> entries;
  uint32_t list = meaning;
  for (; lists_[list].entry != kNobody; list = lists_[list].rest)
    entries.push_back(lists_[list].entry);
  const Dictionary& dictionary = *dictionaries_[list / 2];
  const bool is_one_word = list % 2 == 1;
  Candidates out;
  bool needs_context = false;
  for (const uint32_t entry : entries) {
    const Reference reference{&dictionary, entry};
    needs_context = needs_context || (is_one_word && dictionary.HasContext(entry));
    const auto is_same = [&](const Reference& other) { return other.Id() == reference.Id(); };
    if (std::none_of(out.references.begin(), out.references.end(), is_same))
      out.references.push_back(reference);
  }
  out.is_certain = out.references.size() == 1 && !needs_context;
  return out;
}

void Meanings::Decide(const IsInDocument& is_in_document, const text::Budget& budget) {
  text::Pace pace(budget);
  text::KeyedSet<std::string_view> certain;  // Ids.
  for (uint32_t k = 0; k < lists_.size(); ++k) {
    if (!lists_[k].is_alias) continue;
    const Candidates candidates = CandidatesOf(k);
    if (!pace.GoesOn(kCandidateBytes * candidates.references.size())) return;
    if (!candidates.is_certain) continue;
    lists_[k].meant = candidates.references.front().entry;
    certain.insert(candidates.references.front().Id());
  }
  const auto holds = [&](std::string_view context) {
    return !pace.GoesOn(context.size() + 1) || is_in_document(context);
  };
  text::KeyedMap<std::string_view, bool> in_context;  // By id.
  const auto has_context = [&](const Reference& reference) {
    const auto [it, is_new] = in_context.try_emplace(reference.Id(), false);
    for (size_t k = 0; is_new && k < dictionaries_.size() && !it->second; ++k)
      it->second = dictionaries_[k]->HasContextThat(reference.Id(), holds);
    return it->second;
  };
  for (uint32_t k = 0; k < lists_.size(); ++k) {
    if (!lists_[k].is_alias || IsDecided(k)) continue;
    const std::vector<Reference> references = CandidatesOf(k).references;
    if (!pace.GoesOn(kCandidateBytes * references.size())) return;
    std::vector<Reference> kept;
    std::copy_if(references.begin(), references.end(), std::back_inserter(kept),
                 [&](const Reference& r) { return certain.contains(r.Id()); });
    if (kept.empty())
      std::copy_if(references.begin(), references.end(), std::back_inserter(kept), has_context);
    if (kept.size() == 1) lists_[k].meant = kept.front().entry;
  }
}

std::optional<Reference> Meanings::Of(uint32_t meaning) const {
  if (!IsDecided(meaning)) return std::nullopt;
  uint32_t list = meaning;
  while (lists_[list].entry != kNobody) list = lists_[list].rest;
  return Reference{dictionaries_[list / 2].get(), lists_[meaning].meant};
}

}  // namespace textanalysis::dictionary
