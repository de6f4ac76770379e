#include "service/security/peer_names.h"

#include <grpc/grpc_security_constants.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace textanalysis::security {
namespace {

std::string Dns(std::string_view name) {
  return absl::StrCat("DNS:", absl::AsciiStrToLower({name.data(), name.size()}));
}

std::string TextOf(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<size_t>(ASN1_STRING_length(text))};
}

}  // namespace

std::vector<std::string> NamesOf(const ssl_st* connection) {
  std::vector<std::string> out;
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      SSL_get1_peer_certificate(connection), &X509_free);
  if (certificate == nullptr) return out;
  auto* names = static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, nullptr, nullptr));
  for (int k = 0; k < sk_GENERAL_NAME_num(names); ++k) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, k);
    if (name->type == GEN_DNS) out.push_back(Dns(TextOf(name->d.ia5)));
    if (name->type == GEN_URI) out.push_back(absl::StrCat("URI:", TextOf(name->d.ia5)));
    if (name->type == GEN_EMAIL) out.push_back(absl::StrCat("EMAIL:", TextOf(name->d.ia5)));
  }
  GENERAL_NAMES_free(names);
  return out;
}

std::vector<std::string> NamesOf(const grpc::AuthContext& peer) {
  std::vector<std::string> out;
  if (!peer.IsPeerAuthenticated()) return out;
  for (const grpc::string_ref& name : peer.FindPropertyValues(GRPC_PEER_DNS_PROPERTY_NAME))
    out.push_back(Dns({name.data(), name.size()}));
  for (const grpc::string_ref& name : peer.FindPropertyValues(GRPC_PEER_URI_PROPERTY_NAME))
    out.push_back(absl::StrCat("URI:", absl::string_view(name.data(), name.size())));
  for (const grpc::string_ref& name : peer.FindPropertyValues(GRPC_PEER_EMAIL_PROPERTY_NAME))
    out.push_back(absl::StrCat("EMAIL:", absl::string_view(name.data(), name.size())));
  return out;
}

std::string AllowedName(std::string_view entry) {
  const absl::string_view text =
      absl::StripAsciiWhitespace(absl::string_view(entry.data(), entry.size()));
  if (absl::StrContains(text, "://")) return absl::StrCat("URI:", text);
  if (absl::StrContains(text, "@")) return absl::StrCat("EMAIL:", text);
  return Dns({text.data(), text.size()});
}

}  // namespace textanalysis::security
