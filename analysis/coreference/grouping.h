// Groups the names of a document into entities.

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_GROUPING_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_GROUPING_H_

#include <string>
#include <string_view>
#include <vector>

#include "analysis/coreference/words.h"
#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/reader/reading.h"
#include "analysis/text/budget.h"
#include "analysis/text/keyed_map.h"

namespace textanalysis::coreference {

// Immutable; safe for any number of threads.
class Grouper {
 public:
  // Reads the lexicon sections; the bundle must outlive the grouper. A name's type of a probability
  // below `doubtful` yields to what stands beside it.
  Grouper(const model::Bundle& bundle, float doubtful);

  // Returns the entities behind `names`, by first mention, without their salience. They are of no
  // use when `budget` is spent.
  //
  // People join by their full names, where a nickname counts as its given name. A part of a name
  // alone joins the person before it whose name has those words, else the first such person after
  // it. Titles of different genders, and "Jr." on one of two full names, keep people apart. A name
  // read as a body's is a person's where the text says so: by an age or an occupation after it, or
  // as a surname of several words that stands alone elsewhere.
  //
  // Other names join when one of these holds:
  //  - they are equal but for case, a leading article and full stops;
  //  - one is the other's initials or its known short form, or stands in brackets right after it;
  //  - one lacks no more than the form of a body ("Labour", "Labour Party");
  //  - one stands after the full name and lacks the nation before it ("US Supreme Court"), or all
  //    but the first word of a company's name ("Norvida Steel Ltd");
  //  - one has the words around "of" in the other order.
  // Equal names of one type are of one kind, which the scores of all of them tell.
  //
  // Names that dictionaries know join by id, and no entity has two ids; `known` is what
  // TaggedName::known counts.
  std::vector<entities::Entity> Group(const syntax::Syntax& syntax,
                                      const std::vector<reader::TaggedName>& names,
                                      const std::vector<entities::KnownEntity>& known = {},
                                      const text::Budget& budget = {}) const;

 private:
  class Run;

  std::string KeyOf(const std::string& name) const;
  bool IsNickname(const std::vector<std::string>& a, const std::vector<std::string>& b) const;
  std::vector<reader::TaggedName> Settle(const syntax::Syntax& syntax,
                                         const std::vector<reader::TaggedName>& names,
                                         const text::KeyedSet<std::string>& ends,
                                         text::Pace* pace) const;
  void TakeGeneration(const syntax::Syntax& syntax, size_t limit, syntax::TokenRange* name) const;
  std::string OtherKeyOf(const std::string& name) const;
  void AddUpKinds(const syntax::Syntax& syntax, text::Pace* pace,
                  std::vector<reader::TaggedName>* names) const;
  bool IsPost(const syntax::Syntax& syntax, syntax::TokenRange name) const;
  bool IsTrade(const syntax::Syntax& syntax, const reader::TaggedName& name) const;
  void DropPreposition(const syntax::Syntax& syntax, syntax::TokenRange* name) const;
  bool IsPersonByText(const syntax::Syntax& syntax, syntax::TokenRange name) const;
  bool IsWhatOneIs(const syntax::Syntax& syntax, size_t token) const;
  syntax::TokenRange WithoutTitle(const syntax::Syntax& syntax,
                                  const reader::TaggedName& name) const;
  entities::Gender GenderToldOf(const syntax::Syntax& syntax, const reader::TaggedName& name) const;
  entities::Gender GenderOfGivenName(const syntax::Syntax& syntax,
                                     const reader::TaggedName& name) const;

  float doubtful_;
  WordBook words_;
  model::Lexicon name_genders_;
  model::Lexicon nicknames_;
  model::Lexicon aliases_;
  model::Lexicon name_forms_;
};

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_GROUPING_H_
