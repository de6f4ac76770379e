#include "analysis/text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "absl/strings/ascii.h"
#include "analysis/text/absl_interop.h"
#include "analysis/text/chars.h"
#include "analysis/text/encodings_table.h"
#include "analysis/text/error.h"
#include "analysis/text/regex.h"
#include "analysis/text/utf8.h"

namespace textanalysis::text {
namespace {

// So much of a page tells whether it is UTF-16.
constexpr size_t kZerosScanBytes = 4096;
// So many characters beyond ASCII are never well-formed UTF-8 by chance.
constexpr ptrdiff_t kEvidentCharacters = 10;

constexpr std::string_view kUtf8ByteOrderMark = "\xEF\xBB\xBF";

struct CloseConverter {
  void operator()(UConverter* c) const { ucnv_close(c); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

struct Encoding {
  std::string_view name, converter;
  std::vector<std::string_view> labels;
};

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find(separator, begin), text.size());
    out.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return out;
}

// The table of the WHATWG Encoding Standard that the build takes in, a line each: name, ICU's
// converter (none where a decoder of our own reads it), labels.
std::vector<Encoding> ReadEncodings() {
  std::vector<Encoding> out;
  for (const std::string_view line : Split(kEncodingsTable, '\n')) {
    if (line.starts_with('#')) continue;
    const std::vector<std::string_view> columns = Split(line, '\t');
    out.push_back({columns.at(0), columns.at(1), Split(columns.at(2), ' ')});
  }
  return out;
}

// Code points of the bytes from 0xA0 on in ISO-8859-16, which ICU does not have.
constexpr std::u16string_view kIso885916 =
    u"\u00A0\u0104\u0105\u0141\u20AC\u201E\u0160\u00A7\u0161\u00A9\u0218\u00AB\u0179\u00AD\u017A"
    u"\u017B\u00B0\u00B1\u010C\u0142\u017D\u201D\u00B6\u00B7\u017E\u010D\u0219\u00BB\u0152\u0153"
    u"\u0178\u017C\u00C0\u00C1\u00C2\u0102\u00C4\u0106\u00C6\u00C7\u00C8\u00C9\u00CA\u00CB\u00CC"
    u"\u00CD\u00CE\u00CF\u0110\u0143\u00D2\u00D3\u00D4\u0150\u00D6\u015A\u0170\u00D9\u00DA\u00DB"
    u"\u00DC\u0118\u021A\u00DF\u00E0\u00E1\u00E2\u0103\u00E4\u0107\u00E6\u00E7\u00E8\u00E9\u00EA"
    u"\u00EB\u00EC\u00ED\u00EE\u00EF\u0111\u0144\u00F2\u00F3\u00F4\u0151\u00F6\u015B\u0171\u00F9"
    u"\u00FA\u00FB\u00FC\u0119\u021B\u00FF";

// Returns `s` without ASCII white space, as the Encoding Standard defines it, at either end.
std::string_view TrimAscii(std::string_view s) {
  constexpr std::string_view kSpaces = "\t\n\f\r ";
  s.remove_prefix(std::min(s.size(), s.find_first_not_of(kSpaces)));
  return s.substr(0, s.find_last_not_of(kSpaces) + 1);
}

// What HTTP says between quotation marks, or all of it.
std::string_view Unquoted(std::string_view value) {
  value = TrimAscii(value);
  const bool is_quoted = value.size() > 1 && value.front() == '"' && value.back() == '"';
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

// The encoding that a label names, by the standard's table; nothing for no label of it.
const Encoding* EncodingOf(std::string_view label) {
  static const auto* const kByLabel = [] {
    static const auto* const kEncodings = new std::vector<Encoding>(ReadEncodings());
    auto* table = new std::unordered_map<std::string_view, const Encoding*>;
    for (const Encoding& e : *kEncodings) {
      for (const std::string_view name : e.labels) table->emplace(name, &e);
    }
    return table;
  }();
  const auto it = kByLabel->find(absl::AsciiStrToLower(ToAbsl(TrimAscii(label))));
  return it == kByLabel->end() ? nullptr : it->second;
}

const Encoding& Named(std::string_view name) { return *EncodingOf(name); }

const Encoding* FromByteOrderMark(std::string_view bytes) {
  if (bytes.starts_with(kUtf8ByteOrderMark)) return &Named("utf-8");
  if (bytes.starts_with("\xFE\xFF")) return &Named("utf-16be");
  if (bytes.starts_with("\xFF\xFE")) return &Named("utf-16le");
  return nullptr;
}

// A page is mostly markup, so of UTF-16 every other byte is often zero, and of no other encoding any.
const Encoding* FromZeros(std::string_view bytes) {
  const std::string_view beginning = bytes.substr(0, kZerosScanBytes);
  size_t zeros[2] = {0, 0};
  for (size_t k = 0; k < beginning.size(); ++k) zeros[k % 2] += beginning[k] == '\0';
  const size_t pairs = beginning.size() / 2;
  if (zeros[0] * 10 < pairs && zeros[1] * 3 > pairs) return &Named("utf-16le");
  if (zeros[1] * 10 < pairs && zeros[0] * 3 > pairs) return &Named("utf-16be");
  return nullptr;
}

// What a comment holds is no element.
void BlankComments(std::string* page) {
  for (size_t begin = page->find("<!--"); begin != std::string::npos;) {
    const size_t end = std::min(page->find("-->", begin + 2), page->size());
    std::fill(page->begin() + static_cast<ptrdiff_t>(begin),
              page->begin() + static_cast<ptrdiff_t>(end), ' ');
    begin = page->find("<!--", end);
  }
}

// A page that could be read up to its <meta> is ASCII-compatible, so a UTF-16 label there means
// UTF-8, and x-user-defined windows-1252, as the HTML standard has it.
const Encoding* FromMeta(std::string_view bytes) {
  static const Regex kMeta(R"((?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.\-]{1,40}))");
  std::string ascii(bytes);
  for (char& c : ascii) {
    if (static_cast<unsigned char>(c) >= 0x80 || c == '\0') c = '?';
  }
  BlankComments(&ascii);
  const auto match = kMeta.Find(ascii, 0);
  const Encoding* const found = match ? EncodingOf(Slice(ascii, *(*match)[1])) : nullptr;
  if (found == nullptr) return nullptr;
  if (found->name.starts_with("utf-16")) return &Named("utf-8");
  return found->name == "x-user-defined" ? &Named("windows-1252") : found;
}

// Whether these bytes are UTF-8 whatever a <meta> says: pages are often converted and stored with
// the old one.
bool IsEvidentlyUtf8(std::string_view bytes) {
  if (FindInvalidUtf8(bytes)) return false;
  const auto is_lead = [](char c) { return static_cast<unsigned char>(c) >= 0xC0; };
  return std::count_if(bytes.begin(), bytes.end(), is_lead) >= kEvidentCharacters;
}

// More of a page does not make the guess better.
constexpr size_t kGuessedBytes = size_t{1} << 20;

const Encoding& Guess(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&error),
                                                                                ucsdet_close);
  const size_t size = std::min(bytes.size(), kGuessedBytes);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(size), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return Named("windows-1252");
  const Encoding* const found = EncodingOf(ucsdet_getName(match, &error));
  const bool is_none = found == nullptr || found->name == "utf-8" || found->name == "replacement";
  return is_none ? Named("windows-1252") : *found;
}

// Whether bytes beyond ASCII never make a character of UTF-8: a <meta> that says so is wrong.
bool IsNeverUtf8(std::string_view bytes) {
  bool has_bad = false;
  while (const std::optional<size_t> bad = FindInvalidUtf8(bytes)) {
    const auto is_high = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    has_bad = true;
    if (std::any_of(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(*bad), is_high))
      return false;
    bytes.remove_prefix(*bad + 1);
  }
  return has_bad && std::all_of(bytes.begin(), bytes.end(),
                                [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string ReplaceInvalidUtf8(std::string_view bytes) {
  std::string out;
  while (const std::optional<size_t> bad = FindInvalidUtf8(bytes)) {
    out.append(bytes.substr(0, *bad));
    AppendUtf8(0xFFFD, &out);
    bytes.remove_prefix(*bad + 1);
  }
  return out.append(bytes);
}

// Encodings of which ICU reads what the standard leaves out or reads otherwise.
bool NeedsStandard(std::string_view name) {
  static constexpr std::string_view kNames[] = {"big5", "euc-kr", "koi8-u", "windows-874",
                                                "windows-1253"};
  return IsOneOf(name, kNames);
}

// Where ICU has characters for private use, and U+00AA in Greek, the standard has none; two letters
// of KOI8-U are Belarusian.
icu::UnicodeString Standard(std::string_view name, icu::UnicodeString decoded) {
  for (int32_t k = 0; k < decoded.length(); ++k) {
    const char16_t c = decoded[k];
    if (name == "koi8-u") {
      if (c == 0x255D) decoded.setCharAt(k, 0x45E);
      if (c == 0x256C) decoded.setCharAt(k, 0x40E);
    } else if ((c >= 0xE000 && c < 0xF900) || (name == "windows-1253" && c == 0xAA)) {
      decoded.setCharAt(k, 0xFFFD);
    }
  }
  return decoded;
}

// What is decoded between two looks at the budget.
constexpr size_t kPieceBytes = 64 * 1024;

// Appends what `piece` adds to the text. The converter keeps a character that the piece begins and does not end, unless
// it is the last.
void ConvertPiece(UConverter* converter, std::string_view name, std::string_view piece,
                  bool is_last, std::string* out) {
  // A byte makes two code units at most, and those that the converter kept a few more.
  constexpr size_t kKept = 64;
  std::u16string units(2 * piece.size() + kKept, 0);
  const char* from = piece.data();
  char16_t* to = units.data();
  UErrorCode error = U_ZERO_ERROR;
  ucnv_toUnicode(converter, &to, units.data() + units.size(), &from, piece.data() + piece.size(),
                 nullptr, is_last, &error);
  const icu::UnicodeString decoded(units.data(), static_cast<int32_t>(to - units.data()));
  (NeedsStandard(name) ? Standard(name, decoded) : decoded).toUTF8String(*out);
}

std::string Convert(const Encoding& encoding, std::string_view bytes, const Budget& budget) {
  UErrorCode error = U_ZERO_ERROR;
  const Converter converter(ucnv_open(std::string(encoding.converter).c_str(), &error));
  std::string out;
  for (size_t at = 0; at < bytes.size() && budget.Check().ok(); at += kPieceBytes) {
    const std::string_view piece = bytes.substr(at, kPieceBytes);
    ConvertPiece(converter.get(), encoding.name, piece, at + piece.size() == bytes.size(), &out);
  }
  return out.starts_with(kUtf8ByteOrderMark) ? out.substr(kUtf8ByteOrderMark.size()) : out;
}

// What ICU has no converter for: one code point a byte.
std::string ConvertBytes(std::string_view name, std::string_view bytes, const Budget& budget) {
  std::string out;
  Pace pace(budget);
  for (const char c : bytes) {
    if (!pace.GoesOn(1)) break;
    const auto byte = static_cast<unsigned char>(c);
    char32_t value = byte;
    if (name == "iso-8859-16" && byte >= 0xA0) value = kIso885916[byte - 0xA0u];
    if (name == "x-user-defined" && byte >= 0x80) value = 0xF780 + (byte - 0x80u);
    AppendUtf8(value, &out);
  }
  return out;
}

absl::Status UnknownCharset() {
  return InvalidArgument(
      {.reason = "UNSUPPORTED_CHARSET", .field = "document.charset"},
      "the charset is not one of the WHATWG Encoding Standard; leave it empty to "
      "have it detected");
}

absl::StatusOr<DecodedText> DecodeAs(std::string_view bytes, const Encoding& encoding,
                                     const Budget& budget) {
  const std::string name(encoding.name);
  if (name == "utf-8") {
    if (bytes.starts_with(kUtf8ByteOrderMark)) bytes.remove_prefix(kUtf8ByteOrderMark.size());
    return DecodedText{ReplaceInvalidUtf8(bytes), name};
  }
  // The standard reads nothing of encodings that have been used for attacks.
  if (name == "replacement") return DecodedText{"\uFFFD", name};
  DecodedText out{encoding.converter.empty() ? ConvertBytes(name, bytes, budget)
                                             : Convert(encoding, bytes, budget),
                  name};
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  return out;
}

}  // namespace

absl::StatusOr<DecodedText> DecodeHtml(std::string_view bytes, std::string_view charset,
                                       const Budget& budget) {
  const Encoding* const stated = EncodingOf(Unquoted(charset));
  if (!TrimAscii(charset).empty() && stated == nullptr) return UnknownCharset();
  if (const Encoding* const found = FromByteOrderMark(bytes))
    return DecodeAs(bytes, *found, budget);
  if (stated != nullptr) return DecodeAs(bytes, *stated, budget);
  if (const Encoding* const found = FromZeros(bytes)) return DecodeAs(bytes, *found, budget);
  if (IsEvidentlyUtf8(bytes)) return DecodedText{std::string(bytes), "utf-8"};
  const Encoding* const meta = FromMeta(bytes);
  if (meta != nullptr && !(meta->name == "utf-8" && IsNeverUtf8(bytes)))
    return DecodeAs(bytes, *meta, budget);
  if (!FindInvalidUtf8(bytes)) return DecodedText{std::string(bytes), "utf-8"};
  return DecodeAs(bytes, Guess(bytes), budget);
}

}  // namespace textanalysis::text
