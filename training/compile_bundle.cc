// compile_bundle OUT FILE… [--language CODE FILE…]…: packs files into a model bundle, a section
// each, named by the file's stem; what follows a language belongs to it. The first language is the
// one for texts whose language is open.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string_view>

#include "analysis/model/bundle.h"

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: compile_bundle OUT FILE… [--language CODE FILE…]…\n";
    return 2;
  }
  std::map<std::string, std::string> sections;
  std::string prefix;
  for (int k = 2; k < argc; ++k) {
    if (std::string_view(argv[k]) == "--language" && k + 1 < argc) {
      sections["languages"] += std::string(argv[++k]) + "\n";
      prefix = std::string(argv[k]) + "/";
      continue;
    }
    std::ifstream in(argv[k], std::ios::binary);
    if (!in) {
      std::cerr << "compile_bundle: cannot read " << argv[k] << "\n";
      return 1;
    }
    sections[prefix + std::filesystem::path(argv[k]).stem().string()] = {
        std::istreambuf_iterator<char>(in), {}};
  }
  std::string& version = sections["version"];
  version.erase(version.find_last_not_of('\n') + 1);
  // Renamed into place: a server that has mapped the old file keeps it.
  const std::string fresh = std::string(argv[1]) + ".new";
  std::ofstream out(fresh, std::ios::binary);
  out << textanalysis::model::WriteBundle(sections);
  out.close();
  return out.good() && std::rename(fresh.c_str(), argv[1]) == 0 ? 0 : 1;
}
