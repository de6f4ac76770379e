// What every production of the grammar reads: the atoms of one paragraph, and small questions
// about them.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_READER_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_READER_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "analysis/syntax/endings.h"
#include "analysis/values/atoms.h"
#include "analysis/values/vocabulary.h"

namespace textanalysis::values {

using syntax::Ending;

// A view of a paragraph's atoms, [begin, end) of all. Cheap to copy.
class Reader {
 public:
  Reader(std::string_view text, const Atoms& atoms, const Vocabulary& vocabulary, size_t begin,
         size_t end)
      : text_(text), atoms_(atoms), vocabulary_(vocabulary), begin_(begin), end_(end) {}

  size_t begin() const { return begin_; }
  size_t end() const { return end_; }
  bool Has(size_t k) const { return k >= begin_ && k < end_; }
  const Atoms& atoms() const { return atoms_; }
  const Atom& at(size_t k) const { return atoms_[k]; }
  std::string_view text() const { return text_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }

  // The words as written.
  std::string_view Surface(size_t k) const {
    return Has(k) ? Slice(text_, atoms_[k].span) : std::string_view();
  }
  std::string_view Surface(size_t from, size_t to) const {
    return text_.substr(atoms_[from].span.begin, atoms_[to - 1].span.end - atoms_[from].span.begin);
  }
  bool Is(size_t k, Class c) const {
    return Has(k) && atoms_[k].word != nullptr && atoms_[k].word->Is(c);
  }
  // Whether atom `k`, as written, has an ending.
  bool Ends(size_t k, Ending ending) const { return vocabulary_.endings().Has(Surface(k), ending); }
  int Value(size_t k, Class c) const { return atoms_[k].word->Value(c); }
  // Whether atom `k` is the letter of a standard, a capital here: ISO 8601's 'T'.
  bool IsLetter(size_t k, char letter) const;
  // The atom after the longest word or phrase of class `c` that begins at `k`; 0 for none.
  size_t PhraseEnd(size_t k, Class c) const;
  bool IsOne(size_t k) const { return Is(k, Class::kNumber) && Value(k, Class::kNumber) == 1; }
  // Whether atom `k` is one half: "half", not "halves".
  bool IsHalf(size_t k) const {
    return Is(k, Class::kDenominator) && Value(k, Class::kDenominator) == 2 && !Ends(k, Ending::kS);
  }
  // Whether atom `k` is the period, one or several: "week", "weeks".
  bool ArePeriods(size_t k, Period period) const {
    return Is(k, Class::kPeriod) && Value(k, Class::kPeriod) == static_cast<int>(period);
  }
  // Whether atom `k` is one of the period: "week", not "weeks".
  bool IsPeriod(size_t k, Period period) const {
    return ArePeriods(k, period) && !Ends(k, Ending::kS);
  }
  // Whether atom `k` is the symbol, any dash or apostrophe for "-" and "'".
  bool IsSymbol(size_t k, std::string_view symbol) const;
  bool IsDigits(size_t k) const { return Has(k) && atoms_[k].type == Atom::kDigits; }
  bool IsLetters(size_t k) const { return Has(k) && atoms_[k].type == Atom::kLetters; }
  bool Glued(size_t k) const { return Has(k) && k > begin_ && atoms_[k].glued; }
  // A hyphen or dash that touches what stands on both sides.
  bool IsHyphen(size_t k) const { return Glued(k) && Glued(k + 1) && IsSymbol(k, "-"); }
  // The atom after a hyphen at `k`, or `k`.
  size_t SkipHyphen(size_t k) const { return IsHyphen(k) ? k + 1 : k; }
  bool SameSentence(size_t a, size_t b) const {
    return Has(a) && Has(b) && atoms_[a].sentence == atoms_[b].sentence;
  }
  // Whether a value may end before atom `k`: no letter or figure is glued to it.
  bool EndsBefore(size_t k) const { return !Glued(k) || atoms_[k].type == Atom::kSymbol; }
  // The number that the digits of atom `k` make, at most 10^8.
  int Int(size_t k) const;

 private:
  std::string_view text_;
  const Atoms& atoms_;
  const Vocabulary& vocabulary_;
  size_t begin_;
  size_t end_;
};

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_READER_H_
