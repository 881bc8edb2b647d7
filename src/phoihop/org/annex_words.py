"""How a page says what was understood of an annex, and what is unsure about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WHY = {
    "several": _("Several units bear this name."),
    "kind": _("The unit of this name is of another kind."),
    "district": _("The unit of this name stood elsewhere."),
    "marks": _("Written with other marks."),
    "earlier": _("It was called so earlier."),
    "near": _("Only similar names are there."),
    "code": _("Found by its code, under another name."),
    "alias": _("Several units are written so."),
    "exists": _("A unit of this name is there already and is not among those that go in."),
    "missing": _("No unit of yours is called so."),
    "share": _("It is divided, and no share is said."),
    "rest": _("A part of it goes; where the rest stays is not said."),
    "twice": _("The annex lets it go whole to several."),
    "sum": _("The shares that are said do not add up to 100 %."),
}
BASIS = {
    "stays": _("It goes on; nothing of it is handed over."),
    "people": _("By the people who live in each part, as the annex says."),
    "area": _("By the area of each part, as the annex says."),
    "share": _("By the shares that the annex says."),
    "whole": _("The annex says several times that it goes there."),
    "equal": _("In equal shares, as you chose."),
    "typed": _("By the shares that you typed."),
    "all": _("All of it, as you chose."),
}
HOW = {
    "keep": _("stays as it is"),
    "close": _("ends"),
    "rename": _("new name"),
    "retype": _("new kind"),
    "into": _("takes in"),
    "form": _("new"),
    "goes on": _("goes on"),
}
PORTION = {"part": _("a part of"), "rest": _("the rest of"), "whole": ""}
