// What a test logs, read back.

#ifndef TEXTANALYSIS_TESTS_SERVICE_TELEMETRY_CAPTURED_LOG_H_
#define TEXTANALYSIS_TESTS_SERVICE_TELEMETRY_CAPTURED_LOG_H_

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "service/telemetry/log.h"

namespace textanalysis::telemetry {

// Holds standard error from its beginning to Lines().
class CapturedLog {
 public:
  CapturedLog() {
    FlushLog(absl::Seconds(5));
    ::testing::internal::CaptureStderr();
  }
  // Returns the lines that were logged.
  std::vector<nlohmann::json> Lines() {
    FlushLog(absl::Seconds(5));
    std::istringstream all(::testing::internal::GetCapturedStderr());
    std::vector<nlohmann::json> out;
    for (std::string line; std::getline(all, line);) out.push_back(nlohmann::json::parse(line));
    return out;
  }
};

}  // namespace textanalysis::telemetry

#endif  // TEXTANALYSIS_TESTS_SERVICE_TELEMETRY_CAPTURED_LOG_H_
