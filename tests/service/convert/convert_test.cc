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
    Fill(request, validated, analysis, {.version = "7"}, &response);
    ASSERT_EQ(response.quotes_size(), 1);
    EXPECT_EQ(response.quotes(0).quoted_spans(0).begin_offset(), begin);
    EXPECT_EQ(response.quotes(0).content(), "We won,");
    EXPECT_EQ(response.metadata().encoding_type(), encoding);
    EXPECT_EQ(response.metadata().model_version(), "7");
  }
}

TEST(ConvertTest, AQuotationWithinAnotherNamesIt) {
  pipeline::Analysis analysis;
  for (const text::Span content :
       {text::Span{0, 9}, text::Span{2, 5}, text::Span{3, 4}, text::Span{6, 8}, text::Span{10, 12}})
    analysis.quotes.push_back({.content = {content}});
  const v1::AnalyzeRequest request = Request("all of it, and", v1::ENCODING_TYPE_UTF8);
  v1::AnalyzeResponse response;
  Fill(request, Validate(request, 1000).value(), analysis, {.version = "7"}, &response);
  ASSERT_EQ(response.quotes_size(), 5);
  EXPECT_FALSE(response.quotes(0).has_enclosing_quote_index());
  EXPECT_EQ(response.quotes(1).enclosing_quote_index(), 0);
  EXPECT_EQ(response.quotes(2).enclosing_quote_index(), 1);
  EXPECT_EQ(response.quotes(3).enclosing_quote_index(), 0);
  EXPECT_FALSE(response.quotes(4).has_enclosing_quote_index());
}

TEST(ConvertTest, NothingMoreIsFilledInOnceTheBudgetIsSpent) {
  constexpr size_t kMany = 1000;
  pipeline::Analysis analysis;
  for (size_t k = 0; k < kMany; ++k) {
    analysis.entities.push_back({.name = "Ana", .mentions = {{{0, 3}}}});
    analysis.quotes.push_back({.content = {{0, 3}}});
  }
  const v1::AnalyzeRequest request = Request("Ana came.", v1::ENCODING_TYPE_UTF8);
  v1::AnalyzeResponse response;
  Fill(request, Validate(request, 1000).value(), analysis, {.version = "7"}, &response,
       {.deadline = text::SteadyTime::min()});
  EXPECT_LT(response.entities_size(), 100);
  EXPECT_LT(response.quotes_size(), 100);
}

TEST(ConvertTest, TheAnswerNamesTheLevelThatComputedIt) {
  const v1::AnalyzeRequest request = Request("“We won,” said Ana Diaz.", v1::ENCODING_TYPE_UTF8);
  const Validated validated = Validate(request, 1000).value();
  v1::AnalyzeResponse response;
  Fill(request, validated,
       testing::TestAnalyzer().Analyze(InputOf(validated), validated.options, {}).value(),
       {.version = "7"}, &response);
  EXPECT_NE(response.metadata().engine_version().find("+x86-64-v"), std::string::npos);
}

TEST(ConvertTest, LanguagesAreTagsAndReferenceDatesHaveADay) {
  v1::AnalyzeRequest request = Request("“We won,” said Ana Diaz.", v1::ENCODING_TYPE_UTF8);
  for (const char* const tag : {"en", "en-GB", "zh-Hant-TW"}) {
    request.mutable_document()->set_language_code(tag);
    EXPECT_TRUE(Validate(request, 1000).ok()) << tag;
  }
  const std::string long_tag = "en" + std::string(100, '-') + "x";
  for (const std::string& other : {std::string("en-"), std::string("en\n"), std::string("-"),
                                   std::string("no code!"), long_tag, std::string("abcdefghi")}) {
    request.mutable_document()->set_language_code(other);
    EXPECT_EQ(text::GetErrorDetail(Validate(request, 1000).status())->reason,
              "UNSUPPORTED_LANGUAGE")
        << other;
  }
  request.mutable_document()->clear_language_code();
  request.mutable_document()->mutable_reference_date()->set_year(2024);
  EXPECT_EQ(text::GetErrorDetail(Validate(request, 1000).status())->reason, "INVALID_DATE");
}

TEST(ConvertTest, DictionariesOfARequestAreBounded) {
  v1::AnalyzeRequest request = Request("“We won,” said Ana Diaz.", v1::ENCODING_TYPE_UTF8);
  v1::DictionaryEntry* const entry = request.add_dictionary();
  entry->set_id("a");
  entry->set_name("Ana Diaz");
  entry->set_type(v1::ENTITY_TYPE_PERSON);
  for (int k = 0; k < 9'999; ++k) entry->add_aliases(absl::StrCat("Ana ", k));
  EXPECT_TRUE(Validate(request, 1000).ok());
  entry->add_aliases("Ana");
  const auto detail = text::GetErrorDetail(Validate(request, 1000).status());
  EXPECT_EQ(detail->reason, "INVALID_DICTIONARY");
  EXPECT_EQ(detail->field, "dictionary");
}

v1::NormalizedValue ValueOf(const std::string& text, const std::string& words) {
  v1::AnalyzeRequest request = Request(text, v1::ENCODING_TYPE_UTF8);
  request.mutable_document()->mutable_reference_date()->set_year(2024);
  request.mutable_document()->mutable_reference_date()->set_month(6);
  request.mutable_document()->mutable_reference_date()->set_day(5);
  const Validated validated = Validate(request, 1000).value();
  const auto analysis =
      testing::TestAnalyzer().Analyze(InputOf(validated), validated.options, {}).value();
  v1::AnalyzeResponse response;
  Fill(request, validated, analysis, {.version = "7"}, &response);
  for (const v1::Entity& e : response.entities()) {
    if (e.name() == words) return e.normalized_value();
  }
  ADD_FAILURE() << words << " is no entity";
  return {};
}

TEST(ConvertTest, ValuesCarryWhatTheTextSaysBesideThem) {
  const v1::NormalizedValue end = ValueOf("It cost between £10 and £20 million.", "£10");
  EXPECT_EQ(end.money().amount(), "10000000");
  EXPECT_EQ(end.range().low(), "10000000");
  EXPECT_EQ(end.range().high(), "20000000");
  EXPECT_EQ(ValueOf("They paid about $650 a week.", "$650").money().per(), "wk");
  EXPECT_EQ(ValueOf("They paid about $650 a week.", "$650").approximation(),
            v1::VALUE_APPROXIMATION_ABOUT);
  const v1::NormalizedValue week = ValueOf("It rained last week.", "last week");
  EXPECT_EQ(week.interval().first_day(), "2024-05-27");
  EXPECT_EQ(week.interval().last_day(), "2024-06-02");
  EXPECT_EQ(week.precision(), v1::DATE_TIME_PRECISION_WEEK);
  EXPECT_EQ(ValueOf("It opens at 15:30 GMT.", "15:30 GMT").time_zone(), "Z");
  EXPECT_EQ(ValueOf("A third of them left.", "A third").fraction(), "1/3");
  const v1::NormalizedValue phone = ValueOf("Please call 020 7946 0958.", "020 7946 0958");
  EXPECT_EQ(phone.contact().kind(), v1::CONTACT_KIND_PHONE);
  EXPECT_EQ(phone.contact().address(), "+442079460958");
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
