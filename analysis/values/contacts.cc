// A pattern proposes, and a check of the kind's own rules decides. Texts without the sign that a
// pattern needs ('@', "://", a run of figures) are not searched for it.

#include "analysis/values/contacts.h"

#include <arpa/inet.h>

#include <algorithm>
#include <optional>
#include <string>

#include "analysis/text/chars.h"
#include "analysis/text/regex.h"

namespace textanalysis::values {
namespace {

using text::Match;
using text::Regex;
using text::Span;

constexpr size_t kMinPhoneDigits = 7;
constexpr size_t kMaxPhoneDigits = 15;
// How far before a number the word stands that says it is one.
constexpr size_t kCueBytes = 32;

using Check = std::optional<ContactMention> (*)(std::string_view text, Span span,
                                                const model::Lexicon& calling_codes);

// A web address without the punctuation that closes its clause, and without a bracket that it does
// not open.
Span TrimAddress(std::string_view text, Span span) {
  while (span.end > span.begin) {
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
  const std::string_view name = host.substr(0, host.find(':'));
  if (name == "localhost") return true;
  const size_t dot = name.rfind('.');
  return dot != std::string_view::npos && dot > 0 && dot + 2 < name.size() + 1 &&
         name.size() - dot > 1;
}

std::optional<ContactMention> CheckUrl(std::string_view text, Span span, const model::Lexicon&) {
  span = TrimAddress(text, span);
  std::string_view rest = Slice(text, span);
  const size_t scheme = rest.find("://");
  if (scheme != std::string_view::npos) rest.remove_prefix(scheme + 3);
  if (!HasHost(rest)) return std::nullopt;
  return ContactMention{span, {ContactKind::kUrl, std::string(Slice(text, span))}};
}

std::optional<ContactMention> CheckEmail(std::string_view text, Span span, const model::Lexicon&) {
  return ContactMention{span, {ContactKind::kEmail, std::string(Slice(text, span))}};
}

bool IsWordByte(char c) {
  return text::IsAsciiDigit(c) || text::IsAsciiLower(c) || text::IsAsciiUpper(c) || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80u) != 0;
}

std::optional<ContactMention> CheckTag(std::string_view text, Span span, const model::Lexicon&) {
  const bool handle = text[span.begin] == '@';
  if (span.begin > 0) {
    const char before = text[span.begin - 1];
    if (!handle && (IsWordByte(before) || before == '&')) return std::nullopt;
    if (before == '@' || before == '#' || before == '/' || before == '.') return std::nullopt;
  }
  return ContactMention{
      span,
      {handle ? ContactKind::kHandle : ContactKind::kHashtag, std::string(Slice(text, span))}};
}

std::optional<ContactMention> CheckIp(std::string_view text, Span span, const model::Lexicon&) {
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
      part = part * 10 + (c - '0');
      continue;
    }
    if (part > 255) return std::nullopt;
    canonical += (canonical.empty() ? "" : ".") + std::to_string(part);
    part = 0;
  }
  return ContactMention{span, {ContactKind::kIpAddress, canonical}};
}

// "+44 (0)20 7946 0958" → "+442079460958"; empty where no country's code begins it or its length is
// none of E.164's.
std::string International(std::string_view number, const model::Lexicon& calling_codes) {
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
    if (calling_codes.Contains(std::string_view(digits).substr(0, size))) return "+" + digits;
  }
  return "";
}

// National numbers whose form tells the country: ten digits of the North American plan, and those of
// the United Kingdom with their trunk prefix.
std::string National(std::string_view number, const model::Lexicon& calling_codes) {
  static const Regex kAmerican(R"(\(?[2-9]\d{2}\)?[-. ]?[2-9]\d{2}[-. ]\d{4})");
  static const Regex kAmericanLong(R"(1[-. ]\(?[2-9]\d{2}\)?[-. ]?[2-9]\d{2}[-. ]\d{4})");
  static const Regex kBritish(R"(\(?0[1237]\d{1,4}\)?(?:[ -]\d{3,4}){2})");
  if (kAmerican.FullMatch(number)) return International("1" + std::string(number), calling_codes);
  if (kAmericanLong.FullMatch(number)) return International(number, calling_codes);
  if (!kBritish.FullMatch(number)) return "";
  const size_t zero = number.find('0');
  std::string out = International("44" + std::string(number.substr(zero + 1)), calling_codes);
  return out.size() == 13 || out.size() == 12 ? out : "";
}

bool HasPhoneCue(std::string_view text, size_t at) {
  static const Regex kCue(
      R"((?i)\b(?:phones?|telephone|tel|call(?:ed|ing)?|ring|dial|fax|mobile|hotline|helpline|whatsapp|text(?:ing)?|sms|contact)\b[^\d\n]*$)");
  const size_t from = at > kCueBytes ? at - kCueBytes : 0;
  size_t begin = from;
  while (begin < at && (static_cast<unsigned char>(text[begin]) & 0xC0u) == 0x80u) ++begin;
  return kCue.PartialMatch(text.substr(begin, at - begin));
}

// Forms that are telephone numbers without a word that says so.
bool LooksLikePhone(std::string_view number) {
  static const Regex kForm(
      R"((?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-.]\d{4}|1?\(\d{3}\) ?\d{3}[- ]\d{4}|0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}|\(0\d{2,4}\) ?\d{3,4} ?\d{3,4}|0800[ -]\d{2,3}[ -]?\d{2,4}[ -]?\d{0,4}|1-[89]00-\d{3}-\d{4})");
  return kForm.FullMatch(number);
}

std::optional<ContactMention> CheckPhone(std::string_view text, Span span,
                                         const model::Lexicon& calling_codes) {
  if (span.begin > 0 && (IsWordByte(text[span.begin - 1]) || text[span.begin - 1] == '/' ||
                         text[span.begin - 1] == '.' || text[span.begin - 1] == ','))
    return std::nullopt;
  if (span.end < text.size() && (IsWordByte(text[span.end]) && text[span.end] != 'x'))
    return std::nullopt;
  if (span.end < text.size() && (text[span.end] == '%' || text[span.end] == '='))
    return std::nullopt;
  const std::string_view number = Slice(text, span);
  const auto digits =
      static_cast<size_t>(std::count_if(number.begin(), number.end(), text::IsAsciiDigit));
  if (digits < kMinPhoneDigits || digits > kMaxPhoneDigits + 3) return std::nullopt;
  const std::string_view start = number.substr(number.find_first_not_of("( "));
  const bool international = start.starts_with("+");
  const bool zeros = start.starts_with("00") && digits >= 11;
  static const Regex kDate(
      R"(\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}[-./]\d{1,2}[-./]\d{1,2}|(?:1[5-9]|20)\d\d ?- ?(?:1[5-9]|20)?\d\d(?:\.\d+)?|0?\.\d+|\d{1,4}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+\.\d+|\d+/\d+)");
  if (!international && !zeros && kDate.FullMatch(number)) {
    static const Regex kSpaced(R"(\d{3}(?: \d{3})+)");
    if (!kSpaced.FullMatch(number) || !HasPhoneCue(text, span.begin)) return std::nullopt;
  }
  const bool said = HasPhoneCue(text, span.begin);
  std::string address;
  if (international || zeros) {
    std::string full(start);
    if (zeros) full.replace(0, start.starts_with("00 ") ? 3 : 2, "+");
    address = International(full, calling_codes);
    if (address.empty() && !said) return std::nullopt;
  } else {
    if (!said && !LooksLikePhone(number)) return std::nullopt;
    address = National(number, calling_codes);
  }
  return ContactMention{span,
                        {ContactKind::kPhone, address.empty() ? std::string(number) : address}};
}

struct Pattern {
  std::string_view sign;  // What the text must hold for the pattern to be tried; empty: anything.
  Regex regex;
  Check check;
};

// In order: what an earlier pattern takes, a later one leaves.
const std::vector<const Pattern*>& Patterns() {
  static const Pattern kAll[] = {
      {"://", Regex(R"((?i)\b(?:https?|ftp)://[^\s<>"“”]+)"), CheckUrl},
      {"www.", Regex(R"((?i)\bwww\.[^\s<>"“”]+)"), CheckUrl},
      {"@", Regex(R"([A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b)"),
       CheckEmail},
      {".",
       Regex(
           R"(\b(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.){1,6}(?:com|org|net|gov|edu|int|mil|info|biz|io|ai|app|dev|tv|me|news|eu|(?:co|org|ac|gov|com|net|edu)\.[a-z]{2}|uk|de|fr|ca|au|nz|ie|us|in|jp|cn|ru|br|it|es|nl|se|ch|be|at)\b(?:/[^\s<>"“”]*)?)"),
       CheckUrl},
      {"@", Regex(R"(@[A-Za-z_]\w{1,49}\b)"), CheckTag},
      {"#", Regex(R"(#[\p{L}\p{N}_]{0,40}\p{L}[\p{L}\p{N}_]{0,40})"), CheckTag},
      {"", Regex(R"(\d{1,3}(?:\.\d{1,3}){3})"), CheckIp},
      {":", Regex(R"([0-9A-Fa-f:]*:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]*)"), CheckIp},
      {"", Regex(R"((?:\( ?\+?|\+)?\d[\d ()/.-]{5,28}\d(?: ?x ?\d{2,5})?)"), CheckPhone},
  };
  static const std::vector<const Pattern*> kPointers = [] {
    std::vector<const Pattern*> out;
    for (const Pattern& p : kAll) out.push_back(&p);
    return out;
  }();
  return kPointers;
}

}  // namespace

std::vector<ContactMention> FindContacts(std::string_view text,
                                         const model::Lexicon& calling_codes) {
  std::vector<ContactMention> all;
  for (const Pattern* pattern : Patterns()) {
    if (!pattern->sign.empty() && text.find(pattern->sign) == std::string_view::npos) continue;
    std::vector<ContactMention> found;
    for (size_t at = 0; at < text.size();) {
      const std::optional<Match> match = pattern->regex.Find(text, at);
      if (!match) break;
      const Span span = *(*match)[0];
      at = std::max(span.end, at + 1);
      if (std::optional<ContactMention> contact = pattern->check(text, span, calling_codes))
        found.push_back(*std::move(contact));
    }
    // Both lists are sorted: merge, leaving out what touches an earlier kind.
    std::vector<ContactMention> merged;
    auto kept = all.begin();
    for (ContactMention& m : found) {
      while (kept != all.end() && kept->span.end <= m.span.begin)
        merged.push_back(std::move(*kept++));
      if (kept != all.end() && kept->span.Overlaps(m.span)) continue;
      merged.push_back(std::move(m));
    }
    std::move(kept, all.end(), std::back_inserter(merged));
    all = std::move(merged);
  }
  return all;
}

}  // namespace textanalysis::values
