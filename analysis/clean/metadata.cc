#include "analysis/clean/metadata.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "analysis/clean/article_page.h"
#include "analysis/clean/inner_text.h"
#include "analysis/clean/page_authors.h"
#include "analysis/clean/page_days.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

// What a page states of its article beside authors and days.
class Statements {
 public:
  explicit Statements(const ArticlePage& page) : page_(page) {}

  void FillSection(CleanedDocument* out) const {
    for (const std::string* declared : {&page_.article().section, &page_.head().section}) {
      const std::string value = PlainStatement(*declared, page_.references());
      if (IsSection(value, *out)) {
        out->section = Metadata{value, {}};
        return;
      }
    }
    for (const Mark& m : page_.page().marks) {
      if (!(m.kinds & BitOf(MarkKind::kSection)) ||
          AuthorStrengthOf(m.kinds, page_.scores().author) > 0)
        continue;
      const size_t block = page_.BlockAt(m.source.begin);
      if (block + 4 < page_.place().title || block > page_.place().title + 3 ||
          page_.IsOutside(block) || page_.blocks()[block].furniture)
        continue;
      const std::string value = FirstTextIn(m);
      if (!IsLabel(value) || IsOfMore(m, block) || !IsSection(value, *out)) continue;
      out->section = Metadata{value, m.source};
      return;
    }
  }

  void FillOthers(CleanedDocument* out) const {
    for (const std::string* address : {&page_.head().canonical, &page_.head().address}) {
      if (out->canonical_url.empty() && address->find("://") != std::string::npos)
        out->canonical_url = PlainStatement(*address, page_.references());
    }
    out->site_name = SiteName();
    out->description = PlainStatement(
        page_.head().description.empty() ? page_.article().description : page_.head().description,
        page_.references());
    out->image_url =
        PlainStatement(page_.head().image.empty() ? page_.article().image : page_.head().image,
                       page_.references());
    AddTags(out);
  }

 private:
  std::string SiteName() const {
    return PlainStatement(!page_.head().site_name.empty()        ? page_.head().site_name
                          : !page_.head().data_site_name.empty() ? page_.head().data_site_name
                                                                 : page_.article().publisher,
                          page_.references());
  }

  // The text of an element up to the first element within it that follows text.
  std::string FirstTextIn(const Mark& mark) const {
    std::string inner = page_.Inner(mark.source);
    while (!inner.empty() && (inner.front() == kTagPlace || inner.front() == ' '))
      inner.erase(0, 1);
    return text::CollapseSpace(inner.substr(0, inner.find(kTagPlace)));
  }

  // Whether a text is a label: a few words, and not the name of the site.
  bool IsLabel(const std::string& value) const {
    const bool is_name = !value.empty() && !text::IsLower(text::DecodeAt(value, 0).value);
    if (!is_name || text::CountWords(value) > 3 || SaysToAct(value) || text::EndsSentence(value))
      return false;
    return NameKey(value) != NameKey(SiteName());
  }

  // Whether what an element begins with is part of more than a label: of the headline that it holds, of
  // a caption, of a sentence; or heads a part of the article.
  bool IsOfMore(const Mark& mark, size_t block) const {
    const Block& holder = page_.blocks()[block];
    const size_t title = page_.place().title;
    const bool holds_title = block == title && mark.source.end >= SourceOf(holder).end;
    const bool heads_part = block > title && holder.role == BlockRole::kHeading;
    return holds_title || heads_part || holder.role == BlockRole::kCaption ||
           text::EndsSentence(holder.text);
  }

  // What is no section: buttons, names of authors, numbers, names for programs ("news_world").
  bool IsSection(std::string_view value, const CleanedDocument& document) const {
    if (value.empty() || value.size() > 60 || text::CountWords(value) > 6) return false;
    if (text::CountWords(value) == 0 || value.ends_with(':') || value.find('_') != value.npos)
      return false;
    if (!page_.days().Find(value, page_.style()).empty()) return false;
    if (page_.words().Is(text::ToLower(value), WordKind::kNoSection)) return false;
    const std::string key = NameKey(value);
    return std::none_of(document.author_names.begin(), document.author_names.end(),
                        [&key](const std::string& name) { return NameKey(name) == key; });
  }

  // Whether a text is what buttons say: "Back to blog", "Share article".
  bool SaysToAct(std::string_view value) const {
    bool out = false;
    ForEachWord(value, [&](const std::string& word) {
      out = out || page_.words().Is(word, WordKind::kNoSection);
    });
    return out;
  }

  // What programs number things by: "98be933f-38cf-4fba-b6c6-ad438e82010a".
  static bool IsNumbering(std::string_view tag) {
    return tag.size() >= 32 &&
           tag.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
  }

  void AddTag(std::string_view raw, CleanedDocument* out) const {
    std::string tag = PlainStatement(raw, page_.references());
    const bool is_known = text::IsOneOf(tag, out->tags);
    if (!tag.empty() && tag.size() <= 80 && !IsNumbering(tag) && !is_known && out->tags.size() < 60)
      out->tags.push_back(std::move(tag));
  }

  // Adds the tags between commas, of which those of a title ("Food, Nutrition") have a space behind.
  void AddList(std::string_view list, bool with_titles, CleanedDocument* out) const {
    size_t begin = 0;
    for (size_t at = 0; at <= list.size(); ++at) {
      const bool is_within =
          at < list.size() &&
          (list[at] != ',' || (with_titles && list.substr(at).starts_with(", ")));
      if (is_within) continue;
      AddTag(list.substr(begin, at - begin), out);
      begin = at + 1;
    }
  }

  void AddTags(CleanedDocument* out) const {
    for (const std::string& tag : page_.head().tags) AddList(tag, true, out);
    if (out->tags.empty()) {
      for (const std::string& tag : page_.article().tags) AddTag(tag, out);
    }
    if (out->tags.empty()) AddList(page_.head().keywords, false, out);
    if (!out->tags.empty()) return;
    for (const Mark& m : page_.page().marks) {
      if (!(m.kinds & BitOf(MarkKind::kTag)) || page_.IsOutside(page_.BlockAt(m.source.begin)))
        continue;
      std::string inner = page_.Inner(m.source);
      std::replace(inner.begin(), inner.end(), kTagPlace, ' ');
      AddTag(inner, out);
    }
  }

  const ArticlePage& page_;
};

// The day that a line around the title of a text states; its distance from the title decides.
std::optional<absl::CivilDay> DayNearTitle(const std::vector<Block>& blocks,
                                           const DayReader& days) {
  constexpr ptrdiff_t kBefore = 5, kAfter = 12;
  const auto title = std::find_if(blocks.begin(), blocks.end(),
                                  [](const Block& b) { return b.role == BlockRole::kTitle; });
  if (title == blocks.end()) return std::nullopt;
  const ptrdiff_t before = std::min(kBefore, title - blocks.begin());
  const ptrdiff_t after = std::min(kAfter, blocks.end() - title);
  for (ptrdiff_t distance = 1; distance <= std::max(before, after); ++distance) {
    for (const ptrdiff_t offset : {distance, -distance}) {
      if (offset >= after || -offset > before) continue;
      const Block& b = title[offset];
      if (b.text.size() > kMaxLineBytes || text::EndsSentence(b.text)) continue;
      const std::vector<FoundDay> found = days.Find(b.text, {});
      if (!found.empty()) return found.front().day;
    }
  }
  return std::nullopt;
}

}  // namespace

void MetadataReader::Read(std::string_view html, const Page& page, const Title& title,
                          std::string_view address, CleanedDocument* document) const {
  const ArticlePage article(html, page, title, address, tables_, scores_);
  FillAuthors(article, authors_, document);
  FillDays(article, document);
  const Statements statements(article);
  statements.FillSection(document);
  statements.FillOthers(document);
}

// Behind the byline stand places and photographers; without a title, a salutation or "Draft".
bool MetadataReader::IsSectionLine(const Block& b, const CleanedDocument& document) const {
  const bool has_digit = std::any_of(b.text.begin(), b.text.end(), absl::ascii_isdigit);
  return !document.byline && !document.section && text::CountWords(b.text) <= 2 &&
         text::StartsUpper(b.text) && !has_digit && b.text.back() != ':' &&
         !tables_.words.Is(text::ToLower(b.text), WordKind::kNoSection);
}

void MetadataReader::Read(std::string_view text, const std::vector<Block>& blocks,
                          CleanedDocument* document) const {
  const bool has_title = std::any_of(blocks.begin(), blocks.end(), [](const Block& b) {
    return b.role == BlockRole::kTitle && !b.removal && !b.pieces.empty();
  });
  for (const Block& b : blocks) {
    if (b.pieces.empty()) continue;
    if (b.role == BlockRole::kTitle && !b.removal && !document->title)
      document->title = Metadata{b.text, SourceOf(b)};
    if (b.removal != RemovalReason::kMetadata || b.text.size() > kMaxLineBytes) continue;
    Signature names = authors_.Line(text::CollapseSpace(Slice(text, SourceOf(b))));
    if (!names.people.empty() && !document->byline) {
      document->byline = Metadata{b.text, SourceOf(b)};
      document->author_names = std::move(names.people);
    } else if (has_title && names.empty() && IsSectionLine(b, *document)) {
      document->section = Metadata{b.text, SourceOf(b)};
    }
  }
  document->publish_day = DayNearTitle(blocks, tables_.days);
}

}  // namespace textanalysis::clean
