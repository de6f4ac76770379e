// A lexicon: a tab-separated table of words, as data/*.tsv holds them, ready for look-ups.
//
//   Lexicon titles(bundle.Section("titles"));
//   if (std::optional<std::string_view> gender = titles.Find("mr")) …

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_LEXICON_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_LEXICON_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace textanalysis::model {

// One line of a table: its columns.
using Row = std::vector<std::string_view>;

// Returns the lines of `tsv` split into columns. Lines that begin with '#', whose first column is
// empty, or that have fewer than `min_columns` are left out.
//   Ownership: views into `tsv`.
std::vector<Row> ParseRows(std::string_view tsv, size_t min_columns = 1);

// Immutable; safe for any number of threads.
class Lexicon {
 public:
  // Reads a table: the first column is the key, the rest of the line its value, which may be empty.
  //   Ownership: keeps views; `tsv` must outlive the lexicon.
  explicit Lexicon(std::string_view tsv);

  // Returns the value of `key`, byte for byte, or nothing.
  std::optional<std::string_view> Find(std::string_view key) const;
  bool Contains(std::string_view key) const { return values_.contains(key); }

 private:
  std::unordered_map<std::string_view, std::string_view> values_;
};

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_LEXICON_H_
