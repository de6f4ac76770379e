// Pure functions between the schema and the library's values. Offsets are converted here and
// nowhere else.

#ifndef TEXTANALYSIS_SERVICE_CONVERT_CONVERT_H_
#define TEXTANALYSIS_SERVICE_CONVERT_CONVERT_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "analysis/dictionary/dictionary.h"
#include "analysis/pipeline/analyzer.h"
#include "analysis/text/budget.h"
#include "analysis/text/offset_map.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::convert {

// A document as the library takes it.
struct Source {
  std::string decoded;    // Owns the text when `raw_content` had to be decoded; else empty.
  pipeline::Input input;  // `text` views the request, or is empty where `decoded` holds it.
  bool text_looks_like_html = false;  // Though the request says that it is plain text.
};

// A request that broke no rule.
struct Validated {
  Source source;
  pipeline::Options options;
  std::optional<pipeline::Tier> tier{};  // Nothing where the request leaves it to the server.
};

// The models that answered.
struct Model {
  std::string version;
  pipeline::Tier tier = pipeline::Tier::kFast;
};

// Returns the input with its text, which views `validated` or the request.
pipeline::Input InputOf(const Validated& validated);

// Checks a request and returns it as the library takes it.
//   Errors: InvalidArgument with the reasons of docs/errors.md; field paths begin at the request; the
//   budget's, while a page is decoded.
//   Ownership: the result views the request, which must outlive it.
absl::StatusOr<Validated> Validate(const v1::CleanRequest& request, size_t max_document_bytes,
                                   const text::Budget& budget = {});
absl::StatusOr<Validated> Validate(const v1::ExtractQuotesRequest& request,
                                   size_t max_document_bytes, const text::Budget& budget = {});
absl::StatusOr<Validated> Validate(const v1::ExtractEntitiesRequest& request,
                                   size_t max_document_bytes, const text::Budget& budget = {});
absl::StatusOr<Validated> Validate(const v1::AnalyzeRequest& request, size_t max_document_bytes,
                                   const text::Budget& budget = {});

// Returns how many bytes a response filled from `analysis` takes at most, with its wire form.
size_t MessageBytes(const pipeline::Analysis& analysis);

// Checks one document of several; a field path begins at "document".
absl::StatusOr<Validated> ValidateDocument(const v1::Document& document, v1::EncodingType encoding,
                                           size_t max_document_bytes,
                                           const text::Budget& budget = {});

// Fill the parts of a response that tell of one document: its cleaned text, without segments, where
// it was cleaned; and the metadata.
void FillCleanedText(const Validated& validated, const pipeline::Analysis& analysis,
                     v1::EncodingType encoding, v1::CleanedDocument* out);
void FillResponseMetadata(const Validated& validated, const pipeline::Analysis& analysis,
                          v1::EncodingType encoding, const Model& model, v1::ResponseMetadata* out);

// Reads a request's tier of models.
absl::Status ReadTier(v1::ModelTier tier, std::optional<pipeline::Tier>* out);

// The names that a request itself brings.
using DictionaryEntries = google::protobuf::RepeatedPtrField<v1::DictionaryEntry>;

// So many entries a request may bring.
inline constexpr size_t kMaxInlineEntries = 1000;

// Puts an entry as a request has it into `out`.
void FillDictionaryEntry(const dictionary::Entry& in, v1::DictionaryEntry* out);

// Adds a request's own dictionary, where it has one, to `out`.
//   Errors: InvalidArgument, at "dictionary" or "dictionary[k]. …".
absl::Status ReadDictionary(const DictionaryEntries& in, dictionary::Dictionaries* out);

// The unit of offsets that a request asks for.
text::OffsetUnit UnitOf(v1::EncodingType encoding);

// Fills a response from what was found. `request` is the one that `validated` was made of. The
// response is of no use when `budget` is spent.
void Fill(const v1::CleanRequest& request, const Validated& validated,
          const pipeline::Analysis& analysis, const Model& model, v1::CleanResponse* response,
          const text::Budget& budget = {});
void Fill(const v1::ExtractQuotesRequest& request, const Validated& validated,
          const pipeline::Analysis& analysis, const Model& model,
          v1::ExtractQuotesResponse* response, const text::Budget& budget = {});
void Fill(const v1::ExtractEntitiesRequest& request, const Validated& validated,
          const pipeline::Analysis& analysis, const Model& model,
          v1::ExtractEntitiesResponse* response, const text::Budget& budget = {});
void Fill(const v1::AnalyzeRequest& request, const Validated& validated,
          const pipeline::Analysis& analysis, const Model& model, v1::AnalyzeResponse* response,
          const text::Budget& budget = {});

}  // namespace textanalysis::convert

#endif  // TEXTANALYSIS_SERVICE_CONVERT_CONVERT_H_
