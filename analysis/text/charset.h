// Decodes bytes of any charset of the WHATWG Encoding Standard to UTF-8.
//
//   absl::StatusOr<DecodedText> page = DecodeHtml(bytes, "windows-1252");

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_CHARSET_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_CHARSET_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "analysis/text/budget.h"

namespace textanalysis::text {

// A page as UTF-8.
struct DecodedText {
  std::string utf8;     // Well-formed; bytes that the charset lacks became U+FFFD.
  std::string charset;  // The standard's name of the charset it was read as, in lower case.
};

// Decodes an HTML page. The charset is the first of these that there is:
//  - a byte order mark's;
//  - `charset`, what HTTP said, with or without the quotation marks of its syntax;
//  - UTF-16, when every other byte is zero;
//  - UTF-8, when the bytes are well-formed UTF-8 with ten characters beyond ASCII;
//  - a <meta> element's, unless it says UTF-8 and no character beyond ASCII is;
//  - UTF-8, when the bytes are well-formed UTF-8;
//  - ICU's guess of the first MiB.
// Labels mean what the standard says: "latin1" is windows-1252.
//   Errors: InvalidArgument UNSUPPORTED_CHARSET when `charset` is given and unknown; the budget's.
absl::StatusOr<DecodedText> DecodeHtml(std::string_view bytes, std::string_view charset,
                                       const Budget& budget = {});

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_CHARSET_H_
