// The model bundle: one read-only file with every lexicon and weight that the analysers use.
//
// Layout, little-endian: 8 bytes of magic, u32 format version, u32 number of sections, u64 FNV-1a
// of that number and all that follows; then for each section a 32-byte NUL-padded name, u64 offset
// from the file's begin, u64 size; then the sections, each aligned to 64 bytes.
//
// What belongs to a language is named by its BCP-47 code and a slash, "en/titles"; section
// "languages" lists the codes, one a line, the first for texts whose language is open.
//
//   absl::StatusOr<std::shared_ptr<const Bundle>> bundle = Bundle::Open(path);
//   std::string_view titles = bundle->Section("titles");

#ifndef TEXTANALYSIS_ANALYSIS_MODEL_BUNDLE_H_
#define TEXTANALYSIS_ANALYSIS_MODEL_BUNDLE_H_

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace textanalysis::model {

// Immutable; safe for any number of threads. Views of sections live as long as the bundle.
class Bundle {
 public:
  // Reads the file at `path` into memory of its own and verifies its checksum: what happens to the
  // file afterwards does not matter.
  //   Errors: NotFound when it cannot be read, DataLoss when it is damaged, FailedPrecondition when
  //   its format is of another version; the message is one line and names the path.
  //   Cost: O(file size) once, and as much memory.
  static absl::StatusOr<std::shared_ptr<const Bundle>> Open(const std::string& path);

  // Reads a bundle from memory; `bytes` is kept. `name` stands in error messages.
  static absl::StatusOr<std::shared_ptr<const Bundle>> FromBytes(std::string bytes,
                                                                 std::string_view name);

  virtual ~Bundle() = default;
  Bundle(const Bundle&) = delete;
  Bundle& operator=(const Bundle&) = delete;

  // Returns the section's bytes, or nothing for a name that the bundle lacks.
  std::string_view Section(std::string_view name) const;

  // Returns the codes of the languages that the bundle serves, the default first.
  std::vector<std::string> Languages() const;

  // Returns `bundle` as the analysers of a language see it: the sections of `language` by their bare
  // names, and those that belong to no language. Keeps `bundle`.
  static std::shared_ptr<const Bundle> ForLanguage(std::shared_ptr<const Bundle> bundle,
                                                   std::string_view language);

  // Version of the data, from section "version": "2026.11.28".
  std::string version() const { return std::string(Section("version")); }

 protected:
  Bundle() = default;
  // Checks `bytes` and indexes its sections.
  absl::Status Index(std::string_view bytes, std::string_view name);
  // Sees the sections of `whole` as those of a language.
  void IndexLanguage(const Bundle& whole, std::string_view language);

 private:
  std::map<std::string_view, std::string_view, std::less<>> sections_;
};

// Returns the bytes of a bundle that holds `sections`; what Bundle::Open reads.
//   Requires: names of at most 31 bytes.
std::string WriteBundle(const std::map<std::string, std::string>& sections);

}  // namespace textanalysis::model

#endif  // TEXTANALYSIS_ANALYSIS_MODEL_BUNDLE_H_
