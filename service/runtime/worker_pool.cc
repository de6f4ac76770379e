#include "service/runtime/worker_pool.h"

#include <algorithm>
#include <string>
#include <utility>

#include "service/runtime/thread_name.h"

namespace textanalysis::runtime {

WorkerPool::WorkerPool(size_t num_workers, size_t queue_limit)
    : queue_limit_(queue_limit), running_(num_workers) {
  for (size_t k = 0; k < num_workers; ++k) workers_.emplace_back([this, k] { Work(k); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  workers_.clear();
}

bool WorkerPool::TryPost(Task task) {
  {
    const std::lock_guard lock(mutex_);
    if (queue_.size() >= queue_limit_) return false;
    queue_.push_back({std::move(task), Clock::now()});
  }
  changed_.notify_one();
  return true;
}

WorkerPool::Load WorkerPool::load() const {
  const std::lock_guard lock(mutex_);
  Load load{.waiting = queue_.size()};
  const Clock::time_point now = Clock::now();
  for (const Clock::time_point since : running_) {
    if (since == Clock::time_point{}) continue;
    ++load.running;
    load.longest_run = std::max(load.longest_run, now - since);
  }
  return load;
}

void WorkerPool::Work(size_t worker) {
  NameThisThread("worker-" + std::to_string(worker));
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    const Waiting next = std::move(queue_.front());
    queue_.pop_front();
    running_[worker] = Clock::now();
    const Clock::duration waited = running_[worker] - next.since;
    lock.unlock();
    next.task(waited);
    lock.lock();
    running_[worker] = {};
  }
}

}  // namespace textanalysis::runtime
