/* textanalysis in a process: the service's methods over a model bundle, without a server.
 *
 *   ta_analyzer *analyzer;
 *   ta_bytes answer;
 *   if (ta_open("textanalysis.bundle", &analyzer, &answer) != 0) ...   // answer: a serialised ErrorStatus
 *   if (ta_analyze(analyzer, page, page_size, &answer) == 0) ...       // answer: a serialised AnalyzeResponse
 *   ta_free(&answer);
 *   ta_close(analyzer);
 *
 * Messages are those of protos/textanalysis/v1, serialised. A function returns 0, or the number of a gRPC code (3 is
 * INVALID_ARGUMENT); what is then in `answer` is a textanalysis.v1.ErrorStatus, with the reasons of docs/errors.md.
 * An analyser may be used by any number of threads at once; a call runs on the thread that makes it. */

#ifndef TEXTANALYSIS_EMBED_TEXTANALYSIS_H_
#define TEXTANALYSIS_EMBED_TEXTANALYSIS_H_

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TA_EXPORT __attribute__((visibility("default")))
#else
#define TA_EXPORT
#endif

/* A model bundle that was opened. */
typedef struct ta_analyzer ta_analyzer;

/* Bytes that a call returned; ta_free() gives them back. */
typedef struct ta_bytes {
  char *data;
  size_t size;
} ta_bytes;

/* Methods of textanalysis.v1.TextAnalysisService. */
typedef enum ta_method {
  TA_CLEAN = 0,            /* CleanRequest -> CleanResponse */
  TA_EXTRACT_QUOTES = 1,   /* ExtractQuotesRequest -> ExtractQuotesResponse */
  TA_EXTRACT_ENTITIES = 2, /* ExtractEntitiesRequest -> ExtractEntitiesResponse */
  TA_ANALYZE = 3,          /* AnalyzeRequest -> AnalyzeResponse */
  TA_VERIFY_QUOTES = 4     /* VerifyQuotesRequest -> VerifyQuotesResponse */
} ta_method;

/* Opens the bundle at `path` and reads it into memory. `*analyzer` is for ta_close(); `*error` is empty on success. */
TA_EXPORT int ta_open(const char *path, ta_analyzer **analyzer, ta_bytes *error);

/* Closes an analyser that no call uses any longer. NULL is nothing. */
TA_EXPORT void ta_close(ta_analyzer *analyzer);

/* Calls a method, a ta_method, with a serialised request. `seconds` is the longest that it may take; 0 sets no limit. Documents of up to
 * 64 MiB are taken. */
TA_EXPORT int ta_call(const ta_analyzer *analyzer, int method, const void *request,
                      size_t request_size, double seconds, ta_bytes *answer);

/* Analyses a document of text or HTML, whichever it looks like, with all defaults: offsets count bytes of UTF-8. */
TA_EXPORT int ta_analyze(const ta_analyzer *analyzer, const void *document, size_t size,
                         ta_bytes *answer);

/* Gives back what a call returned, and leaves `bytes` empty. */
TA_EXPORT void ta_free(ta_bytes *bytes);

/* Returns the version of the library: "0.2.0". */
TA_EXPORT const char *ta_version(void);

#ifdef __cplusplus
}
#endif

#endif /* TEXTANALYSIS_EMBED_TEXTANALYSIS_H_ */
