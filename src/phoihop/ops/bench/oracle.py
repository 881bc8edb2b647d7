"""Who may what at every address, as a table of plain rules: written from the design by hand, asking no code of the house.

The world has an office, a commune below it and another commune. A line says of one page: who is to know that its thing
exists (`sees`), who may open it (`get`) and who may press its button (`post`). Somebody is «role@place»; see `world.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

People = frozenset[str]

READERS = ("clerk", "leader", "officer", "head", "auditor", "reader")
EVERY_ROLE = (*READERS, "administrator")


def at(place: str, *roles: str) -> People:
    return frozenset(f"{role}@{place}" for role in roles)


# Who stands in for the commune's officer is its officer; who was one once, or never was anybody, is nobody there.
_LENT = "lent@commune"
SIGNED_IN: People = at("office", *EVERY_ROLE) | at("commune", *EVERY_ROLE) | at("other", *EVERY_ROLE) | {_LENT}
WITHOUT_A_POST: People = frozenset({"nobody", "former@commune", "revoked@commune"})
VISITORS: People = frozenset({"visitor"})
USERS = SIGNED_IN | WITHOUT_A_POST
ALL = USERS | VISITORS
NOBODY_YET: People = frozenset()  # the world holds none of it
NOWHERE: People = frozenset({"nowhere"})  # outside a rehearsal the address does not exist, however it is asked

OFFICE = at("office", *EVERY_ROLE)
OFFICE_READS = at("office", *READERS)
OFFICE_WRITES = at("office", "clerk", "leader")
OFFICE_KNOWS_PEOPLE = at("office", "administrator", "auditor", "leader", "clerk")
COMMUNE = at("commune", *EVERY_ROLE) | {_LENT}
COMMUNE_READS = at("commune", *READERS) | {_LENT}
COMMUNE_WRITES = at("commune", "clerk", "leader")
COMMUNE_ANSWERS = at("commune", "officer", "head", "clerk", "leader") | {_LENT}
COMMUNE_APPROVES = at("commune", "head", "leader")
COMMUNE_KNOWS_PEOPLE = at("commune", "administrator", "auditor", "leader", "clerk")
OTHER = at("other", *EVERY_ROLE)
OTHER_WRITES = at("other", "clerk", "leader")
ADMINISTRATORS = at("office", "administrator") | at("commune", "administrator") | at("other", "administrator")
ROOT = at("office", "administrator")
READERS_ANYWHERE = OFFICE_READS | COMMUNE_READS | at("other", *READERS)
WRITERS_ANYWHERE = OFFICE_WRITES | COMMUNE_WRITES | OTHER_WRITES

RECORD_READERS = frozenset().union(
    *(at(place, "administrator", "auditor", "leader") for place in ("office", "commune", "other"))
)
MARKERS = at("office", "administrator", "leader", "clerk") | at("commune", "administrator", "leader", "clerk")
OWED = OFFICE_READS | COMMUNE_READS  # who sees what the commune owes the office
ASK_WHO_SAW = at("office", "clerk", "leader", "head", "auditor") | at("commune", "clerk", "leader", "head", "auditor")
ADMINISTERED = at("office", "administrator") | at("commune", "administrator")  # of the commune


@dataclass(frozen=True, slots=True)
class Line:
    """None: the page is not asked this way. `public`: no sign-in is asked for."""

    get: People | None = None
    post: People | None = None
    sees: People = USERS
    public: bool = False
    of_unit: bool = False

    def verdict(self, who: str, method: str) -> str:
        """In this order: signed in, of this unit, asked in a way the page knows, the thing there for them, the role."""
        if who == "visitor" and not self.public:
            return "sign in"
        if self.of_unit and who not in SIGNED_IN:
            return "absent"
        may = self.get if method == "get" else self.post
        if may is None and self.sees is not NOWHERE:
            return "not so"
        if may is None or who not in self.sees:
            return "absent"
        return "open" if who in may else "refused"


def page(get: People, sees: People = SIGNED_IN) -> Line:
    return Line(get, None, sees, of_unit=True)


def press(post: People, sees: People = SIGNED_IN) -> Line:
    return Line(None, post, sees, of_unit=True)


def form(may: People, sees: People = SIGNED_IN) -> Line:
    return Line(may, may, sees, of_unit=True)


OWN = Line(USERS, USERS)  # one's own account
PUBLIC = Line(ALL, ALL, ALL, public=True)
PUBLIC_PAGE = Line(ALL, None, ALL, public=True)
NO_STEP_YET = Line(USERS, USERS, NOBODY_YET)  # a second step that none of them has set up
DESK_OF_OFFICE = OFFICE_READS
DESK_OF_COMMUNE = COMMUNE_READS | OFFICE_READS

LINES: dict[str, Line] = {
    # the frame
    "web:start": Line(USERS, None),
    "web:units": Line(USERS, None),
    "web:theme": Line(None, ALL, ALL, public=True),
    "ops:healthz": PUBLIC_PAGE,
    "ops:readyz": PUBLIC_PAGE,
    "ops:jobs": page(ROOT),
    "ops:run_again": press(ROOT),
    "ops:drop_job": form(ROOT),
    "web:home": page(SIGNED_IN),
    "web:find": page(SIGNED_IN),
    "web:more": page(SIGNED_IN),
    # one's own account
    "accounts:language": Line(None, ALL, ALL, public=True),
    "accounts:enter_as": Line(sees=NOWHERE, public=True),
    "accounts:accept": PUBLIC,
    "accounts:digest": Line(None, USERS),
    "accounts:sessions": Line(USERS, None),
    "accounts:end_others": Line(None, USERS),
    "accounts:end_session": Line(None, USERS, NOBODY_YET),
    "account_login": PUBLIC,
    "mfa_authenticate": PUBLIC,
    "mfa_login_webauthn": PUBLIC,
    "account_logout": PUBLIC,
    "account_inactive": PUBLIC_PAGE,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC_PAGE,
    "account_reset_password_from_key_done": PUBLIC_PAGE,
    "account_reset_password_from_key": PUBLIC,
    "mfa_index": Line(USERS, None),
    "account_change_password": OWN,
    "account_set_password": Line(USERS, None),
    "account_reauthenticate": OWN,
    "mfa_reauthenticate": OWN,
    "mfa_reauthenticate_webauthn": OWN,
    "mfa_activate_totp": OWN,
    "mfa_deactivate_totp": NO_STEP_YET,
    "mfa_view_recovery_codes": Line(USERS, None, NOBODY_YET),
    "mfa_generate_recovery_codes": OWN,
    "mfa_download_recovery_codes": NO_STEP_YET,
    "mfa_list_webauthn": OWN,
    "mfa_add_webauthn": OWN,
    "mfa_remove_webauthn": OWN,
    "mfa_edit_webauthn": OWN,
    "notices:list": form(SIGNED_IN),
    # letters: one of the office; one it gave to the commune; one of the commune's own
    "documents:register": page(READERS_ANYWHERE),
    "documents:wanted": page(READERS_ANYWHERE),
    "documents:take_in": form(WRITERS_ANYWHERE),
    "documents:start_batch": press(WRITERS_ANYWHERE),
    "documents:batch": page(OFFICE_WRITES, OFFICE_WRITES),
    "documents:send_into": press(OFFICE_WRITES, OFFICE_WRITES),
    "documents:document": page(OFFICE_READS, OFFICE_READS),
    "documents:document@given": page(OFFICE_READS | COMMUNE_READS, OFFICE_READS | COMMUNE_READS),
    "documents:document@own": page(OFFICE_READS | COMMUNE_READS, OFFICE_READS | COMMUNE_READS),
    "documents:original": page(OFFICE_READS, OFFICE_READS),
    "documents:original@given": page(OFFICE_READS | COMMUNE_READS, OFFICE_READS | COMMUNE_READS),
    "documents:original@own": page(OFFICE_READS | COMMUNE_READS, OFFICE_READS | COMMUNE_READS),
    "documents:picture": page(OFFICE_READS, OFFICE_READS),
    "documents:words": page(OFFICE_READS, OFFICE_READS),
    "documents:scan": page(OFFICE_WRITES, OFFICE_WRITES),
    "documents:correct": form(OFFICE_WRITES, OFFICE_READS),
    "documents:correct@given": form(OFFICE_WRITES, OFFICE_READS | COMMUNE_READS),
    "documents:correct@own": form(COMMUNE_WRITES, OFFICE_READS | COMMUNE_READS),
    "documents:choose_cited": press(OFFICE_WRITES, OFFICE_READS),
    "documents:choose_cited@given": press(OFFICE_WRITES, OFFICE_READS | COMMUNE_READS),
    "documents:choose_cited@own": press(COMMUNE_WRITES, OFFICE_READS | COMMUNE_READS),
    "documents:withdraw": form(OFFICE_WRITES, OFFICE_READS),
    "documents:withdraw@given": form(OFFICE_WRITES, OFFICE_READS | COMMUNE_READS),
    "documents:withdraw@own": form(COMMUNE_WRITES, OFFICE_READS | COMMUNE_READS),
    "documents:file_away": press(OFFICE_WRITES, OFFICE_READS),
    "documents:file_away@given": press(OFFICE_WRITES, OFFICE_READS | COMMUNE_READS),
    "documents:file_away@own": press(COMMUNE_WRITES, OFFICE_READS | COMMUNE_READS),
    # the reading desk
    **{
        f"desk:{name}": press(OFFICE_WRITES, DESK_OF_OFFICE)
        for name in (
            "lay", "present", "assign", "header", "day", "confirm_sure", "add", "doers", "replace", "drop", "own", "confirm", "reject", "reopen", "part", "choose",
            "split", "join", "words", "when", "edit", "item_doers",
        )
    },
    **{f"desk:{name}": page(OFFICE_WRITES, DESK_OF_OFFICE) for name in ("desk", "given", "targets")},
    "desk:desk@given": page(OFFICE_WRITES, OFFICE_READS | COMMUNE_READS),
    "desk:given@given": page(OFFICE_WRITES, OFFICE_READS | COMMUNE_READS),
    "desk:lay@given": press(OFFICE_WRITES, OFFICE_READS | COMMUNE_READS),
    "desk:assign@given": press(OFFICE_WRITES, OFFICE_READS | COMMUNE_READS),
    "desk:edit@given": press(OFFICE_WRITES, OFFICE_READS | COMMUNE_READS),
    "desk:desk@own": page(COMMUNE_WRITES, DESK_OF_COMMUNE),
    "desk:assign@own": press(COMMUNE_WRITES, DESK_OF_COMMUNE),
    "desk:confirm@own": press(COMMUNE_WRITES, DESK_OF_COMMUNE),
    # what is owed, asked by the office of the commune
    "duties:due_list": page(SIGNED_IN),
    "duties:owed": page(SIGNED_IN),
    "duties:asked": page(SIGNED_IN),
    "duties:board": page(SIGNED_IN),
    "duties:expected": page(SIGNED_IN),
    "duties:calendar": page(SIGNED_IN),
    "duties:calendars": Line(SIGNED_IN, READERS_ANYWHERE, SIGNED_IN, of_unit=True),
    "duties-feed:feed": PUBLIC_PAGE,
    "duties:board_remind": press(WRITERS_ANYWHERE),
    "duties:save_view": press(READERS_ANYWHERE),
    "duties:drop_view": press(at("commune", "officer"), at("commune", "officer")),
    "duties:obligation": page(OWED, OWED),
    "duties:compare": page(OWED, OWED),
    "duties:respond": form(COMMUNE_ANSWERS, OWED),
    "duties:save": press(COMMUNE_ANSWERS, OWED),
    "duties:evidence": press(COMMUNE_ANSWERS, OWED),
    "duties:approve": press(COMMUNE_APPROVES, OWED),
    "duties:extend": press(COMMUNE_ANSWERS, OWED),
    "duties:explain": press(COMMUNE_ANSWERS, OWED),
    "duties:dispatch": press(COMMUNE_ANSWERS, OWED),
    "duties:accept": press(OFFICE_WRITES, OWED),
    "duties:return": press(OFFICE_WRITES, OWED),
    "duties:decide": press(OFFICE_WRITES, OWED),
    "duties:grant": press(OFFICE_WRITES, OWED),
    "duties:remind": press(OFFICE_WRITES, OWED),
    "duties:withdraw": press(OFFICE_WRITES, OWED),
    "duties:duty": page(OWED, OWED),
    "duties:tell_event": press(COMMUNE_ANSWERS | OFFICE_WRITES, OWED),
    "duties:choose_rhythm": press(COMMUNE_ANSWERS, OWED),
    "duties:withdraw_duty": press(OFFICE_WRITES, OWED),
    "files:download": page(COMMUNE_READS | at("office", "auditor"), COMMUNE_READS | at("office", "auditor")),
    # the report that the office puts together
    "synthesis:reports": page(SIGNED_IN),
    "synthesis:start": press(OFFICE_WRITES, OWED),
    "synthesis:draft": page(OFFICE_READS, OFFICE_READS),
    "synthesis:sources": page(OFFICE_READS, OFFICE_READS),
    "synthesis:paper": page(OFFICE_READS, OFFICE_READS),
    "synthesis:retitle": press(OFFICE_WRITES, OFFICE_READS),
    "synthesis:edit": press(OFFICE_WRITES, OFFICE_READS),
    "synthesis:add": press(OFFICE_WRITES, OFFICE_READS),
    "synthesis:step": press(OFFICE_WRITES, OFFICE_READS),
    # figures of the report that the commune answered, and the office's form
    "reports:rollups": page(READERS_ANYWHERE),
    "reports:rollup": page(OWED, OWED),
    "reports:answers": page(OWED, OWED),
    "reports:figure": page(OWED, OWED),
    "reports:narratives": page(OWED, OWED),
    "reports:series": page(OWED, OWED),
    "reports:forms": page(READERS_ANYWHERE),
    "reports:new_form": form(WRITERS_ANYWHERE),
    "reports:form": page(OFFICE_READS, OFFICE_READS),
    "reports:edit_form": form(OFFICE_WRITES, OFFICE_READS),
    "reports:drop_draft": press(OFFICE_WRITES, OFFICE_READS),
    "reports:bind": press(OFFICE_WRITES, OFFICE_READS),
    # units, groups, people, the record; the thing is the commune, its officer, its decision
    "org:found": Line(USERS, USERS),
    "org:units": page(SIGNED_IN),
    "org:picture": page(SIGNED_IN),
    "org:changes": page(SIGNED_IN),
    "org:unit": page(OFFICE | COMMUNE, OFFICE | COMMUNE),
    "org:family": page(OFFICE | COMMUNE, OFFICE | COMMUNE),
    "org:unit_settings": press(ADMINISTERED | at("commune", "head"), OFFICE | COMMUNE),
    "org:unit_alias": press(at("office", "administrator", "clerk"), OFFICE | COMMUNE),
    "org:unit_alias_drop": press(at("office", "administrator", "clerk"), OFFICE | COMMUNE),
    "org:unit_codes": form(ADMINISTERED, OFFICE | COMMUNE),
    "org:unit_code": form(ADMINISTERED, OFFICE | COMMUNE),
    "org:find_code": page(SIGNED_IN),
    "org:unit_events": form(ROOT),
    "org:bring_units": form(ADMINISTRATORS),
    "org:unit_template": page(ADMINISTRATORS),
    "org:decisions": page(SIGNED_IN),
    "org:decide": form(ADMINISTRATORS),
    "org:decision": page(OFFICE | COMMUNE, OFFICE | COMMUNE),
    "org:withdraw": form(ADMINISTERED, OFFICE | COMMUNE),
    "org:undertaking": page(OFFICE | COMMUNE, OFFICE | COMMUNE),
    "org:stop": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:settle": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:undo": form(ADMINISTERED, OFFICE | COMMUNE),
    "org:annex_new": form(ADMINISTRATORS),
    "org:annex": form(ROOT, OFFICE),
    "org:groups": page(SIGNED_IN),
    "org:group_new": form(ROOT),
    "org:group": Line(SIGNED_IN, ROOT, SIGNED_IN, of_unit=True),
    "org:group_alias_drop": press(at("office", "administrator", "clerk")),
    "org:people": page(OFFICE_KNOWS_PEOPLE | COMMUNE_KNOWS_PEOPLE | at("other", *("administrator", "auditor", "leader", "clerk"))),
    "org:invite": form(ADMINISTRATORS),
    "org:bring_people": form(ADMINISTRATORS),
    "org:people_template": page(ADMINISTRATORS),
    "org:person": page(OFFICE_KNOWS_PEOPLE | COMMUNE_KNOWS_PEOPLE, OFFICE | COMMUNE),
    "org:grant": form(ADMINISTERED, OFFICE | COMMUNE),
    "org:close_account": form(ADMINISTERED, OFFICE | COMMUNE),
    "org:open_account": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:invite_again": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:take_back": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:revoke": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:delegate": form(ADMINISTERED | at("commune", "officer"), OFFICE | COMMUNE),
    "org:end_loan": form(ADMINISTERED | at("commune", "officer") | {_LENT}, OFFICE | COMMUNE),
    "org:unit_apart": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:let_in": form(at("commune", "head", "leader"), OFFICE | COMMUNE),
    "org:shut_out": press(ADMINISTERED | at("commune", "head", "leader"), OFFICE | COMMUNE),
    "org:help": form(ADMINISTERED, OFFICE | COMMUNE),
    "org:help_end": Line(None, USERS),
    "org:look_as": form(at("office", "administrator", "auditor", "leader") | at("commune", "administrator", "auditor", "leader"), OFFICE | COMMUNE),
    "org:who_saw": page(ASK_WHO_SAW, OWED),
    "org:who_saw@seen_answer": page(ASK_WHO_SAW, OWED),
    "org:who_saw@seen_letter": page(at("office", "clerk", "leader", "head", "auditor"), OFFICE_READS),
    "org:who_saw@seen_unit": page(ASK_WHO_SAW | ADMINISTERED, OFFICE | COMMUNE),
    "org:who_saw@nothing": page(NOBODY_YET, NOBODY_YET),
    "org:role_moves": form(ADMINISTERED, OFFICE | COMMUNE),
    "org:machines": page(ADMINISTRATORS),
    "org:machine_new": form(ADMINISTRATORS),
    "org:machine": page(ADMINISTERED, OFFICE | COMMUNE),
    "org:machine_key": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:machine_close": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:machine_key_drop": press(ADMINISTERED, OFFICE | COMMUNE),
    "org:lend": form(ADMINISTERED | at("commune", "officer"), OFFICE | COMMUNE),
    "org:journal": page(RECORD_READERS),
    "org:journal_day": page(RECORD_READERS),
    "org:journal_person": page(RECORD_READERS - at("other", *EVERY_ROLE), OFFICE | COMMUNE),
    "org:forget_words": form(ROOT),
    # a history opens to whom the thing opens
    "org:history@unit": page(OFFICE | COMMUNE, OFFICE | COMMUNE),
    "org:history@person": page(OFFICE_KNOWS_PEOPLE | COMMUNE_KNOWS_PEOPLE, OFFICE | COMMUNE),
    "org:history@group": page(SIGNED_IN),
    "org:history@decision": page(OFFICE | COMMUNE, OFFICE | COMMUNE),
    "org:history@letter": page(OFFICE_READS, OFFICE_READS),
    "org:history@obligation": page(OWED, OWED),
    "org:history@duty": page(OWED, OWED),
    "org:history@answer": page(OWED, OWED),
    "org:history@form": page(OFFICE_READS, OFFICE_READS),
    "org:history@synthesis": page(OFFICE_READS, OFFICE_READS),
    "org:mark": press(MARKERS, OFFICE | COMMUNE),
    "org:mark@letter": press(OFFICE_READS & MARKERS, OFFICE_READS),
}  # fmt: skip
