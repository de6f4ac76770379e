#include "analysis/sourcing/roles.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::sourcing {
namespace {

// A text with a phrase in it.
class Phrase {
 public:
  Phrase(std::string text, const std::string& words)
      : text_(std::move(text)), syntax_(syntax::Parser(testing::TestBundle()).Parse(text_)) {
    const size_t begin = text_.find(words);
    tokens_ = {syntax_.TokenAt(begin), syntax_.TokenAt(begin + words.size() - 1) + 1};
  }
  Phrase(const Phrase&) = delete;
  Phrase& operator=(const Phrase&) = delete;

  std::string RoleBeside() const {
    const auto role = sourcing::RoleBeside(syntax_, Words(), tokens_);
    return role ? Text(*role) : "";
  }
  std::string Head() const {
    const size_t head = HeadOf(syntax_, Words(), tokens_);
    return Text({head, head + 1});
  }
  std::string WithoutArticle() const {
    return Text(sourcing::WithoutArticle(syntax_, Words(), tokens_));
  }
  bool IsForPeople() const { return sourcing::IsForPeople(syntax_, Words(), tokens_.begin); }

 private:
  static const RoleWords& Words() {
    static const coreference::WordBook kBook(testing::TestBundle());
    static const SourceWords kSources(testing::TestBundle());
    static const RoleWords kWords{kBook, kSources};
    return kWords;
  }
  std::string Text(syntax::TokenRange tokens) const {
    return std::string(Slice(text_, syntax_.Bytes(tokens)));
  }

  const std::string text_;
  const syntax::Syntax syntax_;
  syntax::TokenRange tokens_;
};

TEST(RolesTest, ARoleStandsBeforeOrAfterItsName) {
  EXPECT_EQ(Phrase("It rained, said state advocate Yuri Gangai.", "Yuri Gangai").RoleBeside(),
            "state advocate");
  EXPECT_EQ(Phrase("Hugh Hill, 61, a doctor from Leeds, left.", "Hugh Hill").RoleBeside(),
            "doctor from Leeds");
  EXPECT_EQ(Phrase("The UN envoy, Elena Kostas, left.", "Elena Kostas").RoleBeside(), "UN envoy");
}

TEST(RolesTest, WhatSomebodyDidToAnotherIsNone) {
  for (const char* did :
       {"identified the former president as a thief", "told the minister off",
        "repeatedly called the minister a liar", "met a senator", "made his brother king"})
    EXPECT_EQ(Phrase(std::string("Hugh Hill, ") + did + ", and left.", "Hugh Hill").RoleBeside(),
              "")
        << did;
  for (const char* is : {"now the mayor of Leeds", "once a nurse", "then the prime minister",
                         "formerly a judge", "also a nurse", "himself a nurse", "still a judge",
                         "later a judge", "already a doctor", "professor at a college",
                         "retired army colonel", "first the mayor", "both a doctor and a judge",
                         "former head of the police", "again the mayor", "previously a judge"})
    EXPECT_NE(Phrase(std::string("Hugh Hill, ") + is + ", left.", "Hugh Hill").RoleBeside(), "")
        << is;
}

TEST(RolesTest, WithoutANounForPeopleThereIsNone) {
  EXPECT_EQ(Phrase("Yesterday Hugh Hill left.", "Hugh Hill").RoleBeside(), "");
  EXPECT_EQ(Phrase("In Leeds, Hugh Hill, where it rained, left.", "Hugh Hill").RoleBeside(), "");
  EXPECT_EQ(Phrase("Hugh Hill", "Hugh Hill").RoleBeside(), "");
}

TEST(RolesTest, WhatSomebodySaidIsNoRole) {
  EXPECT_EQ(
      Phrase("They met the port's chief executive, Hugh Hill, today.", "Hugh Hill").RoleBeside(),
      "port's chief executive");
  for (const char* text : {"Dock workers in Leith will stay out, Hugh Hill told reporters.",
                           "Nurses in Wales are on strike, Hugh Hill said."})
    EXPECT_EQ(Phrase(text, "Hugh Hill").RoleBeside(), "") << text;
}

TEST(RolesTest, AClauseSaysARoleWhereItSaysWhatSomebodyIs) {
  EXPECT_EQ(
      Phrase("Hugh Hill, who was sleeping beside his brother, left.", "Hugh Hill").RoleBeside(),
      "");
  EXPECT_EQ(
      Phrase("Hugh Hill, holding a photograph of her husband, left.", "Hugh Hill").RoleBeside(),
      "");
  EXPECT_EQ(
      Phrase("Hugh Hill, who has worked as a nurse for years, left.", "Hugh Hill").RoleBeside(),
      "who has worked as a nurse for years");
}

TEST(RolesTest, TheHeadIsTheLastWordBeforeAComplement) {
  EXPECT_EQ(Phrase("the senior director of the port", "the senior director of the port").Head(),
            "director");
  EXPECT_EQ(Phrase("three port officials", "three port officials").Head(), "officials");
}

TEST(RolesTest, ArticlesAreLeftOut) {
  EXPECT_EQ(Phrase("It was the port director.", "the port director").WithoutArticle(),
            "port director");
  EXPECT_EQ(Phrase("It was port director Reid.", "port director").WithoutArticle(),
            "port director");
}

TEST(RolesTest, NounsForPeopleAreKnownWhateverTheirNumber) {
  EXPECT_TRUE(Phrase("the ministers left", "ministers").IsForPeople());
  EXPECT_TRUE(Phrase("the vice-presidents left", "vice-presidents").IsForPeople());
  EXPECT_FALSE(Phrase("the harbours froze", "harbours").IsForPeople());
}

}  // namespace
}  // namespace textanalysis::sourcing
