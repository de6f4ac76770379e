#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include "analysis/text/utf8.h"
#include "tests/support/bundle.h"

namespace {

using textanalysis::text::Span;
using textanalysis::verify::Change;
using textanalysis::verify::Finding;
using textanalysis::verify::Text;

bool IsIn(Span span, const std::string& text) {
  if (span.begin > span.end || span.end > text.size()) return false;
  const auto cuts = [&text](size_t at) {
    return at < text.size() && textanalysis::text::IsContinuationByte(text[at]);
  };
  return !cuts(span.begin) && !cuts(span.end);
}

bool IsSound(const Finding& finding, const std::string& draft,
             const std::vector<std::string>& sources) {
  for (const Span& span : finding.spans) {
    if (!IsIn(span, draft)) return false;
  }
  for (const auto* places : {&finding.places, &finding.others}) {
    for (const auto& place : *places) {
      if (place.source >= sources.size() || !IsIn(place.span, sources[place.source])) return false;
    }
  }
  size_t end = 0;
  for (const Change& change : finding.changes) {
    if (!IsIn(change.draft, draft) || change.draft.begin < end) return false;
    if (change.source >= sources.size() || !IsIn(change.source_span, sources[change.source]))
      return false;
    end = change.draft.end;
  }
  return finding.score >= 0 && finding.score <= 1.0001F && !finding.id.empty();
}

}  // namespace

// A draft and its sources, with zero bytes between: whatever they are, spans are in their texts and in order, and the second run finds
// the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  if (textanalysis::text::FindInvalidUtf8(input)) return 0;
  std::vector<std::string> texts(1);
  for (const char c : input) {
    if (c == '\0') {
      texts.emplace_back();
    } else {
      texts.back().push_back(c);
    }
  }
  const std::string draft = texts.front();
  texts.erase(texts.begin());
  const auto& analyzer = textanalysis::testing::TestAnalyzer();
  std::vector<textanalysis::pipeline::Analysis> analyses;
  for (const std::string& text : texts) {
    auto analysis = analyzer.Analyze({.text = text, .language_code = "en"}, {.clean = false}, {});
    if (!analysis.ok()) std::abort();
    analyses.push_back(*std::move(analysis));
  }
  const auto draft_analysis =
      analyzer.Analyze({.text = draft, .language_code = "en"}, {.clean = false}, {});
  if (!draft_analysis.ok()) std::abort();
  std::vector<Text> sources;
  for (size_t k = 0; k < texts.size(); ++k)
    sources.push_back({texts[k], &analyses[k].quotes, &analyses[k].entities});
  const auto indexed = analyzer.verifier().Index(sources, {});
  if (!indexed.ok()) std::abort();
  const Text view{draft, &draft_analysis->quotes, &draft_analysis->entities};
  const auto findings = analyzer.verifier().Verify(view, *indexed, {});
  const auto again = analyzer.verifier().Verify(view, *indexed, {});
  if (!findings.ok() || !again.ok() || findings->size() != again->size()) std::abort();
  for (size_t k = 0; k < findings->size(); ++k) {
    if (!IsSound((*findings)[k], draft, texts)) std::abort();
    if ((*findings)[k].verdict != (*again)[k].verdict || (*findings)[k].id != (*again)[k].id)
      std::abort();
  }
  return 0;
}
