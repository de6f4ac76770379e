// What single words, and endings of words, are to mentions and to the clauses that report.
//
//   const WordUses uses(*bundle);
//   if (uses.Is("whose", WordUse::kRelative)) …

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_WORD_USES_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_WORD_USES_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/model/bundle.h"

namespace textanalysis::coreference {

// What a word may be to a mention or a reporting clause; word_uses.cc lists their names in this order.
enum class WordUse : uint8_t {
  kDefinite,         // The definite article.
  kDeterminer,       // Begins a description.
  kPossessor,        // A possessive before a noun: "my".
  kWhose,            // A possessive that is nothing else: "his", but not "her".
  kDemonstrative,    // "this"
  kPossessive,       // Marks a possessive: "'s".
  kMale,             // A pronoun for a man.
  kFemale,           // A pronoun for a woman.
  kThing,            // A pronoun for a thing.
  kPronoun,          // May speak.
  kNominative,       // A pronoun of the third person as a subject.
  kObject,           // A pronoun of the third person as an object.
  kRelative,         // "who"
  kFirstPerson,      // "I", "our"
  kSecondPerson,     // "you"
  kStop,             // Is no part of a description before its noun.
  kEndsDescription,  // Ends a description after a name.
  kTie,              // Ties a complement to a noun: "of".
  kOf,
  kAnd,
  kBreaks,            // Begins another clause.
  kCopula,            // Stands between a name and what it is said to be.
  kBeing,             // "been"
  kReports,           // A verb of reporting that is a word of grammar, too.
  kCalled,            // Says how something is called.
  kDisplays,          // Says what a sign shows: "reading".
  kPassing,           // May stand between "called" and marks: "often".
  kAccording,         // With "to" a cue.
  kClose,             // With "to" a complement: "a source close to …".
  kPosting,           // Before where words were posted: "via".
  kQuestion,          // Labels an interview's question.
  kAnswer,            // Labels an interview's answer.
  kAdverb,            // May stand between a subject and its verb: "also".
  kParticipleEnding,  // Ends participles that open a sentence.
  kGeneration,        // Parts people of one name: "Jr."
  kPersonEnding,      // Ends nouns for people.
  kAgentEnding,       // Ends nouns that may be for people: "tuner".
  kPeopleEnding,      // Ends adjectives for whole peoples: "the French".
  kBe,                // A form of "be".
  kAddressed,         // After a form of "be": its subject hears what is said.
  kAnyBody,           // "the group": a body of whatever kind.
  kAlsoBody,          // A noun for people that is said of bodies, too: "an ally".
  kPlural,            // A noun for several people as it stands: "children".
  kSeveral,           // A pronoun of the first person for several: "we".
  kPlace,             // A noun for a place that acts as a body: "city".
  kLatter,            // "the latter": who was named last.
  kFormer,            // "the former": who was named before them.
  kPostNominal,       // After a name, and no part of it: "KC".
  kMarries,           // Before a name makes it a spouse's: "married".
  kSpouse,            // A noun for who is married.
  kAs,                // Before what somebody serves as.
  kKin,               // A noun for one relative of somebody: "father".
  kBorn,              // Before the name that somebody had before: "née".
  kSays,              // The plainest verb of reporting: "said".
  kIssued,            // Says what whoever gave it out says: "statement".
  kQuestions,         // Its object is asked, and may answer: "quizzed".
  kReply,             // Says that who speaks was spoken to: "replied", "came the reply".
  kAgent,             // After a passive verb, before who acts: "by".
  kAdds,              // Says that who speaks has spoken: "added".
};
inline constexpr size_t kNumWordUses = 59;

// Immutable; safe for any number of threads.
class WordUses {
 public:
  // Reads section "word_uses"; the bundle must outlive it.
  explicit WordUses(const model::Bundle& bundle);

  // Returns whether `lower`, in lower case, has that use.
  bool Is(std::string_view lower, WordUse use) const;
  // Returns the words of a use, in the table's order.
  const std::vector<std::string_view>& Of(WordUse use) const {
    return words_[static_cast<size_t>(use)];
  }
  // Returns whether `lower` ends in a word of `use`.
  bool EndsIn(std::string_view lower, WordUse use) const;

 private:
  std::unordered_map<std::string_view, uint64_t> uses_;  // A bit for each use.
  std::array<std::vector<std::string_view>, kNumWordUses> words_;
};

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_WORD_USES_H_
