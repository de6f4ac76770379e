#include "client/cpp/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace textanalysis::command {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(OptionsTest, FlagsAreReadIntoRequests) {
  const auto options = ParseOptions({.encoding = "utf16",
                                     .type = "html",
                                     .language = "en",
                                     .reference_date = "2022-02-07",
                                     .profile = "visible_text",
                                     .tier = "accurate",
                                     .forms = "direct,indirect",
                                     .attribution_types = "all",
                                     .types = "date_time,person",
                                     .min_confidence = 0.5,
                                     .include_unsettled = true,
                                     .coreference = true});
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(options->encoding, v1::ENCODING_TYPE_UTF16);
  EXPECT_EQ(options->defaults.type(), v1::DOCUMENT_TYPE_HTML);
  EXPECT_EQ(options->defaults.language_code(), "en");
  EXPECT_EQ(options->defaults.reference_date().day(), 7);
  EXPECT_EQ(options->clean.profile(), v1::CLEAN_PROFILE_VISIBLE_TEXT);
  EXPECT_THAT(options->quotes.forms(), ElementsAre(v1::QUOTE_FORM_DIRECT, v1::QUOTE_FORM_INDIRECT));
  EXPECT_EQ(options->tier, v1::MODEL_TIER_ACCURATE);
  EXPECT_EQ(options->quotes.attribution_types_size(), 4);
  EXPECT_TRUE(options->quotes.include_unsettled());
  EXPECT_THAT(options->entities.types(),
              ElementsAre(v1::ENTITY_TYPE_DATE_TIME, v1::ENTITY_TYPE_PERSON));
  EXPECT_EQ(options->entities.min_confidence(), 0.5f);
  EXPECT_EQ(options->quotes.min_confidence(), 0.5f);
  EXPECT_TRUE(options->entities.include_coreference());
}

TEST(OptionsTest, ErrorsNameTheFlagAndItsValues) {
  const auto error = [](const OptionTexts& texts) {
    return std::string(ParseOptions(texts).status().message());
  };
  EXPECT_EQ(error({.encoding = "latin1"}), "--encoding: \"latin1\" is none of utf8, utf16, utf32");
  EXPECT_EQ(error({.forms = "direct,loud"}),
            "--forms: \"loud\" is none of direct, mixed, indirect, all");
  EXPECT_THAT(error({.types = "unspecified"}),
              HasSubstr("--types: \"unspecified\" is none of person"));
  EXPECT_THAT(error({.attribution_types = "wish"}), HasSubstr("--attribution_types"));
  EXPECT_THAT(error({.type = "pdf"}), HasSubstr("--type"));
  EXPECT_THAT(error({.profile = "all"}), HasSubstr("--profile"));
  EXPECT_EQ(error({.tier = "slow"}), "--tier: \"slow\" is none of fast, accurate");
  EXPECT_EQ(error({.reference_date = "2024-13-01"}),
            "--reference_date is no day of the calendar: 2024-13-01");
  EXPECT_THAT(error({.reference_date = "2022-02-07x"}), HasSubstr("--reference_date"));
  EXPECT_EQ(error({.min_confidence = 2}), "--min_confidence is 2; it must be in [0, 1]");
}

TEST(OptionsTest, MethodsHaveTheNamesThatAreRead) {
  for (const Rpc rpc : {Rpc::kClean, Rpc::kQuotes, Rpc::kEntities, Rpc::kAnalyze})
    EXPECT_EQ(*ParseRpc(NameOf(rpc), "--rpc"), rpc);
  EXPECT_THAT(std::string(ParseRpc("sing", "--rpc").status().message()),
              HasSubstr("--rpc: \"sing\""));
}

TEST(OptionsTest, DocumentKeepsWhatItStates) {
  v1::Document defaults, document;
  defaults.set_language_code("en");
  defaults.set_type(v1::DOCUMENT_TYPE_HTML);
  defaults.mutable_reference_date()->set_year(2022);
  document.set_type(v1::DOCUMENT_TYPE_PLAIN_TEXT);
  SetDefaults(defaults, &document);
  EXPECT_EQ(document.type(), v1::DOCUMENT_TYPE_PLAIN_TEXT);
  EXPECT_EQ(document.language_code(), "en");
  EXPECT_EQ(document.reference_date().year(), 2022);
}

}  // namespace
}  // namespace textanalysis::command
