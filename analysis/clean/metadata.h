// What a page says of its article: who wrote it and when, its section, and where it stands.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_METADATA_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_METADATA_H_

#include <string_view>
#include <vector>

#include "analysis/clean/authors.h"
#include "analysis/clean/document.h"
#include "analysis/clean/html.h"
#include "analysis/clean/metadata_scores.h"
#include "analysis/clean/page_tables.h"
#include "analysis/clean/title.h"

namespace textanalysis::clean {

// Immutable; safe for any number of threads.
class MetadataReader {
 public:
  // The tables must outlive the reader.
  MetadataReader(const PageTables& tables, const MetadataScores& scores)
      : tables_(tables), scores_(scores), authors_(tables.words, tables.references) {}

  const MetadataScores& scores() const { return scores_; }

  // Fills in the metadata of a page whose blocks have been decided on. `address` is the page's own
  // as the caller knows it, or empty.
  //   Cost: O(page).
  void Read(std::string_view html, const Page& page, const Title& title, std::string_view address,
            CleanedDocument* document) const;

  // Fills in what the lines of a plain text state around its title: who wrote it and on what day.
  void Read(std::string_view text, const std::vector<Block>& blocks,
            CleanedDocument* document) const;

 private:
  // Whether a line around the title of a plain text, which names nobody, is its section.
  bool IsSectionLine(const Block& b, const CleanedDocument& document) const;

  const PageTables& tables_;
  const MetadataScores scores_;
  AuthorReader authors_;
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_METADATA_H_
