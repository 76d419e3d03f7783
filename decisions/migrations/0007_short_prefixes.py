from django.db import migrations

from decisions.models import search_sql


def rebuild(apps, schema_editor):
    """On SQLite beginnings of one and two letters get an index of their own."""
    if schema_editor.connection.vendor == "sqlite":
        search_sql.rebuild(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0006_triggers_and_search")]

    operations = [migrations.RunPython(rebuild, migrations.RunPython.noop)]
