// Readings made by hand, so that what is put together does not hang on a trained model.

#include "analysis/quotes/attribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::quotes {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using reader::Cue;
using reader::Reading;

constexpr float kYes = 4, kNo = -6;

class AttributionTest : public ::testing::Test {
 protected:
  // Parses `text`; every marked token is taken for a quotation with `quoted` log odds.
  void Parse(const std::string& text, float quoted = kYes) {
    text_ = text;
    syntax_ = syntax::Parser(testing::TestBundle()).Parse(text_);
    reading_ = {};
    reading_.quoted.assign(syntax_.tokens.size(), quoted);
  }

  // Adds a cue at `word` that reports the tokens of `content`, and with `probability`.
  void AddCue(const std::string& word, const std::string& content, float probability = 0.95f) {
    const size_t token = syntax_.TokenAt(text_.find(word));
    Cue cue{.tokens = {token, token + 1},
            .probability = probability,
            .reach = {0, syntax_.tokens.size()},
            .content = {},
            .source = {}};
    cue.content.assign(syntax_.tokens.size(), kNo);
    const size_t begin = text_.find(content);
    for (size_t k = syntax_.TokenAt(begin);
         !content.empty() && k < syntax_.TokenAt(begin + content.size()); ++k)
      cue.content[k] = kYes;
    reading_.cues.push_back(cue);
  }

  // "CUE: CONTENT | CONTENT" of each attribution.
  std::vector<std::string> Attributions() const {
    std::vector<std::string> out;
    for (const Attribution& a : Attribute(
             syntax_, reading_, {}, AttributionNumbers::Create(testing::TestBundle()).value())) {
      std::string line =
          a.cue ? std::string(syntax_.Token(reading_.cues[*a.cue].tokens.begin)) : "-";
      for (const text::Span& c : a.content)
        line += (c == a.content[0] ? ": " : " | ") + std::string(Slice(text_, c));
      out.push_back(line);
    }
    return out;
  }

  std::string text_;
  syntax::Syntax syntax_;
  Reading reading_;
};

TEST_F(AttributionTest, StretchGoesToTheCueThatReportsIt) {
  Parse("Ana said “it rains” while Bo thought the sun shone.");
  AddCue("said", "it rains");
  AddCue("thought", "the sun shone");
  EXPECT_THAT(Attributions(), ElementsAre("said: it rains", "thought: the sun shone"));
}

TEST_F(AttributionTest, StretchThatNothingReportsNeedsStrongMarks) {
  Parse("The “quiet” carriage was full.", kNo);
  EXPECT_THAT(Attributions(), IsEmpty());
  Parse("“We had to leave the house at once.”", 8);
  EXPECT_THAT(Attributions(), ElementsAre("-: We had to leave the house at once."));
}

TEST_F(AttributionTest, LaterStretchOfAParagraphGoesOnWithTheSpeaker) {
  Parse("“We won,” said Ana. “We will win again.”", 6);
  AddCue("said", "We won");
  EXPECT_THAT(Attributions(), ElementsAre("said: We won, | We will win again."));
}

TEST_F(AttributionTest, MixedContentTakesTheMarksAlong) {
  Parse("Ana said Leith would pay a “high price” for it.");
  AddCue("said", "Leith would pay a “high price” for it");
  EXPECT_THAT(Attributions(), ElementsAre("said: Leith would pay a “high price” for it"));
}

TEST_F(AttributionTest, WeakIndirectSpeechAndHeadingsAreLeftOut) {
  Parse("Ana hinted that it rains.");
  AddCue("hinted", "that it rains", 0.3f);
  EXPECT_THAT(Attributions(), IsEmpty());
  Parse("Ana says it rains");
  AddCue("says", "it rains");
  EXPECT_THAT(Attributions(), IsEmpty());
}

TEST_F(AttributionTest, UnclosedQuotationGoesOnInTheNextParagraph) {
  Parse("Ana said: “We will look.\n\n“The islands cannot wait.”");
  AddCue("said", "We will look");
  EXPECT_THAT(Attributions(), ElementsAre("said: We will look. | The islands cannot wait."));
}

}  // namespace
}  // namespace textanalysis::quotes
