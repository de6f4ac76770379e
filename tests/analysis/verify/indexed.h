// One source, indexed, and a draft of which a stretch is compared with it.

#ifndef TEXTANALYSIS_TESTS_ANALYSIS_VERIFY_INDEXED_H_
#define TEXTANALYSIS_TESTS_ANALYSIS_VERIFY_INDEXED_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/verify/surroundings.h"
#include "tests/analysis/verify/source_words.h"

namespace textanalysis::verify {

// A source whose every marked stretch nobody says, and the stretch between the marks of a draft.
class Compared {
 public:
  Compared(std::string draft, std::string source)
      : draft_(std::move(draft)), source_(std::move(source)), indexed_(Index()) {
    const std::vector<syntax::Stretch> marked = MarkedStretches(draft_, {});
    span_ = marked.at(0).inner;
    words_ = ReadWords(draft_, span_, indexed_.words.vocabulary());
  }
  Compared(const Compared&) = delete;
  Compared& operator=(const Compared&) = delete;

  DraftStretch stretch() const { return {text_, indexed_, functions_, span_, words_}; }
  const std::vector<Word>& words() const { return words_; }
  // The first place of a word of the source.
  uint32_t PlaceOf(const std::string& word) const {
    for (uint32_t k = 0; k < indexed_.words.num_places(); ++k) {
      if (indexed_.words.word(k).end > 0 && indexed_.words.Lower(k) == word) return k;
    }
    return Sources::kNone;
  }
  // The source's word at a place; "" for none.
  std::string At(std::optional<uint32_t> place) const {
    return place ? indexed_.words.Lower(*place) : "";
  }

 private:
  IndexedSources Index() const {
    Sources words = Sources::Create(TestForms(), {{.text = source_}}, {}).value();
    Standings standings(words, {});
    return {std::move(words), std::move(standings)};
  }

  const std::string draft_, source_;
  const IndexedSources indexed_;
  const Text text_{.text = draft_};
  const model::Lexicon functions_{testing::TestBundle().Section("function_words")};
  text::Span span_;
  std::vector<Word> words_;
};

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_TESTS_ANALYSIS_VERIFY_INDEXED_H_
