#include "service/convert/verification.h"

#include <gtest/gtest.h>

#include "analysis/text/error.h"
#include "tests/support/bundle.h"

namespace textanalysis::convert {
namespace {

constexpr char kDraft[] = "\U0001F600 “The port is closed,” said Fiona Reid.";
constexpr char kSource[] = "“The port is shut,” said Fiona Reid, the minister.";

v1::Document Plain(const std::string& text) {
  v1::Document out;
  out.set_content(text);
  out.set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
  return out;
}

SourceDocuments Sources(const std::vector<std::pair<std::string, std::string>>& texts) {
  SourceDocuments out;
  for (const auto& [id, text] : texts) {
    v1::SourceDocument* const source = out.Add();
    source->set_source_id(id);
    *source->mutable_document() = Plain(text);
  }
  return out;
}

text::ErrorDetail FaultOf(const SourceDocuments& sources, size_t max_document_bytes = 1000) {
  const auto validated = ValidateSources(sources, max_document_bytes);
  EXPECT_FALSE(validated.ok());
  return text::GetErrorDetail(validated.status()).value_or(text::ErrorDetail{});
}

TEST(ValidateSourcesTest, AtLeastOneAndAtMostAHundred) {
  EXPECT_EQ(FaultOf({}).reason, "NO_SOURCES");
  std::vector<std::pair<std::string, std::string>> many(101, {"", "It rained."});
  EXPECT_EQ(FaultOf(Sources(many)).reason, "TOO_MANY_SOURCES");
  many.resize(100);
  EXPECT_EQ(ValidateSources(Sources(many), 1000).value().size(), 100u);
}

TEST(ValidateSourcesTest, NamesAreShortAndNobodyElses) {
  EXPECT_EQ(FaultOf(Sources({{std::string(129, 'a'), "It rained."}})).reason, "INVALID_SOURCE_ID");
  const text::ErrorDetail twice = FaultOf(Sources({{"a", "It rained."}, {"a", "It froze."}}));
  EXPECT_EQ(twice.reason, "DUPLICATE_SOURCE_ID");
  EXPECT_EQ(twice.field, "sources[1].source_id");
  EXPECT_TRUE(ValidateSources(Sources({{"", "It rained."}, {"", "It froze."}}), 1000).ok())
      << "sources need no names";
}

TEST(ValidateSourcesTest, FaultsOfADocumentNameTheSource) {
  const text::ErrorDetail fault = FaultOf(Sources({{"a", "It rained."}, {"b", ""}}));
  EXPECT_EQ(fault.reason, "DOCUMENT_EMPTY");
  EXPECT_EQ(fault.field.find("sources[1]."), 0u) << fault.field;
}

TEST(ValidateSourcesTest, TogetherTheyAreBounded) {
  const std::vector<std::pair<std::string, std::string>> nine(9, {"", std::string(100, 'a')});
  EXPECT_EQ(FaultOf(Sources(nine), 100).reason, "SOURCES_TOO_LARGE");
}

TEST(ValidateDraftTest, AllQuotationsAreComparedWhateverIsDoneWithThem) {
  const Validated draft = ValidateDraft(Plain(kDraft), v1::ENCODING_TYPE_UTF8, 1000).value();
  EXPECT_EQ(draft.options.quote_options.types.size(), 4u);
  EXPECT_TRUE(draft.options.quote_options.include_unsettled);
  EXPECT_FALSE(ValidateDraft(Plain(""), v1::ENCODING_TYPE_UTF8, 1000).ok());
}

// A draft of which the source has one word otherwise.
class FillTest : public ::testing::Test {
 protected:
  v1::VerifyQuotesResponse Filled(v1::EncodingType encoding) {
    const Validated draft = ValidateDraft(draft_, encoding, 1000).value();
    const auto sources = ValidateSources(sources_, 1000).value();
    const auto& analyzer = testing::TestAnalyzer();
    const pipeline::Analysis of_draft = analyzer.Analyze(InputOf(draft), draft.options, {}).value();
    const pipeline::Analysis of_source =
        analyzer.Analyze(InputOf(sources[0]), sources[0].options, {}).value();
    const AnalyzedSources analyzed{sources_, {{sources[0], of_source}}};
    const auto indexed = analyzer.verifier().Index({TextOf(analyzed.analyzed[0])}, {}).value();
    const auto findings =
        analyzer.verifier().Verify(TextOf({draft, of_draft}), indexed, {}).value();
    v1::VerifyQuotesResponse response;
    status_ = FillDraft(encoding, {draft, of_draft}, analyzed, findings, {.version = "7"}, budget_,
                        &response);
    EXPECT_TRUE(FillSources(encoding, analyzed, {}, &response).ok());
    return response;
  }

  text::Budget budget_;
  absl::Status status_;

  const v1::Document draft_ = Plain(kDraft);
  const SourceDocuments sources_ = Sources({{"notes", kSource}});
};

TEST_F(FillTest, AnAnswerAsksForRoom) {
  struct Full : text::Room {
    absl::Status Take(size_t bytes) override {
      taken += bytes;
      return absl::ResourceExhaustedError("full");
    }
    size_t taken = 0;
  } full;
  budget_.room = &full;
  EXPECT_EQ(Filled(v1::ENCODING_TYPE_UTF8).verifications_size(), 0);
  EXPECT_EQ(status_.code(), absl::StatusCode::kResourceExhausted);
  EXPECT_GT(full.taken, 1000u);
}

TEST_F(FillTest, AFindingTellsWordsPlaceAndChange) {
  const v1::VerifyQuotesResponse response = Filled(v1::ENCODING_TYPE_UTF32);
  ASSERT_EQ(response.verifications_size(), 1);
  const v1::QuoteVerification& found = response.verifications(0);
  EXPECT_EQ(found.verdict(), v1::QUOTE_VERDICT_ALTERED);
  EXPECT_EQ(found.speaker_name(), "Fiona Reid");
  EXPECT_EQ(found.speaker_agreement(), v1::SPEAKER_AGREEMENT_SAME_SPEAKER);
  ASSERT_GE(found.places_size(), 1);
  EXPECT_EQ(found.places(0).source_id(), "notes");
  EXPECT_EQ(found.places(0).standing(), v1::SOURCE_STANDING_QUOTED);
  bool has_change = false;
  for (const v1::QuoteChange& change : found.changes()) {
    if (change.kind() != v1::QUOTE_CHANGE_KIND_REPLACED) continue;
    EXPECT_EQ(change.draft_content(), "closed");
    EXPECT_EQ(change.source_content(), "shut");
    has_change = true;
  }
  EXPECT_TRUE(has_change);
}

TEST_F(FillTest, OffsetsCountTheRequestedUnit) {
  const std::pair<v1::EncodingType, int> begins[] = {
      {v1::ENCODING_TYPE_UTF8, 8}, {v1::ENCODING_TYPE_UTF16, 4}, {v1::ENCODING_TYPE_UTF32, 3}};
  for (const auto& [encoding, begin] : begins) {
    const v1::VerifyQuotesResponse response = Filled(encoding);
    ASSERT_EQ(response.verifications_size(), 1);
    EXPECT_EQ(response.verifications(0).draft_spans(0).begin_offset(), begin);
  }
}

TEST_F(FillTest, VerdictsAreCountedAndSourcesTold) {
  const v1::VerifyQuotesResponse response = Filled(v1::ENCODING_TYPE_UTF8);
  ASSERT_EQ(response.verdict_counts_size(), 1);
  EXPECT_EQ(response.verdict_counts(0).verdict(), v1::QUOTE_VERDICT_ALTERED);
  EXPECT_EQ(response.verdict_counts(0).count(), 1);
  ASSERT_EQ(response.sources_size(), 1);
  EXPECT_EQ(response.sources(0).source_id(), "notes");
  EXPECT_EQ(response.sources(0).quote_count(), 1);
  EXPECT_EQ(response.metadata().model_version(), "7");
}

}  // namespace
}  // namespace textanalysis::convert
