// Whom a document's pronouns and descriptions mean: a ranking of those spoken of before.
//
// Mentions are read once, in order. For each that is to be resolved, the referents of the last few
// mentions are its candidates, together with whoever spoke last and those of whom the text says what
// the description says; what speaks for and against each is written as features, which a linear
// model trained by training/antecedents.py weighs. Nobody is a candidate, too.

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_ANTECEDENTS_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_ANTECEDENTS_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "analysis/coreference/names.h"
#include "analysis/coreference/words.h"
#include "analysis/entities/entity.h"
#include "analysis/syntax/syntax.h"
#include "analysis/text/budget.h"

namespace textanalysis::coreference {

inline constexpr size_t kNobody = static_cast<size_t>(-1);

// A mention, by whatever words, in order of the text.
struct Mention {
  syntax::TokenRange tokens;  // Without complements.
  syntax::TokenRange whole;   // With them.
  entities::MentionType type = entities::MentionType::kName;
  bool is_source = false;                     // It is said to say something.
  size_t referent = kNobody;                  // Of a name: its entity. Of others, once resolved.
  float confidence = 1;                       // [0, 1]
  std::vector<syntax::TokenRange> content{};  // What a source says.
};

// Weights stand in a table [kind][template][value].
inline constexpr size_t kNumKinds = 6;
inline constexpr size_t kNumTemplates = 48;
inline constexpr size_t kNumValues = 64;
inline constexpr size_t kNumWeights = kNumKinds * kNumTemplates * kNumValues;

// One whom a mention may mean, and the rows of the table that speak of it.
struct Candidate {
  size_t referent = kNobody;
  std::vector<uint16_t> features{};
};

// What was chosen of some candidates: its index, and how sure that is.
struct Choice {
  size_t candidate = 0;
  float confidence = 0;
};
// Chooses for `mentions[k]`; those before it have their referents.
using Chooser = std::function<Choice(std::span<const Mention> mentions, size_t k,
                                     std::span<const Candidate> candidates)>;

// How sure is what is told without a choice.
struct Certainty {
  float by_nearness = 0;  // "It said" means the body named last.
  float by_going_on = 0;  // Who spoke goes on.
  float in_voice = 0;  // "I", "we" and "you" in what somebody says mean the speaker and the hearer.
  float outside = 0;   // Outside they mean the document's author and reader.
};

// Somebody whom a document does not name.
struct Unnamed {
  std::string words{};  // As first described.
  NounClass noun_class = NounClass::kUnknown;
};

// What a document's mentions mean. A referent below the number of entities is one of them; others
// are known by their words alone.
struct Discourse {
  std::vector<Mention> mentions{};  // In order.
  std::vector<Unnamed> unnamed{};   // The referent `number of entities + index`.
};

// Who may be meant.
enum class Scope {
  kSpeakers,   // Those with names, and those who say something.
  kEverybody,  // Each person or body of whom a noun phrase speaks, too.
};

// Resolves `mentions`, which are in order and hold the names, and returns them with their referents;
// they are of no use when `budget` is spent.
//   Cost: O(tokens + mentions).
Discourse ResolveMentions(const WordBook& words, const syntax::Syntax& syntax,
                          const std::vector<entities::Entity>& entities,
                          std::vector<Mention> mentions, const Chooser& choose,
                          const Certainty& sure, Scope scope, const text::Budget& budget = {});

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_ANTECEDENTS_H_
