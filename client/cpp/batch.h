// Runs a file of JSON lines through the service.

#ifndef TEXTANALYSIS_CLIENT_CPP_BATCH_H_
#define TEXTANALYSIS_CLIENT_CPP_BATCH_H_

#include <iosfwd>
#include <string>
#include <vector>

#include "client/cpp/documents.h"
#include "textanalysis/client.h"

namespace textanalysis::command {

// How to run a batch.
struct BatchOptions {
  Rpc rpc = Rpc::kAnalyze;
  RequestOptions request{};
  std::string folder = ".";             // Where the paths of "file" members begin.
  size_t in_flight = 8;                 // Calls at once; bounds the memory.
  std::vector<std::string> answered{};  // By ReadAnswered(): lines that are not asked again.
  bool progress = false;                // Show a bar with rate and time left on standard error.
  bool is_for_terminal = false;         // Answers are made Printable().
  size_t total_bytes = 0;               // Size of the input, for the time left; 0: unknown.
};

// What a batch came to.
struct BatchResult {
  size_t lines = 0;
  size_t failed = 0;
  size_t assumed_charsets = 0;  // Files of text that are not UTF-8, and say of no other charset.
};

// Answers each line of `in` with one line of `out`, in order: {"id", "rpc", "response"}, or "error" in
// place of the response for a line that fails.
//   Errors: Unavailable when `out` cannot be written, or `in` not read to its end; InvalidArgument when
//   what is answered is not the begin of `in`.
absl::StatusOr<BatchResult> RunBatch(const Client& client, const BatchOptions& options,
                                     std::istream& in, std::ostream& out);

// Returns the id of each answer in the file at `path`, as JSON, and cuts off a last line that is not
// whole; none where there is no such file yet.
//   Errors: InvalidArgument, with the file as it was, when it is not the output of a batch of `rpc`;
//   answers that do not say their method may be any one's.
absl::StatusOr<std::vector<std::string>> ReadAnswered(const std::string& path, Rpc rpc);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_BATCH_H_
