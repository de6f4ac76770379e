#include "analysis/model/word_pieces.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace textanalysis::model {
namespace {

enum : uint32_t { kUnknown, kBegin, kEnd, kUn, kUnder, kStand, kCafe, kComma, kA, kInnerA };
constexpr char kVocabulary[] = "[UNK]\n[CLS]\n[SEP]\nun\nunder\n##stand\ncafe\n,\na\n##a\n";

std::vector<uint32_t> PiecesOf(std::string_view word) {
  const WordPieces words = WordPieces::Create(kVocabulary).value();
  std::vector<uint32_t> pieces;
  words.Append(word, &pieces);
  return pieces;
}

TEST(WordPiecesTest, TheLongestKnownPieceIsTaken) {
  EXPECT_EQ(PiecesOf("understand"), (std::vector<uint32_t>{kUnder, kStand}));
}

TEST(WordPiecesTest, CaseAndDiacriticsDoNotCount) {
  EXPECT_EQ(PiecesOf("CAFÉ"), (std::vector<uint32_t>{kCafe}));
  EXPECT_EQ(PiecesOf("UnderStand"), (std::vector<uint32_t>{kUnder, kStand}));
}

TEST(WordPiecesTest, PunctuationStandsByItself) {
  EXPECT_EQ(PiecesOf("a,a"), (std::vector<uint32_t>{kA, kComma, kA}));
}

TEST(WordPiecesTest, APartThatCannotBeSplitIsUnknown) {
  EXPECT_EQ(PiecesOf("underx"), (std::vector<uint32_t>{kUnknown}));
  EXPECT_EQ(PiecesOf("a,underx"), (std::vector<uint32_t>{kA, kComma, kUnknown}));
}

TEST(WordPiecesTest, AWordHasAtLeastOnePieceAndAtMostEight) {
  EXPECT_EQ(PiecesOf(""), (std::vector<uint32_t>{kUnknown}));
  EXPECT_EQ(PiecesOf(std::string(1000, 'a')).size(), kMaxPiecesOfWord);
  EXPECT_EQ(PiecesOf(std::string(1000, ',')).size(), kMaxPiecesOfWord);
}

TEST(WordPiecesTest, AVocabularyWithoutItsMarksIsDamaged) {
  EXPECT_EQ(WordPieces::Create("a\nb\n").status().code(), absl::StatusCode::kDataLoss);
}

TEST(LetterClassTest, TellsTheFirstCharacterAndTheKindsThatFollow) {
  EXPECT_EQ(LetterClass("a"), 1);
  EXPECT_EQ(LetterClass("Élan"), 0 + 4 * 2);
  EXPECT_EQ(LetterClass("NATO"), 0 + 4 * 1);
  EXPECT_EQ(LetterClass("iPhone"), 1 + 4 * (1 | 2));
  EXPECT_EQ(LetterClass("7-Eleven"), 2 + 4 * (1 | 2 | 8));
}

}  // namespace
}  // namespace textanalysis::model
