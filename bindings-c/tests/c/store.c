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
  char base_alone[1000], folder[1000], memory[1000];
  snprintf(base_alone, sizeof base_alone, "%s", in_directory("store-7"));
  snprintf(folder, sizeof folder, "%s", in_directory("store-8"));
  snprintf(memory, sizeof memory, "%s", in_directory("store-memory"));
  remove(memory);
  jrp_trust *trust = trust_in("desk.pub");

  /* The first publication is a base, the second a delta on it. */
  CHECK(open_store(base_alone, memory, trust, &roster) == JRP_RESULT_OK && sequence_of(roster) == 7);
  before = roster;
  CHECK(open_store(folder, memory, trust, &roster) == JRP_RESULT_OK && sequence_of(roster) == 8);
  jrp_roster_free(before);
  before = roster;
  CHECK(open_store(folder, memory, trust, &roster) == JRP_RESULT_OK && sequence_of(roster) == 8);
  jrp_roster_free(before);

  /* The old folder in the place of the store, also after a restart: the memory is a file. */
  before = roster;
  CHECK(open_store(base_alone, memory, trust, &roster) == JRP_RESULT_SEQUENCE_TOO_OLD && roster == before);
  CHECK(open_store("/nowhere", memory, trust, &roster) == JRP_RESULT_ABSENT && roster == before);
  /* A memory that says nothing is not a memory. */
  FILE *damaged = fopen(memory, "wb");
  CHECK(damaged != NULL && fputs("eight", damaged) >= 0 && fclose(damaged) == 0);
  jrp_open_options options = {0};
  jrp_error *detail = NULL;
  jrp_text why;
  options.struct_size = sizeof options;
  options.memory_file = jrp_text_of(memory);
  CHECK(jrp_roster_open_folder(folder, strlen(folder), trust, &options, &roster, &detail) == JRP_RESULT_IO && roster == before);
  CHECK(jrp_error_text(detail, &why) == JRP_RESULT_OK && strstr(why.data, "store-memory") != NULL);
  jrp_error_free(detail);
  remove(memory);
  /* The folder names its own deltas. */
  jrp_text delta = jrp_text_of("delta.jrp");
  options.deltas = &delta;
  options.delta_count = 1;
  CHECK(jrp_roster_open_folder(folder, strlen(folder), trust, &options, &roster, NULL) == JRP_RESULT_DELTA_MISMATCH);
  /* Without options nothing is remembered. */
  CHECK(jrp_roster_open_folder(base_alone, strlen(base_alone), trust, NULL, &roster, NULL) == JRP_RESULT_OK);
  CHECK(sequence_of(roster) == 7);

  /* Both as one: shared, so that they may go first. */
  const jrp_roster *both[2];
  jrp_roster_set *set = NULL;
  jrp_comparison *answer = NULL;
  jrp_text json;
  both[0] = before, both[1] = roster;
  CHECK(jrp_roster_set_new(both, 0, &set, NULL) == JRP_RESULT_LENGTH && set == NULL);
  CHECK(jrp_roster_set_new(NULL, 2, &set, NULL) == JRP_RESULT_NULL_POINTER && set == NULL);
  CHECK(jrp_roster_set_new(both, 2, &set, NULL) == JRP_RESULT_OK);
  jrp_roster_free(before), jrp_roster_free(roster);
  jrp_query query = query_for("ZFCG", "91320507MA1AAAAA5A");
  CHECK(jrp_roster_set_check(set, &query, &answer, NULL) == JRP_RESULT_OK);
  CHECK(jrp_comparison_json(answer, &json) == JRP_RESULT_OK && strstr(json.data, "\"snapshots\":[{") != NULL);
  jrp_comparison_free(answer);
  jrp_result result = JRP_RESULT_PANIC;
  CHECK(jrp_roster_set_check_all(set, &query, 1, &answer, &result, NULL) == JRP_RESULT_OK && result == JRP_RESULT_OK);
  jrp_outcome outcome = JRP_OUTCOME_REVIEW, whole;
  CHECK(jrp_roster_set_outcomes(set, &query, 1, &outcome, &result, NULL) == JRP_RESULT_OK && result == JRP_RESULT_OK);
  CHECK(jrp_comparison_outcome(answer, &whole) == JRP_RESULT_OK && whole == outcome);
  CHECK(jrp_roster_set_outcomes(NULL, &query, 1, &outcome, &result, NULL) == JRP_RESULT_NULL_POINTER);
  CHECK(jrp_roster_set_info(set, &json) == JRP_RESULT_OK && json.data[0] == '[');
  jrp_roster_set_free(set);
  jrp_comparison_free(answer);
  jrp_trust_free(trust);
  puts("store: ok");
  return 0;
}
