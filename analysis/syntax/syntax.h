// Tokens, sentences and paragraphs of a text.
//
//   const Parser parser(*bundle);
//   const Syntax syntax = parser.Parse(text);
//   for (const TokenRange& sentence : syntax.sentences) …
//
// A document is parsed once, and all that is found in it is found in the result.

#ifndef TEXTANALYSIS_ANALYSIS_SYNTAX_SYNTAX_H_
#define TEXTANALYSIS_ANALYSIS_SYNTAX_SYNTAX_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/syntax/marks.h"
#include "analysis/text/budget.h"
#include "analysis/text/span.h"

namespace textanalysis::syntax {

// [begin, end) in tokens.
struct TokenRange {
  size_t begin = 0;
  size_t end = 0;
  bool operator==(const TokenRange&) const = default;
};

// A parsed text. Views into it stay valid as long as the text does.
struct Syntax {
  std::string_view text;
  std::vector<text::Span> tokens;
  std::vector<TokenRange> sentences;   // Tile `tokens`.
  std::vector<TokenRange> paragraphs;  // Tile `tokens`; each holds whole sentences.
  std::vector<Stretch>
      stretches;  // Between quotation marks, in order; none over a paragraph's end.

  // The `k`th token, or nothing behind the last one.
  std::string_view Token(size_t k) const { return k < tokens.size() ? Slice(text, tokens[k]) : ""; }
  // Bytes from the first token's begin to the last one's end.
  //   Requires: a non-empty range.
  text::Span Bytes(TokenRange range) const {
    return {tokens[range.begin].begin, tokens[range.end - 1].end};
  }
  // Index of the first token that ends after `byte`, or tokens.size().
  //   Cost: O(log tokens.size()).
  size_t TokenAt(size_t byte) const;
};

// Returns the number of the range, of `sentences` or `paragraphs`, that holds `token`;
// ranges.size() when none does.
//   Cost: O(log ranges.size()).
size_t RangeAt(const std::vector<TokenRange>& ranges, size_t token);

// Splits text into tokens (see tokenizer.h) and sentences. Immutable; safe for any number of
// threads.
class Parser {
 public:
  // Reads sections "abbreviations" and "sentence_starters"; the bundle must outlive the parser.
  explicit Parser(const model::Bundle& bundle);

  // Returns the syntax of `text`, of which it keeps a view; it is of no use when `budget` is spent.
  //   Requires: well-formed UTF-8.
  //   Cost: O(text.size()).
  Syntax Parse(std::string_view text, const text::Budget& budget = {}) const;

 private:
  bool EndsSentence(const Syntax& syntax, size_t token) const;
  bool IsAbbreviationBeforeMore(const Syntax& syntax, size_t token) const;

  model::Lexicon abbreviations_;
  model::Lexicon sentence_starters_;
};

}  // namespace textanalysis::syntax

#endif  // TEXTANALYSIS_ANALYSIS_SYNTAX_SYNTAX_H_
