// What a server's handlers share, with the models that the build made.

#ifndef TEXTANALYSIS_TESTS_SERVICE_RPC_ENVIRONMENT_H_
#define TEXTANALYSIS_TESTS_SERVICE_RPC_ENVIRONMENT_H_

#include <memory>
#include <optional>

#include "service/rpc/handler.h"
#include "tests/support/bundle.h"

namespace textanalysis::rpc {

// The test program's analyser, which nobody deletes.
inline std::shared_ptr<const pipeline::Analyzer> SharedAnalyzer() {
  return {std::shared_ptr<void>(), &testing::TestAnalyzer()};
}

class TestEnvironment {
 public:
  explicit TestEnvironment(size_t max_document_bytes = 10'000)
      : recorder_({.access_log = false}), admission_({}, 1, 4) {
    environment_.models = Models::Create({SharedAnalyzer()}, std::nullopt).value();
    environment_.admission = &admission_;
    environment_.recorder = &recorder_;
    environment_.unread = &unread_;
    environment_.connections = &connections_;
    environment_.silent = &silent_;
    environment_.max_document_bytes = max_document_bytes;
    environment_.stream_window = 4;
  }
  TestEnvironment(const TestEnvironment&) = delete;
  TestEnvironment& operator=(const TestEnvironment&) = delete;

  Environment& get() { return environment_; }
  admission::Admission& admission() { return admission_; }
  telemetry::Recorder& recorder() { return recorder_; }

 private:
  runtime::Connections connections_{1, 1};
  Waits unread_, silent_;
  telemetry::Recorder recorder_;
  Environment environment_;
  admission::Admission admission_;  // Ends first: its workers use the others.
};

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_TESTS_SERVICE_RPC_ENVIRONMENT_H_
