// Sources of plain words, for the tests of what looks quotations up in them.

#ifndef TEXTANALYSIS_TESTS_ANALYSIS_VERIFY_SOURCE_WORDS_H_
#define TEXTANALYSIS_TESTS_ANALYSIS_VERIFY_SOURCE_WORDS_H_

#include <string>
#include <utility>
#include <vector>

#include "analysis/verify/sources.h"
#include "tests/support/bundle.h"

namespace textanalysis::verify {

inline const WordForms& TestForms() {
  static const WordForms kForms(testing::TestBundle());
  return kForms;
}

// Some texts, indexed.
class SourceWords {
 public:
  explicit SourceWords(std::vector<std::string> texts)
      : texts_(std::move(texts)), sources_(Sources::Create(TestForms(), Views(), {}).value()) {}
  SourceWords(const SourceWords&) = delete;
  SourceWords& operator=(const SourceWords&) = delete;

  const Sources& sources() const { return sources_; }
  // The words of a quotation, as the sources know them.
  std::vector<Word> Read(const std::string& quotation) const {
    return ReadWords(quotation, {0, quotation.size()}, sources_.vocabulary());
  }
  WordId Id(const std::string& word) const { return Read(word).front().id; }
  // The text from the first of some places to the last.
  std::string Shown(uint32_t begin, uint32_t end) const {
    if (begin == end) return "";
    const size_t source = sources_.SourceAt(begin);
    const text::Span span{sources_.word(begin).begin, sources_.word(end - 1).end};
    return std::string(text::Slice(texts_[source], span));
  }

 private:
  std::vector<Text> Views() const {
    std::vector<Text> out;
    for (const std::string& text : texts_) out.push_back({.text = text});
    return out;
  }

  const std::vector<std::string> texts_;
  const Sources sources_;
};

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_TESTS_ANALYSIS_VERIFY_SOURCE_WORDS_H_
