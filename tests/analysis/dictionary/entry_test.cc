#include "analysis/dictionary/entry.h"

#include <gtest/gtest.h>

#include "analysis/text/error.h"

namespace textanalysis::dictionary {
namespace {

using entities::EntityType;

std::string FieldAtFault(const std::string& line) {
  const absl::StatusOr<std::optional<Entry>> entry = ParseLine(line);
  if (entry.ok()) return "none";
  const std::optional<text::ErrorDetail> detail = text::GetErrorDetail(entry.status());
  EXPECT_TRUE(detail && detail->reason == "INVALID_DICTIONARY");
  EXPECT_EQ(std::string(entry.status().message()).find("Reid"), std::string::npos);
  return detail ? detail->field : "";
}

TEST(EntryTest, FieldsStandBetweenTabs) {
  const Entry entry =
      **ParseLine("Q1\tFiona Reid\tperson\tF. Reid | Iron Fiona\tferry|harbour\texact");
  EXPECT_EQ(entry.id, "Q1");
  EXPECT_EQ(entry.name, "Fiona Reid");
  EXPECT_EQ(entry.type, EntityType::kPerson);
  EXPECT_EQ(entry.aliases, (std::vector<std::string>{"F. Reid", "Iron Fiona"}));
  EXPECT_EQ(entry.context, (std::vector<std::string>{"ferry", "harbour"}));
  EXPECT_EQ(entry.case_rule, CaseRule::kExact);
}

TEST(EntryTest, TheLastFieldsMayBeAbsent) {
  const Entry entry = **ParseLine("Q2\tPort of Leith\torganization");
  EXPECT_EQ(entry.name, "Port of Leith");
  EXPECT_TRUE(entry.aliases.empty());
  EXPECT_EQ(entry.case_rule, CaseRule::kName);
}

TEST(EntryTest, ALineMayBeAnObject) {
  const Entry entry = **ParseLine(
      R"({"id": "Q1", "name": "Fiona Reid", "type": "person", "aliases": ["F. Reid"],
          "context": ["ferry"], "case": "ignore"})");
  EXPECT_EQ(entry.id, "Q1");
  EXPECT_EQ(entry.aliases, std::vector<std::string>{"F. Reid"});
  EXPECT_EQ(entry.context, std::vector<std::string>{"ferry"});
  EXPECT_EQ(entry.case_rule, CaseRule::kIgnore);
}

TEST(EntryTest, EmptyLinesAndRemarksAreNoEntries) {
  for (const char* line : {"", "  ", "\r", "# id, name, type"}) {
    const absl::StatusOr<std::optional<Entry>> entry = ParseLine(line);
    ASSERT_TRUE(entry.ok()) << line;
    EXPECT_FALSE(entry->has_value()) << line;
  }
}

TEST(EntryTest, ADamagedLineNamesItsMember) {
  EXPECT_EQ(FieldAtFault("Q1\tFiona Reid"), "");
  EXPECT_EQ(FieldAtFault("Q1\tFiona Reid\tpersn"), "type");
  EXPECT_EQ(FieldAtFault("\tFiona Reid\tperson"), "id");
  EXPECT_EQ(FieldAtFault("Q1\t--\tperson"), "name");
  EXPECT_EQ(FieldAtFault("Q1\tFiona Reid\tperson\tF. Reid|!"), "aliases[1]");
  EXPECT_EQ(FieldAtFault("Q1\tFiona Reid\tperson\t\t\tsometimes"), "case");
  EXPECT_EQ(FieldAtFault("Q1\tFiona Reid\tperson\t\t\t\tmore"), "");
  EXPECT_EQ(FieldAtFault("Q1\tFiona \xFF Reid\tperson"), "");
  EXPECT_EQ(FieldAtFault("Q1\tFiona Reid\tperson\xE2"), "");
  EXPECT_EQ(FieldAtFault("# Cut within a letter: \xE2"), "");
  EXPECT_EQ(FieldAtFault("Q1\t" + std::string(300, 'a') + "\tperson"), "name");
  EXPECT_EQ(FieldAtFault(R"({"id": "Q1", "name": "Fiona Reid")"), "");
  EXPECT_EQ(FieldAtFault(R"({"id": "Q1", "name": "Fiona Reid"})"), "type");
  EXPECT_EQ(FieldAtFault(R"({"id": 1, "name": "Fiona Reid", "type": "person"})"), "id");
  EXPECT_EQ(FieldAtFault(R"({"id": "Q", "name": "Reid", "type": "person", "alias": []})"), "alias");
  EXPECT_EQ(FieldAtFault(R"({"id": "Q", "name": "Reid", "type": "person", "aliases": "F"})"),
            "aliases");
}

}  // namespace
}  // namespace textanalysis::dictionary
