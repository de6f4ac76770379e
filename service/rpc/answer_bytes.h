// How an answer is built and written: in few large blocks, and only as long as somebody waits for it.

#ifndef TEXTANALYSIS_SERVICE_RPC_ANSWER_BYTES_H_
#define TEXTANALYSIS_SERVICE_RPC_ANSWER_BYTES_H_

#include <google/protobuf/arena.h>
#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>

#include "absl/status/status.h"
#include "analysis/text/budget.h"
#include "service/admission/memory.h"

namespace textanalysis::rpc {

// Returns the options of the arena that a request and its answer are made in. Blocks grow to a
// mebibyte: an answer may have a million messages, and blocks of protobuf's own 8 KiB take thrice
// the time to make, measure and write.
google::protobuf::ArenaOptions AnswerBlocks();

// Writes `message`, which is in an arena, into an empty `out`. `charge` covers the arena and what
// is written.
//   Errors: the budget's; `out` is of no use then.
absl::Status WriteAnswer(const google::protobuf::Message& message, const text::Budget& budget,
                         admission::Charge* charge, grpc::ByteBuffer* out);

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_ANSWER_BYTES_H_
