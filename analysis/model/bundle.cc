#include "analysis/model/bundle.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "analysis/text/absl_interop.h"

namespace textanalysis::model {
namespace {

constexpr std::string_view kMagic = "TABUNDLE";
constexpr uint32_t kFormatVersion = 1;
constexpr size_t kHeaderBytes = 24;
constexpr size_t kNameBytes = 32;
constexpr size_t kEntryBytes = kNameBytes + 16;
constexpr size_t kAlignment = 64;

// Of the number of sections, too, so that no byte of the file goes unchecked.
uint64_t Fnv1a(uint32_t num_sections, std::string_view bytes) {
  uint64_t hash = 0xcbf29ce484222325u + num_sections;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

template <typename T>
T Read(std::string_view bytes, size_t at) {
  T value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

template <typename T>
void Append(T value, std::string* out) {
  out->append(reinterpret_cast<const char*>(&value), sizeof value);
}

absl::Status Damaged(std::string_view name, std::string_view what) {
  return absl::DataLossError(absl::StrCat("model bundle ", text::ToAbsl(name), " is damaged (",
                                          text::ToAbsl(what), "); build or install it again"));
}

absl::Status CannotRead(const std::string& path) {
  return absl::NotFoundError(absl::StrCat("cannot read model bundle ", path, ": ",
                                          std::strerror(errno), "; name it with --model"));
}

class OwnedBundle : public Bundle {
 public:
  explicit OwnedBundle(std::string bytes) : bytes_(std::move(bytes)) {}
  absl::Status Init(std::string_view name) { return Index(bytes_, name); }

 private:
  std::string bytes_;
};

// Memory of its own, aligned to pages, that is filled once and then read alone.
class LoadedBundle : public Bundle {
 public:
  explicit LoadedBundle(size_t size)
      : data_(mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)),
        size_(size) {}
  ~LoadedBundle() override {
    if (is_open()) munmap(data_, size_);
  }
  bool is_open() const { return data_ != MAP_FAILED; }
  // Reads all of `file`, which was `size` bytes long.
  //   Errors: NotFound when it cannot be read, DataLoss when it has become shorter.
  absl::Status Load(int file, const std::string& path) {
    if (!is_open()) return CannotRead(path);
    size_t done = 0;
    while (done < size_) {
      const ssize_t got = read(file, static_cast<char*>(data_) + done, size_ - done);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return CannotRead(path);
      if (got == 0) return Damaged(path, "it became shorter while it was read");
      done += static_cast<size_t>(got);
    }
    return mprotect(data_, size_, PROT_READ) == 0 ? absl::OkStatus() : CannotRead(path);
  }
  absl::Status Init(std::string_view name) {
    return Index({static_cast<const char*>(data_), size_}, name);
  }

 private:
  void* const data_;
  const size_t size_;
};

// The sections of one language of another bundle.
class LanguageBundle : public Bundle {
 public:
  LanguageBundle(std::shared_ptr<const Bundle> whole, std::string_view language)
      : whole_(std::move(whole)) {
    IndexLanguage(*whole_, language);
  }

 private:
  std::shared_ptr<const Bundle> whole_;
};

template <typename T>
absl::StatusOr<std::shared_ptr<const Bundle>> Finish(std::shared_ptr<T> bundle,
                                                     std::string_view name) {
  if (absl::Status status = bundle->Init(name); !status.ok()) return status;
  return std::shared_ptr<const Bundle>(std::move(bundle));
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Bundle>> Bundle::Open(const std::string& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return CannotRead(path);
  struct stat info {};
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
    close(fd);
    return absl::NotFoundError(absl::StrCat("model bundle ", path, " is not a file"));
  }
  const size_t size = static_cast<size_t>(info.st_size);
  if (size < kHeaderBytes) {
    close(fd);
    return Damaged(path, "too short");
  }
  auto bundle = std::make_shared<LoadedBundle>(size);
  const absl::Status loaded = bundle->Load(fd, path);
  close(fd);
  if (!loaded.ok()) return loaded;
  return Finish(std::move(bundle), path);
}

absl::StatusOr<std::shared_ptr<const Bundle>> Bundle::FromBytes(std::string bytes,
                                                                std::string_view name) {
  return Finish(std::make_shared<OwnedBundle>(std::move(bytes)), name);
}

std::string_view Bundle::Section(std::string_view name) const {
  const auto it = sections_.find(name);
  return it == sections_.end() ? std::string_view() : it->second;
}

std::vector<std::string> Bundle::Languages() const {
  return absl::StrSplit(text::ToAbsl(Section("languages")), '\n', absl::SkipEmpty());
}

std::shared_ptr<const Bundle> Bundle::ForLanguage(std::shared_ptr<const Bundle> bundle,
                                                  std::string_view language) {
  return std::make_shared<LanguageBundle>(std::move(bundle), language);
}

void Bundle::IndexLanguage(const Bundle& whole, std::string_view language) {
  for (const auto& [name, bytes] : whole.sections_) {
    const size_t slash = name.find('/');
    if (slash == std::string_view::npos) {
      sections_.try_emplace(name, bytes);
    } else if (name.substr(0, slash) == language) {
      sections_[name.substr(slash + 1)] = bytes;
    }
  }
}

absl::Status Bundle::Index(std::string_view bytes, std::string_view name) {
  if (bytes.size() < kHeaderBytes || bytes.substr(0, 8) != kMagic)
    return Damaged(name, "no bundle header");
  if (Read<uint32_t>(bytes, 8) != kFormatVersion) {
    return absl::FailedPreconditionError(
        absl::StrCat("model bundle ", text::ToAbsl(name), " has format ", Read<uint32_t>(bytes, 8),
                     "; this program reads format ", kFormatVersion));
  }
  const uint32_t num_sections = Read<uint32_t>(bytes, 12);
  if (Fnv1a(num_sections, bytes.substr(kHeaderBytes)) != Read<uint64_t>(bytes, 16))
    return Damaged(name, "wrong checksum");
  if (num_sections > (bytes.size() - kHeaderBytes) / kEntryBytes)
    return Damaged(name, "bad directory");
  for (size_t k = 0; k < num_sections; ++k) {
    const size_t entry = kHeaderBytes + k * kEntryBytes;
    const std::string_view padded = bytes.substr(entry, kNameBytes);
    const uint64_t offset = Read<uint64_t>(bytes, entry + kNameBytes);
    const uint64_t size = Read<uint64_t>(bytes, entry + kNameBytes + 8);
    if (offset > bytes.size() || size > bytes.size() - offset)
      return Damaged(name, "bad directory");
    sections_[padded.substr(0, padded.find('\0'))] = bytes.substr(offset, size);
  }
  return absl::OkStatus();
}

std::string WriteBundle(const std::map<std::string, std::string>& sections) {
  std::string directory;
  std::string payload;
  const size_t begin = kHeaderBytes + sections.size() * kEntryBytes;
  for (const auto& [name, bytes] : sections) {
    payload.resize((begin + payload.size() + kAlignment - 1) / kAlignment * kAlignment - begin);
    std::string padded = name.substr(0, kNameBytes - 1);
    padded.resize(kNameBytes);
    directory += padded;
    Append<uint64_t>(begin + payload.size(), &directory);
    Append<uint64_t>(bytes.size(), &directory);
    payload += bytes;
  }
  std::string out(kMagic);
  Append(kFormatVersion, &out);
  const auto num_sections = static_cast<uint32_t>(sections.size());
  Append(num_sections, &out);
  Append(Fnv1a(num_sections, directory + payload), &out);
  return out + directory + payload;
}

}  // namespace textanalysis::model
