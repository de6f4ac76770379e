// Shows responses to people.

#ifndef TEXTANALYSIS_CLIENT_CPP_PRETTY_H_
#define TEXTANALYSIS_CLIENT_CPP_PRETTY_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "client/cpp/removed.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::command {

// How to show.
struct PrettyOptions {
  bool color = false;
  size_t width = 100;          // Columns.
  bool hides_further = false;  // Counts quotations that are IsFurther(), and does not show them.
};

// Whether an answer has a quotation only where that is asked for: what somebody believes, knows or
// wants, and what is denied, asked or left open.
bool IsFurther(const v1::Quote& quote);

// Returns a response of any method as text: what is known of the article, the cleaned text wrapped,
// quotations as "who — how — what", entities as a table.
std::string Pretty(const google::protobuf::Message& response, const PrettyOptions& options);

// Returns what cleaning removed as text: the reason, and the words beside it.
std::string PrettyRemoved(const std::vector<RemovedRun>& runs, const PrettyOptions& options);

// Returns an enumerator's name for people: ("QUOTE_FORM_DIRECT", "QUOTE_FORM_") → "direct".
std::string ShortName(const std::string& enumerator, const std::string& prefix);

// Returns a date as far as it is known: "2024-06-03", "2024-06", "2024"; empty where nothing is.
std::string ShowDate(const v1::Date& date);

// Returns a normalised value for people: "GBP 4200000", "2024-06-03"; empty for none.
std::string ShowValue(const v1::NormalizedValue& value);

// Returns `text` with U+FFFD for every control character (but tabs and ends of lines), every one that
// turns the direction of text, and what is no UTF-8: what is shown must not command a terminal.
std::string Printable(const std::string& text);

// Makes all strings of `message` Printable().
void MakePrintable(google::protobuf::Message* message);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_PRETTY_H_
