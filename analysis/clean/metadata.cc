// A page declares its author and days (JSON-LD, <meta>, microdata) and prints them near the title.
// Printed ones are found by the elements that are named so and by their wording; what is printed
// corrects what is declared.

#include "analysis/clean/metadata.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include "analysis/clean/inner_text.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

// A byline, and a line with a day, are no longer than this.
constexpr size_t kMaxLineBytes = 200;
// Blocks around the title and after the body that are looked at.
constexpr size_t kBlocksBefore = 8;
constexpr size_t kBlocksAfter = 40;
constexpr size_t kBlocksBehind = 12;
// The body begins with a block that stays and has so many words.
constexpr size_t kBodyWords = 20;
// A line of so many words that ends as a sentence is one.
constexpr size_t kSentenceWords = 6;
// Marks of one byline stand so near.
constexpr size_t kSameByline = 900;
// So many bytes before a day's element hold its label; so many authors are named.
constexpr size_t kLabelBytes = 300;
constexpr size_t kMaxNames = 100;
// A line that is but a name is no longer.
constexpr size_t kMaxNameLine = 60;
// What stands between two of its names is no longer.
constexpr size_t kMaxBetween = 80;
// A block of so few words may be the label of the next one.
constexpr size_t kLabelWords = 3;
// A block of such nearness stands around the title.
constexpr double kByTitle = 1;

constexpr Hints kOutside = BitOf(Hint::kComments) | BitOf(Hint::kRelated) |
                           BitOf(Hint::kNavigation) | BitOf(Hint::kFooter) |
                           BitOf(Hint::kAdvertisement);

text::Span SpanOf(const Block& b) {
  return {b.pieces.front().source.begin, b.pieces.back().source.end};
}

// Calls `take` with each word in lower case.
template <typename Take>
void ForEachWord(std::string_view s, Take take) {
  const std::string lower = text::ToLower(s);
  std::string word;
  for (size_t at = 0; at < lower.size();) {
    const text::CodePoint c = text::DecodeAt(lower, at);
    if (text::IsWordChar(c.value)) {
      word.append(lower, at, c.length);
    } else if (!word.empty()) {
      take(word);
      word.clear();
    }
    at += c.length;
  }
  if (!word.empty()) take(word);
}

// Where the page's article stands among its blocks.
struct Place {
  size_t title = 0;                     // The title's block, else the body's first.
  size_t body = 0;                      // The first block of prose that stays, or the next.
  size_t prose = 0;                     // The same, or behind all blocks.
  size_t end = 0;                       // Behind the last one that stays.
  size_t head_begin = 0, head_end = 0;  // Blocks where byline and day are printed.
  size_t tail_end = 0;
};

Place PlaceOf(const std::vector<Block>& blocks, const std::optional<size_t>& title) {
  Place out;
  size_t first = blocks.size();
  for (size_t k = 0; k < blocks.size(); ++k) {
    if (blocks[k].removal) continue;
    const bool is_body = blocks[k].role != BlockRole::kTitle && (!title || k > *title) &&
                         text::CountWords(blocks[k].text, kBodyWords) >= kBodyWords;
    if (is_body && first == blocks.size()) first = k;
    out.end = k + 1;
  }
  out.prose = first;
  out.body = first == blocks.size() ? (title ? *title + 1 : 0) : first;
  out.title = title.value_or(out.body);
  out.head_begin = out.title - std::min(out.title, kBlocksBefore);
  out.head_end = std::min({blocks.size(), out.body + 4, out.title + kBlocksAfter});
  out.head_end = std::max(out.head_end, std::min(blocks.size(), out.title + kBlocksBefore));
  out.end = std::max(out.end, out.head_end);
  out.tail_end = std::min(blocks.size(), out.end + kBlocksBehind);
  return out;
}

// One place that names authors.
struct Naming {
  Signature names;
  text::Span source;
  size_t block;
  double strength;
  double score;
};

// One place that states a day.
struct Dating {
  absl::CivilDay day;
  std::optional<absl::CivilDay> other;  // Its figures in the other order.
  double score;
  bool is_update;
  bool is_sure;  // It stands around the title or is called the publication's.
};

class PageMetadata {
 public:
  PageMetadata(std::string_view html, const Page& page, const Title& title,
               std::string_view address, const PageTables& tables, const AuthorReader& authors)
      : html_(html),
        page_(page),
        head_(page.head),
        blocks_(page.blocks),
        references_(tables.references),
        words_(tables.words),
        authors_(authors),
        days_(tables.days),
        place_(PlaceOf(page.blocks, title.block)),
        title_(title),
        address_(!address.empty()           ? std::string(address)
                 : !head_.canonical.empty() ? head_.canonical
                                            : head_.address),
        style_(tables.days.StyleOf(head_.language, address_)),
        article_(MainArticle()) {}

  void Fill(CleanedDocument* out) const {
    FillAuthors(out);
    FillDays(out);
    FillSection(out);
    FillOthers(out);
  }

 private:
  // The article that JSON-LD describes: of the surest type, and of those the one with the title's
  // words, else the first.
  ArticleData MainArticle() const {
    const ArticleData* best = nullptr;
    double best_score = 0;
    for (const ArticleData& article : head_.articles) {
      double score = article.rank;
      if (!article.headline.empty() &&
          NameKey(PlainStatement(article.headline, references_)) == NameKey(title_.text))
        score += 2;
      if (!article.address.empty() && article.address == head_.canonical) score += 1.5;
      if (best == nullptr || score > best_score) {
        best = &article;
        best_score = score;
      }
    }
    if (best == nullptr) return {};
    ArticleData out = *best;
    // What it leaves open another description of the page may have.
    for (const ArticleData& other : head_.articles) {
      if (other.rank > out.rank) continue;
      if (out.authors.empty() && other.rank < out.rank) out.authors = other.authors;
      for (const auto member :
           {&ArticleData::published, &ArticleData::modified, &ArticleData::section,
            &ArticleData::image, &ArticleData::publisher}) {
        if ((out.*member).empty() && other.rank < out.rank) out.*member = other.*member;
      }
    }
    return out;
  }

  // The block that holds a byte of the source, or the next one.
  size_t BlockAt(size_t at) const {
    const auto it = std::partition_point(blocks_.begin(), blocks_.end(), [at](const Block& b) {
      return b.pieces.back().source.end <= at;
    });
    return static_cast<size_t>(it - blocks_.begin());
  }

  // Whether a reader does not see it: of pages that scripts show as a whole all of it is seen.
  bool IsHidden(size_t block) const {
    const bool is_whole = place_.title < blocks_.size() && blocks_[place_.title].markup.hidden;
    return blocks_[block].markup.hidden && !is_whole;
  }

  bool IsOutside(size_t block) const {
    return block >= blocks_.size() || IsHidden(block) || (blocks_[block].markup.hints & kOutside);
  }

  // How likely a byline or day stands there: most between title and body; 0: it does not.
  double Nearness(size_t block) const {
    if (block >= blocks_.size() || IsHidden(block)) return 0;
    // Right below the title it does not matter what an element is called.
    const bool is_below =
        block >= place_.title && block <= std::min(place_.title + kBlocksBefore, place_.body);
    if (!is_below && IsOutside(block)) return 0;
    const auto distance = [block](size_t from) {
      return static_cast<double>(block > from ? block - from : from - block);
    };
    if (block >= place_.title && block < place_.head_end)
      return (block > place_.prose ? 2 : 3) - std::min(1.0, 0.05 * distance(place_.title));
    if (block < place_.title && block >= place_.head_begin)
      return 2 - 0.15 * distance(place_.title);
    if (block >= place_.end && block < place_.tail_end) return 0.8 - 0.05 * distance(place_.end);
    // Within the body, its last blocks.
    if (block >= place_.head_end && block + 6 >= place_.end) return 0.7;
    return block >= place_.head_end && block < place_.end ? 0.2 : 0;
  }

  bool IsAboveBody(size_t block) const {
    return block >= place_.head_begin && block <= place_.prose;
  }

  static double StrengthOf(MarkKinds kinds) {
    const auto has = [kinds](MarkKind kind) { return (kinds & BitOf(kind)) != 0; };
    double out = 0;
    if (has(MarkKind::kAuthorClass)) out = 2;
    if (has(MarkKind::kAuthorLink)) out += 2;
    if (has(MarkKind::kAuthor)) out += 2.5;
    if (out > 0 && has(MarkKind::kName)) out += 0.5;
    if (has(MarkKind::kAside) && !has(MarkKind::kAuthor)) out *= 0.5;
    return std::min(out, 4.5);
  }

  std::vector<Naming> Namings() const {
    std::vector<Naming> out;
    AddMarkedNames(&out);
    AddLines(&out);
    return out;
  }

  void AddMarkedNames(std::vector<Naming>* out) const {
    for (const Mark& m : page_.marks) {
      const double strength = StrengthOf(m.kinds);
      if (strength == 0) continue;
      const size_t block = BlockAt(m.source.begin);
      // What says for certain that it names the author may stand anywhere but among other things.
      const bool is_certain = (m.kinds & BitOf(MarkKind::kAuthor)) && !IsOutside(block);
      const double nearness = std::max(Nearness(block), is_certain ? 0.1 : 0);
      if (nearness == 0) continue;
      const std::string inner = InnerText(html_, m.source, references_);
      if (inner.empty() || inner.size() > kMaxLineBytes) continue;
      Signature names = authors_.Marked(inner);
      if (names.empty()) continue;
      double score = strength + nearness;
      if (names.people.empty()) score -= 1;
      // The smaller element is the surer.
      score -= 0.002 * static_cast<double>(inner.size());
      out->push_back({std::move(names), m.source, block, strength, score});
    }
  }

  void AddLines(std::vector<Naming>* out) const {
    const auto add = [this, out](size_t begin, size_t end) {
      for (size_t k = begin; k < end; ++k) {
        const Block& b = blocks_[k];
        const double nearness = Nearness(k);
        if (nearness == 0 || b.role == BlockRole::kTitle || b.text.size() > kMaxLineBytes) continue;
        if (b.role == BlockRole::kHeading && !OpensByline(b.text)) continue;
        const std::string inner = InnerText(html_, SpanOf(b), references_);
        Signature names = authors_.Line(inner);
        // "By" may stand alone, the name in the next line.
        text::Span source = SpanOf(b);
        if (names.empty() && text::CountWords(b.text) <= 3 && k + 1 < blocks_.size() &&
            blocks_[k + 1].text.size() <= kMaxNameLine) {
          names = authors_.Line(inner + kTagPlace +
                                InnerText(html_, SpanOf(blocks_[k + 1]), references_));
          source.end = SpanOf(blocks_[k + 1]).end;
        }
        if (names.empty()) continue;
        const double strength = names.people.empty() ? 1.5 : 3;
        out->push_back({std::move(names), source, k, strength, strength + nearness});
      }
    };
    add(place_.head_begin, place_.head_end);
    add(std::max(place_.head_end, place_.end - std::min(place_.end, size_t{6})), place_.tail_end);
  }

  // Whether a heading is a byline: by its first word, "Written by Ana Diaz", "Author"; or because it
  // leads to one, "Article by".
  bool OpensByline(std::string_view heading) const {
    constexpr WordKinds kOpens =
        BitOf(WordKind::kBy) | BitOf(WordKind::kLabel) | BitOf(WordKind::kPublished);
    std::vector<std::string> words;
    ForEachWord(heading, [&words](const std::string& word) { words.push_back(word); });
    return !words.empty() &&
           ((words_.Of(words.front()) & kOpens) ||
            (words.size() <= kLabelWords && words_.Is(words.back(), WordKind::kBy)));
  }

  struct Printed {
    Signature names;
    double score = 0;
    std::optional<size_t> block{};
    text::Span source{};
  };

  // The likeliest naming, with those that stand beside it.
  Printed PrintedNames() const {
    std::vector<Naming> namings = Namings();
    if (namings.empty()) return {};
    const auto best =
        std::max_element(namings.begin(), namings.end(),
                         [](const Naming& a, const Naming& b) { return a.score < b.score; });
    Printed out{{}, best->score, best->block, best->source};
    const bool has_people = !best->names.people.empty();
    std::vector<const Naming*> beside;
    for (const Naming& n : namings) {
      if (&n == &*best || (has_people != n.names.people.empty() && IsBeside(n, *best)))
        beside.push_back(&n);
    }
    std::stable_sort(beside.begin(), beside.end(), [](const Naming* a, const Naming* b) {
      return a->source.begin < b->source.begin;
    });
    for (const Naming* n : beside) {
      if (has_people) {
        AddNames(n->names.people, &out.names.people);
      } else {
        AddNames(n->names.others, &out.names.others);
      }
    }
    return out;
  }

  // Whether both are of one byline: of one kind, and between them nothing but other names.
  bool IsBeside(const Naming& a, const Naming& b) const {
    const auto [first, second] =
        std::minmax(a.source, b.source,
                    [](const text::Span& x, const text::Span& y) { return x.begin < y.begin; });
    if (std::abs(a.strength - b.strength) > 1.1) return false;
    // What a line holds that did not name it is not of its byline.
    if (second.begin < first.end) return a.source.size() >= b.source.size();
    if (second.begin - first.end > kSameByline) return false;
    const std::string between = InnerText(html_, {first.end, second.begin}, references_);
    return between.size() <= kMaxBetween && !SaysMore(between);
  }

  // Whether a text says who reviewed, photographed or changed something.
  bool SaysMore(std::string_view text) const {
    bool out = false;
    ForEachWord(text, [this, &out](const std::string& word) {
      constexpr WordKinds kMore = BitOf(WordKind::kEnd) | BitOf(WordKind::kUpdated);
      out = out || (words_.Of(word) & kMore);
    });
    return out;
  }

  static void AddNames(const std::vector<std::string>& names, std::vector<std::string>* out) {
    for (const std::string& name : names) {
      const std::string key = NameKey(name);
      const bool is_known = std::any_of(out->begin(), out->end(), [&key](const std::string& known) {
        const std::string other = NameKey(known);
        return other == key || (other.size() > key.size() && other.find(key) != std::string::npos);
      });
      if (!is_known && out->size() < kMaxNames) out->push_back(name);
    }
  }

  bool IsPublisher(const std::string& name) const {
    const std::string key = NameKey(name);
    for (const std::string* known :
         {&head_.site_name, &head_.data_site_name, &article_.publisher}) {
      const std::string other = NameKey(PlainStatement(*known, references_));
      if (!other.empty() && (other == key || other.find(key) != std::string::npos)) return true;
    }
    return false;
  }

  Signature DeclaredNames() const {
    Signature out;
    const auto add = [this, &out](const std::vector<std::string>& values) {
      for (const std::string& value : values) {
        const Signature names = authors_.Stated(value);
        for (const std::string& name : names.people)
          AddNames({name}, IsPublisher(name) ? &out.others : &out.people);
        AddNames(names.others, &out.others);
      }
    };
    add(article_.authors);
    if (out.people.empty()) {
      Signature data = std::move(out);
      out = {};
      add(head_.authors);
      if (out.people.empty()) add(LabelledAuthors());
      if (out.people.empty()) AddNames(out.others, &data.others);
      if (out.people.empty()) out = std::move(data);
    }
    return out;
  }

  // "Written by" beside "Ana Diaz", as cards for social networks state it.
  std::vector<std::string> LabelledAuthors() const {
    std::vector<std::string> out;
    for (size_t k = 0; k < std::min(head_.card_labels.size(), head_.card_data.size()); ++k) {
      bool is_author = false;
      ForEachWord(head_.card_labels[k], [&](const std::string& word) {
        constexpr WordKinds kOpens = BitOf(WordKind::kBy) | BitOf(WordKind::kLabel);
        is_author = is_author || (words_.Of(word) & kOpens);
      });
      if (is_author) out.push_back(head_.card_data[k]);
    }
    return out;
  }

  static bool Share(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&b](const std::string& name) {
      const std::string key = NameKey(name);
      return std::any_of(b.begin(), b.end(),
                         [&key](const std::string& other) { return NameKey(other) == key; });
    });
  }

  void FillAuthors(CleanedDocument* out) const {
    const Printed printed = PrintedNames();
    const Signature declared = DeclaredNames();
    out->author_names = Chosen(declared, printed);
    if (out->author_names.empty() && out->kind == PageKind::kArticle) AddNameByDay(out);
    // A line that names others is of another story, or of who reviewed it.
    const bool is_its_own = Share(out->author_names, printed.names.people) ||
                            Share(out->author_names, printed.names.others);
    if (printed.block && is_its_own) out->byline = BylineOf(printed);
  }

  // Where nothing says who wrote, a name beside the day above the body; what also stands among links
  // or is the section is a topic.
  void AddNameByDay(CleanedDocument* out) const {
    for (size_t k = place_.head_begin; k < std::min(place_.prose, place_.head_end); ++k) {
      const Block& b = blocks_[k];
      const bool has_day = b.states_day || (k > 0 && blocks_[k - 1].states_day) ||
                           (k + 1 < blocks_.size() && blocks_[k + 1].states_day);
      const bool is_line = b.role != BlockRole::kTitle && b.role != BlockRole::kHeading &&
                           b.text.size() <= kMaxNameLine;
      if (!has_day || !is_line || Nearness(k) < kByTitle) continue;
      const std::string name = authors_.Alone(InnerText(html_, SpanOf(b), references_));
      if (name.empty() || IsTopic(name)) continue;
      out->author_names = {name};
      out->byline = Metadata{b.text, SpanOf(b)};
      return;
    }
  }

  bool IsTopic(const std::string& name) const {
    const std::string key = NameKey(name);
    const auto is_same = [&key, this](const std::string& statement) {
      return NameKey(PlainStatement(statement, references_)) == key;
    };
    if (IsPublisher(name) || is_same(article_.section) || is_same(head_.section)) return true;
    if (std::any_of(head_.tags.begin(), head_.tags.end(), is_same)) return true;
    return std::any_of(blocks_.begin(), blocks_.end(), [&key](const Block& b) {
      return (b.markup.hints & kOutside) && b.text.size() <= kMaxNameLine && NameKey(b.text) == key;
    });
  }

  // People before others, what is printed by the title before what is declared.
  std::vector<std::string> Chosen(const Signature& declared, const Printed& printed) const {
    const std::vector<std::string>& people = printed.names.people;
    if (!declared.people.empty() && !people.empty()) {
      if (Share(declared.people, people))
        return people.size() > declared.people.size() ? people : declared.people;
      return printed.score >= 5.5 ? people : declared.people;
    }
    if (!declared.people.empty()) return declared.people;
    if (!people.empty()) return people;
    const bool is_sure = printed.score >= 3.5 || declared.others.empty();
    return is_sure && !printed.names.others.empty() ? printed.names.others : declared.others;
  }

  // A text whose elements are apart where they would run into one word: "by" and "Ana Diaz".
  static std::string Spaced(std::string_view inner) {
    std::string out;
    for (size_t at = 0; at < inner.size(); ++at) {
      const bool goes_on =
          at + 1 < inner.size() && text::IsWordChar(text::DecodeAt(inner, at + 1).value);
      if (inner[at] != kTagPlace) {
        out.push_back(inner[at]);
      } else if (goes_on) {
        out.push_back(' ');
      }
    }
    return text::CollapseSpace(out);
  }

  Metadata BylineOf(const Printed& printed) const {
    const text::Span block = SpanOf(blocks_[*printed.block]);
    const bool is_line = blocks_[*printed.block].text.size() <= kMaxLineBytes;
    const text::Span source =
        is_line ? text::Span{block.begin, std::max(block.end, printed.source.end)} : printed.source;
    return {Spaced(InnerText(html_, source, references_)), source};
  }

  // Whether what stands before a day in its line says that something was changed on it.
  bool IsUpdate(std::string_view before) const {
    return IsLabelled(before, WordKind::kUpdated, WordKind::kPublished);
  }
  bool IsPublication(std::string_view before) const {
    return IsLabelled(before, WordKind::kPublished, WordKind::kUpdated);
  }

  // The last word of either kind decides, of the last 60 bytes.
  bool IsLabelled(std::string_view before, WordKind wanted, WordKind other) const {
    if (before.size() > 60) before.remove_prefix(before.size() - 60);
    bool out = false;
    ForEachWord(before, [&](const std::string& word) {
      if (words_.Is(word, wanted)) {
        out = true;
      } else if (words_.Is(word, other)) {
        out = false;
      }
    });
    return out;
  }

  // Adds the days of a text, before which `label` is printed.
  void AddDays(std::string_view text, std::string label, Dating dating, bool needs_label,
               std::vector<Dating>* out) const {
    size_t from = 0;
    for (const FoundDay& found : days_.Find(text, style_)) {
      label += text.substr(from, found.span.begin - from);
      from = found.span.end;
      const bool is_publication = IsPublication(label);
      const bool is_update = IsUpdate(label) || (dating.is_update && !is_publication);
      label.clear();
      if (needs_label && !is_update && !is_publication) continue;
      out->push_back({found.day, found.other, dating.score + (is_update || is_publication ? 1 : 0),
                      is_update, dating.is_sure || (is_publication && !is_update)});
    }
  }

  // What is printed before a place of a block: in the block, else in a short one above it.
  std::string LabelBefore(size_t block, size_t at) const {
    if (block >= blocks_.size()) return "";
    const size_t begin =
        std::max(std::min(at, SpanOf(blocks_[block]).begin), at - std::min(at, kLabelBytes));
    std::string out = InnerText(html_, {begin, at}, references_);
    const bool has_words = text::CountWords(out) > 0;
    if (!has_words && block > 0 && text::CountWords(blocks_[block - 1].text) <= kLabelWords)
      out = blocks_[block - 1].text + " ";
    return out;
  }

  std::vector<Dating> Datings() const {
    std::vector<Dating> out;
    for (const Mark& m : page_.marks) {
      constexpr MarkKinds kDays = BitOf(MarkKind::kDateClass) | BitOf(MarkKind::kUpdatedClass) |
                                  BitOf(MarkKind::kPublished) | BitOf(MarkKind::kModified) |
                                  BitOf(MarkKind::kTime);
      if (m.kinds & kDays) AddMarkedDay(m, &out);
    }
    for (size_t k = place_.head_begin; k < place_.tail_end; ++k) AddLineDays(k, &out);
    return out;
  }

  void AddLineDays(size_t k, std::vector<Dating>* out) const {
    const Block& b = blocks_[k];
    const double nearness = Nearness(k);
    if (nearness == 0 || b.text.size() > kMaxLineBytes || b.text.size() < 6) return;
    if (!std::any_of(b.text.begin(), b.text.end(), [](char c) {
          return text::IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0xC0;
        }))
      return;
    // A sentence states all sorts of days, and so does a caption or whatever line of the body.
    const bool is_sentence =
        text::EndsSentence(b.text) || k > place_.prose || (b.markup.hints & BitOf(Hint::kCaption));
    const bool is_prose = is_sentence && text::CountWords(b.text) >= kSentenceWords;
    const bool needs_label = nearness < kByTitle || is_prose || b.text.size() > 120;
    AddDays(b.text, LabelBefore(k, SpanOf(b).begin), {{}, {}, 1 + nearness, false, IsAboveBody(k)},
            needs_label, out);
  }

  void AddMarkedDay(const Mark& m, std::vector<Dating>* out) const {
    const auto has = [&m](MarkKind kind) { return (m.kinds & BitOf(kind)) != 0; };
    const bool is_microdata = has(MarkKind::kPublished) || has(MarkKind::kModified);
    const bool is_certain = is_microdata || has(MarkKind::kTime);
    const size_t block = BlockAt(m.source.begin);
    const double nearness = Nearness(block);
    const bool is_far = nearness == 0;
    if (is_far && (IsOutside(block) || !is_certain)) return;
    const std::string inner = InnerText(html_, m.source, references_);
    if (inner.size() > kMaxLineBytes) return;
    const bool is_publication = has(MarkKind::kPublished) || has(MarkKind::kPublishedClass);
    const bool is_update =
        has(MarkKind::kModified) || (has(MarkKind::kUpdatedClass) && !is_publication);
    const double score = nearness + (is_microdata           ? 3.5
                                     : is_far               ? 0
                                     : has(MarkKind::kTime) ? 2
                                                            : 1.5);
    const std::string label = LabelBefore(block, m.source.begin);
    const size_t known = out->size();
    Dating dating{{}, {}, score, is_update, is_far ? false : IsAboveBody(block)};
    AddDays(inner, label, dating, nearness < kByTitle && !is_certain, out);
    // What the element prints goes before its attribute, which may be in UTC.
    if (out->size() > known || m.value.empty() || (nearness < kByTitle && !is_certain)) return;
    const auto stated = days_.Read(m.value, style_);
    if (!stated) return;
    dating.day = *stated;
    dating.is_update = is_update || IsUpdate(label);
    out->push_back(dating);
  }

  static const Dating* Best(const std::vector<Dating>& datings, bool is_update) {
    const Dating* best = nullptr;
    for (const Dating& d : datings) {
      if (d.is_update == is_update && (best == nullptr || d.score > best->score)) best = &d;
    }
    return best;
  }

  // The first of the data that states a day.
  std::optional<StatedDay> FirstOf(std::initializer_list<const std::string*> data) const {
    for (const std::string* datum : data) {
      if (const auto stated = days_.ReadStated(*datum, style_)) return stated;
    }
    return std::nullopt;
  }

  // "03/10/2023" is the day that another statement of the page knows.
  static void Settle(const std::optional<StatedDay>& known, std::vector<Dating>* datings) {
    for (Dating& d : *datings) {
      if (known && d.other && Agrees(*d.other, *known)) d.day = *d.other;
    }
  }

  void FillDays(CleanedDocument* out) const {
    const auto declared = FirstOf({&article_.published, &head_.published});
    const auto dated = days_.ReadStated(head_.dated, style_);
    const auto modified = FirstOf({&article_.modified, &head_.modified});
    const auto of_address = DayOfAddress();
    std::vector<Dating> datings = Datings();
    for (const auto& known : {declared, dated, modified}) Settle(known, &datings);
    if (of_address) Settle(StatedDay{*of_address, 0, 0}, &datings);
    const Dating* const printed = Best(datings, false);
    const Dating* const updated = Best(datings, true);
    if (declared) {
      out->publish_day = Published(*declared, datings);
    } else if (printed != nullptr && (!dated || printed->is_sure)) {
      out->publish_day = printed->day;
    } else if (dated) {
      out->publish_day = dated->day;
    } else if (of_address) {
      out->publish_day = of_address;
    } else if (updated != nullptr) {
      // The only day that the page shows.
      out->publish_day = updated->day;
    }
    if (updated != nullptr) {
      out->modified_day = updated->day;
    } else if (modified) {
      out->modified_day = modified->day;
    }
    if (out->modified_day && out->publish_day && *out->modified_day < *out->publish_day)
      out->modified_day.reset();
  }

  static bool Agrees(absl::CivilDay day, const StatedDay& stated) {
    const absl::civil_diff_t days = day - stated.day;
    return days <= stated.after && -days <= stated.before;
  }

  // What is printed goes before what is declared where zones may part them, and where it is earlier
  // and the declared day is not printed at all: many pages declare when they were last built.
  static absl::CivilDay Published(const StatedDay& declared, const std::vector<Dating>& datings) {
    const auto agrees = [&declared](const Dating& d) {
      return !d.is_update && Agrees(d.day, declared);
    };
    const Dating* const printed = Best(datings, false);
    if (printed == nullptr) return declared.day;
    const bool is_earlier = printed->is_sure && printed->day < declared.day &&
                            std::none_of(datings.begin(), datings.end(), agrees);
    return is_earlier || agrees(*printed) ? printed->day : declared.day;
  }

  // "/2020/03/17/", "/2020-03-17-title": the last resort.
  std::optional<absl::CivilDay> DayOfAddress() const {
    const size_t scheme = address_.find("://");
    const size_t path = address_.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    if (path == std::string::npos) return std::nullopt;
    const std::string_view whole = std::string_view(address_).substr(path, 300);
    for (const FoundDay& found : days_.Find(whole, style_)) {
      const char first = whole[found.span.begin], second = whole[found.span.begin + 1];
      if ((first == '1' && second == '9') || (first == '2' && second == '0')) return found.day;
    }
    return std::nullopt;
  }

  // What is no section: buttons, names of authors, numbers.
  bool IsSection(std::string_view value, const CleanedDocument& document) const {
    if (value.empty() || value.size() > 60 || text::CountWords(value) > 6) return false;
    if (text::CountWords(value) == 0 || value.ends_with(':')) return false;
    if (!days_.Find(value, style_).empty()) return false;
    if (words_.Is(text::ToLower(value), WordKind::kNoSection)) return false;
    const std::string key = NameKey(value);
    return std::none_of(document.author_names.begin(), document.author_names.end(),
                        [&key](const std::string& name) { return NameKey(name) == key; });
  }

  // "Back to blog", "Share article": what buttons say.
  bool SaysToAct(std::string_view value) const {
    bool out = false;
    ForEachWord(value, [&](const std::string& word) {
      out = out || words_.Is(word, WordKind::kNoSection);
    });
    return out;
  }

  void FillSection(CleanedDocument* out) const {
    for (const std::string* declared : {&article_.section, &head_.section}) {
      const std::string value = PlainStatement(*declared, references_);
      if (IsSection(value, *out)) {
        out->section = Metadata{value, {}};
        return;
      }
    }
    for (const Mark& m : page_.marks) {
      if (!(m.kinds & BitOf(MarkKind::kSection)) || StrengthOf(m.kinds) > 0) continue;
      const size_t block = BlockAt(m.source.begin);
      if (block + 4 < place_.title || block > place_.title + 3 || IsOutside(block)) continue;
      std::string inner = InnerText(html_, m.source, references_);
      while (!inner.empty() && (inner.front() == kTagPlace || inner.front() == ' '))
        inner.erase(0, 1);
      inner = inner.substr(0, inner.find(kTagPlace));
      const std::string value = text::CollapseSpace(inner);
      const bool is_name = !value.empty() && !text::IsLower(text::DecodeAt(value, 0).value);
      if (!is_name || text::CountWords(value) > 3 || SaysToAct(value) || !IsSection(value, *out) ||
          text::EndsSentence(value))
        continue;
      out->section = Metadata{value, m.source};
      return;
    }
  }

  void FillOthers(CleanedDocument* out) const {
    for (const std::string* address : {&head_.canonical, &head_.address}) {
      if (out->canonical_url.empty() && address->find("://") != std::string::npos)
        out->canonical_url = PlainStatement(*address, references_);
    }
    out->site_name = PlainStatement(!head_.site_name.empty()        ? head_.site_name
                                    : !head_.data_site_name.empty() ? head_.data_site_name
                                                                    : article_.publisher,
                                    references_);
    out->description = PlainStatement(
        head_.description.empty() ? article_.description : head_.description, references_);
    out->image_url =
        PlainStatement(head_.image.empty() ? article_.image : head_.image, references_);
    AddTags(out);
  }

  // What programs number things by: "98be933f-38cf-4fba-b6c6-ad438e82010a".
  static bool IsNumbering(std::string_view tag) {
    return tag.size() >= 32 &&
           tag.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
  }

  void AddTag(std::string_view raw, CleanedDocument* out) const {
    std::string tag = PlainStatement(raw, references_);
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
    for (const std::string& tag : head_.tags) AddList(tag, true, out);
    if (out->tags.empty()) {
      for (const std::string& tag : article_.tags) AddTag(tag, out);
    }
    if (out->tags.empty()) AddList(head_.keywords, false, out);
    if (!out->tags.empty()) return;
    for (const Mark& m : page_.marks) {
      if (!(m.kinds & BitOf(MarkKind::kTag)) || IsOutside(BlockAt(m.source.begin))) continue;
      std::string inner = InnerText(html_, m.source, references_);
      std::replace(inner.begin(), inner.end(), kTagPlace, ' ');
      AddTag(inner, out);
    }
  }

  std::string_view html_;
  const Page& page_;
  const Head& head_;
  const std::vector<Block>& blocks_;
  const References& references_;
  const MetadataWords& words_;
  const AuthorReader& authors_;
  const DayReader& days_;
  const Place place_;
  const Title& title_;
  const std::string address_;
  const DayStyle style_;
  const ArticleData article_;
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
  PageMetadata(html, page, title, address, tables_, authors_).Fill(document);
}

void MetadataReader::Read(std::string_view text, const std::vector<Block>& blocks,
                          CleanedDocument* document) const {
  for (const Block& b : blocks) {
    if (b.pieces.empty()) continue;
    if (b.role == BlockRole::kTitle && !b.removal && !document->title)
      document->title = Metadata{b.text, SpanOf(b)};
    if (b.removal != RemovalReason::kMetadata || b.text.size() > kMaxLineBytes) continue;
    Signature names = authors_.Line(text::CollapseSpace(Slice(text, SpanOf(b))));
    if (!names.people.empty() && !document->byline) {
      document->byline = Metadata{b.text, SpanOf(b)};
      document->author_names = std::move(names.people);
    } else if (names.empty() && !document->section && text::CountWords(b.text) <= 2 &&
               text::StartsUpper(b.text) &&
               !tables_.words.Is(text::ToLower(b.text), WordKind::kNoSection)) {
      document->section = Metadata{b.text, SpanOf(b)};
    }
  }
  document->publish_day = DayNearTitle(blocks, tables_.days);
}

}  // namespace textanalysis::clean
