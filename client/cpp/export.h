// Responses as files for others: a page that stands alone, and tables.

#ifndef TEXTANALYSIS_CLIENT_CPP_EXPORT_H_
#define TEXTANALYSIS_CLIENT_CPP_EXPORT_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/statusor.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::command {

// Returns a page that shows an AnalyzeResponse as the playground does, and loads nothing.
//   Requires: offsets in UTF-16 units. `source` is the document as it was sent.
//   Errors: InvalidArgument for another method's response.
absl::StatusOr<std::string> HtmlReport(const google::protobuf::Message& response,
                                       const std::string& title, const std::string& source);

// Returns the quotations or entities of a response as rows of CSV (RFC 4180), `file` in the first
// column; a cell that a spreadsheet would take for a formula begins with an apostrophe.
//   Errors: InvalidArgument for a response of neither ExtractQuotes nor ExtractEntities.
absl::StatusOr<std::string> CsvRows(const google::protobuf::Message& response,
                                    const std::string& file);

// Returns the line of column names that belongs above CsvRows(); empty for other responses.
std::string CsvHeader(const google::protobuf::Message& response);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_EXPORT_H_
