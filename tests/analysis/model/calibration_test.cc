#include "analysis/model/calibration.h"

#include <gtest/gtest.h>

namespace textanalysis::model {
namespace {

TEST(CalibrationTest, NumbersAreReadByName) {
  const Calibration calibration("# name\tvalue\na.b\t-2.5\tchosen on x\nc\t3\n");
  float a = 0, c = 0;
  ASSERT_TRUE(calibration.Read({{"a.b", &a}, {"c", &c}}).ok());
  EXPECT_EQ(a, -2.5f);
  EXPECT_EQ(c, 3.0f);
}

TEST(CalibrationTest, NumbersAreReadToTheLastDigit) {
  const Calibration calibration("a\t0.3\n");
  double number = 0;
  ASSERT_TRUE(calibration.Read({{"a", &number}}).ok());
  EXPECT_EQ(number, 0.3);
}

TEST(CalibrationTest, WhatIsMissingOrNoNumberIsNamed) {
  const Calibration calibration("a\tmuch\nb\t1x\n");
  float number = 0;
  for (const char* name : {"a", "b", "c"}) {
    const absl::Status status = calibration.Read({{name, &number}});
    EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss);
    EXPECT_NE(status.message().find(std::string("\"") + name + "\""), absl::string_view::npos);
  }
}

}  // namespace
}  // namespace textanalysis::model
