// What a reader says of a document: all that the logic of names and quotations knows of the model
// behind it.

#ifndef TEXTANALYSIS_ANALYSIS_READER_READING_H_
#define TEXTANALYSIS_ANALYSIS_READER_READING_H_

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/syntax/syntax.h"

namespace textanalysis::reader {

// The model's four types, in the order of its labels.
enum class NameType { kPerson, kLocation, kOrganization, kMiscellaneous };

// What a name is more nearly: of places the first three, of miscellaneous names the others.
enum class NameKind { kGeopolitical, kPlace, kFacility, kOther, kGroup, kEvent, kWork, kProduct };
inline constexpr size_t kNumNameKinds = 8;

// Log odds of the kinds among those of one type, each up to what is common to all. All the same: nothing
// is known.
using KindScores = std::array<float, kNumNameKinds>;

// A name in a document: a range of tokens.
struct TaggedName {
  syntax::TokenRange tokens;
  NameType type;
  float confidence;        // [0, 1]
  size_t known = kNobody;  // Index among what dictionaries know in the document.
  KindScores kinds{};

  static constexpr size_t kNobody = static_cast<size_t>(-1);
};

// A cue reports tokens at most so far from it, and has its source there.
inline constexpr size_t kCueReach = 150;

// A cue, and what the model says of the tokens around it.
struct Cue {
  syntax::TokenRange tokens;
  float probability = 0;       // That it is a cue, in [0, 1].
  syntax::TokenRange reach;    // The tokens that `content` speaks of.
  std::vector<float> content;  // Log odds that a token of `reach` is reported by this cue.
  std::optional<syntax::TokenRange> source;  // The tokens of its source.
  float source_probability = 0;              // Mean over those, in [0, 1].
};

// What is read of a document. Names are decoded and cues found window by window, so that a reading
// stays a few bytes a token however many labels the heads have.
struct Reading {
  std::vector<TaggedName> names;  // In order, disjoint, none over a sentence's end.
  std::vector<Cue> cues;          // In order, disjoint.
  // For each token between marks, the log odds that they mark a quotation; of other tokens it says
  // nothing.
  std::vector<float> quoted;
};

}  // namespace textanalysis::reader

#endif  // TEXTANALYSIS_ANALYSIS_READER_READING_H_
