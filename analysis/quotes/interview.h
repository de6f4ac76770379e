// Interviews without labels: short questions in paragraphs of their own, and answers, with or
// without marks.

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_INTERVIEW_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_INTERVIEW_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/coreference/word_uses.h"
#include "analysis/entities/entity.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::quotes {

// What of a document is an interview.
struct Interview {
  std::vector<bool> answers;  // By paragraph.
  bool has_marks = false;     // Around the answers.
  size_t begin = 0;           // First byte of the first question.
};

// Returns the interview in `syntax`, if it holds one: several turns of somebody who asks, each with
// an answer after it.
//   Cost: O(tokens).
std::optional<Interview> FindInterview(const syntax::Syntax& syntax, const text::Budget& budget,
                                       const coreference::WordUses& uses);

// Returns the person named most before byte `end`, the first one of several; nothing where nobody is.
const entities::Entity* PersonIntroduced(const std::vector<entities::Entity>& entities, size_t end);

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_INTERVIEW_H_
