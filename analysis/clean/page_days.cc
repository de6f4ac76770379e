// When a page's article was published and changed: what is printed corrects what is declared.

#include "analysis/clean/page_days.h"

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

namespace textanalysis::clean {
namespace {

// A line of so many words that ends as a sentence is one.
constexpr size_t kSentenceWords = 6;
// A line that begins with a day has so many words at most.
constexpr size_t kDatelineWords = 8;

// One place that states a day.
struct Dating {
  absl::CivilDay day;
  std::optional<absl::CivilDay> other;  // Its figures in the other order.
  double score;
  bool is_update;
  bool is_sure;            // It stands around the title or is called the publication's.
  bool is_printed = true;  // Not in an attribute alone.
};

class DayFinder {
 public:
  DayFinder(const ArticlePage& page, std::optional<PageKind> kind)
      : page_(page),
        scores_(page.scores().day),
        is_one_text_(kind != PageKind::kListing && kind != PageKind::kCollection &&
                     kind != PageKind::kProduct && kind != PageKind::kService) {}

  void Fill(CleanedDocument* out) const {
    const auto declared = FirstOf({&page_.article().published, &page_.head().published});
    const auto dated = page_.days().ReadStated(page_.head().dated, page_.style());
    const auto modified = FirstOf({&page_.article().modified, &page_.head().modified});
    const auto of_address = DayOfAddress();
    std::vector<Dating> datings = Datings();
    for (const auto& known : {declared, dated, modified}) Settle(known, &datings);
    if (of_address) Settle(StatedDay{*of_address, 0, 0}, &datings);
    const Dating* const printed = Best(datings, false);
    const Dating* const updated = Best(datings, true);
    if (declared) {
      out->publish_day = Published(*declared, modified, datings);
    } else if (printed != nullptr &&
               (!dated || printed->is_sure || IsEarlier(*printed, *dated, datings))) {
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

 private:
  // What stands before a day in its line says of it: the last word of a label decides, of the last 60
  // bytes. What another day is called is so right before it: "Registered: 3 May 2024".
  WordKinds LabelOf(std::string_view before) const {
    constexpr WordKinds kDays = BitOf(WordKind::kPublished) | BitOf(WordKind::kUpdated);
    constexpr WordKinds kBetween = BitOf(WordKind::kEnd) | BitOf(WordKind::kGlue);
    if (before.size() > 60) before.remove_prefix(before.size() - 60);
    WordKinds out = 0;
    bool is_other = false;
    ForEachWord(before, [&](const std::string& word) {
      const WordKinds is = page_.words().Of(word);
      if (is & kDays) out = is & kDays;
      is_other = (is & BitOf(WordKind::kOtherDay)) || (is_other && (is & kBetween));
    });
    return is_other ? BitOf(WordKind::kOtherDay) : out;
  }
  bool IsUpdate(std::string_view before) const {
    return LabelOf(before) & BitOf(WordKind::kUpdated);
  }

  // What stands before each of a text's days, the first after `label`.
  std::vector<std::string> LabelsOf(std::string_view text, const std::vector<FoundDay>& days,
                                    std::string label) const {
    std::vector<std::string> out;
    size_t from = 0;
    for (const FoundDay& found : days) {
      label += text.substr(from, found.span.begin - from);
      out.push_back(std::move(label));
      label.clear();
      from = found.span.end;
    }
    return out;
  }

  // Adds the days of a text, before which `label` is printed.
  void AddDays(std::string_view text, std::string label, Dating dating, bool needs_label,
               std::vector<Dating>* out) const {
    const std::vector<FoundDay> days = page_.days().Find(text, page_.style());
    const std::vector<std::string> labels = LabelsOf(text, days, std::move(label));
    for (size_t k = 0; k < days.size(); ++k) {
      const WordKinds is = LabelOf(labels[k]);
      if (is & BitOf(WordKind::kOtherDay)) continue;
      // The first of two days is that of publication where the second is an update's: "3 December
      // 2025. Updated: 7 December 2025".
      const bool is_first = is == 0 && k == 0 && days.size() == 2 && IsUpdate(labels[1]) &&
                            text::CountWords(labels[0]) == 0 &&
                            text::CountWords(labels[1]) <= kLabelWords;
      const bool is_publication = is_first || (is & BitOf(WordKind::kPublished));
      const bool is_update =
          (is & BitOf(WordKind::kUpdated)) || (dating.is_update && !is_publication);
      if (needs_label && !is_update && !is_publication) continue;
      out->push_back({days[k].day, days[k].other,
                      dating.score + (is_update || is_publication ? scores_.label : 0), is_update,
                      dating.is_sure || (is_publication && !is_update), true});
    }
  }

  // What is printed before a place of a block: in the block, else in a short one above it.
  std::string LabelBefore(size_t block, size_t at) const {
    if (block >= page_.blocks().size()) return "";
    std::string out = page_.Inner(page_.LabelBefore(block, at));
    const bool has_words = text::CountWords(out) > 0;
    if (!has_words && block > 0 && text::CountWords(page_.blocks()[block - 1].text) <= kLabelWords)
      out = page_.blocks()[block - 1].text + " ";
    return out;
  }

  std::vector<Dating> Datings() const {
    std::vector<Dating> out;
    for (const Mark& m : page_.page().marks) {
      constexpr MarkKinds kDays = BitOf(MarkKind::kDateClass) | BitOf(MarkKind::kUpdatedClass) |
                                  BitOf(MarkKind::kPublished) | BitOf(MarkKind::kModified) |
                                  BitOf(MarkKind::kTime);
      if (m.kinds & kDays) AddMarkedDay(m, &out);
    }
    for (size_t k = page_.place().head_begin; k < page_.place().tail_end; ++k) AddLineDays(k, &out);
    return out;
  }

  void AddLineDays(size_t k, std::vector<Dating>* out) const {
    const Block& b = page_.blocks()[k];
    const double nearness = page_.Nearness(k);
    if (nearness == 0 || b.text.size() > kMaxLineBytes || b.text.size() < 6) return;
    if (!std::any_of(b.text.begin(), b.text.end(), [](char c) {
          return text::IsAsciiDigit(c) || static_cast<unsigned char>(c) >= 0xC0;
        }))
      return;
    // A day in a heading is what the article is about, "The week from 14 to 20 January 2022", unless the
    // heading begins with it: "20.01.2022: Ferry calls".
    if (k == page_.place().title && IsHeading(b) && !BeginsWithDay(b.text)) return;
    // A sentence states all sorts of days, and so does a caption or whatever line of the body.
    const bool is_sentence = text::EndsSentence(b.text) || k > page_.place().prose ||
                             (b.markup.hints & BitOf(Hint::kCaption));
    const bool is_prose = is_sentence && text::CountWords(b.text) >= kSentenceWords;
    const bool needs_label = (nearness < page_.scores().near.by_title && !IsByByline(k)) ||
                             (is_prose && !IsDateline(k)) || b.text.size() > 120;
    AddDays(b.text, LabelBefore(k, SourceOf(b).begin),
            {{}, {}, scores_.line + nearness, false, page_.IsAboveBody(k), true}, needs_label, out);
  }

  // Whether a short line begins with its only day: "3 May 2024 · 6 min read", below a stand-first.
  bool IsDateline(size_t k) const {
    const Block& b = page_.blocks()[k];
    if (k > page_.place().prose + kLabelWords || k >= page_.place().head_end) return false;
    if (text::EndsSentence(b.text) || text::CountWords(b.text) > kDatelineWords) return false;
    return BeginsWithDay(b.text);
  }

  static bool IsHeading(const Block& b) {
    return b.role == BlockRole::kTitle || b.role == BlockRole::kHeading;
  }

  bool BeginsWithDay(std::string_view line) const {
    const std::vector<FoundDay> days = page_.days().Find(line, page_.style());
    return days.size() == 1 && days.front().span.begin == 0;
  }

  // Whether a line is but a day and the line above it says who wrote.
  bool IsByByline(size_t k) const {
    if (k == 0 || !is_one_text_) return false;
    const Block& above = page_.blocks()[k - 1];
    // A line that begins "Written by" is a byline that the page does not mark as one.
    const bool is_signed = text::CountWords(above.text) <= kDatelineWords &&
                           (LabelOf(above.text) & BitOf(WordKind::kPublished));
    if (!above.is_byline && !is_signed) return false;
    const std::string& line = page_.blocks()[k].text;
    const std::vector<FoundDay> days = page_.days().Find(line, page_.style());
    return days.size() == 1 && text::CountWords(line.substr(0, days[0].span.begin)) == 0 &&
           text::CountWords(line.substr(days[0].span.end)) == 0;
  }

  void AddMarkedDay(const Mark& m, std::vector<Dating>* out) const {
    const auto has = [&m](MarkKind kind) { return (m.kinds & BitOf(kind)) != 0; };
    const bool is_microdata = has(MarkKind::kPublished) || has(MarkKind::kModified);
    const bool is_certain = is_microdata || has(MarkKind::kTime);
    const size_t block = page_.BlockAt(m.source.begin);
    const double nearness = page_.Nearness(block);
    const bool is_far = nearness == 0;
    const bool is_in_footer = is_one_text_ && page_.IsOwnFooter(block);
    const bool may_be_far = is_in_footer ? is_certain || has(MarkKind::kPublishedClass)
                                         : is_certain && !page_.IsOutside(block);
    if (is_far && !may_be_far) return;
    const std::string inner = page_.Inner(m.source);
    if (inner.size() > kMaxLineBytes) return;
    const bool is_publication = has(MarkKind::kPublished) || has(MarkKind::kPublishedClass);
    const bool is_update =
        has(MarkKind::kModified) || (has(MarkKind::kUpdatedClass) && !is_publication);
    const double score = nearness + (is_microdata           ? scores_.stated
                                     : is_far               ? 0
                                     : has(MarkKind::kTime) ? scores_.time
                                                            : scores_.by_class);
    const std::string label = LabelBefore(block, m.source.begin);
    const size_t known = out->size();
    Dating dating{{}, {}, score, is_update, is_far ? false : page_.IsAboveBody(block), true};
    const bool is_uncertain = nearness < page_.scores().near.by_title && !is_certain;
    AddDays(inner, label, dating, is_uncertain, out);
    // What the element prints goes before its attribute, which may be in UTC.
    if (out->size() > known || m.value.empty() || is_uncertain) return;
    if (LabelOf(label) & BitOf(WordKind::kOtherDay)) return;
    const auto stated = page_.days().Read(m.value, page_.style());
    if (!stated) return;
    dating.day = *stated;
    dating.is_update = is_update || IsUpdate(label);
    dating.is_printed = false;
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
      if (const auto stated = page_.days().ReadStated(*datum, page_.style())) return stated;
    }
    return std::nullopt;
  }

  // Where figures may be read in two orders, "03/10/2023", takes the day that another statement of
  // the page knows.
  static void Settle(const std::optional<StatedDay>& known, std::vector<Dating>* datings) {
    for (Dating& d : *datings) {
      if (known && d.other && Agrees(*d.other, *known)) d.day = *d.other;
    }
  }

  static bool Agrees(absl::CivilDay day, const StatedDay& stated) {
    const absl::civil_diff_t days = day - stated.day;
    return days <= stated.after && -days <= stated.before;
  }

  // Whether a day is printed near the title before one that is stated and nowhere printed, which is
  // when the page was last built.
  bool IsEarlier(const Dating& printed, const StatedDay& stated,
                 const std::vector<Dating>& datings) const {
    return printed.score >= scores_.near && printed.day < stated.day &&
           std::none_of(datings.begin(), datings.end(),
                        [&stated](const Dating& d) { return Agrees(d.day, stated); });
  }

  // What is printed goes before what is declared where zones may part them, and where it is earlier
  // and the declared day is not printed at all: many pages declare when they were last built.
  static absl::CivilDay Published(const StatedDay& declared,
                                  const std::optional<StatedDay>& modified,
                                  const std::vector<Dating>& datings) {
    const auto agrees = [&declared](const Dating& d) {
      return !d.is_update && Agrees(d.day, declared);
    };
    const Dating* const printed = Best(datings, false);
    if (printed == nullptr) return declared.day;
    // The element prints but a time, "11:46", and its attribute has the day of the last change.
    if (!printed->is_printed && modified && printed->day == modified->day) return declared.day;
    const bool is_earlier = printed->is_sure && printed->day < declared.day &&
                            std::none_of(datings.begin(), datings.end(), agrees);
    return is_earlier || agrees(*printed) ? printed->day : declared.day;
  }

  // Returns the day in the page's address, the last resort: "/2020/03/17/", "/2020-03-17-title".
  std::optional<absl::CivilDay> DayOfAddress() const {
    const size_t scheme = page_.address().find("://");
    const size_t path = page_.address().find('/', scheme == std::string::npos ? 0 : scheme + 3);
    if (path == std::string::npos) return std::nullopt;
    const std::string_view whole = std::string_view(page_.address()).substr(path, 300);
    for (const FoundDay& found : page_.days().Find(whole, page_.style())) {
      const char first = whole[found.span.begin], second = whole[found.span.begin + 1];
      if ((first == '1' && second == '9') || (first == '2' && second == '0')) return found.day;
    }
    return std::nullopt;
  }

  const ArticlePage& page_;
  const DayScores& scores_;
  const bool is_one_text_;  // Not teasers and reviews, which are signed on their own.
};

}  // namespace

void FillDays(const ArticlePage& page, CleanedDocument* document) {
  DayFinder(page, document->kind).Fill(document);
}

}  // namespace textanalysis::clean
