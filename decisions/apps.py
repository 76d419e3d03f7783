"""What is the app called?"""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Subsidium: the right level of international cooperation."""

    name = "decisions"
    verbose_name = "Subsidium"
    default_auto_field = "django.db.models.BigAutoField"
