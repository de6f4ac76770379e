// Responses as files for others: a page that stands alone, tables, the cleaned text.

#ifndef TEXTANALYSIS_CLIENT_CPP_EXPORT_H_
#define TEXTANALYSIS_CLIENT_CPP_EXPORT_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "client/cpp/removed.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::command {

// A report is a page that loads nothing and shows one AnalyzeResponse as the server's page does, or
// several with an index and their summary. It is put together from HtmlReportBegin(), of each document
// HtmlReportPart() or HtmlReportFailure(), and HtmlReportEnd().
std::string HtmlReportBegin(const std::string& title);

// Returns the title of the article in a response of Analyze, and `file` where none is known.
std::string TitleOf(const google::protobuf::Message& response, const std::string& file);

// Returns the part of one document, under `title`. `source` is the document as it was sent; what was
// removed is shown where it is the UTF-8 that the response's spans address. Quotations that are
// IsFurther() are listed apart unless `shows_all`.
//   Requires: offsets in UTF-16 units.
//   Errors: InvalidArgument for another method's response.
absl::StatusOr<std::string> HtmlReportPart(const google::protobuf::Message& response,
                                           const std::string& title, const std::string& source,
                                           bool shows_all = false);

// Returns the part of a document that was not analysed, under `title`, for the reason that `error` tells.
std::string HtmlReportFailure(const absl::Status& error, const std::string& title);

std::string HtmlReportEnd();

// A text and what to call it.
struct NamedText {
  std::string name;
  std::string text;
};

// A page that stands alone and shows a draft with what the sources have of its quotations, as the
// server's page does.
//   Requires: offsets in UTF-16 units.
std::string HtmlCheckReport(const v1::VerifyQuotesResponse& response, const NamedText& draft,
                            const std::vector<NamedText>& sources);

// Returns the quotations and entities of a response as rows of CSV (RFC 4180), `file` in the first
// column, by the columns that docs/tables.md lists. A cell that a spreadsheet would take for a formula
// gets an apostrophe before it; a lone mark ("-", standard input) is no formula.
//   Errors: InvalidArgument for a response of Clean.
absl::StatusOr<std::string> CsvRows(const google::protobuf::Message& response,
                                    const std::string& file);

// Returns the line of column names that belongs above CsvRows(); empty for other responses.
std::string CsvHeader(const google::protobuf::Message& response);

// Returns what cleaning removed as rows of CSV, and the line of column names above them.
std::string RemovedCsvRows(const std::vector<RemovedRun>& runs, const std::string& file);
std::string RemovedCsvHeader();

// Returns the cleaned text of a response of Clean, or the same as Markdown: title, headings, items of
// lists, quotations and captions by their marks, and what Markdown would take for a mark escaped.
//   Requires: for Markdown, offsets in bytes.
//   Errors: InvalidArgument for another method's response.
absl::StatusOr<std::string> CleanedText(const google::protobuf::Message& response);
absl::StatusOr<std::string> CleanedMarkdown(const google::protobuf::Message& response);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_EXPORT_H_
