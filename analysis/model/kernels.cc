#include "analysis/model/kernels.h"

namespace textanalysis::model {

extern const Kernels kBaseline;
#ifdef TA_X86_LEVELS
extern const Kernels kLevel3;
extern const Kernels kLevel4;

namespace {

bool RunsLevel3() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
         __builtin_cpu_supports("bmi2");
}

bool RunsLevel4() {
  return RunsLevel3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

}  // namespace
#endif

std::vector<const Kernels*> UsableKernels() {
  std::vector<const Kernels*> out;
#ifdef TA_X86_LEVELS
  if (RunsLevel4()) out.push_back(&kLevel4);
  if (RunsLevel3()) out.push_back(&kLevel3);
#endif
  out.push_back(&kBaseline);
  return out;
}

const Kernels& BestKernels() {
  static const Kernels& kBest = *UsableKernels().front();
  return kBest;
}

}  // namespace textanalysis::model
