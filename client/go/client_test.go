package textanalysis

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	pb "github.com/textanalysis/textanalysis/client/go/textanalysispb"
)

var address string

// serve starts a server with these flags on a free port and returns its address.
func serve(flags ...string) (*exec.Cmd, string, error) {
	binary := os.Getenv("TA_TEST_SERVER")
	if binary == "" {
		binary = "../../build/service/textanalysis_server"
	}
	server := exec.Command(binary, append(flags, "--address=127.0.0.1:0", "--drain_delay=0s")...)
	log, err := server.StderrPipe()
	if err == nil {
		err = server.Start()
	}
	if err != nil {
		return nil, "", err
	}
	line, _ := bufio.NewReader(log).ReadBytes('\n')
	var serving struct{ Port int }
	_ = json.Unmarshal(line, &serving)
	return server, fmt.Sprintf("127.0.0.1:%d", serving.Port), nil
}

func TestMain(m *testing.M) {
	server, at, err := serve("--max_document_bytes=20000")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	address = at
	code := m.Run()
	_ = server.Process.Kill()
	os.Exit(code)
}

func dial(t *testing.T) *Client { return dialAt(t, address, Options{}) }

func dialAt(t *testing.T, target string, options Options) *Client {
	client, err := Dial(target, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

const sentence = "😀 “The port is shut,” said Zoë Reid in Edinburgh."

func TestOffsetsSliceStrings(t *testing.T) {
	answer, err := dial(t).Analyze(context.Background(), Text(sentence))
	if err != nil {
		t.Fatal(err)
	}
	quote := answer.Quotes[0]
	span := quote.ContentSpans[0]
	if got := answer.CleanedDocument.Text[span.BeginOffset:span.EndOffset]; got != quote.Content || got != "The port is shut," {
		t.Errorf("the span holds %q", got)
	}
	if quote.Speaker.Name != "Zoë Reid" {
		t.Errorf("speaker %q", quote.Speaker.Name)
	}
}

func TestErrorsAreTyped(t *testing.T) {
	_, err := dial(t).Clean(context.Background(), Text(""))
	var failed *Error
	if !errors.As(err, &failed) || failed.Reason != ReasonDocumentEmpty || !errors.Is(err, ReasonDocumentEmpty) || errors.Is(err, ReasonInternal) || failed.Field != "document.content" {
		t.Errorf("got %v", err)
	}
}

func expectRefusal(t *testing.T, want Reason, token string, flags ...string) {
	server, target, err := serve(flags...)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Process.Kill() }()
	_, err = dialAt(t, target, Options{Token: token}).Clean(context.Background(), Text("x"))
	var failed *Error
	if want == "" && err == nil {
		return
	}
	if !errors.As(err, &failed) || failed.Reason != want {
		t.Errorf("got %v, want %q", err, want)
	}
}

func TestRefusedCallersAreToldWhy(t *testing.T) {
	tokens := "--token_file=../../tests/golden/tokens"
	expectRefusal(t, "TOKEN_MISSING", "", tokens)
	expectRefusal(t, "TOKEN_UNKNOWN", "wrong", tokens)
	expectRefusal(t, "", "abc", tokens)
}

func TestBadIDsOfItemsAreTold(t *testing.T) {
	long := strings.Repeat(sentence, 250)
	items := make(chan Item, 3)
	items <- Item{"", Text(sentence)}
	items <- Item{"a", Text(long)}
	items <- Item{"a", Text(long)}
	close(items)
	reasons := map[Reason]bool{}
	err := dial(t).AnalyzeMany(context.Background(), items, func(a Answer) {
		var failed *Error
		if errors.As(a.Err, &failed) {
			reasons[failed.Reason] = true
		}
	})
	if err != nil || len(reasons) != 2 || !reasons[ReasonInvalidItemId] || !reasons[ReasonDuplicateItemId] {
		t.Errorf("got %v, %v", reasons, err)
	}
}

func TestStreamAnswersEveryItem(t *testing.T) {
	items := make(chan Item)
	go func() {
		defer close(items)
		for k := range 40 {
			document := Text(sentence)
			if k == 5 {
				document = Text("")
			}
			items <- Item{fmt.Sprint(k), document}
		}
	}()
	answered := map[string]error{}
	if err := dial(t).AnalyzeMany(context.Background(), items, func(a Answer) { answered[a.ID] = a.Err }); err != nil {
		t.Fatal(err)
	}
	if len(answered) != 40 || answered["4"] != nil || answered["5"] == nil {
		t.Errorf("answers %v", answered)
	}
}

const page = "<nav><a href=/>Home</a></nav><article><h1>Port</h1><p>" + sentence + "</p><p>Ana Diaz believes the mill will close. She paid £4m.</p></article>"

func TestOptionsReachTheServer(t *testing.T) {
	beliefs := WithQuotes(&pb.QuoteOptions{AttributionTypes: []pb.AttributionType{pb.AttributionType_ATTRIBUTION_TYPE_BELIEF}})
	money := WithEntities(&pb.EntityOptions{Types: []pb.EntityType{pb.EntityType_ENTITY_TYPE_MONEY}})
	short := WithClean(&pb.CleanOptions{OmitSegments: true})
	client, ctx := dial(t), context.Background()
	all, err := client.Analyze(ctx, Any([]byte(page)), beliefs, money, short, WithTier(pb.ModelTier_MODEL_TIER_FAST))
	if err != nil || len(all.Quotes) != 1 || all.Quotes[0].Speaker.Name != "Ana Diaz" || len(all.Entities) != 1 ||
		len(all.CleanedDocument.Segments) != 0 {
		t.Errorf("got %v, %v", all, err)
	}
	quotes, err := client.ExtractQuotes(ctx, Any([]byte(page)), beliefs)
	if err != nil || len(quotes.Quotes) != 1 || len(quotes.CleanedDocument.Segments) == 0 {
		t.Errorf("got %v, %v", quotes, err)
	}
	entities, err := client.ExtractEntities(ctx, Any([]byte(page)), money)
	if err != nil || len(entities.Entities) != 1 {
		t.Errorf("got %v, %v", entities, err)
	}
	clean, err := client.Analyze(ctx, Any([]byte(page)), WithFeatures(pb.Feature_FEATURE_CLEAN))
	if err != nil || len(clean.Quotes) != 0 {
		t.Errorf("got %v, %v", clean, err)
	}
	if _, err := client.Analyze(ctx, Text(sentence), WithTier(pb.ModelTier_MODEL_TIER_ACCURATE)); !errors.Is(err, ReasonModelTierNotServed) {
		t.Errorf("got %v", err)
	}
}

func TestCallsEndWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Nanosecond)
	defer cancel()
	if _, err := dial(t).Clean(ctx, Text("x")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	ctx, cancel = context.WithCancel(context.Background())
	cancel()
	if _, err := dial(t).Clean(ctx, Text("x")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	slow, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if _, err := dialAt(t, address, Options{Timeout: time.Nanosecond}).Clean(slow, Text("x")); err != nil {
		t.Errorf("the context's deadline holds, not the client's: %v", err)
	}
}

type goldenCase struct {
	Name, Method string
	Request      json.RawMessage
	Response     map[string]any
	Error        *struct{ Code, Reason, Field string }
}

// comparable drops what changes by itself (versions) or by rounding (probabilities).
func comparable(value any) any {
	switch v := value.(type) {
	case []any:
		for k := range v {
			v[k] = comparable(v[k])
		}
	case map[string]any:
		for _, key := range []string{"confidence", "score", "salience", "extractionConfidence", "engineVersion", "modelVersion"} {
			delete(v, key)
		}
		for k := range v {
			v[k] = comparable(v[k])
		}
	}
	return value
}

func TestGoldenTable(t *testing.T) {
	data, err := os.ReadFile("../../tests/golden/clients.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []goldenCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	methods := map[string][2]proto.Message{
		"Clean":           {&pb.CleanRequest{}, &pb.CleanResponse{}},
		"ExtractQuotes":   {&pb.ExtractQuotesRequest{}, &pb.ExtractQuotesResponse{}},
		"ExtractEntities": {&pb.ExtractEntitiesRequest{}, &pb.ExtractEntitiesResponse{}},
		"Analyze":         {&pb.AnalyzeRequest{}, &pb.AnalyzeResponse{}},
		"VerifyQuotes":    {&pb.VerifyQuotesRequest{}, &pb.VerifyQuotesResponse{}},
	}
	client := dial(t)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			request, response := proto.Clone(methods[c.Method][0]), proto.Clone(methods[c.Method][1])
			if err := protojson.Unmarshal(c.Request, request); err != nil {
				t.Fatal(err)
			}
			err := wrap(client.connection.Invoke(context.Background(), "/textanalysis.v1.TextAnalysisService/"+c.Method, request, response,
				grpc.WaitForReady(true)))
			checkGolden(t, c, response, err)
		})
	}
}

func checkGolden(t *testing.T, c goldenCase, response proto.Message, err error) {
	if c.Error != nil {
		var failed *Error
		if !errors.As(err, &failed) || string(failed.Reason) != c.Error.Reason || failed.Field != c.Error.Field {
			t.Errorf("got %v, want %v", err, c.Error)
		}
		return
	}
	text, _ := protojson.Marshal(response)
	var got map[string]any
	_ = json.Unmarshal(text, &got)
	if !reflect.DeepEqual(comparable(got), comparable(c.Response)) {
		t.Errorf("got %v\nwant %v", got, c.Response)
	}
}

func TestErrorsAnswerTheStandardQuestions(t *testing.T) {
	_, err := dial(t).Clean(context.Background(), Text(""))
	if status.Code(err) != codes.InvalidArgument {
		t.Errorf("status.Code says %v", status.Code(err))
	}
	_, err = dialAt(t, address, Options{Timeout: time.Nanosecond}).Clean(context.Background(), Text("x"))
	if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) {
		t.Errorf("a spent time-out is %v", err)
	}
}

func TestDocumentsOfAnySizeAreToldThatTheyAreTooLarge(t *testing.T) {
	client := dial(t)
	huge := Text(strings.Repeat("x", 70<<20))
	_, err := client.Clean(context.Background(), huge)
	var failed *Error
	if !errors.As(err, &failed) || failed.Code != codes.InvalidArgument || failed.Reason != ReasonDocumentTooLarge || failed.Metadata["actualBytes"] == "" {
		t.Fatal(err)
	}
	items := make(chan Item)
	go func() {
		for id, document := range map[string]*pb.Document{"a": huge, "b": Text(sentence), "c": huge} {
			items <- Item{id, document}
		}
		close(items)
	}()
	tooLarge := map[string]bool{}
	err = client.AnalyzeMany(context.Background(), items, func(answer Answer) { tooLarge[answer.ID] = errors.Is(answer.Err, ReasonDocumentTooLarge) })
	if err != nil || !reflect.DeepEqual(tooLarge, map[string]bool{"a": true, "b": false, "c": true}) {
		t.Fatal(err, tooLarge)
	}
}

func TestTheLargestAnswersArrive(t *testing.T) {
	server, at, err := serve()
	if err != nil {
		t.Fatal(err)
	}
	defer server.Process.Kill()
	text := strings.Repeat("word ", 1_600_000)
	answer, err := dialAt(t, at, Options{}).Clean(context.Background(), Text(text))
	if err != nil || answer.CleanedDocument.Text != strings.TrimSpace(text) {
		t.Fatal(err)
	}
}
