"""The command line: each word is one function of a room, loaded only when it is called."""

from __future__ import annotations

import importlib
import os
import sys

from phoihop.periods.words import asked_language, tongue

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("phoihop.ops.demo:main", "set all up and serve the rehearsal province"),
    "test": ("phoihop.config.testing:main", "run the tests, with whatever Debian parts are there"),
    "lint": ("phoihop.config.testing:lint", "linters, strict types and floors (developers)"),
    "serve": ("phoihop.ops.serve:main", "run the web server"),
    "worker": ("phoihop.ops.worker:main", "run the background worker"),
    "read": ("phoihop.reading.cli:main", "read letters into structure"),
    "check": ("phoihop.typeset.cli:main", "say which layout rule a file breaks"),
    "migrate": ("phoihop.ops.migrate:main", "bring the database to this version"),
    "createadmin": ("phoihop.ops.createadmin:main", "make the first administrator of an empty installation"),
    "backup": ("phoihop.ops.backup:main", "save database, files and settings while people work"),
    "restore": ("phoihop.ops.restore:main", "bring a backup back on an empty place"),
    "restructure": ("phoihop.ops.restructure:main", "take the annex of a decision in as one restructuring"),
    "export": ("phoihop.ops.export:main", "write every row as JSON lines"),
    "verify": ("phoihop.ops.verify:main", "count every hash, key and promise"),
    "grants": ("phoihop.ops.grants:main", "on PostgreSQL, let the server add to the record and no more"),
    "roots": ("phoihop.ops.roots:main", "the record's roots outside the database: show, sign, tell of a restore"),
    "doctor": ("phoihop.ops.doctor:main", "say what is wrong here and what to type"),
    "bench": ("phoihop.ops.bench.cli:main", "measure, beside the bare way of doing the same"),
    "messages": ("phoihop.ops.messages:main", "bring the catalogues up to date with the sources (developers)"),
    "manage": ("phoihop.config.testing:manage", "Django's own commands"),
}

PURE = {"read", "check"}
OF_THE_OFFICE = "--export-corrections"  # of `read`: it asks the database, which the pure room knows nothing of
_VIETNAMESE = {
    "demo": "dựng mọi thứ và chạy tỉnh diễn tập",
    "test": "chạy kiểm thử, với những gì có sẵn của Debian (bằng tiếng Anh)",
    "lint": "soát mã, kiểu và tầng (người phát triển)",
    "serve": "chạy máy chủ web",
    "worker": "chạy tiến trình nền",
    "read": "đọc văn bản thành dữ liệu có cấu trúc",
    "check": "nói tệp trái quy định thể thức nào",
    "migrate": "đưa cơ sở dữ liệu lên phiên bản này",
    "createadmin": "lập quản trị đầu tiên của một nơi cài đặt còn trống",
    "backup": "lưu cơ sở dữ liệu, tệp và cấu hình trong khi mọi người làm việc",
    "restore": "dựng lại từ bản lưu ở nơi còn trống",
    "restructure": "nhận phụ lục của một quyết định thành một lần sắp xếp",
    "export": "ghi mọi dòng ra JSON",
    "verify": "đếm từng mã băm, từng khóa, từng lời hứa",
    "grants": "trên PostgreSQL, cho máy chủ chỉ được thêm vào nhật ký",
    "roots": "gốc của nhật ký ngoài cơ sở dữ liệu: xem, ký, báo đã dựng lại",
    "doctor": "nói ở đây có gì sai và cần gõ gì",
    "bench": "đo, bên cạnh cách làm trần của cùng việc (bằng tiếng Anh)",
    "messages": "cập nhật danh mục câu chữ theo mã nguồn (người phát triển)",
    "manage": "lệnh của chính Django",
}
_AROUND = {
    "vi": (
        "phoihop LỆNH [tùy chọn]: phối hợp qua văn bản, từ một câu đến báo cáo đã ký",
        "phoihop LỆNH --help nói thêm; --lang en để đọc tiếng Anh. Bắt đầu bằng: phoihop demo",
    ),
    "en": (
        "phoihop COMMAND [options]: coordination by letter, from a sentence to a signed report",
        "phoihop COMMAND --help says more. Start with: phoihop demo",
    ),
}
_UNKNOWN = {
    "vi": "không có lệnh «{name}». Gõ phoihop --help để xem mọi lệnh.",
    "en": "there is no command «{name}». Type phoihop --help to see them all.",
}


def main(argv: list[str] | None = None) -> int:
    words = list(sys.argv[1:] if argv is None else argv)
    language = tongue(asked_language(words))
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_usage(language))
        return 0
    name, rest = words[0], words[1:]
    if name == "--version":
        print(_version())
        return 0
    if name not in COMMANDS:
        print(f"phoihop: {_UNKNOWN[language].format(name=name)}", file=sys.stderr)
        return 64
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phoihop.config.settings")
    owned = name == "read" and any(word.split("=")[0] == OF_THE_OFFICE for word in rest)
    if owned or name not in PURE:
        from phoihop.kit.catalogues import compile_stale  # Babel costs 30 ms, wanted by none of the pure ones

        compile_stale()
    module, function = ("phoihop.ops.corrections:main" if owned else COMMANDS[name][0]).split(":")
    try:
        return int(getattr(importlib.import_module(module), function)(rest) or 0)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `phoihop read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _usage(language: str) -> str:
    said = _VIETNAMESE if language == "vi" else {name: words for name, (_, words) in COMMANDS.items()}
    head, foot = _AROUND[language]
    return "\n".join([head, "", *(f"  {name:<12} {said[name]}" for name in COMMANDS), "", foot])


def _version() -> str:
    from importlib.metadata import version  # costs 20 ms, wanted by nothing else

    return version("phoihop")
