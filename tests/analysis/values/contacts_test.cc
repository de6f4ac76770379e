#include "analysis/values/contacts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/bundle.h"

namespace textanalysis::values {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> AddressesIn(std::string_view text) {
  static const ContactFinder kFinder(testing::TestBundle());
  std::vector<std::string> out;
  size_t end = 0;
  for (const ContactMention& m : kFinder.Find(text, {})) {
    EXPECT_GE(m.span.begin, end);
    end = m.span.end;
    out.push_back(m.contact.address);
  }
  return out;
}

TEST(ContactsTest, AddressesAreFoundWithoutThePunctuationAround) {
  EXPECT_THAT(
      AddressesIn("Write to ana@post.example.com, or see (https://post.example.com/a?b=1)."),
      ElementsAre("ana@post.example.com", "https://post.example.com/a?b=1"));
  EXPECT_THAT(AddressesIn("www.example.org and example.com/news"),
              ElementsAre("www.example.org", "example.com/news"));
}

TEST(ContactsTest, HostsAreNamesOfAnyScriptAddressesAndThisMachine) {
  EXPECT_THAT(AddressesIn("see köln.de, пример.рф and gallery.example.museum"),
              ElementsAre("köln.de", "пример.рф", "gallery.example.museum"));
  EXPECT_THAT(AddressesIn("at 192.0.2.7:8080/live, https://[2001:db8::1]:8443/ or localhost:9090"),
              ElementsAre("192.0.2.7:8080/live", "https://[2001:db8::1]:8443/", "localhost:9090"));
  EXPECT_THAT(AddressesIn("the block 198.51.100.0/24"), ElementsAre("198.51.100.0")) << "no page";
  EXPECT_THAT(AddressesIn("from [::ffff:192.0.2.7]"), ElementsAre("::ffff:192.0.2.7"));
  EXPECT_THAT(AddressesIn("example.commune"), IsEmpty());
  EXPECT_THAT(AddressesIn("example.com.übung.com"), ElementsAre("example.com"));
  EXPECT_THAT(AddressesIn(".рф"), IsEmpty()) << "no host";
}

TEST(ContactsTest, TelephoneNumbersAreInE164WhereTheirCountryIsKnown) {
  EXPECT_THAT(AddressesIn("Call +44 20 7946 0958 today."), ElementsAre("+442079460958"));
  EXPECT_THAT(AddressesIn("Call (212) 555-0100."), ElementsAre("+12125550100"));
}

TEST(ContactsTest, MarksOfAnyScriptStandBeforeThem) {
  EXPECT_THAT(AddressesIn("the “#PortShut” tag—#Strike too"), ElementsAre("#PortShut", "#Strike"));
  EXPECT_THAT(AddressesIn("at “post.example.com”"), ElementsAre("post.example.com"));
  EXPECT_THAT(AddressesIn("under ＃東京"), ElementsAre("＃東京"));
  EXPECT_THAT(AddressesIn("caf\u00E9#terrace"), IsEmpty());
}

TEST(ContactsTest, OtherSchemesAndFormsAreRead) {
  EXPECT_THAT(
      AddressesIn("sftp://files.example.com/a, ana%b@post.example.com, ana@[192.0.2.7]"),
      ElementsAre("sftp://files.example.com/a", "ana%b@post.example.com", "ana@[192.0.2.7]"));
  EXPECT_THAT(AddressesIn("the city's museum, harbour.museum"), ElementsAre("harbour.museum"));
}

TEST(ContactsTest, HandlesAndTagsAreNoAddresses) {
  EXPECT_THAT(AddressesIn("said @ana_diaz under #PortShut"), ElementsAre("@ana_diaz", "#PortShut"));
}

TEST(ContactsTest, NumbersThatOnlyLookLikeOnesAreNone) {
  for (const char* text :
       {"between 2019-2021", "on 12/05/2024", "1,234,567 people", "0.123456", "version 1.2.3", ""})
    EXPECT_THAT(AddressesIn(text), IsEmpty()) << text;
}

}  // namespace
}  // namespace textanalysis::values
