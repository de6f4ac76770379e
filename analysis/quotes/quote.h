// What a quotation is made of. Spans address the analysed text.

#ifndef TEXTANALYSIS_ANALYSIS_QUOTES_QUOTE_H_
#define TEXTANALYSIS_ANALYSIS_QUOTES_QUOTE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/entities/entity.h"
#include "analysis/text/budget.h"
#include "analysis/text/keyed_map.h"
#include "analysis/text/span.h"

namespace textanalysis::quotes {

enum class QuoteForm { kDirect, kMixed, kIndirect };

// What a source does with the content (Prasad et al. 2007, "Attribution and its Annotation in the
// Penn Discourse TreeBank").
enum class AttributionType { kCommunication, kBelief, kFact, kEventuality };
inline constexpr size_t kNumAttributionTypes = 4;

// How the content is attributed.
struct Manner {
  AttributionType type = AttributionType::kCommunication;
  bool is_negated = false;    // "never said", "no one said".
  bool is_unsettled = false;  // Negated, asked, conditional, wanted or still to come.
};

// The source of a quotation.
struct Speaker {
  text::Span mention;
  entities::MentionType mention_type = entities::MentionType::kName;
  std::string name{};       // Resolved; empty when the mention names nobody.
  std::string entity_id{};  // Entity::id, or empty.
  float confidence = 0;     // [0, 1]
  std::optional<text::Span> description{};
  std::string dictionary_id{};  // Entity::dictionary_id, or empty.
};

// What a source is.
enum class SourceKind {
  kUnknown,
  kPerson,
  kGroup,
  kOrganization,
  kDocument,
  kStatement,
  kSocialPost,
  kPoll,
  kAnonymous,
};

// What an audit of sources asks of one.
struct Sourcing {
  SourceKind kind = SourceKind::kUnknown;
  bool is_named = false;
  std::optional<text::Span> role{};
  std::optional<text::Span> affiliation{};
  std::optional<text::Span> anonymity_reason{};
};

// One quotation.
struct Quote {
  std::vector<text::Span> content{};  // Without outer marks, in reading order, disjoint.
  std::vector<text::Span> quoted{};   // Of the content, what is inside marks.
  QuoteForm form = QuoteForm::kDirect;
  std::optional<text::Span> cue{};
  std::optional<Speaker> speaker{};
  std::optional<text::Span> addressee{};
  Manner manner{};
  float confidence = 0;                // [0, 1]
  std::optional<Sourcing> sourcing{};  // Of the speaker.
};

// Puts the content in order, each word once, leaves of what is inside marks what is content, too, and
// sets the form that this makes: direct where both are the same.
void MakeWhole(Quote* quote);

// Returns the numbers of the entities that speak, by their ids; some of them when `budget` is
// spent. The keys are the entities' own.
text::KeyedMap<std::string_view, size_t> SpeakingEntities(
    const std::vector<Quote>& quotes, const std::vector<entities::Entity>& entities,
    const text::Budget& budget);

}  // namespace textanalysis::quotes

#endif  // TEXTANALYSIS_ANALYSIS_QUOTES_QUOTE_H_
