# syntax=docker/dockerfile:1
# textanalysis: build, then images from nothing: the server (the default), the client (--target client), and the server with the accurate
# tier of models beside the fast one (--target server-accurate).
#
#   docker build -t textanalysis-server:0.2.0 .            (podman, buildah bud --format docker: the same)
#   docker build --target client -t textanalysis-client:0.2.0 .

# A release names the base by its digest: --build-arg BASE=docker.io/library/debian@sha256:…
ARG BASE=docker.io/library/debian:bookworm-slim
FROM ${BASE} AS build
WORKDIR /src
COPY scripts/debian.sh scripts/setup.sh scripts/
RUN scripts/setup.sh && rm -rf /var/lib/apt/lists/*
COPY CMakeLists.txt ./
COPY analysis analysis
COPY client/cpp client/cpp
COPY cmake cmake
COPY data data
COPY embed embed
COPY models models
COPY packaging packaging
COPY protos protos
COPY service service
COPY training training
COPY web web
RUN cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DTA_BUILD_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/usr \
 && cmake --build build --target textanalysis_server textanalysis accurate_bundle
COPY scripts/root_file_system.sh scripts/
RUN scripts/root_file_system.sh build/service/textanalysis_server /server \
 && scripts/root_file_system.sh build/client/cpp/textanalysis /client

FROM scratch AS client
COPY --from=build /client /
LABEL org.opencontainers.image.title="textanalysis client" \
      org.opencontainers.image.description="The command textanalysis: clean text, quotations and entities of news pages" \
      org.opencontainers.image.version="0.2.0" \
      org.opencontainers.image.licenses="Apache-2.0"
USER 65532:65532
ENTRYPOINT ["/usr/bin/textanalysis"]

FROM scratch AS server
COPY --from=build /server /
LABEL org.opencontainers.image.title="textanalysis server" \
      org.opencontainers.image.description="gRPC service: clean text, quotations and entities of news pages" \
      org.opencontainers.image.version="0.2.0" \
      org.opencontainers.image.licenses="Apache-2.0"
USER 65532:65532
EXPOSE 50051 9090
ENTRYPOINT ["/usr/bin/textanalysis_server"]

# The server with both tiers of models: --target server-accurate.
FROM server AS server-accurate
COPY --from=build /src/build/textanalysis-accurate.bundle /usr/share/textanalysis/
ENV TEXTANALYSIS_ACCURATE_MODEL=/usr/share/textanalysis/textanalysis-accurate.bundle

# What a build without --target makes.
FROM server
