/* who_said_what BUNDLE FILE: analyses a file, and provokes an error, with nothing but the C library. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "embed/textanalysis.h"

static int fail(const char *what) {
  fprintf(stderr, "failed: %s\n", what);
  return 1;
}

int main(int argc, char **argv) {
  static char document[1 << 20];
  ta_analyzer *analyzer = NULL;
  ta_bytes answer = {NULL, 0};
  if (argc != 3) return fail("two arguments");
  if (ta_open("no/such.bundle", &analyzer, &answer) == 0 || answer.size == 0 || analyzer != NULL) return fail("a missing bundle is told");
  ta_free(&answer);
  if (ta_open(argv[1], &analyzer, &answer) != 0) return fail("the bundle opens");
  FILE *file = fopen(argv[2], "rb");
  if (file == NULL) return fail("the file opens");
  size_t size = fread(document, 1, sizeof document, file);
  fclose(file);
  if (ta_analyze(analyzer, document, size, &answer) != 0) return fail("the document is analysed");
  /* Names stand in a serialised message as they are. */
  if (answer.size < size / 4 || memchr(answer.data, 'H', answer.size) == NULL) return fail("the answer has names");
  ta_free(&answer);
  if (answer.data != NULL) return fail("what is given back is gone");
  if (ta_analyze(analyzer, document, 0, &answer) != 3 || answer.size == 0) return fail("an empty document is an error");
  ta_free(&answer);
  if (ta_call(analyzer, TA_ANALYZE, "\xff", 1, 0, &answer) != 3) return fail("bytes that are no message are an error");
  ta_free(&answer);
  ta_close(analyzer);
  ta_close(NULL);
  printf("%s\n", ta_version());
  return strlen(ta_version()) < 5;
}
