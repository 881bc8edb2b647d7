"""Letters as tests need them: words written for them, read in through the actions."""

from __future__ import annotations

from phoihop.accounts.models import User
from phoihop.documents.actions import register_document
from phoihop.documents.models import Document
from phoihop.duties.desk.working import lay_on_desk
from phoihop.duties.models import Desk

LETTER = """TỈNH ỦY LAM GIANG
BAN TUYÊN GIÁO VÀ DÂN VẬN
*
Số 96-CV/BTGDVTU
Lam Giang, ngày 06 tháng 7 năm 2026

Kính gửi: Các xã, phường, đặc khu

Đề nghị các xã, phường, đặc khu thực hiện một số nhiệm vụ sau:

1. Rà soát, hoàn thiện Quy chế phối hợp công tác khoa giáo theo Thông báo số 41-TB/TU, ngày 12/3/2024 của Ban Thường vụ Tỉnh ủy.

2. Tổ chức giao ban luân phiên định kỳ (6 tháng hoặc hằng quý) giữa các cơ quan trong khối khoa giáo.

3. Báo cáo kết quả về Ban Tuyên giáo và Dân vận Tỉnh ủy (qua Phòng Khoa giáo) trước ngày 25/7/2026.
"""


def read_in(cast, text: str = LETTER, **fields) -> Document:
    return register_document(actor=cast.chi, text=text, file_name=fields.pop("file_name", "96.txt"), **fields)


def on_desk(cast, text: str = LETTER) -> Desk:
    return lay_on_desk(actor=cast.chi, document=read_in(cast, text))


def signed_in(client, actor):
    client.force_login(User.objects.get(pk=actor.user_id))
    return client
