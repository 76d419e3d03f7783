"""Outcomes move to a table of their own, once each; every record gets a dossier.

The words for the search are written by `manage.py seed`, which `make run` calls.
"""

from django.db import migrations


def move(apps, schema_editor):
    kept_outcomes = apps.get_model("decisions", "KeptOutcome").objects
    saved = apps.get_model("decisions", "SavedRecommendation")
    full = apps.get_model("decisions", "FullOutcome")
    dossiers = apps.get_model("decisions", "Dossier").objects
    for model in (saved, full):
        for each in model.objects.order_by("pk").iterator(chunk_size=100):
            kept, _ = kept_outcomes.get_or_create(
                checksum=each.checksum, defaults={"document": each.outcome}
            )
            model.objects.filter(pk=each.pk).update(kept=kept)
    for pk, owner in saved.objects.order_by("pk").values_list("pk", "owner_id"):
        saved.objects.filter(pk=pk).update(saved_by=owner)
        dossiers.create(recommendation_id=pk, thread_id=pk)


def move_back(apps, schema_editor):
    for name in ("SavedRecommendation", "FullOutcome"):
        model = apps.get_model("decisions", name)
        for each in model.objects.select_related("kept").iterator(chunk_size=100):
            model.objects.filter(pk=each.pk).update(outcome=each.kept.document, kept=None)
    apps.get_model("decisions", "Dossier").objects.all().delete()
    apps.get_model("decisions", "KeptOutcome").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("decisions", "0004_archive")]

    operations = [migrations.RunPython(move, move_back)]
