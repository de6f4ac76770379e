// One pass over the tags, by the HTML standard's tokenizer as far as it decides where tags,
// attributes, raw text and character references begin and end.

#include "analysis/clean/skeleton.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "analysis/clean/ascii.h"
#include "analysis/clean/marks.h"
#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

using text::Span;

constexpr size_t kMaxDepth = 400;
// Tags after these are left out, so that memory stays within a multiple of the page: a tag of three
// bytes makes an element of hundreds.
constexpr int kMaxTags = 200'000;
// What a tag or an attribute costs, in bytes of plain text.
constexpr size_t kTagBytes = 32;
// Stands for text. No character reference goes on with it.
constexpr char kTextMark = '.';

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool IsAsciiLetter(char c) { return text::IsAsciiLower(c) || text::IsAsciiUpper(c); }
bool EndsName(char c) { return IsSpace(c) || c == '/' || c == '>'; }

// What the skeleton does with a tag.
enum class TagKind : uint8_t {
  kOrdinary,
  kClosesItself,  // The next of its kind, or its parent's end, closes it.
  kCell,          // The same, but within <svg> or <math>.
  kIdle,          // Neither holds text nor parts it; no end tag.
  kInline,        // Does not part text; what it leads to or is called is not asked for.
  kFormatting,    // The same; a tree builder opens it anew in each paragraph until it is closed.
  kMeta,
  kTitle,
  kTextArea,
  kRawText,
  kScript,
  kStyle,
};

// What an end tag of another name does at an open element.
enum class Hold : uint8_t {
  kNone,
  kWeak,             // As kSpecial; its own end tag goes beyond none of these.
  kSpecial,          // Only end tags of special elements go on beyond it (the standard's word).
  kBoundary,         // None does.
  kForeignBoundary,  // None does; its own end tag closes it only as the innermost.
};

// A name in lower case as a number; names of up to eight letters have one each.
constexpr uint64_t KeyOf(std::string_view name) {
  uint64_t key = 0;
  for (const char c : name)
    key = (key >> 56) * 31 ^ (key << 8 | static_cast<unsigned char>(LowerOf(c)));
  return key;
}

struct TagEntry {
  uint64_t key;
  TagKind kind;
  Hold hold;
  constexpr bool operator<(const TagEntry& other) const { return key < other.key; }
};

constexpr auto kTagEntries = [] {
  struct Row {
    TagKind kind;
    std::string_view names;
    Hold hold = Hold::kNone;
  };
  constexpr Row kNames[] = {
      {TagKind::kClosesItself, "p br li dt dd hr html head body frameset"},
      {TagKind::kCell, "td tr th tbody thead caption colgroup option input"},
      {TagKind::kIdle, "img link source wbr area embed track param base col"},
      {TagKind::kInline,
       "span abbr cite q sub sup mark ins del kbd samp var dfn label bdi acronym g path use circle "
       "rect polygon line ellipse"},
      {TagKind::kFormatting, "a b i em strong u s small big font tt strike code nobr"},
      {TagKind::kMeta, "meta"},
      {TagKind::kTitle, "title", Hold::kSpecial},
      {TagKind::kTextArea, "textarea", Hold::kSpecial},
      {TagKind::kRawText, "xmp iframe noembed noframes", Hold::kSpecial},
      {TagKind::kScript, "script"},
      {TagKind::kStyle, "style"},
      {TagKind::kOrdinary,
       "address article aside blockquote button center details dialog dir div dl fieldset "
       "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup listing main menu nav ol "
       "pre section summary ul",
       Hold::kSpecial},
      {TagKind::kOrdinary, "applet marquee object template table", Hold::kBoundary},
      {TagKind::kOrdinary, "noscript select", Hold::kWeak},
      {TagKind::kOrdinary, "foreignobject desc mi mo mn ms mtext", Hold::kForeignBoundary}};
  std::array<TagEntry, 123> entries{};
  size_t n = 0;
  for (const auto& [kind, names, hold] : kNames) {
    for (size_t begin = 0; begin < names.size();) {
      const size_t end = std::min(names.find(' ', begin), names.size());
      entries[n++] = {KeyOf(names.substr(begin, end - begin)), kind, hold};
      begin = end + 1;
    }
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}();
static_assert(kTagEntries[0].key != 0, "the array is as long as the list");

TagEntry EntryOf(std::string_view tag) {
  const TagEntry wanted{KeyOf(tag), TagKind::kOrdinary, Hold::kNone};
  const auto entry = std::lower_bound(kTagEntries.begin(), kTagEntries.end(), wanted);
  return entry != kTagEntries.end() && entry->key == wanted.key ? *entry : wanted;
}

// The elements that the tree builder has open, or more: an end tag that it may not heed closes
// nothing here. What it opens and closes by itself (paragraphs, list items, rows) does not count.
class OpenElements {
 public:
  size_t depth() const { return open_.size(); }
  // Whether what stands here may be no HTML.
  bool InForeign() const { return num_foreign_ > 0; }

  void Open(std::string_view name, Hold hold) {
    open_.push_back({name, KeyOf(name), hold});
    Count(open_.back(), 1);
  }

  //   Cost: O(depth()).
  void Close(std::string_view name, Hold hold) {
    const uint64_t key = KeyOf(name);
    if (num_alike_[Slot(key)] == 0) return;
    const bool closes_special = hold == Hold::kSpecial || hold == Hold::kBoundary;
    for (size_t k = open_.size(); k > 0; --k) {
      const Element& e = open_[k - 1];
      if (e.key == key && EqualsIgnoringCase(e.name, name)) return Remove(k - 1);
      if (hold == Hold::kForeignBoundary || e.hold >= Hold::kBoundary) return;
      if (e.hold >= Hold::kWeak && !closes_special) return;
    }
  }

 private:
  struct Element {
    std::string_view name;
    uint64_t key;
    Hold hold;
  };

  static size_t Slot(uint64_t key) { return key % 64; }

  void Count(const Element& e, int change) {
    num_alike_[Slot(e.key)] += change;
    if (e.key == KeyOf("svg") || e.key == KeyOf("math")) num_foreign_ += change;
  }

  // A form's end leaves what is open in it.
  void Remove(size_t k) {
    const auto begin = open_.begin() + static_cast<ptrdiff_t>(k);
    const auto end = EqualsIgnoringCase(begin->name, "form") ? begin + 1 : open_.end();
    std::for_each(begin, end, [this](const Element& e) { Count(e, -1); });
    open_.erase(begin, end);
  }

  std::vector<Element> open_;
  std::array<int, 64> num_alike_{};  // By Slot().
  int num_foreign_ = 0;              // <svg> and <math>.
};

// Finds a string again and again, each time from further on, and reads the text once in all.
class ForwardSearch {
 public:
  ForwardSearch(std::string_view text, std::string_view wanted) : text_(text), wanted_(wanted) {}

  size_t From(size_t at) {
    if (at > found_ || !is_found_) {
      found_ = text_.find(wanted_, at);
      is_found_ = true;
    }
    return found_;
  }

 private:
  std::string_view text_, wanted_;
  size_t found_ = 0;
  bool is_found_ = false;
};

bool ContainsLower(std::string_view s, std::string_view lower) {
  return std::search(s.begin(), s.end(), lower.begin(), lower.end(),
                     [](char a, char b) { return LowerOf(a) == b; }) != s.end();
}

bool IsHidingStyle(std::string_view style) {
  return ContainsLower(style, "display:none") || ContainsLower(style, "display: none");
}

// What cuts an element down to nothing that is seen, while screen readers go on to read it.
bool IsClippingStyle(std::string_view style) {
  static constexpr std::array<std::string_view, 4> kClips = {
      "clip:rect(0", "clip: rect(0", "clip-path:inset(50%", "clip-path: inset(50%"};
  return std::any_of(kClips.begin(), kClips.end(),
                     [style](std::string_view clip) { return ContainsLower(style, clip); });
}

std::optional<Attribute> ReadAttribute(std::string_view name, std::string_view value) {
  using Name = Attribute::Name;
  static constexpr std::pair<std::string_view, Name> kNames[] = {
      {"class", Name::kClass},       {"id", Name::kId},     {"role", Name::kRole},
      {"itemprop", Name::kItemprop}, {"lang", Name::kLang}, {"shadowrootmode", Name::kShadow}};
  for (const auto& [known, kind] : kNames) {
    if (EqualsIgnoringCase(name, known)) return Attribute{kind, value};
  }
  const bool hides = EqualsIgnoringCase(name, "hidden") ||
                     (EqualsIgnoringCase(name, "style") && IsHidingStyle(value));
  return hides ? std::optional(Attribute{Name::kHidden, ""}) : std::nullopt;
}

class Skeletonizer {
 public:
  Skeletonizer(std::string_view html, const PageTables& tables, const text::Budget& budget,
               SkeletonParts* out)
      : html_(html),
        names_(tables.names),
        out_(*out),
        pace_(budget),
        comment_ends_(html, "-->"),
        finder_(tables) {
    out_.text.reserve(html.size() / 8);
  }

  void Run() {
    while (at_ < html_.size() && pace_.GoesOn(kTagBytes)) {
      const size_t markup = NextMarkup();
      AddText({at_, markup}, /*decodes=*/true);
      at_ = markup;
      if (at_ < html_.size()) ReadMarkup();
    }
    out_.marks = finder_.Take();
  }

 private:
  // Where the next tag or comment begins; the page's end when none does.
  size_t NextMarkup() const {
    for (size_t at = html_.find('<', at_); at < html_.size() - 1; at = html_.find('<', at + 1)) {
      const char next = html_[at + 1];
      if (IsAsciiLetter(next) || next == '!' || next == '?') return at;
      if (next == '/' && at + 2 < html_.size()) return at;
    }
    return html_.size();
  }

  void ReadMarkup() {
    const char next = html_[at_ + 1];
    if (IsAsciiLetter(next)) {
      ReadStartTag();
    } else if (next == '/' && IsAsciiLetter(html_[at_ + 2])) {
      ReadEndTag();
    } else if (html_.substr(at_, 4) == "<!--") {
      at_ = CommentEnd();
    } else {
      const size_t begin = at_;
      at_ = After(html_.find('>', at_), 1);
      out_.text.append(html_.substr(begin, at_ - begin));
    }
  }

  size_t After(size_t found, size_t length) const {
    return found == std::string_view::npos ? html_.size() : found + length;
  }

  // "<!-->" and "<!--->" are whole comments; "--!>" ends one, too.
  size_t CommentEnd() const {
    for (size_t dashes = html_.find("--", at_ + 2); dashes != std::string_view::npos;
         dashes = html_.find("--", dashes + 1)) {
      const std::string_view rest = html_.substr(dashes + 2, 2);
      if (rest.starts_with('>')) return dashes + 3;
      if (rest == "!>" && dashes >= at_ + 4) return dashes + 4;
    }
    return html_.size();
  }

  // Writes a mark for white space at the beginning, one for what follows, and each character
  // reference as it is.
  void AddText(Span source, bool decodes) {
    while (!source.empty() && pace_.GoesOn(kTagBytes)) {
      if (decodes && html_[source.begin] == '&') {
        const size_t end = std::min(ReferenceEnd(source.begin), source.end);
        Copy({source.begin, end});
        source.begin = end;
        continue;
      }
      size_t end = source.begin;
      while (end < source.end && IsSpace(html_[end])) ++end;
      if (end > source.begin) Mark(' ', {source.begin, end});
      source.begin = end;
      end = decodes ? std::min(html_.substr(0, source.end).find('&', source.begin), source.end)
                    : source.end;
      if (end > source.begin) Mark(kTextMark, {source.begin, end});
      source.begin = end;
    }
  }

  size_t ReferenceEnd(size_t at) const {
    ++at;
    if (at < html_.size() && html_[at] == '#') ++at;
    while (at < html_.size() && (IsAsciiLetter(html_[at]) || text::IsAsciiDigit(html_[at]))) ++at;
    return at < html_.size() && html_[at] == ';' ? at + 1 : at;
  }

  void Mark(char mark, Span source) {
    const size_t at = out_.text.size();
    out_.pieces.push_back({{at, at + 1}, {source, link_}});
    out_.text.push_back(mark);
  }

  void Copy(Span source) {
    if (source.empty()) return;
    const size_t at = out_.text.size();
    out_.pieces.push_back({{at, at + source.size()}, {source, link_}});
    out_.text.append(Slice(html_, source));
  }

  std::string_view ReadName() {
    const size_t begin = at_;
    while (at_ < html_.size() && !EndsName(html_[at_])) ++at_;
    return html_.substr(begin, at_ - begin);
  }

  // An end tag's attributes may hold ">" in quotes.
  void ReadEndTag() {
    const size_t begin = at_;
    at_ += 2;
    const std::string_view tag = ReadName();
    while (at_ < html_.size() && html_[at_] != '>' && pace_.GoesOn(kTagBytes)) SkipAttribute();
    if (at_ == html_.size()) return;
    ++at_;
    finder_.Close(tag, begin);
    if (EqualsIgnoringCase(tag, "a")) link_ = 0;
    const TagEntry entry = EntryOf(tag);
    if (IsInline(entry.kind) && !hides_inline_) return;
    if (++num_tags_ > kMaxTags) return;
    const std::string_view name = WrittenName(tag, entry.kind);
    if (IsCounted(entry.kind)) open_.Close(name, entry.hold);
    out_.text.append("</").append(name).append(">");
  }

  static bool IsInline(TagKind kind) {
    return kind == TagKind::kInline || kind == TagKind::kFormatting;
  }

  bool IsCounted(TagKind kind) const {
    if (kind == TagKind::kCell) return open_.InForeign();
    return kind != TagKind::kClosesItself && kind != TagKind::kIdle && kind != TagKind::kMeta;
  }

  // All that is asked of formatting elements is whether they hide their text, and the tree builder
  // has much to do with them.
  static std::string_view WrittenName(std::string_view tag, TagKind kind) {
    return kind == TagKind::kFormatting ? "span" : tag;
  }

  void ReadStartTag() {
    const size_t begin = at_++;
    const std::string_view tag = ReadName();
    const TagEntry entry = EntryOf(tag);
    const TagKind kind = entry.kind;
    const size_t first_attribute = out_.attributes.size();
    const bool is_link = EqualsIgnoringCase(tag, "a"),
               is_relation = EqualsIgnoringCase(tag, "link");
    bool is_canonical = false, is_unseen = false, is_dialog = false, is_closed = false;
    std::string_view address;
    finder_.Begin();
    bool is_linked_data = false, is_read = false;
    closes_itself_ = false;
    while (at_ < html_.size() && html_[at_] != '>' && pace_.GoesOn(kTagBytes)) {
      const auto [name, value] = SkipAttribute();
      if (name.empty()) continue;
      is_linked_data =
          is_linked_data || (kind == TagKind::kScript && EqualsIgnoringCase(name, "type") &&
                             ContainsLower(value, "application/ld+json"));
      is_read =
          is_read || (kind == TagKind::kMeta && names_.MetaFieldOf(value) && !InForeign(name));
      finder_.ReadAttribute(name, value, is_link);
      if (is_relation && EqualsIgnoringCase(name, "href")) address = value;
      is_canonical = is_canonical || (is_relation && EqualsIgnoringCase(name, "rel") &&
                                      EqualsIgnoringCase(value, "canonical"));
      if (const auto attribute = ReadAttribute(name, value)) out_.attributes.push_back(*attribute);
      is_unseen = is_unseen || (EqualsIgnoringCase(name, "style") && IsClippingStyle(value)) ||
                  (EqualsIgnoringCase(name, "class") && names_.IsUnseen(value));
      is_dialog =
          is_dialog || (EqualsIgnoringCase(name, "role") && EqualsIgnoringCase(value, "dialog"));
      is_closed = is_closed ||
                  (EqualsIgnoringCase(name, "aria-hidden") && EqualsIgnoringCase(value, "true"));
    }
    if (at_ == html_.size()) return;
    ++at_;
    if (is_unseen || (is_dialog && is_closed))
      out_.attributes.push_back({Attribute::Name::kUnseen, ""});
    if (kind == TagKind::kScript || kind == TagKind::kStyle) {
      out_.attributes.resize(first_attribute);
      return CutElement(kind, is_linked_data);
    }
    if (is_canonical && out_.canonical.empty()) out_.canonical = address;
    if (kind != TagKind::kMeta && kind != TagKind::kIdle) finder_.Open(tag, at_);
    if (is_link) link_ = ++num_links_;
    if (is_read) out_.text.append(html_.substr(begin, at_ - begin));
    if (!AddStartTag(tag, entry, begin, first_attribute)) out_.attributes.resize(first_attribute);
    ReadContents(tag, kind);
  }

  // Whether a <meta>'s attribute is microdata of something else than the page's article.
  bool InForeign(std::string_view attribute) const {
    return finder_.InForeign() && EqualsIgnoringCase(attribute, "itemprop");
  }

  // Returns false for a tag that is left out; it began at `begin`.
  bool AddStartTag(std::string_view tag, const TagEntry& entry, size_t begin,
                   size_t first_attribute) {
    if (entry.kind == TagKind::kIdle || entry.kind == TagKind::kMeta) return false;
    if (IsInline(entry.kind)) {
      hides_inline_ = hides_inline_ || IsHiddenFrom(first_attribute);
      if (!hides_inline_) return false;
    }
    if (num_tags_ == kMaxTags) return false;
    const std::string_view name = WrittenName(tag, entry.kind);
    if (IsCounted(entry.kind)) {
      if (open_.depth() == kMaxDepth) return false;
      open_.Open(name, entry.hold);
    }
    ++num_tags_;
    if (out_.attributes.size() > first_attribute)
      out_.tags.push_back({out_.text.size(), first_attribute});
    const size_t written = out_.text.size();
    out_.text.append("<").append(name).append(closes_itself_ ? "/>" : ">");
    if (EqualsIgnoringCase(name, "br"))
      out_.pieces.push_back({{written, out_.text.size()}, {{begin, at_}, link_}});
    return true;
  }

  bool IsHiddenFrom(size_t first_attribute) const {
    return std::any_of(out_.attributes.begin() + static_cast<ptrdiff_t>(first_attribute),
                       out_.attributes.end(), [](const Attribute& a) {
                         return a.name == Attribute::Name::kHidden ||
                                a.name == Attribute::Name::kUnseen;
                       });
  }

  // Passes one attribute, or a slash or space between two; returns its name and value.
  std::pair<std::string_view, std::string_view> SkipAttribute() {
    const size_t begin = at_++;
    closes_itself_ = html_[begin] == '/' && at_ < html_.size() && html_[at_] == '>';
    if (IsSpace(html_[begin]) || html_[begin] == '/') return {};
    while (at_ < html_.size() && !EndsName(html_[at_]) && html_[at_] != '=') ++at_;
    const std::string_view name = html_.substr(begin, at_ - begin);
    return {name, ReadValue()};
  }

  std::string_view ReadValue() {
    size_t equals = at_;
    while (equals < html_.size() && IsSpace(html_[equals])) ++equals;
    if (equals == html_.size() || html_[equals] != '=') return {};
    at_ = equals + 1;
    while (at_ < html_.size() && IsSpace(html_[at_])) ++at_;
    if (at_ == html_.size()) return {};
    const size_t begin = at_;
    if (html_[at_] == '"' || html_[at_] == '\'') {
      const size_t end = std::min(html_.find(html_[at_], at_ + 1), html_.size());
      at_ = std::min(end + 1, html_.size());
      return html_.substr(begin + 1, end - begin - 1);
    }
    while (at_ < html_.size() && !IsSpace(html_[at_]) && html_[at_] != '>') ++at_;
    return html_.substr(begin, at_ - begin);
  }

  // Passes a script or style with its end tag.
  void CutElement(TagKind kind, bool is_linked_data) {
    const Span contents{at_, kind == TagKind::kScript ? ScriptEnd() : EndTagFrom(at_, "</style")};
    at_ = After(html_.find('>', contents.end), 1);
    if (contents.empty()) return;
    out_.hidden.push_back(contents);
    if (is_linked_data && contents.end < html_.size()) out_.linked_data.push_back(contents);
  }

  void ReadContents(std::string_view tag, TagKind kind) {
    if (kind == TagKind::kTitle || kind == TagKind::kTextArea || kind == TagKind::kRawText)
      return ReadRawText(tag, kind);
    if (!EqualsIgnoringCase(tag, "plaintext")) return;
    const size_t begin = at_;
    at_ = html_.size();
    AddText({begin, at_}, /*decodes=*/false);
  }

  void ReadRawText(std::string_view tag, TagKind kind) {
    std::string closing("</");
    for (const char c : tag) closing.push_back(LowerOf(c));
    const Span contents{at_, EndTagFrom(at_, closing)};
    at_ = contents.end;
    if (kind == TagKind::kTitle) return Copy(contents);
    AddText(contents, /*decodes=*/kind == TagKind::kTextArea);
  }

  // Where the next end tag of that name begins; the page's end when there is none.
  size_t EndTagFrom(size_t from, std::string_view closing) const {
    for (size_t at = html_.find("</", from); at != std::string_view::npos;
         at = html_.find("</", at + 2)) {
      if (IsTagAt(at, closing)) return at;
    }
    return html_.size();
  }

  bool IsTagAt(size_t at, std::string_view opening) const {
    const size_t end = at + opening.size();
    return EqualsIgnoringCase(html_.substr(at, opening.size()), opening) && end < html_.size() &&
           EndsName(html_[end]);
  }

  // A script that opens a comment may hold another script in it, which does not end the first.
  size_t ScriptEnd() {
    size_t end = EndTagFrom(at_, "</script");
    size_t comment = html_.substr(0, end).find("<!--", at_);
    while (comment < end) {
      const size_t comment_end = After(comment_ends_.From(comment + 2), 3);
      if (end < comment_end) {
        end = EndOfScriptInComment(comment + 4, comment_end);
        if (end < comment_end) return end;
        end = EndTagFrom(comment_end, "</script");
      }
      comment = html_.substr(0, end).find("<!--", comment_end);
    }
    return end;
  }

  // Where the outer script ends before `limit`, else `limit`.
  size_t EndOfScriptInComment(size_t at, size_t limit) const {
    bool inner = false;
    for (at = html_.find('<', at); at < limit; at = html_.find('<', at + 1)) {
      if (!inner && IsTagAt(at, "<script")) inner = true;
      if (!IsTagAt(at, "</script")) continue;
      if (!inner) return at;
      inner = false;
    }
    return limit;
  }

  std::string_view html_;
  const HtmlNames& names_;
  SkeletonParts& out_;
  text::Pace pace_;
  size_t at_ = 0;
  OpenElements open_;
  ForwardSearch comment_ends_;
  MarkFinder finder_;
  int num_tags_ = 0;
  uint32_t link_ = 0;
  uint32_t num_links_ = 0;
  bool closes_itself_ = false;  // The last start tag ended in "/>".
  // An inline element was hidden, so that they matter from there on.
  bool hides_inline_ = false;
};

}  // namespace

Skeleton::Skeleton(std::string_view html, const PageTables& tables, const text::Budget& budget) {
  Skeletonizer(html, tables, budget, &parts_).Run();
}

std::span<const Attribute> Skeleton::AttributesAt(size_t at) const {
  const auto tag =
      std::lower_bound(parts_.tags.begin(), parts_.tags.end(), at,
                       [](const SkeletonParts::Tag& t, size_t place) { return t.at < place; });
  if (tag == parts_.tags.end() || tag->at != at) return {};
  const size_t end =
      tag + 1 == parts_.tags.end() ? parts_.attributes.size() : (tag + 1)->first_attribute;
  return std::span(parts_.attributes).subspan(tag->first_attribute, end - tag->first_attribute);
}

std::vector<TextRun> Skeleton::ToSource(Span skeleton) const {
  std::vector<TextRun> out;
  auto piece =
      std::upper_bound(parts_.pieces.begin(), parts_.pieces.end(), skeleton.begin,
                       [](size_t at, const SkeletonParts::Piece& p) { return at < p.at.end; });
  for (; piece != parts_.pieces.end() && piece->at.begin < skeleton.end; ++piece) {
    Span source = piece->run.source;
    if (piece->at.size() == source.size()) {
      source.end -= piece->at.end - std::min(skeleton.end, piece->at.end);
      source.begin += std::max(skeleton.begin, piece->at.begin) - piece->at.begin;
    }
    out.push_back({source, piece->run.link});
  }
  return out;
}

}  // namespace textanalysis::clean
