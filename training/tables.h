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

// Returns a bundle with a section for each DIR/*.tsv and DIR/en/*.tsv, and each file of MODELS when
// it is given.
inline std::shared_ptr<const model::Bundle> ReadTables(const std::filesystem::path& dir,
                                                       const std::filesystem::path& models = {}) {
  std::map<std::string, std::string> sections;
  for (const auto& folder : {dir, dir / "en", models}) {
    if (folder.empty()) continue;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (!entry.is_regular_file() || (folder != models && entry.path().extension() != ".tsv"))
        continue;
      std::ifstream in(entry.path(), std::ios::binary);
      sections[entry.path().stem()] = {std::istreambuf_iterator<char>(in), {}};
    }
  }
  return *model::Bundle::FromBytes(model::WriteBundle(sections), "tables");
}

}  // namespace textanalysis::training

#endif  // TEXTANALYSIS_TRAINING_TABLES_H_
