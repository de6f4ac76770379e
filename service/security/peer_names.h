// The names that a peer's verified certificate bears, and those that may call.
//
// A name keeps its kind, "DNS:desk.test", "URI:spiffe://news/desk" or "EMAIL:desk@news.test", so that
// nobody passes for a host by a mail address or a URI of the same text.

#ifndef TEXTANALYSIS_SERVICE_SECURITY_PEER_NAMES_H_
#define TEXTANALYSIS_SERVICE_SECURITY_PEER_NAMES_H_

#include <grpcpp/security/auth_context.h>

#include <string>
#include <string_view>
#include <vector>

struct ssl_st;

namespace textanalysis::security {

// Subject alternative names of the peer of an HTTP connection; none without a certificate.
std::vector<std::string> NamesOf(const ssl_st* connection);

// The same of a gRPC connection.
std::vector<std::string> NamesOf(const grpc::AuthContext& peer);

// Returns an entry of --tls_allowed_names with its kind: what holds "://" is a URI, what holds "@" a
// mail address, all else a DNS name, whose case does not matter.
std::string AllowedName(std::string_view entry);

}  // namespace textanalysis::security

#endif  // TEXTANALYSIS_SERVICE_SECURITY_PEER_NAMES_H_
