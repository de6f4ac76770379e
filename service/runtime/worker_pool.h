// A fixed number of threads behind a bounded queue.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_WORKER_POOL_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_WORKER_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace textanalysis::runtime {

// Thread-safe. Built on std:: primitives alone, so that ThreadSanitizer sees all of it.
class WorkerPool {
 public:
  // Starts `num_workers` threads; at most `queue_limit` tasks wait for one.
  //   Requires: both at least 1.
  WorkerPool(size_t num_workers, size_t queue_limit);

  // Runs the tasks that wait, then joins the threads.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Queues `task` and returns true; returns false at once, without it, when the queue is full.
  //   Requires: `task` does not throw.
  bool TryPost(std::function<void()> task);

  size_t queue_limit() const { return queue_limit_; }

 private:
  void Work();

  const size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;  // Guarded by mutex_.
  bool stopping_ = false;                    // Guarded by mutex_.
  std::vector<std::jthread> workers_;
};

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_WORKER_POOL_H_
