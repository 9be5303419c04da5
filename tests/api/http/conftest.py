"""One small library, ingested once, and clients of its application."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.http import create_app
from api.library import Library
from api.settings import Settings

SAMPLES = Path(__file__).parents[3] / "corpus" / "samples" / "documents"
CHOSEN = (
    "qd-766.html", "qd-468.html", "nd-61-2018.html", "nd-107-2021.html", "na-kh-766.docx",
    "na-namdan-kh-766.docx", "bn-kh-766.docx", "bn-tuson-kh-766.md", "bn-dongky-kh-2023.txt",
    "ld-baothuan-kh-766.txt",
)  # fmt: skip

DECISION = "urn:lex:vn:thu.tuong.chinh.phu:quyet.dinh:2022;766-qd-ttg"
PLAN = "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2022;612-kh-ubnd"

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"
EVIL_PLAN = f"""ỦY BAN NHÂN DÂN
TỈNH BẮC NINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 999/KH-UBND
Bắc Ninh, ngày 01 tháng 8 năm 2022

KẾ HOẠCH
Triển khai Bộ chỉ số {EVIL} năm 2022

Thực hiện Quyết định số 766/QĐ-TTg {EVIL} của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch:

I. NHIỆM VỤ {EVIL}
1. Sở Nội vụ {EVIL} chủ trì, hoàn thành trước ngày 15 tháng 12 năm 2022./.

CHỦ TỊCH
Nguyễn {EVIL} Văn B
"""
EVIL_NAME = "kh &amp; 'x' {{ 7 * 7 }}.txt"


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with some of the samples, and a plan that attacks pages."""
    root = tmp_path_factory.mktemp("served")
    (root / EVIL_NAME).write_text(EVIL_PLAN, "utf-8")
    data = root / "data"
    settings = Settings(data=data, workers=1, embedder="none")
    with Library.open(data, settings, write=True) as library:
        report = library.ingest([*(SAMPLES / name for name in CHOSEN), root / EVIL_NAME])
    assert not report.failed
    return data


@pytest.fixture(scope="session")
def settings(data: Path) -> Settings:
    """What the server runs with."""
    return Settings(data=data, embedder="none", sparql_seconds=20.0)


@pytest.fixture(scope="session")
def app(settings: Settings) -> Iterator[FastAPI]:
    """The application."""
    with Library.open(settings.data, settings) as library:
        yield create_app(library)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A program that asks the application."""
    with TestClient(app, base_url="http://localhost") as client:
        yield client


BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
"""What browsers accept."""
