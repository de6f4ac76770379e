#!/usr/bin/env python3
"""run_image.py SERVER_IMAGE CLIENT_IMAGE ARTICLE [TIER]: runs the server's image under runc, hardened, calls it with the client's, asking for
the tier of models where one is given, drains it."""

import json
import pathlib
import signal
import subprocess
import sys
import tempfile


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


class Bundle:
    """A runc bundle of an image: read-only root, the image's user, no capabilities, no new privileges, the host's network."""

    def __init__(self, image, mounts=()):
        self.container = output("buildah", "from", "--pull-never", image)
        self.folder = pathlib.Path(tempfile.mkdtemp())
        config = json.loads(output("buildah", "inspect", "--type", "image", image))["OCIv1"]["config"]
        uid, gid = map(int, config["User"].split(":"))
        assert uid != 0, "the image runs as root"
        subprocess.run(["runc", "spec"], cwd=self.folder, check=True)
        spec = json.loads((self.folder / "config.json").read_text())
        spec["root"] = {"path": output("buildah", "mount", self.container), "readonly": True}
        spec["process"] |= {"terminal": False, "user": {"uid": uid, "gid": gid}, "noNewPrivileges": True, "cwd": "/",
                            "capabilities": {kind: [] for kind in spec["process"]["capabilities"]}}
        # No cgroups are to be had in a sandbox.
        spec["linux"].pop("resources", None)
        spec["linux"]["namespaces"] = [n for n in spec["linux"]["namespaces"] if n["type"] not in ("network", "cgroup")]
        spec["mounts"] = [m for m in spec["mounts"] if m["type"] != "cgroup"]
        spec["mounts"] += [{"destination": to, "source": str(at), "type": "bind", "options": ["bind", "ro"]} for at, to in mounts]
        spec["process"]["env"] += config.get("Env") or []
        self.spec, self.entrypoint = spec, config["Entrypoint"]

    def start(self, name, *arguments, **options):
        self.spec["process"]["args"] = [*self.entrypoint, *arguments]
        (self.folder / "config.json").write_text(json.dumps(self.spec))
        return subprocess.Popen(["runc", "run", "--bundle", str(self.folder), name], text=True, **options)

    def remove(self):
        output("buildah", "rm", self.container)


def main(server_image, client_image, article, tier=""):
    server = Bundle(server_image)
    client = Bundle(client_image, [(pathlib.Path(article).resolve(), "/data/article")])
    root = pathlib.Path(server.spec["root"]["path"])
    for shell in ("bin/sh", "usr/bin/sh", "bin/bash", "usr/bin/apt-get", "usr/bin/dpkg"):
        assert not (root / shell).exists(), f"the image has {shell}"
    process = server.start("textanalysis-server", "--address=127.0.0.1:0", "--drain_delay=100ms", stderr=subprocess.PIPE)
    try:
        first = process.stderr.readline()
        assert '"serving"' in first, first + process.stderr.read()
        address = "127.0.0.1:" + str(json.loads(first)["port"])
        for command in ("clean", "quotes", "entities", "analyze"):
            asked = ["--format=json", f"--tier={tier}"] if tier and command != "clean" else []
            call = client.start("textanalysis-client", command, f"--server={address}", *asked, "/data/article",
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            answer = call.communicate(timeout=60)[0]
            assert call.returncode == 0 and len(answer) > 100, answer
            assert not asked or json.loads(answer)["metadata"]["modelTier"] == f"MODEL_TIER_{tier.upper()}", answer[-300:]
            print(f"{command}: {len(answer.splitlines())} lines")
        subprocess.run(["runc", "kill", "textanalysis-server", "TERM"], check=True)
        assert process.wait(timeout=30) == 0, "drain ends with exit code 0"
        print("drained")
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            subprocess.run(["runc", "delete", "--force", "textanalysis-server"], check=False)
        server.remove()
        client.remove()


if __name__ == "__main__":
    main(*sys.argv[1:])
