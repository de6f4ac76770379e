// A pattern of a table proposes, and a check of the kind's own rules decides. Texts without the sign
// that a pattern needs ('@', "://") are not searched for it.

#include "analysis/values/contacts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>
#include <utility>

#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::values {
namespace {

using text::Match;
using text::Regex;
using text::Span;

// Bytes of a host's name, in which ASCII stands for other letters.
constexpr size_t kMaxHost = 253;
constexpr size_t kMinPhoneDigits = 7;
constexpr size_t kMaxPhoneDigits = 15;
// How far before a number the word stands that says it is one.
constexpr size_t kCueBytes = 32;

// A web address without the punctuation that closes its clause, and without a bracket that it does
// not open.
Span TrimAddress(std::string_view text, Span span) {
  constexpr std::string_view kMarks[] = {"—", "–", "…", "’"};
  while (span.end > span.begin) {
    const auto ends = [&](std::string_view mark) { return Slice(text, span).ends_with(mark); };
    if (std::any_of(std::begin(kMarks), std::end(kMarks), ends)) {
      span.end -= kMarks[0].size();  // Each has three bytes.
      continue;
    }
    const char last = text[span.end - 1];
    const std::string_view inside = Slice(text, span);
    const bool unopened = (last == ')' && inside.find('(') == std::string_view::npos) ||
                          (last == ']' && inside.find('[') == std::string_view::npos);
    if (!unopened && std::string_view(".,;:!?'\"*>}|").find(last) == std::string_view::npos) break;
    --span.end;
  }
  return span;
}

bool HasHost(std::string_view host) {
  host = host.substr(0, host.find_first_of("/?#"));
  host = host.substr(host.rfind('@') == std::string_view::npos ? 0 : host.rfind('@') + 1);
  if (host.starts_with("[")) return host.find(']') != std::string_view::npos;  // IPv6
  const std::string_view name = host.substr(0, host.find(':'));
  if (name == "localhost") return true;
  const size_t dot = name.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 2 < name.size() + 1 &&
         name.size() - dot > 1;
}

// Whether a letter or figure of any script stands right before or behind.
bool FollowsWord(std::string_view text, size_t at) {
  return at > 0 && text::IsWordChar(text::DecodeBefore(text, at).value);
}
bool PrecedesWord(std::string_view text, size_t at) {
  return at < text.size() && text::IsWordChar(text::DecodeAt(text, at).value);
}

// Where the host begins of which the pattern has found the part from `at`: before letters that are not
// ASCII's, or before the point of its last name.
size_t HostBegin(std::string_view text, size_t at) {
  if (text[at] != '.' && !FollowsWord(text, at)) return at;
  const size_t first = at > kMaxHost ? at - kMaxHost : 0;
  while (at > first) {
    const bool joint = text[at - 1] == '-' || (text[at - 1] == '.' && FollowsWord(text, at - 1));
    if (!joint && !FollowsWord(text, at)) break;
    at -= joint ? 1 : text::DecodeBefore(text, at).length;
  }
  return at;
}

std::optional<ContactMention> CheckUrl(std::string_view text, Span span) {
  if (PrecedesWord(text, span.end)) return std::nullopt;
  if (Slice(text, span).find("://") == std::string_view::npos)
    span.begin = HostBegin(text, span.begin);
  if (FollowsWord(text, span.begin) || text[span.begin] == '.') return std::nullopt;
  span = TrimAddress(text, span);
  std::string_view rest = Slice(text, span);
  const size_t scheme = rest.find("://");
  if (scheme != std::string_view::npos) rest.remove_prefix(scheme + 3);
  if (!HasHost(rest)) return std::nullopt;
  return ContactMention{span, {ContactKind::kUrl, std::string(Slice(text, span))}};
}

std::optional<ContactMention> CheckEmail(std::string_view text, Span span) {
  if (PrecedesWord(text, span.end)) return std::nullopt;
  return ContactMention{span, {ContactKind::kEmail, std::string(Slice(text, span))}};
}

bool IsWordByte(char c) {
  return text::IsAsciiDigit(c) || text::IsAsciiLower(c) || text::IsAsciiUpper(c) || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80u) != 0;
}

std::optional<ContactMention> CheckTag(std::string_view text, Span span) {
  const bool handle = text[span.begin] == '@';
  if (!handle && FollowsWord(text, span.begin)) return std::nullopt;
  if (span.begin > 0) {
    const char before = text[span.begin - 1];
    if ((!handle && before == '&') || before == '@' || before == '#' || before == '/' ||
        before == '.')
      return std::nullopt;
  }
  return ContactMention{
      span,
      {handle ? ContactKind::kHandle : ContactKind::kHashtag, std::string(Slice(text, span))}};
}

std::optional<ContactMention> CheckIp(std::string_view text, Span span) {
  const auto joins = [](char c) { return IsWordByte(c) || c == ':'; };
  if (span.begin > 0 && (joins(text[span.begin - 1]) || text[span.begin - 1] == '.'))
    return std::nullopt;
  if (span.end < text.size() && joins(text[span.end])) return std::nullopt;
  if (span.end + 1 < text.size() && text[span.end] == '.' && text::IsAsciiDigit(text[span.end + 1]))
    return std::nullopt;
  std::string address(Slice(text, span));
  unsigned char bytes[16];
  if (address.find(':') != std::string::npos) {
    if (address.size() < 3 || inet_pton(AF_INET6, address.c_str(), bytes) != 1) return std::nullopt;
    char shown[INET6_ADDRSTRLEN];
    inet_ntop(AF_INET6, bytes, shown, sizeof shown);
    return ContactMention{span, {ContactKind::kIpAddress, shown}};
  }
  std::string canonical;
  int part = 0;
  for (const char c : address + ".") {
    if (c != '.') {
      if (!text::IsAsciiDigit(c) || part > 255) return std::nullopt;
      part = part * 10 + (c - '0');
      continue;
    }
    if (part > 255) return std::nullopt;
    canonical += (canonical.empty() ? "" : ".") + std::to_string(part);
    part = 0;
  }
  return ContactMention{span, {ContactKind::kIpAddress, canonical}};
}

size_t NumDigits(std::string_view s) {
  return static_cast<size_t>(std::count_if(s.begin(), s.end(), text::IsAsciiDigit));
}

// Whether what stands on both sides of a number shows that it is a part of something else.
bool IsPartOfMore(std::string_view text, Span span) {
  const char before = span.begin > 0 ? text[span.begin - 1] : ' ';
  const char after = span.end < text.size() ? text[span.end] : ' ';
  return IsWordByte(before) || before == '/' || before == '.' || before == ',' ||
         (IsWordByte(after) && after != 'x') || after == '%' || after == '=';
}

// The merge of two sorted lists, without what of `fresh` touches one of `known`.
std::vector<ContactMention> Merge(std::vector<ContactMention> known,
                                  std::vector<ContactMention> fresh) {
  if (fresh.empty()) return known;
  if (known.empty()) return fresh;
  std::vector<ContactMention> out;
  out.reserve(known.size() + fresh.size());
  auto kept = known.begin();
  for (ContactMention& m : fresh) {
    while (kept != known.end() && kept->span.end <= m.span.begin) out.push_back(std::move(*kept++));
    if (kept != known.end() && kept->span.Overlaps(m.span)) continue;
    out.push_back(std::move(m));
  }
  std::move(kept, known.end(), std::back_inserter(out));
  return out;
}

size_t NumberIn(const model::Row& row, size_t column) {
  size_t out = 0;
  if (column < row.size())
    std::from_chars(row[column].data(), row[column].data() + row[column].size(), out);
  return out;
}

}  // namespace

ContactFinder::ContactFinder(const model::Bundle& bundle)
    : calling_codes_(bundle.Section("value_calling_codes")) {
  static constexpr std::pair<std::string_view, Check> kChecks[] = {
      {"url", CheckUrl}, {"email", CheckEmail}, {"tag", CheckTag}, {"ip", CheckIp}};
  std::vector<std::string> forms, others, unless_said;
  for (const model::Row& row : model::ParseRows(bundle.Section("value_contacts"), 3)) {
    for (const auto& [kind, check] : kChecks) {
      if (row[0] == kind) patterns_.push_back({row[1], Regex::OfTable(row[2]), check});
    }
    if (row[0] == "phone") patterns_.push_back({row[1], Regex::OfTable(row[2]), nullptr});
    if (row[0] == "national")
      nationals_.push_back({row[1], Regex::OfTable(row[2]), NumberIn(row, 3), NumberIn(row, 4)});
    if (row[0] == "phone_form") forms.emplace_back(row[2]);
    if (row[0] == "no_phone") others.emplace_back(row[2]);
    if (row[0] == "unless_said") unless_said.emplace_back(row[2]);
  }
  phone_forms_.emplace(forms);
  no_phones_.emplace(others);
  unless_said_.emplace(unless_said);
  std::string words;
  for (const model::Row& row : model::ParseRows(bundle.Section("value_phone_words")))
    words.append(words.empty() ? "" : "|").append(row[0]);
  if (!words.empty()) phone_words_ = Regex::OfTable("(?i)\\b(?:" + words + ")\\b[^\\d\\n]*$");
}

// "+44 (0)20 7946 0958" → "+442079460958"; empty where no country's code begins it or its length is
// none of E.164's.
std::string ContactFinder::International(std::string_view number) const {
  std::string digits;
  for (size_t k = 0; k < number.size(); ++k) {
    if (number[k] == 'x') break;  // An extension is no part of the number.
    if (number.substr(k).starts_with("(0)")) {
      k += 2;  // The trunk prefix, which is not dialled from abroad.
    } else if (text::IsAsciiDigit(number[k])) {
      digits.push_back(number[k]);
    }
  }
  if (digits.size() < kMinPhoneDigits || digits.size() > kMaxPhoneDigits) return "";
  for (const size_t size : {1u, 2u, 3u}) {
    if (calling_codes_.Contains(std::string_view(digits).substr(0, size))) return "+" + digits;
  }
  return "";
}

// A national number whose form tells the country; else empty.
std::string ContactFinder::National(std::string_view number) const {
  for (const NationalForm& form : nationals_) {
    const std::optional<Match> match = form.regex->Find(number, 0);
    if (!match || match->size() < 2 || !(*match)[1] || (*match)[0]->size() != number.size())
      continue;
    const std::string_view own = Slice(number, *(*match)[1]);
    if (const size_t n = NumDigits(own); n < form.min_digits || n > form.max_digits) continue;
    return International(std::string(form.calling_code) + std::string(own));
  }
  return "";
}

bool ContactFinder::IsSaidToBePhone(std::string_view text, size_t at) const {
  size_t begin = at > kCueBytes ? at - kCueBytes : 0;
  while (begin < at && text::IsContinuationByte(text[begin])) ++begin;
  return phone_words_ != nullptr && phone_words_->PartialMatch(text.substr(begin, at - begin));
}

std::optional<ContactMention> ContactFinder::CheckPhone(std::string_view text, Span span) const {
  if (IsPartOfMore(text, span)) return std::nullopt;
  if (text[span.begin] == '(' && Slice(text, span).find(')') == std::string_view::npos)
    ++span.begin;  // Of what stands in brackets as a whole.
  const std::string_view number = Slice(text, span);
  const size_t digits = NumDigits(number);
  if (digits < kMinPhoneDigits || digits > kMaxPhoneDigits + 3) return std::nullopt;
  const std::string_view start = number.substr(number.find_first_not_of("( "));
  const bool has_zeros = start.starts_with("00") && digits >= 11;
  const bool is_international = start.starts_with("+") || has_zeros;
  const bool is_said = IsSaidToBePhone(text, span.begin);
  std::string address;
  if (is_international) {
    std::string full(start);
    if (has_zeros) full.replace(0, start.starts_with("00 ") ? 3 : 2, "+");
    address = International(full);
    if (address.empty() && !is_said) return std::nullopt;
  } else {
    if (!no_phones_->FullMatches(number).empty()) return std::nullopt;
    if (!is_said && !unless_said_->FullMatches(number).empty()) return std::nullopt;
    if (!is_said && phone_forms_->FullMatches(number).empty()) return std::nullopt;
    address = National(number);
  }
  return ContactMention{span,
                        {ContactKind::kPhone, address.empty() ? std::string(number) : address}};
}

std::vector<ContactMention> ContactFinder::Find(std::string_view text,
                                                const text::Budget& budget) const {
  text::Pace pace(budget);
  std::vector<ContactMention> all;
  for (const Pattern& pattern : patterns_) {
    if (text.find(pattern.sign) == std::string_view::npos) continue;
    std::vector<ContactMention> found;
    for (size_t at = 0; at < text.size();) {
      const std::optional<Match> match = pattern.regex->Find(text, at);
      const Span span = match ? *(*match)[0] : Span{text.size(), text.size()};
      if (!pace.GoesOn(span.end - at) || !match) break;
      at = std::max(span.end, at + 1);
      if (span.empty()) continue;
      std::optional<ContactMention> contact =
          pattern.check != nullptr ? pattern.check(text, span) : CheckPhone(text, span);
      // A host that begins before its match may run into what was found.
      if (contact && (found.empty() || found.back().span.end <= contact->span.begin))
        found.push_back(*std::move(contact));
    }
    all = Merge(std::move(all), std::move(found));
  }
  return all;
}

}  // namespace textanalysis::values
