// The dictionary of a server, read from files and read anew while it serves.

#ifndef TEXTANALYSIS_SERVICE_DICTIONARIES_DICTIONARY_FILES_H_
#define TEXTANALYSIS_SERVICE_DICTIONARIES_DICTIONARY_FILES_H_

#include <sys/stat.h>

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "analysis/dictionary/dictionary.h"
#include "analysis/dictionary/entry.h"

namespace textanalysis::dictionaries {

// Reads `paths` as one dictionary.
//   Errors: NotFound for a file that cannot be read; InvalidArgument for a damaged line, with file,
//   line and reason, and for files that name nobody.
absl::StatusOr<std::shared_ptr<const dictionary::Dictionary>> ReadDictionary(
    const std::vector<std::string>& paths);

// Reads the entries of `paths`, of which there may be `most`.
//   Errors: as above; InvalidArgument where there are more.
absl::StatusOr<std::vector<dictionary::Entry>> ReadEntries(const std::vector<std::string>& paths,
                                                           size_t most);

// Thread-safe.
class DictionaryFiles {
 public:
  // Reads the files.
  //   Errors: ReadDictionary()'s.
  static absl::StatusOr<std::unique_ptr<DictionaryFiles>> Open(std::vector<std::string> paths);

  // Reads the files again where one has changed; true when there is a new dictionary. Both are in
  // memory until the last call that began with the old one has ended.
  //   Errors: as Open(), once for each change; the old dictionary stays.
  absl::StatusOr<bool> Reload();

  // The dictionary that is served.
  std::shared_ptr<const dictionary::Dictionary> current() const;

 private:
  // What tells that a file has changed.
  struct Stamp {
    dev_t device = 0;
    ino_t inode = 0;
    off_t bytes = 0;
    std::pair<time_t, long> modified{};

    bool operator==(const Stamp&) const = default;
  };

  explicit DictionaryFiles(std::vector<std::string> paths) : paths_(std::move(paths)) {}
  std::vector<Stamp> Look() const;

  const std::vector<std::string> paths_;
  std::mutex reload_mutex_;
  std::vector<Stamp> stamps_;  // Guarded by reload_mutex_.
  mutable std::mutex mutex_;
  std::shared_ptr<const dictionary::Dictionary> dictionary_;  // Guarded by mutex_.
};

}  // namespace textanalysis::dictionaries

#endif  // TEXTANALYSIS_SERVICE_DICTIONARIES_DICTIONARY_FILES_H_
