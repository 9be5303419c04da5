"""Pages in a real Chromium: what it shows, where links lead, and how they fit a phone."""

import json
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urljoin

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.serving import listen, url_of
from tests.api.http.conftest import DECISION, PLAN
from tests.api.http.pages import Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), None)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]

PHONE, DESKTOP = 360, 1280
QUESTION = "/?q=" + quote("kế hoạch nào triển khai Quyết định 766")

# A page cannot run scripts, so another of the same origin looks at it through a frame, which has
# the width of a phone whatever the least width of the browser's window is.
FRAME = """<!doctype html><body><script>
const asked = {asked};
const measure = frame => {{
  const page = frame.contentDocument, root = page.documentElement, view = frame.contentWindow;
  const box = e => e.getBoundingClientRect();
  const visible = e => box(e).width > 1 && box(e).height > 1;
  const shown = [...page.querySelectorAll('body *')].filter(visible);
  const place = page.querySelector(':target');
  const seen = {{
    width: view.innerWidth,
    overflow: root.scrollWidth - root.clientWidth,
    wide: shown.filter(e => !e.closest('.scroll') && box(e).right > root.clientWidth + 1)
      .map(e => e.tagName + '.' + e.className).slice(0, 5),
    font: parseFloat(view.getComputedStyle(page.body).fontSize),
    styled: view.getComputedStyle(page.querySelector('main')).maxWidth,
    target: place && {{ id: place.id, top: box(place).top,
      words: (place.textContent || place.nextSibling.textContent).slice(0, 80) }},
  }};
  seen.unfocusable = [...page.querySelectorAll('a[href], input, button, summary, textarea')]
    .filter(e => {{ e.focus(); return page.activeElement !== e; }}).map(e => e.outerHTML);
  return seen;
}};
Promise.all(asked.paths.map(path => new Promise(done => {{
  const frame = document.createElement('iframe');
  Object.assign(frame, {{ width: asked.width, height: 740, src: path }});
  frame.onload = () => done(measure(frame));
  document.body.append(frame);
}}))).then(all => {{ document.body.dataset.seen = JSON.stringify(all); }});
</script>"""


class Framed:
    """The application, with a page that frames its pages; these allow it here alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pages = {"/frame": FRAME, "/type": TYPE}
        if scope["type"] == "http" and scope["path"] in pages:
            asked = unquote(scope["query_string"].decode())
            page = pages[scope["path"]].format(asked=asked)
            await HTMLResponse(page)(scope, receive, send)
            return

        async def allowed(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [
                    (name, value.replace(b"frame-ancestors 'none'", b"frame-ancestors 'self'"))
                    for name, value in message["headers"]
                    if name != b"x-frame-options"
                ]
                message = {**message, "headers": kept}
            await send(message)

        await self._app(scope, receive, allowed)


@pytest.fixture(scope="module")
def address(app: FastAPI, client: object) -> Iterator[str]:
    """The address of the application, in a thread; its lifespan is the test client's."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(Framed(app), log_level="warning", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield url_of(listener)
    server.should_exit = True
    thread.join()
    listener.close()


def chromium(profile: Path, *arguments: str) -> str:
    """Run the browser once and return what it prints."""
    assert CHROMIUM is not None
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
        "--no-first-run", "--disable-background-networking", "--disable-component-update",
        "--disable-sync", "--disable-dev-shm-usage", f"--user-data-dir={profile}", *arguments,
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode()


def opened(address: str, path: str, profile: Path) -> Page:
    """A page as the browser holds it."""
    return Page(chromium(profile, "--dump-dom", urljoin(address, path)))


def seen(address: str, paths: Sequence[str], profile: Path, width: int) -> list[dict[str, Any]]:
    """What the browser measures of pages, all at once."""
    found: list[dict[str, Any]] = ran(address, "frame", {"width": width, "paths": paths}, profile)
    return found


def ran(address: str, page: str, asked: object, profile: Path) -> Any:
    """What a page that scripts another one has seen of it."""
    given = quote(json.dumps(asked))
    dom = chromium(profile, "--virtual-time-budget=20000", "--dump-dom", f"{address}{page}?{given}")
    match = re.search(r'data-seen="([^"]*)"', dom)
    assert match, dom[:2000]
    return json.loads(unescape(match[1]))


TYPE = """<!doctype html><body><script>
const typed = {asked};
const frame = document.createElement('iframe');
frame.src = '/';
const settle = () => new Promise(done => setTimeout(done, 400));
const press = (box, key) => box.dispatchEvent(
  new frame.contentWindow.KeyboardEvent('keydown', {{ key, bubbles: true, cancelable: true }}));
frame.onload = async () => {{
  frame.onload = null;
  const page = frame.contentDocument, box = page.getElementById('q');
  const list = page.getElementById('suggestions'), seen = {{}};
  box.focus();
  box.value = typed;
  box.dispatchEvent(new frame.contentWindow.Event('input', {{ bubbles: true }}));
  for (let turn = 0; turn < 25 && list.hidden; turn++) await settle();
  seen.role = box.getAttribute('role');
  seen.expanded = box.getAttribute('aria-expanded');
  seen.options = [...list.children].map(one => one.textContent);
  seen.markup = list.querySelectorAll('li *').length;
  press(box, 'Escape');
  seen.closed = list.hidden;
  box.dispatchEvent(new frame.contentWindow.Event('input', {{ bubbles: true }}));
  for (let turn = 0; turn < 25 && list.hidden; turn++) await settle();
  press(box, 'ArrowUp');
  seen.last = box.getAttribute('aria-activedescendant');
  press(box, 'ArrowDown');
  seen.none = box.getAttribute('aria-activedescendant');
  press(box, 'ArrowDown');
  const active = page.getElementById(box.getAttribute('aria-activedescendant'));
  seen.active = active.textContent;
  seen.selected = active.getAttribute('aria-selected');
  frame.onload = () => {{
    seen.opened = frame.contentWindow.location.pathname;
    document.body.dataset.seen = JSON.stringify(seen);
  }};
  press(box, 'Enter');
}};
document.body.append(frame);
</script>"""


def test_an_answer_leads_to_the_document(address: str, tmp_path: Path) -> None:
    answer = opened(address, QUESTION, tmp_path)
    assert "triển khai, thực hiện" in answer.text
    link = next(link for link in answer.links if link == f"/id/{PLAN}")
    document = opened(address, link, tmp_path)
    assert "Kế hoạch 612/KH-UBND" in document.text
    assert f"/id/{DECISION}" in document.links


PAGES = {
    "welcome": "/",
    "answer": QUESTION,
    "document": f"/id/{PLAN}",
    "API": "/docs",
    "error": "/" + "a" * 300,
    "SPARQL": "/sparql?query=" + quote("SELECT * { ?s ?p ?o } LIMIT 5"),
}


@pytest.fixture(scope="module")
def on_a_phone(address: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    profile = tmp_path_factory.mktemp("profile")
    return dict(zip(PAGES, seen(address, list(PAGES.values()), profile, PHONE), strict=True))


@pytest.mark.parametrize("name", PAGES)
def test_pages_fit_a_phone(on_a_phone: dict[str, dict[str, Any]], name: str) -> None:
    found = on_a_phone[name]
    assert found["width"] == PHONE
    assert found["overflow"] == 0
    assert found["wide"] == []
    assert found["font"] >= 16, "smaller letters make phones zoom"


@pytest.mark.parametrize("name", PAGES)
def test_everything_can_be_reached_with_the_keyboard(
    on_a_phone: dict[str, dict[str, Any]], name: str
) -> None:
    assert on_a_phone[name]["unfocusable"] == []


def test_a_proof_scrolls_to_its_words(address: str, tmp_path: Path) -> None:
    answer = opened(address, QUESTION, tmp_path)
    proof = next(link for link in answer.links if link.startswith(f"/id/{PLAN}#char="))
    (found,) = seen(address, [proof], tmp_path, DESKTOP)
    assert found["styled"] == "1152px", "the policy lets the style in"
    target = found["target"]
    assert f"#{target['id']}" in proof
    assert target["words"].startswith("Quyết định số 766/QĐ-TTg")
    assert 0 <= target["top"] < 740


def test_completions_can_be_chosen_with_the_keyboard(address: str, tmp_path: Path) -> None:
    found = ran(address, "type", "qd 766", tmp_path)
    assert (found["role"], found["expanded"]) == ("combobox", "true")
    assert found["options"][0].startswith("Quyết định 766/QĐ-TTg")
    assert found["closed"] is True
    assert found["last"] == f"suggestion-{len(found['options']) - 1}"
    assert found["none"] is None, "below the last one is the typed text again"
    assert found["active"] == found["options"][0]
    assert found["selected"] == "true"
    assert unquote(found["opened"]) == f"/id/{DECISION}"


def test_a_hostile_title_is_text_among_the_completions(address: str, tmp_path: Path) -> None:
    found = ran(address, "type", "999/KH", tmp_path)
    assert "alert(1)\"'" in found["options"][0]
    assert found["markup"] == 0
