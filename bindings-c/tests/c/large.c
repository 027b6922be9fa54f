/* Two threads open and ask a file so large that the library opens it on several threads of its own.
 *
 * Usage: large DIR: large.jrp, large.pub and large.key of it, and in large.code a credit code that it lists. */
#include "check.h"

#include <pthread.h>

static const jrp_trust *trust;
static char code[19];
static char path[1000];
static char person_key[1000];

static void *open_and_ask(void *unused) {
  jrp_roster *roster = NULL;
  jrp_open_options options;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.person_key_file = jrp_text_of(person_key);
  CHECK(jrp_roster_open_file(path, strlen(path), trust, &options, &roster, NULL) == JRP_RESULT_OK);
  jrp_query query = query_for("ZFCG", code);
  jrp_comparison *comparison = NULL;
  jrp_outcome outcome;
  CHECK(jrp_roster_check(roster, &query, &comparison, NULL) == JRP_RESULT_OK);
  CHECK(jrp_comparison_outcome(comparison, &outcome) == JRP_RESULT_OK && outcome != JRP_OUTCOME_CLEAR);
  jrp_comparison_free(comparison);
  jrp_roster_free(roster);
  return unused;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  snprintf(directory, sizeof directory, "%s", argv[1]);
  snprintf(path, sizeof path, "%s", in_directory("large.jrp"));
  snprintf(person_key, sizeof person_key, "%s", in_directory("large.key"));
  jrp_trust *anchors = trust_in("large.pub");
  trust = anchors;
  size_t len;
  unsigned char *listed = read_file("large.code", &len);
  CHECK(len >= 18);
  memcpy(code, listed, 18);
  free(listed);
  pthread_t other;
  CHECK(pthread_create(&other, NULL, open_and_ask, NULL) == 0);
  open_and_ask(NULL);
  CHECK(pthread_join(other, NULL) == 0);
  jrp_trust_free(anchors);
  puts("large: ok");
  return 0;
}
