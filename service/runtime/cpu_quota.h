// How many CPUs this process may use.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_CPU_QUOTA_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_CPU_QUOTA_H_

#include <cstddef>
#include <string_view>

namespace textanalysis::runtime {

// Returns the number of CPUs of the cgroup's quota (v2 cpu.max), rounded up, or the machine's where
// there is no quota. At least 1.
size_t UsableCpus();

// Returns the CPUs that the content of a cpu.max file allows ("150000 100000" → 2), or 0 for no
// limit.
size_t ParseCpuMax(std::string_view content);

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_CPU_QUOTA_H_
