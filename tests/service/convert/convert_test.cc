#include "service/convert/convert.h"

#include <gtest/gtest.h>

#include "analysis/text/error.h"
#include "tests/support/bundle.h"

namespace textanalysis::convert {
namespace {

v1::AnalyzeRequest Request(const std::string& text, v1::EncodingType encoding) {
  v1::AnalyzeRequest request;
  request.mutable_document()->set_content(text);
  request.mutable_document()->set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
  request.set_encoding_type(encoding);
  return request;
}

TEST(ConvertTest, OffsetsCountTheRequestedUnit) {
  const std::string text = "\U0001F600 \u201CWe won,\u201D said Ana Diaz.";
  const std::pair<v1::EncodingType, int> begins[] = {
      {v1::ENCODING_TYPE_UTF8, 8}, {v1::ENCODING_TYPE_UTF16, 4}, {v1::ENCODING_TYPE_UTF32, 3}};
  for (const auto& [encoding, begin] : begins) {
    const v1::AnalyzeRequest request = Request(text, encoding);
    const Validated validated = Validate(request, 1000).value();
    const auto analysis =
        testing::TestAnalyzer().Analyze(InputOf(validated), validated.options, {}).value();
    v1::AnalyzeResponse response;
    Fill(request, validated, analysis, "7", &response);
    ASSERT_EQ(response.quotes_size(), 1);
    EXPECT_EQ(response.quotes(0).quoted_spans(0).begin_offset(), begin);
    EXPECT_EQ(response.quotes(0).content(), "We won,");
    EXPECT_EQ(response.metadata().encoding_type(), encoding);
    EXPECT_EQ(response.metadata().model_version(), "7");
  }
}

TEST(ConvertTest, SizeIsCheckedAgainstTheLimit) {
  const auto result = Validate(Request(std::string(11, 'x'), v1::ENCODING_TYPE_UTF8), 10);
  const auto detail = text::GetErrorDetail(result.status());
  ASSERT_TRUE(detail);
  EXPECT_EQ(detail->reason, "DOCUMENT_TOO_LARGE");
  EXPECT_EQ(detail->figures.at("maxBytes"), "10");
  EXPECT_EQ(detail->figures.at("actualBytes"), "11");
  EXPECT_TRUE(Validate(Request(std::string(10, 'x'), v1::ENCODING_TYPE_UTF8), 10).ok());
}

TEST(ConvertTest, FeaturesSwitchTheStages) {
  v1::AnalyzeRequest request = Request("x", v1::ENCODING_TYPE_UTF8);
  request.add_features(v1::FEATURE_QUOTES);
  const auto options = Validate(request, 10)->options;
  EXPECT_FALSE(options.clean);
  EXPECT_TRUE(options.quotes);
  EXPECT_FALSE(options.entities);
}

}  // namespace
}  // namespace textanalysis::convert
