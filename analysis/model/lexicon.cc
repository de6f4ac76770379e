#include "analysis/model/lexicon.h"

#include <utility>

namespace textanalysis::model {
namespace {

// Cuts `*rest` at the first `separator` and returns what stood before it.
std::string_view Cut(std::string_view* rest, char separator) {
  const size_t at = rest->find(separator);
  const std::string_view head = rest->substr(0, at);
  rest->remove_prefix(at == std::string_view::npos ? rest->size() : at + 1);
  return head;
}

template <typename F>
void ForEachLine(std::string_view tsv, F f) {
  while (!tsv.empty()) {
    const std::string_view line = Cut(&tsv, '\n');
    if (!line.empty() && line[0] != '#') f(line);
  }
}

}  // namespace

std::vector<Row> ParseRows(std::string_view tsv, size_t min_columns) {
  std::vector<Row> rows;
  ForEachLine(tsv, [&rows, min_columns](std::string_view line) {
    Row row;
    while (!line.empty()) row.push_back(Cut(&line, '\t'));
    if (row.size() >= min_columns && !row[0].empty()) rows.push_back(std::move(row));
  });
  return rows;
}

Lexicon::Lexicon(std::string_view tsv) {
  ForEachLine(tsv, [this](std::string_view line) {
    const std::string_view key = Cut(&line, '\t');
    values_.emplace(key, line);
  });
}

std::optional<std::string_view> Lexicon::Find(std::string_view key) const {
  const auto it = values_.find(key);
  if (it == values_.end()) return std::nullopt;
  return it->second;
}

}  // namespace textanalysis::model
