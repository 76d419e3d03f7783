import django.db.models.deletion
from django.db import migrations, models

from decisions.models import immutable, search_sql


def install(apps, schema_editor):
    immutable.install(schema_editor.connection)
    search_sql.install(schema_editor.connection)


def remove(apps, schema_editor):
    search_sql.remove(schema_editor.connection)
    immutable.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_keep_outcomes_once")]

    operations = (
        [
            migrations.AlterField(
                model_name=model,
                name="kept",
                field=models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="decisions.keptoutcome",
                ),
            )
            for model in ("savedrecommendation", "fulloutcome")
        ]
        + [
            # Back to a nullable column first, where one goes back.
            migrations.AlterField(
                model_name=model, name="outcome", field=models.JSONField(default=dict)
            )
            for model in ("savedrecommendation", "fulloutcome")
        ]
        + [
            migrations.RemoveField(model_name=model, name="outcome")
            for model in ("savedrecommendation", "fulloutcome")
        ]
        + [migrations.RunPython(install, remove)]
    )
