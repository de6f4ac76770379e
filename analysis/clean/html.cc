// The tree is built from the condensed page and lives in an arena; it is never torn down node by
// node, since gumbo does that recursively. Offsets: gumbo tells which bytes a text node came from;
// walking them beside the decoded text finds the character references, and Condensed leads back to
// the source.

#include "analysis/clean/html.h"

#include <gumbo.h>

#include <algorithm>
#include <memory>
#include <unordered_map>

#include "analysis/clean/condense.h"
#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

using text::Span;

class Arena {
 public:
  static void* Allocate(void* arena, size_t size) { return static_cast<Arena*>(arena)->Take(size); }
  static void Free(void*, void*) {}

 private:
  void* Take(size_t size) {
    size = (size + 15) / 16 * 16;
    if (size > left_) {
      const size_t chunk = std::max<size_t>(size, size_t{1} << 16);
      chunks_.push_back(std::make_unique<std::byte[]>(chunk));
      next_ = chunks_.back().get();
      left_ = chunk;
    }
    std::byte* p = next_;
    next_ += size;
    left_ -= size;
    return p;
  }

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* next_ = nullptr;
  size_t left_ = 0;
};

std::string_view Attribute(const GumboNode* node, const char* name) {
  const GumboAttribute* a = gumbo_get_attribute(&node->v.element.attributes, name);
  return a == nullptr ? std::string_view() : std::string_view(a->value);
}

template <size_t N>
bool IsTag(GumboTag tag, const GumboTag (&tags)[N]) {
  return std::find(std::begin(tags), std::end(tags), tag) != std::end(tags);
}

bool IsInvisible(GumboTag tag) {
  static constexpr GumboTag kTags[] = {GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT,
                                       GUMBO_TAG_TEMPLATE, GUMBO_TAG_IFRAME, GUMBO_TAG_SVG,
                                       GUMBO_TAG_OBJECT,   GUMBO_TAG_TITLE,  GUMBO_TAG_TEXTAREA,
                                       GUMBO_TAG_SELECT,   GUMBO_TAG_HEAD,   GUMBO_TAG_MATH};
  return IsTag(tag, kTags);
}

bool IsInline(GumboTag tag) {
  static constexpr GumboTag kTags[] = {
      GUMBO_TAG_A,       GUMBO_TAG_B,       GUMBO_TAG_I,     GUMBO_TAG_EM,    GUMBO_TAG_STRONG,
      GUMBO_TAG_SPAN,    GUMBO_TAG_U,       GUMBO_TAG_S,     GUMBO_TAG_SMALL, GUMBO_TAG_SUB,
      GUMBO_TAG_SUP,     GUMBO_TAG_MARK,    GUMBO_TAG_ABBR,  GUMBO_TAG_CITE,  GUMBO_TAG_CODE,
      GUMBO_TAG_Q,       GUMBO_TAG_TIME,    GUMBO_TAG_FONT,  GUMBO_TAG_BDI,   GUMBO_TAG_BDO,
      GUMBO_TAG_KBD,     GUMBO_TAG_VAR,     GUMBO_TAG_SAMP,  GUMBO_TAG_DFN,   GUMBO_TAG_DEL,
      GUMBO_TAG_INS,     GUMBO_TAG_WBR,     GUMBO_TAG_BIG,   GUMBO_TAG_TT,    GUMBO_TAG_STRIKE,
      GUMBO_TAG_ACRONYM, GUMBO_TAG_UNKNOWN, GUMBO_TAG_LABEL, GUMBO_TAG_NOBR,  GUMBO_TAG_IMG};
  return IsTag(tag, kTags);
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
  static constexpr GumboTag kParagraphs[] = {GUMBO_TAG_P, GUMBO_TAG_PRE};
  static constexpr GumboTag kDivisions[] = {GUMBO_TAG_DIV, GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,
                                            GUMBO_TAG_MAIN, GUMBO_TAG_BODY};
  if (IsTag(tag, kParagraphs)) return Element::kParagraph;
  return IsTag(tag, kDivisions) ? Element::kDivision : Element::kOther;
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

bool IsHidden(const GumboNode* node) {
  if (gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr) return true;
  const std::string style = text::ToLower(Attribute(node, "style"));
  return style.find("display:none") != std::string::npos ||
         style.find("display: none") != std::string::npos;
}

size_t ReferenceEnd(std::string_view raw, size_t at) {
  size_t end = at + 1;
  if (end < raw.size() && raw[end] == '#') ++end;
  while (end < raw.size() && static_cast<unsigned char>(raw[end]) < 0x80 &&
         text::IsWordChar(static_cast<unsigned char>(raw[end])))
    ++end;
  return end < raw.size() && raw[end] == ';' ? end + 1 : end;
}

// Splits a text node into verbatim runs and character references.
class Aligner {
 public:
  // `raw` begins at `base`.
  Aligner(std::string_view raw, size_t base, std::string_view decoded)
      : raw_(raw), base_(base), decoded_(decoded) {}

  std::vector<Piece> Run() {
    while (at_ < raw_.size() && decoded_at_ < decoded_.size()) {
      if (raw_[at_] == '&' && !IsLiteralAmpersand()) {
        TakeReference();
      } else if (raw_[at_] == '<' && decoded_[decoded_at_] != '<') {
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

  std::vector<Piece> WholeAsOne() const {
    return {{{base_, base_ + raw_.size()}, std::string(decoded_), false}};
  }

  std::string_view raw_;
  size_t base_;
  std::string_view decoded_;
  std::vector<Piece> pieces_;
  size_t at_ = 0;
  size_t begin_ = 0;
  size_t decoded_at_ = 0;
};

// What a walk knows of the element it is in.
struct State {
  BlockRole role = BlockRole::kParagraph;
  Markup markup;
  bool link = false;
  bool invisible = false;
  bool h1 = false;
};

class Walker {
 public:
  Walker(std::string_view html, const HintTable& hints)
      : condensed_(html), html_(html), hints_(hints) {}

  Page Read() {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Arena::Allocate;
    options.deallocator = &Arena::Free;
    options.userdata = &arena_;
    options.max_errors = 0;
    const std::string& text = condensed_.text();
    Walk(gumbo_parse_with_options(&options, text.data(), text.size())->document);
    CloseBlock();
    for (const Span& hidden : condensed_.hidden())
      page_.gaps.push_back({hidden, RemovalReason::kInvisible});
    for (const Span& data : condensed_.linked_data())
      ReadLinkedData(Slice(html_, data), &page_.head);
    SortAndSeparate();
    return std::move(page_);
  }

 private:
  struct Frame {
    const GumboNode* node;
    State state;
    unsigned next_child = 0;
  };

  static const GumboVector& ChildrenOf(const GumboNode* node) {
    return node->type == GUMBO_NODE_DOCUMENT ? node->v.document.children : node->v.element.children;
  }

  void Walk(const GumboNode* root) {
    std::vector<Frame> stack{{root, {}}};
    while (!stack.empty()) {
      Frame& frame = stack.back();
      const GumboVector& children = ChildrenOf(frame.node);
      if (frame.next_child == children.length) {
        if (frame.node->type != GUMBO_NODE_DOCUMENT && !IsInline(frame.node->v.element.tag))
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
    if (tag == GUMBO_TAG_META) ReadMeta(node);
    if (tag == GUMBO_TAG_TITLE && page_.head.page_title.empty())
      page_.head.page_title = TextOf(node);
    state.invisible = state.invisible || IsInvisible(tag) || IsHidden(node);
    if (state.invisible) return state;
    ReadTagMetadata(node, tag);
    if (IsInline(tag)) {
      state.link = state.link || tag == GUMBO_TAG_A;
      if (tag == GUMBO_TAG_A && open_) ++page_.blocks.back().markup.num_links;
      return state;
    }
    CloseBlock();
    state.role = RoleOf(tag, state.role);
    state.h1 = state.h1 || tag == GUMBO_TAG_H1;
    Nest(node, tag, &state.markup);
    return state;
  }

  // Makes `markup` that of a block right inside `node`.
  void Nest(const GumboNode* node, GumboTag tag, Markup* markup) {
    const Hints own = TagHints(tag) | AttributeHints(node);
    markup->element = ElementOf(tag);
    markup->near_hints = own | last_own_hints(*markup);
    markup->hints |= own;
    std::move_backward(markup->ancestors.begin(), markup->ancestors.end() - 1,
                       markup->ancestors.end());
    own_hints_.push_back(own);
    markup->ancestors[0] = static_cast<uint32_t>(own_hints_.size());
    markup->signature =
        text::Combine(markup->signature >> 16, text::Combine(static_cast<uint64_t>(tag), own));
    ++markup->depth;
  }
  // Hints of the innermost element so far.
  Hints last_own_hints(const Markup& markup) const {
    return markup.ancestors[0] == 0 ? 0 : own_hints_[markup.ancestors[0] - 1];
  }

  Hints AttributeHints(const GumboNode* node) {
    // The page and its body carry classes that say nothing of any part.
    if (node->v.element.tag == GUMBO_TAG_HTML || node->v.element.tag == GUMBO_TAG_BODY) return 0;
    Hints bits = 0;
    for (const char* name : {"class", "id", "role", "itemprop"}) {
      const std::string_view words = Attribute(node, name);
      if (words.empty()) continue;
      const auto [it, is_new] = seen_.try_emplace(words, 0);
      if (is_new) it->second = hints_.Of(words);
      bits |= it->second;
    }
    return bits;
  }

  static std::string TextOf(const GumboNode* node) {
    const GumboVector& children = node->v.element.children;
    if (children.length == 0) return "";
    const auto* child = static_cast<const GumboNode*>(children.data[0]);
    if (child->type != GUMBO_NODE_TEXT && child->type != GUMBO_NODE_CDATA) return "";
    return std::string(text::Trim(child->v.text.text));
  }

  void ReadMeta(const GumboNode* node) {
    std::string name = text::ToLower(Attribute(node, "property"));
    if (name.empty()) name = text::ToLower(Attribute(node, "name"));
    if (name.empty()) name = text::ToLower(Attribute(node, "itemprop"));
    if (!name.empty()) page_.head.AddMeta(name, text::Trim(Attribute(node, "content")));
  }

  void ReadTagMetadata(const GumboNode* node, GumboTag tag) {
    if (tag == GUMBO_TAG_HTML) page_.head.language = std::string(Attribute(node, "lang"));
    const std::string_view datetime = Attribute(node, "datetime");
    if (datetime.empty() && tag != GUMBO_TAG_TIME) return;
    page_.head.AddTime(datetime.empty() ? std::string_view(TextOf(node)) : datetime,
                       Attribute(node, "itemprop"));
  }

  void AddText(const GumboNode* node, const State& state) {
    const GumboStringPiece& raw = node->v.text.original_text;
    const std::string& all = condensed_.text();
    if (raw.data == nullptr || raw.data < all.data() ||
        raw.data + raw.length > all.data() + all.size())
      return;
    const size_t begin = static_cast<size_t>(raw.data - all.data());
    const Span condensed{begin, begin + raw.length};
    if (state.invisible) {
      for (const Span& source : condensed_.ToSource(condensed))
        page_.gaps.push_back({source, RemovalReason::kInvisible});
      return;
    }
    if (!open_) OpenBlock(state);
    Block& block = page_.blocks.back();
    block.text.append(node->v.text.text);
    if (state.link) block.markup.link_bytes += std::string_view(node->v.text.text).size();
    for (const Piece& piece : Aligner(Slice(all, condensed), begin, node->v.text.text).Run())
      AddPiece(piece, &block);
  }

  // Adds a piece of condensed text with its place in the source.
  void AddPiece(const Piece& piece, Block* block) {
    const std::vector<Span> source = condensed_.ToSource(piece.source);
    if (source.empty()) return;
    if (!piece.verbatim) {
      block->pieces.push_back({{source.front().begin, source.back().end}, piece.decoded, false});
      return;
    }
    for (const Span& span : source) block->pieces.push_back({span, "", true});
  }

  void OpenBlock(const State& state) {
    open_ = true;
    h1_ = state.h1;
    page_.blocks.push_back({.pieces = {}, .role = state.role, .markup = state.markup});
    if (state.link) page_.blocks.back().markup.num_links = 1;
  }

  void CloseBlock() {
    if (!open_) return;
    open_ = false;
    Block& b = page_.blocks.back();
    b.text = text::CollapseSpace(b.text);
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
    std::stable_sort(blocks.begin(), blocks.end(), [](const Block& a, const Block& b) {
      return a.pieces.front().source.begin < b.pieces.front().source.begin;
    });
    size_t end = 0;
    for (Block& b : blocks) {
      std::erase_if(b.pieces, [&end](const Piece& p) {
        if (p.source.begin < end || p.source.empty()) return true;
        end = p.source.end;
        return false;
      });
    }
    std::erase_if(blocks, [](const Block& b) { return b.pieces.empty(); });
    std::sort(page_.gaps.begin(), page_.gaps.end(),
              [](const Gap& a, const Gap& b) { return a.source < b.source; });
  }

  Condensed condensed_;
  std::string_view html_;
  const HintTable& hints_;
  Arena arena_;
  Page page_;
  std::vector<Hints> own_hints_;  // By element number - 1.
  std::unordered_map<std::string_view, Hints> seen_;
  bool open_ = false;
  bool h1_ = false;
};

}  // namespace

Page ReadPage(std::string_view html, const HintTable& hints) { return Walker(html, hints).Read(); }

}  // namespace textanalysis::clean
