#include "service/rpc/fields.h"

#include <gtest/gtest.h>

#include <string>

#include "service/convert/status.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::rpc {
namespace {

size_t FieldsOf(const std::string& bytes, size_t most = 1000) {
  const grpc::Slice slice(bytes);
  grpc::ByteBuffer buffer(&slice, 1);
  return CountFields(*v1::AnalyzeRequest::descriptor(), &buffer, most);
}

TEST(FieldsTest, FieldsOfMessagesInAMessageCount) {
  v1::AnalyzeRequest request;
  EXPECT_EQ(FieldsOf(request.SerializeAsString()), 0u);
  request.mutable_document()->set_content("We met. We left.");
  EXPECT_EQ(FieldsOf(request.SerializeAsString()), 2u) << "document, content";
  for (int k = 0; k < 3; ++k) request.add_dictionary()->add_aliases("");
  EXPECT_EQ(FieldsOf(request.SerializeAsString()), 8u) << "three entries with an alias each";
}

TEST(FieldsTest, ValuesOfAPackedFieldCount) {
  v1::AnalyzeRequest request;
  for (int k = 0; k < 5; ++k) request.add_features(v1::FEATURE_CLEAN);
  EXPECT_EQ(FieldsOf(request.SerializeAsString()), 6u);
}

TEST(FieldsTest, WhatTheSchemaDoesNotKnowCounts) {
  EXPECT_EQ(FieldsOf(std::string("\xC2\x3E\x00", 3) + std::string("\xC2\x3E\x00", 3)), 2u);
  EXPECT_EQ(FieldsOf("\xC3\x3E\xC3\x3E\xC4\x3E\xC4\x3E"), 4u) << "groups in groups";
}

TEST(FieldsTest, CountingEndsWhenThereAreTooMany) {
  std::string entries;
  for (int k = 0; k < 1000; ++k) entries += std::string("\x42\x00", 2);
  EXPECT_EQ(FieldsOf(entries, 1000), 1000u);
  EXPECT_EQ(FieldsOf(entries, 10), 11u);
}

TEST(FieldsTest, WhatIsNoMessageIsCountedAsFarAsItGoes) {
  EXPECT_EQ(FieldsOf("\x0A\x7F\x0A"), 2u);
  EXPECT_LE(FieldsOf("\xFF\xFF\xFF"), 1u);
}

}  // namespace
}  // namespace textanalysis::rpc
