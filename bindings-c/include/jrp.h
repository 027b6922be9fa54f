/* JRP: joint reward and punishment lists, compared inside your program. docs/C-API.md explains this file.
 *
 * Conventions. Every call that can fail returns a jrp_result; outputs come last and are written only on success.
 * `detail` may be NULL; where it is not, it is always written: NULL on success, an error to be freed on failure.
 * Texts are UTF-8, pointer and length; NULL with length 0 means absent. Texts handed out have a NUL behind them, and
 * live as long as the handle they come from. Handles are immutable and may be used by many threads at once; only
 * freeing needs the last user to be done. Freeing NULL does nothing. There is no global state.
 *
 * Generated from the Rust sources by cbindgen; do not edit. */


#ifndef JRP_H
#define JRP_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The version of this header; jrp_version() tells that of the library. */
#define JRP_VERSION "0.1.0"

/* The structs of the Arrow C data interface, as its specification has them; other headers may declare them too. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema **children;
  struct ArrowSchema *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct ArrowArray **children;
  struct ArrowArray *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};

#endif

/* The version of this ABI. It rises when a host must be compiled anew; the library's soname carries it. */
#define JRP_ABI_VERSION 1

/* What a call comes to. Numbers are never reused; 100 and above are the same in Rust and JavaScript. */
#if (defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
enum jrp_result : uint32_t {
#elif defined(__cplusplus)
enum jrp_result {
#else
enum {
#endif
  /* Done. */
  JRP_RESULT_OK = 0,
  /* A fault inside JRP was caught; the handles stay usable. Please report it. */
  JRP_RESULT_PANIC = 1,
  /* A pointer that is needed is NULL, or NULL has a length. */
  JRP_RESULT_NULL_POINTER = 2,
  /* A text is not UTF-8; see jrp_text_from_gb18030. */
  JRP_RESULT_INVALID_UTF8 = 3,
  /* A struct_size is not one that this library knows. */
  JRP_RESULT_STRUCT_SIZE = 4,
  /* A length or count is beyond all reason. */
  JRP_RESULT_LENGTH = 5,
  /* There is no item with this index. */
  JRP_RESULT_OUT_OF_RANGE = 6,
  /* A file cannot be read. */
  JRP_RESULT_IO = 7,
  /* What was asked for does not exist. */
  JRP_RESULT_ABSENT = 8,
  /* A text is not GB18030, or cannot be written in it. */
  JRP_RESULT_INVALID_GB18030 = 9,
  /* The bytes do not begin as a snapshot does. */
  JRP_RESULT_NOT_A_SNAPSHOT = 100,
  /* The format or canonicalisation version is not known to this library. */
  JRP_RESULT_VERSION_UNSUPPORTED = 101,
  /* The snapshot is cut short. */
  JRP_RESULT_SNAPSHOT_TRUNCATED = 102,
  /* A structure inside the snapshot contradicts itself. */
  JRP_RESULT_SNAPSHOT_MALFORMED = 103,
  /* The content does not match its digests. */
  JRP_RESULT_DIGEST_MISMATCH = 104,
  /* No trusted key signed the snapshot, or the signature does not verify. */
  JRP_RESULT_SIGNATURE_UNTRUSTED = 105,
  /* The keys that signed may not speak for this publisher, region, list or policy pack, or are too few. */
  JRP_RESULT_SIGNER_NOT_ENTITLED = 106,
  /* The snapshot is older than the minimum sequence. */
  JRP_RESULT_SEQUENCE_TOO_OLD = 107,
  /* The delta does not continue this roster. */
  JRP_RESULT_DELTA_MISMATCH = 108,
  /* The person key is not the one the snapshot was built with. */
  JRP_RESULT_PERSON_KEY_WRONG = 109,
  /* The audience rule forbids this snapshot here. */
  JRP_RESULT_AUDIENCE_REFUSED = 110,
  /* A delta's records do not add up to what its header signs. */
  JRP_RESULT_STATE_MISMATCH = 111,
  /* The text is not a manifest of a published folder; this library reads none, so it never returns it. */
  JRP_RESULT_MANIFEST_MALFORMED = 112,
  /* The manifest or its files are not of the publication followed; this library reads none, so it never returns it. */
  JRP_RESULT_PUBLICATION_MISMATCH = 113,
  /* The scenario is not in the policy pack. */
  JRP_RESULT_SCENARIO_UNKNOWN = 120,
  /* The query names no subject. */
  JRP_RESULT_QUERY_EMPTY = 121,
  /* A value of the query cannot be read. */
  JRP_RESULT_QUERY_INVALID = 122,
  /* A key cannot be read. */
  JRP_RESULT_KEY_INVALID = 130,
  /* The trust anchors cannot be read. */
  JRP_RESULT_TRUST_INVALID = 131,
  /* The policy pack is refused. */
  JRP_RESULT_POLICY_INVALID = 140,
  /* The records cannot be built into a snapshot; this library does not build, so it never returns it. */
  JRP_RESULT_BUILD_REFUSED = 150,
  /* The text is not evidence, or it was altered; this library reads none, so it never returns it. */
  JRP_RESULT_EVIDENCE_REFUSED = 160
};
#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
typedef enum jrp_result jrp_result;
#else
typedef uint32_t jrp_result;
#endif /* __STDC_VERSION__ >= 202311L */
#endif /* __cplusplus */

/* What a comparison comes to. Larger is not stricter: compare with the names. */
#if (defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
enum jrp_outcome : uint32_t {
#elif defined(__cplusplus)
enum jrp_outcome {
#else
enum {
#endif
  /* No answer can be given; the prompts say why */
  JRP_OUTCOME_INDETERMINATE = 0,
  /* No effective record in the lists compared */
  JRP_OUTCOME_CLEAR = 1,
  /* A benefit applies */
  JRP_OUTCOME_PREFERRED = 2,
  /* Listed; for information */
  JRP_OUTCOME_NOTICE = 3,
  /* A person must look into it */
  JRP_OUTCOME_REVIEW = 4,
  /* A confirmed finding carries a restriction */
  JRP_OUTCOME_RESTRICTED = 5,
  /* A confirmed finding carries a prohibition */
  JRP_OUTCOME_PROHIBITED = 6
};
#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
typedef enum jrp_outcome jrp_outcome;
#else
typedef uint32_t jrp_outcome;
#endif /* __STDC_VERSION__ >= 202311L */
#endif /* __cplusplus */

/* How loudly a prompt speaks. */
#if (defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
enum jrp_level : uint32_t {
#elif defined(__cplusplus)
enum jrp_level {
#else
enum {
#endif
  /* A prohibition */
  JRP_LEVEL_STOP = 1,
  /* Something a person must look into */
  JRP_LEVEL_WARN = 2,
  /* For information */
  JRP_LEVEL_INFO = 3,
  /* A benefit */
  JRP_LEVEL_GOOD = 4
};
#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
typedef enum jrp_level jrp_level;
#else
typedef uint32_t jrp_level;
#endif /* __STDC_VERSION__ >= 202311L */
#endif /* __cplusplus */

/* How old the data are. */
#if (defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
enum jrp_freshness : uint32_t {
#elif defined(__cplusplus)
enum jrp_freshness {
#else
enum {
#endif
  /* Within the time to the next update */
  JRP_FRESHNESS_FRESH = 0,
  /* Past the next update */
  JRP_FRESHNESS_STALE = 1,
  /* Too old: every question stays open */
  JRP_FRESHNESS_EXPIRED = 2,
  /* Issued after `now`: every question stays open; set the clock */
  JRP_FRESHNESS_FUTURE = 3
};
#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
typedef enum jrp_freshness jrp_freshness;
#else
typedef uint32_t jrp_freshness;
#endif /* __STDC_VERSION__ >= 202311L */
#endif /* __cplusplus */

/* What kind of subject is asked for. */
#if (defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
enum jrp_subject_kind : uint32_t {
#elif defined(__cplusplus)
enum jrp_subject_kind {
#else
enum {
#endif
  /* Not said; a name alone is taken as an organisation's */
  JRP_SUBJECT_KIND_UNSAID = 0,
  /* Legal persons and other organisations */
  JRP_SUBJECT_KIND_ORG = 1,
  /* Natural person */
  JRP_SUBJECT_KIND_PERSON = 2,
  /* Individual business */
  JRP_SUBJECT_KIND_SOLE_TRADER = 3
};
#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
typedef enum jrp_subject_kind jrp_subject_kind;
#else
typedef uint32_t jrp_subject_kind;
#endif /* __STDC_VERSION__ >= 202311L */
#endif /* __cplusplus */

/* What an identifier is a number of. */
#if (defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
enum jrp_id_kind : uint32_t {
#elif defined(__cplusplus)
enum jrp_id_kind {
#else
enum {
#endif
  /* No identifier given */
  JRP_ID_KIND_NONE = 0,
  /* Unified social credit code */
  JRP_ID_KIND_USCC = 1,
  /* Organisation code */
  JRP_ID_KIND_ORG_CODE = 2,
  /* Registration number of a business */
  JRP_ID_KIND_REG_NO = 3,
  /* Tax registration number */
  JRP_ID_KIND_TAX_NO = 4,
  /* Citizen id and the resident permits that follow it */
  JRP_ID_KIND_CITIZEN_ID = 5,
  /* Passport */
  JRP_ID_KIND_PASSPORT = 6,
  /* Any other permit */
  JRP_ID_KIND_PERMIT = 7
};
#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
typedef enum jrp_id_kind jrp_id_kind;
#else
typedef uint32_t jrp_id_kind;
#endif /* __STDC_VERSION__ >= 202311L */
#endif /* __cplusplus */

/* The language of prompts. */
#if (defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
enum jrp_lang : uint32_t {
#elif defined(__cplusplus)
enum jrp_lang {
#else
enum {
#endif
  /* Simplified Chinese */
  JRP_LANG_ZH_CN = 0,
  /* English */
  JRP_LANG_EN = 1
};
#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
typedef enum jrp_lang jrp_lang;
#else
typedef uint32_t jrp_lang;
#endif /* __STDC_VERSION__ >= 202311L */
#endif /* __cplusplus */

/* What the asker asserts; flags. */
#if (defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
enum jrp_condition : uint32_t {
#elif defined(__cplusplus)
enum jrp_condition {
#else
enum {
#endif
  /* The tender or transaction document says so */
  JRP_CONDITION_DOCUMENT = 1,
  /* The application guide says so */
  JRP_CONDITION_GUIDE = 2,
  /* The authority confirms the legal basis */
  JRP_CONDITION_BASIS = 4,
  /* The subject is asked about as an evaluation expert */
  JRP_CONDITION_EXPERT = 8,
  /* The subject is asked about as tender staff */
  JRP_CONDITION_STAFF = 16,
  /* The subject is asked about as a tender agency */
  JRP_CONDITION_AGENCY = 32,
  /* The question is about the unit's legal representative or person in charge */
  JRP_CONDITION_LEGAL_REPRESENTATIVE = 64
};
#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
typedef enum jrp_condition jrp_condition;
#else
typedef uint32_t jrp_condition;
#endif /* __STDC_VERSION__ >= 202311L */
#endif /* __cplusplus */

/* What a key may sign; flags. */
#if (defined(__cplusplus) && __cplusplus >= 201103L) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L)
enum jrp_role : uint32_t {
#elif defined(__cplusplus)
enum jrp_role {
#else
enum {
#endif
  /* Records */
  JRP_ROLE_RECORDS = 1,
  /* Policy packs */
  JRP_ROLE_POLICY = 2
};
#ifndef __cplusplus
#if defined(__STDC_VERSION__) && __STDC_VERSION__ >= 202311L
typedef enum jrp_role jrp_role;
#else
typedef uint32_t jrp_role;
#endif /* __STDC_VERSION__ >= 202311L */
#endif /* __cplusplus */

/* The answer to one query. Texts for C are made when first asked for. */
typedef struct jrp_comparison jrp_comparison;

/* The details of a failure: result, section of the snapshot, byte offset, and a sentence that says what to do. */
typedef struct jrp_error jrp_error;

/* An opened snapshot: immutable, for any number of threads. */
typedef struct jrp_roster jrp_roster;

/* Rosters of several publishers (nation, province, city, sector), asked as one: immutable, for any number of threads. */
typedef struct jrp_roster_set jrp_roster_set;

/* Whose signatures count. Opening copies what it needs, so it may be freed directly afterwards. */
typedef struct jrp_trust jrp_trust;

/* A text: UTF-8, pointer and length in bytes. NULL with length 0 is an absent text. Texts from this library have a NUL
 * behind them, which the length does not count. */
typedef struct jrp_text {
  /* The bytes */
  const char *data;
  /* How many */
  size_t len;
} jrp_text;

/* A further subject of a consortium. Zero it, then set struct_size to sizeof(jrp_subject). */
typedef struct jrp_subject {
  /* sizeof(jrp_subject) */
  size_t struct_size;
  /* A jrp_subject_kind */
  uint32_t kind;
  /* A jrp_id_kind: what `id` is a number of */
  uint32_t id_kind;
  /* Unified social credit code */
  struct jrp_text credit_code;
  /* Name */
  struct jrp_text name;
  /* Another identifier */
  struct jrp_text id;
} jrp_subject;

/* A question. Zero it, then set struct_size to sizeof(jrp_query); fields left zero are not asked. */
typedef struct jrp_query {
  /* sizeof(jrp_query) */
  size_t struct_size;
  /* Where the question is asked: "ZFCG", "XZXK" */
  struct jrp_text scenario;
  /* The date on which records must be effective, YYYY-MM-DD: the tender cut-off. Absent: today in Beijing */
  struct jrp_text on;
  /* The present time in seconds since 1970: time(NULL). Needed */
  int64_t now;
  /* A jrp_lang */
  uint32_t lang;
  /* Flags of jrp_condition */
  uint32_t conditions;
  /* A jrp_subject_kind */
  uint32_t kind;
  /* A jrp_id_kind: what `id` is a number of */
  uint32_t id_kind;
  /* Unified social credit code */
  struct jrp_text credit_code;
  /* Name */
  struct jrp_text name;
  /* Another identifier */
  struct jrp_text id;
  /* The other members of a consortium */
  const struct jrp_subject *members;
  /* How many there are */
  size_t member_count;
} jrp_query;

/* What evidence repeats of the caller's. Zero it, then set struct_size to sizeof(jrp_occasion). */
typedef struct jrp_occasion {
  /* sizeof(jrp_occasion) */
  size_t struct_size;
  /* For which project was asked */
  struct jrp_text project;
  /* Who asked */
  struct jrp_text asker;
  /* Random bytes, 16 to 64, drawn anew for each evidence; needed where a person's number was asked for */
  const uint8_t *salt;
  /* How many */
  size_t salt_len;
  /* Why whoever is in charge goes on with a subject that is listed */
  struct jrp_text reason;
} jrp_occasion;

/* How to open. Zero it, then set struct_size to sizeof(jrp_open_options). Without a person key, questions about natural
 * persons are answered "indeterminate". */
typedef struct jrp_open_options {
  /* sizeof(jrp_open_options) */
  size_t struct_size;
  /* The person key: the content of a person.key file */
  struct jrp_text person_key;
  /* The path of a person.key file, instead */
  struct jrp_text person_key_file;
  /* The deltas on the snapshot, the oldest first: their bytes for jrp_roster_open, their paths for the others, which
   * read them. NULL for none. The minimum sequence of the trust is asked of the last one alone, which signs for the
   * files below it */
  const struct jrp_text *deltas;
  /* How many */
  size_t delta_count;
  /* For jrp_roster_open_folder: the path of a file of the host's, in which the library keeps the highest sequence it has
   * opened, also across restarts. It is made where it is missing. NULL to remember nothing */
  struct jrp_text memory_file;
} jrp_open_options;

/* A public key and what it may speak for. Zero it, then set struct_size to sizeof(jrp_anchor). */
typedef struct jrp_anchor {
  /* sizeof(jrp_anchor) */
  size_t struct_size;
  /* The public key: the content of a .pub file, or of several one behind the other */
  struct jrp_text public_key;
  /* The publisher it belongs to; absent for any */
  struct jrp_text publisher;
  /* Comma-separated GB/T 2260 prefixes of the regions it may publish for; absent for any */
  struct jrp_text regions;
  /* Comma-separated list kinds it may publish; absent for any */
  struct jrp_text list_kinds;
  /* Flags of jrp_role; 0 for all */
  uint32_t roles;
  /* How many of the keys must sign; 0 for one */
  uint32_t threshold;
} jrp_anchor;

#ifdef __cplusplus
extern "C" {
#endif /* __cplusplus */

/* The version of the library that was loaded, such as "0.1.0"; jrp.h has its own as JRP_VERSION. Static text,
 * NUL-terminated. */
const char *jrp_version(void);

/* The ABI version of the library that was loaded; compare it with JRP_ABI_VERSION. */
uint32_t jrp_abi_version(void);

/* Asks the question of every row of a table: a struct array of the Arrow C data interface, such as a record batch, with
 * the columns `credit_code`, `name`, `id` with `id_kind`, and `kind`. Each is optional and of texts (utf8, large_utf8, utf8_view, or a
 * dictionary of one of them), but `credit_code`, `name` or `id` must be there; other columns are left alone. `id_kind` and
 * `kind` have the words of the JSON, such as "citizen-id" and "sole-trader". `question` says scenario, time, date,
 * conditions and language, and names nobody.
 *
 * `out_schema` and `out_array` get a struct with as many rows and the columns `outcome`, `lists`, `match`, `warnings` and
 * `prompt`, of utf8 and without nulls: the cells of `jrp screen`. They are yours: release each by its release. What you
 * hand over is read, not released and not moved; it must stay as it is until the call returns.
 *
 * Errors name the column and the row, from 0, and nothing is written: JRP_RESULT_QUERY_INVALID for a type or a word that is
 * not known, JRP_RESULT_LENGTH for lengths and offsets that cannot be, more than 16,777,216 rows, or answers of more than
 * 2 GB (give fewer rows), JRP_RESULT_INVALID_UTF8, JRP_RESULT_NULL_POINTER for what is NULL or was released. */
jrp_result jrp_roster_screen_arrow(const struct jrp_roster *roster,
                                   const struct jrp_query *question,
                                   const struct ArrowSchema *schema,
                                   const struct ArrowArray *array,
                                   struct ArrowSchema *out_schema,
                                   struct ArrowArray *out_array,
                                   struct jrp_error **detail);

/* The same by all rosters of a set. */
jrp_result jrp_roster_set_screen_arrow(const struct jrp_roster_set *set,
                                       const struct jrp_query *question,
                                       const struct ArrowSchema *schema,
                                       const struct ArrowArray *array,
                                       struct ArrowSchema *out_schema,
                                       struct ArrowArray *out_array,
                                       struct jrp_error **detail);

/* What the comparison comes to: a jrp_outcome. */
jrp_result jrp_comparison_outcome(const struct jrp_comparison *comparison, jrp_outcome *outcome);

/* The whole answer as JSON on one line, the same bytes in every language. It lives as long as the comparison. */
jrp_result jrp_comparison_json(const struct jrp_comparison *comparison, struct jrp_text *json);

/* Evidence of the comparison for the procurement archive, as JSON on one line, the same bytes in every language: what was
 * asked, answered and when, by which files, with the SM3 digest of all that. `jrp replay` asks again from it. Free the
 * text with jrp_text_free. `occasion` may be NULL.
 *
 * JRP_RESULT_QUERY_INVALID: a person's number was asked for, and the salt is missing or has not 16 to 64 bytes. */
jrp_result jrp_comparison_evidence(const struct jrp_comparison *comparison,
                                   const struct jrp_occasion *occasion,
                                   struct jrp_text *json,
                                   struct jrp_error **detail);

/* How many prompts there are. */
jrp_result jrp_comparison_prompt_count(const struct jrp_comparison *comparison, size_t *count);

/* One prompt, the loudest first: its level, its code such as "hit-prohibit", its words in the language of the query.
 * The texts live as long as the comparison. */
jrp_result jrp_comparison_prompt(const struct jrp_comparison *comparison,
                                 size_t index,
                                 jrp_level *level,
                                 struct jrp_text *code,
                                 struct jrp_text *text);

/* How many records were reached. */
jrp_result jrp_comparison_finding_count(const struct jrp_comparison *comparison, size_t *count);

/* A record that was reached, the strictest first: the code of its list such as "BK-ZFCGSX", how it was reached such as
 * "identifier" or "name", and 1 where it is the subject's beyond doubt, else 0. The texts live as long as the comparison;
 * jrp_comparison_json has everything else. */
jrp_result jrp_comparison_finding(const struct jrp_comparison *comparison,
                                  size_t index,
                                  struct jrp_text *list,
                                  struct jrp_text *matched,
                                  uint32_t *confirmed);

/* Frees what jrp_roster_check_all wrote: `count` comparisons and their texts, NULL among them. The array is yours. */
void jrp_comparisons_free(struct jrp_comparison **comparisons,
                          size_t count);

/* Frees a comparison and its texts; NULL is fine. */
void jrp_comparison_free(struct jrp_comparison *comparison);

/* The result that the failed call returned. */
jrp_result jrp_error_code(const struct jrp_error *error);

/* A sentence that says what is wrong and what to do. It lives as long as the error. */
jrp_result jrp_error_text(const struct jrp_error *error, struct jrp_text *text);

/* The section of the snapshot that the failure speaks of: "header", "policy", "filter", "organisations", "persons",
 * "page digests" or "signatures". JRP_RESULT_ABSENT where it speaks of none. It lives as long as the error. */
jrp_result jrp_error_section(const struct jrp_error *error,
                             struct jrp_text *section);

/* The byte that the failure speaks of: in the snapshot, or in the text that is not UTF-8. JRP_RESULT_ABSENT where
 * it speaks of none. */
jrp_result jrp_error_offset(const struct jrp_error *error,
                            uint64_t *offset);

/* Frees an error; NULL is fine. */
void jrp_error_free(struct jrp_error *error);

/* What many queries come to, one by one, without the answers. `outcomes` and `results` have room for `count` items: where
 * `results[i]` is JRP_RESULT_OK, `outcomes[i]` is the outcome that jrp_roster_check has, else it is
 * JRP_OUTCOME_INDETERMINATE (jrp_roster_check on that query tells the details). Returns JRP_RESULT_OK once all were tried;
 * on any other result neither array was written. */
jrp_result jrp_roster_outcomes(const struct jrp_roster *roster,
                               const struct jrp_query *queries,
                               size_t count,
                               jrp_outcome *outcomes,
                               jrp_result *results,
                               struct jrp_error **detail);

/* What many queries come to by all rosters of a set, as jrp_roster_outcomes does. */
jrp_result jrp_roster_set_outcomes(const struct jrp_roster_set *set,
                                   const struct jrp_query *queries,
                                   size_t count,
                                   jrp_outcome *outcomes,
                                   jrp_result *results,
                                   struct jrp_error **detail);

/* Whether a record may be reached by this identifier alone: 0 is certain, jrp_roster_check with nothing but it finds no
 * record. 1 means that it may, that it cannot be read, or that it may be a natural person's, so ask. `id_kind` is a
 * jrp_id_kind; credit codes and organisation codes are looked up without allocation. */
jrp_result jrp_roster_may_list(const struct jrp_roster *roster,
                               uint32_t id_kind,
                               struct jrp_text id,
                               uint32_t *may_list);

/* How old the data of a roster are at `now` (seconds since 1970), as every answer of that time says: a jrp_freshness, and
 * the calendar days since the date that the data stand for. `age_days` may be NULL. */
jrp_result jrp_roster_freshness(const struct jrp_roster *roster,
                                int64_t now,
                                jrp_freshness *state,
                                int32_t *age_days);

/* One English sentence for a result: static text, NUL-terminated. Any number may be asked for. */
const char *jrp_result_message(uint32_t result);

/* Opens a snapshot in memory. The bytes are copied and may be freed directly afterwards. `options` may be NULL. */
jrp_result jrp_roster_open(const uint8_t *bytes,
                           size_t len,
                           const struct jrp_trust *trust,
                           const struct jrp_open_options *options,
                           struct jrp_roster **roster,
                           struct jrp_error **detail);

/* Opens a snapshot file by reading it. The path is what fopen takes, in UTF-8 on Windows. `options` may be NULL. */
jrp_result jrp_roster_open_file(const char *path,
                                size_t len,
                                const struct jrp_trust *trust,
                                const struct jrp_open_options *options,
                                struct jrp_roster **roster,
                                struct jrp_error **detail);

/* Opens a snapshot file by mapping it: processes share its pages. A mapped file that another process shortens KILLS THE
 * HOST (SIGBUS), and one that is rewritten in place gives wrong answers: replace snapshots by renaming a new file over
 * the old one, never by writing into it. Where that cannot be promised, use jrp_roster_open_file. */
jrp_result jrp_roster_map_file(const char *path,
                               size_t len,
                               const struct jrp_trust *trust,
                               const struct jrp_open_options *options,
                               struct jrp_roster **roster,
                               struct jrp_error **detail);

/* Opens a published folder, or one that `jrp pull` keeps: verifies its `latest`, then the files it names, which must be
 * what it announces. The minimum sequence of `trust` is asked of the newest of them. The path is what fopen takes, in UTF-8 on
 * Windows. `options` may be NULL; they name no deltas.
 *
 * With `options->memory_file` an older folder in the place of the one that was opened before is refused
 * (JRP_RESULT_SEQUENCE_TOO_OLD), and so is one of another publisher (JRP_RESULT_PUBLICATION_MISMATCH). One process at a
 * time keeps such a file.
 *
 * JRP_RESULT_ABSENT: nothing was published into the folder. JRP_RESULT_MANIFEST_MALFORMED: `latest` cannot be read. */
jrp_result jrp_roster_open_folder(const char *path,
                                  size_t len,
                                  const struct jrp_trust *trust,
                                  const struct jrp_open_options *options,
                                  struct jrp_roster **roster,
                                  struct jrp_error **detail);

/* A new roster: the old one with a delta on it. The old one stays as it is, so a host opens the new one, swaps its
 * pointer, and frees the old one when its last user is done. The bytes are copied. The person key is the old roster's.
 *
 * JRP_RESULT_DELTA_MISMATCH: the delta does not continue this roster. JRP_RESULT_STATE_MISMATCH: roster and delta do not
 * add up to what the delta signs. The minimum sequence of `trust` is asked of the delta. */
jrp_result jrp_roster_with_delta(const struct jrp_roster *roster,
                                 const uint8_t *bytes,
                                 size_t len,
                                 const struct jrp_trust *trust,
                                 struct jrp_roster **newer,
                                 struct jrp_error **detail);

/* Whether a roster may take the place of `before`, which a host has opened of the same publisher: JRP_RESULT_OK where
 * whoever signed its base is entitled to the lists of the other too. A base may leave lists out, with all that was on them;
 * a host that follows a publisher by itself asks this wherever it opens another base, and else keeps the roster that it has.
 * A delta (jrp_roster_with_delta) needs no such question. */
jrp_result jrp_roster_may_replace(const struct jrp_roster *roster,
                                  const struct jrp_roster *before,
                                  const struct jrp_trust *trust,
                                  struct jrp_error **detail);

/* Compares the subjects of a query with the lists. */
jrp_result jrp_roster_check(const struct jrp_roster *roster,
                            const struct jrp_query *query,
                            struct jrp_comparison **comparison,
                            struct jrp_error **detail);

/* Compares many queries, one by one. `comparisons` and `results` have room for `count` items: where `results[i]` is
 * JRP_RESULT_OK, `comparisons[i]` is to be freed, else it is NULL (jrp_roster_check on that query tells the details).
 * Returns JRP_RESULT_OK once all were tried; on any other result neither array was written. */
jrp_result jrp_roster_check_all(const struct jrp_roster *roster,
                                const struct jrp_query *queries,
                                size_t count,
                                struct jrp_comparison **comparisons,
                                jrp_result *results,
                                struct jrp_error **detail);

/* What the roster says of itself, as JSON: publisher, sequence, dates, lists with their records, scenarios. It lives as
 * long as the roster. */
jrp_result jrp_roster_info(const struct jrp_roster *roster,
                           struct jrp_text *json);

/* Frees a roster; NULL is fine. Comparisons made with it stay valid. */
void jrp_roster_free(struct jrp_roster *roster);

/* Rosters that are asked together, in this order. The set shares them: free them when you like. Each keeps its own trust,
 * sequence, age and policy pack; coverage adds up, and the answer is never milder than the strictest finding of any. Of
 * more than one, an answer has `snapshots` in the place of `snapshot`, and its findings have `sources`. */
jrp_result jrp_roster_set_new(const struct jrp_roster *const *rosters,
                              size_t count,
                              struct jrp_roster_set **set,
                              struct jrp_error **detail);

/* Compares the subjects of a query with the lists of all rosters of the set. */
jrp_result jrp_roster_set_check(const struct jrp_roster_set *set,
                                const struct jrp_query *query,
                                struct jrp_comparison **comparison,
                                struct jrp_error **detail);

/* Compares many queries, one by one, as jrp_roster_check_all does. */
jrp_result jrp_roster_set_check_all(const struct jrp_roster_set *set,
                                    const struct jrp_query *queries,
                                    size_t count,
                                    struct jrp_comparison **comparisons,
                                    jrp_result *results,
                                    struct jrp_error **detail);

/* What each roster of the set says of itself, as a JSON array in their order (see jrp_roster_info). It lives as long as the
 * set. */
jrp_result jrp_roster_set_info(const struct jrp_roster_set *set,
                               struct jrp_text *json);

/* Frees a set; NULL is fine. Its rosters, and comparisons made with it, stay valid. */
void jrp_roster_set_free(struct jrp_roster_set *set);

/* Writes GB18030 (GBK, GB2312) as UTF-8. Free the text with jrp_text_free. */
jrp_result jrp_text_from_gb18030(const char *bytes, size_t len, struct jrp_text *text);

/* Writes UTF-8 as GB18030, for hosts that show it. Free the bytes with jrp_text_free. */
jrp_result jrp_text_to_gb18030(const char *text, size_t len, struct jrp_text *bytes);

/* Frees what the two conversions gave, and makes it absent. Not for texts that belong to a handle. NULL is fine. */
void jrp_text_free(struct jrp_text *text);

/* Trust as a text says it: a trust file, or the PEM blocks of one or several public keys, as `jrp keygen` writes to a
 * .pub file. A bare key may sign records and policy packs for any publisher. */
jrp_result jrp_trust_new(const char *text,
                         size_t len,
                         struct jrp_trust **trust,
                         struct jrp_error **detail);

/* The same from a file. The path is what fopen takes, in UTF-8 on Windows. */
jrp_result jrp_trust_new_file(const char *path,
                              size_t len,
                              struct jrp_trust **trust,
                              struct jrp_error **detail);

/* Trust that says which key may speak for whom, and refuses snapshots below a sequence (the guard against rollback; 0
 * for none). */
jrp_result jrp_trust_new_anchors(const struct jrp_anchor *anchors,
                                 size_t count,
                                 uint64_t minimum_sequence,
                                 struct jrp_trust **trust,
                                 struct jrp_error **detail);

/* The same trust, but nothing with a lower sequence is accepted, whoever signed it: the guard against rollback. Pass the
 * highest sequence you have opened, which jrp_roster_info tells. The old trust stays as it is. */
jrp_result jrp_trust_with_minimum_sequence(const struct jrp_trust *trust,
                                           uint64_t minimum_sequence,
                                           struct jrp_trust **newer,
                                           struct jrp_error **detail);

/* Frees trust; NULL is fine. Rosters opened with it stay open. */
void jrp_trust_free(struct jrp_trust *trust);

#ifdef __cplusplus
}  /* extern "C" */
#endif  /* __cplusplus */

#endif  /* JRP_H */

#ifdef __cplusplus
extern "C" {
#endif

/* Compilers before C99 have another word for inline, or none. */
#if defined(__cplusplus) || (defined(__STDC_VERSION__) && __STDC_VERSION__ >= 199901L)
#define JRP_INLINE static inline
#elif defined(__GNUC__) || defined(_MSC_VER)
#define JRP_INLINE static __inline
#else
#define JRP_INLINE static
#endif

/* The text of a NUL-terminated string; NULL gives an absent text. */
JRP_INLINE jrp_text jrp_text_of(const char *string) {
  jrp_text text;
  text.data = string;
  text.len = string ? strlen(string) : 0;
  return text;
}

#ifdef __cplusplus
}
#endif
