// Tells lines of page furniture ("Read more: …", "2:46", "Advertisement") by their words, from a
// table.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_FURNITURE_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_FURNITURE_H_

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/clean/document.h"
#include "analysis/model/bundle.h"
#include "analysis/text/regex.h"

namespace textanalysis::clean {

// What a line of furniture is.
struct Furniture {
  RemovalReason reason;
  bool heads_list = false;  // The heading of a list of other articles.
};

// Immutable; safe for any number of threads.
class FurnitureTable {
 public:
  // Reads section "furniture".
  explicit FurnitureTable(const model::Bundle& bundle);

  // Returns what `line` is when a pattern matches all of it, else nothing.
  //   Cost: nothing for lines over 250 bytes.
  std::optional<Furniture> Match(std::string_view line) const;

  // Returns whether `line` names authors and says little else: "By Ana Diaz, Political Editor".
  bool IsByline(std::string_view line) const;

 private:
  struct Entry {
    Furniture furniture;
    bool is_link_label;  // Matches only what does not read as a sentence.
  };
  std::vector<Entry> entries_;
  std::optional<text::RegexSet> patterns_;  // One an entry.
  std::optional<text::RegexSet> bylines_;
};

// Returns whether `line` is nothing but a duration: "2:46", "1:02:03".
bool IsDuration(std::string_view line);

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_FURNITURE_H_
