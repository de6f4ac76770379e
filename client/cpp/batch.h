// Runs a file of JSON lines through the service.

#ifndef TEXTANALYSIS_CLIENT_CPP_BATCH_H_
#define TEXTANALYSIS_CLIENT_CPP_BATCH_H_

#include <iosfwd>
#include <string>

#include "client/cpp/documents.h"
#include "textanalysis/client.h"

namespace textanalysis::command {

// How to run a batch.
struct BatchOptions {
  Rpc rpc = Rpc::kAnalyze;
  RequestOptions request{};
  std::string folder = ".";  // Where the paths of "file" members begin.
  size_t in_flight = 8;      // Calls at once; bounds the memory.
  size_t skip = 0;           // Lines that an earlier run answered.
  bool progress = false;     // Show a bar with rate and time left on standard error.
  size_t total_bytes = 0;    // Size of the input, for the time left; 0: unknown.
};

// What a batch came to.
struct BatchResult {
  size_t lines = 0;
  size_t failed = 0;
};

// Answers each line of `in` with one line of `out`, in order; a line that fails gets an "error" in
// its place.
BatchResult RunBatch(const Client& client, const BatchOptions& options, std::istream& in,
                     std::ostream& out);

// Returns the number of whole lines in the file at `path`, and cuts off a last one that is not
// whole; 0 where there is no such file yet.
absl::StatusOr<size_t> CountAnswered(const std::string& path);

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_BATCH_H_
