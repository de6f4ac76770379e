// The compiler calls __sanitizer_cov_trace_pc() in each basic block of ta_counted. The program's
// own memchr() and memcmp() stand before the C library's for all libraries that it links, and the
// linker puts __wrap_… in the place of Budget::Check().

#include "tests/support/work.h"

#include <malloc.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <new>

#include "analysis/text/budget.h"

namespace {

// Bytes that are searched, compared or allocated in about the time of a basic block.
constexpr size_t kBytesAStep = 16;

constinit uint64_t steps = 0;
constinit uint64_t last_poll = 0;
constinit uint64_t longest = 0;
constinit uint64_t looks = 0;
constinit uint64_t frees = 0;
constinit textanalysis::testing::Work when_cancelled;
constinit uint64_t looks_allowed = textanalysis::testing::kAllLooks;
constinit size_t held = 0;
constinit size_t held_before = 0;
constinit size_t most_held = 0;

}  // namespace

// The compiler calls it by this name.
extern "C" void __sanitizer_cov_trace_pc() {
  ++steps;
}  // NOLINT(bugprone-reserved-identifier,readability-identifier-naming)

// The headers declare memchr() twice, so that a definition needs another name in C++.
const unsigned char* CountedMemchr(const unsigned char* bytes, int wanted,
                                   size_t size) asm("memchr");
int CountedMemcmp(const unsigned char* left, const unsigned char* right, size_t size) asm("memcmp");

const unsigned char* CountedMemchr(const unsigned char* bytes, int wanted, size_t size) {
  size_t at = 0;
  while (at < size && bytes[at] != static_cast<unsigned char>(wanted)) ++at;
  steps += at / kBytesAStep;
  return at < size ? bytes + at : nullptr;
}

int CountedMemcmp(const unsigned char* left, const unsigned char* right, size_t size) {
  size_t at = 0;
  while (at < size && left[at] == right[at]) ++at;
  steps += at / kBytesAStep;
  return at < size ? left[at] - right[at] : 0;
}

void* operator new(size_t size) {
  steps += 1 + size / kBytesAStep;
  void* const p = std::malloc(size == 0 ? 1 : size);
  if (p == nullptr) throw std::bad_alloc();
  held += malloc_usable_size(p);
  most_held = std::max(most_held, held);
  return p;
}
void operator delete(void* p) noexcept {
  ++frees;
  held -= malloc_usable_size(p);
  std::free(p);
}
void operator delete(void* p, size_t) noexcept { operator delete(p); }

namespace textanalysis::text {

absl::Status RealCheck(const Budget& budget) asm("__real__ZNK12textanalysis4text6Budget5CheckEv");
absl::Status CountedCheck(const Budget& budget) asm(
    "__wrap__ZNK12textanalysis4text6Budget5CheckEv");

absl::Status CountedCheck(const Budget& budget) {
  longest = std::max(longest, steps - last_poll);
  last_poll = steps;
  if (looks++ >= looks_allowed) {
    if (looks == looks_allowed + 1) when_cancelled = testing::WorkDone();
    return absl::CancelledError();
  }
  return RealCheck(budget);
}

}  // namespace textanalysis::text

namespace textanalysis::testing {

Work WorkDone() {
  return {steps, std::max(longest, steps - last_poll), most_held - held_before, looks, frees};
}

Work WorkWhenCancelled() { return when_cancelled; }

void CancelAfterLooks(uint64_t n) { looks_allowed = n == kAllLooks ? n : looks + n; }

void ForgetMost() {
  longest = 0;
  last_poll = steps;
  held_before = most_held = held;
}

}  // namespace textanalysis::testing
