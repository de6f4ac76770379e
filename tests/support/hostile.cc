#include "tests/support/hostile.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "analysis/dictionary/dictionary.h"
#include "analysis/text/hash.h"

namespace textanalysis::testing {
namespace {

using clean::Form;
using Make = std::function<std::string(size_t)>;

// `head`, `unit` again and again, `tail`. A "#" in the unit becomes the number of the repetition in
// letters, so that words differ.
std::string Repeated(std::string_view head, std::string_view unit, std::string_view tail,
                     size_t bytes) {
  std::string out(head);
  for (size_t n = 0; out.size() + tail.size() < bytes; ++n) {
    for (const char c : unit) {
      if (c != '#') {
        out.push_back(c);
        continue;
      }
      for (size_t rest = n + 26; rest > 0; rest /= 26)
        out.push_back(static_cast<char>('a' + rest % 26));
    }
  }
  return out.append(tail);
}

// Half the size is `statement` with `words` in the place of "@", the other half `unit` repeated.
Make LongStatement(std::string_view before, std::string_view after, std::string_view unit) {
  return [=](size_t bytes) {
    return Repeated(before, "word# ", after, bytes / 2) + Repeated("", unit, "", bytes / 2);
  };
}

// How often the largest table of the standard library that n words fill is grown to.
size_t BucketsFor(size_t words) {
  size_t buckets = 13;
  for (const size_t prime :
       {29U, 59U, 127U, 257U, 541U, 1109U, 2357U, 5087U, 10273U, 20753U, 42043U, 85229U}) {
    if (buckets >= words) break;
    buckets = prime;
  }
  return buckets;
}

constexpr uint64_t kFnvBasis = 0xcbf29ce484222325u;
constexpr uint64_t kFnvPrime = 0x100000001b3u;

// Words whose FNV-1a hashes, after `finish`, fall into one bucket of such a table, in sentences.
std::string CollidingWords(uint64_t (*finish)(uint64_t), size_t bytes) {
  constexpr size_t kWordBytes = 8;
  const size_t buckets = BucketsFor(bytes / kWordBytes);
  size_t found = 0;
  std::string out, stem(kWordBytes - 2, 'a');
  for (uint64_t n = 0; out.size() < bytes - 10; ++n) {
    uint64_t h = kFnvBasis;
    uint64_t rest = n;
    for (char& c : stem) {
      c = static_cast<char>('a' + rest % 26);
      rest /= 26;
      h = (h ^ static_cast<unsigned char>(c)) * kFnvPrime;
    }
    for (char a = 'a'; a <= 'z'; ++a) {
      const uint64_t with_a = (h ^ static_cast<unsigned char>(a)) * kFnvPrime;
      for (char b = 'a'; b <= 'z'; ++b) {
        const uint64_t with_b = (with_a ^ static_cast<unsigned char>(b)) * kFnvPrime;
        if (finish(with_b) % buckets != 0) continue;
        out.append(++found % 16 == 0 ? "Ana " : "").append(stem).append({a, b, ' '});
      }
    }
  }
  return out;
}

Make InParagraph(uint64_t (*finish)(uint64_t)) {
  return [finish](size_t bytes) { return "<p>" + CollidingWords(finish, bytes) + ".</p>"; };
}

using Row = std::array<const char*, 4>;  // Name, head, unit, tail.

constexpr Row kTexts[] = {
    {"zero-width marks", "", "a\u200B", ""},
    {"a script without spaces", "", "港湾", ""},
    {"lines of a letter", "", "a\n", ""},
    {"lines of an ampersand", "", "&\n", ""},
    {"lines of a digit", "", "1\n", ""},
    {"labels", "", "A: b\n", ""},
    {"half references", "", "a&lt ", ""},
    {"sums of money", "", "$1 $2 ", ""},
    {"days before days", "", "the day before ", ""},
    {"ends of days after days", "", "the end of the day after ", ""},
    {"ratios of ratios", "", "one in ", ""},
    {"half addresses", "", "a@,", ""},
    {"half names of hosts", "", "www.,", ""},
    {"marks of alternating class", "a", "\u0301\u0316", ""},
    {"marks of one class", "a", "\u0301", ""},
    {"marks after references", "&eacute;", "\u0301\u0316", ""},
    {"vowels of Hangul", "", "\u1161", ""},
    {"people and pronouns", "", "Ana D# said so. He said no. ", ""},
    {"offices and people", "", "French leader Ana D# spoke. The French leader said so.\n\n", ""},
    {"sources that must not be named", "",
     "“We won,” said an official, who was not authorised to speak. ", ""},
    {"reasons of one source", "“We won,” said an official,", " who was not authorised to speak,",
     ""},
    {"roles", "", "“We won,” said Ana D#, the chair of board # of Leeds. ", ""},
    {"roles of one source", "“We won,” said Ana Diaz,", " the chair of board #,", ""},
    {"roles before one name", "“We won,” said ", "chair of board # and ", "Ana Diaz."},
    {"open quotations over paragraphs", "", "“Ana Diaz said that it rained.\n\n", ""},
    {"open quotations after a cue", "Ana Diaz said:\n\n", "“It rained all day in town.\n\n", ""},
    {"open straight quotations", "", "\"We won it,\n\n", ""},
    {"stretches without end", "", "“a ", ""},
    {"stretches of a word", "He said ", "“a” ", "."},
    {"inches", "", "12\" ", ""},
    {"inches in paragraphs", "", "12\" x\n\n", ""},
    {"single marks", "", "‘a ", ""},
    {"straight single marks", "", "'", ""},
    {"marks of all kinds", "", "“‘\"'", ""},
    {"opening brackets", "", "(", ""},
    {"closing brackets", "", ")", ""},
    {"closing marks with spaces", "", ".” ", ""},
    {"one word", "", "a", ""},
    {"one word of capitals", "", "A", ""},
    {"one number", "", "1", ""},
    {"one number with commas", "", "1,", ""},
    {"no end of a sentence", "", "the word# ", ""},
    {"full stops", "", ".", ""},
    {"initials", "", "a.", ""},
    {"initials with spaces", "", "A. ", ""},
    {"possessives", "a", "'s", ""},
    {"elisions", "", "'em", ""},
    {"hashes", "", "#a", ""},
    {"hyphens", "", "a-", ""},
    {"dashes", "", "—", ""},
    {"punctuation after an address", "http://a/", ",", ""},
    {"parted words", "", "the committee that was to look into the matter did recov-\nery\n", ""},
    {"wrapped lines", "", "the committee that was to look into the matter at length and\nthen ",
     ""},
    {"garbled marks", "", "â€™", ""},
    {"half garbled spaces", "", "Â ", ""},
    {"marks garbled twice", "", "Ã¢â‚¬â„¢", ""},
    {"leads of garbled marks", "", "Ã", ""},
    {"references to references", "&", "amp;", ""},
    {"ampersands", "", "&", ""},
    {"soft hyphens", "", "\u00AD", ""},
    {"soft hyphens in words", "", "a\u00AD", ""},
    {"white space", "a", " ", "a"},
    {"blank lines", "a", "\n", "a"},
    {"control characters", "a", "\x01 ", "a"},
    {"one person and pronouns", "Ana Diaz came. ", "She said so. ", ""},
    {"full names, then surnames", "", "Ana D# met D#. ", ""},
    {"lists of people", "", "Ana D#, ", ""},
    {"one surname", "", "A# Diaz said so. Diaz left. ", ""},
    {"organizations and initials", "", "The World# Health Organization (WHO) met. ", ""},
    {"offices", "", "The minister said so. ", ""},
    {"nations and people", "", "The French said so to Ana D#.\n\n", ""},
    {"transcript", "Ana Diaz spoke.\n", "DIAZ: We won it.\n", ""},
    {"transcripts of many", "", "Ana D# spoke.\nD#: We won it.\n", ""},
    {"interview", "Ana Diaz spoke.\n", "Q: Why?\nA: Because.\n", ""},
    {"signatures", "", "“We won.” — Ana Diaz\n\n", ""},
    {"cues", "", "said ", ""},
    {"quotations", "", "“We won it,” Ana Diaz said.\n\n", ""},
    {"quotations of a paragraph", "", "“We won it,” Ana Diaz said. ", ""},
    {"quotations without speakers", "", "“We won it all today.”\n\n", ""},
    {"dates", "", "on 3 June 2024, ", ""},
    {"days of the week", "", "last Monday ", ""},
    {"numbers in words", "", "one hundred and ", ""},
    {"numbers and units", "", "5 km 6 kg ", ""},
    {"numbers and dashes", "", "1-", ""},
    {"addresses", "", "a#@b.com ", ""},
    {"addresses of pages", "", "http://a.b/# ", ""},
    {"short lines", "", "a word or two#\r\n", ""},
    {"telephone numbers", "", "+44 20 7946 0958 ", ""},
    {"digits and spaces", "", "1 2 ", ""},
    {"bullets", "", "• a\n", ""},
    {"bylines", "", "By Ana Diaz and Bo Li\n", ""},
    {"durations", "", "2:46\n", ""},
    {"headings", "", "The Word#\n\n", ""},
};

constexpr Row kPages[] = {
    {"zero-width marks in one text", "<p>", "a\uFEFF", "</p>"},
    {"a script without spaces in one text", "<p>", "カタ", "</p>"},
    {"ampersands in a paragraph", "", "<p>&&&", ""},
    {"references", "", "&lt;", ""},
    {"half references in a page", "", "a&lt ", ""},
    {"unknown references", "", "&bogus", ""},
    {"references to marks", "a", "&#x301;&#x316;", ""},
    {"scripts with comments", "", "<script><!--</script>", ""},
    {"scripts in scripts", "", "<script><!--<script></script>", ""},
    {"scripts without end", "", "<script>", ""},
    {"styles without end", "", "<style>", ""},
    {"divisions with links", "", "<div><a href=x>b</a>", ""},
    {"divisions", "", "<div>", ""},
    {"divisions with text", "", "<div>a", ""},
    {"divisions and other ends", "", "<div></section>", ""},
    {"divisions ended in cells", "", "<div><table><tr><td></div>", ""},
    {"tables in tables", "", "<table><tr><td>", ""},
    {"text in a table", "", "<table>a", ""},
    {"bold text in a table", "<table>", "<b>a", ""},
    {"bold paragraphs", "", "<b>a<p>", ""},
    {"hidden bold paragraphs", "<b hidden>a</b>", "<b>a<p>", ""},
    {"hidden nested paragraphs", "<i hidden>a</i><p><b><b><b><i><i><i><u><u><u><s><s><s>", "a<p>",
     ""},
    {"hidden links", "<i hidden>a</i>", "<a>a<p>", ""},
    {"hidden misnested text", "<i hidden>a</i>", "<b><i><p></b></i>", ""},
    {"hidden nobr", "<i hidden>a</i>", "<nobr>a", ""},
    {"options", "<select>", "<option>a", ""},
    {"list items", "", "<li>a", ""},
    {"list items in lists", "", "<ul><li>a", ""},
    {"terms and definitions", "", "<dt>a<dd>b", ""},
    {"comments without end", "", "<!--", ""},
    {"dashes in a comment", "<!--", "-", ""},
    {"dashes and marks in a comment", "<!--", "--!", ""},
    {"declarations", "", "<!a>", ""},
    {"declarations without end", "", "<!", ""},
    {"attributes of a tag", "<div ", "a#=b ", ">a"},
    {"the same attribute", "<div ", "class=a ", ">a"},
    {"attributes without end", "", "<a b=\"", ""},
    {"classes of a tag", "<div class=\"", "word# ", "\"><p>a"},
    {"classes of many tags", "", "<div class=word#>a</div>", ""},
    {"titles", "", "<title>a</title>", ""},
    {"titles without end", "", "<title>", ""},
    {"authors", "", "<meta name=author content=\"Ana D#\">", ""},
    {"authors of linked data",
     "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":[\"a\"", ",\"Ana D#\"",
     "]}</script><p>a"},
    {"nested linked data", "<script type=application/ld+json>", "[", "</script><p>a"},
    {"keys of linked data", "<script type=application/ld+json>{\"a\":1", ",\"k#\":1",
     "}</script><p>a"},
    {"CDATA in linked data", "", "<script type=application/ld+json><![CDATA[</script>", ""},
    {"times", "", "<time>3 June 2024</time>", ""},
    {"names within an author", "<h1>a</h1><div itemprop=author>", "<b itemprop=name>Ana D#</b>",
     "</div><p>a"},
    {"authors behind words", "<h1>a</h1><p>", "last post by <b class=author>Ana D#</b> ", ""},
    {"lines with a day and a byline", "<h1>a</h1>",
     "<p>By Ana D#<p>3 May 2024. Updated: 7 May 2024", ""},
    {"elements of a heading", "<title>a word of many</title><h1>", "<b>word# of</b> ", "</h1><p>a"},
    {"vector images", "", "<svg><path>", ""},
    {"formulas", "", "<math><mi>a", ""},
    {"frames", "", "<frameset>", ""},
    {"templates", "", "<template>", ""},
    {"forms", "", "<form>", ""},
    {"buttons", "", "<button>a", ""},
    {"headings of the first level", "", "<h1>a word#", ""},
    {"paragraph ends", "", "</p>", ""},
    {"line breaks", "", "a<br>", ""},
    {"objects", "", "<object>", ""},
    {"own elements", "", "<x-a>", ""},
    {"own elements of many names", "", "<x-#>a", ""},
    {"body tags", "", "<body class=#>", ""},
    {"links of a paragraph", "<p>", "<a href=x>b</a> ", ""},
    {"quotations in tags", "", "<p>“<b>We</b> won,” <i>Ana</i> said.", ""},
    {"less-than signs", "", "<", ""},
    {"ends without names", "", "</", ""},
    {"white space in a page", "<p>", " ", "a"},
    {"carriage returns", "<p>", "\r", "a"},
    {"text areas", "", "<textarea>", ""},
    {"captions", "", "<figure><figcaption>a", ""},
};

// As many entries as may share a name.
dictionary::Dictionaries SharedByMany(const std::string& name) {
  dictionary::Dictionary::Builder builder;
  for (size_t k = 0; k < dictionary::kMaxSharing; ++k) {
    const std::string id = std::string(100, 'x') + std::to_string(k);
    if (!builder.Add({.id = id, .name = name}).ok()) std::abort();
  }
  return {std::move(builder).Build()};
}

// An entry for each of the names, between spaces.
dictionary::Dictionaries OneEach(const std::string& names) {
  dictionary::Dictionary::Builder builder;
  for (size_t at = 0; at < names.size();) {
    const size_t end = std::min(names.find(' ', at), names.size());
    const std::string name = names.substr(at, end - at);
    if (!builder.Add({.id = name, .name = name}).ok()) std::abort();
    at = end + 1;
  }
  return {std::move(builder).Build()};
}

void AddFamiliesOfDictionaries(std::vector<HostileFamily>* out) {
  const auto text = [](std::string_view unit) {
    return [unit](size_t bytes) { return Repeated("", unit, "", bytes); };
  };
  constexpr auto kText = Form::kPlainText;
  out->push_back({"known name", kText, text("A "), OneEach("A")});
  out->push_back({"known names", kText, text("# "), OneEach(Repeated("", "# ", "", 80'000))});
  out->push_back({"name of many that are known", kText, text("A "), SharedByMany("A")});
}

std::vector<HostileFamily> MakeFamilies() {
  std::vector<HostileFamily> out;
  const auto add = [&out](const Row& row, Form form) {
    out.push_back(
        {row[0], form, [row](size_t bytes) { return Repeated(row[1], row[2], row[3], bytes); }});
  };
  for (const Row& row : kTexts) add(row, Form::kPlainText);
  for (const Row& row : kPages) add(row, Form::kHtml);
  constexpr const char* kHeading = "<h1>word# word# more words</h1>";
  const std::pair<const char*, Make> statements[] = {
      {"headings and a long title", LongStatement("<title>", "</title>", kHeading)},
      {"headings and a long og:title",
       LongStatement("<meta property=og:title content=\"", "\">", kHeading)},
      {"headings and a long site name",
       LongStatement("<title>a word - here</title><meta property=og:site_name content=\"", "\">",
                     kHeading)},
      {"headings and a long headline",
       LongStatement("<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"",
                     "\"}</script>", kHeading)},
      {"paragraphs and a long body",
       LongStatement("<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"",
                     "\"}</script>", "<p>word# word# more words")},
      {"paragraphs and a long heading", LongStatement("<h1>", "</h1>", "<p>a")},
      {"words of one bucket", InParagraph([](uint64_t h) { return h; })},
      {"words of one bucket, spread", InParagraph([](uint64_t h) { return text::Mix(h); })},
  };
  for (const auto& [name, make] : statements) out.push_back({name, Form::kHtml, make});
  AddFamiliesOfDictionaries(&out);
  return out;
}

}  // namespace

void PrintTo(const HostileFamily& family, std::ostream* out) { *out << family.name; }

const std::vector<HostileFamily>& HostileFamilies() {
  static const std::vector<HostileFamily> kFamilies = MakeFamilies();
  return kFamilies;
}

}  // namespace textanalysis::testing
