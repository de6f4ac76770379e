#include "client/cpp/pretty.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "client/cpp/values.h"
#include "textanalysis/v1/text_analysis_service.pb.h"

namespace textanalysis::command {
namespace {

// Code points, which stand for columns.
size_t Columns(const std::string& s) {
  return static_cast<size_t>(std::count_if(
      s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string Pad(const std::string& s, size_t width) {
  const size_t columns = Columns(s);
  return columns >= width ? s : s + std::string(width - columns, ' ');
}

std::string Wrap(const std::string& text, size_t width, const std::string& indent) {
  std::string out;
  std::string line = indent;
  for (const auto& word : absl::StrSplit(text, ' ', absl::SkipEmpty())) {
    const std::string w(word);
    if (line.size() > indent.size() && Columns(line) + 1 + Columns(w) > width) {
      absl::StrAppend(&out, line, "\n");
      line = indent;
    }
    absl::StrAppend(&line, line.size() > indent.size() ? " " : "", w);
  }
  return absl::StrCat(out, line, "\n");
}

// Who wrote it: by name where names are known, which a page's own line may have among marks and numbers.
std::string BylineOf(const v1::CleanedDocument& document) {
  return document.author_names().empty()
             ? document.byline().value()
             : absl::StrCat("By ", absl::StrJoin(document.author_names(), ", "));
}

class Printer {
 public:
  explicit Printer(const PrettyOptions& options) : options_(options) {}

  void Heading(const std::string& text) {
    absl::StrAppend(&out_, out_.empty() ? "" : "\n", Styled("1", text), "\n\n");
  }

  // What is known of the article itself, a line each.
  void Head(const v1::CleanedDocument& document) {
    constexpr size_t kLabelColumns = 7;
    const std::pair<const char*, std::string> facts[] = {
        {"title", document.title().value()},
        {"byline", BylineOf(document)},
        {"date", ShowDate(document.publish_date())},
        {"section", document.section().value()},
        {"site", document.site_name()}};
    for (const auto& [label, fact] : facts) {
      if (!fact.empty())
        absl::StrAppend(&out_, "  ", Styled("2", Pad(label, kLabelColumns)), "  ", OneLine(fact),
                        "\n");
    }
  }

  void Cleaned(const v1::CleanedDocument& document) {
    Head(document);
    Heading("Cleaned text");
    for (const auto& line : absl::StrSplit(document.text(), '\n')) {
      absl::StrAppend(&out_, line.empty() ? "\n" : Wrap(std::string(line), options_.width, "  "));
    }
    int removed = 0;
    for (const auto& r : document.removed_segments()) {
      removed += IsRead(r.reason());
    }
    absl::StrAppend(&out_, "\n  ",
                    Styled("2", absl::StrCat("(", removed, " runs of furniture removed)")), "\n");
  }

  void Removed(const std::vector<RemovedRun>& runs) {
    constexpr size_t kReasonColumns = 15;
    Heading(absl::StrCat("Removed (", runs.size(), ")"));
    for (const RemovedRun& run : runs) {
      const std::string head = absl::StrCat("  ", Pad(run.reason, kReasonColumns), "  ");
      const std::string lines =
          Wrap(OneLine(Printable(run.content)), options_.width, std::string(head.size(), ' '));
      absl::StrAppend(&out_, Styled("2", head), lines.substr(head.size()));
    }
  }

  template <typename Quotes>
  void QuoteList(const Quotes& quotes) {
    const auto is_hidden = [this](const v1::Quote& q) {
      return options_.hides_further && IsFurther(q);
    };
    const auto hidden = std::count_if(quotes.begin(), quotes.end(), is_hidden);
    Heading(absl::StrCat("Quotations (", quotes.size() - hidden, ")"));
    for (const v1::Quote& q : quotes) {
      if (!is_hidden(q)) Quotation(q);
    }
    if (hidden == 0) return;
    const std::string note = absl::StrCat(
        "(", hidden, hidden == 1 ? " further attribution is" : " further attributions are",
        " hidden: beliefs, wishes, promises, what is denied or left open; --attribution_types=all "
        "--include_unsettled shows all)");
    absl::StrAppend(&out_, "\n", Styled("2", Wrap(note, options_.width, "  ")));
  }

  template <typename Entities>
  void EntityTable(const Entities& entities, const std::string& title) {
    Heading(absl::StrCat(title, " (", entities.size(), ")"));
    size_t width = 4;
    for (const v1::Entity& e : entities)
      width = std::max(width, std::min<size_t>(Columns(e.name()), 40));
    absl::StrAppend(&out_, "  ",
                    Styled("2", Pad("name", width) + "  " + Pad("type", 13) + "  mentions  value"),
                    "\n");
    for (const v1::Entity& e : entities) {
      absl::StrAppend(&out_, "  ", Pad(e.name(), width), "  ",
                      Pad(ShortName(v1::EntityType_Name(e.type()), "ENTITY_TYPE_"), 13), "  ",
                      Pad(std::to_string(e.mentions_size()), 8), "  ",
                      ShowValue(e.normalized_value()), Id(e.dictionary_id()), "\n");
    }
  }

  void Verifications(const v1::VerifyQuotesResponse& response) {
    std::string counts;
    for (const v1::VerdictCount& c : response.verdict_counts()) {
      absl::StrAppend(&counts, counts.empty() ? ": " : ", ", c.count(), " ",
                      ShortName(v1::QuoteVerdict_Name(c.verdict()), "QUOTE_VERDICT_"));
    }
    for (const auto& [agreement, words] : kSpeakers) {
      const auto count = std::count_if(
          response.verifications().begin(), response.verifications().end(),
          [agreement = agreement](const auto& v) { return v.speaker_agreement() == agreement; });
      if (count > 0) absl::StrAppend(&counts, "; ", count, " ", words);
    }
    Heading(absl::StrCat("Quotations (", response.verifications_size(), ")", counts));
    for (const v1::QuoteVerification& v : response.verifications()) Verification(v);
  }

  void Metadata(const v1::ResponseMetadata& metadata) {
    for (const v1::Warning& w : metadata.warnings())
      absl::StrAppend(&out_, "\nwarning: ", w.message(), "\n");
  }

  std::string Take() { return std::move(out_); }

 private:
  void Quotation(const v1::Quote& q) {
    const std::string who =
        q.has_speaker() && !q.speaker().name().empty() ? q.speaker().name() : "(nobody named)";
    const std::string how = ShortName(v1::QuoteForm_Name(q.form()), "QUOTE_FORM_");
    const std::string cue = absl::StrCat(q.cue().empty() ? "" : ", ", q.cue());
    absl::StrAppend(
        &out_, "  ", Styled("36", who), Id(q.speaker().dictionary_id()), " — ", how, cue, " —\n",
        Wrap(absl::StrReplaceAll(q.content(), {{"\n", " "}}), options_.width, "      "));
  }

  // What is said of who speaks, where that needs a look.
  static constexpr std::pair<v1::SpeakerAgreement, const char*> kSpeakers[] = {
      {v1::SPEAKER_AGREEMENT_ANOTHER_SPEAKER, "by another speaker"},
      {v1::SPEAKER_AGREEMENT_UNNAMED_IN_SOURCE, "by somebody whom the source does not name"}};

  void Verification(const v1::QuoteVerification& v) {
    const auto* const speaker =
        std::find_if(std::begin(kSpeakers), std::end(kSpeakers),
                     [&v](const auto& pair) { return pair.first == v.speaker_agreement(); });
    const bool is_known = speaker == std::end(kSpeakers);
    const bool is_good = v.verdict() <= v1::QUOTE_VERDICT_PARAPHRASED && is_known;
    absl::StrAppend(&out_, "  ",
                    Styled(is_good ? "32" : "31",
                           ShortName(v1::QuoteVerdict_Name(v.verdict()), "QUOTE_VERDICT_")),
                    " — ",
                    Styled("36", v.speaker_name().empty() ? "(nobody named)" : v.speaker_name()),
                    Id(v.speaker_dictionary_id()),
                    is_known ? "" : absl::StrCat(", but ", speaker->second), " —\n");
    absl::StrAppend(&out_, Wrap(OneLine(Difference(v)), options_.width, "      "));
    for (const v1::SourcePlace& place : v.places()) Found(v, place);
    if (v.other_places_size() > 0)
      absl::StrAppend(&out_, "      and in ", v.other_places_size(), " other places\n");
  }

  // What a dictionary knows somebody by, where one does.
  static std::string Id(const std::string& dictionary_id) {
    return dictionary_id.empty() ? "" : absl::StrCat(" [", dictionary_id, "]");
  }

  // The words, those that the source has instead in [- -] and those that it lacks in {+ +}.
  static std::string Difference(const v1::QuoteVerification& v) {
    if (v.changes().empty()) return v.content();
    std::string out;
    bool follows_equal = false;  // Then another part of the quotation begins.
    for (const v1::QuoteChange& c : v.changes()) {
      const bool is_equal = c.kind() == v1::QUOTE_CHANGE_KIND_EQUAL;
      if (is_equal && follows_equal) absl::StrAppend(&out, " …");
      follows_equal = is_equal;
      const char* const space = out.empty() ? "" : " ";
      if (c.kind() == v1::QUOTE_CHANGE_KIND_JUMP) absl::StrAppend(&out, " //");
      if (is_equal) absl::StrAppend(&out, space, c.draft_content());
      if (!is_equal && !c.source_content().empty())
        absl::StrAppend(&out, space, "[-", c.source_content(), "-]");
      if (!is_equal && !c.draft_content().empty())
        absl::StrAppend(&out, out.empty() ? "" : " ", "{+", c.draft_content(), "+}");
    }
    return out;
  }

  void Found(const v1::QuoteVerification& v, const v1::SourcePlace& place) {
    const bool is_exact =
        v.verdict() != v1::QUOTE_VERDICT_PARAPHRASED && v.verdict() != v1::QUOTE_VERDICT_NOT_FOUND;
    std::string where =
        absl::StrCat(place.source_id(), ":", place.place_span().begin_offset(), ", ",
                     ShortName(v1::SourceStanding_Name(place.standing()), "SOURCE_STANDING_"));
    if (!place.speaker_name().empty())
      absl::StrAppend(&where, " by ", place.speaker_name(), Id(place.speaker_dictionary_id()));
    // Of several places, one may be the speaker's: what all come to stands above.
    if (v.speaker_agreement() != v1::SPEAKER_AGREEMENT_UNSPECIFIED && v.places_size() == 1)
      absl::StrAppend(
          &where, ": ",
          ShortName(v1::SpeakerAgreement_Name(v.speaker_agreement()), "SPEAKER_AGREEMENT_"));
    absl::StrAppend(&out_, "      ", is_exact ? "in " : "nearest: ", Styled("2", where), "\n");
    if (!is_exact)
      absl::StrAppend(&out_, Wrap(OneLine(place.content()), options_.width, "        "));
  }

  static std::string OneLine(const std::string& text) {
    return absl::StrReplaceAll(text, {{"\n", " "}});
  }

  std::string Styled(const std::string& code, const std::string& text) const {
    return options_.color ? absl::StrCat("\033[", code, "m", text, "\033[0m") : text;
  }

  PrettyOptions options_;
  std::string out_;
};

}  // namespace

bool IsFurther(const v1::Quote& quote) {
  return quote.attribution_type() > v1::ATTRIBUTION_TYPE_COMMUNICATION || quote.is_unsettled();
}

std::string ShortName(const std::string& enumerator, const std::string& prefix) {
  return absl::AsciiStrToLower(absl::StrReplaceAll(
      enumerator.substr(std::min(prefix.size(), enumerator.size())), {{"_", " "}}));
}

std::string ShowValue(const v1::NormalizedValue& value) {
  switch (value.value_case()) {
    case v1::NormalizedValue::kDateTime:
      return value.date_time();
    case v1::NormalizedValue::kMoney:
      return absl::StrCat(value.money().currency_code(), " ", value.money().amount());
    case v1::NormalizedValue::kQuantity:
      return absl::StrCat(value.quantity().amount(), " ", value.quantity().unit());
    case v1::NormalizedValue::kNumber:
      return value.number();
    case v1::NormalizedValue::kContact:
      return value.contact().address();
    case v1::NormalizedValue::VALUE_NOT_SET:
      break;
  }
  return "";
}

std::string ShowDate(const v1::Date& date) {
  if (date.year() == 0) return "";
  std::string out = absl::StrFormat("%04d", date.year());
  if (date.month() == 0) return out;
  absl::StrAppendFormat(&out, "-%02d", date.month());
  if (date.day() != 0) absl::StrAppendFormat(&out, "-%02d", date.day());
  return out;
}

std::string Pretty(const google::protobuf::Message& response, const PrettyOptions& options) {
  Printer printer(options);
  if (const auto* clean = dynamic_cast<const v1::CleanResponse*>(&response)) {
    printer.Cleaned(clean->cleaned_document());
    printer.Metadata(clean->metadata());
  } else if (const auto* quotes = dynamic_cast<const v1::ExtractQuotesResponse*>(&response)) {
    printer.QuoteList(quotes->quotes());
    printer.Metadata(quotes->metadata());
  } else if (const auto* entities = dynamic_cast<const v1::ExtractEntitiesResponse*>(&response)) {
    printer.EntityTable(GroupedByValue(entities->entities()), "Entities");
    printer.Metadata(entities->metadata());
  } else if (const auto* all = dynamic_cast<const v1::AnalyzeResponse*>(&response)) {
    if (all->has_cleaned_document()) printer.Cleaned(all->cleaned_document());
    printer.QuoteList(all->quotes());
    printer.EntityTable(GroupedByValue(all->entities()), "Entities");
    printer.Metadata(all->metadata());
  } else if (const auto* checked = dynamic_cast<const v1::VerifyQuotesResponse*>(&response)) {
    printer.Verifications(*checked);
    printer.Metadata(checked->metadata());
  }
  return printer.Take();
}

std::string PrettyRemoved(const std::vector<RemovedRun>& runs, const PrettyOptions& options) {
  Printer printer(options);
  printer.Removed(runs);
  return "\n" + printer.Take();
}

namespace {

unsigned ByteAt(const std::string& text, size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
}

// Bytes of the UTF-8 character that begins at `at`; 0 where none does.
size_t CharacterBytes(const std::string& text, size_t at) {
  const unsigned lead = ByteAt(text, at);
  const size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (size_t k = 1; k < length; ++k) {
    if ((ByteAt(text, at + k) & 0xC0) != 0x80) return 0;
  }
  return lead < 0xF5 ? length : 0;
}

bool CommandsATerminal(const std::string& text, size_t at) {
  const unsigned b0 = ByteAt(text, at), b1 = ByteAt(text, at + 1), b2 = ByteAt(text, at + 2);
  const bool is_break = b0 == '\n' || b0 == '\t' || (b0 == '\r' && b1 == '\n');
  const bool is_c0 = (b0 < 0x20 && !is_break) || b0 == 0x7F;
  const bool is_c1 = b0 == 0xC2 && b1 <= 0x9F;
  const bool turns = b0 == 0xE2 && ((b1 == 0x80 && b2 >= 0xAA && b2 <= 0xAE) ||
                                    (b1 == 0x81 && b2 >= 0xA6 && b2 <= 0xA9));
  return is_c0 || is_c1 || turns;
}

}  // namespace

std::string Printable(const std::string& text) {
  std::string out;
  for (size_t at = 0, length = 0; at < text.size(); at += std::max<size_t>(length, 1)) {
    length = CharacterBytes(text, at);
    if (length == 0 || CommandsATerminal(text, at)) {
      out += "\xEF\xBF\xBD";
    } else {
      out.append(text, at, length);
    }
  }
  return out;
}

void MakePrintable(google::protobuf::Message* message) {
  using google::protobuf::FieldDescriptor;
  const google::protobuf::Reflection& reflection = *message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool is_text = field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
    const bool is_message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    const int size = field->is_repeated() ? reflection.FieldSize(*message, field) : 0;
    for (int k = 0; k < size; ++k) {
      if (is_text)
        reflection.SetRepeatedString(message, field, k,
                                     Printable(reflection.GetRepeatedString(*message, field, k)));
      if (is_message) MakePrintable(reflection.MutableRepeatedMessage(message, field, k));
    }
    if (field->is_repeated()) continue;
    if (is_text)
      reflection.SetString(message, field, Printable(reflection.GetString(*message, field)));
    if (is_message) MakePrintable(reflection.MutableMessage(message, field));
  }
}

}  // namespace textanalysis::command
