// Chains through jrp.hpp. Usage: chains-cpp DIR (of make_snapshot).
#include "jrp.hpp"

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#define CHECK(condition)                                                                   \
  do {                                                                                     \
    if (!(condition)) {                                                                    \
      std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                 \
      return 1;                                                                            \
    }                                                                                      \
  } while (0)

static std::string content_of(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  const std::string folder = argv[1], base = folder + "/desk.jrp", delta = folder + "/desk-delta.jrp";
  const jrp::trust any = jrp::trust::from_file(folder + "/desk.pub").value();
  const jrp::trust newer = any.with_minimum_sequence(8).value();
  const jrp::trust newest = any.with_minimum_sequence(9).value();
  CHECK(jrp::roster::open_file(base, any).has_value());
  CHECK(jrp::roster::open_file(base, newer).error().code() == JRP_RESULT_SEQUENCE_TOO_OLD);
  CHECK(jrp::roster::open_file(base, newest, {}, {delta}).error().code() == JRP_RESULT_SEQUENCE_TOO_OLD);
  const jrp::roster opened = jrp::roster::open_file(base, newer, {}, {delta}).value();
  CHECK(opened.info().find("\"sequence\":8") != std::string::npos);
  CHECK(jrp::roster::map_file(base, newer, {}, {delta}).has_value());
  const std::string bytes = content_of(base), more = content_of(delta);
  const auto *at = reinterpret_cast<const std::uint8_t *>(bytes.data());
  CHECK(jrp::roster::open(at, bytes.size(), newer, {}, {more}).has_value());
  std::puts("chains-cpp: ok");
  return 0;
}
