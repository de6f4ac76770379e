#include "analysis/text/regex.h"

#include <re2/re2.h>

#include <cstdio>
#include <cstdlib>

namespace textanalysis::text {
namespace {

re2::StringPiece Piece(std::string_view s) { return {s.data(), s.size()}; }

}  // namespace

Regex::Regex(std::string_view pattern)
    : re_(std::make_unique<re2::RE2>(Piece(pattern), re2::RE2::Quiet)) {
  if (re_->ok()) return;
  std::fprintf(stderr, "bad pattern in the program: %s\n", re_->error().c_str());
  std::abort();
}

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

}  // namespace textanalysis::text
