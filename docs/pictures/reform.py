"""Takes the pictures of docs/reform.md from the rehearsal province.

./phoihop demo --reset --port 8765 --no-browser, and beside it: .venv/bin/python docs/pictures/reform.py http://127.0.0.1:8765
The draft that it makes is withdrawn at the end; the same seed and day give the same pictures.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import Page

from phoihop.ops.bench.browser import browser

HERE = Path(__file__).parent
OFFICE = "/dv/ban-tgdv"
MOST = 120_000  # bytes of one picture
STEPS = (("create", {"name": "Xã Khe Trúc"}), ("merge", {"unit": "xa-suoi-truc"}), ("merge", {"unit": "xa-khe-lim"}))


def take(page: Page, name: str, *, width: int = 1080, height: int = 720) -> None:
    page.set_viewport_size({"width": width, "height": height})
    to = HERE / f"{name}.png"
    page.screenshot(path=to)
    if to.stat().st_size > MOST:
        raise SystemExit(f"{to.name} has {to.stat().st_size} bytes, more than {MOST}.")


def sign_in(page: Page) -> None:
    """As the administrator of the cast, in Vietnamese."""
    page.goto("/")
    page.locator("form[action='/dien-tap/vao/'] tr").filter(has_text="Hải Quân").locator("button").click()
    page.locator("button[name=language][value=vi]").first.click()


def draft(page: Page) -> str:
    """Two communes go into a new one; the address of the draft."""
    page.goto(f"{OFFICE}/sap-xep/moi/")
    page.fill("[name=title]", "Nhập xã Suối Trúc và xã Khe Lim thành xã Khe Trúc")
    page.fill("[name=decision]", "Nghị quyết 27/NQ-HĐND")
    for at, (kind, said) in enumerate(STEPS):
        if at:
            page.click(f"button[value='add:{kind}']")
        for field, value in said.items():
            page.fill(f"[name=s{at}-{field}]", value)
        if kind == "merge":
            page.fill(f"[name=s{at}-into]", "Xã Khe Trúc")
    page.select_option("[name=s0-unit_kind]", "commune")
    page.fill("[name=s0-parent]", "ban-tgdv")
    page.evaluate("document.querySelector('[name=s0-name]').scrollIntoView({block: 'center'})")
    take(page, "reform-form", height=860)
    page.click("button[value=preview]")
    return page.url


def main(base: str) -> None:
    with browser() as chromium:
        context = chromium.new_context(base_url=base, locale="vi-VN", color_scheme="light", reduced_motion="reduce")
        page = context.new_page()
        sign_in(page)
        made = draft(page)
        take(page, "reform", height=860)
        page.goto(f"{made}vai/")
        take(page, "reform-roles")
        page.goto(f"{OFFICE}/cay/thay-doi/?tu=30/6/2025&den=1/7/2025")
        take(page, "reform-changes")
        page.goto(f"{OFFICE}/don-vi/xa-minh-linh/nguon-goc/")
        take(page, "reform-lineage", height=640)
        page.goto(f"{made}rut/")
        page.fill("[name=reason]", "Chỉ để chụp hình")
        page.click("main form button.btn-primary, main form button.btn-danger")
        context.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8765")
