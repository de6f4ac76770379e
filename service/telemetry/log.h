// One line of JSON a call to standard error. No line ever holds text of a document.

#ifndef TEXTANALYSIS_SERVICE_TELEMETRY_LOG_H_
#define TEXTANALYSIS_SERVICE_TELEMETRY_LOG_H_

#include <map>
#include <string>
#include <string_view>

namespace textanalysis::telemetry {

// Writes {"time": …, "severity": severity, "message": message, …fields} and a line feed in one
// write. Thread-safe; a full disk or closed descriptor is ignored.
void Log(std::string_view severity, std::string_view message,
         const std::map<std::string, std::string>& fields);

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_SERVICE_TELEMETRY_LOG_H_
