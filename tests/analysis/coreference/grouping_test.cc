#include "analysis/coreference/grouping.h"

#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::coreference {
namespace {

// How many entities these bodies in `text` are.
size_t Bodies(const std::string& text, const std::vector<std::string>& names) {
  const syntax::Parser parser(testing::TestBundle());
  const Grouper grouper(testing::TestBundle());
  const syntax::Syntax s = parser.Parse(text);
  std::vector<reader::TaggedName> tagged;
  size_t at = 0;
  for (const std::string& name : names) {
    at = text.find(name, at);
    tagged.push_back(
        {{s.TokenAt(at), s.TokenAt(at + name.size() - 1) + 1}, reader::NameType::kOrganization, 1});
    at += name.size();
  }
  return grouper.Group(s, tagged).size();
}

TEST(GroupingTest, TheFormOfABodyMayBeMissing) {
  EXPECT_EQ(Bodies("The Heron Party met. Heron won.", {"Heron Party", "Heron"}), 1u);
  EXPECT_EQ(Bodies("Brandl Group met Heron.", {"Brandl Group", "Heron"}), 2u);
}

TEST(GroupingTest, AShortFormInBracketsIsTheNameBeforeIt) {
  EXPECT_EQ(Bodies("Moss National University (MosNU) opened. MosNU grew.",
                   {"Moss National University", "MosNU", "MosNU"}),
            1u);
  EXPECT_EQ(Bodies("Moss National University (TX) opened.", {"Moss National University", "TX"}),
            2u);
}

}  // namespace
}  // namespace textanalysis::coreference
