// What names the items of streams.

#ifndef TEXTANALYSIS_SERVICE_RPC_ITEM_ID_H_
#define TEXTANALYSIS_SERVICE_RPC_ITEM_ID_H_

#include <grpcpp/support/byte_buffer.h>

#include <optional>
#include <string>

#include "absl/status/status.h"

namespace textanalysis::rpc {

// Returns the item_id of a serialised item of either stream, "" where it has none, without keeping
// anything else of it; nothing for bytes that are no message.
std::optional<std::string> PeekItemId(grpc::ByteBuffer* item);

// Checks that an id has 1 to 128 bytes.
absl::Status CheckItemId(const std::string& id);

// Returns the id as far as it fits, in whole characters.
std::string ShortenedItemId(const std::string& id);

}  // namespace textanalysis::rpc

#endif  // TEXTANALYSIS_SERVICE_RPC_ITEM_ID_H_
