#include "service/convert/verification.h"

#include <array>
#include <set>

#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"
#include "analysis/text/offset_map.h"
#include "service/convert/content.h"

namespace textanalysis::convert {
namespace {

using text::OffsetMap;
using text::Span;

constexpr size_t kMaxSourceIdBytes = 128;

// All quotations of a document are compared, whatever its author does with them.
Validated ForVerification(Validated validated) {
  validated.options.clean = false;  // Of HTML all the same.
  validated.options.accepts_any_language = true;
  validated.options.quote_options.types = {
      quotes::AttributionType::kCommunication, quotes::AttributionType::kBelief,
      quotes::AttributionType::kFact, quotes::AttributionType::kEventuality};
  validated.options.quote_options.include_unsettled = true;
  return validated;
}

absl::Status CheckSourceId(const std::string& id, const std::string& field,
                           std::set<std::string>* known) {
  if (id.size() > kMaxSourceIdBytes) {
    return text::InvalidArgument({.reason = "INVALID_SOURCE_ID",
                                  .field = field,
                                  .figures = {{"maxBytes", absl::StrCat(kMaxSourceIdBytes)},
                                              {"actualBytes", absl::StrCat(id.size())}}},
                                 "name a source with at most 128 bytes");
  }
  if (id.empty() || known->insert(id).second) return absl::OkStatus();
  return text::InvalidArgument({.reason = "DUPLICATE_SOURCE_ID", .field = field},
                               "another source has this id; give each its own, or none");
}

absl::Status CheckSources(const SourceDocuments& sources, size_t max_document_bytes) {
  const int count = sources.size();
  if (count < 1 || count > kMaxSources) {
    return text::InvalidArgument({.reason = count < 1 ? "NO_SOURCES" : "TOO_MANY_SOURCES",
                                  .field = "sources",
                                  .figures = {{"maxSources", absl::StrCat(kMaxSources)},
                                              {"actualSources", absl::StrCat(count)}}},
                                 "send 1 to 100 sources");
  }
  size_t bytes = 0;
  std::set<std::string> ids;
  for (int k = 0; k < count; ++k) {
    const v1::SourceDocument& source = sources[k];
    bytes += source.document().content().size() + source.document().raw_content().size();
    absl::Status status =
        CheckSourceId(source.source_id(), absl::StrCat("sources[", k, "].source_id"), &ids);
    if (!status.ok()) return status;
  }
  const size_t limit = kMaxSourcesDocuments * max_document_bytes;
  if (bytes <= limit) return absl::OkStatus();
  return text::InvalidArgument(
      {.reason = "SOURCES_TOO_LARGE",
       .field = "sources",
       .figures = {{"maxBytes", absl::StrCat(limit)}, {"actualBytes", absl::StrCat(bytes)}}},
      "the sources together are over the limit; check against fewer at a time");
}

// What the parts of a response are filled from.
struct Filling {
  verify::Text draft;
  OffsetMap draft_map;
  std::vector<verify::Text> sources;
  std::vector<OffsetMap> source_maps;
  const SourceDocuments& documents;
};

void SetSpan(const OffsetMap& map, Span span, v1::TextSpan* out) {
  out->set_begin_offset(map.FromBytes(span.begin));
  out->set_end_offset(map.FromBytes(span.end));
}

std::string Words(std::string_view text, Span span) { return std::string(text::Slice(text, span)); }

v1::QuoteVerdict ToProto(verify::Verdict verdict) {
  return static_cast<v1::QuoteVerdict>(static_cast<int>(verdict) + 1);
}

void FillPlace(const Filling& f, const verify::Place& in, v1::SourcePlace* out) {
  const verify::Text& source = f.sources[in.source];
  out->set_source_index(static_cast<int>(in.source));
  out->set_source_id(f.documents[static_cast<int>(in.source)].source_id());
  SetSpan(f.source_maps[in.source], in.span, out->mutable_place_span());
  out->set_content(Words(source.text, in.span));
  out->set_standing(static_cast<v1::SourceStanding>(static_cast<int>(in.standing) + 1));
  if (!in.quote) return;
  const quotes::Quote& quote = (*source.quotes)[*in.quote];
  if (!quote.speaker) return;
  out->set_speaker_name(quote.speaker->name);
  out->set_speaker_dictionary_id(quote.speaker->dictionary_id);
}

void FillChange(const Filling& f, const verify::Change& in, v1::QuoteChange* out) {
  out->set_kind(static_cast<v1::QuoteChangeKind>(static_cast<int>(in.kind) + 1));
  SetSpan(f.draft_map, in.draft, out->mutable_draft_span());
  out->set_draft_content(Words(f.draft.text, in.draft));
  out->set_source_index(static_cast<int>(in.source));
  SetSpan(f.source_maps[in.source], in.source_span, out->mutable_place_span());
  out->set_source_content(Words(f.sources[in.source].text, in.source_span));
  out->set_is_marked(in.is_marked);
  out->set_changes_negation(in.changes_negation);
  out->set_changes_number(in.changes_number);
}

void FillVerification(const Filling& f, const verify::Finding& in, v1::QuoteVerification* out) {
  out->set_quote_id(in.id);
  for (const Span& span : in.spans) SetSpan(f.draft_map, span, out->add_draft_spans());
  if (in.quote) {
    const quotes::Quote& quote = (*f.draft.quotes)[*in.quote];
    out->set_form(static_cast<v1::QuoteForm>(static_cast<int>(quote.form) + 1));
    if (quote.speaker) {
      out->set_speaker_name(quote.speaker->name);
      out->set_speaker_dictionary_id(quote.speaker->dictionary_id);
    }
  }
  out->set_content(JoinParts(f.draft.text, in.spans));
  out->set_verdict(ToProto(in.verdict));
  out->set_score(in.score);
  out->set_word_share(in.word_share);
  for (const verify::Place& place : in.places) FillPlace(f, place, out->add_places());
  for (const verify::Place& place : in.others) FillPlace(f, place, out->add_other_places());
  for (const verify::Change& change : in.changes) FillChange(f, change, out->add_changes());
  out->set_speaker_agreement(static_cast<v1::SpeakerAgreement>(in.speaker));
}

// What a finding takes in a response, about.
size_t MessageBytes(const verify::Finding& finding, const SourceDocuments& documents) {
  constexpr size_t kBytesPerFinding = 600, kBytesPerPlace = 400, kBytesPerChange = 350;
  size_t bytes = kBytesPerFinding;
  for (const auto* places : {&finding.places, &finding.others}) {
    for (const verify::Place& place : *places) {
      bytes += kBytesPerPlace + place.span.size() +
               documents[static_cast<int>(place.source)].source_id().size();
    }
  }
  for (const verify::Change& change : finding.changes)
    bytes += kBytesPerChange + change.draft.size() + change.source_span.size();
  return bytes;
}

void FillCounts(const std::vector<verify::Finding>& findings, v1::VerifyQuotesResponse* response) {
  std::array<int, verify::kNumVerdicts> counts{};
  for (const verify::Finding& finding : findings) ++counts[static_cast<size_t>(finding.verdict)];
  for (size_t k = 0; k < counts.size(); ++k) {
    if (counts[k] == 0) continue;
    v1::VerdictCount* const count = response->add_verdict_counts();
    count->set_verdict(ToProto(static_cast<verify::Verdict>(k)));
    count->set_count(counts[k]);
  }
}

}  // namespace

absl::StatusOr<Validated> ValidateDraft(const v1::Document& draft, v1::EncodingType encoding,
                                        size_t max_document_bytes, const text::Budget& budget) {
  absl::StatusOr<Validated> validated =
      ValidateDocument(draft, encoding, max_document_bytes, budget);
  if (!validated.ok()) return validated.status();
  return ForVerification(*std::move(validated));
}

absl::StatusOr<std::vector<Validated>> ValidateSources(const SourceDocuments& sources,
                                                       size_t max_document_bytes,
                                                       const text::Budget& budget) {
  if (absl::Status status = CheckSources(sources, max_document_bytes); !status.ok()) return status;
  std::vector<Validated> out;
  for (int k = 0; k < sources.size(); ++k) {
    absl::StatusOr<Validated> source =
        ValidateDocument(sources[k].document(), v1::ENCODING_TYPE_UTF8, max_document_bytes, budget);
    if (!source.ok())
      return text::WithFieldPrefix(source.status(), absl::StrCat("sources[", k, "]."));
    out.push_back(ForVerification(*std::move(source)));
  }
  return out;
}

verify::Text TextOf(const AnalyzedDocument& document) {
  const std::string_view text = document.analysis.cleaned
                                    ? std::string_view(document.analysis.cleaned->text)
                                    : InputOf(document.validated).text;
  return {text, &document.analysis.quotes, &document.analysis.entities};
}

absl::Status FillDraft(v1::EncodingType encoding, const AnalyzedDocument& draft,
                       const AnalyzedSources& sources, const std::vector<verify::Finding>& findings,
                       const Model& model, const text::Budget& budget,
                       v1::VerifyQuotesResponse* response) {
  size_t bytes = 0;
  for (const verify::Finding& finding : findings) bytes += MessageBytes(finding, sources.documents);
  if (absl::Status status = budget.Take(bytes); !status.ok()) return status;
  const verify::Text draft_text = TextOf(draft);
  Filling f{draft_text, OffsetMap(draft_text.text, UnitOf(encoding)), {}, {}, sources.documents};
  for (const AnalyzedDocument& source : sources.analyzed) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    f.sources.push_back(TextOf(source));
    f.source_maps.emplace_back(f.sources.back().text, UnitOf(encoding));
  }
  for (const verify::Finding& finding : findings) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    FillVerification(f, finding, response->add_verifications());
  }
  FillCounts(findings, response);
  if (draft.analysis.cleaned)
    FillCleanedText(draft.validated, draft.analysis, encoding,
                    response->mutable_cleaned_document());
  FillResponseMetadata(draft.validated, draft.analysis, encoding, model,
                       response->mutable_metadata());
  return absl::OkStatus();
}

absl::Status FillSources(v1::EncodingType encoding, const AnalyzedSources& sources,
                         const text::Budget& budget, v1::VerifyQuotesResponse* response) {
  for (size_t k = 0; k < sources.analyzed.size(); ++k) {
    if (absl::Status status = budget.Check(); !status.ok()) return status;
    v1::VerifiedSource* const out = response->add_sources();
    out->set_source_id(sources.documents[static_cast<int>(k)].source_id());
    const auto& [validated, analysis] = sources.analyzed[k];
    if (analysis.cleaned)
      FillCleanedText(validated, analysis, encoding, out->mutable_cleaned_document());
    out->set_language_code(analysis.language_code);
    out->set_quote_count(static_cast<int>(analysis.quotes.size()));
  }
  return absl::OkStatus();
}

}  // namespace textanalysis::convert
