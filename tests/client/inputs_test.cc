#include "client/cpp/inputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "textanalysis/client.h"

namespace textanalysis::command {
namespace {

using ::testing::ElementsAre;

class InputsTest : public ::testing::Test {
 protected:
  InputsTest() { std::filesystem::create_directories(folder_ + "/below"); }
  ~InputsTest() override { std::filesystem::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ + "/" + name, std::ios::binary) << content;
    return folder_ + "/" + name;
  }

  std::string WriteGzip(const std::string& name, const std::string& content) const {
    std::string path = folder_ + "/" + name;
    const gzFile file = gzopen(path.c_str(), "wb");
    gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
    gzclose(file);
    return path;
  }

  const std::string folder_ = ::testing::TempDir() + "/inputs_test";
};

TEST_F(InputsTest, FolderStandsForThePagesAndTextsBelowIt) {
  const std::string b = Write("below/b.html.gz", "");
  const std::string a = Write("z.txt", "");
  Write("picture.png", "");
  EXPECT_THAT(*ExpandInputs({folder_}), ElementsAre(b, a));
  EXPECT_FALSE(ExpandInputs({folder_ + "/none*"}).ok());
  std::filesystem::remove(a);
  std::filesystem::remove(b);
  EXPECT_FALSE(ExpandInputs({folder_}).ok()) << "a folder without documents is a mistake";
}

TEST_F(InputsTest, SavedPagesAreFoundByWhatIsLeftOfTheirAddress) {
  const std::string plain = Write("below/story", "\n <!doctype html>");
  const std::string query = Write("story.html?id=3&x=1", "");
  Write("LICENSE", "Copyright");
  Write("style.css?v=2", "");
  Write(".hidden", "<");
  EXPECT_THAT(*ExpandInputs({folder_}), ElementsAre(plain, query));
  EXPECT_THAT(*ExpandInputs({query}), ElementsAre(query)) << "its name is no pattern";
}

TEST_F(InputsTest, AddressIsNotFetchedAndThatIsSaid) {
  EXPECT_THAT(std::string(ExpandInputs({"https://news.example/"}).status().message()),
              ::testing::HasSubstr("https://news.example/ is not fetched; save the page"));
}

TEST_F(InputsTest, PatternStandsForTheFilesThatItMatches) {
  const std::string a = Write("a.html", ""), b = Write("b.html", "");
  const std::string odd = Write("[c].html", "");
  EXPECT_THAT(*ExpandInputs({folder_ + "/?.html"}), ElementsAre(a, b));
  EXPECT_THAT(*ExpandInputs({odd, "no/such"}), ElementsAre(odd, "no/such"));
  EXPECT_THAT(*ExpandInputs({}), ElementsAre("-"));
}

TEST_F(InputsTest, GzipIsInflatedWhateverItsName) {
  const std::string text(100'000, 'x');
  EXPECT_EQ(*ReadInput(WriteGzip("a.gz", text)), text);
  EXPECT_EQ(*ReadInput(WriteGzip("a.html", "<p>x")), "<p>x");
  EXPECT_EQ(*ReadInput(Write("plain", "x")), "x");
}

TEST_F(InputsTest, SeveralMembersOfGzipAreOneDocument) {
  const auto bytes = [this](const std::string& text) {
    std::ifstream in(WriteGzip("member.gz", text), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
  };
  EXPECT_EQ(*ReadInput(Write("all.gz", bytes("one ") + bytes("two"))), "one two");
}

TEST_F(InputsTest, NoMoreIsReadThanADocumentMayHave) {
  const std::string large = Write("large.txt", "");
  std::filesystem::resize_file(large, uintmax_t{5} << 30);
  for (const std::string& path : {large, std::string("/dev/zero")}) {
    const absl::Status status = ReadInput(path).status();
    EXPECT_EQ(status.message(), path + " is over the limit of every server; split it");
    EXPECT_EQ(ReasonOf(*GetErrorStatus(status)).reason, "DOCUMENT_TOO_LARGE");
  }
  EXPECT_EQ(ReasonOf(*GetErrorStatus(ReadInput(large).status())).metadata["actualBytes"],
            "5368709120");
}

TEST_F(InputsTest, WhatIsNoTextIsNamedWithWhatToDo) {
  const auto error_of = [this](const std::string& bytes) {
    const std::string path = Write("draft", bytes);
    const absl::Status status = ReadInput(path).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    return std::string(status.message().substr(path.size()));
  };
  using ::testing::StartsWith;
  EXPECT_EQ(error_of("%PDF-1.7"), " is a PDF; save its text, or the web page, and name that file");
  EXPECT_EQ(error_of("PK\x03\x04 word/document.xml"),
            " is a Word file or an archive; save it as text or HTML, and name that file");
  EXPECT_THAT(error_of("\n {\\rtf1 Hi}"), StartsWith(" is a file in rich text; "));
  EXPECT_THAT(error_of("\xD0\xCF\x11\xE0"),
              StartsWith(" is an old Word file or another of Office"));
  for (const char* picture : {"\x89PNG\r\n", "\xFF\xD8\xFF\xE0", "GIF87a", "GIF89a"})
    EXPECT_THAT(error_of(picture), StartsWith(" is a picture; type its text"));
  EXPECT_THAT(error_of(std::string("a\0b", 3)), StartsWith(" is no text and no web page; "));
  EXPECT_FALSE(ReadInput(WriteGzip("a.gz", "%PDF-1.7")).ok()) << "inflated first";
}

TEST_F(InputsTest, TextsThatLookLikeOtherFilesAreRead) {
  for (const char* text : {"", "PK said no.", "GIF is a format.", "The PDF begins with %PDF-1.7"})
    EXPECT_EQ(*ReadInput(Write("a.txt", text)), text);
  const std::string wide("a\0b\0", 4);
  EXPECT_EQ(*ReadInput(Write("marked", "\xFF\xFE" + wide)), "\xFF\xFE" + wide);
  EXPECT_EQ(*ReadInput(Write("stated", wide), "UTF-16LE"), wide);
  EXPECT_FALSE(ReadInput(Write("neither", wide)).ok());
}

TEST_F(InputsTest, DamagedOrEndlessGzipIsRefused) {
  EXPECT_EQ(ReadInput(Write("bad.gz", "\x1f\x8b no more")).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(ReadInput(WriteGzip("big.gz", std::string((size_t{64} << 20) + 1, 'x'))).ok());
  EXPECT_FALSE(ReadInput(folder_).ok());
}

}  // namespace
}  // namespace textanalysis::command
