// The upper half of windows-1252, which much text was wrongly read as.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_WINDOWS1252_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_WINDOWS1252_H_

#include <array>

namespace textanalysis::clean {

// The characters of bytes 0x80 to 0x9F; 0 where it has none. Those above are Unicode's own.
inline constexpr std::array<char32_t, 32> kHighBytes = {
    U'€', 0,    U'‚', U'ƒ', U'„', U'…', U'†', U'‡', U'ˆ', U'‰', U'Š', U'‹', U'Œ', 0, U'Ž', 0,
    0,    U'‘', U'’', U'“', U'”', U'•', U'–', U'—', U'˜', U'™', U'š', U'›', U'œ', 0, U'ž', U'Ÿ'};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_WINDOWS1252_H_
