/* The Arrow entry from C: a table made by hand, its answer, who releases what. Usage: arrow DIR (of make_snapshot). */
#include "check.h"

static int released;

static void release_schema(struct ArrowSchema *schema) {
  schema->release = NULL;
  released++;
}

static void release_array(struct ArrowArray *array) {
  array->release = NULL;
  released++;
}

/* Two rows of one column: a listed code, and a null. */
static const char text[] = "91320507MA1AAAAA5A";
static const int32_t offsets[] = {0, 18, 18};
static const uint8_t valid[] = {1};
static const void *column_buffers[] = {valid, offsets, text};
static const void *table_buffers[] = {NULL};
static struct ArrowSchema column_schema, table_schema, *schema_children[] = {&column_schema};
static struct ArrowArray column_array, table_array, *array_children[] = {&column_array};

static void make_table(void) {
  memset(&column_schema, 0, sizeof column_schema);
  memset(&table_schema, 0, sizeof table_schema);
  memset(&column_array, 0, sizeof column_array);
  memset(&table_array, 0, sizeof table_array);
  column_schema.format = "u";
  column_schema.name = "credit_code";
  column_schema.release = release_schema;
  table_schema.format = "+s";
  table_schema.name = "";
  table_schema.n_children = 1;
  table_schema.children = schema_children;
  table_schema.release = release_schema;
  column_array.length = 2;
  column_array.null_count = 1;
  column_array.n_buffers = 3;
  column_array.buffers = column_buffers;
  column_array.release = release_array;
  table_array.length = 2;
  table_array.n_buffers = 1;
  table_array.buffers = table_buffers;
  table_array.n_children = 1;
  table_array.children = array_children;
  table_array.release = release_array;
}

static jrp_query question(void) {
  jrp_query query = query_for("ZFCG", NULL);
  return query;
}

static int cell_is(const struct ArrowArray *table, int column, int row, const char *expected) {
  const struct ArrowArray *array = table->children[column];
  const int32_t *ends = (const int32_t *)array->buffers[1];
  size_t len = (size_t)(ends[row + 1] - ends[row]);
  return len == strlen(expected) && memcmp((const char *)array->buffers[2] + ends[row], expected, len) == 0;
}

static void answers(const jrp_roster *roster, const jrp_roster_set *set) {
  static const char *const titles[] = {"outcome", "lists", "match", "warnings", "prompt"};
  for (int by_set = 0; by_set < 2; by_set++) {
    jrp_query query = question();
    struct ArrowSchema schema;
    struct ArrowArray array, prompts;
    jrp_error *error = NULL;
    make_table();
    released = 0;
    jrp_result result =
        by_set ? jrp_roster_set_screen_arrow(set, &query, &table_schema, &table_array, &schema, &array, &error)
               : jrp_roster_screen_arrow(roster, &query, &table_schema, &table_array, &schema, &array, &error);
    CHECK(result == JRP_RESULT_OK && error == NULL);
    CHECK(released == 0 && table_array.release != NULL); /* what is handed over stays the host's */
    CHECK(strcmp(schema.format, "+s") == 0 && schema.n_children == 5 && array.n_children == 5 && array.length == 2);
    for (int at = 0; at < 5; at++) {
      CHECK(strcmp(schema.children[at]->name, titles[at]) == 0 && strcmp(schema.children[at]->format, "u") == 0);
      CHECK(array.children[at]->length == 2 && array.children[at]->null_count == 0);
    }
    CHECK(cell_is(&array, 0, 0, "prohibited") && cell_is(&array, 2, 0, "identifier"));
    CHECK(cell_is(&array, 0, 1, "indeterminate") && cell_is(&array, 1, 1, ""));
    /* A column may be moved away and kept longer than the rest. */
    prompts = *array.children[4];
    array.children[4]->release = NULL;
    array.release(&array);
    schema.release(&schema);
    CHECK(array.release == NULL && schema.release == NULL);
    CHECK(((const int32_t *)prompts.buffers[1])[2] > 0);
    prompts.release(&prompts);
    CHECK(prompts.release == NULL);
  }
}

static void refused(const jrp_roster *roster, const jrp_query *query, const struct ArrowSchema *schema,
                    const struct ArrowArray *array, jrp_result expected, const char *said) {
  struct ArrowSchema out_schema;
  struct ArrowArray out_array;
  jrp_error *error = NULL;
  jrp_text words;
  out_schema.release = release_schema;
  out_array.release = release_array;
  CHECK(jrp_roster_screen_arrow(roster, query, schema, array, &out_schema, &out_array, &error) == expected);
  CHECK(out_schema.release == release_schema && out_array.release == release_array); /* not written on failure */
  CHECK(jrp_error_code(error) == expected && jrp_error_text(error, &words) == JRP_RESULT_OK);
  CHECK(strstr(words.data, said) != NULL);
  jrp_error_free(error);
}

static void absurd_arguments(const jrp_roster *roster) {
  jrp_query query = question(), named = query_for("ZFCG", "91320507MA1AAAAA5A");
  struct ArrowSchema schema;
  struct ArrowArray array;
  make_table();
  refused(NULL, &query, &table_schema, &table_array, JRP_RESULT_NULL_POINTER, "roster");
  refused(roster, NULL, &table_schema, &table_array, JRP_RESULT_NULL_POINTER, "jrp_query");
  refused(roster, &query, NULL, &table_array, JRP_RESULT_NULL_POINTER, "schema");
  refused(roster, &query, &table_schema, NULL, JRP_RESULT_NULL_POINTER, "array");
  refused(roster, &named, &table_schema, &table_array, JRP_RESULT_QUERY_INVALID, "names a subject");
  CHECK(jrp_roster_screen_arrow(roster, &query, &table_schema, &table_array, NULL, &array, NULL) ==
        JRP_RESULT_NULL_POINTER);
  CHECK(jrp_roster_screen_arrow(roster, &query, &table_schema, &table_array, &schema, NULL, NULL) ==
        JRP_RESULT_NULL_POINTER);
  table_array.release = NULL;
  refused(roster, &query, &table_schema, &table_array, JRP_RESULT_NULL_POINTER, "released");
  make_table();
  column_schema.format = "l";
  refused(roster, &query, &table_schema, &table_array, JRP_RESULT_QUERY_INVALID, "column credit_code");
  make_table();
  column_array.length = 1;
  refused(roster, &query, &table_schema, &table_array, JRP_RESULT_LENGTH, "column credit_code");
  make_table();
  table_array.length = INT64_MAX;
  refused(roster, &query, &table_schema, &table_array, JRP_RESULT_LENGTH, "the table");
  make_table();
  column_array.buffers = NULL;
  refused(roster, &query, &table_schema, &table_array, JRP_RESULT_LENGTH, "column credit_code");
  make_table();
  query.scenario = jrp_text_of("XX");
  refused(roster, &query, &table_schema, &table_array, JRP_RESULT_SCENARIO_UNKNOWN, "XX");
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  snprintf(directory, sizeof directory, "%s", argv[1]);
  jrp_trust *trust = trust_in("desk.pub");
  jrp_roster *roster = roster_in("desk.jrp", trust, "person.key");
  const jrp_roster *members[1];
  jrp_roster_set *set = NULL;
  members[0] = roster;
  CHECK(jrp_roster_set_new(members, 1, &set, NULL) == JRP_RESULT_OK);
  answers(roster, set);
  absurd_arguments(roster);
  jrp_roster_set_free(set);
  jrp_roster_free(roster);
  jrp_trust_free(trust);
  puts("arrow: ok");
  return 0;
}
