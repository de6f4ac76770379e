// A fixed number of threads behind a bounded queue.

#ifndef TEXTANALYSIS_SERVICE_RUNTIME_WORKER_POOL_H_
#define TEXTANALYSIS_SERVICE_RUNTIME_WORKER_POOL_H_

#include <chrono>
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
  // Starts `num_workers` threads, named "worker-0" and on; at most `queue_limit` tasks wait for
  // one.
  //   Requires: both at least 1.
  WorkerPool(size_t num_workers, size_t queue_limit);

  // Runs the tasks that wait, then joins the threads.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Is told how long it waited for a worker. Must not throw.
  using Task = std::function<void(std::chrono::nanoseconds waited)>;

  // Queues `task` and returns true; returns false at once, without it, when the queue is full.
  bool TryPost(Task task);

  size_t queue_limit() const { return queue_limit_; }
  size_t num_workers() const { return workers_.size(); }

  // What goes on at this moment.
  struct Load {
    size_t waiting = 0;
    size_t running = 0;
    std::chrono::nanoseconds longest_run{0};  // Of the tasks that are running.
  };
  Load load() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Waiting {
    Task task;
    Clock::time_point since;
  };

  void Work(size_t worker);

  const size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting> queue_;               // Guarded by mutex_.
  std::vector<Clock::time_point> running_;  // Guarded by mutex_; by worker, zero while idle.
  bool stopping_ = false;                   // Guarded by mutex_.
  std::vector<std::jthread> workers_;
};

}  // namespace textanalysis::runtime

#endif  // TEXTANALYSIS_SERVICE_RUNTIME_WORKER_POOL_H_
