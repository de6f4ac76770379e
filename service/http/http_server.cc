#include "service/http/http_server.h"

#include <httplib.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <future>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "analysis/text/error.h"
#include "service/http/json.h"
#include "service/runtime/thread_name.h"
#include "web/web.h"

namespace textanalysis::http {
namespace {

constexpr size_t kThreads = 64;
constexpr time_t kIdleSeconds = 5;
constexpr size_t kBodyOverheadBytes = 64 * 1024;
constexpr char kJson[] = "application/json";

// JSON may escape each byte of a document.
size_t MaxBodyBytes(const rpc::Environment& environment) {
  return 2 * environment.max_document_bytes + kBodyOverheadBytes;
}

void SetError(const absl::Status& status, httplib::Response& response) {
  response.status = HttpCode(status.code());
  response.set_content(ErrorJson(status), kJson);
}

absl::Status TooLarge(size_t max_bytes) {
  return text::InvalidArgument(
      {.reason = "DOCUMENT_TOO_LARGE", .figures = {{"maxBytes", absl::StrCat(max_bytes)}}},
      "the body is over the limit; split the document, or raise --max_document_bytes");
}

// Reads the body, which may be compressed.
//   Errors: `response` then holds the answer.
bool ReadBody(const httplib::Request& request, const httplib::ContentReader& reader,
              size_t max_bytes, std::string* body, httplib::Response& response) {
  if (!absl::StartsWith(absl::AsciiStrToLower(request.get_header_value("Content-Type")), kJson)) {
    SetError(text::InvalidArgument({.reason = "UNSUPPORTED_MEDIA_TYPE"},
                                   "send Content-Type: application/json"),
             response);
    response.status = 415;
    return false;
  }
  bool too_large = false;
  const bool read = reader([&](const char* data, size_t size) {
    too_large = body->size() + size > max_bytes;
    if (!too_large) body->append(data, size);
    return !too_large;
  });
  if (read) return true;
  if (too_large) {
    SetError(TooLarge(max_bytes), response);
    response.status = 413;
  } else if (response.status < 400) {
    response.status = 400;
  }
  return false;
}

// Subject alternative names of the client's verified certificate.
std::vector<std::string> CertificateNames(const httplib::Request& request) {
  std::vector<std::string> out;
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      request.ssl == nullptr ? nullptr : SSL_get1_peer_certificate(request.ssl), &X509_free);
  if (certificate == nullptr) return out;
  auto* names = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr));
  for (int k = 0; k < sk_GENERAL_NAME_num(names); ++k) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, k);
    if (name->type != GEN_DNS && name->type != GEN_URI && name->type != GEN_EMAIL) continue;
    const ASN1_STRING* text = name->d.ia5;
    out.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                     static_cast<size_t>(ASN1_STRING_length(text)));
  }
  GENERAL_NAMES_free(names);
  return out;
}

// Answers a message on a worker and waits for it.
template <typename Request, typename Response>
absl::Status CallWorker(const rpc::Environment& environment, const Request& message,
                        absl::Duration limit, Response* answer, telemetry::Call* call) {
  const text::Budget budget{.deadline = text::FromNow(limit)};
  std::promise<absl::Status> done;
  const absl::Status posted = environment.admission->Post(
      call->request_bytes, budget, [&](const absl::Status& admitted, absl::Duration waited) {
        call->waited = waited;
        done.set_value(!admitted.ok() ? admitted : rpc::RunBehindBarrier([&] {
          return rpc::Answer(environment, message, budget, answer, call);
        }));
      });
  return posted.ok() ? done.get_future().get() : posted;
}

// One POST of one method.
template <typename Request, typename Response>
absl::Status Handle(const Options& options, const rpc::Environment& environment,
                    const httplib::Request& request, const std::string& body, telemetry::Call* call,
                    std::string* out) {
  absl::StatusOr<std::string> client = environment.access.Check(
      request.get_header_value("Authorization"), CertificateNames(request));
  if (!client.ok()) return client.status();
  call->client = *std::move(client);
  google::protobuf::Arena arena;
  auto* const message = google::protobuf::Arena::CreateMessage<Request>(&arena);
  if (absl::Status status = FromJson(body, message); !status.ok()) return status;
  auto* const answer = google::protobuf::Arena::CreateMessage<Response>(&arena);
  absl::Status status = CallWorker(environment, *message, options.call_limit, answer, call);
  if (status.ok()) *out = ToJson(*answer);
  return status;
}

template <typename Request, typename Response>
void Route(const char* path, const char* method, const Options& options,
           const rpc::Environment& environment, httplib::Server* server) {
  server->Post(path, [options, &environment, method](const httplib::Request& request,
                                                     httplib::Response& response,
                                                     const httplib::ContentReader& reader) {
    std::string body, out;
    if (!ReadBody(request, reader, MaxBodyBytes(environment), &body, response)) return;
    const std::string traceparent = request.get_header_value("traceparent");
    const std::string request_id = request.get_header_value("X-Request-Id");
    telemetry::Call call = rpc::BeginCall(method, "http", {"", traceparent, request_id});
    call.request_bytes = body.size();
    const absl::Status status =
        Handle<Request, Response>(options, environment, request, body, &call, &out);
    rpc::EndCall(environment, status, &call);
    response.set_header("X-Request-Id", call.request_id);
    response.set_header("traceparent", telemetry::TraceParent(call.trace));
    if (!status.ok()) return SetError(status, response);
    response.body = std::move(out);
    response.set_header("Content-Type", kJson);
  });
}

void RouteMethods(const Options& options, const rpc::Environment& environment,
                  httplib::Server* server) {
  Route<v1::CleanRequest, v1::CleanResponse>("/v1/documents:clean", "Clean", options, environment,
                                             server);
  Route<v1::ExtractQuotesRequest, v1::ExtractQuotesResponse>(
      "/v1/documents:extractQuotes", "ExtractQuotes", options, environment, server);
  Route<v1::ExtractEntitiesRequest, v1::ExtractEntitiesResponse>(
      "/v1/documents:extractEntities", "ExtractEntities", options, environment, server);
  Route<v1::AnalyzeRequest, v1::AnalyzeResponse>("/v1/documents:analyze", "Analyze", options,
                                                 environment, server);
}

// The playground. Its pages load nothing from elsewhere and run no script but their own.
void RoutePlayground(httplib::Server* server) {
  static constexpr std::pair<const char*, const char*> kFiles[] = {
      {"index.html", "text/html; charset=utf-8"},
      {"style.css", "text/css"},
      {"view.js", "text/javascript"},
      {"page.js", "text/javascript"},
      {"openapi.yaml", "application/yaml"}};
  for (const auto& [name, type] : kFiles) {
    const auto serve = [name = name, type = type](const httplib::Request&,
                                                  httplib::Response& response) {
      response.set_header("Content-Security-Policy",
                          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src "
                          "'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
      response.set_header("X-Content-Type-Options", "nosniff");
      response.set_header("Referrer-Policy", "no-referrer");
      const std::string_view content = web::File(name);
      response.set_content(content.data(), content.size(), type);
    };
    server->Get(absl::StrCat("/", name), serve);
    if (std::string_view(name) == "index.html") server->Get("/", serve);
  }
}

void RouteMetrics(const Options& options, const rpc::Environment& environment,
                  httplib::Server* server) {
  server->Get("/metrics", [&environment](const httplib::Request&, httplib::Response& response) {
    response.set_content(environment.recorder->metrics().Text(),
                         "text/plain; version=0.0.4; charset=utf-8");
  });
  for (const auto& [path, holds] :
       {std::pair("/livez", options.is_live), {"/readyz", options.is_ready}}) {
    server->Get(path, [holds = holds](const httplib::Request&, httplib::Response& response) {
      response.status = holds() ? 200 : 503;
      response.set_content(holds() ? "yes\n" : "no\n", "text/plain");
    });
  }
}

void AllowOrigin(const std::string& origin, httplib::Server* server) {
  server->set_default_headers({{"Access-Control-Allow-Origin", origin}, {"Vary", "Origin"}});
  server->Options("/v1/.*", [](const httplib::Request&, httplib::Response& response) {
    response.set_header("Access-Control-Allow-Methods", "POST");
    response.set_header("Access-Control-Allow-Headers",
                        "authorization, content-type, x-request-id");
    response.status = 204;
  });
}

absl::Status HttpError(int code, size_t max_body_bytes) {
  if (code == 404) {
    return text::MakeError(absl::StatusCode::kNotFound, {.reason = "NO_SUCH_PATH"},
                           "no such path or method; see protos/textanalysis/v1/openapi.yaml");
  }
  if (code == 413) return TooLarge(max_body_bytes);
  return text::InvalidArgument({.reason = "BAD_HTTP"}, "the request is not well-formed HTTP");
}

// Gives the errors that httplib makes itself (no such path, bad chunk) the form of all others.
void ExplainErrors(size_t max_body_bytes, httplib::Server* server) {
  server->set_error_handler([max_body_bytes](const httplib::Request&, httplib::Response& response) {
    if (!response.body.empty()) return;
    response.set_content(ErrorJson(HttpError(response.status, max_body_bytes)), kJson);
  });
}

// Each connection takes the pair that is served at that time.
int PickPair(SSL* ssl, void* certificates) {
  const security::KeyPair pair =
      static_cast<const security::Certificates*>(certificates)->current();
  const std::unique_ptr<BIO, decltype(&BIO_free)> chain(
      BIO_new_mem_buf(pair.certificate.data(), static_cast<int>(pair.certificate.size())),
      &BIO_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> key_text(
      BIO_new_mem_buf(pair.key.data(), static_cast<int>(pair.key.size())), &BIO_free);
  bool is_first = true;
  while (X509* certificate = PEM_read_bio_X509(chain.get(), nullptr, nullptr, nullptr)) {
    if (is_first) {
      SSL_use_certificate(ssl, certificate);
    } else {
      SSL_add1_chain_cert(ssl, certificate);
    }
    X509_free(certificate);
    is_first = false;
  }
  EVP_PKEY* key = PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr);
  const int ok = SSL_use_PrivateKey(ssl, key);
  EVP_PKEY_free(key);
  return ok;
}

// Trusts the clients' CA of the start; a new one is taken by the gRPC port alone, until the next
// start.
void TrustClientCa(const std::string& pem, SSL_CTX* context) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> text(
      BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free);
  while (X509* certificate = PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr)) {
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), certificate);
    X509_free(certificate);
  }
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
}

std::unique_ptr<httplib::Server> MakeServer(const security::Certificates* certificates) {
  if (certificates == nullptr) return std::make_unique<httplib::Server>();
  return std::make_unique<httplib::SSLServer>([certificates](SSL_CTX& context) {
    SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
    SSL_CTX_set_cert_cb(&context, &PickPair, const_cast<security::Certificates*>(certificates));
    const std::string client_ca = certificates->current().client_ca;
    if (!client_ca.empty()) TrustClientCa(client_ca, &context);
    return true;
  });
}

absl::StatusOr<int> Bind(const std::string& address, httplib::Server* server) {
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(address, absl::ByAnyChar(":"), absl::SkipEmpty());
  int port = 0;
  if (absl::SimpleAtoi(parts.second, &port)) {
    if (port == 0)
      port = server->bind_to_any_port(parts.first);
    else if (!server->bind_to_port(parts.first, port))
      port = -1;
    if (port > 0) return port;
  }
  return absl::UnavailableError(
      absl::StrCat("cannot listen on ", address, "; is the port taken, or not HOST:PORT?"));
}

}  // namespace

HttpServer::HttpServer() = default;

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Start(
    const Options& options, const rpc::Environment& environment,
    const security::Certificates* certificates) {
  std::unique_ptr<HttpServer> out(new HttpServer());
  out->server_ = MakeServer(certificates);
  httplib::Server* const server = out->server_.get();
  server->new_task_queue = [] { return new httplib::ThreadPool(kThreads); };
  server->set_keep_alive_timeout(kIdleSeconds);
  server->set_read_timeout(kIdleSeconds);
  server->set_write_timeout(kIdleSeconds);
  server->set_payload_max_length(MaxBodyBytes(environment));
  server->set_tcp_nodelay(true);
  ExplainErrors(MaxBodyBytes(environment), server);
  if (!options.cors_origin.empty()) AllowOrigin(options.cors_origin, server);
  if (options.serves_json) {
    RouteMethods(options, environment, server);
    RoutePlayground(server);
  }
  if (options.serves_metrics) RouteMetrics(options, environment, server);
  absl::StatusOr<int> port = Bind(options.address, server);
  if (!port.ok()) return port.status();
  out->port_ = *port;
  out->listener_ = std::jthread([server] {
    runtime::NameThisThread("http");
    server->listen_after_bind();
  });
  while (!server->is_running()) std::this_thread::yield();
  return out;
}

HttpServer::~HttpServer() {
  if (server_ != nullptr) server_->stop();
}

}  // namespace textanalysis::http
