// Groups the names of a document into entities.

#ifndef TEXTANALYSIS_ANALYSIS_COREFERENCE_GROUPING_H_
#define TEXTANALYSIS_ANALYSIS_COREFERENCE_GROUPING_H_

#include <string_view>
#include <vector>

#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/reader/reading.h"

namespace textanalysis::coreference {

// Immutable; safe for any number of threads.
class Grouper {
 public:
  // Reads the lexicon sections; the bundle must outlive the grouper.
  explicit Grouper(const model::Bundle& bundle);

  // Returns the entities behind `names`, by first mention. People join by full name, then a surname
  // or given name alone joins the latest person before it who bears it (else the first after it),
  // unless titles tell different genders. Other names join when equal but for case and a leading
  // article, or when one is the other's initials. Salience is not set.
  std::vector<entities::Entity> Group(const syntax::Syntax& syntax,
                                      const std::vector<reader::TaggedName>& names) const;

 private:
  entities::EntityType TypeOf(const syntax::Syntax& syntax, const reader::TaggedName& name,
                              const std::string& lower) const;
  entities::EntityType OtherType(const syntax::Syntax& syntax, const reader::TaggedName& name,
                                 const std::string& lower) const;
  syntax::TokenRange WithoutTitle(const syntax::Syntax& syntax,
                                  const reader::TaggedName& name) const;
  entities::Gender GenderOf(const syntax::Syntax& syntax, const reader::TaggedName& name) const;

  model::Lexicon name_genders_;
  model::Lexicon titles_;
  model::Lexicon name_kinds_;
  std::vector<std::string> demonyms_;  // Sorted.
  std::vector<std::string> polities_;  // Sorted: countries and capitals.
};

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_ANALYSIS_COREFERENCE_GROUPING_H_
