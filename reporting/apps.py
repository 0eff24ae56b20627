from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"
    verbose_name = "実績の報告"
    default_auto_field = "django.db.models.BigAutoField"
