from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.query import understand

_TODAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("text", "type_", "number", "year"),
    [
        pytest.param("qd766", "Quyết định", "766", None, id="glued"),
        pytest.param("766/QĐ-TTg", "Quyết định", "766/QĐ-TTg", None, id="type from the symbol"),
        pytest.param("61 /2018/ NĐ - CP", "Nghị định", "61/2018/NĐ-CP", 2018, id="blanks inside"),
        pytest.param("NĐ-CP 45/2020", "Nghị định", "45/2020", 2020, id="symbol first"),
        pytest.param("766 qd ttg", "Quyết định", "766/qd-ttg", None, id="blanks for marks"),
        pytest.param("766QĐ-TTg", "Quyết định", "766/QĐ-TTg", None, id="slash left out"),
        pytest.param("qd 45 nam dinh", "Quyết định", "45", None, id="Nam Định is no five years"),
        pytest.param("qd 4/2021 nam dinh", "Quyết định", "4/2021", 2021, id="the same with a year"),
        pytest.param("nd 61-2018", "Nghị định", "61", 2018, id="dash for slash"),
        pytest.param("2319/VPCP-KSTT", "Công văn", "2319/VPCP-KSTT", None, id="letter"),
        pytest.param("37-QĐ/TW", None, "37-QĐ/TW", None, id="the Party's QĐ is two types"),
        pytest.param("31/2024/QH15", None, "31/2024/QH15", 2024, id="law or resolution"),
        pytest.param("QĐ 468 ngày 27/3/2021", "Quyết định", "468", 2021, id="full date"),
        pytest.param("decision no. 766 of 23 June 2022", "Quyết định", "766", 2022, id="English"),
        pytest.param("nghị đinh số 61", "Nghị định", "61", None, id="mistaken mark"),
        pytest.param("ＱＤ ７６６", "Quyết định", "766", None, id="full width"),
        pytest.param("quyet dih 766", "Quyết định", "766", None, id="a letter left out"),
        pytest.param("decison 766", "Quyết định", "766", None, id="a letter left out, English"),
        pytest.param("766", None, "766", None, id="a number alone"),
        pytest.param("Land Law 2024", "Luật", None, 2024, id="a law's English name"),
        pytest.param("Notary Law 2014", "Luật", None, 2014, id="a law's short English name"),
        pytest.param("luatdatdai 2024", "Luật", None, 2024, id="a law's name run together"),
        pytest.param("lệnh công bố luật cảnh vệ", "Luật", None, None, id="công bố is no bộ luật"),
        pytest.param("ct 40 ct tw", "Chỉ thị", "40-ct/tw", None, id="the Party's dash"),
        pytest.param("nghij dinhj 61/2018", "Nghị định", "61/2018", 2018, id="Telex tones alone"),
        pytest.param(
            "NĐ\u200b 61/2018/N\u00adĐ-CP", "Nghị định", "61/2018/NĐ-CP", 2018, id="unseen"
        ),
        pytest.param("nghị định sáu mươi mốt", "Nghị định", "61", None, id="number in words"),
        pytest.param("quyeets ddinhj 766", "Quyết định", "766", None, id="Telex keys"),
        pytest.param("61_2018_ND-CP.docx", "Nghị định", "61/2018/ND-CP", 2018, id="a file's name"),
        pytest.param("13-2024-NĐ-CP", "Nghị định", "13-2024-NĐ-CP", 2024, id="no slashes"),
        pytest.param("nghị định 156/18", "Nghị định", "156/18", 2018, id="a short year"),
        pytest.param("84-2025-QH15", None, "84-2025-QH15", 2025, id="no slashes in a law's"),
        pytest.param("61 – 2018 – NĐ – CP", "Nghị định", "61-2018-NĐ-CP", 2018, id="long dashes"),
        pytest.param("quyết định bảy trăm sáu sáu", "Quyết định", "766", None, id="tens left out"),
        pytest.param("15/2018nđ-cp", "Nghị định", "15/2018/nđ-cp", 2018, id="no slash behind"),
        pytest.param("ngij dinh 59/2021", "Nghị định", "59/2021", 2021, id="one word in keys"),
        pytest.param("điều 12 luật đất đai 2024", "Luật", None, 2024, id="a law's article"),
        pytest.param("luat dd 2024 co hl khi nao", "Luật", None, 2024, id="a law's entry"),
        pytest.param("download Land Law 2024 pdf", "Luật", None, 2024, id="a law's text"),
        pytest.param("luật đất đai 2024 bồi thường", "Luật", None, 2024, id="a law's subject"),
        pytest.param("tt 45/ttr-stc", "Tờ trình", "45/ttr-stc", None, id="the symbol tells more"),
        pytest.param("Quy định 41 về từ chức", "Quy định", "41", None, id="before its title"),
        pytest.param(
            "suwar ddooir tt 32/2018/tt-bgddt", "Thông tư", "32/2018/tt-bgddt", 2018, id="no keys"
        ),
        pytest.param("quye61t d9i5nh 766", "Quyết định", "766", None, id="VNI keys"),
        pytest.param("61/2018/ndcp", "Nghị định", "61/2018/ndcp", 2018, id="symbol glued"),
        pytest.param("QĐ 766 TTg 2022", "Quyết định", "766", 2022, id="year behind the issuer"),
        pytest.param("luat bhxh 2024", "Luật", None, 2024, id="a law's initials"),
        pytest.param("luật khám chữa bệnh 2023", "Luật", None, 2023, id="a law's short name"),
        pytest.param("luật quốc tịch", "Luật", None, None, id="without the country's name"),
        pytest.param("blds 2015", "Bộ luật", None, 2015, id="a code's initials"),
        pytest.param("luat to chuc cqdp", "Luật", None, None, id="a law's last initials"),
        pytest.param("Hiến pháp Việt Nam 2013", "Hiến pháp", None, 2013, id="of the country"),
        pytest.param("Vietnam Land Law 2024", "Luật", None, 2024, id="of the country, English"),
        pytest.param("qđ 999999", "Quyết định", "999999", None, id="six digits"),
        pytest.param("quyết định 1956", "Quyết định", "1956", None, id="a number like a year"),
        pytest.param("12/qd-ubnd ubnd ha nam", "Quyết định", "12/qd-ubnd", None, id="its end"),
        pytest.param("cv thượng khẩn 12", "Công văn", "12", None, id="urgent"),
        pytest.param("Quyết dinh 766", "Quyết định", "766", None, id="marks in part"),
        pytest.param("Quyêt đinh 766", "Quyết định", "766", None, id="no tones"),
        pytest.param("Kees hoachj 3/QDD-TTg", "Kế hoạch", "3/QĐ-TTg", None, id="keys in symbols"),
        pytest.param("luật lao động 2019", "Bộ luật", None, 2019, id="a code called a law"),
        pytest.param(
            "Luật Đất đai số 31/2024/QH15", "Luật", "31/2024/QH15", 2024, id="name and number"
        ),
        pytest.param(
            "quyết định của Thủ tướng số 766", "Quyết định", "766", None, id="issuer between"
        ),
    ],
)
def test_targets(text: str, type_: str | None, number: str | None, year: int | None) -> None:
    target = understand(text).target
    assert target is not None
    assert (target.type, target.number, target.year) == (type_, number, year)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("kế hoạch 2024", id="a year"),
        pytest.param("kế hoạch 5 năm 2021-2025", id="a measure"),
        pytest.param("báo cáo 6 tháng đầu năm", id="months"),
        pytest.param("mức phạt 5 triệu", id="an amount"),
        pytest.param("kế hoạch 8/2023", id="a month"),
        pytest.param("tờ trình sở tài chính hà nội quý 2 năm 2024", id="nội quý is no nội quy"),
        pytest.param("từ ngày 12/3/2024", id="a date"),
        pytest.param("ứng phó bão số 3", id="a storm's number"),
        pytest.param("phòng bệnh sau năm tuổi", id="number words that are none"),
        pytest.param("luật đất đai quy định thế nào về thu hồi đất?", id="a law as the subject"),
    ],
)
def test_no_target(text: str) -> None:
    query = understand(text)
    assert query.target is None
    assert query.intent == "topic"


@pytest.mark.parametrize(
    ("text", "relation", "direction"),
    [
        pytest.param("NĐ 61 bị NĐ 107 sửa đổi à", "amends", "in", id="patient before its doer"),
        pytest.param("văn bản bị NĐ 107 sửa đổi", "amends", "out", id="doer inside the passive"),
        pytest.param("những gì do NĐ 118 thay thế", "replaces", "out", id="do marks the doer"),
        pytest.param("QĐ 766 có kế hoạch nào triển khai", "implements", "in", id="doer asked for"),
        pytest.param("decree 61 amended by", "amends", "in", id="cut short"),
        pytest.param("documents cited in plan 15", "cites", "out", id="participle and holder"),
        pytest.param("where is decree 61 cited", "cites", "in", id="subject inside the passive"),
        pytest.param("decision 766 plans", "implements", "in", id="no verb: what plans are for"),
        pytest.param("QĐ 1 là phụ lục của văn bản nào", "annex_of", "out", id="copula"),
        pytest.param("văn bản nào làm căn cứ ban hành NĐ 61", "based_on", "out", id="reverse"),
        pytest.param("ke hoach trine khai qd 766", "implements", "in", id="letters changed round"),
        pytest.param("NĐ 118 có hiệu lực từ ngày nào", None, None, id="entry into force"),
        pytest.param("NĐ 15/2018 tạm ngưng theo văn bản nào", "suspends", "in", id="by which"),
        pytest.param("QĐ 468 trích dẫn ở đâu", "cites", "in", id="where"),
        pytest.param("NQ 15 và kế hoạch của các bộ", "implements", "in", id="bộ is not bỏ"),
        pytest.param("QĐ 12 ban hành theo đề nghị của ai", None, None, id="who proposed it"),
        pytest.param("vanban huongdan luat dau tu 2020", "guides", "in", id="words run together"),
        pytest.param("ai ban hành QĐ 766", None, None, id="who issued it"),
        pytest.param("nghi dinh 61 thuc hien co che mot cua", None, None, id="a title"),
        pytest.param("tt 7/2023 sd tt nào", "amends", "out", id="sd is sửa đổi before a type"),
        pytest.param("vb lien quan nd 61", "cites", "in", id="related"),
        pytest.param("nd 10 sd dat rung", None, None, id="and sử dụng before another word"),
        pytest.param("nd 10 thay the nd 91", "replaces", "out", id="what the verb acts on"),
        pytest.param("Decree 10 amends Decree 91", "amends", "out", id="the same in English"),
        pytest.param("Decree 7/2021 on tour guides", None, None, id="a title, English"),
        pytest.param("plan issued with Decision 15", "annex_of", "in", id="issued with"),
        pytest.param("predecessor of Circular 22", "replaces", "out", id="the one before"),
        pytest.param("compliance with Directive 32", "applies", "in", id="a noun for the verb"),
        pytest.param("documents concerning Decision 9", "cites", "in", id="concerning"),
        pytest.param("TT 78 hướng dẫn NĐ 123 còn hiệu lực không", "repeals", "in", id="of a guide"),
        pytest.param("is Decree 7/2021 on tour guides in force", "repeals", "in", id="behind it"),
        pytest.param("nđ 7/2021 về làm thuốc còn hiệu lực không", "repeals", "in", id="làm thuốc"),
        pytest.param("nđ 7/2021 về bổ sung vốn bị bãi bỏ chưa", "repeals", "in", id="of two verbs"),
        pytest.param("tt 7/2021 tiêu chuẩn cộng tác viên dân số", None, None, id="viên dân"),
        pytest.param("nđ 7/2021 góp vốn", None, None, id="góp is not gộp"),
        pytest.param("tt 7/2021 hủy bỏ giếng khoan dầu khí", None, None, id="dầu asks nothing"),
        pytest.param("nđ 7/2021 thu hồi đất", None, None, id="land is taken back, no decree"),
        pytest.param("nđ 7/2021 chính sách vay vốn thực hiện", None, None, id="a title"),
        pytest.param("giờ làm việc theo Bộ luật Lao động", None, None, id="theo in a subject"),
        pytest.param("vbhn 7/vbhn-bnv gồm nghị định nào", "consolidates", "out", id="made of"),
        pytest.param("đề án 06 gồm nhiệm vụ gì", None, None, id="only a consolidated text is"),
        pytest.param("tt hong dan luat dat dai", "guides", "in", id="a slip of two real words"),
        pytest.param("nđ 61 dc ban hành căn cứ vào gì", "based_on", "out", id="dc is được"),
        pytest.param("luat nha o sua doi nam nao", "amends", "in", id="when it was amended"),
        pytest.param("tt huong dan 78/2016/nd-cp", "guides", "in", id="the verb before a number"),
        pytest.param("kh trien khai qd 1956", "implements", "in", id="of a number like a year"),
        pytest.param("luật được sửa đổi bởi NĐ 5", "amends", "out", id="luật được is no Luật Dược"),
    ],
)
def test_relations(text: str, relation: str | None, direction: str | None) -> None:
    query = understand(text)
    assert (query.relation, query.direction) == (relation, direction)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("kế hoạch từ 2021 đến 2023", (2021, 2023), id="from to"),
        pytest.param("kế hoạch sau năm 2022", (2023, None), id="after"),
        pytest.param("kế hoạch trước 2020", (None, 2019), id="before"),
        pytest.param("plans since 2022", (2022, None), id="since"),
        pytest.param("ke hoach nam nay", (2026, 2026), id="this year"),
        pytest.param("plans last year", (2025, 2025), id="last year"),
        pytest.param("chuyển đổi số giai đoạn 2021-2025", (2021, 2025), id="period"),
        pytest.param("mức lương cơ sở năm 2024 là bao nhiêu", (2024, 2024), id="in a question"),
        pytest.param("báo cáo quý I/2024", (2024, 2024), id="quarter"),
        pytest.param("báo cáo 6 tháng đầu năm 2024", (2024, 2024), id="half a year"),
        pytest.param("kế hoạch trước ngày 1/7/2025", (None, 2025), id="before a day inside"),
        pytest.param("quyết định từ tháng 7/2025", (2025, None), id="from a month on"),
        pytest.param("văn bản từ năm 2021 đến nay", (2021, None), id="until now"),
        pytest.param("kế hoạch 3 năm gần đây", (2023, None), id="the last years"),
        pytest.param("documents from June 2023 to May 2024", (2023, 2024), id="English months"),
        pytest.param("phát triển đến năm 2030, tầm nhìn 2045", (None, None), id="aims"),
        pytest.param("kế hoạch 5 năm 2021-2025", (2021, 2025), id="five years are a measure"),
        pytest.param("tuyển sinh lớp 10 năm 2024", (2024, 2024), id="a form's number is none"),
        pytest.param("cải cách hành chính t6/2024", (2024, 2024), id="t for tháng"),
        pytest.param("giảm nghèo gd 2021-2025", (2021, 2025), id="gd for giai đoạn"),
        pytest.param("reports from Q2 2023 on wages", (2023, 2023), id="from within a quarter"),
        pytest.param("reports from Q2 2023 onwards", (2023, None), id="from a quarter on"),
        pytest.param("no later than 2018 decrees", (None, 2018), id="no later"),
        pytest.param("reports from 2023", (2023, 2023), id="from a year, English"),
        pytest.param("reports from 2023 onwards", (2023, None), id="from a year on"),
        pytest.param("NĐ 61/2018 của Chính phủ ngày 23/4/2018", (None, None), id="its own date"),
        pytest.param("decisions in FY2023", (2023, 2023), id="a fiscal year"),
        pytest.param("first six months of 2024", (2024, 2024), id="half a year, English"),
        pytest.param("kh cds nam2022", (2022, 2022), id="a year glued to its word"),
        pytest.param("qd bo y te tu2021", (2021, None), id="a year glued to từ"),
        pytest.param("qd nghe an trc 2020", (None, 2019), id="trc for trước"),
    ],
)
def test_periods(text: str, years: tuple[int | None, int | None]) -> None:
    query = understand(text, today=_TODAY)
    assert (query.year_from, query.year_to) == years


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        pytest.param("kế hoạch của UBND tỉnh Nghệ An", "UBND tỉnh Nghệ An", id="in full"),
        pytest.param("ke hoach ubnd nghe an", "UBND tỉnh Nghệ An", id="without the unit's word"),
        pytest.param("plans of Hai Phong city", "UBND thành phố Hải Phòng", id="English"),
        pytest.param("thong tu cua bo tai chinh", "Bộ Tài chính", id="ministry"),
        pytest.param("kế hoạch cấp xã", "xã", id="level"),
        pytest.param("nghị quyết của HĐND tỉnh về học phí", "tỉnh", id="a council of a level"),
        pytest.param("kế hoạch của UBND p. Bến Nghé", "UBND phường Bến Nghé", id="short type"),
        pytest.param("báo cáo của sở nội vụ nghệ an", "Sở Nội vụ tỉnh Nghệ An", id="department"),
        pytest.param(
            "van ban cua so gd&dt ha noi",
            "Sở Giáo dục và Đào tạo thành phố Hà Nội",
            id="department's initials",
        ),
        pytest.param("vb cua bo nn&mt", "Bộ Nông nghiệp và Môi trường", id="ministry's initials"),
        pytest.param(
            "huyện nào của tỉnh Nghệ An thực hiện QĐ 766", "huyện", id="what is asked for"
        ),
        pytest.param("phòng chống thiên tai tỉnh Lâm Đồng", "UBND tỉnh Lâm Đồng", id="tai not tại"),
        pytest.param("chỉ thị của tỉnh ủy", "Tỉnh ủy", id="party committee of no place"),
        pytest.param(
            "resolutions of the People's Council of Da Nang",
            "HĐND thành phố Đà Nẵng",
            id="English council",
        ),
        pytest.param(
            "kế hoạch thực hiện QĐ 12/2019/QĐ-UBND của UBND tỉnh Nghệ An",
            None,
            id="the target's own",
        ),
        pytest.param(
            "kế hoạch thực hiện QĐ 766/QĐ-TTg của tỉnh Nghệ An",
            "UBND tỉnh Nghệ An",
            id="not the target's own",
        ),
        pytest.param("QĐ 766 của Thủ tướng", "Thủ tướng Chính phủ", id="of what is looked up"),
        pytest.param("kế hoạch phát triển kinh tế xã hội", None, id="xã hội is no level"),
        pytest.param("ke hoach tinh gian bien che", None, id="tinh giản is no province"),
        pytest.param("nghị quyết tỉnh Nghệ An về học phí", "HĐND tỉnh Nghệ An", id="a council's"),
        pytest.param("05-NQ/TU Nghệ An", "Tỉnh ủy Nghệ An", id="the Party's symbol"),
        pytest.param(
            "Cục Hàng không Việt Nam 2023", "Cục Hàng không Việt Nam", id="an agency of the table"
        ),
        pytest.param(
            "văn bản của Cục Xa Lạ năm 2023",
            "Cục Xa Lạ",
            id="an agency of no table",
        ),
        pytest.param(
            "tờ trình của chi cục thủy lợi tỉnh hà nam",
            "Chi cục Thủy lợi tỉnh Hà Nam",
            id="an agency's branch",
        ),
        pytest.param("kế hoạch của Đảng ủy xã", "Đảng ủy xã", id="a body of a level"),
        pytest.param("kh 15 ea kar", "UBND huyện Ea Kar", id="district of a local number"),
        pytest.param(
            "Hanoi chairman directives", "Chủ tịch UBND thành phố Hà Nội", id="a chairman"
        ),
        pytest.param("Công an Hải Phòng", "Công an thành phố Hải Phòng", id="police, no city"),
        pytest.param("Hanoi People's Council fees", "HĐND thành phố Hà Nội", id="a glued name"),
        pytest.param("Gia Lai police plan", "Công an tỉnh Gia Lai", id="police of a province"),
        pytest.param("Can Loc district police plan", "Công an huyện Can Lộc", id="of a district"),
        pytest.param("traffic police uniforms", None, id="police of no place"),
        pytest.param("thông tư của Bộ Y tế và Bộ Nội vụ", "Bộ Y tế", id="the first of joint ones"),
        pytest.param("nq 7 hdnd ha nam sửa nq nào", None, id="the target's own, by its verb"),
        pytest.param("qd 7 tinh ha nam thay the qd nao", None, id="the target's own, by its place"),
        pytest.param("qd 7 ubnd tinh ha nam trien khai", "UBND tỉnh Hà Nam", id="who carries out"),
        pytest.param("nq hdnd ve dat dai ha nam", "HĐND tỉnh Hà Nam", id="its place comes last"),
        pytest.param("cong an huyen thanh tri", "Công an huyện Thanh Trì", id="of a large city"),
        pytest.param("rừng tại các xã vùng cao", None, id="a kind of place is no level"),
        pytest.param("quyết định quy định chức năng của Sở Nội vụ", None, id="a body's functions"),
        pytest.param("nhiệm vụ của Bộ Tài chính là gì", None, id="the subject of a question"),
        pytest.param(
            "kh xa kim lien nam dan",
            "UBND xã Kim Liên, huyện Nam Đàn",
            id="a wider unit",
        ),
        pytest.param("ubnd q1 kh", "UBND Quận 1", id="a numbered district"),
        pytest.param("tinh hau giang cu kh", "UBND tỉnh Hậu Giang", id="a former province"),
        pytest.param("KH UBND XÃ KIM LIÊN", "UBND xã Kim Liên", id="capitals throughout"),
        pytest.param("UBND phuong Tan Dinh", "UBND phường Tân Định", id="capitals without marks"),
        pytest.param(
            "báo cáo Sở KH và Đầu tư Hà Nội",
            "Sở Kế hoạch và Đầu tư thành phố Hà Nội",
            id="a name shortened in part",
        ),
        pytest.param("decrees on e-government", None, id="e-government issues nothing"),
        pytest.param("waste collection after commune merger", None, id="an English attribute"),
        pytest.param("commune plans on waste", "xã", id="a level before a type"),
        pytest.param("nq 5 huy bo ct nao", None, id="bỏ before a type"),
        pytest.param("decisions on merger of communes", None, id="what is done to communes"),
        pytest.param("quyết định sáp nhập các xã", None, id="what is done to các xã"),
        pytest.param("plans of communes on waste", "xã", id="whose plans"),
        pytest.param("Ministry of Industry & Trade notices", "Bộ Công Thương", id="& for and"),
        pytest.param(
            "Ministry of Labour, Invalids and Social Affairs circular on wages",
            "Bộ Lao động - Thương binh và Xã hội",
            id="another English name",
        ),
        pytest.param("nq 98/2023/qh15 tphcm", None, id="a place issued no law of the State"),
        pytest.param("cv hướng dẫn NĐ 178 của Bộ Nội vụ", "Bộ Nội vụ", id="no decree is theirs"),
        pytest.param("Ba Ria-Vung Tau plans", "UBND tỉnh Bà Rịa - Vũng Tàu", id="a dash inside"),
        pytest.param("plans of the province of Dak Lak", "UBND tỉnh Đắk Lắk", id="province of"),
        pytest.param("UBND huyện Ia H'Drai", "UBND huyện Ia H'Drai", id="an apostrophe"),
        pytest.param("tinh daklak ke hoach", "UBND tỉnh Đắk Lắk", id="a glued name, with a word"),
        pytest.param("sáp nhập tỉnh Bắc Giang và Bắc Ninh", None, id="what is done to places"),
        pytest.param("merger of Hai Duong and Hai Phong", None, id="the same in English"),
        pytest.param("most recent floods", None, id="most is no ministry there"),
        pytest.param("MOST circular on labs", "Bộ Khoa học và Công nghệ", id="it is in capitals"),
        pytest.param("decisions after district merger in 2025", None, id="a merger's district"),
        pytest.param("decisions on hospital ward staffing", None, id="another ward"),
        pytest.param("People's Committee of District 7 plan", "UBND Quận 7", id="by its number"),
        pytest.param("cục hải quan hà nội", "Cục Hải quan thành phố Hà Nội", id="a branch"),
        pytest.param("tt bo gd ve hoc phi", "Bộ Giáo dục và Đào tạo", id="initials of the first"),
        pytest.param(
            "kh so nn&mt nghe an", "Sở Nông nghiệp và Môi trường tỉnh Nghệ An", id="& in a name"
        ),
    ],
)
def test_issuers(text: str, issuer: str | None) -> None:
    assert understand(text).issuer == issuer


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        pytest.param("tài chính đất đai", "tài chính đất đai", id="tài is not tại"),
        pytest.param("ve sinh moi truong", "ve sinh moi truong", id="vệ sinh is not về"),
        pytest.param("cho tôi biết về vệ sinh môi trường", "vệ sinh môi trường", id="fillers"),
        pytest.param("đấu thầu qua mạng", "đấu thầu qua mạng", id="đấu is not đâu"),
        pytest.param(
            "phòng chống thiên tai tỉnh Lâm Đồng", "phòng chống thiên tai", id="thiên tai"
        ),
        pytest.param("về an toàn thực phẩm", "an toàn thực phẩm", id="an is no English article"),
        pytest.param("solar power", "solar power", id="power is no Telex"),
        pytest.param("bán xăng dầu 2022", "bán xăng dầu", id="dầu is no đầu năm"),
        pytest.param("thông tư của Bộ Y tế và Bộ Nội vụ về tiền trực", "tiền trực", id="joint"),
        pytest.param("công điện bão số 5 năm 2023", "bão số 5", id="a number before the year"),
        pytest.param("nq hdnd ve dat dai ha nam", "dat dai", id="a committee before its place"),
        pytest.param("Sở Y tế đã trình báo cáo nào về vắc-xin", "vắc-xin", id="verb of a body"),
        pytest.param("bao cao phi ve sinh quy 2 2023", "phi ve sinh", id="a type with its time"),
        pytest.param("NĐ 168/2024 phạt giao thông", "phạt giao thông", id="a title without về"),
        pytest.param("NĐ 168/2024 của Ban Chỉ đạo 35", "", id="an unknown body is no title"),
        pytest.param("kế hoạch môi trường", "môi trường", id="môi is no mới"),
        pytest.param("nđ 45/2021 an ninh hàng không", "an ninh hàng không", id="no question"),
        pytest.param(
            "tt 45/2021 quy chuẩn về đo lũ", "quy chuẩn về đo lũ", id="quy chuẩn is no quarter"
        ),
        pytest.param("nđ 45/2021 giám định bản sao", "giám định bản sao", id="sao asks nothing"),
        pytest.param("qđ 7/2021 trình độ sơ cấp", "trình độ sơ cấp", id="độ sơ is no do Sở"),
        pytest.param(
            "tt 45/2021 trách nhiệm của Cục Thú y", "trách nhiệm của Cục Thú y", id="amid a title"
        ),
        pytest.param(
            "QĐ 1569/QĐ-TTg quy hoạch tỉnh Hưng Yên", "quy hoạch tỉnh Hưng Yên", id="of the State"
        ),
        pytest.param("this year's plans on fires", "fires", id="'s is no subject"),
        pytest.param("newly issued decrees on salaries", "salaries", id="newly issued"),
        pytest.param('"nghị định 15/2018"', "", id="quotes are no topic"),
        pytest.param("in-patient fees", "in-patient fees", id="a word with a hyphen"),
        pytest.param("letters of credit", "letters of credit", id="letters that are no công văn"),
        pytest.param("2023 notices on floods", "floods", id="a period before the type"),
        pytest.param("cho vay tiêu dùng", "cho vay tiêu dùng", id="cho vay is one word"),
        pytest.param("tổng cục hậu cần", "tổng cục hậu cần", id="hậu cần is one word"),
        pytest.param("nội dung biển hiệu", "nội dung biển hiệu", id="contents as a subject"),
        pytest.param("bảo lãnh chính phủ", "bảo lãnh chính phủ", id="a body as an attribute"),
        pytest.param("gửi báo cáo bằng văn bản", "gửi báo cáo bằng văn bản", id="no Cao Bằng"),
        pytest.param("sĩ quan Quân đội", "sĩ quan Quân đội", id="sĩ quan is no quận"),
        pytest.param("công chức cấp xã", "công chức cấp xã", id="a kind of officials"),
        pytest.param("tập huấn luật đất đai 2024", "tập huấn luật đất đai 2024", id="amid words"),
        pytest.param("nq tw 7 khoa xi", "tw 7 khoa xi", id="a session of the committee"),
        pytest.param("tt 200/2014 che do ke toan", "che do ke toan", id="chế độ is no do"),
        pytest.param("nđ 98/2020 quyền lợi của dân", "quyền lợi của dân", id="của in a title"),
        pytest.param("Quy chế tổ chức lễ hội", "tổ chức lễ hội", id="a type before its title"),
        pytest.param("what are the rules on overtime", "overtime", id="rules are no subject"),
        pytest.param("laws on drones", "drones", id="laws are a type"),
        pytest.param("vận tải tỉnh Lâm Đồng", "vận tải", id="tải is no verb at the end"),
        pytest.param("nhà ở tỉnh Lâm Đồng", "nhà ở", id="nhà ở is one word"),
        pytest.param("phong chong tham nhung", "phong chong tham nhung", id="nhũng is not những"),
        pytest.param("giá dầu năm 2022", "giá dầu", id="dầu before a year"),
        pytest.param("cơ sở y tế tư nhân", "cơ sở y tế tư nhân", id="cơ sở is no Sở"),
        pytest.param("ho so xay dung nha o", "ho so xay dung nha o", id="hồ sơ is no Sở"),
        pytest.param("công bố thông tin", "công bố thông tin", id="bố is no Bộ"),
        pytest.param("an ninh hàng không", "an ninh hàng không", id="hàng không is one word"),
        pytest.param("quyền định đoạt tài sản", "quyền định đoạt tài sản", id="no quyết định"),
        pytest.param("tư tưởng Hồ Chí Minh", "tư tưởng Hồ Chí Minh", id="a person's name"),
        pytest.param("plans on số hóa", "số hóa", id="English before Vietnamese"),
        pytest.param("văn bản chỉ đạo của Chính phủ về lúa", "lúa", id="chỉ đạo tells nothing"),
        pytest.param("thong tu bo tai chnh ve phi", "phi", id="a slip in a body's name"),
        pytest.param("quản lý tai chnh công", "quản lý tai chnh công", id="as typed"),
        pytest.param(
            "thoong tuw veef khams chuwax beenhj", "khams chuwax beenhj", id="keys as typed"
        ),
    ],
)
def test_topics(text: str, topic: str) -> None:
    assert understand(text).topic == topic


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "?", "\x00", "'; DROP TABLE documents; --", "😀", "a" * 100_000, "1" * 10_000,
        "QĐ " * 5000, "1/" * 2000, "nghị định " * 3000, "(((((", "\ud800", "và của là", "İİİ",
        "bị " * 400 + "NĐ 61", "theo QĐ 766 " * 60,
    ],
)  # fmt: skip
def test_any_text_is_some_query(text: str) -> None:
    assert understand(text).text == text


@given(st.text(max_size=120))
@settings(max_examples=120, deadline=None)
def test_understanding_never_fails_and_never_wavers(text: str) -> None:
    assert understand(text, today=_TODAY) == understand(text, today=_TODAY)


@given(
    st.integers(1, 9999),
    st.sampled_from(["QĐ", "quyết định", "Quyet dinh", "decision", "QĐ số"]),
    st.sampled_from(["", " còn hiệu lực không", " sửa đổi gì", "?", " của Thủ tướng"]),
)
@settings(deadline=None)
def test_a_number_after_its_type_is_the_target(number: int, kind: str, rest: str) -> None:
    if 1900 <= number < 2100 and "số" not in kind:
        return
    target = understand(f"{kind} {number}{rest}").target
    assert target is not None
    assert (target.type, target.number) == ("Quyết định", str(number))


@pytest.mark.parametrize(
    ("text", "urn", "relation"),
    [
        pytest.param(
            "triển khai urn:lex:vn:chinh.phu:nghi.quyet:2024;1-nq-cp",
            "urn:lex:vn:chinh.phu:nghi.quyet:2024;1-nq-cp",
            "implements",
            id="an identifier in a question",
        ),
        pytest.param(
            "what replaces urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp?",
            "urn:lex:vn:chinh.phu:nghi.dinh:2018;61-2018-nd-cp",
            "replaces",
            id="the question mark is not part of it",
        ),
        pytest.param(
            "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2022;612-kh-ubnd",
            "urn:lex:vn;nghe.an.tinh:ubnd:ke.hoach:2022;612-kh-ubnd",
            None,
            id="an identifier alone is looked up",
        ),
    ],
)
def test_an_identifier_is_a_target(text: str, urn: str, relation: str | None) -> None:
    query = understand(text)
    assert query.target is not None
    assert (query.target.urn, query.relation, query.year_from) == (urn, relation, None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Công an tỉnh Quảng Nam 2023", id="công an is not công văn"),
        pytest.param("chi phí đào tạo 2023", id="chi phí is not chỉ thị"),
        pytest.param("hội đồng trường 2023", id="hội đồng is not hợp đồng"),
    ],
)
def test_real_words_are_never_mended_into_types(text: str) -> None:
    assert understand(text).type is None
