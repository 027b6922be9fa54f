/* The recipe of docs/OPERATIONS.md for a host that follows a folder, as scripts/test-c takes it from there.
   Usage: store DIR (of make_snapshot). */
#include "check.h"
#include "open_store.h"

static uint64_t sequence_of(const jrp_roster *roster) {
  jrp_text info;
  CHECK(jrp_roster_info(roster, &info) == JRP_RESULT_OK);
  const char *at = strstr(info.data, "\"sequence\":");
  CHECK(at != NULL);
  return strtoull(at + strlen("\"sequence\":"), NULL, 10);
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  snprintf(directory, sizeof directory, "%s", argv[1]);
  jrp_roster *roster = NULL, *before = NULL;
  char base_alone[1000], folder[1000];
  snprintf(base_alone, sizeof base_alone, "%s", in_directory("store-7"));
  snprintf(folder, sizeof folder, "%s", in_directory("store-8"));
  jrp_trust *trust = trust_in("desk.pub"), *newer = NULL;

  /* The first publication is a base, the second a delta on it. What was seen is the minimum of what comes. */
  CHECK(open_store(base_alone, trust, &roster) == JRP_RESULT_OK && sequence_of(roster) == 7);
  CHECK(jrp_trust_with_minimum_sequence(trust, sequence_of(roster), &newer, NULL) == JRP_RESULT_OK);
  jrp_trust_free(trust), trust = newer;
  before = roster;
  CHECK(open_store(folder, trust, &roster) == JRP_RESULT_OK && sequence_of(roster) == 8);
  jrp_roster_free(before);
  CHECK(jrp_trust_with_minimum_sequence(trust, sequence_of(roster), &newer, NULL) == JRP_RESULT_OK);
  jrp_trust_free(trust), trust = newer;
  before = roster;
  CHECK(open_store(folder, trust, &roster) == JRP_RESULT_OK && sequence_of(roster) == 8);
  jrp_roster_free(before);

  /* The old folder in the place of the store. */
  before = roster;
  CHECK(open_store(base_alone, trust, &roster) == JRP_RESULT_SEQUENCE_TOO_OLD && roster == before);
  CHECK(open_store("/nowhere", trust, &roster) == JRP_RESULT_IO && roster == before);
  jrp_roster_free(roster);
  jrp_trust_free(trust);
  puts("store: ok");
  return 0;
}
