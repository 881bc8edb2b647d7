"""One obligation: what is asked, where it stands, what was answered and said."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from phoihop.duties import rules
from phoihop.duties.panels import panels_of
from phoihop.duties.queries import visible_obligations
from phoihop.duties.views.respond import period_label
from phoihop.org.middleware import ActorRequest
from phoihop.org.queries import name_on


@require_GET
def obligation(request: ActorRequest, pk: int) -> HttpResponse:
    rows = visible_obligations(request.actor).select_related("duty", "duty__document", "unit", "asker")
    found = get_object_or_404(rows, pk=pk)
    panels = panels_of(found)
    responses = [(r, [panel.show(r) for panel in panels]) for r in found.responses.order_by("-revision")]
    context = {
        "obligation": found,
        "unit_name": name_on(found.unit_id, request.actor.on),
        "asker": name_on(found.asker_id, request.actor.on),
        "period": period_label(found),
        "responses": responses,
        "may_respond": rules.may_respond(request.actor, found),
        "may_judge": rules.may_judge(request.actor, found),
    }
    return render(request, "duties/obligation.html", context)
