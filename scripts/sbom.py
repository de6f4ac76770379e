"""sbom.py VERSION PROGRAM…: prints a software bill of materials in SPDX 2.3 of built programs: each one's digest, and the Debian packages of the
libraries that it loads and, by their -dev packages, of those that stand inside it."""

import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

# What is linked into the programs, or compiled into them from headers, by the Debian package that it comes from.
INSIDE = ("libcld2-dev", "libeigen3-dev", "nlohmann-json3-dev", "libboost1.81-dev", "libabsl-dev", "prometheus-cpp-dev")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def loaded(program):
    """-> Debian packages of the libraries that a program loads."""
    for path in re.findall(r"=> (/\S+)", output("ldd", program)):
        real = str(pathlib.Path(path).resolve())
        owners = output("dpkg-query", "-S", real) or output("dpkg-query", "-S", path) or output("dpkg-query", "-S", real.removeprefix("/usr"))
        if owners:
            yield owners.split(":")[0]


def package(name):
    version, source, homepage = output("dpkg-query", "-W", "-f", "${Version}\n${source:Package}\n${Homepage}\n", name).split("\n")[:3]
    return {"SPDXID": f"SPDXRef-{re.sub('[^A-Za-z0-9.-]', '-', name)}", "name": name, "versionInfo": version, "downloadLocation": "NOASSERTION",
            "filesAnalyzed": False, "supplier": "Organization: Debian", "sourceInfo": f"Debian source package {source}", **({"homepage": homepage} if homepage else {}),
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": f"pkg:deb/debian/{name}@{version}"}]}


def program_package(version, path):
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"SPDXID": f"SPDXRef-program-{path.name.replace('_', '-')}", "name": path.name, "versionInfo": version, "downloadLocation": "NOASSERTION",
            "filesAnalyzed": False, "licenseDeclared": "Apache-2.0", "checksums": [{"algorithm": "SHA256", "checksumValue": digest}]}


def main(version, *programs):
    packages, relations = {}, []
    for path in map(pathlib.Path, programs):
        own = program_package(version, path)
        packages[path.name] = own
        relations.append({"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": own["SPDXID"]})
        for kind, names in (("DYNAMIC_LINK", sorted(set(loaded(str(path))))), ("STATIC_LINK", [name for name in INSIDE if output("dpkg-query", "-W", name)])):
            for name in names:
                packages.setdefault(name, package(name))
                relations.append({"spdxElementId": own["SPDXID"], "relationshipType": kind, "relatedSpdxElement": packages[name]["SPDXID"]})
    assert len(packages) > len(programs) + 5, "the libraries are not found"
    moment = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), datetime.timezone.utc)
    document = {"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"textanalysis-{version}",
                "documentNamespace": f"https://textanalysis.org/spdx/{version}/{hashlib.sha256(json.dumps(sorted(packages)).encode()).hexdigest()[:16]}",
                "creationInfo": {"created": moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: scripts/sbom.py"]},
                "packages": list(packages.values()), "relationships": relations}
    json.dump(document, sys.stdout, indent=1)
    print()


main(*sys.argv[1:])
