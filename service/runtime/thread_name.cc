#include "service/runtime/thread_name.h"

#include <pthread.h>

namespace textanalysis::runtime {

void NameThisThread(const std::string& name) {
  pthread_setname_np(pthread_self(), name.substr(0, 15).c_str());
}

}  // namespace textanalysis::runtime
