"""What the web server loads."""

import os

from django.core.wsgi import get_wsgi_application

from phoihop.kit.gate import AT_ONCE, Gate
from phoihop.ops.environment import PRIVATE

os.umask(PRIVATE)  # whichever server loads this
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phoihop.config.settings")
application = Gate(get_wsgi_application(), int(os.environ.get("PHOIHOP_THREADS", AT_ONCE)))
