#include "tests/support/cleaned_invariants.h"

#include <algorithm>
#include <vector>

#include "analysis/text/offset_map.h"
#include "analysis/text/utf8.h"
#include "tests/support/bundle.h"

namespace textanalysis::testing {
namespace {

using text::Span;

// The naive reference of OffsetMap: decodes from the start.
std::u32string ToUtf32(std::string_view s) {
  std::u32string out;
  for (size_t at = 0; at < s.size();) {
    const text::CodePoint c = text::DecodeAt(s, at);
    out.push_back(c.value);
    at += c.length;
  }
  return out;
}

// The same in UTF-16, surrogate pairs for what lies beyond the first plane.
std::u16string ToUtf16(std::string_view s) {
  std::u16string out;
  for (const char32_t c : ToUtf32(s)) {
    if (c < 0x10000) {
      out.push_back(static_cast<char16_t>(c));
    } else {
      out.push_back(static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10)));
      out.push_back(static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF)));
    }
  }
  return out;
}

std::string ToUtf8(const std::u32string& s) {
  std::string out;
  for (const char32_t c : s) text::AppendUtf8(c, &out);
  return out;
}

std::vector<Span> SpansOf(const pipeline::Analysis& analysis) {
  std::vector<Span> spans;
  for (const quotes::Quote& q : analysis.quotes) {
    spans.insert(spans.end(), q.content.begin(), q.content.end());
    spans.insert(spans.end(), q.quoted.begin(), q.quoted.end());
    if (q.cue) spans.push_back(*q.cue);
    if (q.speaker) spans.push_back(q.speaker->mention);
  }
  for (const entities::Entity& e : analysis.entities) {
    for (const entities::Mention& m : e.mentions) spans.push_back(m.span);
  }
  return spans;
}

// Whether `spans` have something in them and are in order and disjoint.
bool AreInOrder(const std::vector<Span>& spans) {
  size_t end = 0;
  for (const Span& span : spans) {
    if (span.begin < end || span.begin >= span.end) return false;
    end = span.end;
  }
  return true;
}

// What is wrong with the spans of `q`, or nothing.
std::string BrokenQuote(const quotes::Quote& q) {
  if (q.content.empty() || !AreInOrder(q.content)) return "content is not in order";
  if (!AreInOrder(q.quoted)) return "quoted spans are not in order";
  // A transcript's line and an interview's answer are direct without marks.
  const bool is_right = q.form == quotes::QuoteForm::kDirect
                            ? q.quoted.empty() || q.quoted == q.content
                            : q.quoted.empty() == (q.form == quotes::QuoteForm::kIndirect);
  return is_right ? "" : "quoted spans are not those of the form";
}

}  // namespace

std::string BrokenCleanInvariant(std::string_view source, const clean::CleanedDocument& document) {
  if (text::FindInvalidUtf8(document.text)) return "text is not UTF-8";
  size_t at = 0;
  std::vector<Span> sources;
  for (const clean::Segment& s : document.segments) {
    if (s.text.begin != at || s.text.empty()) return "segments do not tile the text";
    at = s.text.end;
    const bool verbatim = s.transformation == clean::Transformation::kVerbatim;
    if (s.source.end > source.size() || s.source.begin > s.source.end)
      return "source span out of range";
    if (verbatim && Slice(document.text, s.text) != Slice(source, s.source))
      return "verbatim bytes differ";
    if ((s.transformation == clean::Transformation::kInserted) != s.source.empty())
      return "inserted span is not empty";
    if (!s.source.empty()) sources.push_back(s.source);
  }
  if (at != document.text.size()) return "segments do not reach the text's end";
  if (!std::is_sorted(sources.begin(), sources.end())) return "segments are not in source order";
  for (size_t k = 0; k < document.removed.size(); ++k) {
    const Span span = document.removed[k].source;
    if (span.empty()) return "a removed span is empty";
    if (k > 0 && span < document.removed[k - 1].source) return "removed spans are not in order";
    sources.push_back(span);
  }
  std::sort(sources.begin(), sources.end());
  at = 0;
  for (const Span& span : sources) {
    if (span.begin != at)
      return "kept and removed do not tile the source at byte " + std::to_string(at);
    at = span.end;
  }
  return at == source.size() ? "" : "kept and removed do not reach the source's end";
}

std::string BrokenAnalysis(std::string_view source, clean::Form form) {
  const auto analysis = TestAnalyzer().Analyze({.text = source, .form = form}, {}, {});
  if (!analysis.ok()) return "no analysis";
  const std::string broken = BrokenCleanInvariant(source, *analysis->cleaned);
  return broken.empty() ? BrokenSpan(analysis->cleaned->text, *analysis) : broken;
}

std::string BrokenSpan(std::string_view text, const pipeline::Analysis& analysis) {
  const std::u32string code_points = ToUtf32(text);
  const std::u16string utf16 = ToUtf16(text);
  const text::OffsetMap map(text, text::OffsetUnit::kUtf32);
  const text::OffsetMap map16(text, text::OffsetUnit::kUtf16);
  for (const Span& span : SpansOf(analysis)) {
    if (span.begin > span.end || span.end > text.size()) return "span out of range";
    if (text::FindInvalidUtf8(Slice(text, span))) return "span cuts a code point";
    const auto begin = static_cast<size_t>(map.FromBytes(span.begin));
    const auto end = static_cast<size_t>(map.FromBytes(span.end));
    if (ToUtf8(code_points.substr(begin, end - begin)) != Slice(text, span))
      return "UTF-32 span slices other text";
    const auto begin16 = static_cast<size_t>(map16.FromBytes(span.begin));
    const auto end16 = static_cast<size_t>(map16.FromBytes(span.end));
    if (utf16.substr(begin16, end16 - begin16) != ToUtf16(Slice(text, span)))
      return "UTF-16 span slices other text";
  }
  for (const quotes::Quote& q : analysis.quotes) {
    if (std::string broken = BrokenQuote(q); !broken.empty()) return broken;
  }
  return "";
}

}  // namespace textanalysis::testing
