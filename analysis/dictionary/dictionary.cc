#include "analysis/dictionary/dictionary.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "analysis/text/chars.h"
#include "analysis/text/error.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/letter_case.h"
#include "analysis/text/utf8.h"

namespace textanalysis::dictionary {
namespace {

constexpr size_t kMinSlots = 16;

uint64_t HashOf(std::string_view word) { return text::KeyedHash()(word); }
uint16_t TagOf(uint64_t hash) { return static_cast<uint16_t>(hash >> 48); }
uint16_t BitOf(size_t count) { return static_cast<uint16_t>(1u << (count - 1)); }

// Whether an alias of several words that begins in lower case stands at the head of a sentence: "The
// harbour minister".
bool BeginsSentenceAs(std::string_view written, std::string_view alias) {
  if (alias.find(' ') == std::string_view::npos || written.size() != alias.size()) return false;
  const size_t first = text::DecodeAt(written, 0).length;
  return written.substr(first) == alias.substr(std::min(first, alias.size())) &&
         text::ToLower(written.substr(0, first)) == alias.substr(0, first);
}

// Whether `text` in lower case is `form`. Of what is ASCII no copy is made.
bool IsInLowerCase(std::string_view text, std::string_view form) {
  size_t at = 0;
  for (; at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; ++at) {
    const char lower = text::IsAsciiUpper(text[at]) ? static_cast<char>(text[at] | 0x20) : text[at];
    if (at >= form.size() || lower != form[at]) return false;
  }
  return text::ToLower(text.substr(at)) == form.substr(at);
}

absl::Status Bad(std::string_view message) {
  return text::InvalidArgument({.reason = "INVALID_DICTIONARY", .field = "name"}, message);
}

}  // namespace

std::string_view Dictionary::StringAt(uint32_t at) const {
  return std::string_view(arena_).substr(at + 1, static_cast<unsigned char>(arena_[at]));
}

std::string_view Dictionary::Name(uint32_t entry) const {
  const uint32_t id = entries_[entry].text;
  return StringAt(id + 1 + static_cast<uint32_t>(StringAt(id).size()));
}

std::vector<std::string_view> Dictionary::Context(uint32_t entry) const {
  std::vector<std::string_view> out;
  std::string_view before = Name(entry);
  for (size_t k = 0; k < entries_[entry].num_contexts; ++k) {
    const char* const next = before.data() + before.size();
    before = StringAt(static_cast<uint32_t>(next - arena_.data()));
    out.push_back(before);
  }
  return out;
}

size_t Dictionary::SlotOf(std::string_view id) const {
  const size_t mask = ids_.size() - 1;
  size_t slot = HashOf(id) & mask;
  while (ids_[slot] != 0 && Id(listed_[ids_[slot] - 1].entry) != id) slot = (slot + 1) & mask;
  return slot;
}

bool Dictionary::HasContextThat(std::string_view id,
                                const std::function<bool(std::string_view)>& holds) const {
  for (uint32_t place = ids_[SlotOf(id)]; place != 0; place = listed_[place - 1].next) {
    const std::vector<std::string_view> context = Context(listed_[place - 1].entry);
    if (std::any_of(context.begin(), context.end(), holds)) return true;
  }
  return false;
}

size_t Dictionary::bytes() const {
  return arena_.capacity() + entries_.capacity() * sizeof(Item) +
         aliases_.capacity() * sizeof(Alias) + first_words_.capacity() * sizeof(FirstWord) +
         (table_.capacity() + ids_.capacity()) * sizeof(uint32_t) +
         listed_.capacity() * sizeof(Listed);
}

bool Dictionary::StandsAs(std::string_view written, CaseRule rule, std::string_view alias) const {
  if (rule == CaseRule::kIgnore || written == alias) return true;
  return rule == CaseRule::kName && (!text::HasLower(written) || BeginsSentenceAs(written, alias));
}

uint16_t Dictionary::CountsOf(std::string_view word) const {
  const uint64_t hash = HashOf(word);
  const size_t mask = first_words_.size() - 1;
  for (size_t slot = hash & mask; first_words_[slot].counts != 0; slot = (slot + 1) & mask) {
    if (first_words_[slot].tag == TagOf(hash)) return first_words_[slot].counts;
  }
  return 0;
}

std::vector<uint32_t> Dictionary::EntriesOf(std::string_view form, std::string_view written) const {
  std::vector<uint32_t> out;
  std::string with_case;
  const size_t mask = table_.size() - 1;
  for (size_t slot = HashOf(form) & mask; table_[slot] != 0; slot = (slot + 1) & mask) {
    const Alias& alias = aliases_[table_[slot] - 1];
    const std::string_view text = StringAt(alias.text);
    if (!IsInLowerCase(text, form)) continue;
    if (with_case.empty()) with_case = WithCase(written);
    if (StandsAs(with_case, entries_[alias.entry].case_rule, text)) out.push_back(alias.entry);
  }
  return out;
}

std::vector<Match> Dictionary::At(std::string_view text, const Words& words, size_t first) const {
  std::vector<Match> out;
  for (uint16_t counts = CountsOf(words.Form(first, 1)); counts != 0;) {
    const auto count = static_cast<size_t>(std::bit_width(counts));
    counts = static_cast<uint16_t>(counts & ~BitOf(count));
    if (first + count > words.words.size()) continue;
    const std::string_view form = words.Form(first, count);
    if (form.size() > 2 * kMaxAliasBytes) continue;
    const text::Span bytes{words.words[first].bytes.begin,
                           words.words[first + count - 1].bytes.end};
    std::vector<uint32_t> entries = EntriesOf(form, Slice(text, bytes));
    if (!entries.empty()) out.push_back({count, std::move(entries)});
  }
  return out;
}

Dictionary::Builder::Builder(size_t bytes) : dictionary_(new Dictionary()) {
  dictionary_->arena_.reserve(bytes);
  dictionary_->first_words_.resize(kMinSlots);
  dictionary_->table_.resize(kMinSlots);
  dictionary_->ids_.resize(kMinSlots);
}

uint32_t Dictionary::Builder::AddString(std::string_view text) {
  std::string& arena = dictionary_->arena_;
  const auto at = static_cast<uint32_t>(arena.size());
  arena.push_back(static_cast<char>(text.size()));
  arena.append(text);
  return at;
}

void Dictionary::Builder::NoteFirstWord(std::string_view word, size_t count) {
  std::vector<Dictionary::FirstWord>& slots = dictionary_->first_words_;
  const uint64_t hash = HashOf(word);
  const size_t mask = slots.size() - 1;
  size_t slot = hash & mask;
  while (slots[slot].counts != 0 && slots[slot].tag != TagOf(hash)) slot = (slot + 1) & mask;
  slots[slot].tag = TagOf(hash);
  slots[slot].counts |= BitOf(count);
}

// Puts an alias into the tables.
void Dictionary::Builder::Insert(uint32_t index, const Words& words) {
  Dictionary& d = *dictionary_;
  const size_t mask = d.table_.size() - 1;
  size_t slot = HashOf(words.Form(0, words.words.size())) & mask;
  while (d.table_[slot] != 0) slot = (slot + 1) & mask;
  d.table_[slot] = index + 1;
  NoteFirstWord(words.Form(0, 1), words.words.size());
}

void Dictionary::Builder::Grow() {
  Dictionary& d = *dictionary_;
  const size_t slots = 2 * d.table_.size();
  d.table_.assign(slots, 0);
  d.first_words_.assign(slots, {});
  for (uint32_t k = 0; k < d.aliases_.size(); ++k)
    Insert(k, WordsOf(d.StringAt(d.aliases_[k].text)));
}

// What the tables have of the same words, the letters' case aside.
Dictionary::Builder::Alike Dictionary::Builder::AlikeTo(std::string_view written,
                                                        const Words& words, uint32_t entry) const {
  const Dictionary& d = *dictionary_;
  const std::string_view form = words.Form(0, words.words.size());
  const size_t mask = d.table_.size() - 1;
  Alike out;
  for (size_t slot = HashOf(form) & mask; d.table_[slot] != 0; slot = (slot + 1) & mask) {
    const Dictionary::Alias& other = d.aliases_[d.table_[slot] - 1];
    const std::string_view text = d.StringAt(other.text);
    if (!IsInLowerCase(text, form)) continue;
    ++out.count;
    out.is_known = out.is_known || (other.entry == entry && text == written);
  }
  return out;
}

absl::Status Dictionary::Builder::AddAlias(std::string_view alias, uint32_t name_text) {
  Dictionary& d = *dictionary_;
  if (d.aliases_.size() == kMaxAliases) return Bad("there are more than two million names");
  if (2 * (d.aliases_.size() + 1) > d.table_.size()) Grow();
  const std::string written = WithCase(alias);
  const auto entry = static_cast<uint32_t>(d.entries_.size() - 1);
  const Words words = WordsOf(written);
  const Alike alike = AlikeTo(written, words, entry);
  if (alike.is_known) return absl::OkStatus();
  if (alike.count >= kMaxSharing)
    return Bad(absl::StrCat("more than ", kMaxSharing,
                            " entries share the name, whatever its case; leave it out of some"));
  const uint32_t text = written == d.StringAt(name_text) ? name_text : AddString(written);
  d.aliases_.push_back({text, entry});
  Insert(static_cast<uint32_t>(d.aliases_.size() - 1), words);
  return absl::OkStatus();
}

// Puts an entry that lists words of context before the others of its id.
void Dictionary::Builder::NoteContext(uint32_t entry) {
  Dictionary& d = *dictionary_;
  if (2 * (d.listed_.size() + 1) > d.ids_.size()) {
    const std::vector<uint32_t> places = std::move(d.ids_);
    d.ids_.assign(2 * places.size(), 0);
    for (const uint32_t place : places) {
      if (place != 0) d.ids_[d.SlotOf(d.Id(d.listed_[place - 1].entry))] = place;
    }
  }
  uint32_t& place = d.ids_[d.SlotOf(d.Id(entry))];
  d.listed_.push_back({entry, place});
  place = static_cast<uint32_t>(d.listed_.size());
}

absl::Status Dictionary::Builder::Add(const Entry& entry) {
  if (absl::Status status = CheckEntry(entry); !status.ok()) return status;
  Dictionary& d = *dictionary_;
  if (d.arena_.size() > std::numeric_limits<uint32_t>::max() / 2)
    return Bad("the names together are over 2 GiB");
  const uint32_t id = AddString(entry.id);
  const uint32_t name = AddString(entry.name);
  for (const std::string& context : entry.context) AddString(WithCase(context));
  d.entries_.push_back(
      {id, entry.type, entry.case_rule, static_cast<uint16_t>(entry.context.size())});
  if (!entry.context.empty()) NoteContext(static_cast<uint32_t>(d.entries_.size() - 1));
  if (absl::Status status = AddAlias(entry.name, name); !status.ok()) return status;
  for (const std::string& alias : entry.aliases) {
    if (absl::Status status = AddAlias(alias, name); !status.ok()) return status;
  }
  return absl::OkStatus();
}

std::shared_ptr<const Dictionary> Dictionary::Builder::Build() && {
  dictionary_->arena_.shrink_to_fit();
  dictionary_->entries_.shrink_to_fit();
  dictionary_->aliases_.shrink_to_fit();
  dictionary_->listed_.shrink_to_fit();
  return std::move(dictionary_);
}

}  // namespace textanalysis::dictionary
