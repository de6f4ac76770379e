// Features of a token for the name tagger, as hashes. Training and analysis share them.
//
// Templates: words in a window of two, affixes of up to four characters, shapes, lexicon classes,
// whether the sentence is all capitals, and what the word does elsewhere in the document (Ratinov
// and Roth 2009).

#ifndef TEXTANALYSIS_ANALYSIS_ENTITIES_FEATURES_H_
#define TEXTANALYSIS_ANALYSIS_ENTITIES_FEATURES_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::entities {

// The annotation convention that a corpus follows; analysis uses the first.
enum class Style : uint8_t { kNewswire, kWeb, kEncyclopedia, kSocial };

// Feature hashes of a document's tokens, token after token.
struct FeatureTable {
  std::vector<uint64_t> hashes;
  std::vector<size_t> begins;  // One more than tokens.

  std::span<const uint64_t> Of(size_t token) const {
    return std::span(hashes).subspan(begins[token], begins[token + 1] - begins[token]);
  }
};

// Immutable; safe for any number of threads.
class FeatureExtractor {
 public:
  // Reads the lexicon sections; the bundle must outlive the extractor.
  explicit FeatureExtractor(const model::Bundle& bundle);

  // Returns the features of all tokens.
  //   Cost: O(number of tokens), about 40 hashes each.
  //   Errors: the budget's.
  absl::StatusOr<FeatureTable> Extract(const syntax::Syntax& syntax, Style style,
                                       const text::Budget& budget) const;

 private:
  uint64_t LexiconClass(const std::string& lower) const;

  model::Lexicon given_names_;
  model::Lexicon titles_;
  model::Lexicon organizations_;
  model::Lexicon roles_;
  std::unordered_map<std::string_view, uint8_t> places_;
};

}  // namespace textanalysis::entities

#endif  // TEXTANALYSIS_ANALYSIS_ENTITIES_FEATURES_H_
