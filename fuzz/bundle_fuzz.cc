#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "analysis/model/bundle.h"
#include "analysis/model/encoder.h"
#include "analysis/model/sequence_classifier.h"
#include "analysis/model/tensors.h"

// A damaged bundle is an error, never a crash.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const auto bundle = textanalysis::model::Bundle::FromBytes(bytes, "fuzz");
  if (bundle.ok()) (void)(*bundle)->Section("version");
  (void)textanalysis::model::SequenceClassifier::Create(bytes);
  const auto tensors = textanalysis::model::Tensors::Create(bytes);
  if (tensors.ok()) (void)textanalysis::model::Encoder::Create(*tensors);
  return 0;
}
