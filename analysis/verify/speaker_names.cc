#include "analysis/verify/speaker_names.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::verify {
namespace {

using entities::Entity;
using entities::MentionType;

// Names of a speaker that are read, and words of each; they bound the cost.
constexpr size_t kMaxNames = 16, kMaxWords = 12, kMaxMentions = 64;

// The words of `text` in lower case: runs of letters and digits, those of "U.N." together, but not those of
// "J.K. Rowntree".
std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  std::vector<std::string> initials;  // Of `word`, as far as stops end them.
  const auto close = [&](bool is_last) {
    if (!word.empty()) initials.push_back(FoldWord(std::exchange(word, "")));
    if (!is_last) words.insert(words.end(), initials.begin(), initials.end());
    if (is_last && !initials.empty()) words.push_back(absl::StrJoin(initials, ""));
    initials.clear();
  };
  for (size_t at = 0; at < text.size() && words.size() < kMaxWords;) {
    const text::CodePoint c = text::DecodeAt(text, at);
    at += c.length;
    if (text::IsWordChar(c.value)) {
      text::AppendUtf8(c.value, &word);
    } else if (c.value == '.' && !word.empty()) {
      initials.push_back(FoldWord(std::exchange(word, "")));
    } else if (c.value != '.') {
      close(false);
    }
  }
  close(true);
  if (words.size() > 1 && words.back() == "s") words.pop_back();  // A possessive.
  return words;
}

// Whether a title or a noun tells that one is a man, and the other is a woman: "Mr Reid", "Fiona Reid".
bool TellGendersApart(const Entity* a, const Entity* b) {
  const auto is_known = [](const Entity* e) {
    return e != nullptr && e->gender != entities::Gender::kUnknown;
  };
  return is_known(a) && is_known(b) && (a->is_gender_told || b->is_gender_told) &&
         a->gender != b->gender;
}

bool Holds(const std::vector<std::string>& all, const std::vector<std::string>& part) {
  return std::search(all.begin(), all.end(), part.begin(), part.end()) != all.end();
}

// Whether a name is a longer one but for what stands before the surname: "Det Insp White", "Det Insp Carol
// White".
bool IsWithoutGivenName(const std::vector<std::string>& shorter,
                        const std::vector<std::string>& longer) {
  return shorter.back() == longer.back() &&
         std::equal(shorter.begin(), shorter.end() - 1, longer.begin());
}

}  // namespace

SpeakerText::SpeakerText(const Text& text) : text_(text) {
  if (text.entities == nullptr) return;
  entities_.reserve(text.entities->size());
  for (const Entity& entity : *text.entities) entities_.emplace(entity.id, &entity);
}

const Entity* SpeakerText::Find(std::string_view id) const {
  const auto found = entities_.find(id);
  return found == entities_.end() ? nullptr : found->second;
}

SpeakerNames::SpeakerNames(const model::Bundle& bundle)
    : titles_(bundle.Section("titles")),
      nicknames_(bundle.Section("nicknames")),
      aliases_(bundle.Section("aliases")),
      functions_(bundle.Section("function_words")) {}

std::string SpeakerNames::Initials(const Words& words) const {
  std::string out;
  for (const std::string& word : words) {
    if (!functions_.Contains(word)) out.push_back(word[0]);
  }
  return out;
}

SpeakerNames::Words SpeakerNames::WordsOf(std::string_view name) const {
  Words words = Split(name);
  const auto is_before = [this](const std::string& word) {
    return functions_.Find(word) == "det" || titles_.Contains(word);
  };
  while (words.size() > 1 && is_before(words.front())) words.erase(words.begin());
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  if (const auto full = aliases_.Find(joined)) return Split(*full);
  return words;
}

std::vector<SpeakerNames::Words> SpeakerNames::NamesOf(const SpeakerText& in,
                                                       const quotes::Speaker& speaker) const {
  std::vector<Words> names;
  const Entity* const entity = in.Find(speaker.entity_id);
  if (entity != nullptr) {
    names.push_back(WordsOf(entity->name));
    for (size_t k = 0; k < std::min(entity->mentions.size(), kMaxMentions); ++k) {
      const entities::Mention& mention = entity->mentions[k];
      if (names.size() == kMaxNames) break;
      if (mention.type != MentionType::kName) continue;
      Words words = WordsOf(text::Slice(in.text().text, mention.span));
      if (std::find(names.begin(), names.end(), words) == names.end())
        names.push_back(std::move(words));
    }
  } else if (speaker.mention_type == MentionType::kName) {
    names.push_back(WordsOf(speaker.name));
  }
  std::erase_if(names, [](const Words& words) { return words.empty(); });
  return names;
}

bool SpeakerNames::IsSameGivenName(const std::string& a, const std::string& b) const {
  if (a == b) return true;
  if (a.size() == 1 || b.size() == 1) return a[0] == b[0];
  const auto stands_for = [this](const std::string& shorter, const std::string& longer) {
    const auto full = nicknames_.Find(shorter);
    if (!full) return false;
    const std::vector<std::string> names = absl::StrSplit(text::ToAbsl(*full), '|');
    return std::find(names.begin(), names.end(), longer) != names.end();
  };
  return stands_for(a, b) || stands_for(b, a);
}

bool SpeakerNames::AreSame(const Words& a, const Words& b) const {
  if (a == b) return true;
  const Words& shorter = a.size() <= b.size() ? a : b;
  const Words& longer = a.size() <= b.size() ? b : a;
  if (shorter.empty()) return false;
  if (Holds(longer, shorter) || IsWithoutGivenName(shorter, longer)) return true;
  if (shorter.size() == 1)
    return longer.size() > 1 && shorter[0].size() > 1 && Initials(longer) == shorter[0];
  return shorter.back() == longer.back() && IsSameGivenName(shorter.front(), longer.front()) &&
         HaveSameMiddle(shorter, longer);
}

// Whether the names between given name and surname begin alike, where both have some: not "George W. Bush"
// and "George H. W. Bush", "Mary Ann Evans" and "Mary Beth Evans".
bool SpeakerNames::HaveSameMiddle(const Words& a, const Words& b) {
  if (a.size() < 3 || b.size() < 3) return true;
  const auto is_same = [](const std::string& x, const std::string& y) {
    return x == y || (x[0] == y[0] && (x.size() == 1 || y.size() == 1));
  };
  return std::equal(a.begin() + 1, a.end() - 1, b.begin() + 1, b.end() - 1, is_same);
}

bool SpeakerNames::AreSame(std::string_view a, std::string_view b) const {
  return AreSame(WordsOf(a), WordsOf(b));
}

// Whether every word of the draft's description, an article left out, is one of what the source says
// of the speaker.
bool SpeakerNames::IsDescribed(const Text& draft, const quotes::Speaker& speaker,
                               const Text& source, const quotes::Speaker& source_speaker) const {
  if (speaker.mention_type != MentionType::kNominal) return false;
  Words said = Split(text::Slice(source.text, source_speaker.mention));
  if (source_speaker.description) {
    const Words more = Split(text::Slice(source.text, *source_speaker.description));
    said.insert(said.end(), more.begin(), more.end());
  }
  Words words = Split(text::Slice(draft.text, speaker.mention));
  if (words.size() > 1) words.erase(words.begin());
  return !words.empty() &&
         std::all_of(words.begin(), words.end(), [&said](const std::string& word) {
           return std::find(said.begin(), said.end(), word) != said.end();
         });
}

SpeakerAgreement SpeakerNames::Compare(const SpeakerText& draft, const quotes::Quote& quote,
                                       const SpeakerText& source,
                                       const quotes::Quote& source_quote) const {
  if (!quote.speaker) return SpeakerAgreement::kUnknown;
  if (!source_quote.speaker) return SpeakerAgreement::kUnnamedInSource;
  const std::string &id = quote.speaker->dictionary_id,
                    &source_id = source_quote.speaker->dictionary_id;
  if (!id.empty() && !source_id.empty())
    return id == source_id ? SpeakerAgreement::kSame : SpeakerAgreement::kAnother;
  if (TellGendersApart(draft.Find(quote.speaker->entity_id),
                       source.Find(source_quote.speaker->entity_id)))
    return SpeakerAgreement::kAnother;
  const std::vector<Words> theirs = NamesOf(source, *source_quote.speaker);
  const std::vector<Words> ours = NamesOf(draft, *quote.speaker);
  if ((ours.empty() || theirs.empty()) &&
      IsDescribed(draft.text(), *quote.speaker, source.text(), *source_quote.speaker))
    return SpeakerAgreement::kSame;
  if (ours.empty()) return SpeakerAgreement::kUnknown;
  if (theirs.empty()) return SpeakerAgreement::kUnnamedInSource;
  // The fullest names decide where both are full; else any two.
  const auto fullest = [](const std::vector<Words>& names) {
    return *std::max_element(names.begin(), names.end(),
                             [](const Words& a, const Words& b) { return a.size() < b.size(); });
  };
  if (AreSame(fullest(ours), fullest(theirs))) return SpeakerAgreement::kSame;
  if (fullest(ours).size() > 1 && fullest(theirs).size() > 1) {
    const bool any_equal = std::any_of(ours.begin(), ours.end(), [&theirs](const Words& name) {
      return name.size() > 1 && std::find(theirs.begin(), theirs.end(), name) != theirs.end();
    });
    return any_equal ? SpeakerAgreement::kSame : SpeakerAgreement::kAnother;
  }
  for (const Words& a : ours) {
    for (const Words& b : theirs) {
      if (AreSame(a, b)) return SpeakerAgreement::kSame;
    }
  }
  return SpeakerAgreement::kAnother;
}

}  // namespace textanalysis::verify
