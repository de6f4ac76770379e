#include "client/cpp/batch.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
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

// The id of a line of input, as JSON.
std::string IdOf(const std::string& line) {
  const json parsed = ParseLine(line);
  return (parsed.is_object() ? parsed.value("id", json()) : json()).dump();
}

Answer AnswerLine(const Client& client, const BatchOptions& options, std::string line) {
  json parsed = ParseLine(line);
  std::string().swap(line);  // A line may be long, and is in `parsed`.
  if (!parsed.is_object())
    return Fail(nullptr, absl::InvalidArgumentError(
                             "the line is no JSON object, nests too deep, or is over 128 MiB"));
  const json id = parsed.value("id", json());
  absl::StatusOr<v1::Document> document = ParseDocument(std::move(parsed), options.folder);
  if (!document.ok()) return Fail(id, document.status());
  const auto response = Call(client, options.rpc, *std::move(document), options.request);
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

absl::StatusOr<BatchResult> RunBatch(const Client& client, const BatchOptions& options,
                                     std::istream& in, std::ostream& out) {
  BatchResult result;
  Progress progress(options);
  size_t read_bytes = 0, number = 0;
  std::deque<std::future<Answer>> pending;
  const auto finish_first = [&] {
    const Answer answer = pending.front().get();
    pending.pop_front();
    out << answer.line << "\n" << std::flush;
    ++result.lines;
    result.failed += answer.failed;
    progress.Show(result, read_bytes);
  };
  size_t line_bytes = 0;
  for (std::string line; out && ReadLine(in, &line, &line_bytes);) {
    read_bytes += line_bytes + 1;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (number < options.answered.size()) {
      if (IdOf(line) == options.answered[number++]) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("answer ", number, " of the earlier run is not to line ", number,
                       " of this input; name its own input, or another output"));
    }
    if (pending.size() >= options.in_flight) finish_first();
    pending.push_back(std::async(std::launch::async,
                                 [&client, &options, line = std::exchange(line, {})]() mutable {
                                   return AnswerLine(client, options, std::move(line));
                                 }));
  }
  if (number < options.answered.size() && out)
    return absl::InvalidArgumentError("the earlier run answered more lines than this input has");
  while (!pending.empty() && out) finish_first();
  if (!out) {
    return absl::UnavailableError(absl::StrCat("cannot write the output: ", std::strerror(errno),
                                               "; ", result.lines, " lines were answered"));
  }
  return result;
}

absl::StatusOr<std::vector<std::string>> ReadAnswered(const std::string& path) {
  std::vector<std::string> ids;
  if (!std::filesystem::exists(path)) return ids;
  std::ifstream in(path, std::ios::binary);
  if (!std::filesystem::is_regular_file(path) || !in)
    return absl::InvalidArgumentError(absl::StrCat("cannot read ", path, ", or it is not a file"));
  constexpr std::string_view kBegin = "{\"id\":";
  uintmax_t whole = 0;
  for (std::string line; std::getline(in, line);) {
    const bool is_whole = !in.eof();
    const json parsed = is_whole ? ParseLine(line) : json();
    const bool is_answer = parsed.is_object() && parsed.contains("id") &&
                           parsed.contains("response") != parsed.contains("error");
    const bool is_begun = !is_whole && line.compare(0, kBegin.size(), kBegin, 0, line.size()) == 0;
    if (!is_answer && !is_begun) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", ids.size() + 1, " of ", path, " is not an answer of a batch"));
    }
    if (!is_whole) break;
    ids.push_back(parsed["id"].dump());
    whole += line.size() + 1;
  }
  in.close();
  std::error_code error;
  std::filesystem::resize_file(path, whole, error);
  if (error) return absl::UnavailableError(absl::StrCat("cannot cut the last line of ", path));
  return ids;
}

}  // namespace textanalysis::command
