// Cleans a document: removes markup and furniture, and tells where each kept byte came from.
//
//   Cleaner cleaner(*bundle);
//   absl::StatusOr<CleanedDocument> page = cleaner.Clean(html, Form::kHtml, {}, budget);

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_CLEANER_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_CLEANER_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "analysis/clean/document.h"
#include "analysis/clean/furniture.h"
#include "analysis/model/bundle.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

enum class Form { kPlainText, kHtml };

// How much of a page stays.
enum class Profile {
  kArticle,      // The main article: title, body, captions.
  kVisibleText,  // Everything that a reader would see.
};

// Immutable; safe for any number of threads.
class Cleaner {
 public:
  explicit Cleaner(const model::Bundle& bundle) : furniture_(bundle) {}

  // Returns the cleaned document.
  //   Requires: `source` is well-formed UTF-8.
  //   Errors: the budget's.
  //   Cost: O(source.size()).
  absl::StatusOr<CleanedDocument> Clean(std::string_view source, Form form, Profile profile,
                                        const text::Budget& budget) const;

 private:
  FurnitureTable furniture_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_CLEANER_H_
