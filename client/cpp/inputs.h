// Files, folders and patterns of the command line.

#ifndef TEXTANALYSIS_CLIENT_CPP_INPUTS_H_
#define TEXTANALYSIS_CLIENT_CPP_INPUTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace textanalysis::command {

// Returns the files that arguments name, in order: a folder stands for the pages and texts below it
// (.html, .htm, .xhtml, .txt, .md, and these with .gz), a pattern that names no file for the files
// that it matches. None stand for standard input, "-".
//   Errors: NotFound for a folder or a pattern without files.
absl::StatusOr<std::vector<std::string>> ExpandInputs(const std::vector<std::string>& arguments);

// Reads a file, or standard input for "-"; what gzip compressed is inflated. `charset` is what is
// stated of it, if anything is.
//   Errors: NotFound when it cannot be opened, Unavailable when it cannot be read to its end;
//   InvalidArgument when it is over 64 MiB, of which no more is read, or is gzip that is damaged or
//   over 64 MiB inflated, or is known by its first bytes, or by a byte of zero, to be no text (a PDF, a
//   Word file, a picture); the error says what it is and what to do.
absl::StatusOr<std::string> ReadInput(const std::string& path, const std::string& charset = "");

}  // namespace textanalysis::command

#endif  // TEXTANALYSIS_CLIENT_CPP_INPUTS_H_
