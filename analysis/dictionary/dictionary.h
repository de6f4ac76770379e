// Names that somebody knows beforehand, in a form that a million of them fit in.
//
//   Dictionary::Builder builder;
//   if (absl::Status status = builder.Add(entry); !status.ok()) return status;
//   const std::shared_ptr<const Dictionary> dictionary = std::move(builder).Build();
//   for (const Match& match : dictionary->At(text, words, 0)) …
//
// All strings stand in one arena, behind their lengths. Two open tables find them: of the first words
// of aliases, with the counts of words that aliases have which begin so; and of whole aliases.
// A third one finds the entries of an id that list words of context.

#ifndef TEXTANALYSIS_ANALYSIS_DICTIONARY_DICTIONARY_H_
#define TEXTANALYSIS_ANALYSIS_DICTIONARY_DICTIONARY_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "analysis/dictionary/entry.h"
#include "analysis/dictionary/words.h"
#include "analysis/entities/entity.h"

namespace textanalysis::dictionary {

inline constexpr size_t kMaxAliases = size_t{1} << 21;
// So many aliases, of all entries together, may be the same but for the case of their letters.
inline constexpr size_t kMaxSharing = 64;

// So many words of a text are an alias.
struct Match {
  size_t count;
  std::vector<uint32_t> entries;  // Those that have the alias; at least one.
};

// Immutable; safe for any number of threads.
class Dictionary {
 public:
  class Builder;

  // Returns the aliases that begin with word `first` of a text and whose letters stand as their
  // entries ask, the longest first. `words` was made of `text`.
  //   Cost: O(1), and O(kMaxAliasBytes) for each count of words that aliases of this first word have.
  std::vector<Match> At(std::string_view text, const Words& words, size_t first) const;

  // What is known of an entry. Views stay valid as long as the dictionary.
  std::string_view Id(uint32_t entry) const { return StringAt(entries_[entry].text); }
  std::string_view Name(uint32_t entry) const;
  entities::EntityType Type(uint32_t entry) const { return entries_[entry].type; }
  // The words that tell that a text means this entry, in the form that texts are compared in.
  std::vector<std::string_view> Context(uint32_t entry) const;
  bool HasContext(uint32_t entry) const { return entries_[entry].num_contexts > 0; }

  // Whether words of context that any entry of an id lists are such that `holds`.
  //   Cost: O(entries of the id and their words of context).
  bool HasContextThat(std::string_view id,
                      const std::function<bool(std::string_view)>& holds) const;

  size_t num_entries() const { return entries_.size(); }
  size_t num_aliases() const { return aliases_.size(); }
  // The bytes of memory that the dictionary takes.
  size_t bytes() const;

 private:
  // Strings of an entry follow one another: id, name, words of context.
  struct Item {
    uint32_t text;
    entities::EntityType type;
    CaseRule case_rule;
    uint16_t num_contexts;
  };
  struct Alias {
    uint32_t text;  // As written, in comparable form but for its case.
    uint32_t entry;
  };
  // An entry that lists words of context, and the place of the next one of its id, which is one more
  // than its index, or 0.
  struct Listed {
    uint32_t entry;
    uint32_t next;
  };
  // By the hash of a first word: part of the hash, and a bit for each count of words. Words that fall
  // together share their bits, which costs a look-up in vain.
  struct FirstWord {
    uint16_t tag = 0;
    uint16_t counts = 0;
  };
  static_assert(kMaxAliasWords <= 16, "a bit for each count of words");

  std::string_view StringAt(uint32_t at) const;
  bool StandsAs(std::string_view written, CaseRule rule, std::string_view alias) const;
  uint16_t CountsOf(std::string_view word) const;
  std::vector<uint32_t> EntriesOf(std::string_view form, std::string_view written) const;
  size_t SlotOf(std::string_view id) const;

  std::string arena_;
  std::vector<Item> entries_;
  std::vector<Alias> aliases_;
  std::vector<FirstWord> first_words_;  // A power of two.
  std::vector<uint32_t> table_;         // A power of two; indices of aliases and one more.
  std::vector<Listed> listed_;
  std::vector<uint32_t> ids_;  // A power of two; for each id the place of its first in `listed_`.
};

// The dictionaries of a call, the one that counts most first.
using Dictionaries = std::vector<std::shared_ptr<const Dictionary>>;

// Makes a dictionary of entries.
class Dictionary::Builder {
 public:
  // Makes room for strings of `bytes` bytes together; there may be more or fewer.
  explicit Builder(size_t bytes = 0);

  // Takes an entry.
  //   Errors: CheckEntry()'s; InvalidArgument where there are too many aliases, or too many are the
  //   same but for the case of their letters.
  //   Cost: O(bytes of the entry), amortized.
  absl::Status Add(const Entry& entry);

  size_t num_aliases() const { return dictionary_->num_aliases(); }

  // Returns the dictionary of all entries.
  std::shared_ptr<const Dictionary> Build() &&;

 private:
  uint32_t AddString(std::string_view text);
  absl::Status AddAlias(std::string_view alias, uint32_t name_text);
  void Grow();
  // Aliases of the same words, and whether the entry has one with the same letters.
  struct Alike {
    size_t count = 0;
    bool is_known = false;
  };
  Alike AlikeTo(std::string_view written, const Words& words, uint32_t entry) const;

  void NoteFirstWord(std::string_view word, size_t count);
  void Insert(uint32_t alias, const Words& words);
  void NoteContext(uint32_t entry);

  std::unique_ptr<Dictionary> dictionary_;
};

}  // namespace textanalysis::dictionary

#endif  // TEXTANALYSIS_ANALYSIS_DICTIONARY_DICTIONARY_H_
