// The tree lives in an arena and is never torn down node by node, since gumbo does that
// recursively. Offsets: gumbo tells which source bytes a text node came from; walking them beside
// the decoded text finds the character references.

#include "analysis/clean/html.h"

#include <gumbo.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "absl/time/civil_time.h"
#include "analysis/text/chars.h"
#include "analysis/text/regex.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

using text::Span;

constexpr int kMaxDepth = 400;
// The container is entered while one child holds this share of its prose.
constexpr double kContainerShare = 0.7;
// A block is mostly links from this share of its bytes on.
constexpr double kLinkDensity = 0.6;

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

bool ClosesItself(std::string_view name) {
  static constexpr std::string_view kNames[] = {
      "p",      "li",    "td",   "tr",  "th",    "dt",    "dd",    "option",
      "tbody",  "thead", "br",   "img", "hr",    "input", "meta",  "link",
      "source", "wbr",   "area", "col", "embed", "base",  "track", "param"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

// A copy of `html` in which start tags nested too deep are blanked, byte for byte, so that offsets
// stay.
std::string LimitDepth(std::string_view html) {
  std::string copy(html);
  int depth = 0;
  for (size_t at = copy.find('<'); at != std::string::npos && at + 1 < copy.size();
       at = copy.find('<', at + 1)) {
    const bool closing = copy[at + 1] == '/';
    const size_t name_begin = at + 1 + closing;
    size_t name_end = name_begin;
    while (name_end < copy.size() &&
           (text::IsLetter(static_cast<unsigned char>(copy[name_end]) & 0x7Fu) ||
            text::IsAsciiDigit(copy[name_end])))
      ++name_end;
    if (name_end == name_begin) continue;
    if (closing) {
      depth = std::max(0, depth - 1);
      continue;
    }
    if (ClosesItself(
            text::ToLower(std::string_view(copy).substr(name_begin, name_end - name_begin))))
      continue;
    if (++depth <= kMaxDepth) continue;
    const size_t end = std::min(copy.find('>', at), copy.size() - 1);
    std::fill(copy.begin() + static_cast<ptrdiff_t>(at),
              copy.begin() + static_cast<ptrdiff_t>(end) + 1, ' ');
  }
  return copy;
}

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

// What an element's tag, class and id say that it holds, when it is not the article.
std::optional<RemovalReason> ReasonOf(const GumboNode* node) {
  const GumboTag tag = node->v.element.tag;
  if (tag == GUMBO_TAG_NAV || tag == GUMBO_TAG_MENU) return RemovalReason::kNavigation;
  if (tag == GUMBO_TAG_FOOTER || tag == GUMBO_TAG_FORM || tag == GUMBO_TAG_BUTTON)
    return RemovalReason::kBoilerplate;
  if (tag == GUMBO_TAG_ASIDE) return RemovalReason::kRelatedContent;
  if (tag == GUMBO_TAG_VIDEO || tag == GUMBO_TAG_AUDIO) return RemovalReason::kMedia;
  if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_ARTICLE ||
      tag == GUMBO_TAG_MAIN)
    return std::nullopt;
  const std::string words = text::ToLower(Attribute(node, "class")) + " " +
                            text::ToLower(Attribute(node, "id")) + " " +
                            text::ToLower(Attribute(node, "role"));
  if (words.size() == 2) return std::nullopt;
  struct Rule {
    text::Regex pattern;
    RemovalReason reason;
  };
  static const Rule kRules[] = {
      {text::Regex(R"(\b(comments?|disqus|respond|replies)\b|comment-?(list|section|form))"),
       RemovalReason::kComments},
      {text::Regex(
           R"((^|[\s_-])(related|recommend\w*|teasers?|trending|popular|more-?(stories|news|from)|also-?like|outbrain|taboola|read-?more|see-?also)([\s_-]|$))"),
       RemovalReason::kRelatedContent},
      {text::Regex(R"((^|[\s_-])(ads?|advert\w*|sponsor\w*|promo\w*|banner)([\s_-]|$))"),
       RemovalReason::kAdvertisement},
      {text::Regex(
           R"((^|[\s_-])(nav|navbar|navigation|menu|breadcrumbs?|pagination|pager|skip-?link)([\s_-]|$))"),
       RemovalReason::kNavigation},
      {text::Regex(
           R"((^|[\s_-])(share|sharing|social\w*|newsletter|subscri\w*|signup|cookies?|consent|footer|copyright|paywall|popup|modal|tags?|tag-?list|author-?(bio|box|info))([\s_-]|$))"),
       RemovalReason::kBoilerplate},
      {text::Regex(
           R"((^|[\s_-])(byline|dateline|timestamp|publish\w*|meta|post-?(meta|date)|entry-?(meta|date))([\s_-]|$))"),
       RemovalReason::kMetadata},
  };
  for (const Rule& rule : kRules) {
    if (rule.pattern.PartialMatch(words)) return rule.reason;
  }
  return std::nullopt;
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
  // `raw` begins at `base` in the source; `original` is the same before LimitDepth().
  Aligner(std::string_view raw, std::string_view original, size_t base, std::string_view decoded)
      : raw_(raw), original_(original), base_(base), decoded_(decoded) {}

  std::vector<Piece> Run() {
    while (at_ < raw_.size() && decoded_at_ < decoded_.size()) {
      if (original_[at_] == '<' && raw_[at_] == ' ') {
        SkipBlankedTag();
      } else if (raw_[at_] == '&' && !IsLiteralAmpersand()) {
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

  void SkipBlankedTag() {
    FlushVerbatim(at_);
    const size_t length = std::min(original_.find('>', at_), original_.size() - 1) + 1 - at_;
    at_ += length;
    begin_ = at_;
    decoded_at_ += length;
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
  std::string_view original_;
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
  std::optional<RemovalReason> reason;
  bool link = false;
  bool invisible = false;
  bool h1 = false;
  size_t element = 0;
};

struct Element {
  size_t parent;
  size_t prose = 0;  // Bytes of prose in it and below.
};

struct OwnedBlock {
  Block block;
  size_t element;
};

class Walker {
 public:
  explicit Walker(std::string_view html) : html_(html), copy_(LimitDepth(html)) {}

  Page Read() {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &Arena::Allocate;
    options.deallocator = &Arena::Free;
    options.userdata = &arena_;
    options.max_errors = 0;
    const GumboOutput* output = gumbo_parse_with_options(&options, copy_.data(), copy_.size());
    Walk(output->document);
    CloseBlock();
    MarkOutside(Container());
    for (OwnedBlock& b : blocks_) page_.blocks.push_back(std::move(b.block));
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
    elements_.push_back({0});
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
      const State outer = frame.state;
      if (child->type == GUMBO_NODE_ELEMENT || child->type == GUMBO_NODE_TEMPLATE) {
        stack.push_back({child, Enter(child, outer)});
      } else if (child->type == GUMBO_NODE_TEXT || child->type == GUMBO_NODE_WHITESPACE ||
                 child->type == GUMBO_NODE_CDATA) {
        AddText(child, outer);
      }
    }
  }

  State Enter(const GumboNode* node, State state) {
    const GumboTag tag = node->v.element.tag;
    if (!IsInline(tag)) CloseBlock();
    if (tag == GUMBO_TAG_META) ReadMeta(node);
    if (tag == GUMBO_TAG_TITLE && page_.title.empty()) page_.title = TextOf(node);
    if (tag == GUMBO_TAG_SCRIPT && Attribute(node, "type") == "application/ld+json")
      ReadLinkedData(TextOf(node));
    state.role = RoleOf(tag, state.role);
    state.invisible = state.invisible || IsInvisible(tag) || IsHidden(node);
    state.link = state.link || tag == GUMBO_TAG_A;
    state.h1 = state.h1 || tag == GUMBO_TAG_H1;
    if (!state.reason && tag != GUMBO_TAG_H1) state.reason = ReasonOf(node);
    elements_.push_back({state.element});
    state.element = elements_.size() - 1;
    return state;
  }

  static std::string TextOf(const GumboNode* node) {
    const GumboVector& children = node->v.element.children;
    if (children.length == 0) return "";
    const auto* child = static_cast<const GumboNode*>(children.data[0]);
    if (child->type != GUMBO_NODE_TEXT && child->type != GUMBO_NODE_CDATA) return "";
    return std::string(text::Trim(child->v.text.text));
  }

  void ReadMeta(const GumboNode* node) {
    const std::string name =
        text::ToLower(Attribute(node, "property")) + text::ToLower(Attribute(node, "name"));
    const std::string content(text::Trim(Attribute(node, "content")));
    if (name == "og:title") page_.title = content;
    if (name == "author" || name == "article:author") page_.author = content;
    if (name == "article:section") page_.section = content;
    if (name == "article:published_time" || name == "datepublished" || name == "date")
      ReadDate(content);
  }

  void ReadLinkedData(const std::string& json) {
    static const text::Regex kDate(R"re("datePublished"\s*:\s*"([^"]{10,40})")re");
    if (const auto match = kDate.Find(json, 0)) ReadDate(std::string(Slice(json, *(*match)[1])));
  }

  void ReadDate(const std::string& value) {
    static const text::Regex kIso(R"(^(\d{4})-(\d{2})-(\d{2}))");
    if (page_.publish_day || !kIso.Find(value, 0)) return;
    const absl::CivilDay day(std::atoi(value.substr(0, 4).c_str()),
                             std::atoi(value.substr(5, 2).c_str()),
                             std::atoi(value.substr(8, 2).c_str()));
    page_.publish_day = day;
  }

  void AddText(const GumboNode* node, const State& state) {
    const GumboStringPiece& raw = node->v.text.original_text;
    if (raw.data == nullptr || raw.data < copy_.data() ||
        raw.data + raw.length > copy_.data() + copy_.size())
      return;
    const Span source{static_cast<size_t>(raw.data - copy_.data()),
                      static_cast<size_t>(raw.data - copy_.data()) + raw.length};
    if (state.invisible) {
      page_.gaps.push_back({source, RemovalReason::kInvisible});
      return;
    }
    if (!open_) OpenBlock(state);
    Block& block = blocks_.back().block;
    const size_t before = block.text.size();
    block.text.append(node->v.text.text);
    if (state.link) block.link_bytes += block.text.size() - before;
    const std::string_view bytes(copy_.data() + source.begin, source.size());
    for (Piece& piece : Aligner(bytes, Slice(html_, source), source.begin, node->v.text.text).Run())
      block.pieces.push_back(std::move(piece));
  }

  void OpenBlock(const State& state) {
    open_ = true;
    h1_ = state.h1;
    blocks_.push_back({{.pieces = {}, .role = state.role, .removal = state.reason}, state.element});
  }

  void CloseBlock() {
    if (!open_) return;
    open_ = false;
    OwnedBlock& b = blocks_.back();
    b.block.text = std::string(text::Trim(b.block.text));
    if (b.block.text.empty()) {
      blocks_.pop_back();
      return;
    }
    if (h1_ && !has_title_) {
      b.block.role = BlockRole::kTitle;
      b.block.removal.reset();
      has_title_ = true;
    }
    const double density =
        static_cast<double>(b.block.link_bytes) / static_cast<double>(b.block.text.size());
    if (!b.block.removal && density > kLinkDensity && b.block.role != BlockRole::kTitle &&
        !text::EndsSentence(b.block.text)) {
      b.block.removal = b.block.role == BlockRole::kListItem ? RemovalReason::kNavigation
                                                             : RemovalReason::kRelatedContent;
    }
    if (!b.block.removal && text::EndsSentence(b.block.text)) {
      for (size_t e = b.element;; e = elements_[e].parent) {
        elements_[e].prose += b.block.text.size();
        if (e == 0) break;
      }
    }
  }

  // From the root down to the element below which the prose spreads.
  size_t Container() const {
    std::vector<size_t> best(elements_.size(), 0);
    for (size_t e = 1; e < elements_.size(); ++e) {
      size_t& child = best[elements_[e].parent];
      if (child == 0 || elements_[e].prose > elements_[child].prose) child = e;
    }
    size_t at = 0;
    while (best[at] != 0 && static_cast<double>(elements_[best[at]].prose) >
                                kContainerShare * static_cast<double>(elements_[at].prose)) {
      at = best[at];
    }
    return at;
  }

  bool IsInside(size_t element, size_t container) const {
    while (element > container) element = elements_[element].parent;
    return element == container;
  }

  void MarkOutside(size_t container) {
    if (elements_[0].prose == 0) return;
    for (OwnedBlock& b : blocks_) {
      if (b.block.removal || b.block.role == BlockRole::kTitle || IsInside(b.element, container))
        continue;
      b.block.removal = RemovalReason::kBoilerplate;
    }
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

  std::string_view html_;
  std::string copy_;
  Arena arena_;
  Page page_;
  std::vector<Element> elements_;
  std::vector<OwnedBlock> blocks_;
  bool open_ = false;
  bool h1_ = false;
  bool has_title_ = false;
};

}  // namespace

Page ReadPage(std::string_view html) { return Walker(html).Read(); }

}  // namespace textanalysis::clean
