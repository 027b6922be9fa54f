// One applicant is compared with the lists through jrp.hpp; nothing to free, nothing thrown.
//
// desk SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]
#include <jrp.hpp>

#include <cstdlib>
#include <iostream>

template <typename T> static T or_exit(jrp::expected<T> result) {
  if (!result) {
    std::cerr << result.error().text() << '\n';
    std::exit(1);
  }
  return std::move(result).value();
}

int main(int argc, char **argv) {
  if (argc < 5) {
    std::cerr << "usage: desk SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]\n";
    return 2;
  }
  const auto trust = or_exit(jrp::trust::from_file(argv[2]));
  const auto roster = or_exit(jrp::roster::open_file(argv[1], trust));

  jrp::query query("ZFCG", std::atoll(argv[3]));
  query.credit_code = jrp::text(argv[4]);
  if (argc > 5)
    query.name = jrp::text(argv[5]);
  const auto comparison = or_exit(roster.check(query));

  for (const auto &prompt : comparison.prompts())
    std::cout << prompt.code << ": " << prompt.text << '\n';
  return comparison.outcome() == JRP_OUTCOME_PROHIBITED ? 12 : 0;
}
