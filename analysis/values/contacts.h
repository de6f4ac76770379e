// Finds how to reach somebody: e-mail and web addresses, handles, hashtags, telephone numbers and
// IP addresses.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_CONTACTS_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_CONTACTS_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/model/bundle.h"
#include "analysis/model/lexicon.h"
#include "analysis/text/budget.h"
#include "analysis/text/regex.h"
#include "analysis/text/span.h"
#include "analysis/values/value.h"

namespace textanalysis::values {

struct ContactMention {
  text::Span span;
  Contact contact;
};

// Immutable; safe for any number of threads.
class ContactFinder {
 public:
  // Reads sections "value_contacts", "value_phone_words" and "value_calling_codes"; the bundle must
  // outlive the finder.
  explicit ContactFinder(const model::Bundle& bundle);

  // Returns the contacts in `text`, in order, disjoint. A telephone number's address is E.164 where
  // the number says its country's calling code or its form tells it; else it is as written. An
  // e-mail or web address is as written, an IP address in its canonical form.
  //   Cost: O(text.size()) for the number of patterns; telephone numbers are looked at 40 bytes at
  //   most.
  std::vector<ContactMention> Find(std::string_view text, const text::Budget& budget) const;

 private:
  using Check = std::optional<ContactMention> (*)(std::string_view text, text::Span span);
  struct Pattern {
    std::string_view sign;  // What the text must hold for the pattern to be tried.
    std::unique_ptr<const text::Regex> regex;
    Check check;  // Of telephone numbers nothing: CheckPhone().
  };
  struct NationalForm {
    std::string_view calling_code;
    std::unique_ptr<const text::Regex> regex;
    size_t min_digits, max_digits;
  };

  std::optional<ContactMention> CheckPhone(std::string_view text, text::Span span) const;
  bool IsSaidToBePhone(std::string_view text, size_t at) const;
  std::string International(std::string_view number) const;
  std::string National(std::string_view number) const;

  model::Lexicon calling_codes_;
  std::vector<Pattern> patterns_;  // In order: what an earlier one takes, a later one leaves.
  std::vector<NationalForm> nationals_;
  std::optional<text::RegexSet> phone_forms_, no_phones_, unless_said_;
  std::unique_ptr<const text::Regex> phone_words_;
};

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_CONTACTS_H_
