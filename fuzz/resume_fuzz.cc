#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "client/cpp/batch.h"
#include "textanalysis/client.h"

namespace {

std::string Content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A batch whose input is what was answered asks nobody anything.
bool IsContinued(const std::vector<std::string>& answered) {
  static const textanalysis::Client kNobody(
      textanalysis::Client::Connect({.target = "127.0.0.1:1"}), {});
  std::string lines;
  for (const std::string& id : answered) lines += "{\"id\":" + id + "}\n";
  std::istringstream in(lines);
  std::ostringstream out;
  textanalysis::command::BatchOptions options;
  options.answered = answered;
  const auto run = textanalysis::command::RunBatch(kNobody, options, in, out);
  return run.ok() && run->lines == 0 && out.str().empty();
}

}  // namespace

// The output of an earlier run: it is refused and stays as it is, or its whole lines are kept, an
// answer each, and the batch goes on after them.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string kPath =
      std::filesystem::temp_directory_path() / ("resume-" + std::to_string(getpid()) + ".jsonl");
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  std::ofstream(kPath, std::ios::binary | std::ios::trunc) << bytes;
  const auto answered =
      textanalysis::command::ReadAnswered(kPath, textanalysis::command::Rpc::kAnalyze);
  const std::string left = Content(kPath);
  std::filesystem::remove(kPath);
  if (!answered.ok()) {
    if (left != bytes) std::abort();
    return 0;
  }
  if (left != bytes.substr(0, bytes.rfind('\n') + 1)) std::abort();
  if (!IsContinued(*answered)) std::abort();
  return 0;
}
