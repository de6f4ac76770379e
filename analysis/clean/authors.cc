#include "analysis/clean/authors.h"

#include <algorithm>
#include <array>
#include <optional>

#include "analysis/clean/inner_text.h"
#include "analysis/text/chars.h"
#include "analysis/text/letter_case.h"
#include "analysis/text/utf8.h"

namespace textanalysis::clean {
namespace {

constexpr size_t kMaxBytes = 1000;
constexpr size_t kMaxNameBytes = 80;
constexpr size_t kMaxNames = 50;
// Words of a name, particles left out, and words before "by" that belong to it ("An interview by").
constexpr size_t kMaxNameWords = 5;
constexpr size_t kMaxOpeningWords = 4;
// A line that only signs is no longer.
constexpr size_t kMaxSignedTokens = 16;
// A name without spaces has so many characters.
constexpr size_t kMaxCaselessChars = 8;
constexpr size_t kInitialsBytes = 2;

bool IsJoiner(char32_t c) { return c == U'\'' || c == U'’' || c == U'-' || c == U'‐' || c == U'.'; }

bool HasDigit(std::string_view s) { return std::any_of(s.begin(), s.end(), text::IsAsciiDigit); }

bool IsNumber(std::string_view s) {
  return std::all_of(s.begin(), s.end(),
                     [](char c) { return text::IsAsciiDigit(c) || c == '.' || c == '-'; });
}

// Whether the first letter is of a script without cases.
bool IsCaseless(std::string_view s) {
  const char32_t c = text::DecodeAt(s, 0).value;
  return text::IsLetter(c) && !text::IsUpper(c) && !text::IsLower(c);
}

// Whether a full stop shortens a word of a name: "J.", "T.J.", "Jr.".
bool IsInitial(std::string_view word) {
  if (!word.ends_with('.') || !text::StartsUpper(word)) return false;
  return word.size() <= 3 || (word.size() <= 6 && word[1] == '.');
}

}  // namespace

std::string NameKey(std::string_view name) {
  std::string out;
  const std::string lower = text::ToLower(name);
  for (size_t at = 0; at < lower.size();) {
    const text::CodePoint c = text::DecodeAt(lower, at);
    if (text::IsWordChar(c.value)) out.append(lower, at, c.length);
    at += c.length;
  }
  return out;
}

// Reads the names of one text from left to right.
class BylineParser {
 public:
  enum class Trust { kLine, kMarked, kStated };

  BylineParser(const MetadataWords& words, std::string_view s, Trust trust)
      : words_(words), s_(s.substr(0, kMaxBytes)), trust_(trust) {
    Split();
  }

  Signature Run() {
    const std::optional<size_t> begin = Opening();
    if (!begin) return {};
    ReadNames(*begin);
    Settle();
    if (out_.people.empty() && trust_ != Trust::kLine) TakeWhole(*begin);
    if (trust_ == Trust::kStated) Complete();
    return std::move(out_);
  }

  // The only words in a row that look like a name, where all others are of days and times.
  std::string Alone() const {
    std::string out;
    for (size_t k = 0; k < tokens_.size();) {
      if (!Is(k, Kind::kWord) || IsNumber(tokens_[k].word) || EndsNames(k)) {
        ++k;
        continue;
      }
      const size_t begin = k;
      while (Is(k, Kind::kWord) && tokens_[k].is == 0 && CanBeInName(k, k - begin)) ++k;
      const size_t words = k - begin;
      if (!out.empty() || words < 2 || words > 4 ||
          (Is(k, Kind::kWord) && !EndsNames(k) && !IsNumber(tokens_[k].word)))
        return "";
      const std::string_view last = tokens_[k - 1].word;
      out =
          PlainName({tokens_[begin].word.data(),
                     static_cast<size_t>(last.data() + last.size() - tokens_[begin].word.data())});
    }
    return out;
  }

 private:
  enum class Kind { kWord, kComma, kAnd, kTag, kColon, kStop };
  struct Token {
    Kind kind;
    std::string_view word;
    std::string lower{};
    WordKinds is = 0;
  };

  void Split() {
    for (size_t at = 0; at < s_.size();) {
      const text::CodePoint c = text::DecodeAt(s_, at);
      if (text::IsWordChar(c.value) || c.value == U'@' || c.value == U'_' || c.value == U'#') {
        at = AddWord(at);
        continue;
      }
      if (!text::IsSpace(c.value)) AddMark(at, c);
      at += c.length;
    }
  }

  bool GoesOn(size_t at) const {
    const text::CodePoint c = text::DecodeAt(s_, at);
    if (text::IsWordChar(c.value) || c.value == U'@' || c.value == U'_') return true;
    if (!IsJoiner(c.value)) return false;
    const size_t next = at + c.length;
    return c.value == U'.' ||
           (next < s_.size() && text::IsWordChar(text::DecodeAt(s_, next).value));
  }

  size_t AddWord(size_t at) {
    size_t end = at + text::DecodeAt(s_, at).length;
    while (end < s_.size() && GoesOn(end)) end += text::DecodeAt(s_, end).length;
    std::string_view word = s_.substr(at, end - at);
    // A full stop ends all but initials: "J.", "Jr."
    const bool ends = word.ends_with('.') && !IsInitial(word);
    if (ends) word.remove_suffix(1);
    Token token{Kind::kWord, word, text::ToLower(word)};
    token.is = words_.Of(token.lower);
    if (token.is == 0 && token.lower.ends_with('.'))
      token.is = words_.Of(token.lower.substr(0, token.lower.size() - 1));
    // "A." is an initial, whatever "a" is.
    if (IsInitial(word) && word.size() == 2) token.is = 0;
    const bool is_capitals = (token.is & BitOf(WordKind::kAndInCapitals)) && !text::HasLower(word);
    if ((token.is & BitOf(WordKind::kAnd)) && (is_capitals || !text::StartsUpper(word)))
      token.kind = Kind::kAnd;
    tokens_.push_back(token);
    if (ends) tokens_.push_back({Kind::kStop, s_.substr(end, 0)});
    return end;
  }

  void AddMark(size_t at, const text::CodePoint& c) {
    Kind kind = Kind::kStop;
    if (c.value == U',' || c.value == U';' || c.value == U'、' || c.value == U'，')
      kind = Kind::kComma;
    if (c.value == U'&') kind = Kind::kAnd;
    if (c.value == static_cast<char32_t>(kTagPlace)) kind = Kind::kTag;
    if (c.value == U':' || c.value == U'：') kind = Kind::kColon;
    if (text::IsQuoteMark(c.value)) return;
    // A slash parts names, "Ana Diaz/Bo Li", but in running text it is anything.
    if (c.value == U'/' && trust_ != Trust::kLine) kind = Kind::kComma;
    tokens_.push_back({kind, s_.substr(at, c.length)});
  }

  bool Is(size_t k, Kind kind) const { return k < tokens_.size() && tokens_[k].kind == kind; }
  bool IsWord(size_t k, WordKind kind) const {
    return k < tokens_.size() && tokens_[k].kind != Kind::kStop && (tokens_[k].is & BitOf(kind));
  }
  size_t PassTags(size_t k) const {
    while (Is(k, Kind::kTag)) ++k;
    return k;
  }

  // Whether a line ends as a sentence does, and with no name.
  bool IsSentence() const {
    const auto last = std::find_if(tokens_.rbegin(), tokens_.rend(),
                                   [](const Token& t) { return t.kind == Kind::kWord; });
    return trust_ == Trust::kLine && text::EndsSentence(s_) && last != tokens_.rend() &&
           !text::StartsUpper(last->word);
  }

  // Where the names begin: after "by", after "Text:", or at the beginning of what is marked. Before
  // "by" stand only words of writing: "An interview by", not "Reviewed by" nor a title's words. A
  // comma parts from others, but not within a sentence: "The map, by Ana Diaz, shows the harbour."
  std::optional<size_t> Opening() const {
    constexpr WordKinds kWriting = BitOf(WordKind::kPublished) | BitOf(WordKind::kLabel) |
                                   BitOf(WordKind::kRole) | BitOf(WordKind::kGenre) |
                                   BitOf(WordKind::kDeterminer);
    const bool is_sentence = IsSentence();
    size_t words = 0;  // Since the beginning or the last mark.
    bool is_other = false, is_clause = false;
    for (size_t k = 0; k < tokens_.size(); ++k) {
      if (Is(k, Kind::kTag) || Is(k, Kind::kColon)) continue;
      if (Is(k, Kind::kAnd)) continue;
      if (!Is(k, Kind::kWord)) {
        words = 0;
        is_clause = is_clause && Is(k, Kind::kComma);
        is_other = is_clause;
        continue;
      }
      if (words <= kMaxOpeningWords && !is_other) {
        if (const auto begin = AfterOpener(k, words)) return begin;
      }
      // The day of "Posted on 3 May by Ana Diaz" is no word of another kind.
      const bool is_own = (tokens_[k].is & kWriting) || HasDigit(tokens_[k].word) || IsDayWord(k);
      is_other = is_other || !is_own;
      is_clause = is_clause || (is_sentence && !is_own &&
                                text::IsLower(text::DecodeAt(tokens_[k].word, 0).value));
      words += (tokens_[k].is & kWriting) != 0;
    }
    return trust_ == Trust::kLine ? SignedBegin() : std::optional<size_t>(0);
  }

  // "on", and the names of months and days of the week, which end names.
  bool IsDayWord(size_t k) const {
    return IsWord(k, WordKind::kEnd) && !IsWord(k, WordKind::kNoName) &&
           tokens_[k].word.size() <= 9 &&
           (tokens_[k].lower == "on" || IsWord(k, WordKind::kCalendar));
  }

  // A line that begins with a name alone before a mark, with a post or a day behind: "Ana Diaz |
  // Senior Writer | July 2, 2025".
  std::optional<size_t> SignedBegin() const {
    size_t words = 0;
    while (Is(words, Kind::kWord) && tokens_[words].is == 0 && CanBeInName(words, words)) ++words;
    if (words < 2 || words > 4 || tokens_.size() > kMaxSignedTokens) return std::nullopt;
    if (!Is(words, Kind::kStop) && !Is(words, Kind::kComma)) return std::nullopt;
    const bool says_more = std::any_of(
        tokens_.begin() + static_cast<ptrdiff_t>(words), tokens_.end(), [](const Token& t) {
          return (t.is & BitOf(WordKind::kRole)) || (t.word.size() == 4 && HasDigit(t.word));
        });
    return says_more ? std::optional<size_t>(0) : std::nullopt;
  }

  std::optional<size_t> AfterOpener(size_t k, size_t words_before) const {
    size_t next = PassTags(k + 1);
    // "Author" in an element of its own is a label as "Author:" is.
    const bool is_apart = next > k + 1 && IsWord(k, WordKind::kAuthorClass);
    const bool has_colon = Is(next, Kind::kColon);
    if (has_colon) next = PassTags(next + 1);
    const bool is_by = IsWord(k, WordKind::kBy);
    const bool is_label =
        IsWord(k, WordKind::kLabel) && words_before == 0 && (has_colon || is_apart);
    if (!is_by && !is_label) return std::nullopt;
    if (!Is(next, Kind::kWord)) return std::nullopt;
    // A label may stand before "by": "Text: By Ana Diaz".
    if (IsWord(next, WordKind::kBy) && next + 1 < tokens_.size()) next = PassTags(next + 1);
    return next;
  }

  bool CanBeInName(size_t k, size_t words) const {
    const Token& t = tokens_[k];
    if (HasDigit(t.word) || t.word.find('@') != std::string_view::npos) return false;
    if (t.is & BitOf(WordKind::kParticle) && !text::StartsUpper(t.word))
      return k + 1 < tokens_.size() && Is(k + 1, Kind::kWord);
    if (t.word.find('_') != std::string_view::npos) return false;
    if (words > 0 && IsInitial(t.word)) return true;
    return text::StartsUpper(t.word) || IsCaseless(t.word) || IsElided(t.word);
  }

  // Whether a word is a degree or the like, as it follows a name after a comma: "FACP", "RD".
  static bool IsCredential(std::string_view word) {
    return word.size() <= 6 && std::all_of(word.begin(), word.end(), [](char c) {
             return text::IsAsciiUpper(c) || c == '.' || c == '-';
           });
  }

  // Whether a word is a name behind a joined particle: "d'Arc", "al-Sayed".
  static bool IsElided(std::string_view word) {
    const size_t mark = word.find_first_of("'-");
    if (mark != std::string_view::npos && mark <= 2)
      return text::StartsUpper(word.substr(mark + 1));
    const size_t curly = word.find("’");
    return curly != std::string_view::npos && curly <= 2 &&
           text::StartsUpper(word.substr(curly + 3));
  }

  bool EndsNames(size_t k) const {
    constexpr WordKinds kEnds =
        BitOf(WordKind::kEnd) | BitOf(WordKind::kUpdated) | BitOf(WordKind::kPublished);
    return (tokens_[k].is & kEnds) && !(tokens_[k].is & BitOf(WordKind::kParticle));
  }

  void ReadNames(size_t k) {
    bool first = true, is_loose = false;
    while (k < tokens_.size() && out_.people.size() < kMaxNames) {
      if (Is(k, Kind::kStop) || (Is(k, Kind::kColon) && !first)) return;
      if (!Is(k, Kind::kWord)) {
        is_loose = is_loose && Is(k, Kind::kTag);
        ++k;
        continue;
      }
      const size_t known = out_.people.size();
      const std::optional<size_t> next = ReadName(k, first);
      if (is_loose && out_.people.size() > known) out_.loose.push_back(out_.people.back());
      if (!next) return;
      k = *next;
      first = false;
      is_loose = true;
    }
  }

  // Reads the words from `k` to a comma, "and", tag or word that is none of a name; returns where to
  // go on, or nothing when no more names come.
  std::optional<size_t> ReadName(size_t k, bool first) {
    const size_t begin = k;
    size_t words = 0;
    bool is_body = false, has_role = false;
    for (; Is(k, Kind::kWord) || (Is(k, Kind::kTag) && words == 1 && GoesOnAfterTag(k)); ++k) {
      if (Is(k, Kind::kTag)) continue;
      const WordKinds is = tokens_[k].is;
      const bool is_name =
          (words == 1 && IsNameAnyway(k)) || (words == 0 && (OpensName(k) || OpensOffice(k)));
      if (EndsNames(k) && !is_name) break;
      if ((is & BitOf(WordKind::kRole)) && !IsNameAnyway(k)) {
        if (words > 0 && !is_body && !has_role && !IsWord(begin, WordKind::kDeterminer)) break;
        has_role = true;
      }
      is_body = is_body || (is & (BitOf(WordKind::kBody) | BitOf(WordKind::kNoName)));
      const bool is_office = has_role && IsWord(begin, WordKind::kDeterminer);
      if (!CanBeInName(k, words) && trust_ == Trust::kLine && !EndsByline(k) && !is_office) break;
      ++words;
    }
    AddName(begin, k, words, is_body || has_role, first);
    // After a post, an office or a day no more names come, but after a comma or "and", unless the
    // "and" is the post's own: "Head of Sales and Marketing".
    bool is_post_of = HasGlue(begin, k);
    while (Is(k, Kind::kWord) || (is_post_of && Is(k, Kind::kAnd))) {
      if (Is(k, Kind::kWord) && EndsNames(k)) return std::nullopt;
      is_post_of = is_post_of || HasGlue(k, k + 1);
      ++k;
    }
    return k;
  }

  // Whether words such as "of", which hold a post or an office together, stand in the range.
  bool HasGlue(size_t begin, size_t end) const {
    return std::any_of(tokens_.begin() + static_cast<ptrdiff_t>(begin),
                       tokens_.begin() + static_cast<ptrdiff_t>(end),
                       [](const Token& t) { return t.is == BitOf(WordKind::kGlue); });
  }

  // Words of one piece of a name are split over elements now and then.
  bool GoesOnAfterTag(size_t k) const {
    const size_t next = PassTags(k);
    return Is(next, Kind::kWord) && tokens_[next].is == 0 && CanBeInName(next, 1) && k > 0 &&
           !IsCredential(tokens_[k - 1].word);
  }

  // Whether a month or role may be part of a name, "Mark Young"; a figure after it makes it a day,
  // "May 3".
  bool IsNameAnyway(size_t k) const {
    return (tokens_[k].is & BitOf(WordKind::kNameAnyway)) &&
           !(k + 1 < tokens_.size() && HasDigit(tokens_[k + 1].word));
  }

  // Whether a month is a given name before a surname: "April Young", not "April 3" nor "Mar 2020".
  bool OpensName(size_t k) const {
    return (tokens_[k].is & BitOf(WordKind::kNameAnyway)) &&
           (tokens_[k].is & BitOf(WordKind::kCalendar)) && Is(k + 1, Kind::kWord) &&
           tokens_[k + 1].is == 0 && CanBeInName(k + 1, 1);
  }

  // "By ana": one word after "by" that ends the line, a user's name.
  bool EndsByline(size_t k) const {
    return k > 0 && k + 1 == tokens_.size() && IsByAlone(k - 1) && tokens_[k].is == 0 &&
           text::IsLetter(text::DecodeAt(tokens_[k].word, 0).value);
  }

  // Whether a desk signs a line by its office: "The Harbour Team".
  bool OpensOffice(size_t k) const {
    return trust_ == Trust::kLine && IsWord(k, WordKind::kDeterminer) &&
           text::StartsUpper(tokens_[k].word) && Is(k + 1, Kind::kWord) && tokens_[k + 1].is == 0 &&
           text::StartsUpper(tokens_[k + 1].word);
  }

  void AddName(size_t begin, size_t end, size_t words, bool is_other, bool first) {
    while (end > begin && Is(end - 1, Kind::kTag)) --end;
    // "By" in an element of its own may come twice.
    while (end > begin + 1 && (Is(begin, Kind::kTag) || IsByAlone(begin))) {
      words -= Is(begin, Kind::kWord);
      ++begin;
    }
    // A particle at the end belongs to what follows.
    while (end > begin && (tokens_[end - 1].is & BitOf(WordKind::kParticle)) &&
           !text::StartsUpper(tokens_[end - 1].word))
      --end, --words;
    if (end == begin || words == 0) return;
    const char* const from = tokens_[begin].word.data();
    const std::string_view last = tokens_[end - 1].word;
    const std::string raw =
        PlainName({from, static_cast<size_t>(last.data() + last.size() - from)});
    if (raw.empty() || raw.size() > kMaxNameBytes) return;
    // Among names in small letters what is all in capitals is an office: "Ana Diaz, POST NEWS".
    is_other = is_other || (!out_.people.empty() && IsShouted(raw) && !IsShouted(out_.people[0]));
    if (words == 1 && SaysNothing(tokens_[begin].is)) return;
    if (IsPerson(begin, end, words) && !is_other) return AddOnce(raw, &out_.people);
    // One word is a name where "by" leads to it and it stands in an element of its own, or ends the
    // line.
    const bool is_led_to =
        begin > 0 && (Is(begin - 1, Kind::kTag) || (IsByAlone(begin - 1) && end == tokens_.size()));
    const bool is_linked = first && words == 1 && is_led_to && tokens_[begin].is == 0 &&
                           (end == tokens_.size() || !Is(end, Kind::kWord));
    const bool is_named = trust_ != Trust::kLine || (first && is_other && words > 1) || is_linked;
    if (is_named && IsSignature(raw, words)) AddOnce(raw, &out_.others);
  }

  bool IsByAlone(size_t k) const {
    return IsWord(k, WordKind::kBy) && !IsWord(k, WordKind::kParticle);
  }

  // A word that stands around names.
  static bool SaysNothing(WordKinds is) {
    constexpr WordKinds kAround = BitOf(WordKind::kBy) | BitOf(WordKind::kLabel) |
                                  BitOf(WordKind::kEnd) | BitOf(WordKind::kUpdated) |
                                  BitOf(WordKind::kPublished) | BitOf(WordKind::kNoName);
    return (is & kAround) && !(is & (BitOf(WordKind::kRole) | BitOf(WordKind::kBody)));
  }

  static bool IsShouted(std::string_view s) {
    for (size_t at = 0; at < s.size();) {
      const text::CodePoint c = text::DecodeAt(s, at);
      if (text::IsLower(c.value) || IsCaseless(s.substr(at))) return false;
      at += c.length;
    }
    return true;
  }

  static std::string PlainName(std::string_view s) {
    std::string out(s);
    std::replace(out.begin(), out.end(), kTagPlace, ' ');
    return text::CollapseSpace(out);
  }

  // Two words or more, each as names are written.
  bool IsPerson(size_t begin, size_t end, size_t words) const {
    size_t counted = 0;
    for (size_t k = begin; k < end; ++k) {
      if (!Is(k, Kind::kWord)) continue;
      if (!CanBeInName(k, k - begin)) return false;
      counted += !(tokens_[k].is & BitOf(WordKind::kParticle));
    }
    if (words == 1) {
      size_t chars = 0;
      for (const char c : tokens_[begin].word)
        chars += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
      return IsCaseless(tokens_[begin].word) && chars >= 2 && chars <= kMaxCaselessChars;
    }
    // A particle makes no name of two words with a given name: "von Ana".
    const size_t least = text::StartsUpper(tokens_[begin].word) ? 1 : 2;
    return counted >= least && counted <= kMaxNameWords;
  }

  // What else signs: an office, one name, the name of a user.
  bool IsSignature(std::string_view raw, size_t words) const {
    if (words > kMaxNameWords + 1 || raw.find('@') != std::string_view::npos) return false;
    // Few capitals are initials or mark an advertisement, "AD", unless the words know them as an
    // agency: "AP".
    const bool is_known = raw.size() > 1 && words_.Of(text::ToLower(raw)) != 0;
    if (raw.size() <= kInitialsBytes && IsCredential(raw) && !is_known) return false;
    if (raw.find("://") != std::string_view::npos || raw.starts_with('#')) return false;
    const bool has_letter = std::any_of(raw.begin(), raw.end(), [](char c) {
      return !text::IsAsciiDigit(c) && c != ' ' && c != '.' && c != '-';
    });
    // A word with several full stops is what a program calls something: "page.head.extra.author".
    const bool is_code =
        words == 1 && !text::HasUpper(raw) && std::count(raw.begin(), raw.end(), '.') > 2;
    return has_letter && !is_code;
  }

  static void AddOnce(const std::string& name, std::vector<std::string>* names) {
    const std::string key = NameKey(name);
    const bool is_known =
        std::any_of(names->begin(), names->end(),
                    [&key](const std::string& known) { return NameKey(known) == key; });
    if (!is_known) names->push_back(name);
  }

  // A day, a number, a mark, or a word in an element of its own that is no name.
  bool EndsWhole(size_t begin, size_t k) const {
    const Token& t = tokens_[k];
    if (t.kind == Kind::kStop || t.kind == Kind::kColon) return true;
    if (t.kind == Kind::kTag)
      return IsWord(PassTags(k), WordKind::kNoName) || IsWord(PassTags(k), WordKind::kRole);
    if (t.kind != Kind::kWord) return false;
    const bool is_number =
        text::IsAsciiDigit(t.word[0]) && (t.word.size() <= 2 || t.word.size() == 4);
    const bool is_end =
        EndsNames(k) &&
        !(t.is & (BitOf(WordKind::kDeterminer) | BitOf(WordKind::kRole) | BitOf(WordKind::kBody)));
    return is_number || IsWord(k, WordKind::kCalendar) ||
           (is_end && (k == begin || !text::StartsUpper(t.word)));
  }

  // What names no person signs as a whole: "The Post's Staff".
  void TakeWhole(size_t begin) {
    out_.others.clear();
    constexpr WordKinds kNobody = BitOf(WordKind::kBy) | BitOf(WordKind::kLabel) |
                                  BitOf(WordKind::kEnd) | BitOf(WordKind::kUpdated) |
                                  BitOf(WordKind::kPublished) | BitOf(WordKind::kNoName);
    begin = PassTags(begin);
    if (begin >= tokens_.size()) return;
    const bool names_somebody = std::any_of(
        tokens_.begin() + static_cast<ptrdiff_t>(begin), tokens_.end(), [](const Token& t) {
          return t.kind == Kind::kWord && !IsNumber(t.word) &&
                 ((t.is & kNobody) == 0 || (t.is & BitOf(WordKind::kRole)));
        });
    if (!names_somebody || (EndsNames(begin) && !IsWord(begin, WordKind::kDeterminer))) return;
    // "Author" before a tag is a label, too.
    if (IsWord(begin, WordKind::kLabel) && Is(begin + 1, Kind::kTag) &&
        Is(PassTags(begin + 1), Kind::kWord))
      begin = PassTags(begin + 1);
    size_t end = begin;
    while (end < tokens_.size() && !EndsWhole(begin, end)) ++end;
    if (end == begin) return;
    const std::string_view last = tokens_[end - 1].word;
    const char* const from = tokens_[begin].word.data();
    const std::string raw =
        PlainName({from, static_cast<size_t>(last.data() + last.size() - from)});
    if (raw.size() > kMaxNameBytes || raw.ends_with('.') || raw.ends_with('!') ||
        raw.ends_with('?'))
      return;
    AddSigners(raw);
  }

  // Adds the signers of a line, which semicolons part and slashes do not: "ab/cde; fg" are two, "The
  // Harbour Desk / post.example" is one.
  void AddSigners(std::string_view all) {
    for (size_t begin = 0; begin < all.size();) {
      const size_t end = std::min(all.find(';', begin), all.size());
      const std::string_view one = text::Trim(all.substr(begin, end - begin));
      const std::string_view raw = text::Trim(one.substr(0, one.find(" / ")));
      const size_t words = text::CountWords(raw);
      if (words <= kMaxNameWords + 2 && IsSignature(raw, words))
        AddOnce(std::string(raw), &out_.others);
      begin = end + 1;
    }
  }

  // Makes one name of what a comma has parted: "Diaz, Ana".
  void Settle() {
    if (trust_ != Trust::kStated || tokens_.size() < 2 || !Is(1, Kind::kComma)) return;
    // What ends in an initial was taken for the person: "Diaz, Ana M."
    if (out_.people.size() == 1 && out_.others.size() == 1 && out_.people[0].ends_with('.')) {
      out_.people = {out_.people[0] + " " + out_.others[0]};
      out_.others.clear();
    }
    if (!out_.people.empty() || out_.others.size() != 2) return;
    const auto is_word = [](const std::string& s) {
      return text::StartsUpper(s) && s.find_first_of(" @_") == std::string::npos;
    };
    const std::string& family = out_.others[0];
    const std::string& given = out_.others[1];
    if (!is_word(family) || !text::StartsUpper(given)) return;
    out_.people = {given + " " + family};
    out_.others.clear();
  }

  // "Centre for Harbour Studies" is no "Centre": where but the first word of a statement without marks
  // was taken, all of it is.
  void Complete() {
    const bool is_cut = out_.people.empty() && out_.others.size() == 1 && tokens_.size() > 3 &&
                        tokens_[0].word == out_.others[0] &&
                        std::all_of(tokens_.begin(), tokens_.end(), [](const Token& t) {
                          return t.kind == Kind::kWord || t.kind == Kind::kAnd;
                        });
    if (is_cut && tokens_.size() <= kMaxNameWords + 2 && s_.size() <= kMaxNameBytes)
      out_.others = {text::CollapseSpace(s_)};
  }

  const MetadataWords& words_;
  std::string_view s_;
  const Trust trust_;
  std::vector<Token> tokens_;
  Signature out_;
};

Signature AuthorReader::Stated(std::string_view value) const {
  const std::string plain = PlainStatement(value, references_);
  if (plain.find("://") != std::string::npos || plain.starts_with("www.")) return {};
  return BylineParser(words_, plain, BylineParser::Trust::kStated).Run();
}

Signature AuthorReader::Marked(std::string_view inner) const {
  return BylineParser(words_, inner, BylineParser::Trust::kMarked).Run();
}

std::string AuthorReader::Alone(std::string_view inner) const {
  return BylineParser(words_, inner, BylineParser::Trust::kLine).Alone();
}

Signature AuthorReader::Line(std::string_view inner) const {
  return BylineParser(words_, inner, BylineParser::Trust::kLine).Run();
}

}  // namespace textanalysis::clean
