// Where a text says who somebody is, beside the name: "state advocate Yuri Gangai", "Hugh Hill, 61, a
// doctor", "the UN envoy, Elena Kostas".

#ifndef TEXTANALYSIS_ANALYSIS_SOURCING_ROLES_H_
#define TEXTANALYSIS_ANALYSIS_SOURCING_ROLES_H_

#include <optional>

#include "analysis/coreference/words.h"
#include "analysis/sourcing/source_words.h"
#include "analysis/syntax/syntax.h"

namespace textanalysis::sourcing {

// What tells nouns for people.
struct RoleWords {
  const coreference::WordBook& book;
  const SourceWords& sources;
};

// Returns the role that is stated right after or before `name`, without an article; nothing where no
// noun for people stands there.
//   Requires: a non-empty range.
//   Cost: O(1): a few tokens on both sides.
std::optional<syntax::TokenRange> RoleBeside(const syntax::Syntax& syntax, const RoleWords& words,
                                             syntax::TokenRange name);

// Returns whether a token is a noun for people: "minister", "vice-presidents".
bool IsForPeople(const syntax::Syntax& syntax, const RoleWords& words, size_t token);

// Returns the noun of a phrase that says what it is: the last word before a complement.
//   Requires: a non-empty range.
size_t HeadOf(const syntax::Syntax& syntax, const RoleWords& words, syntax::TokenRange phrase);

// Returns `tokens` without an article before them.
syntax::TokenRange WithoutArticle(const syntax::Syntax& syntax, const RoleWords& words,
                                  syntax::TokenRange tokens);

}  // namespace textanalysis::sourcing

#endif  // TEXTANALYSIS_ANALYSIS_SOURCING_ROLES_H_
