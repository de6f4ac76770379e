#include "service/runtime/cpu_quota.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

namespace textanalysis::runtime {

size_t ParseCpuMax(std::string_view content) {
  std::istringstream in{std::string(content)};
  size_t quota = 0;
  size_t period = 0;
  if (!(in >> quota >> period) || period == 0) return 0;
  return (quota + period - 1) / period;
}

size_t UsableCpus() {
  const size_t machine = std::max(1u, std::thread::hardware_concurrency());
  std::ifstream file("/sys/fs/cgroup/cpu.max");
  std::string line;
  std::getline(file, line);
  const size_t quota = ParseCpuMax(line);
  return quota == 0 ? machine : std::min(quota, machine);
}

}  // namespace textanalysis::runtime
