from django.db import migrations, models

from decisions.models import immutable


def install(apps, schema_editor):
    immutable.install(schema_editor.connection, immutable.FIRST)


def remove(apps, schema_editor):
    immutable.remove(schema_editor.connection, immutable.FIRST)


class Migration(migrations.Migration):
    """SQLite makes a changed table anew, which would drop its triggers without a word."""

    dependencies = [("decisions", "0002_immutable")]

    operations = [
        migrations.RunPython(remove, install),
        migrations.AddField(
            model_name="savedrecommendation",
            name="evidence",
            field=models.JSONField(default=dict),
        ),
        migrations.RunPython(install, remove),
    ]
