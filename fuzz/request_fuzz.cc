#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "service/convert/convert.h"
#include "tests/support/bundle.h"

// Any request is refused with a reason or answered.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  textanalysis::v1::AnalyzeRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return 0;
  const auto validated = textanalysis::convert::Validate(request, 1 << 16);
  if (!validated.ok()) return 0;
  const auto analysis = textanalysis::testing::TestAnalyzer().Analyze(
      textanalysis::convert::InputOf(*validated), validated->options, {});
  if (!analysis.ok()) return 0;
  textanalysis::v1::AnalyzeResponse response;
  textanalysis::convert::Fill(request, *validated, *analysis, {}, &response);
  if (response.SerializeAsString().empty()) std::abort();
  return 0;
}
