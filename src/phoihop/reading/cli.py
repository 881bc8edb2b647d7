"""`phoihop read FILE…`: one letter or a hundred, for people or for machines."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from phoihop.periods.calling import Parser, wrong
from phoihop.periods.words import asked_language, tongue
from phoihop.reading.pipeline import read
from phoihop.reading.refusing import SENTENCES
from phoihop.reading.scoring.cli import score
from phoihop.reading.secrecy import secrecy_mark
from phoihop.reading.sources import Source, of_file
from phoihop.reading.summary import summary

_HELP = {
    "vi": """Đọc văn bản của Đảng và Nhà nước: số, loại, nơi ban hành, ngày, trích yếu, người ký, văn bản được nhắc,
và từng nhiệm vụ với người làm, vai, hạn, nhịp, báo cáo.""",
    "en": """Read Vietnamese letters and directives, State and Party: number, type, issuer, date, subject, signer,
cited documents, and every task with its doers, roles, deadline, rhythm and report.""",
}
_MORE = {
    "vi": """ví dụ:
  phoihop read letter.txt               tóm tắt bằng tiếng Việt
  phoihop read --lang en letter.txt     tóm tắt bằng tiếng Anh
  phoihop read --json *.txt plan.docx   mỗi dòng một JSON, theo thứ tự các tệp
  phoihop read --json a.txt | jq '.tasks[] | [.start, .end, .rule]'
  phoihop read --score tests/reading/letters   chấm cách đọc trên văn bản đã chú giải (--misses: từng chỗ sai)
  phoihop read --export-corrections DIR        ghi văn bản của chính cơ quan đã giao, kèm chỗ đã sửa, thành mẫu có chú giải

JSON: class (document, relayed, header_only, not_document, unreadable), refused, why (vì sao không nhận), number, doc_type (title_type: tên loại in trên văn bản),
issuing_body, date, place, subject, addressees, signer_position, signed_for, urgency, cited, tasks, ignored.
start và end là vị trí ký tự trong văn bản; rule là tên quy tắc đã tìm ra phần đó. told là điều người đọc cần biết
về tệp; changes là sửa đổi và ghi chú trong tệp Word; signatures là chữ ký số của tệp PDF (PHOIHOP_SIGNATURE_ROOTS: thư mục gốc tin cậy); pages là độ chắc (%) của từng trang đọc từ ảnh. Đọc bản quét cần tesseract-ocr và tesseract-ocr-vie, đọc .doc cần libreoffice-writer-nogui.

Bài không phải văn bản chỉ đạo thì không nhận và không lấy gì từ đó. Giấy có dấu chỉ mức độ mật (MẬT, TỐI MẬT,
TUYỆT MẬT đứng riêng một dòng, hoặc là một từ của tên tệp) thì không nhận và không in ra gì.

mã kết thúc: 0 đọc được mọi tệp, 1 có tệp không đọc được hoặc không nhận (--score: chưa đạt), 64 gọi sai""",
    "en": """examples:
  phoihop read letter.txt               a summary in Vietnamese
  phoihop read --lang en letter.txt     a summary in English
  phoihop read --json *.txt plan.docx   one JSON object a line, in the order of the files
  phoihop read --json a.txt | jq '.tasks[] | [.start, .end, .rule]'
  phoihop read --score tests/reading/letters   score the reading of annotated letters (--misses: every miss)
  phoihop read --export-corrections DIR        write the office's own letters, with what was corrected, as such samples

JSON: class (document, relayed, header_only, not_document, unreadable), refused, why (it is refused), number, doc_type (title_type: as printed),
issuing_body, date, place, subject, addressees, signer_position, signed_for, urgency, cited, tasks, ignored.
start and end are offsets in characters into the text of the file; rule names what found a part. told is what the
reader should know of the file; changes are tracked changes and comments of a Word file; signatures are those of a PDF (PHOIHOP_SIGNATURE_ROOTS: a folder of trusted roots); pages is how sure (%) each page was read from its picture. Reading scans takes
tesseract-ocr and tesseract-ocr-vie, reading .doc libreoffice-writer-nogui.

A text that is no directive is refused and nothing is taken from it. A paper with a secrecy mark (MẬT, TỐI MẬT,
TUYỆT MẬT on a line, or as a word of the file name, of its own) is refused and nothing of it is printed.

exit: 0 all files read, 1 some could not be read or were refused (--score: a goal missed), 64 misuse""",
}
_SAID = {
    "help": {"vi": "xem phần này rồi thôi", "en": "show this help and end"},
    "files": {
        "vi": ".txt, .docx, .doc, .pdf, hoặc bản quét: .pdf, .png, .jpg, .tif",
        "en": ".txt, .docx, .doc, .pdf, or a scan: .pdf, .png, .jpg, .tif",
    },
    "page": {"vi": "đã đọc trang {done}/{of}", "en": "read page {done} of {of}"},
    "json": {"vi": "mỗi dòng một JSON, cho máy đọc", "en": "one JSON object a line, for machines"},
    "score": {"vi": "chấm trên các văn bản đã chú giải của thư mục", "en": "score the annotated letters of a folder"},
    "plot": {
        "vi": "với --score: vẽ hình so mức chắc máy nói với mức đúng thật",
        "en": "with --score: draw how sure the reader said it was beside how often it was right",
    },
    "misses": {"vi": "với --score: in từng chỗ sai", "en": "with --score: print every miss"},
    "lang": {"vi": "ngôn ngữ của các câu (vi)", "en": "language of the sentences (vi)"},
    "marked": {
        "vi": "Tệp có dấu chỉ mức độ mật nên không được đọc. Hãy vào sổ văn bản mật bằng giấy, không tải lên hệ thống.",
        "en": "The file bears a secrecy mark and is not read. Register it on paper, and keep it out of any system.",
    },
    "large": {
        "vi": "Tệp quá lớn để là một văn bản. Hãy chia nhỏ rồi đọc từng phần.",
        "en": "The file is too large to be a letter. Split it and read each part.",
    },
    "closed": {
        "vi": "Không mở được tệp. Hãy kiểm tra lại đường dẫn và quyền đọc.",
        "en": "The file cannot be opened. Check its path and that you may read it.",
    },
}
_MOST = 64 * 1024 * 1024


class _Unread(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """Why a file was not read, in words for the one who gave it, by language."""

    def __init__(self, words: dict[str, str]) -> None:
        super().__init__(words["en"])
        self.words = words


def main(argv: list[str]) -> int:
    language = tongue(asked_language(argv))
    parser = _parser(language)
    try:
        given = parser.parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    if given.score:
        return score(given.score, language, as_json=given.json, misses=given.misses, plot=given.plot)
    if not given.files:
        return wrong(parser, "the following arguments are required: FILE")
    return max([_one(path, language, as_json=given.json) for path in given.files])


def _parser(language: str) -> Parser:
    parser = Parser(
        "phoihop read",
        language=language,
        description=_HELP[language],
        epilog=_MORE[language],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-h", "--help", action="help", help=_SAID["help"][language])
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help=_SAID["lang"][language])
    parser.add_argument("--json", action="store_true", help=_SAID["json"][language])
    parser.add_argument("--score", type=Path, metavar="DIR", help=_SAID["score"][language])
    parser.add_argument("--plot", type=Path, metavar="SVG", help=_SAID["plot"][language])
    parser.add_argument("--misses", action="store_true", help=_SAID["misses"][language])
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=_SAID["files"][language])
    return parser


def _one(path: Path, language: str, *, as_json: bool) -> int:
    try:
        source = _source(path, language)
        reading = read(source.text, name=path.name)
    except _Unread as why:
        return _refuse(path, why.words[language], as_json=as_json)
    if as_json:
        reason = {"why": SENTENCES[reading.why][language]} if reading.refused else {}
        print(json.dumps({**reading.as_json(), **reason, **source.as_json(language)}, ensure_ascii=False))
    else:
        print("\n".join([summary(path.name, reading, language), *source.told(language)]))
    return int(reading.refused)


def _source(path: Path, language: str) -> Source:
    """The words of the file, unless a mark keeps it out."""
    if secrecy_mark("", path.name):
        raise _Unread(_SAID["marked"])
    data = _bytes_of(path)
    plain = path.suffix.lower() in {".txt", ""}
    source = Source(_decoded(data)) if plain else _extracted(data, path.name, language)
    if source.marked():
        raise _Unread(_SAID["marked"])
    return source


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _MOST:
            raise _Unread(_SAID["large"])
        return path.read_bytes()
    except OSError:
        raise _Unread(_SAID["closed"]) from None


def _decoded(data: bytes) -> str:
    """UTF-8, or what the byte order mark says; a byte that is neither becomes a sign and is never guessed."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    return data.decode("utf-8", errors="replace")


def _extracted(data: bytes, name: str, language: str) -> Source:
    """Of a scan the pages are counted while they are read, where somebody looks."""
    from phoihop.extract import Refusal  # only for files that are no plain text: it loads document libraries

    def count(done: int, of: int) -> None:
        if sys.stderr.isatty():
            print("\r" + _SAID["page"][language].format(done=done, of=of), end="\n" * (done == of), file=sys.stderr)

    try:
        return of_file(data, name, count)
    except Refusal as refusal:
        raise _Unread({"vi": refusal.vi, "en": refusal.en}) from None


def _refuse(path: Path, why: str, *, as_json: bool) -> int:
    if as_json:
        answer = {"class": "unreadable", "refused": True, "why": why, "tasks": [], "cited": []}
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(f"{path.name}: {why}", file=sys.stderr)
    return 1
