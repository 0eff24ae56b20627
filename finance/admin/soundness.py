from django.contrib import admin

from finance.models import SoundnessRatio
from sunagawa_plan.shared.staff_admin import PortalAdmin


@admin.register(SoundnessRatio)
class SoundnessRatioAdmin(PortalAdmin):
    list_display = ("name", "order")
