// Whatever comes, work grows as the document does, and the budget is looked at often.
//
//   hostile_test --gtest_filter='*labels*'
//   TA_HOSTILE_BYTES=1000000 hostile_test     # Larger documents; CPU seconds are printed.
//   TA_HOSTILE_ALL=1 hostile_test --gtest_filter='*Large*'    # All kinds at the limit of size.

#include "tests/support/hostile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/verify/verifier.h"
#include "tests/support/bundle.h"
#include "tests/support/work.h"

namespace textanalysis {
namespace {

using testing::HostileFamily;

// Twice the document is at most 2.2 times the work. Seen over four doublings, since tables and
// arrays that double with what is in them do so at some sizes only.
constexpr size_t kTimesLarger = 16;
constexpr double kMaxDoubling = 2.2;
constexpr double kMaxGrowth = kMaxDoubling * kMaxDoubling * kMaxDoubling * kMaxDoubling;
// Some 50 ms between two looks at the budget, at two nanoseconds a step.
constexpr double kMaxUnpolled = 25e6;

size_t SmallestBytes() {
  const char* const bytes = std::getenv("TA_HOSTILE_BYTES");
  return bytes == nullptr ? 5'000 : std::strtoul(bytes, nullptr, 10);
}

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// What every analysis may take, a byte of its document; and beyond, as much as it asks for.
constexpr double kBytesPerByte = 40;
constexpr double kSpareBytes = 1 << 20;

class CountingRoom : public text::Room {
 public:
  explicit CountingRoom(size_t limit) : limit_(limit) {}

  absl::Status Take(size_t bytes) override {
    taken_ += bytes;
    return taken_ <= limit_ ? absl::OkStatus() : absl::ResourceExhaustedError("");
  }
  double taken() const { return static_cast<double>(taken_); }

 private:
  size_t limit_;
  size_t taken_ = 0;
};

struct Cost {
  double steps;
  double longest_unpolled;
  double bytes;  // Most memory held at once.
  double taken;  // Memory asked for.
  double seconds;
};

Cost CostOf(const HostileFamily& family, size_t bytes, size_t room_bytes = SIZE_MAX) {
  const std::string source = family.make(bytes);
  const pipeline::Options options{.entity_options = {.include_coreference = true},
                                  .dictionaries = family.dictionaries};
  CountingRoom room(room_bytes);
  testing::ForgetMost();
  const uint64_t before = testing::WorkDone().steps;
  const double begin = CpuSeconds();
  const auto analysis = testing::TestAnalyzer().Analyze(
      {.text = source, .form = family.form, .language_code = "en"}, options, {.room = &room});
  EXPECT_TRUE(analysis.ok() || (room.taken() > static_cast<double>(room_bytes) &&
                                absl::IsResourceExhausted(analysis.status())))
      << analysis.status();
  const testing::Work work = testing::WorkDone();
  return {static_cast<double>(work.steps - before), static_cast<double>(work.longest_unpolled),
          static_cast<double>(work.most_bytes), room.taken(), CpuSeconds() - begin};
}

class HostileTest : public ::testing::TestWithParam<HostileFamily> {};

TEST_P(HostileTest, WorkGrowsAsTheDocumentDoes) {
  const size_t bytes = SmallestBytes();
  CostOf(GetParam(), 1000);  // What is made once.
  const Cost small = CostOf(GetParam(), bytes), large = CostOf(GetParam(), kTimesLarger * bytes);
  std::cout << std::setprecision(3) << "grows " << large.steps / small.steps
            << " times; steps a byte " << large.steps / static_cast<double>(kTimesLarger * bytes)
            << "; CPU us a byte " << 1e6 * large.seconds / static_cast<double>(kTimesLarger * bytes)
            << "; unpolled " << large.longest_unpolled << "; memory a byte "
            << large.bytes / static_cast<double>(kTimesLarger * bytes) << ", asked for "
            << large.taken / static_cast<double>(kTimesLarger * bytes) << "\n";
  if (large.steps / small.steps >= kMaxGrowth) {
    // Of a small page less may be kept, and analysed; then one more doubling has to tell.
    const Cost twice = CostOf(GetParam(), 2 * kTimesLarger * bytes);
    EXPECT_LT(twice.steps / large.steps, kMaxDoubling);
  }
  EXPECT_LT(large.longest_unpolled, kMaxUnpolled);
  EXPECT_LE(large.bytes,
            large.taken + kBytesPerByte * static_cast<double>(kTimesLarger * bytes) + kSpareBytes);
}

TEST_P(HostileTest, EndsWhereverItIsCancelled) {
  constexpr size_t kBytes = 8'000;
  constexpr uint64_t kTimes = 12;
  const std::string source = GetParam().make(kBytes);
  const auto analyze = [&] {
    return testing::TestAnalyzer()
        .Analyze({.text = source, .form = GetParam().form, .language_code = "en"},
                 {.entity_options = {.include_coreference = true},
                  .dictionaries = GetParam().dictionaries},
                 {})
        .status();
  };
  uint64_t looks = testing::WorkDone().looks;
  ASSERT_TRUE(analyze().ok());
  looks = testing::WorkDone().looks - looks;
  ASSERT_GT(looks, 5u);
  for (uint64_t k = 0; k < kTimes; ++k) {
    testing::CancelAfterLooks(looks * k / kTimes);
    EXPECT_TRUE(absl::IsCancelled(analyze())) << "at look " << looks * k / kTimes;
    testing::CancelAfterLooks(testing::kAllLooks);
  }
}

// The largest document that is served by default; a few kinds, for it takes seconds each.
constexpr size_t kLargestBytes = size_t{8} << 20;
// What the service has room for by default, beside the 40 bytes a byte.
constexpr size_t kRoomOfService = (size_t{1024} << 20) - 40 * kLargestBytes;

class LargeDocumentTest : public ::testing::TestWithParam<HostileFamily> {};

// Some 50 ms: as the program is compiled, it does three of these steps in a nanosecond, measured on
// them.
constexpr double kMaxUnpolledOfLargest = 150e6;
// Of these steps, what freeing takes: some 20 ns each.
constexpr double kStepsOfFree = 60;

TEST_P(LargeDocumentTest, LooksAtTheBudgetOften) {
  const Cost cost = CostOf(GetParam(), kLargestBytes, kRoomOfService);
  std::cout << std::setprecision(3) << "unpolled " << cost.longest_unpolled << "; CPU s "
            << cost.seconds << "\n";
  EXPECT_LT(cost.longest_unpolled, kMaxUnpolledOfLargest);
}

// A cancelled analysis passes over nothing more, and what it made is freed soon: it is in few pieces.
class CancelledDocumentTest : public ::testing::TestWithParam<HostileFamily> {};

TEST_P(CancelledDocumentTest, EndsSoon) {
  constexpr size_t kShare = 8;  // Of the largest document.
  constexpr uint64_t kTimes = 10;
  const std::string source = GetParam().make(kLargestBytes / kShare);
  const auto analyze = [&] {
    return testing::TestAnalyzer()
        .Analyze({.text = source, .form = GetParam().form, .language_code = "en"},
                 {.entity_options = {.include_coreference = true}}, {})
        .status();
  };
  uint64_t looks = testing::WorkDone().looks;
  ASSERT_TRUE(analyze().ok());
  looks = testing::WorkDone().looks - looks;
  double most = 0;
  for (uint64_t k = 1; k < kTimes; ++k) {
    testing::CancelAfterLooks(looks * k / kTimes);
    EXPECT_TRUE(absl::IsCancelled(analyze()));
    testing::CancelAfterLooks(testing::kAllLooks);
    const testing::Work then = testing::WorkWhenCancelled(), now = testing::WorkDone();
    const double steps = static_cast<double>(now.steps - then.steps) +
                         kStepsOfFree * static_cast<double>(now.frees - then.frees);
    std::cout << "after look " << looks * k / kTimes << " of " << looks << ": "
              << now.steps - then.steps << " steps, " << now.frees - then.frees << " frees\n";
    most = std::max(most, steps);
  }
  EXPECT_LT(most, kMaxUnpolledOfLargest / kShare);
}

std::string TestName(const ::testing::TestParamInfo<HostileFamily>& info) {
  std::string name = info.param.name;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Families, HostileTest, ::testing::ValuesIn(testing::HostileFamilies()),
                         TestName);

// The kinds with the longest passes; all where TA_HOSTILE_ALL is set.
std::vector<HostileFamily> LargeKinds() {
  constexpr std::string_view kSome[] = {"divisions with text",
                                        "links of a paragraph",
                                        "half references",
                                        "half addresses",
                                        "people and pronouns",
                                        "marks of one class",
                                        "sources that must not be named",
                                        "one number with commas",
                                        "white space in a page",
                                        "titles without end",
                                        "headings and a long site name",
                                        "paragraphs and a long body",
                                        "ampersands in a paragraph",
                                        "half references in a page"};
  std::vector<HostileFamily> out;
  for (const HostileFamily& family : testing::HostileFamilies()) {
    const bool is_one =
        std::find(std::begin(kSome), std::end(kSome), family.name) != std::end(kSome);
    if (is_one || std::getenv("TA_HOSTILE_ALL") != nullptr) out.push_back(family);
  }
  return out;
}

// The kinds that make most pieces.
std::vector<HostileFamily> KindsOfManyPieces() {
  constexpr std::string_view kNames[] = {"short lines", "addresses", "addresses of pages"};
  std::vector<HostileFamily> out;
  for (const HostileFamily& family : testing::HostileFamilies()) {
    if (std::find(std::begin(kNames), std::end(kNames), family.name) != std::end(kNames))
      out.push_back(family);
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Kinds, CancelledDocumentTest, ::testing::ValuesIn(KindsOfManyPieces()),
                         TestName);
INSTANTIATE_TEST_SUITE_P(Kinds, LargeDocumentTest, ::testing::ValuesIn(LargeKinds()), TestName);

// A draft and a source made to cost more than their size.
struct HostilePair {
  const char* name;
  const char* draft;          // Repeated, within one pair of marks unless it has its own.
  const char* source;         // Repeated.
  bool has_speakers = false;  // Both texts are analysed, so that who speaks is compared.
};

class HostileVerificationTest : public ::testing::TestWithParam<HostilePair> {};

std::string Filled(std::string_view unit, size_t bytes) {
  std::string out;
  for (size_t n = 0; out.size() < bytes; ++n) {
    for (const char c : unit) {
      if (c == '#') {
        out += std::to_string(n);
      } else {
        out.push_back(c);
      }
    }
  }
  return out;
}

// What is known of a text before it is verified.
pipeline::Analysis AnalysisOf(const std::string& text, bool has_speakers) {
  if (!has_speakers) return {};
  auto analysis = testing::TestAnalyzer().Analyze({.text = text, .language_code = "en"}, {}, {});
  EXPECT_TRUE(analysis.ok());
  return analysis.ok() ? *std::move(analysis) : pipeline::Analysis();
}

double StepsToVerify(const HostilePair& pair, size_t bytes) {
  const std::string_view unit = pair.draft;
  const bool has_marks = unit.find('"') != std::string_view::npos;
  const std::string filled = Filled(unit, bytes);
  const std::string draft = has_marks ? filled : "\"" + filled + "\"",
                    source = Filled(pair.source, bytes);
  const pipeline::Analysis ours = AnalysisOf(draft, pair.has_speakers),
                           theirs = AnalysisOf(source, pair.has_speakers);
  const verify::Verifier& verifier = testing::TestAnalyzer().verifier();
  const uint64_t before = testing::WorkDone().steps;
  const auto indexed = verifier.Index({{source, &theirs.quotes, &theirs.entities}}, {});
  EXPECT_TRUE(indexed.ok());
  const auto findings = verifier.Verify({draft, &ours.quotes, &ours.entities}, *indexed, {});
  EXPECT_TRUE(findings.ok() && !findings->empty());
  if (pair.has_speakers && findings.ok()) {
    EXPECT_EQ(findings->back().speaker, verify::SpeakerAgreement::kAnother);
  }
  return static_cast<double>(testing::WorkDone().steps - before);
}

TEST_P(HostileVerificationTest, WorkGrowsAsTheTextsDo) {
  const size_t bytes = SmallestBytes();
  StepsToVerify(GetParam(), 1000);  // What is made once.
  const double small = StepsToVerify(GetParam(), bytes);
  const double large = StepsToVerify(GetParam(), kTimesLarger * bytes);
  std::cout << std::setprecision(3) << "grows " << large / small << " times; steps a byte "
            << large / static_cast<double>(2 * kTimesLarger * bytes) << "\n";
  if (large / small >= kMaxGrowth) {
    // A small source has fewer places of a quotation than are looked at; then one more doubling has
    // to tell.
    EXPECT_LT(StepsToVerify(GetParam(), 2 * kTimesLarger * bytes) / large, kMaxDoubling);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Pairs, HostileVerificationTest,
    ::testing::Values(
        HostilePair{"OneWord", "a ", "a "}, HostilePair{"TwoWords", "a b ", "b a "},
        HostilePair{"OneWordInManyQuotations", "\"a a a\" he said. ", "a "},
        HostilePair{"ManyQuotationsAndOneToken", "\"a b c\" x# said. ", "a"},
        HostilePair{"ManyQuotationsAndAWordOfEach", "\"word# a a\" he said. ", "a word# "},
        HostilePair{"OneSentenceInManyQuotations", "\"we will do what we can now\" x. ",
                    "we will do what we can now "},
        HostilePair{"PairsInOtherOrder", "a b c d ", "c d a b "},
        HostilePair{"WordsBetween", "a w# b ", "a v# b "}, HostilePair{"Elisions", "a … ", "a b "},
        HostilePair{"Brackets", "[a ", "a "}, HostilePair{"MarksAlone", "\"a b c\" ", "\"a b c\" "},
        HostilePair{"DifferentWords", "word# ", "word# "},
        HostilePair{"Apostrophes", "a'a'a'a ", "a'a "},
        HostilePair{"ManySpeakers", "\"we won it today,\" said Ana A#. ",
                    "\"we won it today,\" said Ana B#. ", true}),
    [](const auto& param_info) { return std::string(param_info.param.name); });

TEST(HostileFamiliesTest, AreManyAndOfTheSizeAskedFor) {
  EXPECT_GE(testing::HostileFamilies().size(), 60);
  for (const HostileFamily& family : testing::HostileFamilies()) {
    EXPECT_NEAR(static_cast<double>(family.make(20'000).size()), 20'000, 200) << family.name;
  }
}

}  // namespace
}  // namespace textanalysis
