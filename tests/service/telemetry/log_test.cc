#include "service/telemetry/log.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/service/telemetry/captured_log.h"

namespace textanalysis::telemetry {
namespace {

using nlohmann::json;

TEST(LogTest, ALineIsOneObjectWithTimeSeverityAndMessage) {
  CapturedLog captured;
  Log("WARNING", "the old one is kept", {{"kind", "tokens"}, {"line", 2}, {"seconds", 0.5}});
  const std::vector<json> lines = captured.Lines();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["severity"], "WARNING");
  EXPECT_EQ(lines[0]["message"], "the old one is kept");
  EXPECT_EQ(lines[0]["kind"], "tokens");
  EXPECT_EQ(lines[0]["line"], 2);
  EXPECT_TRUE(lines[0]["line"].is_number_integer()) << "numbers stay numbers";
  EXPECT_EQ(lines[0]["seconds"], 0.5);
  EXPECT_TRUE(lines[0]["time"].get<std::string>().ends_with("+00:00"));
}

TEST(LogTest, LinesKeepTheirOrder) {
  CapturedLog captured;
  for (int k = 0; k < 500; ++k) Log("INFO", "call", {{"k", k}});
  const std::vector<json> lines = captured.Lines();
  ASSERT_EQ(lines.size(), 500u);
  for (int k = 0; k < 500; ++k) EXPECT_EQ(lines[static_cast<size_t>(k)]["k"], k);
}

TEST(LogTest, LineEndsAndBytesThatAreNoTextStayWithinTheLine) {
  CapturedLog captured;
  Log("INFO", "two\nlines", {{"id", std::string("a\xFF\"b")}});
  const std::vector<json> lines = captured.Lines();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["message"], "two\nlines");
  EXPECT_EQ(lines[0]["id"], "a\uFFFD\"b");
}

TEST(LogTest, WhatFindsNoRoomIsDroppedAndCountedAndNobodyWaits) {
  CapturedLog captured;
  const uint64_t before = LostLogLines();
  // Longer than all that may wait.
  Log("INFO", std::string(size_t{5} << 20, 'x'), {});
  Log("INFO", "short", {});
  EXPECT_EQ(LostLogLines() - before, 1u);
  const std::vector<json> lines = captured.Lines();
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0]["message"], "short");
}

}  // namespace
}  // namespace textanalysis::telemetry
