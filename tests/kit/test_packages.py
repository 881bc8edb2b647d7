"""Front-end parts by their lock: the right bytes or none, however bad the line."""

import base64
import hashlib
import io
import json
import tarfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from phoihop.kit.packages import TRIALS, PackageError, fetched


def packed(**files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text))
    return out.getvalue()


def hashed(data):
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


class Registry:
    """A real one on this machine; `fails` answers come to nothing first."""

    def __init__(self):
        self.files, self.asked, self.fails = {}, [], 0
        registry = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                registry.asked.append(self.path)
                data = registry.files.get(self.path)
                if data is None or len(registry.asked) <= registry.fails:
                    self.send_error(503 if data else 404)
                    return
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_words):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture
def registry():
    made = Registry()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.fixture
def folder(tmp_path):
    def write(**packages):
        (tmp_path / "package.json").write_text(json.dumps({"dependencies": dict.fromkeys(packages, "1.0.0")}))
        rows = {f"node_modules/{name}": {"version": "1.0.0", "integrity": hash_} for name, hash_ in packages.items()}
        (tmp_path / "package-lock.json").write_text(json.dumps({"packages": rows}))
        return tmp_path

    return write


def test_files_are_read_by_package_and_path(registry, folder):
    data, scoped = packed(**{"dist/a.js": b"1", "b.css": b"2"}), packed(c=b"3")
    registry.files = {"/a/-/a-1.0.0.tgz": data, "/@x/y/-/y-1.0.0.tgz": scoped}

    found = fetched(folder(**{"a": hashed(data), "@x/y": hashed(scoped)}), registry.address)

    assert found == {"a/dist/a.js": b"1", "a/b.css": b"2", "@x/y/c": b"3"}


@pytest.mark.parametrize("wrong", [hashed(b"another"), "sha1-" + "A" * 28, ""])
def test_what_the_lock_does_not_name_is_not_used(registry, folder, wrong):
    registry.files = {"/a/-/a-1.0.0.tgz": packed(a=b"1")}

    with pytest.raises(PackageError, match="a is not the one"):
        fetched(folder(a=wrong), registry.address)


def test_a_bad_line_is_tried_again(registry, folder):
    data = packed(a=b"1")
    registry.files, registry.fails = {"/a/-/a-1.0.0.tgz": data}, TRIALS - 1

    assert fetched(folder(a=hashed(data)), registry.address) == {"a/a": b"1"}
    assert len(registry.asked) == TRIALS


def test_no_line_is_one_sentence(registry, folder):
    with pytest.raises(PackageError, match=r"a-1\.0\.0\.tgz could not be fetched .* Check the network"):
        fetched(folder(a=hashed(b"")), registry.address)
