#include "service/telemetry/log.h"

#include <unistd.h>

#include <nlohmann/json.hpp>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace textanalysis::telemetry {

void Log(std::string_view severity, std::string_view message,
         const std::map<std::string, std::string>& fields) {
  nlohmann::ordered_json line;
  line["time"] = absl::FormatTime(absl::RFC3339_full, absl::Now(), absl::UTCTimeZone());
  line["severity"] = severity;
  line["message"] = message;
  for (const auto& [key, value] : fields) line[key] = value;
  const std::string out =
      line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, out.data(), out.size());
}

}  // namespace textanalysis::telemetry
