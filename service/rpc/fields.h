// How many fields a serialised message has, told before it is read.

#ifndef TEXTANALYSIS_SERVICE_RPC_FIELDS_H_
#define TEXTANALYSIS_SERVICE_RPC_FIELDS_H_

#include <google/protobuf/descriptor.h>
#include <grpcpp/support/byte_buffer.h>

#include <cstddef>

namespace textanalysis::rpc {

// Counts the fields of `message`, serialised, of the schema's `type`, and of the messages in it; the
// values of a packed field, and what the schema does not know, count, too. It may count more than
// there are, never fewer, and stops when it has counted more than `most`.
//   Cost: linear in the fields; what they hold is passed over.
size_t CountFields(const google::protobuf::Descriptor& type, grpc::ByteBuffer* message,
                   size_t most);

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_FIELDS_H_
