// Finds how to reach somebody: e-mail and web addresses, handles, hashtags, telephone numbers and
// IP addresses.

#ifndef TEXTANALYSIS_ANALYSIS_VALUES_CONTACTS_H_
#define TEXTANALYSIS_ANALYSIS_VALUES_CONTACTS_H_

#include <string_view>
#include <vector>

#include "analysis/model/lexicon.h"
#include "analysis/text/span.h"
#include "analysis/values/value.h"

namespace textanalysis::values {

struct ContactMention {
  text::Span span;
  Contact contact;
};

// Returns the contacts in `text`, in order, disjoint. A telephone number's address is E.164 where
// the number says its country's calling code (`calling_codes`, of ITU-T E.164) or its form tells it;
// else it is as written. An e-mail or web address is as written, an IP address in its canonical form.
//   Cost: O(text.size()) for a fixed number of patterns; telephone numbers are looked at 40 bytes
//   at most.
std::vector<ContactMention> FindContacts(std::string_view text,
                                         const model::Lexicon& calling_codes);

}  // namespace textanalysis::values

#endif  // TEXTANALYSIS_ANALYSIS_VALUES_CONTACTS_H_
