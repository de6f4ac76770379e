// tests/golden/analyze/CASE/input.{txt,html} → expected.textproto. TA_UPDATE_GOLDEN=1 rewrites;
// review the diff.

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "service/convert/convert.h"
#include "tests/support/bundle.h"
#include "tests/support/cleaned_invariants.h"

namespace textanalysis {
namespace {

std::vector<std::filesystem::path> Inputs() {
  std::vector<std::filesystem::path> inputs;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(testing::SourceDir() +
                                                                         "/tests/golden/analyze")) {
    if (entry.path().stem() == "input") inputs.push_back(entry.path());
  }
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

// Figures that any training changes, or another processor's rounding, are not part of the contract.
void ClearFigures(v1::AnalyzeResponse* response) {
  response->mutable_metadata()->clear_engine_version();
  response->mutable_cleaned_document()->clear_extraction_confidence();
  for (v1::Entity& e : *response->mutable_entities()) {
    e.clear_salience();
    for (v1::EntityMention& m : *e.mutable_mentions()) m.clear_confidence();
  }
  for (v1::Quote& q : *response->mutable_quotes()) {
    q.clear_confidence();
    if (q.has_speaker()) q.mutable_speaker()->clear_confidence();
  }
}

std::string AnalyzeToText(const std::filesystem::path& input) {
  v1::AnalyzeRequest request;
  request.mutable_document()->set_raw_content(
      testing::ReadSourceFile(std::filesystem::relative(input, testing::SourceDir())));
  request.mutable_document()->set_type(input.extension() == ".html" ? v1::DOCUMENT_TYPE_HTML
                                                                    : v1::DOCUMENT_TYPE_PLAIN_TEXT);
  request.set_encoding_type(v1::ENCODING_TYPE_UTF32);
  const auto validated = convert::Validate(request, 1 << 20).value();
  const auto analysis =
      testing::TestAnalyzer().Analyze(convert::InputOf(validated), validated.options, {}).value();
  EXPECT_EQ(testing::BrokenCleanInvariant(convert::InputOf(validated).text, *analysis.cleaned), "");
  EXPECT_EQ(testing::BrokenSpan(analysis.cleaned->text, analysis), "");
  v1::AnalyzeResponse response;
  convert::Fill(request, validated, analysis, {}, &response);
  ClearFigures(&response);
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(response, &text);
  return text;
}

TEST(GoldenTest, ResponsesAreAsReviewed) {
  ASSERT_GE(Inputs().size(), 3u);
  for (const auto& input : Inputs()) {
    SCOPED_TRACE(input.parent_path().filename());
    const std::filesystem::path expected = input.parent_path() / "expected.textproto";
    const std::string actual = AnalyzeToText(input);
    if (std::getenv("TA_UPDATE_GOLDEN") != nullptr) std::ofstream(expected) << actual;
    EXPECT_EQ(actual,
              testing::ReadSourceFile(std::filesystem::relative(expected, testing::SourceDir())));
  }
}

}  // namespace
}  // namespace textanalysis
