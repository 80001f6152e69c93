"""Fetching a page or a feed: bounded in size and time, and never from inside a private network.

The name is looked up once; every address it has is checked, and the connection goes to a checked
address, so that a second answer of the name server cannot lead elsewhere. This holds for each
redirect as well. Proxies from the environment are not used: they would look up names themselves.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpcore
import httpx

from forewarn.intake import limits
from forewarn.intake.raw import UnreadableError

_HEADERS = {
    "User-Agent": "forewarn (news reader; +https://pypi.org/project/forewarn/)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,*/*;q=0.5",
}
_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
    "text/markdown": ".md", "text/csv": ".csv", "application/json": ".json",
    "application/feed+json": ".json", "application/x-ndjson": ".jsonl", "text/xml": ".xml",
    "application/xml": ".xml", "application/rss+xml": ".xml", "application/atom+xml": ".xml",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered: from where after redirects, when (UTC), as what."""

    url: str
    data: bytes
    learned: datetime
    suffix: str | None


def fetch(url: str, *, allow_private: bool = False, seconds: float | None = None) -> Page:
    """The answer of an http(s) address.

    Raises UnreadableError with one line: the server cannot be reached, takes longer than
    `seconds` (limits.FETCH_SECONDS), answers with an error, sends more than limits.FETCH bytes,
    redirects too often, or lies in a private network and `allow_private` is not set.
    """
    budget = limits.FETCH_SECONDS if seconds is None else seconds
    backend = _CheckedNetwork(allow_private, time.monotonic() + budget)
    client = httpx.Client(
        transport=_Transport(backend),
        headers=_HEADERS,
        follow_redirects=True,
        max_redirects=limits.REDIRECTS,
        timeout=budget,
        trust_env=False,
    )
    try:
        with client, client.stream("GET", url) as answer:
            return _page(answer, backend)
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise UnreadableError(f"no full answer within {budget:g} seconds") from error
    except httpx.TooManyRedirects as error:
        raise UnreadableError(f"more than {limits.REDIRECTS} redirects") from error
    except (httpx.UnsupportedProtocol, httpcore.UnsupportedProtocol) as error:
        raise UnreadableError("only http and https addresses are read") from error
    except (
        httpx.HTTPError,
        httpx.InvalidURL,
        httpcore.NetworkError,
        httpcore.ProtocolError,
    ) as error:
        raise UnreadableError(f"cannot be fetched: {_one_line(error)}") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"cannot be fetched: {_one_line(error)}") from error


def _page(answer: httpx.Response, backend: _CheckedNetwork) -> Page:
    if answer.status_code >= 400:
        raise UnreadableError(f"the server answered {answer.status_code} {answer.reason_phrase}")
    data = bytearray()
    for chunk in answer.iter_bytes(1 << 16):
        data += chunk
        if len(data) > limits.FETCH:
            raise UnreadableError(f"larger than {limits.FETCH // limits.MB} MB")
        backend.left()
    declared = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    return Page(str(answer.url), bytes(data), datetime.now(UTC), _SUFFIXES.get(declared))


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__


def is_public(address: str) -> bool:
    """Whether an IP address lies on the open internet, looking through IPv6 wrappings of IPv4."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    closed = found.is_private or found.is_loopback or found.is_link_local or found.is_multicast
    return found.is_global and not (closed or found.is_reserved or found.is_unspecified)


class _CheckedNetwork(httpcore.NetworkBackend):
    """Opens connections to checked addresses only, and gives them what is left of the time."""

    def __init__(self, allow_private: bool, deadline: float) -> None:
        self._allow_private = allow_private
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def left(self) -> float:
        """The seconds left; raises where there are none."""
        seconds = self._deadline - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout("out of time")
        return seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._look_up(host, port)
        for rank, address in enumerate(addresses, 1):
            try:
                stream = self._plain.connect_tcp(address, port, self.left(), local_address)
                return _TimedStream(stream, self)
            except httpcore.ConnectError:
                if rank == len(addresses):
                    raise
        raise UnreadableError(f"{host} has no address")

    def _look_up(self, host: str, port: int) -> list[str]:
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            raise UnreadableError(f"there is no server called {host}") from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in infos))
        if not self._allow_private and not all(map(is_public, addresses)):
            raise UnreadableError(f"{host} lies in a private network; refused unless allowed")
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection whose every wait ends with the time of the whole fetch."""

    def __init__(self, stream: httpcore.NetworkStream, network: _CheckedNetwork) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._network.left())
        return _TimedStream(inner, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class _Transport(httpx.BaseTransport):
    """httpx over a pool of connections that our network opens."""

    def __init__(self, network: _CheckedNetwork) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=network
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        self._pool.close()
