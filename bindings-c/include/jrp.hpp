// JRP for C++17: the handles of jrp.h with owners. Header only; link with libjrp.
//
// Nothing throws: calls that can fail return jrp::expected<T>, which holds a value or a jrp::error. Define
// JRP_HPP_EXCEPTIONS before including this file, and value() throws jrp::exception instead of ending the program.
#ifndef JRP_HPP
#define JRP_HPP

#include "jrp.h"

#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>
#ifdef JRP_HPP_EXCEPTIONS
#include <stdexcept>
#endif

namespace jrp {

/// A text of jrp.h as a view, and back.
inline std::string_view view(jrp_text text) noexcept { return {text.data ? text.data : "", text.len}; }
inline jrp_text text(std::string_view view) noexcept {
  jrp_text text;
  text.data = view.data();
  text.len = view.size();
  return text;
}

/// Why a call failed.
class error {
public:
  explicit error(jrp_result code, jrp_error *detail = nullptr) : code_(code), text_(jrp_result_message(code)) {
    jrp_text said;
    if (jrp_error_text(detail, &said) == JRP_RESULT_OK)
      text_ = view(said);
    if (jrp_error_section(detail, &said) == JRP_RESULT_OK)
      section_ = view(said);
    std::uint64_t at;
    if (jrp_error_offset(detail, &at) == JRP_RESULT_OK)
      offset_ = at;
    jrp_error_free(detail);
  }
  jrp_result code() const noexcept { return code_; }
  const std::string &text() const noexcept { return text_; }
  const std::optional<std::string> &section() const noexcept { return section_; }
  std::optional<std::uint64_t> offset() const noexcept { return offset_; }

private:
  jrp_result code_;
  std::string text_;
  std::optional<std::string> section_;
  std::optional<std::uint64_t> offset_;
};

#ifdef JRP_HPP_EXCEPTIONS
class exception : public std::runtime_error {
public:
  explicit exception(jrp::error error) : std::runtime_error(error.text()), error_(std::move(error)) {}
  const jrp::error &error() const noexcept { return error_; }

private:
  jrp::error error_;
};
#endif

/// A value, or an error.
template <typename T> class expected {
public:
  expected(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  expected(jrp::error error) : held_(std::in_place_index<1>, std::move(error)) {}
  bool has_value() const noexcept { return held_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }
  T &value() & {
    require();
    return *std::get_if<0>(&held_);
  }
  const T &value() const & {
    require();
    return *std::get_if<0>(&held_);
  }
  T &&value() && {
    require();
    return std::move(*std::get_if<0>(&held_));
  }
  T &operator*() { return value(); }
  T *operator->() { return &value(); }
  /// Only where there is no value.
  const jrp::error &error() const { return *std::get_if<1>(&held_); }

private:
  void require() const {
    if (has_value())
      return;
#ifdef JRP_HPP_EXCEPTIONS
    throw exception(error());
#else
    std::abort();
#endif
  }
  std::variant<T, jrp::error> held_;
};

namespace detail {
template <typename T, void (*Free)(T *)> struct freer {
  void operator()(T *handle) const noexcept { Free(handle); }
};
template <typename T, void (*Free)(T *)> using owner = std::unique_ptr<T, freer<T, Free>>;
} // namespace detail

/// Whose signatures count.
class trust {
public:
  static expected<trust> from_pem(std::string_view pem) {
    return make([&](jrp_trust **out, jrp_error **why) { return jrp_trust_new(pem.data(), pem.size(), out, why); });
  }
  static expected<trust> from_file(std::string_view path) {
    return make([&](jrp_trust **out, jrp_error **why) { return jrp_trust_new_file(path.data(), path.size(), out, why); });
  }
  static expected<trust> from_anchors(const std::vector<jrp_anchor> &anchors, std::uint64_t minimum_sequence = 0) {
    return make([&](jrp_trust **out, jrp_error **why) {
      return jrp_trust_new_anchors(anchors.data(), anchors.size(), minimum_sequence, out, why);
    });
  }
  /// The same, but nothing with a lower sequence is accepted.
  expected<trust> with_minimum_sequence(std::uint64_t minimum_sequence) const {
    return make([&](jrp_trust **out, jrp_error **why) {
      return jrp_trust_with_minimum_sequence(handle_.get(), minimum_sequence, out, why);
    });
  }
  const jrp_trust *get() const noexcept { return handle_.get(); }

private:
  template <typename Call> static expected<trust> make(Call call) {
    jrp_trust *handle = nullptr;
    jrp_error *why = nullptr;
    const jrp_result result = call(&handle, &why);
    if (result != JRP_RESULT_OK)
      return error(result, why);
    return trust(handle);
  }
  explicit trust(jrp_trust *handle) : handle_(handle) {}
  detail::owner<jrp_trust, jrp_trust_free> handle_;
};

/// A query whose texts live as long as the strings they were set from.
struct query : jrp_query {
  explicit query(std::string_view scenario, std::int64_t now) : jrp_query{} {
    struct_size = sizeof(jrp_query);
    this->scenario = jrp::text(scenario);
    this->now = now;
  }
};

/// What to tell the person. The views live as long as the comparison.
struct prompt {
  jrp_level level;
  std::string_view code;
  std::string_view text;
};

/// The answer to one query.
class comparison {
public:
  explicit comparison(jrp_comparison *handle) : handle_(handle) {}
  jrp_outcome outcome() const noexcept {
    jrp_outcome outcome = JRP_OUTCOME_INDETERMINATE;
    jrp_comparison_outcome(handle_.get(), &outcome);
    return outcome;
  }
  std::string_view json() const noexcept {
    jrp_text json{};
    jrp_comparison_json(handle_.get(), &json);
    return view(json);
  }
  std::vector<prompt> prompts() const {
    std::size_t count = 0;
    jrp_comparison_prompt_count(handle_.get(), &count);
    std::vector<prompt> prompts;
    for (std::size_t at = 0; at < count; at++) {
      jrp_level level;
      jrp_text code, text;
      if (jrp_comparison_prompt(handle_.get(), at, &level, &code, &text) == JRP_RESULT_OK)
        prompts.push_back({level, view(code), view(text)});
    }
    return prompts;
  }
  /// Evidence for the procurement archive; see jrp_comparison_evidence. `salt`: 16 to 64 random bytes.
  expected<std::string> evidence(std::string_view project = {}, std::string_view asker = {}, std::string_view salt = {},
                                 std::string_view reason = {}) const {
    jrp_occasion occasion{};
    occasion.struct_size = sizeof occasion;
    occasion.project = jrp::text(project);
    occasion.asker = jrp::text(asker);
    occasion.salt = reinterpret_cast<const std::uint8_t *>(salt.data());
    occasion.salt_len = salt.size();
    occasion.reason = jrp::text(reason);
    jrp_text made{};
    jrp_error *why = nullptr;
    const jrp_result result = jrp_comparison_evidence(handle_.get(), &occasion, &made, &why);
    if (result != JRP_RESULT_OK)
      return error(result, why);
    std::string string(view(made));
    jrp_text_free(&made);
    return string;
  }
  const jrp_comparison *get() const noexcept { return handle_.get(); }

private:
  detail::owner<jrp_comparison, jrp_comparison_free> handle_;
};

/// An opened snapshot: immutable, for any number of threads.
class roster {
public:
  /// `person_key`: the content of a person.key file; empty for none. `deltas`: those on the snapshot, the oldest first; the
  /// minimum sequence of the trust is asked of the last one. Here they are bytes, below they are paths.
  static expected<roster> open(const std::uint8_t *bytes, std::size_t len, const trust &trust, std::string_view person_key = {},
                               const std::vector<std::string_view> &deltas = {}) {
    return make(person_key, deltas, [&](const jrp_open_options *options, jrp_roster **out, jrp_error **why) {
      return jrp_roster_open(bytes, len, trust.get(), options, out, why);
    });
  }
  static expected<roster> open_file(std::string_view path, const trust &trust, std::string_view person_key = {},
                                    const std::vector<std::string_view> &deltas = {}) {
    return make(person_key, deltas, [&](const jrp_open_options *options, jrp_roster **out, jrp_error **why) {
      return jrp_roster_open_file(path.data(), path.size(), trust.get(), options, out, why);
    });
  }
  /// Read jrp_roster_map_file in jrp.h first: a mapped file that shrinks kills the host.
  static expected<roster> map_file(std::string_view path, const trust &trust, std::string_view person_key = {},
                                   const std::vector<std::string_view> &deltas = {}) {
    return make(person_key, deltas, [&](const jrp_open_options *options, jrp_roster **out, jrp_error **why) {
      return jrp_roster_map_file(path.data(), path.size(), trust.get(), options, out, why);
    });
  }
  /// A folder that `jrp pull` keeps, or a published one. `memory_file`: where to keep the highest sequence that was opened.
  static expected<roster> open_folder(std::string_view path, const trust &trust, std::string_view person_key = {},
                                      std::string_view memory_file = {}) {
    jrp_open_options options{};
    options.struct_size = sizeof options;
    if (!person_key.empty())
      options.person_key = jrp::text(person_key);
    if (!memory_file.empty())
      options.memory_file = jrp::text(memory_file);
    return make([&](jrp_roster **out, jrp_error **why) {
      return jrp_roster_open_folder(path.data(), path.size(), trust.get(), &options, out, why);
    });
  }
  expected<roster> with_delta(const std::uint8_t *bytes, std::size_t len, const trust &trust) const {
    return make([&](jrp_roster **out, jrp_error **why) {
      return jrp_roster_with_delta(handle_.get(), bytes, len, trust.get(), out, why);
    });
  }
  /* Whether this roster may take the place of another of its publisher; an error where it may not. */
  expected<bool> may_replace(const roster &before, const trust &trust) const {
    jrp_error *why = nullptr;
    const jrp_result result = jrp_roster_may_replace(handle_.get(), before.handle_.get(), trust.get(), &why);
    if (result != JRP_RESULT_OK)
      return error(result, why);
    return true;
  }
  expected<comparison> check(const jrp_query &query) const {
    jrp_comparison *answer = nullptr;
    jrp_error *why = nullptr;
    const jrp_result result = jrp_roster_check(handle_.get(), &query, &answer, &why);
    if (result != JRP_RESULT_OK)
      return error(result, why);
    return comparison(answer);
  }
  std::string_view info() const noexcept {
    jrp_text json{};
    jrp_roster_info(handle_.get(), &json);
    return view(json);
  }
  const jrp_roster *get() const noexcept { return handle_.get(); }

private:
  template <typename Call>
  static expected<roster> make(std::string_view person_key, const std::vector<std::string_view> &deltas, Call call) {
    std::vector<jrp_text> texts;
    for (const std::string_view delta : deltas)
      texts.push_back(jrp::text(delta));
    jrp_open_options options{};
    options.struct_size = sizeof options;
    if (!person_key.empty())
      options.person_key = jrp::text(person_key);
    options.deltas = texts.data();
    options.delta_count = texts.size();
    return make([&](jrp_roster **out, jrp_error **why) { return call(&options, out, why); });
  }
  template <typename Call> static expected<roster> make(Call call) {
    jrp_roster *handle = nullptr;
    jrp_error *why = nullptr;
    const jrp_result result = call(&handle, &why);
    if (result != JRP_RESULT_OK)
      return error(result, why);
    return roster(handle);
  }
  explicit roster(jrp_roster *handle) : handle_(handle) {}
  detail::owner<jrp_roster, jrp_roster_free> handle_;
};

/// Rosters of several publishers, asked as one; it shares them.
class roster_set {
public:
  static expected<roster_set> of(const std::vector<const roster *> &rosters) {
    std::vector<const jrp_roster *> handles;
    for (const roster *one : rosters)
      handles.push_back(one->get());
    jrp_roster_set *handle = nullptr;
    jrp_error *why = nullptr;
    const jrp_result result = jrp_roster_set_new(handles.data(), handles.size(), &handle, &why);
    if (result != JRP_RESULT_OK)
      return error(result, why);
    return roster_set(handle);
  }
  expected<comparison> check(const jrp_query &query) const {
    jrp_comparison *answer = nullptr;
    jrp_error *why = nullptr;
    const jrp_result result = jrp_roster_set_check(handle_.get(), &query, &answer, &why);
    if (result != JRP_RESULT_OK)
      return error(result, why);
    return comparison(answer);
  }
  std::string_view info() const noexcept {
    jrp_text json{};
    jrp_roster_set_info(handle_.get(), &json);
    return view(json);
  }
  const jrp_roster_set *get() const noexcept { return handle_.get(); }

private:
  explicit roster_set(jrp_roster_set *handle) : handle_(handle) {}
  detail::owner<jrp_roster_set, jrp_roster_set_free> handle_;
};

namespace detail {
inline expected<std::string> converted(jrp_result result, jrp_text made) {
  if (result != JRP_RESULT_OK)
    return error(result);
  std::string string(view(made));
  jrp_text_free(&made);
  return string;
}
} // namespace detail

/// GB18030 (GBK, GB2312) to UTF-8 and back.
inline expected<std::string> from_gb18030(std::string_view bytes) {
  jrp_text made{};
  const jrp_result result = jrp_text_from_gb18030(bytes.data(), bytes.size(), &made);
  return detail::converted(result, made);
}
inline expected<std::string> to_gb18030(std::string_view utf8) {
  jrp_text made{};
  const jrp_result result = jrp_text_to_gb18030(utf8.data(), utf8.size(), &made);
  return detail::converted(result, made);
}

} // namespace jrp

#endif
