#include "analysis/model/tensors.h"

#include <cstring>

#include "absl/strings/str_cat.h"
#include "analysis/text/absl_interop.h"

namespace textanalysis::model {
namespace {

constexpr size_t kNameBytes = 24;
constexpr size_t kEntryBytes = kNameBytes + 2 * sizeof(uint64_t);
constexpr size_t kHeaderBytes = 2 * sizeof(uint32_t);
constexpr size_t kAlignment = 64;

template <typename T>
T ReadAt(std::string_view bytes, size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

absl::Status Damaged() { return absl::DataLossError("the model bundle's weights are damaged"); }

}  // namespace

absl::StatusOr<Tensors> Tensors::Create(std::string_view section) {
  if (section.size() < kHeaderBytes) return Damaged();
  const size_t n = ReadAt<uint32_t>(section, 0);
  if ((section.size() - kHeaderBytes) / kEntryBytes < n) return Damaged();
  Tensors tensors;
  for (size_t k = 0; k < n; ++k) {
    const std::string_view entry = section.substr(kHeaderBytes + k * kEntryBytes, kEntryBytes);
    const uint64_t offset = ReadAt<uint64_t>(entry, kNameBytes);
    const uint64_t size = ReadAt<uint64_t>(entry, kNameBytes + sizeof offset);
    if (offset % kAlignment != 0 || offset > section.size() || size > section.size() - offset)
      return Damaged();
    const std::string_view name = entry.substr(0, kNameBytes);
    tensors.arrays_[name.substr(0, name.find('\0'))] = section.substr(offset, size);
  }
  return tensors;
}

template <typename T>
absl::StatusOr<std::span<const T>> Tensors::Find(std::string_view name) const {
  const auto it = arrays_.find(name);
  if (it == arrays_.end() || it->second.size() % sizeof(T) != 0) {
    return absl::DataLossError(
        absl::StrCat("the model bundle's array ", text::ToAbsl(name), " is missing or damaged"));
  }
  return std::span(reinterpret_cast<const T*>(it->second.data()), it->second.size() / sizeof(T));
}

template <typename T>
absl::StatusOr<std::span<const T>> Tensors::FindSized(std::string_view name, size_t size) const {
  absl::StatusOr<std::span<const T>> found = Find<T>(name);
  if (found.ok() && found->size() != size) {
    return absl::DataLossError(absl::StrCat("the model bundle's array ", text::ToAbsl(name),
                                            " has ", found->size(), " elements, not ", size));
  }
  return found;
}

absl::StatusOr<std::span<const float>> Tensors::Floats(std::string_view name, size_t size) const {
  return FindSized<float>(name, size);
}

absl::StatusOr<std::span<const int8_t>> Tensors::Bytes(std::string_view name, size_t size) const {
  return FindSized<int8_t>(name, size);
}

absl::StatusOr<std::span<const uint32_t>> Tensors::Words(std::string_view name) const {
  return Find<uint32_t>(name);
}

size_t Tensors::NumFloats(std::string_view name) const {
  const auto it = arrays_.find(name);
  return it == arrays_.end() ? 0 : it->second.size() / sizeof(float);
}

}  // namespace textanalysis::model
