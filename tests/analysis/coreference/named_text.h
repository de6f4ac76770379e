// A text with names that a test marks by hand.

#ifndef TEXTANALYSIS_TESTS_ANALYSIS_COREFERENCE_NAMED_TEXT_H_
#define TEXTANALYSIS_TESTS_ANALYSIS_COREFERENCE_NAMED_TEXT_H_

#include <string>
#include <utility>
#include <vector>

#include "analysis/coreference/names.h"
#include "analysis/entities/entity.h"
#include "analysis/syntax/syntax.h"
#include "tests/support/bundle.h"

namespace textanalysis::coreference {

class NamedText {
 public:
  // Each of `names` is a person, whose mentions are all its places in `text`.
  NamedText(std::string text, const std::vector<std::string>& names)
      : text_(std::move(text)), syntax_(syntax::Parser(testing::TestBundle()).Parse(text_)) {
    for (const std::string& name : names) {
      entities::Entity entity{.name = name, .type = entities::EntityType::kPerson};
      for (size_t at = text_.find(name); at != std::string::npos; at = text_.find(name, at + 1))
        entity.mentions.push_back({.span = {at, at + name.size()}});
      entities_.push_back(std::move(entity));
    }
    names_ = NamesOf(syntax_, entities_);
  }
  NamedText(const NamedText&) = delete;
  NamedText& operator=(const NamedText&) = delete;

  const syntax::Syntax& syntax() const { return syntax_; }
  const std::vector<entities::Entity>& entities() const { return entities_; }
  const std::vector<NameAt>& names() const { return names_; }
  // The tokens of the last place of `words`.
  syntax::TokenRange Tokens(const std::string& words) const {
    const size_t begin = text_.rfind(words);
    return {syntax_.TokenAt(begin), syntax_.TokenAt(begin + words.size() - 1) + 1};
  }
  std::string Text(syntax::TokenRange tokens) const {
    return std::string(Slice(text_, syntax_.Bytes(tokens)));
  }

 private:
  const std::string text_;
  const syntax::Syntax syntax_;
  std::vector<entities::Entity> entities_;
  std::vector<NameAt> names_;
};

}  // namespace textanalysis::coreference

#endif  // TEXTANALYSIS_TESTS_ANALYSIS_COREFERENCE_NAMED_TEXT_H_
