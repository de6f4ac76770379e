// Who wrote a page's article: what is declared (JSON-LD, <meta>) and what is printed near the title, as
// elements that are named so and by its wording.

#include "analysis/clean/page_authors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

#include "analysis/clean/inner_text.h"

namespace textanalysis::clean {
namespace {

// Marks of one byline stand so near, and so much may be between two of its names.
constexpr size_t kSameByline = 900;
constexpr size_t kMaxBetween = 80;
// No more authors than this are kept.
constexpr size_t kMaxNames = 100;
// A caption says more than who took the picture.
constexpr size_t kCaptionWords = 8;
// A name without anything behind it has so many words at most.
constexpr size_t kMaxNameWords = 6;
// So many blocks at the end of the body may sign it.
constexpr size_t kLastBlocks = 6;

// One place that names authors.
struct Naming {
  Signature names;
  text::Span source;
  size_t block;
  double strength;
  double score;
};

class AuthorFinder {
 public:
  AuthorFinder(const ArticlePage& page, const AuthorReader& authors)
      : page_(page), authors_(authors), scores_(page.scores().author) {}

  void Fill(CleanedDocument* out) const {
    const Printed printed = PrintedNames();
    const Signature declared = DeclaredNames();
    out->author_names = Chosen(declared, printed);
    if (out->author_names.empty() && out->kind == PageKind::kArticle) AddNameByDay(out);
    // A line that names others is of another story, or of who reviewed it.
    const bool is_its_own = Share(out->author_names, printed.names.people) ||
                            Share(out->author_names, printed.names.others);
    if (printed.block && is_its_own) out->byline = BylineOf(printed);
  }

 private:
  std::vector<Naming> Namings() const {
    std::vector<Naming> out;
    AddMarkedNames(&out);
    AddLines(&out);
    return out;
  }

  void AddMarkedNames(std::vector<Naming>* out) const {
    for (const Mark& m : page_.page().marks) {
      const double strength = AuthorStrengthOf(m.kinds, scores_);
      if (strength == 0) continue;
      const size_t block = page_.BlockAt(m.source.begin);
      // What says for certain that it names the author may stand anywhere but among other things.
      const bool is_certain = (m.kinds & BitOf(MarkKind::kAuthor)) &&
                              (!page_.IsOutside(block) || page_.IsOwnFooter(block));
      const double nearness = std::max(page_.Nearness(block), is_certain ? scores_.anywhere : 0);
      if (nearness == 0) continue;
      const std::string inner = page_.Inner(NameWithin(m));
      if (inner.empty() || inner.size() > kMaxLineBytes) continue;
      if (IsOfOthers(m, block)) continue;
      Signature names = authors_.Marked(inner);
      if (names.empty()) continue;
      // An element beside the name holds posts and degrees, of which some look like names: "Licensed
      // Taster, M.A. Journalism".
      const bool is_post = (m.kinds & BitOf(MarkKind::kAside)) && !names.others.empty();
      if (is_post && !names.people.empty()) continue;
      double score = strength + nearness;
      if (names.people.empty()) score -= scores_.no_person;
      // The smaller element is the surer.
      score -= scores_.byte * static_cast<double>(inner.size());
      out->push_back({std::move(names), m.source, block, strength, score});
    }
  }

  // Where an element that is the author's holds one that is the name, that one: beside it stand posts
  // and points.
  text::Span NameWithin(const Mark& m) const {
    if (!(m.kinds & BitOf(MarkKind::kAuthor))) return m.source;
    text::Span out = m.source;
    size_t count = 0;
    for (const Mark* one = &m + 1; one != page_.page().marks.data() + page_.page().marks.size() &&
                                   one->source.begin < m.source.end;
         ++one) {
      if (!(one->kinds & BitOf(MarkKind::kName))) continue;
      out = one->source;
      ++count;
    }
    return count == 1 ? out : m.source;
  }

  // Whether an element names who took a picture, or who reviewed or edited: "Reviewed by".
  bool IsOfOthers(const Mark& m, size_t block) const {
    if (block >= page_.blocks().size()) return false;
    const Block& b = page_.blocks()[block];
    const bool is_caption =
        (b.markup.near_hints & BitOf(Hint::kCaption)) && text::CountWords(b.text) >= kCaptionWords;
    if (is_caption) return true;
    constexpr WordKinds kOther = BitOf(WordKind::kEnd) | BitOf(WordKind::kUpdated);
    std::array<WordKinds, 3> last{};
    ForEachWord(page_.Inner(page_.LabelBefore(block, m.source.begin)),
                [&](const std::string& word) {
                  last = {last[1], last[2], page_.words().Of(word)};
                });
    const bool is_other = (last[1] & kOther) && !(last[1] & BitOf(WordKind::kPublished));
    // "Last post by" leads to one who answered, not to one who wrote the page.
    const bool is_last = last[0] & BitOf(WordKind::kUpdated);
    return (last[2] & BitOf(WordKind::kBy)) && (is_other || is_last);
  }

  void AddLines(std::vector<Naming>* out) const {
    const auto add = [this, out](size_t begin, size_t end) {
      for (size_t k = begin; k < end; ++k) {
        const Block& b = page_.blocks()[k];
        const double nearness = page_.Nearness(k);
        if (nearness == 0 || b.role == BlockRole::kTitle || b.text.size() > kMaxLineBytes) continue;
        if (b.role == BlockRole::kHeading && !OpensByline(b.text)) continue;
        const std::string inner = page_.Inner(SourceOf(b));
        Signature names = authors_.Line(inner);
        // "By" may stand in a line of its own, and the name in the next one.
        text::Span source = SourceOf(b);
        if (names.empty() && LeadsToName(b.text) && k + 1 < page_.blocks().size() &&
            page_.blocks()[k + 1].text.size() <= kMaxNameLine) {
          names = authors_.Line(inner + kTagPlace + page_.Inner(SourceOf(page_.blocks()[k + 1])));
          source.end = SourceOf(page_.blocks()[k + 1]).end;
        }
        if (names.empty()) continue;
        // Within the body the books of others are signed.
        const bool is_within = k > page_.place().prose && k + kLastBlocks < page_.place().end;
        const double strength =
            names.people.empty() || is_within ? scores_.weak_line : scores_.line;
        out->push_back({std::move(names), source, k, strength, strength + nearness});
      }
    };
    add(page_.place().head_begin, page_.place().head_end);
    add(std::max(page_.place().head_end,
                 page_.place().end - std::min(page_.place().end, kLastBlocks)),
        page_.place().tail_end);
  }

  // Whether a line ends with a word that a name follows: "By", "Written by", "Author".
  bool LeadsToName(std::string_view line) const {
    constexpr WordKinds kLast = BitOf(WordKind::kBy) | BitOf(WordKind::kLabel);
    size_t words = 0;
    WordKinds last = 0;
    ForEachWord(line, [&](const std::string& word) {
      last = page_.words().Of(word);
      ++words;
    });
    return words <= kLabelWords && (last & kLast);
  }

  // Whether a heading is a byline: by its first word, "Written by Ana Diaz", "Author"; or because it
  // leads to one, "Article by".
  bool OpensByline(std::string_view heading) const {
    constexpr WordKinds kOpens =
        BitOf(WordKind::kBy) | BitOf(WordKind::kLabel) | BitOf(WordKind::kPublished);
    std::vector<std::string> words;
    ForEachWord(heading, [&words](const std::string& word) { words.push_back(word); });
    return !words.empty() &&
           ((page_.words().Of(words.front()) & kOpens) ||
            (words.size() <= kLabelWords && page_.words().Is(words.back(), WordKind::kBy)));
  }

  struct Printed {
    Signature names;
    double score = 0;
    std::optional<size_t> block{};
    text::Span source{};
  };

  // Who publishes is no author beside people, unless the page declares so: it may be a person's own.
  void DropPublisher(std::vector<std::string>* people) const {
    const auto is_publisher = [this](const std::string& name) {
      return IsPublisher(name) && !text::IsOneOf(name, page_.article().authors);
    };
    if (!std::all_of(people->begin(), people->end(), is_publisher))
      std::erase_if(*people, is_publisher);
  }

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
        AddNames(n->names.loose, &out.names.loose);
      } else {
        AddNames(n->names.others, &out.names.others);
      }
    }
    // Who is named apart in another place is an author.
    std::erase_if(out.names.loose, [&beside](const std::string& name) {
      return std::any_of(beside.begin(), beside.end(), [&name](const Naming* n) {
        return text::IsOneOf(name, n->names.people) && !text::IsOneOf(name, n->names.loose);
      });
    });
    DropPublisher(&out.names.people);
    return out;
  }

  // Whether both are of one byline: of one kind, and between them nothing but other names.
  bool IsBeside(const Naming& a, const Naming& b) const {
    const auto [first, second] =
        std::minmax(a.source, b.source,
                    [](const text::Span& x, const text::Span& y) { return x.begin < y.begin; });
    if (std::abs(a.strength - b.strength) > scores_.alike) return false;
    // What a line holds that did not name it is not of its byline.
    if (second.begin < first.end) return a.source.size() >= b.source.size();
    if (second.begin - first.end > kSameByline) return false;
    const std::string between = page_.Inner({first.end, second.begin});
    return between.size() <= kMaxBetween && !SaysMore(between);
  }

  // Whether a text says who reviewed, photographed or changed something.
  bool SaysMore(std::string_view text) const {
    bool out = false;
    ForEachWord(text, [this, &out](const std::string& word) {
      constexpr WordKinds kMore = BitOf(WordKind::kEnd) | BitOf(WordKind::kUpdated);
      out = out || (page_.words().Of(word) & kMore);
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
    return IsOfSite(name) || IsPartOf(name, page_.head().publisher);
  }

  // Whether a name is the site's, or a part of that.
  bool IsOfSite(const std::string& name) const {
    return IsPartOf(name, page_.head().site_name) || IsPartOf(name, page_.head().data_site_name) ||
           IsPartOf(name, page_.article().publisher);
  }

  bool IsPartOf(const std::string& name, const std::string& statement) const {
    const std::string whole = NameKey(PlainStatement(statement, page_.references()));
    return !whole.empty() && whole.find(NameKey(name)) != std::string::npos;
  }

  // Whether a name has nothing behind it: no "| All the news".
  static bool IsNameAlone(std::string_view name) {
    return text::CountWords(name) <= kMaxNameWords &&
           name.find_first_of("|(/:,;@") == std::string_view::npos &&
           name.find(" - ") == std::string_view::npos;
  }

  Signature DeclaredNames() const {
    Signature out;
    const auto add = [this, &out](const std::vector<std::string>& values) {
      for (const std::string& value : values) {
        // A site's name may look like a person with a post: "Luxury Travel Expert".
        const std::string whole = PlainStatement(value, page_.references());
        if (IsOfSite(whole) && IsNameAlone(whole)) {
          AddNames({whole}, &out.others);
          continue;
        }
        const Signature names = authors_.Stated(value);
        for (const std::string& name : names.people)
          AddNames({name}, IsPublisher(name) ? &out.others : &out.people);
        AddNames(names.others, &out.others);
      }
    };
    add(page_.article().authors);
    if (out.people.empty()) {
      Signature data = std::move(out);
      out = {};
      add(page_.head().authors);
      if (out.people.empty()) add(LabelledAuthors());
      if (out.people.empty()) AddNames(out.others, &data.others);
      if (out.people.empty()) out = std::move(data);
    }
    return out;
  }

  // Returns the authors that cards for social networks state as a pair of label and datum: "Written
  // by" and "Ana Diaz".
  std::vector<std::string> LabelledAuthors() const {
    std::vector<std::string> out;
    for (size_t k = 0; k < std::min(page_.head().card_labels.size(), page_.head().card_data.size());
         ++k) {
      bool is_author = false;
      ForEachWord(page_.head().card_labels[k], [&](const std::string& word) {
        constexpr WordKinds kOpens = BitOf(WordKind::kBy) | BitOf(WordKind::kLabel);
        is_author = is_author || (page_.words().Of(word) & kOpens);
      });
      if (is_author) out.push_back(page_.head().card_data[k]);
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

  // Where nothing says who wrote, a name beside the day above the body; what also stands among links
  // or is the section is a topic.
  void AddNameByDay(CleanedDocument* out) const {
    for (size_t k = page_.place().head_begin;
         k < std::min(page_.place().prose + kLabelWords, page_.place().head_end); ++k) {
      const Block& b = page_.blocks()[k];
      const bool has_day = b.states_day || (k > 0 && page_.blocks()[k - 1].states_day) ||
                           (k + 1 < page_.blocks().size() && page_.blocks()[k + 1].states_day);
      const bool is_line = b.role != BlockRole::kTitle && b.role != BlockRole::kHeading &&
                           b.text.size() <= kMaxNameLine;
      if (!has_day || !is_line || page_.Nearness(k) < page_.scores().near.by_title) continue;
      const std::string name = authors_.Alone(page_.Inner(SourceOf(b)));
      if (name.empty() || IsTopic(name)) continue;
      out->author_names = {name};
      out->byline = Metadata{b.text, SourceOf(b)};
      return;
    }
  }

  bool IsTopic(const std::string& name) const {
    const std::string key = NameKey(name);
    const auto is_same = [&key, this](const std::string& statement) {
      return NameKey(PlainStatement(statement, page_.references())) == key;
    };
    if (IsPublisher(name) || is_same(page_.article().section) || is_same(page_.head().section))
      return true;
    if (std::any_of(page_.head().tags.begin(), page_.head().tags.end(), is_same)) return true;
    return std::any_of(page_.blocks().begin(), page_.blocks().end(), [&key](const Block& b) {
      return (b.markup.hints & kOutside) && b.text.size() <= kMaxNameLine && NameKey(b.text) == key;
    });
  }

  // Those who are printed where they are more, but none whom only a tag parts from a name and nobody
  // declares: a post or place in an element of its own looks the same.
  static std::vector<std::string> Joined(const std::vector<std::string>& declared,
                                         const Signature& printed) {
    std::vector<std::string> out = printed.people;
    std::erase_if(out, [&](const std::string& name) {
      return text::IsOneOf(name, printed.loose) && !Share({name}, declared);
    });
    return out.size() > declared.size() ? out : declared;
  }

  // People before others, what is printed by the title before what is declared.
  std::vector<std::string> Chosen(const Signature& declared, const Printed& printed) const {
    const std::vector<std::string>& people = printed.names.people;
    if (!declared.people.empty() && !people.empty()) {
      if (Share(declared.people, people)) return Joined(declared.people, printed.names);
      return printed.score >= scores_.overrules ? people : declared.people;
    }
    if (!declared.people.empty()) return declared.people;
    const bool is_declared = !declared.others.empty() && !page_.article().authors.empty();
    if (!people.empty() && (printed.score >= scores_.people || !is_declared)) return people;
    const bool is_sure = printed.score >= scores_.others || declared.others.empty();
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
    const text::Span block = SourceOf(page_.blocks()[*printed.block]);
    const bool is_line = page_.blocks()[*printed.block].text.size() <= kMaxLineBytes;
    const text::Span source =
        is_line ? text::Span{block.begin, std::max(block.end, printed.source.end)} : printed.source;
    return {Spaced(page_.Inner(source)), source};
  }

  const ArticlePage& page_;
  const AuthorReader& authors_;
  const AuthorScores& scores_;
};

}  // namespace

double AuthorStrengthOf(MarkKinds kinds, const AuthorScores& scores) {
  const auto has = [kinds](MarkKind kind) { return (kinds & BitOf(kind)) != 0; };
  double out = 0;
  if (has(MarkKind::kAuthorClass)) out = scores.by_class;
  if (has(MarkKind::kAuthorLink)) out += scores.by_link;
  if (has(MarkKind::kAuthor)) out += scores.stated;
  if (out > 0 && has(MarkKind::kName)) out += scores.name;
  if (has(MarkKind::kAside) && !has(MarkKind::kAuthor)) out *= scores.aside;
  return std::min(out, scores.most);
}

void FillAuthors(const ArticlePage& page, const AuthorReader& authors, CleanedDocument* document) {
  AuthorFinder(page, authors).Fill(document);
}

}  // namespace textanalysis::clean
