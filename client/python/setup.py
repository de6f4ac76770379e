"""Makes the schema's modules while the package is built: pip install client/python works from a fresh checkout."""

import pathlib
import shutil

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = pathlib.Path(__file__).resolve().parent
PROTO = "textanalysis/v1/text_analysis_service.proto"
STUB = "textanalysis.v1.text_analysis_service_pb2"
OWN = "textanalysis_client.v1.text_analysis_service_pb2"


def fetch():
    """Copies what stands elsewhere in a checkout, the schema and the words that the summary goes by; a source archive has them."""
    checkout = HERE.parents[1]
    if not (checkout / "protos").is_dir():
        return
    shutil.copytree(checkout / "protos/textanalysis", HERE / "protos/textanalysis", dirs_exist_ok=True)
    for words in ("name_genders.tsv", "titles.tsv", "common_bodies.tsv", "word_uses.tsv"):
        shutil.copy(checkout / "data/en" / words, HERE / "src/textanalysis_client/")


def generate():
    """Writes src/textanalysis_client/v1 and the service's configuration."""
    import grpc_tools
    from grpc_tools import protoc

    well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
    fetch()
    protos, out = HERE / "protos", HERE / "build/generated"
    out.mkdir(parents=True, exist_ok=True)
    if protoc.main(["", f"-I{protos}", f"-I{well_known}", f"--python_out={out}", f"--pyi_out={out}", f"--grpc_python_out={out}", PROTO]) != 0:
        raise SystemExit("the schema cannot be compiled")
    package = HERE / "src/textanalysis_client/v1"
    for made in (out / "textanalysis/v1").iterdir():
        # The modules live in this package, so that no other package's names are taken.
        text = made.read_text(encoding="utf-8").replace("from textanalysis.v1 import", "from textanalysis_client.v1 import")
        (package / made.name).write_text(text.replace(f"'{STUB}'", f"'{OWN}'"), encoding="utf-8")
    shutil.copy(protos / "textanalysis/v1/service_config.json", HERE / "src/textanalysis_client/")


class BuildPy(build_py):
    def run(self):
        generate()
        super().run()


class Sdist(sdist):
    def run(self):
        fetch()
        super().run()


setup(cmdclass={"build_py": BuildPy, "sdist": Sdist})
