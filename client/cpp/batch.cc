#include "client/cpp/batch.h"

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <future>
#include <iostream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"

namespace textanalysis::command {
namespace {

using nlohmann::json;

struct Answer {
  std::string line;
  bool failed = false;
};

Answer Fail(json id, const absl::Status& status) {
  return {json{{"id", std::move(id)}, {"error", ErrorToJson(status)}}.dump(
              -1, ' ', false, json::error_handler_t::replace),
          true};
}

Answer AnswerLine(const Client& client, const BatchOptions& options, const std::string& line) {
  const json parsed = json::parse(line, nullptr, false);
  if (!parsed.is_object())
    return Fail(nullptr, absl::InvalidArgumentError("the line is not a JSON object"));
  const json id = parsed.value("id", json());
  const absl::StatusOr<v1::Document> document = ParseDocument(parsed, options.folder);
  if (!document.ok()) return Fail(id, document.status());
  const auto response = Call(client, options.rpc, *document, options.request);
  if (!response.ok()) return Fail(id, response.status());
  return {absl::StrCat("{\"id\":", id.dump(), ",\"response\":", ToJson(**response, false), "}")};
}

// "[=====>    ] 120 documents, 45 a second, 0 failed, 12 s left"
class Progress {
 public:
  explicit Progress(const BatchOptions& options) : options_(options) {}
  ~Progress() {
    if (options_.progress) std::cerr << "\n";
  }

  void Show(const BatchResult& result, size_t read_bytes) {
    if (!options_.progress || absl::Now() - last_ < kInterval) return;
    last_ = absl::Now();
    const double seconds = absl::ToDoubleSeconds(last_ - begin_);
    std::cerr << "\r" << Bar(read_bytes)
              << absl::StrFormat("%d documents, %.0f a second, %d failed", result.lines,
                                 static_cast<double>(result.lines) / seconds, result.failed);
    if (read_bytes > 0 && options_.total_bytes > 0) {
      std::cerr << absl::StrFormat(", %.0f s left ", seconds * (1 / Share(read_bytes) - 1));
    }
  }

 private:
  static constexpr absl::Duration kInterval = absl::Milliseconds(200);
  static constexpr size_t kBarColumns = 20;

  double Share(size_t read_bytes) const {
    return static_cast<double>(read_bytes) / static_cast<double>(options_.total_bytes);
  }

  std::string Bar(size_t read_bytes) const {
    if (options_.total_bytes == 0) return "";
    const size_t done = std::min(kBarColumns, static_cast<size_t>(Share(read_bytes) * kBarColumns));
    return absl::StrCat("[", std::string(done, '='), std::string(kBarColumns - done, ' '), "] ");
  }

  const BatchOptions& options_;
  const absl::Time begin_ = absl::Now();
  absl::Time last_ = absl::InfinitePast();
};

}  // namespace

BatchResult RunBatch(const Client& client, const BatchOptions& options, std::istream& in,
                     std::ostream& out) {
  BatchResult result;
  Progress progress(options);
  size_t read_bytes = 0;
  std::deque<std::future<Answer>> pending;
  const auto finish_first = [&] {
    const Answer answer = pending.front().get();
    pending.pop_front();
    out << answer.line << "\n" << std::flush;
    ++result.lines;
    result.failed += answer.failed;
    progress.Show(result, read_bytes);
  };
  size_t skip = options.skip;
  for (std::string line; std::getline(in, line);) {
    read_bytes += line.size() + 1;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (skip > 0) {
      --skip;
      continue;
    }
    if (pending.size() >= options.in_flight) finish_first();
    pending.push_back(std::async(std::launch::async, [&client, &options, line] {
      return AnswerLine(client, options, line);
    }));
  }
  while (!pending.empty()) finish_first();
  return result;
}

absl::StatusOr<size_t> CountAnswered(const std::string& path) {
  if (!std::filesystem::exists(path)) return 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  size_t lines = 0;
  uintmax_t whole = 0;
  for (std::string line; std::getline(in, line) && !in.eof();) {
    ++lines;
    whole += line.size() + 1;
  }
  std::error_code error;
  std::filesystem::resize_file(path, whole, error);
  if (error) return absl::UnavailableError(absl::StrCat("cannot cut the last line of ", path));
  return lines;
}

}  // namespace textanalysis::command
