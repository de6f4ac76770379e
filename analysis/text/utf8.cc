#include "analysis/text/utf8.h"

#include <cstdint>
#include <cstring>

namespace textanalysis::text {
namespace {

constexpr uint64_t kHighBits = 0x8080808080808080u;

bool EightAscii(const char* p) {
  uint64_t word;
  std::memcpy(&word, p, sizeof word);
  return (word & kHighBits) == 0;
}

unsigned Byte(std::string_view s, size_t at) { return static_cast<unsigned char>(s[at]); }

// Bounds of the second byte after `lead`; the length is 0 for a byte that cannot lead.
struct LeadRule {
  size_t length;
  unsigned low;
  unsigned high;
};

LeadRule RuleFor(unsigned lead) {
  if (lead < 0x80) return {1, 0, 0};
  if (lead < 0xC2) return {0, 0, 0};
  if (lead < 0xE0) return {2, 0x80, 0xBF};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead < 0xF0) return {3, 0x80, 0xBF};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead < 0xF4) return {4, 0x80, 0xBF};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

// Length of the well-formed sequence at `at`, or 0.
size_t SequenceLength(std::string_view s, size_t at) {
  const LeadRule rule = RuleFor(Byte(s, at));
  if (rule.length < 2) return rule.length;
  if (at + rule.length > s.size()) return 0;
  if (Byte(s, at + 1) < rule.low || Byte(s, at + 1) > rule.high) return 0;
  for (size_t k = 2; k < rule.length; ++k) {
    if (!IsContinuationByte(s[at + k])) return 0;
  }
  return rule.length;
}

}  // namespace

std::optional<size_t> FindInvalidUtf8(std::string_view bytes) {
  size_t at = 0;
  while (at < bytes.size()) {
    if (at + 8 <= bytes.size() && EightAscii(bytes.data() + at)) {
      at += 8;
      continue;
    }
    const size_t length = SequenceLength(bytes, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

bool IsAscii(std::string_view bytes) {
  size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    if (!EightAscii(bytes.data() + at)) return false;
  }
  for (; at < bytes.size(); ++at) {
    if (Byte(bytes, at) >= 0x80) return false;
  }
  return true;
}

CodePoint DecodeAt(std::string_view text, size_t at) {
  const unsigned lead = Byte(text, at);
  if (lead < 0x80) return {lead, 1};
  const size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t value = lead & (0xFFu >> (length + 1));
  for (size_t k = 1; k < length; ++k) value = value << 6 | (Byte(text, at + k) & 0x3Fu);
  return {value, length};
}

CodePoint DecodeBefore(std::string_view text, size_t end) {
  size_t at = end - 1;
  while (at > 0 && IsContinuationByte(text[at])) --at;
  return DecodeAt(text, at);
}

void AppendUtf8(char32_t c, std::string* out) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
  const auto put = [out](char32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | c >> 6);
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

}  // namespace textanalysis::text
