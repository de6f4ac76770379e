// The lexicons of data/ as a bundle, for trainers.

#ifndef TEXTANALYSIS_TRAINING_TABLES_H_
#define TEXTANALYSIS_TRAINING_TABLES_H_

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>

#include "analysis/model/bundle.h"

namespace textanalysis::training {

// Adds a section for each file of `folder` whose name ends with `extension`; of one that is not there,
// none.
inline void AddSections(const std::filesystem::path& folder, const std::string& extension,
                        std::map<std::string, std::string>* sections) {
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
    if (!entry.is_regular_file() || !entry.path().string().ends_with(extension)) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    (*sections)[entry.path().stem()] = {std::istreambuf_iterator<char>(in), {}};
  }
}

// Returns a bundle of DIR/*.tsv and DIR/en/*.tsv, and of the files of MODELS and MODELS/en when it is
// given.
inline std::shared_ptr<const model::Bundle> ReadTables(const std::filesystem::path& dir,
                                                       const std::filesystem::path& models = {}) {
  std::map<std::string, std::string> sections;
  for (const auto& folder : {dir, dir / "en"}) AddSections(folder, ".tsv", &sections);
  if (!models.empty()) {
    for (const auto& folder : {models, models / "en"}) AddSections(folder, "", &sections);
  }
  return *model::Bundle::FromBytes(model::WriteBundle(sections), "tables");
}

}  // namespace textanalysis::training

#endif  // TEXTANALYSIS_TRAINING_TABLES_H_
