#include "analysis/text/unspaced.h"

#include <unicode/ubrk.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

#include "analysis/text/utf8.h"

namespace textanalysis::text {
namespace {

// The first script of the kind in Unicode's order is Thai's.
constexpr char32_t kFirst = 0x0E00;
// Lengthens a vowel in both of Japan's syllabaries, and is of neither.
constexpr char32_t kLongVowel = 0x30FC;

// A sentence is shorter; words of a longer run are told in parts, so that each is soon done.
constexpr size_t kLongestRun = 4096;

using Breaks = std::unique_ptr<UBreakIterator, decltype(&ubrk_close)>;
using Text = std::unique_ptr<UText, decltype(&utext_close)>;

}  // namespace

bool IsUnspaced(char32_t c) {
  if (c < kFirst) return false;
  UErrorCode error = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &error);
  return c == kLongVowel || (U_SUCCESS(error) && uscript_breaksBetweenLetters(script));
}

size_t UnspacedEnd(std::string_view text, size_t at) {
  const size_t limit = std::min(text.size(), at + kLongestRun);
  while (at < limit) {
    const CodePoint c = DecodeAt(text, at);
    if (!IsUnspaced(c.value)) break;
    at += c.length;
  }
  return at;
}

std::vector<std::string_view> SplitUnspaced(std::string_view run) {
  UErrorCode error = U_ZERO_ERROR;
  const Text text(utext_openUTF8(nullptr, run.data(), static_cast<int64_t>(run.size()), &error),
                  &utext_close);
  const Breaks breaks(ubrk_open(UBRK_WORD, "", nullptr, 0, &error), &ubrk_close);
  if (U_SUCCESS(error)) ubrk_setUText(breaks.get(), text.get(), &error);
  if (U_FAILURE(error)) return {run};
  std::vector<std::string_view> words;
  int32_t begin = 0;
  for (int32_t end = ubrk_next(breaks.get()); end != UBRK_DONE; end = ubrk_next(breaks.get())) {
    words.push_back(run.substr(static_cast<size_t>(begin), static_cast<size_t>(end - begin)));
    begin = end;
  }
  return words;
}

}  // namespace textanalysis::text
