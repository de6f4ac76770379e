// The tree is built from the page's skeleton and lives in an arena; it is never torn down node by
// node, since gumbo does that recursively. Offsets: gumbo tells which bytes of the skeleton a node
// came from; walking them beside the decoded text finds the character references, and the skeleton
// leads back to the source.

#include "analysis/clean/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <span>

#include "analysis/clean/linked_data.h"
#include "analysis/clean/repair.h"
#include "analysis/clean/skeleton.h"
#include "analysis/clean/words.h"
#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

using text::Span;

// Holds the tree of one page.
class Arena {
 public:
  explicit Arena(const text::Budget& budget) : budget_(budget) {}

  // Returns the tree of `text`, or null once the budget is spent. Gumbo itself cannot be stopped, so
  // it is left where it asks for memory: all that it holds is in the arena.
  const GumboOutput* Parse(std::string_view text) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Allocate;
    options.deallocator = &Free;
    options.userdata = this;
    options.max_errors = 0;
    // No object of C++ lives between here and Take().
    if (setjmp(spent_) != 0) return nullptr;
    return gumbo_parse_with_options(&options, text.data(), text.size());
  }

 private:
  static void* Allocate(void* arena, size_t size) { return static_cast<Arena*>(arena)->Take(size); }
  static void Free(void*, void*) {}

  void* Take(size_t size) {
    size = (size + 15) / 16 * 16;
    if (size > left_) {
      if (!budget_.Check().ok()) std::longjmp(spent_, 1);
      const size_t chunk = std::max<size_t>(size, size_t{1} << 16);
      chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(chunk));
      next_ = chunks_.back().get();
      left_ = chunk;
    }
    std::byte* p = next_;
    next_ += size;
    left_ -= size;
    return p;
  }

  const text::Budget& budget_;
  std::jmp_buf spent_;
  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* next_ = nullptr;
  size_t left_ = 0;
};

// Returns the value of an attribute that the parser has read, or nothing. It reads those of <title>
// and <meta> elements alone: of all others the skeleton hands it no attributes.
std::string_view ParsedAttribute(const GumboNode* node, const char* name) {
  const GumboAttribute* a = gumbo_get_attribute(&node->v.element.attributes, name);
  return a == nullptr ? std::string_view() : std::string_view(a->value);
}

std::string_view Find(std::span<const Attribute> attributes, Attribute::Name name) {
  for (const Attribute& a : attributes) {
    if (a.name == name) return a.value;
  }
  return {};
}

bool Has(std::span<const Attribute> attributes, Attribute::Name name) {
  return std::any_of(attributes.begin(), attributes.end(),
                     [name](const Attribute& a) { return a.name == name; });
}

// A set of tags.
class TagSet {
 public:
  constexpr TagSet(std::initializer_list<GumboTag> tags) {
    for (const GumboTag tag : tags) has_[static_cast<size_t>(tag)] = true;
  }
  constexpr bool Has(GumboTag tag) const { return has_[static_cast<size_t>(tag)]; }

 private:
  std::array<bool, GUMBO_TAG_LAST + 1> has_{};
};

bool IsInvisible(GumboTag tag) {
  static constexpr TagSet kTags = {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,    GUMBO_TAG_TEMPLATE,
                                   GUMBO_TAG_IFRAME, GUMBO_TAG_SVG,      GUMBO_TAG_OBJECT,
                                   GUMBO_TAG_TITLE,  GUMBO_TAG_TEXTAREA, GUMBO_TAG_SELECT,
                                   GUMBO_TAG_HEAD,   GUMBO_TAG_MATH};
  return kTags.Has(tag);
}

bool IsInline(GumboTag tag) {
  static constexpr TagSet kTags = {
      GUMBO_TAG_A,       GUMBO_TAG_B,       GUMBO_TAG_I,     GUMBO_TAG_EM,    GUMBO_TAG_STRONG,
      GUMBO_TAG_SPAN,    GUMBO_TAG_U,       GUMBO_TAG_S,     GUMBO_TAG_SMALL, GUMBO_TAG_SUB,
      GUMBO_TAG_SUP,     GUMBO_TAG_MARK,    GUMBO_TAG_ABBR,  GUMBO_TAG_CITE,  GUMBO_TAG_CODE,
      GUMBO_TAG_Q,       GUMBO_TAG_TIME,    GUMBO_TAG_FONT,  GUMBO_TAG_BDI,   GUMBO_TAG_BDO,
      GUMBO_TAG_KBD,     GUMBO_TAG_VAR,     GUMBO_TAG_SAMP,  GUMBO_TAG_DFN,   GUMBO_TAG_DEL,
      GUMBO_TAG_INS,     GUMBO_TAG_WBR,     GUMBO_TAG_BIG,   GUMBO_TAG_TT,    GUMBO_TAG_STRIKE,
      GUMBO_TAG_ACRONYM, GUMBO_TAG_UNKNOWN, GUMBO_TAG_LABEL, GUMBO_TAG_NOBR,  GUMBO_TAG_IMG};
  return kTags.Has(tag);
}

BlockRole RoleOf(GumboTag tag, BlockRole outer) {
  switch (tag) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      return BlockRole::kHeading;
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
      return BlockRole::kListItem;
    case GUMBO_TAG_BLOCKQUOTE:
      return BlockRole::kBlockQuote;
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_CAPTION:
      return BlockRole::kCaption;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      return BlockRole::kTableCell;
    default:
      return outer;
  }
}

// Whether an element is a drawing, which stands in a line of text as a word does.
bool IsPicture(GumboTag tag) { return tag == GUMBO_TAG_SVG || tag == GUMBO_TAG_MATH; }

bool IsBreakOfHeading(const GumboNode* node, BlockRole role) {
  return node->v.element.tag == GUMBO_TAG_BR && role == BlockRole::kHeading;
}

Element ElementOf(GumboTag tag) {
  switch (RoleOf(tag, BlockRole::kUnspecified)) {
    case BlockRole::kHeading:
      return Element::kHeading;
    case BlockRole::kListItem:
      return Element::kListItem;
    case BlockRole::kTableCell:
      return Element::kCell;
    case BlockRole::kBlockQuote:
      return Element::kParagraph;
    default:
      break;
  }
  static constexpr TagSet kParagraphs = {GUMBO_TAG_P, GUMBO_TAG_PRE};
  static constexpr TagSet kDivisions = {GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,
                                        GUMBO_TAG_MAIN, GUMBO_TAG_BODY};
  if (kParagraphs.Has(tag)) return Element::kParagraph;
  return kDivisions.Has(tag) ? Element::kDivision : Element::kOther;
}

Hints TagHints(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_MENU:
      return BitOf(Hint::kNavigation);
    case GUMBO_TAG_FOOTER:
      return BitOf(Hint::kFooter);
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_BUTTON:
      return BitOf(Hint::kSubscription);
    case GUMBO_TAG_ASIDE:
      return BitOf(Hint::kSidebar);
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
      return BitOf(Hint::kCaption);
    case GUMBO_TAG_ARTICLE:
      return BitOf(Hint::kArticle);
    case GUMBO_TAG_MAIN:
      return BitOf(Hint::kBody);
    case GUMBO_TAG_HEADER:
      return BitOf(Hint::kHeader);
    case GUMBO_TAG_BLOCKQUOTE:
      return BitOf(Hint::kQuote);
    case GUMBO_TAG_TABLE:
      return BitOf(Hint::kTable);
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
      return BitOf(Hint::kList);
    default:
      return 0;
  }
}

// Marks of places where a line may break within a word, or may not.
std::string WithoutZeroWidth(std::string s) {
  static constexpr std::string_view kMarks[] = {"\u200B", "\u2060", "\uFEFF"};
  constexpr size_t kMarkBytes = 3;
  size_t end = s.size();
  for (const std::string_view mark : kMarks) end = std::min(end, s.find(mark));
  for (size_t at = end; at < s.size();) {
    const std::string_view rest = std::string_view(s).substr(at, kMarkBytes);
    if (static_cast<unsigned char>(s[at]) >= 0xE0 && text::IsOneOf(rest, kMarks)) {
      at += kMarkBytes;
    } else {
      s[end++] = s[at++];
    }
  }
  s.resize(end);
  return s;
}

size_t ReferenceEnd(std::string_view raw, size_t at) {
  size_t end = at + 1;
  if (end < raw.size() && raw[end] == '#') ++end;
  while (end < raw.size() && static_cast<unsigned char>(raw[end]) < 0x80 &&
         text::IsWordChar(static_cast<unsigned char>(raw[end])))
    ++end;
  return end < raw.size() && raw[end] == ';' ? end + 1 : end;
}

// What a piece costs, in bytes of plain text.
constexpr size_t kPieceBytes = 64;

// Splits a text node into verbatim runs and character references.
class Aligner {
 public:
  // `raw` begins at `base`; the pieces are of no use when `pace` is spent.
  Aligner(std::string_view raw, size_t base, std::string_view decoded, text::Pace* pace)
      : raw_(raw), base_(base), decoded_(decoded), pace_(*pace) {}

  Pieces Run() {
    while (at_ < raw_.size() && decoded_at_ < decoded_.size() && pace_.GoesOn(1)) {
      if (raw_[at_] == '&' && !IsLiteralAmpersand()) {
        if (!pace_.GoesOn(kPieceBytes)) break;
        TakeReference();
      } else if (raw_[at_] == '<' && decoded_[decoded_at_] != '<') {
        if (!pace_.GoesOn(kPieceBytes)) break;
        FlushVerbatim(at_);
        at_ = std::min(raw_.find('>', at_), raw_.size() - 1) + 1;
        begin_ = at_;
      } else if (raw_[at_] == decoded_[decoded_at_] ||
                 (raw_[at_] == '\r' && decoded_[decoded_at_] == '\n')) {
        at_ += raw_.substr(at_, 2) == "\r\n" ? 2 : 1;
        ++decoded_at_;
      } else {
        return WholeAsOne();
      }
    }
    FlushVerbatim(at_);
    return std::move(pieces_);
  }

 private:
  bool IsLiteralAmpersand() const {
    const std::string_view rest = raw_.substr(at_ + 1, 3);
    return decoded_[decoded_at_] == '&' && rest.substr(0, 1) != "#" && text::ToLower(rest) != "amp";
  }

  void TakeReference() {
    FlushVerbatim(at_);
    const size_t longest = ReferenceEnd(raw_, at_);
    for (size_t code_points = 1; code_points <= 2; ++code_points) {
      const size_t decoded_end = AfterCodePoints(code_points);
      for (size_t end = longest; end > at_ + 1; --end) {
        if (!Agrees(end, decoded_end)) continue;
        pieces_.push_back({{base_ + at_, base_ + end},
                           std::string(decoded_.substr(decoded_at_, decoded_end - decoded_at_)),
                           false});
        at_ = begin_ = end;
        decoded_at_ = decoded_end;
        return;
      }
    }
    pieces_.push_back({{base_ + at_, base_ + longest},
                       std::string(decoded_.substr(decoded_at_, AfterCodePoints(1) - decoded_at_)),
                       false});
    decoded_at_ = AfterCodePoints(1);
    at_ = begin_ = longest;
  }

  size_t AfterCodePoints(size_t n) const {
    size_t end = decoded_at_;
    for (; n > 0 && end < decoded_.size(); --n) end += text::DecodeAt(decoded_, end).length;
    return end;
  }

  // Whether the text after a reference that ends here reads the same on both sides.
  bool Agrees(size_t raw_end, size_t decoded_end) const {
    if (raw_end == raw_.size() || decoded_end == decoded_.size())
      return raw_end == raw_.size() && decoded_end == decoded_.size();
    const char next = raw_[raw_end];
    return next == decoded_[decoded_end] || next == '&' || next == '<' || next == '\r';
  }

  void FlushVerbatim(size_t end) {
    if (begin_ < end) pieces_.push_back({{base_ + begin_, base_ + end}, "", true});
    begin_ = end;
  }

  // Where the two do not meet, the text stays as it is in the source.
  Pieces WholeAsOne() const { return {{{base_, base_ + raw_.size()}, "", true}}; }

  std::string_view raw_;
  size_t base_;
  std::string_view decoded_;
  text::Pace& pace_;
  Pieces pieces_;
  size_t at_ = 0;
  size_t begin_ = 0;
  size_t decoded_at_ = 0;
};

// What a walk knows of the element it is in.
struct State {
  BlockRole role = BlockRole::kParagraph;
  Markup markup;
  bool invisible = false;
  bool h1 = false;
};

class Walker {
 public:
  Walker(std::string_view html, const PageTables& tables, const text::Budget& budget)
      : skeleton_(html, tables, budget),
        html_(html),
        tables_(tables),
        budget_(budget),
        arena_(budget) {}

  Page Read() {
    if (!budget_.Check().ok()) return {};
    const GumboOutput* const tree = arena_.Parse(skeleton_.text());
    if (tree == nullptr) return {};
    Walk(tree->document);
    CloseBlock();
    if (!budget_.Check().ok()) return {};
    for (const Span& hidden : skeleton_.hidden())
      page_.gaps.push_back({hidden, RemovalReason::kInvisible});
    LinkedData data(tables_.names, tables_.references);
    for (const Span& script : skeleton_.linked_data()) data.Add(Slice(html_, script));
    data.Tell(&page_.head);
    page_.head.canonical = text::Trim(skeleton_.canonical());
    page_.marks = skeleton_.marks();
    GiveHints();
    if (!budget_.Check().ok()) return {};
    SortAndSeparate();
    if (!budget_.Check().ok()) return {};
    RepairCharacters(html_, Form::kHtml, tables_.references, budget_, &page_.blocks);
    HideEmptyBlocks();
    std::sort(page_.gaps.begin(), page_.gaps.end(),
              [](const Gap& a, const Gap& b) { return a.source < b.source; });
    return std::move(page_);
  }

 private:
  static constexpr size_t kMaxNames = 6;
  // What a node costs, in bytes of plain text.
  static constexpr size_t kNodeBytes = 64;
  static constexpr size_t kManyPieces = 10'000;

  // An element that parts text.
  struct ElementNode {
    uint32_t parent = 0;
    Hints own_hints = 0;
    Hints hints = 0;                          // Its own and its ancestors'.
    size_t bytes = 0;                         // Of text outside links.
    std::array<uint32_t, kMaxNames> names{};  // Of tag and attributes; 0 for none.
  };
  // What also the element that holds the article is called.
  static constexpr Hints kPlaces = BitOf(Hint::kArticle) | BitOf(Hint::kBody) | BitOf(Hint::kTable);

  struct Frame {
    const GumboNode* node;
    State state;
    unsigned next_child = 0;
  };

  static const GumboVector& ChildrenOf(const GumboNode* node) {
    return node->type == GUMBO_NODE_DOCUMENT ? node->v.document.children : node->v.element.children;
  }

  void Walk(const GumboNode* root) {
    text::Pace pace(budget_);
    std::vector<Frame> stack{{root, {}}};
    while (!stack.empty() && pace.GoesOn(kNodeBytes)) {
      Frame& frame = stack.back();
      const GumboVector& children = ChildrenOf(frame.node);
      if (frame.next_child == children.length) {
        if (frame.node->type != GUMBO_NODE_DOCUMENT && !IsInline(frame.node->v.element.tag) &&
            !IsPicture(frame.node->v.element.tag) &&
            !IsBreakOfHeading(frame.node, frame.state.role))
          CloseBlock();
        stack.pop_back();
        continue;
      }
      const GumboNode* child = static_cast<const GumboNode*>(children.data[frame.next_child++]);
      if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE) {
        stack.push_back({child, Enter(child, frame.state)});
      } else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
                 child->type == GUMBO_NODE_CDATA) {
        AddText(child, frame.state);
      }
    }
  }

  State Enter(const GumboNode* node, State state) {
    const GumboTag tag = node->v.element.tag;
    const std::span<const Attribute> attributes = AttributesOf(node);
    if (tag == GUMBO_TAG_META) ReadMeta(node);
    if (tag == GUMBO_TAG_TITLE && page_.head.page_title.empty())
      page_.head.page_title = TextOf(node);
    const bool is_hidden = Has(attributes, Attribute::Name::kHidden);
    // A headline may be for screen readers where a picture shows it.
    const bool is_unseen =
        Has(attributes, Attribute::Name::kUnseen) && tag != GUMBO_TAG_H1 && !state.h1;
    const bool is_shown_template =
        tag == GUMBO_TAG_TEMPLATE && Has(attributes, Attribute::Name::kShadow);
    state.invisible = state.invisible || (IsInvisible(tag) && !is_shown_template) || is_unseen ||
                      (is_hidden && IsInline(tag));
    if (state.invisible) return state;
    state.markup.hidden = state.markup.hidden || is_hidden || tag == GUMBO_TAG_NOSCRIPT;
    ReadTagMetadata(node, attributes);
    if (IsInline(tag) || AddBreak(node, state)) return state;
    CloseBlock();
    state.role = RoleOf(tag, state.role);
    state.h1 = state.h1 || tag == GUMBO_TAG_H1;
    Nest(tag, attributes, &state.markup);
    return state;
  }

  // Writes a space for a line break in a heading, and returns whether `node` was one.
  bool AddBreak(const GumboNode* node, const State& state) {
    if (!IsBreakOfHeading(node, state.role)) return false;
    if (!open_) return true;
    const GumboStringPiece& raw = node->v.element.original_tag;
    if (raw.data == nullptr) return true;
    const auto begin = static_cast<size_t>(raw.data - skeleton_.text().data());
    Block& block = page_.blocks.back();
    for (const TextRun& run : skeleton_.ToSource({begin, begin + raw.length}))
      block.pieces.push_back({run.source, " ", false});
    block.text.push_back(' ');
    return true;
  }

  // None for an element that no start tag of the page opened.
  std::span<const Attribute> AttributesOf(const GumboNode* node) const {
    const char* const tag = node->v.element.original_tag.data;
    if (tag == nullptr) return {};
    return skeleton_.AttributesAt(static_cast<size_t>(tag - skeleton_.text().data()));
  }

  // Makes `markup` that of a block right inside an element.
  void Nest(GumboTag tag, std::span<const Attribute> attributes, Markup* markup) {
    ElementNode element{.parent = markup->ancestors[0]};
    element.names[0] = static_cast<uint32_t>(tag) + 1;
    ReadAttributes(tag, attributes, &element);
    const Hints own = element.own_hints;
    markup->element = ElementOf(tag);
    std::move_backward(markup->ancestors.begin(), markup->ancestors.end() - 1,
                       markup->ancestors.end());
    elements_.push_back(element);
    markup->ancestors[0] = static_cast<uint32_t>(elements_.size() - 1);
    markup->signature =
        text::Combine(markup->signature >> 16, text::Combine(static_cast<uint64_t>(tag), own));
    ++markup->depth;
  }
  // Gives the blocks their hints. What an element is called says little of its blocks where it
  // holds most of the page: "with-sidebar", "no-comments".
  void GiveHints() {
    size_t page_bytes = 0;
    for (const Block& b : page_.blocks) {
      const size_t bytes = b.text.size() - std::min(b.text.size(), b.markup.link_bytes);
      elements_[b.markup.ancestors[0]].bytes += bytes;
      page_bytes += bytes;
    }
    for (size_t k = elements_.size() - 1; k > 0; --k)
      elements_[elements_[k].parent].bytes += elements_[k].bytes;
    for (size_t k = 1; k < elements_.size(); ++k) {
      ElementNode& e = elements_[k];
      if (2 * e.bytes > page_bytes) e.own_hints &= kPlaces;
      e.hints = e.own_hints | elements_[e.parent].hints;
    }
    text::Pace pace(budget_);
    for (Block& b : page_.blocks) {
      if (!pace.GoesOn(kNodeBytes)) return;
      const ElementNode& e = elements_[b.markup.ancestors[0]];
      b.markup.hints = e.hints;
      b.markup.near_hints = e.own_hints | elements_[e.parent].own_hints;
      AddNames(page_bytes, &b.markup);
    }
  }

  // Those of the nearest elements, of which none holds most of the page; fewer of farther ones.
  void AddNames(size_t page_bytes, Markup* markup) const {
    static constexpr std::array<size_t, kNumAncestors> kCounts = {6, 6, 4, 3, 3, 3, 3};
    static constexpr std::array<uint32_t, kNumAncestors> kLevels = {16, 17, 18, 19, 19, 19, 19};
    for (size_t k = 0; k < kNumAncestors; ++k) {
      const ElementNode& e = elements_[markup->ancestors[k]];
      if (markup->ancestors[k] == 0 || 2 * e.bytes > page_bytes) return;
      for (size_t j = 0; j < kCounts[k] && e.names[j] != 0; ++j)
        markup->names.push_back(PlacedHash(kLevels[k], e.names[j]));
    }
  }

  void ReadAttributes(GumboTag tag, std::span<const Attribute> attributes, ElementNode* element) {
    element->own_hints = TagHints(tag);
    // The page and its body carry classes that say nothing of any part.
    if (tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BODY) return;
    size_t next = 1;
    for (const Attribute& a : attributes) {
      if (a.name > Attribute::Name::kItemprop || a.value.empty()) continue;
      const auto [it, is_new] = seen_.try_emplace(a.value);
      if (is_new) it->second = tables_.hints.Of(a.value);
      element->own_hints |= it->second.hints;
      for (const uint32_t hash : it->second.hashes) {
        if (next < kMaxNames) element->names[next++] = hash;
      }
    }
  }

  // Text of an element's first child.
  std::string TextOf(const GumboNode* node) const {
    const GumboVector& children = node->v.element.children;
    if (children.length == 0) return "";
    const auto* child = static_cast<const GumboNode*>(children.data[0]);
    if (child->type != GUMBO_NODE_TEXT && child->type != GUMBO_NODE_CDATA) return "";
    return std::string(
        text::Trim(TextOf(PiecesOf(child, skeleton_.ToSource(SkeletonSpan(child))))));
  }

  std::string TextOf(const Pieces& pieces) const {
    std::string out;
    for (const Piece& piece : pieces)
      out.append(piece.verbatim ? Slice(html_, piece.source) : piece.decoded);
    return out;
  }

  void ReadMeta(const GumboNode* node) {
    for (const char* attribute : {"property", "name", "itemprop"}) {
      const std::string_view name = ParsedAttribute(node, attribute);
      if (name.empty()) continue;
      if (const std::optional<MetaField> field = tables_.names.MetaFieldOf(name))
        page_.head.AddMeta(*field, text::Trim(ParsedAttribute(node, "content")));
      return;
    }
  }

  void ReadTagMetadata(const GumboNode* node, std::span<const Attribute> attributes) {
    const GumboTag tag = node->v.element.tag;
    if (tag == GUMBO_TAG_HTML)
      page_.head.language = std::string(Find(attributes, Attribute::Name::kLang));
  }

  // Bytes of the skeleton that a text node came from; empty where gumbo does not know them.
  Span SkeletonSpan(const GumboNode* node) const {
    const GumboStringPiece& raw = node->v.text.original_text;
    const std::string& all = skeleton_.text();
    if (raw.data == nullptr || raw.data < all.data() ||
        raw.data + raw.length > all.data() + all.size())
      return {};
    const auto begin = static_cast<size_t>(raw.data - all.data());
    return {begin, begin + raw.length};
  }

  // A text node's pieces of the source, given the runs that it came from; none when the budget is
  // spent.
  Pieces PiecesOf(const GumboNode* node, const std::vector<TextRun>& runs) const {
    const Span span = SkeletonSpan(node);
    const std::string_view marks = Slice(skeleton_.text(), span);
    Pieces out;
    text::Pace pace(budget_);
    if (marks.find_first_of("&<") == std::string_view::npos) {
      for (const TextRun& run : runs) {
        if (!pace.GoesOn(kPieceBytes)) return {};
        out.push_back({run.source, "", true});
      }
      return out;
    }
    for (Piece& piece : Aligner(marks, span.begin, node->v.text.text, &pace).Run()) {
      if (!pace.GoesOn(kPieceBytes)) return {};
      AddPiece(std::move(piece), &out);
    }
    return out;
  }

  // Adds a piece of the skeleton with its place in the source.
  void AddPiece(Piece piece, Pieces* out) const {
    const std::vector<TextRun> runs = skeleton_.ToSource(piece.source);
    if (runs.empty()) return;
    if (!piece.verbatim) {
      piece.source = {runs.front().source.begin, runs.back().source.end};
      return out->push_back(std::move(piece));
    }
    for (const TextRun& run : runs) out->push_back({run.source, "", true});
  }

  void AddText(const GumboNode* node, const State& state) {
    const std::vector<TextRun> runs = skeleton_.ToSource(SkeletonSpan(node));
    if (state.invisible) {
      for (const TextRun& run : runs) page_.gaps.push_back({run.source, RemovalReason::kInvisible});
      return;
    }
    Pieces pieces = PiecesOf(node, runs);
    // Most texts are short; one that many elements were flattened into is not.
    const bool is_long = pieces.size() > kManyPieces;
    if (pieces.empty() || (is_long && !budget_.Check().ok())) return;
    if (!open_) OpenBlock(state);
    Block& block = page_.blocks.back();
    block.text.append(TextOf(pieces));
    if (is_long && !budget_.Check().ok()) return;
    AddLinks(runs, &block.markup);
    if (block.pieces.empty()) {
      block.pieces = std::move(pieces);
    } else {
      std::move(pieces.begin(), pieces.end(), std::back_inserter(block.pieces));
    }
  }

  void AddLinks(const std::vector<TextRun>& runs, Markup* markup) {
    for (const TextRun& run : runs) {
      if (run.link == 0) continue;
      markup->link_bytes += run.source.size();
      markup->num_links += run.link != last_link_;
      last_link_ = run.link;
    }
  }

  void OpenBlock(const State& state) {
    open_ = true;
    h1_ = state.h1;
    page_.blocks.push_back({.pieces = {}, .role = state.role, .markup = state.markup});
    last_link_ = 0;
  }

  void CloseBlock() {
    if (!open_) return;
    open_ = false;
    Block& b = page_.blocks.back();
    b.text = text::CollapseSpace(WithoutZeroWidth(std::move(b.text)));
    if (b.text.empty()) {
      page_.blocks.pop_back();
      return;
    }
    if (h1_) b.role = BlockRole::kTitle;
  }

  // Foster parenting may put text out of source order or claim bytes twice; blocks are cut so that
  // they do not.
  void SortAndSeparate() {
    std::vector<Block>& blocks = page_.blocks;
    std::erase_if(blocks, [](const Block& b) { return b.pieces.empty(); });
    const auto is_before = [](const Block& a, const Block& b) {
      return a.pieces.front().source.begin < b.pieces.front().source.begin;
    };
    if (!std::is_sorted(blocks.begin(), blocks.end(), is_before))
      std::stable_sort(blocks.begin(), blocks.end(), is_before);
    size_t end = 0;
    for (Block& b : blocks) {
      const auto kept = std::remove_if(b.pieces.begin(), b.pieces.end(), [&end](const Piece& p) {
        if (p.source.begin < end || p.source.empty()) return true;
        end = p.source.end;
        return false;
      });
      b.pieces.erase(kept, b.pieces.end());
    }
    std::erase_if(blocks, [](const Block& b) { return b.pieces.empty(); });
  }

  void HideEmptyBlocks() {
    for (const Block& b : page_.blocks) {
      if (!b.removal) continue;
      for (const Piece& piece : b.pieces)
        page_.gaps.push_back({piece.source, RemovalReason::kInvisible});
    }
    std::erase_if(page_.blocks, [](const Block& b) { return b.removal.has_value(); });
  }

  const Skeleton skeleton_;
  std::string_view html_;
  const PageTables& tables_;
  const text::Budget& budget_;
  Arena arena_;
  Page page_;
  std::vector<ElementNode> elements_{1};  // By number; the first stands for none.
  text::KeyedMap<std::string_view, Names> seen_;
  bool open_ = false;
  bool h1_ = false;
  uint32_t last_link_ = 0;  // Counted for the open block.
};

}  // namespace

Page ReadPage(std::string_view html, const PageTables& tables, const text::Budget& budget) {
  return Walker(html, tables, budget).Read();
}

}  // namespace textanalysis::clean
