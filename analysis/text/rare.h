// A large value that most of its holders do not have.

#ifndef TEXTANALYSIS_ANALYSIS_TEXT_RARE_H_
#define TEXTANALYSIS_ANALYSIS_TEXT_RARE_H_

#include <memory>
#include <utility>

namespace textanalysis::text {

// A T that takes the room of a pointer while it is T{}. Copies are deep.
template <typename T>
class Rare {
 public:
  Rare() = default;
  Rare(T value)  // NOLINT(google-explicit-constructor): as a T is given where one is held.
      : value_(value == T{} ? nullptr : std::make_unique<T>(std::move(value))) {}
  Rare(const Rare& other)
      : value_(other.value_ == nullptr ? nullptr : std::make_unique<T>(*other.value_)) {}
  Rare(Rare&&) noexcept = default;
  Rare& operator=(const Rare& other) { return *this = Rare(other); }
  Rare& operator=(Rare&&) noexcept = default;
  ~Rare() = default;

  const T& operator*() const { return value_ == nullptr ? Default() : *value_; }
  const T* operator->() const { return &**this; }
  bool operator==(const Rare& other) const { return **this == *other; }

 private:
  static const T& Default() {
    static const T* const kDefault =
        new T{};  // Never destroyed, so that any destructor may use it.
    return *kDefault;
  }

  std::unique_ptr<T> value_;
};

}  // namespace textanalysis::text

#endif  // TEXTANALYSIS_ANALYSIS_TEXT_RARE_H_
