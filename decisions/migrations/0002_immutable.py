from django.db import migrations

from decisions.models import immutable


def install(apps, schema_editor):
    immutable.install(schema_editor.connection, immutable.FIRST)


def remove(apps, schema_editor):
    immutable.remove(schema_editor.connection, immutable.FIRST)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
