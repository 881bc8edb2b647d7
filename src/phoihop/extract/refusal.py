"""The no of this room: a sentence in each language that says what is wrong and what to do."""

from __future__ import annotations

from phoihop.extract.model import Remark

_ASK_WORD = "Hãy gửi tệp Word (.docx), PDF có chữ hoặc tệp văn bản (.txt)."
_SEND_WORD = "Send a Word file (.docx), a PDF with text, or a plain text file (.txt)."

_REFUSALS: dict[str, tuple[str, str]] = {
    "empty": (
        "Tệp này rỗng. Hãy mở lại tệp gốc, kiểm tra nội dung rồi gửi lần nữa.",
        "This file is empty. Open the original, check what it holds and send it again.",
    ),
    "blank": (
        "Tệp này không có chữ nào để đọc. Hãy kiểm tra lại tệp gốc rồi gửi lần nữa.",
        "There is no text in this file. Check the original and send it again.",
    ),
    "too_large": (
        "Tệp nặng {size}, quá mức {limit}. Hãy bỏ bớt hình ảnh hoặc chia tệp rồi gửi từng phần.",
        "The file weighs {size}, over the limit of {limit}. Take out pictures or send it in parts.",
    ),
    "too_long": (
        "Tệp dài quá mức đọc được (nhiều nhất {pages} trang, {chars} ký tự). Hãy chia tệp rồi gửi từng phần.",
        "The file is longer than can be read (at most {pages} pages, {chars} characters). Send it in parts.",
    ),
    "too_many_cells": (
        "Bảng tính có quá nhiều ô (nhiều nhất {cells} ô). Hãy chỉ giữ lại phần có số liệu rồi gửi lại.",
        "The workbook has too many cells (at most {cells}). Keep only the part with data and send it again.",
    ),
    "too_slow": (
        "Đọc tệp này lâu quá {limit} giây nên đã dừng. Hãy lưu lại tệp từ phần mềm gốc, hoặc dán nội dung vào ô văn bản.",
        (
            "Reading this file took more than {limit} seconds and was stopped. "
            "Save it again from its program, or paste its text."
        ),
    ),
    "name": (
        "Tên tệp có dấu gạch chéo hoặc ký tự lạ. Hãy đổi tên tệp rồi gửi lại.",
        "The file's name holds a slash or a control character. Rename the file and send it again.",
    ),
    "unknown": (
        f"Không nhận ra đây là loại tệp gì. {_ASK_WORD}",
        f"It cannot be told what kind of file this is. {_SEND_WORD}",
    ),
    "old_encoding": (
        "Tệp văn bản dùng bảng mã cũ (TCVN3, VNI …) nên chữ Việt đọc ra sai. Hãy chuyển sang Unicode rồi gửi lại.",
        (
            "The text file uses an old Vietnamese encoding (TCVN3, VNI …) and would read wrongly. "
            "Convert it to Unicode and send it again."
        ),
    ),
    "not_letter": (
        f"Tệp này là {{what_vi}}, không đọc như một văn bản được. {_ASK_WORD}",
        f"This file is {{what_en}} and cannot be read as a letter. {_SEND_WORD}",
    ),
    "not_sheet": (
        "Tệp này là {what_vi}, không phải bảng tính. Hãy gửi tệp Excel (.xlsx), OpenDocument (.ods) hoặc .csv.",
        "This file is {what_en}, not a workbook. Send an Excel (.xlsx), OpenDocument (.ods) or .csv file.",
    ),
    "not_layout": (
        "Tệp này là {what_vi}, không kiểm tra thể thức được. Hãy gửi tệp Word (.docx) hoặc PDF có chữ.",
        "This file is {what_en}, whose layout cannot be checked. Send a Word file (.docx) or a PDF with text.",
    ),
    "old_word": (
        "Đây là tệp Word đời cũ (.doc). Hãy mở bằng Word, chọn «Lưu thành» kiểu .docx rồi gửi lại.",
        "This is an old Word file (.doc). Open it in Word, save it as .docx and send that.",
    ),
    "no_soffice": (
        (
            "Đây là tệp Word đời cũ (.doc), mà máy này chưa có phần mở nó. Người quản trị cài bằng lệnh "
            "«sudo apt install libreoffice-writer-nogui»; hoặc hãy mở bằng Word, lưu thành .docx rồi gửi lại."
        ),
        (
            "This is an old Word file (.doc), and the part that opens it is not installed here. The administrator types "
            "«sudo apt install libreoffice-writer-nogui»; or open it in Word, save it as .docx and send that."
        ),
    ),
    "old_excel": (
        "Đây là tệp Excel đời cũ (.xls). Hãy mở bằng Excel, chọn «Lưu thành» kiểu .xlsx rồi gửi lại.",
        "This is an old Excel file (.xls). Open it in Excel, save it as .xlsx and send that.",
    ),
    "other_word": (
        "Đây là {what_vi}. Hãy mở bằng Word hoặc LibreOffice, lưu thành .docx rồi gửi lại.",
        "This is {what_en}. Open it in Word or LibreOffice, save it as .docx and send that.",
    ),
    "image": (
        "Đây là {what_vi}, chưa có chữ để đọc ở đây. Hãy gửi bản Word hoặc PDF có chữ, hoặc dán nội dung vào ô văn bản.",
        "This is {what_en}, without text to read here. Send the Word file or a PDF with text, or paste the text.",
    ),
    "other_image": (
        "Đây là {what_vi}, kiểu ảnh này không đọc được. Hãy lưu thành PDF, PNG, JPEG hoặc TIFF rồi gửi lại.",
        "This is {what_en}, a kind of picture that is not read. Save it as PDF, PNG, JPEG or TIFF and send that.",
    ),
    "scan": (
        (
            "PDF này là bản quét: mỗi trang là một ảnh, chưa có chữ để đọc ở đây. "
            "Hãy gửi bản Word hoặc PDF xuất từ Word, hoặc dán nội dung vào ô văn bản."
        ),
        (
            "This PDF is a scan: every page is a picture, without text to read here. "
            "Send the Word file or a PDF made from it, or paste the text."
        ),
    ),
    "no_tesseract": (
        (
            "Đây là bản quét, mà máy này chưa có phần đọc chữ trên ảnh. Người quản trị cài bằng lệnh "
            "«sudo apt install tesseract-ocr tesseract-ocr-vie»; hoặc hãy gửi bản Word, PDF có chữ."
        ),
        (
            "This is a scan, and the part that reads words on pictures is not installed here. The administrator types "
            "«sudo apt install tesseract-ocr tesseract-ocr-vie»; or send the Word file or a PDF with text."
        ),
    ),
    "many_scanned": (
        "Bản quét có {count} trang, nhiều hơn mức đọc được là {limit}. Hãy chia tệp rồi gửi từng phần.",
        "The scan has {count} pages, more than the {limit} that are read. Split it and send it in parts.",
    ),
    "no_words": (
        (
            "Không đọc được chữ nào đáng tin trên ảnh này. Nếu đây là văn bản, hãy quét lại cho rõ (300 dpi, thẳng trang) "
            "hoặc dán nội dung vào ô văn bản."
        ),
        (
            "No words on this picture could be read with any certainty. If it is a letter, scan it again more clearly "
            "(300 dpi, straight), or paste its text."
        ),
    ),
    "macro": (
        "Tệp có chứa macro (mã chạy được) nên không được nhận. Hãy lưu thành .docx hoặc .xlsx không macro rồi gửi lại.",
        (
            "The file carries macros (code that can run) and is not accepted. "
            "Save it as .docx or .xlsx without macros and send that."
        ),
    ),
    "password": (
        "Tệp có đặt mật khẩu nên không mở được. Hãy bỏ mật khẩu rồi gửi lại.",
        "The file is locked with a password and cannot be opened. Remove the password and send it again.",
    ),
    "bomb": (
        "Tệp bung ra lớn bất thường so với cỡ của nó nên không được nhận. Hãy mở bằng phần mềm gốc, lưu lại rồi gửi.",
        "The file unpacks to far more than its size and is not accepted. Open it in its program, save it and send that.",
    ),
    "entries": (
        "Trong tệp có quá nhiều thành phần ({count}; mức nhận là {limit}). Hãy bỏ bớt hình ảnh rồi gửi lại.",
        "There are too many pieces in the file ({count}; the limit is {limit}). Take out pictures and send it again.",
    ),
    "nested": (
        "Trong tệp có một tệp nén khác nên không được nhận. Hãy bỏ tệp nén đó ra rồi gửi riêng.",
        "There is another archive inside the file, so it is not accepted. Take the archive out and send it apart.",
    ),
    "paths": (
        (
            "Bên trong tệp có tên dẫn ra ngoài hoặc trùng nhau nên không được nhận. "
            "Hãy mở bằng phần mềm gốc, lưu lại rồi gửi."
        ),
        (
            "Names inside the file lead outside it or stand twice, so it is not accepted. "
            "Open it in its program, save it and send that."
        ),
    ),
    "entities": (
        "Bên trong tệp có khai báo XML không được phép (DTD). Hãy mở bằng phần mềm gốc, lưu lại rồi gửi.",
        (
            "There are XML declarations in the file that are not allowed (a DTD). "
            "Open it in its program, save it and send that."
        ),
    ),
    "broken": (
        "Tệp hỏng hoặc chưa tải hết nên không đọc được. Hãy mở bằng phần mềm gốc, lưu lại rồi gửi lần nữa.",
        "The file is damaged or did not arrive whole. Open it in its program, save it and send it again.",
    ),
}

_WARNINGS: dict[str, tuple[str, str]] = {
    "signatures_unread": (
        "Tệp có chữ ký số nhưng máy không đọc được chữ ký. Hãy kiểm tra bằng phần mềm ký số.",
        "The file is signed digitally, but its signatures cannot be read here. Check them with the program that signs.",
    ),
    "signatures_waiting": (
        "Tệp có chữ ký số; tiến trình nền đang kiểm tra. Hãy tải lại trang sau ít giây.",
        "The file is signed digitally; the worker is checking it. Load the page again in a few seconds.",
    ),
    "ending": (
        "Đuôi tên tệp không khớp: nội dung là {what_vi}. Tệp được đọc theo nội dung.",
        "The name's ending does not fit: the content is {what_en}. It was read by its content.",
    ),
    "scanned_pages": (
        "Trang {pages} là ảnh quét, chưa có chữ để đọc. Hãy đối chiếu với bản gốc.",
        "Page {pages} is a scanned picture without text. Compare with the original.",
    ),
    "unsure_pages": (
        "Trang {pages} đọc từ ảnh chưa chắc (dưới {sure} %). Hãy đối chiếu từng chữ với ảnh trang.",
        "Page {pages} was read from its picture with little certainty (under {sure} %). Compare every word with the picture.",
    ),
    "encoding": (
        "Tệp văn bản dùng bảng mã {encoding}; đã đọc theo bảng mã đó. Hãy xem lại dấu tiếng Việt.",
        "The text file is encoded in {encoding} and was read so. Look over the Vietnamese marks.",
    ),
    "legacy_font": (
        "Văn bản dùng phông đời cũ ({font}); chữ đọc ra có thể sai. Hãy chuyển sang phông Unicode rồi gửi lại.",
        "The document uses an old typeface ({font}); its letters may read wrongly. Convert it to Unicode and send again.",
    ),
    "tracked": (
        (
            "Tệp có {count} chỗ sửa đổi chưa chấp nhận ({added} chỗ thêm, {deleted} chỗ xóa). "
            "Máy đọc như đã chấp nhận hết; hãy xem từng chỗ."
        ),
        (
            "The file has {count} tracked changes that nobody accepted ({added} added, {deleted} deleted). "
            "It is read as if all were accepted; look at each of them."
        ),
    ),
    "comments": (
        "Tệp có {count} ghi chú bên lề; ghi chú không thuộc văn bản nên không được đọc vào.",
        "The file has {count} comments in its margin; they are no part of the letter and were not read into it.",
    ),
    "hidden": (
        "Văn bản có chữ ẩn; chữ ẩn không được đọc.",
        "The document has hidden text, which was not read.",
    ),
    "embedded": (
        "Văn bản có tệp hoặc biểu đồ nhúng; phần nhúng không được đọc.",
        "The document has embedded files or charts, which were not read.",
    ),
    "numbering": (
        "Có kiểu đánh số «{style}» chưa đọc được đúng; đã ghi bằng chữ số thường.",
        "The numbering style «{style}» could not be followed; plain figures were written.",
    ),
}


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """A file that is not read, with the reason in words for the one who sent it."""

    def __init__(self, code: str, *, place: str = "", **parts: object) -> None:
        self.code, self.place = code, place
        self.vi, self.en = _say(_REFUSALS[code], parts)
        super().__init__(self.en)


def remark(code: str, **parts: object) -> Remark:
    return Remark(code, *_say(_WARNINGS[code], parts))


def _say(sentences: tuple[str, str], parts: dict[str, object]) -> tuple[str, str]:
    """Whole numbers as each language groups them: 5.000.000 and 5,000,000."""
    english = {key: f"{part:,}" if isinstance(part, int) else part for key, part in parts.items()}
    vietnamese = {key: f"{part:,}".replace(",", ".") if isinstance(part, int) else part for key, part in parts.items()}
    return sentences[0].format(**vietnamese), sentences[1].format(**english)
