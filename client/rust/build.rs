//! Generates the stubs from the schema, a released crate's own or the checkout's; needs protoc.

use std::{
    env,
    path::{Path, PathBuf},
};

fn main() -> std::io::Result<()> {
    let descriptors = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("descriptors.bin");
    let protos = Path::new(if Path::new("protos").is_dir() { "protos" } else { "../../protos" });
    tonic_build::configure()
        .build_server(false)
        .file_descriptor_set_path(descriptors)
        .compile_protos(&[protos.join("textanalysis/v1/text_analysis_service.proto")], &[protos])
}
