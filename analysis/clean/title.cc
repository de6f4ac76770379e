#include "analysis/clean/title.h"

#include <algorithm>
#include <string_view>

#include "analysis/clean/inner_text.h"
#include "analysis/clean/words.h"
#include "analysis/text/chars.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/letter_case.h"
#include "analysis/text/regex.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

// A longer statement or heading is no title, and a longer name no site's.
constexpr size_t kMaxTitleBytes = 500;
// What is no longer than this beside a separator may be the site's name.
constexpr size_t kSiteWords = 5;
constexpr size_t kMaxHeadings = 60;
// What is left of a heading without its kicker has so many words at least.
constexpr size_t kHeadlineWords = 3;

// Words in lower case, single spaces between; in scripts without spaces, words as ICU tells them.
std::string Comparable(std::string_view s) {
  std::string out;
  const std::string lower = text::ToLower(s);
  for (size_t at = 0; at < lower.size();) {
    const text::CodePoint c = text::DecodeAt(lower, at);
    if (text::IsWordChar(c.value)) {
      out.append(lower, at, c.length);
    } else if (!out.empty() && out.back() != ' ' && !text::IsQuoteMark(c.value)) {
      out.push_back(' ');
    }
    at += c.length;
  }
  return std::string(text::Trim(out));
}

// Share of the words of both that both have.
double Overlap(std::string_view a, std::string_view b) {
  const std::vector<uint64_t> left = ReadWords(a).hashes.all, right = ReadWords(b).hashes.all;
  const text::KeyedSet<uint64_t> own(left.begin(), left.end());
  const text::KeyedSet<uint64_t> theirs(right.begin(), right.end());
  if (own.empty() || theirs.empty()) return 0;
  const auto shared = static_cast<double>(std::count_if(
      own.begin(), own.end(), [&theirs](uint64_t word) { return theirs.contains(word); }));
  return shared / (static_cast<double>(own.size() + theirs.size()) - shared);
}

// Characters that are neither of words nor spaces.
size_t CountMarks(std::string_view s) {
  size_t out = 0;
  for (size_t at = 0; at < s.size();) {
    const text::CodePoint c = text::DecodeAt(s, at);
    out += !text::IsWordChar(c.value) && !text::IsSpace(c.value);
    at += c.length;
  }
  return out;
}

// A statement cut at its separators.
std::vector<std::string> PartsOf(const std::string& statement) {
  static const text::Regex kSeparator(
      R"(\s+(?:\||-|–|—|·|•|»|«|::|:|/|>|~|\+)\s+|\s*(?:｜|＿|︱|_)\s*|\s+\|\s*|\s*\|\s+)");
  std::vector<std::string> out;
  size_t begin = 0;
  while (const auto match = kSeparator.Find(statement, begin)) {
    if ((*match)[0]->empty()) break;
    out.push_back(statement.substr(begin, (*match)[0]->begin - begin));
    begin = (*match)[0]->end;
  }
  out.push_back(statement.substr(begin));
  std::erase_if(out, [](const std::string& part) { return text::Trim(part).empty(); });
  return out;
}

class TitleChooser {
 public:
  TitleChooser(const Head& head, const std::vector<Block>& blocks, const References& references,
               const TitleScores& scores, std::string_view html, const text::Budget& budget)
      : head_(head),
        blocks_(blocks),
        references_(references),
        scores_(scores),
        html_(html),
        pace_(budget) {
    for (const std::string* name : {&head.site_name, &head.data_site_name}) AddSite(*name);
    AddStatement(head.headline, references);
    AddStatement(head.meta_title, references);
    AddStatement(head.page_title, references);
    Compare();
  }

  Title Run() {
    std::optional<size_t> shown = FirstLevel();
    if (!shown) shown = AnyHeading();
    if (!shown) shown = AnyLine();
    if (shown && IsMasthead(blocks_[*shown])) {
      if (const auto headline = HeadlineByName()) shown = headline;
    }
    if (shown) return {Spelled(WithoutKicker(blocks_[*shown])), shown};
    for (const std::string& statement : statements_) {
      if (std::string title = WithoutSite(statement); !IsNoTitle(title))
        return {title, std::nullopt};
    }
    return {};
  }

 private:
  void AddSite(const std::string& raw) {
    if (raw.empty() || !pace_.GoesOn(raw.size())) return;
    const std::string name = PlainStatement(raw, references_);
    if (name.size() <= kMaxTitleBytes) sites_.push_back(Squeezed(Comparable(name)));
  }

  void AddStatement(const std::string& raw, const References& references) {
    if (!pace_.GoesOn(raw.size())) return;
    std::string statement = PlainStatement(raw, references);
    if (!statement.empty() && statement.size() <= kMaxTitleBytes)
      statements_.push_back(std::move(statement));
  }

  static bool IsNoTitle(std::string_view title) {
    return title.empty() || text::CountWords(title) == 0;
  }

  bool IsSite(const std::string& comparable) const {
    if (comparable.empty()) return false;
    return text::IsOneOf(Squeezed(comparable), sites_);
  }

  static std::string Squeezed(std::string s) {
    std::erase(s, ' ');
    return s;
  }

  // The site's name as the statements' parts and the address tell: what stands at the end of
  // <title> and not in another statement, or is in the host's name.
  bool IsSitePart(const std::string& part) const {
    const std::string comparable = Comparable(part);
    if (IsSite(comparable)) return true;
    const std::string squeezed = Squeezed(comparable);
    return squeezed.size() >= 4 && HostName().find(squeezed) != std::string::npos;
  }

  // The host of the page's own address without its marks: "dailypostcouk".
  const std::string& HostName() const {
    if (!host_.empty()) return host_;
    std::string_view address = head_.canonical.empty() ? head_.address : head_.canonical;
    const size_t scheme = address.find("://");
    if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
    host_ = Squeezed(Comparable(address.substr(0, address.find('/'))));
    std::erase(host_, '.');
    host_.insert(host_.begin(), ' ');
    return host_;
  }

  // A heading without what stands before it in elements of its own, "Port: Fish market closes",
  // where the page states it so.
  std::string WithoutKicker(const Block& heading) const {
    std::string rest;
    for (size_t k = heading.pieces.size(); k > 1; --k) {
      const Piece& piece = heading.pieces[k - 1];
      if (piece.source.end > html_.size()) break;
      rest.insert(0, piece.verbatim
                         ? std::string(html_.substr(piece.source.begin, piece.source.size()))
                         : piece.decoded);
      if (rest.size() > kMaxTitleBytes) break;
      const size_t words = text::CountWords(rest);
      const size_t words_before = text::CountWords(heading.text) - words;
      if (words >= kHeadlineWords && words_before > 0 && words_before <= words && IsStated(rest))
        return text::CollapseSpace(rest);
    }
    return heading.text;
  }

  bool IsStated(std::string_view title) const {
    const std::string own = Comparable(title);
    return std::any_of(compared_.begin(), compared_.end(),
                       [&own](const Compared& statement) { return statement.whole == own; });
  }

  // A heading as the page's statement of the same letters spells it, where the heading lacks marks
  // between its elements ("Harbour Fish market closes") or is in capitals; without the site's name.
  std::string Spelled(const std::string& heading) const {
    const std::vector<std::string> parts = PartsOf(heading);
    const auto [first, last] = OwnParts(parts);
    // References that are escaped twice are read once more.
    std::string own = references_.Decode(Joined(heading, parts, first, last));
    const std::string letters = Squeezed(Comparable(own));
    for (const std::string& statement : statements_) {
      std::string whole = WithoutSite(statement);
      const bool says_more =
          CountMarks(whole) > CountMarks(own) || text::CountWords(whole) > text::CountWords(own) ||
          (!text::HasLower(own) && text::HasLower(whole) && CountMarks(whole) == CountMarks(own)) ||
          (whole.size() > own.size() && Squeezed(whole) == Squeezed(own));
      if (says_more && HasEndsOf(whole, own) && Squeezed(Comparable(whole)) == letters)
        return whole;
    }
    return own;
  }

  // Whether the marks that one has and the other lacks stand within it.
  static bool HasEndsOf(std::string_view a, std::string_view b) {
    const auto begins = [](std::string_view s) {
      return text::IsWordChar(text::DecodeAt(s, 0).value);
    };
    return !a.empty() && !b.empty() && begins(a) == begins(b) &&
           text::ToLower(a).back() == text::ToLower(b).back();
  }

  // The parts but for those at either end that are the site's name.
  std::pair<size_t, size_t> OwnParts(const std::vector<std::string>& parts) const {
    size_t first = 0, last = parts.size();
    while (last - first > 1 && IsSitePart(parts[last - 1])) --last;
    while (last - first > 1 && IsSitePart(parts[first])) ++first;
    return {first, last};
  }

  static std::string Joined(const std::string& statement, const std::vector<std::string>& parts,
                            size_t first, size_t last) {
    const size_t begin = statement.find(parts[first]);
    const size_t end = statement.rfind(parts[last - 1]) + parts[last - 1].size();
    return std::string(text::Trim(std::string_view(statement).substr(begin, end - begin)));
  }

  // A statement without its parts that are the site's, at either end.
  std::string WithoutSite(const std::string& statement) const {
    std::vector<std::string> parts = PartsOf(statement);
    if (parts.size() < 2) return WithoutGluedSite(statement);
    auto [first, last] = OwnParts(parts);
    const bool is_cut = first > 0 || last < parts.size();
    if (!is_cut && IsShortTail(parts)) --last;
    if (last - first > 1 && statement.find('|') != std::string::npos)
      last = CutAtBars(statement, parts, first, last);
    return Joined(statement, parts, first, last);
  }

  // Returns the end of the parts without the sections that stand behind bars: "Title | Harbour |
  // Business".
  static size_t CutAtBars(const std::string& statement, const std::vector<std::string>& parts,
                          size_t first, size_t last) {
    while (last - first > 1) {
      const size_t at = statement.rfind(parts[last - 1]);
      const std::string_view before = text::Trim(std::string_view(statement).substr(0, at));
      if (!before.ends_with('|') || text::CountWords(parts[last - 1]) > 3 ||
          text::CountWords(before) < 3)
        break;
      --last;
    }
    return last;
  }

  // A short part at the end of a long statement, when other statements do not have it.
  bool IsShortTail(const std::vector<std::string>& parts) const {
    const std::string& tail = parts.back();
    const bool is_name = !text::IsLower(text::DecodeAt(tail, 0).value);
    const bool is_short = text::CountWords(tail) < kSiteWords && is_name;
    size_t words = 0;
    for (size_t k = 0; k + 1 < parts.size(); ++k) words += text::CountWords(parts[k]);
    return is_short && words >= 3 && !IsSaidElsewhere(tail);
  }

  bool IsSaidElsewhere(const std::string& part) const {
    const auto with =
        std::count_if(statements_.begin(), statements_.end(),
                      [&part](const std::string& s) { return s.find(part) != std::string::npos; });
    return with < static_cast<ptrdiff_t>(statements_.size()) ? false : statements_.size() > 2;
  }

  // Returns a statement without the site's name, where that is known and stands behind a mark without
  // spaces: "Title-Courier".
  std::string WithoutGluedSite(const std::string& statement) const {
    const size_t mark = statement.find_last_of("-_|");
    if (mark == std::string::npos || mark == 0) return statement;
    const std::string tail = Comparable(statement.substr(mark + 1));
    const bool is_caseless = !tail.empty() && static_cast<unsigned char>(tail[0]) >= 0xE3;
    if (IsSite(tail) || (is_caseless && tail.size() <= 24)) return statement.substr(0, mark);
    return statement;
  }

  bool IsHidden(const Block& b) const {
    return b.markup.hidden || (b.markup.hints & (BitOf(Hint::kHidden) | BitOf(Hint::kComments)));
  }

  // Whether a heading is what no page is called: the site, or a heading of furniture.
  bool IsOutside(const Block& b) const {
    constexpr Hints kOutside = BitOf(Hint::kRelated) | BitOf(Hint::kNavigation) |
                               BitOf(Hint::kFooter) | BitOf(Hint::kNotice) | BitOf(Hint::kSidebar);
    return b.furniture.has_value() || (b.markup.hints & kOutside);
  }

  // What a statement is compared by.
  struct Compared {
    std::string all, whole;  // With and without the site's name.
    std::vector<std::string> parts;
  };

  void Compare() {
    for (const std::string& statement : statements_) {
      Compared one{Comparable(statement), Comparable(WithoutSite(statement)), {}};
      for (const std::string& part : PartsOf(statement)) one.parts.push_back(Comparable(part));
      compared_.push_back(std::move(one));
    }
  }

  double Agreement(const std::string& heading) const {
    const std::string own = Comparable(heading);
    double best = 0;
    for (const Compared& statement : compared_) {
      if (own == statement.whole) return 1;
      best = std::max(best, Overlap(own, statement.whole));
      // One part of a statement in full, but not a short last one, which is the site.
      const size_t words = text::CountWords(own);
      for (size_t k = 0; k < statement.parts.size(); ++k) {
        const bool is_own = k + 1 < statement.parts.size() || words > kSiteWords;
        if (statement.parts[k] == own && words >= 2 && is_own)
          best = std::max(best, scores_.same_part);
      }
      if (text::CountWords(own) >= 3 &&
          (" " + statement.all + " ").find(" " + own + " ") != std::string::npos)
        best = std::max(best, scores_.same_words);
    }
    return best;
  }

  // How likely a heading is the site's name: it is stated as that, or stands at a statement's end
  // where another statement does without it.
  double SiteLikeness(const std::string& heading) const {
    const std::string own = Comparable(heading);
    if (IsSite(own) || (IsSitePart(heading) && text::CountWords(heading) <= 2))
      return scores_.site_name;
    bool is_tail = false, is_left_out = false;
    for (const Compared& statement : compared_) {
      const std::vector<std::string>& parts = statement.parts;
      is_tail = is_tail || (parts.size() > 1 && parts.back() == own && own != parts.front());
      is_left_out = is_left_out || statement.all.find(own) == std::string::npos;
    }
    return !is_tail ? 0 : is_left_out ? scores_.site_tail : scores_.common_tail;
  }

  std::vector<size_t> Headings(bool first_level) const {
    std::vector<size_t> out;
    for (size_t k = 0; k < blocks_.size() && out.size() < kMaxHeadings; ++k) {
      const Block& b = blocks_[k];
      const bool is_level =
          first_level ? b.role == BlockRole::kTitle : b.role == BlockRole::kHeading;
      if (is_level && b.text.size() <= kMaxTitleBytes && text::CountWords(b.text) > 0)
        out.push_back(k);
    }
    return out;
  }

  // The best of the first-level headings: first those that are seen, are not the site's name, and
  // agree; a page's only one need not agree.
  std::optional<size_t> FirstLevel() const {
    std::optional<size_t> best;
    double best_score = 0;
    for (const size_t k : Headings(true)) {
      const Block& b = blocks_[k];
      const double agreement = Agreement(b.text);
      double score = scores_.heading + agreement;
      if (agreement < 1) score -= SiteLikeness(b.text);
      if (IsHidden(b)) score -= scores_.hidden;
      if (IsOutside(b)) score -= scores_.outside;
      if (text::CountWords(b.text) < 2) score -= scores_.one_word;
      if (!best || score > best_score + 1e-9) {
        best = k;
        best_score = score;
      }
    }
    if (!best || best_score < scores_.least) return std::nullopt;
    // Headings of a page's parts, none of which has a word of what the page states.
    if (IsOneOfMany(*best) && !statements_.empty() && Agreement(blocks_[*best].text) == 0)
      return std::nullopt;
    if (best_score >= scores_.sure) return best;
    // A lower heading that is just what the page states is surer.
    const std::optional<size_t> other = AnyHeading();
    return other                                                      ? other
           : best_score >= scores_.fair || Headings(true).size() == 1 ? best
                                                                      : std::nullopt;
  }

  // Whether the page has first-level headings of other words.
  bool IsOneOfMany(size_t heading) const {
    const std::vector<size_t> all = Headings(true);
    return std::any_of(all.begin(), all.end(), [this, heading](size_t k) {
      return !IsHidden(blocks_[k]) && !IsOutside(blocks_[k]) &&
             Comparable(blocks_[k].text) != Comparable(blocks_[heading].text);
    });
  }

  // A heading of another level that is nearly what the page states, or any line that is just that.
  std::optional<size_t> AnyHeading() const {
    for (const size_t k : Headings(false)) {
      if (!IsHidden(blocks_[k]) && !IsOutside(blocks_[k]) &&
          Agreement(blocks_[k].text) >= scores_.same_heading)
        return k;
    }
    return std::nullopt;
  }

  // A line that is just what a statement has without the site's name.
  std::optional<size_t> AnyLine() {
    std::vector<std::string> wanted;
    for (const Compared& statement : compared_) wanted.push_back(statement.whole);
    for (size_t k = 0; k < blocks_.size() && pace_.GoesOn(blocks_[k].text.size()); ++k) {
      const Block& b = blocks_[k];
      const bool is_line =
          b.text.size() <= kMaxTitleBytes && 2 * b.markup.link_bytes < b.text.size();
      if (!is_line || IsHidden(b) || IsOutside(b) || text::CountWords(b.text) < 3) continue;
      if (text::IsOneOf(Comparable(b.text), wanted)) return k;
    }
    return std::nullopt;
  }

  // The site's name at the top of the page: a link outside the article.
  static bool IsMasthead(const Block& b) {
    constexpr Hints kInside = BitOf(Hint::kArticle) | BitOf(Hint::kBody);
    return (b.markup.hints & BitOf(Hint::kHeader)) && !(b.markup.hints & kInside) &&
           b.markup.link_bytes >= b.text.size();
  }

  // A heading of the article whose element is called a title.
  std::optional<size_t> HeadlineByName() const {
    constexpr Hints kInside = BitOf(Hint::kArticle) | BitOf(Hint::kBody);
    for (const size_t k : Headings(false)) {
      const Markup& m = blocks_[k].markup;
      if ((m.hints & kInside) && (m.near_hints & BitOf(Hint::kHeader)) && !IsHidden(blocks_[k]) &&
          !IsOutside(blocks_[k]))
        return k;
    }
    return std::nullopt;
  }

  const Head& head_;
  const std::vector<Block>& blocks_;
  const References& references_;
  const TitleScores& scores_;
  const std::string_view html_;
  text::Pace pace_;
  std::vector<std::string> sites_;  // Squeezed.
  std::vector<std::string> statements_;
  mutable std::string host_;
  std::vector<Compared> compared_;  // Of each statement.
};

}  // namespace

Title ChooseTitle(const Head& head, const std::vector<Block>& blocks, const References& references,
                  const TitleScores& scores, std::string_view html, const text::Budget& budget) {
  return TitleChooser(head, blocks, references, scores, html, budget).Run();
}

}  // namespace textanalysis::clean
