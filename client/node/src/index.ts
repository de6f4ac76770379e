/**
 * Client of the textanalysis service.
 *
 *     import {Client} from 'textanalysis-client';
 *
 *     const client = new Client('localhost:50051');
 *     const answer = await client.analyze('“The port is shut,” said Fiona Reid.');
 *     for (const quote of answer.quotes) console.log(quote.speaker?.name, '—', quote.content);
 *     client.close();
 *
 * Offsets count UTF-16 units, so that they slice a JavaScript string: text.slice(span.beginOffset, span.endOffset).
 */

import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import * as grpc from '@grpc/grpc-js';
import * as protoLoader from '@grpc/proto-loader';
import protobuf from 'protobufjs';
import type {ProtoGrpcType} from './generated/text_analysis_service.js';
import type {AnalyzeRequest} from './generated/textanalysis/v1/AnalyzeRequest.js';
import type {AnalyzeResponse__Output as AnalyzeResponse} from './generated/textanalysis/v1/AnalyzeResponse.js';
import type {CleanResponse__Output as CleanResponse} from './generated/textanalysis/v1/CleanResponse.js';
import type {Document} from './generated/textanalysis/v1/Document.js';
import type {ExtractEntitiesResponse__Output as ExtractEntitiesResponse} from './generated/textanalysis/v1/ExtractEntitiesResponse.js';
import type {ExtractQuotesResponse__Output as ExtractQuotesResponse} from './generated/textanalysis/v1/ExtractQuotesResponse.js';
import type {StreamingAnalyzeResponse__Output} from './generated/textanalysis/v1/StreamingAnalyzeResponse.js';
import type {TextAnalysisServiceClient} from './generated/textanalysis/v1/TextAnalysisService.js';
import type {VerifyQuotesResponse__Output as VerifyQuotesResponse} from './generated/textanalysis/v1/VerifyQuotesResponse.js';

export type {AnalyzeResponse, CleanResponse, Document, ExtractEntitiesResponse, ExtractQuotesResponse, VerifyQuotesResponse};

const PROTO_FOLDER = fileURLToPath(new URL('../proto/', import.meta.url));
const PROTO = 'textanalysis/v1/text_analysis_service.proto';
const ENCODING = 'ENCODING_TYPE_UTF16';

const definition = protoLoader.loadSync([PROTO], {
  includeDirs: [PROTO_FOLDER], longs: Number, enums: String, arrays: true, oneofs: true, objects: false, defaults: false,
});
const {textanalysis} = grpc.loadPackageDefinition(definition) as unknown as ProtoGrpcType;
// The errors' details, which no method names.
const schema = protobuf.loadSync(PROTO_FOLDER + PROTO);
const serviceConfig = readFileSync(PROTO_FOLDER + 'textanalysis/v1/service_config.json', 'utf8');

/** How a server is reached. */
export interface ClientOptions {
  /** grpc.credentials.createSsl(…) for TLS; plain text when absent. */
  credentials?: grpc.ChannelCredentials;
  /** Bearer token, sent with each call. */
  token?: string;
  /** Milliseconds after which a call ends; 30,000 when absent. */
  timeoutMs?: number;
}

/** Why a call failed: docs/errors.md. A newer server may give others. */
export type Reason =
  | 'DOCUMENT_EMPTY' | 'DOCUMENT_TOO_LARGE' | 'DOCUMENT_TOO_DENSE' | 'INVALID_UTF8' | 'UNSUPPORTED_CHARSET'
  | 'UNSUPPORTED_LANGUAGE' | 'INVALID_DATE' | 'NO_SOURCES' | 'TOO_MANY_SOURCES' | 'SOURCES_TOO_LARGE'
  | 'INVALID_SOURCE_ID' | 'DUPLICATE_SOURCE_ID' | 'OUT_OF_RANGE' | 'UNKNOWN_ENUM_VALUE'
  | 'MODEL_TIER_NOT_SERVED' | 'INVALID_DICTIONARY' | 'INVALID_ITEM_ID' | 'DUPLICATE_ITEM_ID' | 'QUEUE_FULL'
  | 'WAIT_TOO_LONG' | 'MEMORY_EXHAUSTED' | 'TOKEN_MISSING' | 'TOKEN_UNKNOWN'
  | 'CLIENT_NOT_ALLOWED' | 'MALFORMED_MESSAGE' | 'CANCELLED' | 'DEADLINE_EXCEEDED'
  | 'OUT_OF_MEMORY' | 'INTERNAL';

/** What a call does beside what its method does by itself. Those that a method has no use for say nothing to it. */
export interface CallOptions {
  features?: AnalyzeRequest['features'];
  cleanOptions?: AnalyzeRequest['cleanOptions'];
  quoteOptions?: AnalyzeRequest['quoteOptions'];
  entityOptions?: AnalyzeRequest['entityOptions'];
  /** 'MODEL_TIER_FAST' or 'MODEL_TIER_ACCURATE'; the server's choice when absent. */
  modelTier?: AnalyzeRequest['modelTier'];
  /** Names that are known beforehand, at most 1,000. */
  dictionary?: AnalyzeRequest['dictionary'];
  /** Milliseconds after which this call ends; the client's when absent. For analyzeMany: none when absent. */
  timeoutMs?: number;
  /** Cancels the call. */
  signal?: AbortSignal;
}

/** Text or a page, as a string or as bytes, taken for what it looks like; or a whole Document. */
export type Content = string | Uint8Array | Document;

/** One answer of analyzeMany: a response, or an error of the item's own. */
export interface Answer {
  id: string;
  response?: AnalyzeResponse;
  error?: TextAnalysisError;
}

/** An error of the server, or of the way to it. `reason` is a Reason, or '' where the server was not reached. */
export class TextAnalysisError extends Error {
  constructor(readonly code: grpc.status, message: string, readonly reason: Reason | (string & {}) = '', readonly field = '',
              readonly metadata: Record<string, string> = {}) {
    super(`${grpc.status[code]}: ${message}${reason && ` (${reason}${field && ', ' + field})`}`);
    this.name = 'TextAnalysisError';
  }
}

// A request's documents, among what else it says.
interface Texts {
  document: Document;
  sources?: {document: Document}[];
  [other: string]: unknown;
}

// The most that --max_document_bytes may be, and what a server reads of a message.
const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024;
const MAX_MESSAGE_BYTES = MAX_DOCUMENT_BYTES + 64 * 1024;

/** What the server says of a document that is too large, of texts that none would read to their end; nothing of others. */
function tooLarge(documents: (Document | null | undefined)[]): TextAnalysisError | undefined {
  let bytes = 0;
  for (const one of documents) bytes += one?.rawContent?.length ?? Buffer.byteLength(one?.content ?? '');
  if (bytes <= MAX_MESSAGE_BYTES) return undefined;
  const figures = {maxBytes: String(MAX_DOCUMENT_BYTES), actualBytes: String(bytes)};
  return new TextAnalysisError(grpc.status.INVALID_ARGUMENT, 'the document is over the limit of every server; split it', 'DOCUMENT_TOO_LARGE',
                               'document.content', figures);
}

/** Makes a Document of text, or of bytes (`charset` of a page is found out when absent); HTML when it looks so. */
export function document(content: Content, charset?: string): Document {
  if (typeof content === 'string') return {content};
  if (content instanceof Uint8Array) return {rawContent: Buffer.from(content), charset};
  return content;
}

/** Calls the server at `target` ("host:port"; "dns:///name:port" balances over all of its addresses). */
export class Client {
  readonly stub: TextAnalysisServiceClient;
  private readonly metadata = new grpc.Metadata();
  private readonly timeoutMs: number;

  constructor(target: string, options: ClientOptions = {}) {
    this.stub = new textanalysis.v1.TextAnalysisService(target, options.credentials ?? grpc.credentials.createInsecure(), {
      'grpc.service_config': serviceConfig, 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1,
    });
    if (options.token) this.metadata.set('authorization', `Bearer ${options.token}`);
    this.timeoutMs = options.timeoutMs ?? 30_000;
  }

  close(): void {
    this.stub.close();
  }

  /** Removes markup and furniture, and tells where each kept unit came from. */
  clean(content: Content, options: CallOptions = {}): Promise<CleanResponse> {
    return this.call('Clean', {...base(content), options: options.cleanOptions}, options);
  }

  /** Finds who said what. */
  extractQuotes(content: Content, options: CallOptions = {}): Promise<ExtractQuotesResponse> {
    const {quoteOptions, cleanOptions, modelTier, dictionary} = options;
    return this.call('ExtractQuotes', {...base(content), options: quoteOptions, cleanOptions, modelTier, dictionary}, options);
  }

  /** Finds who and what is named. */
  extractEntities(content: Content, options: CallOptions = {}): Promise<ExtractEntitiesResponse> {
    const {entityOptions, cleanOptions, modelTier, dictionary} = options;
    return this.call('ExtractEntities', {...base(content), options: entityOptions, cleanOptions, modelTier, dictionary}, options);
  }

  /** All of it in one pass; spans address cleanedDocument.text. */
  analyze(content: Content, options: CallOptions = {}): Promise<AnalyzeResponse> {
    return this.call('Analyze', {...analyzeRequest(content, options), ...base(content)}, options);
  }

  /** Checks each quotation of a draft against its sources, by id: whether, where and how they have its words. */
  verifyQuotes(draft: Content, sources: Record<string, Content>, options: CallOptions = {}): Promise<VerifyQuotesResponse> {
    const named = Object.entries(sources).map(([sourceId, content]) => ({sourceId, document: document(content)}));
    return this.call('VerifyQuotes', {...base(draft), sources: named, modelTier: options.modelTier, dictionary: options.dictionary}, options);
  }

  /** Analyses [id, content] pairs over one stream, and yields answers as they are ready. Reads no further ahead than the server takes; throws what `items` throws. */
  async *analyzeMany(items: Iterable<[string, Content]> | AsyncIterable<[string, Content]>,
                     options: CallOptions = {}): AsyncGenerator<Answer> {
    const {timeoutMs, signal} = options;
    const stream = this.stub.StreamingAnalyze(this.metadata, timeoutMs === undefined ? {} : {deadline: Date.now() + timeoutMs});
    const cancel = () => stream.cancel();
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, {once: true});
    const refused: Answer[] = [];
    const thrown: unknown[] = [];  // By the items.
    const written = (async () => {
      for await (const [id, content] of items) {
        if (stream.destroyed) return;
        const request = analyzeRequest(content, options), error = tooLarge([request.document]);
        if (error) {
          refused.push({id, error});
          continue;
        }
        const full = !stream.write({itemId: id, request});
        if (full) await new Promise(resolve => stream.once('drain', resolve));
      }
      stream.end();
    })().catch(error => {
      thrown.push(error);
      stream.cancel();
    });
    try {
      for await (const answer of stream as AsyncIterable<StreamingAnalyzeResponse__Output>) {
        yield {id: answer.itemId ?? '', response: answer.response ?? undefined, error: answer.error ? fromStatus(answer.error) : undefined};
        yield* refused.splice(0);
      }
      await written;
      yield* refused.splice(0);
    } catch (error) {
      throw thrown.length ? thrown[0] : fromServiceError(error as grpc.ServiceError);
    } finally {
      signal?.removeEventListener('abort', cancel);
      stream.cancel();
    }
  }

  private call<Response>(method: 'Clean' | 'ExtractQuotes' | 'ExtractEntities' | 'Analyze' | 'VerifyQuotes',
                         request: Texts, {timeoutMs, signal}: CallOptions): Promise<Response> {
    const error = tooLarge([request.document, ...(request.sources ?? []).map(source => source.document)]);
    if (error) return Promise.reject(error);
    const deadline = Date.now() + (timeoutMs ?? this.timeoutMs);
    return new Promise((resolve, reject) => {
      const call: grpc.ClientUnaryCall = (this.stub[method] as Function).call(this.stub, request, this.metadata, {deadline},
        (error: grpc.ServiceError | null, response: Response) => {
          signal?.removeEventListener('abort', cancel);
          if (error) reject(fromServiceError(error));
          else resolve(response);
        });
      const cancel = () => call.cancel();
      if (signal?.aborted) cancel();
      signal?.addEventListener('abort', cancel, {once: true});
    });
  }
}

function base(content: Content) {
  return {document: document(content), encodingType: ENCODING} as const;
}

function analyzeRequest(content: Content, options: CallOptions): AnalyzeRequest {
  const {features, cleanOptions, quoteOptions, entityOptions, modelTier, dictionary} = options;
  return {...base(content), features, cleanOptions, quoteOptions, entityOptions, modelTier, dictionary};
}

/** Makes the typed error of what a stub's call ended with. */
export function fromServiceError(error: grpc.ServiceError): TextAnalysisError {
  const packed = error.metadata?.get('grpc-status-details-bin')[0];
  if (!packed) return new TextAnalysisError(error.code, error.details ?? error.message);
  return fromStatus(decode('ErrorStatus', packed as Buffer));
}

function fromStatus(status: any): TextAnalysisError {
  const info = detailOf(status, 'ErrorInfo');
  const field = detailOf(status, 'BadRequest')?.fieldViolations[0]?.field;
  return new TextAnalysisError(status.code, status.message, info?.reason, field, {...info?.metadata});
}

// The details have the wire form of google.rpc's, and their names.
function detailOf(status: any, name: 'ErrorInfo' | 'BadRequest'): any {
  const packed = status.details?.find((any: any) => any.type_url.endsWith(`/google.rpc.${name}`));
  return packed && decode(name, packed.value);
}

function decode(name: 'ErrorStatus' | 'ErrorInfo' | 'BadRequest', bytes: Uint8Array): any {
  return schema.lookupType(`textanalysis.v1.${name}`).decode(bytes);
}
