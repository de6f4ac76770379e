#include "analysis/model/kernels.h"

namespace textanalysis::model {

const Kernels& BaselineKernels();
#ifdef TA_X86_LEVELS
const Kernels& Level3Kernels();
const Kernels& Level4Kernels();
const Kernels& Level4VnniKernels();

namespace {

bool RunsLevel3() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
         __builtin_cpu_supports("bmi2");
}

bool RunsLevel4() {
  return RunsLevel3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

bool RunsLevel4Vnni() { return RunsLevel4() && __builtin_cpu_supports("avx512vnni"); }

}  // namespace
#endif

std::vector<const Kernels*> UsableKernels() {
  std::vector<const Kernels*> out;
#ifdef TA_X86_LEVELS
  if (RunsLevel4Vnni()) out.push_back(&Level4VnniKernels());
  if (RunsLevel4()) out.push_back(&Level4Kernels());
  if (RunsLevel3()) out.push_back(&Level3Kernels());
#endif
  out.push_back(&BaselineKernels());
  return out;
}

const Kernels& BestKernels() {
  static const Kernels* const kBest = UsableKernels().front();
  return *kBest;
}

}  // namespace textanalysis::model
