/* analyze BUNDLE FILE: writes the serialised AnalyzeResponse of a page or text to standard output, or says what is wrong. */

#include <stdio.h>
#include <stdlib.h>

#include "embed/textanalysis.h"

static int fail(const char *what, ta_bytes *answer) {
  /* A serialised ErrorStatus; its texts stand in it as they are. */
  fprintf(stderr, "%s: ", what);
  fwrite(answer->data, 1, answer->size, stderr);
  fputc('\n', stderr);
  ta_free(answer);
  return 1;
}

int main(int argc, char **argv) {
  ta_analyzer *analyzer = NULL;
  ta_bytes answer = {NULL, 0};
  FILE *file = argc == 3 ? fopen(argv[2], "rb") : NULL;
  if (file == NULL) {
    fprintf(stderr, "analyze BUNDLE FILE\n");
    return 2;
  }
  size_t size = 0, room = 1 << 20, read = 0;
  char *document = malloc(room);
  while (document != NULL && (read = fread(document + size, 1, room - size, file)) > 0) {
    size += read;
    if (size == room) document = realloc(document, room *= 2);
  }
  fclose(file);
  if (document == NULL) return 2;
  if (ta_open(argv[1], &analyzer, &answer) != 0) return fail(argv[1], &answer);
  int code = ta_analyze(analyzer, document, size, &answer);
  if (code == 0) fwrite(answer.data, 1, answer.size, stdout);
  if (code != 0) code = fail(argv[2], &answer);
  ta_free(&answer);
  ta_close(analyzer);
  free(document);
  return code;
}
