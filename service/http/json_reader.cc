// The parser calls SchemaReader with one event after the other, and it puts values where they belong.

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "analysis/text/error.h"
#include "service/convert/status.h"
#include "service/http/json.h"

namespace textanalysis::http {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr int kNumberOverflow = 406;  // nlohmann's number of that error.

std::string NamesOf(const Descriptor& descriptor) {
  std::vector<std::string> names;
  names.reserve(static_cast<size_t>(descriptor.field_count()));
  for (int k = 0; k < descriptor.field_count(); ++k)
    names.push_back(descriptor.field(k)->json_name());
  return absl::StrJoin(names, ", ");
}

// A member's name, where it looks like one; what else stands in its place may be text of a document.
std::string Shown(const std::string& name) {
  constexpr size_t kLongest = 40;
  const bool is_name = !name.empty() && name.size() <= kLongest &&
                       std::all_of(name.begin(), name.end(),
                                   [](char c) { return absl::ascii_isalnum(c) || c == '_'; });
  return is_name ? name : "?";
}

// What a field takes, in JSON's words.
std::string TypeOf(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_BYTES ? "a string of base64" : "a string";
    case FieldDescriptor::CPPTYPE_BOOL:
      return "true or false";
    case FieldDescriptor::CPPTYPE_ENUM:
      return absl::StrCat("one of ", convert::AllowedValues(*field.enum_type()));
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return absl::StrCat("an object with members of ", NamesOf(*field.message_type()));
    default:
      return "a number";
  }
}

// Whether a text may be a JSON number: no space around it, no sign before it but a minus, no word.
bool IsBareNumber(std::string_view text) {
  return !text.empty() && (text.front() == '-' || absl::ascii_isdigit(text.front())) &&
         absl::ascii_isdigit(text.back());
}

template <typename T>
bool IsIn(double value) {
  return value >= std::numeric_limits<T>::lowest() && value <= std::numeric_limits<T>::max();
}

// A body's bytes, which end early when the budget is spent: a string may be a whole document.
class Bytes {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Bytes(const char* at, const char* end, const text::Budget& budget)
      : at_(at), end_(end), budget_(&budget) {}
  const char& operator*() const { return *at_; }
  Bytes& operator++() {
    if ((end_ - ++at_) % kInterval == 0 && !budget_->Check().ok()) at_ = end_;
    return *this;
  }
  bool operator==(const Bytes& other) const { return at_ == other.at_; }

 private:
  static constexpr std::ptrdiff_t kInterval = 64 * 1024;

  const char* at_;
  const char* end_;
  const text::Budget* budget_;
};

// Each event returns whether to go on; after `false`, status() says why not.
class SchemaReader {
 public:
  explicit SchemaReader(Message* message) : root_(message) {}

  const absl::Status& status() const { return status_; }

  bool null() {
    if (stack_.empty() || stack_.back().in_array) return WrongType();
    return true;  // It stands for the default, as if the member were not there.
  }
  bool boolean(bool value) {
    if (!Accepts(FieldDescriptor::CPPTYPE_BOOL)) return WrongType();
    return Put([&](auto& r, auto* m, auto* f) { r.SetBool(m, f, value); },
               [&](auto& r, auto* m, auto* f) { r.AddBool(m, f, value); });
  }
  bool number_integer(int64_t value) { return Number(static_cast<double>(value)); }
  bool number_unsigned(uint64_t value) { return Number(static_cast<double>(value)); }
  bool number_float(double value, const std::string& /*text*/) { return Number(value); }
  bool string(std::string& value) {
    double number = 0;
    if (Accepts(FieldDescriptor::CPPTYPE_STRING)) return Text(&value);
    if (Accepts(FieldDescriptor::CPPTYPE_ENUM)) return EnumName(value);
    const bool is_numeric =
        Accepts(FieldDescriptor::CPPTYPE_INT32) || Accepts(FieldDescriptor::CPPTYPE_FLOAT);
    return is_numeric && IsBareNumber(value) && absl::SimpleAtod(value, &number) ? Number(number)
                                                                                 : WrongType();
  }
  bool binary(nlohmann::json::binary_t& /*value*/) { return WrongType(); }

  bool start_object(size_t /*size*/) {
    if (stack_.empty()) {
      stack_.push_back({root_});
      return true;
    }
    if (!Accepts(FieldDescriptor::CPPTYPE_MESSAGE)) return WrongType();
    if (!MayPut()) return false;
    Frame& frame = stack_.back();
    const Reflection& reflection = *frame.message->GetReflection();
    Message* const member = frame.field->is_repeated()
                                ? reflection.AddMessage(frame.message, frame.field)
                                : reflection.MutableMessage(frame.message, frame.field);
    stack_.push_back({member});
    return true;
  }
  bool key(std::string& name) {
    Frame& frame = stack_.back();
    const Descriptor& descriptor = *frame.message->GetDescriptor();
    const FieldDescriptor* field = descriptor.FindFieldByCamelcaseName(name);
    if (field == nullptr) field = descriptor.FindFieldByName(name);
    if (field == nullptr) {
      frame.field = nullptr;
      const std::string place = absl::StrCat(Path(), Path().empty() ? "" : ".", Shown(name));
      status_ = text::InvalidArgument(
          {.reason = "UNKNOWN_FIELD",
           .field = place,
           .figures = {{"allowedNames", NamesOf(descriptor)}}},
          absl::StrCat(place, " is no member; there are ", NamesOf(descriptor)));
      return false;
    }
    frame.field = field;
    return frame.seen.insert(field->number()).second ||
           Fail("DUPLICATE_FIELD", {}, "a member is there twice");
  }
  bool end_object() {
    stack_.pop_back();
    return true;
  }
  bool start_array(size_t /*size*/) {
    if (stack_.empty() || stack_.back().in_array || !stack_.back().field->is_repeated())
      return WrongType();
    stack_.back().in_array = true;
    return true;
  }
  bool end_array() {
    stack_.back().in_array = false;
    return true;
  }
  bool parse_error(size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) {
    if (error.id == kNumberOverflow) return Number(std::numeric_limits<double>::infinity());
    return Fail("MALFORMED_JSON", {{"byteOffset", absl::StrCat(position)}}, "the body is not JSON");
  }

 private:
  struct Frame {
    Message* message;
    const FieldDescriptor* field = nullptr;  // The member whose value is next.
    bool in_array = false;
    std::set<int> seen{};  // Numbers of the members, and -1 - index of their oneofs.
  };

  // Whether a value of that type may stand here.
  bool Accepts(FieldDescriptor::CppType type) const {
    if (stack_.empty()) return false;
    const Frame& frame = stack_.back();
    return frame.field->cpp_type() == type && frame.field->is_repeated() == frame.in_array;
  }

  // Whether there is room for a value, and none that excludes it.
  bool MayPut() {
    if (++num_values_ > convert::kMaxFields) {
      status_ = convert::TooManyFields();
      return false;
    }
    Frame& frame = stack_.back();
    const google::protobuf::OneofDescriptor* const oneof = frame.field->real_containing_oneof();
    return oneof == nullptr || frame.seen.insert(-1 - oneof->index()).second ||
           Fail("DUPLICATE_FIELD", {}, "a member stands beside one that excludes it");
  }

  template <typename Set, typename Add>
  bool Put(const Set& set, const Add& add) {
    if (!MayPut()) return false;
    Frame& frame = stack_.back();
    const Reflection& reflection = *frame.message->GetReflection();
    if (frame.in_array) {
      add(reflection, frame.message, frame.field);
    } else {
      set(reflection, frame.message, frame.field);
    }
    return true;
  }

  bool Number(double value) {
    if (Accepts(FieldDescriptor::CPPTYPE_FLOAT)) {
      if (!IsIn<float>(value)) return OutOfRange<float>();
      const auto number = static_cast<float>(value);
      return Put([&](auto& r, auto* m, auto* f) { r.SetFloat(m, f, number); },
                 [&](auto& r, auto* m, auto* f) { r.AddFloat(m, f, number); });
    }
    const bool is_enum = Accepts(FieldDescriptor::CPPTYPE_ENUM);
    if (!is_enum && !Accepts(FieldDescriptor::CPPTYPE_INT32)) return WrongType();
    if (!IsIn<int32_t>(value)) return OutOfRange<int32_t>();
    if (value != std::trunc(value)) return WrongType();
    const auto number = static_cast<int32_t>(value);
    if (is_enum) return EnumNumber(number);
    return Put([&](auto& r, auto* m, auto* f) { r.SetInt32(m, f, number); },
               [&](auto& r, auto* m, auto* f) { r.AddInt32(m, f, number); });
  }

  bool EnumNumber(int number) {
    return Put([&](auto& r, auto* m, auto* f) { r.SetEnumValue(m, f, number); },
               [&](auto& r, auto* m, auto* f) { r.AddEnumValue(m, f, number); });
  }

  bool EnumName(const std::string& name) {
    const EnumDescriptor& values = *stack_.back().field->enum_type();
    const auto* const value = values.FindValueByName(name);
    if (value != nullptr) return EnumNumber(value->number());
    status_ = convert::UnknownEnumValue(values, Path());
    return false;
  }

  bool Text(std::string* value) {
    std::string decoded;
    if (stack_.back().field->type() == FieldDescriptor::TYPE_BYTES) {
      if (!absl::Base64Unescape(*value, &decoded) && !absl::WebSafeBase64Unescape(*value, &decoded))
        return WrongType();
      *value = std::move(decoded);
    }
    return Put([&](auto& r, auto* m, auto* f) { r.SetString(m, f, std::move(*value)); },
               [&](auto& r, auto* m, auto* f) { r.AddString(m, f, std::move(*value)); });
  }

  bool WrongType() {
    const bool has_field = !stack_.empty() && stack_.back().field != nullptr;
    const FieldDescriptor* const field = has_field ? stack_.back().field : nullptr;
    const std::string expected = field == nullptr ? absl::StrCat("an object with members of ",
                                                                 NamesOf(*root_->GetDescriptor()))
                                 : field->is_repeated() && !stack_.back().in_array
                                     ? absl::StrCat("an array, each element ", TypeOf(*field))
                                     : TypeOf(*field);
    return Fail("WRONG_JSON_TYPE", {{"expected", expected}},
                absl::StrCat("the value must be ", expected));
  }

  template <typename T>
  bool OutOfRange() {
    const std::string min = absl::StrCat(std::numeric_limits<T>::lowest());
    const std::string max = absl::StrCat(std::numeric_limits<T>::max());
    return Fail("OUT_OF_RANGE", {{"min", min}, {"max", max}},
                absl::StrCat("the number must be in [", min, ", ", max, "]"));
  }

  bool Fail(const char* reason, std::map<std::string, std::string> figures,
            const std::string& message) {
    const std::string path = Path();
    status_ = text::InvalidArgument({reason, path, std::move(figures)},
                                    path.empty() ? message : absl::StrCat(path, ": ", message));
    return false;
  }

  // The members that lead to the value that is read: "sources[2].document.content".
  std::string Path() const {
    std::vector<std::string> path;
    for (const Frame& frame : stack_) {
      if (frame.field == nullptr) continue;
      path.push_back(frame.field->name());
      if (!frame.in_array) continue;
      // An object is put into its array before its members are read, another value after itself.
      const int size = frame.message->GetReflection()->FieldSize(*frame.message, frame.field);
      const bool is_open = &frame != &stack_.back();
      absl::StrAppend(&path.back(), "[", is_open ? size - 1 : size, "]");
    }
    return absl::StrJoin(path, ".");
  }

  Message* const root_;
  std::vector<Frame> stack_;  // One for each object that is open.
  size_t num_values_ = 0;
  absl::Status status_;
};

}  // namespace

absl::Status FromJson(const std::string& body, const text::Budget& budget,
                      google::protobuf::Message* message) {
  SchemaReader reader(message);
  const char* const end = body.data() + body.size();
  nlohmann::json::sax_parse(Bytes(body.data(), end, budget), Bytes(end, end, budget), &reader);
  absl::Status spent = budget.Check();
  return spent.ok() ? reader.status() : spent;
}

}  // namespace textanalysis::http
