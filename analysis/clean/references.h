// Character references of HTML: "&amp;", "&#8217;", "&#x2019;".

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_REFERENCES_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_REFERENCES_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "analysis/model/bundle.h"

namespace textanalysis::clean {

// What a sequence of a source stands for.
struct Decoded {
  size_t length;        // Bytes of the source.
  char32_t first;       // The character.
  char32_t second = 0;  // The one after it, of the few references that stand for two.
};

// Appends what `decoded` stands for, as UTF-8.
void Append(const Decoded& decoded, std::string* out);

// Immutable; safe for any number of threads.
class References {
 public:
  // Reads section "character_references"; the bundle must outlive the table.
  explicit References(const model::Bundle& bundle);

  // Returns what the reference that begins at `s[at]` stands for; nothing where none does, where it
  // lacks its semicolon, and for those of control characters. Numbers of C1 controls stand for what
  // windows-1252 has there, as browsers read them.
  //   Cost: O(1).
  std::optional<Decoded> At(std::string_view s, size_t at) const;

  // Returns `s` with its references decoded once.
  //   Cost: O(s.size()).
  std::string Decode(std::string_view s) const;

 private:
  std::unordered_map<std::string_view, Decoded> names_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_REFERENCES_H_
