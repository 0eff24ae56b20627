"""The portal's settings, made quick and independent of the machine for tests."""

import os
import tempfile
from pathlib import Path

os.environ["SECRET_KEY"] = "a key for tests only, long enough for every check of its length"
for name in ("ALLOWED_HOSTS", "DEBUG", "HTTPS", "SAMPLE_DATA"):
    os.environ.pop(name, None)

from sunagawa_plan.settings import *  # noqa: E402, F403
from sunagawa_plan.settings import STORAGES  # noqa: E402

# A login costs 0.3 s with the real hasher.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Names without hashes: nothing needs to be collected before the tests.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
# Not beside the database of whoever runs the tests.
_IMPORTS = tempfile.TemporaryDirectory()
IMPORTS_DIR = Path(_IMPORTS.name)
