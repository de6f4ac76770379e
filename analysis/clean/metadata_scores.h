// What speaks for a title, an author or a day of a page, in numbers that were chosen together.

#ifndef TEXTANALYSIS_ANALYSIS_CLEAN_METADATA_SCORES_H_
#define TEXTANALYSIS_ANALYSIS_CLEAN_METADATA_SCORES_H_

#include "absl/status/statusor.h"
#include "analysis/model/bundle.h"

namespace textanalysis::clean {

// The score of a first-level heading is `heading` and how well it agrees with what the page states, 0 to
// 1, less what speaks against it.
struct TitleScores {
  double heading = 0;
  // What speaks against a heading: it is hidden, stands among what is not the article, has one word.
  double hidden = 0, outside = 0, one_word = 0;
  // It is the site's name, stands at the end of a statement where another one does without it, or
  // stands at the end of all of them.
  double site_name = 0, site_tail = 0, common_tail = 0;
  // How well it agrees when it is a part of a statement between separators, or words within one.
  double same_part = 0, same_words = 0;
  // A heading of a lower score than `least` is no title. From `sure` on it is, whatever the other
  // headings are; from `fair` on, unless a lower heading is what the page states.
  double least = 0, fair = 0, sure = 0;
  // A heading of a lower level that agrees so well is what the page states.
  double same_heading = 0;
};

// How likely a byline or a day stands in a block, by where the block is.
struct NearnessScores {
  // From the title to the body's prose, and in the prose; less `step` for each block from the title on,
  // and `all_steps` at most.
  double above_prose = 0, prose = 0, step = 0, all_steps = 0;
  // Above the title, less `step_up` for each block.
  double above_title = 0, step_up = 0;
  // Behind the body, less `step_behind` for each block, and further behind.
  double behind = 0, step_behind = 0, far_behind = 0;
  // In the body's last blocks, and in the others.
  double body_end = 0, body = 0;
  // What is as near as this is by the title.
  double by_title = 0;
};

// What speaks for a description in JSON-LD beside its type: it has the title's words, or the page's
// address.
struct DataScores {
  double headline = 0, address = 0;
};

// The score of a place that names authors is its own strength and how near the title it is.
struct AuthorScores {
  // The strength of an element: its class says author, its link does, microdata or `rel` do; it is
  // called a name besides. One that is called something beside the author has the share `aside` of it.
  // There is no more than `most`.
  double by_class = 0, by_link = 0, stated = 0, name = 0, aside = 0, most = 0;
  // How near an element is at least that stands anywhere and certainly names the author.
  double anywhere = 0;
  // What speaks against an element: it names nobody, and for each of its bytes.
  double no_person = 0, byte = 0;
  // The strength of a line that says who wrote, and of one that names nobody or stands in the body.
  double line = 0, weak_line = 0;
  // Places whose strengths differ by no more are of one kind.
  double alike = 0;
  // From these scores on, printed people go before other declared people, before declared names of
  // others, and printed names of others before declared ones.
  double overrules = 0, people = 0, others = 0;
};

// The score of a place that states a day is its own strength and how near the title it is.
struct DayScores {
  // The strength of microdata, of a <time> element, of an element whose class says so, of a line.
  double stated = 0, time = 0, by_class = 0, line = 0;
  // What a label adds that says what the day is of.
  double label = 0;
  // What is printed near the title has such a score.
  double near = 0;
};

struct MetadataScores {
  TitleScores title;
  NearnessScores near;
  DataScores data;
  AuthorScores author;
  DayScores day;

  // Reads section "metadata_scores", where each number has the name that it has here.
  //   Errors: DataLoss when one is missing or no number.
  static absl::StatusOr<MetadataScores> Create(const model::Bundle& bundle);
};

}  // namespace textanalysis::clean

#endif  // TEXTANALYSIS_ANALYSIS_CLEAN_METADATA_SCORES_H_
