#include "service/dictionaries/dictionary_files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"

namespace textanalysis::dictionaries {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

absl::Status AtLine(const std::string& path, size_t line, const absl::Status& status) {
  const std::optional<text::ErrorDetail> detail = text::GetErrorDetail(status);
  const std::string field = detail && !detail->field.empty() ? detail->field + ": " : "";
  return absl::InvalidArgumentError(absl::StrCat(path, ":", line, ": ", field, status.message()));
}

// Calls `take` with each entry of a file.
absl::Status ForEachEntry(const std::string& path,
                          const std::function<absl::Status(dictionary::Entry)>& take) {
  if (path.empty()) return absl::InvalidArgumentError("the name of a dictionary's file is empty");
  // Opening another kind of file may wait for ever, and so may reading it.
  struct stat info {};
  if (stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode))
    return absl::FailedPreconditionError(
        absl::StrCat("cannot read ", path, ": it is no regular file"));
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return absl::NotFoundError(absl::StrCat("cannot read ", path, ": ", std::strerror(errno)));
  std::string line;
  for (size_t number = 1; std::getline(file, line); ++number) {
    std::string_view content = line;
    if (number == 1 && content.starts_with(kByteOrderMark))
      content.remove_prefix(kByteOrderMark.size());
    absl::StatusOr<std::optional<dictionary::Entry>> entry = dictionary::ParseLine(content);
    if (!entry.ok()) return AtLine(path, number, entry.status());
    if (!entry->has_value()) continue;
    if (absl::Status status = take(**std::move(entry)); !status.ok())
      return AtLine(path, number, status);
  }
  if (file.bad() || !file.eof()) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  return absl::OkStatus();
}

size_t BytesOf(const std::vector<std::string>& paths) {
  size_t bytes = 0;
  for (const std::string& path : paths) {
    struct stat info {};
    if (stat(path.c_str(), &info) == 0) bytes += static_cast<size_t>(info.st_size);
  }
  return bytes;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const dictionary::Dictionary>> ReadDictionary(
    const std::vector<std::string>& paths) {
  dictionary::Dictionary::Builder builder(BytesOf(paths));
  for (const std::string& path : paths) {
    const size_t before = builder.num_aliases();
    const auto add = [&builder](const dictionary::Entry& entry) { return builder.Add(entry); };
    if (absl::Status status = ForEachEntry(path, add); !status.ok()) return status;
    if (builder.num_aliases() == before)
      return absl::InvalidArgumentError(absl::StrCat(path, " names nobody"));
  }
  return std::move(builder).Build();
}

absl::StatusOr<std::vector<dictionary::Entry>> ReadEntries(const std::vector<std::string>& paths,
                                                           size_t most) {
  std::vector<dictionary::Entry> out;
  const auto take = [&out, most](dictionary::Entry entry) {
    if (out.size() == most)
      return absl::InvalidArgumentError(absl::StrCat("there are more than ", most, " entries"));
    out.push_back(std::move(entry));
    return absl::OkStatus();
  };
  for (const std::string& path : paths) {
    if (absl::Status status = ForEachEntry(path, take); !status.ok()) return status;
  }
  return out;
}

absl::StatusOr<std::unique_ptr<DictionaryFiles>> DictionaryFiles::Open(
    std::vector<std::string> paths) {
  std::unique_ptr<DictionaryFiles> files(new DictionaryFiles(std::move(paths)));
  if (absl::StatusOr<bool> read = files->Reload(); !read.ok()) return read.status();
  return files;
}

std::vector<DictionaryFiles::Stamp> DictionaryFiles::Look() const {
  std::vector<Stamp> stamps;
  for (const std::string& path : paths_) {
    struct stat info {};
    if (stat(path.c_str(), &info) != 0) info = {};
    stamps.push_back(
        {info.st_dev, info.st_ino, info.st_size, {info.st_mtim.tv_sec, info.st_mtim.tv_nsec}});
  }
  return stamps;
}

absl::StatusOr<bool> DictionaryFiles::Reload() {
  const std::lock_guard reload_lock(reload_mutex_);
  std::vector<Stamp> stamps = Look();
  if (stamps == stamps_) return false;
  stamps_ = std::move(stamps);
  auto dictionary = ReadDictionary(paths_);
  if (!dictionary.ok()) return dictionary.status();
  const std::lock_guard lock(mutex_);
  dictionary_ = *std::move(dictionary);
  return true;
}

std::shared_ptr<const dictionary::Dictionary> DictionaryFiles::current() const {
  const std::lock_guard lock(mutex_);
  return dictionary_;
}

}  // namespace textanalysis::dictionaries
