/* An approval desk: a batch of applications is compared with the lists, prompts are printed, the exit code tells the
 * strictest outcome (0 go on, 10 review, 11 restricted, 12 prohibited, 20 no answer, 1 failure).
 *
 * desk SNAPSHOT PUBLIC-KEY PERSON-KEY NOW */
#include <jrp.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { APPLICATIONS = 4 };

static int failed(const char *what, jrp_result result, jrp_error *error) {
  jrp_text text = {NULL, 0};
  if (jrp_error_text(error, &text) != JRP_RESULT_OK)
    text = jrp_text_of(jrp_result_message(result));
  fprintf(stderr, "%s: %s\n", what, text.data);
  jrp_error_free(error);
  return 1;
}

static int exit_code(jrp_outcome outcome) {
  switch (outcome) {
  case JRP_OUTCOME_CLEAR:
  case JRP_OUTCOME_PREFERRED:
  case JRP_OUTCOME_NOTICE:
    return 0;
  case JRP_OUTCOME_REVIEW:
    return 10;
  case JRP_OUTCOME_RESTRICTED:
    return 11;
  case JRP_OUTCOME_PROHIBITED:
    return 12;
  default:
    return 20;
  }
}

int main(int argc, char **argv) {
  static const char *const applicants[APPLICATIONS][2] = {
      {"91320507MA1DDDDD66", "苏州未列科技有限公司"},
      {"91320507MA1CCCCC2H", "苏州戊己软件有限公司"},
      {"91320507MA1BBBBB9Y", "苏州丙丁建筑劳务有限公司"},
      {"91320507MA1AAAAA5A", "苏州甲乙科技有限公司"},
  };
  if (argc != 5) {
    fprintf(stderr, "usage: desk SNAPSHOT PUBLIC-KEY PERSON-KEY NOW\n");
    return 2;
  }
  jrp_error *error = NULL;
  jrp_trust *trust = NULL;
  jrp_result result = jrp_trust_new_file(argv[2], strlen(argv[2]), &trust, &error);
  if (result != JRP_RESULT_OK)
    return failed(argv[2], result, error);

  jrp_open_options options = {0};
  options.struct_size = sizeof options;
  options.person_key_file = jrp_text_of(argv[3]);
  jrp_roster *roster = NULL;
  result = jrp_roster_open_file(argv[1], strlen(argv[1]), trust, &options, &roster, &error);
  jrp_trust_free(trust);
  if (result != JRP_RESULT_OK)
    return failed(argv[1], result, error);

  jrp_query queries[APPLICATIONS];
  memset(queries, 0, sizeof queries);
  for (int at = 0; at < APPLICATIONS; at++) {
    queries[at].struct_size = sizeof queries[at];
    queries[at].scenario = jrp_text_of("ZFCG");
    queries[at].now = strtoll(argv[4], NULL, 10);
    queries[at].credit_code = jrp_text_of(applicants[at][0]);
    queries[at].name = jrp_text_of(applicants[at][1]);
  }
  jrp_comparison *comparisons[APPLICATIONS];
  jrp_result results[APPLICATIONS];
  result = jrp_roster_check_all(roster, queries, APPLICATIONS, comparisons, results, &error);
  jrp_roster_free(roster); /* the comparisons stay valid */
  if (result != JRP_RESULT_OK)
    return failed("check", result, error);

  int code = 0;
  for (int at = 0; at < APPLICATIONS; at++) {
    jrp_outcome outcome = JRP_OUTCOME_INDETERMINATE;
    size_t prompts = 0;
    printf("%s\n", applicants[at][1]);
    if (results[at] != JRP_RESULT_OK)
      printf("  not compared: %s\n", jrp_result_message(results[at]));
    jrp_comparison_outcome(comparisons[at], &outcome);
    jrp_comparison_prompt_count(comparisons[at], &prompts);
    for (size_t prompt = 0; prompt < prompts; prompt++) {
      jrp_level level;
      jrp_text name, text;
      if (jrp_comparison_prompt(comparisons[at], prompt, &level, &name, &text) == JRP_RESULT_OK && level != JRP_LEVEL_INFO)
        printf("  [%s] %s\n", name.data, text.data);
    }
    if (exit_code(outcome) > code)
      code = exit_code(outcome);
    jrp_comparison_free(comparisons[at]);
  }
  return code;
}
