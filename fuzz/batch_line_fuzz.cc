#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "client/cpp/documents.h"

// A line of a batch is a document or an error.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto line = nlohmann::json::parse(data, data + size, nullptr, false);
  if (!line.is_object() || line.contains("file")) return 0;
  const auto document = textanalysis::command::ParseDocument(line, ".");
  if (document.ok() && document->type() == textanalysis::v1::DOCUMENT_TYPE_UNSPECIFIED)
    std::abort();
  return 0;
}
