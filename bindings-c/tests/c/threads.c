/* Eight threads ask one roster and read one comparison while one of them opens and frees its own, and one lays a delta on
 * the shared roster, asks the new one and frees it, as a host does that swaps its pointer.
 *
 * Usage: threads DIR [ROUNDS [warm]]. A comparison's texts are made by whoever asks first and published by atomics; `warm`
 * asks before the threads start, for helgrind, which knows locks but not atomics, and for ThreadSanitizer, which knows
 * atomics but not those inside an uninstrumented std (OnceLock). */
#include "check.h"

#include <pthread.h>

enum { THREADS = 8 };

static const jrp_roster *shared;
static const jrp_comparison *shared_comparison;
static const jrp_trust *shared_trust;
static int rounds = 200;
static char path[1000];
static unsigned char *delta;
static size_t delta_len;

static void *ask(void *number) {
  static const char *const codes[] = {"91320507MA1AAAAA5A", "91320507MA1BBBBB9Y", "91320507MA1CCCCC2H", "91320507MA1DDDDD66"};
  static const jrp_outcome outcomes[] = {JRP_OUTCOME_PROHIBITED, JRP_OUTCOME_REVIEW, JRP_OUTCOME_CLEAR, JRP_OUTCOME_CLEAR};
  size_t self = (size_t)(uintptr_t)number;
  for (int round = 0; round < rounds; round++) {
    size_t at = (self + (size_t)round) % 4;
    jrp_query query = query_for("ZFCG", codes[at]);
    jrp_comparison *comparison = NULL;
    jrp_outcome outcome;
    jrp_text text, code;
    jrp_level level;
    CHECK(jrp_roster_check(shared, &query, &comparison, NULL) == JRP_RESULT_OK);
    CHECK(jrp_comparison_outcome(comparison, &outcome) == JRP_RESULT_OK && outcome == outcomes[at]);
    CHECK(jrp_comparison_json(comparison, &text) == JRP_RESULT_OK && text.data[0] == '{');
    jrp_comparison_free(comparison);
    CHECK(jrp_comparison_json(shared_comparison, &text) == JRP_RESULT_OK && text.data[text.len - 1] == '}');
    CHECK(jrp_comparison_prompt(shared_comparison, 0, &level, &code, &text) == JRP_RESULT_OK && text.len > 0);
    CHECK(jrp_roster_info(shared, &text) == JRP_RESULT_OK && text.len > 0);
    if (self == 0 && round % 16 == 0) {
      jrp_roster *own = NULL;
      CHECK(jrp_roster_open_file(path, strlen(path), shared_trust, NULL, &own, NULL) == JRP_RESULT_OK);
      jrp_roster_free(own);
    }
    if (self == 1 && round % 16 == 0) {
      jrp_query gone = query_for("ZFCG", codes[0]);
      jrp_roster *newer = NULL;
      CHECK(jrp_roster_with_delta(shared, delta, delta_len, shared_trust, &newer, NULL) == JRP_RESULT_OK);
      CHECK(jrp_roster_check(newer, &gone, &comparison, NULL) == JRP_RESULT_OK);
      CHECK(jrp_comparison_outcome(comparison, &outcome) == JRP_RESULT_OK && outcome == JRP_OUTCOME_CLEAR);
      jrp_comparison_free(comparison);
      jrp_roster_free(newer);
    }
    query.struct_size = 1;
    jrp_error *error = NULL;
    CHECK(jrp_roster_check(shared, &query, &comparison, &error) == JRP_RESULT_STRUCT_SIZE);
    jrp_error_free(error);
  }
  return NULL;
}

int main(int argc, char **argv) {
  CHECK(argc >= 2);
  snprintf(directory, sizeof directory, "%s", argv[1]);
  if (argc > 2)
    rounds = atoi(argv[2]);
  snprintf(path, sizeof path, "%s", in_directory("desk.jrp"));
  delta = read_file("desk-delta.jrp", &delta_len);
  jrp_trust *trust = trust_in("desk.pub");
  jrp_roster *roster = roster_in("desk.jrp", trust, "person.key");
  jrp_query query = query_for("ZFCG", "91320507MA1AAAAA5A");
  jrp_comparison *comparison = NULL;
  CHECK(jrp_roster_check(roster, &query, &comparison, NULL) == JRP_RESULT_OK);
  if (argc > 3) {
    jrp_text text, code;
    jrp_level level;
    CHECK(jrp_comparison_json(comparison, &text) == JRP_RESULT_OK);
    CHECK(jrp_comparison_prompt(comparison, 0, &level, &code, &text) == JRP_RESULT_OK);
  }
  shared = roster;
  shared_comparison = comparison;
  shared_trust = trust;
  pthread_t threads[THREADS];
  for (size_t at = 0; at < THREADS; at++)
    CHECK(pthread_create(&threads[at], NULL, ask, (void *)(uintptr_t)at) == 0);
  for (size_t at = 0; at < THREADS; at++)
    CHECK(pthread_join(threads[at], NULL) == 0);
  jrp_comparison_free(comparison);
  jrp_roster_free(roster);
  jrp_trust_free(trust);
  free(delta);
  puts("threads: ok");
  return 0;
}
