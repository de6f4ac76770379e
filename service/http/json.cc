#include "service/http/json.h"

#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/type_resolver_util.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "analysis/text/error.h"
#include "service/convert/polled_streams.h"
#include "service/convert/status.h"

namespace textanalysis::http {
namespace {

constexpr char kTypeUrlPrefix[] = "type.googleapis.com";
constexpr int kReadBytes = 4096;  // Between two looks at the budget.
constexpr size_t kFirstBlockBytes = 4096;
constexpr size_t kLargestBlockBytes = 256 * 1024;

// Takes what is written in blocks, each twice the last, as long as the books have room for them.
class Blocks : public google::protobuf::io::ZeroCopyOutputStream {
 public:
  explicit Blocks(admission::Charge* charge) : charge_(charge) {}

  bool Next(void** data, int* size) override {
    if (!charge_->TrySet(charge_->bytes() + next_bytes_)) {
      is_full_ = true;
      return false;
    }
    blocks_.emplace_back(next_bytes_, '\0');
    *data = blocks_.back().data();
    *size = static_cast<int>(next_bytes_);
    total_ += next_bytes_;
    next_bytes_ = std::min(2 * next_bytes_, kLargestBlockBytes);
    return true;
  }
  void BackUp(int count) override {
    blocks_.back().resize(blocks_.back().size() - static_cast<size_t>(count));
    total_ -= static_cast<size_t>(count);
  }
  int64_t ByteCount() const override { return static_cast<int64_t>(total_); }

  bool is_full() const { return is_full_; }
  std::vector<std::string> Take() { return std::move(blocks_); }

 private:
  admission::Charge* const charge_;
  std::vector<std::string> blocks_;
  size_t next_bytes_ = kFirstBlockBytes;
  size_t total_ = 0;
  bool is_full_ = false;
};

// Knows the schema's messages, also by the names of google.rpc that errors' details go under.
class SchemaResolver : public google::protobuf::util::TypeResolver {
 public:
  google::protobuf::util::Status ResolveMessageType(const std::string& url,
                                                    google::protobuf::Type* type) override {
    return names_->ResolveMessageType(
        absl::StartsWith(url, convert::kRpcTypeUrlPrefix)
            ? absl::StrCat(kTypeUrlPrefix, "/textanalysis.v1.",
                           url.substr(sizeof(convert::kRpcTypeUrlPrefix) - 1))
            : url,
        type);
  }
  google::protobuf::util::Status ResolveEnumType(const std::string& url,
                                                 google::protobuf::Enum* type) override {
    return names_->ResolveEnumType(url, type);
  }

 private:
  const std::unique_ptr<google::protobuf::util::TypeResolver> names_{
      google::protobuf::util::NewTypeResolverForDescriptorPool(
          kTypeUrlPrefix, google::protobuf::DescriptorPool::generated_pool())};
};

google::protobuf::util::TypeResolver* Resolver() {
  static auto* const kResolver = new SchemaResolver;
  return kResolver;
}

std::string TypeUrlOf(const google::protobuf::Message& message) {
  return absl::StrCat(kTypeUrlPrefix, "/", message.GetDescriptor()->full_name());
}

}  // namespace

absl::StatusOr<std::vector<std::string>> ToJson(const google::protobuf::Message& message,
                                                const text::Budget& budget,
                                                admission::Charge* charge) {
  Blocks blocks(charge);
  const std::string binary = message.SerializeAsString();
  google::protobuf::io::ArrayInputStream in(binary.data(), static_cast<int>(binary.size()),
                                            kReadBytes);
  convert::PolledInput polled(&in, budget);
  const auto written =
      google::protobuf::util::BinaryToJsonStream(Resolver(), TypeUrlOf(message), &polled, &blocks);
  if (absl::Status status = budget.Check(); !status.ok()) return status;
  if (blocks.is_full()) {
    return text::MakeError(
        absl::StatusCode::kResourceExhausted,
        {.reason = "MEMORY_EXHAUSTED", .figures = {{"retryAfterMillis", "1000"}}},
        "the answer needs more memory than the server has; retry with back-off");
  }
  if (!written.ok()) return absl::InternalError("the answer cannot be written as JSON");
  return blocks.Take();
}

std::string ErrorJson(const absl::Status& status) {
  const v1::ErrorStatus error = convert::ToErrorStatus(status);
  std::string out;
  // Fails for an Any of an unknown type alone, which no error holds.
  (void)google::protobuf::util::BinaryToJsonString(Resolver(), TypeUrlOf(error),
                                                   error.SerializeAsString(), &out);
  return out;
}

int HttpCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kInvalidArgument:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

}  // namespace textanalysis::http
