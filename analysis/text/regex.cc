#include "analysis/text/regex.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace textanalysis::text {
namespace {

re2::StringPiece Piece(std::string_view s) { return {s.data(), s.size()}; }

// No character is outside of all characters.
constexpr char kNothing[] = R"([^\x00-\x{10FFFF}])";

[[noreturn]] void EndOnBadPattern(const std::string& error) {
  std::fprintf(stderr, "bad pattern in the program: %s\n", error.c_str());
  std::abort();
}

}  // namespace

Regex::Regex(std::string_view pattern)
    : re_(std::make_unique<re2::RE2>(Piece(pattern), re2::RE2::Quiet)) {
  if (!re_->ok()) EndOnBadPattern(re_->error());
}

std::unique_ptr<const Regex> Regex::OfTable(std::string_view pattern) {
  auto re = std::make_unique<re2::RE2>(Piece(pattern), re2::RE2::Quiet);
  if (!re->ok()) re = std::make_unique<re2::RE2>(kNothing, re2::RE2::Quiet);
  return std::unique_ptr<const Regex>(new Regex(std::move(re)));
}

Regex::Regex(std::unique_ptr<re2::RE2> re) : re_(std::move(re)) {}

Regex::~Regex() = default;

bool Regex::FullMatch(std::string_view text) const {
  return re2::RE2::FullMatch(Piece(text), *re_);
}

bool Regex::PartialMatch(std::string_view text) const {
  return re2::RE2::PartialMatch(Piece(text), *re_);
}

std::optional<Match> Regex::Find(std::string_view text, size_t from) const {
  std::vector<re2::StringPiece> groups(static_cast<size_t>(re_->NumberOfCapturingGroups()) + 1);
  if (!re_->Match(Piece(text), from, text.size(), re2::RE2::UNANCHORED, groups.data(),
                  static_cast<int>(groups.size()))) {
    return std::nullopt;
  }
  Match match;
  for (const re2::StringPiece& g : groups) {
    if (g.data() == nullptr) {
      match.emplace_back(std::nullopt);
    } else {
      const size_t begin = static_cast<size_t>(g.data() - text.data());
      match.emplace_back(Span{begin, begin + g.size()});
    }
  }
  return match;
}

struct RegexSet::Set {
  re2::RE2::Set set{re2::RE2::Quiet, re2::RE2::ANCHOR_BOTH};
};

RegexSet::RegexSet(const std::vector<std::string>& patterns) : set_(std::make_unique<Set>()) {
  for (const std::string& pattern : patterns) {
    std::string error;
    if (set_->set.Add(pattern, &error) < 0) set_->set.Add(kNothing, &error);
  }
  if (!set_->set.Compile()) EndOnBadPattern("the set is too large");
}

RegexSet::~RegexSet() = default;
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;

std::vector<size_t> RegexSet::FullMatches(std::string_view text) const {
  std::vector<int> hits;
  set_->set.Match(Piece(text), &hits);
  std::vector<size_t> out(hits.begin(), hits.end());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace textanalysis::text
