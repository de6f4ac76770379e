#include "service/runtime/command_line.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <utility>

#include "absl/flags/parse.h"
#include "absl/flags/reflection.h"
#include "absl/flags/usage_config.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "service/runtime/standard_files.h"

namespace textanalysis::runtime {
namespace {

// Edits that turn `a` into `b`: a character more, less or another, or two neighbours in each other's
// place (Damerau, of no character twice).
size_t Distance(absl::string_view a, absl::string_view b) {
  std::vector<size_t> last, before, row(b.size() + 1);
  std::iota(row.begin(), row.end(), size_t{0});
  for (size_t i = 1; i <= a.size(); ++i) {
    last = std::exchange(before, row);
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({row[j - 1] + 1, before[j] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], last[j - 2] + 1);
    }
  }
  return row.back();
}

// Edits that a slip makes in a name: one in each three letters.
size_t MaxSlips(absl::string_view name) { return std::max<size_t>(1, name.size() / 3); }

// The flag that `name` may be a slip of; empty where none is so near.
std::string NearestFlag(const Program& program, absl::string_view name) {
  std::string best;
  size_t best_distance = MaxSlips(name);
  for (const auto& [flag, reflected] : absl::GetAllFlags()) {
    if (!program.Defines(reflected->Filename())) continue;
    const size_t distance = Distance(name, flag);
    if (distance > best_distance) continue;
    if (distance == best_distance && !best.empty() && flag > best) continue;
    best = std::string(flag);
    best_distance = distance;
  }
  return best;
}

// Flags that absl::ParseCommandLine() knows and absl::FindCommandLineFlag() does not.
bool IsUsageFlag(absl::string_view name) {
  constexpr std::array<absl::string_view, 8> kNames = {"help",        "helpfull",       "helpshort",
                                                       "helppackage", "helpmatch",      "helpon",
                                                       "version",     "only_check_args"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// Reads flags one after the other and says what is wrong with the first that cannot be read.
class Checker {
 public:
  explicit Checker(const Program& program) : program_(program) {}

  absl::Status Check(const std::vector<std::string>& arguments) {
    for (size_t k = 0; k < arguments.size() && arguments[k] != "--"; ++k) {
      if (arguments[k].size() < 2 || arguments[k][0] != '-') continue;
      const std::string* const next = k + 1 < arguments.size() ? &arguments[k + 1] : nullptr;
      bool is_next_taken = false;
      if (absl::Status status = CheckFlag(arguments[k], next, &is_next_taken); !status.ok())
        return status;
      k += is_next_taken ? 1 : 0;
    }
    return absl::OkStatus();
  }

  // Whether --help or one of its kin was among them.
  bool is_help_asked() const { return is_help_asked_; }
  bool is_version_asked() const { return is_version_asked_; }

 private:
  static constexpr size_t kMaxFlagFiles = 32;  // One that names itself has no end.
  static constexpr uintmax_t kMaxFlagFileBytes = 1 << 20;

  absl::Status CheckFlag(absl::string_view argument, const std::string* next, bool* is_next_taken) {
    absl::ConsumePrefix(&argument, "-");
    absl::ConsumePrefix(&argument, "-");
    const size_t end = argument.find('=');
    const absl::string_view name = argument.substr(0, end);
    is_help_asked_ |= absl::StartsWith(name, "help") && IsUsageFlag(name);
    is_version_asked_ |= argument == "version";
    if (IsUsageFlag(name)) return absl::OkStatus();
    absl::CommandLineFlag* flag = absl::FindCommandLineFlag(name);
    // --fromenv and its kin would set flags that nothing here has checked.
    if (flag != nullptr && name != "flagfile" && !program_.Defines(flag->Filename()))
      flag = nullptr;
    if (flag == nullptr && IsSwitchedOff(argument)) return absl::OkStatus();
    if (flag == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat(
          "--", name, " is no flag; ", Guess(program_, name, [](absl::string_view known) {
            return absl::StrCat("--", known);
          })));
    }
    if (end != absl::string_view::npos) return CheckValue(flag, argument.substr(end + 1));
    if (flag->IsOfType<bool>()) return absl::OkStatus();
    if (next == nullptr)
      return absl::InvalidArgumentError(absl::StrCat("--", name, " has no value"));
    *is_next_taken = true;
    return CheckValue(flag, *next);
  }

  // "nohealth" stands for "health=false".
  static bool IsSwitchedOff(absl::string_view argument) {
    if (!absl::ConsumePrefix(&argument, "no")) return false;
    const absl::CommandLineFlag* const flag = absl::FindCommandLineFlag(argument);
    return flag != nullptr && flag->IsOfType<bool>();
  }

  absl::Status CheckValue(absl::CommandLineFlag* flag, absl::string_view value) {
    if (flag->Name() == "flagfile") return CheckFlagFiles(value);
    if (value.empty() && !program_.MayBeEmpty(flag->Name())) {
      return absl::InvalidArgumentError(
          absl::StrCat("--", flag->Name(), " is empty; name a file, or leave the flag out"));
    }
    std::string error;
    if (flag->ParseFrom(value, &error)) return absl::OkStatus();
    return absl::InvalidArgumentError(
        absl::StrCat("--", flag->Name(), " cannot be read: ", error,
                     flag->IsOfType<absl::Duration>() ? "; a time has a unit: 250ms, 5s, 2m" : ""));
  }

  // What is no file may have no end.
  static absl::Status CheckFlagFile(const std::string& path) {
    std::error_code error;
    const auto type = std::filesystem::status(path, error).type();
    const bool is_other = std::filesystem::exists(path, error) &&
                          type != std::filesystem::file_type::regular &&
                          type != std::filesystem::file_type::directory;
    if (is_other)
      return absl::InvalidArgumentError(absl::StrCat("--flagfile: ", path, " is not a file"));
    const uintmax_t size = std::filesystem::file_size(path, error);
    if (error || size <= kMaxFlagFileBytes) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrCat("--flagfile: ", path, " is over 1 MiB"));
  }

  absl::Status CheckFlagFiles(absl::string_view paths) {
    for (const absl::string_view part : absl::StrSplit(paths, ',')) {
      const std::string path(part);
      if (++flag_files_ > kMaxFlagFiles)
        return absl::InvalidArgumentError(
            absl::StrCat("--flagfile: ", path, " is one of too many"));
      if (absl::Status status = CheckFlagFile(path); !status.ok()) return status;
      std::ifstream in(path);
      std::vector<std::string> flags;
      for (std::string line; std::getline(in, line);) {
        absl::StripAsciiWhitespace(&line);
        if (line.empty() || line[0] == '#') continue;
        if (line[0] != '-') {
          return absl::InvalidArgumentError(
              absl::StrCat("--flagfile: \"", line, "\" in ", path, " is no flag"));
        }
        flags.push_back(line);
      }
      if (!in.eof())
        return absl::InvalidArgumentError(
            absl::StrCat("--flagfile: cannot read ", path, ": ", std::strerror(errno)));
      if (absl::Status status = Check(flags); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  const Program& program_;
  size_t flag_files_ = 0;
  bool is_help_asked_ = false, is_version_asked_ = false;
};

}  // namespace

bool Program::Defines(absl::string_view file) const { return absl::EndsWith(file, flags_file); }

bool Program::MayBeEmpty(absl::string_view name) const {
  return std::find(never_empty.begin(), never_empty.end(), name) == never_empty.end();
}

std::string Guess(const Program& program, absl::string_view name, WriteFlag write) {
  const std::string nearest = NearestFlag(program, name);
  return nearest.empty() ? "--help lists all flags"
                         : absl::StrCat("did you mean ", write(nearest), "?");
}

std::string HelpOf(const Program& program) {
  std::map<absl::string_view, const absl::CommandLineFlag*> flags;
  for (const auto& [name, flag] : absl::GetAllFlags()) {
    if (program.Defines(flag->Filename())) flags.emplace(name, flag);
  }
  std::string out = absl::StrCat(program.usage, "\n\nFlags, with their defaults:\n");
  for (const auto& [name, flag] : flags) {
    const std::string value = flag->DefaultValue();
    absl::StrAppend(&out, "    --", name, " (", value.empty() ? "none" : value, ")\n        ",
                    flag->Help(), "\n");
  }
  return out;
}

absl::StatusOr<std::vector<char*>> ParseFlags(const Program& program, int argc, char** argv) {
  absl::FlagsUsageConfig usage;
  usage.version_string = [version = program.version] { return version; };
  absl::SetFlagsUsageConfig(usage);
  Checker checker(program);
  if (absl::Status status = checker.Check({argv + 1, argv + argc}); !status.ok()) return status;
  if (checker.is_help_asked() || checker.is_version_asked()) {
    absl::Status status = Print(checker.is_help_asked() ? HelpOf(program) : program.version);
    if (!status.ok()) return status;
    std::exit(EXIT_SUCCESS);
  }
  return absl::ParseCommandLine(argc, argv);
}

}  // namespace textanalysis::runtime
