#include "analysis/clean/metadata_scores.h"

#include "analysis/model/calibration.h"

namespace textanalysis::clean {

absl::StatusOr<MetadataScores> MetadataScores::Create(const model::Bundle& bundle) {
  MetadataScores out;
  absl::Status status = model::Calibration(bundle.Section("metadata_scores"))
                            .Read({{"title.heading", &out.title.heading},
                                   {"title.hidden", &out.title.hidden},
                                   {"title.outside", &out.title.outside},
                                   {"title.one_word", &out.title.one_word},
                                   {"title.site_name", &out.title.site_name},
                                   {"title.site_tail", &out.title.site_tail},
                                   {"title.common_tail", &out.title.common_tail},
                                   {"title.same_part", &out.title.same_part},
                                   {"title.same_words", &out.title.same_words},
                                   {"title.least", &out.title.least},
                                   {"title.fair", &out.title.fair},
                                   {"title.sure", &out.title.sure},
                                   {"title.same_heading", &out.title.same_heading},
                                   {"near.above_prose", &out.near.above_prose},
                                   {"near.prose", &out.near.prose},
                                   {"near.step", &out.near.step},
                                   {"near.all_steps", &out.near.all_steps},
                                   {"near.above_title", &out.near.above_title},
                                   {"near.step_up", &out.near.step_up},
                                   {"near.behind", &out.near.behind},
                                   {"near.step_behind", &out.near.step_behind},
                                   {"near.far_behind", &out.near.far_behind},
                                   {"near.body_end", &out.near.body_end},
                                   {"near.body", &out.near.body},
                                   {"near.by_title", &out.near.by_title},
                                   {"data.headline", &out.data.headline},
                                   {"data.address", &out.data.address},
                                   {"author.by_class", &out.author.by_class},
                                   {"author.by_link", &out.author.by_link},
                                   {"author.stated", &out.author.stated},
                                   {"author.name", &out.author.name},
                                   {"author.aside", &out.author.aside},
                                   {"author.most", &out.author.most},
                                   {"author.anywhere", &out.author.anywhere},
                                   {"author.no_person", &out.author.no_person},
                                   {"author.byte", &out.author.byte},
                                   {"author.line", &out.author.line},
                                   {"author.weak_line", &out.author.weak_line},
                                   {"author.alike", &out.author.alike},
                                   {"author.overrules", &out.author.overrules},
                                   {"author.people", &out.author.people},
                                   {"author.others", &out.author.others},
                                   {"day.stated", &out.day.stated},
                                   {"day.time", &out.day.time},
                                   {"day.by_class", &out.day.by_class},
                                   {"day.line", &out.day.line},
                                   {"day.label", &out.day.label},
                                   {"day.near", &out.day.near}});
  if (!status.ok()) return status;
  return out;
}

}  // namespace textanalysis::clean
