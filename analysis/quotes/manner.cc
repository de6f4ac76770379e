// Features are words joined by signs ("class=say&mark=that") and hashed into the weights' table, as
// in Weinberger et al. 2009.

#include "analysis/quotes/manner.h"

#include <algorithm>
#include <cmath>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "analysis/model/tensors.h"
#include "analysis/text/chars.h"
#include "analysis/text/error.h"
#include "analysis/text/hash.h"
#include "analysis/text/utf8.h"

namespace textanalysis::quotes {
namespace {

using coreference::WordUse;
using syntax::Ending;
using syntax::Syntax;
using syntax::TokenRange;

// A clause shows its finite verb within so many tokens.
constexpr size_t kClauseTokens = 24;
// A noun phrase after "said" has fewer words.
constexpr size_t kClauseWords = 6;
// What governs a cue stands at most this far before it.
constexpr size_t kGovernorTokens = 6;

std::string Lower(const Syntax& s, size_t token) { return text::ToLower(s.Token(token)); }

size_t Bucket(size_t n) { return n <= 3 ? n : n <= 5 ? 4 : n <= 8 ? 5 : n <= 14 ? 6 : 7; }

// The first class of several.
std::string_view First(std::string_view classes) { return classes.substr(0, classes.find(' ')); }

// Reads a relation's features.
class FeatureReader {
 public:
  FeatureReader(const Syntax& s, const Relation& relation, const ReportLexicon& lexicon)
      : s_(s), relation_(relation), lexicon_(lexicon) {}

  std::vector<std::string> Run() {
    ReadCue();
    ReadContent();
    ReadSource();
    for (const std::string& cls : classes_) {
      Add("class=", cls);
      for (const std::string* shape : {&mark_, &side_, &finite_, &length_})
        Add("class=", cls + "&" + *shape);
      Add("class=", cls + "&" + mark_ + "&" + finite_ + "&" + side_);
    }
    Add("head=", head_ + "&" + mark_);
    Add("shape=", mark_ + "&" + finite_ + "&" + side_);
    Add("known=", (known_ ? "yes&" : "no&") + mark_ + "&" + finite_ + "&" + side_);
    return std::move(out_);
  }

 private:
  void Add(std::string_view name, std::string_view value) {
    out_.push_back(absl::StrCat(absl::string_view(name.data(), name.size()),
                                absl::string_view(value.data(), value.size())));
  }

  // The cue's last verb of reporting is its head; else its last word.
  void ReadCue() {
    const TokenRange cue = relation_.cue;
    size_t head = cue.end - 1;
    for (size_t k = cue.begin; k < cue.end; ++k) {
      Add("cue=", Lower(s_, k));
      if (!lexicon_.VerbClasses(Lower(s_, k)).empty()) head = k;
    }
    head_ = Lower(s_, head);
    const std::string_view classes = lexicon_.VerbClasses(head_);
    known_ = !classes.empty();
    for (size_t at = 0; at < classes.size();) {
      const size_t end = std::min(classes.find(' ', at), classes.size());
      classes_.emplace_back(classes.substr(at, end - at));
      at = end + 1;
    }
    if (lexicon_.VerbClasses(head_).empty()) classes_.push_back("other");
    if (ClassOfFunction(head_) == "to" && cue.end - cue.begin == 2 &&
        lexicon_.Is(Lower(s_, cue.begin), WordUse::kAccording))
      classes_ = {"according"};
    if (head_ == ":") classes_ = {"label"};
    Add("head=", head_);
    Add("first=", First(classes_.front()));
    if (text::IsAscii(head_))
      Add("ending=", head_.substr(head_.size() - std::min<size_t>(3, head_.size())));
    Add("words=", std::to_string(Bucket(cue.end - cue.begin)));
    const std::string before = head > 0 ? Lower(s_, head - 1) : "";
    const std::string two_before = head > 1 ? Lower(s_, head - 2) : "";
    Add("before=", before);
    Add("before2=", two_before);
    Add("governor=", ClassOf(before) + "&" + ClassOf(two_before));
    if (lexicon_.FunctionOf(before) == "finite" || lexicon_.Is(before, WordUse::kBe))
      Add("passive=",
          classes_.front() + (lexicon_.endings().Has(head_, Ending::kPast) ? "&ed" : "&other"));
    Add("after=", cue.end < s_.tokens.size() ? Lower(s_, cue.end) : "");
  }

  std::string ClassOf(const std::string& word) const {
    if (const std::string_view hedge = lexicon_.HedgeOf(word); !hedge.empty())
      return std::string(hedge);
    return std::string(lexicon_.FunctionOf(word));
  }

  void ReadContent() {
    TokenRange main = relation_.content.front();
    bool before = false, after = false;
    for (const TokenRange& r : relation_.content) {
      if (r.end - r.begin > main.end - main.begin) main = r;
      (r.begin < relation_.cue.begin ? before : after) = true;
    }
    side_ = before && after ? "both" : before ? "before" : "after";
    length_ = "length" + std::to_string(Bucket(main.end - main.begin));
    Add("side=", side_);
    Add(length_, "");
    size_t first = main.begin;
    mark_ = MarkBefore(main);
    if (mark_.empty()) mark_ = "mark" + KindOf(first);
    // What follows a complementiser tells as much as it does.
    const std::string function = ClassOfFunction(Lower(s_, first));
    if (first + 1 < main.end && (function == "that" || function == "to")) ++first;
    Add("mark=", mark_);
    Add("first=", Lower(s_, first));
    Add("first2=", first + 1 < main.end ? Lower(s_, first + 1) : "");
    Add("firsts=", KindOf(first) + "&" + (first + 1 < main.end ? KindOf(first + 1) : ""));
    ReadClause({first, main.end});
    ReadGap(main);
    const TokenRange sentence = s_.sentences[syntax::RangeAt(s_.sentences, main.begin)];
    Add("opens=", main.begin == sentence.begin ? "yes" : "no");
    Add("ends=", main.end + 1 >= sentence.end ? "yes" : "no");
  }

  // A complementiser right before the content.
  std::string MarkBefore(TokenRange content) const {
    if (content.begin == 0 || content.begin <= relation_.cue.begin) return "";
    const std::string function = ClassOfFunction(Lower(s_, content.begin - 1));
    return function == "that" || function == "to" || function == "whether" ? "mark" + function : "";
  }

  std::string ClassOfFunction(const std::string& word) const {
    return std::string(lexicon_.FunctionOf(word));
  }

  // What kind of word a token is.
  std::string KindOf(size_t token) const {
    const std::string word = Lower(s_, token);
    if (std::string function = ClassOfFunction(word); !function.empty()) return function;
    if (lexicon_.endings().Has(word, Ending::kGerund)) return "ing";
    if (lexicon_.endings().Has(word, Ending::kPast)) return "ed";
    if (text::StartsUpper(s_.Token(token))) return "name";
    return text::IsDigit(static_cast<unsigned char>(word[0])) ? "number" : "word";
  }

  // Where a finite verb seems to stand: an auxiliary, a modal, or a form in -ed or -s after a word
  // that may be its subject.
  void ReadClause(TokenRange clause) {
    const size_t end = std::min(clause.end, clause.begin + kClauseTokens);
    size_t sure = end, likely = end;
    for (size_t k = clause.begin; k < end; ++k) {
      const std::string kind = KindOf(k);
      if (k < clause.begin + 8) Add("has=", kind);
      if ((kind == "finite" || kind == "modal") && !FollowsRelative(k, clause))
        sure = std::min(sure, k);
      if (k > clause.begin && kind == "ed") likely = std::min(likely, k);
      if (k == clause.begin + 1 && ClassOfFunction(Lower(s_, clause.begin)) == "subject" &&
          (kind == "word" || kind == "ed"))
        sure = std::min(sure, k);
    }
    finite_ = sure < end     ? (sure == clause.begin ? "finite-first" : "finite")
              : likely < end ? "finite-ed"
                             : "finite-none";
    Add(finite_, "");
    Add(finite_, "&" + std::to_string(Bucket(sure - clause.begin)));
  }

  // Whether a relative clause opens right before `token`.
  bool FollowsRelative(size_t token, TokenRange clause) const {
    if (token == clause.begin) return false;
    const std::string function = ClassOfFunction(Lower(s_, token - 1));
    return token - 1 > clause.begin && (function == "that" || function == "wh");
  }

  // The words between the cue and the content.
  void ReadGap(TokenRange content) {
    const size_t begin = std::min(relation_.cue.end, content.end);
    const size_t end = std::max(relation_.cue.begin, content.begin);
    const size_t gap = end > begin ? end - begin : 0;
    Add("gap=", std::to_string(Bucket(gap)));
    if (gap == 0 || gap > 3) return;
    for (size_t k = begin; k < end; ++k) Add("between=", Lower(s_, k));
  }

  void ReadSource() {
    if (!relation_.source) {
      Add("source=", "none");
      Add("source=", "none&" + First2());
      return;
    }
    const TokenRange source = *relation_.source;
    const std::string first = Lower(s_, source.begin);
    const std::string kind = KindOf(source.begin);
    Add("source=", kind);
    Add("source=", source.begin < relation_.cue.begin ? "before" : "after");
    if (kind == "subject" || kind == "wh") Add("source=", first + "&" + First2());
    const size_t near = source.begin < relation_.cue.begin
                            ? relation_.cue.begin - std::min(source.end, relation_.cue.begin)
                            : source.begin - std::min(relation_.cue.end, source.begin);
    Add("source-gap=", std::to_string(Bucket(near)));
  }

  std::string First2() const { return classes_.front(); }

  const Syntax& s_;
  const Relation& relation_;
  const ReportLexicon& lexicon_;
  std::vector<std::string> out_, classes_;
  std::string head_, mark_, side_, finite_, length_;
  bool known_ = false;
};

// Whether a verb of saying has a clause for its object: "said her voice has changed". What the clause
// is of, a verb like "said" leaves no doubt of.
class Statement {
 public:
  Statement(const Syntax& s, const Relation& relation, const ReportLexicon& lexicon)
      : s_(s), relation_(relation), lexicon_(lexicon) {}

  bool IsMade() const {
    bool says = false;
    for (size_t k = relation_.cue.begin; k < relation_.cue.end; ++k) {
      const std::string_view first = First(lexicon_.VerbClasses(Lower(s_, k)));
      if (!first.empty()) says = first == "say" || first == "tell";
    }
    if (!says) return false;
    TokenRange main = relation_.content.front();
    for (const TokenRange& r : relation_.content) {
      if (r.end - r.begin > main.end - main.begin) main = r;
    }
    const std::string_view opens = lexicon_.FunctionOf(Lower(s_, main.begin));
    const bool is_count = opens == "prep" && main.begin + 1 < main.end && IsNumber(main.begin + 1);
    const bool is_no_clause = (opens == "to" && !IsToSomebody(main)) ||
                              (opens == "prep" && !is_count) || opens == "whether" || opens == "wh";
    if (IsParted()) return HasFiniteVerb(main) || MayBeFinite(relation_.content.back().begin);
    return !is_no_clause && (HasFiniteVerb(main) || IsLongAfterSaid(main));
  }

 private:
  bool IsNumber(size_t token) const {
    return text::IsDigit(static_cast<unsigned char>(s_.Token(token)[0]));
  }

  // Whether a word is an auxiliary, or has the form of a verb after its subject: "[requires] attention".
  bool MayBeFinite(size_t token) const {
    const std::string word = Lower(s_, token);
    return IsFinite(token) ||
           (text::IsAsciiLower(s_.Token(token)[0]) && lexicon_.FunctionOf(word).empty() &&
            lexicon_.endings().Has(word, Ending::kFinite));
  }

  // "said the ages rest on a method": what is said in so many words is a clause, though no word of it
  // may show that it is a verb.
  bool IsLongAfterSaid(TokenRange main) const {
    const TokenRange cue = relation_.cue;
    return main.end - main.begin >= kClauseWords &&
           lexicon_.Is(Lower(s_, cue.end - 1), WordUse::kSays) && main.begin >= cue.end;
  }

  // Whether a clause that begins with "to" names an addressee and goes on with "that": "suggested [to her that …]".
  bool IsToSomebody(TokenRange clause) const {
    const size_t limit = std::min(clause.end, clause.begin + kGovernorTokens);
    for (size_t k = clause.begin + 1; k < limit; ++k) {
      const std::string_view function = lexicon_.FunctionOf(Lower(s_, k));
      if (function == "that") return k > clause.begin + 1;
      const bool fits = function == "object" || function == "det" || text::StartsUpper(s_.Token(k));
      if (k == clause.begin + 1 && !fits) return false;
    }
    return false;
  }

  bool IsFinite(size_t token) const {
    const std::string_view function = lexicon_.FunctionOf(Lower(s_, token));
    return function == "finite" || function == "modal";
  }

  // "If this is the only way, he said, it will do": the cue stands within what it reports.
  bool IsParted() const {
    const std::vector<TokenRange>& content = relation_.content;
    const size_t begin = content.front().begin;
    return content.size() > 1 && begin < relation_.cue.begin &&
           content.back().begin >= relation_.cue.end &&
           s_.sentences[syntax::RangeAt(s_.sentences, begin)].begin == begin;
  }

  bool HasFiniteVerb(TokenRange clause) const {
    for (size_t k = clause.begin + 1; k < std::min(clause.end, clause.begin + kClauseTokens); ++k) {
      const std::string word = Lower(s_, k);
      const bool is_clitic = lexicon_.Is(word, WordUse::kPossessive);
      const std::string_view before = lexicon_.FunctionOf(Lower(s_, k - 1));
      if (is_clitic) {
        if (before == "subject" || before == "that") return true;
        continue;
      }
      if (before == "that" || before == "wh") continue;  // A relative clause's.
      if (IsFinite(k)) return true;
      if (IsPluralsVerb(k, clause) || TakesPronoun(k, clause)) return true;
      // A verb's ending is clear right behind its subject: "she lives", "Wessex continues".
      const bool follows_subject =
          k == clause.begin + 1 && (before == "subject" || text::StartsUpper(s_.Token(k - 1)));
      if (follows_subject && lexicon_.FunctionOf(word).empty() &&
          lexicon_.endings().Has(word, Ending::kFinite) && !text::StartsUpper(s_.Token(k)))
        return true;
    }
    return false;
  }

  // "cities rarely bring them back": a word of content before a pronoun that is no subject.
  bool TakesPronoun(size_t k, TokenRange clause) const {
    if (k + 1 >= clause.end || lexicon_.FunctionOf(Lower(s_, k + 1)) != "object") return false;
    const std::string word = Lower(s_, k);
    constexpr size_t kLongestBare = 5;  // "bring" is no gerund.
    const bool is_gerund =
        word.size() > kLongestBare && lexicon_.endings().Has(word, Ending::kGerund);
    return text::IsAsciiLower(s_.Token(k)[0]) && lexicon_.FunctionOf(word).empty() && !is_gerund &&
           lexicon_.FunctionOf(Lower(s_, k - 1)) != "to";
  }

  // "the ages rest on a method": a word of content after a plural, before what complements a verb.
  bool IsPluralsVerb(size_t k, TokenRange clause) const {
    if (k < clause.begin + 2 || k + 1 >= clause.end) return false;
    const auto is_word = [this](size_t token) {
      const std::string word = Lower(s_, token);
      return text::IsAsciiLower(word[0]) && word == s_.Token(token) &&
             lexicon_.FunctionOf(word).empty() && !lexicon_.endings().Has(word, Ending::kAdverb);
    };
    const std::string_view after = lexicon_.FunctionOf(Lower(s_, k + 1));
    return is_word(k) && is_word(k - 1) && lexicon_.endings().Has(Lower(s_, k - 1), Ending::kS) &&
           !lexicon_.endings().Has(Lower(s_, k), Ending::kS) &&
           !lexicon_.endings().Has(Lower(s_, k), Ending::kGerund) &&
           lexicon_.FunctionOf(Lower(s_, clause.begin)) == "det" &&
           (after == "prep" || after == "det" || after == "to" || after == "that");
  }

  const Syntax& s_;
  const Relation& relation_;
  const ReportLexicon& lexicon_;
};

// Reads what governs a cue.
class Governor {
 public:
  Governor(const Syntax& s, const Relation& relation, const ReportLexicon& lexicon)
      : s_(s), relation_(relation), lexicon_(lexicon) {
    head_ = relation.cue.begin;
    for (size_t k = relation.cue.begin; k < relation.cue.end; ++k) {
      if (!lexicon.VerbClasses(Lower(s, k)).empty()) head_ = k;
    }
    const TokenRange sentence = s.sentences[syntax::RangeAt(s.sentences, head_)];
    begin_ = std::max(sentence.begin, head_ - std::min(head_, kGovernorTokens));
    sentence_ = sentence;
  }

  void Fill(bool has_marks, Manner* manner) const {
    manner->is_negated = IsNegated();
    manner->is_unsettled =
        manner->is_negated ||
        (!has_marks && (IsModal() || IsConditional() || IsAsked() || IsWanted()));
  }

 private:
  // Whether the words right before the head, back to the source or a comma, hold one of `hedge`.
  bool Governs(std::string_view hedge) const {
    for (size_t k = head_; k > begin_; --k) {
      const std::string word = Lower(s_, k - 1);
      if (IsSource(k - 1) || IsContent(k - 1) || IsBreak(word)) return false;
      if (lexicon_.HedgeOf(word) == hedge) return true;
    }
    return false;
  }

  bool IsBreak(std::string_view word) const {
    return word == "," || word == ";" || word == "—" || word == "–" || word == "(" || word == ")" ||
           word == ":" || lexicon_.Is(word, WordUse::kBreaks);
  }
  bool IsSource(size_t token) const {
    return relation_.source && relation_.source->begin <= token && token < relation_.source->end;
  }
  bool IsContent(size_t token) const {
    return std::any_of(relation_.content.begin(), relation_.content.end(),
                       [token](TokenRange r) { return r.begin <= token && token < r.end; });
  }

  // Whether the cue says that it was not said: "never said", "no one said", "declined to say".
  bool IsNegated() const {
    if (Governs("negative") || Refuses()) return true;
    return relation_.source && relation_.source->begin < head_ &&
           lexicon_.HedgeOf(Lower(s_, relation_.source->begin)) == "negative" &&
           !IsNumber(relation_.source->begin + 1);
  }

  // "No 10 said": the tenth, not none.
  bool IsNumber(size_t token) const {
    return token < head_ && text::IsDigit(static_cast<unsigned char>(s_.Token(token)[0]));
  }

  // An infinitive under a verb of the class `hedge`: "refused to say", "is expected to announce".
  bool UnderVerb(std::string_view hedge) const {
    if (head_ < begin_ + 2 || lexicon_.FunctionOf(Lower(s_, head_ - 1)) != "to") return false;
    for (size_t k = head_ - 1; k > begin_; --k) {
      const std::string word = Lower(s_, k - 1);
      if (IsContent(k - 1) || IsBreak(word)) return false;
      if (lexicon_.HedgeOf(word) == hedge) return true;
    }
    return false;
  }
  bool Refuses() const { return UnderVerb("refuse"); }
  bool IsWanted() const { return UnderVerb("want"); }

  bool IsModal() const { return Governs("modal"); }

  // Whether the cue stands in a condition: "if the mayor says", "unless she agrees".
  bool IsConditional() const {
    size_t k =
        relation_.source && relation_.source->begin < head_ ? relation_.source->begin : head_;
    for (size_t steps = 0; steps < 2 && k > sentence_.begin; ++steps, --k) {
      const std::string word = Lower(s_, k - 1);
      if (lexicon_.HedgeOf(word) == "condition") return true;
      if (lexicon_.FunctionOf(word) != "det") return false;
    }
    return false;
  }

  // A question that holds the cue: "What has she said about it?"
  bool IsAsked() const {
    size_t end = sentence_.end;
    while (end > head_ + 1 && !IsAlnum(s_.Token(end - 1))) {
      if (s_.Token(end - 1) == "?") break;
      --end;
    }
    if (end <= head_ || s_.Token(end - 1) != "?") return false;
    const size_t subject =
        relation_.source && relation_.source->begin < head_ ? relation_.source->begin : head_;
    for (size_t k = subject; k > sentence_.begin && subject - k < 3; --k) {
      const std::string_view function = lexicon_.FunctionOf(Lower(s_, k - 1));
      if (function == "finite" || function == "modal" || function == "wh") return true;
    }
    return false;
  }

  static bool IsAlnum(std::string_view token) {
    return text::IsWordChar(static_cast<unsigned char>(token[0]));
  }

  const Syntax& s_;
  const Relation& relation_;
  const ReportLexicon& lexicon_;
  size_t head_ = 0;
  size_t begin_ = 0;  // Of the words that may govern the head.
  TokenRange sentence_;
};

}  // namespace

ReportLexicon::ReportLexicon(const model::Bundle& bundle)
    : verbs_(bundle.Section("reporting_verbs")),
      functions_(bundle.Section("function_words")),
      hedges_(bundle.Section("hedges")),
      uses_(bundle),
      endings_(bundle) {}

std::string_view ReportLexicon::VerbClasses(std::string_view word) const {
  if (const auto found = verbs_.Find(word)) return *found;
  for (const std::string& base : endings_.BaseForms(word)) {
    if (const auto found = verbs_.Find(base)) return *found;
  }
  return {};
}

std::string_view ReportLexicon::FunctionOf(std::string_view word) const {
  return functions_.Find(word).value_or(std::string_view());
}

std::string_view ReportLexicon::HedgeOf(std::string_view word) const {
  return hedges_.Find(word).value_or(std::string_view());
}

std::vector<std::string> MannerFeatures(const Syntax& syntax, const Relation& relation,
                                        const ReportLexicon& lexicon) {
  return FeatureReader(syntax, relation, lexicon).Run();
}

absl::StatusOr<MannerReader> MannerReader::Create(const model::Bundle& bundle) {
  const absl::StatusOr<model::Tensors> tensors =
      model::Tensors::Create(bundle.Section("quote_manner"));
  if (!tensors.ok()) return tensors.status();
  MannerReader reader(bundle);
  const size_t size = tensors->NumFloats("weights");
  const absl::StatusOr<std::span<const float>> weights = tensors->Floats("weights", size);
  if (!weights.ok()) return weights.status();
  if (size == 0 || size % kNumAttributionTypes != 0)
    return absl::DataLossError("section quote_manner: weights are no table of four columns");
  const absl::StatusOr<std::span<const float>> calibration = tensors->Floats("calibration", 1);
  if (!calibration.ok()) return calibration.status();
  reader.weights_ = *weights;
  reader.min_communication_ = calibration->front();
  return reader;
}

AttributionType MannerReader::TypeOf(const std::vector<std::string>& features) const {
  const size_t num_buckets = weights_.size() / kNumAttributionTypes;
  std::array<float, kNumAttributionTypes> scores{};
  for (const std::string& feature : features) {
    const size_t row = text::Hash(feature) % num_buckets * kNumAttributionTypes;
    for (size_t k = 0; k < kNumAttributionTypes; ++k) scores[k] += weights_[row + k];
  }
  const float top = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (const float score : scores) sum += std::exp(score - top);
  if (std::exp(scores[0] - top) / sum >= min_communication_) return AttributionType::kCommunication;
  const auto other = std::max_element(scores.begin() + 1, scores.end());
  return static_cast<AttributionType>(other - scores.begin());
}

Manner MannerReader::Read(const Syntax& syntax, const Relation& relation, bool has_marks) const {
  Manner manner;
  if (!has_marks && !Statement(syntax, relation, lexicon_).IsMade())
    manner.type = TypeOf(MannerFeatures(syntax, relation, lexicon_));
  Governor(syntax, relation, lexicon_).Fill(has_marks, &manner);
  return manner;
}

}  // namespace textanalysis::quotes
