"""What the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from phoihop.kit.gate import AT_ONCE, Gate

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "phoihop.config.settings")
application = Gate(get_wsgi_application(), int(os.environ.get("PHOIHOP_THREADS", AT_ONCE)))

gc.collect()
gc.freeze()  # all that is loaded by now stays: nobody needs to look at it again with every few requests
gc.set_threshold(20_000, 20, 50)
