#include "service/telemetry/process.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>
#include <sstream>
#include <string>
#include <system_error>

namespace textanalysis::telemetry {
namespace {

// Fields of /proc/self/stat that follow the program's name, counted from 1 as proc(5) does.
constexpr int kFirstField = 3, kUserTime = 14, kSystemTime = 15, kThreads = 20, kStart = 22,
              kVirtual = 23, kResident = 24;

// When the system came up, in seconds since the epoch.
double BootSeconds() {
  std::ifstream file("/proc/stat");
  for (std::string word; file >> word;) {
    double seconds = 0;
    if (word == "btime" && file >> seconds) return seconds;
  }
  return 0;
}

double CountOpenFiles() {
  std::error_code error;
  const std::filesystem::directory_iterator files("/proc/self/fd", error);
  if (error) return 0;
  // One of them is the folder that is read here.
  return static_cast<double>(std::distance(files, std::filesystem::directory_iterator()) - 1);
}

double MaxFiles() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  return limit.rlim_cur == RLIM_INFINITY ? std::numeric_limits<double>::infinity()
                                         : static_cast<double>(limit.rlim_cur);
}

}  // namespace

Process ReadProcess() {
  Process out;
  std::ifstream file("/proc/self/stat");
  const std::string line((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  // The name stands in parentheses, and may hold any of its own.
  const size_t name_end = line.rfind(')');
  if (name_end == std::string::npos) return out;
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  std::istringstream fields(line.substr(name_end + 1));
  std::string value;
  for (int field = kFirstField; field <= kResident && fields >> value; ++field) {
    if (field == kUserTime || field == kSystemTime) out.cpu_seconds += std::stod(value) / ticks;
    if (field == kThreads) out.threads = std::stod(value);
    if (field == kStart) out.start_seconds = BootSeconds() + std::stod(value) / ticks;
    if (field == kVirtual) out.virtual_bytes = std::stod(value);
    if (field == kResident)
      out.resident_bytes = std::stod(value) * static_cast<double>(sysconf(_SC_PAGESIZE));
  }
  out.open_files = CountOpenFiles();
  out.max_files = MaxFiles();
  return out;
}

}  // namespace textanalysis::telemetry
