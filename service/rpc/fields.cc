#include "service/rpc/fields.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>
#include <grpcpp/support/proto_buffer_reader.h>

namespace textanalysis::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

// Counts up to the limit that `in` has been given. Types of requests do not nest in themselves.
size_t Count(const Descriptor* type, CodedInputStream* in, size_t most) {
  size_t count = 0;
  while (const uint32_t tag = in->ReadTag()) {
    if (++count > most) break;
    const auto wire = WireFormatLite::GetTagWireType(tag);
    if (wire == WireFormatLite::WIRETYPE_START_GROUP || wire == WireFormatLite::WIRETYPE_END_GROUP)
      continue;  // What is in a group is counted as if it stood beside it.
    if (wire != WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
      if (!WireFormatLite::SkipField(in, tag)) break;
      continue;
    }
    int size = 0;
    if (!in->ReadVarintSizeAsInt(&size)) break;
    const FieldDescriptor* const field =
        type->FindFieldByNumber(WireFormatLite::GetTagFieldNumber(tag));
    if (field != nullptr && field->message_type() != nullptr) {
      const CodedInputStream::Limit outer = in->PushLimit(size);
      count += Count(field->message_type(), in, most - count);
      if (count > most || !in->Skip(in->BytesUntilLimit())) break;
      in->PopLimit(outer);
    } else {
      if (field != nullptr && field->is_packable()) count += static_cast<size_t>(size);
      if (!in->Skip(size)) break;
    }
  }
  return count;
}

}  // namespace

size_t CountFields(const Descriptor& type, grpc::ByteBuffer* message, size_t most) {
  grpc::ProtoBufferReader reader(message);
  CodedInputStream in(&reader);
  return Count(&type, &in, most);
}

}  // namespace textanalysis::rpc
