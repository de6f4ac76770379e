//! Generates the stubs from the schema; needs protoc.

use std::{env, path::PathBuf};

fn main() -> std::io::Result<()> {
    let descriptors = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("descriptors.bin");
    tonic_build::configure().build_server(false).file_descriptor_set_path(descriptors).compile_protos(
        &["../../protos/textanalysis/v1/text_analysis_service.proto"],
        &["../../protos"],
    )
}
