// What a request asks for beside its document, as read from flags.

#ifndef TEXTANALYSIS_CLIENT_CPP_OPTIONS_H_
#define TEXTANALYSIS_CLIENT_CPP_OPTIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::command {

// The method to call.
enum class Rpc { kClean, kQuotes, kEntities, kAnalyze };

// Reads "clean", "quotes", "entities", "analyze". An error begins with `what` was read, and tells of
// `others` (", batch") that may stand there, too.
absl::StatusOr<Rpc> ParseRpc(const std::string& name, const char* what, const char* others = "");

// The name that ParseRpc() reads.
const char* NameOf(Rpc rpc);

// A text that was decoded.
struct DecodedFile {
  std::string utf8;
  std::string assumed{};  // The charset that nothing but a guess says; else empty.
};

// Decodes the bytes of a file, of which `document` says type and charset as far as they are known.
// Nothing where the service is to read, or to refuse, the bytes as they are.
using DecodeFile = std::optional<DecodedFile> (*)(const std::string& bytes,
                                                  const v1::Document& document);

// What is asked of each document.
struct RequestOptions {
  v1::EncodingType encoding = v1::ENCODING_TYPE_UTF8;
  v1::Document defaults{};  // What holds of documents that do not say it themselves.
  v1::CleanOptions clean{};
  v1::QuoteOptions quotes{};
  v1::EntityOptions entities{};
  v1::ModelTier tier = v1::MODEL_TIER_UNSPECIFIED;
  std::vector<v1::DictionaryEntry> dictionary{};  // The request's own.
  DecodeFile decode_file = nullptr;
};

// The flags' values, each as it was written; lists stand between commas, in lower case.
struct OptionTexts {
  std::string encoding = "utf8";
  std::string type{};            // "text", "html"; empty: what the content looks like.
  std::string language{};        // BCP-47.
  std::string reference_date{};  // 2022-02-07
  std::string profile{};         // "article", "visible_text".
  std::string tier{};            // "fast", "accurate"; empty: the server's choice.
  std::string forms{};
  std::string attribution_types{};  // "all" names all of them.
  std::string types{};
  double min_confidence = 0;  // Of quotations and of entities.
  bool include_unsettled = false;
  bool coreference = false;
};

// Reads options.
//   Errors: InvalidArgument that names the flag and the values it may have.
absl::StatusOr<RequestOptions> ParseOptions(const OptionTexts& texts);

// Asks for attributions of every type, and for those that are denied, asked or left open.
void AskForFurther(v1::QuoteOptions* options);

// Reads a day of the form 2022-02-07; `what` names it in the error.
absl::StatusOr<v1::Date> ParseDay(const std::string& text, const std::string& what);

// Gives `document` what `defaults` state and it does not.
void SetDefaults(const v1::Document& defaults, v1::Document* document);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_OPTIONS_H_
