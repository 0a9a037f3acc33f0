"""Morango doing the comparison's work: run.py serve|prepare|fill|push|pull FOLDER ...

Runs in a scratch environment that has Morango and its Django, never in the project's own.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

FOLDER = Path(sys.argv[2])
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
SERVED = Path("server.db")


def configure() -> None:
    """A Django with nothing but what Morango needs."""
    import django
    from django.conf import settings

    settings.configure(
        DATABASES={
            "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "records.db"}
        },
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "rest_framework",
            "mptt",
            "morango",
            "morango_peer",
        ],
        ROOT_URLCONF="morango.urls",
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="bench",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        MIDDLEWARE=[],
    )
    django.setup()


def prepare() -> None:
    """The centre's database with a root certificate; devices begin as copies of it."""
    from django.core.management import call_command
    from morango.models.certificates import Certificate, ScopeDefinition

    call_command("migrate", run_syncdb=True, verbosity=0)
    ScopeDefinition.objects.create(
        id="all",
        profile="bench",
        version=1,
        primary_scope_param_key="mainpartition",
        description="all",
        read_filter_template="",
        write_filter_template="",
        read_write_filter_template="${mainpartition}",
    )
    root = Certificate.generate_root_certificate("all")
    Path("partition.txt").write_text(root.id)


def fill() -> None:
    """The records that the first device holds before it meets the centre."""
    from django.db import transaction

    from morango_peer.models import Record

    with transaction.atomic():
        for line in sys.stdin:
            fields = json.loads(line)
            fields.pop("_id")
            Record.objects.create(**fields)


def move(is_push: bool) -> float:
    """Seconds for all records up, or down."""
    from morango.models.certificates import Certificate, Filter
    from morango.sync.controller import MorangoProfileController

    root = Certificate.objects.get()
    controller = MorangoProfileController("bench")
    begun = time.perf_counter()
    connection = controller.create_network_connection(
        f"http://127.0.0.1:{sys.argv[3]}/", chunk_size=int(sys.argv[4])
    )
    session = connection.create_sync_session(root, root)
    client = session.get_push_client() if is_push else session.get_pull_client()
    client.initialize(Filter(root.id))
    client.run()
    client.finalize()
    seconds = time.perf_counter() - begun
    connection.close_sync_session(session.sync_session)
    return seconds


def main() -> None:
    """Do what the command line asks."""
    act = sys.argv[1]
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = ""
    configure()
    if act == "prepare":
        prepare()
    elif act == "fill":
        fill()
    elif act == "serve":
        from django.core.wsgi import get_wsgi_application
        from waitress import serve

        print("ready", flush=True)
        serve(get_wsgi_application(), listen=f"127.0.0.1:{sys.argv[3]}", threads=4)
    else:
        from morango.models.core import DatabaseIDModel

        from morango_peer.models import Record

        DatabaseIDModel.objects.create()
        seconds = move(is_push=act == "push")
        print(json.dumps({"seconds": seconds, "held": Record.objects.count()}))


main()
