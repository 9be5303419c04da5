"""Which `Host` a server answers to, so that no stranger's page can reach it by DNS rebinding.

A page of evil.example whose name is made to point at 127.0.0.1 counts, for the browser, as of the
same origin as this server, but still sends `Host: evil.example`. A host that is an IP address
cannot be forged that way: the page itself would have to come from that address.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from typing import Final

_WILDCARDS: Final = frozenset({"", "0.0.0.0", "::"})
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[^\[\]:/@\s]{1,253})(?::\d{1,5})?")


def allowed_names(bound: str, further: Iterable[str] = ()) -> frozenset[str]:
    """Return the names, in lower case, that the server answers to besides IP addresses.

    Args:
        bound: what the server listens on; where that is every interface, the machine's own names
            are allowed.
        further: names given by whoever runs the server, for example that of a proxy before it.
    """
    names = {"localhost", *further}
    if bound in _WILDCARDS:
        names |= {socket.gethostname(), socket.getfqdn()}
    else:
        names.add(bound)
    return frozenset(name.strip().rstrip(".").lower() for name in names if name.strip())


def is_allowed(header: str, names: frozenset[str]) -> bool:
    """Tell whether a `Host` header (RFC 9110, section 7.2) names this server."""
    match = _HOST.fullmatch(header)
    if match is None:
        return False
    host = match[1].rstrip(".").lower()
    return host in names or host.endswith(".localhost") or _is_address(host.strip("[]"))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
