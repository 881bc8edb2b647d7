from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "phoihop.reports"

    def ready(self) -> None:
        from phoihop.duties import panels  # models are ready only now
        from phoihop.reports.panel import FormPanel

        panels.register("reports.form", FormPanel())
