#include "service/convert/convert.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "analysis/clean/form.h"
#include "analysis/text/charset.h"
#include "analysis/text/error.h"
#include "analysis/text/offset_map.h"
#include "analysis/text/utf8.h"
#include "service/convert/content.h"
#include "service/convert/status.h"

#ifndef TEXTANALYSIS_VERSION
#error "the build defines TEXTANALYSIS_VERSION"
#endif

namespace textanalysis::convert {
namespace {

using text::InvalidArgument;
using text::OffsetMap;
using text::OffsetUnit;
using text::Span;

absl::Status BadField(std::string reason, std::string field, std::string_view message) {
  return InvalidArgument({.reason = std::move(reason), .field = std::move(field)}, message);
}

absl::Status CheckSize(size_t bytes, size_t limit) {
  if (bytes == 0)
    return BadField("DOCUMENT_EMPTY", "document.content",
                    "the document is empty; send at least one byte");
  if (bytes <= limit) return absl::OkStatus();
  return InvalidArgument(
      {.reason = "DOCUMENT_TOO_LARGE",
       .field = "document.content",
       .figures = {{"maxBytes", std::to_string(limit)}, {"actualBytes", std::to_string(bytes)}}},
      "the document is over the server's limit; split it or raise --max_document_bytes");
}

absl::Status NotUtf8(size_t offset) {
  return InvalidArgument({.reason = "INVALID_UTF8",
                          .field = "document.raw_content",
                          .figures = {{"firstInvalidByteOffset", std::to_string(offset)}}},
                         "plain text must be UTF-8; decode it before the call");
}

bool IsValidDate(const v1::Date& d) {
  if (d.year() < 1 || d.year() > 9999 || d.month() < 0 || d.month() > 12 || d.day() < 0)
    return false;
  if (d.month() == 0 || d.day() == 0) return d.day() == 0;
  const absl::CivilDay day(d.year(), d.month(), d.day());
  return day.month() == d.month() && day.day() == d.day();
}

absl::Status ReadText(const v1::Document& document, const text::Budget& budget, Source* source) {
  pipeline::Input& input = source->input;
  if (document.has_content()) {
    input.text = document.content();
    return absl::OkStatus();
  }
  if (input.form == clean::Form::kPlainText) {
    if (const auto bad = text::FindInvalidUtf8(document.raw_content())) return NotUtf8(*bad);
    input.text = document.raw_content();
    return absl::OkStatus();
  }
  absl::StatusOr<text::DecodedText> decoded =
      text::DecodeHtml(document.raw_content(), document.charset(), budget);
  if (!decoded.ok()) return decoded.status();
  source->decoded = std::move(decoded->utf8);
  return absl::OkStatus();
}

// Whether a text has the form of a BCP-47 tag: parts of one to eight letters and digits, with
// hyphens between them.
bool IsLanguageTag(std::string_view code) {
  constexpr size_t kMaxBytes = 64, kMaxPartBytes = 8;
  size_t part = 0;
  for (const char c : code) {
    part = c == '-' && part > 0 ? 0 : part + 1;
    if (part > kMaxPartBytes || (part > 0 && !absl::ascii_isalnum(static_cast<unsigned char>(c))))
      return false;
  }
  return part > 0 && code.size() <= kMaxBytes;
}

// Checks the parts that all requests share.
absl::Status ReadDocument(const v1::Document& document, v1::EncodingType encoding,
                          size_t max_document_bytes, const text::Budget& budget, Source* source) {
  const std::string& bytes =
      document.has_raw_content() ? document.raw_content() : document.content();
  if (absl::Status status = CheckSize(bytes.size(), max_document_bytes); !status.ok())
    return status;
  if (!v1::DocumentType_IsValid(document.type())) {
    return UnknownEnumValue(*v1::DocumentType_descriptor(), "document.type");
  }
  const bool looks_like_html = clean::LooksLikeHtml(bytes);
  const bool is_stated_text = document.type() == v1::DOCUMENT_TYPE_PLAIN_TEXT;
  const bool is_html =
      document.type() == v1::DOCUMENT_TYPE_HTML || (looks_like_html && !is_stated_text);
  source->input.form = is_html ? clean::Form::kHtml : clean::Form::kPlainText;
  source->text_looks_like_html = looks_like_html && is_stated_text;
  if (!v1::EncodingType_IsValid(encoding)) {
    return UnknownEnumValue(*v1::EncodingType_descriptor(), "encoding_type");
  }
  if (document.has_reference_date()) {
    const v1::Date& d = document.reference_date();
    if (!IsValidDate(d))
      return BadField("INVALID_DATE", "document.reference_date",
                      "the date is not one of the calendar");
    if (d.day() == 0)
      return BadField("INVALID_DATE", "document.reference_date",
                      "the date has no day; times are told from one");
    source->input.reference_day = absl::CivilDay(d.year(), d.month(), d.day());
  }
  if (!document.language_code().empty() && !IsLanguageTag(document.language_code()))
    return BadField("UNSUPPORTED_LANGUAGE", "document.language_code",
                    "the code is no tag of BCP-47, like \"en\" or \"en-GB\"");
  source->input.language_code = document.language_code();
  source->input.source_uri = document.source_uri();
  return ReadText(document, budget, source);
}

// The name of one value of a repeated field.
std::string Element(const std::string& field, int index) {
  return absl::StrCat(field, "[", index, "]");
}

absl::Status CheckConfidence(float value, const std::string& field) {
  if (value >= 0 && value <= 1) return absl::OkStatus();
  return InvalidArgument(
      {.reason = "OUT_OF_RANGE", .field = field, .figures = {{"min", "0"}, {"max", "1"}}},
      "a confidence is in [0, 1]");
}

absl::Status ReadQuoteOptions(const v1::QuoteOptions& in, const std::string& field,
                              quotes::Options* out) {
  for (int k = 0; k < in.forms_size(); ++k) {
    const int form = in.forms(k);
    if (form == v1::QUOTE_FORM_UNSPECIFIED || !v1::QuoteForm_IsValid(form))
      return UnknownEnumValue(*v1::QuoteForm_descriptor(), Element(field + ".forms", k));
    out->forms.push_back(static_cast<quotes::QuoteForm>(form - 1));
  }
  for (int k = 0; k < in.attribution_types_size(); ++k) {
    const int type = in.attribution_types(k);
    if (type == v1::ATTRIBUTION_TYPE_UNSPECIFIED || !v1::AttributionType_IsValid(type)) {
      return UnknownEnumValue(*v1::AttributionType_descriptor(),
                              Element(field + ".attribution_types", k));
    }
    out->types.push_back(static_cast<quotes::AttributionType>(type - 1));
  }
  out->include_unsettled = in.include_unsettled();
  out->min_confidence = in.min_confidence();
  return CheckConfidence(in.min_confidence(), field + ".min_confidence");
}

constexpr std::pair<entities::EntityType, v1::EntityType> kEntityTypes[] = {
    {entities::EntityType::kPerson, v1::ENTITY_TYPE_PERSON},
    {entities::EntityType::kOrganization, v1::ENTITY_TYPE_ORGANIZATION},
    {entities::EntityType::kGeopolitical, v1::ENTITY_TYPE_GEOPOLITICAL},
    {entities::EntityType::kLocation, v1::ENTITY_TYPE_LOCATION},
    {entities::EntityType::kFacility, v1::ENTITY_TYPE_FACILITY},
    {entities::EntityType::kGroup, v1::ENTITY_TYPE_GROUP},
    {entities::EntityType::kEvent, v1::ENTITY_TYPE_EVENT},
    {entities::EntityType::kWork, v1::ENTITY_TYPE_WORK},
    {entities::EntityType::kProduct, v1::ENTITY_TYPE_PRODUCT},
    {entities::EntityType::kOther, v1::ENTITY_TYPE_OTHER},
    {entities::EntityType::kContact, v1::ENTITY_TYPE_CONTACT},
    {entities::EntityType::kDateTime, v1::ENTITY_TYPE_DATE_TIME},
    {entities::EntityType::kMoney, v1::ENTITY_TYPE_MONEY},
    {entities::EntityType::kPercent, v1::ENTITY_TYPE_PERCENT},
    {entities::EntityType::kQuantity, v1::ENTITY_TYPE_QUANTITY},
    {entities::EntityType::kNumber, v1::ENTITY_TYPE_NUMBER},
};

v1::EntityType ToProto(entities::EntityType type) {
  return std::find_if(std::begin(kEntityTypes), std::end(kEntityTypes),
                      [type](const auto& pair) { return pair.first == type; })
      ->second;
}

absl::Status ReadEntityOptions(const v1::EntityOptions& in, const std::string& field,
                               entities::Options* out) {
  for (int k = 0; k < in.types_size(); ++k) {
    const auto* known =
        std::find_if(std::begin(kEntityTypes), std::end(kEntityTypes),
                     [type = in.types(k)](const auto& pair) { return pair.second == type; });
    if (known == std::end(kEntityTypes))
      return UnknownEnumValue(*v1::EntityType_descriptor(), Element(field + ".types", k));
    out->types.push_back(known->first);
  }
  out->include_coreference = in.include_coreference();
  out->min_confidence = in.min_confidence();
  return CheckConfidence(in.min_confidence(), field + ".min_confidence");
}

absl::Status ReadCleanOptions(const v1::CleanOptions& in, const std::string& field,
                              pipeline::Options* out) {
  if (!v1::CleanProfile_IsValid(in.profile())) {
    return UnknownEnumValue(*v1::CleanProfile_descriptor(), field + ".profile");
  }
  const bool visible = in.profile() == v1::CLEAN_PROFILE_VISIBLE_TEXT;
  out->profile = visible ? clean::Profile::kVisibleText : clean::Profile::kArticle;
  return absl::OkStatus();
}

absl::Status ReadFeatures(const v1::AnalyzeRequest& request, pipeline::Options* out) {
  if (request.features().empty()) return absl::OkStatus();
  out->clean = out->quotes = out->entities = false;
  for (int k = 0; k < request.features_size(); ++k) {
    switch (request.features(k)) {
      case v1::FEATURE_CLEAN:
        out->clean = true;
        break;
      case v1::FEATURE_QUOTES:
        out->quotes = true;
        break;
      case v1::FEATURE_ENTITIES:
        out->entities = true;
        break;
      default:
        return UnknownEnumValue(*v1::Feature_descriptor(), Element("features", k));
    }
  }
  return absl::OkStatus();
}

// A request's own dictionary has at most so many names, since it is built for that request alone.
constexpr int kMaxInlineNames = 10'000;

absl::Status TooLongDictionary(const char* max_name, int max, const char* actual_name, int actual) {
  return InvalidArgument(
      {.reason = "INVALID_DICTIONARY",
       .field = "dictionary",
       .figures = {{max_name, std::to_string(max)}, {actual_name, std::to_string(actual)}}},
      "a request brings at most 1000 entries and 10000 names; start the server "
      "with more by --dictionary");
}

absl::StatusOr<dictionary::Entry> ReadEntry(const v1::DictionaryEntry& in) {
  if (!v1::EntityType_IsValid(in.type()))
    return UnknownEnumValue(*v1::EntityType_descriptor(), "type");
  if (in.type() == v1::ENTITY_TYPE_UNSPECIFIED)
    return BadField("INVALID_DICTIONARY", "type",
                    "name a type of names, such as ENTITY_TYPE_PERSON");
  const auto* known = std::find_if(std::begin(kEntityTypes), std::end(kEntityTypes),
                                   [&in](const auto& pair) { return pair.second == in.type(); });
  if (known == std::end(kEntityTypes) || known->first >= entities::EntityType::kContact)
    return BadField("INVALID_DICTIONARY", "type", "name a type of names, not of values");
  if (!v1::DictionaryCase_IsValid(in.letter_case()))
    return UnknownEnumValue(*v1::DictionaryCase_descriptor(), "letter_case");
  dictionary::Entry out{.id = in.id(), .name = in.name(), .type = known->first};
  out.aliases.assign(in.aliases().begin(), in.aliases().end());
  out.context.assign(in.context_words().begin(), in.context_words().end());
  if (in.letter_case() != v1::DICTIONARY_CASE_UNSPECIFIED)
    out.case_rule = static_cast<dictionary::CaseRule>(in.letter_case() - 1);
  return out;
}

absl::Status FirstError(std::initializer_list<absl::Status> statuses) {
  for (const absl::Status& status : statuses) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

void SetSpan(const OffsetMap& map, Span span, v1::TextSpan* out) {
  out->set_begin_offset(map.FromBytes(span.begin));
  out->set_end_offset(map.FromBytes(span.end));
}

template <typename Spans, typename Out>
void AddSpans(const OffsetMap& map, const Spans& spans, Out* out) {
  for (const Span& span : spans) SetSpan(map, span, out->Add());
}

v1::BlockRole ToProto(clean::BlockRole role) {
  switch (role) {
    case clean::BlockRole::kTitle:
      return v1::BLOCK_ROLE_TITLE;
    case clean::BlockRole::kHeading:
      return v1::BLOCK_ROLE_HEADING;
    case clean::BlockRole::kParagraph:
      return v1::BLOCK_ROLE_PARAGRAPH;
    case clean::BlockRole::kListItem:
      return v1::BLOCK_ROLE_LIST_ITEM;
    case clean::BlockRole::kBlockQuote:
      return v1::BLOCK_ROLE_BLOCK_QUOTE;
    case clean::BlockRole::kCaption:
      return v1::BLOCK_ROLE_CAPTION;
    case clean::BlockRole::kTableCell:
      return v1::BLOCK_ROLE_TABLE_CELL;
    case clean::BlockRole::kUnspecified:
      break;
  }
  return v1::BLOCK_ROLE_UNSPECIFIED;
}

v1::RemovalReason ToProto(clean::RemovalReason reason) {
  switch (reason) {
    case clean::RemovalReason::kMarkup:
      return v1::REMOVAL_REASON_MARKUP;
    case clean::RemovalReason::kInvisible:
      return v1::REMOVAL_REASON_INVISIBLE;
    case clean::RemovalReason::kNavigation:
      return v1::REMOVAL_REASON_NAVIGATION;
    case clean::RemovalReason::kBoilerplate:
      return v1::REMOVAL_REASON_BOILERPLATE;
    case clean::RemovalReason::kAdvertisement:
      return v1::REMOVAL_REASON_ADVERTISEMENT;
    case clean::RemovalReason::kComments:
      return v1::REMOVAL_REASON_COMMENTS;
    case clean::RemovalReason::kRelatedContent:
      return v1::REMOVAL_REASON_RELATED_CONTENT;
    case clean::RemovalReason::kMedia:
      return v1::REMOVAL_REASON_MEDIA;
    case clean::RemovalReason::kMetadata:
      return v1::REMOVAL_REASON_METADATA;
    case clean::RemovalReason::kDuplicate:
      return v1::REMOVAL_REASON_DUPLICATE;
    case clean::RemovalReason::kWhitespace:
      break;
  }
  return v1::REMOVAL_REASON_WHITESPACE;
}

void SetMetadata(const OffsetMap& source_map, const clean::Metadata& in, v1::MetadataText* out) {
  out->set_value(in.value);
  if (!in.source.empty()) SetSpan(source_map, in.source, out->mutable_source_span());
}

void SetDate(absl::CivilDay day, v1::Date* out) {
  out->set_year(static_cast<int>(day.year()));
  out->set_month(day.month());
  out->set_day(day.day());
}

// What all responses are filled from.
struct Filling {
  std::string_view source;
  std::string_view text;
  OffsetMap source_map;
  OffsetMap text_map;
  const text::Budget& budget;
};

// What a part of an answer costs, in bytes of plain text.
constexpr size_t kPartPace = 64;

Filling MakeFilling(const Validated& validated, const pipeline::Analysis& analysis,
                    v1::EncodingType encoding, const text::Budget& budget) {
  const std::string_view source = InputOf(validated).text;
  const std::string_view text =
      analysis.cleaned ? std::string_view(analysis.cleaned->text) : source;
  return {source, text, OffsetMap(source, UnitOf(encoding)), OffsetMap(text, UnitOf(encoding)),
          budget};
}

void FillSegments(const clean::CleanedDocument& in, const Filling& f, v1::CleanedDocument* out) {
  text::Pace pace(f.budget);
  for (const clean::Segment& s : in.segments) {
    if (!pace.GoesOn(kPartPace)) return;
    v1::TextSegment* segment = out->add_segments();
    SetSpan(f.text_map, s.text, segment->mutable_text_span());
    SetSpan(f.source_map, s.source, segment->mutable_source_span());
    segment->set_transformation(
        static_cast<v1::SegmentTransformation>(static_cast<int>(s.transformation) + 1));
    segment->set_block_role(ToProto(s.role));
  }
  for (const clean::Removed& r : in.removed) {
    if (!pace.GoesOn(kPartPace)) return;
    v1::RemovedSegment* removed = out->add_removed_segments();
    SetSpan(f.source_map, r.source, removed->mutable_source_span());
    removed->set_reason(ToProto(r.reason));
  }
}

// Sets the cleaned document of a response where there is one.
template <typename Response>
void FillCleaned(const pipeline::Analysis& analysis, const Filling& f,
                 const v1::CleanOptions& options, Response* response) {
  if (!analysis.cleaned) return;
  const clean::CleanedDocument& in = *analysis.cleaned;
  v1::CleanedDocument* const out = response->mutable_cleaned_document();
  const OffsetMap& source_map = f.source_map;
  out->set_text(in.text);
  if (!options.omit_segments()) FillSegments(in, f, out);
  if (in.title) SetMetadata(source_map, *in.title, out->mutable_title());
  if (in.byline) SetMetadata(source_map, *in.byline, out->mutable_byline());
  if (in.section) SetMetadata(source_map, *in.section, out->mutable_section());
  for (const std::string& name : in.author_names) out->add_author_names(name);
  if (in.publish_day) SetDate(*in.publish_day, out->mutable_publish_date());
  if (in.modified_day) SetDate(*in.modified_day, out->mutable_modified_date());
  out->set_canonical_url(in.canonical_url);
  out->set_site_name(in.site_name);
  out->set_description(in.description);
  out->set_image_url(in.image_url);
  for (const std::string& tag : in.tags) out->add_tags(tag);
  out->set_extraction_confidence(in.extraction_confidence);
  if (in.kind) out->set_page_kind(static_cast<v1::PageKind>(static_cast<int>(*in.kind) + 1));
}

v1::MentionType ToProto(entities::MentionType type) {
  return static_cast<v1::MentionType>(static_cast<int>(type) + 1);
}

struct ValueFiller {
  const values::Details& details;
  v1::NormalizedValue* out;
  void operator()(std::monostate) const {}
  void operator()(const values::DateTime& v) const { out->set_date_time(v.iso8601); }
  void operator()(const values::Money& v) const {
    out->mutable_money()->set_currency_code(v.currency_code);
    out->mutable_money()->set_amount(v.amount);
    out->mutable_money()->set_per(details.per);
  }
  void operator()(const values::Quantity& v) const {
    out->mutable_quantity()->set_amount(v.amount);
    out->mutable_quantity()->set_unit(v.unit);
  }
  void operator()(const values::Number& v) const { out->set_number(v.decimal); }
  void operator()(const values::Contact& v) const {
    out->mutable_contact()->set_kind(static_cast<v1::ContactKind>(v.kind));
    out->mutable_contact()->set_address(v.address);
  }
};

void FillValue(const values::Value& value, const values::Details& details,
               v1::NormalizedValue* out) {
  std::visit(ValueFiller{details, out}, value);
  out->set_approximation(static_cast<v1::ValueApproximation>(details.approximation));
  if (!details.range_low.empty()) {
    out->mutable_range()->set_low(details.range_low);
    out->mutable_range()->set_high(details.range_high);
  }
  out->set_fraction(details.fraction);
  out->set_ordinal(details.ordinal);
  if (!details.first_day.empty()) {
    out->mutable_interval()->set_first_day(details.first_day);
    out->mutable_interval()->set_last_day(details.last_day);
  }
  out->set_precision(static_cast<v1::DateTimePrecision>(details.precision));
  out->set_time_zone(details.time_zone);
}

void FillEntity(const entities::Entity& in, std::string_view text, const OffsetMap& map,
                v1::Entity* out) {
  out->set_entity_id(in.id);
  out->set_name(in.name);
  out->set_type(ToProto(in.type));
  for (const entities::Mention& m : in.mentions) {
    v1::EntityMention* mention = out->add_mentions();
    SetSpan(map, m.span, mention->mutable_span());
    mention->set_content(std::string(Slice(text, m.span)));
    mention->set_type(ToProto(m.type));
    mention->set_confidence(m.confidence);
    if (m.is_known) mention->set_dictionary_id(in.dictionary_id);
  }
  if (!std::holds_alternative<std::monostate>(in.value))
    FillValue(in.value, *in.details, out->mutable_normalized_value());
  out->set_salience(in.salience);
  out->set_dictionary_id(in.dictionary_id);
}

void FillSourcing(const quotes::Sourcing& in, const OffsetMap& map, v1::Sourcing* out) {
  out->set_kind(static_cast<v1::SourceKind>(in.kind));
  out->set_is_named(in.is_named);
  if (in.role) SetSpan(map, *in.role, out->mutable_role_span());
  if (in.affiliation) SetSpan(map, *in.affiliation, out->mutable_affiliation_span());
  if (in.anonymity_reason) SetSpan(map, *in.anonymity_reason, out->mutable_anonymity_reason_span());
}

void FillQuote(const quotes::Quote& in, std::string_view text, const OffsetMap& map,
               v1::Quote* out) {
  AddSpans(map, in.content, out->mutable_content_spans());
  AddSpans(map, in.quoted, out->mutable_quoted_spans());
  out->set_content(JoinParts(text, in.content));
  out->set_form(static_cast<v1::QuoteForm>(static_cast<int>(in.form) + 1));
  if (in.cue) {
    SetSpan(map, *in.cue, out->mutable_cue_span());
    out->set_cue(std::string(Slice(text, *in.cue)));
  }
  if (in.addressee) SetSpan(map, *in.addressee, out->mutable_addressee_span());
  out->set_confidence(in.confidence);
  out->set_attribution_type(static_cast<v1::AttributionType>(static_cast<int>(in.manner.type) + 1));
  out->set_is_negated(in.manner.is_negated);
  out->set_is_unsettled(in.manner.is_unsettled);
  if (in.sourcing) FillSourcing(*in.sourcing, map, out->mutable_sourcing());
  if (!in.speaker) return;
  v1::Speaker* speaker = out->mutable_speaker();
  SetSpan(map, in.speaker->mention, speaker->mutable_mention_span());
  speaker->set_mention_type(ToProto(in.speaker->mention_type));
  speaker->set_name(in.speaker->name);
  speaker->set_entity_id(in.speaker->entity_id);
  speaker->set_confidence(in.speaker->confidence);
  speaker->set_dictionary_id(in.speaker->dictionary_id);
  if (in.speaker->description)
    SetSpan(map, *in.speaker->description, speaker->mutable_description_span());
}

void FillMetadata(const Validated& validated, const pipeline::Analysis& analysis,
                  v1::EncodingType encoding, const Model& model, v1::ResponseMetadata* out) {
  out->set_engine_version(absl::StrCat(TEXTANALYSIS_VERSION, "+", analysis.kernels));
  out->set_model_version(model.version);
  out->set_model_tier(model.tier == pipeline::Tier::kAccurate ? v1::MODEL_TIER_ACCURATE
                                                              : v1::MODEL_TIER_FAST);
  out->set_language_code(analysis.language_code);
  out->set_encoding_type(encoding == v1::ENCODING_TYPE_UNSPECIFIED ? v1::ENCODING_TYPE_UTF8
                                                                   : encoding);
  out->set_document_type(validated.source.input.form == clean::Form::kHtml
                             ? v1::DOCUMENT_TYPE_HTML
                             : v1::DOCUMENT_TYPE_PLAIN_TEXT);
  if (validated.source.text_looks_like_html) {
    v1::Warning* warning = out->add_warnings();
    warning->set_reason("TEXT_LOOKS_LIKE_HTML");
    warning->set_message(
        "the document looks like HTML and was read as the plain text that the request says it is; "
        "leave the type unset, or set it to HTML, to have it cleaned");
  }
  if (!analysis.language_unsupported) return;
  v1::Warning* warning = out->add_warnings();
  warning->set_reason("LANGUAGE_NOT_SUPPORTED");
  warning->set_message("the text was detected as " + analysis.language_code +
                       "; quotations and entities are extracted from English only");
  if (validated.options.quotes) warning->add_features(v1::FEATURE_QUOTES);
  if (validated.options.entities) warning->add_features(v1::FEATURE_ENTITIES);
}

// All bytes of a quotation's content, from the first to the last.
Span WholeOf(const quotes::Quote& q) { return {q.content.front().begin, q.content.back().end}; }

// Sets, of quotations in the order of their begins, which encloses which.
template <typename Out>
void SetEnclosing(const std::vector<quotes::Quote>& quotes, Out* out) {
  std::vector<size_t> open;  // Quotations that hold the place, the innermost last.
  for (size_t k = 0; k < quotes.size(); ++k) {
    const Span whole = WholeOf(quotes[k]);
    while (!open.empty() && WholeOf(quotes[open.back()]).end < whole.end) open.pop_back();
    if (!open.empty())
      out->Mutable(static_cast<int>(k))->set_enclosing_quote_index(static_cast<int>(open.back()));
    open.push_back(k);
  }
}

template <typename Out>
void FillQuotes(const pipeline::Analysis& analysis, const Filling& f, Out* out) {
  out->Reserve(static_cast<int>(analysis.quotes.size()));
  text::Pace pace(f.budget);
  for (const quotes::Quote& q : analysis.quotes) {
    if (!pace.GoesOn(kPartPace)) return;
    FillQuote(q, f.text, f.text_map, out->Add());
  }
  SetEnclosing(analysis.quotes, out);
}

template <typename Out>
void FillEntities(const pipeline::Analysis& analysis, const Filling& f, Out* out) {
  out->Reserve(static_cast<int>(analysis.entities.size()));
  text::Pace pace(f.budget);
  for (const entities::Entity& e : analysis.entities) {
    if (!pace.GoesOn(kPartPace * e.mentions.size())) return;
    FillEntity(e, f.text, f.text_map, out->Add());
  }
}

}  // namespace

OffsetUnit UnitOf(v1::EncodingType encoding) {
  if (encoding == v1::ENCODING_TYPE_UTF16) return OffsetUnit::kUtf16;
  return encoding == v1::ENCODING_TYPE_UTF32 ? OffsetUnit::kUtf32 : OffsetUnit::kUtf8;
}

absl::Status ReadTier(v1::ModelTier tier, std::optional<pipeline::Tier>* out) {
  if (!v1::ModelTier_IsValid(tier)) {
    return UnknownEnumValue(*v1::ModelTier_descriptor(), "model_tier");
  }
  if (tier == v1::MODEL_TIER_FAST) *out = pipeline::Tier::kFast;
  if (tier == v1::MODEL_TIER_ACCURATE) *out = pipeline::Tier::kAccurate;
  return absl::OkStatus();
}

absl::StatusOr<Validated> ValidateDocument(const v1::Document& document, v1::EncodingType encoding,
                                           size_t max_document_bytes, const text::Budget& budget) {
  Validated v;
  absl::Status status = ReadDocument(document, encoding, max_document_bytes, budget, &v.source);
  if (!status.ok()) return status;
  return v;
}

void FillCleanedText(const Validated& validated, const pipeline::Analysis& analysis,
                     v1::EncodingType encoding, v1::CleanedDocument* out) {
  v1::CleanOptions options;
  options.set_omit_segments(true);
  v1::CleanResponse response;
  FillCleaned(analysis, MakeFilling(validated, analysis, encoding, {}), options, &response);
  *out = std::move(*response.mutable_cleaned_document());
}

void FillResponseMetadata(const Validated& validated, const pipeline::Analysis& analysis,
                          v1::EncodingType encoding, const Model& model,
                          v1::ResponseMetadata* out) {
  FillMetadata(validated, analysis, encoding, model, out);
}

void FillDictionaryEntry(const dictionary::Entry& in, v1::DictionaryEntry* out) {
  out->set_id(in.id);
  out->set_name(in.name);
  out->set_type(ToProto(in.type));
  out->mutable_aliases()->Add(in.aliases.begin(), in.aliases.end());
  out->mutable_context_words()->Add(in.context.begin(), in.context.end());
  out->set_letter_case(static_cast<v1::DictionaryCase>(static_cast<int>(in.case_rule) + 1));
}

absl::Status ReadDictionary(const DictionaryEntries& in, dictionary::Dictionaries* out) {
  if (in.empty()) return absl::OkStatus();
  if (static_cast<size_t>(in.size()) > kMaxInlineEntries)
    return TooLongDictionary("maxEntries", kMaxInlineEntries, "actualEntries", in.size());
  int names = in.size();
  for (const v1::DictionaryEntry& entry : in) names += entry.aliases_size();
  if (names > kMaxInlineNames)
    return TooLongDictionary("maxNames", kMaxInlineNames, "actualNames", names);
  dictionary::Dictionary::Builder builder;
  for (int k = 0; k < in.size(); ++k) {
    const std::string prefix = absl::StrCat("dictionary[", k, "].");
    const absl::StatusOr<dictionary::Entry> entry = ReadEntry(in[k]);
    if (!entry.ok()) return text::WithFieldPrefix(entry.status(), prefix);
    if (absl::Status status = builder.Add(*entry); !status.ok())
      return text::WithFieldPrefix(status, prefix);
  }
  out->push_back(std::move(builder).Build());
  return absl::OkStatus();
}

pipeline::Input InputOf(const Validated& validated) {
  pipeline::Input input = validated.source.input;
  if (!validated.source.decoded.empty()) input.text = validated.source.decoded;
  return input;
}

absl::StatusOr<Validated> Validate(const v1::CleanRequest& request, size_t max_document_bytes,
                                   const text::Budget& budget) {
  Validated v;
  v.options.quotes = v.options.entities = false;
  const absl::Status status =
      FirstError({ReadDocument(request.document(), request.encoding_type(), max_document_bytes,
                               budget, &v.source),
                  ReadCleanOptions(request.options(), "options", &v.options)});
  if (!status.ok()) return status;
  return v;
}

namespace {

// What requests for quotations and for entities have beside the options of what they look for.
template <typename Request>
absl::Status ReadAllButOptions(const Request& request, size_t max_document_bytes,
                               const text::Budget& budget, Validated* v) {
  return FirstError({ReadDocument(request.document(), request.encoding_type(), max_document_bytes,
                                  budget, &v->source),
                     ReadTier(request.model_tier(), &v->tier),
                     ReadCleanOptions(request.clean_options(), "clean_options", &v->options),
                     ReadDictionary(request.dictionary(), &v->options.dictionaries)});
}

}  // namespace

absl::StatusOr<Validated> Validate(const v1::ExtractQuotesRequest& request,
                                   size_t max_document_bytes, const text::Budget& budget) {
  Validated v;
  v.options.clean = v.options.entities = false;
  const absl::Status status =
      FirstError({ReadAllButOptions(request, max_document_bytes, budget, &v),
                  ReadQuoteOptions(request.options(), "options", &v.options.quote_options)});
  if (!status.ok()) return status;
  return v;
}

absl::StatusOr<Validated> Validate(const v1::ExtractEntitiesRequest& request,
                                   size_t max_document_bytes, const text::Budget& budget) {
  Validated v;
  v.options.clean = v.options.quotes = false;
  const absl::Status status =
      FirstError({ReadAllButOptions(request, max_document_bytes, budget, &v),
                  ReadEntityOptions(request.options(), "options", &v.options.entity_options)});
  if (!status.ok()) return status;
  return v;
}

absl::StatusOr<Validated> Validate(const v1::AnalyzeRequest& request, size_t max_document_bytes,
                                   const text::Budget& budget) {
  Validated v;
  const absl::Status status = FirstError(
      {ReadDocument(request.document(), request.encoding_type(), max_document_bytes, budget,
                    &v.source),
       ReadFeatures(request, &v.options), ReadTier(request.model_tier(), &v.tier),
       ReadCleanOptions(request.clean_options(), "clean_options", &v.options),
       ReadQuoteOptions(request.quote_options(), "quote_options", &v.options.quote_options),
       ReadDictionary(request.dictionary(), &v.options.dictionaries),
       ReadEntityOptions(request.entity_options(), "entity_options", &v.options.entity_options)});
  if (!status.ok()) return status;
  return v;
}

size_t MessageBytes(const pipeline::Analysis& analysis) {
  constexpr size_t kBytesPerSegment = 180, kBytesPerEntity = 900, kBytesPerMention = 180,
                   kBytesPerQuote = 1200;
  size_t bytes = 0;
  if (analysis.cleaned) {
    bytes += 2 * analysis.cleaned->text.size();
    bytes +=
        kBytesPerSegment * (analysis.cleaned->segments.size() + analysis.cleaned->removed.size());
  }
  for (const entities::Entity& e : analysis.entities)
    bytes += kBytesPerEntity + kBytesPerMention * e.mentions.size();
  for (const quotes::Quote& q : analysis.quotes) {
    bytes += kBytesPerQuote;
    for (const Span& content : q.content) bytes += 2 * content.size();
  }
  return bytes;
}

void Fill(const v1::CleanRequest& request, const Validated& validated,
          const pipeline::Analysis& analysis, const Model& model, v1::CleanResponse* response,
          const text::Budget& budget) {
  const Filling f = MakeFilling(validated, analysis, request.encoding_type(), budget);
  FillCleaned(analysis, f, request.options(), response);
  FillMetadata(validated, analysis, request.encoding_type(), model, response->mutable_metadata());
}

void Fill(const v1::ExtractQuotesRequest& request, const Validated& validated,
          const pipeline::Analysis& analysis, const Model& model,
          v1::ExtractQuotesResponse* response, const text::Budget& budget) {
  const Filling f = MakeFilling(validated, analysis, request.encoding_type(), budget);
  FillCleaned(analysis, f, request.clean_options(), response);
  FillQuotes(analysis, f, response->mutable_quotes());
  FillEntities(analysis, f, response->mutable_speakers());
  FillMetadata(validated, analysis, request.encoding_type(), model, response->mutable_metadata());
}

void Fill(const v1::ExtractEntitiesRequest& request, const Validated& validated,
          const pipeline::Analysis& analysis, const Model& model,
          v1::ExtractEntitiesResponse* response, const text::Budget& budget) {
  const Filling f = MakeFilling(validated, analysis, request.encoding_type(), budget);
  FillCleaned(analysis, f, request.clean_options(), response);
  FillEntities(analysis, f, response->mutable_entities());
  FillMetadata(validated, analysis, request.encoding_type(), model, response->mutable_metadata());
}

void Fill(const v1::AnalyzeRequest& request, const Validated& validated,
          const pipeline::Analysis& analysis, const Model& model, v1::AnalyzeResponse* response,
          const text::Budget& budget) {
  const Filling f = MakeFilling(validated, analysis, request.encoding_type(), budget);
  FillCleaned(analysis, f, request.clean_options(), response);
  FillQuotes(analysis, f, response->mutable_quotes());
  FillEntities(analysis, f, response->mutable_entities());
  FillMetadata(validated, analysis, request.encoding_type(), model, response->mutable_metadata());
}

}  // namespace textanalysis::convert
