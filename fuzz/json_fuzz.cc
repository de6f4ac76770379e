#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "analysis/text/error.h"
#include "service/admission/memory.h"
#include "service/http/json.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace {

using google::protobuf::Message;

std::unique_ptr<Message> MessageFor(uint8_t kind) {
  switch (kind % 5) {
    case 0:
      return std::make_unique<textanalysis::v1::CleanRequest>();
    case 1:
      return std::make_unique<textanalysis::v1::ExtractQuotesRequest>();
    case 2:
      return std::make_unique<textanalysis::v1::ExtractEntitiesRequest>();
    case 3:
      return std::make_unique<textanalysis::v1::VerifyQuotesRequest>();
    default:
      return std::make_unique<textanalysis::v1::AnalyzeRequest>();
  }
}

std::string JsonOf(const Message& message) {
  textanalysis::admission::Memory memory(size_t{1} << 30, [] {});
  textanalysis::admission::Charge charge(&memory);
  const auto blocks = textanalysis::http::ToJson(message, {}, &charge);
  if (!blocks.ok()) std::abort();
  std::string whole;
  for (const std::string& block : *blocks) whole += block;
  return whole;
}

}  // namespace

// A byte for the method, then a body: it is refused with a reason, or it is a message that can be
// sent and whose own JSON says the same.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::unique_ptr<Message> message = MessageFor(data[0]), again = MessageFor(data[0]);
  const std::string body(reinterpret_cast<const char*>(data) + 1, size - 1);
  const absl::Status status = textanalysis::http::FromJson(body, {}, message.get());
  if (!status.ok()) {
    const auto detail = textanalysis::text::GetErrorDetail(status);
    if (!detail || detail->reason.empty()) std::abort();
    if (textanalysis::http::ErrorJson(status).empty()) std::abort();
    return 0;
  }
  const std::string bytes = message->SerializeAsString();
  if (!again->ParseFromString(bytes)) std::abort();
  again->Clear();
  if (!textanalysis::http::FromJson(JsonOf(*message), {}, again.get()).ok()) std::abort();
  if (again->SerializeAsString() != bytes) std::abort();
  return 0;
}
