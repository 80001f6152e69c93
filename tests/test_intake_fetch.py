"""Fetching from a real server on this machine."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn import intake
from forewarn.intake import Taken, fetch, limits
from forewarn.intake.raw import UnreadableError
from forewarn.records import Skipped

SENTENCE = (
    "Lithuania will ask the allies for more air defence units, the defence minister said in "
    "Vilnius on Monday after a meeting of the council."
)
PARAGRAPHS = f"<p>{SENTENCE}</p>" * 3
PAGE = (
    "<!doctype html><html><head><title>Asked</title></head><body><article><h1>Asked</h1>"
    f"{PARAGRAPHS}</article></body></html>"
)
FEED = (
    "<rss version='2.0'><channel><title>C</title><item><title>Asked</title>"
    f"<link>https://c.example/2021/11/29/a</link><description>{SENTENCE}</description>"
    "</item></channel></rss>"
)


class Handler(BaseHTTPRequestHandler):
    """Pages good and bad."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        name, _, rest = self.path.strip("/").partition("/")
        getattr(self, f"give_{name}", self.give_missing)(rest)

    def answer(self, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def give_page(self, _: str) -> None:
        self.answer(PAGE.encode())

    def give_feed(self, _: str) -> None:
        self.answer(FEED.encode(), "application/rss+xml")

    def give_text(self, _: str) -> None:
        self.answer(SENTENCE.encode(), "text/plain; charset=utf-8")

    def give_packed(self, _: str) -> None:
        self.answer(gzip.compress(b"a" * (30 * limits.MB)), Content_Encoding="gzip")

    def give_missing(self, _: str) -> None:
        self.send_error(404)

    def give_hops(self, rest: str) -> None:
        left = int(rest)
        self.move(f"/hops/{left - 1}" if left else "/page")

    def give_away(self, _: str) -> None:
        self.move("file:///etc/passwd")

    def move(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def give_slow(self, _: str) -> None:
        self.answer(b"<html>")
        for _ in range(50):
            time.sleep(0.1)
            self.wfile.write(b"x")

    def give_slowhead(self, _: str) -> None:
        for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 50:
            time.sleep(0.1)
            self.wfile.write(bytes([letter]))


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a server on the loopback interface."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    running = Quiet(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def refusal(url: str, **options: float) -> str:
    """Why an address on this machine is not fetched."""
    with pytest.raises(UnreadableError) as caught:
        fetch.fetch(url, allow_private=True, seconds=options.get("seconds", 10))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_page(server: str) -> None:
    """A fetched page is a report that says its address and when it was fetched."""
    before = datetime.now(UTC)
    (taken,) = intake.read([f"{server}/page"], allow_private=True)
    assert isinstance(taken, Taken)
    assert taken.report.url == f"{server}/page"
    assert taken.report.file is None
    assert taken.report.title == "Asked"
    assert taken.learned is not None
    assert before <= taken.learned <= datetime.now(UTC)


def test_feed_entries_are_not_followed(server: str) -> None:
    """The entries of a fetched feed are the reports, under their own addresses."""
    (taken,) = intake.read([f"{server}/feed"], allow_private=True)
    assert isinstance(taken, Taken)
    assert taken.report.url == "https://c.example/2021/11/29/a"
    assert taken.report.text == SENTENCE
    assert (taken.report.published, taken.report.published_from) == ("2021-11-29", "url")


def test_declared_type_decides(server: str) -> None:
    """Plain text is read as such, whatever the address looks like."""
    (taken,) = intake.read([f"{server}/text"], allow_private=True)
    assert isinstance(taken, Taken)
    assert taken.report.text == SENTENCE


def test_private_addresses_are_refused(server: str) -> None:
    """Without leave nothing on this machine or in private networks is fetched."""
    for url in (f"{server}/page", server.replace("127.0.0.1", "localhost"), "http://[::1]/"):
        (skipped,) = intake.read([url])
        assert isinstance(skipped, Skipped)
        assert "private network" in skipped.reason


def test_name_is_looked_up_once_and_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers with a public and a private address is refused."""
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(UnreadableError, match="private network"):
        fetch.fetch("http://news.example/")


def test_redirects_are_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A public server that sends on to a private address does not get there."""
    checked: list[str] = []

    def public_first(address: str) -> bool:
        checked.append(address)
        return len(checked) == 1

    monkeypatch.setattr(fetch, "is_public", public_first)
    monkeypatch.setattr(Handler, "give_page", lambda self, _: self.move("http://localhost:1/"))
    with pytest.raises(UnreadableError, match="localhost lies in a private network"):
        fetch.fetch(f"{server}/page")


def test_few_redirects_are_followed(server: str) -> None:
    """Four hops lead to the page, more than five to a refusal."""
    assert fetch.fetch(f"{server}/hops/3", allow_private=True).url == f"{server}/page"
    assert "redirects" in refusal(f"{server}/hops/9")


def test_other_schemes_are_refused(server: str) -> None:
    """A redirect to a file is not followed."""
    assert refusal(f"{server}/away") == "only http and https addresses are read"


def test_errors_of_the_server(server: str) -> None:
    """A missing page is told with its status."""
    assert "404" in refusal(f"{server}/nothing")


def test_dead_addresses() -> None:
    """No server, no name, no address: one line each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be fetched" in refusal(f"http://127.0.0.1:{port}/")
    assert "no server called" in refusal("http://no-such-name.invalid/")
    assert refusal("http://[broken/")


def test_too_much(server: str) -> None:
    """An answer that unpacks to more than the limit is cut off."""
    assert refusal(f"{server}/packed") == "larger than 10 MB"


@pytest.mark.parametrize("name", ["slow", "slowhead"])
def test_too_slow(server: str, name: str) -> None:
    """A server that sends a byte now and then is left when the time is up."""
    start = time.monotonic()
    assert refusal(f"{server}/{name}", seconds=0.6) == "no full answer within 0.6 seconds"
    assert time.monotonic() - start < 3


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.5.4", "169.254.169.254", "100.64.0.1",
     "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
     "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::10.0.0.1",
     "2002:7f00:1::", "2001:db8::1"],
)  # fmt: skip
def test_closed_addresses(address: str) -> None:
    """Private, loopback, link-local, multicast and reserved addresses, wrapped or not."""
    assert not fetch.is_public(address)


@given(st.ip_addresses(v=4))
@settings(max_examples=200, deadline=None)
def test_wrapping_changes_nothing(address: object) -> None:
    """An IPv4 address is as open as the IPv6 address that stands for it."""
    assert fetch.is_public(f"::ffff:{address}") == fetch.is_public(str(address))


def test_open_addresses() -> None:
    """Addresses of the open internet may be fetched."""
    assert fetch.is_public("93.184.216.34")
    assert fetch.is_public("2606:4700::6810:85e5")
