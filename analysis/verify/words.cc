// One scan: a run of word characters, apostrophes between letters, separators between digits and a
// sign before them included, is a written word; what stands between two of them says whether words were elided, a
// sentence or paragraph ends, or a bracket opens or closes.

#include "analysis/verify/words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <optional>

#include "absl/strings/str_split.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"
#include "analysis/text/stream_safe.h"
#include "analysis/text/utf8.h"

namespace textanalysis::verify {
namespace {

using text::CodePoint;
using text::DecodeAt;
using text::Span;

constexpr size_t kMinStem = 3, kMinStemOfIse = 4;
constexpr std::string_view kNot = "n't";
// A bracket that is not closed after so many words, or in its paragraph, holds no more.
constexpr size_t kMaxBracketed = 16;

bool IsApostrophe(char32_t c) {
  return c == '\'' || c == U'’' || c == U'ʼ' || c == U'＇' || c == '`' || c == U'´';
}

// Brackets within a word: "[W]e", "walk[ed]".
bool IsBracket(char32_t c) { return c == '[' || c == ']'; }

// Signs that are words: "$5" is not "£5".
bool IsSign(char32_t c) {
  if (c < 0x80) return c == '%' || c == '&' || c == '$' || c == '+' || c == '=';
  const int8_t type = u_charType(static_cast<UChar32>(c));
  return c == U'°' || type == U_CURRENCY_SYMBOL || type == U_MATH_SYMBOL;
}

// Signs that are part of the number behind them: "-5" is not "5", nor "<5" ">5", nor ".5" "5".
bool IsNumberSign(char32_t c) {
  return c == '-' || c == '.' || c == U'−' || c == '<' || c == '>' || c == U'≤' || c == U'≥' ||
         c == U'±';
}

// What digits of one number may have between them: "1/2" is not "1 2", nor "10-15" "10 15".
bool JoinsDigits(char32_t c) {
  return c == ',' || c == '.' || c == ':' || c == '/' || c == '-' || c == U'–' || c == U'−';
}

// Whether a character stands for a number without being a decimal digit: "½", "³".
bool IsOtherNumber(char32_t c) {
  return c >= 0x80 && u_charType(static_cast<UChar32>(c)) == U_OTHER_NUMBER;
}

// Letters that are another one with a stroke or without a dot.
constexpr std::pair<char32_t, char> kStruck[] = {
    {U'ø', 'o'}, {U'ł', 'l'}, {U'đ', 'd'}, {U'ħ', 'h'}, {U'ı', 'i'}};

UChar32 Plain(char32_t c) {
  if (IsApostrophe(c)) return '\'';
  for (const auto& [struck, letter] : kStruck) {
    if (c == struck) return letter;
  }
  if (c == U'−' || c == U'–') return '-';
  return c == U'⁄' ? '/' : static_cast<UChar32>(c);
}

// A mark between digits and those of another kind: "10³" is not "103", nor "1½" "11/2".
std::string WithKindsOfDigitsApart(std::string_view word) {
  std::string out;
  for (size_t at = 0; at < word.size();) {
    const CodePoint c = DecodeAt(word, at);
    if (IsOtherNumber(c.value) && !out.empty()) out.push_back('^');
    out.append(word.substr(at, c.length));
    at += c.length;
  }
  return out;
}

// Whether marks over a character are accents, and no part of the letter: of Latin and Greek.
bool HasAccents(UChar32 c) {
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &error);
  return U_SUCCESS(error) && (script == USCRIPT_LATIN || script == USCRIPT_GREEK);
}

// `word` without accents, compatibility forms and case, so that no way of encoding it differs; in lower case alone where it
// is not stream-safe.
std::string Fold(std::string_view word) {
  if (!text::IsStreamSafe(word)) return text::ToLower(word);
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return text::ToLower(word);
  const icu::UnicodeString whole = icu::UnicodeString::fromUTF8(WithKindsOfDigitsApart(word));
  const icu::UnicodeString split = decompose->normalize(fold->normalize(whole, error), error);
  if (U_FAILURE(error)) return text::ToLower(word);
  icu::UnicodeString bare;
  bool is_accented = false;  // Whether a mark here is an accent.
  for (int32_t k = 0; k < split.length(); k = split.moveIndex32(k, 1)) {
    const UChar32 c = split.char32At(k);
    const bool is_mark = (U_GET_GC_MASK(c) & U_GC_MN_MASK) != 0;
    if (!is_mark) is_accented = HasAccents(c);
    if (!is_mark || !is_accented) bare.append(Plain(static_cast<char32_t>(c)));
  }
  std::string out;
  bare.toUTF8String(out);
  return out;
}

// Whether a word in lower case begins with a digit, or with a sign of one.
bool IsFigure(std::string_view word) {
  if (word.empty()) return false;
  const CodePoint first = DecodeAt(word, 0);
  if (IsNumberSign(first.value)) word.remove_prefix(first.length);
  return !word.empty() && text::IsAsciiDigit(word[0]);
}

// Where the letters of a figure begin, or its end.
size_t LettersAt(std::string_view figure) {
  const auto letter = std::find_if(figure.begin(), figure.end(), [](char c) {
    return text::IsAsciiLower(c) || text::IsAsciiUpper(c);
  });
  return static_cast<size_t>(letter - figure.begin());
}

// Whether a word in lower case was read as initials: "u.s".
bool IsInitials(std::string_view word) {
  return word.size() > 2 && text::IsAsciiLower(word[0]) && word[1] == '.';
}

std::string Without(char c, std::string_view word) {
  std::string out(word);
  std::erase(out, c);
  return out;
}

// Takes the commas that group thousands out of a number, "1,000" → "1000"; other commas stay.
std::string WithoutGrouping(std::string_view number) {
  std::string out;
  for (size_t k = 0; k < number.size(); ++k) {
    const auto digit = [&](size_t at) {
      return at < number.size() && text::IsAsciiDigit(number[at]);
    };
    const bool groups =
        number[k] == ',' && digit(k + 1) && digit(k + 2) && digit(k + 3) && !digit(k + 4);
    if (!groups) out.push_back(number[k]);
  }
  return out;
}

// Whether a number's sign stands at `at`.
bool IsSignOfNumber(std::string_view text, size_t at, size_t end) {
  const CodePoint c = DecodeAt(text, at);
  return IsNumberSign(c.value) && at + c.length < end &&
         text::IsDigit(DecodeAt(text, at + c.length).value) &&
         (at == 0 || !text::IsWordChar(text::DecodeBefore(text, at).value));
}

// Characters that show nothing and end no word: soft hyphens, joiners, spaces of no width.
bool IsUnseen(char32_t c) {
  return c >= 0x80 &&
         u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

// Where letters with a stop between each two end ("U.S", "p.m"), or `at` where there are none.
size_t InitialsEnd(std::string_view text, size_t at, size_t end) {
  size_t last = at;
  for (size_t letters = 1; at < end; ++letters) {
    const CodePoint c = DecodeAt(text, at);
    const size_t next = at + c.length;
    if (!text::IsLetter(c.value)) break;
    const bool stops = next < end && text[next] == '.';
    if (!stops && next < end && text::IsWordChar(DecodeAt(text, next).value)) break;
    if (letters > 1) last = next;
    if (!stops) break;
    at = next + 1;
  }
  return last;
}

// Where the word that begins at `at` ends, or `at` where none does.
size_t WordEnd(std::string_view text, size_t at, size_t end) {
  if (const size_t initials = InitialsEnd(text, at, end); initials > at) return initials;
  const size_t begin = at;
  size_t last = at;
  bool after_digit = false, after_letter = false;
  if (IsSignOfNumber(text, at, end)) at += DecodeAt(text, at).length;
  while (at < end) {
    const CodePoint c = DecodeAt(text, at);
    const size_t next = at + c.length;
    if (text::IsWordChar(c.value) || IsOtherNumber(c.value)) {
      after_digit = text::IsDigit(c.value) || IsOtherNumber(c.value);
      after_letter = !after_digit;
      last = next;
    } else if (last == begin || !IsUnseen(c.value)) {
      if (next >= end) break;
      const char32_t follows = DecodeAt(text, next).value;
      const bool in_number = after_digit && text::IsDigit(follows) && JoinsDigits(c.value);
      const bool in_word =
          after_letter && text::IsLetter(follows) && (IsApostrophe(c.value) || IsBracket(c.value));
      if (!in_number && !in_word) break;
    }
    at = next;
  }
  return last;
}

// What stands between two words.
class Between {
 public:
  // Notes the character at `at`, and returns where the next one begins.
  size_t See(std::string_view text, size_t at) {
    const CodePoint c = DecodeAt(text, at);
    dots_ = c.value == '.' ? dots_ + 1 : text::IsSpace(c.value) ? dots_ : 0;
    elides_ = elides_ || c.value == U'…' || dots_ >= 3;
    ends_question_ = ends_question_ || c.value == '?';
    ends_sentence_ = ends_sentence_ || c.value == '.' || c.value == '!' || c.value == '?';
    newlines_ += c.value == '\n';
    if (c.value == '[') left_in_bracket_ = kMaxBracketed;
    if (c.value == ']') left_in_bracket_ = 0;
    return at + c.length;
  }

  // Puts what was seen between `last` and `next` into both, and begins anew.
  void Mark(Word* last, Word* next) {
    if (last != nullptr) {
      last->ends_sentence = ends_sentence_ && !elides_;
      last->ends_question = ends_question_ && !elides_;
    }
    next->follows_elision = elides_;
    next->begins_paragraph = newlines_ >= 2;
    if (next->begins_paragraph) left_in_bracket_ = 0;
    next->is_bracketed = left_in_bracket_ > 0;
    if (left_in_bracket_ > 0) --left_in_bracket_;
    dots_ = newlines_ = 0;
    elides_ = ends_sentence_ = ends_question_ = false;
  }

  // A bracket closes within a word: "[W]e".
  void CloseBracket() { left_in_bracket_ = 0; }

 private:
  size_t dots_ = 0, newlines_ = 0;
  size_t left_in_bracket_ = 0;  // Words that may still stand in the bracket that is open.
  bool elides_ = false, ends_sentence_ = false, ends_question_ = false;
};

// Where the second word of two that are written as one begins: "n’t", "m" of "14m".
size_t SplitAt(std::string_view text, Span word, std::string_view second) {
  const std::string_view written = text::Slice(text, word);
  if (IsFigure(written)) return word.begin + LettersAt(written);
  for (size_t at = word.end; at > word.begin;) {
    const CodePoint c = text::DecodeBefore(text, at);
    at -= c.length;
    if (!IsApostrophe(c.value)) continue;
    const bool is_not = second == "not" && at > word.begin;
    return is_not ? at - text::DecodeBefore(text, at).length : at;
  }
  return word.end - std::min(word.size(), second.size());
}

void Append(std::string_view text, Span span, const Vocabulary::Entry& entry, Between* between,
            const Vocabulary& vocabulary, std::vector<Word>* out) {
  const bool splits = entry.count == 2;
  const size_t middle = splits ? SplitAt(text, span, entry.negation[1] ? "not" : "") : span.end;
  for (size_t k = 0; k < entry.count; ++k) {
    Word word{.id = entry.ids[k],
              .begin = static_cast<uint32_t>(k == 0 ? span.begin : middle),
              .end = static_cast<uint32_t>(k == 0 ? middle : span.end),
              .is_negation = entry.negation[k],
              .is_number = entry.number[k],
              .is_sign = IsSign(DecodeAt(text, span.begin).value)};
    Word* const last = out->empty() ? nullptr : &out->back();
    between->Mark(last, &word);
    const std::string_view written = text::Slice(text, word.span());
    word.is_bracketed = word.is_bracketed || written.find('[') != std::string_view::npos;
    if (written.find(']') != std::string_view::npos) between->CloseBracket();
    const bool joins = last != nullptr && !word.follows_elision && !word.begins_paragraph &&
                       last->is_bracketed == word.is_bracketed && !last->ends_sentence;
    const WordId whole = joins ? vocabulary.PairOf(last->id, word.id) : Vocabulary::kUnknown;
    if (whole == Vocabulary::kUnknown) {
      out->push_back(word);
      continue;
    }
    last->id = whole;
    last->end = word.end;
    last->is_negation = vocabulary.IsNegation(whole);
    last->is_number = vocabulary.IsNumber(whole);
    last->is_sign = false;
  }
}

// Whether a word in capitals stands beside another one: "HE LOVES US", "IT IS OURS".
bool IsAmongCapitals(std::string_view text, Span word) {
  const auto two_capitals = [text](size_t at) {
    return at < text.size() - std::min<size_t>(text.size(), 1) && text::IsAsciiUpper(text[at]) &&
           text::IsAsciiUpper(text[at + 1]);
  };
  const size_t before = text.substr(0, word.begin).find_last_not_of(" \n");
  return two_capitals(text.find_first_not_of(" \n", word.end)) ||
         (before != std::string_view::npos && before > 0 && two_capitals(before - 1));
}

// The word of `span` in lower case; one that is another word in capitals ("US") by its letters with
// stops between them.
std::string WrittenForm(std::string_view text, Span span, const WordForms& forms) {
  const std::string_view written = text::Slice(text, span);
  std::string lower = FoldWord(written);
  const bool is_acronym = forms.IsAcronym(lower) &&
                          std::all_of(written.begin(), written.end(), text::IsAsciiUpper) &&
                          !IsAmongCapitals(text, span);
  if (!is_acronym) return lower;
  std::string stopped;
  for (const char c : lower) stopped += (stopped.empty() ? "" : ".") + std::string(1, c);
  return stopped;
}

template <typename EntryOf>
std::vector<Word> Read(std::string_view text, Span span, const Vocabulary& vocabulary,
                       const EntryOf& entry_of) {
  std::vector<Word> out;
  out.reserve(span.size() / 6);
  Between between;
  for (size_t at = span.begin; at < span.end;) {
    const CodePoint c = DecodeAt(text, at);
    const bool is_sign = IsSign(c.value) && !IsSignOfNumber(text, at, span.end);
    const size_t end = is_sign ? at + c.length : WordEnd(text, at, span.end);
    if (end == at) {
      at = between.See(text, at);
      continue;
    }
    Append(text, {at, end}, entry_of(WrittenForm(text, {at, end}, vocabulary.forms())), &between,
           vocabulary, &out);
    at = end;
  }
  if (!out.empty()) {
    Word after;
    between.Mark(&out.back(), &after);
  }
  return out;
}

}  // namespace

WordForms::WordForms(const model::Bundle& bundle) {
  for (const model::Row& row : model::ParseRows(bundle.Section("word_forms"))) {
    if (row.size() < 3) continue;
    const std::string key(row[0]), canonical(row[1]);
    if (row[2] == "word") words_.emplace(key, canonical);
    if (row[2] == "contraction") contractions_.emplace(key, canonical);
    if (row[2] == "number") numbers_.emplace(key, canonical);
    if (row[2] == "suffix") suffixes_.emplace(key, canonical);
    if (row[2] == "acronym") acronyms_.emplace(key, canonical);
    if (row[2] == "negation" || row[2] == "condition") negations_.insert(key);
    if (row[2] == "condition") conditions_.insert(key);
    if (row[2] == "opinion") opinions_.insert(key);
    if (row[2] == "denial") denials_.insert(key);
    if (row[2] == "short") shorts_.insert(key + " " + canonical);
    if (row[2] == "ending") {
      endings_.emplace(key.substr(1), canonical);
      longest_ending_ = std::max(longest_ending_, key.size() - 1);
    }
    if (row[2] != "pair") continue;
    const std::vector<std::string> parts = absl::StrSplit(key, ' ');
    if (parts.size() == 2) pairs_.push_back({parts[0], parts[1], canonical});
  }
  for (Pair& pair : pairs_) {
    pair.first = Normalize(pair.first).words[0];
    pair.second = Normalize(pair.second).words[0];
  }
}

std::string WordForms::Respell(std::string_view word) const {
  if (const auto found = words_.find(word); found != words_.end()) return found->second;
  if (const auto found = numbers_.find(word); found != numbers_.end()) return found->second;
  if (IsFigure(word)) return (word[0] == '.' ? "0" : "") + WithoutGrouping(word);
  const size_t longest = std::min(longest_ending_, word.size() - std::min(word.size(), kMinStem));
  for (size_t length = longest; length > 0; --length) {
    const auto ending = endings_.find(word.substr(word.size() - length));
    if (ending == endings_.end()) continue;
    const size_t min_stem = ending->first.starts_with("is") ? kMinStemOfIse : kMinStem;
    if (word.size() - length < min_stem) continue;
    return std::string(word.substr(0, word.size() - length)) + ending->second;
  }
  return std::string(word);
}

Form WordForms::Normalize(std::string_view word) const {
  const auto two = [this](std::string_view first, std::string_view second) {
    return Form{{Respell(first), std::string(second)}, 2};
  };
  if (const auto found = contractions_.find(word); found != contractions_.end()) {
    const std::vector<std::string> words = absl::StrSplit(found->second, ' ');
    if (words.size() == 2) return two(words[0], words[1]);
  }
  if (IsFigure(word)) {
    const size_t letters = LettersAt(word);
    const auto suffix = suffixes_.find(word.substr(letters));
    if (suffix != suffixes_.end()) return two(word.substr(0, letters), suffix->second);
  }
  if (IsInitials(word)) {
    const std::string letters = Without('.', word);
    const auto acronym = acronyms_.find(letters);
    return {{acronym == acronyms_.end() ? Respell(letters) : acronym->second, ""}, 1};
  }
  const size_t apostrophe = word.rfind('\'');
  if (apostrophe == std::string_view::npos || apostrophe == 0) return {{Respell(word), ""}, 1};
  if (word.size() > kNot.size() && word.ends_with(kNot)) {
    if (const auto found = contractions_.find(kNot); found != contractions_.end())
      return two(word.substr(0, word.size() - kNot.size()), found->second);
  }
  const std::string_view ending = word.substr(apostrophe);
  if (const auto found = contractions_.find(ending); found != contractions_.end())
    return two(word.substr(0, apostrophe), found->second);
  if (ending.size() == 2) return two(word.substr(0, apostrophe), ending);  // "'s", "'d".
  return {{Respell(Without('\'', word)), ""}, 1};
}

bool WordForms::IsNegation(std::string_view canonical) const {
  return negations_.contains(canonical);
}

bool WordForms::IsCondition(std::string_view canonical) const {
  return conditions_.contains(canonical);
}

bool WordForms::IsOpinion(std::string_view canonical) const {
  return opinions_.contains(canonical);
}

bool WordForms::IsDenial(std::string_view canonical) const { return denials_.contains(canonical); }

bool WordForms::IsShortFor(std::string_view ending, std::string_view word) const {
  return shorts_.contains(std::string(ending) + " " + std::string(word));
}

bool WordForms::IsNumber(std::string_view canonical) const {
  return IsFigure(canonical) || numbers_.contains(canonical);
}

Vocabulary::Vocabulary(const WordForms& forms) : forms_(forms) {
  AddCanonical("");  // kUnknown.
  for (const WordForms::Pair& pair : forms.pairs()) {
    const uint64_t first = AddCanonical(pair.first), second = AddCanonical(pair.second);
    pairs_.emplace(first << 32 | second, AddCanonical(pair.whole));
  }
  first_after_pairs_ = static_cast<WordId>(size());
}

WordId Vocabulary::AddCanonical(const std::string& word) {
  const auto [at, is_new] = canonical_.emplace(word, static_cast<WordId>(size()));
  if (is_new) {
    negation_.push_back(forms_.IsNegation(word));
    condition_.push_back(forms_.IsCondition(word));
    number_.push_back(forms_.IsNumber(word));
    opinion_.push_back(forms_.IsOpinion(word));
    denial_.push_back(forms_.IsDenial(word));
  }
  return at->second;
}

const Vocabulary::Entry& Vocabulary::Add(const std::string& word) {
  const auto found = entries_.find(word);
  if (found != entries_.end()) return found->second;
  const Form form = forms_.Normalize(word);
  Entry entry{.count = form.count};
  for (size_t k = 0; k < form.count; ++k) {
    entry.ids[k] = AddCanonical(form.words[k]);
    entry.negation[k] = negation_[entry.ids[k]];
    entry.number[k] = number_[entry.ids[k]];
  }
  return entries_.emplace(word, entry).first->second;
}

Vocabulary::Entry Vocabulary::Find(const std::string& word) const {
  const auto found = entries_.find(word);
  if (found != entries_.end()) return found->second;
  const Form form = forms_.Normalize(word);
  Entry entry{.count = form.count};
  for (size_t k = 0; k < form.count; ++k) {
    const auto known = canonical_.find(form.words[k]);
    entry.ids[k] = known == canonical_.end() ? kUnknown : known->second;
    entry.negation[k] = forms_.IsNegation(form.words[k]);
    entry.number[k] = forms_.IsNumber(form.words[k]);
  }
  return entry;
}

WordId Vocabulary::PairOf(WordId first, WordId second) const {
  if (first >= first_after_pairs_ || second >= first_after_pairs_) return kUnknown;
  const auto found = pairs_.find(uint64_t{first} << 32 | second);
  return found == pairs_.end() ? kUnknown : found->second;
}

std::string FoldWord(std::string_view word) {
  std::string out = text::IsAscii(word) ? std::string(word) : Fold(word);
  std::erase_if(out, [](char c) { return IsBracket(static_cast<unsigned char>(c)); });
  for (char& c : out) {
    if (text::IsAsciiUpper(c)) c = static_cast<char>(c | 0x20);
    if (c == '`') c = '\'';
  }
  return out;
}

std::vector<Word> ReadWords(std::string_view text, Span span, Vocabulary* vocabulary) {
  return Read(text, span, *vocabulary,
              [vocabulary](const std::string& word) { return vocabulary->Add(word); });
}

std::vector<Word> ReadWords(std::string_view text, Span span, const Vocabulary& vocabulary) {
  return Read(text, span, vocabulary,
              [&vocabulary](const std::string& word) { return vocabulary.Find(word); });
}

}  // namespace textanalysis::verify
