// Streams of protobuf that end when a budget is spent, so that writing a large message can be given up.

#ifndef TEXTANALYSIS_SERVICE_CONVERT_POLLED_STREAMS_H_
#define TEXTANALYSIS_SERVICE_CONVERT_POLLED_STREAMS_H_

#include <google/protobuf/io/zero_copy_stream.h>

#include "analysis/text/budget.h"

namespace textanalysis::convert {

// Both pass on what another stream does, and look at the budget before each block. The stream and
// the budget must outlive them.
class PolledInput : public google::protobuf::io::ZeroCopyInputStream {
 public:
  PolledInput(ZeroCopyInputStream* stream, const text::Budget& budget)
      : stream_(*stream), budget_(budget) {}

  bool Next(const void** data, int* size) override {
    return budget_.Check().ok() && stream_.Next(data, size);
  }
  void BackUp(int count) override { stream_.BackUp(count); }
  bool Skip(int count) override { return stream_.Skip(count); }
  int64_t ByteCount() const override { return stream_.ByteCount(); }

 private:
  ZeroCopyInputStream& stream_;
  const text::Budget& budget_;
};

class PolledOutput : public google::protobuf::io::ZeroCopyOutputStream {
 public:
  PolledOutput(ZeroCopyOutputStream* stream, const text::Budget& budget)
      : stream_(*stream), budget_(budget) {}

  bool Next(void** data, int* size) override {
    return budget_.Check().ok() && stream_.Next(data, size);
  }
  void BackUp(int count) override { stream_.BackUp(count); }
  int64_t ByteCount() const override { return stream_.ByteCount(); }

 private:
  ZeroCopyOutputStream& stream_;
  const text::Budget& budget_;
};

}  // namespace textanalysis::convert

#endif  // TEXTANALYSIS_SERVICE_CONVERT_POLLED_STREAMS_H_
