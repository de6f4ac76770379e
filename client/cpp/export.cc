#include "client/cpp/export.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/cpp/documents.h"
#include "client/cpp/pretty.h"
#include "client/cpp/values.h"
#include "textanalysis/client.h"
#include "web/web.h"

namespace textanalysis::command {
namespace {

std::string WebFile(std::string_view name) { return std::string(web::File(name)); }

// What a report runs: the page's own scripts, in their order.
constexpr const char* kScripts[] = {"model.js",   "view.js",   "files.js",   "dates.js",
                                    "panel.js",   "reader.js", "take.js",    "summary.js",
                                    "parquet.js", "verify.js", "checker.js", "corpus.js"};

// What stands before and after the documents of a report.
std::pair<std::string, std::string> ReportHalves() {
  return absl::StrSplit(WebFile("report.html"), absl::MaxSplits("@DOCUMENTS@", 1));
}

std::string Escaped(const std::string& text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
}

// JSON within a script element: no "<" may end it.
std::string ForScript(const std::string& json) {
  return absl::StrReplaceAll(json, {{"<", "\\u003c"}});
}

std::string DocumentElement(const std::string& json) {
  return absl::StrCat("<script type=\"application/json\" class=\"document\">", ForScript(json),
                      "</script>\n");
}

std::string Cell(const std::string& value) {
  const bool is_formula =
      value.size() > 1 && std::string("=+-@\t\r").find(value[0]) != std::string::npos;
  return absl::StrCat("\"", is_formula ? "'" : "", absl::StrReplaceAll(value, {{"\"", "\"\""}}),
                      "\"");
}

std::string Row(const std::vector<std::string>& cells) {
  return absl::StrCat(absl::StrJoin(cells, ",",
                                    [](std::string* out, const std::string& cell) {
                                      absl::StrAppend(out, Cell(cell));
                                    }),
                      "\r\n");
}

// That it is a quotation and that this is its speaker: the lower of both, as on the page.
float ConfidenceOf(const v1::Quote& quote) {
  return quote.has_speaker() ? std::min(quote.confidence(), quote.speaker().confidence())
                             : quote.confidence();
}

// An enumerator for people; nothing for one that says that nothing is known.
std::string WordOf(const std::string& enumerator, const std::string& prefix) {
  std::string word = ShortName(enumerator, prefix);
  return word == "unspecified" ? "" : word;
}

// The first columns of every table of quotations: docs/tables.md.
constexpr char kQuoteColumns[] = "file,form,speaker,cue,content,begin,confidence,dictionary_id";

std::vector<std::string> Cells(const std::string& file, const v1::Quote& quote) {
  return {file,
          ShortName(v1::QuoteForm_Name(quote.form()), "QUOTE_FORM_"),
          quote.speaker().name(),
          quote.cue(),
          quote.content(),
          absl::StrCat(quote.content_spans_size() > 0 ? quote.content_spans(0).begin_offset() : 0),
          absl::StrCat(ConfidenceOf(quote)),
          quote.speaker().dictionary_id()};
}

std::vector<std::string> Cells(const std::string& file, const v1::Entity& entity) {
  return {file,
          ShortName(v1::EntityType_Name(entity.type()), "ENTITY_TYPE_"),
          entity.name(),
          absl::StrCat(entity.mentions_size()),
          ShowValue(entity.normalized_value()),
          absl::StrCat(entity.salience()),
          entity.dictionary_id()};
}

// Both in one table: the columns of quotations, of which an entity has the words, place and
// confidence of its first mention, then those that entities alone have.
std::vector<std::string> SharedCells(const std::string& file, const v1::Quote& quote) {
  std::vector<std::string> out = Cells(file, quote);
  out.insert(out.end(), {"quote", "", "", "", "", ""});
  return out;
}

std::vector<std::string> SharedCells(const std::string& file, const v1::Entity& entity) {
  const v1::EntityMention first =
      entity.mentions_size() > 0 ? entity.mentions(0) : v1::EntityMention();
  const std::vector<std::string> own = Cells(file, entity);
  return {file,
          "",
          "",
          "",
          first.content(),
          absl::StrCat(first.span().begin_offset()),
          absl::StrCat(first.confidence()),
          entity.dictionary_id(),
          "entity",
          own[1],
          own[2],
          own[3],
          own[4],
          own[5]};
}

// Who says it in the source: of several places of its parts each speaker, but none twice in a row.
std::string SpeakersOf(const v1::QuoteVerification& found) {
  std::vector<std::string> names;
  for (const v1::SourcePlace& place : found.places()) {
    const std::string& name = place.speaker_name();
    if (!name.empty() && (names.empty() || names.back() != name)) names.push_back(name);
  }
  return absl::StrJoin(names, " … ");
}

// A quotation of a draft; of several places of its parts, the first one's span.
std::vector<std::string> Cells(const std::string& file, const v1::QuoteVerification& found) {
  const bool has_place = found.places_size() > 0;
  const v1::SourcePlace place = has_place ? found.places(0) : v1::SourcePlace();
  const auto& spans = found.draft_spans();
  return {file,
          ShortName(v1::QuoteVerdict_Name(found.verdict()), "QUOTE_VERDICT_"),
          found.content(),
          spans.empty() ? "" : absl::StrCat(spans.begin()->begin_offset()),
          spans.empty() ? "" : absl::StrCat(spans.rbegin()->end_offset()),
          found.speaker_name(),
          found.speaker_dictionary_id(),
          WordOf(v1::QuoteForm_Name(found.form()), "QUOTE_FORM_"),
          place.source_id(),
          absl::StrJoin(found.places(), " … ",
                        [](std::string* out, const v1::SourcePlace& one) {
                          absl::StrAppend(out, one.content());
                        }),
          has_place ? absl::StrCat(place.place_span().begin_offset()) : "",
          has_place ? absl::StrCat(place.place_span().end_offset()) : "",
          SpeakersOf(found),
          place.speaker_dictionary_id(),
          WordOf(v1::SpeakerAgreement_Name(found.speaker_agreement()), "SPEAKER_AGREEMENT_"),
          absl::StrCat(found.score())};
}

template <typename Items>
std::string SharedRows(const std::string& file, const Items& items) {
  std::string out;
  for (const auto& item : items) absl::StrAppend(&out, Row(SharedCells(file, item)));
  return out;
}

// `source` as JSON where it is the UTF-8 that the spans of `document`, in UTF-16 units, address;
// otherwise an empty string.
std::string SourceJson(const v1::CleanedDocument& document, const std::string& source) {
  const auto units = std::accumulate(source.begin(), source.end(), 0, [](int sum, char c) {
    const auto byte = static_cast<unsigned char>(c);
    return sum + ((byte & 0xC0) == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1);
  });
  if (units != SourceEnd(document)) return "\"\"";
  try {
    return nlohmann::json(source).dump();
  } catch (const nlohmann::json::type_error&) {  // Not UTF-8.
    return "\"\"";
  }
}

const v1::CleanedDocument* CleanedOf(const google::protobuf::Message& response) {
  const auto* const clean = dynamic_cast<const v1::CleanResponse*>(&response);
  return clean == nullptr ? nullptr : &clean->cleaned_document();
}

absl::Status OfCleanAlone() {
  return absl::InvalidArgumentError("--format=text and markdown are of clean alone");
}

// The role of each block of the text, which a blank line parts from the next.
struct Block {
  std::string text;
  v1::BlockRole role;
};

std::vector<Block> BlocksOf(const v1::CleanedDocument& document) {
  std::vector<Block> out;
  int begin = 0, segment = 0;
  for (const absl::string_view text : absl::StrSplit(document.text(), "\n\n")) {
    while (segment + 1 < document.segments_size() &&
           document.segments(segment).text_span().end_offset() <= begin)
      ++segment;
    const bool is_known = segment < document.segments_size();
    out.push_back({std::string(text), is_known ? document.segments(segment).block_role()
                                               : v1::BLOCK_ROLE_UNSPECIFIED});
    begin += static_cast<int>(text.size()) + 2;
  }
  return out;
}

// Escapes what Markdown would take for a mark.
std::string MarkdownEscaped(const std::string& text) {
  std::string out;
  bool begins_line = true;
  for (size_t k = 0; k < text.size(); ++k) {
    const bool is_mark = std::string_view("\\`*_[]<>#|~&").find(text[k]) != std::string_view::npos;
    const bool is_item =
        begins_line && std::string_view("+-=").find(text[k]) != std::string_view::npos;
    const bool ends_number =
        k > 0 && absl::ascii_isdigit(static_cast<unsigned char>(text[k - 1])) &&
        (text[k] == '.' || text[k] == ')') && (k + 1 == text.size() || text[k + 1] == ' ');
    if (is_mark || is_item || ends_number) out += '\\';
    out += text[k];
    begins_line = text[k] == '\n' || (begins_line && text[k] == ' ');
  }
  return out;
}

std::string Markdown(const Block& block) {
  std::string text = MarkdownEscaped(block.text);
  switch (block.role) {
    case v1::BLOCK_ROLE_TITLE:
      return absl::StrCat("# ", absl::StrReplaceAll(text, {{"\n", " "}}));
    case v1::BLOCK_ROLE_HEADING:
      return absl::StrCat("## ", absl::StrReplaceAll(text, {{"\n", " "}}));
    case v1::BLOCK_ROLE_LIST_ITEM:
      return absl::StrCat("- ", absl::StrReplaceAll(text, {{"\n", "\n  "}}));
    case v1::BLOCK_ROLE_BLOCK_QUOTE:
      return absl::StrCat("> ", absl::StrReplaceAll(text, {{"\n", "\n> "}}));
    case v1::BLOCK_ROLE_CAPTION:
      return absl::StrCat("*", text, "*");
    default:
      return text;
  }
}

template <typename Items>
std::string Rows(const std::string& file, const Items& items) {
  std::string out;
  for (const auto& item : items) absl::StrAppend(&out, Row(Cells(file, item)));
  return out;
}

}  // namespace

std::string HtmlReportBegin(const std::string& title) {
  return absl::StrReplaceAll(ReportHalves().first,
                             {{"@TITLE@", Escaped(title)}, {"@STYLE@", WebFile("style.css")}});
}

std::string TitleOf(const google::protobuf::Message& response, const std::string& file) {
  const auto* const all = dynamic_cast<const v1::AnalyzeResponse*>(&response);
  const std::string title = all == nullptr ? "" : all->cleaned_document().title().value();
  return title.empty() ? file : title;
}

absl::StatusOr<std::string> HtmlReportPart(const google::protobuf::Message& response,
                                           const std::string& title, const std::string& source,
                                           bool shows_all) {
  const auto* const all = dynamic_cast<const v1::AnalyzeResponse*>(&response);
  if (all == nullptr)
    return absl::InvalidArgumentError(
        "--format=html shows analyze and verify; the others have json and csv");
  const std::string data =
      absl::StrCat("{\"name\": ", JsonString(title), shows_all ? ", \"showsAll\": true" : "",
                   ", \"source\": ", SourceJson(all->cleaned_document(), source),
                   ", \"response\": ", ToJson(response, false), "}");
  return DocumentElement(data);
}

std::string HtmlReportFailure(const absl::Status& error, const std::string& title) {
  const std::optional<v1::ErrorStatus> details = GetErrorStatus(error);
  const ErrorReason why = details ? ReasonOf(*details) : ErrorReason();
  std::vector<std::string> figures;
  for (const auto& [key, value] : why.metadata)
    figures.push_back(absl::StrCat(JsonString(key), ": ", JsonString(value)));
  return DocumentElement(absl::StrCat(
      "{\"name\": ", JsonString(title), ", \"error\": {\"message\": ",
      JsonString(std::string(error.message())), ", \"reason\": ", JsonString(why.reason),
      ", \"metadata\": {", absl::StrJoin(figures, ", "), "}}}"));
}

std::string HtmlReportEnd() {
  std::string scripts;
  for (const char* name : kScripts) absl::StrAppend(&scripts, WebFile(name), "\n");
  const std::string words = absl::StrCat("{\"names\": ", JsonString(WebFile("name_genders.tsv")),
                                         ", \"titles\": ", JsonString(WebFile("titles.tsv")),
                                         ", \"bodies\": ", JsonString(WebFile("common_bodies.tsv")),
                                         ", \"uses\": ", JsonString(WebFile("word_uses.tsv")), "}");
  return absl::StrReplaceAll(ReportHalves().second,
                             {{"@WORDS@", ForScript(words)}, {"@SCRIPTS@", scripts}});
}

std::string HtmlCheckReport(const v1::VerifyQuotesResponse& response, const NamedText& draft,
                            const std::vector<NamedText>& sources) {
  const auto json_of = [](std::string* out, const NamedText& source) {
    absl::StrAppend(out, "{\"name\": ", JsonString(source.name),
                    ", \"text\": ", JsonString(source.text), "}");
  };
  return absl::StrCat(
      HtmlReportBegin(draft.name),
      DocumentElement(absl::StrCat("{\"name\": ", JsonString(draft.name),
                                   ", \"draft\": ", JsonString(draft.text), ", \"sources\": [",
                                   absl::StrJoin(sources, ", ", json_of),
                                   "], \"response\": ", ToJson(response, false), "}")),
      HtmlReportEnd());
}

absl::StatusOr<std::string> CsvRows(const google::protobuf::Message& response,
                                    const std::string& file) {
  if (const auto* quotes = dynamic_cast<const v1::ExtractQuotesResponse*>(&response))
    return Rows(file, quotes->quotes());
  if (const auto* entities = dynamic_cast<const v1::ExtractEntitiesResponse*>(&response))
    return Rows(file, GroupedByValue(entities->entities()));
  if (const auto* all = dynamic_cast<const v1::AnalyzeResponse*>(&response))
    return SharedRows(file, all->quotes()) + SharedRows(file, GroupedByValue(all->entities()));
  if (const auto* checked = dynamic_cast<const v1::VerifyQuotesResponse*>(&response))
    return Rows(file, checked->verifications());
  return absl::InvalidArgumentError(
      "--format=csv is of quotes, entities, analyze and verify, and of clean with --removed");
}

std::string CsvHeader(const google::protobuf::Message& response) {
  if (response.GetDescriptor() == v1::ExtractQuotesResponse::descriptor())
    return absl::StrCat(kQuoteColumns, "\r\n");
  if (response.GetDescriptor() == v1::ExtractEntitiesResponse::descriptor())
    return "file,type,name,mentions,value,salience,dictionary_id\r\n";
  if (response.GetDescriptor() == v1::AnalyzeResponse::descriptor())
    return absl::StrCat(kQuoteColumns, ",kind,type,name,mentions,value,salience\r\n");
  if (response.GetDescriptor() == v1::VerifyQuotesResponse::descriptor())
    return "file,verdict,content,begin,end,speaker,dictionary_id,form,source,source_content,"
           "source_begin,source_end,source_speaker,source_dictionary_id,speaker_agreement,"
           "score\r\n";
  return "";
}

std::string RemovedCsvHeader() { return "file,reason,begin,end,content\r\n"; }

std::string RemovedCsvRows(const std::vector<RemovedRun>& runs, const std::string& file) {
  std::string out;
  for (const RemovedRun& run : runs) {
    absl::StrAppend(
        &out, Row({file, run.reason, absl::StrCat(run.begin), absl::StrCat(run.end), run.content}));
  }
  return out;
}

absl::StatusOr<std::string> CleanedText(const google::protobuf::Message& response) {
  const v1::CleanedDocument* const document = CleanedOf(response);
  if (document == nullptr) return OfCleanAlone();
  return document->text() + "\n";
}

absl::StatusOr<std::string> CleanedMarkdown(const google::protobuf::Message& response) {
  const v1::CleanedDocument* const document = CleanedOf(response);
  if (document == nullptr) return OfCleanAlone();
  return absl::StrCat(absl::StrJoin(BlocksOf(*document), "\n\n",
                                    [](std::string* out, const Block& block) {
                                      absl::StrAppend(out, Markdown(block));
                                    }),
                      "\n");
}

}  // namespace textanalysis::command
