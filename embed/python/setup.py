"""Packs the built library, its models and the schema's modules: scripts/wheel.sh builds them first."""

import os
import pathlib
import shutil

from setuptools import Distribution, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = pathlib.Path(os.environ.get("TEXTANALYSIS_BUILD", ROOT / "build"))


class BuildPy(build_py):
    def run(self):
        import grpc_tools
        from grpc_tools import protoc

        out = HERE / "src"
        well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
        if protoc.main(["", f"-I{ROOT / 'protos'}", f"-I{well_known}", f"--python_out={out}", f"--pyi_out={out}",
                        "textanalysis/v1/text_analysis_service.proto"]) != 0:
            raise SystemExit("the schema cannot be compiled")
        for made in (BUILD / "embed/libtextanalysis.so", BUILD / "textanalysis.bundle"):
            shutil.copy(made, out / "textanalysis" / made.name)
        # Requests are made as the client makes them.
        shutil.copy(ROOT / "client/python/src/textanalysis_client/_request.py", out / "textanalysis")
        super().run()


class Wheel(bdist_wheel):
    """One wheel serves every Python 3, since the library is called through ctypes."""

    def get_tag(self):
        return "py3", "none", super().get_tag()[2]


class Binary(Distribution):
    def has_ext_modules(self):
        return True


setup(cmdclass={"build_py": BuildPy, "bdist_wheel": Wheel}, distclass=Binary)
