"""What a phrase can be; one phrase may be several things."""

from __future__ import annotations

VERB = 1  # a piece of work begins: rà soát, xây dựng, tổ chức
BODY = 2  # a name of a body may begin: Sở, Ủy ban nhân dân, các đơn vị
ADV = 4  # stands before a verb: tiếp tục, chủ động, kịp thời
MODAL = 8  # có trách nhiệm, cần, phải
ASK = 16  # đề nghị, yêu cầu, giao
LEAD = 32  # chủ trì, làm đầu mối
WITH = 64  # phối hợp với
REPORT = 128  # báo cáo, gửi báo cáo
ADJUNCT = 256  # opens what is not yet the work: căn cứ, trên cơ sở, đối với
EVENT = 512  # each time something happens: khi phát sinh, nếu, trường hợp
RHYTHM = 1024  # hằng tháng, định kỳ
DET = 2048  # các, mỗi, toàn thể
STOP = 4096  # ends a name
LINK = 8192  # ties a sentence to the one before: đồng thời, trên cơ sở đó
NOUN = 16384  # looks like a verb or a body and is neither
SINGLE = 32768  # a body of one syllable: needs a name behind it or a determiner before it
PLACE = 65536  # a territory: tỉnh, huyện, xã
TYPE = 131072  # a type of document
GOVERNED = 262144  # not complete without the body it belongs to: Ban cán sự đảng, Thường trực
PAST = 524288  # tells, does not order: đã, được, họp
CALM = 1048576  # a clause that stays with the work before it: bảo đảm, góp phần
EXTRA = 2097152  # may stand inside a name: của, thuộc, ở, trên địa bàn
CHIEF = 4194304  # a person by post: Bộ trưởng, Chủ tịch, người đứng đầu
