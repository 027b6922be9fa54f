/* What the C tests share: a check that says where it failed, files, and the query every program asks. */
#ifndef CHECK_H
#define CHECK_H

#include "jrp.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition)                                                                   \
  do {                                                                                     \
    if (!(condition)) {                                                                    \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                      \
      exit(1);                                                                             \
    }                                                                                      \
  } while (0)

/* 2026-11-22T09:00:00+08:00 */
#define NOW 1795309200

#ifdef _WIN32
/* A line of any length, as POSIX has it. */
static inline long getline(char **line, size_t *room, FILE *file) {
  size_t len = 0;
  int c = 0;
  while (c != '\n' && (c = fgetc(file)) != EOF) {
    if (len + 2 > *room) {
      *room = *room * 2 + 256;
      *line = realloc(*line, *room);
      CHECK(*line != NULL);
    }
    (*line)[len++] = (char)c;
  }
  if (len > 0)
    (*line)[len] = 0;
  return len > 0 ? (long)len : -1;
}
#endif

static char directory[900];

static inline const char *in_directory(const char *name) {
  static char path[1000];
  snprintf(path, sizeof path, "%s/%s", directory, name);
  return path;
}

static inline unsigned char *read_file(const char *name, size_t *len) {
  FILE *file = fopen(in_directory(name), "rb");
  CHECK(file != NULL);
  CHECK(fseek(file, 0, SEEK_END) == 0);
  *len = (size_t)ftell(file);
  rewind(file);
  unsigned char *bytes = malloc(*len + 1);
  CHECK(bytes != NULL && fread(bytes, 1, *len, file) == *len);
  bytes[*len] = 0;
  fclose(file);
  return bytes;
}

static inline jrp_query query_for(const char *scenario, const char *credit_code) {
  jrp_query query;
  memset(&query, 0, sizeof query);
  query.struct_size = sizeof query;
  query.scenario = jrp_text_of(scenario);
  query.now = NOW;
  query.credit_code = jrp_text_of(credit_code);
  return query;
}

static inline jrp_trust *trust_in(const char *name) {
  jrp_trust *trust = NULL;
  const char *path = in_directory(name);
  CHECK(jrp_trust_new_file(path, strlen(path), &trust, NULL) == JRP_RESULT_OK);
  return trust;
}

static inline jrp_roster *roster_in(const char *name, const jrp_trust *trust, const char *person_key) {
  static char key_path[1000];
  jrp_roster *roster = NULL;
  jrp_open_options options;
  memset(&options, 0, sizeof options);
  options.struct_size = sizeof options;
  if (person_key) {
    snprintf(key_path, sizeof key_path, "%s", in_directory(person_key));
    options.person_key_file = jrp_text_of(key_path);
  }
  const char *path = in_directory(name);
  CHECK(jrp_roster_open_file(path, strlen(path), trust, &options, &roster, NULL) == JRP_RESULT_OK);
  return roster;
}

#endif
