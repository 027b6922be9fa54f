/* Asks what examples/write_vectors.rs wrote and compares each answer byte for byte: vectors DIR/vectors.txt */
#include "check.h"

enum { SUBJECTS = 64 };

static char *arena[SUBJECTS * 4 + 8];
static size_t arena_len;

static jrp_occasion occasion;
static char said[4096];

static int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

/* Frees with the query. */
static jrp_text text_of_hex(const char *hex) {
  size_t len = strlen(hex + 1) / 2;
  char *bytes = malloc(len + 1);
  jrp_text text;
  CHECK(hex[0] == '.' && bytes != NULL && arena_len < sizeof arena / sizeof *arena);
  for (size_t at = 0; at < len; at++)
    bytes[at] = (char)(digit(hex[1 + 2 * at]) * 16 + digit(hex[2 + 2 * at]));
  arena[arena_len++] = bytes;
  text.data = bytes;
  text.len = len;
  return text;
}

/* Stays for the whole run. */
static jrp_text kept_text_of_hex(const char *hex, size_t *room) {
  size_t len = strlen(hex + 1) / 2;
  jrp_text text;
  CHECK(hex[0] == '.' && *room + len <= sizeof said);
  text.data = said + *room;
  text.len = len;
  for (size_t at = 0; at < len; at++)
    said[(*room)++] = (char)(digit(hex[1 + 2 * at]) * 16 + digit(hex[2 + 2 * at]));
  return text;
}

/* Those who are asked together; `set` is NULL where it is one alone. */
static jrp_roster *rosters[8];
static size_t roster_count;
static jrp_roster_set *set;

static void close_all(void) {
  jrp_roster_set_free(set);
  set = NULL;
  while (roster_count > 0)
    jrp_roster_free(rosters[--roster_count]);
}

static void open_one(const char *snapshot, const char *public_key, const char *person_key) {
  jrp_trust *trust = NULL;
  jrp_open_options options;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  if (strcmp(person_key, "-") != 0)
    options.person_key_file = jrp_text_of(person_key);
  CHECK(roster_count < sizeof rosters / sizeof *rosters);
  CHECK(jrp_trust_new_file(public_key, strlen(public_key), &trust, NULL) == JRP_RESULT_OK);
  CHECK(jrp_roster_open_file(snapshot, strlen(snapshot), trust, &options, &rosters[roster_count], NULL) == JRP_RESULT_OK);
  jrp_trust_free(trust);
  roster_count++;
}

static jrp_result check(const jrp_query *query, jrp_comparison **comparison) {
  return set ? jrp_roster_set_check(set, query, comparison, NULL) : jrp_roster_check(rosters[0], query, comparison, NULL);
}

static jrp_result check_all(const jrp_query *query, jrp_comparison **comparison, jrp_result *result) {
  return set ? jrp_roster_set_check_all(set, query, 1, comparison, result, NULL)
             : jrp_roster_check_all(rosters[0], query, 1, comparison, result, NULL);
}

static jrp_result outcomes(const jrp_query *query, jrp_outcome *outcome, jrp_result *result) {
  return set ? jrp_roster_set_outcomes(set, query, 1, outcome, result, NULL)
             : jrp_roster_outcomes(rosters[0], query, 1, outcome, result, NULL);
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  FILE *script = fopen(argv[1], "r");
  CHECK(script != NULL);
  jrp_query query;
  jrp_subject members[SUBJECTS];
  memset(&query, 0, sizeof query);
  memset(members, 0, sizeof members);
  jrp_text evidence = {NULL, 0};
  size_t subjects = 0, asked = 0, wrong = 0, opened = 0, room = 0;
  char *line = NULL;
  while (getline(&line, &room, script) > 0) {
    line[strcspn(line, "\n")] = 0;
    char *word = strtok(line, " "), *value = strtok(NULL, " ");
    CHECK(word != NULL && value != NULL);
    jrp_subject *member = subjects > 1 ? &members[subjects - 2] : NULL;
    if (strcmp(word, "open") == 0) {
      char *public_key = strtok(NULL, " "), *person_key = strtok(NULL, " ");
      close_all();
      open_one(value, public_key, person_key);
      opened++;
    } else if (strcmp(word, "beside") == 0) {
      char *public_key = strtok(NULL, " "), *person_key = strtok(NULL, " ");
      open_one(value, public_key, person_key);
      jrp_roster_set_free(set);
      CHECK(jrp_roster_set_new((const jrp_roster *const *)rosters, roster_count, &set, NULL) == JRP_RESULT_OK);
    } else if (strcmp(word, "occasion") == 0) {
      size_t used = 0;
      jrp_text salt;
      occasion.struct_size = sizeof occasion;
      occasion.project = kept_text_of_hex(value, &used);
      occasion.asker = kept_text_of_hex(strtok(NULL, " "), &used);
      salt = kept_text_of_hex(strtok(NULL, " "), &used);
      occasion.salt = (const uint8_t *)salt.data;
      occasion.salt_len = salt.len;
    } else if (strcmp(word, "evidence") == 0) {
      evidence = text_of_hex(value);
    } else if (strcmp(word, "scenario") == 0) {
      query.scenario = text_of_hex(value);
    } else if (strcmp(word, "on") == 0) {
      query.on = text_of_hex(value);
    } else if (strcmp(word, "now") == 0) {
      query.now = strtoll(value, NULL, 10);
    } else if (strcmp(word, "lang") == 0) {
      query.lang = (uint32_t)atoi(value);
    } else if (strcmp(word, "conditions") == 0) {
      query.conditions = (uint32_t)atoi(value);
    } else if (strcmp(word, "subject") == 0) {
      uint32_t id_kind = (uint32_t)atoi(strtok(NULL, " "));
      CHECK(subjects <= SUBJECTS);
      if (subjects++ == 0) {
        query.kind = (uint32_t)atoi(value);
        query.id_kind = id_kind;
      } else {
        member = &members[subjects - 2];
        member->struct_size = sizeof *member;
        member->kind = (uint32_t)atoi(value);
        member->id_kind = id_kind;
      }
    } else if (strcmp(word, "credit-code") == 0) {
      *(member ? &member->credit_code : &query.credit_code) = text_of_hex(value);
    } else if (strcmp(word, "name") == 0) {
      *(member ? &member->name : &query.name) = text_of_hex(value);
    } else if (strcmp(word, "id") == 0) {
      *(member ? &member->id : &query.id) = text_of_hex(value);
    } else {
      jrp_comparison *one = NULL, *batch = NULL;
      jrp_result result, of_batch;
      query.struct_size = sizeof query;
      query.members = members;
      query.member_count = subjects - 1;
      result = check(&query, &one);
      CHECK(check_all(&query, &batch, &of_batch) == JRP_RESULT_OK && of_batch == result);
      jrp_outcome word_alone, of_whole = JRP_OUTCOME_INDETERMINATE;
      jrp_result of_word;
      CHECK(outcomes(&query, &word_alone, &of_word) == JRP_RESULT_OK && of_word == result);
      CHECK(one == NULL || jrp_comparison_outcome(one, &of_whole) == JRP_RESULT_OK);
      CHECK(word_alone == of_whole);
      asked++;
      if (strcmp(word, "refused") == 0) {
        wrong += result != (jrp_result)atoi(value);
      } else {
        jrp_text expected = text_of_hex(value), json = {NULL, 0}, same = {NULL, 0};
        CHECK(strcmp(word, "json") == 0 && result == JRP_RESULT_OK);
        CHECK(jrp_comparison_json(one, &json) == JRP_RESULT_OK && jrp_comparison_json(batch, &same) == JRP_RESULT_OK);
        int differs = json.len != expected.len || memcmp(json.data, expected.data, json.len) != 0 || strcmp(json.data, same.data) != 0;
        if (differs)
          fprintf(stderr, "expected %.*s\n   found %s\n", (int)expected.len, expected.data, json.data);
        wrong += (size_t)differs;
        size_t findings = 0;
        CHECK(jrp_comparison_finding_count(one, &findings) == JRP_RESULT_OK);
        const char *at = json.data;
        for (size_t index = 0; index < findings; index++) {
          jrp_text list, matched;
          uint32_t confirmed;
          char start[200];
          CHECK(jrp_comparison_finding(one, index, &list, &matched, &confirmed) == JRP_RESULT_OK);
          snprintf(start, sizeof start, "\"match\":\"%s\",\"confirmed\":%s", matched.data, confirmed ? "true" : "false");
          at = strstr(at, start);
          CHECK(at != NULL);
          snprintf(start, sizeof start, "\"list\":{\"code\":\"%s\"", list.data);
          at = strstr(at, start);
          CHECK(at != NULL);
        }
        CHECK(strstr(at, "\"match\":") == NULL);
        jrp_text made = {NULL, 0};
        CHECK(jrp_comparison_evidence(one, &occasion, &made, NULL) == JRP_RESULT_OK);
        if (made.len != evidence.len || memcmp(made.data, evidence.data, made.len) != 0) {
          fprintf(stderr, "expected %.*s\n   found %s\n", (int)evidence.len, evidence.data, made.data);
          wrong++;
        }
        jrp_text_free(&made);
      }
      jrp_comparison_free(one);
      jrp_comparison_free(batch);
      while (arena_len > 0)
        free(arena[--arena_len]);
      memset(&query, 0, sizeof query);
      memset(members, 0, sizeof members);
      subjects = 0;
    }
  }
  free(line);
  fclose(script);
  close_all();
  printf("vectors: %zu files, %zu queries, %zu wrong\n", opened, asked, wrong);
  return wrong != 0 || asked == 0;
}
