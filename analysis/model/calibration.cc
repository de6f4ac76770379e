#include "analysis/model/calibration.h"

#include <charconv>

#include "absl/strings/str_cat.h"
#include "analysis/text/absl_interop.h"

namespace textanalysis::model {
namespace {

template <typename Number>
absl::Status ReadNumbers(const Lexicon& rows,
                         std::initializer_list<std::pair<std::string_view, Number*>> numbers) {
  for (const auto& [name, number] : numbers) {
    const std::string_view rest = rows.Find(name).value_or("");
    const std::string_view value = rest.substr(0, rest.find('\t'));
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), *number);
    if (value.empty() || error != std::errc{} || end != value.data() + value.size())
      return absl::DataLossError(
          absl::StrCat("calibration: no number \"", text::ToAbsl(name), "\""));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Calibration::Read(
    std::initializer_list<std::pair<std::string_view, float*>> numbers) const {
  return ReadNumbers(rows_, numbers);
}

absl::Status Calibration::Read(
    std::initializer_list<std::pair<std::string_view, double*>> numbers) const {
  return ReadNumbers(rows_, numbers);
}

}  // namespace textanalysis::model
