#include "analysis/text/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>

#include "analysis/text/chars.h"
#include "analysis/text/error.h"
#include "analysis/text/regex.h"
#include "analysis/text/utf8.h"

namespace textanalysis::text {
namespace {

// Browsers look at 1,024 bytes, and read the page again when a <meta> further on says otherwise.
constexpr size_t kMetaScanBytes = 1 << 14;
// So many characters beyond ASCII are never well-formed UTF-8 by chance.
constexpr ptrdiff_t kEvidentCharacters = 10;

constexpr std::string_view kUtf8ByteOrderMark = "\xEF\xBB\xBF";

struct CloseConverter {
  void operator()(UConverter* c) const { ucnv_close(c); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

std::string Canonical(std::string_view label) {
  std::string name = ToLower(Trim(label));
  if (name == "utf8" || name == "unicode-1-1-utf-8") return "utf-8";
  if (name == "iso-8859-1" || name == "iso8859-1" || name == "latin1" || name == "l1" ||
      name == "us-ascii" || name == "ascii" || name == "cp1252") {
    return "windows-1252";
  }
  if (name == "gb2312" || name == "gbk") return "gb18030";
  if (name == "ks_c_5601-1987" || name == "euc-kr") return "windows-949";
  return name;
}

Converter Open(const std::string& name) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &error));
  if (U_FAILURE(error)) return nullptr;
  return converter;
}

std::optional<std::string> FromByteOrderMark(std::string_view bytes) {
  if (bytes.starts_with(kUtf8ByteOrderMark)) return "utf-8";
  if (bytes.starts_with("\xFE\xFF")) return "utf-16be";
  if (bytes.starts_with("\xFF\xFE")) return "utf-16le";
  return std::nullopt;
}

// A page that could be read up to its <meta> is ASCII-compatible, so a UTF-16 label there means
// UTF-8.
std::optional<std::string> FromMeta(std::string_view bytes) {
  static const Regex kMeta(R"((?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([a-z0-9_:.\-]{1,40}))");
  std::string ascii(bytes.substr(0, kMetaScanBytes));
  for (char& c : ascii) {
    if (static_cast<unsigned char>(c) >= 0x80 || c == '\0') c = '?';
  }
  const auto match = kMeta.Find(ascii, 0);
  if (!match) return std::nullopt;
  std::string name = Canonical(Slice(ascii, *(*match)[1]));
  if (name.starts_with("utf-16")) name = "utf-8";
  if (!Open(name)) return std::nullopt;
  return name;
}

// Whether these bytes are UTF-8 whatever a <meta> says: pages are often converted and stored with
// the old one.
bool IsEvidentlyUtf8(std::string_view bytes) {
  if (FindInvalidUtf8(bytes)) return false;
  const auto is_lead = [](char c) { return static_cast<unsigned char>(c) >= 0xC0; };
  return std::count_if(bytes.begin(), bytes.end(), is_lead) >= kEvidentCharacters;
}

std::string Guess(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, void (*)(UCharsetDetector*)> detector(ucsdet_open(&error),
                                                                                ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<int32_t>(bytes.size()), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return "windows-1252";
  const std::string name = Canonical(ucsdet_getName(match, &error));
  return name == "utf-8" ? "windows-1252" : name;
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

std::string Convert(UConverter* converter, std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString decoded(bytes.data(), static_cast<int32_t>(bytes.size()), converter,
                                   error);
  std::string out;
  decoded.toUTF8String(out);
  return out.starts_with(kUtf8ByteOrderMark) ? out.substr(kUtf8ByteOrderMark.size()) : out;
}

absl::Status UnknownCharset() {
  return InvalidArgument(
      {.reason = "UNSUPPORTED_CHARSET", .field = "document.charset"},
      "the charset is not one of the WHATWG Encoding Standard; leave it empty to "
      "have it detected");
}

DecodedText DecodeAs(std::string_view bytes, const std::string& name) {
  if (name == "utf-8") return {ReplaceInvalidUtf8(bytes), name};
  return {Convert(Open(name).get(), bytes), name};
}

}  // namespace

absl::StatusOr<DecodedText> DecodeHtml(std::string_view bytes, std::string_view charset) {
  const std::string stated = Canonical(charset);
  if (!stated.empty() && !Open(stated)) return UnknownCharset();
  if (const auto name = FromByteOrderMark(bytes)) return DecodeAs(bytes, *name);
  if (!stated.empty()) return DecodeAs(bytes, stated);
  if (IsEvidentlyUtf8(bytes)) return DecodedText{std::string(bytes), "utf-8"};
  if (const auto name = FromMeta(bytes)) return DecodeAs(bytes, *name);
  if (!FindInvalidUtf8(bytes)) return DecodedText{std::string(bytes), "utf-8"};
  return DecodeAs(bytes, Guess(bytes));
}

}  // namespace textanalysis::text
