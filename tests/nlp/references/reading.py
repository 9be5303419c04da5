"""What the tests of references share: one call, one host."""

from nlp.directive import Header, Reference
from nlp.references import find_references

COMMUNE = Header(
    type="Kế hoạch", date="2024-03-01", issuer="UBND xã Tân An, huyện Vĩnh Cửu, tỉnh Đồng Nai"
)
PROVINCE = Header(type="Quyết định", date="2024-03-01", issuer="UBND tỉnh Nghệ An")


def read(text: str, host: Header = COMMUNE) -> tuple[Reference, ...]:
    found = find_references(text, host)
    assert all(text[r.start : r.end] == r.text for r in found)
    return found


def only(text: str, host: Header = COMMUNE) -> Reference:
    found = read(text, host)
    assert len(found) == 1, [r.text for r in found]
    return found[0]
