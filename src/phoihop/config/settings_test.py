"""What the tests change: a folder of their own, fast hashing, failing loudly."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("PHOIHOP_DATA", tempfile.mkdtemp(prefix="phoihop-test-"))
os.environ.setdefault("PHOIHOP_SECRET_KEY", "tests-only-" + "x" * 40)
os.environ.pop("PHOIHOP_DAY", None)
os.environ.pop("PHOIHOP_DEMO", None)

from phoihop.config.settings import *  # noqa: F403 - the environment above comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests only: Argon2 costs 50 ms a sign-in
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
