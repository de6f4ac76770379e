// dump_antecedents BUNDLE < DOCUMENTS.jsonl: what coreference::Coreference sees of each pronoun and
// description, for its trainer.
//
// Reads {"id", "text", "mentions": [{"start", "end", "cluster", "form"}], "wrong": [clusters]} a line,
// in code points. Prints {"id", "queries": [{"kind", "right": [candidates], "features": [[rows], …]}]}.
// A mention of cluster "?" means none of the clusters in "wrong". Mentions that no gold mention
// covers are resolved with the bundle's own weights, if it has them. With "quotes": [{"start", "end",
// "cluster"}], the source of what overlaps one is of its cluster; "-" is nobody. With "silver": true,
// what no gold mention covers is printed, too, with nothing right. With "everybody": true, each noun
// phrase of people and bodies is a mention.

#include <iostream>
#include <map>
#include <nlohmann/json.hpp>

#include "analysis/coreference/coreference.h"
#include "analysis/names/consistency.h"
#include "analysis/pipeline/entity_finder.h"
#include "analysis/reader/accurate_reader.h"
#include "analysis/syntax/syntax.h"
#include "training/code_points.h"

namespace textanalysis::training {
namespace {

using coreference::Candidate;
using coreference::Choice;
using coreference::Mention;
using nlohmann::json;

// A source counts from this probability of its cue on.
constexpr float kMinCue = 0.5f;

struct Gold {
  text::Span span;
  std::string cluster, form;
};

class Dumper {
 public:
  Dumper(const syntax::Syntax& s, const std::vector<entities::Entity>& entities,
         const coreference::Coreference& coreference, bool has_weights, const json& document)
      : s_(s), entities_(entities), coreference_(coreference), has_weights_(has_weights) {
    const std::vector<size_t> points = CodePoints(s.text);
    for (const json& m : document["mentions"]) {
      gold_.push_back({{points[m["start"].get<size_t>()], points[m["end"].get<size_t>()]},
                       m["cluster"].get<std::string>(),
                       m["form"].get<std::string>()});
    }
    for (const json& cluster : document.value("wrong", json::array())) wrong_.insert(cluster);
    for (const json& q : document.value("quotes", json::array())) {
      quotes_.push_back({{points[q["start"].get<size_t>()], points[q["end"].get<size_t>()]},
                         q["cluster"].get<std::string>(),
                         ""});
    }
    is_silver_ = document.value("silver", false);
    if (document.value("everybody", false)) scope_ = coreference::Scope::kEverybody;
    for (const entities::Entity& e : entities) cluster_of_entity_.push_back(ClusterOf(e));
  }

  json Run(const std::vector<coreference::Source>& sources) {
    std::vector<Mention> mentions = coreference_.FindMentions(s_, entities_, sources, scope_);
    coreference::ResolveMentions(
        coreference_.words(), s_, entities_, mentions,
        [this](std::span<const Mention> all, size_t k, std::span<const Candidate> c) {
          return Choose(all, k, c);
        },
        coreference_.certainty(), scope_);
    return out_;
  }

 private:
  // The cluster of most of the gold names that an entity's names overlap.
  std::string ClusterOf(const entities::Entity& e) const {
    std::map<std::string, size_t> votes;
    for (const entities::Mention& m : e.mentions) {
      for (const Gold& g : gold_) {
        if (g.form == "name" && g.span.Overlaps(m.span) && g.span.end <= m.span.end + 3)
          ++votes[g.cluster];
      }
    }
    std::string best;
    for (const auto& [cluster, n] : votes) {
      if (best.empty() || n > votes[best]) best = cluster;
    }
    return best;
  }

  // The gold cluster of a mention that is no name, or nothing.
  std::string GoldOf(const Mention& m) const {
    const text::Span span = s_.Bytes(m.tokens);
    for (const syntax::TokenRange content : m.content) {
      for (const Gold& q : quotes_) {
        if (q.span.Overlaps(s_.Bytes(content)) && !q.span.Contains(span)) return q.cluster;
      }
    }
    for (const Gold& g : gold_) {
      if (m.type == entities::MentionType::kPronoun
              ? g.span == span
              : g.form == "nominal" && g.span.begin <= span.begin + 4 &&
                    span.begin <= g.span.begin + 4 && g.span.end >= span.end)
        return g.cluster;
    }
    return "";
  }

  std::string ClusterOf(std::span<const Mention> mentions, size_t before, size_t referent) const {
    if (referent == coreference::kNobody) return "-";
    if (referent < entities_.size()) return cluster_of_entity_[referent];
    for (size_t k = 0; k < before; ++k) {
      if (mentions[k].referent == referent) return GoldOf(mentions[k]);
    }
    return "";
  }

  Choice Choose(std::span<const Mention> mentions, size_t k,
                std::span<const Candidate> candidates) {
    const std::string cluster = GoldOf(mentions[k]);
    const Choice own =
        has_weights_ ? coreference_.Choose(candidates, scope_) : Choice{candidates.size() - 1, 1};
    if ((cluster.empty() && !is_silver_) || asked_ == k) return own;
    asked_ = k;  // Who is asked again is asked of fewer.
    json query{{"right", json::array()}, {"features", json::array()}};
    for (size_t c = 0; c < candidates.size(); ++c) {
      query["features"].push_back(candidates[c].features);
      const std::string other = ClusterOf(mentions, k, candidates[c].referent);
      const bool is_right = cluster == "?" ? !wrong_.contains(other) : other == cluster;
      if (is_right && !cluster.empty()) query["right"].push_back(c);
    }
    if (cluster.empty()) {
      out_.push_back(query);
      return own;
    }
    PreferNamed(candidates, &query["right"]);
    if (query["right"].empty()) query["right"].push_back(candidates.size() - 1);
    out_.push_back(query);
    return cluster == "?" ? own : Choice{query["right"][0].get<size_t>(), 1};
  }

  // Where somebody with a name is right, one known by words alone is not.
  void PreferNamed(std::span<const Candidate> candidates, json* right) const {
    json named = json::array();
    for (const json& c : *right) {
      if (candidates[c.get<size_t>()].referent < entities_.size()) named.push_back(c);
    }
    if (!named.empty()) *right = named;
  }

  const syntax::Syntax& s_;
  const std::vector<entities::Entity>& entities_;
  const coreference::Coreference& coreference_;
  const bool has_weights_;
  std::vector<Gold> gold_, quotes_;
  bool is_silver_ = false;
  coreference::Scope scope_ = coreference::Scope::kSpeakers;
  std::set<std::string> wrong_;
  std::vector<std::string> cluster_of_entity_;
  size_t asked_ = coreference::kNobody;  // The mention that was asked for last.
  json out_ = json::array();
};

// The runs of tokens that a cue reports.
std::vector<syntax::TokenRange> ContentOf(const reader::Cue& cue) {
  std::vector<syntax::TokenRange> out;
  for (size_t k = 0; k < cue.content.size(); ++k) {
    if (cue.content[k] <= 0) continue;
    const size_t token = cue.reach.begin + k;
    if (!out.empty() && out.back().end == token) {
      ++out.back().end;
    } else {
      out.push_back({token, token + 1});
    }
  }
  return out;
}

int Main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: dump_antecedents BUNDLE < DOCUMENTS.jsonl\n";
    return 2;
  }
  auto whole = model::Bundle::Open(argv[1]);
  if (!whole.ok()) {
    std::cerr << whole.status() << "\n";
    return 1;
  }
  const auto bundle = model::Bundle::ForLanguage(*whole, "en");
  const syntax::Parser parser(*bundle);
  const auto reader = reader::CreateReader(*bundle).value();
  auto trained = coreference::Coreference::Create(*bundle);
  const auto coreference =
      trained.ok() ? *trained : coreference::Coreference::WithoutWeights(*bundle);
  const auto finder = pipeline::EntityFinder::Create(*bundle, coreference).value();
  for (std::string line; std::getline(std::cin, line);) {
    const json document = json::parse(line);
    const std::string text = document["text"];
    const syntax::Syntax s = parser.Parse(text);
    reader::Reading reading = reader->Read(s, {}, {}).value();
    const auto entities = finder.Find(s, std::move(reading.names), {}, std::nullopt, {}).value();
    std::vector<coreference::Source> sources;
    if (!document.contains("wrong") || document.value("everybody", false)) {
      for (const reader::Cue& cue : reading.cues) {
        if (cue.source && cue.probability >= kMinCue)
          sources.push_back({*cue.source, cue.tokens, ContentOf(cue)});
      }
    }
    Dumper dumper(s, entities, coreference, trained.ok(), document);
    std::cout << json{{"id", document["id"]}, {"queries", dumper.Run(sources)}}.dump() << "\n";
  }
  return 0;
}

}  // namespace
}  // namespace textanalysis::training

int main(int argc, char** argv) { return textanalysis::training::Main(argc, argv); }
