#include "analysis/reader/name_kinds.h"

#include <gtest/gtest.h>

#include <cstring>
#include <map>
#include <string>

#include "analysis/reader/taggers.h"
#include "tests/support/bundle.h"
#include "tests/support/tensors.h"

namespace textanalysis::reader {
namespace {

constexpr float kHidden[] = {1, 2, 3, 4, 5, 6};  // Three tokens of two.
constexpr float kNarrow[] = {10, 20, 30};
constexpr EncodedTokens kEncoded = {
    .begin = 0, .narrow = kNarrow, .hidden = kHidden, .narrow_width = 1, .width = 2};

TEST(NameKindsTest, ANameIsItsFirstTokenItsLastAndTheirMean) {
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse("Elland Road shut");
  EXPECT_EQ(Describe(s, {0, 3}, {0, 2}, kEncoded).states,
            (std::vector<float>{1, 2, 3, 4, 2, 3, 10, 20, 15}));
  EXPECT_EQ(Describe(s, {0, 3}, {1, 2}, kEncoded).states,
            (std::vector<float>{3, 4, 3, 4, 3, 4, 20, 20, 20}));
}

TEST(NameKindsTest, WordsBesideItCountOnlyInItsSentence) {
  const syntax::Syntax s = syntax::Parser(testing::TestBundle()).Parse("Elland Road shut");
  const auto within = Describe(s, {0, 3}, {1, 2}, kEncoded).hashes;
  const auto alone = Describe(s, {1, 2}, {1, 2}, kEncoded).hashes;
  ASSERT_EQ(within.size(), alone.size());
  size_t differ = 0;
  for (size_t k = 0; k < within.size(); ++k) differ += within[k] != alone[k];
  EXPECT_EQ(differ, 2u);
}

std::string Floats(const std::vector<float>& values) {
  std::string out(values.size() * sizeof(float), '\0');
  std::memcpy(out.data(), values.data(), out.size());
  return out;
}

// One unit over two states; of the rows only the one of hash 1 is not zero.
testing::Arrays SmallWeights() {
  std::string rows(4096 * kNumNameKinds, '\0');
  rows[kNumNameKinds + 2] = 4;
  std::vector<float> outer(kNumNameKinds, 0.f), bias(kNumNameKinds, 0.f);
  outer[0] = 10;
  bias[1] = 7;
  return {{"inner.w", std::string("\1\2", 2)},
          {"inner.s", Floats({0.5f})},
          {"inner.b", Floats({-1})},
          {"outer.w", Floats(outer)},
          {"outer.b", Floats(bias)},
          {"rows.w", rows},
          {"rows.s", Floats(std::vector<float>(kNumNameKinds, 0.25f))}};
}

absl::StatusOr<NameKinds> Create(const testing::Arrays& arrays, size_t states) {
  const auto bundle =
      model::Bundle::FromBytes(model::WriteBundle({{"name_kinds", testing::TensorSection(arrays)}}),
                               "kinds")
          .value();
  return NameKinds::Create(*bundle, states);
}

TEST(NameKindsTest, ScoresAreOfUnitsAboveZeroAndOfRows) {
  const NameKinds kinds = Create(SmallWeights(), 2).value();
  // Half of 2 * 1 + 3 * 2, less one.
  EXPECT_EQ(kinds.Score({{2, 3}, {}}), (KindScores{30, 7, 0, 0, 0, 0, 0, 0}));
  EXPECT_EQ(kinds.Score({{-2, -3}, {1, 4097}}), (KindScores{0, 7, 2, 0, 0, 0, 0, 0}));
}

TEST(NameKindsTest, DamagedWeightsAreAnError) {
  EXPECT_FALSE(
      NameKinds::Create(*model::Bundle::FromBytes(model::WriteBundle({}), "none").value(), 2).ok());
  EXPECT_FALSE(Create(SmallWeights(), 3).ok()) << "for another number of states";
  for (size_t k = 0; k < SmallWeights().size(); ++k) {
    testing::Arrays arrays = SmallWeights();
    arrays[k].second.pop_back();
    EXPECT_FALSE(Create(arrays, 2).ok()) << arrays[k].first;
  }
}

TEST(NameKindsTest, KindsOfNamesAreTold) {
  const Taggers taggers = Taggers::Create(testing::TestBundle()).value();
  const syntax::Parser parser(testing::TestBundle());
  const auto likeliest = [&](const std::string& text, NameKind first, NameKind last) {
    const auto names = taggers.Read(parser.Parse(text), {.names = true}, {}).value().names;
    if (names.empty()) return last;
    const auto& kinds = names.front().kinds;
    const auto begin = kinds.begin() + static_cast<ptrdiff_t>(first);
    return static_cast<NameKind>(
        std::max_element(begin, kinds.begin() + static_cast<ptrdiff_t>(last) + 1) - kinds.begin());
  };
  const auto of_place = [&](const std::string& text) {
    return likeliest(text, NameKind::kGeopolitical, NameKind::kFacility);
  };
  EXPECT_EQ(of_place("South Africa signed."), NameKind::kGeopolitical);
  EXPECT_EQ(of_place("Cambridge was quiet."), NameKind::kGeopolitical);
  EXPECT_EQ(of_place("Lake Okafor froze."), NameKind::kPlace);
  EXPECT_EQ(of_place("Okafor Bridge was closed to cars."), NameKind::kFacility);
}

}  // namespace
}  // namespace textanalysis::reader
