import pytest

from api.http.accept import preferred
from api.http.addresses import TEXT_SHOWN, address_of
from api.http.facets import SearchState, chosen, offered
from api.http.quotations import marked, marked_mention
from api.http.templating import vietnamese_date
from index.model import Highlight

TURTLE, JSON_LD, HTML = "text/turtle", "application/ld+json", "text/html"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        pytest.param("", HTML, id="no header"),
        pytest.param("*/*", HTML, id="anything: the first"),
        pytest.param("TEXT/TURTLE", TURTLE, id="capitals"),
        pytest.param("text/turtle;q=0.5, application/ld+json", JSON_LD, id="weights"),
        pytest.param("text/*;q=0.9, text/html;q=0.1", TURTLE, id="specific before general"),
        pytest.param("*/*;q=0.1, text/html;q=0", TURTLE, id="refused"),
        pytest.param("application/json", None, id="not offered"),
        pytest.param("text/turtle;q=0", None, id="all refused"),
        pytest.param("text/turtle;q=abc", None, id="weight that is no number"),
        pytest.param("text/turtle;q=nan", None, id="weight that is not a number"),
        pytest.param("text/turtle;q=2", None, id="weight out of range"),
        pytest.param("text/turtle;charset=utf-8;q=0.3", TURTLE, id="further parameters"),
        pytest.param(",,;;=,", None, id="rubbish"),
        pytest.param("text/turtle" + ";" * 100_000, TURTLE, id="long"),
    ],
)
def test_preferred(accept: str, chosen: str | None) -> None:
    assert preferred(accept, [HTML, TURTLE, JSON_LD]) == chosen


@pytest.mark.parametrize(
    ("date", "shown"),
    [("2024-03-07", "07/03/2024"), ("2024-03", "03/2024"), ("2024", "2024"), (None, ""), ("", "")],
)
def test_dates(date: str | None, shown: str) -> None:
    assert vietnamese_date(date) == shown


@pytest.mark.parametrize(
    ("marks", "html"),
    [
        pytest.param([], "a&lt;b&gt;c", id="none"),
        pytest.param([(0, 1)], "<mark>a</mark>&lt;b&gt;c", id="at the start"),
        pytest.param([(1, 4)], "a<mark>&lt;b&gt;</mark>c", id="escaped"),
        pytest.param([(0, 2), (1, 3)], "<mark>a&lt;</mark><mark>b</mark>&gt;c", id="crossing"),
        pytest.param([(4, 99)], "a&lt;b&gt;<mark>c</mark>", id="over the end"),
        pytest.param([(3, 3)], "a&lt;b&gt;c", id="empty"),
    ],
)
def test_marked(marks: list[tuple[int, int]], html: str) -> None:
    assert str(marked("a<b>c", [Highlight(*mark) for mark in marks])) == html


def test_the_mention_is_marked_where_it_stands_and_not_where_the_words_stand_first() -> None:
    text = "Mở đầu. Theo QĐ 1 và QĐ 1. Hết."
    start = text.rindex("QĐ 1")
    shown = marked_mention("Theo QĐ 1 và QĐ 1.", text, start, start + 4)
    assert str(shown) == "Theo QĐ 1 và <mark>QĐ 1</mark>."


def test_a_quotation_that_is_not_in_the_text_is_shown_unmarked() -> None:
    assert str(marked_mention("<x>", "", 0, 3)) == "&lt;x&gt;"


@pytest.mark.parametrize(
    ("urn", "at", "address"),
    [
        ("urn:lex:vn:a;1-x", None, "/id/urn:lex:vn:a;1-x"),
        ("urn:lex:vn:a;1-x", 5, "/id/urn:lex:vn:a;1-x#char=5"),
        ("urn:x", TEXT_SHOWN, f"/id/urn:x?part=2#char={TEXT_SHOWN}"),
        ('a"b?c#d e', None, "/id/a%22b%3Fc%23d%20e"),
    ],
)
def test_addresses(urn: str, at: int | None, address: str) -> None:
    assert address_of(urn, at) == address


def test_filters_in_the_address() -> None:
    state = SearchState("a b", type="Kế hoạch", year_from=2022, year_to=2022)
    assert [link.words for link in chosen(state)] == ["Kế hoạch", "năm 2022"]
    assert chosen(state)[0].address == "/?q=a+b&year_from=2022&year_to=2022"
    assert chosen(state)[1].address == "/?q=a+b&type=K%E1%BA%BF+ho%E1%BA%A1ch"


def test_facets_offer_only_what_narrows() -> None:
    facets = {"type": {"Kế hoạch": 3, "Quyết định": 5}, "year": {"2022": 8}}
    groups = offered(SearchState("a"), facets)
    assert [(name, [(one.words, one.count) for one in links]) for name, links in groups] == [
        ("Loại văn bản", [("Quyết định", 5), ("Kế hoạch", 3)])
    ]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(2020, 2022, "2020–2022"), (2020, None, "từ năm 2020"), (None, 2022, "đến năm 2022")],
)
def test_years_in_words(low: int | None, high: int | None, words: str) -> None:
    assert chosen(SearchState("a", year_from=low, year_to=high))[0].words == words
