#include "service/dictionaries/dictionary_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "analysis/pipeline/analyzer.h"
#include "analysis/reader/fast_reader.h"
#include "tests/support/bundle.h"
#include "tests/support/names.h"

namespace textanalysis::dictionaries {
namespace {

using dictionary::Dictionary;

std::string PathOf(const std::string& name) { return ::testing::TempDir() + name; }

// Replaces a file as a whole, as who keeps a dictionary should.
void Write(const std::string& name, const std::string& content) {
  std::ofstream(PathOf(name + ".new"), std::ios::binary) << content;
  std::filesystem::rename(PathOf(name + ".new"), PathOf(name));
}

std::string ErrorOf(const std::string& content) {
  Write("damaged.tsv", content);
  const auto read = ReadDictionary({PathOf("damaged.tsv")});
  return read.ok() ? "" : std::string(read.status().message());
}

TEST(DictionaryFilesTest, FilesOfBothFormsAreOneDictionary) {
  Write("a.tsv", "\xEF\xBB\xBF# members\r\nQ1\tFiona Reid\tperson\r\n\r\n");
  Write("b.jsonl", "{\"id\": \"Q2\", \"name\": \"Port of Leith\", \"type\": \"organization\"}\n");
  const auto read = ReadDictionary({PathOf("a.tsv"), PathOf("b.jsonl")});
  ASSERT_TRUE(read.ok()) << read.status().message();
  ASSERT_EQ((*read)->num_entries(), 2u);
  EXPECT_EQ((*read)->Id(0), "Q1");
  EXPECT_EQ((*read)->Name(1), "Port of Leith");
}

TEST(DictionaryFilesTest, ADamagedLineIsNamed) {
  const std::string good = "Q1\tFiona Reid\tperson\n";
  EXPECT_EQ(ErrorOf(good + "Q2\tLeith\n"),
            PathOf("damaged.tsv") + ":2: there is no id, name and type between tabs");
  EXPECT_EQ(ErrorOf(good + "\n" + "Q2\tLeith\tport\n").find(PathOf("damaged.tsv") + ":3: type: "),
            0u);
  EXPECT_EQ(ErrorOf("# nobody\n"), PathOf("damaged.tsv") + " names nobody");
  EXPECT_EQ(ReadDictionary({""}).status().message(), "the name of a dictionary's file is empty");
  EXPECT_EQ(ReadDictionary({PathOf("missing.tsv")}).status().code(), absl::StatusCode::kNotFound);
  EXPECT_FALSE(ReadDictionary({::testing::TempDir()}).ok()) << "a folder is no file";
  EXPECT_FALSE(ReadDictionary({"/dev/zero"}).ok()) << "has no end";
  ASSERT_EQ(mkfifo(PathOf("pipe.tsv").c_str(), 0600), 0);
  EXPECT_FALSE(ReadDictionary({PathOf("pipe.tsv")}).ok()) << "nobody writes into it";
  std::filesystem::remove(PathOf("pipe.tsv"));
}

TEST(DictionaryFilesTest, AChangedFileIsReadAnewAndADamagedOneIsNot) {
  Write("live.tsv", "Q1\tFiona Reid\tperson\n");
  const auto files = DictionaryFiles::Open({PathOf("live.tsv")}).value();
  const std::shared_ptr<const Dictionary> first = files->current();
  EXPECT_FALSE(files->Reload().value()) << "nothing has changed";
  Write("live.tsv", "Q1\tFiona Reid\n");
  EXPECT_FALSE(files->Reload().ok());
  EXPECT_EQ(files->current(), first);
  EXPECT_FALSE(files->Reload().value()) << "what is damaged is told once";
  Write("live.tsv", "Q9\tFiona Reid\tperson\n");
  EXPECT_TRUE(files->Reload().value());
  EXPECT_EQ(files->current()->Id(0), "Q9");
  EXPECT_EQ(first->Id(0), "Q1") << "calls that began with the old one keep it";
}

constexpr size_t kEntries = 250'000, kAliases = 4;

size_t ResidentBytes() {
  size_t pages = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  return resident * 4096;
}

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// A dictionary of a million aliases, and what reading it took, beside what an ordinary hash map of
// the same rows takes.
struct Million {
  std::shared_ptr<const Dictionary> dictionary;
  double seconds = 0, map_seconds = 0;
  size_t bytes = 0;
};

// The time of reading the rows into a map from alias to row, with nothing normalised or checked.
double MapSeconds(const std::string& rows_of_file) {
  const double begin = CpuSeconds();
  absl::flat_hash_map<std::string, size_t> rows;
  size_t row = 0;
  for (absl::string_view line : absl::StrSplit(rows_of_file, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    rows.emplace(fields[1], row);
    for (absl::string_view alias : absl::StrSplit(fields[3], '|')) rows.emplace(alias, row);
    ++row;
  }
  EXPECT_EQ(rows.size(), kEntries * kAliases);
  return CpuSeconds() - begin;
}

std::string MillionRows() {
  std::string rows;
  for (size_t k = 0; k < kEntries; ++k) {
    absl::StrAppend(&rows, "Q", k, "\t", testing::InventedName(kAliases * k), "\tperson\t");
    for (size_t a = 1; a < kAliases; ++a)
      absl::StrAppend(&rows, a > 1 ? "|" : "", testing::InventedName(kAliases * k + a));
    rows += '\n';
  }
  return rows;
}

const Million& AMillion() {
  static const Million* const kMillion = [] {
    Write("million.tsv", MillionRows());
    const size_t before = ResidentBytes();
    const double begin = CpuSeconds();
    auto* const out = new Million{ReadDictionary({PathOf("million.tsv")}).value()};
    out->seconds = CpuSeconds() - begin;
    out->bytes = ResidentBytes() - std::min(before, ResidentBytes());
    out->map_seconds = MapSeconds(MillionRows());
    return out;
  }();
  return *kMillion;
}

TEST(MillionAliasesTest, LoadWithinTwentyTimesAHashMapAndAHundredMegabytes) {
  ASSERT_EQ(AMillion().dictionary->num_aliases(), kEntries * kAliases);
  std::cout << "a million aliases: " << AMillion().seconds << " s of CPU, "
            << (AMillion().bytes >> 20) << " MiB more, " << (AMillion().dictionary->bytes() >> 20)
            << " MiB of tables; a hash map: " << AMillion().map_seconds << " s\n";
  EXPECT_LT(AMillion().seconds, 20 * AMillion().map_seconds);
  EXPECT_LE(AMillion().bytes, 100'000'000u);
}

// A text that names every 4,999th alias, and where.
std::string TextOf(std::map<text::Span, std::string>* names) {
  static constexpr const char* kBefore[] = {"Yesterday ", "On Monday the board heard that ",
                                            "The letter names ", "“We met ", "It was "};
  static constexpr const char* kAfter[] = {" had left the port. ", " and others will pay. ",
                                           ", who did not answer.\n\n", ",” said the mayor. ",
                                           "’s plan that won. "};
  std::string text;
  for (size_t k = 0; k < kEntries * kAliases; k += 4'999) {
    text += kBefore[k % 5];
    names->emplace(text::Span{text.size(), text.size() + testing::InventedName(k).size()},
                   absl::StrCat("Q", k / kAliases));
    text += testing::InventedName(k) + kAfter[k % 5];
  }
  return text;
}

TEST(MillionAliasesTest, EveryAliasOfATextIsFoundWithItsIdAndNoOther) {
  std::map<text::Span, std::string> expected, found;
  const std::string text = TextOf(&expected);
  ASSERT_EQ(expected.size(), 201u);
  const auto analysis = testing::TestAnalyzer()
                            .Analyze({.text = text, .language_code = "en"},
                                     {.clean = false, .dictionaries = {AMillion().dictionary}}, {})
                            .value();
  for (const entities::Entity& e : analysis.entities) {
    for (const entities::Mention& m : e.mentions) {
      if (m.is_known) found.emplace(m.span, e.dictionary_id);
    }
  }
  size_t right = 0;
  for (const auto& [span, id] : expected)
    right += found.contains(span) && found[span] == id ? 1 : 0;
  std::cout << "precision " << right << "/" << found.size() << ", recall " << right << "/"
            << expected.size() << "\n";
  EXPECT_EQ(found, expected);
}

TEST(MillionAliasesTest, TakeATenthOfTheTimeOfNames) {
  std::map<text::Span, std::string> expected;
  std::string text;
  for (int k = 0; k < 4; ++k)
    text += TextOf(&expected) + testing::ReadSourceFile("examples/harbour.txt");
  const syntax::Parser parser(testing::TestBundle());
  const auto reader = reader::FastReader::Create(testing::TestBundle()).value();
  const syntax::Syntax s = parser.Parse(text);
  const auto no_title = [](std::string_view) { return false; };
  double names = 0, dictionary = 0;
  for (int k = 0; k < 5; ++k) {
    const double begin = CpuSeconds();
    std::vector<reader::TaggedName> found =
        reader->Read(s, {.names = true, .quotes = false}, {}).value().names;
    const double middle = CpuSeconds();
    EXPECT_FALSE(
        dictionary::MarkKnown(s, {AMillion().dictionary}, no_title, {}, &found).value().empty());
    dictionary += CpuSeconds() - middle;
    names += middle - begin;
  }
  std::cout << "dictionary / names: " << dictionary / names << "\n";
  EXPECT_LE(dictionary, 0.1 * names);
}

}  // namespace
}  // namespace textanalysis::dictionaries
