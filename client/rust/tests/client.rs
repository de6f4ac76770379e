use std::{
    collections::{HashMap, HashSet},
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use prost_reflect::{DescriptorPool, DynamicMessage, MessageDescriptor};
use serde_json::Value;
use textanalysis_client::{document, text, v1, CallOptions, Client, Error, Reason, DESCRIPTORS};
use tokio_stream::StreamExt;
use tonic::{codec::ProstCodec, transport::Channel, Request};

const TEXT: &str = "😀 “The port is shut,” said Zoë Reid in Edinburgh.";

/// A server on a free port, ended with the test.
struct Server(Child, String);

impl Server {
    fn start() -> Self {
        Self::with("--max_document_bytes=20000")
    }

    fn with(flag: &str) -> Self {
        let binary = std::env::var("TA_TEST_SERVER").unwrap_or("../../build/service/textanalysis_server".into());
        let mut child = Command::new(binary)
            .args(["--address=127.0.0.1:0", "--access_log=false", flag])
            .stderr(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let mut line = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let serving: Value = serde_json::from_str(&line).unwrap();
        Self(child, format!("http://127.0.0.1:{}", serving["port"]))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_in_words() {
    let error = Client::connect("http://127.0.0.1:1").await.unwrap_err();
    assert!(error.to_string().contains("Connection refused"), "{error}");
}

#[tokio::test]
async fn offsets_slice_strings() {
    let server = Server::start();
    let answer = Client::connect(&server.1).await.unwrap().analyze(text(TEXT)).await.unwrap();
    let (cleaned, quote) = (answer.cleaned_document.unwrap().text, &answer.quotes[0]);
    let span = quote.content_spans[0];
    assert_eq!(&cleaned[span.begin_offset as usize..span.end_offset as usize], "The port is shut,");
    assert_eq!(quote.speaker.as_ref().unwrap().name, "Zoë Reid");
}

#[tokio::test]
async fn errors_are_typed() {
    let server = Server::start();
    let error = Client::connect(&server.1).await.unwrap().clean(text("")).await.unwrap_err();
    assert_eq!((error.reason.as_str(), error.field.as_str()), ("DOCUMENT_EMPTY", "document.content"));
    assert_eq!(error.kind(), Reason::DocumentEmpty);
}

#[tokio::test]
async fn options_reach_the_server() {
    let page = format!("<nav><a href=/>Home</a></nav><article><h1>Port</h1><p>{TEXT}</p><p>Ana Diaz believes the mill will close. She paid £4m.</p></article>");
    let server = Server::start();
    let client = Client::connect(&server.1).await.unwrap();
    let options = CallOptions {
        clean: Some(v1::CleanOptions { omit_segments: true, ..Default::default() }),
        quotes: Some(v1::QuoteOptions { attribution_types: vec![v1::AttributionType::Belief as i32], ..Default::default() }),
        entities: Some(v1::EntityOptions { types: vec![v1::EntityType::Money as i32], ..Default::default() }),
        tier: v1::ModelTier::Fast,
        ..Default::default()
    };
    let all = client.analyze_with(document(page.clone()), &options).await.unwrap();
    assert_eq!(all.quotes.iter().map(|q| q.speaker.as_ref().unwrap().name.as_str()).collect::<Vec<_>>(), ["Ana Diaz"]);
    assert_eq!(all.entities.len(), 1);
    assert!(all.cleaned_document.unwrap().segments.is_empty());
    assert_eq!(client.extract_quotes_with(document(page.clone()), &options).await.unwrap().quotes.len(), 1);
    assert_eq!(client.extract_entities_with(document(page.clone()), &options).await.unwrap().entities.len(), 1);
    let clean = CallOptions { features: vec![v1::Feature::Clean], ..Default::default() };
    assert!(client.analyze_with(document(page.clone()), &clean).await.unwrap().quotes.is_empty());
    let items = tokio_stream::iter([("a".to_owned(), document(page))]);
    let mut answers = Box::pin(client.analyze_many_with(items, &options).await.unwrap());
    assert_eq!(answers.next().await.unwrap().unwrap().1.unwrap().quotes.len(), 1);
    let accurate = CallOptions { tier: v1::ModelTier::Accurate, ..Default::default() };
    assert_eq!(client.analyze_with(text(TEXT), &accurate).await.unwrap_err().kind(), Reason::ModelTierNotServed);
}

#[tokio::test]
async fn calls_end_by_their_own_time() {
    let server = Server::start();
    let client = Client::connect(&server.1).await.unwrap();
    let brief = CallOptions { timeout: Some(std::time::Duration::from_nanos(1)), ..Default::default() };
    let error = client.analyze_with(text(TEXT), &brief).await.unwrap_err();
    assert!(matches!(error.code, tonic::Code::DeadlineExceeded | tonic::Code::Cancelled), "{error}");
}

async fn refusal(flag: &str, token: &str) -> String {
    let server = Server::with(flag);
    let mut client = Client::connect(&server.1).await.unwrap();
    if !token.is_empty() {
        client = client.with_token(token).unwrap();
    }
    client.clean(text("x")).await.map_or_else(|error| error.reason, |_| "none".into())
}

#[tokio::test]
async fn refused_callers_are_told_why() {
    let tokens = "--token_file=../../tests/golden/tokens";
    assert_eq!(refusal(tokens, "").await, "TOKEN_MISSING");
    assert_eq!(refusal(tokens, "wrong").await, "TOKEN_UNKNOWN");
    assert_eq!(refusal(tokens, "abc").await, "none");
}

#[tokio::test]
async fn bad_ids_of_items_are_told() {
    let server = Server::start();
    let long = TEXT.repeat(250);
    let items = vec![(String::new(), text(TEXT)), ("a".into(), text(&long)), ("a".into(), text(&long))];
    let mut stream = Client::connect(&server.1).await.unwrap().analyze_many(tokio_stream::iter(items)).await.unwrap();
    let mut reasons = HashSet::new();
    while let Some(answer) = stream.next().await {
        if let (_, Err(error)) = answer.unwrap() {
            reasons.insert(error.reason);
        }
    }
    assert_eq!(reasons, HashSet::from(["INVALID_ITEM_ID".to_string(), "DUPLICATE_ITEM_ID".to_string()]));
}

#[tokio::test]
async fn a_stream_answers_every_item() {
    let server = Server::start();
    let client = Client::connect(&server.1).await.unwrap();
    let items = tokio_stream::iter((0..40).map(|k| (k.to_string(), text(if k == 5 { "" } else { TEXT }))));
    let mut answers = HashMap::new();
    let mut stream = client.analyze_many(items).await.unwrap();
    while let Some(answer) = stream.next().await {
        let (id, outcome) = answer.unwrap();
        answers.insert(id, outcome);
    }
    assert_eq!(answers.len(), 40);
    assert_eq!(answers["5"].as_ref().unwrap_err().reason, "DOCUMENT_EMPTY");
    assert!(!answers["6"].as_ref().unwrap().quotes.is_empty());
}

/// Drops what changes by itself (versions) or by rounding (probabilities).
fn comparable(value: Value) -> Value {
    const LEFT_OUT: [&str; 6] = ["confidence", "score", "salience", "extractionConfidence", "engineVersion", "modelVersion"];
    match value {
        Value::Array(items) => items.into_iter().map(comparable).collect(),
        Value::Object(members) => {
            members.into_iter().filter(|(k, _)| !LEFT_OUT.contains(&k.as_str())).map(|(k, v)| (k, comparable(v))).collect()
        }
        other => other,
    }
}

fn descriptor(pool: &DescriptorPool, name: &str) -> MessageDescriptor {
    pool.get_message_by_name(&format!("textanalysis.v1.{name}")).unwrap()
}

/// Makes the typed call of a case, and gives its answer as JSON.
async fn answer(channel: Channel, pool: &DescriptorPool, case: &Value) -> Result<Value, Error> {
    macro_rules! call {
        ($request:ty, $response:ty) => {{
            let method = case["method"].as_str().unwrap();
            let message = DynamicMessage::deserialize(descriptor(pool, &format!("{method}Request")), &case["request"]).unwrap();
            let mut grpc = tonic::client::Grpc::new(channel);
            grpc.ready().await.unwrap();
            let path = format!("/textanalysis.v1.TextAnalysisService/{method}").parse().unwrap();
            let codec = ProstCodec::<$request, $response>::default();
            let response = grpc.unary(Request::new(message.transcode_to::<$request>().unwrap()), path, codec).await?.into_inner();
            let mut dynamic = DynamicMessage::new(descriptor(pool, &format!("{method}Response")));
            dynamic.transcode_from(&response).unwrap();
            Ok(serde_json::to_value(&dynamic).unwrap())
        }};
    }
    match case["method"].as_str().unwrap() {
        "Clean" => call!(v1::CleanRequest, v1::CleanResponse),
        "ExtractQuotes" => call!(v1::ExtractQuotesRequest, v1::ExtractQuotesResponse),
        "ExtractEntities" => call!(v1::ExtractEntitiesRequest, v1::ExtractEntitiesResponse),
        "VerifyQuotes" => call!(v1::VerifyQuotesRequest, v1::VerifyQuotesResponse),
        _ => call!(v1::AnalyzeRequest, v1::AnalyzeResponse),
    }
}

#[tokio::test]
async fn answers_are_those_of_the_golden_table() {
    let server = Server::start();
    let channel = Channel::from_shared(server.1.clone()).unwrap().connect().await.unwrap();
    let pool = DescriptorPool::decode(DESCRIPTORS).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&std::fs::read_to_string("../../tests/golden/clients.json").unwrap()).unwrap();
    assert!(cases.len() > 20);
    for case in cases {
        let got = answer(channel.clone(), &pool, &case).await;
        match case.get("error") {
            Some(error) => {
                let failed = got.unwrap_err();
                assert_eq!(failed.reason, error["reason"].as_str().unwrap(), "{}", case["name"]);
                assert_eq!(failed.field, error["field"].as_str().unwrap(), "{}", case["name"]);
            }
            None => assert_eq!(comparable(got.unwrap()), comparable(case["response"].clone()), "{}", case["name"]),
        }
    }
}

#[tokio::test]
async fn documents_of_any_size_are_told_that_they_are_too_large() {
    let server = Server::start();
    let client = Client::connect(&server.1).await.unwrap();
    let huge = text("x".repeat(70 << 20));
    let error = client.clean(huge.clone()).await.unwrap_err();
    assert_eq!((error.code, error.kind()), (tonic::Code::InvalidArgument, Reason::DocumentTooLarge));
    assert!(error.metadata["actualBytes"].parse::<u64>().unwrap() > error.metadata["maxBytes"].parse().unwrap());
    let items = [("a", huge.clone()), ("b", text(TEXT)), ("c", huge)].map(|(id, document)| (id.to_owned(), document));
    let answers: Vec<_> = client.analyze_many(tokio_stream::iter(items)).await.unwrap().map(Result::unwrap).collect().await;
    let too_large: HashMap<_, _> =
        answers.into_iter().map(|(id, answer)| (id, answer.is_err_and(|e| e.kind() == Reason::DocumentTooLarge))).collect();
    assert_eq!(too_large, HashMap::from([("a".into(), true), ("b".into(), false), ("c".into(), true)]));
}

#[tokio::test]
async fn the_largest_answers_arrive() {
    let server = Server::with("--max_document_bytes=8388608");
    let words = "word ".repeat(1_600_000);
    let answer = Client::connect(&server.1).await.unwrap().clean(text(words.as_str())).await.unwrap();
    assert_eq!(answer.cleaned_document.unwrap().text, words.trim_end());
}
