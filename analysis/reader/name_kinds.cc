#include "analysis/reader/name_kinds.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "analysis/model/kernels.h"
#include "analysis/text/chars.h"
#include "analysis/text/hash.h"
#include "analysis/text/utf8.h"

namespace textanalysis::reader {
namespace {

// What a hash is of; it is a part of it.
enum HashOf : uint64_t { kWhole, kFirst, kLast, kEnding, kInside, kBefore, kAfter, kForm };

// Letters of the last word that are hashed as its ending.
constexpr size_t kEndingBytes = 3;
constexpr size_t kStatesOfName = 3;  // First, last, mean.
constexpr size_t kNumRows = 4096;    // Of hashes.

// Appends the first token's row, the last one's, and the mean of the name's.
void AppendStates(std::span<const float> rows, size_t width, syntax::TokenRange name,
                  std::vector<float>* out) {
  const auto row = [&](size_t k) { return rows.subspan(k * width, width); };
  const auto append = [&](std::span<const float> x) {
    out->insert(out->end(), x.begin(), x.end());
  };
  append(row(name.begin));
  append(row(name.end - 1));
  const size_t at = out->size();
  out->resize(at + width, 0.f);
  const float share = 1 / static_cast<float>(name.end - name.begin);
  for (size_t k = name.begin; k < name.end; ++k) {
    for (size_t d = 0; d < width; ++d) (*out)[at + d] += share * row(k)[d];
  }
}

// How a name is written: "NATO", "F-16", "iPhone", and whether marks stand around it.
std::string FormOf(std::string_view name, std::string_view before, std::string_view after) {
  const auto has = [name](auto is) {
    return std::any_of(name.begin(), name.end(), is) ? '1' : '0';
  };
  const auto is_mark = [](std::string_view token) {
    return !token.empty() && text::IsQuoteMark(text::DecodeAt(token, 0).value);
  };
  return {has(text::IsAsciiUpper), has(text::IsAsciiLower), has(text::IsAsciiDigit),
          has([](char c) { return c == '-'; }), is_mark(before) && is_mark(after) ? '1' : '0'};
}

absl::StatusOr<std::vector<float>> Copy(const absl::StatusOr<std::span<const float>>& array) {
  if (!array.ok()) return array.status();
  return std::vector<float>(array->begin(), array->end());
}

// Reads NAME.w, bytes [rows][columns], each column times its scale in NAME.s.
absl::StatusOr<std::vector<float>> ReadScaled(const model::Tensors& tensors,
                                              const std::string& name, size_t rows,
                                              size_t columns) {
  const auto values = tensors.Bytes(name + ".w", rows * columns);
  if (!values.ok()) return values.status();
  const auto scales = tensors.Floats(name + ".s", columns);
  if (!scales.ok()) return scales.status();
  std::vector<float> out(rows * columns);
  for (size_t k = 0; k < out.size(); ++k)
    out[k] = static_cast<float>((*values)[k]) * (*scales)[k % columns];
  return out;
}

}  // namespace

NameDescription Describe(const syntax::Syntax& s, syntax::TokenRange sentence,
                         syntax::TokenRange name, const EncodedTokens& tokens) {
  NameDescription out;
  const syntax::TokenRange own{name.begin - tokens.begin, name.end - tokens.begin};
  out.states.reserve(kStatesOfName * (tokens.width + tokens.narrow_width));
  AppendStates(tokens.hidden, tokens.width, own, &out.states);
  AppendStates(tokens.narrow, tokens.narrow_width, own, &out.states);
  const auto add = [&out](HashOf kind, std::string_view word) {
    out.hashes.push_back(text::Combine(kind, text::Hash(word)));
  };
  const std::string whole = text::ToLower(Slice(s.text, s.Bytes(name)));
  const std::string last = text::ToLower(s.Token(name.end - 1));
  const std::string_view before =
      name.begin > sentence.begin ? s.Token(name.begin - 1) : std::string_view();
  const std::string_view after = name.end < sentence.end ? s.Token(name.end) : std::string_view();
  add(kWhole, whole);
  add(kFirst, text::ToLower(s.Token(name.begin)));
  add(kLast, last);
  add(kEnding, std::string_view(last).substr(last.size() - std::min(last.size(), kEndingBytes)));
  for (size_t k = name.begin + 1; k + 1 < name.end; ++k) add(kInside, text::ToLower(s.Token(k)));
  add(kBefore, text::ToLower(before));
  add(kAfter, text::ToLower(after));
  add(kForm, FormOf(Slice(s.text, s.Bytes(name)), before, after));
  return out;
}

absl::StatusOr<NameKinds> NameKinds::Create(const model::Bundle& bundle, size_t num_states) {
  const absl::StatusOr<model::Tensors> tensors =
      model::Tensors::Create(bundle.Section("name_kinds"));
  if (!tensors.ok()) return tensors.status();
  NameKinds out;
  out.num_states_ = num_states;
  out.num_units_ = tensors->NumFloats("inner.b");
  if (out.num_units_ == 0)
    return absl::DataLossError("the model bundle's kinds of names have impossible sizes");
  const auto read = [](absl::StatusOr<std::vector<float>> from, std::vector<float>* to) {
    if (!from.ok()) return from.status();
    *to = *std::move(from);
    return absl::OkStatus();
  };
  for (const absl::Status& status :
       {read(ReadScaled(*tensors, "inner", num_states, out.num_units_), &out.inner_),
        read(Copy(tensors->Floats("inner.b", out.num_units_)), &out.inner_bias_),
        read(Copy(tensors->Floats("outer.w", out.num_units_ * kNumNameKinds)), &out.outer_),
        read(Copy(tensors->Floats("outer.b", kNumNameKinds)), &out.outer_bias_),
        read(ReadScaled(*tensors, "rows", kNumRows, kNumNameKinds), &out.rows_)}) {
    if (!status.ok()) return status;
  }
  return out;
}

KindScores NameKinds::Score(const NameDescription& name) const {
  const model::Kernels& kernels = model::BestKernels();
  std::vector<float> units(num_units_);
  kernels.multiply(name.states.data(), 1, num_states_, inner_.data(), inner_bias_.data(),
                   num_units_, units.data());
  for (float& unit : units) unit = std::max(unit, 0.f);
  KindScores out;
  kernels.multiply(units.data(), 1, num_units_, outer_.data(), outer_bias_.data(), kNumNameKinds,
                   out.data());
  for (const uint64_t hash : name.hashes) {
    const float* row = rows_.data() + hash % kNumRows * kNumNameKinds;
    for (size_t k = 0; k < kNumNameKinds; ++k) out[k] += row[k];
  }
  return out;
}

}  // namespace textanalysis::reader
