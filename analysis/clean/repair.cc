#include "analysis/clean/repair.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "analysis/clean/segments.h"
#include "analysis/clean/windows1252.h"
#include "analysis/text/chars.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

using text::Span;

constexpr int kMaxDepth = 3;
// A reference with its marks is no longer.
constexpr size_t kMaxReferenceBytes = 34;

// The byte that windows-1252 shows as `c`, if it is one above ASCII.
std::optional<unsigned> ByteOf(char32_t c) {
  if (c >= 0x80 && c <= 0xFF) return static_cast<unsigned>(c);
  if (c < 0x152) return std::nullopt;
  const auto found = std::find(kHighBytes.begin(), kHighBytes.end(), c);
  if (found == kHighBytes.end()) return std::nullopt;
  return 0x80U + static_cast<unsigned>(found - kHighBytes.begin());
}

// Length of the sequence that a lead byte announces; 0 for one that is left alone: those of scripts
// whose garbled form is also good French or German ("É »", "ß“").
size_t SequenceLength(unsigned lead) {
  if ((lead >= 0xC2 && lead <= 0xC5) || (lead >= 0xCE && lead <= 0xD1)) return 2;
  if (lead == 0xE2 || lead == 0xEF) return 3;
  return lead == 0xF0 ? 4 : 0;
}

std::optional<Decoded> Ungarble(std::string_view s, size_t at, int depth);

// One character as it was before the wrong decoding of this depth: itself, or what it is the
// garbled form of.
std::optional<Decoded> Before(std::string_view s, size_t at, int depth) {
  if (at >= s.size()) return std::nullopt;
  if (depth > 1) {
    if (const auto inner = Ungarble(s, at, depth - 1)) return inner;
  }
  const text::CodePoint c = text::DecodeAt(s, at);
  return Decoded{c.length, c.value};
}

std::optional<Decoded> Ungarble(std::string_view s, size_t at, int depth) {
  const std::optional<Decoded> first = Before(s, at, depth);
  const std::optional<unsigned> lead = first ? ByteOf(first->first) : std::nullopt;
  const size_t bytes = lead ? SequenceLength(*lead) : 0;
  if (bytes == 0) return std::nullopt;
  Decoded out{first->length, *lead & (0xFFU >> (bytes + 1))};
  for (size_t k = 1; k < bytes; ++k) {
    const std::optional<Decoded> next = Before(s, at + out.length, depth);
    const std::optional<unsigned> byte = next ? ByteOf(next->first) : std::nullopt;
    if (!byte || (*byte & 0xC0U) != 0x80) return std::nullopt;
    out.length += next->length;
    out.first = (out.first << 6) | (*byte & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kSmallest = {0, 0, 0x80, 0x800, 0x10000};
  if (out.first < kSmallest[bytes] || out.first > 0x10FFFF) return std::nullopt;
  return out;
}

// "Â" before a plain space is a no-break space whose second half was taken for white space.
std::optional<Decoded> SpaceAfterHalf(std::string_view s, size_t at) {
  constexpr std::string_view kHalf = "Â ";
  if (s.substr(at, kHalf.size()) != kHalf) return std::nullopt;
  return Decoded{kHalf.size(), 0xA0};
}

// The deepest reading: what was garbled twice is a garbled sequence of garbled characters.
std::optional<Decoded> UngarbleFully(std::string_view s, size_t at) {
  for (int depth = kMaxDepth; depth > 0; --depth) {
    if (const auto out = Ungarble(s, at, depth)) return out;
  }
  return std::nullopt;
}

bool IsAsciiLower(char c) { return c >= 'a' && c <= 'z'; }

// Whether the sequence at `at` is one that no language writes: "â€", "ðŸ", "Ã" or "Â" and a symbol
// within or beside a word.
bool IsEvidence(std::string_view s, size_t at) {
  const text::CodePoint c = text::DecodeAt(s, at);
  if (c.value != U'â' && c.value != U'Ã' && c.value != U'Â' && c.value != U'ð') return false;
  const std::optional<Decoded> repaired = UngarbleFully(s, at);
  if (!repaired) return false;
  if (c.value == U'â' || c.value == U'ð') return true;
  if (c.value == U'Â') return repaired->first != U'»' && repaired->first < 0xC0;
  const size_t end = at + repaired->length;
  return (at > 0 && IsAsciiLower(s[at - 1])) || (end < s.size() && IsAsciiLower(s[end]));
}

// What a look at a garbled character costs, in bytes of plain text.
constexpr size_t kEvidencePace = 32;

bool IsGarbled(std::string_view s, text::Pace* pace) {
  // Ã, Â, â and ð all begin with this byte.
  for (size_t at = s.find('\xC3'); at != std::string_view::npos; at = s.find('\xC3', at + 1)) {
    if (!pace->GoesOn(kEvidencePace)) return false;
    if (IsEvidence(s, at)) return true;
  }
  return false;
}

// A reference to "&" is left where decoding it would make a reference of what follows.
std::optional<Decoded> DecodeReference(const References& references, std::string_view s,
                                       size_t at) {
  const std::optional<Decoded> out = references.At(s, at);
  if (!out || out->first != U'&') return out;
  const std::string would = "&" + std::string(s.substr(at + out->length, kMaxReferenceBytes));
  return references.At(would, 0) ? std::nullopt : out;
}

// End of the combining marks from `at` on; they belong to the character before.
size_t MarksEnd(std::string_view s, size_t at) {
  while (at < s.size()) {
    const text::CodePoint c = text::DecodeAt(s, at);
    if (c.value < 0x300 || c.value > 0x36F) break;
    at += c.length;
  }
  return at;
}

class Repairer {
 public:
  Repairer(std::string_view source, Form form, const References& references,
           const text::Budget& budget)
      : source_(source),
        references_(references),
        pace_(budget),
        decodes_(form == Form::kPlainText && source.find('&') != std::string_view::npos),
        ungarbles_(IsGarbled(source, &pace_)) {}

  bool has_work() const { return decodes_ || ungarbles_; }

  // Splits the block's verbatim pieces where something is repaired, and then renews its text.
  void Repair(Block* block) {
    Pieces pieces;
    bool repaired = false;
    for (Piece& piece : block->pieces) {
      if (piece.verbatim) {
        repaired |= Split(piece.source, &pieces);
      } else {
        pieces.push_back(std::move(piece));
      }
    }
    block->pieces = std::move(pieces);
    if (repaired && pace_.GoesOn(block->text.size())) block->text = Join(block->pieces);
  }

 private:
  std::optional<Decoded> At(std::string_view s, size_t at) const {
    if (decodes_ && s[at] == '&') return DecodeReference(references_, s, at);
    if (!ungarbles_) return std::nullopt;
    const std::optional<Decoded> whole = UngarbleFully(s, at);
    return whole ? whole : SpaceAfterHalf(s, at);
  }

  // Appends `span` as pieces, and returns whether anything in it was repaired.
  bool Split(Span span, Pieces* out) {
    const std::string_view s = source_.substr(0, span.end);
    size_t verbatim_from = span.begin;
    for (size_t at = span.begin; at < span.end && pace_.GoesOn(1);) {
      const std::optional<Decoded> repaired = At(s, at);
      if (!repaired) {
        at += text::DecodeAt(s, at).length;
        continue;
      }
      if (verbatim_from < at) out->push_back({{verbatim_from, at}, "", true});
      std::string decoded;
      Append(*repaired, &decoded);
      const size_t own_end = at + repaired->length;
      const size_t end = text::IsSpace(repaired->first) ? own_end : MarksEnd(s, own_end);
      decoded.append(s.substr(own_end, end - own_end));
      out->push_back({{at, end}, std::move(decoded), false});
      verbatim_from = at = end;
    }
    if (verbatim_from < span.end) out->push_back({{verbatim_from, span.end}, "", true});
    return verbatim_from > span.begin;
  }

  std::string Join(const Pieces& pieces) const {
    std::string out;
    for (const Piece& piece : pieces) {
      out.append(piece.verbatim ? std::string(Slice(source_, piece.source)) : piece.decoded);
    }
    return text::CollapseSpace(out);
  }

  const std::string_view source_;
  const References& references_;
  text::Pace pace_;
  const bool decodes_;
  const bool ungarbles_;
};

// Whether a line stands in the cleaned text as it is: no control characters, no runs of spaces,
// nothing that composes.
bool IsSimple(std::string_view line) {
  char previous = 'x';
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    // 0xC2 begins the no-break space and the soft hyphen, 0xCC and 0xCD combining marks.
    if (byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xCC || byte == 0xCD) return false;
    if (c == ' ' && previous == ' ') return false;
    previous = c;
  }
  return true;
}

}  // namespace

void RepairCharacters(std::string_view source, Form form, const References& references,
                      const text::Budget& budget, std::vector<Block>* blocks) {
  Repairer repairer(source, form, references, budget);
  text::Pace pace(budget);
  for (Block& b : *blocks) {
    if (!pace.GoesOn(b.text.size())) return;
    if (repairer.has_work()) repairer.Repair(&b);
    if (!IsSimple(b.text)) b.text = TextOf(source, b, budget);
    if (b.text.empty()) b.removal = RemovalReason::kInvisible;
  }
}

}  // namespace textanalysis::clean
