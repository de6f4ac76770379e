#include "client/cpp/options.h"

#include <google/protobuf/descriptor.h>

#include <cstdio>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/civil_time.h"

namespace textanalysis::command {
namespace {

using google::protobuf::EnumDescriptor;

// The values of an enum by the words of flags: ENTITY_TYPE_DATE_TIME is "date_time".
class Words {
 public:
  Words(const EnumDescriptor& type, std::string prefix) : type_(type), prefix_(std::move(prefix)) {}

  // Reads words between commas; "all" stands for every one.
  absl::StatusOr<std::vector<int>> ParseList(const std::string& flag,
                                             const std::string& text) const {
    std::vector<int> out;
    for (const absl::string_view word : absl::StrSplit(text, ',', absl::SkipEmpty())) {
      for (int k = 1; word == "all" && k < type_.value_count(); ++k)
        out.push_back(type_.value(k)->number());
      if (word == "all") continue;
      const auto* const value =
          type_.FindValueByName(absl::StrCat(prefix_, absl::AsciiStrToUpper(word)));
      if (value == nullptr || value->number() == 0) {
        return absl::InvalidArgumentError(absl::StrCat("--", flag, ": \"", word, "\" is none of ",
                                                       absl::StrJoin(Known(), ", "), ", all"));
      }
      out.push_back(value->number());
    }
    return out;
  }

 private:
  std::vector<std::string> Known() const {
    std::vector<std::string> out;
    for (int k = 1; k < type_.value_count(); ++k) {
      out.push_back(absl::AsciiStrToLower(absl::StripPrefix(type_.value(k)->name(), prefix_)));
    }
    return out;
  }

  const EnumDescriptor& type_;
  const std::string prefix_;
};

// Reads one of `words`, or nothing, as its place.
absl::StatusOr<int> ParseWord(const std::string& flag, const std::string& text,
                              const std::vector<std::string>& words) {
  for (size_t k = 0; k < words.size(); ++k) {
    if (text == words[k]) return static_cast<int>(k);
  }
  const auto first = words.begin() + (words.front().empty() ? 1 : 0);
  return absl::InvalidArgumentError(absl::StrCat("--", flag, ": \"", text, "\" is none of ",
                                                 absl::StrJoin(first, words.end(), ", ")));
}

absl::Status ReadDefaults(const OptionTexts& texts, v1::Document* out) {
  const absl::StatusOr<int> type =
      texts.type.empty() ? 0 : ParseWord("type", texts.type, {"", "text", "html"});
  if (!type.ok()) return type.status();
  out->set_type(static_cast<v1::DocumentType>(*type));
  out->set_language_code(texts.language);
  if (texts.reference_date.empty()) return absl::OkStatus();
  const absl::StatusOr<v1::Date> day = ParseDay(texts.reference_date, "--reference_date");
  if (!day.ok()) return day.status();
  *out->mutable_reference_date() = *day;
  return absl::OkStatus();
}

absl::Status ReadLists(const OptionTexts& texts, RequestOptions* out) {
  const auto forms =
      Words(*v1::QuoteForm_descriptor(), "QUOTE_FORM_").ParseList("forms", texts.forms);
  if (!forms.ok()) return forms.status();
  out->quotes.mutable_forms()->Add(forms->begin(), forms->end());
  const auto attributions = Words(*v1::AttributionType_descriptor(), "ATTRIBUTION_TYPE_")
                                .ParseList("attribution_types", texts.attribution_types);
  if (!attributions.ok()) return attributions.status();
  out->quotes.mutable_attribution_types()->Add(attributions->begin(), attributions->end());
  const auto types =
      Words(*v1::EntityType_descriptor(), "ENTITY_TYPE_").ParseList("types", texts.types);
  if (!types.ok()) return types.status();
  out->entities.mutable_types()->Add(types->begin(), types->end());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Rpc> ParseRpc(const std::string& name, const char* what, const char* others) {
  for (const Rpc rpc : {Rpc::kClean, Rpc::kQuotes, Rpc::kEntities, Rpc::kAnalyze}) {
    if (name == NameOf(rpc)) return rpc;
  }
  return absl::InvalidArgumentError(
      absl::StrCat(what, ": \"", name, "\" is none of clean, quotes, entities, analyze", others));
}

const char* NameOf(Rpc rpc) {
  switch (rpc) {
    case Rpc::kClean:
      return "clean";
    case Rpc::kQuotes:
      return "quotes";
    case Rpc::kEntities:
      return "entities";
    case Rpc::kAnalyze:
      return "analyze";
  }
  return "";
}

absl::StatusOr<RequestOptions> ParseOptions(const OptionTexts& texts) {
  RequestOptions out;
  const absl::StatusOr<int> encoding =
      ParseWord("encoding", texts.encoding, {"utf8", "utf16", "utf32"});
  if (!encoding.ok()) return encoding.status();
  out.encoding = static_cast<v1::EncodingType>(*encoding + 1);
  const absl::StatusOr<int> profile =
      texts.profile.empty() ? 0 : ParseWord("profile", texts.profile, {"article", "visible_text"});
  if (!profile.ok()) return profile.status();
  out.clean.set_profile(static_cast<v1::CleanProfile>(*profile + 1));
  const absl::StatusOr<int> tier =
      texts.tier.empty() ? 0 : ParseWord("tier", texts.tier, {"", "fast", "accurate"});
  if (!tier.ok()) return tier.status();
  out.tier = static_cast<v1::ModelTier>(*tier);
  if (absl::Status status = ReadDefaults(texts, &out.defaults); !status.ok()) return status;
  if (absl::Status status = ReadLists(texts, &out); !status.ok()) return status;
  if (!(texts.min_confidence >= 0 && texts.min_confidence <= 1))
    return absl::InvalidArgumentError(
        absl::StrCat("--min_confidence is ", texts.min_confidence, "; it must be in [0, 1]"));
  out.quotes.set_min_confidence(static_cast<float>(texts.min_confidence));
  out.entities.set_min_confidence(static_cast<float>(texts.min_confidence));
  out.quotes.set_include_unsettled(texts.include_unsettled);
  out.entities.set_include_coreference(texts.coreference);
  return out;
}

void AskForFurther(v1::QuoteOptions* options) {
  for (int type = v1::AttributionType_MIN + 1; type <= v1::AttributionType_MAX; ++type)
    options->add_attribution_types(static_cast<v1::AttributionType>(type));
  options->set_include_unsettled(true);
}

absl::StatusOr<v1::Date> ParseDay(const std::string& text, const std::string& what) {
  int year = 0, month = 0, day = 0, read = 0;
  const int found = std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &read);
  if (found != 3 || static_cast<size_t>(read) != text.size())
    return absl::InvalidArgumentError(absl::StrCat(what, " is not of the form 2022-02-07"));
  const absl::CivilDay civil(year, month, day);
  if (civil.year() != year || civil.month() != month || civil.day() != day)
    return absl::InvalidArgumentError(absl::StrCat(what, " is no day of the calendar: ", text));
  v1::Date out;
  out.set_year(year);
  out.set_month(month);
  out.set_day(day);
  return out;
}

void SetDefaults(const v1::Document& defaults, v1::Document* document) {
  if (document->type() == v1::DOCUMENT_TYPE_UNSPECIFIED) document->set_type(defaults.type());
  if (document->language_code().empty()) document->set_language_code(defaults.language_code());
  if (!document->has_reference_date() && defaults.has_reference_date())
    *document->mutable_reference_date() = defaults.reference_date();
}

}  // namespace textanalysis::command
