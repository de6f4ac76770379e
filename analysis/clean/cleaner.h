// Cleans a document: removes markup and furniture, and tells where each kept byte came from.
//
//   absl::StatusOr<Cleaner> cleaner = Cleaner::Create(*bundle);
//   absl::StatusOr<CleanedDocument> page =
//       cleaner->Clean(html, Form::kHtml, Profile::kArticle, budget);

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_CLEANER_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_CLEANER_H_

#include <memory>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "analysis/clean/classifier.h"
#include "analysis/clean/document.h"
#include "analysis/clean/html.h"
#include "analysis/clean/metadata.h"
#include "analysis/clean/page_tables.h"
#include "analysis/model/bundle.h"
#include "analysis/text/budget.h"

namespace textanalysis::clean {

// How much of a page stays.
enum class Profile {
  kArticle,      // The main article: title, body, captions.
  kVisibleText,  // Everything that a reader would see.
};

// Immutable; safe for any number of threads.
class Cleaner {
 public:
  // Reads tables and networks; the bundle must outlive the cleaner.
  //   Errors: DataLoss when the networks or the scores of metadata are missing or damaged.
  static absl::StatusOr<Cleaner> Create(const model::Bundle& bundle);

  // Returns the cleaned document; `address` is the page's own, where the caller knows it. The
  // document's text stays as it is when it is cleaned again as plain text, unless an invisible
  // character that was removed had parted a character reference or a garbled sequence.
  //   Requires: `source` is well-formed UTF-8.
  //   Errors: the budget's.
  //   Cost: O(source.size()).
  absl::StatusOr<CleanedDocument> Clean(std::string_view source, Form form, Profile profile,
                                        const text::Budget& budget,
                                        std::string_view address = {}) const;

 private:
  Cleaner(const model::Bundle& bundle, Classifier classifier, const MetadataScores& scores)
      : classifier_(std::move(classifier)),
        tables_(std::make_unique<const PageTables>(bundle)),
        metadata_(*tables_, scores) {}

  absl::StatusOr<CleanedDocument> CleanText(std::string_view source, Profile profile,
                                            const text::Budget& budget) const;
  // Marks furniture until what stays would be left as it is if it were cleaned again, in four
  // rounds at most. Returns what the first one said.
  absl::StatusOr<Judgement> MarkLines(std::vector<Block>* blocks, const text::Budget& budget) const;
  struct Source {
    Form form;
    bool is_short;
  };
  // Sets kind and confidence.
  void Conclude(const std::vector<Block>& blocks, const Head& head, const Judgement& judgement,
                Source source, const text::Budget& budget, CleanedDocument* document) const;
  absl::StatusOr<CleanedDocument> CleanPage(std::string_view source, Page page, Profile profile,
                                            std::string_view address,
                                            const text::Budget& budget) const;

  Classifier classifier_;
  std::unique_ptr<const PageTables> tables_;
  MetadataReader metadata_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_CLEANER_H_
