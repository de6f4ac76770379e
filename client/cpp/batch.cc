#include "client/cpp/batch.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>
#include <functional>
#include <future>
#include <iostream>
#include <new>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "client/cpp/pretty.h"

namespace textanalysis::command {
namespace {

using nlohmann::json;

struct Answer {
  std::string line;
  bool failed = false;
  bool has_assumed_charset = false;
};

// A line of output. The id stands first, by which a line that was cut off is known as one.
std::string LineOf(const json& id, Rpc rpc, const char* member, const std::string& value) {
  return absl::StrCat("{\"id\":", id.dump(), ",\"rpc\":\"", NameOf(rpc), "\",\"", member,
                      "\":", value, "}");
}

Answer Fail(const json& id, Rpc rpc, const absl::Status& status) {
  const std::string error =
      ErrorToJson(status).dump(-1, ' ', false, json::error_handler_t::replace);
  return {LineOf(id, rpc, "error", error), true};
}

// Whether a line may be called so: a string or an integer of at most 64 bits. An absent id is null.
bool IsId(const json& id) { return id.is_null() || id.is_string() || id.is_number_integer(); }

// The id of a line of input or output; null where it cannot be told.
json IdOf(const ParsedLine& line) {
  if (!line.value.is_object()) return nullptr;
  json id = line.value.value("id", json());
  return IsId(id) ? id : json();
}

// A line of input, with its place among the lines.
struct Line {
  std::string text;
  size_t number;
};

absl::Status AtLine(size_t number, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat("line ", number, ": ", status.message()));
}

Answer AnswerLine(const Client& client, const BatchOptions& options, Line line) {
  ParsedLine parsed = ParseLine(line.text);
  std::string().swap(line.text);  // A line may be long, and is in `parsed`.
  const json id = IdOf(parsed);
  if (parsed.status.ok() && !IsId(parsed.value.value("id", json())))
    parsed.status = absl::InvalidArgumentError(
        "member \"id\" is neither a string nor an integer of at most 64 bits");
  if (!parsed.status.ok()) return Fail(id, options.rpc, AtLine(line.number, parsed.status));
  const bool are_pages = options.request.defaults.type() == v1::DOCUMENT_TYPE_HTML;
  std::string assumed;
  absl::StatusOr<v1::Document> document =
      ParseDocument(std::move(parsed.value), options.folder,
                    are_pages ? nullptr : options.request.decode_file, &assumed);
  if (!document.ok()) return Fail(id, options.rpc, document.status());
  const auto response = Call(client, options.rpc, *std::move(document), options.request);
  if (!response.ok()) return Fail(id, options.rpc, response.status());
  return {.line = LineOf(id, options.rpc, "response", ToJson(**response, false)),
          .has_assumed_charset = !assumed.empty()};
}

// Memory that one line lacks does not end the run.
Answer AnswerLineInMemory(const Client& client, const BatchOptions& options, Line line) {
  const size_t number = line.number;
  try {
    return AnswerLine(client, options, std::move(line));
  } catch (const std::bad_alloc&) {
    return Fail(nullptr, options.rpc,
                AtLine(number, absl::ResourceExhaustedError("needs more memory than there is")));
  }
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

// Whether a line of output says that it is of another method.
bool IsOfAnother(const json& line, Rpc rpc) {
  return line.contains("rpc") && line["rpc"] != NameOf(rpc);
}

// Whether a line of output is what a batch of `rpc` answers, or one of another method.
bool IsAnswer(const json& line, Rpc rpc) {
  if (!line.contains("id") || !IsId(line["id"]) ||
      line.contains("response") == line.contains("error"))
    return false;
  if (line.contains("error")) return IsError(line["error"]);
  return IsOfAnother(line, rpc) || IsResponse(line["response"], rpc);
}

// `error` is the system's, or 0 where it gave none.
absl::Status CannotGoOn(const char* what, int error, const BatchResult& result) {
  return absl::UnavailableError(absl::StrCat(
      "cannot ", what, error == 0 ? "" : ": ", error == 0 ? "" : std::strerror(error), "; ",
      result.lines == 0   ? "no line was"
      : result.lines == 1 ? "1 line was"
                          : absl::StrCat(result.lines, " lines were"),
      " answered"));
}

}  // namespace

absl::StatusOr<BatchResult> RunBatch(const Client& client, const BatchOptions& options,
                                     std::istream& in, std::ostream& out) {
  BatchResult result;
  Progress progress(options);
  size_t read_bytes = 0, line_bytes = 0, line_number = 0, number = 0;
  int write_error = 0;  // Of the last line that was written.
  std::deque<std::future<Answer>> pending;
  const auto finish_first = [&] {
    const Answer answer = pending.front().get();
    pending.pop_front();
    errno = 0;
    out << (options.is_for_terminal ? Printable(answer.line) : answer.line) << "\n" << std::flush;
    write_error = errno;
    if (!out) return;
    ++result.lines;
    result.failed += answer.failed;
    result.assumed_charsets += answer.has_assumed_charset;
    progress.Show(result, read_bytes);
  };
  for (std::string line; out && ReadLine(in, &line, &line_bytes);) {
    read_bytes += line_bytes + 1;
    ++line_number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (number < options.answered.size()) {
      if (IdOf(ParseLine(line)).dump() == options.answered[number++]) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("answer ", number, " of the earlier run is not to line ", number,
                       " of this input; name its own input, or another output"));
    }
    if (pending.size() >= options.in_flight) finish_first();
    pending.push_back(std::async(std::launch::async, &AnswerLineInMemory, std::cref(client),
                                 std::cref(options), Line{std::exchange(line, {}), line_number}));
  }
  const int read_error = errno;
  while (!pending.empty() && out) finish_first();
  if (!out) return CannotGoOn("write the output", write_error, result);
  if (in.bad()) return CannotGoOn("read the input", read_error, result);
  if (number < options.answered.size())
    return absl::InvalidArgumentError("the earlier run answered more lines than this input has");
  return result;
}

absl::StatusOr<std::vector<std::string>> ReadAnswered(const std::string& path, Rpc rpc) {
  std::vector<std::string> ids;
  if (!std::filesystem::exists(path)) return ids;
  std::ifstream in(path, std::ios::binary);
  if (!std::filesystem::is_regular_file(path) || !in)
    return absl::InvalidArgumentError(absl::StrCat("cannot read ", path, ", or it is not a file"));
  constexpr std::string_view kBegin = "{\"id\":";
  uintmax_t whole = 0;
  for (std::string line; std::getline(in, line);) {
    const bool is_whole = !in.eof();
    const ParsedLine parsed = is_whole ? ParseLine(line) : ParsedLine();
    const bool is_answer = parsed.status.ok() && IsAnswer(parsed.value, rpc);
    const bool is_begun = !is_whole && line.compare(0, kBegin.size(), kBegin, 0, line.size()) == 0;
    if (!is_answer && !is_begun) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", ids.size() + 1, " of ", path, " is not an answer of a batch"));
    }
    if (!is_whole) break;
    if (IsOfAnother(parsed.value, rpc)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "line ", ids.size() + 1, " of ", path,
          " is an answer of --rpc=", parsed.value["rpc"].dump(), "; name that, or another output"));
    }
    ids.push_back(IdOf(parsed).dump());
    whole += line.size() + 1;
  }
  if (in.bad())
    return absl::UnavailableError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  in.close();
  std::error_code error;
  std::filesystem::resize_file(path, whole, error);
  if (error) return absl::UnavailableError(absl::StrCat("cannot cut the last line of ", path));
  return ids;
}

}  // namespace textanalysis::command
