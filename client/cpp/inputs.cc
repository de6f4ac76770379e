#include "client/cpp/inputs.h"

#include <glob.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "textanalysis/client.h"

namespace textanalysis::command {
namespace {

namespace fs = std::filesystem;

bool BeginsWithMarkup(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  char first = 0;
  return in >> first && first == '<';
}

// A page or text by its name, of which a saved page may keep the query: "story.html?id=3". A name
// without an extension, as of saved addresses, is a page when it begins as one.
bool IsDocument(const fs::path& path) {
  static const std::set<std::string> kSuffixes = {".html", ".htm", ".xhtml", ".txt", ".md"};
  const std::string name = path.filename().string();
  const fs::path named = name.substr(0, name.find('?'));
  const fs::path inner = named.extension() == ".gz" ? named.stem() : named;
  if (inner.has_extension()) return kSuffixes.contains(inner.extension().string());
  return !name.starts_with('.') && BeginsWithMarkup(path);
}

absl::StatusOr<std::vector<std::string>> FilesBelow(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (at->is_regular_file(error) && IsDocument(at->path())) out.push_back(at->path().string());
  }
  if (error) return absl::NotFoundError(absl::StrCat("cannot read ", folder));
  if (out.empty()) {
    return absl::NotFoundError(
        absl::StrCat("no .html, .htm, .xhtml, .txt or .md files below ", folder));
  }
  std::sort(out.begin(), out.end());
  return out;
}

absl::StatusOr<std::vector<std::string>> FilesOf(const std::string& pattern) {
  glob_t found;
  std::vector<std::string> out;
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
    out.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  globfree(&found);
  if (out.empty()) return absl::NotFoundError(absl::StrCat("no file matches ", pattern));
  return out;
}

absl::StatusOr<std::vector<std::string>> FilesFor(const std::string& argument) {
  std::error_code error;
  if (absl::StartsWith(argument, "https://") || absl::StartsWith(argument, "http://")) {
    return absl::InvalidArgumentError(
        absl::StrCat(argument, " is not fetched; save the page, or pipe it: curl -s '", argument,
                     "' | textanalysis …"));
  }
  if (fs::is_directory(argument, error)) return FilesBelow(argument);
  const bool is_pattern = argument.find_first_of("*?[") != std::string::npos;
  if (is_pattern && !fs::exists(argument, error)) return FilesOf(argument);
  return std::vector<std::string>{argument};
}

// Ends a stream of zlib's.
class Inflater {
 public:
  explicit Inflater(std::string* in) {
    stream_.next_in = reinterpret_cast<Bytef*>(in->data());
    stream_.avail_in = static_cast<uInt>(in->size());
    constexpr int kGzip = 16;
    is_ready_ = inflateInit2(&stream_, kGzip + MAX_WBITS) == Z_OK;
  }
  ~Inflater() { inflateEnd(&stream_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Appends all members; false when they are damaged or over the limit.
  bool Append(std::string* out) {
    std::array<char, 1 << 16> block{};
    while (is_ready_ && out->size() <= kMaxDocumentBytes) {
      stream_.next_out = reinterpret_cast<Bytef*>(block.data());
      stream_.avail_out = static_cast<uInt>(block.size());
      const int result = inflate(&stream_, Z_NO_FLUSH);
      out->append(block.data(), block.size() - stream_.avail_out);
      if (result == Z_STREAM_END && stream_.avail_in == 0) return out->size() <= kMaxDocumentBytes;
      is_ready_ = result == Z_OK || (result == Z_STREAM_END && inflateReset(&stream_) == Z_OK);
    }
    return false;
  }

 private:
  z_stream stream_{};
  bool is_ready_ = false;
};

// Reads at most one part more than a document may have.
absl::StatusOr<std::string> ReadAll(std::istream& in, const std::string& path) {
  std::string bytes;
  std::array<char, 1 << 16> part;
  while (bytes.size() <= kMaxDocumentBytes && in) {
    in.read(part.data(), part.size());
    bytes.append(part.data(), static_cast<size_t>(in.gcount()));
  }
  if (in.bad())
    return absl::UnavailableError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  if (bytes.size() > kMaxDocumentBytes) return DocumentTooLarge(path, bytes.size());
  return bytes;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    return absl::NotFoundError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  std::error_code error;
  if (fs::is_directory(path, error)) return absl::NotFoundError(absl::StrCat(path, " is a folder"));
  const bool is_regular = fs::is_regular_file(path, error);
  const uintmax_t size = is_regular ? fs::file_size(path, error) : 0;
  if (!error && size > kMaxDocumentBytes) return DocumentTooLarge(path, size);
  return ReadAll(in, path);
}

// What begins files that are no text; the page knows the same.
struct FileKind {
  std::string_view begin;
  const char* advice;
};

constexpr char kPicture[] = "a picture; type its text, or let a program read it";
constexpr FileKind kOtherFiles[] = {
    {"%PDF-", "a PDF; save its text, or the web page, and name that file"},
    {"PK\x03\x04", "a Word file or an archive; save it as text or HTML, and name that file"},
    {"{\\rtf", "a file in rich text; save it as plain text, and name that file"},
    {"\xD0\xCF\x11\xE0",
     "an old Word file or another of Office; save it as text or HTML, and name that file"},
    {"\x89PNG", kPicture},
    {"\xFF\xD8\xFF", kPicture},
    {"GIF87a", kPicture},
    {"GIF89a", kPicture}};
constexpr char kNoText[] =
    "no text and no web page; open it in the program that it is of, save it as plain text, and "
    "name "
    "that file";

// Whether a text may have bytes of zero: in UTF-16, which a byte order mark or `charset` says.
bool MayHaveZeros(std::string_view bytes, const std::string& charset) {
  return bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE") ||
         absl::StartsWithIgnoreCase(charset, "utf-16") ||
         absl::StartsWithIgnoreCase(charset, "utf16");
}

// What a file is that is no text, and what to do; nothing where it may be one.
const char* WhyNoText(std::string_view bytes, const std::string& charset) {
  const std::string_view begin =
      bytes.substr(std::min(bytes.size(), bytes.find_first_not_of(" \t\n\v\f\r")));
  for (const FileKind& kind : kOtherFiles) {
    if (begin.starts_with(kind.begin)) return kind.advice;
  }
  const bool has_zero = bytes.find('\0') != std::string_view::npos;
  return has_zero && !MayHaveZeros(bytes, charset) ? kNoText : nullptr;
}

absl::StatusOr<std::string> Inflated(std::string bytes, const std::string& path) {
  if (!absl::StartsWith(bytes, "\x1f\x8b")) return bytes;
  std::string inflated;
  if (Inflater(&bytes).Append(&inflated)) return inflated;
  return absl::InvalidArgumentError(
      absl::StrCat(path, " is damaged, or over ", kMaxDocumentBytes >> 20, " MiB inflated"));
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ExpandInputs(const std::vector<std::string>& arguments) {
  if (arguments.empty()) return std::vector<std::string>{"-"};
  std::vector<std::string> out;
  for (const std::string& argument : arguments) {
    absl::StatusOr<std::vector<std::string>> files = FilesFor(argument);
    if (!files.ok()) return files.status();
    std::move(files->begin(), files->end(), std::back_inserter(out));
  }
  return out;
}

absl::StatusOr<std::string> ReadInput(const std::string& path, const std::string& charset) {
  absl::StatusOr<std::string> read = path == "-" ? ReadAll(std::cin, path) : ReadFile(path);
  if (!read.ok()) return read.status();
  absl::StatusOr<std::string> bytes = Inflated(*std::move(read), path);
  if (!bytes.ok()) return bytes.status();
  const char* const why = WhyNoText(*bytes, charset);
  if (why == nullptr) return bytes;
  return absl::InvalidArgumentError(
      absl::StrCat(path == "-" ? "standard input" : path, " is ", why));
}

}  // namespace textanalysis::command
