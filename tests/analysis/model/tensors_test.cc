#include "analysis/model/tensors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace textanalysis::model {
namespace {

using ::testing::ElementsAre;

// A section with one array "a" of two floats at `offset`.
std::string Section(uint64_t offset = 64, uint64_t size = 8) {
  std::string out(72, '\0');
  const uint32_t count = 1;
  const float values[] = {1.5f, -2};
  std::memcpy(out.data(), &count, sizeof count);
  out[8] = 'a';
  std::memcpy(out.data() + 32, &offset, sizeof offset);
  std::memcpy(out.data() + 40, &size, sizeof size);
  std::memcpy(out.data() + 64, values, sizeof values);
  return out;
}

TEST(TensorsTest, ArraysAreFoundByNameAndSize) {
  const std::string section = Section();
  const Tensors tensors = Tensors::Create(section).value();
  EXPECT_THAT(tensors.Floats("a", 2).value(), ElementsAre(1.5f, -2.f));
  EXPECT_EQ(tensors.NumFloats("a"), 2u);
  EXPECT_EQ(tensors.NumFloats("b"), 0u);
  EXPECT_FALSE(tensors.Floats("a", 3).ok());
  EXPECT_FALSE(tensors.Floats("b", 2).ok());
}

TEST(TensorsTest, DamageIsRefused) {
  EXPECT_FALSE(Tensors::Create("").ok());
  EXPECT_FALSE(Tensors::Create(Section(65)).ok());
  EXPECT_FALSE(Tensors::Create(Section(128)).ok());
  EXPECT_FALSE(Tensors::Create(Section(64, 9)).ok());
  EXPECT_FALSE(Tensors::Create(Section(64, ~uint64_t{0})).ok());
  EXPECT_FALSE(Tensors::Create(Section().substr(0, 40)).ok());
}

}  // namespace
}  // namespace textanalysis::model
