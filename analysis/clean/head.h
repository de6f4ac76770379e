// What a page states of itself outside its text: JSON-LD and <meta>.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_HEAD_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_HEAD_H_

#include <string>
#include <string_view>
#include <vector>

namespace textanalysis::clean {

// What a <meta> element states.
enum class MetaField {
  kTitle,
  kPublished,
  kDated,  // A day that may be the publication's, or the record's.
  kModified,
  kAuthor,
  kDescription,
  kSite,
  kPublisher,
  kSection,
  kType,
  kAddress,
  kImage,
  kTag,
  kKeywords,
  kCardLabel,
  kCardDatum
};

// What JSON-LD says of an article; empty where it says nothing.
struct ArticleData {
  int rank = 0;  // How surely it is the page's, by its type: 1 to 3.
  std::string headline, section, description;
  std::string published, modified;  // As stated.
  std::vector<std::string> authors;
  std::string publisher, image, address;
  std::vector<std::string> tags;
};

// Statements of one page, each the first of its kind. Empty when absent.
struct Head {
  std::string headline;    // JSON-LD.
  std::string meta_title;  // og:title, twitter:title.
  std::string page_title;  // <title>.
  std::string site_name;
  std::string data_site_name;  // JSON-LD.
  std::string publisher;       // <meta name="publisher">.
  std::string description;
  std::string section;
  std::string language;            // BCP-47.
  std::string address;             // og:url.
  std::string canonical;           // <link rel="canonical">.
  std::string image;               // og:image, twitter:image.
  std::vector<std::string> tags;   // article:tag.
  std::string keywords;            // Between commas.
  std::vector<std::string> types;  // JSON-LD's of any node, og:type.
  std::vector<std::string> authors;
  std::string article_body;  // JSON-LD.
  std::string published;     // As a <meta> states it.
  std::string dated;         // As one states it that does not say of what.
  std::string modified;
  std::vector<ArticleData> articles;
  // twitter:label1, twitter:data1 and so on.
  std::vector<std::string> card_labels, card_data;

  // Takes what a <meta> element states.
  void AddMeta(MetaField field, std::string_view content);
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_HEAD_H_
