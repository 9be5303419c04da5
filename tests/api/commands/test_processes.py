"""What only a process of its own shows: imports, pipes, encodings, signals."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

HEAVY = ("torch", "spacy", "underthesea", "rdflib", "sentence_transformers", "pyshacl", "sklearn")
ROOT = Path(__file__).parents[3]


def environment(**more: str) -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)} | more


def luocdo(*arguments: object, **options: object) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "api.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=environment(), **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    "arguments",
    [
        ("search", "which plans implement Decision 1234"),
        ("search", "chuyển đổi số", "--json"),
        ("show", "QĐ 1234"),
        ("references",),
    ],
    ids=" ".join,
)
def test_asking_imports_nothing_heavy(data: Path, arguments: tuple[str, ...]) -> None:
    code = (
        "import sys\nfrom api.main import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as ended:\n    assert not ended.code\n"
        "print(','.join(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, "--data", str(data)],
        capture_output=True,
        check=True,
        env=environment(),
    )
    loaded = set(done.stderr.decode().strip().split(","))
    assert "api" in loaded
    assert not loaded & set(HEAVY)


def test_a_reader_that_goes_away_is_no_error(data: Path) -> None:
    command = f'"{sys.executable}" -m api.main references --json --data "{data}" | head -c 1'
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        check=False,
        env=environment(),
    )
    assert done.stderr == b""
    assert done.returncode == 0


def test_output_is_utf8_in_any_locale(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "api.main", "show", "QĐ 1234", "--json", "--data", str(data)],
        capture_output=True,
        check=True,
        env=environment(LC_ALL="C", PYTHONIOENCODING="ascii"),
    )
    assert json.loads(done.stdout.decode("utf-8"))["documents"][0]["type"] == "Quyết định"


def test_a_broken_library_shows_no_traceback(data: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    content = bytearray((data / "catalog.sqlite").read_bytes())
    content[5000:9000] = bytes(4000)
    (broken / "catalog.sqlite").write_bytes(content)
    done = luocdo("references", "--data", broken)
    assert done.returncode in (1, 2)
    assert b"Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_ctrl_c_ends_an_ingest_with_one_line(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"Kế hoạch số {number}/KH-UBND\n" * 200, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "api.main", "ingest", str(folder), "--data", str(tmp_path / "d")],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
        # A job that a shell put in the background is born deaf to it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    while not (tmp_path / "d" / "catalog.sqlite").exists():
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert errors.decode().strip() == "luocdo: stopped"
    assert luocdo("ingest", folder / "1.txt", "--data", tmp_path / "d").returncode == 0


def started(*arguments: object) -> tuple["subprocess.Popen[str]", str]:
    """Start a command that serves, and return it with the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "api.main", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout is not None
    for line in process.stdout:
        if "http://" in line:
            return process, line.split()[3]
    _, errors = process.communicate()
    raise AssertionError(errors)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_serve_answers_until_it_is_stopped(data: Path, how: signal.Signals) -> None:
    process, address = started("serve", "--data", data, "--port", 0)
    try:
        query = urllib.parse.urlencode({"q": "which plans implement Decision 1234"})
        with urllib.request.urlopen(f"{address}api/search?{query}", timeout=30) as reply:
            assert len(json.load(reply)["answer"]) == 2
    finally:
        process.send_signal(how)
        _, errors = process.communicate(timeout=30)
    assert "Traceback" not in errors
    assert process.returncode in (0, 130, -how)


def test_a_port_that_is_taken_is_named(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = luocdo("serve", "--data", data, "--port", port)
    assert done.returncode == 2
    assert str(port).encode() in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_address_that_is_none_is_named(data: Path) -> None:
    done = luocdo("serve", "--data", data, "--host", "no.such.host.invalid")
    assert done.returncode == 2
    assert b"no.such.host.invalid" in done.stderr
