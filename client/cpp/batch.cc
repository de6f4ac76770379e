#include "client/cpp/batch.h"

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
  const auto response = Call(client, options.rpc, *document, options.encoding);
  if (!response.ok()) return Fail(id, response.status());
  return {absl::StrCat("{\"id\":", id.dump(), ",\"response\":", ToJson(**response, false), "}")};
}

class Progress {
 public:
  explicit Progress(bool shown) : shown_(shown) {}
  void Show(const BatchResult& result) {
    if (!shown_ || absl::Now() - last_ < absl::Milliseconds(200)) return;
    last_ = absl::Now();
    const double rate = static_cast<double>(result.lines) / absl::ToDoubleSeconds(last_ - begin_);
    std::cerr << absl::StrFormat("\r%d documents, %.0f a second, %d failed ", result.lines, rate,
                                 result.failed);
  }
  ~Progress() {
    if (shown_) std::cerr << "\n";
  }

 private:
  const bool shown_;
  const absl::Time begin_ = absl::Now();
  absl::Time last_ = absl::InfinitePast();
};

}  // namespace

BatchResult RunBatch(const Client& client, const BatchOptions& options, std::istream& in,
                     std::ostream& out) {
  BatchResult result;
  Progress progress(options.progress);
  std::deque<std::future<Answer>> pending;
  const auto finish_first = [&] {
    const Answer answer = pending.front().get();
    pending.pop_front();
    out << answer.line << "\n" << std::flush;
    ++result.lines;
    result.failed += answer.failed;
    progress.Show(result);
  };
  size_t skip = options.skip;
  for (std::string line; std::getline(in, line);) {
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
