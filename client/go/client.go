// Package textanalysis calls the textanalysis service: clean text, quotations and entities of news pages.
//
//	client, err := textanalysis.Dial("localhost:50051", textanalysis.Options{})
//	answer, err := client.Analyze(ctx, textanalysis.Text("“The port is shut,” said Fiona Reid."))
//	for _, quote := range answer.Quotes {
//		fmt.Println(quote.Speaker.GetName(), "—", quote.Content)
//	}
//
// Offsets count bytes of UTF-8, so that they slice a Go string.
package textanalysis

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	_ "google.golang.org/grpc/health" // Leaves servers that drain, as the service config asks.
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/anypb"

	pb "github.com/textanalysis/textanalysis/client/go/textanalysispb"
)

//go:embed textanalysispb/service_config.json
var serviceConfig string

// Options say how a server is reached. The zero value is plain text and 30 seconds a call.
type Options struct {
	TLS     credentials.TransportCredentials // nil: no encryption.
	Token   string                           // Bearer token, sent with each call.
	Timeout time.Duration                    // Of calls whose context has no deadline; 0 is 30 seconds.
}

// Client is safe for concurrent use.
type Client struct {
	connection *grpc.ClientConn
	stub       pb.TextAnalysisServiceClient
	options    Options
}

// Dial prepares a connection to target ("host:port"; "dns:///name:port" balances over all of its addresses).
func Dial(target string, options Options) (*Client, error) {
	if options.Timeout == 0 {
		options.Timeout = 30 * time.Second
	}
	transport := options.TLS
	if transport == nil {
		transport = insecure.NewCredentials()
	}
	connection, err := grpc.NewClient(target, grpc.WithTransportCredentials(transport), grpc.WithDefaultServiceConfig(serviceConfig),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(math.MaxInt32)))
	if err != nil {
		return nil, err
	}
	return &Client{connection, pb.NewTextAnalysisServiceClient(connection), options}, nil
}

// Close ends the connection.
func (c *Client) Close() error { return c.connection.Close() }

// Any is a document of text or of a page, whichever content looks like; the charset of a page is found out.
func Any(content []byte) *pb.Document {
	return &pb.Document{Source: &pb.Document_RawContent{RawContent: content}}
}

// Text is a document of plain text.
func Text(content string) *pb.Document {
	return &pb.Document{Source: &pb.Document_Content{Content: content}, Type: pb.DocumentType_DOCUMENT_TYPE_PLAIN_TEXT}
}

// HTML is a page, as bytes in charset (found out when empty).
func HTML(page []byte, charset string) *pb.Document {
	return &pb.Document{Source: &pb.Document_RawContent{RawContent: page}, Type: pb.DocumentType_DOCUMENT_TYPE_HTML, Charset: charset}
}

// Option says what a call does beside what its method does by itself. Those that a method has no use for say nothing to it.
type Option func(*pb.AnalyzeRequest)

// WithFeatures has Analyze run these alone.
func WithFeatures(features ...pb.Feature) Option {
	return func(r *pb.AnalyzeRequest) { r.Features = features }
}

// WithClean says how a page is cleaned.
func WithClean(options *pb.CleanOptions) Option {
	return func(r *pb.AnalyzeRequest) { r.CleanOptions = options }
}

// WithQuotes chooses quotations.
func WithQuotes(options *pb.QuoteOptions) Option {
	return func(r *pb.AnalyzeRequest) { r.QuoteOptions = options }
}

// WithEntities chooses entities.
func WithEntities(options *pb.EntityOptions) Option {
	return func(r *pb.AnalyzeRequest) { r.EntityOptions = options }
}

// WithTier chooses the models.
func WithTier(tier pb.ModelTier) Option {
	return func(r *pb.AnalyzeRequest) { r.ModelTier = tier }
}

// WithDictionary brings names that are known beforehand, at most 1,000.
func WithDictionary(entries ...*pb.DictionaryEntry) Option {
	return func(r *pb.AnalyzeRequest) { r.Dictionary = entries }
}

func requestOf(document *pb.Document, options []Option) *pb.AnalyzeRequest {
	request := &pb.AnalyzeRequest{Document: document, EncodingType: pb.EncodingType_ENCODING_TYPE_UTF8}
	for _, option := range options {
		option(request)
	}
	return request
}

// Clean removes markup and furniture, and tells where each kept byte came from.
//
// A call ends with its context: by its deadline, or the Client's Timeout where it has none, or when it is cancelled.
func (c *Client) Clean(ctx context.Context, document *pb.Document, options ...Option) (*pb.CleanResponse, error) {
	r := requestOf(document, options)
	return call(ctx, c, c.stub.Clean, &pb.CleanRequest{Document: document, EncodingType: r.EncodingType, Options: r.CleanOptions})
}

// ExtractQuotes finds who said what.
func (c *Client) ExtractQuotes(ctx context.Context, document *pb.Document, options ...Option) (*pb.ExtractQuotesResponse, error) {
	r := requestOf(document, options)
	return call(ctx, c, c.stub.ExtractQuotes, &pb.ExtractQuotesRequest{Document: document, EncodingType: r.EncodingType,
		Options: r.QuoteOptions, CleanOptions: r.CleanOptions, ModelTier: r.ModelTier, Dictionary: r.Dictionary})
}

// ExtractEntities finds who and what is named.
func (c *Client) ExtractEntities(ctx context.Context, document *pb.Document, options ...Option) (*pb.ExtractEntitiesResponse, error) {
	r := requestOf(document, options)
	return call(ctx, c, c.stub.ExtractEntities, &pb.ExtractEntitiesRequest{Document: document, EncodingType: r.EncodingType,
		Options: r.EntityOptions, CleanOptions: r.CleanOptions, ModelTier: r.ModelTier, Dictionary: r.Dictionary})
}

// Analyze does all of it in one pass; spans address CleanedDocument.Text.
func (c *Client) Analyze(ctx context.Context, document *pb.Document, options ...Option) (*pb.AnalyzeResponse, error) {
	return call(ctx, c, c.stub.Analyze, requestOf(document, options))
}

// VerifyQuotes checks each quotation of a draft against its sources: whether, where and how they have its words.
func (c *Client) VerifyQuotes(ctx context.Context, draft *pb.Document, sources []*pb.SourceDocument, options ...Option) (*pb.VerifyQuotesResponse, error) {
	asked := requestOf(draft, options)
	request := &pb.VerifyQuotesRequest{Document: asked.Document, Sources: sources, EncodingType: asked.EncodingType, ModelTier: asked.ModelTier, Dictionary: asked.Dictionary}
	return call(ctx, c, c.stub.VerifyQuotes, request)
}

// Source is a text that quotations may come from, under a name of your own.
func Source(id string, document *pb.Document) *pb.SourceDocument {
	return &pb.SourceDocument{SourceId: id, Document: document}
}

// Item is one document of many.
type Item struct {
	ID       string
	Document *pb.Document
}

// Answer is what became of an Item: a response, or an error of its own.
type Answer struct {
	ID       string
	Response *pb.AnalyzeResponse
	Err      error
}

// AnalyzeMany analyses what comes over items, until it is closed, over one stream, and hands each answer to handle as it is ready.
// It returns when all are answered, or with the stream's error. Nothing is read ahead of what the server takes.
func (c *Client) AnalyzeMany(ctx context.Context, items <-chan Item, handle func(Answer), options ...Option) error {
	ctx, cancel := context.WithCancel(c.withToken(ctx))
	defer cancel()
	stream, err := c.stub.StreamingAnalyze(ctx)
	if err != nil {
		return wrap(err)
	}
	// Answers also come from the items that are not sent.
	var one sync.Mutex
	ended := false
	answered := func(answer Answer) {
		one.Lock()
		defer one.Unlock()
		if !ended {
			handle(answer)
		}
	}
	defer func() {
		one.Lock()
		ended = true
		one.Unlock()
	}()
	go send(ctx, stream, items, options, answered)
	for {
		answer, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return wrap(err)
		}
		out := Answer{ID: answer.ItemId, Response: answer.GetResponse()}
		if failed := answer.GetError(); failed != nil {
			out.Err = fromStatus(failed)
		}
		answered(out)
	}
}

// send ends with the stream, which Recv then reports.
func send(ctx context.Context, stream pb.TextAnalysisService_StreamingAnalyzeClient, items <-chan Item, options []Option, answered func(Answer)) {
	for {
		select {
		case <-ctx.Done():
			return
		case item, more := <-items:
			if !more {
				_ = stream.CloseSend()
				return
			}
			request := &pb.StreamingAnalyzeRequest{ItemId: item.ID, Request: requestOf(item.Document, options)}
			if err := checkSize(request); err != nil {
				answered(Answer{ID: item.ID, Err: err})
			} else if stream.Send(request) != nil {
				return
			}
		}
	}
}

func (c *Client) withToken(ctx context.Context) context.Context {
	if c.options.Token == "" {
		return ctx
	}
	return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+c.options.Token)
}

// The most that --max_document_bytes may be, and what a server reads of a message.
const (
	maxDocumentBytes = 64 << 20
	maxMessageBytes  = maxDocumentBytes + 64<<10
)

// checkSize says what the server says of a document that is too large, of a message that none would read to its end.
func checkSize(request proto.Message) error {
	size := proto.Size(request)
	if size <= maxMessageBytes {
		return nil
	}
	return &Error{Code: codes.InvalidArgument, Message: "the document is over the limit of every server; split it", Reason: ReasonDocumentTooLarge,
		Field: "document.content", Metadata: map[string]string{"maxBytes": strconv.Itoa(maxDocumentBytes), "actualBytes": strconv.Itoa(size)}}
}

func call[Request proto.Message, Response any](ctx context.Context, c *Client,
	method func(context.Context, Request, ...grpc.CallOption) (Response, error), request Request) (Response, error) {
	if err := checkSize(request); err != nil {
		var none Response
		return none, err
	}
	ctx = c.withToken(ctx)
	if _, has := ctx.Deadline(); !has {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.options.Timeout)
		defer cancel()
	}
	response, err := method(ctx, request)
	return response, wrap(err)
}

// Error is an error of the server, or of the way to it.
type Error struct {
	Code     codes.Code
	Message  string
	Reason   Reason            // "" where the server was not reached.
	Field    string            // "document.content", or "".
	Metadata map[string]string // Figures, with the unit in the key.
}

// GRPCStatus lets status.Code and status.Convert read an Error.
func (e *Error) GRPCStatus() *status.Status { return status.New(e.Code, e.Message) }

// Is reports whether target is the error's Reason, or the context's error for the same end: errors.Is(err, context.DeadlineExceeded).
func (e *Error) Is(target error) bool {
	if reason, ok := target.(Reason); ok {
		return e.Reason == reason
	}
	return target == context.DeadlineExceeded && e.Code == codes.DeadlineExceeded || target == context.Canceled && e.Code == codes.Canceled
}

func (e *Error) Error() string {
	return fmt.Sprintf("%s: %s (%s %s)", e.Code, e.Message, e.Reason, e.Field)
}

func wrap(err error) error {
	if err == nil {
		return nil
	}
	s := status.Convert(err)
	return newError(s.Code(), s.Message(), s.Proto().GetDetails())
}

func fromStatus(s *pb.ErrorStatus) error {
	return newError(codes.Code(s.Code), s.Message, s.Details)
}

// newError reads the details, which have the wire form of google.rpc's.
func newError(code codes.Code, message string, details []*anypb.Any) *Error {
	out := &Error{Code: code, Message: message}
	for _, packed := range details {
		var info pb.ErrorInfo
		var bad pb.BadRequest
		switch packed.MessageName() {
		case "google.rpc.ErrorInfo":
			if proto.Unmarshal(packed.Value, &info) == nil {
				out.Reason, out.Metadata = Reason(info.Reason), info.Metadata
			}
		case "google.rpc.BadRequest":
			if proto.Unmarshal(packed.Value, &bad) == nil && len(bad.FieldViolations) > 0 {
				out.Field = bad.FieldViolations[0].Field
			}
		}
	}
	return out
}
