"""Every way in, as a person goes it."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail

from factories.accounts import make_user
from phoihop.accounts.actions import invite_user
from phoihop.accounts.models import CastMember, Part
from phoihop.kit.actor import Actor
from phoihop.kit.clock import now, today

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "con thuyền qua sông"
OTHER = "mái chèo gác bến"


@pytest.fixture
def an():
    return make_user(name="Hoàng Thị Lê An", password=PASSWORD)


def sign_in(page, user, password=PASSWORD):
    page.goto("/dang-nhap/")
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def is_in(page, user):
    page.locator(".ph-me", has_text=user.name).wait_for()
    return True


def with_authenticator(page):
    """A device that holds passkeys and always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def code_of(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time() // 30) + ahead))


def test_password(page, an):
    sign_in(page, an)

    assert is_in(page, an)


def test_a_wrong_password_puts_the_focus_on_the_reason(page, axe, an):
    sign_in(page, an, "sai")

    page.wait_for_function("document.activeElement?.className === 'ph-summary'")
    assert axe(page) == []


def test_lock_out_after_five_guesses(page, an):
    for _ in range(5):
        sign_in(page, an, "sai")
    sign_in(page, an)

    assert page.locator(".ph-summary").inner_text().count("năm phút") == 1


def test_a_new_password_by_mail(page, an):
    page.goto("/dang-nhap/")
    page.get_by_role("link", name="Quên mật khẩu?").click()
    page.locator("#id_email").fill(an.email)
    page.get_by_role("button", name="Gửi đường dẫn").click()
    page.wait_for_url("**/da-gui/")

    page.goto(re.search(r"http://localhost\S+", mail.outbox[-1].body)[0])
    page.locator("#id_password1").fill(OTHER)
    page.locator("#id_password2").fill(OTHER)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.wait_for_url("**/xong/")
    sign_in(page, an, OTHER)

    assert is_in(page, an)


def switch_on_codes(page):
    page.goto("/tai-khoan/ma-tu-ung-dung/bat/")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    assert page.locator("img.ph-qr").evaluate("image => image.naturalWidth") > 0
    secret = page.locator("ol .w5").inner_text()
    page.locator("#id_code").fill(code_of(secret))
    page.get_by_role("button", name="Bật").click()
    page.wait_for_url("**/ma-du-phong/")
    return secret


def test_codes_of_an_app_and_a_recovery_code(page, new_page, axe, an):
    sign_in(page, an)
    is_in(page, an)
    secret = switch_on_codes(page)
    assert page.locator(".ph-codes li").count() == 10
    assert axe(page) == []

    by_app = new_page()
    sign_in(by_app, an)
    by_app.wait_for_url("**/buoc-hai/")
    assert axe(by_app) == []
    by_app.locator("#id_code").fill(code_of(secret, ahead=1))  # the code that switched it on is used up
    by_app.get_by_role("button", name="Đăng nhập", exact=True).click()
    assert is_in(by_app, an)

    by_paper = new_page()
    codes = RecoveryCodes(Authenticator.objects.get(user=an, type="recovery_codes")).get_unused_codes()
    sign_in(by_paper, an)
    by_paper.locator("#id_code").fill(codes[0])
    by_paper.get_by_role("button", name="Đăng nhập", exact=True).click()
    assert is_in(by_paper, an)


def test_a_passkey_is_added_signs_in_alone_is_renamed_and_removed(page, axe, an):
    with_authenticator(page)
    sign_in(page, an)
    is_in(page, an)

    page.goto("/tai-khoan/khoa/them/")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.locator("#id_name").fill("Máy cơ quan")
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.wait_for_url("**/ma-du-phong/")

    page.context.clear_cookies()
    page.goto("/dang-nhap/")
    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    assert is_in(page, an)

    page.goto("/tai-khoan/")
    assert axe(page) == []
    page.get_by_role("link", name="Đổi tên Máy cơ quan").click()
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.locator("#id_name").fill("Máy mới")
    page.get_by_role("button", name="Đổi tên").click()
    page.get_by_role("link", name="Bỏ Máy mới").click()
    page.get_by_role("button", name="Bỏ").click()
    page.wait_for_url("**/tai-khoan/")
    assert not Authenticator.objects.filter(user=an, type="webauthn").exists()


def test_a_passkey_is_the_second_step_after_a_password(page, an):
    with_authenticator(page)
    sign_in(page, an)
    is_in(page, an)
    page.goto("/tai-khoan/khoa/them/")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Thêm", exact=True).click()
    page.wait_for_url("**/ma-du-phong/")
    page.context.clear_cookies()

    sign_in(page, an)
    page.wait_for_url("**/buoc-hai/")
    page.get_by_role("button", name="Dùng khóa truy cập").click()

    assert is_in(page, an)


def test_a_passkey_that_is_refused_is_told_in_words(page, an):
    page.context.new_cdp_session(page).send("WebAuthn.enable")  # no device at all
    page.goto("/dang-nhap/")
    page.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('x', 'NotAllowedError')) }"
    )

    page.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()

    page.locator("[data-passkey-trouble]").wait_for()


def test_without_javascript_no_passkey_button_is_shown_and_the_password_works(new_page, an):
    page = new_page(scripts=False)
    page.goto("/dang-nhap/")
    assert not page.locator("form[data-passkey]").is_visible()

    sign_in(page, an)

    assert is_in(page, an)


def test_an_invitation_is_accepted_with_a_password_or_a_passkey(page, new_page):
    system = Actor.system(on=today(), at=now())
    first = invite_user(actor=system, email="mot@lamgiang.example", name="Người Một")
    second = invite_user(actor=system, email="hai@lamgiang.example", name="Người Hai")

    page.goto(f"/loi-moi/{first.token}/")
    page.locator("#id_password1").fill(PASSWORD)
    page.locator("#id_password2").fill(PASSWORD)
    page.get_by_role("button", name="Vào").click()
    assert is_in(page, first.invitation.user)

    other = with_authenticator(new_page())
    other.goto(f"/loi-moi/{second.token}/")
    other.get_by_role("button", name="Không đặt mật khẩu").click()
    other.wait_for_url("**/khoa/them/")
    other.get_by_role("button", name="Thêm", exact=True).click()
    other.wait_for_url("**/ma-du-phong/")
    other.context.clear_cookies()
    other.goto("/dang-nhap/")
    other.get_by_role("button", name="Đăng nhập bằng khóa truy cập").click()
    assert is_in(other, second.invitation.user)


def test_a_session_is_ended_from_another_browser(page, new_page, an):
    sign_in(page, an)
    is_in(page, an)
    elsewhere = new_page()
    sign_in(elsewhere, an)
    is_in(elsewhere, an)

    page.goto("/tai-khoan/phien/")
    page.get_by_role("button", name="Đăng xuất ở mọi nơi khác").click()
    page.locator(".ph-said").wait_for()
    elsewhere.goto("/tai-khoan/")

    elsewhere.wait_for_url("**/dang-nhap/**")


def test_one_press_enters_a_rehearsal(page, an, settings):
    settings.DEMO = True
    CastMember.objects.create(user=an, position=1, part=Part.OFFICER, unit_words="Đảng ủy xã Suối Trúc")
    page.goto("/dang-nhap/")

    page.get_by_role("button", name="Vào bằng vai Hoàng Thị Lê An").click()

    assert is_in(page, an)
