#include "service/rpc/answer_bytes.h"

#include <google/protobuf/io/coded_stream.h>
#include <grpcpp/support/proto_buffer_writer.h>

#include <algorithm>

#include "service/convert/polled_streams.h"

namespace textanalysis::rpc {
namespace {

constexpr int kBlockBytes = 1 << 20;

}  // namespace

google::protobuf::ArenaOptions AnswerBlocks() {
  google::protobuf::ArenaOptions out;
  out.max_block_size = kBlockBytes;
  return out;
}

absl::Status WriteAnswer(const google::protobuf::Message& message, const text::Budget& budget,
                         admission::Charge* charge, grpc::ByteBuffer* out) {
  const size_t bytes = message.ByteSizeLong();
  charge->Set(std::max(charge->bytes(), message.GetArena()->SpaceAllocated() + bytes));
  grpc::ProtoBufferWriter blocks(out, kBlockBytes, static_cast<int>(bytes));
  convert::PolledOutput polled(&blocks, budget);
  google::protobuf::io::CodedOutputStream coded(&polled, /*do_eager_refresh=*/bytes > 0);
  message.SerializeWithCachedSizes(&coded);
  return budget.Check();
}

}  // namespace textanalysis::rpc
