// compile_bundle OUT FILE… [--language CODE FILE…]…: packs files into a model bundle, a section
// each, named by the file's stem; tables go without their comments. What follows a language belongs to it. The first language is the
// one for texts whose language is open.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>

#include "analysis/model/bundle.h"

namespace {

// Returns a table without its lines of comment, which are for people.
std::string WithoutComments(std::istream& in) {
  std::string out;
  for (std::string line; std::getline(in, line);) {
    if (!line.starts_with('#')) out += line + "\n";
  }
  return out;
}

}  // namespace

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
    const std::filesystem::path path(argv[k]);
    sections[prefix + path.stem().string()] =
        path.extension() == ".tsv" ? WithoutComments(in)
                                   : std::string(std::istreambuf_iterator<char>(in), {});
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
