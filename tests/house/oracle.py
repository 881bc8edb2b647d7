"""Who may what at every address, written by hand: GET, then POST, a letter for each role in the order of `world.ROLES`:

    visitor, officer and colleague and head of a commune, clerk and leader and auditor and administrator of the office
    above it, stranger (officer of another commune); each at the address of their own unit, about things of the commune.

y: opened (also with «fill in the form first») · n: not for this role (403) · 0: not there (404) · s: sign in first ·
-: not asked this way (405).
"""

LINES: dict[str, str] = {}
