from django.apps import AppConfig


class SunagawaPlanConfig(AppConfig):
    name = "sunagawa_plan"
    verbose_name = "砂川市総合計画ポータル"

    def ready(self) -> None:
        # Registers the system checks; they need the app registry, so not at the top.
        from sunagawa_plan import checks  # noqa: F401, PLC0415
