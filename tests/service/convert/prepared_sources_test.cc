#include "service/convert/prepared_sources.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::convert {
namespace {

class PreparedSourcesTest : public ::testing::Test {
 protected:
  PreparedSourcesTest() {
    for (const char* text : {"“The port is shut,” said Fiona Reid.", "It rained in Leith."})
      documents_.Add()->mutable_document()->set_content(text);
  }

  v1::VerifyQuotesResponse Check(const PreparedSources& sources, const std::string& draft) {
    v1::Document document;
    document.set_content(draft);
    v1::VerifyQuotesResponse response;
    status_ = sources.Check(verification_, document, v1::ENCODING_TYPE_UTF8, {}, &response);
    return response;
  }

  const Verification verification_{testing::TestAnalyzer(), 1000};
  SourceDocuments documents_;
  absl::Status status_;
};

TEST_F(PreparedSourcesTest, ManyDraftsAreCheckedAgainstTheSame) {
  const auto sources = PreparedSources::Prepare(verification_, documents_, {}).value();
  const auto same = Check(*sources, "“The port is shut,” said Fiona Reid.");
  ASSERT_TRUE(status_.ok()) << status_;
  ASSERT_EQ(same.verifications_size(), 1);
  EXPECT_EQ(same.verifications(0).verdict(), v1::QUOTE_VERDICT_VERBATIM);
  EXPECT_EQ(same.verifications(0).places(0).source_index(), 0);
  const auto other = Check(*sources, "“Nobody lives on Mars yet,” said Fiona Reid.");
  ASSERT_EQ(other.verifications_size(), 1);
  EXPECT_EQ(other.verifications(0).verdict(), v1::QUOTE_VERDICT_NOT_FOUND);
  const auto again = Check(*sources, "“The port is shut,” said Fiona Reid.");
  EXPECT_EQ(again.verifications(0).SerializeAsString(), same.verifications(0).SerializeAsString());
}

TEST_F(PreparedSourcesTest, AResponseTellsOfEachSource) {
  const auto sources = PreparedSources::Prepare(verification_, documents_, {}).value();
  v1::VerifyQuotesResponse response;
  ASSERT_TRUE(sources->Fill(v1::ENCODING_TYPE_UTF8, {}, &response).ok());
  ASSERT_EQ(response.sources_size(), 2);
  EXPECT_EQ(response.sources(0).quote_count(), 1);
  EXPECT_EQ(response.sources(1).quote_count(), 0);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(sources->Fill(v1::ENCODING_TYPE_UTF8, {.stop = stop.get_token()}, &response).code(),
            absl::StatusCode::kCancelled);
}

TEST_F(PreparedSourcesTest, WhatIsWrongWithSourcesOrDraftIsAnError) {
  EXPECT_FALSE(PreparedSources::Prepare(verification_, {}, {}).ok());
  const auto sources = PreparedSources::Prepare(verification_, documents_, {}).value();
  Check(*sources, "");
  EXPECT_EQ(status_.code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(PreparedSourcesTest, AStoppedBudgetEndsIt) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(PreparedSources::Prepare(verification_, documents_, {.stop = stop.get_token()})
                .status()
                .code(),
            absl::StatusCode::kCancelled);
}

}  // namespace
}  // namespace textanalysis::convert
