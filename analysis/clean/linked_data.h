// What the JSON-LD of a page says of its article.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_LINKED_DATA_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_LINKED_DATA_H_

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analysis/clean/head.h"
#include "analysis/clean/html_names.h"
#include "analysis/clean/lenient_json.h"
#include "analysis/clean/references.h"

namespace textanalysis::clean {

// The JSON-LD scripts of one page, which may refer to each other's nodes.
class LinkedData {
 public:
  // Both must outlive it.
  LinkedData(const HtmlNames& names, const References& references)
      : names_(names), references_(references) {}

  // Takes the contents of a script; a million bytes are read at most, of all scripts together.
  //   Cost: O(script.size()).
  void Add(std::string_view script);

  // Writes into `head` what the nodes say of articles and of the site.
  //   Cost: O(bytes added).
  void Tell(Head* head) const;

 private:
  // Decodes the references of a node's texts, for many sites put HTML into their JSON.
  void Decode(Json* node) const;
  void Index(const Json& node);
  // How surely the node is the page's article: HtmlNames::ArticleRank().
  int RankOf(const Json& node) const;
  const Json& Resolved(const Json& node) const;
  void ReadNode(const Json& node, int depth, Head* head) const;
  void ReadSite(const Json& node, Head* head) const;
  ArticleData ReadArticle(const Json& node) const;
  std::string NameOf(const Json& node, int depth = 0) const;
  void AddAgents(const Json& node, int depth, std::vector<std::string>* names) const;

  const HtmlNames& names_;
  const References& references_;
  size_t bytes_ = 0;
  std::vector<std::vector<Json>> scripts_;
  std::unordered_map<std::string_view, const Json*> nodes_;  // By @id.
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_LINKED_DATA_H_
