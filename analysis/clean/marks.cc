#include "analysis/clean/marks.h"

#include <algorithm>
#include <array>

#include "analysis/clean/ascii.h"
#include "analysis/text/chars.h"

namespace textanalysis::clean {
namespace {

// So many elements are followed at once; and the text of a mark has so many bytes at most, tags
// counted.
constexpr size_t kMaxOpen = 12;
constexpr size_t kMaxBytes = 6000;
constexpr size_t kMaxMarks = 1000;
// Beyond them an attribute is a list of everything.
constexpr size_t kMaxAttributeBytes = 300;

bool HasWord(std::string_view value, std::string_view word) {
  for (size_t begin = 0; begin < value.size();) {
    const size_t end = std::min(value.find(' ', begin), value.size());
    if (EqualsIgnoringCase(value.substr(begin, end - begin), word)) return true;
    begin = end + 1;
  }
  return false;
}

MarkKinds ReadKinds(std::string_view value, const MetadataWords& words) {
  const WordKinds found = words.OfAttribute(value);
  static constexpr std::pair<WordKind, MarkKind> kKinds[] = {
      {WordKind::kAuthorClass, MarkKind::kAuthorClass},
      {WordKind::kAsideClass, MarkKind::kAside},
      {WordKind::kDateClass, MarkKind::kDateClass},
      {WordKind::kUpdatedClass, MarkKind::kUpdatedClass},
      {WordKind::kPublishedClass, MarkKind::kPublishedClass},
      {WordKind::kSectionClass, MarkKind::kSection}};
  MarkKinds out = 0;
  for (const auto& [word, kind] : kKinds) {
    if (found & BitOf(word)) out |= BitOf(kind);
  }
  if (HasWord(value, "fn")) out |= BitOf(MarkKind::kName);
  return out;
}

MarkKinds KindsOfProperty(std::string_view value, const HtmlNames& names) {
  MarkKinds out = 0;
  for (const auto& [name, kind] : names.properties()) {
    if (HasWord(value, name)) out |= BitOf(kind);
  }
  return out;
}

// Whether a word of the path but the last leads to an author: "/authors/ana-diaz".
bool LeadsToAuthor(std::string_view address, const MetadataWords& words) {
  const size_t scheme = address.find("://");
  if (scheme != std::string_view::npos) address.remove_prefix(scheme + 3);
  address = address.substr(0, address.find_first_of("?#"));
  size_t begin = address.find('/');
  while (begin != std::string_view::npos) {
    const size_t end = address.find('/', begin + 1);
    if (end == std::string_view::npos || end + 1 == address.size()) return false;
    if (words.Is(text::ToLower(address.substr(begin + 1, end - begin - 1)), WordKind::kAuthorPath))
      return true;
    begin = end;
  }
  return false;
}

}  // namespace

MarkKinds MarkFinder::KindsOfClass(std::string_view value) {
  if (value.size() > kMaxAttributeBytes) return 0;
  const auto [it, is_new] = known_.try_emplace(value);
  if (is_new) it->second = ReadKinds(value, words_);
  return it->second;
}

void MarkFinder::ReadAttribute(std::string_view name, std::string_view value, bool is_link) {
  if (value.empty() || name.size() < 2) return;
  switch (LowerOf(name[0])) {
    case 'c':
      if (EqualsIgnoringCase(name, "class")) pending_.kinds |= KindsOfClass(value);
      if (EqualsIgnoringCase(name, "content")) pending_.value = value;
      return;
    case 'i':
      if (EqualsIgnoringCase(name, "id")) pending_.kinds |= KindsOfClass(value);
      if (EqualsIgnoringCase(name, "itemprop")) pending_.kinds |= KindsOfProperty(value, names_);
      if (EqualsIgnoringCase(name, "itemtype") && !names_.IsAllied(value))
        pending_.kinds |= BitOf(MarkKind::kForeign);
      return;
    case 'd':
      if (EqualsIgnoringCase(name, "datetime")) {
        pending_.value = value;
        pending_.kinds |= BitOf(MarkKind::kTime);
      } else if (EqualsIgnoringCase(name, "data-testid") || EqualsIgnoringCase(name, "data-qa")) {
        pending_.kinds |= KindsOfClass(value);
      }
      return;
    case 't':
      if (EqualsIgnoringCase(name, "title") && pending_.value.empty()) pending_.value = value;
      return;
    case 'r':
      if (!EqualsIgnoringCase(name, "rel")) return;
      if (HasWord(value, "author")) pending_.kinds |= BitOf(MarkKind::kAuthor);
      if (HasWord(value, "tag")) pending_.kinds |= BitOf(MarkKind::kTag);
      return;
    case 'h':
      if (is_link && EqualsIgnoringCase(name, "href") && LeadsToAuthor(value, words_))
        pending_.kinds |= BitOf(MarkKind::kAuthorLink);
      return;
    default:
      return;
  }
}

void MarkFinder::Open(std::string_view tag, size_t at) {
  static constexpr std::array<std::string_view, 5> kNone = {"br", "hr", "input", "body", "html"};
  Mark mark = pending_;
  if (std::any_of(kNone.begin(), kNone.end(),
                  [tag](std::string_view none) { return EqualsIgnoringCase(tag, none); }))
    return;
  if (EqualsIgnoringCase(tag, "time")) mark.kinds |= BitOf(MarkKind::kTime);
  for (size_t k = open_.size(); k > 0; --k) {
    if (!EqualsIgnoringCase(open_[k - 1].tag, tag)) continue;
    // A paragraph ends where the next begins.
    if (EqualsIgnoringCase(tag, "p")) {
      Finish(k - 1, at);
    } else {
      ++open_[k - 1].depth;
    }
  }
  const bool says_something = mark.kinds & ~BitOf(MarkKind::kAside);
  if (!says_something || open_.size() == kMaxOpen) return;
  mark.source = {at, at};
  num_foreign_ += (mark.kinds & BitOf(MarkKind::kForeign)) != 0;
  open_.push_back({mark, tag});
}

void MarkFinder::Finish(size_t k, size_t at) {
  Mark mark = open_[k].mark;
  open_.erase(open_.begin() + static_cast<ptrdiff_t>(k));
  const bool is_foreign = mark.kinds & BitOf(MarkKind::kForeign);
  num_foreign_ -= is_foreign;
  if (is_foreign || num_foreign_ > 0 || marks_.size() == kMaxMarks) return;
  if (at - mark.source.begin > kMaxBytes) return;
  mark.source.end = at;
  marks_.push_back(mark);
}

void MarkFinder::Close(std::string_view tag, size_t at) {
  for (size_t k = open_.size(); k > 0; --k) {
    OpenMark& open = open_[k - 1];
    const bool is_own = EqualsIgnoringCase(open.tag, tag) && open.depth-- == 0;
    // What is as long as a part of a page names nobody: it is followed no longer.
    const bool is_lost =
        at - open.mark.source.begin > kMaxBytes && !(open.mark.kinds & BitOf(MarkKind::kForeign));
    if (is_own || is_lost) Finish(k - 1, at);
  }
}

std::vector<Mark> MarkFinder::Take() {
  std::stable_sort(marks_.begin(), marks_.end(),
                   [](const Mark& a, const Mark& b) { return a.source.begin < b.source.begin; });
  return std::move(marks_);
}

}  // namespace textanalysis::clean
