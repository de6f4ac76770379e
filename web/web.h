// The playground's files, held in the program.

#ifndef TEXTANALYSIS_WEB_WEB_H_
#define TEXTANALYSIS_WEB_WEB_H_

#include <string_view>

namespace textanalysis::web {

// Returns the content of index.html, style.css, view.js, page.js or openapi.yaml; empty for any other name.
std::string_view File(std::string_view name);

}  // namespace textanalysis::web

#endif  // TEXTANALYSIS_WEB_WEB_H_
