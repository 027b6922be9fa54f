/* The C suite: every function, with right and with absurd arguments. Usage: suite DIR (of make_snapshot). */
#include "check.h"

#include <signal.h>

static jrp_trust *trust;
static jrp_roster *roster;

static jrp_outcome outcome_of(const jrp_query *query) {
  jrp_comparison *comparison = NULL;
  jrp_outcome outcome;
  CHECK(jrp_roster_check(roster, query, &comparison, NULL) == JRP_RESULT_OK);
  CHECK(jrp_comparison_outcome(comparison, &outcome) == JRP_RESULT_OK);
  jrp_comparison_free(comparison);
  return outcome;
}

static jrp_result result_of(const jrp_query *query) {
  jrp_comparison *comparison = (jrp_comparison *)&trust;
  jrp_error *error = NULL;
  jrp_result result = jrp_roster_check(roster, query, &comparison, &error);
  CHECK(result != JRP_RESULT_OK);
  CHECK(comparison == (jrp_comparison *)&trust); /* not written on failure */
  CHECK(error != NULL && jrp_error_code(error) == result);
  jrp_text text;
  CHECK(jrp_error_text(error, &text) == JRP_RESULT_OK && text.len > 0 && text.data[text.len] == 0);
  jrp_error_free(error);
  return result;
}

static void versions_and_messages(void) {
  CHECK(jrp_abi_version() == JRP_ABI_VERSION);
  CHECK(strcmp(jrp_result_message(JRP_RESULT_OK), "done") == 0);
  CHECK(strlen(jrp_result_message(JRP_RESULT_SIGNATURE_UNTRUSTED)) > 10);
  CHECK(strlen(jrp_result_message((uint32_t)-1)) > 10);
}

static void answers(void) {
  size_t len;
  char *expected = (char *)read_file("expected.json", &len);
  jrp_query query = query_for("ZFCG", "91320507MA1AAAAA5A");
  query.name = jrp_text_of("苏州甲乙科技有限公司");
  query.on = jrp_text_of("2026-11-22");
  jrp_comparison *comparison = NULL;
  jrp_error *error = (jrp_error *)&trust;
  CHECK(jrp_roster_check(roster, &query, &comparison, &error) == JRP_RESULT_OK);
  CHECK(error == NULL); /* written on success too */
  jrp_text json, again;
  CHECK(jrp_comparison_json(comparison, &json) == JRP_RESULT_OK);
  CHECK(json.len == len && memcmp(json.data, expected, len) == 0 && json.data[len] == 0);
  CHECK(jrp_comparison_json(comparison, &again) == JRP_RESULT_OK && again.data == json.data);
  size_t count = 0;
  CHECK(jrp_comparison_prompt_count(comparison, &count) == JRP_RESULT_OK && count >= 2);
  for (size_t at = 0; at < count; at++) {
    jrp_level level;
    jrp_text code, text;
    CHECK(jrp_comparison_prompt(comparison, at, &level, &code, &text) == JRP_RESULT_OK);
    CHECK(code.data[code.len] == 0 && text.data[text.len] == 0 && text.len > 0);
    CHECK(at != 0 || (level == JRP_LEVEL_STOP && strcmp(code.data, "hit-prohibit") == 0));
  }
  jrp_level level;
  CHECK(jrp_comparison_prompt(comparison, count, &level, &json, &again) == JRP_RESULT_OUT_OF_RANGE);
  CHECK(jrp_comparison_prompt(comparison, SIZE_MAX, &level, &json, &again) == JRP_RESULT_OUT_OF_RANGE);
  jrp_comparison_free(comparison);
  free(expected);

  query = query_for("ZFCG", "91320507MA1DDDDD66");
  CHECK(outcome_of(&query) == JRP_OUTCOME_CLEAR);
  query = query_for("ZFCG", "91320507MA1BBBBB9Y");
  CHECK(outcome_of(&query) == JRP_OUTCOME_REVIEW);
  query = query_for("ZFCG", "91320507MA1CCCCC2H");
  CHECK(outcome_of(&query) == JRP_OUTCOME_CLEAR); /* a favour applies only where the document says so */
  query.conditions = JRP_CONDITION_DOCUMENT;
  CHECK(outcome_of(&query) == JRP_OUTCOME_PREFERRED);
  query.now += 40 * 86400; /* past expires-at */
  CHECK(outcome_of(&query) == JRP_OUTCOME_INDETERMINATE);

  query = query_for("ZFCG", NULL);
  query.kind = JRP_SUBJECT_KIND_PERSON;
  query.id_kind = JRP_ID_KIND_CITIZEN_ID;
  query.id = jrp_text_of("320507198001011231");
  query.lang = JRP_LANG_EN;
  CHECK(outcome_of(&query) == JRP_OUTCOME_PROHIBITED);
  query.scenario = jrp_text_of("ZTB");
  CHECK(outcome_of(&query) == JRP_OUTCOME_REVIEW);
  query.conditions = JRP_CONDITION_DOCUMENT;
  CHECK(outcome_of(&query) == JRP_OUTCOME_RESTRICTED);

  jrp_subject members[2];
  memset(members, 0, sizeof members);
  members[0].struct_size = members[1].struct_size = sizeof members[0];
  members[0].credit_code = jrp_text_of("91320507MA1CCCCC2H");
  members[1].credit_code = jrp_text_of("91320507MA1AAAAA5A");
  query = query_for("ZFCG", "91320507MA1DDDDD66");
  query.members = members;
  /* A benefit counts where every member has one. */
  query.member_count = 1;
  CHECK(outcome_of(&query) == JRP_OUTCOME_CLEAR);
  query.member_count = 2;
  CHECK(outcome_of(&query) == JRP_OUTCOME_PROHIBITED);
}

static void absurd_queries(void) {
  jrp_query good = query_for("ZFCG", "91320507MA1AAAAA5A"), query;
  CHECK(result_of(NULL) == JRP_RESULT_NULL_POINTER);
  static const size_t sizes[] = {0, 1, 7, 8, sizeof query - 1, sizeof query - 8, 4097, SIZE_MAX};
  for (size_t at = 0; at < sizeof sizes / sizeof *sizes; at++) {
    query = good;
    query.struct_size = sizes[at];
    CHECK(result_of(&query) == JRP_RESULT_STRUCT_SIZE);
  }
  /* A newer host: unknown fields must be zero. */
  struct {
    jrp_query query;
    uint64_t unknown[4];
  } newer;
  memset(&newer, 0, sizeof newer);
  newer.query = good;
  newer.query.struct_size = sizeof newer;
  CHECK(outcome_of(&newer.query) == JRP_OUTCOME_PROHIBITED);
  newer.unknown[3] = 1;
  CHECK(result_of(&newer.query) == JRP_RESULT_STRUCT_SIZE);
  /* Packed structs of legacy compilers: no alignment is asked for. */
  char room[sizeof query + 1];
  memcpy(room + 1, &good, sizeof good);
  CHECK(outcome_of((const jrp_query *)(const void *)(room + 1)) == JRP_OUTCOME_PROHIBITED);

  query = good;
  query.scenario = jrp_text_of(NULL);
  CHECK(result_of(&query) == JRP_RESULT_NULL_POINTER);
  query.scenario = jrp_text_of("NOPE");
  CHECK(result_of(&query) == JRP_RESULT_SCENARIO_UNKNOWN);
  query.scenario.len = SIZE_MAX;
  CHECK(result_of(&query) == JRP_RESULT_LENGTH);
  query.scenario.len = SIZE_MAX / 2;
  CHECK(result_of(&query) == JRP_RESULT_LENGTH);
  query.scenario.len = 65537;
  CHECK(result_of(&query) == JRP_RESULT_LENGTH);
  query = good;
  query.name.len = 3; /* with NULL data */
  CHECK(result_of(&query) == JRP_RESULT_NULL_POINTER);
  static const char *const broken[] = {"\xff", "abc\xc3", "\xed\xa0\x80", "\xf8\x88\x80\x80\x80", "\xc0\x80", "\xcb\xd5"};
  for (size_t at = 0; at < sizeof broken / sizeof *broken; at++) {
    query = good;
    query.name = jrp_text_of(broken[at]);
    CHECK(result_of(&query) == JRP_RESULT_INVALID_UTF8);
    query = good;
    query.on = jrp_text_of(broken[at]);
    CHECK(result_of(&query) == JRP_RESULT_INVALID_UTF8);
  }
  static const char *const dates[] = {"", "2026-13-01", "2026-11-22 ", "today", "20261122"};
  for (size_t at = 0; at < sizeof dates / sizeof *dates; at++) {
    query = good;
    query.on = jrp_text_of(dates[at]);
    CHECK(result_of(&query) == JRP_RESULT_QUERY_INVALID);
  }
  static const int64_t times[] = {0, -1, INT64_MIN, INT64_MAX, 253402214401};
  for (size_t at = 0; at < sizeof times / sizeof *times; at++) {
    query = good;
    query.now = times[at];
    CHECK(result_of(&query) == JRP_RESULT_QUERY_INVALID);
  }
  query = good, query.lang = 2;
  CHECK(result_of(&query) == JRP_RESULT_QUERY_INVALID);
  query = good, query.conditions = 128;
  CHECK(result_of(&query) == JRP_RESULT_QUERY_INVALID);
  query = good, query.kind = 4;
  CHECK(result_of(&query) == JRP_RESULT_QUERY_INVALID);
  query = good, query.id_kind = UINT32_MAX;
  CHECK(result_of(&query) == JRP_RESULT_QUERY_INVALID);
  query = good, query.id = jrp_text_of("123");
  CHECK(result_of(&query) == JRP_RESULT_QUERY_INVALID);
  query = query_for("ZFCG", NULL);
  CHECK(result_of(&query) == JRP_RESULT_QUERY_EMPTY);
  /* A kind without its number is a form not yet filled in. */
  query.id_kind = JRP_ID_KIND_CITIZEN_ID;
  CHECK(result_of(&query) == JRP_RESULT_QUERY_EMPTY);
  query.id = jrp_text_of(" ");
  CHECK(result_of(&query) == JRP_RESULT_QUERY_EMPTY);
  query = good, query.id_kind = JRP_ID_KIND_CITIZEN_ID;
  CHECK(outcome_of(&query) == JRP_OUTCOME_PROHIBITED);
  query = good, query.member_count = 1;
  CHECK(result_of(&query) == JRP_RESULT_NULL_POINTER);
  query.member_count = SIZE_MAX;
  CHECK(result_of(&query) == JRP_RESULT_LENGTH);
  /* Odd texts are odd, not dangerous. */
  static const char *const odd[] = {"", " ", "9", "91320507MA1AAAAA5a", "************", "\xe2\x80\x8b", "🀄🀄🀄", "'; DROP TABLE"};
  for (size_t at = 0; at < sizeof odd / sizeof *odd; at++) {
    query = good;
    query.credit_code = jrp_text_of(odd[at]);
    query.name = jrp_text_of(odd[at]);
    jrp_comparison *comparison = NULL;
    if (jrp_roster_check(roster, &query, &comparison, NULL) == JRP_RESULT_OK) {
      jrp_text json;
      CHECK(jrp_comparison_json(comparison, &json) == JRP_RESULT_OK);
      jrp_comparison_free(comparison);
    }
  }
  query = good;
  query.name.data = "a\0b";
  query.name.len = 3;
  CHECK(outcome_of(&query) == JRP_OUTCOME_PROHIBITED);
}

static void nulls(void) {
  jrp_query query = query_for("ZFCG", "91320507MA1AAAAA5A");
  jrp_comparison *comparison = NULL;
  jrp_roster *opened = NULL;
  jrp_trust *trusted = NULL;
  jrp_outcome outcome;
  jrp_level level;
  jrp_text text;
  size_t count;
  uint64_t offset;
  const jrp_result null = JRP_RESULT_NULL_POINTER;
  CHECK(jrp_roster_check(NULL, &query, &comparison, NULL) == null);
  CHECK(jrp_roster_check(roster, &query, NULL, NULL) == null);
  CHECK(jrp_roster_info(NULL, &text) == null && jrp_roster_info(roster, NULL) == null);
  CHECK(jrp_roster_open(NULL, 8, trust, NULL, &opened, NULL) == null);
  CHECK(jrp_roster_open((const uint8_t *)"x", 1, NULL, NULL, &opened, NULL) == null);
  CHECK(jrp_roster_open((const uint8_t *)"x", 1, trust, NULL, NULL, NULL) == null);
  CHECK(jrp_roster_open_file(NULL, 0, trust, NULL, &opened, NULL) == null);
  CHECK(jrp_roster_map_file(NULL, 0, trust, NULL, &opened, NULL) == null);
  CHECK(jrp_roster_with_delta(NULL, (const uint8_t *)"x", 1, trust, &opened, NULL) == null);
  CHECK(jrp_roster_with_delta(roster, NULL, 1, trust, &opened, NULL) == null);
  CHECK(jrp_roster_with_delta(roster, (const uint8_t *)"x", 1, NULL, &opened, NULL) == null);
  CHECK(jrp_roster_with_delta(roster, (const uint8_t *)"x", 1, trust, NULL, NULL) == null);
  CHECK(jrp_trust_new(NULL, 0, &trusted, NULL) == null && jrp_trust_new("x", 1, NULL, NULL) != JRP_RESULT_OK);
  CHECK(jrp_trust_new_file(NULL, 0, &trusted, NULL) == null);
  CHECK(jrp_trust_new_anchors(NULL, 1, 0, &trusted, NULL) == null);
  CHECK(jrp_trust_new_anchors(NULL, SIZE_MAX, 0, &trusted, NULL) == JRP_RESULT_LENGTH);
  CHECK(jrp_comparison_outcome(NULL, &outcome) == null && jrp_comparison_json(NULL, &text) == null);
  CHECK(jrp_comparison_prompt_count(NULL, &count) == null);
  CHECK(jrp_comparison_prompt(NULL, 0, &level, &text, &text) == null);
  CHECK(jrp_roster_check(roster, &query, &comparison, NULL) == JRP_RESULT_OK);
  CHECK(jrp_comparison_outcome(comparison, NULL) == null && jrp_comparison_json(comparison, NULL) == null);
  CHECK(jrp_comparison_prompt_count(comparison, NULL) == null);
  CHECK(jrp_comparison_prompt(comparison, 0, NULL, &text, &text) == null);
  CHECK(jrp_comparison_prompt(comparison, 0, &level, NULL, &text) == null);
  CHECK(jrp_comparison_prompt(comparison, 0, &level, &text, NULL) == null);
  jrp_comparison_free(comparison);
  CHECK(jrp_error_code(NULL) == null && jrp_error_text(NULL, &text) == null);
  CHECK(jrp_error_section(NULL, &text) == null && jrp_error_offset(NULL, &offset) == null);
  CHECK(jrp_text_from_gb18030(NULL, 1, &text) == null && jrp_text_from_gb18030("a", 1, NULL) == null);
  CHECK(jrp_text_to_gb18030(NULL, 1, &text) == null && jrp_text_to_gb18030("a", 1, NULL) == null);
  CHECK(jrp_roster_check_all(NULL, &query, 1, &comparison, NULL, NULL) == null);
  CHECK(jrp_roster_check_all(roster, &query, 1, NULL, NULL, NULL) == null);
  CHECK(jrp_roster_check_all(roster, NULL, 0, NULL, NULL, NULL) == JRP_RESULT_OK);
  jrp_roster_free(NULL);
  jrp_trust_free(NULL);
  jrp_comparison_free(NULL);
  jrp_error_free(NULL);
  jrp_text_free(NULL);
}

static jrp_result open_result(const unsigned char *bytes, size_t len, const jrp_trust *with, const jrp_open_options *options,
                              const char *section) {
  jrp_roster *opened = NULL;
  jrp_error *error = NULL;
  jrp_result result = jrp_roster_open(bytes, len, with, options, &opened, &error);
  if (result == JRP_RESULT_OK) {
    CHECK(error == NULL);
    jrp_roster_free(opened);
    return result;
  }
  CHECK(opened == NULL && jrp_error_code(error) == result);
  jrp_text text;
  if (section) {
    CHECK(jrp_error_section(error, &text) == JRP_RESULT_OK && strcmp(text.data, section) == 0);
  }
  uint64_t offset;
  jrp_result has_offset = jrp_error_offset(error, &offset);
  CHECK(has_offset == JRP_RESULT_ABSENT || (has_offset == JRP_RESULT_OK && offset <= len));
  CHECK(jrp_error_text(error, NULL) == JRP_RESULT_NULL_POINTER);
  jrp_error_free(error);
  return result;
}

/* Where the failure is, in the file. */
static uint64_t offset_of(const unsigned char *bytes, size_t len, const char *says) {
  jrp_roster *opened = NULL;
  jrp_error *error = NULL;
  jrp_text text;
  uint64_t offset = 0;
  CHECK(jrp_roster_open(bytes, len, trust, NULL, &opened, &error) == JRP_RESULT_SNAPSHOT_TRUNCATED && opened == NULL);
  CHECK(jrp_error_section(error, &text) == JRP_RESULT_OK && strcmp(text.data, "signatures") == 0);
  CHECK(jrp_error_text(error, &text) == JRP_RESULT_OK && strstr(text.data, says) != NULL);
  CHECK(jrp_error_offset(error, &offset) == JRP_RESULT_OK);
  jrp_error_free(error);
  return offset;
}

static void offsets(void) {
  size_t len;
  unsigned char *bytes = read_file("desk.jrp", &len);
  unsigned char *longer = malloc(len + 1);
  CHECK(longer != NULL);
  memcpy(longer, bytes, len);
  longer[len] = 0;
  /* The last 64 bytes are a signature, which is read as a whole. */
  CHECK(offset_of(bytes, len - 1, "64 bytes needed, 63 found") == len - 64);
  CHECK(offset_of(longer, len + 1, "bytes too many: 1") == len);
  free(longer);
  free(bytes);
}

/* A delta makes a new roster, and the one at hand stays as it is, also where the delta is refused. */
static void deltas(void) {
  size_t len, base_len;
  unsigned char *delta = read_file("desk-delta.jrp", &len);
  unsigned char *base = read_file("desk.jrp", &base_len);
  jrp_query query = query_for("ZFCG", "91320507MA1AAAAA5A");
  jrp_roster *newer = NULL, *none = NULL;
  jrp_error *error = NULL;
  CHECK(jrp_roster_with_delta(roster, delta, len, trust, &newer, &error) == JRP_RESULT_OK && error == NULL);
  CHECK(outcome_of(&query) == JRP_OUTCOME_PROHIBITED);
  jrp_comparison *comparison = NULL;
  jrp_outcome outcome;
  jrp_text text;
  CHECK(jrp_roster_check(newer, &query, &comparison, NULL) == JRP_RESULT_OK);
  CHECK(jrp_comparison_outcome(comparison, &outcome) == JRP_RESULT_OK && outcome == JRP_OUTCOME_CLEAR);
  CHECK(jrp_comparison_json(comparison, &text) == JRP_RESULT_OK && strstr(text.data, "\"sequence\":8,\"deltas\":1,"));
  jrp_comparison_free(comparison);
  CHECK(jrp_roster_info(newer, &text) == JRP_RESULT_OK && strstr(text.data, "\"sequence\":8,\"deltas\":1,"));
  CHECK(jrp_roster_info(roster, &text) == JRP_RESULT_OK && strstr(text.data, "\"sequence\":7,\"deltas\":0,"));

  CHECK(jrp_roster_with_delta(newer, delta, len, trust, &none, &error) == JRP_RESULT_DELTA_MISMATCH);
  CHECK(none == NULL && jrp_error_code(error) == JRP_RESULT_DELTA_MISMATCH);
  jrp_error_free(error);
  CHECK(jrp_roster_with_delta(roster, base, base_len, trust, &none, NULL) == JRP_RESULT_DELTA_MISMATCH);
  CHECK(open_result(delta, len, trust, NULL, NULL) == JRP_RESULT_DELTA_MISMATCH);
  for (size_t at = 0; at < len; at += 97) {
    delta[at] ^= 0x20;
    CHECK(jrp_roster_with_delta(roster, delta, len, trust, &none, NULL) != JRP_RESULT_OK && none == NULL);
    delta[at] ^= 0x20;
  }
  CHECK(outcome_of(&query) == JRP_OUTCOME_PROHIBITED);
  jrp_roster_free(newer);
  free(delta);
  free(base);
}

static void opening(void) {
  size_t len, key_len;
  unsigned char *bytes = read_file("desk.jrp", &len);
  char *key = (char *)read_file("person.key", &key_len);
  jrp_open_options options;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  CHECK(open_result(bytes, len, trust, NULL, NULL) == JRP_RESULT_OK);
  CHECK(open_result(bytes, len, trust, &options, NULL) == JRP_RESULT_OK);
  options.person_key.data = key;
  options.person_key.len = key_len;
  CHECK(open_result(bytes, len, trust, &options, NULL) == JRP_RESULT_OK);
  options.person_key = jrp_text_of("no key");
  CHECK(open_result(bytes, len, trust, &options, NULL) == JRP_RESULT_KEY_INVALID);
  options.person_key = jrp_text_of(NULL);
  options.person_key_file = jrp_text_of(in_directory("other.key"));
  CHECK(open_result(bytes, len, trust, &options, NULL) == JRP_RESULT_PERSON_KEY_WRONG);
  options.person_key_file = jrp_text_of("/nowhere/person.key");
  CHECK(open_result(bytes, len, trust, &options, NULL) == JRP_RESULT_IO);
  options.struct_size = 3;
  CHECK(open_result(bytes, len, trust, &options, NULL) == JRP_RESULT_STRUCT_SIZE);

  CHECK(open_result(bytes, 0, trust, NULL, "header") == JRP_RESULT_NOT_A_SNAPSHOT);
  CHECK(open_result(NULL, 0, trust, NULL, "header") == JRP_RESULT_NOT_A_SNAPSHOT);
  CHECK(open_result(bytes, SIZE_MAX, trust, NULL, NULL) == JRP_RESULT_LENGTH);
  CHECK(open_result(bytes, len - 1, trust, NULL, NULL) != JRP_RESULT_OK);
  CHECK(open_result(bytes, len / 2, trust, NULL, NULL) != JRP_RESULT_OK);
  for (size_t at = 0; at < len; at += 97) {
    bytes[at] ^= 0x20;
    CHECK(open_result(bytes, len, trust, NULL, NULL) != JRP_RESULT_OK);
    bytes[at] ^= 0x20;
  }
  jrp_trust *other = trust_in("desk-sm2.pub");
  CHECK(open_result(bytes, len, other, NULL, "signatures") == JRP_RESULT_SIGNATURE_UNTRUSTED);
  jrp_trust_free(other);
  other = trust_in("both.pub");
  CHECK(open_result(bytes, len, other, NULL, NULL) == JRP_RESULT_OK);
  jrp_roster_free(roster_in("desk-sm2.jrp", other, "person.key"));
  jrp_trust_free(other);

  jrp_error *error = NULL;
  jrp_roster *mapped = NULL;
  const char *path = in_directory("desk.jrp");
  CHECK(jrp_roster_map_file(path, strlen(path), trust, NULL, &mapped, NULL) == JRP_RESULT_OK);
  jrp_text info, same;
  CHECK(jrp_roster_info(mapped, &info) == JRP_RESULT_OK && info.data[info.len] == 0);
  CHECK(jrp_roster_info(roster, &same) == JRP_RESULT_OK && strcmp(info.data, same.data) == 0);
  CHECK(strstr(info.data, "\"sequence\":7") && strstr(info.data, "\"code\":\"BK-ZFCGSX\""));
  jrp_roster_free(mapped);
  CHECK(jrp_roster_map_file("/nowhere", 8, trust, NULL, &mapped, &error) == JRP_RESULT_IO);
  jrp_error_free(error);
  CHECK(jrp_roster_open_file("/nowhere", 8, trust, NULL, &mapped, NULL) == JRP_RESULT_IO);
  CHECK(jrp_roster_open_file("/tmp", 4, trust, NULL, &mapped, NULL) == JRP_RESULT_IO);
  CHECK(jrp_roster_open_file("a\0b", 3, trust, NULL, &mapped, NULL) == JRP_RESULT_IO);
  free(key);
  free(bytes);
}

static void trusting(void) {
  size_t len, pem_len;
  unsigned char *bytes = read_file("desk.jrp", &len);
  char *pem = (char *)read_file("desk.pub", &pem_len);
  jrp_trust *made = NULL;
  jrp_error *detail = NULL;
  jrp_text text;
  char words[4096];
  jrp_anchor anchor, good;
  memset(&good, 0, sizeof good);
  good.struct_size = sizeof good;
  good.public_key.data = pem;
  good.public_key.len = pem_len;

  CHECK(jrp_trust_new(pem, pem_len, &made, NULL) == JRP_RESULT_OK);
  CHECK(open_result(bytes, len, made, NULL, NULL) == JRP_RESULT_OK);
  jrp_trust_free(made);
  const char *head = "jrp-trust 1\nanchor\npublisher 示例区信用办\nregions 3205\nroles records policy\n";
  snprintf(words, sizeof words, "%s%s", head, pem);
  CHECK(jrp_trust_new(words, strlen(words), &made, NULL) == JRP_RESULT_OK);
  CHECK(open_result(bytes, len, made, NULL, NULL) == JRP_RESULT_OK);
  jrp_trust_free(made);
  snprintf(words, sizeof words, "%sthreshold 2\n%s", head, pem);
  CHECK(jrp_trust_new(words, strlen(words), &made, &detail) == JRP_RESULT_TRUST_INVALID);
  CHECK(jrp_error_text(detail, &text) == JRP_RESULT_OK && strstr(text.data, "line 2: threshold 2 of 1 keys"));
  jrp_error_free(detail);
  jrp_trust *newer = NULL;
  CHECK(jrp_trust_new(pem, pem_len, &made, NULL) == JRP_RESULT_OK);
  CHECK(jrp_trust_with_minimum_sequence(made, 8, &newer, NULL) == JRP_RESULT_OK);
  CHECK(open_result(bytes, len, made, NULL, NULL) == JRP_RESULT_OK);
  CHECK(open_result(bytes, len, newer, NULL, NULL) == JRP_RESULT_SEQUENCE_TOO_OLD);
  jrp_trust_free(newer);
  CHECK(jrp_trust_with_minimum_sequence(made, 7, &newer, NULL) == JRP_RESULT_OK);
  CHECK(open_result(bytes, len, newer, NULL, NULL) == JRP_RESULT_OK);
  CHECK(jrp_trust_with_minimum_sequence(NULL, 7, &newer, NULL) == JRP_RESULT_NULL_POINTER);
  CHECK(jrp_trust_with_minimum_sequence(made, 7, NULL, NULL) == JRP_RESULT_NULL_POINTER);
  jrp_trust_free(newer);
  jrp_trust_free(made);
  anchor = good, anchor.public_key = jrp_text_of(words);
  CHECK(jrp_trust_new_anchors(&anchor, 1, 0, &made, NULL) == JRP_RESULT_KEY_INVALID);
  CHECK(jrp_trust_new("nonsense", 8, &made, NULL) == JRP_RESULT_KEY_INVALID);
  CHECK(jrp_trust_new("\xff", 1, &made, NULL) == JRP_RESULT_INVALID_UTF8);
  CHECK(jrp_trust_new_file(in_directory("desk.jrp"), strlen(in_directory("desk.jrp")), &made, NULL) == JRP_RESULT_IO);
  CHECK(jrp_trust_new_anchors(NULL, 0, 0, &made, NULL) == JRP_RESULT_OK);
  CHECK(open_result(bytes, len, made, NULL, NULL) == JRP_RESULT_SIGNATURE_UNTRUSTED);
  jrp_trust_free(made);

#define OPENS_WITH(minimum, expected)                                                          \
  do {                                                                                         \
    CHECK(jrp_trust_new_anchors(&anchor, 1, minimum, &made, NULL) == JRP_RESULT_OK);           \
    CHECK(open_result(bytes, len, made, NULL, NULL) == (expected));                            \
    jrp_trust_free(made);                                                                      \
  } while (0)
  anchor = good;
  OPENS_WITH(7, JRP_RESULT_OK);
  OPENS_WITH(8, JRP_RESULT_SEQUENCE_TOO_OLD);
  anchor.publisher = jrp_text_of("示例区信用办");
  anchor.regions = jrp_text_of("11, 3205");
  anchor.list_kinds = jrp_text_of("BK-SXBZXR,BK-TQGZ,BK-ZDSSWF,BK-ZFCGSX,RD-ANSR");
  anchor.roles = JRP_ROLE_RECORDS | JRP_ROLE_POLICY;
  OPENS_WITH(0, JRP_RESULT_OK);
  anchor.regions = jrp_text_of("11");
  OPENS_WITH(0, JRP_RESULT_SIGNER_NOT_ENTITLED);
  anchor = good, anchor.list_kinds = jrp_text_of("BK-SXBZXR");
  OPENS_WITH(0, JRP_RESULT_SIGNER_NOT_ENTITLED);
  anchor = good, anchor.publisher = jrp_text_of("others");
  OPENS_WITH(0, JRP_RESULT_SIGNER_NOT_ENTITLED);
  anchor = good, anchor.roles = JRP_ROLE_RECORDS;
  OPENS_WITH(0, JRP_RESULT_SIGNER_NOT_ENTITLED);
  anchor = good, anchor.threshold = 2;
  CHECK(jrp_trust_new_anchors(&anchor, 1, 0, &made, NULL) == JRP_RESULT_TRUST_INVALID);
  anchor = good, anchor.roles = 4;
  CHECK(jrp_trust_new_anchors(&anchor, 1, 0, &made, NULL) == JRP_RESULT_TRUST_INVALID);
  anchor = good, anchor.struct_size = 1;
  CHECK(jrp_trust_new_anchors(&anchor, 1, 0, &made, NULL) == JRP_RESULT_STRUCT_SIZE);
  anchor = good, anchor.public_key = jrp_text_of(NULL);
  CHECK(jrp_trust_new_anchors(&anchor, 1, 0, &made, NULL) == JRP_RESULT_NULL_POINTER);
  free(pem);
  free(bytes);
}

static void batches(void) {
  jrp_query queries[3];
  jrp_comparison *comparisons[3];
  jrp_result results[3];
  jrp_outcome outcome;
  queries[0] = query_for("ZFCG", "91320507MA1AAAAA5A");
  queries[1] = query_for("NOPE", "91320507MA1AAAAA5A");
  queries[2] = query_for("ZFCG", "91320507MA1DDDDD66");
  CHECK(jrp_roster_check_all(roster, queries, 3, comparisons, results, NULL) == JRP_RESULT_OK);
  CHECK(results[0] == JRP_RESULT_OK && results[1] == JRP_RESULT_SCENARIO_UNKNOWN && results[2] == JRP_RESULT_OK);
  CHECK(comparisons[1] == NULL);
  CHECK(jrp_comparison_outcome(comparisons[0], &outcome) == JRP_RESULT_OK && outcome == JRP_OUTCOME_PROHIBITED);
  CHECK(jrp_comparison_outcome(comparisons[2], &outcome) == JRP_RESULT_OK && outcome == JRP_OUTCOME_CLEAR);
  jrp_comparisons_free(comparisons, 3);
  jrp_comparisons_free(NULL, 3);
  jrp_outcome outcomes[3] = {JRP_OUTCOME_REVIEW, JRP_OUTCOME_REVIEW, JRP_OUTCOME_REVIEW};
  jrp_result same[3];
  CHECK(jrp_roster_outcomes(roster, queries, 3, outcomes, same, NULL) == JRP_RESULT_OK);
  CHECK(memcmp(results, same, sizeof same) == 0);
  CHECK(outcomes[0] == JRP_OUTCOME_PROHIBITED && outcomes[1] == JRP_OUTCOME_INDETERMINATE && outcomes[2] == JRP_OUTCOME_CLEAR);
  queries[1].struct_size = sizeof queries[1] + 8;
  CHECK(jrp_roster_check_all(roster, queries, 3, comparisons, results, NULL) == JRP_RESULT_STRUCT_SIZE);
  CHECK(jrp_roster_check_all(roster, queries, SIZE_MAX, comparisons, results, NULL) == JRP_RESULT_LENGTH);
  outcomes[0] = JRP_OUTCOME_REVIEW;
  CHECK(jrp_roster_outcomes(roster, queries, 3, outcomes, results, NULL) == JRP_RESULT_STRUCT_SIZE);
  CHECK(jrp_roster_outcomes(roster, queries, SIZE_MAX, outcomes, results, NULL) == JRP_RESULT_LENGTH);
  CHECK(outcomes[0] == JRP_OUTCOME_REVIEW);
}

static void one_word_answers(void) {
  const jrp_result null = JRP_RESULT_NULL_POINTER;
  jrp_query query = query_for("ZFCG", "91320507MA1AAAAA5A");
  jrp_outcome outcome;
  jrp_result result;
  jrp_freshness state;
  int32_t age = -1;
  uint32_t may_list = 2;
  CHECK(jrp_roster_may_list(roster, JRP_ID_KIND_USCC, jrp_text_of("91320507MA1AAAAA5A"), &may_list) == JRP_RESULT_OK && may_list == 1);
  CHECK(jrp_roster_may_list(roster, JRP_ID_KIND_USCC, jrp_text_of("91320507MA1DDDDD66"), &may_list) == JRP_RESULT_OK && may_list == 0);
  CHECK(jrp_roster_may_list(roster, JRP_ID_KIND_CITIZEN_ID, jrp_text_of("1"), &may_list) == JRP_RESULT_OK && may_list == 1);
  CHECK(jrp_roster_may_list(roster, 0, jrp_text_of("1"), &may_list) == JRP_RESULT_QUERY_INVALID);
  CHECK(jrp_roster_may_list(roster, 99, jrp_text_of("1"), &may_list) == JRP_RESULT_QUERY_INVALID);
  CHECK(jrp_roster_may_list(NULL, 1, jrp_text_of("1"), &may_list) == null);
  CHECK(jrp_roster_may_list(roster, 1, jrp_text_of(NULL), &may_list) == null);
  CHECK(jrp_roster_may_list(roster, 1, jrp_text_of("1"), NULL) == null);
  CHECK(jrp_roster_freshness(roster, query.now, &state, &age) == JRP_RESULT_OK && state == JRP_FRESHNESS_FRESH && age >= 0);
  CHECK(jrp_roster_freshness(roster, query.now, &state, NULL) == JRP_RESULT_OK);
  CHECK(jrp_roster_freshness(roster, 0, &state, NULL) == JRP_RESULT_OK && state == JRP_FRESHNESS_FUTURE);
  CHECK(jrp_roster_freshness(roster, INT64_C(4000000000), &state, NULL) == JRP_RESULT_OK && state == JRP_FRESHNESS_EXPIRED);
  CHECK(jrp_roster_freshness(roster, INT64_MAX, &state, NULL) == JRP_RESULT_QUERY_INVALID);
  CHECK(jrp_roster_freshness(NULL, query.now, &state, NULL) == null && jrp_roster_freshness(roster, query.now, NULL, NULL) == null);
  CHECK(jrp_roster_outcomes(NULL, &query, 1, &outcome, &result, NULL) == null);
  CHECK(jrp_roster_outcomes(roster, &query, 1, NULL, &result, NULL) == null);
  CHECK(jrp_roster_outcomes(roster, &query, 1, &outcome, NULL, NULL) == null);
  CHECK(jrp_roster_outcomes(roster, NULL, 1, &outcome, &result, NULL) == null);
  CHECK(jrp_roster_outcomes(roster, NULL, 0, NULL, NULL, NULL) == JRP_RESULT_OK);
  CHECK(strcmp(jrp_version(), JRP_VERSION) == 0);
  jrp_comparison *comparison = NULL;
  jrp_text list, matched;
  uint32_t confirmed;
  size_t count = 0;
  CHECK(jrp_roster_check(roster, &query, &comparison, NULL) == JRP_RESULT_OK);
  CHECK(jrp_comparison_finding_count(comparison, &count) == JRP_RESULT_OK && count == 1);
  CHECK(jrp_comparison_finding(comparison, 0, &list, &matched, &confirmed) == JRP_RESULT_OK);
  CHECK(strcmp(list.data, "BK-ZFCGSX") == 0 && strcmp(matched.data, "identifier") == 0 && confirmed == 1);
  CHECK(jrp_comparison_finding(comparison, 1, &list, &matched, &confirmed) == JRP_RESULT_OUT_OF_RANGE);
  CHECK(jrp_comparison_finding(NULL, 0, &list, &matched, &confirmed) == null && jrp_comparison_finding_count(NULL, &count) == null);
  CHECK(jrp_comparison_finding(comparison, 0, NULL, &matched, &confirmed) == null);
  CHECK(jrp_comparison_finding(comparison, 0, &list, NULL, &confirmed) == null);
  CHECK(jrp_comparison_finding(comparison, 0, &list, &matched, NULL) == null && jrp_comparison_finding_count(comparison, NULL) == null);
  jrp_comparison_free(comparison);
}

static void gb18030(void) {
  static const char gbk[] = "\xcb\xd5\xd6\xdd"; /* 苏州 */
  jrp_text utf8, back;
  CHECK(jrp_text_from_gb18030(gbk, 4, &utf8) == JRP_RESULT_OK);
  CHECK(utf8.len == 6 && strcmp(utf8.data, "苏州") == 0);
  CHECK(jrp_text_to_gb18030(utf8.data, utf8.len, &back) == JRP_RESULT_OK);
  CHECK(back.len == 4 && memcmp(back.data, gbk, 5) == 0);
  jrp_text_free(&back);
  jrp_text_free(&utf8);
  CHECK(utf8.data == NULL && utf8.len == 0);
  jrp_text_free(&utf8);
  CHECK(jrp_text_to_gb18030("𠮷🀄", 8, &back) == JRP_RESULT_OK && back.len == 8); /* four bytes each */
  CHECK(jrp_text_from_gb18030(back.data, back.len, &utf8) == JRP_RESULT_OK && strcmp(utf8.data, "𠮷🀄") == 0);
  jrp_text_free(&back);
  jrp_text_free(&utf8);
  CHECK(jrp_text_from_gb18030("\xff\xff", 2, &utf8) == JRP_RESULT_INVALID_GB18030);
  CHECK(jrp_text_from_gb18030("\xcb", 1, &utf8) == JRP_RESULT_INVALID_GB18030);
  CHECK(jrp_text_from_gb18030(gbk, SIZE_MAX, &utf8) == JRP_RESULT_LENGTH);
  CHECK(jrp_text_to_gb18030("\xff", 1, &back) == JRP_RESULT_INVALID_UTF8);
  CHECK(jrp_text_from_gb18030(NULL, 0, &utf8) == JRP_RESULT_OK && utf8.len == 0 && utf8.data[0] == 0);
  jrp_text_free(&utf8);
}

/* Names of files are bytes: here GBK, for which UTF-8 has no place. */
static void paths_in_gbk(void) {
  char path[1000];
  size_t len;
  unsigned char *bytes = read_file("desk.jrp", &len);
  snprintf(path, sizeof path, "%s", in_directory("\xcb\xd5\xd6\xdd.jrp"));
  FILE *file = fopen(path, "wb");
  CHECK(file != NULL && fwrite(bytes, 1, len, file) == len && fclose(file) == 0);
  jrp_roster *opened = NULL;
  CHECK(jrp_roster_open_file(path, strlen(path), trust, NULL, &opened, NULL) == JRP_RESULT_OK);
  jrp_roster_free(opened);
  CHECK(jrp_roster_map_file(path, strlen(path), trust, NULL, &opened, NULL) == JRP_RESULT_OK);
  jrp_roster_free(opened);
  CHECK(remove(path) == 0);
  CHECK(jrp_roster_open_file(path, strlen(path), trust, NULL, &opened, NULL) == JRP_RESULT_IO);
  CHECK(jrp_roster_open_folder(path, strlen(path), trust, NULL, &opened, NULL) != JRP_RESULT_INVALID_UTF8);
  free(bytes);
}

/* Sanitizers set handlers of their own. */
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define ALONE
#endif

static void evidence(void) {
  static const uint8_t salt[16] = {7};
  const jrp_result null = JRP_RESULT_NULL_POINTER;
  jrp_query query = query_for("ZFCG", "91320507MA1AAAAA5A");
  jrp_occasion occasion;
  jrp_comparison *comparison = NULL;
  jrp_error *error = NULL;
  jrp_text json = {NULL, 0}, again = {NULL, 0}, answer;
  memset(&occasion, 0, sizeof occasion);
  CHECK(jrp_roster_check(roster, &query, &comparison, NULL) == JRP_RESULT_OK);
  CHECK(jrp_comparison_evidence(comparison, &occasion, &json, &error) == JRP_RESULT_STRUCT_SIZE);
  jrp_error_free(error);
  CHECK(json.data == NULL);
  occasion.struct_size = sizeof occasion;
  occasion.project = jrp_text_of("YLCG-2026-0117");
  CHECK(jrp_comparison_evidence(NULL, &occasion, &json, NULL) == null);
  CHECK(jrp_comparison_evidence(comparison, &occasion, NULL, NULL) == null);
  CHECK(jrp_comparison_evidence(comparison, &occasion, &json, &error) == JRP_RESULT_OK && error == NULL);
  CHECK(jrp_comparison_json(comparison, &answer) == JRP_RESULT_OK && strstr(json.data, answer.data) != NULL);
  CHECK(json.data[json.len] == 0 && strstr(json.data, "\"project\":\"YLCG-2026-0117\"") != NULL);
  CHECK(strstr(json.data, "\"reason\"") == NULL);
  jrp_text_free(&json);
  occasion.reason = jrp_text_of("已核实");
  CHECK(jrp_comparison_evidence(comparison, &occasion, &json, NULL) == JRP_RESULT_OK);
  CHECK(strstr(json.data, "\"reason\":\"已核实\"") != NULL);
  jrp_text_free(&json);
  /* A host of before knows no reason. */
  occasion.struct_size = offsetof(jrp_occasion, reason);
  CHECK(jrp_comparison_evidence(comparison, &occasion, &json, NULL) == JRP_RESULT_OK);
  CHECK(strstr(json.data, "\"reason\"") == NULL);
  jrp_text_free(&json);
  occasion.struct_size = sizeof occasion;
  CHECK(jrp_comparison_evidence(comparison, NULL, &json, NULL) == JRP_RESULT_OK);
  jrp_text_free(&json);
  occasion.salt_len = 16;
  CHECK(jrp_comparison_evidence(comparison, &occasion, &json, NULL) == null);
  occasion.salt_len = SIZE_MAX;
  CHECK(jrp_comparison_evidence(comparison, &occasion, &json, NULL) == JRP_RESULT_LENGTH);
  jrp_comparison_free(comparison);

  query.credit_code = jrp_text_of("");
  query.kind = JRP_SUBJECT_KIND_PERSON;
  query.id_kind = JRP_ID_KIND_CITIZEN_ID;
  query.id = jrp_text_of("320507199001011234");
  CHECK(jrp_roster_check(roster, &query, &comparison, NULL) == JRP_RESULT_OK);
  occasion.salt_len = 0;
  CHECK(jrp_comparison_evidence(comparison, &occasion, &json, &error) == JRP_RESULT_QUERY_INVALID);
  CHECK(jrp_error_text(error, &again) == JRP_RESULT_OK && strstr(again.data, "salt") != NULL);
  jrp_error_free(error);
  occasion.salt = salt;
  occasion.salt_len = sizeof salt;
  CHECK(jrp_comparison_evidence(comparison, &occasion, &json, NULL) == JRP_RESULT_OK);
  CHECK(jrp_comparison_evidence(comparison, &occasion, &again, NULL) == JRP_RESULT_OK);
  CHECK(strstr(json.data, "320507199001011234") == NULL && strcmp(json.data, again.data) == 0);
  jrp_text_free(&json);
  jrp_text_free(&again);
  jrp_comparison_free(comparison);
}

#ifdef ALONE
static void signals_are_the_hosts(void) {
  for (int number = 1; number < 32; number++) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) == 0)
      CHECK(action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN);
  }
}
#endif

int main(int argc, char **argv) {
  CHECK(argc == 2);
  snprintf(directory, sizeof directory, "%s", argv[1]);
  trust = trust_in("desk.pub");
  roster = roster_in("desk.jrp", trust, "person.key");
  versions_and_messages();
  answers();
  absurd_queries();
  nulls();
  opening();
  offsets();
  deltas();
  trusting();
  batches();
  one_word_answers();
  gb18030();
  paths_in_gbk();
  evidence();
#ifdef ALONE
  signals_are_the_hosts();
#endif
  jrp_roster_free(roster);
  jrp_trust_free(trust);
  puts("suite: ok");
  return 0;
}
