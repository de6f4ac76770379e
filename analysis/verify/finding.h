// What a check of a draft's quotations against sources finds. Spans are bytes of the draft's and the
// sources' analysed texts.

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_FINDING_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_FINDING_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/text/span.h"

namespace textanalysis::verify {

// What is found of a quotation, from the best to the worst.
enum class Verdict {
  kVerbatim,            // The same characters but for white space.
  kVerbatimButForForm,  // The same words; what is bracketed or elided is marked as such.
  kParaphrased,         // Reported without marks; a passage says something near it.
  kCut,                 // Words of one passage are left out without a mark.
  kAltered,             // Words are others, or were added; or a negation or number changed.
  kSpliced,             // Parts from different places are joined without a mark.
  kNotFound,            // No source has half of its words in order.
};
inline constexpr size_t kNumVerdicts = 7;

// How the quotation's speaker and the source's go together.
enum class SpeakerAgreement {
  kUnknown,  // The source has the words as its own, or the draft names nobody who says them.
  kSame,     // By their names, or by one id that a dictionary knows both by.
  kAnother,
  kUnnamedInSource,  // The source has it as said, but does not name who said it.
};

// How a source has the words.
enum class Standing {
  kOwnWords,  // Neither quoted nor reported.
  kQuoted,    // Within quotation marks.
  kReported,  // As indirect speech.
};

enum class ChangeKind {
  kEqual,
  kReplaced,
  kAdded,    // In the draft alone; the source's span is empty.
  kLeftOut,  // In the source alone; the draft's span is empty.
  kJump,     // The words after it stand elsewhere; both spans are empty.
};

// A stretch of a quotation beside what the source has there.
struct Change {
  ChangeKind kind = ChangeKind::kEqual;
  text::Span draft;
  size_t source = 0;
  text::Span source_span;
  bool is_marked = false;  // By brackets, an ellipsis, or marks that end before and begin after it.
  bool changes_negation = false;
  bool changes_number = false;
};

// A place in a source.
struct Place {
  size_t source = 0;
  text::Span span;
  Standing standing = Standing::kOwnWords;
  std::optional<size_t> quote{};  // In the source's list, the quotation that holds it.
};

// What was found of one quotation.
struct Finding {
  std::string id{};               // The same for the same words in a draft; see Verifier.
  std::optional<size_t> quote{};  // In the draft's list; nothing for marked words that nobody says.
  std::vector<text::Span> spans{};  // In the draft: what stands in marks, or was reported.
  Verdict verdict = Verdict::kNotFound;
  float score = 0;       // How likely the verdict is right.
  float word_share = 0;  // Of its words, that the source has in order, rare words weighing more.
  std::vector<Place> places{};  // Where it stands, in the quotation's order; several when spliced.
  std::vector<Place> others{};  // Further places where all of it stands, word for word.
  std::vector<Change> changes{};
  SpeakerAgreement speaker = SpeakerAgreement::kUnknown;
};

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_FINDING_H_
