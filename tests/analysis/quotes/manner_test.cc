#include "analysis/quotes/manner.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::quotes {
namespace {

// The tokens of `text` that hold `words`.
syntax::TokenRange TokensOf(const syntax::Syntax& s, std::string_view words) {
  const size_t begin = s.text.find(words);
  return {s.TokenAt(begin), s.TokenAt(begin + words.size() - 1) + 1};
}

// How `source` stands to `content` by `cue`, all parts of `text`.
Manner MannerOf(const std::string& text, std::string_view source, std::string_view cue,
                std::string_view content) {
  static const MannerReader kReader = MannerReader::Create(testing::TestBundle()).value();
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse(text);
  return kReader.Read(
      s,
      {.cue = TokensOf(s, cue), .content = {TokensOf(s, content)}, .source = TokensOf(s, source)},
      false);
}

struct TypeCase {
  std::string text, source, cue, content;
  AttributionType type;
};

class TypeTest : public ::testing::TestWithParam<TypeCase> {};

TEST_P(TypeTest, FollowsVerbAndShapeOfContent) {
  const TypeCase& c = GetParam();
  EXPECT_EQ(MannerOf(c.text, c.source, c.cue, c.content).type, c.type) << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, TypeTest,
    ::testing::Values(
        TypeCase{"The nurse said the ward had flooded.", "The nurse", "said",
                 "the ward had flooded", AttributionType::kCommunication},
        TypeCase{"The tram will be late, the driver warned.", "the driver", "warned",
                 "The tram will be late", AttributionType::kCommunication},
        TypeCase{"According to the auditor, two boats were never built.", "the auditor",
                 "According to", "two boats were never built", AttributionType::kCommunication},
        TypeCase{"A study found that the moss grows faster in smoke.", "A study", "found",
                 "that the moss grows faster in smoke", AttributionType::kCommunication},
        TypeCase{"The coach believes the pitch was too wet.", "The coach", "believes",
                 "the pitch was too wet", AttributionType::kBelief},
        TypeCase{"Villagers hope that the well will be mended.", "Villagers", "hope",
                 "that the well will be mended", AttributionType::kBelief},
        TypeCase{"Rowe knew the gate was open.", "Rowe", "knew", "the gate was open",
                 AttributionType::kFact},
        TypeCase{"She saw that the lamp had gone out.", "She", "saw", "that the lamp had gone out",
                 AttributionType::kFact},
        TypeCase{"The court ordered him to pay for the fence.", "The court", "ordered",
                 "him to pay for the fence", AttributionType::kEventuality},
        TypeCase{"The club signed a goalkeeper from Malmo.", "The club", "signed",
                 "a goalkeeper from Malmo", AttributionType::kEventuality},
        TypeCase{"Unions criticised the new rota.", "Unions", "criticised", "the new rota",
                 AttributionType::kEventuality},
        TypeCase{"The firm promised to sell the quarry.", "The firm", "promised",
                 "to sell the quarry", AttributionType::kEventuality},
        TypeCase{"The vet said about 45 calves could be lost.", "The vet", "said",
                 "about 45 calves could be lost", AttributionType::kCommunication},
        TypeCase{"The vet said towns that sell their wells rarely get them back.", "The vet",
                 "said", "towns that sell their wells rarely get them back",
                 AttributionType::kCommunication},
        TypeCase{"The vet said low pay and long hours drove many colleagues away.", "The vet",
                 "said", "low pay and long hours drove many colleagues away",
                 AttributionType::kCommunication},
        TypeCase{"The vet suggested to him that the calves were ill.", "The vet", "suggested",
                 "to him that the calves were ill", AttributionType::kCommunication},
        TypeCase{"The vet said the calves rest on straw at night.", "The vet", "said",
                 "the calves rest on straw at night", AttributionType::kCommunication}));

struct SettledCase {
  std::string text, source, cue, content;
  bool is_negated, is_unsettled;
};

class SettledTest : public ::testing::TestWithParam<SettledCase> {};

TEST_P(SettledTest, FollowsWhatGovernsTheCue) {
  const SettledCase& c = GetParam();
  const Manner manner = MannerOf(c.text, c.source, c.cue, c.content);
  EXPECT_EQ(manner.is_negated, c.is_negated) << c.text;
  EXPECT_EQ(manner.is_unsettled, c.is_unsettled) << c.text;
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, SettledTest,
    ::testing::Values(SettledCase{"The vet said the calf would live.", "The vet", "said",
                                  "the calf would live", false, false},
                      SettledCase{"The vet never said the calf would live.", "The vet", "said",
                                  "the calf would live", true, true},
                      SettledCase{"Nobody said the calf would live.", "Nobody", "said",
                                  "the calf would live", true, true},
                      SettledCase{"No 10 said the calf would live.", "No 10", "said",
                                  "the calf would live", false, false},
                      SettledCase{"No vet said the calf would live.", "No vet", "said",
                                  "the calf would live", true, true},
                      SettledCase{"The vet declined to say that the calf would live.", "The vet",
                                  "say", "that the calf would live", true, true},
                      SettledCase{"If the vet says the calf will live, we will wait.", "the vet",
                                  "says", "the calf will live", false, true},
                      SettledCase{"Did the vet say the calf would live?", "the vet", "say",
                                  "the calf would live", false, true},
                      SettledCase{"The vet will say tomorrow that the calf is well.", "The vet",
                                  "say", "that the calf is well", false, true},
                      SettledCase{"The vet is expected to say that the calf is well.", "The vet",
                                  "say", "that the calf is well", false, true},
                      SettledCase{"The vet went on to say that the calf was well.", "The vet",
                                  "say", "that the calf was well", false, false},
                      SettledCase{"The vet said the calf would not live.", "The vet", "said",
                                  "the calf would not live", false, false}));

TEST(MannerTest, WordsBetweenMarksWereSaid) {
  const MannerReader reader = MannerReader::Create(testing::TestBundle()).value();
  const syntax::Syntax s =
      syntax::Parser(testing::TestBundle()).Parse("The coach believes it was “a joke”.");
  const Manner manner = reader.Read(
      s, {.cue = TokensOf(s, "believes"), .content = {TokensOf(s, "it was “a joke")}}, true);
  EXPECT_EQ(manner.type, AttributionType::kCommunication);
}

TEST(MannerTest, VerbsAreKnownInEveryForm) {
  const ReportLexicon lexicon(testing::TestBundle());
  for (const char* form : {"deny", "denies", "denied", "denying", "admitted", "stating", "quips"})
    EXPECT_FALSE(lexicon.VerbClasses(form).empty()) << form;
  EXPECT_TRUE(lexicon.VerbClasses("table").empty());
}

}  // namespace
}  // namespace textanalysis::quotes
