"""The parts of the package around the document: styles from the rules, header with the page number, properties."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache

from phoihop.typeset.docx.xml import R, W, escape, twips
from phoihop.typeset.rules import RuleSet, Zone, rules_named

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_OFFICE}.settings+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_OFFICE}.header+xml"/>'
    f'<Override PartName="/word/header2.xml" ContentType="{_OFFICE}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
    "</Types>"
)
ROOT_RELS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{R}/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
)
DOCUMENT_RELS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{R}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{R}/settings" Target="settings.xml"/>'
    f'<Relationship Id="rId3" Type="{R}/header" Target="header1.xml"/>'
    f'<Relationship Id="rId4" Type="{R}/header" Target="header2.xml"/>'
    "</Relationships>"
)
APP = (
    f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Phoi hop</Application></Properties>"
)
SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="vi-VN"/></w:settings>'
)
FIRST_HEADER = f'{_HEAD}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="LetterPageNumber"/></w:pPr></w:p></w:hdr>'
HEADER = (
    f'{_HEAD}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="LetterPageNumber"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
# zone -> (style, name in Word, outline level, how it stands)
STYLES: dict[str, tuple[str, str, int | None, str]] = {
    "title": ("LetterTitle", "Letter title", None, "head"),
    "motto": ("LetterMotto", "Letter motto", None, "head"),
    "superior": ("LetterSuperior", "Letter superior body", None, "head"),
    "issuer": ("LetterIssuer", "Letter issuing body", None, "head"),
    "star": ("LetterStar", "Letter star", None, "head"),
    "number": ("LetterNumber", "Letter number", None, "head"),
    "date": ("LetterDate", "Letter place and date", None, "head"),
    "letter_abstract": ("LetterSubject", "Letter subject", None, "head"),
    "urgency": ("LetterUrgency", "Letter urgency", None, "mark"),
    "draft": ("LetterDraft", "Letter draft mark", None, "mark"),
    "type": ("LetterType", "Letter type", None, "over"),
    "abstract": ("LetterAbstract", "Letter abstract", None, "middle"),
    "abstract_end": ("LetterAbstractEnd", "Letter abstract end", None, "under"),
    "to": ("LetterTo", "Letter addressees", None, "to"),
    "body": ("LetterBody", "Letter body", None, "body"),
    "part_number": ("LetterPartNumber", "Letter part number", None, "part_number"),
    "part": ("Heading1", "heading 1", 0, "part"),
    "section": ("Heading2", "heading 2", 1, "heading"),
    "point": ("Heading3", "heading 3", 2, "heading"),
    "letter": ("Heading4", "heading 4", 3, "heading"),
    "caption": ("LetterCaption", "Letter table caption", None, "caption"),
    "cell": ("LetterCell", "Letter table cell", None, "cell"),
    "cell_head": ("LetterCellHead", "Letter table head", None, "cell_head"),
    "authority": ("LetterAuthority", "Letter authority", None, "sign"),
    "position": ("LetterPosition", "Letter position", None, "sign"),
    "name": ("LetterName", "Letter signer", None, "name"),
    "recipients": ("LetterRecipients", "Letter recipients", None, "left"),
    "recipient": ("LetterRecipient", "Letter recipient", None, "left"),
    "page_number": ("LetterPageNumber", "Letter page number", None, "head"),
}
_HEADING_OF = ("part", "section", "point", "letter")


def style_of(zone: str) -> str:
    return STYLES[zone][0]


def heading_style(level: int) -> str:
    return STYLES[_HEADING_OF[level]][0]


@cache
def styles_xml(name: str) -> str:
    rules = rules_named(name)
    zones = {**_derived(rules), **rules.zones}
    font = escape(rules.typeface["names"][0])
    fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    size = round(rules.zones["body"].size * 2)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    head = _style("LetterHead", "Letter head", None, rules.zones["number"], _stands(rules, "head"))
    each = [_style(*STYLES[zone][:3], zones[zone], _stands(rules, STYLES[zone][3])) for zone in STYLES if zone in zones]
    return f'{_HEAD}<w:styles xmlns:w="{W}">{defaults}{normal}{head}{"".join(each)}</w:styles>'


def _derived(rules: RuleSet) -> dict[str, Zone]:
    """Places the rules do not name, set after those they do."""
    number, size = rules.zones["number"], rules.body["table_size"]
    plain = Zone(size, size, size)
    bold = Zone(size, size, size, bold=True)
    return {
        "star": number,
        "abstract_end": rules.zones["body"],
        "caption": replace(rules.zones["body"], bold=True),
        "cell": plain,
        "cell_head": bold,
    }


def _style(style: str, name: str, outline: int | None, zone: Zone, stands: str) -> str:
    """Order of elements as the schema wants it."""
    keep = "<w:keepNext/>" if outline is not None or style in {"LetterPartNumber", "LetterCaption"} else ""
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    marks = "".join(f"<w:{mark}/>" for mark, on in (("b", zone.bold), ("i", zone.italic)) if on)
    size = round(zone.size * 2)
    line = '<w:u w:val="single"/>' if zone.underline else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="{0 if outline is not None else 1}" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keep}{stands}{level}</w:pPr>'
        f'<w:rPr>{marks}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{line}</w:rPr></w:style>'
    )


def _stands(rules: RuleSet, how: str) -> str:
    body = rules.body
    indent = f'<w:ind w:firstLine="{twips(body["indent"])}"/>'
    line = f'w:line="{round(body["line"] * 20)}" w:lineRule="atLeast"'
    after = round(body["space"] * 20)
    return {
        "head": '<w:jc w:val="center"/>',
        "mark": '<w:spacing w:before="120"/><w:jc w:val="center"/>',
        "over": '<w:spacing w:before="60"/><w:jc w:val="center"/>',
        "middle": '<w:jc w:val="center"/>',
        "under": '<w:spacing w:after="200"/><w:jc w:val="center"/>',
        "to": f'<w:spacing w:before="120" w:after="120" {line}/>',
        "body": f'<w:spacing w:before="0" w:after="{after}" {line}/>{indent}<w:jc w:val="both"/>',
        "part": f'<w:spacing w:after="{after}" {line}/><w:jc w:val="center"/>',
        "part_number": f'<w:spacing w:before="{after}" {line}/><w:jc w:val="center"/>',
        "heading": f'<w:spacing w:before="{after}" w:after="{after}" {line}/>{indent}<w:jc w:val="both"/>',
        "caption": f'<w:spacing w:before="{after}" w:after="{after}"/><w:jc w:val="center"/>',
        "cell": '<w:spacing w:before="40" w:after="40"/>',
        "cell_head": '<w:spacing w:before="40" w:after="40"/><w:jc w:val="center"/>',
        "sign": '<w:keepNext/><w:jc w:val="center"/>',
        "name": '<w:spacing w:before="1500"/><w:jc w:val="center"/>',
        "left": "",
    }[how]


def core_xml(title: str, author: str, day: date | None) -> str:
    named = escape(re.sub(r"\s+", " ", title))
    moment = f"{day or date(2000, 1, 1)}T00:00:00Z"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{named}</dc:title><dc:creator>{escape(author)}</dc:creator><dc:language>vi-VN</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )
