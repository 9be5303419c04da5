"""PDFs: paragraphs, page furniture, columns, tables, pages without text, broken files."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import DamagedFile, EmptyDocument, TooLarge
from corpus.readers import Limits, read_bytes
from corpus.readers.pdf.paragraphs import join
from corpus.source_text import SourceText
from tests.corpus.readers.pdf_file import Draw, both, broken, grid, pdf_file, put, text_page
from tests.corpus.readers.spans import check_spans, rows

LONG = (
    "Can cu Quyet dinh so 766/QD-TTg ngay 23 thang 6 nam 2022 cua Thu tuong Chinh phu phe duyet "
    "Bo chi so chi dao, dieu hanh va danh gia chat luong phuc vu nguoi dan, doanh nghiep trong "
    "thuc hien thu tuc hanh chinh, dich vu cong theo thoi gian thuc tren moi truong dien tu;"
)
SHORT = "Dieu 1. Pham vi dieu chinh"


def read(*pages: Draw) -> SourceText:
    source = read_bytes(pdf_file(*pages), "a.pdf")
    check_spans(source)
    return source


def lines(*pages: Draw) -> list[str]:
    return read(*pages).text.rstrip("\n").split("\n")


# Paragraphs


def test_lines_are_joined_to_paragraphs() -> None:
    assert lines(text_page(LONG, SHORT, LONG)) == [LONG, SHORT, LONG]


def halves() -> tuple[str, str, Draw, Draw]:
    """LONG on two pages: its first two lines at a page's foot, the others on top of the next."""
    first, second, *rest = broken(Canvas(io.BytesIO()), LONG)
    above = put((113, 98, first), (85, 80, second))
    below = put(*((85, 780 - 18 * i, line) for i, line in enumerate(rest)))
    return f"{first} {second}", " ".join(rest), above, below


def test_a_paragraph_goes_on_over_the_page_break() -> None:
    first, rest, above, below = halves()
    source = read(both(text_page(SHORT, LONG), above), below)
    assert source.text == f"{SHORT}\n{LONG}\n{LONG}\n"
    assert [source.text[p.start : p.end] for p in source.pages] == [
        f"{SHORT}\n{LONG}\n{first} ",
        f"{rest}\n",
    ]


@pytest.mark.parametrize(
    "second",
    [
        "Dieu 2. Doi tuong",
        "Can cu Luat",
        "1. Muc mot",
        "a) Diem a",
        "- Gach dau dong",
        "II. Phan hai",
    ],
)
def test_beginnings_open_a_paragraph_after_an_ended_one(second: str) -> None:
    full = broken(Canvas(io.BytesIO()), LONG)[1]
    page = put((85, 780, f"{full[:-2]};"), (85, 762, second), (85, 744, full))
    assert lines(page)[1].startswith(second)


@pytest.mark.parametrize(
    ("before", "line", "joined"),
    [
        pytest.param("thực", "hiện", "thực hiện", id="words"),
        pytest.param("thực hi-", "ện", "thực hiện", id="a syllable that was broken"),
        pytest.param("th\u00ad", "ực", "thực", id="a soft hyphen"),
        pytest.param("NĐ-", "CP", "NĐ-CP", id="a number's hyphen stays"),
        pytest.param("15/KH-", "UBND", "15/KH-UBND", id="a symbol's hyphen stays"),
        pytest.param("kinh tế-", "xã hội", "kinh tế-xã hội", id="a hyphen between words stays"),
        pytest.param("kinh tế -", "xã hội", "kinh tế - xã hội", id="a dash stays"),
        pytest.param("61/2018/", "NĐ-CP", "61/2018/NĐ-CP", id="after a slash"),
        pytest.param("61/2018", "/NĐ-CP", "61/2018/NĐ-CP", id="before a slash"),
        pytest.param("", "a", "a", id="nothing before"),
    ],
)
def test_join(before: str, line: str, joined: str) -> None:
    text, start = join(before, line)
    assert text == joined
    assert text[start:] == line


def test_a_centred_title_is_one_paragraph_and_its_type_another() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawCentredString(312, 700, "KE HOACH")
        canvas.drawCentredString(
            312, 682, "Trien khai thuc hien De an phat trien ung dung du lieu ve"
        )
        canvas.drawCentredString(312, 664, "dan cu tren dia ban xa")

    expected = "Trien khai thuc hien De an phat trien ung dung du lieu ve dan cu tren dia ban xa"
    assert lines(both(draw, text_page(LONG, LONG, top=600)))[:2] == ["KE HOACH", expected]


def test_a_title_and_an_indented_line_below_it_stay_apart() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawCentredString(312, 700, "Trien khai De an 06 tren dia ban thanh pho nam 2023")
        canvas.setFont("Helvetica", 13)
        canvas.drawCentredString(
            312, 682, "Thuc hien Quyet dinh so 385/QD-UBND cua UBND tinh va Nghi"
        )

    found = lines(both(draw, text_page(LONG, LONG, top=600)))
    assert found[0].endswith("nam 2023")
    assert found[1].startswith("Thuc hien")


def test_a_word_in_two_fonts_stays_one() -> None:
    def draw(canvas: Canvas) -> None:
        x = 85.0
        for font, text in (
            ("Helvetica", "giao d"),
            ("Helvetica-Bold", "uc qu"),
            ("Helvetica", "oc phong"),
        ):
            canvas.setFont(font, 13)
            canvas.drawString(x, 700, text)
            x += canvas.stringWidth(text, font, 13)

    assert lines(draw) == ["giao duc quoc phong"]


def test_raised_marks_do_not_glue_to_numbers() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(85, 700, "Nghi dinh so 61/2018/ND-CP")
        width = canvas.stringWidth("Nghi dinh so 61/2018/ND-CP", "Helvetica", 13)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(85 + width, 706, "12")

    assert lines(draw) == ["Nghi dinh so 61/2018/ND-CP¹²"]


# Furniture


def test_running_heads_feet_and_page_numbers_go() -> None:
    pages = [
        text_page(
            f"{SHORT} {'abcdef'[n]}",
            head="CONG BAO/So 7 + 8/Ngay 2-4-2025",
            foot=f"Trang {n + 1}/5",
        )
        for n in range(5)
    ]
    assert lines(*pages) == [f"{SHORT} {letter}" for letter in "abcde"]


def test_headings_of_forms_are_no_running_heads() -> None:
    forms = [text_page(LONG, head=f"Mau so 0{n}") for n in (1, 2)]
    assert lines(*forms) == ["Mau so 01", LONG, "Mau so 02", LONG]


def test_page_numbers_of_the_decree_begin_on_the_second_page() -> None:
    pages = [text_page(LONG), text_page(SHORT, head="2"), text_page(LONG, head="3")]
    assert lines(*pages) == [LONG, SHORT, LONG]


def test_a_number_that_is_no_page_number_stays() -> None:
    assert lines(text_page(LONG, foot="1945"), text_page(SHORT, foot="7")) == [
        LONG,
        "1945",
        SHORT,
        "7",
    ]


def test_a_sentence_that_repeats_in_the_middle_stays() -> None:
    body = [SHORT, "Mot", "Hai", "Cau lap lai o giua trang", "Ba", "Bon", "Nam"]
    assert lines(text_page(*body), text_page(*body)).count("Cau lap lai o giua trang") == 2


def test_signature_stamps_go() -> None:
    stamp = ("Signed by: Office", "Email: a@b.vn", "Date: 23.06.2022 10:13:36 +07:00")
    page = put((85, 700, SHORT), *((300, 60 - 14 * i, line) for i, line in enumerate(stamp)))
    assert lines(page) == [SHORT]


def test_a_signer_without_a_time_is_no_stamp() -> None:
    assert lines(put((85, 700, SHORT), (300, 60, "Signed by: Office")))[1:] == ["Signed by: Office"]


# Columns


HEADER = put(
    (120, 780, "UBND HUYEN A"), (290, 780, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
    (130, 762, "UBND XA B"), (330, 762, "Doc lap - Tu do - Hanh phuc"),
    (125, 735, "So: 15/KH-UBND"), (340, 735, "B, ngay 10 thang 3 nam 2023"),
    (275, 700, "KE HOACH"),
)  # fmt: skip


def test_the_header_is_read_column_by_column() -> None:
    assert lines(both(HEADER, text_page(LONG, SHORT, top=660)))[:8] == [
        "UBND HUYEN A", "UBND XA B", "So: 15/KH-UBND", "CONG HOA XA HOI CHU NGHIA VIET NAM",
        "Doc lap - Tu do - Hanh phuc", "B, ngay 10 thang 3 nam 2023", "KE HOACH", LONG,
    ]  # fmt: skip


def test_header_columns_that_stand_close_together() -> None:
    page = put((85, 780, "UBND TINH DONG BAC LIEU"),
               (290, 780, "CONG HOA XA HOI CHU NGHIA VIET NAM"),
               (110, 762, "So: 15/KH-UBND"), (330, 762, "Doc lap - Tu do - Hanh phuc"))  # fmt: skip
    assert lines(page)[:3] == [
        "UBND TINH DONG BAC LIEU",
        "So: 15/KH-UBND",
        "CONG HOA XA HOI CHU NGHIA VIET NAM",
    ]


def test_the_signature_is_read_column_by_column() -> None:
    page = put(
        (85, 300, "Noi nhan:"), (360, 300, "TM. UY BAN NHAN DAN"),
        (85, 286, "- Nhu tren;"), (395, 286, "CHU TICH"),
        (85, 272, "- Luu: VT."),
        (385, 230, "Nguyen Van A"),
    )  # fmt: skip
    found = lines(both(text_page(LONG, SHORT), page))
    assert found[2:] == [
        "Noi nhan:", "- Nhu tren;", "- Luu: VT.", "TM. UY BAN NHAN DAN", "CHU TICH", "Nguyen Van A",
    ]  # fmt: skip


# Tables


XS = [85.0, 120.0, 330.0, 430.0, 540.0]
HEAD = ["TT", "Noi dung", "Chu tri", "Thoi gian"]


def test_a_ruled_table_row_by_row() -> None:
    table = grid(
        XS,
        [700, 680, 640, 620],
        [HEAD, ["1", "Ra soat quy dinh cua\nUBND xa", "Van phong", "Quy I"], ["2", "b", "", "d"]],
    )
    source = read(both(text_page(LONG), table, put((85, 580, SHORT))))
    assert rows(source) == [
        HEAD,
        ["1", "Ra soat quy dinh cua UBND xa", "Van phong", "Quy I"],
        ["2", "b", "", "d"],
    ]
    assert source.text.split("\n")[0] == LONG
    assert source.text.rstrip("\n").split("\n")[-1] == SHORT


def test_cells_that_touch_are_parted_by_their_rule() -> None:
    canvas = Canvas(io.BytesIO())
    width = canvas.stringWidth("full to the rule", "Helvetica", 13)
    xs = [85, 85 + width + 4, 300]
    assert rows(read(grid(xs, [700, 680], [["full to the rule", "next"]]))) == [
        ["full to the rule", "next"]
    ]


def test_merged_cells_of_a_ruled_table() -> None:
    def draw(canvas: Canvas) -> None:
        for x in (85, 300):
            canvas.line(x, 700, x, 640)
        canvas.line(200, 680, 200, 640)
        for y in (700, 680, 660, 640):
            canvas.line(85, y, 300, y)
        for x, y, text in (
            (90, 686, "one over two"),
            (90, 666, "a"),
            (205, 666, "b"),
            (90, 646, "c"),
            (205, 646, "d"),
        ):
            canvas.drawString(x, y, text)

    assert rows(read(draw)) == [["one over two"], ["a", "b"], ["c", "d"]]


def test_a_table_goes_on_over_the_page_break() -> None:
    first = grid(XS, [120, 100, 60], [HEAD, ["1", "Trien khai Ke hoach so", "Van phong", "Quy I"]])
    second = grid(
        XS, [780, 760, 740, 720], [HEAD, ["", "2568/KH-UBND ngay 14", "", ""], ["2", "b", "c", "d"]]
    )
    source = read(both(text_page(LONG), first), second)
    assert rows(source) == [
        HEAD,
        ["1", "Trien khai Ke hoach so 2568/KH-UBND ngay 14", "Van phong", "Quy I"],
        ["2", "b", "c", "d"],
    ]
    assert source.text[source.pages[1].start :].startswith("2\tb")


def test_a_box_and_an_underline_are_no_tables() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(80, 690, 300, 30)
        canvas.drawString(85, 700, "a box of words")
        canvas.line(85, 600, 200, 600)

    source = read(draw)
    assert source.tables == ()
    assert source.text == "a box of words\n"


def test_columns_without_rules_come_line_by_line() -> None:
    page = put(
        (85, 700, "Vung I"), (300, 700, "4.680.000"), (85, 682, "Vung II"), (300, 682, "4.160.000")
    )
    assert lines(page) == ["Vung I\t4.680.000", "Vung II\t4.160.000"]


# Notes


def test_notes_at_the_foot_do_not_part_a_paragraph() -> None:
    _, _, above, below = halves()
    notes = put((85, 50, "7 Nghi dinh so 61/2018"), (85, 38, "8 Nghi dinh so 107/2021"), size=8)
    source = read(
        both(text_page(SHORT, LONG), above, notes), both(below, text_page(SHORT, top=600))
    )
    assert source.text.split("\n")[1:6] == [
        LONG, LONG, "7 Nghi dinh so 61/2018", "8 Nghi dinh so 107/2021", SHORT,
    ]  # fmt: skip
    assert [b.kind for b in source.blocks].count("footnote") == 2


# Pages


def test_a_page_without_text_is_a_warning() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.rect(10, 10, 100, 100, fill=1)

    source = read(text_page(SHORT), scan, text_page(LONG))
    assert source.warnings == ("page 2 has no text layer",)
    assert [source.text[p.start : p.end] for p in source.pages] == [f"{SHORT}\n", "", f"{LONG}\n"]


def test_a_scan_is_no_empty_success() -> None:
    with pytest.raises(EmptyDocument, match="no text layer"):
        read_bytes(pdf_file(lambda canvas: canvas.rect(10, 10, 100, 100, fill=1)), "a.pdf")


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_turned_pages(quarters: int) -> None:
    def draw(canvas: Canvas) -> None:
        width, height = canvas._pagesize
        canvas.translate(*((0, 0), (width, 0), (width, height), (0, height))[quarters])
        canvas.rotate(90 * quarters)
        canvas.setFont("Helvetica", 13)
        canvas.drawString(60, 400, "mot dong chu")
        canvas.grid([60, 150, 300], [380, 360, 340])
        for x, y, text in ((65, 366, "a"), (155, 366, "b"), (65, 346, "c"), (155, 346, "d")):
            canvas.drawString(x, y, text)

    source = read(draw)
    assert source.text.startswith("mot dong chu\n")
    assert rows(source) == [["a", "b"], ["c", "d"]]


def test_watermarks_are_left_out() -> None:
    def mark(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "BAN NHAP")
        canvas.restoreState()

    assert lines(both(text_page(LONG), mark)) == [LONG]


# Broken files and limits


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.99])
def test_a_cut_file(part: float) -> None:
    data = pdf_file(text_page(LONG), text_page(SHORT))
    with pytest.raises(DamagedFile, match="cut off"):
        read_bytes(data[: int(len(data) * part)], "a.pdf")


def test_an_encrypted_file() -> None:
    data = pdf_file(text_page(SHORT), encrypt=StandardEncryption("secret"))
    with pytest.raises(DamagedFile, match="encrypted"):
        read_bytes(data, "a.pdf")


def test_a_file_that_may_not_be_printed_is_read() -> None:
    data = pdf_file(text_page(SHORT), encrypt=StandardEncryption("", "owner", canPrint=0))
    assert read_bytes(data, "a.pdf").text == f"{SHORT}\n"


def test_the_limit_of_pages() -> None:
    with pytest.raises(TooLarge, match="3 pages"):
        read_bytes(pdf_file(*[text_page(SHORT)] * 3), "a.pdf", limits=Limits(max_pages=2))


def test_the_limit_of_characters() -> None:
    with pytest.raises(TooLarge, match="characters"):
        read_bytes(pdf_file(text_page(LONG)), "a.pdf", limits=Limits(max_characters=50))


@given(st.binary(max_size=300))
@settings(max_examples=30)
def test_noise_in_a_file_is_an_error_of_ours_or_text(noise: bytes) -> None:
    data = bytearray(pdf_file(text_page(SHORT)))
    data[200 : 200 + len(noise)] = noise
    with suppress(DamagedFile, EmptyDocument):
        check_spans(read_bytes(bytes(data), "a.pdf"))


def test_reading_is_deterministic() -> None:
    data = pdf_file(both(HEADER, text_page(LONG, top=600)))
    assert read_bytes(data, "a.pdf") == read_bytes(data, "a.pdf")


# Vietnamese letters


@pytest.fixture(scope="module")
def vietnamese_font() -> str:
    for folder in ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu-sans-fonts"):
        file = Path(folder) / "DejaVuSans.ttf"
        if file.exists():
            try:
                pdfmetrics.registerFont(TTFont("Vietnamese", str(file)))
            except TTFError:
                continue
            return "Vietnamese"
    pytest.skip("the fonts DejaVu are not installed")


def test_vietnamese_letters(vietnamese_font: str) -> None:
    words = "Quyết định số 766/QĐ-TTg của Thủ tướng Chính phủ; Ủy ban nhân dân xã, những thửa ruộng"

    def draw(canvas: Canvas) -> None:
        canvas.setFont(vietnamese_font, 9)
        canvas.drawString(85, 700, words)

    assert lines(draw) == [words]


def test_the_gazette_stamp_in_vietnamese(vietnamese_font: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(vietnamese_font, 11)
        canvas.drawString(85, 810, "2 CÔNG BÁO/Số 447 + 448/Ngày 25-6-2022")
        canvas.drawString(85, 700, "Điều 1. Phạm vi")
        for i, text in enumerate(
            (
                "Người ký: Cổng Thông tin",
                "Email: a@b.vn",
                "Thời gian ký: 23.06.2022 10:13:36 +07:00",
            )
        ):
            canvas.drawString(300, 60 - 14 * i, text)

    assert lines(draw) == ["Điều 1. Phạm vi"]
