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
// So many bytes before a day's element hold its label.
constexpr size_t kLabelBytes = 300;

// One place that states a day.
struct Dating {
  absl::CivilDay day;
  std::optional<absl::CivilDay> other;  // Its figures in the other order.
  double score;
  bool is_update;
  bool is_sure;  // It stands around the title or is called the publication's.
};

class DayFinder {
 public:
  explicit DayFinder(const ArticlePage& page) : page_(page) {}

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

 private:
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
      if (page_.words().Is(word, wanted)) {
        out = true;
      } else if (page_.words().Is(word, other)) {
        out = false;
      }
    });
    return out;
  }

  // Adds the days of a text, before which `label` is printed.
  void AddDays(std::string_view text, std::string label, Dating dating, bool needs_label,
               std::vector<Dating>* out) const {
    size_t from = 0;
    for (const FoundDay& found : page_.days().Find(text, page_.style())) {
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
    if (block >= page_.blocks().size()) return "";
    const size_t begin = std::max(std::min(at, SourceOf(page_.blocks()[block]).begin),
                                  at - std::min(at, kLabelBytes));
    std::string out = page_.Inner({begin, at});
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
    // A sentence states all sorts of days, and so does a caption or whatever line of the body.
    const bool is_sentence = text::EndsSentence(b.text) || k > page_.place().prose ||
                             (b.markup.hints & BitOf(Hint::kCaption));
    const bool is_prose = is_sentence && text::CountWords(b.text) >= kSentenceWords;
    const bool needs_label = nearness < kByTitle || is_prose || b.text.size() > 120;
    AddDays(b.text, LabelBefore(k, SourceOf(b).begin),
            {{}, {}, 1 + nearness, false, page_.IsAboveBody(k)}, needs_label, out);
  }

  void AddMarkedDay(const Mark& m, std::vector<Dating>* out) const {
    const auto has = [&m](MarkKind kind) { return (m.kinds & BitOf(kind)) != 0; };
    const bool is_microdata = has(MarkKind::kPublished) || has(MarkKind::kModified);
    const bool is_certain = is_microdata || has(MarkKind::kTime);
    const size_t block = page_.BlockAt(m.source.begin);
    const double nearness = page_.Nearness(block);
    const bool is_far = nearness == 0;
    if (is_far && (page_.IsOutside(block) || !is_certain)) return;
    const std::string inner = page_.Inner(m.source);
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
    Dating dating{{}, {}, score, is_update, is_far ? false : page_.IsAboveBody(block)};
    AddDays(inner, label, dating, nearness < kByTitle && !is_certain, out);
    // What the element prints goes before its attribute, which may be in UTC.
    if (out->size() > known || m.value.empty() || (nearness < kByTitle && !is_certain)) return;
    const auto stated = page_.days().Read(m.value, page_.style());
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
      if (const auto stated = page_.days().ReadStated(*datum, page_.style())) return stated;
    }
    return std::nullopt;
  }

  // "03/10/2023" is the day that another statement of the page knows.
  static void Settle(const std::optional<StatedDay>& known, std::vector<Dating>* datings) {
    for (Dating& d : *datings) {
      if (known && d.other && Agrees(*d.other, *known)) d.day = *d.other;
    }
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
};

}  // namespace

void FillDays(const ArticlePage& page, CleanedDocument* document) {
  DayFinder(page).Fill(document);
}

}  // namespace textanalysis::clean
