// A language and a reader are added from outside: nothing in analysis/ names either.

#include "analysis/pipeline/language_pack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "analysis/pipeline/analyzer.h"
#include "analysis/reader/fast_reader.h"
#include "analysis/text/error.h"
#include "tests/support/bundle.h"

namespace textanalysis::pipeline {
namespace {

using ::testing::ElementsAre;

// The bundle of the build with one more language, whose lexicons hold three words.
std::shared_ptr<const model::Bundle> BundleWithDummyLanguage() {
  const std::shared_ptr<const model::Bundle> whole = testing::WholeBundle();
  std::map<std::string, std::string> sections;
  for (const char* name :
       {"version", "class_words", "furniture", "clean_html", "clean_text", "metadata_scores"})
    sections[name] = whole->Section(name);
  for (const char* name :
       {"name_tagger", "name_kinds", "quote_tagger", "quote_manner", "antecedents", "calibration"})
    sections[std::string("xx/") + name] = whole->Section(std::string("en/") + name);
  sections["xx/abbreviations"] = "vip.\n";
  sections["xx/titles"] = "zar\tm\n";
  sections["xx/roles"] = "zarnik\t\n";
  sections["languages"] = "xx\n";
  return model::Bundle::FromBytes(model::WriteBundle(sections), "dummy").value();
}

// Takes each token in capitals for a person.
class CapitalsReader : public reader::Reader {
 public:
  absl::StatusOr<reader::Reading> Read(const syntax::Syntax& syntax, reader::Heads,
                                       const text::Budget&) const override {
    reader::Reading reading;
    reading.quoted.resize(syntax.tokens.size());
    for (size_t k = 0; k < syntax.tokens.size(); ++k) {
      if (syntax.Token(k) == "PELHAM")
        reading.names.push_back({{k, k + 1}, reader::NameType::kPerson, 0.5f});
    }
    return reading;
  }
};

TEST(LanguagePackTest, ABundleWithAnotherLanguageServesThatLanguage) {
  const auto analyzer = Analyzer::Create(BundleWithDummyLanguage()).value();
  const auto analysis = analyzer->Analyze(
      {.text = "Martin Hallam met Priya Okafor in Berlin.", .language_code = "xx-XX"}, {}, {});
  ASSERT_TRUE(analysis.ok()) << analysis.status().message();
  EXPECT_FALSE(analysis->entities.empty());
}

TEST(LanguagePackTest, ALanguageThatTheBundleLacksIsRefusedWithThoseItHas) {
  const auto analyzer = Analyzer::Create(BundleWithDummyLanguage()).value();
  const auto analysis = analyzer->Analyze({.text = "A text.", .language_code = "en"}, {}, {});
  ASSERT_FALSE(analysis.ok());
  const auto detail = text::GetErrorDetail(analysis.status());
  EXPECT_EQ(detail->reason, "UNSUPPORTED_LANGUAGE");
  EXPECT_EQ(detail->figures.at("supportedLanguages"), "xx");
}

TEST(LanguagePackTest, TheLexiconsOfALanguageAreItsOwn) {
  const auto dummy = model::Bundle::ForLanguage(BundleWithDummyLanguage(), "xx");
  EXPECT_EQ(dummy->Section("titles"), "zar\tm\n");
  EXPECT_THAT(BundleWithDummyLanguage()->Languages(), ElementsAre("xx"));
}

TEST(LanguagePackTest, ALanguageWithoutItsModelIsAnErrorAtTheStart) {
  std::map<std::string, std::string> sections;
  for (const char* name : {"version", "class_words", "furniture", "clean_html", "clean_text"})
    sections[name] = testing::WholeBundle()->Section(name);
  sections["languages"] = "xx\n";
  EXPECT_FALSE(
      Analyzer::Create(model::Bundle::FromBytes(model::WriteBundle(sections), "dummy").value())
          .ok());
}

TEST(LanguagePackTest, NamesComeFromWhateverReaderTheAnalyzerIsGiven) {
  const auto analyzer = Analyzer::Create(testing::WholeBundle(), [](const model::Bundle&) {
                          return std::make_unique<const CapitalsReader>();
                        }).value();
  const auto analysis =
      analyzer
          ->Analyze({.text = "Then PELHAM met Martin Hallam.", .language_code = "en"},
                    {.clean = false}, {})
          .value();
  ASSERT_EQ(analysis.entities.size(), 1u);
  EXPECT_EQ(analysis.entities[0].name, "PELHAM");
  EXPECT_FLOAT_EQ(analysis.entities[0].mentions[0].confidence, 0.5f);
}

}  // namespace
}  // namespace textanalysis::pipeline
