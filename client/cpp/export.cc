#include "client/cpp/export.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "client/cpp/documents.h"
#include "client/cpp/pretty.h"
#include "web/web.h"

namespace textanalysis::command {
namespace {

std::string WebFile(std::string_view name) { return std::string(web::File(name)); }

std::string Escaped(const std::string& text) {
  return absl::StrReplaceAll(text, {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
}

// JSON within a script element: no "<" may end it.
std::string ForScript(const std::string& json) {
  return absl::StrReplaceAll(json, {{"<", "\\u003c"}});
}

std::string Cell(const std::string& value) {
  const bool is_formula =
      !value.empty() && std::string("=+-@\t\r").find(value[0]) != std::string::npos;
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

std::vector<std::string> Cells(const std::string& file, const v1::Quote& quote) {
  return {file,
          ShortName(v1::QuoteForm_Name(quote.form()), "QUOTE_FORM_"),
          quote.speaker().name(),
          quote.content(),
          absl::StrCat(quote.content_spans_size() > 0 ? quote.content_spans(0).begin_offset() : 0),
          absl::StrCat(quote.confidence())};
}

std::vector<std::string> Cells(const std::string& file, const v1::Entity& entity) {
  return {file,
          ShortName(v1::EntityType_Name(entity.type()), "ENTITY_TYPE_"),
          entity.name(),
          absl::StrCat(entity.mentions_size()),
          ShowValue(entity.normalized_value()),
          absl::StrCat(entity.salience())};
}

template <typename Items>
std::string Rows(const std::string& file, const Items& items) {
  std::string out;
  for (const auto& item : items) absl::StrAppend(&out, Row(Cells(file, item)));
  return out;
}

}  // namespace

absl::StatusOr<std::string> HtmlReport(const google::protobuf::Message& response,
                                       const std::string& title, const std::string& source) {
  if (response.GetDescriptor() != v1::AnalyzeResponse::descriptor())
    return absl::InvalidArgumentError("--format=html shows analyze; the others have json and csv");
  const std::string data = absl::StrCat("{\"response\": ", ToJson(response, false),
                                        ", \"source\": ", nlohmann::json(source).dump(), "}");
  return absl::StrCat(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
      "'unsafe-inline'; style-src 'unsafe-inline'\">\n<title>",
      Escaped(title), "</title>\n<style>\n", WebFile("style.css"),
      "</style>\n</head>\n<body>\n<header><h1>", Escaped(title),
      "</h1></header>\n<main id=\"panel\"></main>\n<script type=\"application/json\" id=\"data\">",
      ForScript(data), "</script>\n<script>\n", WebFile("view.js"),
      "const data = JSON.parse(document.getElementById('data').textContent);\n",
      "View.draw(document.getElementById('panel'), data.response, data.source);\n",
      "</script>\n</body>\n</html>\n");
}

absl::StatusOr<std::string> CsvRows(const google::protobuf::Message& response,
                                    const std::string& file) {
  if (const auto* quotes = dynamic_cast<const v1::ExtractQuotesResponse*>(&response))
    return Rows(file, quotes->quotes());
  if (const auto* entities = dynamic_cast<const v1::ExtractEntitiesResponse*>(&response))
    return Rows(file, entities->entities());
  return absl::InvalidArgumentError("--format=csv shows quotes or entities; call one of the two");
}

std::string CsvHeader(const google::protobuf::Message& response) {
  if (response.GetDescriptor() == v1::ExtractQuotesResponse::descriptor())
    return "file,form,speaker,content,begin,confidence\r\n";
  if (response.GetDescriptor() == v1::ExtractEntitiesResponse::descriptor())
    return "file,type,name,mentions,value,salience\r\n";
  return "";
}

}  // namespace textanalysis::command
