/* Chains of a base and its deltas, and how far back their trust lets them reach. Usage: chains DIR (of make_snapshot). */
#include "check.h"

#define BASE 7 /* sequence of desk.jrp; desk-delta.jrp is one more */

static unsigned char *base, *delta;
static size_t base_len, delta_len;

/* The trust file that OPERATIONS.md asks for after a rotation. */
static jrp_trust *trust_from(uint64_t minimum) {
  char text[1000];
  size_t len;
  char *pem = (char *)read_file("desk.pub", &len);
  jrp_trust *trust = NULL;
  snprintf(text, sizeof text, "jrp-trust 1\nanchor\npublisher 示例区信用办\nroles records policy\nminimum-sequence %d\n%s",
           (int)minimum, pem);
  CHECK(jrp_trust_new(text, strlen(text), &trust, NULL) == JRP_RESULT_OK);
  free(pem);
  return trust;
}

static jrp_open_options with_deltas(const jrp_text *deltas, size_t count) {
  jrp_open_options options;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.deltas = deltas;
  options.delta_count = count;
  return options;
}

/* Opens the chain in each way there is, and tells the result, which must be the same. */
static jrp_result opened(const jrp_trust *trust, size_t count, const char *words) {
  static char base_path[1000], delta_path[1000];
  snprintf(base_path, sizeof base_path, "%s", in_directory("desk.jrp"));
  snprintf(delta_path, sizeof delta_path, "%s", in_directory("desk-delta.jrp"));
  jrp_text memory = {(const char *)delta, delta_len}, path = jrp_text_of(delta_path);
  jrp_open_options in_memory = with_deltas(&memory, count), in_files = with_deltas(&path, count);
  jrp_result results[3];
  for (int way = 0; way < 3; way++) {
    jrp_roster *roster = NULL;
    jrp_error *error = NULL;
    jrp_text text;
    results[way] = way == 0   ? jrp_roster_open(base, base_len, trust, &in_memory, &roster, &error)
                   : way == 1 ? jrp_roster_open_file(base_path, strlen(base_path), trust, &in_files, &roster, &error)
                              : jrp_roster_map_file(base_path, strlen(base_path), trust, &in_files, &roster, &error);
    CHECK(results[way] == results[0]);
    if (results[way] == JRP_RESULT_OK) {
      CHECK(jrp_roster_info(roster, &text) == JRP_RESULT_OK && strstr(text.data, words));
    } else {
      CHECK(roster == NULL && jrp_error_text(error, &text) == JRP_RESULT_OK && strstr(text.data, words));
    }
    jrp_roster_free(roster);
    jrp_error_free(error);
  }
  return results[0];
}

static void the_minimum_is_asked_of_the_newest_file(void) {
  for (uint64_t minimum = 0; minimum <= BASE + 2; minimum++) {
    jrp_trust *trust = trust_from(minimum), *newer = NULL;
    jrp_result of_base = minimum <= BASE ? JRP_RESULT_OK : JRP_RESULT_SEQUENCE_TOO_OLD;
    jrp_result of_chain = minimum <= BASE + 1 ? JRP_RESULT_OK : JRP_RESULT_SEQUENCE_TOO_OLD;
    CHECK(opened(trust, 0, of_base ? "sequence 7 is below" : "\"sequence\":7,\"deltas\":0,") == of_base);
    CHECK(opened(trust, 1, of_chain ? "delta 1: sequence 8 is below" : "\"sequence\":8,\"deltas\":1,") == of_chain);
    CHECK(jrp_trust_with_minimum_sequence(trust, BASE + 1, &newer, NULL) == JRP_RESULT_OK);
    CHECK(opened(newer, 0, "below the minimum") == JRP_RESULT_SEQUENCE_TOO_OLD);
    CHECK(opened(newer, 1, of_chain ? "below the minimum 9" : "\"sequence\":8,") == of_chain);
    jrp_trust_free(newer);
    jrp_trust_free(trust);
  }
}

static jrp_result refused(const jrp_trust *trust, const jrp_open_options *options) {
  jrp_roster *roster = NULL;
  const char *path = in_directory("desk.jrp");
  jrp_result from_file = jrp_roster_open_file(path, strlen(path), trust, options, &roster, NULL);
  CHECK(from_file != JRP_RESULT_OK && roster == NULL);
  CHECK(jrp_roster_open(base, base_len, trust, options, &roster, NULL) != JRP_RESULT_OK && roster == NULL);
  return from_file;
}

static void absurd_deltas_are_refused(void) {
  static char key_path[1000], delta_path[1000];
  snprintf(key_path, sizeof key_path, "%s", in_directory("desk.pub"));
  snprintf(delta_path, sizeof delta_path, "%s", in_directory("desk-delta.jrp"));
  jrp_trust *trust = trust_from(0);
  jrp_text deltas[2];
  jrp_open_options options = with_deltas(NULL, 1);
  CHECK(refused(trust, &options) == JRP_RESULT_NULL_POINTER);
  deltas[0] = jrp_text_of(NULL);
  options = with_deltas(deltas, SIZE_MAX);
  CHECK(refused(trust, &options) == JRP_RESULT_LENGTH);
  options.delta_count = 1;
  CHECK(refused(trust, &options) == JRP_RESULT_NULL_POINTER);
  deltas[0].len = SIZE_MAX;
  CHECK(refused(trust, &options) == JRP_RESULT_LENGTH);
  deltas[0] = jrp_text_of("/nowhere");
  CHECK(refused(trust, &options) == JRP_RESULT_IO);
  deltas[0] = jrp_text_of(key_path);
  CHECK(refused(trust, &options) == JRP_RESULT_NOT_A_SNAPSHOT);
  deltas[0] = deltas[1] = jrp_text_of(delta_path);
  options.delta_count = 2;
  CHECK(refused(trust, &options) == JRP_RESULT_DELTA_MISMATCH);
  /* A program that was compiled before there were deltas says nothing of them. */
  options.struct_size = offsetof(jrp_open_options, deltas);
  jrp_roster *roster = NULL;
  CHECK(jrp_roster_open(base, base_len, trust, &options, &roster, NULL) == JRP_RESULT_OK);
  jrp_roster_free(roster);
  jrp_trust_free(trust);
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  snprintf(directory, sizeof directory, "%s", argv[1]);
  base = read_file("desk.jrp", &base_len);
  delta = read_file("desk-delta.jrp", &delta_len);
  the_minimum_is_asked_of_the_newest_file();
  absurd_deltas_are_refused();
  free(base);
  free(delta);
  puts("chains: ok");
  return 0;
}
