#include "service/rpc/item_id.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include <algorithm>

#include "analysis/text/error.h"
#include "analysis/text/utf8.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::rpc {
namespace {

using google::protobuf::internal::WireFormatLite;

constexpr size_t kMaxItemIdBytes = 128;
constexpr int kFieldNumber = v1::StreamingAnalyzeRequest::kItemIdFieldNumber;
static_assert(v1::StreamingVerifyQuotesRequest::kItemIdFieldNumber == kFieldNumber);

}  // namespace

std::optional<std::string> PeekItemId(grpc::ByteBuffer* item) {
  constexpr auto kTag =
      WireFormatLite::MakeTag(kFieldNumber, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  grpc::ProtoBufferReader reader(item);
  google::protobuf::io::CodedInputStream in(&reader);
  std::string id;
  while (const uint32_t tag = in.ReadTag()) {
    const bool read =
        tag == kTag ? WireFormatLite::ReadBytes(&in, &id) : WireFormatLite::SkipField(&in, tag);
    if (!read) return std::nullopt;
  }
  if (!in.ConsumedEntireMessage() || text::FindInvalidUtf8(id).has_value()) return std::nullopt;
  return id;
}

absl::Status CheckItemId(const std::string& id) {
  if (!id.empty() && id.size() <= kMaxItemIdBytes) return absl::OkStatus();
  return text::InvalidArgument({.reason = "INVALID_ITEM_ID",
                                .field = "item_id",
                                .figures = {{"maxBytes", std::to_string(kMaxItemIdBytes)},
                                            {"actualBytes", std::to_string(id.size())}}},
                               "name each item with 1 to 128 bytes");
}

std::string ShortenedItemId(const std::string& id) {
  size_t end = std::min(id.size(), kMaxItemIdBytes);
  while (end < id.size() && end > 0 && text::IsContinuationByte(id[end])) --end;
  return id.substr(0, end);
}

}  // namespace textanalysis::rpc
