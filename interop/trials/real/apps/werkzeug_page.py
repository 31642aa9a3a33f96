"""Werkzeug's own server: werkzeug_page.py PORT."""
import sys

from werkzeug.serving import run_simple
from wsgi import application

run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True)
