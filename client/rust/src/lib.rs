//! Client of the textanalysis service.
//!
//! ```no_run
//! # async fn example() -> Result<(), textanalysis_client::Error> {
//! use textanalysis_client::{text, Client};
//!
//! let client = Client::connect("http://localhost:50051").await?;
//! for quote in client.analyze(text("“The port is shut,” said Fiona Reid.")).await?.quotes {
//!     println!("{} — {}", quote.speaker.unwrap_or_default().name, quote.content);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Offsets count bytes of UTF-8, so that they slice a `str`.

use std::{collections::HashMap, fmt, time::Duration};

use prost::Message;
use tokio_stream::{wrappers::UnboundedReceiverStream, Stream, StreamExt};
use tonic::{
    metadata::{Ascii, MetadataValue},
    transport::{Channel, Endpoint},
    Code, Request, Response, Status,
};

/// The schema's messages and stub.
pub mod v1 {
    #![allow(clippy::all, missing_docs)]
    tonic::include_proto!("textanalysis.v1");
}

use v1::{document::Source, text_analysis_service_client::TextAnalysisServiceClient};

/// The schema as a serialized `FileDescriptorSet`, for reflection.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.bin"));

const ENCODING: i32 = v1::EncodingType::Utf8 as i32;
// What the schema's service_config.json says; tonic does not read it.
const ATTEMPTS: u32 = 4;
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// An error of the server, or of the way to it.
#[derive(Debug, Clone)]
pub struct Error {
    pub code: Code,
    pub message: String,
    /// A reason of docs/errors.md ("DOCUMENT_EMPTY"), or "" where the server was not reached.
    pub reason: String,
    /// Path of the field at fault ("document.content"), or "".
    pub field: String,
    /// Figures, with the unit in the key.
    pub metadata: HashMap<String, String>,
}

impl Error {
    /// `reason` as a value to match.
    pub fn kind(&self) -> Reason {
        Reason::of(&self.reason)
    }

    fn new(code: Code, message: String, details: &[prost_types::Any]) -> Self {
        let info: v1::ErrorInfo = detail_of(details, "ErrorInfo");
        let violation = detail_of::<v1::BadRequest>(details, "BadRequest").field_violations.into_iter().next();
        Self { code, message, reason: info.reason, field: violation.unwrap_or_default().field, metadata: info.metadata }
    }
}

// The most that --max_document_bytes may be, and what a server reads of a message.
const MAX_DOCUMENT_BYTES: usize = 64 << 20;
const MAX_MESSAGE_BYTES: usize = MAX_DOCUMENT_BYTES + (64 << 10);

// What the server says of a document that is too large, of a message that none would read to its end.
fn check_size(message: &impl Message) -> Result<(), Error> {
    let size = message.encoded_len();
    if size <= MAX_MESSAGE_BYTES {
        return Ok(());
    }
    Err(Error {
        code: Code::InvalidArgument,
        message: "the document is over the limit of every server; split it".into(),
        reason: "DOCUMENT_TOO_LARGE".into(),
        field: "document.content".into(),
        metadata: [("maxBytes", MAX_DOCUMENT_BYTES), ("actualBytes", size)].map(|(key, value)| (key.into(), value.to_string())).into(),
    })
}

/// Why a call failed: docs/errors.md.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    DocumentEmpty,
    DocumentTooLarge,
    DocumentTooDense,
    InvalidUtf8,
    UnsupportedCharset,
    UnsupportedLanguage,
    InvalidDate,
    NoSources,
    TooManySources,
    SourcesTooLarge,
    InvalidDictionary,
    InvalidSourceId,
    DuplicateSourceId,
    OutOfRange,
    UnknownEnumValue,
    ModelTierNotServed,
    InvalidItemId,
    DuplicateItemId,
    QueueFull,
    WaitTooLong,
    MemoryExhausted,
    TokenMissing,
    TokenUnknown,
    ClientNotAllowed,
    MalformedMessage,
    Cancelled,
    DeadlineExceeded,
    OutOfMemory,
    Internal,
    /// The server was not reached, or gave a reason that this version does not know; see `Error::reason`.
    Unknown,
}

impl Reason {
    fn of(name: &str) -> Self {
        match name {
            "DOCUMENT_EMPTY" => Self::DocumentEmpty,
            "DOCUMENT_TOO_LARGE" => Self::DocumentTooLarge,
            "DOCUMENT_TOO_DENSE" => Self::DocumentTooDense,
            "INVALID_UTF8" => Self::InvalidUtf8,
            "UNSUPPORTED_CHARSET" => Self::UnsupportedCharset,
            "UNSUPPORTED_LANGUAGE" => Self::UnsupportedLanguage,
            "INVALID_DATE" => Self::InvalidDate,
            "NO_SOURCES" => Self::NoSources,
            "TOO_MANY_SOURCES" => Self::TooManySources,
            "SOURCES_TOO_LARGE" => Self::SourcesTooLarge,
            "INVALID_DICTIONARY" => Self::InvalidDictionary,
            "INVALID_SOURCE_ID" => Self::InvalidSourceId,
            "DUPLICATE_SOURCE_ID" => Self::DuplicateSourceId,
            "OUT_OF_RANGE" => Self::OutOfRange,
            "UNKNOWN_ENUM_VALUE" => Self::UnknownEnumValue,
            "MODEL_TIER_NOT_SERVED" => Self::ModelTierNotServed,
            "INVALID_ITEM_ID" => Self::InvalidItemId,
            "DUPLICATE_ITEM_ID" => Self::DuplicateItemId,
            "QUEUE_FULL" => Self::QueueFull,
            "WAIT_TOO_LONG" => Self::WaitTooLong,
            "MEMORY_EXHAUSTED" => Self::MemoryExhausted,
            "TOKEN_MISSING" => Self::TokenMissing,
            "TOKEN_UNKNOWN" => Self::TokenUnknown,
            "CLIENT_NOT_ALLOWED" => Self::ClientNotAllowed,
            "MALFORMED_MESSAGE" => Self::MalformedMessage,
            "CANCELLED" => Self::Cancelled,
            "DEADLINE_EXCEEDED" => Self::DeadlineExceeded,
            "OUT_OF_MEMORY" => Self::OutOfMemory,
            "INTERNAL" => Self::Internal,
            _ => Self::Unknown,
        }
    }
}

// The details have the wire form of google.rpc's, and their names.
fn detail_of<M: Message + Default>(details: &[prost_types::Any], name: &str) -> M {
    let url = format!("type.googleapis.com/google.rpc.{name}");
    details.iter().find(|any| any.type_url == url).and_then(|any| M::decode(&*any.value).ok()).unwrap_or_default()
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {} ({} {})", self.code, self.message, self.reason, self.field)
    }
}

impl std::error::Error for Error {}

impl From<Status> for Error {
    fn from(status: Status) -> Self {
        let details = v1::ErrorStatus::decode(status.details()).unwrap_or_default().details;
        Self::new(status.code(), status.message().to_owned(), &details)
    }
}

impl From<v1::ErrorStatus> for Error {
    fn from(status: v1::ErrorStatus) -> Self {
        Self::new(Code::from_i32(status.code), status.message, &status.details)
    }
}

impl From<tonic::transport::Error> for Error {
    fn from(error: tonic::transport::Error) -> Self {
        Self::new(Code::Unavailable, with_causes(&error), &[])
    }
}

/// "transport error: tcp connect error: Connection refused": an error and what caused it.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        message = format!("{message}: {inner}");
        cause = inner.source();
    }
    message
}

/// What a call does beside what its method does by itself. Those that a method has no use for say nothing to it.
///
/// A call also ends when its future is dropped.
#[derive(Debug, Clone, Default)]
pub struct CallOptions {
    /// The features that `analyze` runs; empty runs all.
    pub features: Vec<v1::Feature>,
    /// How a page is cleaned.
    pub clean: Option<v1::CleanOptions>,
    /// Which quotations.
    pub quotes: Option<v1::QuoteOptions>,
    /// Which entities.
    pub entities: Option<v1::EntityOptions>,
    /// The models; unspecified is the server's choice.
    pub tier: v1::ModelTier,
    /// Names that are known beforehand, at most 1,000.
    pub dictionary: Vec<v1::DictionaryEntry>,
    /// Longest time for the call, in place of the client's; for `analyze_many` none when absent.
    pub timeout: Option<Duration>,
}

/// A document of text or of a page, whichever it looks like; the charset of a page is found out.
pub fn document(content: impl Into<Vec<u8>>) -> v1::Document {
    v1::Document { source: Some(Source::RawContent(content.into())), ..Default::default() }
}

/// A document of plain text.
pub fn text(content: impl Into<String>) -> v1::Document {
    v1::Document {
        source: Some(Source::Content(content.into())),
        r#type: v1::DocumentType::PlainText as i32,
        ..Default::default()
    }
}

/// A page, as bytes in `charset` (found out when empty).
pub fn html(page: impl Into<Vec<u8>>, charset: impl Into<String>) -> v1::Document {
    v1::Document {
        source: Some(Source::RawContent(page.into())),
        r#type: v1::DocumentType::Html as i32,
        charset: charset.into(),
        ..Default::default()
    }
}

/// Cheap to clone; a clone shares the connection.
#[derive(Debug, Clone)]
pub struct Client {
    stub: TextAnalysisServiceClient<Channel>,
    token: Option<MetadataValue<Ascii>>,
    timeout: Duration,
}

impl Client {
    /// Connects without encryption to "http://host:port", with 30 seconds a call.
    pub async fn connect(target: &str) -> Result<Self, Error> {
        Ok(Self::new(Endpoint::from_shared(target.to_owned())?.connect().await?))
    }

    /// Over a channel made by tonic: `Endpoint::tls_config` encrypts, `Channel::balance_list` balances.
    pub fn new(channel: Channel) -> Self {
        let stub = TextAnalysisServiceClient::new(channel).max_decoding_message_size(usize::MAX);
        Self { stub, token: None, timeout: Duration::from_secs(30) }
    }

    /// Sends a bearer token with each call. Errors: InvalidArgument for a token that is not printable ASCII.
    pub fn with_token(mut self, token: &str) -> Result<Self, Error> {
        let header = format!("Bearer {token}").parse();
        self.token = Some(header.map_err(|_| Error::new(Code::InvalidArgument, "the token is not ASCII".into(), &[]))?);
        Ok(self)
    }

    /// Ends each call after `timeout`.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Removes markup and furniture, and tells where each kept byte came from.
    pub async fn clean(&self, document: v1::Document) -> Result<v1::CleanResponse, Error> {
        self.clean_with(document, &CallOptions::default()).await
    }

    /// As `clean`, with options.
    pub async fn clean_with(&self, document: v1::Document, options: &CallOptions) -> Result<v1::CleanResponse, Error> {
        let request = v1::CleanRequest { document: Some(document), encoding_type: ENCODING, options: options.clean };
        self.retry(request, options, |mut stub, request| async move { stub.clean(request).await }).await
    }

    /// Finds who said what.
    pub async fn extract_quotes(&self, document: v1::Document) -> Result<v1::ExtractQuotesResponse, Error> {
        self.extract_quotes_with(document, &CallOptions::default()).await
    }

    /// As `extract_quotes`, with options.
    pub async fn extract_quotes_with(&self, document: v1::Document, options: &CallOptions) -> Result<v1::ExtractQuotesResponse, Error> {
        let request = v1::ExtractQuotesRequest {
            document: Some(document),
            encoding_type: ENCODING,
            options: options.quotes.clone(),
            clean_options: options.clean,
            model_tier: options.tier as i32,
            dictionary: options.dictionary.clone(),
        };
        self.retry(request, options, |mut stub, request| async move { stub.extract_quotes(request).await }).await
    }

    /// Finds who and what is named.
    pub async fn extract_entities(&self, document: v1::Document) -> Result<v1::ExtractEntitiesResponse, Error> {
        self.extract_entities_with(document, &CallOptions::default()).await
    }

    /// As `extract_entities`, with options.
    pub async fn extract_entities_with(&self, document: v1::Document, options: &CallOptions) -> Result<v1::ExtractEntitiesResponse, Error> {
        let request = v1::ExtractEntitiesRequest {
            document: Some(document),
            encoding_type: ENCODING,
            options: options.entities.clone(),
            clean_options: options.clean,
            model_tier: options.tier as i32,
            dictionary: options.dictionary.clone(),
        };
        self.retry(request, options, |mut stub, request| async move { stub.extract_entities(request).await }).await
    }

    /// All of it in one pass; spans address the cleaned document's text.
    pub async fn analyze(&self, document: v1::Document) -> Result<v1::AnalyzeResponse, Error> {
        self.analyze_with(document, &CallOptions::default()).await
    }

    /// As `analyze`, with options.
    pub async fn analyze_with(&self, document: v1::Document, options: &CallOptions) -> Result<v1::AnalyzeResponse, Error> {
        let request = analyze_request(document, options);
        self.retry(request, options, |mut stub, request| async move { stub.analyze(request).await }).await
    }

    /// Checks each quotation of a draft against its sources, by id: whether, where and how they have its words.
    pub async fn verify_quotes(
        &self,
        draft: v1::Document,
        sources: impl IntoIterator<Item = (String, v1::Document)>,
    ) -> Result<v1::VerifyQuotesResponse, Error> {
        self.verify_quotes_with(draft, sources, &CallOptions::default()).await
    }

    /// As `verify_quotes`, with options.
    pub async fn verify_quotes_with(
        &self,
        draft: v1::Document,
        sources: impl IntoIterator<Item = (String, v1::Document)>,
        options: &CallOptions,
    ) -> Result<v1::VerifyQuotesResponse, Error> {
        let sources = sources.into_iter().map(|(source_id, document)| v1::SourceDocument { source_id, document: Some(document) });
        let asked = analyze_request(draft, options);
        let request = v1::VerifyQuotesRequest {
            document: asked.document,
            sources: sources.collect(),
            encoding_type: ENCODING,
            model_tier: asked.model_tier,
            dictionary: asked.dictionary,
        };
        self.retry(request, options, |mut stub, request| async move { stub.verify_quotes(request).await }).await
    }

    /// Analyses documents by id over one stream, and yields answers as they are ready, each with an error of its own or none.
    /// Nothing is read ahead of what the server takes.
    pub async fn analyze_many(
        &self,
        items: impl Stream<Item = (String, v1::Document)> + Send + 'static,
    ) -> Result<impl Stream<Item = Result<(String, Result<v1::AnalyzeResponse, Error>), Error>>, Error> {
        self.analyze_many_with(items, &CallOptions::default()).await
    }

    /// As `analyze_many`, with options.
    pub async fn analyze_many_with(
        &self,
        items: impl Stream<Item = (String, v1::Document)> + Send + 'static,
        options: &CallOptions,
    ) -> Result<impl Stream<Item = Result<(String, Result<v1::AnalyzeResponse, Error>), Error>>, Error> {
        let (asked, timeout) = (options.clone(), options.timeout);
        // Answers also come from the items that are not sent.
        let (refuse, refused) = tokio::sync::mpsc::unbounded_channel();
        let requests = items.filter_map(move |(item_id, document)| {
            let request = v1::StreamingAnalyzeRequest { item_id, request: Some(analyze_request(document, &asked)) };
            match check_size(&request) {
                Ok(()) => Some(request),
                Err(error) => {
                    // Nobody hears it who reads no more answers.
                    let _ = refuse.send(Ok((request.item_id, Err(error))));
                    None
                }
            }
        });
        let mut request = Request::new(requests);
        if let Some(timeout) = timeout {
            request.set_timeout(timeout);
        }
        self.add_token(&mut request);
        let answers = self.stub.clone().streaming_analyze(request).await?.into_inner();
        let answers = answers.map(|answer| {
            use v1::streaming_analyze_response::Result as Outcome;
            let answer = answer?;
            let outcome = match answer.result {
                Some(Outcome::Response(response)) => Ok(response),
                Some(Outcome::Error(error)) => Err(error.into()),
                None => Err(Error::new(Code::Internal, "an answer without a result".into(), &[])),
            };
            Ok((answer.item_id, outcome))
        });
        Ok(answers.merge(UnboundedReceiverStream::new(refused)))
    }

    fn add_token<T>(&self, request: &mut Request<T>) {
        if let Some(token) = &self.token {
            request.metadata_mut().insert("authorization", token.clone());
        }
    }

    async fn retry<I: Clone + Message, O, F>(
        &self,
        message: I,
        options: &CallOptions,
        call: impl Fn(TextAnalysisServiceClient<Channel>, Request<I>) -> F,
    ) -> Result<O, Error>
    where
        F: std::future::Future<Output = Result<Response<O>, Status>>,
    {
        check_size(&message)?;
        let mut wait = FIRST_WAIT;
        for attempt in 1.. {
            let mut request = Request::new(message.clone());
            request.set_timeout(options.timeout.unwrap_or(self.timeout));
            self.add_token(&mut request);
            match call(self.stub.clone(), request).await {
                Ok(response) => return Ok(response.into_inner()),
                Err(status) if attempt < ATTEMPTS && matches!(status.code(), Code::Unavailable | Code::ResourceExhausted) => {
                    tokio::time::sleep(wait).await;
                    wait *= 2;
                }
                Err(status) => return Err(status.into()),
            }
        }
        unreachable!("the last attempt returns")
    }
}

fn analyze_request(document: v1::Document, options: &CallOptions) -> v1::AnalyzeRequest {
    v1::AnalyzeRequest {
        document: Some(document),
        encoding_type: ENCODING,
        features: options.features.iter().map(|&feature| feature as i32).collect(),
        clean_options: options.clean,
        quote_options: options.quotes.clone(),
        entity_options: options.entities.clone(),
        model_tier: options.tier as i32,
        dictionary: options.dictionary.clone(),
    }
}
