// benchmark_load: drives a server with Analyze calls of one article, and tells throughput, latency
// and the server's CPU time a call.
//
//   benchmark_load --server=HOST:PORT --pid=PID --seconds=10 --in_flight=8 ARTICLE     closed loop:
//   as fast as it answers benchmark_load --server=… --rate=500 ARTICLE open loop: at that rate,
//   come what may benchmark_load --library=BUNDLE --seconds=10 ARTICLE the library alone, in this
//   process
//
// In the open loop a call's latency counts from the time it was due, not from when it was sent, so
// that a server that stalls does not slow its own measurement (coordinated omission).

#include <grpcpp/grpcpp.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "analysis/model/bundle.h"
#include "analysis/pipeline/analyzer.h"
#include "textanalysis/v1/text_analysis_service.grpc.pb.h"

ABSL_FLAG(std::string, server, "localhost:50051", "The server.");
ABSL_FLAG(int, pid, 0, "Process of the server, for its CPU time; 0: not told.");
ABSL_FLAG(std::string, library, "", "Model bundle; measures the library instead of a server.");
ABSL_FLAG(double, rate, 0, "Calls a second; 0: closed loop.");
ABSL_FLAG(int, in_flight, 4, "Calls at a time in the closed loop.");
ABSL_FLAG(double, seconds, 10, "How long.");
ABSL_FLAG(int, connections, 4, "Connections.");
ABSL_FLAG(absl::Duration, deadline, absl::Seconds(30), "Deadline of each call.");

namespace textanalysis {
namespace {

double CpuSeconds(int pid) {
  std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
  std::string text(std::istreambuf_iterator<char>(stat), {});
  const size_t names_end = text.rfind(')');
  if (names_end == std::string::npos) return 0;
  std::istringstream fields(text.substr(names_end + 2));
  std::vector<std::string> words{std::istream_iterator<std::string>(fields), {}};
  // utime and stime are fields 14 and 15; the name was field 2.
  return (std::stod(words[11]) + std::stod(words[12])) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

double OwnCpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// What became of the calls. Thread-safe.
class Results {
 public:
  void Add(absl::Duration latency, const grpc::Status& status) {
    const std::lock_guard lock(mutex_);
    ++codes_[status.error_code()];
    if (status.ok()) milliseconds_.push_back(absl::ToDoubleMilliseconds(latency));
  }

  nlohmann::ordered_json Summary(double seconds) {
    std::sort(milliseconds_.begin(), milliseconds_.end());
    nlohmann::ordered_json out;
    size_t calls = 0;
    for (const auto& [code, n] : codes_) calls += n;
    out["calls"] = calls;
    out["answered_per_second"] = static_cast<double>(milliseconds_.size()) / seconds;
    for (const auto& [code, n] : codes_) out["codes"][std::to_string(code)] = n;
    for (const auto& [name, share] :
         {std::pair("p50_ms", .5), {"p95_ms", .95}, {"p99_ms", .99}, {"p99.9_ms", .999}}) {
      if (milliseconds_.empty()) break;
      const auto last = static_cast<double>(milliseconds_.size() - 1);
      out[name] = milliseconds_[static_cast<size_t>(share * last)];
    }
    return out;
  }

  size_t answered() const { return milliseconds_.size(); }

 private:
  std::mutex mutex_;
  std::map<int, size_t> codes_;
  std::vector<double> milliseconds_;
};

class Generator {
 public:
  explicit Generator(v1::AnalyzeRequest request) : request_(std::move(request)) {
    for (int k = 0; k < absl::GetFlag(FLAGS_connections); ++k) {
      grpc::ChannelArguments arguments;
      arguments.SetInt("connection", k);  // Channels of equal arguments share a connection.
      arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
      stubs_.push_back(v1::TextAnalysisService::NewStub(grpc::CreateCustomChannel(
          absl::GetFlag(FLAGS_server), grpc::InsecureChannelCredentials(), arguments)));
    }
  }

  void RunOpen(double rate, absl::Time end) {
    const absl::Time begin = absl::Now();
    for (size_t k = 0;; ++k) {
      const absl::Time due = begin + absl::Seconds(static_cast<double>(k) / rate);
      if (due >= end) break;
      absl::SleepFor(due - absl::Now());
      Start(due, nullptr);
    }
    WaitForAll();
  }

  void RunClosed(int in_flight, absl::Time end) {
    for (int k = 0; k < in_flight; ++k) StartNext(end);
    WaitForAll();
  }

  Results& results() { return results_; }

 private:
  struct Call {
    grpc::ClientContext context;
    v1::AnalyzeResponse response;
  };

  void StartNext(absl::Time end) {
    if (absl::Now() < end) Start(absl::Now(), [this, end] { StartNext(end); });
  }

  void Start(absl::Time due, std::function<void()> then) {
    auto* const call = new Call();
    call->context.set_deadline(absl::ToChronoTime(absl::Now() + absl::GetFlag(FLAGS_deadline)));
    ++pending_;
    stubs_[next_++ % stubs_.size()]->async()->Analyze(
        &call->context, &request_, &call->response,
        [this, call, due, then = std::move(then)](const grpc::Status& status) {
          results_.Add(absl::Now() - due, status);
          delete call;
          if (then) then();
          const std::lock_guard lock(mutex_);
          if (--pending_ == 0) idle_.notify_all();
        });
  }

  void WaitForAll() {
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [this] { return pending_ == 0; });
  }

  const v1::AnalyzeRequest request_;
  std::vector<std::unique_ptr<v1::TextAnalysisService::Stub>> stubs_;
  std::atomic<size_t> next_ = 0;
  std::atomic<size_t> pending_ = 0;
  std::mutex mutex_;
  std::condition_variable idle_;
  Results results_;
};

nlohmann::ordered_json MeasureLibrary(const std::string& text) {
  const auto analyzer =
      pipeline::Analyzer::Create(model::Bundle::Open(absl::GetFlag(FLAGS_library)).value()).value();
  const absl::Time end = absl::Now() + absl::Seconds(absl::GetFlag(FLAGS_seconds));
  const double cpu = OwnCpuSeconds();
  size_t calls = 0, quotes = 0;
  for (; absl::Now() < end; ++calls)
    quotes += analyzer->Analyze({.text = text}, {}, {})->quotes.size();
  return {{"calls", calls},
          {"cpu_ms_per_call", 1e3 * (OwnCpuSeconds() - cpu) / static_cast<double>(calls)},
          {"quotes", quotes / calls}};
}

nlohmann::ordered_json MeasureServer(const std::string& text) {
  v1::AnalyzeRequest request;
  request.mutable_document()->set_content(text);
  request.mutable_document()->set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
  Generator generator(std::move(request));
  const int pid = absl::GetFlag(FLAGS_pid);
  const double rate = absl::GetFlag(FLAGS_rate);
  const absl::Time begin = absl::Now(), end = begin + absl::Seconds(absl::GetFlag(FLAGS_seconds));
  const double server_cpu = pid == 0 ? 0 : CpuSeconds(pid), own_cpu = OwnCpuSeconds();
  rate > 0 ? generator.RunOpen(rate, end)
           : generator.RunClosed(absl::GetFlag(FLAGS_in_flight), end);
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  nlohmann::ordered_json out = generator.results().Summary(seconds);
  const auto answered = static_cast<double>(generator.results().answered());
  if (pid != 0) out["server_cpu_ms_per_call"] = 1e3 * (CpuSeconds(pid) - server_cpu) / answered;
  out["generator_cpu_share"] = (OwnCpuSeconds() - own_cpu) / seconds;
  return out;
}

int Main(int argc, char** argv) {
  const std::vector<char*> arguments = absl::ParseCommandLine(argc, argv);
  if (arguments.size() != 2) {
    std::cerr << "benchmark_load [--flags] ARTICLE\n";
    return 2;
  }
  std::ifstream in(arguments[1], std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  std::cout << (absl::GetFlag(FLAGS_library).empty() ? MeasureServer(text) : MeasureLibrary(text))
            << "\n";
  return 0;
}

}  // namespace
}  // namespace textanalysis

int main(int argc, char** argv) { return textanalysis::Main(argc, argv); }
