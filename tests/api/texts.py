"""Small directives for tests: a decision, a plan that carries it out, and one further down."""

DECISION = """THỦ TƯỚNG CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 1234/QĐ-TTg
Hà Nội, ngày 05 tháng 3 năm 2022

QUYẾT ĐỊNH
Phê duyệt Chương trình chuyển đổi số ngành mẫu

Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;

Điều 1. Phê duyệt Chương trình chuyển đổi số ngành mẫu.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký.

THỦ TƯỚNG
Nguyễn Văn A
"""

PLAN = """ỦY BAN NHÂN DÂN
TỈNH NGHỆ AN
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 77/KH-UBND
Nghệ An, ngày 10 tháng 5 năm 2022

KẾ HOẠCH
Triển khai Chương trình chuyển đổi số ngành mẫu trên địa bàn tỉnh

Thực hiện Quyết định số 1234/QĐ-TTg ngày 05 tháng 3 năm 2022 của Thủ tướng Chính phủ,
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC ĐÍCH
1. Bảo đảm số hóa hồ sơ.

II. TỔ CHỨC THỰC HIỆN
1. Sở Nội vụ chủ trì, báo cáo trước ngày 15 tháng 12 năm 2022./.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn B
"""

COMMUNE_PLAN = """ỦY BAN NHÂN DÂN
XÃ THANH BÌNH
HUYỆN TÂN PHÚ, TỈNH ĐỒNG NAI
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 12/KH-UBND
Thanh Bình, ngày 20 tháng 6 năm 2022

KẾ HOẠCH
Chuyển đổi số trên địa bàn xã

Thực hiện Quyết định số 1234/QĐ-TTg của Thủ tướng Chính phủ;
Căn cứ Kế hoạch số 99/KH-UBND ngày 01 tháng 6 năm 2022 của Ủy ban nhân dân tỉnh Đồng Nai;

I. NỘI DUNG
1. Tuyên truyền tới nhân dân./.

CHỦ TỊCH
Lê Thị C
"""
