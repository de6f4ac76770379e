package textanalysis

// Needs protoc, protoc-gen-go and protoc-gen-go-grpc; scripts/clients.sh installs them.
//go:generate protoc -I../../protos --go_out=. --go_opt=module=github.com/textanalysis/textanalysis/client/go --go-grpc_out=. --go-grpc_opt=module=github.com/textanalysis/textanalysis/client/go textanalysis/v1/text_analysis_service.proto
//go:generate cp ../../protos/textanalysis/v1/service_config.json textanalysispb/service_config.json
