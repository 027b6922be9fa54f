/* The promises of docs/SECURITY.md at the C boundary. Usage: hostile DIR MUTANTS (of make_snapshot, and of the example
   `mutants`, which says what the files are).

   Every mutant must be refused with the code, or answered with the bytes, that core gives. */
#include "check.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define QUESTIONS 8
#define CODES 64

static struct { unsigned number; const char *name; } codes[CODES];
static size_t code_count;

static const char *name_of(jrp_result result) {
  for (size_t at = 0; at < code_count; at++)
    if (codes[at].number == (unsigned)result) return codes[at].name;
  fprintf(stderr, "a result without a name: %u\n", (unsigned)result);
  exit(1);
}

/* The next word of a line, which ends at a tab or the line's end. */
static char *word(char **rest) {
  char *start = *rest, *end = start + strcspn(start, "\t");
  *rest = *end ? end + 1 : end;
  *end = 0;
  return start;
}

static jrp_text text_or_none(const char *text) {
  return strcmp(text, "-") == 0 ? jrp_text_of(NULL) : jrp_text_of(text);
}

static jrp_query question_of(char *rest) {
  jrp_query query = query_for("ZFCG", NULL);
  query.kind = (uint32_t)atoi(word(&rest));
  query.credit_code = text_or_none(word(&rest));
  query.name = text_or_none(word(&rest));
  query.id_kind = (uint32_t)atoi(word(&rest));
  query.id = text_or_none(word(&rest));
  return query;
}

/* Outcomes with commas between them, `#` and the FNV-1a of all answers' JSON. */
static void verdict_of(const jrp_roster *roster, const jrp_query *questions, size_t count, char *out, size_t size) {
  uint32_t sum = 0x811c9dc5u;
  size_t used = 0;
  for (size_t at = 0; at < count; at++) {
    jrp_comparison *answer = NULL;
    jrp_result result = jrp_roster_check(roster, &questions[at], &answer, NULL);
    CHECK(result != JRP_RESULT_PANIC);
    if (result != JRP_RESULT_OK) {
      used += (size_t)snprintf(out + used, size - used, "%s!%s", at ? "," : "", name_of(result));
      continue;
    }
    jrp_text json;
    CHECK(jrp_comparison_json(answer, &json) == JRP_RESULT_OK);
    const char *start = json.data + strlen("{\"outcome\":\"");
    CHECK(strncmp(json.data, "{\"outcome\":\"", strlen("{\"outcome\":\"")) == 0);
    used += (size_t)snprintf(out + used, size - used, "%s%.*s", at ? "," : "", (int)strcspn(start, "\""), start);
    for (size_t byte = 0; byte < json.len; byte++) sum = (sum ^ (unsigned char)json.data[byte]) * 0x01000193u;
    jrp_comparison_free(answer);
  }
  snprintf(out + used, size - used, "#%08x", (unsigned)sum);
}

static void mutants(const char *folder) {
  snprintf(directory, sizeof directory, "%s", folder);
  size_t index_len, packed_len;
  char *index = (char *)read_file("mutants.txt", &index_len);
  unsigned char *packed = read_file("mutants.bin", &packed_len);
  jrp_trust *trust = trust_in("key.pub");
  jrp_roster *base = roster_in("base.jrp", trust, "person.key");
  char key_path[1000];
  snprintf(key_path, sizeof key_path, "%s", in_directory("person.key"));
  jrp_open_options options;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.person_key_file = jrp_text_of(key_path);

  jrp_query questions[QUESTIONS];
  size_t question_count = 0, opened = 0, refused = 0;
  for (char *line = strtok(index, "\n"); line != NULL; line = strtok(NULL, "\n")) {
    char *rest = line, *first = word(&rest);
    if (strcmp(first, "code") == 0) {
      CHECK(code_count < CODES);
      codes[code_count].number = (unsigned)strtoul(word(&rest), NULL, 10);
      codes[code_count++].name = word(&rest);
    } else if (strcmp(first, "question") == 0) {
      CHECK(question_count < QUESTIONS);
      questions[question_count++] = question_of(rest);
    } else {
      CHECK(strcmp(first, "mutant") == 0);
      int on_base = strcmp(word(&rest), "delta") == 0;
      size_t offset = strtoul(word(&rest), NULL, 10), length = strtoul(word(&rest), NULL, 10);
      const char *expected = word(&rest);
      CHECK(offset <= packed_len && length <= packed_len - offset);
      /* Bytes of their own, so that a sanitizer sees who reads beyond them. */
      unsigned char *bytes = malloc(length);
      CHECK(bytes != NULL);
      memcpy(bytes, packed + offset, length);
      jrp_roster *roster = NULL;
      jrp_error *detail = NULL;
      jrp_result result = on_base ? jrp_roster_with_delta(base, bytes, length, trust, &roster, &detail)
                                  : jrp_roster_open(bytes, length, trust, &options, &roster, &detail);
      free(bytes);
      char found[1000];
      if (result == JRP_RESULT_OK) {
        opened++;
        verdict_of(roster, questions, question_count, found, sizeof found);
      } else {
        refused++;
        CHECK(roster == NULL && detail != NULL && jrp_error_code(detail) == result);
        snprintf(found, sizeof found, "%s", name_of(result));
      }
      if (strcmp(found, expected) != 0) {
        fprintf(stderr, "%s: %s, expected %s\n", rest, found, expected);
        exit(1);
      }
      jrp_error_free(detail);
      jrp_roster_free(roster);
    }
  }
  CHECK(question_count > 4 && opened > 100 && refused > 100);
  jrp_roster_free(base);
  jrp_trust_free(trust);
  free(packed);
  free(index);
}

/* A key that alone is enough makes an anchor that asks for two keys worth nothing; the order does not matter. */
static void thresholds_are_judged_alike_however_anchors_are_made(void) {
  size_t one_len, two_len;
  char *one = (char *)read_file("desk.pub", &one_len), *two = (char *)read_file("both.pub", &two_len);
  jrp_anchor anchors[3];
  memset(anchors, 0, sizeof anchors);
  for (size_t at = 0; at < 3; at++) anchors[at].struct_size = sizeof anchors[at];
  anchors[0].public_key = jrp_text_of(two), anchors[0].threshold = 2;
  anchors[1].public_key = jrp_text_of(one), anchors[1].threshold = 1;
  anchors[2] = anchors[0];
  jrp_trust *trust = NULL;
  jrp_error *detail = NULL;
  CHECK(jrp_trust_new_anchors(anchors, 1, 0, &trust, NULL) == JRP_RESULT_OK);
  jrp_trust_free(trust), trust = NULL;
  for (size_t first = 0; first < 2; first++) {
    CHECK(jrp_trust_new_anchors(anchors + first, 2, 0, &trust, &detail) == JRP_RESULT_TRUST_INVALID);
    CHECK(trust == NULL && detail != NULL);
    jrp_error_free(detail), detail = NULL;
  }
  /* The same as a trust file would be read. */
  char text[4000];
  const char *format = "jrp-trust 1\n\nanchor\nthreshold 2\n%s\nanchor\n%s";
  CHECK((size_t)snprintf(text, sizeof text, format, two, one) < sizeof text);
  CHECK(jrp_trust_new(text, strlen(text), &trust, NULL) == JRP_RESULT_TRUST_INVALID && trust == NULL);
  free(one), free(two);
}

static jrp_result opened_file(const char *path, const jrp_trust *trust) {
  jrp_roster *roster = NULL;
  jrp_error *detail = NULL;
  jrp_result result = jrp_roster_open_file(path, strlen(path), trust, NULL, &roster, &detail);
  CHECK(roster == NULL && (result == JRP_RESULT_OK) == (detail == NULL));
  jrp_error_free(detail);
  return result;
}

static jrp_result opened_folder(const char *path, const jrp_trust *trust) {
  jrp_roster *roster = NULL;
  jrp_error *detail = NULL;
  jrp_result result = jrp_roster_open_folder(path, strlen(path), trust, NULL, &roster, &detail);
  CHECK((roster != NULL) == (result == JRP_RESULT_OK) && (roster == NULL) == (detail != NULL));
  jrp_error_free(detail);
  jrp_roster_free(roster);
  return result;
}

/* Whoever can write into a store cannot sign for the publisher. */
static void a_stores_own_latest_is_believed_by_its_signature_alone(void) {
  jrp_trust *trust = trust_in("desk.pub");
  char path[1000];
  snprintf(path, sizeof path, "%s", in_directory("store-7"));
  CHECK(opened_folder(path, trust) == JRP_RESULT_OK);
  snprintf(path, sizeof path, "%s", in_directory("store-foreign"));
  CHECK(opened_folder(path, trust) == JRP_RESULT_SIGNATURE_UNTRUSTED);
  jrp_trust_free(trust);
}

/* In a store, too, the file that `latest` names. */
static void a_file_of_a_store_that_has_no_end_is_not_read(void) {
  jrp_trust *trust = trust_in("desk.pub");
  const char *wrong[] = {"/dev/zero", "/dev/full", "pipe"};
  char path[1000], file[1000];
  snprintf(path, sizeof path, "%s", in_directory("store-endless"));
  snprintf(file, sizeof file, "%s", in_directory("store-endless/base"));
  /* `base` is where the link that bears the file's name leads. */
  for (size_t at = 0; at < sizeof wrong / sizeof *wrong; at++) {
    unlink(file);
    if (wrong[at][0] == '/') CHECK(symlink(wrong[at], file) == 0);
    else CHECK(mkfifo(file, 0600) == 0);
    jrp_result result = opened_folder(path, trust);
    CHECK(result != JRP_RESULT_OK && result != JRP_RESULT_PANIC);
  }
  unlink(file);
  jrp_trust_free(trust);
}

/* What has no end is not read, and no pipe is waited for. */
static void what_is_no_regular_file_is_not_read(void) {
  jrp_trust *trust = trust_in("desk.pub"), *made = NULL;
  char pipe[1000];
  snprintf(pipe, sizeof pipe, "%s", in_directory("pipe"));
  unlink(pipe);
  CHECK(mkfifo(pipe, 0600) == 0);
  CHECK(opened_file(pipe, trust) == JRP_RESULT_IO);
  CHECK(jrp_trust_new_file(pipe, strlen(pipe), &made, NULL) == JRP_RESULT_IO && made == NULL);
  unlink(pipe);
  CHECK(opened_file("/dev/zero", trust) == JRP_RESULT_IO);
  CHECK(opened_file("/dev/full", trust) == JRP_RESULT_IO);
  CHECK(opened_file(directory, trust) == JRP_RESULT_IO);
  CHECK(jrp_trust_new_file("/dev/zero", 9, &made, NULL) == JRP_RESULT_IO && made == NULL);
  jrp_open_options options;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  options.person_key_file = jrp_text_of("/dev/zero");
  jrp_roster *roster = NULL;
  const char *path = in_directory("desk.jrp");
  CHECK(jrp_roster_open_file(path, strlen(path), trust, &options, &roster, NULL) == JRP_RESULT_IO && roster == NULL);
  jrp_trust_free(trust);
}

/* Where the host packs its structs, the library writes the detail, and its other results, at any address. */
static void the_detail_may_stand_at_any_address(void) {
  static unsigned char room[64];
  jrp_trust *trust = trust_in("desk.pub");
  jrp_roster *roster = NULL;
  for (size_t odd = 1; odd < 8; odd++) {
    jrp_error *detail = NULL;
    memcpy(room + odd, &detail, sizeof detail);
    jrp_result result = jrp_roster_open((const uint8_t *)"no", 2, trust, NULL, &roster, (jrp_error **)(void *)(room + odd));
    CHECK(result == JRP_RESULT_NOT_A_SNAPSHOT && roster == NULL);
    memcpy(&detail, room + odd, sizeof detail);
    CHECK(detail != NULL && jrp_error_code(detail) == result);
    jrp_error_free(detail);
  }
  jrp_trust_free(trust);
}

int main(int argc, char **argv) {
  CHECK(argc == 3);
  snprintf(directory, sizeof directory, "%s", argv[1]);
  thresholds_are_judged_alike_however_anchors_are_made();
  what_is_no_regular_file_is_not_read();
  a_stores_own_latest_is_believed_by_its_signature_alone();
  a_file_of_a_store_that_has_no_end_is_not_read();
  the_detail_may_stand_at_any_address();
#ifndef __SANITIZE_ADDRESS__
  /* No mutant may ask for more; without room the library would fail, not the host. */
  struct rlimit limit = {(rlim_t)512 << 20, (rlim_t)512 << 20};
  CHECK(setrlimit(RLIMIT_AS, &limit) == 0);
#endif
  mutants(argv[2]);
  puts("hostile: ok");
  return 0;
}
