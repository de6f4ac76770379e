#include "analysis/clean/linked_data.h"

#include <algorithm>
#include <utility>

#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

constexpr size_t kMaxBytes = 1'000'000;
constexpr int kMaxDepth = 8;
constexpr size_t kMaxTypes = 12;
constexpr size_t kMaxArticles = 16;
constexpr size_t kMaxAgents = 100;
constexpr size_t kMaxTags = 60;
constexpr size_t kMaxTagBytes = 80;

// XHTML pages wrap their scripts in <![CDATA[ … ]]>.
std::string_view WithoutCdata(std::string_view data) {
  constexpr std::string_view kOpening = "<![CDATA[";
  const size_t begin = data.find(kOpening);
  if (begin == std::string_view::npos) return data;
  data.remove_prefix(begin + kOpening.size());
  return data.substr(0, data.rfind("]]>"));
}

// The first string of `value`: itself, of its first element, or of its `name`.
std::string FirstString(const Json& value, int depth = 0) {
  if (value.kind == Json::Kind::kString || value.kind == Json::Kind::kNumber) return value.text;
  if (depth == kMaxDepth) return "";
  if (value.kind == Json::Kind::kArray && !value.items.empty())
    return FirstString(value.items[0], depth + 1);
  const Json* const name = value.Find("name");
  return name == nullptr ? "" : FirstString(*name, depth + 1);
}

std::string StringOf(const Json& node, std::string_view member) {
  const Json* const value = node.Find(member);
  return value == nullptr ? "" : FirstString(*value);
}

// An address: a string, or the `url` or `@id` of an object.
std::string AddressOf(const Json* value, int depth = 0) {
  if (value == nullptr || depth == kMaxDepth) return "";
  if (value->kind == Json::Kind::kString) return value->text;
  if (!value->items.empty()) return AddressOf(&value->items[0], depth + 1);
  for (const char* member : {"url", "contentUrl", "@id"}) {
    if (const Json* const inner = value->Find(member)) return AddressOf(inner, depth + 1);
  }
  return "";
}

std::vector<std::string> TypesOf(const Json& node) {
  std::vector<std::string> out;
  const Json* const type = node.Find("@type");
  if (type == nullptr) return out;
  if (type->kind == Json::Kind::kString) out.push_back(type->text);
  for (const Json& one : type->items) {
    if (one.kind == Json::Kind::kString) out.push_back(one.text);
  }
  return out;
}

void SetOnce(std::string* field, std::string_view value) {
  if (field->empty()) *field = std::string(text::Trim(value));
}

void AddTags(const Json& value, std::vector<std::string>* tags) {
  for (const Json& one : value.items) AddTags(one, tags);
  const std::string all = value.items.empty() ? FirstString(value) : "";
  for (size_t begin = 0; begin < all.size();) {
    const size_t end = std::min(all.find(',', begin), all.size());
    const std::string_view tag = text::Trim(std::string_view(all).substr(begin, end - begin));
    if (!tag.empty() && tag.size() <= kMaxTagBytes && tags->size() < kMaxTags)
      tags->emplace_back(tag);
    begin = end + 1;
  }
}

}  // namespace

int LinkedData::RankOf(const Json& node) const {
  int rank = 0;
  for (const std::string& type : TypesOf(node)) rank = std::max(rank, names_.ArticleRank(type));
  return rank;
}

void LinkedData::Add(std::string_view script) {
  if (script.size() > kMaxBytes - bytes_) return;
  bytes_ += script.size();
  script = WithoutCdata(script);
  // Some pages escape their scripts as if they were text.
  const bool is_escaped = script.find('"') == std::string_view::npos;
  scripts_.push_back(is_escaped ? ReadLenientJson(references_.Decode(script))
                                : ReadLenientJson(script));
  for (Json& node : scripts_.back()) {
    Decode(&node);
    Index(node);
  }
}

void LinkedData::Decode(Json* node) const {
  if (node->text.find('&') != std::string::npos) node->text = references_.Decode(node->text);
  for (auto& [name, value] : node->members) Decode(&value);
  for (Json& item : node->items) Decode(&item);
}

void LinkedData::Index(const Json& node) {
  // A reference has nothing but its @id.
  if (const Json* const id = node.Find("@id"); id != nullptr && node.members.size() > 1)
    nodes_.try_emplace(id->text, &node);
  for (const auto& [name, value] : node.members) Index(value);
  for (const Json& item : node.items) Index(item);
}

const Json& LinkedData::Resolved(const Json& node) const {
  const Json* const id = node.Find("@id");
  if (id == nullptr || node.members.size() > 2) return node;
  const auto it = nodes_.find(id->text);
  return it == nodes_.end() ? node : *it->second;
}

std::string LinkedData::NameOf(const Json& node, int depth) const {
  const Json& agent = Resolved(node);
  if (agent.kind == Json::Kind::kString) return agent.text;
  if (depth == kMaxDepth) return "";
  if (const Json* const name = agent.Find("name")) return FirstString(*name);
  const std::string given = StringOf(agent, "givenName"), family = StringOf(agent, "familyName");
  return given.empty() || family.empty() ? given + family : given + " " + family;
}

void LinkedData::AddAgents(const Json& node, int depth, std::vector<std::string>* names) const {
  if (depth == kMaxDepth || names->size() == kMaxAgents) return;
  if (!node.items.empty()) {
    for (const Json& one : node.items) AddAgents(one, depth + 1, names);
    return;
  }
  const Json* const name = Resolved(node).Find("name");
  if (name != nullptr && !name->items.empty()) return AddAgents(*name, depth + 1, names);
  if (std::string one = NameOf(node); !one.empty()) names->push_back(std::move(one));
}

ArticleData LinkedData::ReadArticle(const Json& node) const {
  ArticleData out;
  out.rank = RankOf(node);
  out.headline = StringOf(node, "headline");
  out.section = StringOf(node, "articleSection");
  out.published = StringOf(node, "datePublished");
  if (out.published.empty()) out.published = StringOf(node, "dateCreated");
  out.modified = StringOf(node, "dateModified");
  out.description = StringOf(node, "description");
  for (const char* member : {"author", "creator"}) {
    if (const Json* const agents = node.Find(member); agents != nullptr && out.authors.empty())
      AddAgents(*agents, 0, &out.authors);
  }
  if (const Json* const publisher = node.Find("publisher")) out.publisher = NameOf(*publisher);
  if (const Json* const image = node.Find("image"))
    out.image = AddressOf(image->items.empty() ? &Resolved(*image) : &Resolved(image->items[0]));
  out.address = AddressOf(node.Find("url"));
  if (out.address.empty()) out.address = AddressOf(node.Find("mainEntityOfPage"));
  if (const Json* const keywords = node.Find("keywords")) AddTags(*keywords, &out.tags);
  return out;
}

void LinkedData::ReadSite(const Json& node, Head* head) const {
  for (const std::string& type : TypesOf(node)) {
    if (type == "WebSite") SetOnce(&head->data_site_name, StringOf(node, "name"));
  }
}

void LinkedData::ReadNode(const Json& node, int depth, Head* head) const {
  if (depth > kMaxDepth) return;
  for (const Json& one : node.items) ReadNode(one, depth + 1, head);
  if (node.members.empty()) return;
  const std::vector<std::string> types = TypesOf(node);
  for (const std::string& type : types) {
    if (head->types.size() < kMaxTypes) head->types.push_back(type);
  }
  if (RankOf(node) > 0) {
    SetOnce(&head->headline, StringOf(node, "headline"));
    SetOnce(&head->description, StringOf(node, "description"));
    SetOnce(&head->language, StringOf(node, "inLanguage"));
    SetOnce(&head->article_body, StringOf(node, "articleBody"));
  }
  if (RankOf(node) > 0 && head->articles.size() < kMaxArticles)
    head->articles.push_back(ReadArticle(node));
  ReadSite(node, head);
  for (const char* member : {"@graph", "mainEntity"}) {
    if (const Json* const inner = node.Find(member)) ReadNode(*inner, depth + 1, head);
  }
}

void LinkedData::Tell(Head* head) const {
  for (const std::vector<Json>& script : scripts_) {
    for (const Json& node : script) ReadNode(node, 0, head);
  }
}

}  // namespace textanalysis::clean
