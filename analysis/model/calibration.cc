#include "analysis/model/calibration.h"

#include <charconv>

#include "absl/strings/str_cat.h"
#include "analysis/text/absl_interop.h"

namespace textanalysis::model {

absl::Status Calibration::Read(
    std::initializer_list<std::pair<std::string_view, float*>> numbers) const {
  for (const auto& [name, number] : numbers) {
    const std::string_view rest = rows_.Find(name).value_or("");
    const std::string_view value = rest.substr(0, rest.find('\t'));
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), *number);
    if (value.empty() || error != std::errc{} || end != value.data() + value.size())
      return absl::DataLossError(
          absl::StrCat("section \"calibration\": no number \"", text::ToAbsl(name), "\""));
  }
  return absl::OkStatus();
}

}  // namespace textanalysis::model
