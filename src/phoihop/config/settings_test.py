"""What the tests change: a folder of their own, fast hashing, failing loudly."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("PHOIHOP_DATA", tempfile.mkdtemp(prefix="phoihop-test-"))
os.environ.setdefault("PHOIHOP_SECRET_KEY", "tests-only-" + "x" * 40)
os.environ.pop("PHOIHOP_DAY", None)
os.environ.pop("PHOIHOP_DEMO", None)

from phoihop.config.settings import *  # noqa: F403 - the environment above comes first
from phoihop.config.settings import STATIC_ROOT, TEMPLATES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests only: Argon2 costs 50 ms a sign-in
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where it is absent


class Undefined(str):
    """What a template asks for and nobody gave: the test fails instead of a blank being shown."""

    __slots__ = ()

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"the template variable «{name}» is undefined")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")
