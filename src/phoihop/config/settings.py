"""One set of settings; what differs between places is said by environment variables named PHOIHOP_…"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from phoihop.ops import environment

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("PHOIHOP_HOME") or PACKAGE.parent.parent)
DATA = Path(os.environ.get("PHOIHOP_DATA") or HOME / "var")

SECRET_KEY = environment.secret_key(DATA)
DEBUG = env.bool("PHOIHOP_DEBUG", False)
DEMO = env.bool("PHOIHOP_DEMO", False)
SUPPORT = env.bool("PHOIHOP_SUPPORT", False)  # may an administrator look in as somebody, where the unit lets it
DAY = environment.day()  # the day a rehearsal stands at; None: today
ALLOWED_HOSTS = env.list("PHOIHOP_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
HTTPS = env.bool("PHOIHOP_HTTPS", False)
BASE_URL = env.str("PHOIHOP_URL", "http://127.0.0.1:8000")

ROOMS = [
    "kit",
    "audit",
    "accounts",
    "jobs",
    "files",
    "notices",
    "org",
    "documents",
    "duties",
    "reports",
    "synthesis",
    "web",
    "ops",
]
INSTALLED_APPS = [
    *(f"phoihop.{room}" for room in ROOMS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "phoihop.accounts.middleware.LanguageMiddleware",
    "phoihop.accounts.middleware.PrivateMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "phoihop.org.middleware.ActorMiddleware",
    "phoihop.org.reads.ReadsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "phoihop.web.middleware.PressedMiddleware",
    "phoihop.web.middleware.SecrecyMiddleware",
    "phoihop.web.middleware.StorableMiddleware",
]
CSRF_FAILURE_VIEW = "phoihop.web.views.errors.csrf_failure"
ROOT_URLCONF = "phoihop.config.urls"
WSGI_APPLICATION = "phoihop.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "phoihop.web.frame.frame",
            ],
        },
    }
]


# PostgreSQL plans a statement once for a connection; PgBouncer below 1.21 loses what was planned: PHOIHOP_PREPARE=0.
_PREPARED: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 2}


def _database() -> dict[str, Any]:
    """SQLite beside the data, or what PHOIHOP_DATABASE_URL names."""
    found = environment.database(DATA)
    if found["ENGINE"].endswith("sqlite3"):
        found |= {"ENGINE": "phoihop.config.sqlite3", "TEST": {"NAME": ":memory:"}}
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
        }
    else:
        found["CONN_HEALTH_CHECKS"] = True
        found["DISABLE_SERVER_SIDE_CURSORS"] = True
        found["OPTIONS"] = {**found.get("OPTIONS", {}), **(_PREPARED if env.bool("PHOIHOP_PREPARE", True) else {})}
    found["CONN_MAX_AGE"] = 60  # seconds
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "phoihop_language"
FORMAT_MODULE_PATH = ["phoihop.kit.input_formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "accounts_shared_count"},
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages name no other, and compressing is the dearest part of a first start
FILES_ROOT = DATA / "files"
RECORD_ROOTS = Path(
    os.environ.get("PHOIHOP_ROOTS") or DATA / "roots"
)  # where the chain's roots are noted, outside the database
RECORD_KEY = environment.record_key()  # the public half of the key that signs them; none: they are not signed
FILE_UPLOAD_HANDLERS = ["phoihop.files.memory.MemoryUploadHandler"]  # nothing reaches the disk unchecked
REQUEST_LIMIT = 100 * 1024 * 1024  # bytes of all files sent at once
DATA_UPLOAD_MAX_MEMORY_SIZE = 40 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
SIGNATURE_ROOTS = environment.signature_roots()  # a folder of certificates; none: chains are not checked
UPLOAD_LIMIT = 25 * 1024 * 1024  # bytes of one file

EMAIL_CONFIG = environment.mail()
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("PHOIHOP_EMAIL_FROM", "phoihop@localhost")
EMAIL_TIMEOUT = 20

SESSION_ENGINE = "phoihop.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = env.list("PHOIHOP_ORIGINS", default=[])
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from inside, where there is no HTTPS
SECURE_SSL_REDIRECT = HTTPS and env.bool("PHOIHOP_HTTPS_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("PHOIHOP_BEHIND_PROXY", False) else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "phoihop.accounts.passwords.UnlikeTheUser"},
    {"NAME": "phoihop.accounts.passwords.MinimumLength", "OPTIONS": {"min_length": 10}},
    {"NAME": "phoihop.accounts.passwords.Uncommon"},
]
AUTHENTICATION_BACKENDS = ["phoihop.accounts.backend.AuthenticationBackend"]
ACCOUNT_ADAPTER = "phoihop.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = [
    "email*",
    "password1*",
    "password2*",
]  # no address leads to a sign-up; allauth wants to know the fields
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation has proved the mailbox
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/300s/key"}  # a whole office may share one address
ACCOUNT_FORMS = {
    "login": "phoihop.accounts.forms.SignInForm",
    "change_password": "phoihop.accounts.forms.ChangePasswordForm",
    "reset_password": "phoihop.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "phoihop.accounts.forms.NewPasswordForm",
    "reauthenticate": "phoihop.accounts.forms.ConfirmPasswordForm",
}
MFA_ADAPTER = "phoihop.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers themselves allow it for localhost only
MFA_TOTP_ISSUER = "Phối hợp"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "phoihop.accounts.forms.CodeForm",
    "reauthenticate": "phoihop.accounts.forms.ConfirmCodeForm",
    "activate_totp": "phoihop.accounts.forms.ActivateCodesForm",
    "add_webauthn": "phoihop.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "phoihop.accounts.forms.RenamePasskeyForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("PHOIHOP_BEHIND_PROXY", False) else 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django.request": {"level": "ERROR"}},  # of a refusal the house writes one line with its code
    "root": {"handlers": ["console"], "level": environment.log_level()},
}
