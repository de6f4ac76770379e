// A paragraph as the productions of the grammar of values read it.

#ifndef TEXTANALYSIS_TESTS_ANALYSIS_VALUES_PARAGRAPH_H_
#define TEXTANALYSIS_TESTS_ANALYSIS_VALUES_PARAGRAPH_H_

#include <string>
#include <utility>

#include "analysis/syntax/syntax.h"
#include "analysis/values/atoms.h"
#include "analysis/values/measures.h"
#include "analysis/values/reader.h"
#include "analysis/values/value.h"
#include "analysis/values/vocabulary.h"
#include "tests/support/bundle.h"

namespace textanalysis::values {

inline const Vocabulary& TestVocabulary() {
  static const Vocabulary kVocabulary(testing::TestBundle());
  return kVocabulary;
}

class Paragraph {
 public:
  explicit Paragraph(std::string text)
      : text_(std::move(text)),
        syntax_(syntax::Parser(testing::TestBundle()).Parse(text_)),
        atoms_(MakeAtoms(syntax_, TestVocabulary(), {})) {}
  Paragraph(const Paragraph&) = delete;
  Paragraph& operator=(const Paragraph&) = delete;

  const Atoms& atoms() const { return atoms_; }
  Reader reader() const { return {text_, atoms_, TestVocabulary(), 0, atoms_.size()}; }
  // The atom that begins where `words` do.
  size_t At(const std::string& words) const {
    const size_t byte = text_.find(words);
    size_t k = 0;
    while (k < atoms_.size() && atoms_[k].span.begin < byte) ++k;
    return k;
  }

 private:
  const std::string text_;
  const syntax::Syntax syntax_;
  const Atoms atoms_;
};

// The money, percentage, quantity or number that begins at `from` in `text`, with its words:
// "USD 5 = $5"; "nothing" for none.
inline std::string MeasureIn(const std::string& text, const std::string& from) {
  const Paragraph p(text);
  const auto found = ReadMeasure(p.reader(), p.At(from));
  if (!found) return "nothing";
  return Show(found->value) + " = " + std::string(p.reader().Surface(found->begin, found->end));
}
inline std::string MeasureIn(const std::string& text) { return MeasureIn(text, text.substr(0, 1)); }

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_TESTS_ANALYSIS_VALUES_PARAGRAPH_H_
