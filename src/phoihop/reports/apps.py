from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "phoihop.reports"

    def ready(self) -> None:
        from phoihop.duties import panels  # models are ready only now
        from phoihop.duties.desk import offers
        from phoihop.org import moves
        from phoihop.reports import histories, marked
        from phoihop.reports.moving import FORMS
        from phoihop.reports.offer import ReportForms
        from phoihop.reports.panel import FormPanel

        moves.register("reports", FORMS)
        panels.register("reports.form", FormPanel())
        offers.register("reports.form", ReportForms())
        histories.register_all()
        marked.register_all()
