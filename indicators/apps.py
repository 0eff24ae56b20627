from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"
    verbose_name = "総合計画と指標"
    default_auto_field = "django.db.models.BigAutoField"
