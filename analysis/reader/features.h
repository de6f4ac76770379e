// Features of a token for the encoders, as hashes. Training and analysis share them.
//
// Templates: the word, its pairs with its neighbours, affixes of two to four bytes, shape, lexicon
// class, how the sentence is capitalised, and what the word does elsewhere in the document (Ratinov
// and Roth 2009).

#ifndef TEXTANALYSIS_ANALYSIS_READER_FEATURES_H_
#define TEXTANALYSIS_ANALYSIS_READER_FEATURES_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"
#include "analysis/text/keyed_map.h"

namespace textanalysis::reader {

// Hashes of a token: one a template.
inline constexpr size_t kNumTemplates = 16;

// What is the same wherever the features of a token are asked for.
struct TokenFacts {
  uint64_t word = 0;
  uint64_t lower = 0;
  uint64_t zeroed = 0;  // Lower case, every digit as 0.
  uint64_t shape = 0;
  uint16_t lexicon = 0;
  bool capital = false;
  bool initial = false;  // First word of its sentence.
};

// What a word does over the whole document.
struct Usage {
  bool lower = false;           // Written in lower case.
  bool capital_inside = false;  // Capitalised where no sentence begins.
  uint64_t next = 0;            // Word after it there, at its last such place.
  uint64_t previous = 0;        // Word before it there.
};

// How a sentence is capitalised.
enum CaseClass : uint8_t { kMixedCase, kAllUpper, kAllLower };

// A document, read once, from which the features of any of its tokens can be told.
class DocumentFeatures {
 public:
  // Takes what is known of each token of `syntax` and counts how its words are used.
  DocumentFeatures(const syntax::Syntax& syntax, std::vector<TokenFacts> facts, text::Pace* pace);

  // Writes the hashes of each token of `sentence` to `hashes`, kNumTemplates a token.
  void Fill(const syntax::Syntax& syntax, syntax::TokenRange sentence,
            std::vector<uint64_t>* hashes) const;

  const TokenFacts& Facts(size_t token) const { return facts_[token]; }

 private:
  const TokenFacts& At(size_t token, ptrdiff_t offset, syntax::TokenRange sentence) const;
  void CountUsage(syntax::TokenRange sentence);

  std::vector<TokenFacts> facts_;
  text::KeyedMap<uint64_t, Usage> usage_;
};

// Immutable; safe for any number of threads.
class FeatureExtractor {
 public:
  // Reads the lexicon sections; the bundle must outlive the extractor.
  explicit FeatureExtractor(const model::Bundle& bundle);

  // Reads a document.
  //   Errors: the budget's.
  //   Cost: O(number of tokens) time, 40 bytes a token and 50 a distinct word.
  absl::StatusOr<DocumentFeatures> Read(const syntax::Syntax& syntax,
                                        const text::Budget& budget) const;

 private:
  uint64_t LexiconClass(const std::string& lower) const;

  model::Lexicon given_names_;
  model::Lexicon titles_;
  model::Lexicon organizations_;
  model::Lexicon roles_;
  std::unordered_map<std::string_view, uint8_t> places_;
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_FEATURES_H_
