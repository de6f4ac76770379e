// Tells whether two texts name the same speaker.
//
//   const SpeakerNames names(*bundle);
//   const SpeakerText draft(draft_text), source(source_text);
//   SpeakerAgreement who = names.Compare(draft, quote, source, source_quote);

#ifndef TEXTANALYSIS_ANALYSIS_VERIFY_SPEAKER_NAMES_H_
#define TEXTANALYSIS_ANALYSIS_VERIFY_SPEAKER_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

#include "analysis/entities/entity.h"
#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/quotes/quote.h"
#include "analysis/text/keyed_map.h"
#include "analysis/verify/finding.h"
#include "analysis/verify/sources.h"

namespace textanalysis::verify {

// A text with its entities by their ids; views, which must outlive it. Immutable.
class SpeakerText {
 public:
  //   Cost: O(entities).
  explicit SpeakerText(const Text& text);

  const Text& text() const { return text_; }
  // Nothing where the text has no such entity.
  const entities::Entity* Find(std::string_view id) const;

 private:
  Text text_;
  text::KeyedMap<std::string_view, const entities::Entity*> entities_;
};

// Immutable; safe for any number of threads.
class SpeakerNames {
 public:
  // Reads sections "titles", "nicknames", "aliases" and "function_words"; the bundle must outlive it.
  explicit SpeakerNames(const model::Bundle& bundle);

  // Compares who says a quotation of `draft` with who says one of `source`. Those with one id of a
  // dictionary are the same, whatever they are called. Any name that one text
  // gives the speaker may be any that the other one gives; a draft that only describes the speaker
  // ("the minister") agrees with a source that describes the speaker so.
  //   Cost: O(1): of each speaker a bounded number of mentions is read.
  SpeakerAgreement Compare(const SpeakerText& draft, const quotes::Quote& quote,
                           const SpeakerText& source, const quotes::Quote& source_quote) const;

  // Whether two names may be one person's or body's: "Mr Reid" and "Fiona Reid", "Bill Gates" and
  // "William Gates", "UN" and "United Nations"; not "Ann Reid" and "Fiona Reid".
  bool AreSame(std::string_view a, std::string_view b) const;

 private:
  using Words = std::vector<std::string>;
  Words WordsOf(std::string_view name) const;
  // The first letters of the words of content.
  std::string Initials(const Words& words) const;
  std::vector<Words> NamesOf(const SpeakerText& in, const quotes::Speaker& speaker) const;
  bool AreSame(const Words& a, const Words& b) const;
  bool IsSameGivenName(const std::string& a, const std::string& b) const;
  static bool HaveSameMiddle(const Words& a, const Words& b);
  bool IsDescribed(const Text& draft, const quotes::Speaker& speaker, const Text& source,
                   const quotes::Speaker& source_speaker) const;

  model::Lexicon titles_, nicknames_, aliases_, functions_;
};

}  // namespace textanalysis::verify

#endif  // TEXTANALYSIS_ANALYSIS_VERIFY_SPEAKER_NAMES_H_
