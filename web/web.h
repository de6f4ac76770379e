// The page's files, held in the program.

#ifndef TEXTANALYSIS_WEB_WEB_H_
#define TEXTANALYSIS_WEB_WEB_H_

#include <string_view>

namespace textanalysis::web {

// Returns the content of a file of this folder that the page or a report is made of, of openapi.yaml,
// name_genders.tsv, titles.tsv, common_bodies.tsv or word_uses.tsv; empty for any other name.
//   Example: File("style.css")
std::string_view File(std::string_view name);

}  // namespace textanalysis::web

#endif  // TEXTANALYSIS_WEB_WEB_H_
