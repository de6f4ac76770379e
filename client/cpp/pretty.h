// Shows responses to people.

#ifndef TEXTANALYSIS_CLIENT_CPP_PRETTY_H_
#define TEXTANALYSIS_CLIENT_CPP_PRETTY_H_

#include <google/protobuf/message.h>

#include <string>

namespace textanalysis::command {

// How to show.
struct PrettyOptions {
  bool color = false;
  size_t width = 100;  // Columns.
};

// Returns a response of any method as text: the cleaned text wrapped, quotations as "who — how —
// what", entities as a table.
std::string Pretty(const google::protobuf::Message& response, const PrettyOptions& options);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_PRETTY_H_
