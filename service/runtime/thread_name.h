// Threads have names, so that a profile or a debugger tells them apart.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_THREAD_NAME_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_THREAD_NAME_H_

#include <string>

namespace textanalysis::runtime {

// Names the calling thread; the kernel keeps 15 bytes.
void NameThisThread(const std::string& name);

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_THREAD_NAME_H_
