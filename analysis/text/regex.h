// The one wrapper of RE2: linear time on any input, std:: types at its surface.
//
//   static const Regex kDuration(R"(\d{1,2}:\d{2})");
//   if (kDuration.FullMatch(line)) …

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_REGEX_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_REGEX_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/text/span.h"

namespace re2 {
class RE2;
}

namespace textanalysis::text {

// Where a pattern matched: group 0 is the whole match; a group that took no part is nothing.
using Match = std::vector<std::optional<Span>>;

// Immutable; safe for any number of threads.
class Regex {
 public:
  // Compiles `pattern` (RE2 syntax).
  //   Requires: it is valid; it is a constant of the program, so a bad one ends it.
  explicit Regex(std::string_view pattern);
  // Compiles a pattern of a table; one that is not valid matches nothing.
  static std::unique_ptr<const Regex> OfTable(std::string_view pattern);
  ~Regex();
  Regex(const Regex&) = delete;
  Regex& operator=(const Regex&) = delete;

  // Returns whether all of `text` matches.
  bool FullMatch(std::string_view text) const;
  // Returns whether any part of `text` matches.
  bool PartialMatch(std::string_view text) const;
  // Returns the leftmost match that begins at or after `from`; `^` and `\b` see the text before it.
  std::optional<Match> Find(std::string_view text, size_t from) const;

 private:
  explicit Regex(std::unique_ptr<re2::RE2> re);

  std::unique_ptr<re2::RE2> re_;
};

// Several patterns, matched in one pass. Immutable; safe for any number of threads.
class RegexSet {
 public:
  // Compiles `patterns` (RE2 syntax). What is not valid matches nothing.
  explicit RegexSet(const std::vector<std::string>& patterns);
  ~RegexSet();
  RegexSet(RegexSet&&) noexcept;
  RegexSet& operator=(RegexSet&&) noexcept;

  // Returns the numbers of the patterns that match all of `text`, in order.
  std::vector<size_t> FullMatches(std::string_view text) const;

 private:
  struct Set;
  std::unique_ptr<Set> set_;
};

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_REGEX_H_
