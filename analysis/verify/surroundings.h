// What stands beside a quotation's words in a source, and changes their meaning when it is left off.

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_SURROUNDINGS_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_SURROUNDINGS_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/model/lexicon.h"
#include "analysis/text/span.h"
#include "analysis/verify/sources.h"
#include "analysis/verify/speaker_names.h"
#include "analysis/verify/standing.h"

namespace textanalysis::verify {

// Sources ready for any number of drafts. Immutable; safe for any number of threads.
struct IndexedSources {
  Sources words;
  Standings standings;
  std::vector<SpeakerText> speakers{};  // Of each source.
};

// One stretch of a draft's quotation between marks, and what it is compared with. Views.
struct DraftStretch {
  const Text& draft;
  const IndexedSources& sources;
  const model::Lexicon& functions;  // Section "function_words".
  text::Span span;
  const std::vector<Word>& words;  // Of `span`; one at least.
};

// Whether the stretch ends as a question, before its closing mark or behind it.
bool DraftAsks(const DraftStretch& in);

// Whether the source turns round the words that begin at `begin`: "I do not think that we can pay".
bool IsTurnedRound(const DraftStretch& in, uint32_t begin);

// Whether the source denies the report whose verb stands at `cue`: "denied saying", "It is a myth
// that X said".
bool IsReportDenied(const IndexedSources& sources, const model::Lexicon& functions, uint32_t cue);

// Returns the place before `begin`, where the stretch's words begin in a source, that turns them
// round, makes them conditional or is a part of their number, if the draft has nothing of the kind
// beside its marks: "[not] a penny of it", "I do [not] think that we can pay", "[If] it rains, we
// will stay".
//   Cost: a bounded number of words.
std::optional<uint32_t> LeftOffBefore(const DraftStretch& in, uint32_t begin);

// The same behind `end`, where they end: "cost 14 [million]", "I will sign [if …]".
std::optional<uint32_t> LeftOffAfter(const DraftStretch& in, uint32_t end);

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_SURROUNDINGS_H_
